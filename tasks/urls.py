"""On the arrow from links to pages: one address for all variants of a page, decided offline.

Decisions, where the web leaves a choice:

- Scheme, `www.` and port are kept (only a scheme's default port goes): they may lead elsewhere.
- A trailing slash goes, as `/story/` and `/story` are one page wherever both answer; the root keeps its slash.
- A fragment goes, but for `#!`, which old single-page sites use as the address itself.
- The query is sorted; parameters that only say how a reader came, AMP and print switches go; ids such as `?p=` stay.
- AMP cache addresses lead back to the page they copy.
"""

import ipaddress
import re
from functools import cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import idna
import tldextract

MAX_LENGTH = 4_000
DEFAULT_PORTS = {"http": 80, "https": 443}
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
NOT_SENDABLE = re.compile(r"[^!-~]|[\"<>\\^`{|}]")
# What is not in normal form, in each part: percent-encoded bytes, and characters that may not stand there plainly.
ODD_IN_PATH = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/-]")
ODD_IN_QUERY = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$'()*,;:@/?-]")
ODD_IN_FRAGMENT = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9._~!$&'()*+,;=:@/?-]")

TRACKING = re.compile(
    r"utm_\w+|hsa_\w+|pk_\w+|mtm_\w+|at_(?:medium|campaign|custom\d*)|vero_\w+|"
    r"gclid|gclsrc|gbraid|wbraid|dclid|fbclid|fb_\w+|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igshid|igsh|"
    r"mc_cid|mc_eid|_hsenc|_hsmi|__hs\w+|hsctatracking|mkt_tok|cmp|cmpid|cmp_id|campaign_?id|cid_source|icid|ncid|"
    r"s_cid|ito|ref_src|ref_url|feedref|spm|_ga|_gl|oly_\w+|elq\w*|ns_\w+|trk|trkcampaign|newsletter_?id|sessionid|"
    r"phpsessid|jsessionid|aspsessionid\w*",
    re.IGNORECASE,
)
CHANNEL_NAMES = frozenset({"ref", "referrer", "source", "src", "from", "medium", "via", "share"})
CHANNELS = frozenset(
    {"rss", "feed", "twitter", "x", "facebook", "linkedin", "email", "mail", "newsletter", "home", "homepage", "share"}
)
VARIANT_SWITCHES = frozenset({"amp", "print", "printable", "printview", "print_view", "printerfriendly"})
VARIANT_CHOICES = frozenset({"outputtype", "output", "view", "format", "mode", "version", "display"})
VARIANT_PATH = re.compile(r"(?:/(?:amp|print)|\.amp)$", re.IGNORECASE)
VARIANT_SUFFIX = re.compile(r"\.(?:amp|print)(?=\.html?$)", re.IGNORECASE)
AMP_CACHES = (
    re.compile(
        r"^https?://[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]/(?P<secure>s/)?(?P<rest>[^/?#]+\.[^/?#]+.*)", re.I | re.S
    ),
    re.compile(r"^https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(?P<secure>s/)?(?P<rest>[^/?#]+\.[^/?#]+.*)", re.I | re.S),
)


def canonical_url(url: str, *, base: str | None = None) -> str:
    """The one address for all variants of this page, absolute; idempotent and offline.

    `base` resolves a relative address. Raises ValueError with one sentence where `url` is no http or https address.
    """
    _refuse_long(url)
    try:
        parts = urlsplit(absolute_url(url, base or ""))
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{_shown(url)} is not a web address: {error}") from error
    if parts.scheme not in DEFAULT_PORTS:
        raise ValueError(f"{_shown(url)} is not an http or https address")
    if not parts.hostname or port == 0:
        raise ValueError(f"{_shown(url)} names no host to connect to")
    host = _host(parts.hostname)
    authority = host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    path = _page_path(parts.path)
    query = _query(parts.query)
    plain = urlunsplit(SplitResult(parts.scheme, authority, path, query, _fragment(parts.fragment)))
    _refuse_long(plain)
    copied = _page_behind_amp_cache(plain)
    return canonical_url(copied) if copied else plain


def canonical_or_none(url: str) -> str | None:
    """As `canonical_url`; None where `url` is no absolute http or https address."""
    try:
        return canonical_url(url)
    except ValueError:
        return None


def absolute_url(url: str, base: str) -> str:
    """The address as browsers take it: line breaks and outer spaces gone, relative ones resolved. Raises ValueError."""
    return urljoin(base, re.sub(r"[\t\r\n]", "", url).strip())


def sendable_url(url: str) -> str:
    """The address as it was given, in characters that may go over the wire: a host in ASCII, no user, no fragment.

    Raises ValueError with one sentence where it is no http or https address.
    """
    canonical_url(url)
    parts = urlsplit(absolute_url(url, ""))
    port = f":{parts.port}" if parts.port else ""
    path = NOT_SENDABLE.sub(_encoded, parts.path) or "/"
    query = NOT_SENDABLE.sub(_encoded, parts.query)
    return urlunsplit(SplitResult(parts.scheme, _host(parts.hostname or "") + port, path, query, ""))


def host_of(url: str) -> str:
    """The host of an address without www., lower case; empty where there is none that can be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """The registered domain that an address belongs to (`news.bbc.co.uk` -> `bbc.co.uk`); an IP address is its own.

    From the public suffix list as the package carries it; nothing is downloaded. Where the list does not know the
    ending, the last label is taken for it, as the list itself prescribes.
    """
    host = (urlsplit(url).hostname or "").lower()
    found = _suffixes()(host)
    if found.suffix or found.ipv4 or ":" in host:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])


@cache
def _suffixes() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _refuse_long(url: str) -> None:
    if len(url) > MAX_LENGTH:
        raise ValueError(f"{_shown(url)} is longer than {MAX_LENGTH} characters")


def _shown(url: str) -> str:
    return repr(url if len(url) <= 120 else f"{url[:117]}...")


def _host(name: str) -> str:
    name = name.rstrip(".").lower()
    try:
        address = ipaddress.ip_address(name)
        return f"[{address.compressed}]" if address.version == 6 else str(address)
    except ValueError:
        pass
    if re.fullmatch(r"[a-z0-9._-]+", name):
        return name
    try:
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise ValueError(f"{_shown(name)} is not a host name") from error


def _page_path(path: str) -> str:
    path = _percent_normal(path, ODD_IN_PATH)
    path = re.sub(r";jsessionid=[^/;]*", "", path, flags=re.IGNORECASE)
    before = None
    while path != before:
        before = path
        path = _without_dot_segments(path).rstrip("/")
        path = VARIANT_SUFFIX.sub("", VARIANT_PATH.sub("", path))
    return path or "/"


def _without_dot_segments(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == ".." and len(kept) > 1:
            kept.pop()
        elif segment not in (".", ".."):
            kept.append(segment)
    return "/".join(kept)


def _query(query: str) -> str:
    pairs = []
    for part in query.split("&"):
        name, equals, value = part.replace("+", "%20").partition("=")
        name, value = _percent_normal(name, ODD_IN_QUERY), _percent_normal(value, ODD_IN_QUERY)
        if (name or value) and not _is_noise(name.lower(), value.lower()):
            pairs.append((name, f"{name}{equals}{value}"))
    return "&".join(pair for _, pair in sorted(pairs))


def _is_noise(name: str, value: str) -> bool:
    """Whether a query parameter says how the reader came or how the page is dressed, not which page it is."""
    if TRACKING.fullmatch(name) or (name in CHANNEL_NAMES and value in CHANNELS):
        return True
    if name in VARIANT_SWITCHES:
        return value in ("", "1", "true", "yes")
    return name in VARIANT_CHOICES and value in ("amp", "print", "printable")


def _fragment(fragment: str) -> str:
    return _percent_normal(fragment, ODD_IN_FRAGMENT) if len(fragment) > 1 and fragment[0] == "!" else ""


def _percent_normal(text: str, odd: re.Pattern[str]) -> str:
    """Percent-encoding in normal form (RFC 3986, 6.2.2): unreserved characters plain, all else in upper-case hex."""
    return odd.sub(_encoded, text)


def _encoded(match: re.Match[str]) -> str:
    piece = match.group()
    if len(piece) == 3:
        plain = chr(int(piece[1:], 16))
        return plain if plain in UNRESERVED else piece.upper()
    return "".join(f"%{byte:02X}" for byte in piece.encode("utf-8", "replace"))


def _page_behind_amp_cache(url: str) -> str | None:
    for pattern in AMP_CACHES:
        if match := pattern.match(url):
            return f"{'https' if match['secure'] else 'http'}://{match['rest']}"
    return None

"""One address for all variants of a page, and no page under the address of another."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.page_address import claimed_address, page_canonical_url
from tasks.urls import canonical_url, sendable_url, site_of


@pytest.mark.parametrize(
    ("variant", "canonical"),
    [
        ("HTTPS://WWW.Outlet.Example:443/News/", "https://www.outlet.example/News"),
        ("http://outlet.example:80", "http://outlet.example/"),
        ("http://outlet.example:8080/a", "http://outlet.example:8080/a"),
        ("https://outlet.example./a", "https://outlet.example/a"),
        ("https://user:secret@outlet.example/a", "https://outlet.example/a"),
        ("https://outlet.example/a/./b/../c//", "https://outlet.example/a/c"),
        ("https://outlet.example/../../a", "https://outlet.example/a"),
        ("https://outlet.example/%7euser/%c3%a4%2f", "https://outlet.example/~user/%C3%A4%2F"),
        ("https://outlet.example/ä b", "https://outlet.example/%C3%A4%20b"),
        ("https://outlet.example/100%", "https://outlet.example/100%25"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://outlet.example/a#comments", "https://outlet.example/a"),
        ("https://outlet.example/#!/story/7", "https://outlet.example/#!/story/7"),
        ("https://outlet.example/?p=123&utm_source=rss&utm_medium=rss", "https://outlet.example/?p=123"),
        ("https://outlet.example/a?b=2&a=1&gclid=x&fbclid=y&mc_cid=z&cmp=1", "https://outlet.example/a?a=1&b=2"),
        ("https://outlet.example/a?ref=twitter", "https://outlet.example/a"),
        ("https://outlet.example/a?ref=4711", "https://outlet.example/a?ref=4711"),
        ("https://outlet.example/a?q=x+y&&", "https://outlet.example/a?q=x%20y"),
        ("https://outlet.example/story/amp/", "https://outlet.example/story"),
        ("https://outlet.example/story.amp.html", "https://outlet.example/story.html"),
        ("https://outlet.example/story?amp=1", "https://outlet.example/story"),
        ("https://outlet.example/story?outputType=amp", "https://outlet.example/story"),
        ("https://outlet.example/story/print", "https://outlet.example/story"),
        ("https://outlet.example/story?view=print", "https://outlet.example/story"),
        ("https://outlet.example/story;jsessionid=1A2B?x=1", "https://outlet.example/story?x=1"),
        ("https://outlet-example.cdn.ampproject.org/c/s/outlet.example/story/amp/", "https://outlet.example/story"),
        ("https://www.google.com/amp/s/outlet.example/story", "https://outlet.example/story"),
        ("http://[2001:DB8::0:1]/a", "http://[2001:db8::1]/a"),
        (" https://outlet.example/sto\nry\t", "https://outlet.example/story"),
    ],
)
def test_variants_of_a_page_share_one_address(variant: str, canonical: str) -> None:
    assert canonical_url(variant) == canonical


def test_a_relative_address_is_resolved() -> None:
    assert canonical_url("../b?x=1", base="https://outlet.example/news/a") == "https://outlet.example/b?x=1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "story",
        "mailto:press@outlet.example",
        "javascript:void(0)",
        "https://",
        "http://a:b/",
        "http://a:0/",
        "http://[::1",
    ],
)
def test_what_is_no_web_address_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="not a web address|not an http|names no host to connect to"):
        canonical_url(text)


PIECES = st.sampled_from(
    ["/", "//", ".", "..", "a", "%41", "%2e", "%2F", "%", "%%", "ä", "\u202e", " ", "+", "&", "=", "?", "#", "#!", ";"]
    + ["amp", "/amp", "/print", ".amp.html", "utm_source=x", "p=1", ":", "@", "[", "]", "\ud800", "s/", "b.c", "ı", "ﬀ"]
)
ADDRESSES = st.builds(
    lambda host, pieces: f"{host}{''.join(pieces)}",
    st.sampled_from(
        ["https://outlet.example", "http://a", "https://www.google.com/amp/s/", "https://a-b.cdn.ampproject.org/c/", ""]
    ),
    st.lists(PIECES | st.text(max_size=3), max_size=12),
)


@given(ADDRESSES | st.text())
@example("https://www.google.com/amp/s/www.google.com/amp/s/outlet.example/amp/print")
def test_canonical_form_is_stable_whatever_comes(text: str) -> None:
    try:
        once = canonical_url(text)
    except ValueError as error:
        assert "\n" not in str(error)
        return
    assert canonical_url(once) == once
    assert once.isascii() and urlsplit(once).scheme in ("http", "https")


@given(st.permutations(["b=2", "a=1", "p=7", "utm_campaign=x", "a=0"]))
def test_the_order_of_parameters_does_not_matter(parameters: list[str]) -> None:
    assert canonical_url("https://outlet.example/?" + "&".join(parameters)) == "https://outlet.example/?a=0&a=1&b=2&p=7"


@given(ADDRESSES)
def test_what_is_sent_is_ascii_and_names_the_same_page(text: str) -> None:
    try:
        sent = sendable_url(text)
    except ValueError:
        return
    assert sent.isascii() and sent.isprintable() and sendable_url(sent) == sent
    assert canonical_url(sent) == canonical_url(text) or "#!" in text


def test_what_is_sent_keeps_what_the_canonical_form_drops() -> None:
    address = "https://user:word@Bücher.example:443/story/%7e/?utm_source=rss&b=ä#top"
    assert sendable_url(address) == "https://xn--bcher-kva.example:443/story/%7e/?utm_source=rss&b=%C3%A4"


def test_a_site_is_its_registered_domain() -> None:
    assert site_of("https://news.outlet.co.uk/a") == "outlet.co.uk"
    assert site_of("http://127.0.0.1:8080/a") == "127.0.0.1"
    assert site_of("http://localhost/a") == "localhost"


PAGE = "https://www.outlet.example/news/2024/story-one?utm_source=rss"
OWN = "https://www.outlet.example/news/2024/story-one"


@pytest.mark.parametrize(
    ("page", "rel", "og", "expected", "signal"),
    [
        (PAGE, "/news/2024/story-one-corrected", None, f"{OWN}-corrected", "rel_canonical"),
        (PAGE, "https://outlet.example/s/1", OWN, "https://outlet.example/s/1", "rel_canonical"),
        (PAGE, None, "https://outlet.example/s/1", "https://outlet.example/s/1", "og_url"),
        (PAGE, "https://evil.example/story-one", None, OWN, "url"),
        (PAGE, "https://www.outlet.example/", "https://www.outlet.example/s/1", "https://www.outlet.example/s/1", "og_url"),
        (PAGE, "https://www.outlet.example/news/", None, OWN, "url"),
        (PAGE, "https://www.outlet.example/go?to=https%3A%2F%2Fevil.example%2F", None, OWN, "url"),
        (PAGE, "https://www.outlet.example/out/http://evil.example/", None, OWN, "url"),
        (PAGE, "javascript:alert(1)", "  ", OWN, "url"),
        ("https://outlet.example/show?id=7", "https://outlet.example/show", None, "https://outlet.example/show?id=7", "url"),
        ("https://outlet.example/?p=7", "https://outlet.example/story-seven", None, "https://outlet.example/story-seven", "rel_canonical"),
        ("https://outlet.example/a?page=2", "https://outlet.example/a", None, "https://outlet.example/a", "rel_canonical"),
    ],
)  # fmt: skip
def test_a_claim_counts_where_it_is_credible(
    page: str, rel: str | None, og: str | None, expected: str, signal: str
) -> None:
    claimed = claimed_address(page, rel, og)
    assert (claimed.url, claimed.signal) == (expected, signal)
    assert page_canonical_url(page, rel, og) == expected


def test_a_refused_claim_says_why() -> None:
    assert claimed_address(PAGE, "https://evil.example/x", None).refused == (
        "rel_canonical https://evil.example/x: it belongs to another site, evil.example",
    )

"""On the arrow from links to pages: an address is asked for politely, through redirects and retries, and answered for.

Every hop of a redirect is checked as the first was: scheme, addresses of its host, robots.txt of its host.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from config.models import CrawlSettings, Source
from tasks.addresses import AddressRefused, AddressUnknown, Resolver, checked_addresses, look_up
from tasks.politeness import Pacer, backoff_seconds, host_key, retry_after_seconds
from tasks.transfer import Exchange, NoConnection, TransferFailed, decoded_body, exchange
from tasks.urls import DEFAULT_PORTS, sendable_url

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Permit:
    """Whether one address may be asked for; if not, why; and the pause in seconds that its host's robots.txt wants.

    verdict: `allowed`, `disallowed` (by robots.txt), `unavailable` (robots.txt could not be read) or `not_asked`
    (refused before robots.txt mattered).
    """

    verdict: str = "allowed"
    delay_seconds: float = 0
    reason: str = ""


Gate = Callable[[str], Awaitable[Permit]]


@dataclass(frozen=True)
class Reader:
    """On whose behalf a request is made, and under which rules."""

    source: Source
    settings: CrawlSettings
    pacer: Pacer
    now: Callable[[], datetime]
    resolve: Resolver = look_up


@dataclass(frozen=True)
class Known:
    """What is known of an address from its last answer; `url` is the address that gave it, after redirects."""

    url: str
    etag: str | None = None
    last_modified: str | None = None

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the body only if it has changed."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True)
class Answer:
    """What became of a request: the last response, or one sentence on why there is none.

    body: without compression; empty where there is an error. exchanges: every response that came, redirects and
    failed tries included, in order. is_turn_over: the host asked for a longer pause than a run can wait.
    """

    url: str
    final_url: str
    fetched_at: datetime
    robots_verdict: str
    status: int | None = None
    error: str | None = None
    body: bytes = b""
    exchanges: tuple[Exchange, ...] = ()
    is_turn_over: bool = False

    @property
    def is_usable(self) -> bool:
        """Whether a body came that can be read."""
        return self.status == 200 and self.error is None

    def header(self, name: str) -> str | None:
        """A header of the last response."""
        return self.exchanges[-1].header(name) if self.status and self.exchanges else None


class _Stopped(Exception):
    def __init__(self, error: str, *, verdict: str = "allowed", is_turn_over: bool = False) -> None:
        super().__init__(error)
        self.verdict, self.is_turn_over = verdict, is_turn_over


@dataclass
class _Journey:
    """The way of one request so far."""

    address: str
    permit: Permit = Permit()
    exchanges: list[Exchange] = field(default_factory=list)


async def allow_all(url: str) -> Permit:
    """The gate for robots.txt itself, which needs no permission."""
    return Permit()


async def fetch(url: str, reader: Reader, *, gate: Gate, known: Known | None = None) -> Answer:
    """Ask for an address and report what became of it; raises nothing for what the web does wrong."""
    journey = _Journey(url)
    try:
        last = await _follow(journey, reader, gate, known)
        body = _whole_body(last, reader.settings)
    except _Stopped as stop:
        return _answer(url, journey, reader, error=str(stop), verdict=stop.verdict, is_turn_over=stop.is_turn_over)
    except TransferFailed as failure:
        return _answer(url, journey, reader, error=str(failure))
    if last.status not in (200, 304):
        return _answer(url, journey, reader, error=f"the answer was {last.status} {last.reason}".strip())
    return _answer(url, journey, reader, body=body)


def _answer(
    url: str,
    journey: _Journey,
    reader: Reader,
    *,
    error: str | None = None,
    body: bytes = b"",
    verdict: str | None = None,
    is_turn_over: bool = False,
) -> Answer:
    last = journey.exchanges[-1] if journey.exchanges else None
    return Answer(
        url=url,
        final_url=journey.address,
        fetched_at=last.received_at if last else reader.now(),
        robots_verdict=verdict or journey.permit.verdict,
        status=last.status if last else None,
        error=error,
        body=body,
        exchanges=tuple(journey.exchanges),
        is_turn_over=is_turn_over,
    )


async def _follow(journey: _Journey, reader: Reader, gate: Gate, known: Known | None) -> Exchange:
    seen: set[str] = set()
    while True:
        journey.address = _checked(journey.address)
        if journey.address in seen:
            raise _Stopped("the redirects go in a circle")
        seen.add(journey.address)
        if len(seen) > reader.settings.max_redirects + 1:
            raise _Stopped(f"more than {reader.settings.max_redirects} redirects")
        await _pass_gate(journey, gate)
        headers = known.conditions() if known and known.url == journey.address else {}
        last = await _ask_until_answered(journey, reader, headers)
        location = last.header("location")
        if last.status not in REDIRECTS or not location:
            return last
        journey.address = _next_address(journey.address, location)


def _checked(url: str) -> str:
    try:
        return sendable_url(url)
    except ValueError as error:
        raise _Stopped(str(error)) from error


def _next_address(url: str, location: str) -> str:
    try:
        following = urljoin(url, _as_sent(location))
    except ValueError as error:
        raise _Stopped(f"the redirect to {location[:200]!r} leads nowhere") from error
    if url.startswith("https:") and following.startswith("http:"):
        raise _Stopped("a redirect leads from https to http")
    return following.partition("#")[0]


def _as_sent(value: str) -> str:
    """A header value as its sender meant it: headers are read as Latin-1, yet addresses in them are often UTF-8."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return value


async def _pass_gate(journey: _Journey, gate: Gate) -> None:
    journey.permit = await gate(journey.address)
    if journey.permit.verdict != "allowed":
        raise _Stopped(journey.permit.reason, verdict=journey.permit.verdict)


async def _ask_until_answered(journey: _Journey, reader: Reader, headers: dict[str, str]) -> Exchange:
    settings, host = reader.settings, host_key(journey.address)
    pause = max(reader.source.crawl.min_interval_seconds, journey.permit.delay_seconds)
    if journey.permit.delay_seconds > settings.max_retry_after_seconds:
        raise _Stopped(f"robots.txt asks for {pause:g} s between requests, longer than a run waits", is_turn_over=True)
    for attempt in range(1, settings.max_attempts + 1):
        wait = backoff_seconds(journey.address, attempt, settings.first_backoff_seconds)
        try:
            last = await _ask(journey, reader, headers, pause)
        except TransferFailed as failure:
            if not failure.may_pass or attempt == settings.max_attempts:
                raise
        else:
            journey.exchanges.append(last)
            if last.status not in PASSING:
                return last
            wait = max(wait, retry_after_seconds(last.header("retry-after"), reader.now()) or 0)
            if wait > settings.max_retry_after_seconds:
                raise _Stopped(f"the host asks to be left alone for {wait:.0f} s", is_turn_over=True)
        reader.pacer.rest(host, wait)
    return last


async def _ask(journey: _Journey, reader: Reader, headers: dict[str, str], pause: float) -> Exchange:
    """One try, at the first of the host's addresses that accepts a connection."""
    async with reader.pacer.turn(host_key(journey.address), pause) as transport:
        for address in (addresses := await _addresses(journey.address, reader)):
            try:
                return await exchange(
                    journey.address, address, transport, reader.settings, headers=headers, now=reader.now
                )
            except NoConnection:
                if address == addresses[-1]:
                    raise
    raise AssertionError("checked_addresses gives at least one address")


async def _addresses(url: str, reader: Reader) -> list[str]:
    parts = urlsplit(url)
    host, source = parts.hostname or "", reader.source
    allow_private = source.crawl.allow_private_network and host in source.hosts
    try:
        return await checked_addresses(
            host, parts.port or DEFAULT_PORTS[parts.scheme], allow_private=allow_private, resolve=reader.resolve
        )
    except AddressRefused as refusal:
        raise _Stopped(str(refusal)) from refusal
    except AddressUnknown as failure:
        raise TransferFailed(str(failure)) from failure


def _whole_body(last: Exchange, settings: CrawlSettings) -> bytes:
    if last.truncated == "length":
        raise TransferFailed(f"the body is longer than {settings.max_bytes} bytes", may_pass=False)
    if last.truncated == "time":
        raise TransferFailed(f"the body was not complete within {settings.total_timeout_seconds:g} s")
    return decoded_body(last.raw, last.header("content-encoding"), settings.max_decompressed_bytes)

"""On the arrow from links to pages: what robots.txt of a host permits, asked once a run and then kept to.

Rules of RFC 9309: an answer of 2xx is obeyed; 4xx means that there are no rules; 5xx, 429 or no answer at all means
that nothing of the host is read. A file that has to be cut at the size limit counts as no answer.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from tasks.fetch import Answer, Permit, Reader, allow_all, fetch
from tasks.urls import canonical_url

MAX_SITEMAPS = 50


@dataclass(frozen=True)
class RobotsRules:
    """The rules of one host; `parsed` is None where it has none, `is_available` False where they could not be read."""

    is_available: bool
    parsed: Protego | None = None

    def permit(self, url: str, user_agent: str) -> Permit:
        """Whether this reader may ask for `url`, and the pause in seconds that the host wants between requests."""
        if not self.is_available:
            return Permit("unavailable", reason="robots.txt could not be read, so nothing of this host is")
        if self.parsed is None:
            return Permit()
        name = product_token(user_agent)
        if not self.parsed.can_fetch(url, name):
            return Permit("disallowed", reason="robots.txt disallows this address")
        return Permit(delay_seconds=_delay_seconds(self.parsed, name))

    def sitemaps(self) -> list[str]:
        """Sitemaps that the file names, in its order."""
        return list(self.parsed.sitemaps)[:MAX_SITEMAPS] if self.parsed else []


def _delay_seconds(rules: Protego, name: str) -> float:
    """The pause that Crawl-delay or Request-rate asks for, whichever is longer."""
    rate = rules.request_rate(name)
    between = rate.seconds / rate.requests if rate and rate.requests else 0.0
    return max(0.0, rules.crawl_delay(name) or 0.0, between)


def product_token(user_agent: str) -> str:
    """The name by which robots.txt addresses a crawler: `Presslake/0.1 (...)` -> `Presslake`."""
    return user_agent.split("/")[0].split()[0]


def read_robots(answer: Answer) -> RobotsRules:
    """The rules that an answer for robots.txt amounts to."""
    if answer.is_usable:
        return RobotsRules(True, Protego.parse(answer.body.decode("utf-8-sig", "replace")))
    missing = answer.status is not None and 400 <= answer.status < 500 and answer.status != 429
    return RobotsRules(is_available=missing)


def robots_url(url: str) -> str:
    """Where the host of `url` keeps its rules."""
    parts = urlsplit(url)
    return canonical_url(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt")


class RobotsBook:
    """The rules of every host that a run came by; `answers` are the responses that gave them, by address."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._rules: dict[str, RobotsRules] = {}
        self.answers: dict[str, Answer] = {}

    async def rules(self, url: str) -> RobotsRules:
        """The rules of the host of `url`, asked for the first time only."""
        address = robots_url(url)
        if address not in self._rules:
            self.answers[address] = await fetch(address, self._reader, gate=allow_all)
            self._rules[address] = read_robots(self.answers[address])
        return self._rules[address]

    async def permit(self, url: str) -> Permit:
        """The gate that every hop of a request passes."""
        rules = await self.rules(url)
        return rules.permit(url, self._reader.settings.user_agent)

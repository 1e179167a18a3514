"""On the arrow from links to pages: one request at a time for each host, and a pause between them."""

import asyncio
import hashlib
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from types import TracebackType
from urllib.parse import urlsplit

import httpx

from tasks.urls import DEFAULT_PORTS

KEEP_ALIVE_SECONDS = 20


@dataclass
class _Lane:
    transport: httpx.AsyncHTTPTransport
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    last_end: float = float("-inf")
    rests_until: float = float("-inf")


class Pacer:
    """The lanes to the hosts, one for each; sources crawled side by side share one Pacer, within one event loop.

    A lane keeps its own connection, so that no connection checked for one host ever carries another host's request.
    """

    def __init__(self, max_hosts_at_once: int, *, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls or _verifying()
        self._hosts = asyncio.Semaphore(max_hosts_at_once)
        self._lanes: dict[str, _Lane] = {}

    async def __aenter__(self) -> "Pacer":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lane in self._lanes.values():
            await lane.transport.aclose()

    @asynccontextmanager
    async def turn(self, host: str, pause_seconds: float) -> AsyncIterator[httpx.AsyncHTTPTransport]:
        """Wait until the host is free and `pause_seconds` have passed since its last answer; then it is yours."""
        lane = self._lane(host)
        async with lane.lock:
            await _sleep_until(max(lane.last_end + pause_seconds, lane.rests_until))
            async with self._hosts:
                try:
                    yield lane.transport
                finally:
                    lane.last_end = asyncio.get_running_loop().time()

    def rest(self, host: str, seconds: float) -> None:
        """Leave the host alone for that long, whoever wants to read it."""
        lane = self._lane(host)
        lane.rests_until = max(lane.rests_until, asyncio.get_running_loop().time() + seconds)

    def _lane(self, host: str) -> _Lane:
        if host not in self._lanes:
            limits = httpx.Limits(max_connections=1, keepalive_expiry=KEEP_ALIVE_SECONDS)
            self._lanes[host] = _Lane(httpx.AsyncHTTPTransport(verify=self._tls, limits=limits, trust_env=False))
        return self._lanes[host]


@cache
def _verifying() -> ssl.SSLContext:
    """The machine's own certificate authorities; reading them takes longer than a request on loopback."""
    return ssl.create_default_context()


async def _sleep_until(moment: float) -> None:
    while (left := moment - asyncio.get_running_loop().time()) > 0:
        await asyncio.sleep(left)


def host_key(url: str) -> str:
    """What counts as one host: the name, and the port where it is not the usual one."""
    parts = urlsplit(url)
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    return parts.hostname or "" if port in DEFAULT_PORTS.values() else f"{parts.hostname}:{port}"


def retry_after_seconds(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (a number, or an HTTP date); None where it says nothing readable."""
    if not value:
        return None
    if re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
    except (ValueError, OverflowError):
        return None


def backoff_seconds(url: str, attempt: int, first: float) -> float:
    """The pause before the next try: `first`, doubled with every attempt (from 1), spread by up to half.

    The spread is derived from the address, so that a replay waits as long as the run did.
    """
    spread = int.from_bytes(hashlib.blake2b(f"{url} {attempt}".encode(), digest_size=4).digest()) / 2**32
    return first * 2 ** (attempt - 1) * (1 + spread / 2)

"""Ask real servers for addresses, as the crawl does."""

import asyncio
import datetime as dt
import ssl

from config.models import Source
from tasks.fetch import Answer, Reader, allow_all, fetch
from tasks.politeness import Pacer
from tests.crawl.site import SETTINGS


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def fetched(source: Source, *urls: str, tls: ssl.SSLContext | None = None, **more: object) -> list[Answer]:
    """Ask for the addresses, all at once."""

    async def run() -> list[Answer]:
        async with Pacer(8, tls=tls) as pacer:
            reader = Reader(source, more.pop("settings", SETTINGS), pacer, now, **more.pop("reader", {}))
            return await asyncio.gather(*(fetch(url, reader, gate=allow_all, **more) for url in urls))

    return asyncio.run(run())


def fetched_one(source: Source, url: str, **more: object) -> Answer:
    return fetched(source, url, **more)[0]


async def named(host: str, port: int) -> list[str]:
    """A resolver for names that no other resolver knows."""
    if host in ("::1", "169.254.169.254"):
        return [host]
    return {"inside.test": ["10.0.0.7"], "mixed.test": ["93.184.216.34", "169.254.169.254"]}.get(host, ["127.0.0.1"])

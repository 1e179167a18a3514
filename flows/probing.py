"""Beside the first arrow: are the source files right, and a few pages of theirs to keep as fixtures."""

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from rich.console import Console

from config.load import load_settings
from config.models import Source
from flows.records import record_from_page
from tasks.clean import RawPage, SiteMemory, clean_page
from tasks.politeness import Pacer
from tasks.probe import FeedFinding, RecordedPage, disappointments, probe_source, record_source

Clock = Callable[[], datetime]


async def probe_all(sources: Mapping[str, Source], *, now: Clock) -> dict[str, list[FeedFinding]]:
    """Probe the feeds of sources side by side; a source that fails stops no other."""
    settings = load_settings().crawl
    async with Pacer(settings.max_hosts_at_once) as pacer:
        probes = (probe_source(source, settings, now=now, pacer=pacer) for source in sources.values())
        return dict(zip(sources, await asyncio.gather(*probes), strict=True))


def show_probe(source: Source, findings: list[FeedFinding], console: Console) -> bool:
    """Print what a probe found, a line a feed, and each disappointment; returns whether there was none."""
    for finding in findings:
        mark = "[green]ok  [/]" if finding.is_readable else "[red]BAD [/]"
        rate = "" if finding.articles_per_week is None else f", about {finding.articles_per_week:.0f} a week"
        found = f"{finding.links} links, {finding.dated_share:.0%} dated{rate}"
        console.print(
            f"{mark} {source.id:24} {finding.kind:8} {finding.feed_url}  {found}", highlight=False, soft_wrap=True
        )
    problems = disappointments(source, findings)
    for problem in problems:
        console.print(f"     {source.id:24} {problem}", highlight=False, soft_wrap=True)
    readable = all(finding.is_readable for finding in findings)
    if readable and not source.verified:
        console.print(f"     {source.id:24} all feeds were read: its file may say `verified: true`", soft_wrap=True)
    return readable and not problems


async def record_fixtures(source: Source, *, pages: int, folder: Path, now: Clock) -> list[Path]:
    """Write the newest pages of a source as <name>.html.gz, each with <name>.json: what clean makes of it. Returns the files."""
    recorded = await record_source(source, load_settings().crawl, pages=pages, now=now)
    folder.mkdir(parents=True, exist_ok=True)
    return [path for page in recorded for path in _write_fixture(source, page, folder)]


def _write_fixture(source: Source, page: RecordedPage, folder: Path) -> tuple[Path, Path]:
    raw = RawPage(page.name, page.url, page.body, page.content_type, page.fetched_at, source.id)
    outcome = clean_page(raw, source=source, memory=SiteMemory(), now=page.fetched_at)
    golden = {"url": page.url, "fetched_at": page.fetched_at.isoformat(), **record_from_page(raw, outcome)}
    body, article = folder / f"{page.name}.html.gz", folder / f"{page.name}.json"
    body.write_bytes(page.packed())
    article.write_text(json.dumps(golden, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return body, article

"""A source file is probed, drafted and recorded from, at real servers."""

import asyncio
import datetime as dt
import gzip
from pathlib import Path

import pytest

from config.load import load_sources
from config.models import Feed, Source
from config.models.source import Expectations, MinimumYield
from tasks.draft import DraftFailed, draft_from_web, named_feeds, source_id
from tasks.probe import FeedFinding, disappointments, probe_source, record_source
from tests.crawl.site import SETTINGS, Reply, Site, outlet, rss


def now() -> dt.datetime:
    return dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


def probe(source: Source) -> list[FeedFinding]:
    return asyncio.run(probe_source(source, SETTINGS, now=now))


def dated(path: str, day: int) -> str:
    return f"<item><link>{path}</link><pubDate>{day:02} Nov 2026 10:00:00 GMT</pubDate></item>"


def draft(site: Site, folder: Path) -> Source:
    """The source that a drafted file is read as."""
    id, text = asyncio.run(
        draft_from_web(f"{site.root}/", SETTINGS, now=now, pause_seconds=0, allow_private_network=True)
    )
    (folder / f"{id}.yml").write_text(text)
    return load_sources(folder)[id]


def test_a_probe_tells_what_each_feed_yields(site: Site) -> None:
    site.pages["/feed"] = Reply(200, rss(dated("/a", 1), dated("/b", 4), dated("/c", 8), "/d"))
    site.pages["/robots.txt"] = Reply(200, b"User-agent: *\nDisallow: /no")
    feeds = (Feed(rss=f"{site.root}/feed"), Feed(rss=f"{site.root}/no"), Feed(sitemap=f"{site.root}/gone.xml"))
    good, disallowed, gone = probe(outlet(site.root, *feeds))
    assert good.is_readable and (good.links, good.dated_share, good.status) == (4, 0.75, 200)
    assert good.newest_at == dt.datetime(2026, 11, 8, 10, tzinfo=dt.UTC) and good.articles_per_week == pytest.approx(2)
    assert not disallowed.is_readable and disallowed.robots_verdict == "disallowed" and disallowed.status is None
    assert not gone.is_readable and gone.problems[0].endswith("/gone.xml: the answer was 404 Not Found")


def test_a_feed_without_articles_is_not_readable(site: Site) -> None:
    site.pages["/feed"] = Reply(200, rss())
    (finding,) = probe(outlet(site.root))
    assert not finding.is_readable and finding.problems == (f"{site.root}/feed: it names no article",)


def test_a_probe_is_held_against_what_is_expected(site: Site) -> None:
    site.pages["/feed"] = Reply(200, rss(dated("/a", 1), dated("/b", 4), dated("/c", 8), "/d"))
    expect = Expectations(min=MinimumYield(articles_per_week=5, published_at_filled=0.9))
    source = outlet(site.root).model_copy(update={"expect": expect})
    assert disappointments(source, probe(source)) == [
        "about 2 articles a week, where expect.min has 5",
        "75% of the links have a time, where expect.min has 90%",
    ]


def test_the_newest_pages_are_recorded_as_they_came(site: Site) -> None:
    site.pages["/feed"] = Reply(200, rss(dated("/old", 1), dated("/newer/", 2), dated("/gone", 3), dated("/newest", 4)))
    site.pages |= {"/newest": Reply(200, b"newest", {"Content-Type": "text/html"}), "/newer/": Reply(200, b"newer")}
    recorded = asyncio.run(record_source(outlet(site.root), SETTINGS, pages=2, now=now))
    assert [(page.url, page.body) for page in recorded] == [
        (f"{site.root}/newest", b"newest"),
        (f"{site.root}/newer/", b"newer"),
    ]
    assert recorded[0].name.startswith("newest-") and recorded[0].content_type == "text/html"
    assert gzip.decompress(recorded[0].packed()) == b"newest" and recorded[0].packed() == recorded[0].packed()


HOME = b"""<html lang="de-CH"><head><title>Start | Das Blatt</title>
<link rel="alternate" type="application/rss+xml" href="/feed/">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" type="application/atom+xml" href="javascript:1">
<link rel="alternate" hreflang="fr" href="/fr/"></head></html>"""


def test_a_draft_takes_what_the_home_page_says(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/": Reply(200, HOME),
        "/robots.txt": Reply(200, f"Sitemap: {site.root}/all.xml\nSitemap: {site.root}/news.xml\n".encode()),
    }
    source = draft(site, tmp_path)
    assert (source.title, source.language, source.verified) == ("Das Blatt", "de", False)
    assert [feed.url for feed in source.feeds] == [f"{site.root}/feed/", f"{site.root}/news.xml"]
    assert source.crawl.allow_private_network


def test_a_draft_looks_at_the_usual_places(site: Site, tmp_path: Path) -> None:
    name = b'<meta property="og:site_name" content="The Outlet: &quot;news&quot;">'
    site.pages |= {"/": Reply(200, name), "/feed/": Reply(200, b"<html>"), "/rss.xml": Reply(200, rss("/a"))}
    source = draft(site, tmp_path)
    assert source.title == 'The Outlet: "news"' and [feed.url for feed in source.feeds] == [f"{site.root}/rss.xml"]


def test_a_draft_that_finds_nothing_says_so(site: Site, tmp_path: Path) -> None:
    with pytest.raises(DraftFailed, match="cannot be read: the answer was 404"):
        draft(site, tmp_path)
    site.pages["/"] = Reply(200, b"<p>Hello</p>")
    with pytest.raises(DraftFailed, match="names no feed"):
        draft(site, tmp_path)


def test_ids_and_named_feeds() -> None:
    assert source_id("https://www.the-outlet.co.uk/news") == "the-outlet"
    assert source_id("http://127.0.0.1:80/") == "127_0_0_1"
    assert named_feeds(HOME, "https://outlet.example/de/") == ["https://outlet.example/feed/"]

"""A source's turn: what is new is fetched once and stored as it came; what is broken is told, and stops nothing."""

import asyncio
import datetime as dt
import io

import pytest

from config.models import Feed, Source
from tasks.archive import read_record
from tasks.crawl import Archive, Pacer, crawl_source
from tests.crawl.desk import Desk, articles, paths
from tests.crawl.site import SETTINGS, Reply, Site, outlet, rss, with_etag


def test_robots_then_feed_then_articles_each_with_a_row_and_a_record(site: Site, desk: Desk) -> None:
    rows = desk.run()
    assert site.paths() == ["/robots.txt", "/feed", "/one?utm_source=rss", "/two"]
    assert [(page.kind, page.status) for page in rows] == [
        ("article", 200), ("article", 200), ("robots", 404), ("feed", 200)
    ]  # fmt: skip
    two = rows[1]
    assert (two.url, two.final_url, two.feed_title) == (f"{site.root}/two", f"{site.root}/two", "Two")
    assert (two.etag, two.content_type, two.byte_count) == ('"v1"', "text/html", 10)
    assert (two.run_id, two.source_id, two.robots_verdict) == ("run_1", "outlet", "allowed")
    assert two.feed_url == f"{site.root}/feed" and two.fetched_at == desk.moment
    bodies = [read_record(desk.archive, page.warc_offset or 0) for page in rows]
    assert bodies[:2] == [b"<p>one</p>", b"<p>two</p>"] and bodies[3].startswith(b"<?xml")
    assert desk.outcome.state == "completed" and desk.outcome.problems == ()
    assert desk.outcome.counts == {
        "feeds": 1, "feeds_unchanged": 0, "links": 2, "requested": 2,
        "new_pages": 2, "failed": 0, "left": 0, "broken_items": 0,
    }  # fmt: skip


def test_a_second_pass_asks_for_the_feed_only_and_adds_nothing(site: Site, desk: Desk) -> None:
    desk.run()
    size, before = len(desk.archive.getvalue()), len(site.asked)
    assert desk.run() == []
    assert site.paths()[before:] == ["/robots.txt", "/feed"]
    assert len(desk.archive.getvalue()) == size
    assert desk.outcome.counts["feeds_unchanged"] == 1


def test_a_feed_without_etag_is_known_by_its_bytes(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = Reply(200, rss("/two", "<item><title>Broken</title></item>"))
    desk.run()
    assert len(desk.rejects) == 1
    assert desk.run() == [] and desk.rejects == []


def test_only_what_is_new_in_a_feed_is_fetched(site: Site, desk: Desk) -> None:
    desk.run()
    before = len(site.asked)
    site.pages |= {"/feed": with_etag(rss("/three", "/two"), '"v2"'), "/three": Reply(200, b"three")}
    assert paths(articles(desk.run())) == ["/three"]
    assert site.paths()[before:] == ["/robots.txt", "/feed", "/three"]


def test_a_broken_item_becomes_a_reject(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = Reply(200, rss("<item><title>Lost</title></item>", "/two"))
    desk.run()
    (reject,) = desk.rejects
    assert (reject.stage, reject.reason) == ("crawl", "has no link")
    assert reject.key_value == f"{site.root}/feed item 1 ('Lost')"


def test_the_newest_come_first_and_a_limit_leaves_the_rest_for_the_next_run(site: Site, desk: Desk) -> None:
    def item(path: str, day: int) -> str:
        return f"<item><link>{path}</link><pubDate>{day} Nov 2026 10:00:00 GMT</pubDate></item>"

    site.pages |= {"/feed": with_etag(rss("/undated", item("/old", 1), item("/new", 3), item("/middle", 2)))}
    site.pages |= {path: Reply(200, path.encode()) for path in ("/undated", "/old", "/new", "/middle")}
    desk.source = outlet(site.root, max_articles_per_run=2)
    rows = desk.run()
    assert paths(articles(rows)) == ["/new", "/middle"]
    assert rows[-1].error == "2 of its links are left for the next run" and desk.outcome.counts["left"] == 2
    rows = desk.run()
    assert paths(articles(rows)) == ["/old", "/undated"] and rows[-1].error is None
    assert desk.run() == []


# Broken sources


def test_a_feed_that_fails_leaves_the_others_be(site: Site, desk: Desk) -> None:
    site.pages["/other"] = Reply(200, rss("/two"))
    desk.source = outlet(site.root, Feed(rss=f"{site.root}/broken"), Feed(rss=f"{site.root}/other"))
    assert paths(articles(desk.run())) == ["/two"]
    assert desk.outcome.state == "completed"
    assert desk.outcome.problems == (f"{site.root}/broken: the answer was 404 Not Found",)
    assert desk.run() == []


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(500), "the answer was 500 Internal Server Error"),
        (Reply(200, b"<html>Moved</html>"), "it is neither RSS nor Atom"),
        (Reply(write=lambda handler: None), "the answer was not proper HTTP"),
    ],
)
def test_a_source_without_a_feed_has_failed_and_says_why(site: Site, desk: Desk, reply: Reply, problem: str) -> None:
    site.pages["/feed"] = reply
    rows = desk.run()
    assert desk.outcome.state == "failed" and desk.outcome.problems == (f"{site.root}/feed: {problem}",)
    assert [page.error for page in rows if page.kind == "feed"] == [problem]
    assert desk.run() == [] and desk.outcome.state == "failed"


def test_nothing_is_read_where_robots_cannot_be(site: Site, desk: Desk) -> None:
    site.pages["/robots.txt"] = Reply(503)
    desk.run()
    assert desk.outcome.state == "failed" and set(site.paths()) == {"/robots.txt"}
    assert desk.known[f"{site.root}/feed"].robots_verdict == "unavailable"


def test_a_host_that_fell_silent_is_left_and_the_rest_waits(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = Reply(200, rss(*(f"/{number}" for number in range(9))))
    site.pages |= {f"/{number}": Reply(write=lambda handler: None) for number in range(9)}
    assert len(articles(desk.run())) == 5 and desk.outcome.counts["left"] == 4
    assert desk.outcome.problems == ("5 addresses in a row gave no answer; 4 links are left for the next run",)
    site.pages |= {f"/{number}": Reply(200, b"story") for number in range(9)}
    assert len([page for page in articles(desk.run()) if page.status == 200]) == 9


def test_a_host_that_asks_for_rest_is_left_alone(site: Site, desk: Desk) -> None:
    site.pages["/one?utm_source=rss"] = Reply(429, headers={"Retry-After": "600"})
    assert [page.status for page in articles(desk.run())] == [429]
    assert site.paths().count("/two") == 0 and desk.outcome.counts["left"] == 1
    site.pages["/one?utm_source=rss"] = Reply(200, b"one")
    assert paths(articles(desk.run())) == ["/two", "/one"]


# Kills


def test_a_killed_run_is_finished_by_the_next_with_nothing_lost_or_doubled(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = with_etag(rss(*(f"/{number}" for number in range(7))))
    site.pages |= {f"/{number}": with_etag(b"story") for number in range(7)}
    first = desk.run(stop_after_batches=2, batch_size=2)
    second = desk.run()
    assert len(first) == 4 and not any(page.kind == "feed" for page in first)
    assert sorted(paths(articles(first + second))) == [f"/{number}" for number in range(7)]
    assert all(site.paths().count(f"/{number}") == 1 for number in range(7))
    assert desk.run() == []


# Several sources


def test_sources_on_one_host_share_its_one_lane(site: Site) -> None:
    site.pages |= {f"/feed{number}": Reply(200, rss(f"/{number}a", f"/{number}b")) for number in range(3)}
    sources = [outlet(site.root, Feed(rss=f"{site.root}/feed{number}"), pause=0.03) for number in range(3)]

    async def read(source: Source, pacer: Pacer) -> None:
        archive = Archive("outlet.warc.gz", io.BytesIO())
        clock = dt.datetime.now
        async for _ in crawl_source(
            source, SETTINGS, known={}, archive=archive, now=lambda: clock(dt.UTC), run_id="run", pacer=pacer
        ):
            pass

    async def run() -> None:
        async with Pacer(SETTINGS.max_hosts_at_once) as pacer:
            await asyncio.gather(*(read(source, pacer) for source in sources))

    asyncio.run(run())
    visits = sorted(site.asked, key=lambda asked: asked.began)
    assert site.most_at_once == 1 and len(visits) == 12
    assert all(later.began - earlier.answered >= 0.03 for earlier, later in zip(visits, visits[1:], strict=False))

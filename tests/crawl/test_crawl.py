"""A source's turn: what is new is fetched once and stored as it came; what is broken is told, and stops nothing."""

import asyncio
import datetime as dt
import io
from dataclasses import dataclass, field

import pytest

from config.models import Feed, Source
from tasks.archive import read_record
from tasks.crawl import Archive, CrawlBatch, CrawlOutcome, Pacer, crawl_source
from tests.crawl.site import SETTINGS, Reply, Site, outlet, rss, with_etag
from warehouse.contracts import Page, Reject

DAY = dt.timedelta(days=1)


@dataclass
class Desk:
    """Runs crawls one after the other, as a flow does: what was committed is known to the next."""

    source: Source
    moment: dt.datetime = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
    known: dict[str, Page] = field(default_factory=dict)
    archive: io.BytesIO = field(default_factory=io.BytesIO)
    rejects: list[Reject] = field(default_factory=list)
    batches: list[CrawlBatch] = field(default_factory=list)
    runs: int = 0

    def run(self, *, stop_after_batches: int | None = None, batch_size: int = 20) -> list[Page]:
        """The rows of one more run; `stop_after_batches` is where a kill falls."""
        self.runs += 1
        self.batches = asyncio.run(self._collect(stop_after_batches, batch_size))
        rows = [page for batch in self.batches for page in batch.pages]
        self.known |= {page.url: page for page in rows}
        self.rejects = [reject for batch in self.batches for reject in batch.rejects]
        return rows

    async def _collect(self, stop_after_batches: int | None, batch_size: int) -> list[CrawlBatch]:
        batches: list[CrawlBatch] = []
        turn = crawl_source(
            self.source,
            SETTINGS,
            known=dict(self.known),
            archive=Archive("outlet.warc.gz", self.archive),
            now=lambda: self.moment,
            run_id=f"run_{self.runs}",
            batch_size=batch_size,
        )
        async for batch in turn:
            batches.append(batch)
            if len(batches) == stop_after_batches:
                await turn.aclose()
                break
        return batches

    @property
    def outcome(self) -> CrawlOutcome:
        outcome = self.batches[-1].outcome
        assert outcome
        return outcome


def articles(rows: list[Page]) -> list[Page]:
    return [page for page in rows if page.kind == "article"]


def paths(rows: list[Page]) -> list[str]:
    return ["/" + page.url.split("/", 3)[3] for page in rows]


@pytest.fixture
def desk(site: Site) -> Desk:
    """A small outlet: a feed with two stories, both of which answer 304 to whoever knows them."""
    site.pages |= {
        "/feed": with_etag(rss("/one?utm_source=rss", "<item><title>Two</title><link>/two</link></item>")),
        "/one?utm_source=rss": with_etag(b"<p>one</p>"),
        "/two": with_etag(b"<p>two</p>"),
    }
    return Desk(outlet(site.root))


# The plain way


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


# What changed, what failed


def atom(updated: str) -> bytes:
    entry = f'<entry><title>One</title><link href="/one"/><id>1</id><updated>{updated}</updated></entry>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet</title>{entry}</feed>'.encode()


def test_a_known_article_is_asked_for_again_where_its_feed_says_it_changed(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": Reply(200, atom("2026-11-22T00:00:00Z")), "/one": with_etag(b"one")}
    desk.run()
    desk.moment += DAY
    site.pages["/feed"] = Reply(200, atom("2026-11-23T18:00:00Z"))
    assert paths(desk.run()) == ["/feed"]
    assert site.asked[-1].path == "/one" and site.asked[-1].headers["if-none-match"] == '"v1"'
    desk.moment += DAY
    site.pages |= {"/feed": Reply(200, atom("2026-11-24T18:00:00Z")), "/one": with_etag(b"one, corrected", '"v2"')}
    assert paths(desk.run()) == ["/one", "/feed"]
    assert desk.known[f"{site.root}/one"].byte_count == len(b"one, corrected")


def test_a_feeds_own_word_counts_where_its_clock_is_slow(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": Reply(200, atom("2020-01-01T00:00:00Z")), "/one": with_etag(b"one")}
    desk.run()
    site.pages |= {"/feed": Reply(200, atom("2020-01-01T01:00:00Z")), "/one": with_etag(b"one, corrected", '"v2"')}
    assert paths(desk.run()) == ["/one", "/feed"]


def test_what_is_new_comes_before_what_has_changed(site: Site, desk: Desk) -> None:
    entries = "<url><loc>{0}/one</loc><lastmod>2026-11-{1}</lastmod></url><url><loc>{0}/{2}</loc></url>"
    desk.source = outlet(site.root, Feed(sitemap=f"{site.root}/map.xml"))
    site.pages |= {"/one": Reply(200, b"one"), "/two": Reply(200, b"two"), "/three": Reply(200, b"three")}
    site.pages["/map.xml"] = Reply(200, f"<urlset>{entries.format(site.root, 20, 'two')}</urlset>".encode())
    desk.run()
    before = len(site.asked)
    site.pages["/map.xml"] = Reply(200, f"<urlset>{entries.format(site.root, 21, 'three')}</urlset>".encode())
    desk.run()
    assert site.paths()[before:] == ["/robots.txt", "/map.xml", "/three", "/one"]


def test_a_feed_that_promises_the_future_is_not_believed(site: Site, desk: Desk) -> None:
    site.pages |= {"/feed": Reply(200, atom("2099-01-01T00:00:00Z")), "/one": with_etag(b"one")}
    desk.run()
    site.pages["/feed"] = Reply(200, atom("2099-01-02T00:00:00Z"))
    assert paths(desk.run()) == ["/feed"] and site.asked[-1].path == "/feed"


def test_a_page_that_is_gone_is_tried_again_after_a_week(site: Site, desk: Desk) -> None:
    site.pages["/two"] = Reply(404, b"gone")
    desk.run()
    gone = desk.known[f"{site.root}/two"]
    assert (gone.status, gone.error) == (404, "the answer was 404 Not Found")
    site.pages["/two"] = Reply(200, b"back")
    for days in (1, 5, 1):
        desk.moment += days * DAY
        site.pages["/feed"] = with_etag(rss("/two", f"/new{desk.runs}"), f'"{desk.runs}"')
        rows = desk.run()
    assert "/two" in paths(rows) and desk.known[f"{site.root}/two"].status == 200
    assert site.paths().count("/two") == 2


def test_a_failure_that_may_pass_is_tried_in_every_run_though_the_feed_is_unchanged(site: Site, desk: Desk) -> None:
    site.pages["/two"] = Reply(500)
    desk.run()
    assert desk.known[f"{site.root}/two"].status == 500
    assert desk.run() == [] and desk.outcome.counts["failed"] == 1
    site.pages["/two"] = Reply(200, b"two")
    assert paths(desk.run()) == ["/two"]
    assert desk.run() == [] and desk.outcome.counts["requested"] == 0


def test_a_failure_is_given_up_after_a_week(site: Site, desk: Desk) -> None:
    site.pages["/two"] = Reply(500)
    desk.run()
    desk.moment += 8 * DAY
    before = site.paths().count("/two")
    assert desk.run() == [] and site.paths().count("/two") == before


def test_what_robots_disallows_is_a_row_and_no_request_until_it_is_allowed(site: Site, desk: Desk) -> None:
    site.pages["/robots.txt"] = Reply(200, b"User-agent: *\nDisallow: /two")
    two = next(page for page in desk.run() if page.url.endswith("/two"))
    assert (two.status, two.robots_verdict, two.error) == (None, "disallowed", "robots.txt disallows this address")
    assert two.warc_file is None and "/two" not in site.paths()
    assert desk.run() == []
    site.pages |= {"/robots.txt": Reply(200, b""), "/feed": with_etag(rss("/two"), '"v2"')}
    assert paths(desk.run()) == ["/two", "/robots.txt", "/feed"]


def test_a_link_to_another_site_is_a_row_and_no_request(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = Reply(200, rss("https://elsewhere.example/story", "/two"))
    elsewhere = desk.run()[0]
    assert (elsewhere.robots_verdict, elsewhere.error) == ("not_asked", "it lies on another site, elsewhere.example")
    site.pages["/feed"] = Reply(200, rss("https://elsewhere.example/story", "/one?utm_source=rss"))
    assert paths(desk.run()) == ["/one", "/feed"]


def test_a_redirect_to_another_site_is_not_followed(site: Site, desk: Desk) -> None:
    site.pages["/two"] = Reply(302, headers={"Location": "https://elsewhere.example/advertisement"})
    two = desk.run()[1]
    assert (two.status, two.error) == (302, "it lies on another site, elsewhere.example")


def test_redirects_are_archived_and_the_row_points_to_the_last_response(site: Site, desk: Desk) -> None:
    site.pages |= {"/two": Reply(301, headers={"Location": "/moved"}), "/moved": Reply(200, b"moved")}
    two = desk.run()[1]
    assert (two.url, two.final_url) == (f"{site.root}/two", f"{site.root}/moved")
    assert read_record(desk.archive, two.warc_offset or 0) == b"moved"


def test_rights_that_an_answer_reserves_are_kept(site: Site, desk: Desk) -> None:
    site.pages["/two"] = Reply(200, b"two", {"X-Robots-Tag": "noarchive", "TDM-Reservation": "1"})
    assert desk.run()[1].rights == "x-robots-tag: noarchive; tdm-reservation: 1"


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


# Sitemaps and listings


def sitemap(*addresses: str) -> bytes:
    return ("<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in addresses) + "</urlset>").encode()


def index(*children: tuple[str, str]) -> bytes:
    parts = (f"<sitemap><loc>{url}</loc><lastmod>{when}</lastmod></sitemap>" for url, when in children)
    return ("<sitemapindex>" + "".join(parts) + "</sitemapindex>").encode()


def test_an_index_leads_to_its_sitemaps_and_only_the_changed_ones_are_read_again(site: Site, desk: Desk) -> None:
    desk.source = outlet(site.root, Feed(sitemap=f"{site.root}/index.xml"))
    site.pages |= {f"/{number}": Reply(200, b"story") for number in range(1, 4)}
    site.pages |= {
        "/index.xml": Reply(200, index(("/a.xml", "2026-11-01"), ("/b.xml", "2026-11-02"))),
        "/a.xml": Reply(200, sitemap("/1")),
        "/b.xml": Reply(200, sitemap("/2")),
    }
    assert paths(desk.run()) == ["/2", "/1", "/robots.txt", "/index.xml", "/b.xml", "/a.xml"]
    desk.moment += DAY
    before = len(site.asked)
    assert desk.run() == [] and site.paths()[before:] == ["/robots.txt", "/index.xml"]
    site.pages["/index.xml"] = Reply(200, index(("/a.xml", "2026-11-24T09:00:00Z"), ("/b.xml", "2026-11-02")))
    site.pages["/a.xml"] = Reply(200, sitemap("/1", "/3"))
    assert paths(desk.run()) == ["/3", "/index.xml", "/a.xml"]


def test_a_sitemap_that_changes_behind_an_unchanged_index_is_seen(site: Site, desk: Desk) -> None:
    desk.source = outlet(site.root, Feed(sitemap=f"{site.root}/index.xml"))
    plain_index = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>"
    site.pages |= {"/index.xml": with_etag(plain_index), "/a.xml": Reply(200, sitemap("/two"))}
    desk.run()
    site.pages["/a.xml"] = Reply(200, sitemap("/two", "/one?utm_source=rss"))
    assert paths(desk.run()) == ["/one", "/a.xml"]


def test_an_index_that_names_itself_ends(site: Site, desk: Desk) -> None:
    desk.source = outlet(site.root, Feed(sitemap=f"{site.root}/index.xml"))
    site.pages["/index.xml"] = Reply(200, index(("/index.xml", "2026-11-01"), ("/deeper.xml", "2026-11-01")))
    site.pages["/deeper.xml"] = Reply(200, index(("/index.xml", "2026-11-01"), ("/gone.xml", "2026-11-01")))
    desk.run()
    assert site.paths() == ["/robots.txt", "/index.xml", "/deeper.xml", "/gone.xml"]


def test_a_listing_is_followed_as_far_as_it_may_be(site: Site, desk: Desk) -> None:
    desk.source = outlet(site.root, Feed(listing=f"{site.root}/news", links="h3 a", max_pages=2))
    for number in range(4):
        html = f'<h3><a href="/{number}">Story</a></h3><a rel="next" href="/news?page={number + 1}">more</a>'
        site.pages |= {f"/news?page={number}" if number else "/news": Reply(200, html.encode())}
        site.pages[f"/{number}"] = Reply(200, b"story")
    desk.run()
    assert [path for path in site.paths() if path.startswith("/news")] == ["/news", "/news?page=1"]


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

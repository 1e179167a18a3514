"""What changed is asked for again, what failed is tried again, and each for as long as it makes sense."""

from config.models import Feed
from tasks.archive import read_record
from tests.crawl.desk import DAY, Desk, paths
from tests.crawl.site import Reply, Site, outlet, rss, with_etag


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

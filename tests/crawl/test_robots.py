"""robots.txt is obeyed, and where it cannot be read, nothing of its host is."""

import asyncio
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetch import Answer, Permit, Reader
from tasks.politeness import Pacer
from tasks.robots import RobotsBook, product_token, read_robots, robots_url
from tests.crawl.site import SETTINGS, Reply, Site, outlet

ROBOTS = b"""\xef\xbb\xbfUser-agent: *
Disallow: /private
Crawl-delay: 7
User-agent: Presslake
Allow: /private/open
Disallow: /private
Disallow: /*.pdf$
Crawl-delay: 0.2
Sitemap: https://outlet.example/sitemap.xml
"""


def permits(site: Site, *paths: str) -> list[Permit]:
    async def run() -> list[Permit]:
        async with Pacer(8) as pacer:
            book = RobotsBook(Reader(outlet(site.root), SETTINGS, pacer, lambda: dt.datetime.now(dt.UTC)))
            return [await book.permit(f"{site.root}{path}") for path in paths]

    return asyncio.run(run())


def test_the_group_that_names_us_counts_and_is_asked_for_once(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(200, ROBOTS)
    open_page, private, exception, document = permits(site, "/a", "/private/x", "/private/open", "/report.pdf")
    assert (open_page.verdict, open_page.delay_seconds) == ("allowed", 0.2)
    assert (private.verdict, private.reason) == ("disallowed", "robots.txt disallows this address")
    assert exception.verdict == "allowed" and document.verdict == "disallowed"
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (Reply(404), "allowed"),
        (Reply(403), "allowed"),
        (Reply(410), "allowed"),
        (Reply(429), "unavailable"),
        (Reply(500), "unavailable"),
        (Reply(503, headers={"Retry-After": "9999"}), "unavailable"),
        (Reply(302, headers={"Location": "/robots.txt"}), "unavailable"),
        (Reply(200, b"x" * 300_000), "unavailable"),
        (Reply(write=lambda handler: None), "unavailable"),
        (Reply(200, b"<html>Welcome</html>"), "allowed"),
        (Reply(200, b""), "allowed"),
    ],
)
def test_what_an_answer_amounts_to(site: Site, reply: Reply, verdict: str) -> None:
    site.pages["/robots.txt"] = reply
    assert [permit.verdict for permit in permits(site, "/a")] == [verdict]


def test_a_moved_file_is_followed(site: Site) -> None:
    site.pages |= {"/robots.txt": Reply(301, headers={"Location": "/rules"}), "/rules": Reply(200, ROBOTS)}
    assert permits(site, "/private")[0].verdict == "disallowed"


def test_every_host_has_rules_of_its_own(site: Site, other_site: Site) -> None:
    site.pages["/robots.txt"] = Reply(200, b"User-agent: *\nDisallow: /")
    other_site.pages["/robots.txt"] = Reply(200, b"")

    async def run() -> list[str]:
        async with Pacer(8) as pacer:
            book = RobotsBook(Reader(outlet(site.root), SETTINGS, pacer, lambda: dt.datetime.now(dt.UTC)))
            return [(await book.permit(f"{root}/a")).verdict for root in (site.root, other_site.root)]

    assert asyncio.run(run()) == ["disallowed", "allowed"]


def test_names_and_places() -> None:
    assert product_token("Presslake/0.1 (news indexing)") == "Presslake"
    assert robots_url("https://user:word@www.outlet.example/a/b?c") == "https://www.outlet.example/robots.txt"
    assert robots_url("http://127.0.0.1:8080/a") == "http://127.0.0.1:8080/robots.txt"


def test_a_request_rate_is_a_pause_too() -> None:
    answer = Answer(
        "u", "u", dt.datetime.now(dt.UTC), "allowed", status=200, body=b"User-agent: *\nRequest-rate: 2/30s\n"
    )
    assert read_robots(answer).permit("https://outlet.example/a", SETTINGS.user_agent).delay_seconds == 15


@given(st.binary(max_size=200))
def test_no_file_makes_it_raise(body: bytes) -> None:
    answer = Answer("u", "u", dt.datetime.now(dt.UTC), "allowed", status=200, body=b"User-agent: *\n" + body)
    permit = read_robots(answer).permit("https://outlet.example/a?b=c", SETTINGS.user_agent)
    assert permit.verdict in ("allowed", "disallowed") and permit.delay_seconds >= 0

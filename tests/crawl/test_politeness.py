"""A request is polite and patient: one at a time, pauses, retries, conditions; measured at real servers."""

import asyncio
import datetime as dt
import time
from http.server import BaseHTTPRequestHandler
from itertools import pairwise

import pytest

from tasks.fetch import Known, Permit, Reader, fetch
from tasks.politeness import Pacer, backoff_seconds, host_key, retry_after_seconds
from tests.crawl.asking import fetched, fetched_one, now
from tests.crawl.site import SETTINGS, Reply, Site, outlet


def test_one_request_at_a_time_and_a_pause_between_them(site: Site) -> None:
    site.pages |= {f"/{number}": Reply(200, b"story") for number in range(4)}
    fetched(outlet(site.root, pause=0.12), *(f"{site.root}/{number}" for number in range(4)))
    visits = sorted(site.asked, key=lambda asked: asked.began)
    pauses = [later.began - earlier.answered for earlier, later in pairwise(visits)]
    assert len(visits) == 4 and site.most_at_once == 1
    assert min(pauses) >= 0.12


def test_a_crawl_delay_that_is_longer_than_the_sources_pause_counts(site: Site) -> None:
    async def gate(url: str) -> Permit:
        return Permit(delay_seconds=0.15)

    async def run() -> None:
        async with Pacer(8) as pacer:
            reader = Reader(outlet(site.root, pause=0.01), SETTINGS, pacer, now)
            for _ in range(3):
                await fetch(f"{site.root}/a", reader, gate=gate)

    asyncio.run(run())
    assert min(b.began - a.answered for a, b in pairwise(site.asked)) >= 0.15


def test_different_hosts_do_not_wait_for_each_other(site: Site, other_site: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\nslow")

    site.pages["/a"] = other_site.pages["/a"] = Reply(write=slow)
    fetched(outlet(site.root, pause=5), f"{site.root}/a", f"{other_site.root}/a")
    assert site.asked[0].began < other_site.asked[0].answered
    assert other_site.asked[0].began < site.asked[0].answered


def test_retry_after_is_kept_to(site: Site) -> None:
    site.pages["/a"] = [Reply(503, headers={"Retry-After": "1"}), Reply(200, b"story")]
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert (answer.status, answer.body) == (200, b"story")
    assert [exchange.status for exchange in answer.exchanges] == [503, 200]
    assert site.asked[1].began - site.asked[0].answered >= 1


def test_a_longer_retry_after_than_a_run_waits_ends_the_hosts_turn(site: Site) -> None:
    site.pages["/a"] = Reply(429, headers={"Retry-After": "3600"})
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert answer.is_turn_over and answer.status == 429 and answer.error == "the host asks to be left alone for 3600 s"
    assert len(site.asked) == 1


def test_an_error_that_passes_is_waited_out(site: Site) -> None:
    site.pages["/a"] = [Reply(500), Reply(502), Reply(200, b"story")]
    assert fetched_one(outlet(site.root), f"{site.root}/a").body == b"story"


def test_an_error_that_stays_is_told_after_the_last_try(site: Site) -> None:
    site.pages["/a"] = Reply(500)
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert (answer.status, answer.error) == (500, "the answer was 500 Internal Server Error")
    assert len(site.asked) == SETTINGS.max_attempts


def test_a_page_that_is_gone_is_not_asked_for_twice(site: Site) -> None:
    assert fetched_one(outlet(site.root), f"{site.root}/gone").error == "the answer was 404 Not Found"
    assert len(site.asked) == 1


def test_the_request_says_who_asks_and_nothing_more(site: Site) -> None:
    fetched_one(outlet(site.root), f"{site.root}/a?b=%20c#fragment")
    asked = site.asked[0]
    assert asked.path == "/a?b=%20c"
    assert asked.headers["user-agent"] == SETTINGS.user_agent
    assert asked.headers["host"] == f"127.0.0.1:{site.port}"
    assert "cookie" not in asked.headers and "referer" not in asked.headers


def test_backoff_doubles_is_spread_and_is_the_same_each_time() -> None:
    waits = [backoff_seconds("https://outlet.example/a", attempt, 1) for attempt in (1, 2, 3)]
    assert waits == [backoff_seconds("https://outlet.example/a", attempt, 1) for attempt in (1, 2, 3)]
    assert all(2**power <= wait <= 1.5 * 2**power for power, wait in enumerate(waits))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Mon, 23 Nov 2026 10:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0),
        ("soon", None),
        (None, None),
        ("-5", None),
    ],
)
def test_retry_after_in_both_its_forms(value: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(value, dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)) == seconds


def test_http_and_https_of_one_name_are_one_host() -> None:
    assert host_key("http://outlet.example/a") == host_key("https://outlet.example/b") == "outlet.example"
    assert host_key("http://127.0.0.1:8001/") != host_key("http://127.0.0.1:8002/")


# Conditional requests


def test_a_known_page_is_asked_for_conditionally(site: Site) -> None:
    site.pages["/a"] = Reply(304)
    known = Known(f"{site.root}/a", '"v1"', "Mon, 23 Nov 2026 10:00:00 GMT")
    answer = fetched_one(outlet(site.root), f"{site.root}/a", known=known)
    assert answer.status == 304 and answer.error is None
    assert site.asked[0].headers["if-none-match"] == '"v1"'
    assert site.asked[0].headers["if-modified-since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


def test_conditions_are_told_only_to_the_address_that_gave_them(site: Site) -> None:
    site.pages |= {"/a": Reply(301, headers={"Location": "/b"}), "/b": Reply(200, b"b")}
    fetched_one(outlet(site.root), f"{site.root}/a", known=Known(f"{site.root}/b", '"v1"'))
    assert ["if-none-match" in asked.headers for asked in site.asked] == [False, True]

"""Feeds of every kind are read for what they are worth, and no bytes of theirs can do harm."""

import datetime as dt
import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.models import Feed
from tasks.discover import FeedReading, Link, read_feed
from tasks.feeds.reading import w3c_moment
from tasks.feeds.xml import declares_entities
from tests.crawl.site import rss

ROOT = "https://outlet.example"
RSS = Feed(rss=f"{ROOT}/feed")
SITEMAP = Feed(sitemap=f"{ROOT}/sitemap.xml")
LISTING = Feed(listing=f"{ROOT}/news/", links="article h3 a")


def read(body: bytes, feed: Feed = RSS) -> FeedReading:
    return read_feed(body, feed=feed, base_url=feed.url)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


# RSS and Atom


def test_an_rss_item_gives_address_title_and_time() -> None:
    item = (
        "<item><title>Trial &amp;amp; error</title><link> /story?utm_source=rss </link>"
        "<pubDate>Mon, 23 Nov 2026 10:00:00 EST</pubDate></item>"
    )
    assert read(rss(item)).links == (
        Link(
            url=f"{ROOT}/story",
            address=f"{ROOT}/story?utm_source=rss",
            feed_url=RSS.url,
            title="Trial & error",
            published_at=moment("2026-11-23T15:00Z"),
        ),
    )


def test_an_atom_entry_gives_both_its_times() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet</title><entry><title>Story</title>
        <link rel="self" href="/api/1"/><link rel="alternate" type="text/html" href="/story"/><id>tag:1</id>
        <published>2026-11-20T08:00:00+01:00</published><updated>2026-11-21T08:00:00Z</updated></entry></feed>"""
    (link,) = read(atom).links
    assert link.url == f"{ROOT}/story"
    assert link.published_at == moment("2026-11-20T07:00Z") and link.modified_at == moment("2026-11-21T08:00Z")


def test_a_broken_item_is_told_and_the_others_are_read() -> None:
    reading = read(
        rss(
            "<item><title>No link at all</title></item>",
            "<item><title>Mail</title><link>mailto:press@outlet.example</link></item>",
            "<item><title>When?</title><link>/when</link><pubDate>some day</pubDate></item>",
            f"{ROOT}/good",
        )
    )
    assert [link.url for link in reading.links] == [f"{ROOT}/when", f"{ROOT}/good"]
    assert reading.problems == [
        "item 3: the date 'some day' cannot be read",
        "item 1 ('No link at all'): has no link",
        "item 2 ('Mail'): 'mailto:press@outlet.example' is not an http or https address",
    ]


def test_a_feed_that_is_cut_short_gives_what_it_has() -> None:
    reading = read(rss("/one", "/two")[:-40])
    assert reading.links and reading.problem is None
    assert "not well-formed" in reading.problems[0]


def test_an_item_that_comes_twice_is_one_link() -> None:
    reading = read(rss("/one?utm_source=a", "<item><title>One</title><link>/one/</link></item>"))
    assert [(link.url, link.title) for link in reading.links] == [(f"{ROOT}/one", "One")]


@pytest.mark.parametrize("body", [b"", b"<html><body>Sorry</body></html>", b"{}", b"\xff\xfe\0", b"/etc/passwd"])
@pytest.mark.parametrize("feed", [RSS, SITEMAP])
def test_what_is_no_feed_is_told(body: bytes, feed: Feed) -> None:
    reading = read(body, feed)
    assert reading.links == () and reading.problem in ("it is neither RSS nor Atom", "it is no sitemap")


def test_a_body_that_looks_like_a_file_name_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss("/secret"))
    assert read(str(secret).encode()).links == ()


# Entities

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>"""


@pytest.mark.parametrize("feed", [RSS, SITEMAP])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_billion_laughs_are_not_laughed(feed: Feed, encoding: str) -> None:
    bodies = (b"<rss><channel><title>&f;</title></channel></rss>", b"<urlset><url><loc>&f;</loc></url></urlset>")
    for body in bodies:
        began = time.perf_counter()
        reading = read((LAUGHS + body).decode().encode(encoding), feed)
        assert reading.links == () and "entities" in (reading.problem or "")
        assert time.perf_counter() - began < 1


@pytest.mark.parametrize("feed", [RSS, SITEMAP])
def test_an_external_entity_is_not_loaded(feed: Feed, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://outlet.example/secret")
    body = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]><urlset><url><loc>&s;</loc></url></urlset>'.encode()
    assert read(body, feed).links == ()


def test_a_document_type_without_entities_is_no_harm() -> None:
    old = b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://nowhere.example/rss.dtd">'
    body = rss("/story").replace(b'"?>', b'"?>' + old)
    assert [link.url for link in read(body).links] == [f"{ROOT}/story"]


def test_an_article_may_write_about_entities() -> None:
    assert not declares_entities(rss("<item><title><![CDATA[What <!ENTITY means]]></title><link>/a</link></item>"))


# Sitemaps


def test_a_news_sitemap_gives_title_and_times() -> None:
    body = f"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><!-- made by hand -->
        <url><loc>{ROOT}/story</loc><lastmod>2026-11-21</lastmod><news:news><news:publication><news:name>Outlet
        </news:name></news:publication><news:publication_date>2026-11-20T08:00+01:00</news:publication_date>
        <news:title>Story</news:title></news:news></url><url><lastmod>2026</lastmod></url></urlset>""".encode()
    reading = read(body, SITEMAP)
    assert reading.links == (
        Link(
            f"{ROOT}/story",
            f"{ROOT}/story",
            SITEMAP.url,
            "Story",
            moment("2026-11-20T07:00Z"),
            moment("2026-11-21T00:00Z"),
        ),
    )
    assert reading.problems == ["item 2: has no link"]


def test_an_index_names_its_sitemaps_newest_first_even_when_gzipped() -> None:
    body = gzip.compress(b"""<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
        <sitemap><loc>/undated.xml</loc></sitemap>
        <sitemap><loc>/new.xml</loc><lastmod>2026-01-01T00:00:00Z</lastmod></sitemap></sitemapindex>""")
    names = [further.url for further in read(body, SITEMAP).continuations]
    assert names == [f"{ROOT}/new.xml", f"{ROOT}/old.xml", f"{ROOT}/undated.xml"]


def test_a_gzipped_sitemap_that_is_a_bomb_is_refused() -> None:
    reading = read_feed(gzip.compress(b" " * 2_000_000), feed=SITEMAP, base_url=SITEMAP.url, max_bytes=1_000_000)
    assert reading.problem == "the body is longer than 1000000 bytes when decompressed"


def test_depth_and_number_of_items_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(b"<urlset>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</urlset>", SITEMAP).links == ()
    monkeypatch.setattr("tasks.feeds.sitemap.MAX_ITEMS", 100)
    many = b"<urlset>" + b"".join(b"<url><loc>/%d</loc></url>" % number for number in range(101)) + b"</urlset>"
    reading = read(many, SITEMAP)
    assert len(reading.links) == 100
    assert reading.problems == ["it has 101 items, of which the first 100 were read"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", "2026-01-01T00:00Z"),
        ("2026-11", "2026-11-01T00:00Z"),
        ("2026-11-23", "2026-11-23T00:00Z"),
        ("2026-11-23T10:00Z", "2026-11-23T10:00Z"),
        ("2026-11-23T10:00:00.5+02:00", "2026-11-23T08:00:00.500000Z"),
        ("2026-11-23T10:00:00", "2026-11-23T10:00Z"),
    ],
)
def test_dates_of_sitemaps(text: str, expected: str) -> None:
    assert w3c_moment(text) == moment(expected)


@pytest.mark.parametrize("text", [None, "", "yesterday", "2026-13-01", "0000", "0001-01-01T00:00:00+14:00"])
def test_dates_that_are_none(text: str | None) -> None:
    assert w3c_moment(text) is None


# Listing pages


def test_a_listing_gives_what_its_selector_finds_and_its_next_page() -> None:
    html = b"""<base href="/news/archive/"><a href="/about">About</a><article><h3><a href="../one">One
        <b>bold</b></a></h3></article><article><h3><a>Two</a></h3></article><a rel="next nofollow" href="?page=2">&gt;</a>"""
    reading = read(html, LISTING)
    assert [(link.url, link.title) for link in reading.links] == [(f"{ROOT}/news/one", "One bold")]
    assert [further.url for further in reading.continuations] == [f"{ROOT}/news/archive/?page=2"]
    assert reading.problems == ["item 2 ('Two'): has no link"]


def test_a_selector_may_find_the_box_around_the_link() -> None:
    feed = Feed(listing=f"{ROOT}/news/", links="article")
    assert [link.url for link in read(b'<article><p>x</p><a href="/one">One</a></article>', feed).links] == [
        f"{ROOT}/one"
    ]


def test_a_selector_that_finds_nothing_is_told() -> None:
    assert read(b"<p>Nothing today</p>", LISTING).problems == ["the selector 'article h3 a' finds nothing on it"]
    broken = Feed(listing=f"{ROOT}/news/", links="article[")
    assert read(b"<p>x</p>", broken).problem == "'article[' is no CSS selector"


# Whatever comes

TIRING = {
    "nested": b"<rss><channel><item>" + b"<a>" * 300_000,
    "deep page": b"<html><body>" + b"<div>" * 300_000 + b"<article><h3><a href='/x'>x</a>",
    "attributes": b"<rss " + b" ".join(b'a%d="x"' % number for number in range(100_000)) + b">",
    "brackets": b"<" * 1_000_000,
    "comments": b"<!--" * 300_000,
    "declarations": b"<!DOCTYPE rss [" + b"<!ELEMENT a ANY>" * 30_000,
    "long address": b"<rss><channel><item><link>https://outlet.example"
    + b"/amp" * 300_000
    + b"</link></item></channel></rss>",
}


@pytest.mark.parametrize("feed", [RSS, SITEMAP, LISTING], ids=["rss", "sitemap", "listing"])
@pytest.mark.parametrize("body", TIRING.values(), ids=TIRING)
def test_what_is_built_to_tire_is_done_with_soon(body: bytes, feed: Feed) -> None:
    began = time.process_time()
    reading = read(body, feed)
    assert reading.links == () and reading.problems
    assert time.process_time() - began < 5


def test_a_declaration_hidden_behind_a_comment_is_found() -> None:
    assert declares_entities(b"<?xml version='1.0'?><!-- <rss> --><!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>")
    assert declares_entities(b"<!-- " + b"x" * 200_000 + b" --><!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>")


@given(st.binary(max_size=300), st.sampled_from([RSS, SITEMAP, LISTING]), st.sampled_from([b"", b"<rss><item><link>"]))
def test_no_bytes_make_it_raise(noise: bytes, feed: Feed, start: bytes) -> None:
    read(start + noise, feed)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4), st.sampled_from([RSS, SITEMAP, LISTING]))
def test_no_damage_makes_it_raise(place: int, damage: bytes, feed: Feed) -> None:
    whole = rss("<item><title>A</title><link>/a</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate></item>", "/b")
    read(whole[:place] + damage + whole[place + 1 :], feed)

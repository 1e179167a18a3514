"""What the newsroom advertises is really served: feeds, conditional requests, faults, editions and a log."""

from email.utils import parsedate_to_datetime as moment
from urllib.parse import urljoin

import feedparser
import httpx
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from config.models import Source
from flows.newsroom import NEWSROOM_NOW, Newsroom, NewsroomArticle, load_articles, load_outlets, serve_newsroom
from flows.newsroom.articles import Serving


def served_with(trait: str, newsroom: Newsroom) -> NewsroomArticle:
    return next(article for article in newsroom.articles if getattr(article.serving, trait))


def article_of(newsroom: Newsroom, outlet: str) -> NewsroomArticle:
    plain = [article for article in newsroom.articles if article.serving == Serving()]
    return next(article for article in plain if article.outlet == outlet)


@pytest.mark.parametrize("outlet", load_outlets())
def test_every_outlet_is_a_source_on_loopback(web: httpx.Client, newsroom: Newsroom, outlet: str) -> None:
    source = newsroom.sources[outlet]
    assert isinstance(source, Source)
    assert source.hosts == {"127.0.0.1"}
    assert source.crawl.allow_private_network
    assert web.get(source.homepage).status_code == 200


@pytest.mark.parametrize("outlet", load_outlets())
def test_feeds_lead_to_every_article(web: httpx.Client, newsroom: Newsroom, outlet: str) -> None:
    found = {link for feed in newsroom.sources[outlet].feeds for link in links_of(web, feed.kind, feed.url, feed.links)}
    expected = {
        newsroom.origins[outlet] + (article.serving.listed_as or load_outlets()[outlet].path_of(article))
        for article in newsroom.articles
        if article.outlet == outlet and article.serving.in_feeds
    }
    assert expected <= found | {link.partition("?")[0] for link in found}


def links_of(web: httpx.Client, kind: str, url: str, selector: str | None) -> list[str]:
    body = web.get(url).raise_for_status().content
    if kind == "rss":
        parsed = feedparser.parse(body)
        assert not parsed.bozo
        return [entry.link for entry in parsed.entries if entry.get("link")]
    if kind == "sitemap":
        tree = etree.fromstring(body)
        places = [place.text for place in tree.findall(".//{*}loc")]
        if etree.QName(tree).localname == "sitemapindex":
            return [link for place in places for link in links_of(web, kind, place, None)]
        return places
    page = BeautifulSoup(body, "lxml")
    links = [urljoin(url, link["href"]) for link in page.select(selector)]
    following = [urljoin(url, link["href"]) for link in page.select("a[rel=next]")]
    return links + [link for address in following for link in links_of(web, kind, address, selector)]


def test_unchanged_pages_answer_304(web: httpx.Client, newsroom: Newsroom) -> None:
    for address in (newsroom.url_of(article_of(newsroom, "trialherald")), newsroom.sources["newsbridge"].feeds[0].url):
        first = web.get(address)
        for headers in (
            {"If-None-Match": first.headers["ETag"]},
            {"If-Modified-Since": first.headers["Last-Modified"]},
        ):
            again = web.get(address, headers=headers)
            assert (again.status_code, again.content) == (304, b"")
        assert web.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_page_in_a_wrong_charset_says_one_thing_and_is_another(web: httpx.Client, newsroom: Newsroom) -> None:
    for article in newsroom.articles:
        if charset := article.serving.declared_charset:
            response = web.get(newsroom.url_of(article))
            assert response.headers["Content-Type"] == f"text/html; charset={charset}"
            assert f'<meta charset="{charset}">'.encode() in response.content
            assert article.title in response.content.decode(article.serving.encoding)
            assert (
                article.title not in response.content.decode(charset, errors="replace") or not article.title.isascii()
            )


def test_an_old_address_redirects(web: httpx.Client, newsroom: Newsroom) -> None:
    article = served_with("listed_as", newsroom)
    response = web.get(newsroom.origins[article.outlet] + article.serving.listed_as)
    assert (response.status_code, response.headers["Location"]) == (
        301,
        load_outlets()[article.outlet].path_of(article),
    )


def test_a_slow_page_takes_its_time(web: httpx.Client, newsroom: Newsroom) -> None:
    article = served_with("delay_seconds", newsroom)
    response = web.get(newsroom.url_of(article))
    assert response.elapsed.total_seconds() >= article.serving.delay_seconds >= 1


def test_a_second_edition_adds_articles_and_corrects_one(web: httpx.Client) -> None:
    with serve_newsroom(first_port=0) as newsroom:
        first = [article for article in newsroom.articles if article.serving == Serving()]
        before = [web.get(newsroom.url_of(article)) for article in first]
        newsroom.publish_edition(2, corrected_at=NEWSROOM_NOW)
        second = {(article.outlet, article.slug): article for article in newsroom.articles}
        again = [web.get(page.url, headers={"If-None-Match": page.headers["ETag"]}) for page in before]
        [(old, page, new_page)] = [row for row in zip(first, before, again, strict=True) if row[2].status_code != 304]
    assert len(second) == len(load_articles(1)) + 2
    assert second[old.outlet, old.slug].paragraphs != old.paragraphs
    assert moment(new_page.headers["Last-Modified"]) == NEWSROOM_NOW > moment(page.headers["Last-Modified"])


def test_a_missing_page_answers_404_and_its_feed_lists_it(web: httpx.Client, newsroom: Newsroom) -> None:
    feed = feedparser.parse(web.get(newsroom.sources["trialherald"].feeds[0].url).content)
    answers = {entry.link: web.get(entry.link).status_code for entry in feed.entries if entry.get("link")}
    assert 404 in answers.values()


def test_broken_feed_items_have_no_link_or_no_date(web: httpx.Client, newsroom: Newsroom) -> None:
    herald = feedparser.parse(web.get(newsroom.sources["trialherald"].feeds[0].url).content)
    dispatch = feedparser.parse(web.get(newsroom.sources["biodispatch"].feeds[0].url).content)
    assert [entry.title for entry in herald.entries if not entry.get("link")] == ["An item that lost its link"]
    assert [entry.published for entry in dispatch.entries if not entry.get("published_parsed")] == [
        "the day before yesterday"
    ]


def test_a_failing_page_recovers(web: httpx.Client) -> None:
    with serve_newsroom(first_port=0) as newsroom:
        article = served_with("failures_before_success", newsroom)
        tries = article.serving.failures_before_success + 1
        statuses = [web.get(newsroom.url_of(article)).status_code for _ in range(tries)]
    assert statuses == [500] * (tries - 1) + [200]


def test_robots_forbid_a_page_that_a_feed_lists(web: httpx.Client, newsroom: Newsroom) -> None:
    for outlet, origin in newsroom.origins.items():
        assert "User-agent: *" in web.get(f"{origin}/robots.txt").text, outlet
    robots = web.get(newsroom.origins["trialherald"] + "/robots.txt").text
    assert "Crawl-delay: 0.05" in robots
    feed = web.get(newsroom.sources["trialherald"].feeds[0].url).text
    [path] = load_outlets()["trialherald"].disallowed
    assert newsroom.origins["trialherald"] + path in feed
    assert any(path.startswith(line.split(": ")[1]) for line in robots.splitlines() if line.startswith("Disallow"))


def test_the_log_says_who_asked_what(web: httpx.Client) -> None:
    with serve_newsroom(first_port=0) as newsroom:
        web.get(newsroom.origins["halflife"] + "/robots.txt", headers={"User-Agent": "Presslake/test"})
        web.head(newsroom.origins["halflife"] + "/nowhere?page=2")
    first, second = newsroom.requests
    assert (first.outlet, first.method, first.path, first.status) == ("halflife", "GET", "/robots.txt", 200)
    assert first.headers["user-agent"] == "Presslake/test"
    assert first.started <= first.finished <= second.started
    assert (second.method, second.path, second.status) == ("HEAD", "/nowhere?page=2", 404)


def test_a_broken_outlet_answers_503_and_the_others_go_on(web: httpx.Client) -> None:
    with serve_newsroom(first_port=0) as newsroom:
        newsroom.broken.add("halflife")
        assert web.get(newsroom.origins["halflife"] + "/robots.txt").status_code == 503
        assert web.get(newsroom.origins["asiabio"] + "/robots.txt").status_code == 200


def test_taken_ports_give_way_to_free_ones(web: httpx.Client) -> None:
    with serve_newsroom(first_port=0) as first:
        taken = int(first.origins["trialherald"].rsplit(":", 1)[1])
        with serve_newsroom(first_port=taken) as second:
            assert second.origins["trialherald"] != first.origins["trialherald"]
            assert web.get(second.origins["trialherald"] + "/").status_code == 200


def test_the_same_page_has_the_same_bytes_in_two_newsrooms(web: httpx.Client) -> None:
    with serve_newsroom(first_port=0) as first, serve_newsroom(first_port=0) as second:
        for article in load_articles()[:5]:
            one, other = (web.get(room.url_of(article)).content for room in (first, second))
            port = {room: room.origins[article.outlet].encode() for room in (first, second)}
            assert one.replace(port[first], b"") == other.replace(port[second], b"")

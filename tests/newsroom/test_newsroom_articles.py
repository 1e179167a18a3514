"""The newsroom's articles and their truth: enough of them, varied, and served as written."""

from collections import Counter, defaultdict

import httpx
import pytest
from lxml import html as lxml_html

from flows.newsroom import NEWSROOM_NOW, Newsroom, NewsroomArticle, load_articles, load_outlets
from flows.newsroom.markup import read_blocks
from flows.newsroom.pages import render_promos

ARTICLES = load_articles()
OUTLETS = load_outlets()


def by_name(article: NewsroomArticle) -> str:
    return f"{article.outlet}/{article.slug}"


def squeezed(text: str) -> str:
    return "".join(text.split())


def served_text(web: httpx.Client, newsroom: Newsroom, article: NewsroomArticle) -> str:
    for _ in range(article.serving.failures_before_success + 1):
        response = web.get(newsroom.url_of(article))
    assert response.status_code == 200
    tree = lxml_html.fromstring(response.content.decode(article.serving.encoding))
    for element in tree.xpath("//script|//style|//head"):
        element.drop_tree()
    return squeezed(tree.text_content())


def test_there_are_enough_articles_outlets_and_event_types() -> None:
    assert len(ARTICLES) >= 64
    assert len({article.outlet for article in ARTICLES}) == len(OUTLETS) >= 7
    assert len({event.type for article in ARTICLES for event in article.events}) >= 34
    assert sum(not article.events for article in ARTICLES) >= 8
    assert {article.language for article in ARTICLES} == {"de", "en", "fr"}
    assert {article.kind for article in ARTICLES} >= {"news", "release", "round_up", "feature", "opinion", "listing"}


def test_addresses_are_unique() -> None:
    counts = Counter((article.outlet, OUTLETS[article.outlet].path_of(article)) for article in ARTICLES)
    assert [address for address, count in counts.items() if count > 1] == []


def test_no_article_is_from_the_future() -> None:
    assert [by_name(article) for article in load_articles(2) if article.changed > NEWSROOM_NOW] == []


def test_copies_of_a_syndicated_release_tell_the_same_events() -> None:
    copies = defaultdict(list)
    for article in ARTICLES:
        if article.release_key:
            copies[article.release_key].append(article)
    assert copies
    for articles in copies.values():
        assert len({article.outlet for article in articles}) == 3
        assert len({tuple(sorted(event.key for event in article.events)) for article in articles}) == 1


def test_one_key_means_one_event() -> None:
    stories = defaultdict(set)
    for article in ARTICLES:
        for event in article.events:
            stories[event.key].add((event.type, event.status, event.polarity))
    assert {key: told for key, told in stories.items() if len(told) > 1} == {}


def test_an_event_is_told_by_four_outlets_in_their_own_words() -> None:
    tellers = [article for article in ARTICLES if any(event.key == "QL203_GC_P3_START" for event in article.events)]
    assert len({article.outlet for article in tellers}) == len(tellers) == 4
    assert len({line for article in tellers for line in article.paragraphs}) == sum(
        len(article.paragraphs) for article in tellers
    )


def test_recited_events_have_an_announcing_article() -> None:
    announced = {event.key for article in ARTICLES for event in article.events if event.role == "primary"}
    recited = {event.key for article in ARTICLES for event in article.events if event.role == "background"}
    assert len(announced & recited) >= 12


@pytest.mark.parametrize("article", ARTICLES, ids=by_name)
def test_true_lines_stand_in_the_served_page(web: httpx.Client, newsroom: Newsroom, article: NewsroomArticle) -> None:
    page = served_text(web, newsroom, article)
    lines = [cell for line in article.paragraphs for cell in line.split(" | ")]
    assert [line for line in lines if squeezed(line) not in page] == []


@pytest.mark.parametrize("article", ARTICLES, ids=by_name)
def test_no_promotional_line_is_true(article: NewsroomArticle) -> None:
    older = [other for other in ARTICLES if other.outlet == article.outlet and other.published < article.published]
    promos = render_promos(OUTLETS[article.outlet], article, older, "http://127.0.0.1")
    assert promos
    truth = squeezed("".join(article.paragraphs))
    texts = [text.strip() for promo in promos for text in lxml_html.fromstring(promo).itertext()]
    assert [text for text in texts if len(text) > 20 and squeezed(text) in truth] == []


def test_promos_differ_from_page_to_page() -> None:
    outlet = OUTLETS["trialherald"]
    of_outlet = [article for article in ARTICLES if article.outlet == outlet.id]
    boxes = {tuple(render_promos(outlet, article, of_outlet, "http://127.0.0.1")) for article in of_outlet}
    assert len(boxes) == len(of_outlet)


def test_markup_reads_blocks_and_escapes() -> None:
    blocks = read_blocks(
        "## Dose & time\n\nUnder **5 <mg>** a\nday, see [the label](/x?a=1&b=2).\n\n- one\n- two\n\n| A | B |\n| 1 | <2 |"
    )
    assert [block.kind for block in blocks] == ["heading", "paragraph", "list", "table"]
    assert blocks[1].lines == ("Under 5 <mg> a day, see the label.",)
    assert '<a href="/x?a=1&amp;b=2">the label</a>' in blocks[1].html
    assert "<strong>5 &lt;mg&gt;</strong>" in blocks[1].html
    assert blocks[3].lines == ("A | B", "1 | <2")
    assert "<td>&lt;2</td>" in blocks[3].html

"""Where the article stands, on pages whose markup misleads: every paragraph is found, and no text of others."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from tasks.clean import Cleaned, RawPage, clean_page, learn_site_memory

NOW = datetime(2026, 9, 1, tzinfo=UTC)
PARAGRAPHS = tuple(
    f"In the {place} part of its report, Norvalis Bio says that {number} of the patients who were treated for a year had"
    f" no relapse, which its chief executive, speaking in Ghent, called a result to build upon, although the follow-up is short."
    for number, place in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), start=31)
)


def page_of(body: str, number: int = 0) -> RawPage:
    return RawPage(f"page{number}", f"https://www.tidings.test/{number}", f"<html><body>{body}</body></html>")


def clean_lines(body: str, batch: Sequence[str] = ()) -> list[str]:
    """The lines of the article, its site known from a batch of other pages."""
    memory = learn_site_memory([page_of(other, number) for number, other in enumerate(batch, start=1)])
    result = clean_page(page_of(body), source=None, memory=memory, now=NOW)
    assert isinstance(result, Cleaned)
    return result.article.text.split("\n")


def joined(template: str, paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(template.format(text=text, number=number) for number, text in enumerate(paragraphs))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            f"<div class='body'><p>{PARAGRAPHS[0]}</p>" + joined("<p class='paywall'>{text}</p>", PARAGRAPHS[1:]) + "</div>",
            id="paragraphs marked as behind the wall",
        ),
        pytest.param(
            joined("<div class='panel widget part-{number}'><div class='textwidget'><p>{text}</p></div></div>"),
            id="every part is a widget",
        ),
        pytest.param(
            joined("<section id='part-{number}'><div class='el el-7f{number}'><p>{text}</p></div></section>"),
            id="a class of its own for every section",
        ),
        pytest.param(
            "<div class='post'>"
            + joined("<div class='free'><p class='copy'>{text}</p></div><div class='line'></div>", PARAGRAPHS[:1])
            + "<div class='rest'>" + joined("<p class='copy'>{text}</p>", PARAGRAPHS[1:]) + "</div></div>",
            id="the body in two pieces",
        ),
        pytest.param(
            "<header><button class='menu'><div>Menu</div></header><main>" + joined("<p>{text}</p>") + "</main>",
            id="a button that nobody closed",
        ),
        pytest.param(
            "<div>" + joined("<p>{text}</p>", PARAGRAPHS[:3])
            + f"<p>{PARAGRAPHS[3]}<section><h4>Trending</h4><ul><li><a href='/b'>Zelmora wins approval</a></li></ul></section></p>"
            + joined("<p>{text}</p>", PARAGRAPHS[4:]) + "</div>",
            id="a box inside a paragraph",
        ),
    ],
)  # fmt: skip
def test_every_paragraph_is_found(body):
    assert clean_lines(body) == list(PARAGRAPHS)


def test_the_teasers_after_a_short_article_are_not_its_sections():
    teaser = "<div class='t{number}'><h3><a href='/n/{number}'>Ardelis Therapeutics takes stock, part {number}</a></h3><p>{text}</p></div>"
    summaries = tuple(text[:110].rpartition(" ")[0] + "." for text in PARAGRAPHS)
    body = (
        f"<main><div class='copy'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div>{joined(teaser, summaries)}</main>"
    )
    assert clean_lines(body) == list(PARAGRAPHS[:2])


def test_sentences_that_end_as_burmese_ones_do_are_prose():
    line = "ဆေးဝါးကုမ္ပဏီသည် လူနာအရေအတွက်ကို ယနေ့ ထုတ်ပြန်ကြေညာခဲ့သည်။ ရလဒ်များကို နောက်လတွင် ဖော်ပြမည်ဟု ပြောသည်။"
    assert clean_lines(f"<div><p>{line}</p><p>{line} ၂</p></div><footer><p>Copyright 2018.</p></footer>")[0] == line

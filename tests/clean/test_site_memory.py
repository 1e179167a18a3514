"""The site memory: learned from articles, not from copies; independent of order; a table that can be merged."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.clean import RawPage, SiteMemory, clean_page, learn_site_memory
from tests.themes.generate import FETCHED_AT, generate_pages
from tests.themes.outlets import THEMES

BATCH = [known.page for known in generate_pages(THEMES[2], 5, 6)]


def page(number: int, *paragraphs: str) -> RawPage:
    body = "".join(f"<p>{text}</p>" if not text.startswith("<") else text for text in paragraphs)
    return RawPage(f"p{number}", f"https://quiet.example/{number}", f"<html><body><h1>Story {number}</h1><div>{body}</div></body></html>")  # fmt: skip


def story(number: int) -> list[str]:
    return [f"Company number {number} said that its trial number {number} has begun, and that {line} will follow." for line in ("a second", "a third", "a fourth")]  # fmt: skip


def cleaned_text(one: RawPage, memory: SiteMemory) -> str:
    return clean_page(one, source=None, memory=memory, now=FETCHED_AT).article.text


def test_a_box_seen_on_several_articles_is_furniture_although_its_words_are_harmless():
    box = '<div class="q"><p>Cold rooms near the port</p></div>'
    pages = [page(number, *story(number)[:2], box, *story(number)[2:]) for number in range(4)]
    alone = cleaned_text(pages[0], SiteMemory())
    assert "Cold rooms" in alone
    assert "Cold rooms" not in cleaned_text(pages[0], learn_site_memory(pages))


def test_one_article_under_many_addresses_teaches_nothing():
    copies = [RawPage(f"p{n}", f"https://quiet.example/{n}", page(1, *story(1)).body) for n in range(5)]
    assert cleaned_text(copies[0], learn_site_memory(copies)).split("\n") == story(1)


def test_a_sentence_that_two_reports_share_is_kept():
    shared = "The agency did not say when it expects to decide on the application."
    pages = [page(number, *story(number), shared) for number in range(4)]
    assert shared in cleaned_text(pages[0], learn_site_memory(pages))


@settings(max_examples=20, deadline=None)
@given(st.permutations(BATCH))
def test_the_order_of_the_batch_does_not_matter(shuffled):
    assert learn_site_memory(shuffled).rows() == learn_site_memory(BATCH).rows()


def test_known_rows_and_new_pages_make_one_memory():
    first, second = learn_site_memory(BATCH[:3]), learn_site_memory(BATCH[3:])
    both = first.merged(second.rows())
    assert both.rows() == second.merged(first.rows()).rows()
    assert SiteMemory().merged(both.rows()).rows() == both.rows()


def test_the_same_page_gives_the_same_article_whatever_was_cleaned_before():
    memory = learn_site_memory(BATCH)
    once = [clean_page(one, source=None, memory=memory, now=FETCHED_AT) for one in BATCH]
    again = [clean_page(one, source=None, memory=memory, now=FETCHED_AT) for one in reversed(BATCH)]
    assert once == again[::-1]

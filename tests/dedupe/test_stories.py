"""Articles that tell one thing in words of their own share a story; a company's next story is another."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.dedupe import TextsInMemory, dedupe_articles, dedupe_batch
from tasks.dedupe.terms import terms_of
from tests.bench.news import VOCABULARY
from tests.dedupe.articles import article
from tests.dedupe.stories import STORIES, STORY_OF
from tests.dedupe.test_order import in_batches
from warehouse.contracts import Article


def test_pairs_of_articles_about_one_story_are_found() -> None:
    placed = {row.article_id: row.story_id for row in dedupe_articles(STORIES)}
    pairs = list(combinations(sorted(placed), 2))
    found = {pair for pair in pairs if placed[pair[0]] == placed[pair[1]]}
    true = {pair for pair in pairs if STORY_OF[pair[0]] == STORY_OF[pair[1]]}
    assert 2 * len(found & true) / (len(found) + len(true)) >= 0.95


def _words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choices(VOCABULARY, k=count)).capitalize() + "."


def releases(count: int) -> list[Article]:
    """One issuer's releases, a day apart, of which seven tenths are what it says every time, under no heading."""
    issuer = random.Random("issuer")
    always = "\n".join(_words(issuer, 45) for _ in range(8))
    return [
        article(f"r{day}", _words(rng, 8), f"{_words(rng, 150)}\n{always}", published=f"2026-05-{day + 1:02d}")
        for day, rng in ((day, random.Random(day)) for day in range(count))
    ]


def test_what_an_issuer_says_in_every_release_makes_no_story_of_them() -> None:
    rows = releases(8)
    assert len({row.story_id for row in dedupe_articles(rows)}) == len(rows)


@settings(max_examples=8, deadline=None)
@given(st.integers(2, 8), st.integers())
def test_nor_does_it_where_the_first_releases_came_before_it_was_known_for_that(count: int, seed: int) -> None:
    rows = releases(8)
    assert len({story_id for _, story_id in in_batches(rows, count, seed).values()}) == len(rows)


def test_what_is_known_to_be_boilerplate_is_neither_compared_nor_kept_again() -> None:
    *earlier, last = releases(8)
    first = dedupe_batch(earlier, TextsInMemory(), kinds={}, run_id="1")
    known = TextsInMemory(first.prints, first.vectors, first.term_counts)
    then = dedupe_batch([last], known, kinds={}, run_id="2")
    assert then.articles[0].story_id not in {row.story_id for row in first.articles}
    assert 2 * len(then.prints[-1].shingles) < len(first.prints[0].shingles)


def test_a_passage_that_all_who_write_of_one_thing_quote_still_tells_of_it() -> None:
    quote = _words(random.Random("quote"), 90)
    rows = [
        article(f"q{i}", _words(rng, 8), f"{_words(rng, 60)}\n{quote}\n{_words(rng, 60)}", source=f"outlet{i}")
        for i, rng in ((i, random.Random(i)) for i in range(8))
    ]
    outcome = dedupe_batch(rows, TextsInMemory(), kinds={})
    assert len({row.text_cluster_id for row in outcome.articles}) == len(outcome.vectors) == len(rows)
    assert all(terms_of(article("q", "", quote)).keys() <= set(vector.terms) for vector in outcome.vectors)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Die Stadtwerke in Aldenau haben am Montag ein neues Netz für die Wärme in Betrieb genommen. Es soll nach Angaben"
            " der Firma bis zum Winter mehr als tausend Haushalte versorgen, und auch die Schule wird daran angeschlossen.",
            "Der Verein aus Brunnfeld hat sich am Sonntag von dem Trainer getrennt. Wie der Vorsitzende sagte, sei die Mannschaft"
            " nach der Pause nicht mehr so aufgetreten, wie es für die Liga nötig ist, und auch die Fans haben das gesehen.",
            id="German",
        ),
        pytest.param(
            "La mairie de Courval a annoncé lundi que la piscine sera fermée pour des travaux qui doivent durer tout l'été. Selon"
            " le maire, il n'est plus possible de chauffer le bassin avec une chaudière qui a plus de quarante ans.",
            "Les vignerons de Sarthac ont commencé mardi une récolte qui est plus petite que celle de l'an dernier. Selon eux, le"
            " gel du mois d'avril a touché plus de la moitié des parcelles, et la pluie n'a pas aidé pendant tout l'été.",
            id="French",
        ),
    ],
)  # fmt: skip
def test_words_that_hold_a_language_together_make_no_story(one: str, other: str) -> None:
    rows = [article("a", one.split(".")[0], one), article("b", other.split(".")[0], other, source="another")]
    assert len({row.story_id for row in dedupe_articles(rows)}) == 2

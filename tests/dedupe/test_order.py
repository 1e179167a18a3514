"""The order of articles within a batch makes no difference, and the way they are cut into batches hardly any."""

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.dedupe import TextsInMemory, dedupe_articles, dedupe_batch
from tests.bench.news import LAST_DAY, copies, make_day
from tests.dedupe.articles import article, earnings
from tests.dedupe.stories import STORIES
from warehouse.contracts import Article

_RELEASES, _TOLD = make_day(60, 7, LAST_DAY)
NEWS = [
    *_RELEASES,
    *copies(_RELEASES[:30], _TOLD, LAST_DAY)[0],
    article(
        "q2",
        "Velmora Second Quarter Results",
        earnings("second", "June 30, 2026", "61.2", "8.1"),
        published="2026-06-30",
    ),
    article(
        "q3",
        "Velmora Third Quarter Results",
        earnings("third", "September 30, 2026", "64.9", "7.7"),
        published="2026-06-30",
    ),
]


def placed(articles: Sequence[Article]) -> dict[str, tuple[str | None, str | None, bool]]:
    return {row.article_id: (row.text_cluster_id, row.story_id, row.is_canonical) for row in articles}


@settings(max_examples=6, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_within_a_batch_makes_no_difference(rng: random.Random) -> None:
    shuffled = NEWS[:40]
    rng.shuffle(shuffled)
    assert placed(dedupe_articles(shuffled)) == placed(dedupe_articles(NEWS[:40]))


def in_batches(articles: Sequence[Article], count: int, seed: int) -> dict[str, tuple[str, str]]:
    """Clusters and stories when the articles come in so many random batches."""
    rng = random.Random(seed)
    batches: dict[int, list[Article]] = defaultdict(list)
    for row in articles:
        batches[rng.randrange(count)].append(row)
    known = TextsInMemory(articles=articles)
    for number in sorted(batches):
        outcome = dedupe_batch(batches[number], known, kinds={}, run_id=str(number))
        prints = {row.article_id: row for row in (*known.text_prints, *outcome.prints)}
        vectors = {row.article_id: row for row in (*known.story_vectors, *outcome.vectors)}
        known = TextsInMemory(
            list(prints.values()), list(vectors.values()), [*known.counts, *outcome.term_counts], articles
        )
    return {row.article_id: (row.text_cluster_id, row.story_id or "") for row in known.text_prints}


def agreement(one: dict[str, str], other: dict[str, str]) -> float:
    """B-cubed F1 of two groupings."""
    left, right = defaultdict(set), defaultdict(set)
    for key in one:
        left[one[key]].add(key)
        right[other[key]].add(key)
    shares = [(len(left[one[k]] & right[other[k]]), len(left[one[k]]), len(right[other[k]])) for k in one]
    precision = sum(both / b for both, _, b in shares) / len(shares)
    recall = sum(both / a for both, a, _ in shares) / len(shares)
    return 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(
    ("articles", "places"), [pytest.param(NEWS, [0], id="releases"), pytest.param(STORIES, [0, 1], id="stories")]
)
def test_twenty_random_batches_agree_with_all_at_once(articles: list[Article], places: list[int]) -> None:
    at_once = {row.article_id: (row.text_cluster_id or "", row.story_id or "") for row in dedupe_articles(articles)}
    cut = in_batches(articles, 20, seed=3)
    assert cut == in_batches(articles, 20, seed=3)
    for place in places:
        one, other = ({i: ids[place] for i, ids in found.items()} for found in (at_once, cut))
        assert agreement(one, other) >= 0.99

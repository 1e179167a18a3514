"""Articles that tell one thing in words of their own share a story; a company's next story is another."""

from itertools import combinations

from tasks.dedupe import dedupe_articles
from tests.dedupe.stories import STORIES, STORY_OF


def test_pairs_of_articles_about_one_story_are_found() -> None:
    placed = {row.article_id: row.story_id for row in dedupe_articles(STORIES)}
    pairs = list(combinations(sorted(placed), 2))
    found = {pair for pair in pairs if placed[pair[0]] == placed[pair[1]]}
    true = {pair for pair in pairs if STORY_OF[pair[0]] == STORY_OF[pair[1]]}
    assert 2 * len(found & true) / (len(found) + len(true)) >= 0.95

"""`make bench-extract`: articles per CPU-second, and how many labelled events of tests/gold are found."""

import json
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

from tasks.extract.engine import extract
from tests.extract.articles import article, the_extractor
from warehouse.contracts import Article, Mention

GOLD = Path(__file__).parents[1] / "gold"
SETS = ("dev", "heldout", "heldout_blind1", "heldout_blind2")
CHARACTERS = 3_000
"""Speed is told for articles of this length."""


def main() -> None:
    """Measure and print; the first round only warms the expressions up."""
    extractor = the_extractor()
    for name in SETS:
        articles = _articles(GOLD / f"{name}_articles.jsonl")
        for one in articles.values():
            extract(one, extractor)
        start = time.process_time()
        found = {key: extract(one, extractor) for key, one in articles.items()}
        seconds = time.process_time() - start
        size = sum(len(one.text) for one in articles.values())
        print(
            f"{name}: {len(articles)} articles, {size / CHARACTERS / seconds:.0f} of {CHARACTERS} characters per CPU-second"
        )
        for role, score in _scores(_lines(GOLD / f"{name}_gold.jsonl"), found).items():
            print(f"  {role:10s} precision {score[0]:.3f} recall {score[1]:.3f} F1 {score[2]:.3f}")


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _articles(path: Path) -> dict[str, Article]:
    return {
        row["id"]: article(row["text"], row["title"], _day(row["published_at"]), row["language"])
        for row in _lines(path)
    }


def _day(value: str) -> str:
    return datetime.fromisoformat(value).date().isoformat()


def _scores(gold: list[dict], found: dict[str, list[Mention]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of event types per article, by role."""
    scores = {}
    for role, is_primary in (("primary", True), ("background", False)):
        wanted = {
            row["id"]: Counter(event["event_type"] for event in row["events"] if event["is_primary"] is is_primary)
            for row in gold
        }
        given = {key: Counter(mention.event_type for mention in found[key] if mention.role == role) for key in wanted}
        hits = sum((wanted[key] & given[key]).total() for key in wanted)
        precision = hits / max(1, sum(count.total() for count in given.values()))
        recall = hits / max(1, sum(count.total() for count in wanted.values()))
        scores[role] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
    return scores


if __name__ == "__main__":
    main()

"""The labelled articles are what they claim: quotes stand in the text, types and statuses are of the taxonomy."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from config.taxonomy import load_event_types

GOLD = Path(__file__).parent / "gold"
TYPES = load_event_types()
SETS = sorted(path.name.removesuffix("_gold.jsonl") for path in GOLD.glob("*_gold.jsonl"))


def rows(name: str) -> dict[str, Any]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def events() -> list[dict[str, Any]]:
    return [event for name in SETS for label in rows(f"{name}_gold").values() for event in label["events"]]


@pytest.mark.parametrize("name", SETS)
def test_every_quote_stands_in_its_article(name: str) -> None:
    articles, labels = rows(f"{name}_articles"), rows(f"{name}_gold")
    assert articles.keys() == labels.keys()
    for key, label in labels.items():
        for event in label["events"]:
            assert event["quote"] in articles[key]["text"], event["event_id"]


def test_types_and_statuses_are_those_of_the_taxonomy() -> None:
    for event in events():
        statuses = TYPES[event["event_type"]].statuses
        assert event["status"] is None or event["status"] in statuses, event["event_id"]


def test_no_event_is_labelled_twice() -> None:
    counted = Counter(event["event_id"] for event in events())
    assert [key for key, times in counted.items() if times > 1] == []


def test_a_label_has_its_date_and_basis() -> None:
    for event in events():
        date = event["event_date"]
        assert date["basis"] in {"stated", "relative", "published", "not_in_text"}
        assert (date["value"] is None) == (date["basis"] == "not_in_text"), event["event_id"]


def test_each_type_is_told_at_least_twice() -> None:
    counted = Counter(event["event_type"] for event in events())
    assert {name: counted[name] for name in TYPES if counted[name] < 2} == {}

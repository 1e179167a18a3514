"""The examples of the event types are tests: the positive are found, the negative are not taken for the type."""

import pytest

from config.models import EventType, NegativeExample, PositiveExample
from config.taxonomy import load_event_types
from tests.extract.articles import mentions

TYPES = load_event_types()
PUBLISHED = "2026-06-15"
MISSED_AT_MOST = 0.06
"""Share of the examples that may be missed: they are written without looking at the patterns, and some stay hard."""


def _found(event_type: EventType, example: PositiveExample | NegativeExample) -> list[str | None]:
    found = mentions(example.text, example.title, example.published or PUBLISHED, example.language)
    return [mention.status for mention in found if mention.event_type == event_type.id]


@pytest.mark.parametrize("name", sorted(TYPES))
def test_at_most_one_positive_example_of_a_type_is_missed(name: str) -> None:
    missed = [example.text for example in TYPES[name].examples.positive if not _found(TYPES[name], example)]
    assert len(missed) <= 1, missed


def test_nearly_all_positive_examples_and_test_sentences_are_found() -> None:
    hard = [(event_type, example) for event_type in TYPES.values() for example in event_type.tests]
    easy = [(event_type, example) for event_type in TYPES.values() for example in event_type.examples.positive]
    assert sum(not _found(*pair) for pair in easy) <= MISSED_AT_MOST * len(easy)
    assert sum(not _found(*pair) for pair in hard) <= 2 * MISSED_AT_MOST * len(hard)


def test_the_status_of_nearly_all_examples_is_right() -> None:
    pairs = [
        (t, example) for t in TYPES.values() for example in (*t.tests, *t.examples.positive) if example.expected.status
    ]
    found = [(example.expected.status, statuses) for t, example in pairs if (statuses := _found(t, example))]
    wrong = [pair for pair in found if pair[0] not in pair[1]]
    assert len(wrong) <= MISSED_AT_MOST * len(found), wrong


def test_negative_examples_are_not_taken_for_the_type() -> None:
    pairs = [(event_type, example) for event_type in TYPES.values() for example in event_type.examples.negative]
    taken = [example.text for event_type, example in pairs if _found(event_type, example)]
    assert len(taken) <= 0.02 * len(pairs), taken

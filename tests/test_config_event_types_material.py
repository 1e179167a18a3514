"""Every event type brings the material that its patterns are held to."""

from config.taxonomy import load_event_types

TYPES = load_event_types()


def test_the_taxonomy_is_whole() -> None:
    assert len(TYPES) == 35
    assert {event_type.family for event_type in TYPES.values()} == {
        "CLINICAL",
        "REGULATORY",
        "SAFETY_QUALITY",
        "DEALS",
        "FINANCE",
        "CORPORATE",
        "MARKET_LEGAL",
    }


def test_each_type_has_its_examples_and_test_sentences() -> None:
    for event_type in TYPES.values():
        assert len(event_type.tests) >= 3, event_type.id
        assert len(event_type.examples.positive) >= 6, event_type.id
        assert len(event_type.examples.negative) >= 4, event_type.id


def test_confusable_types_are_told_apart_by_an_example() -> None:
    for event_type in TYPES.values():
        instead = {example.instead for example in event_type.examples.negative}
        assert instead & set(event_type.confusable), event_type.id


def test_no_sentence_stands_twice() -> None:
    texts = [
        (event_type.id, example.text)
        for event_type in TYPES.values()
        for example in (*event_type.tests, *event_type.examples.positive, *event_type.examples.negative)
    ]
    assert len(texts) == len(set(texts))

"""The light models: weights that people can read, the same from the same material, and worth having."""

from itertools import permutations
from pathlib import Path

import pytest

from config.load import ConfigError
from config.weights import load_learned, load_weights
from tasks.extract.engine import article_document
from tasks.extract.judge import IS_EVENT, IS_PRIMARY, Judge
from tasks.extract.sentence_types import build_sentence_types, features_of, sentence_words
from tasks.extract.slots import annotate
from tests.extract.articles import article, mentions, the_extractor

HEADER = "answer,feature,weight\n"


def test_a_sentence_without_a_pattern_is_found_by_its_words() -> None:
    text = "Halden Bio's kidney drug fell flat in a late-stage trial of 900 patients, the company conceded on Monday."
    (mention,) = mentions(text, "", "2026-07-01")
    assert (mention.event_type, mention.role) == ("trial_readout", "primary")
    assert mention.rule_id.endswith(".model")


def test_names_count_as_their_kind_figures_as_one_word_and_words_as_their_stems() -> None:
    document = annotate(
        article_document(article("Halden Bio has dosed 12 patients in a Phase 2 trial of HLD-101.")),
        the_extractor().recognisers,
    )
    words = sentence_words(document, document.sentences[1])
    assert words == [
        "<company>",
        "has",
        "dose",
        "<figure>",
        "patient",
        "in",
        "a",
        "<phase>",
        "trial",
        "of",
        "<product>",
    ]
    assert {"dose <figure>", "has _ <figure>", "patient"} <= features_of(words)


def test_the_stretch_lies_where_the_words_speak_loudest(tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_text(
        f"{HEADER}approval,(bias),-3\napproval,wave,2\napproval,wave through,3\napproval,the,0.1\n"
    )
    model = build_sentence_types(load_weights(tmp_path / "w.csv"))
    document = annotate(
        article_document(article("On Monday the agency waved through the pill.")), the_extractor().recognisers
    )
    reading = model.read(document, document.sentences)[1]
    assert reading.probability["approval"] > 0.85
    start, end = reading.stretch("approval")
    assert document.full[start:end] == "the agency waved through"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (f"{HEADER}approval,(bias)\n", "w.csv:2: expected the columns answer, feature, weight"),
        (f"{HEADER}approval,(bias),-3\napproval,nod,much\n", "w.csv:3: weight"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / "w.csv").write_text(content)
    with pytest.raises(ConfigError, match=sentence):
        load_weights(tmp_path / "w.csv")


def test_weights_that_are_missing_say_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="make train"):
        load_learned(tmp_path)


@pytest.mark.heavy
def test_training_gives_the_weights_of_the_repository() -> None:
    from tests.training.__main__ import train

    learned = load_learned()
    for kept, new in zip((learned.sentence_types, learned.judgement), train(), strict=True):
        before = {(row.answer, row.feature): row.weight for row in kept.rows}
        after = {(row.answer, row.feature): row.weight for row in new.rows}
        assert kept.biases == pytest.approx(new.biases, abs=0.05)
        assert all(abs(before.get(key, 0) - after.get(key, 0)) <= 0.1 for key in before.keys() | after.keys())


def test_a_verdict_does_not_depend_on_the_order_of_what_is_weighed() -> None:
    """Features come as a set, whose order differs from run to run; a sum of rounded weights may lie on the threshold."""
    weights = {"a": -2.19, "b": 2.08, "c": 1.58, "d": -1.47}
    judge = Judge({IS_EVENT: 0.0, IS_PRIMARY: 0.0}, {IS_EVENT: weights, IS_PRIMARY: weights})
    assert len({judge.verdict(order) for order in permutations(weights)}) == 1

"""The language of patterns: what a phrase fits, what it refuses, and that no text makes it slow."""

import time

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from tasks.extract.phrases import PhraseError, compile_phrase
from tasks.extract.plain import plain
from tests.extract.articles import mentions

SETS = {"regulator": ("FDA", "Food and Drug Administration")}


def _fits(phrase: str, text: str) -> bool:
    return re2.compile(compile_phrase(phrase, SETS).expression.encode()).search(plain(text).encode()) is not None


@pytest.mark.parametrize(
    ("phrase", "text", "fits"),
    [
        ("clinical hold", "a Clinical-Hold", True),
        ("clinical hold", "clinical. trials hold", False),
        ("grant*", "It was granted", True),
        ("grant", "It was granted", False),
        ("(clears|has cleared) the drug", "FDA has cleared the drug", True),
        ("clears [the|its] drug", "clears its drug", True),
        ("clears [the|its] drug", "clears drug", True),
        ("<regulator> .. clears", "The Food and Drug Administration (FDA) today clears", True),
        ("FDA .. clears", "FDA one two three four five clears", False),
        ("FDA ... clears", "FDA one two three four five clears", True),
        ("raises #m", "raises $4m", False),
        ("raises $#m", "raises $40m", True),
        ("cuts #% of", "cuts 12% of", True),
        ("^ FDA", "The FDA", False),
        ("zulassung für", "Zulassung für", True),
    ],
)
def test_a_phrase_fits(phrase: str, text: str, fits: bool) -> None:
    assert _fits(phrase, text) is fits


@pytest.mark.parametrize("phrase", ["", "... word", "word ...", "(a|b", "a)", "<unknown> word", "[a]"])
def test_a_phrase_that_cannot_be_read_is_refused_with_its_words(phrase: str) -> None:
    with pytest.raises(PhraseError, match="'"):
        compile_phrase(phrase, SETS)


@pytest.mark.parametrize(
    ("phrase", "needs"),
    [
        ("full clinical hold", [{"full clinical hold "}]),
        ("clinical hold*", [{"clinical hold"}]),
        ("grant* status", [{"grant"}, {"status "}]),
        ("clears [the] drug", [{"clears "}, {"drug "}]),
        ("FDA .. (clears|has cleared)", [{"fda "}, {"clears ", "has cleared "}]),
        ("cuts #% of staff", [{"cuts "}, {"of staff "}]),
    ],
)
def test_a_text_must_hold_the_words_of_a_phrase_and_in_a_row_where_they_are_so(
    phrase: str, needs: list[set[str]]
) -> None:
    groups = compile_phrase(phrase, SETS).needs
    assert [{word + " " * whole for word, whole in group} for group in groups] == needs


@given(st.text(max_size=300))
def test_plain_text_keeps_every_character_in_its_place(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(text).isascii()


@pytest.mark.parametrize(
    "repeated",
    [
        "FDA granted ",
        "FDA has cleared the ",
        "to acquire to acquire ",
        "(((",
        "the first patient dosed in phase 2 trial of ",
        "a. ",
        "“said ",
        "$1 million ",
    ],
)
def test_a_pathological_text_costs_time_in_proportion_to_its_length(repeated: str) -> None:
    mentions(repeated)
    short, long = (_seconds(repeated * (size // len(repeated))) for size in (20_000, 100_000))
    assert long < 12 * max(short, 0.02)


def _seconds(text: str) -> float:
    """The least of some runs: whatever else the machine does only adds to the time of one."""
    return min(_seconds_of_one_run(text) for _ in range(3))


def _seconds_of_one_run(text: str) -> float:
    start = time.process_time()
    mentions(text, "Title", "2026-06-15")
    return time.process_time() - start

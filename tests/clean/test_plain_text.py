"""Plain text: promotional lines go, the report stays, and cleaning twice changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.clean import clean_text

REPORT = [
    "Velmora Bio has been cleared to begin a Phase II trial of VMB-204 in advanced gastric cancer.",
    "The company’s founder said: “With this clearance we are one step closer to patients.”",
    "In October 2021, the US Food and Drug Administration granted orphan drug designation to the antibody.",
]
PROMOTION = [
    "Sign up for our daily news round-up!",
    "Market Strategic Intelligence",
    "Tariffs are shifting - will you react or anticipate?",
    "Stay proactive with real-time data and expert analysis.",
    "Find out more",
    "Nominations are now open for the Trial Desk Excellence Awards.",
    "Thank you for subscribing",
]


def test_promotional_lines_between_paragraphs_are_cut():
    mixed = [REPORT[0], *PROMOTION[:2], *PROMOTION[2:5], REPORT[1], *PROMOTION[5:], REPORT[2]]
    cleaned = clean_text("\n\n".join(mixed))
    assert list(cleaned.lines) == REPORT
    assert [line.text for line in cleaned.removed] == PROMOTION


def test_invisible_characters_and_odd_spaces_go_quotes_and_dashes_stay():
    assert (
        clean_text("The\u00a0tri\u00adal \u200bof “VMB–204” — it’s open.").text == "The trial of “VMB–204” — it’s open."
    )


@given(st.lists(st.one_of(st.sampled_from(REPORT + PROMOTION), st.text(max_size=80)), max_size=12))
def test_cleaning_twice_is_cleaning_once(lines):
    once = clean_text("\n".join(lines)).text
    assert clean_text(once).text == once

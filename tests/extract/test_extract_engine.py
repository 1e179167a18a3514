"""Extraction as a whole: types, roles and quotes on articles written for this test."""

from tasks.extract.quotes import verify_quote
from tests.extract.articles import mentions

TITLE = "Ostrander Bio wins FDA clearance for trial of OST-12"
TEXT = (
    "The US Food and Drug Administration (FDA) has cleared Ostrander Bio's investigational new drug (IND) application for OST-12.\n"
    "Ostrander expects to dose the first patient in the fourth quarter.\n"
    "In March 2022, the FDA granted OST-12 orphan drug designation for myelofibrosis."
)


def test_news_is_primary_and_what_is_recited_is_background() -> None:
    found = mentions(TEXT, TITLE, "2024-05-02")
    assert [(mention.event_type, mention.status, mention.role) for mention in found] == [
        ("trial_clearance", "cleared", "primary"),
        ("designation", "granted", "background"),
    ]


def test_every_quote_stands_in_the_text_and_a_changed_text_is_noticed() -> None:
    found = mentions(TEXT, TITLE, "2024-05-02")
    assert all(verify_quote(mention, TEXT) for mention in found)
    assert not any(verify_quote(mention, "X" + TEXT) for mention in found)
    assert not any(verify_quote(mention, TEXT.replace("OST-12", "OST-13")) for mention in found)


def test_what_only_the_title_tells_is_quoted_from_the_sentence_that_repeats_most_of_it() -> None:
    telling = "- The late-stage trial of OST-12 in myelofibrosis has 40 sites in Spain -"
    text = f"Media release\n- Topline data on OST-12 are expected in 2026 -\n{telling}"
    [mention] = mentions(
        text, "Ostrander Bio doses first patient in late-stage trial of OST-12 in myelofibrosis", "2024-05-02"
    )
    assert (mention.event_type, mention.quote) == ("trial_start", telling)


def test_in_a_language_that_the_models_do_not_know_the_patterns_decide() -> None:
    title = "Halden startet Phase-III-Studie mit HLD-7 bei Magenkrebs"
    text = "Der Hersteller Halden prüft HLD-7 bei rund 500 Erwachsenen. Das teilte die Firma am Montag mit."
    found = mentions(text, title, "2026-05-02", "de")
    assert [(mention.event_type, mention.status, mention.role) for mention in found] == [
        ("trial_start", "initiated", "primary")
    ]


def test_a_guess_about_the_opening_does_not_hide_what_the_title_says() -> None:
    title = "Ostrander Bio Announces First Patient Dosed in Phase 1 VALE Clinical Trial of OST-12 for Myelofibrosis"
    text = "- Safety and biomarker data at the 5 mg/kg dose level from patients in VALE expected in 2025 -"
    assert [mention.event_type for mention in mentions(text, title, "2024-05-02")] == ["trial_start"]

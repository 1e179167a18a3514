"""The verbs that work on files: what is right comes out in order, what is wrong is told in one sentence, nothing is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from flows.cli import main

PARAGRAPHS = (
    "Corvane has begun a Phase II trial of CVX-3, its vaccine against malaria, in 400 adults at six sites in Ghana and Kenya.",
    "The first volunteers were vaccinated in Accra this week, and results are expected at the end of next year, the company said.",
    "Malaria kills more than half a million people a year, most of them children under five who live south of the Sahara.",
)
PAGE = f"<html><body><article><h1>Corvane begins trial</h1>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article></body></html>"


def run(verb: str, *lines: str) -> Result:
    return CliRunner().invoke(main, [verb, "--processes", "1"] if verb != "dedupe" else [verb], input="\n".join(lines))


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def article(**more: object) -> str:
    return json.dumps({"id": "a", "title": "Corvane begins trial", "text": "\n\n".join(PARAGRAPHS), **more})


@pytest.mark.parametrize(
    "url", [None, "", "page-7", "http://[::1", "mailto:a@b.example", "http://", "file:///a.html", 7]
)
def test_a_page_without_a_web_address_is_cleaned_all_the_same(url: object) -> None:
    result = run("clean", json.dumps({"id": "a", "url": url, "html": PAGE}), json.dumps({"id": "b", "html": PAGE}))
    assert result.exit_code == 0, result.stderr
    assert [answer["id"] for answer in answers(result)] == ["a", "b"]
    assert all(answer["text"].splitlines() == list(PARAGRAPHS) for answer in answers(result))


def test_a_page_from_a_file_is_known_by_its_own_claim() -> None:
    page = PAGE.replace(
        "<body>", '<head><link rel="canonical" href="https://outlet.example/trial?utm_source=x"></head><body>'
    )
    (answer,) = answers(run("clean", json.dumps({"id": "a", "html": page})))
    assert answer["canonical_url"] == "https://outlet.example/trial"


def test_a_html_file_is_one_page(tmp_path: Path) -> None:
    (tmp_path / "saved page.html").write_text(PAGE, encoding="utf-8")
    result = CliRunner().invoke(main, ["clean", "--input", str(tmp_path / "saved page.html")])
    assert result.exit_code == 0, result.stderr
    assert answers(result)[0]["text"].splitlines() == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("verb", "line", "sentence"),
    [
        ("clean", '{"id": "x"', "standard input:1: is not valid JSON (Expecting ',' delimiter at character 12); each line should hold one JSON object"),
        ("extract", '["x"]', "standard input:1: holds list, not a JSON object; each line should hold one"),
        ("extract", '{"id": 7, "text": "x"}', "standard input:1: lacks 'id', which should hold text"),
        ("dedupe", '{"id": "x"}', "standard input:1: lacks 'text', which should hold text"),
        ("clean", '{"id": "x", "html": null}', "standard input: the page 'x' has neither html nor text"),
        ("extract", article(id="x", published_at="yesterday"), "standard input: the article 'x': published_at should be an ISO date or time, not 'yesterday'"),
        ("extract", article(id="x", title=5), "standard input: the article 'x': title should hold text, not 5"),
        ("dedupe", article(id="x", url=["u"]), "standard input: the article 'x': url should hold text, not ['u']"),
    ],
)  # fmt: skip
def test_a_bad_line_is_told_and_the_rest_goes_on(verb: str, line: str, sentence: str) -> None:
    good = json.dumps({"id": "a", "html": PAGE}) if verb == "clean" else article()
    result = run(verb, line, good)
    assert result.stderr == f"presslake: {sentence}\n"
    assert result.exit_code == 1
    assert [answer["id"] for answer in answers(result)] == ["a"]


@pytest.mark.parametrize("verb", ["clean", "extract", "dedupe"])
def test_nothing_in_gives_nothing_out(verb: str) -> None:
    result = run(verb)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("verb", ["clean", "extract", "dedupe"])
def test_a_file_that_is_not_there_is_wrong_usage(verb: str) -> None:
    result = CliRunner().invoke(main, [verb, "--input", "nowhere.jsonl"])
    assert result.exit_code == 2
    assert "nowhere.jsonl: No such file or directory" in result.stderr


@pytest.mark.parametrize("verb", ["extract", "dedupe"])
@pytest.mark.parametrize("url", ["http://[::1", "news/7", "urn:x", "", None])
def test_an_article_may_have_any_address(verb: str, url: object) -> None:
    result = run(verb, article(url=url))
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_language_of_an_article_that_does_not_name_it_is_told_by_its_text() -> None:
    text = (
        "Der Hersteller Halden prüft HLD-7 bei rund 500 Erwachsenen mit Magenkrebs. Das teilte die Firma am Montag mit. "
        "An der Studie nehmen 60 Kliniken in Deutschland, Österreich und der Schweiz teil. Ergebnisse werden 2028 erwartet."
    )
    title = "Halden startet Phase-III-Studie mit HLD-7 bei Magenkrebs"
    (answer,) = answers(run("extract", json.dumps({"id": "a", "title": title, "text": text})))
    assert [mention["event_type"] for mention in answer["mentions"]] == ["trial_start"]


def test_extraction_tells_the_event_with_its_quote() -> None:
    (answer,) = answers(run("extract", article(published_at="2026-03-04", source="outlet")))
    (mention,) = [mention for mention in answer["mentions"] if mention["role"] == "primary"]
    assert (mention["event_type"], mention["phase"], mention["products"]) == ("trial_start", "Phase 2", ["CVX-3"])
    text = json.loads(article())["text"]
    assert text[mention["quote_start"] : mention["quote_end"]] == mention["quote"]

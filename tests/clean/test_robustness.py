"""Broken pages: every one gives an article or one sentence, never an exception, and none takes long."""

import time
from random import Random

import pytest

from tasks.clean import Cleaned, RawPage, SiteMemory, Uncleanable, clean_page
from tests.themes.generate import FETCHED_AT, generate_pages
from tests.themes.outlets import THEMES

WHOLE = [generate_pages(theme, 77, 1)[0].page.body for theme in THEMES]
SENTENCE = b"A sentence that is long enough to be prose, with a comma in it. "
MONSTERS = {
    "nested_10000_deep": b"<html><body>" + b"<div>" * 10_000 + SENTENCE + b"</div>" * 10_000,
    "nested_inline": b"<p>" + b"<b>" * 10_000 + SENTENCE,
    "nested_tables": b"<table><tr><td>" * 10_000 + SENTENCE,
    "twenty_megabytes_of_text": b"<html><body><p>" + SENTENCE * 312_500,
    "twenty_megabytes_of_paragraphs": b"<html><body>" + (b"<p>" + SENTENCE) * 300_000,
    "line_breaks": b"<body>" + b"a<br>" * 1_000_000,
    "links": b"<body>" + b'<p><a href="/x/y">a linked title here</a>' * 100_000,
    "one_long_word": b"<p>" + b"a" * 5_000_000,
    "null_bytes": b"\0" * 5_000_000,
    "angle_brackets": b"<" * 3_000_000,
    "json_brackets": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>" + SENTENCE,
    "meta_elements": b"<head>" + b"<meta name=a content=b>" * 200_000,
    "empty": b"",
    "no_markup": SENTENCE,
}


def clean(body: bytes | str, content_type: str | None = None):
    page = RawPage("p", "https://broken.example/a", body, content_type, FETCHED_AT)
    return clean_page(page, source=None, memory=SiteMemory(), now=FETCHED_AT)


def mutate(body: bytes, random: Random) -> bytes:
    """The page with one thing broken: cut off, stuffed, shuffled, doubled, or in two encodings at once."""
    place, other = sorted((random.randrange(len(body)), random.randrange(len(body))))
    return random.choice(
        (
            lambda: body[:place],
            lambda: body[:place] + random.randbytes(random.randrange(2_000)) + body[place:],
            lambda: body[:place] + b"\0" * random.randrange(2_000) + body[place:],
            lambda: body[:place] + body[other:],
            lambda: body[place:other] + body[:place] + body[other:],
            lambda: body[:place] + b"<div>" * random.randrange(400) + body[place:],
            lambda: body[:place].decode("utf-8", "replace").encode("utf-16") + body[place:],
            lambda: body.replace(b">", random.choice((b"", b"<", b"/>", b" >>")), random.randrange(1, 60)),
            lambda: body.replace(b"<p", b"<" + random.choice((b"script", b"noscript", b"a", b"table", b"svg", b"!--"))),
            lambda: body[:place] + "é漢字\u200f\ud800".encode("utf-8", "surrogatepass") + body[place:],
        )
    )()


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_give_an_article_or_a_reason_in_two_seconds(name):
    started = time.process_time()
    result = clean(MONSTERS[name])
    assert time.process_time() - started < 2
    assert isinstance(result, Cleaned | Uncleanable)
    if isinstance(result, Uncleanable):
        assert result.reason.endswith(".")


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.heavy)])
def test_mutated_pages_never_raise(count):
    random = Random(count)
    slowest = 0.0
    for _ in range(count):
        started = time.process_time()
        result = clean(
            mutate(random.choice(WHOLE), random),
            random.choice((None, "text/html; charset=x-unknown", "text/html; charset=utf-16")),
        )
        slowest = max(slowest, time.process_time() - started)
        assert isinstance(result, Uncleanable) or "\0" not in result.article.text
    assert slowest < 2


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>Präzise Grüße aus Köln, ganz ohne Fehler im Text.</p>".encode("windows-1252"), "text/html; charset=utf-8"),
        ("<p>Präzise Grüße aus Köln, ganz ohne Fehler im Text.</p>".encode(), "text/html; charset=iso-8859-1"),
        (
            "<meta charset=iso-8859-15><p>Präzise Grüße aus Köln, ganz ohne Fehler im Text.</p>".encode("iso-8859-15"),
            None,
        ),
        ("<p>Präzise Grüße aus Köln, ganz ohne Fehler im Text.</p>".encode("utf-16"), None),
        ("<p>Präzise Grüße aus Köln, ganz ohne Fehler im Text.</p>", "text/html; charset=ascii"),
    ],
)
def test_a_wrong_charset_is_seen_through(body, content_type):
    assert clean(body, content_type).article.text == "Präzise Grüße aus Köln, ganz ohne Fehler im Text."

"""From title and text to a Document: lines cut into sentences, with offsets, in one pass over the characters."""

import re
from collections.abc import Iterator
from datetime import datetime

from tasks.extract.document import Document, Sentence
from tasks.extract.plain import plain

LONGEST_SENTENCE = 1_200
"""Characters; what runs on for longer is cut at a space, so that no single sentence can cost much."""

_END = re.compile(r"[.!?][\"'”’»)\]]{0,3}(?=\s+[\"'“‘«(\[]?[A-ZÄÖÜÉÈÀ0-9–—-])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:a\.m|p\.m|Inc|Ltd|Co|Corp|Dr|Drs|Mr|Mrs|Ms|Prof|St|No|Nos|vs|approx|e\.g|i\.e|cf|ca|al|Fig|Art|Jr|Sr|Bros|Mt"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Calif|Mass|Conn|Pa|Fla|Ill|Md|Va|Tex|Wash|Colo|Ariz|Ga|Mich|Minn"
    r"|Nr|bzw|z\.B|Mio|Mrd|env|Mme|Dra?|Sra?|Cie|inkl)|\b(?:[A-Z]\.)*[A-Z])\.$"
)


def build_document(
    article_id: str,
    title: str,
    text: str,
    *,
    published_at: datetime | None = None,
    language: str | None = None,
    kind: str = "news",
) -> Document:
    """Cut an article into sentences; sentence 0 is the title. `published_at` in UTC, `language` as ISO 639-1."""
    title = " ".join(title.split())
    full = f"{title}\n{text}"
    start = len(title) + 1
    sentences = [Sentence(0, 0, len(title), 0)]
    for line_number, line in enumerate(_lines(full, start), 1):
        for sentence in _sentences(full, *line):
            sentences.append(Sentence(len(sentences), *sentence, line_number))
    return Document(
        article_id=article_id,
        full=full,
        text_start=start,
        sentences=tuple(sentences),
        published_at=published_at,
        language=language or "en",
        kind=kind,
        plain=plain(full),
    )


def _lines(full: str, start: int) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that hold more than white space, without that white space."""
    position = start
    for line in full[start:].split("\n"):
        stripped = line.strip()
        if stripped:
            begin = position + len(line) - len(line.lstrip())
            yield begin, begin + len(stripped)
        position += len(line) + 1


def _sentences(full: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(full, start, end):
        if _ABBREVIATION.search(full, max(begin, match.start() - 12), match.start() + 1) and not _really_ends(
            full, match
        ):
            continue
        yield from _bounded(full, begin, match.end())
        begin = match.end()
    yield from _bounded(full, begin, end)


def _really_ends(full: str, match: re.Match[str]) -> bool:
    """An abbreviation such as "Inc." ends a sentence only where a word that usually opens one follows."""
    return bool(_OPENERS.match(full, match.end()))


_OPENERS = re.compile(
    r"\s+(?:The|This|That|These|It|Its|In|On|At|For|With|We|Our|A|An|As|After|Following|Under|If|But|And|However|Separately"
    r"|Earlier|Last|He|She|They|Patients|Shares|Analysts)\b(?!\s+(?:[A-Z]\w+\s+)?(?:Inc|Ltd|Co|Corp)\b)"
)


def _bounded(full: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without white space at its ends, in pieces of at most LONGEST_SENTENCE characters."""
    while start < end and full[start].isspace():
        start += 1
    while end > start and full[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        space = full.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        yield start, cut
        start = cut + (full[cut] == " ")
    if start < end:
        yield start, end

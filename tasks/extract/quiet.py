"""Which lines of an article can tell no event: boilerplate, promotion, teasers, and what is only said in quotes."""

import re

from tasks.extract.document import Document, Sentence
from tasks.extract.expressions import around

_REST_IS_BOILERPLATE = around(
    r"(?:cautionary (?:note|statement)|(?:safe harbou?r|forward[- ]looking) (?:statements?|information)|disclaimer|important safety information"
    r"|indications? and (?:usage|important)|no offer or solicitation|additional information and where to find|participants in the solicitation"
    r"|(?:investor|media|press|company)s?(?: (?:and|&|/) (?:investor|media|press)s?)? (?:contacts?|relations|inquiries)|contacts?:?$|for (?:further|more) information"
    r"|zukunftsgerichtete aussagen|déclarations prospectives|kontakt:?$|source:? )"
)
_PROMOTION = around(
    r"(?:sign up|subscribe|newsletter|download (?:the|our|your|now)|register (?:now|free|for)|find out more|read (?:more|next|also|the full)|click here|learn more"
    r"|related(?: articles?| stories| content| reading)?:|(?:more|most) (?:read|from|popular)|sponsored|white ?paper|webinar|don.t (?:miss|let)|nominations|awards?\b.{0,40}\b(?:nominat|close|enter)"
    r"|in case you missed|you may also like|by submitting|privacy policy|discover (?:the impact|b2b)|recommended (?:for you|reading|stories)|editor.s picks?|trending|advertisement|share this|follow us|see also|excellence in action|has won the)"
)
_TEASER = around(r"\b\d+ min(?:ute)?s? read\b|\bsponsored content\b|\bregister free\b")
_SPOKEN = re.compile(r"[“„«\"][^”“\"»]{25,}(?:[”\"»]|$)")


def quiet_sentences(document: Document) -> frozenset[int]:
    """Indexes of sentences in which no event is looked for."""
    quiet: set[int] = set()
    rest_is_quiet = False
    for line in _by_line(document):
        opening = document.full[line[0].start : line[0].start + 120]
        alone = document.full[line[0].start : line[-1].end]
        if line[0].index and _REST_IS_BOILERPLATE.match(opening.lstrip("*-–—•# ")) and len(alone) < 80:
            rest_is_quiet = True
        if rest_is_quiet or _is_quiet_line(alone, line[0]):
            quiet.update(sentence.index for sentence in line)
    return frozenset(quiet)


def _is_quiet_line(line: str, first: Sentence) -> bool:
    if first.index == 0:
        return False
    start = line.lstrip("*-–—•# ")
    if _REST_IS_BOILERPLATE.match(start):
        return True
    return _PROMOTION.match(start) or _TEASER.search(line)


def _by_line(document: Document) -> list[list[Sentence]]:
    lines: list[list[Sentence]] = []
    for sentence in document.sentences:
        if lines and lines[-1][0].line == sentence.line:
            lines[-1].append(sentence)
        else:
            lines.append([sentence])
    return lines


def is_spoken(document: Document, start: int, sentence: Sentence) -> bool:
    """Whether the place lies inside a direct quotation of the sentence."""
    return any(
        match.start() < start < match.end() for match in _SPOKEN.finditer(document.full, sentence.start, sentence.end)
    )

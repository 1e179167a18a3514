"""Quotes: the sentence of the text that proves a candidate, and the check that a quote stands where it says."""

from tasks.extract.document import Candidate, Document, Sentence
from warehouse.contracts import Mention


def best_quote(document: Document, candidate: Candidate) -> tuple[int, int]:
    """Offsets into the article's text of the sentence that tells the event.

    Where only the title tells it: the first sentence that shares a product or company with the title, else the first one.
    """
    sentence = document.sentences[candidate.sentence]
    if sentence.index == 0:
        sentence = _sentence_like_title(document)
    return max(sentence.start - document.text_start, 0), max(sentence.end - document.text_start, 0)


def _sentence_like_title(document: Document) -> Sentence:
    title = document.sentences[0]
    named = {span.value for span in document.spans_between(0, title.end) if span.kind in ("product", "company")}
    body = document.sentences[1:]
    for sentence in body:
        if any(span.value in named for span in document.spans_between(sentence.start, sentence.end)):
            return sentence
    return body[0] if body else title


def verify_quote(mention: Mention, text: str) -> bool:
    """Whether the quote stands in the text, at its offsets, to the character."""
    return (
        0 <= mention.quote_start <= mention.quote_end and text[mention.quote_start : mention.quote_end] == mention.quote
    )

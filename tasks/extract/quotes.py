"""Quotes: the sentence of the text that proves a candidate, and the check that a quote stands where it says."""

from tasks.extract.document import Candidate, Document, Sentence
from warehouse.contracts import Mention


def best_quote(document: Document, candidate: Candidate) -> tuple[int, int]:
    """Offsets into the article's text of the sentence that tells the event.

    Where only the title tells it: the sentence that repeats most of the title's words, of several the first.
    """
    sentence = document.sentences[candidate.sentence]
    if sentence.index == 0:
        sentence = _sentence_like_title(document)
    return max(sentence.start - document.text_start, 0), max(sentence.end - document.text_start, 0)


def _sentence_like_title(document: Document) -> Sentence:
    title, *body = document.sentences
    words = _words(document, title)
    return max(body, key=lambda sentence: len(words & _words(document, sentence)), default=title)


def _words(document: Document, sentence: Sentence) -> set[str]:
    return {word for word in document.plain[sentence.start : sentence.end].split() if len(word) > 2 or word.isdigit()}


def verify_quote(mention: Mention, text: str) -> bool:
    """Whether the quote stands in the text, at its offsets, to the character."""
    return (
        0 <= mention.quote_start <= mention.quote_end and text[mention.quote_start : mention.quote_end] == mention.quote
    )

"""Article -> the words that dedupe compares: typography evened out, the issuer's boilerplate cut off."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
_DIGIT_GROUPS = re.compile(r"[,\u2009\u202f\u00a0](?<=\d.)(?=\d{3}\b)")
_POSSESSIVE = re.compile(r"['\u2019]s\b")

# What a release carries from one issue to the next: the company's portrait, the disclaimer, the contacts.
_BOILERPLATE = re.compile(
    r"^[ \t>*\u2022-]*(?:"
    r"about (?!\d)(?=[A-Z])[^\n.]{2,80}$"
    r"|(?:cautionary|special)? ?(?:note|statement|language)?s? ?(?:regarding|on|concerning)? ?"
    r"(?:forward[- ]looking|safe harbou?r)[^\n]{0,80}$"
    r"|forward[- ]looking (?:statements?|information)\b"
    r"|safe harbou?r\b"
    r"|(?:media|press|investors?|company|corporate|investor relations|ir)?(?: (?:and|&|/) \w+)* ?contacts?(?: information)?\s*:?\s*$"
    r"|(?:for )?(?:more|further|additional) information:?\s*$"
    r"|sources?:\s"
    r"|disclaimer:?\s*$"
    r")",
    re.IGNORECASE | re.MULTILINE,
)
_INLINE_BOILERPLATE = re.compile(
    r"\b(?:Forward[- ]Looking Statements?\b(?= )|This (?:press|news) release (?:may )?contains? (?:certain )?[\"\u201c]?forward[- ]looking"
    r"|(?:Certain )?statements (?:in|contained in) this (?:press|news) release)",
)
_MARKS_OF_INLINE = ("Looking Statement", "forward", "tatements")
_MIN_NEWS_CHARACTERS = 200


def news_part(text: str) -> str:
    """The text up to where its boilerplate starts; the whole text where that would leave less than a paragraph."""
    may_be_inline = any(mark in text for mark in _MARKS_OF_INLINE)
    ends = [
        match.start()
        for pattern in (_BOILERPLATE, *([_INLINE_BOILERPLATE] if may_be_inline else []))
        if (match := pattern.search(text, min(_MIN_NEWS_CHARACTERS, len(text))))
    ]
    return text[: min(ends)] if ends else text


def plain(text: str) -> str:
    """Typography evened out: NFKC, no digit grouping, no possessive; case is kept."""
    text = unicodedata.normalize("NFKC", text)
    return _POSSESSIVE.sub("", _DIGIT_GROUPS.sub("", text))


def words_of(text: str) -> list[str]:
    """The words of a text in order, in lower case, as `plain` evens them out."""
    return WORD.findall(plain(text).lower())


_RESTATED = re.compile(
    r"^\W*(?:(?:update|updated|correction|corrected|correcting|replacing|replacement|repeat|reissue|republished|amended)"
    r"(?: (?:and|&) \w+)?(?: (?:release|version|news release|press release))?\s*(?:[:\u2013\u2014-]+|\.\.\.|\u2026)\s*)+",
    re.IGNORECASE,
)


def is_restated(title: str) -> bool:
    """Whether a title says that the article repeats or corrects an earlier one: 'Correction: ...', 'UPDATE -- ...'."""
    return bool(_RESTATED.match(title))


def bare_title(title: str) -> str:
    """The title without what marks it as an update or a correction."""
    return _RESTATED.sub("", title)

"""The small language of patterns: one phrase compiled to an RE2 expression, and the words that a text must hold for it.

    granted            the word, whatever its case and accents; punctuation between words does not count
    grant*             any word that begins so
    (grants|has given) one of these
    [the]              may be missing; [a|the] likewise
    #m                 a number in figures, with what is glued to it (`#%`, `#bn`); `#` alone any number
    <regulator>        one of the set `regulator` in _words.yml
    ...                at most 16 words in between, `..` at most 4
    ^ $                the beginning and the end of the sentence

Matching runs in RE2, whose time is linear in the text for every expression.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

GAPS = {"...": 16, "..": 4}
_FOLDED = str.maketrans("äöüáàâãåéèêëíìîïóòôõúùûçñß", "aouaaaaaeeeeiiiioooouuucns")
_TOKEN = re.compile(r"\.\.\.|\.\.|[()|\[\]^]|(?<!\S)\$(?!\S)|<[a-z_0-9]+>|[^\s()|\[\]<>^]+")
_WORD_PARTS = re.compile(r"[\w$%*#+]+")

Keyword = tuple[str, bool]
"""Words in a row in lower case, and whether the last must be whole (else it is the beginning of a word)."""


class PhraseError(ValueError):
    """A phrase that cannot be read; the message quotes it and says why."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase: the RE2 expression, and groups of keywords of which each must have one in the sentence."""

    source: str
    expression: str
    needs: tuple[frozenset[Keyword], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a sequence. kind: must, may, gap or edge; `needs` is empty where nothing is certain; keyword: of a word."""

    kind: str
    expression: str
    needs: tuple[frozenset[Keyword], ...] = ()
    keyword: Keyword | None = None


def compile_phrase(source: str, word_sets: Mapping[str, Sequence[str]]) -> Phrase:
    """Compile one phrase. Raises PhraseError for an unknown set, an unclosed bracket or a gap at either end."""
    reader = _Reader(source, word_sets)
    parts = reader.sequence(closing="")
    expression, needs = _join(source, parts)
    if not needs:
        raise PhraseError(f"{source!r} names no word that must stand in the text; add one")
    return Phrase(source, expression, needs)


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, source: str, word_sets: Mapping[str, Sequence[str]]) -> None:
        self.source, self.word_sets = source, word_sets
        self.tokens = _TOKEN.findall(source)
        self.place = 0

    def sequence(self, closing: str) -> list[_Part]:
        """Parts up to the closing bracket or a bar, which stay unread."""
        parts: list[_Part] = []
        while self.place < len(self.tokens) and self.tokens[self.place] not in (closing, "|", ")", "]"):
            token = self.tokens[self.place]
            self.place += 1
            parts += self._parts(token)
        if not closing and self.place < len(self.tokens):
            raise PhraseError(f"{self.source!r} has a stray {self.tokens[self.place]!r}")
        return parts

    def _parts(self, token: str) -> list[_Part]:
        if token in GAPS:
            return [_Part("gap", f"(?: +[^ ]+){{0,{GAPS[token]}}}?")]
        if token == "(":
            return [self._alternatives(")", "must")]
        if token == "[":
            return [self._alternatives("]", "may")]
        if token in ("^", "$"):
            return [_Part("edge", token)]
        if token[0] == "<":
            return [self._set(token[1:-1])]
        return [_word(part) for part in _WORD_PARTS.findall(token.lower().translate(_FOLDED))]

    def _alternatives(self, closing: str, kind: str) -> _Part:
        options = [_join(self.source, self.sequence(closing))]
        while self._next() == "|":
            self.place += 1
            options.append(_join(self.source, self.sequence(closing)))
        if self._next() != closing:
            raise PhraseError(f"{self.source!r} misses a {closing!r}")
        self.place += 1
        return _either(kind, options)

    def _set(self, name: str) -> _Part:
        if name not in self.word_sets:
            raise PhraseError(f"{self.source!r} names the unknown word set <{name}>; list it in _words.yml")
        phrases = [_Reader(phrase, self.word_sets) for phrase in self.word_sets[name]]
        return _either("must", [_join(reader.source, reader.sequence("")) for reader in phrases])

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""


@cache  # the same few thousand words make up all phrases
def _word(word: str) -> _Part:
    stem = re.split("[*#]", word)[0]
    expression = re.escape(word).replace(r"\*", "[^ ]*").replace(r"\#", "[0-9]+")
    start = r"\b" if word[0].isalnum() or word[0] == "#" else ""
    end = r"\b" if word[-1].isalnum() or word[-1] == "#" else ""
    if not stem:
        return _Part("must", start + expression + end)
    keyword = (stem, stem == word)
    return _Part("must", start + expression + end, (frozenset([keyword]),), keyword)


def _either(kind: str, options: list[tuple[str, tuple[frozenset[Keyword], ...]]]) -> _Part:
    expression = "(?:" + "|".join(expression for expression, _ in options) + ")"
    if kind == "may" or any(not needs for _, needs in options):
        return _Part(kind, expression)
    return _Part(kind, expression, (frozenset().union(*(_rarest(needs) for _, needs in options)),))


def _rarest(needs: tuple[frozenset[Keyword], ...]) -> frozenset[Keyword]:
    """The group that tells most: few keywords, long ones."""
    return max(needs, key=lambda group: (min(len(word) for word, _ in group), -len(group), sorted(group)))


def _join(source: str, parts: list[_Part]) -> tuple[str, tuple[frozenset[Keyword], ...]]:
    """One expression for a sequence of parts, and what it needs; spaces are asked for between words only."""
    if not parts or parts[0].kind == "gap" or parts[-1].kind == "gap":
        raise PhraseError(f"{source!r} begins or ends with a gap, or holds nothing; a phrase goes from word to word")
    expression, begun = "", False
    for part in parts:
        if part.kind == "edge":
            expression += "^ *" if part.expression == "^" else " *$"
        elif part.kind == "gap":
            expression += part.expression
        elif part.kind == "may":
            expression += f"(?: +{part.expression})?" if begun else f"(?:{part.expression} +)?"
        else:
            expression += f" +{part.expression}" if begun else part.expression
            begun = True
    return expression, _needs(parts)


def _needs(parts: list[_Part]) -> tuple[frozenset[Keyword], ...]:
    """The groups of all parts; words in a row are one keyword, because together they are rarer than each of them."""
    groups: list[frozenset[Keyword]] = []
    before: Keyword | None = None
    for part in parts:
        if before and before[1] and part.keyword:
            before = (f"{before[0]} {part.keyword[0]}", part.keyword[1])
            groups[-1] = frozenset([before])
        else:
            groups += part.needs
            before = part.keyword
    return tuple(groups)

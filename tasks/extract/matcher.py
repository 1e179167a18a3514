"""From a document to the pattern matches in it: words are looked up all at once, then few expressions are tried."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import re2
from ahocorasick_rs import AhoCorasick

from config.models import EventType, Pattern
from tasks.extract.document import Document, Sentence
from tasks.extract.phrases import Phrase, compile_phrase


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase of one pattern of one event type."""

    rule_id: str
    event_type: str
    pattern: Pattern
    phrase: Phrase
    search: re2._Regexp
    also: tuple[re2._Regexp, ...]
    unless: tuple[re2._Regexp, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits a sentence; start and end are offsets into Document.full."""

    rule: Rule
    sentence: Sentence
    start: int
    end: int


def plain(text: str) -> str:
    """The text in lower-case ASCII with blanks for punctuation, character for character, so that offsets stay."""
    return text.translate(_PLAIN)


class _PlainTable(dict[int, str]):
    """For each character the one that stands for it; filled as characters are met, the same on every machine."""

    def __missing__(self, code: int) -> str:
        self[code] = result = _plain_character(chr(code))
        return result


def _plain_character(character: str) -> str:
    if character in "$%":
        return character
    if character in "€£¥":
        return "$"
    base = unicodedata.normalize("NFKD", character)[0].lower()
    if base.isascii():
        return base if base.isalnum() else " "
    return "x" if base.isalpha() else " "


_PLAIN = _PlainTable()


@dataclass(frozen=True)
class Matcher:
    """All rules, with an index from words to the rules that need them."""

    rules: tuple[Rule, ...]
    _automaton: AhoCorasick = field(repr=False)
    _groups_of_keyword: tuple[int, ...] = field(repr=False)
    _rules_of_group: tuple[tuple[tuple[int, int], ...], ...] = field(repr=False)

    def matches(self, document: Document) -> list[Match]:
        """Every fitting rule, at most once a sentence, in order of place and rule."""
        text = plain(document.full)
        found: list[Match] = []
        for sentence, groups in self._groups_by_sentence(document, text):
            for number in self._rules_for(groups):
                match = _try(self.rules[number], sentence, text[sentence.start : sentence.end].encode())
                if match:
                    found.append(match)
        return found

    def _groups_by_sentence(self, document: Document, text: str) -> Iterable[tuple[Sentence, int]]:
        hits = self._automaton.find_matches_as_indexes(f" {text} ", overlapping=True)
        hits.sort(key=lambda hit: hit[1])
        sentences = iter(document.sentences)
        sentence = next(sentences)
        groups = 0
        for keyword, start, _ in hits:
            while start >= sentence.end:
                if groups:
                    yield sentence, groups
                groups = 0
                following = next(sentences, None)
                if following is None:
                    return
                sentence = following
            groups |= self._groups_of_keyword[keyword]
        if groups:
            yield sentence, groups

    def _rules_for(self, groups: int) -> list[int]:
        numbers = []
        left = groups
        while left:
            lowest = left & -left
            for number, needed in self._rules_of_group[lowest.bit_length() - 1]:
                if groups & needed == needed:
                    numbers.append(number)
            left ^= lowest
        return sorted(numbers)


def build_matcher(event_types: Mapping[str, EventType], word_sets: Mapping[str, Sequence[str]]) -> Matcher:
    """Compile the patterns of all event types. Raises PhraseError where one cannot be read."""
    rules = tuple(rule for name in sorted(event_types) for rule in _rules(name, event_types[name], word_sets))
    groups = sorted({group for rule in rules for group in rule.phrase.needs}, key=sorted)
    number_of = {group: number for number, group in enumerate(groups)}
    keywords = sorted({keyword for group in groups for keyword in group})
    masks = dict.fromkeys(keywords, 0)
    for group, number in number_of.items():
        for keyword in group:
            masks[keyword] |= 1 << number
    index: list[list[tuple[int, int]]] = [[] for _ in groups]
    for number, rule in enumerate(rules):
        needed = sum({1 << number_of[group] for group in rule.phrase.needs})
        rarest = max(
            rule.phrase.needs, key=lambda group: (-len(group), min(len(word) for word, _ in group), sorted(group))
        )
        index[number_of[rarest]].append((number, needed))
    automaton = AhoCorasick([f" {word} " if whole else f" {word}" for word, whole in keywords])
    return Matcher(rules, automaton, tuple(masks[keyword] for keyword in keywords), tuple(map(tuple, index)))


def _rules(name: str, event_type: EventType, word_sets: Mapping[str, Sequence[str]]) -> Iterable[Rule]:
    for group, pattern in enumerate(event_type.patterns, 1):
        also = tuple(compile_search(phrase, word_sets) for phrase in pattern.also)
        unless = tuple(compile_search(phrase, word_sets) for phrase in pattern.unless)
        for number, source in enumerate(pattern.match, 1):
            phrase = compile_phrase(source, word_sets)
            rule_id = f"{name}.{pattern.status or 'any'}.{group}.{number}"
            yield Rule(rule_id, name, pattern, phrase, re2.compile(phrase.expression.encode()), also, unless)


def compile_search(source: str, word_sets: Mapping[str, Sequence[str]]) -> re2._Regexp:
    """A phrase as an expression over plain words. Raises PhraseError."""
    return re2.compile(compile_phrase(source, word_sets).expression.encode())


def _try(rule: Rule, sentence: Sentence, words: bytes) -> Match | None:
    if not _stands_there(rule.pattern.where, sentence):
        return None
    hit = rule.search.search(words)
    if hit is None or any(guard.search(words) for guard in rule.unless):
        return None
    if rule.also and not any(condition.search(words) for condition in rule.also):
        return None
    return Match(rule, sentence, sentence.start + hit.start(), sentence.start + hit.end())


def _stands_there(where: str, sentence: Sentence) -> bool:
    if where == "title":
        return sentence.index == 0
    if where == "body":
        return sentence.index > 0
    return where == "anywhere" or is_lead(sentence)


def is_lead(sentence: Sentence) -> bool:
    """Title or opening: the first three sentences of the text, as far as they stand in its first two lines."""
    return sentence.index == 0 or (sentence.index <= 3 and sentence.line <= 2)

"""From a document to the pattern matches in it: words are looked up all at once, then few expressions are tried."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import re2
from ahocorasick_rs import AhoCorasick

from config.models import EventType, Pattern
from tasks.extract.document import Document, Sentence
from tasks.extract.phrases import Keyword, Phrase, compile_phrase
from tasks.extract.plain import plain

WordSets = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Search:
    """An expression, and the keyword groups (bits) that a sentence must have for it to fit at all."""

    needed: int
    expression: re2._Regexp

    def fits(self, groups: int, words: bytes) -> bool:
        """Whether the sentence holds it."""
        return groups & self.needed == self.needed and self.expression.search(words) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase of one pattern of one event type."""

    rule_id: str
    event_type: str
    pattern: Pattern
    phrase: Phrase
    search: Search
    also: tuple[Search, ...]
    unless: tuple[Search, ...]

    @property
    def has_phrase(self) -> bool:
        """Whether it is written in an event type; the rule that stands in for the trained model has no phrase."""
        return bool(self.phrase.source)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits a sentence; start and end are offsets into Document.full."""

    rule: Rule
    sentence: Sentence
    start: int
    end: int


@dataclass(frozen=True)
class Matcher:
    """All rules, with an index from words to the rules that need them."""

    rules: tuple[Rule, ...]
    _automaton: AhoCorasick = field(repr=False)
    _groups_of_keyword: tuple[int, ...] = field(repr=False)
    _rules_of_keyword: tuple[tuple[int, ...], ...] = field(repr=False)

    def matches(self, document: Document, quiet: frozenset[int] = frozenset()) -> list[Match]:
        """Every fitting rule, at most once a sentence, in order of place and rule; none in the sentences of index `quiet`."""
        found: list[Match] = []
        for sentence in document.sentences:
            if sentence.index not in quiet:
                found += self._matches_in(sentence, document.plain[sentence.start : sentence.end])
        return found

    def _matches_in(self, sentence: Sentence, text: str) -> list[Match]:
        """Only rules whose rarest words stand in the sentence are looked at, only those with all their words are tried."""
        in_a_row = f" {' '.join(text.split())} "
        keywords = {hit[0] for hit in self._automaton.find_matches_as_indexes(in_a_row, overlapping=True)}
        numbers = sorted({number for keyword in keywords for number in self._rules_of_keyword[keyword]})
        if not numbers:
            return []
        groups = 0
        for keyword in keywords:
            groups |= self._groups_of_keyword[keyword]
        words = text.encode()
        found = []
        for number in numbers:
            rule = self.rules[number]
            if groups & rule.search.needed == rule.search.needed and (match := _try(rule, sentence, groups, words)):
                found.append(match)
        return found


def build_matcher(event_types: Mapping[str, EventType], word_sets: WordSets) -> Matcher:
    """Compile the patterns of all event types. Raises PhraseError where one cannot be read."""
    index = _KeywordIndex(event_types)
    rules = tuple(rule for name in sorted(event_types) for rule in _rules(event_types[name], word_sets, index))
    keywords = sorted(index.groups_of_keyword)
    rules_of_keyword: dict[Keyword, list[int]] = {keyword: [] for keyword in keywords}
    for number, rule in enumerate(rules):
        for keyword in index.rarest(rule.phrase.needs):
            rules_of_keyword[keyword].append(number)
    return Matcher(
        rules,
        AhoCorasick([_as_written(keyword) for keyword in keywords]),
        tuple(index.groups_of_keyword[keyword] for keyword in keywords),
        tuple(tuple(rules_of_keyword[keyword]) for keyword in keywords),
    )


class _KeywordIndex:
    """Numbers the groups of keywords, and knows from the examples of the event types which words are common."""

    def __init__(self, event_types: Mapping[str, EventType]) -> None:
        self.groups_of_keyword: dict[Keyword, int] = {}
        self._bits: dict[frozenset[Keyword], int] = {}
        examples = (example for event_type in event_types.values() for example in _examples(event_type))
        self._frequency = Counter(word for example in examples for word in set(plain(example).split()))
        self._frequency_of_beginning: Counter[str] = Counter()
        for word, count in self._frequency.items():
            for size in range(1, len(word) + 1):
                self._frequency_of_beginning[word[:size]] += count

    def mask(self, needs: tuple[frozenset[Keyword], ...]) -> int:
        """The bits of these groups; a new group gets the next bit."""
        mask = 0
        for group in needs:
            if group not in self._bits:
                self._bits[group] = bit = 1 << len(self._bits)
                for keyword in group:
                    self.groups_of_keyword[keyword] = self.groups_of_keyword.get(keyword, 0) | bit
            mask |= self._bits[group]
        return mask

    def rarest(self, needs: tuple[frozenset[Keyword], ...]) -> frozenset[Keyword]:
        """The group whose words the examples hold least often."""
        return min(needs, key=lambda group: (sum(map(self._count, group)), sorted(group)))

    def _count(self, keyword: Keyword) -> int:
        """How many examples hold the words, as far as each word alone tells."""
        *others, last = keyword[0].split()
        frequency = self._frequency if keyword[1] else self._frequency_of_beginning
        return min((*(self._frequency[word] for word in others), frequency[last]))


def _examples(event_type: EventType) -> Iterator[str]:
    yield from (f"{example.title} {example.text}" for example in (*event_type.tests, *event_type.examples.positive))
    yield from (f"{example.title} {example.text}" for example in event_type.examples.negative)


def _as_written(keyword: Keyword) -> str:
    word, whole = keyword
    return f" {word} " if whole else f" {word}"


def _rules(event_type: EventType, word_sets: WordSets, index: _KeywordIndex) -> Iterable[Rule]:
    for group, pattern in enumerate(event_type.patterns, 1):
        also = tuple(_search(compile_phrase(phrase, word_sets), index) for phrase in pattern.also)
        unless = tuple(_search(compile_phrase(phrase, word_sets), index) for phrase in pattern.unless)
        for number, source in enumerate(pattern.match, 1):
            phrase = compile_phrase(source, word_sets)
            rule_id = f"{event_type.id}.{pattern.status or 'any'}.{group}.{number}"
            yield Rule(rule_id, event_type.id, pattern, phrase, _search(phrase, index), also, unless)


def _search(phrase: Phrase, index: _KeywordIndex) -> Search:
    return Search(index.mask(phrase.needs), re2.compile(phrase.expression.encode()))


def _try(rule: Rule, sentence: Sentence, groups: int, words: bytes) -> Match | None:
    if not _stands_there(rule.pattern.where, sentence):
        return None
    hit = rule.search.expression.search(words)
    if hit is None or any(guard.fits(groups, words) for guard in rule.unless):
        return None
    if rule.also and not any(condition.fits(groups, words) for condition in rule.also):
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

"""Text -> names that the lookups know: one pass of one automaton over the whole article, whatever the number of names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ahocorasick_rs import AhoCorasick, MatchKind

from config.models.lookups import LookupRow, Lookups
from tasks.extract.plain import translate

_FOLDS = str.maketrans(
    {
        **{chr(code): " " for code in range(256) if not chr(code).isalnum()},
        **{chr(code): chr(code).lower() for code in range(65, 91)},
        **dict(zip("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ", "aaaaaaceeeeiiiinoooooouuuuyy", strict=True)),
        **dict(zip("ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ", "aaaaaaceeeeiiiinoooooouuuuy", strict=True)),
        **dict.fromkeys("‐‑‒–—―‘’“”„•…™\u202f\u2009\u200b", " "),
    }
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at text[start:end], the row of the lookup that knows it, and what the row says (sort, region, place,
    regulators), empty where it says nothing."""

    start: int
    end: int
    kind: str
    name: str
    row: LookupRow
    attrs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    name: str
    row: LookupRow
    attrs: Mapping[str, str]
    as_written: str | None


class Gazetteer:
    """All names of the lookups, compiled once. Case, accents, hyphens and apostrophes do not matter; abbreviations do
    keep their case."""

    def __init__(self, lookups: Lookups) -> None:
        entries: dict[str, list[_Entry]] = {}
        for entry, written in _entries(lookups):
            entries.setdefault(" " + fold(written).strip(), []).append(entry)
        self._patterns = sorted(entries)
        self._entries = [tuple(entries[pattern]) for pattern in self._patterns]
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.Standard)

    def find(self, text: str) -> list[Hit]:
        """All names in the text that stand at word boundaries, in order; the longest wins within its kind."""
        folded = " " + fold(text) + " "
        last: dict[str, int] = {}
        hits: list[Hit] = []
        raw = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for number, start, end in sorted(raw, key=lambda match: (match[1], -match[2])):
            end += _plural(folded, end)
            if folded[end] != " ":
                continue
            for entry in self._entries[number]:
                if last.get(entry.kind, -1) <= start and entry.as_written in (None, text[start : end - 1]):
                    hits.append(Hit(start, end - 1, entry.kind, entry.name, entry.row, entry.attrs))
                    last[entry.kind] = end - 1
        return hits


def fold(text: str) -> str:
    """The text in lower case without accents, every other character a space; as long as it was."""
    return translate(text, _FOLDS)


def _plural(folded: str, end: int) -> int:
    return 1 if folded[end] == "s" and folded[end + 1 : end + 2] == " " else 0


def _entries(lookups: Lookups) -> Iterator[tuple[_Entry, str]]:
    for kind, rows in (
        ("regulator", lookups.regulators),
        ("designation", lookups.designations),
        ("target", lookups.targets),
        ("modality", lookups.modalities),
    ):
        yield from _named(kind, ((row.name, row, row.names) for row in rows))
    yield from _named("place", ((row.region, row, (row.name, *row.aliases, *row.adjectives)) for row in lookups.places))
    yield from _named("indication", ((row.name, row, (row.name, *row.synonyms)) for row in lookups.indications))
    yield from _named("indication", ((row.name, row, row.abbreviations) for row in lookups.indications), exact=True)
    yield from _named("venue", ((row.name, row, (row.name, *row.aliases)) for row in lookups.venues), exact=True)
    yield from _named("exchange", ((row.name, row, (row.name, *row.aliases)) for row in lookups.exchanges), exact=True)
    yield from _named("company", ((row.name, row, row.names) for row in lookups.companies), exact=True)
    yield from _named("product", ((row.name, row, row.names) for row in lookups.products))


def _named(
    kind: str, rows: Iterable[tuple[str, LookupRow, tuple[str, ...]]], *, exact: bool = False
) -> Iterator[tuple[_Entry, str]]:
    for name, row, written in rows:
        attrs = _attrs(row)
        for each in written:
            each = each.rstrip(".") if each.endswith(".") else each
            short = exact or (len(each) <= 4 and each.isupper()) or each in ("US", "EU", "UK", "NICE", "Vir")
            yield _Entry(kind, name, row, attrs, each if short else None), each


def _attrs(row: LookupRow) -> Mapping[str, str]:
    return MappingProxyType(
        {
            "sort": str(getattr(row, "kind", "")),
            "region": str(getattr(row, "region", "")),
            "place": str(getattr(row, "name", "")),
            "regulators": "|".join(getattr(row, "regulators", ())),
        }
    )


SHORT = re.compile(r"^[A-Z][A-Za-z]{0,4}$")

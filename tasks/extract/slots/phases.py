"""Text -> trial phases in normal form."""

import re
from dataclasses import dataclass

_STEP = r"(?:[1-4]|IV|I{1,3}|one|two|three|four)(?:\s?[abc])?"
_PHASE = re.compile(
    rf"\b(?:phase|phases|fase|stadium)[\s\u00a0-]*(?P<steps>{_STEP}(?:(?:\s?[/–-]\s?|\s(?:and|to|und|et)\s)(?:phase[\s-]?)?{_STEP})?)"
    rf"(?![\w])|\bPh\.?\s?(?P<short>[1-4][ab]?(?:/[1-4][ab]?)?)\b|\b(?P<stage>(?:early|mid|late)(?=[\s-]stage))[\s-]stage"
    r"(?=\s(?:[\w-]+\s){0,2}(?:trial|study|studies|trials|test))|\b(?P<first>first[\s-]in[\s-]human)\b"
    r"|\b(?P<post>post[\s-]?marketing(?=\s(?:[\w-]+\s){0,2}(?:study|trial)))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[pPfFsSeEmMlL](?<!\w.)(?:[hH]|ase|ASE|tadium|arly|id|ate|irst|ost)")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "one": "1", "two": "2", "three": "3", "four": "4"}
_STAGES = {"early": "Phase 1", "mid": "Phase 2", "late": "Phase 3"}


@dataclass(frozen=True, slots=True)
class FoundPhase:
    """A phase at text[start:end]: `Phase 1/2`, `Phase 2b`; is_stated is False where only a stage is named (mid-stage)."""

    start: int
    end: int
    value: str
    is_stated: bool = True


def find_phases(text: str) -> list[FoundPhase]:
    """All phases named in the text, in order."""
    return [_read(match) for start in _starts(text) if (match := _PHASE.match(text, start))]


def _starts(text: str) -> list[int]:
    """Where one of the words begins that a phase is told by."""
    return [match.start() for match in _WORD.finditer(text)]


def _read(match: re.Match[str]) -> FoundPhase:
    start, end = match.span()
    steps = match["steps"] or match["short"]
    if steps:
        return FoundPhase(start, end, normal_phase(steps))
    if match["first"]:
        return FoundPhase(start, end, "Phase 1", is_stated=False)
    if match["post"]:
        return FoundPhase(start, end, "Phase 4", is_stated=False)
    stage = match["stage"].lower()
    return FoundPhase(start, end, f"{_STAGES[stage]} ({stage}-stage)", is_stated=False)


def normal_phase(written: str) -> str:
    """A phase in normal form from its figures: `II/III` -> `Phase 2/3`, `1b/2a` -> `Phase 1b/2a`, `IIb` -> `Phase 2b`."""
    parts = re.findall(rf"{_STEP}(?![a-z]{{2}})", re.sub(r"phase", " ", written, flags=re.IGNORECASE), re.IGNORECASE)
    return "Phase " + "/".join(_step(part) for part in parts)


def _step(written: str) -> str:
    plain = re.sub(r"\s", "", written.lower())
    letter = plain[-1] if plain[-1] in "abc" and len(plain) > 1 else ""
    figure = plain.removesuffix(letter) if letter else plain
    return _ROMAN.get(figure, figure) + letter

"""Clean for plain text: the rules of wording alone, where there is no markup to ask."""

import re
from dataclasses import dataclass

from tasks.clean.characters import tidy
from tasks.clean.wording import kind_by_wording

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_ASIDE_AT_MOST = 90


@dataclass(frozen=True, slots=True)
class CutLine:
    """A line that was cut: its place among the lines that are not blank, its kind, the rule, the line."""

    position: int
    kind: str
    rule_id: str
    text: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """The lines that are the article, and those that are not."""

    lines: tuple[str, ...]
    removed: tuple[CutLine, ...]

    @property
    def text(self) -> str:
        """The article, one line a block."""
        return "\n".join(self.lines)


def clean_text(text: str) -> CleanText:
    """Cut the furniture from a plain text, one block a line; cleaning its own result again changes nothing."""
    lines = [line for raw in text.splitlines() if (line := tidy(raw))]
    verdicts = [kind_by_wording(line) for line in lines]
    for index in range(len(lines)):
        if verdicts[index] is None and _is_pitch_between(lines, verdicts, index):
            verdicts[index] = "promotion", "between_promotions"
    decided = list(zip(lines, verdicts, strict=True))
    kept = tuple(line for line, verdict in decided if verdict is None)
    cut = tuple(CutLine(place, *verdict, line) for place, (line, verdict) in enumerate(decided) if verdict)
    return CleanText(kept, cut)


def _is_pitch_between(lines: list[str], verdicts: list[tuple[str, str] | None], index: int) -> bool:
    """A short line that is no sentence of a report, with promotions right before and right after it."""
    line = lines[index]
    if index == 0 or index + 1 == len(lines) or len(line) > _ASIDE_AT_MOST:
        return False
    enclosed = verdicts[index - 1] is not None and verdicts[index + 1] is not None
    return enclosed and (line.endswith("?") or _SENTENCE_END.search(line) is None)

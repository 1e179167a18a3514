"""Scene -> the amounts of a forecast that was changed: what is expected now, without what was expected before."""

import re

from tasks.extract.slots.amounts import find_amounts
from tasks.extract.slots.scene import Scene
from warehouse.contracts import AmountPart

_CHANGED = frozenset(("raised", "lowered", "issued"))
_FORECAST = re.compile(
    r"\b(?:guidance|outlook|forecasts?|now (?:expects?|sees|anticipates)|expected|expects)\b", re.IGNORECASE
)
_BEFORE = re.compile(
    r",? (?:compared (?:with|to)|versus|up from|down from|having guided|instead of|less than|from (?:its |the |a )?(?:previous|prior|earlier|[$€£]))",
    re.IGNORECASE,
)


def fill_guidance(scene: Scene) -> tuple[AmountPart, ...]:
    """Both ends of the range, or the one amount; empty unless a forecast was changed."""
    if scene.candidate.status not in _CHANGED:
        return ()
    for sentence in scene.told():
        text = scene.words(sentence)
        cue = _FORECAST.search(text)
        found = find_amounts(_BEFORE.split(text[cue.end() :])[0]) if cue else []
        if found:
            return tuple(AmountPart(value=each.value, currency=each.currency, role="guidance") for each in found)
    return ()

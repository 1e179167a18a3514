"""Scene -> persons who come or go, with position and change; asked for only where the settings allow persons."""

import re

from tasks.extract.slots.scene import Scene
from warehouse.contracts import PersonPart

_NAME = r"(?P<name>[A-ZÀ-Ý][\w’-]+(?: [A-Z]\.)?(?: (?:de|van|von|der|la|[A-ZÀ-Ý][\w’-]+)){1,3})"
_DEGREES = r"(?:,? (?:Ph\.?D|M\.?D|MBA|J\.?D|Pharm\.?D|M\.?Sc)\.?)*"
_POSITION = r"(?P<position>(?:[Cc]hief|[Pp]resident|CEO|CFO|CMO|CSO|COO|[Cc]hair\w*|[Vv]ice|[Ss]enior|[Hh]ead|[Dd]irector|[Gg]eneral|[Mm]anaging|[Ee]xecutive|[Nn]on-[Ee]xecutive|[Mm]ember)(?:[ -](?:of|the|and|&|[A-Z]\w+|vice|president|executive|officer|financial|medical|scientific|operating|commercial|legal|technology|board|directors|counsel|manager))*)"
_COMES = re.compile(
    rf"\b(?:[Aa]ppoint(?:s|ed|ment of)|[Nn]am(?:es|ed)|[Hh]ir(?:es|ed)|[Ww]elcom(?:es|ed)|[Pp]romot(?:es|ed|ion of)|[Ee]lect(?:s|ed)|nomination du) (?:Dr\.? |Prof\.? )?{_NAME}{_DEGREES},? (?:as|to the role of|to the position of|to|en tant que) (?:its |the |new |a )*{_POSITION}"
)
_GOES = re.compile(
    rf"{_NAME}{_DEGREES}(?:, (?:its |the )?{_POSITION},)? (?:has |will |is )?(?:resign\w*|step(?:s|ped|ping)? down|retir\w+|leav\w+|left|depart\w*)\b"
)


def fill_persons(scene: Scene) -> tuple[PersonPart, ...]:
    """Who is appointed or leaves in the event's sentences, each once."""
    found: dict[str, PersonPart] = {}
    for sentence in scene.sentences():
        text = scene.document.words(sentence)
        for pattern, change in ((_COMES, "appointment"), (_GOES, "departure")):
            for match in pattern.finditer(text):
                name = match["name"]
                found.setdefault(name, PersonPart(name=name, position=match["position"], change=change))
    return tuple(found.values())

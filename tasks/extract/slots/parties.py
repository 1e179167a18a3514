"""Scene -> companies with their roles: who is in the event's sentences, what the words around them say, who stands out."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from tasks.extract.document import Document, Sentence, Span
from tasks.extract.expressions import around
from tasks.extract.slots.roles import BYSTANDER_BEFORE, BYSTANDER_BEHIND, CASTS, CLEARED, SPONSORED, Cast
from tasks.extract.slots.scene import Scene
from warehouse.contracts import CompanyPart

_REACH = 140
_OPENING = 40
"""Characters: a company named later in a sentence is not the one that `it` stands for in the next."""

_COORDINATED = re.compile(
    r"^[^.;]{0,3}(?:\([^()]*\)[,\s]*)*(?:,|and|&|und|et|y|/|,\s*an? [^.;]{0,90}\),?\s+and)\s*(?:its |partner )?$"
)


_SUED = around(r"\b(?:against|sued|sues|suing|accus\w+) (?:it|them|the (?:company|group|drugmaker|biotech|firm))\b")
_TWO_SIDED = frozenset(
    (
        "licensing",
        "acquisition",
        "asset_transaction",
        "litigation",
        "grant_contract",
        "debt_royalty_financing",
        "supply_commercial_agreement",
    )
)
_BACKERS = frozenset(("investor", "lead_investor"))
_MAKERS = frozenset(("manufacturer", "contract_manufacturer"))
_INVESTED = frozenset(("private_financing", "public_offering"))
_REACH_OF_INVESTORS = 6
_INVESTORS = around(
    r"\b(?:co-)?led (?:jointly )?by\b|\bparticipat(?:ion|ed|ing)\b|\binvestors? (?:\w+ )?(?:include[sd]?|including|such as)\b|\bjoined by\b|\b(?:led|headed|anchored|spearheaded|fronted|steered) the (?:round|financing|offering|placement)\b"
)
_TAKING_PART = re.compile(r"\b(?:with|from|by|of|between|and|to) (?:the )?$|^(?:the )?$", re.IGNORECASE)
_PRONOUN = around(
    r"(?:^|, |\b(?:that|and|when|after|as|which|while|under which) )(?:it|they|its|the (?:[\w-]+ ){0,2}(?:company|drugmaker|biotech|group|firm|maker|buyer|business))\b|\b(?:lent|paid|pay|gave|sold|backed|awarded|granted|joins?) (?:it|the company|the group)\b"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A company in a sentence, with the role that its words give it, if any."""

    span: Span
    role: str | None


def fill_companies(scene: Scene) -> tuple[CompanyPart, ...]:
    """The companies with a part in the event, the main one first; each once, named in full in news, else as written."""
    cast = _cast(scene)
    parties = _parties(scene, cast)
    main = _hero(scene)
    if main is not None and _is_meant(scene, parties, main):
        parties = [Party(main, None), *(party for party in parties if cast.second or party.role)]
    if not parties and main is not None:
        parties = [Party(main, None)]
    parties += _other_side(scene, parties, main)
    if scene.candidate.event_type == "litigation" and main is not None and _is_sued(scene):
        parties = [_defending(party, main.value) for party in parties]
    if cast.second == "partner" and cast.main in ("sponsor", "manufacturer") and not scene.is_primary:
        parties = _one_sponsor(scene, parties, main)
    roles = _assign(parties, cast, main.value if main else None)
    return tuple(CompanyPart(name=_name(scene, company), role=role) for company, role in roles.items())


def _other_side(scene: Scene, parties: list[Party], main: Span | None) -> list[Party]:
    """`Rights were sold to Pell`: of a deal that names one side alone, the other is whom the words around it are about."""
    if scene.candidate.event_type not in _TWO_SIDED or len(parties) != 1:
        return []
    is_round_up = scene.document.kind == "round_up"
    sides = (main, None if is_round_up else main_company(scene.document))
    return [Party(side, None) for side in sides if side is not None and side.value != parties[0].span.value][:1]


def _one_sponsor(scene: Scene, parties: list[Party], main: Span | None) -> list[Party]:
    """Of companies in a recited sentence that nothing calls partners one is the sponsor: the last one ahead of what it
    did, else the main one, else the nearest."""
    bare = [party for party in parties if party.role is None]
    ahead = [party for party in bare if scene.focus.start <= party.span.start < scene.candidate.start]
    chosen = ahead[-1] if ahead else next((party for party in bare if main and party.span.value == main.value), None)
    chosen = chosen or min(bare, key=lambda party: scene.distance(party.span), default=None)
    return [party for party in parties if party.role or party is chosen]


def _is_sued(scene: Scene) -> bool:
    return _SUED.search(scene.document.words(scene.focus))


def _defending(party: Party, main: str) -> Party:
    """`The company` that is sued is the main one."""
    return replace(party, role="defendant") if party.span.value == main and party.role is None else party


def _cast(scene: Scene) -> Cast:
    """The roles of the event's type; what is cleared, not approved, is a device, and its company makes it."""
    if (scene.candidate.event_type, scene.candidate.status) == ("approval", "cleared"):
        return CLEARED
    return CASTS.get(scene.candidate.event_type, SPONSORED)


def _hero(scene: Scene) -> Span | None:
    """Who `it` and `the company` are: the article's main company, or where the line names only others, the line's first."""
    main = main_company(scene.document)
    line = [
        sentence
        for sentence in scene.document.sentences
        if sentence.line == scene.focus.line and sentence.index <= scene.focus.index
    ]
    is_round_up = scene.document.kind == "round_up"
    named = [
        span
        for sentence in line
        if is_round_up or sentence is not scene.focus
        for span in scene.spans(sentence, "company")
    ]
    if is_round_up and not named:
        return next(iter(scene.spans(scene.focus, "company")), None)
    if main is None or not named or any(span.value == main.value for span in named):
        return main
    return next((span for span in named if is_round_up or _opens_sentence(scene.document, span)), main)


def _opens_sentence(document: Document, span: Span) -> bool:
    """Whether a company is what its sentence is about, as far as its place tells."""
    return span.start - document.sentence_at(span.start).start <= _OPENING


def _is_meant(scene: Scene, parties: list[Party], main: Span) -> bool:
    """Whether a pronoun at the head of the sentence stands for the main company beside others that are named."""
    if not parties or any(party.span.value == main.value for party in parties):
        return False
    return _PRONOUN.search(scene.document.words(scene.focus))


def main_company(document: Document) -> Span | None:
    """The company that the article is about: in the title, listed, named early and often. None where none is named."""
    known = next((span for span in document.spans[:2] if span.kind == "hero"), None)
    if known:
        return known
    spans = [span for span in document.spans_of("company") if span.attrs["sort"] not in ("funder", "institution")]
    if not spans:
        return None
    counts = Counter(span.value for span in spans)
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(span.value, span)

    opening = spans[0].start

    def weight(span: Span) -> tuple[float, int]:
        in_title = (span.start < document.text_start) + (span.start == opening) * 0.5
        early = span.start < document.text_start + 500
        return (2.5 * in_title + 2 * bool(span.attrs["ticker"]) + early + min(counts[span.value], 6) / 3, -span.start)

    return max(first.values(), key=weight)


def _parties(scene: Scene, cast: Cast) -> list[Party]:
    """The companies of the event's sentences, each once; a second sentence only adds who has a role by its words."""
    found: dict[str, Party] = {}
    opening: Sentence | None = None
    headline = {span.value for span in scene.document.spans_between(0, scene.document.text_start, "company")}
    is_plain = len(headline) <= 2
    for sentence in _telling(scene, cast):
        opening = opening if found else sentence
        for party in _in_sentence(scene.document, sentence, cast):
            known = found.get(party.span.value)
            if known is None and (sentence is opening or party.role or sentence.index == 0 and is_plain):
                found[party.span.value] = party
            elif known is not None and known.role is None:
                found[party.span.value] = Party(known.span, party.role)
        if found and (cast.is_alone or not scene.is_primary or scene.document.kind == "round_up"):
            break
    return list(found.values())


def _telling(scene: Scene, cast: Cast) -> list[Sentence]:
    """The event's sentences; of a financing also those right behind that name who put money in."""
    sentences = scene.told() if cast.main == "new_company" else scene.sentences()
    if scene.candidate.event_type not in _INVESTED:
        return sentences
    first = scene.focus.index + 1
    behind = scene.document.sentences[first : first + _REACH_OF_INVESTORS]
    near = [each for each in behind if scene.is_lead_news or each.line == scene.focus.line]
    return sentences + [
        each for each in near if each not in sentences and _INVESTORS.search(scene.document.words(each))
    ]


def _in_sentence(document: Document, sentence: Sentence, cast: Cast) -> list[Party]:
    parties: list[Party] = []
    for span in document.spans_between(sentence.start, sentence.end, "company"):
        before = document.full[max(sentence.start, span.start - _REACH) : span.start]
        behind = document.full[span.end : min(sentence.end, span.end + _REACH)]
        if span.attrs["sort"] == "institution" and not (cast.takes_institutions and _TAKING_PART.search(before)):
            continue
        role = _role(span, cast, before, behind)
        if role not in ("parent", "adviser") and (BYSTANDER_BEFORE.search(before) or BYSTANDER_BEHIND.match(behind)):
            continue
        if role is None and parties and _COORDINATED.match(document.full[parties[-1].span.end : span.start]):
            role = parties[-1].role
        parties.append(Party(span, role))
    return parties


def _role(span: Span, cast: Cast, before: str, behind: str) -> str | None:
    """The role by the words around the name; public bodies fund, whoever is said to award."""
    if cast.second == "funder":
        return "funder" if span.attrs["sort"] in ("funder", "institution") else "recipient"
    return next((cue.role for cue in cast.cues if cue.fits(before, behind)), None)


def _assign(parties: list[Party], cast: Cast, main: str | None) -> dict[str, str]:
    """Roles for all: by the words where they say it; the main company has the main role unless it is taken."""
    roles = {party.span.value: party.role for party in parties}
    named = set(roles.values())
    if main in roles and roles[main] in _BACKERS and "issuer" not in named:
        roles[main] = "issuer"
    if cast.customer and bool(named & _MAKERS) != ("distributor" in named):
        roles = {name: role or cast.customer for name, role in roles.items()}
    open_names = [name for name, role in roles.items() if role is None]
    if open_names:
        leader = main if main in open_names else open_names[0]
        taken = cast.main in roles.values()
        roles[leader] = cast.main if not taken or cast.second is None else cast.second
        for name in open_names:
            if roles[name] is None:
                roles[name] = cast.second
    return {name: role for name, role in sorted(roles.items(), key=lambda each: each[1] != cast.main) if role}


def _name(scene: Scene, company: str) -> str:
    """The lead names a company in full; a later sentence as it writes the name itself, else in short where it recites."""
    if scene.is_primary and scene.is_lead_news:
        return company
    written = [span for span in scene.document.spans_of("company") if span.value == company]
    inside = [span for span in written if scene.focus.start <= span.start < scene.focus.end]
    forms = [scene.document.full[span.start : span.end] for span in inside or written]
    if scene.is_primary:
        return max(forms, key=len) if inside else company
    return min(forms, key=len)

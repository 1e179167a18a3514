"""Text -> companies without a suffix, told by the words around a name: who acts, owns, is bought, sued or dealt with."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tasks.extract.expressions import around, named
from tasks.extract.slots.coinage import REMEMBERED, Coinage
from tasks.extract.slots.company_shapes import RUN, STOPPERS
from tasks.extract.slots.headings import Headings

_ACT = (
    r"(?:announc|report|receiv|complet|initiat|appoint|acquir|licens|launch|enter|sign|expand|submit|secur|discontinu|pric|clos|start|beg[ai]n|stop|engag|select|sell|sold|fil|su[ei]|nam|join|tap|hir"
    r"|recall|restructur|reacquir|divest|accelerat|rais|win|won|get|dos|enrol|halt|paus|cut|lay|snap|bag|land|nab|scor|pull|drop|shelv|scrap|abandon|withdr|recruit|exercis|terminat|provid|advanc|present"
    r"|highlight|unveil|outlin|explor|commenc|gain|obtain|earn|settl|grant|extend|buy|bought|pay|paid|offer|lift|expect|plan|own|develop|agre|fill|meet|met|beat|miss|fac|seek|fail|los|ink|strik|deliver"
    r"|achiev|publish|propos|treat|renew|add|back|reveal|shut|shed|exit|quit|jettison|scold|reel|clear|cash|consolidat|return|rid|push|mov|hand|giv|mak|plot|mull|near|weigh|scoop|slump|soar|sink|tank|fall|fell|jump|ris|rose|den[iy]|reject|spurn|woo|pocket|bank|net|haul|rak|collect|drum"
    r"|debut|emerg|step|go|com|becom|test|see|kick|pen|hit|hold|keep|kept|put|set|turn|walk|pick|lead|led|strengthen|bolster|adjourn|regain|resolv|suspend|defer|delay|postpon|resum|restart|respond"
    r"|appeal|challeng|defend|accept|decid|increas|reduc|lower|narrow|maintain|reiterat|affirm|confirm|resubmit|regain|spin|merg|form|creat|establish|invest|open|build|break|swoop|swallow|trim|ax|offload|bet|ey|tout|post|slash|accus|dismiss|warn|amend|updat|host|to)\w{0,5}"
)
_SAID = r"(?:said|says|announced|announces|plans|expects|agreed|intends|accused|sued|told|disclosed|reported|confirmed|added|declined)"
_ADVERBS = r"(?:has |have |had |will |also |today |now |is |was |significantly |successfully |further |recently )*"
_TITLE_VERB = re.compile(
    rf"^[’']?s? {_ADVERBS}(?:{_ACT}\b(?! (?:of|for|in)\b)|erh[aä]lt|reçoit|annonce|gibt|meldet|semur)", re.IGNORECASE
)
_JOINT = re.compile(r",? (?:and|&|und|et) |, ")
_SUBJECT_VERB = around(
    rf"^ {_ADVERBS}(?:{_SAID}|raised|acquired|bought|launched|licensed|dosed|priced|closed|paid|received|appointed|dismissed|settled|filed|withdrew|halted|secured"
    r"|called|scrapped|shelved|abandoned|dropped|paused|stopped|started|began|won|lost|landed|bagged|named|hired|tapped|signed|inked|struck|sealed|unveiled|picked|snapped|bought|sold|paid|spun|merged|recalled|pulled|cut|laid|shut|opened|submitted|completed|enrol+ed|presented|reported|published|committed|awarded|granted|granting"
    r"|renewed|extended|expanded|ended|terminated|returned|regained|reacquired|exercised|handed|suspended|voluntarily|put|took|can (?:now )?(?:market|sell|begin|start|resume)|may (?:now )?(?:restart|resume|begin)|is (?:to|set to|buying|selling|paying|acquiring|cutting|laying|closing|recalling|seeking|weighing|planning)|was (?:founded|set up|spun|acquired|bought|listed|floated)|led (?:a|an|the)|chipped in|put (?:in|up)|obtained|gave up|folded|sought|fired back|borrowed|drew|renewed|lowered|invested)\b",
    ignore_case=False,
)
_BUSINESS = around(
    r"^ (?:has |have |had |is |also |today )*(?:raised|closed|clos(?:es|ing)|licensed|in-licensed|out-licensed|priced|dosed|acquir\w+|bought|buying|secured|launched|submitted|merged|recalled|enrol+ed|halted|paused|discontinued|scrapped|shelved|issued|divested) ",
    ignore_case=False,
)
_OWNER = re.compile(r"^[’']s? (?=[a-z]|[A-Z][\w-]*\d)")
_KIND_BEHIND = around(
    r"^(?: \([^()]*\))?, (?:an? |the )?(?:[\w’-]+[ -]){0,5}(?:company|biotech\w*|drugmaker|drug maker|firm|startup|start-up|subsidiary|unit|group|maker|CDMO|manufacturer|investor|fund)\b",
    ignore_case=False,
)
_KIND_BEFORE = around(
    r"\b(?:drugmaker|drug maker|biotech|startup|start-up|company|firm|group|house|outfit|player|peer|newcomer|multinational|maker|rival|partner|subsidiary|unit|licensee|licensor|parent|spinout|spin-out|CDMO|investor|giant|pharma|developer|distributor|laboratoire(?: \w+)?|société(?: \w+)?|groupe(?: \w+)?|[Uu]nternehmen|[Kk]onzern|Hersteller|Firma),? $"
    r"|-(?:based|headquartered|listed|backed|owned) $|\b[Ss]hares (?:in|of) $|\b(?:Denmark|Germany|France|Switzerland|Sweden|Norway|Finland|Belgium|Netherlands|Italy|Spain|Portugal|Ireland|Israel|Japan|Korea|China|India|Australia|Canada|Britain|Austria|Iceland|Taiwan|Singapore|Brazil|Poland|Hungary|Turkey)[’']s $"
)
_DEALT_WITH = around(
    r"\b(?:acquisition of|acquir(?:e|es|ed|ing)|buy(?:s|ing)?|bought|takeover of|merg\w+ with|purchase of|combin\w+ with|engages|sues|sued|suing|accused|against|led by|owned by|developed by|marketed by|made by|backed by|launch(?:es|ed)?"
    r"|(?:agreement|deal|partner(?:ship|s|ed)?|collaborat\w+|pact|licen[cs]e|alliance|contract|lawsuit|venture|litigation|settlement|teams? up|teamed up|together|tie-up|dispute)(?:\s\w+){0,2}\s(?:with|by|against|from|between)"
    r"|(?:drug|inhibitor|antibody|therapy|vaccine|treatment|pill|medicine|injection|candidate|tablets?|agonist|antagonist|licensed|made|developed|marketed|sold|discovered|joined|backing|investment|round|funding) (?:from|by)"
    r"|(?:purchased|bought|acquired|licen[cs](?:es|ed|ing)|sold|returned) (?:[\w-]+ ){0,8}(?:from|to)|(?:led|backed|joined) by [^.;]{3,60} and|rights (?:[\w-]+ ){0,6}(?:from|to)|payment to|pay) (?:the )?$"
)
_SURELY_BEFORE = around(
    r"\b(?:rival|competitor|supplier|lender|licensee|licensor|subsidiary|originator|biotech|startup|start-up|drugmaker|specialist|developer|manufacturer|distributor|owner|(?:local|commercial|industrial|licensing|development|strategic|[A-Z]\w+) partner),? $"
    r"|\b(?:acquir(?:e|es|ed|ing)|buy|buys|buying|bought|takeover of|acquisition of|purchase of|(?:paid|pay|paying|spent) [^.;]{1,40} for|bid for|merg\w+ with) (?:[A-Z]\w+[’']s )?(?:[a-z-]+ ){0,4}$"
    r"|\b(?:licen[cs](?:ed|es|ing)|rights|sold|selling|sell|sale|hand\w*|return\w*|transfer\w*) (?:[\w/-]+ ){0,9}(?:to|from) $"
    r"|\b(?:loan|facility|financing|agreement|deal|contract|pact|alliance|placement|order|grant|million|billion|bn|\d ?m) (?:\w+ ){0,4}(?:with|from|by) $"
    r"|\b(?:led|backed|joined|anchored) (?:jointly )?by (?:[^.;]{3,60} and )?$|\bparticipation (?:from|of|by) $|\b(?:lined up|brings in|brought in) $|\b(?:settle[ds]?|settlement) with $"
)
_SURELY_BEHIND = around(r"^,? which\b|^ (?:led|leads) (?:a|an|the) |^ (?:has|had|have) (?:agreed|acquired|licensed) ")
_SURNAME = named(
    r"(?:^|[^.!?”\"] )[A-Z][a-zà-ÿ]+(?: [A-Z]\.)? ([A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?)\b", ignore_case=False
)
_APPOINTED = named(
    r"(?:[Aa]ppoint\w*|[Nn]am(?:es|ed)|[Hh]ir(?:es|ed)|[Ww]elcomes?|[Pp]romot\w+|[Ss]ucceed\w*) (?:Dr\.? )?((?:[A-Z][\w.à-ÿ-]+ ){1,3}[A-Z][\wà-ÿ-]+)"
    r"|((?:[A-Z][\w.à-ÿ-]+ ){1,3}[A-Z][\wà-ÿ-]+)(?:,? (?:M\.?D|Ph\.?D)|,? (?:as|to) (?:its |the role of |the |new )*(?:Chief|CEO|President|Vice|Head|Chair|Director|General|Executive|Non)|(?: has been| was|,)? (?:appointed|promoted))",
    ignore_case=False,
)
_TITLED = named(
    r"\b(?:Drs?|Mr|Ms|Mrs|Prof|Professor|Judge|Sir|Dame|chief executive|CEO|CFO|analyst|president|chairman)\.? (?:[A-Z][\wà-ÿ.-]* ){0,2}([A-Z][\wà-ÿ’-]+)"
    r"|\b(?:[Oo]fficer|[Ff]ounder|[Cc]hair|[Dd]irector|[Hh]ead|[Pp]resident|[Ii]nvestigator) ((?:[A-Z][\wà-ÿ.-]+ ){1,2}[A-Z][\wà-ÿ-]+)",
    ignore_case=False,
)


def cued_names(
    full: str,
    headings: Headings,
    text_start: int,
    runs: Iterable[re.Match[str]],
    coinage: Coinage,
    taken: frozenset[str] = frozenset(),
    at_home: frozenset[int] = frozenset(),
) -> Iterator[tuple[int, str]]:
    """Names with their places that the words around them show to be companies. `taken` words begin names that are known;
    `at_home` are the places behind a town or country with an s, where a name is its company's: `Kyoto's`."""
    yield from _of_title(full, full[: text_start - 1], coinage)
    persons: frozenset[str] | None = None
    found: set[str] = set()
    for run in runs:
        part = _proper_part(run[0], coinage)
        if part is None or part[1] in found or part[1].partition(" ")[0] in taken or headings.hold(run.start()):
            continue
        start, name = run.start() + part[0], part[1]
        if start in at_home or _is_cued(full, start, start + len(name)):
            persons = _surnames(full, text_start) if persons is None else persons
            if start in at_home or name.split()[-1] not in persons or _is_surely_cued(full, start, start + len(name)):
                found.add(name)
                yield start, name


@lru_cache(maxsize=REMEMBERED)
def _proper_part(run: str, coinage: Coinage) -> tuple[int, str] | None:
    """Where the name in a run of capitals begins, and the name: no more than three words, none of them of the language."""
    if run in STOPPERS:
        return None
    words = run.split(" ")
    first = 0
    while first < len(words) and (
        words[first] in STOPPERS
        or words[first].endswith(("’s", "'s", "-based", "-headquartered", "-listed"))
        and first + 1 < len(words)
    ):
        first += 1
    name = re.sub(r"[’']s?$", "", " ".join(words[first:]))
    parts = name.split()
    if (
        not 1 <= len(parts) <= 3
        or len(name) < 4
        or coinage.is_listed(parts[0].lower())
        or (name.isupper() and len(name) < 5)
    ):
        return None
    return sum(len(word) + 1 for word in words[:first]), name


def _is_cued(full: str, start: int, end: int) -> bool:
    behind = full[end : end + 90]
    if _SUBJECT_VERB.match(behind) or _OWNER.match(behind) or _KIND_BEHIND.match(behind):
        return True
    before = full[max(0, start - 90) : start].rpartition("\n")[2]
    return bool(_KIND_BEFORE.search(before) or _DEALT_WITH.search(before) or _SURELY_BEFORE.search(before))


def _is_surely_cued(full: str, start: int, end: int) -> bool:
    """Whether no person does or is what the words around a name say of it."""
    behind = full[end : end + 90]
    return bool(
        _BUSINESS.match(behind)
        or _KIND_BEHIND.match(behind)
        or _SURELY_BEHIND.match(behind)
        or _SURELY_BEFORE.search(full[max(0, start - 90) : start].rpartition("\n")[2])
        or full[max(0, start - 16) : start].endswith(("-based ", "-headquartered ", "-backed ", "-owned "))
    )


def _of_title(full: str, title: str, coinage: Coinage) -> Iterator[tuple[int, str]]:
    """The subjects of a headline, which need not be coined words; and whom it deals with."""
    subjects: list[tuple[int, str]] = []
    is_opening = True
    for run in RUN.finditer(title):
        is_opening = is_opening or title[: run.start()].endswith((": ", "-- ", ", ", "; "))
        if is_opening:
            head = _head(title, run)
            if head and run.start() + len(head) < run.end() or _TITLE_VERB.match(title[run.end() :]):
                for start, name in (*subjects, (run.start(), head or run[0])):
                    if _may_lead(full, len(title), name, coinage):
                        yield start, name
                is_opening = False
            else:
                is_opening = bool(_JOINT.match(title, run.end())) and len(run[0].split()) <= 3
                subjects.append((run.start(), run[0]))
        yield from _dealt_with(title, run, coinage)


def _may_lead(full: str, title_end: int, name: str, coinage: Coinage) -> bool:
    """A coined word, or one of the language that the text writes with a capital too (or that has no text below it)."""
    first = name.split()[0].lower()
    if name in STOPPERS:
        return False
    return not coinage.is_listed(first) or full.find(name, title_end) > 0 or len(full) - title_end < 400


def _head(title: str, run: re.Match[str]) -> str | None:
    """The first words of a run, up to the verb of the headline or a possessive."""
    words = run[0].split(" ")
    for count in range(1, min(4, len(words)) + 1):
        head = " ".join(words[:count])
        if words[count - 1].endswith(("’s", "'s")):
            return head[:-2]
        if words[0] not in STOPPERS and _TITLE_VERB.match(title[run.start() + len(head) :]):
            return head
    return None


def _dealt_with(title: str, run: re.Match[str], coinage: Coinage) -> Iterator[tuple[int, str]]:
    words = run[0].split(" ")
    start = run.start()
    for index, word in enumerate(words):
        if (
            _DEALT_WITH.search(title[:start])
            and not coinage.is_listed(word.lower())
            and word not in STOPPERS
            and len(word) > 3
        ):
            part = _proper_part(" ".join(words[index : index + 2]), coinage) or (0, word)
            yield start, part[1]
            return
        start += len(word) + 1


def _surnames(full: str, text_start: int) -> frozenset[str]:
    """Last words of what looks like first name and surname, and what stands behind a title."""
    text = full[text_start:]
    found = set(_SURNAME.findall(text))
    for pair in (*_TITLED.findall(text), *_APPOINTED.findall(full)):
        found |= {name.split()[-1] for name in pair if name}
    return frozenset(found)

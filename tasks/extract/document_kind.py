"""What an article is before it is read: news or a release, a list of teasers, a notice; the door of ARTICLES -> extract."""

from typing import NamedTuple

from tasks.extract.expressions import Around, around

QUIET_KINDS = frozenset(
    {"listing", "earnings_call", "event_notice", "award", "staff_grant", "capital_notice", "research"}
)
"""Kinds that tell of no event, whatever their wording: teasers belong to other articles, notices to other days."""

MAX_HEAD = 2_000
"""Characters of a text that decide its kind, a list of teasers apart."""

LONGEST_TEASER_END = 60
"""Characters at the end of a line by which a teaser is known: a date, a reading time."""


class _Rule(NamedTuple):
    kind: str
    title: Around
    unless: Around | None = None


def _any(*phrases: str) -> Around:
    return around("|".join(phrases))


_RESULTS_TOLD = _any(
    r"\bdemonstrat(?:ed|es|ing)\b", r"\b(?:showed|shows|(?:has|have|was) shown)\b", r"\bmet (?:its|the|their)\b", r"\bpositive\b.{0,40}\b(?:data|results)",
    r"\bhas (?:reported|published)\b", r"\btoday reported\b",
)  # fmt: skip
_MONEY = _any(r"[$€£]\s?\d", r"\b(?:grant|contract|funding|BARDA|CEPI|NIH|CARB-X)\b")
_MEETING = (
    r"(?:conferences?|congress|symposi(?:um|a)|summit|forum|meetings?|webinars?|webcasts?|fireside chats?"
    r"|investor days?|r&d day|analyst day|roundtable|kol events?|workshop|showcase)"
)

_TITLE_RULES = (
    _Rule("capital_notice", _any(
        r"total number of voting rights", r"nombre total des? droits de vote", r"Gesamtzahl der Stimmrechte",
        r"número total de derechos de voto", r"(?:transactions?|trading|dealings?) in own shares", r"Stimmrechtsmitteilung", r"major shareholding notification",
        r"added to (?:the )?(?:Russell|S&P|MSCI|Nasdaq Biotechnology)", r"share repurchase", r"weekly buy-?back",
        r"manager'?s?’?s? transactions?", r"files? (?:a )?(?:form 20-F|annual report|universal registration document)", r"\bPDMR\b|directors?[’']? dealings?",
        r"\bnew number of shares\b|nouveau nombre d[’']actions", r"liquidity (?:contract|agreement)|contrat de liquidité", r"\bholdings? in company\b|treasury shares",
    )),
    _Rule("capital_notice", _any(
        r"\b(?:annual general|special|extraordinary|general|(?:share|stock)holders?[’']?s?) (?:and special |general )*(?:(?:share|stock)holders?[’']? )?meetings?\b",
        r"\b(?:share|stock)holders (?:approve|vote|elect)\b.{0,40}\b(?:all|resolutions?|proposals?|items?)\b",
    ), _any(r"\b(?:merger|combination|acquisition|takeover|split|consolidation|spin-?off|delist\w*|listing|liquidat\w+|dissol\w+)\b")),
    _Rule("staff_grant", _any(r"inducement (?:grants?|awards?|equity|stock)", r"listing rule 5635\(c\)\(4\)", r"grants? of (?:stock )?options under"), _any(r"\b(?:appoints?|names?|appointment)\b")),
    _Rule("earnings_call", _any(
        r"\bto (?:report|announce|release|publish|present|host|hold|discuss|issue|provide)\b.{0,90}\b(?:financial|fiscal|quarter|half|full|year(?:-end)?|annual|earnings)\b.{0,60}\b(?:results?|call|earnings|update)",
        r"\b(?:schedules?|sets? date|announces? (?:the )?(?:date|timing))\b.{0,90}\b(?:results?|earnings|conference call)",
        r"\b(?:results?|earnings) (?:and (?:\w+ ){1,3})?(?:conference call|webcast)\b",
        r"earnings call transcript", r"\bQ[1-4] \d{4} earnings (?:call|transcript)", r"to host (?:an? )?(?:investor |conference |update )*call",
        r"lädt (?:ein )?zur? .{0,40}(?:Telefonkonferenz|Bilanzpresse)", r"conférence téléphonique sur (?:ses|les) résultats",
    )),
    _Rule("award", _any(
        r"\b(?:wins?|won|receives?|received|honou?red|recogni[sz]ed|named|awarded|earns?|shortlisted|to receive)\b.{0,90}\b(?:awards?|prize|medal|honou?r|best places? to work|great place to work|top workplaces?|fast 50|most innovative)\b",
        r"\b(?:awards?|prize) (?:winners?|ceremony)\b",
    ), _MONEY),
    _Rule("event_notice", _any(
        rf"\bto (?:present|participate|attend|speak|exhibit|host|hold|showcase|take part|be featured|feature|discuss|join|sponsor)\b.{{0,140}}\b{_MEETING}\b",
        r"\bto (?:present|showcase|highlight|unveil|feature)\b.{0,120}\b(?:at|during) (?:the |an? |upcoming )?",
        rf"\b(?:hosts|hosting)\b.{{0,60}}\b{_MEETING}\b", r"\bto (?:participate|take part) in\b.{0,80}\b(?:day|clinic|series)$", r"\bupcoming investor (?:events|conferences|meetings)\b",
        rf"\bto (?:host|hold|webcast)\b.{{0,60}}\b(?:{_MEETING}|update|review|call)\b",
        r"\b(?:announces?|announcing)\b.{0,60}\b(?:upcoming |oral |poster |abstract |late-breaking |scientific |conference |two |three |four |five |multiple )*(?:presentations?|abstracts?|posters?|participation|attendance)\b.{0,140}\b(?:at|in|for)\b",
        r"\babstracts?\b.{0,120}\b(?:accepted|selected) for\b", r"\bparticipat(?:es?|ion|ing) (?:in|at)\b.{0,80}\bconferences?\b",
        r"availability of briefing (?:documents|materials|book)", r"annual (?:general )?meeting of (?:stock|share)holders", r"\bregister (?:now|today|for)\b",
        r"^(?:webinar|white ?paper|podcast|event)\b\s*[:|–-]", r"save the date", r"nimmt an .{0,60}konferenz", r"(?:participera|présentera) .{0,60}(?:congrès|conférence)",
    ), _RESULTS_TOLD),
    _Rule("research", _any(
        r"\b(?:pre-?clinical|non-?clinical|IND-enabling|in vitro|animal|mechanism[- ]of[- ]action)\b.{0,60}\b(?:data|results?|stud(?:y|ies)|characteri[sz]ation|findings|evidence|models?)\b",
        r"\bpublish(?:es|ed)? (?:new )?research\b", r"\bpublication of (?:an? )?(?:research|peer-reviewed)", r"\bpeer-reviewed (?:publication|journal|article|paper)\b",
        r"\b(?:new|data) (?:publication|published) in\b", r"\bannounces publication (?:in|of)\b",
    ), _any(r"\bphase\s*[1-4I]", r"\bpivotal\b", r"\bclinical (?:trial|study|data|results)\b", r"\b(?:licen[cs]|acqui|collaborat|agreement|designation|grant|INDs?\b)")),
    _Rule("round_up", _any(
        r"\bround-?up\b", r"\bin brief\b", r"\bnews (?:bites|digest|briefs?)\b", r"\b(?:weekly|daily|morning|monthly) (?:digest|brief|wrap|recap|news)\b",
        r"\bthis week in\b", r"\bweek in review\b", r"\bthe week'?’?s? in\b", r"\bother news to note\b", r"\b(?:regulatory|financings?|clinical|deals?) (?:actions|and deals|updates?) (?:for|of) ",
    )),
    _Rule("opinion", _any(r"^(?:opinion|viewpoint|commentary|op-ed|editorial|comment|guest (?:post|column)|letter to the editor|first opinion)\b\s*[:|–-]")),
)  # fmt: skip

_HUB_WORDS = _any(
    r"\bmost (?:read|popular|viewed)\b", r"\blatest (?:news|stories|articles)\b", r"\btop stories\b", r"\bbrowse by\b", r"\bmore .{0,20}\bnews\b$", r"\bnews hub\b",
    r"\bevents and webinars\b", r"\bnewsletters?\b", r"\bsubscribe\b", r"\bsign up\b", r"\bsponsored (?:content|by)\b", r"\bmin(?:ute)?s? read\b", r"\bin depth\b", r"\bregister free\b",
)  # fmt: skip
_TEASER = around(
    r"(?:\b\d+ min(?:ute)?s? read|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{4})?"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b(?:\d+|an?) (?:hours?|days?) ago|analysis|report|sponsored content|read more|\[…\]|…)[.,]?$"
)
_WIRE = around(
    r"\((?:GLOBE NEWSWIRE|PRNewswire|PR NEWSWIRE|BUSINESS WIRE|ACCESSWIRE|ACCESS Newswire|[A-Z]+WIRE)\)|/PRNewswire/|\bBUSINESS WIRE\b",
    ignore_case=False,
)
_ISSUER_SPEAKS = _any(
    r"\btoday announce[sd]\b", r"\bannounced today\b", r"\bgab(?:en)? heute bekannt\b", r"\bannonce(?:nt)? (?:aujourd['’]hui|ce jour)\b",
    r"\ba annoncé (?:aujourd['’]hui|ce jour)\b", r"\b(?:anunció|ha anunciado|anuncia) hoy\b", r"\bforward-looking statements\b",
)  # fmt: skip
_FEATURE = around(r"^(?:why|how|what|inside|where|who|when|is|are|can|could|will|should|does|do|q&a|interview|the (?:rise|fall|race|quest|case|trouble))\b")  # fmt: skip
_HAPPENED = _any(
    r"\b(?:said|announced|reported|told|disclosed|filed|approved|cleared|granted)\b.{0,40}\b(?:on |this |last )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|(?:this )?(?:week|morning))\b",
    r"\btoday\b", r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
)  # fmt: skip


def document_kind(title: str, text: str, url: str = "") -> str:
    """Return what an article is, by its wording alone.

    One of news, release, round_up, feature, opinion, listing, earnings_call, event_notice, award, staff_grant (shares
    given to new employees), capital_notice (voting rights, own shares, index membership, meetings of shareholders)
    and research (not in patients).
    """
    if _is_listing(text):
        return "listing"
    head = text[:MAX_HEAD]
    for rule in _TITLE_RULES:
        if rule.title.search(title) and not (rule.unless and rule.unless.search(f"{title} {head}")):
            return rule.kind
    if _WIRE.search(head) or _ISSUER_SPEAKS.search(head):
        return "release"
    if "/opinion/" in url:
        return "opinion"
    if _FEATURE.match(title) and not _HAPPENED.search(head[:700]):
        return "feature"
    return "news"


def _is_listing(text: str) -> bool:
    """A hub page: mostly lines that point elsewhere, and hardly a paragraph."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    paragraphs = sum(len(line) > 240 for line in lines)
    if len(lines) < 8 or paragraphs * 5 > len(lines):
        return False
    teasers = sum(_TEASER.search(line[-LONGEST_TEASER_END:]) for line in lines)
    hub_words = sum(_HUB_WORDS.search(line) for line in lines if len(line) < 200)
    return teasers >= 4 and hub_words >= 2 or teasers * 2 >= len(lines)

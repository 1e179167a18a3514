"""What part companies have in an event, told by the words around their names; one table, read from top to bottom."""

from dataclasses import dataclass

from tasks.extract.expressions import Around, around


@dataclass(frozen=True, slots=True)
class Cue:
    """A role, and what must stand right before or right behind the company's name."""

    role: str
    before: Around | None = None
    behind: Around | None = None

    def fits(self, before: str, behind: str) -> bool:
        """Whether the words around a name carry the cue."""
        return bool(
            (self.before is None or self.before.search(before)) and (self.behind is None or self.behind.match(behind))
        )


_DESCRIBED = (
    r"(?:the |its |an? |privately held |U\.S\. |[\w-]+(?: [\w-]+)?[’']s |(?:[\w-]+ )?[\w-]+-based |(?:\w+ ){0,2}(?:drugmaker|biotech|company|group|firm|giant|specialist|maker"
    r"|start-?up|partner|developer|distributor|manufacturer|lender|investor|subsidiary|unit|originator|inventor),? )*"
)
"""What may stand between the words that tell a role and the name: `to Boston's`, `from the Swiss biotech`."""
_LEGAL = (
    r"(?:,? (?:Co|Ltd|Inc|Corp|AG|SA|SE|NV|AB|AS|A/S|ASA|plc|PLC|LLC|LP|KK|K\.K|GmbH|SpA|S\.p\.A|Oy|ApS|Limited)\b\.?)*"
)
"""The legal form, which is no part of the name."""


def _cue(role: str, before: str | None = None, behind: str | None = None) -> Cue:
    return Cue(
        role,
        around(rf"(?:{before})\s*{_DESCRIBED}$") if before else None,
        around(rf"^{_LEGAL}[’']?s?\s*(?:\([^()]*\)\s*)*,?\s*(?:which |who )?(?:{behind})") if behind else None,
    )


@dataclass(frozen=True, slots=True)
class Cast:
    """The roles of an event type: of its main company, of a second and of any further one, and the cues that overrule."""

    main: str
    second: str | None = None
    cues: tuple[Cue, ...] = ()
    is_alone: bool = False
    takes_institutions: bool = False
    customer: str | None = None


_ADV = r"(?:has |have |had |will |today |also |successfully |agreed to |plans to |to |is to |reportedly )*"
_SPONSOR_CUES = (
    _cue(
        "partner",
        r"\b(?:license |licensing |development |commercial(?:i[sz]ation)? |strategic |ex-U\.?S\.? )?(?:partner|licensee|sublicensee),?",
    ),
    _cue("partner", r"\b(?:collaboration|partnership|together|alliance|conjunction|cooperation|zusammen) (?:with|mit)"),
    _cue("partner", r"\bpartnered with|\blicensed (?:from|to)"),
)
_PAID = r"(?:upfront|milestones?|royalt\w+|payments?)"
_HANDED_MONEY = r"(?:up to |about |around |some |as much as |an? (?:upfront |up-front |initial )?(?:payment of )?)?(?:[A-Z]{1,3})?[$€£¥]\s?\d"
CASTS: dict[str, Cast] = {
    "licensing": Cast("licensor", "licensee", (
        _cue("licensor", None, _HANDED_MONEY),
        _cue("licensor", r"\b(?:giv|gave|hand|return)\w*[^.;]{0,80}\bback to|\b(?:return|relinquish|surrender)\w*[^.;]{0,80}\bto"),
        _cue("licensor", r"\b(?:in-?licen[cs]\w*|licen[cs](?:es|ed|ing)|acquir\w+|obtain\w*|gain\w*|secur\w+|snaps? up|picks? up|lands?|nabs?|bags?)\b[^.;]{0,110}\bfrom"),
        _cue("licensee", r"\b(?:grant(?:s|ed|ing)?|giv(?:es|ing|en)|out-?licen[cs]\w+|licen[cs](?:es|ed|ing)|hand(?:s|ed)|sells?|sold|accordé|cédé)\b[^.;]{0,110}\bto"),
        _cue("licensee", r"\b(?:grant(?:s|ed|ing)?|giv(?:es|ing|en)|gave|hands?|handed)"),
        _cue("licensee", None, rf"{_ADV}(?:is |are )?(?:giv\w*|gave|hand\w*|return\w*)\b[^.;]{{0,40}}\b(?:back|return)|{_ADV}(?:return\w*|relinquish\w*|surrender\w*)\b[^.;]{{0,40}}\brights|{_ADV}(?:is )?bought into"),
        _cue("licensee", None, rf"{_ADV}(?:in-?licens\w+|(?:gains?|gained|acquires?|acquired|obtains?|obtained|secures?|secured|receives?|received|buys?|picks? up|snaps? up|picked up|lands?|nabs?|wins?|won|takes?|took|taken|bags?|holds?|held|snapped up)\b[^.;]{{0,40}}\b(?:rights?|licen[cs]e|option)|licen[cs]es? [^.;]{{0,80}}\bfrom|licensed [^.;]{{0,80}}\b(?:from|paying)|exercises|to pay|will pay|pays|paid|is paying|agreed to pay)"),
        _cue("licensor", None, rf"{_ADV}(?:grants?|granted|out-?licens\w+|licen[cs]es? [^.;]{{0,80}}\bto\b|licensed [^.;]{{0,80}}\bto\b|(?:receives?|received|be eligible|is eligible|get|gets|stands? to|could (?:receive|get|earn))\b[^.;]{{0,60}}(?:{_PAID}|\$|€|£|million)|regains)"),
        _cue("licensor", r"\b(?:pay(?:s|ing)?|paid|paying|payment to|licen[cs]e (?:agreement )?from|rights from|(?:developed|discovered|owned) by)"),
        _cue("licensor", None, r"(?:proprietary|novel|experimental|antibody|[A-Z]{2,5}-?\d)"),
    ), takes_institutions=True),
    "acquisition": Cast("acquirer", "target", (
        _cue("target", None, r"which [A-Z][\w& ]{2,40} (?:has |had )?(?:bought|acquired|purchased|took over)\b"),
        _cue("target", r"\b(?:paid|pays?|paying|spend\w*|spent|deal|purchase)\b[^.;]{0,60}\b(?:for|of|with)(?: [A-Z][a-z]+[’']s| the [^.;,]{0,40}\b(?:maker|developer|biotech|company|drugmaker))?"),
        _cue("target", None, rf"{_ADV}(?:be|been|being|was|were|is|gets?|got) (?:acquired|bought|taken over|swallowed|purchased|snapped up)\b"),
        _cue("acquirer", r"\b(?:acquired|bought|purchased|taken over|takeover|acquisition|snapped up|merged|sold|offer)\b[^.;]{0,40}\b(?:by|to|from)"),
        _cue("target", r"\b(?:acquisition|takeover|purchase|buyout|buy-out)\b[^.;]{0,30}\bof(?: [^.;]{0,60}\b(?:maker|developer|biotech|drugmaker|company))?"),
        _cue("target", r"\b(?:acquir(?:es?|ed|ing)|buys?|bought|buying|purchas(?:es?|ed|ing)|tak(?:es?|ing) over|snaps? up|merg(?:es?|ed|er|ing) with|combin\w+ with|tender offer for|offer for|bid for|shares of|stake in|stockholders of|shareholders of|swallows?|absorbs?)(?: [^.;,]{0,40}\b(?:maker|developer|biotech|drugmaker|company|specialist|firm))?,?"),
        _cue("acquirer", None, rf"{_ADV}(?:acquir\w+|buy\w*|bought|complet\w+|clos\w+|purchas\w+|snap\w*|tak\w+ over|swoop\w*|pay\w*|merg\w+|extend\w* (?:its )?tender|terminat\w+|finali[sz]\w+|announced? (?:the )?(?:completion|acquisition|closing)|bolster\w*|expand\w*|strengthen\w*)\b"),
        _cue("target", None, r"(?:stockholders|shareholders|shares?|board|investors|holders)\b"),
    )),
    "asset_transaction": Cast("seller", "buyer", (
        _cue("seller", None, _HANDED_MONEY),
        _cue("buyer", r"\b(?:sells?|sold|selling|sale|divest\w*|offload\w*|transfer\w*|hands?|assign\w*)\b[^.;]{0,120}\bto"),
        _cue("seller", r"\b(?:acquir\w+|buys?|bought|purchas\w+|reacquir\w+|regain\w*|rights|recover\w+|takes?|pick\w*|return\w*)\b[^.;]{0,120}\b(?:from|by)"),
        _cue("buyer", None, rf"{_ADV}(?:re-?acquir\w+|acquir\w+|buy\w*|bought|purchas\w+|regain\w*|recover\w*|tak\w+ back|reclaim\w*|get\w* back|pick\w* up|pay\w*|snap\w*|has agreed to (?:buy|acquire))\b"),
        _cue("seller", None, rf"{_ADV}(?:sell\w*|sold|divest\w*|offload\w*|return\w*|hand\w* back|dispos\w+|complet\w+ (?:the )?(?:sale|divest\w+|disposal)|shed\w*|unload\w*)\b"),
        _cue("buyer", r"\b(?:bought|acquired|purchased) by"),
    )),
    "collaboration": Cast("partner", "partner", takes_institutions=True),
    "supply_commercial_agreement": Cast("partner", "partner", customer="sponsor", cues=(
        _cue("contract_manufacturer", r"\b(?:CDMO|contract (?:development and )?manufactur\w+(?: organi[sz]ation)?(?: partner)?),?"),
        _cue("contract_manufacturer", None, r"an? [^.;]{0,60}\b(?:CDMO|contract (?:development and )?manufactur\w+)"),
        _cue("distributor", None, rf"{_ADV}(?:be responsible for |have (?:the )?(?:exclusive )?rights? to |the exclusive )?(?:distribut\w+|commerciali[sz]\w+|market\w*|promot\w+|co-promot\w+|sell\w*)\b"),
        _cue("distributor", r"\bdistribut\w+ (?:agreement |partner(?:ship)? |deal )?(?:with|by)|\bdistributed (?:by|under)"),
        _cue("manufacturer", None, rf"{_ADV}(?:be responsible for )?(?:manufactur\w*|suppl\w+|produc\w+|deliver\w*|mak\w+|fill\w*|bottl\w*)\b"),
        _cue("manufacturer", None, r"(?:to|will|for the) (?:manufactur\w*|make|produc\w+|supply|fill\w*|bottle|package|suppl\w+)\b"),
        _cue("manufacturer", r"\bmanufactured by|\bsupplied by"),
    )),
    "company_formation": Cast("parent", None, (
        _cue("parent", r"\b(?:joint venture|venture|JV)\b[^.;]{0,40}\b(?:with|between|by|and)|\b(?:sp[iu]n[- ]?(?:out|off)s?|carved out|split off|hived off) (?:of|from)"),
        _cue("parent", None, rf"{_ADV}(?:(?:spin\w*|spun|carv\w+|hiv\w+|split\w*|cut\w*) (?:out |off |loose )?|(?:unveil\w*|launch\w*|form\w*|creat\w*|establish\w*|incubat\w+|found\w*|set\w* up) )(?:its |a |an |the |new )"),
        _cue("new_company", None, r"an? (?:[\w-]+ )?new(?:ly)? (?:[\w-]+ )?(?:company|business|biotech|venture|firm)\b"),
        _cue("new_company", r"\binto|\b(?:launch\w*|form(?:s|ed|ing|ation of)|creat\w+|establish\w*|spin[- ]?(?:s|ning)?[- ]?(?:out|off)(?: of)?|spun (?:out|off)|unveil\w*|incorporat\w+|(?:named|called|dubbed|company,|venture,|NewCo,?|joint venture))"),
        _cue("new_company", None, rf"{_ADV}(?:launch\w*|emerg\w+|debut\w*|spin\w*|spun|was (?:formed|founded|created))\b"),
        _cue("investor", r"\b(?:led by|backed by|funded by|funding from|investment (?:from|by)|financing from|seeded by|investors? (?:including|such as))"),
    ), takes_institutions=True),
    "private_financing": Cast("issuer", "investor", (
        _cue("issuer", None, rf"{_ADV}(?:rais\w+|clos\w+|secur\w+|debut\w*|made its debut|emerg\w+|bag\w*|land\w*|reel\w*|haul\w*|rak\w*|net\w*|nab\w*|pocket\w*|complet\w+|collect\w*|pull\w* in|bank\w*|snag\w*|drum\w*|gets?|got|round\w* up|scoop\w*|attract\w*)\b"),
        _cue("lead_investor", r"\b(?:co-)?(?:led|headed|anchored|spearheaded|fronted|steered) (?:jointly )?by(?: new| existing)?(?: investors?| backers?)?"),
        _cue("lead_investor", None, rf"{_ADV}(?:co-)?(?:led|leads|lead|leading|headed|anchored|spearheaded|fronted|steered)\b"),
        _cue("investor", r"\b(?:participat\w+ (?:from|by|of)|join(?:ed|ing) by|investors? (?:including|include|such as|are)|includ\w+|alongside|backed by|from|support from|investment (?:from|by))"),
        _cue("investor", None, rf"(?:itself )?{_ADV}(?:participat\w+|join\w+|invest\w+|writ\w+|wrote|chip\w*|contribut\w+|back\w*)\b"),
    )),
    "public_offering": Cast("issuer", None, (
        _cue("lead_investor", r"\b(?:co-)?(?:led|anchored) (?:jointly )?by(?: new| existing)?(?: investors?| backers?)?"),
        _cue("lead_investor", None, rf"{_ADV}(?:co-)?(?:led|leads|anchored)\b"),
        _cue("investor", r"\b(?:participat\w+ (?:from|by|of)|investors? (?:including|such as)|placement (?:to|with)|investment (?:from|by)|sold to|sell \S+ to)"),
    )),
    "debt_royalty_financing": Cast("issuer", "investor", (
        _cue("issuer", None, _HANDED_MONEY),
        _cue("investor", None, rf"{_ADV}(?:pay\w*|provid\w+|lend\w*|lent|buy\w*|acquir\w+|purchas\w+|fund\w*|invest\w*|hand\w*|advanc\w+)\b"),
        _cue("investor", r"\b(?:with|from|by|to|lender,?)"),
        _cue("issuer", r"\b(?:pay|pays|lend|provide|fund)"),
    )),
    "grant_contract": Cast("recipient", "funder", (
        _cue("funder", r"\b(?:from|by|with|funded by|awarded by|grant of|contract of|through|under)"),
        _cue("funder", None, rf"{_ADV}(?:award\w*|grant\w*|fund\w*|commit\w*|provid\w+|order\w*|buy\w*|will pay|gives?|procure\w*|back\w*|invest\w*)\b"),
        _cue("funder", None, r"(?:grant|award|contract|funding|backing)\b"),
        _cue("recipient", r"\b(?:awards?|awarded|grants?|granted|gives?|to|funds|backs)"),
    ), takes_institutions=True),
    "litigation": Cast("plaintiff", "defendant", (
        _cue("defendant", r"\b(?:against|sues?|sued|suing|accus(?:es|ed|ing)|accused|defendants?|complaint (?:against|alleging)|charged|vs?\.)"),
        _cue("plaintiff", r"\b(?:sued|filed|brought|suit|lawsuit|complaint|claims?|accused|case) (?:\w+ ){0,3}by"),
        _cue("plaintiff", None, rf"{_ADV}(?:sue\w*|suing|accus\w+|filed|files|file|alleg\w+|claims|brought|asserted)\b"),
        _cue("defendant", None, rf"{_ADV}(?:be |been |was |were )?(?:sued|accused|to pay|infring\w+|agreed to pay|ordered to|found liable|must pay|pays?)\b"),
    ),
        takes_institutions=True,
    ),
    "product_launch": Cast("marketing_company", "originator", (
        _cue("marketing_company", r"\b(?:launched|marketed|sold|distributed|commerciali[sz]ed) by|\bpartner,"),
        _cue("marketing_company", None, rf"{_ADV}(?:launch\w*|introduc\w+|roll\w* out|begin\w* selling|mak\w+ available)\b"),
        _cue("originator", r"\b(?:developed|made|manufactured|originated|discovered) by|licensed from"),
    )),
    "facility": Cast("owner", None, customer="sponsor", cues=(
        _cue("contract_manufacturer", r"\b(?:approv\w+|inspection|clearance) of|\b(?:for )?Good Manufacturing Practice \(GMP\),"),
        _cue("contract_manufacturer", None, r"(?:as|an?|its) [^.;]{0,20}(?:contract manufactur\w+|CDMO)"),
    )),
    "patent": Cast("owner", None, is_alone=True),
    "pricing_reimbursement": Cast("marketing_company", None, is_alone=True),
    "leadership_change": Cast("employer", None, is_alone=True),
    "restructuring": Cast("employer", None, (_cue("adviser", r"\b(?:engag\w+|hir\w+|retain\w+|adviser,?|advisor,?|appointed)"),), is_alone=True),
    "listing_capital": Cast("issuer", None, is_alone=True),
    "earnings_guidance": Cast("issuer", None, is_alone=True),
    "recall_withdrawal": Cast("manufacturer", "distributor", (_cue("distributor", r"\bdistributed by|\bsold by"), _cue("manufacturer", r"\bmanufactured by|\bmade by"))),
    "safety_quality": Cast("manufacturer", None, is_alone=True),
}  # fmt: skip
SPONSORED = Cast("sponsor", "partner", _SPONSOR_CUES)
"""What all types of the clinical and regulatory families have that are not in the table."""
CLEARED = Cast("manufacturer", "partner", _SPONSOR_CUES)
"""What a clearance has."""

BYSTANDER_BEFORE = around(
    r"(?:\b(?:formerly (?:at|with|of)|previously (?:at|with|served)|most recently (?:at|with|served)|joins? (?:\w+ ){0,3}from|affiliate of|subsidiary of|unit of|division of|arm of|part of|owned by|rival|rivals|competitor|competing"
    r"|unlike|versus|vs\.?|compared (?:with|to)|similar to|such as|behind|including|like|spun out of|analysts? (?:at|from|with)|according to|data from|reference (?:product|biologic)|biosimilar to|version of"
    r"|underwriters?|bookrunn\w+|managers?|placement agents?|counsel|advis[eo]rs?|listed on|trading on|tenure at|years at|career at|roles? at|positions? at|co-founder of|CEO of|president of|director of|worked at|served at))\s*(?:the )?$"
)
BYSTANDER_BEHIND = around(
    r"^[’']?s?\s*(?:analysts?\b|is acting|are acting|acted as|serves? as|as (?:sole|joint|lead|its|legal|financial)?\s*(?:book|placement|advis|counsel|underwrit)|, (?:the )?(?:sole |lead )?(?:placement agent|underwriter|bookrunn)"
    r"|alumn|veteran|Stock (?:Market|Exchange)|Capital Markets|Global Market)"
)

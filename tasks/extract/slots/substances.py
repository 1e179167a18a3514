"""Scene -> the products of the event by all their names, without comparators and reference products."""

from collections import Counter

from tasks.extract.document import Sentence, Span
from tasks.extract.expressions import around
from tasks.extract.slots.scene import Scene
from tasks.extract.slots.wordlists import words

_COMPARED = around(
    r"\b(?:versus|vs\.?|compared (?:with|to)|against|than|over|non-inferior(?:ity)? to|superior(?:ity)? to|placebo or|similar to|unlike|rival|following|prior|previous(?:ly treated with)?|refractory to|resistant to|failed|after|on|in whom|despite|respon\w+ to|intoleran\w+ (?:to|of)|unsuitable for|who (?:have |had )?(?:taken|received|failed|had)) (?:the |standard |chemotherapy or )?$"
)
_JOINED = around(
    r"^[®™]*(?:\s?\([^()]*\))*,?\s(?:and|or|plus|\+|&|und|et|combined with|in combination with|with|as well as)(?: its)?\s(?:the )?$|^,\s$"
)
_PRODUCT_NOUN = r"(?:drug|medicine|vaccine|pill|spray|antibody|inhibitor|agonist|antagonist|conjugate|anesthetic|anaesthetic|therapy|candidate|asset|product|capsule|blocker|bispecific|tablet|injection|device)"
_ANY_PRODUCT = around(rf"\b(?:an?|another|its own|an older|a rival) (?:[\w/-]+ ){{0,3}}{_PRODUCT_NOUN}\b(?:[^-]|$)")
_THE_PRODUCT = around(rf"\b(?:the|this|that) (?:[\w-]+ )?{_PRODUCT_NOUN}s?\b|\bpartners?\b|\blicensees?\b|\bit was\b")
_ROYALTY = around(r"\b(?:royalt\w+|future sales|revenue interest|share of sales)\b")
_LENT = words("licensing supply_commercial_agreement acquisition patent")
_LENT_TO_NEWS = words("grant_contract litigation")
_RIGHTS = words("licensing supply_commercial_agreement asset_transaction patent litigation")
_WITHOUT = words("""collaboration company_formation private_financing public_offering earnings_guidance listing_capital
    leadership_change restructuring""")
_ONLY_NAMED = words(
    """facility debt_royalty_financing grant_contract supply_commercial_agreement licensing asset_transaction litigation patent acquisition
    collaboration company_formation private_financing safety_quality"""
)


def fill_products(scene: Scene) -> tuple[str, ...]:
    """The names of the event's products as the text writes them: every name of each product, products in order."""
    if scene.candidate.event_type in _WITHOUT:
        return ()
    if scene.candidate.event_type == "acquisition" and not scene.is_primary:
        return ()
    if scene.candidate.event_type == "debt_royalty_financing" and not _ROYALTY.search(
        scene.document.words(scene.focus)
    ):
        return ()
    spans = _in_focus(scene) or _elsewhere(scene)
    references = [span for span in spans if span.attrs["reference"] and span.attrs["names"]]
    own = [span for span in spans if not span.attrs["reference"]]
    if own and references and not own[0].attrs["inn"]:
        own += references[:1]
    names = [name for span in (own or references) for name in span.attrs["names"].split("|") if name]
    return tuple(dict.fromkeys(names))


def _in_focus(scene: Scene) -> list[Span]:
    """Products of the sentence itself: the one nearest to the trigger, and what is joined to it by words."""
    spans = _candidates(scene, scene.focus)
    own = [span for span in spans if not span.attrs["reference"]]
    nearest = scene.nearest(own or spans)
    if nearest is None:
        return []
    chosen = [span for span in spans if span.value == nearest.value][:1]
    index = spans.index(nearest)
    for left, right in ((index, index + 1), (index - 1, index)):
        if left >= 0 and right < len(spans) and _are_joined(scene, spans[left], spans[right]):
            chosen.append(spans[right] if left == index else spans[left])
    chosen += [span for span in spans if span.attrs["reference"]]
    return sorted({span.value: span for span in chosen}.values())


def _candidates(scene: Scene, sentence: Sentence) -> list[Span]:
    """Products of a sentence, but for what others are compared with; the article's first product never is."""
    full = scene.document.full
    is_royalty = scene.candidate.event_type == "debt_royalty_financing"
    known = scene.document.spans_of("product")
    return [
        span
        for span in scene.spans(sentence, "product")
        if is_royalty
        or span.value == known[0].value
        or not _COMPARED.search(full[max(sentence.start, span.start - 40) : span.start])
    ]


def _are_joined(scene: Scene, first: Span, second: Span) -> bool:
    return bool(_JOINED.match(scene.document.full[first.end : second.start]))


def _elsewhere(scene: Scene) -> list[Span]:
    """What `the drug` stands for: the product of the event's other sentences, of the words before, of the article."""
    if not scene.is_primary and _is_of_others(scene):
        return []
    is_told_about = scene.is_primary or scene.candidate.event_type not in _ONLY_NAMED - _RIGHTS
    for sentence in (*scene.sentences()[1:], *scene.said_before()) if is_told_about else scene.told()[1:]:
        spans = _candidates(scene, sentence)
        if spans:
            return [span for span in spans if span.value == spans[0].value or span.attrs["reference"]]
    everywhere = [span for span in scene.document.spans_of("product") if not span.attrs["reference"]]
    return everywhere[:1] if _is_about_product(scene) else []


def _is_of_others(scene: Scene) -> bool:
    """Whether a recited event is about a product that is not named: any drug (`a lupus pill`), or that of a company
    which the article names only here."""
    words = scene.words(scene.focus)
    if scene.candidate.event_type != "designation" and _ANY_PRODUCT.search(words):
        return True
    counts = Counter(span.value for span in scene.document.spans_of("company"))
    named = {span.value for span in scene.spans(scene.focus, "company")}
    is_passing = bool(named) and all(counts[name] == 1 for name in named)
    return is_passing and scene.candidate.event_type not in _ONLY_NAMED and not _THE_PRODUCT.search(words)


def _is_about_product(scene: Scene) -> bool:
    """Whether an event whose words name no product concerns the article's own."""
    if scene.document.kind == "round_up":
        return False
    event_type = scene.candidate.event_type
    return event_type not in _ONLY_NAMED or event_type in _LENT or scene.is_primary and event_type in _LENT_TO_NEWS

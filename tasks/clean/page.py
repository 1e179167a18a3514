"""The arrow from PAGES to articles: one page becomes an article, the ledger of what was cut, and its date candidates."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from itertools import pairwise

from lxml import etree
from lxml.cssselect import CSSSelector, SelectorError

from config.models.source import Source
from tasks.clean.blocks import Block, Scope
from tasks.clean.cards import mark_cards
from tasks.clean.case import Case, TimesSeen, never_seen
from tasks.clean.characters import tidy
from tasks.clean.dates import Candidate, DateEvidence, Dates, find_dates
from tasks.clean.head import Head, read_head
from tasks.clean.language import identify_language
from tasks.clean.memory import Sighting, SiteMemory, fingerprint, remember
from tasks.clean.metadata import authors, headline, section, site_names, syndicated_from
from tasks.clean.neighbours import pair_of
from tasks.clean.parse import UnreadablePage, parse_page
from tasks.clean.raw_page import RawPage
from tasks.clean.reading import read_blocks
from tasks.clean.region import find_region, marking, prose_chars
from tasks.clean.rules_version import RULES_VERSION
from tasks.clean.verdict import judge
from tasks.page_address import page_canonical_url
from tasks.urls import host_of, site_of
from warehouse.contracts import Article, DateCandidate, RemovedBlock, stable_id

TEASER_WORDS = 220
"""A page behind a wall that shows fewer words than this shows a teaser."""

_WALL_RULES = frozenset(("subscribe", "markup_paywall"))
_HEADLINE_LINES = 12
_SPOKEN_NAME = 4


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article, what was cut from its page, and every date that the page gave."""

    article: Article
    removed_blocks: list[RemovedBlock] = field(default_factory=list)
    date_candidates: list[DateCandidate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Uncleanable:
    """A page that gave no article, and why, in one sentence."""

    page_id: str
    url: str
    reason: str


@dataclass(frozen=True)
class _Read:
    """A page after parsing: its declarations, blocks, and the region of the article."""

    page: RawPage
    root: etree._Element
    blocks: list[Block]
    scopes: list[Scope]
    region: Scope
    is_selected: bool

    @cached_property
    def head(self) -> Head:
        """What the page declares of itself."""
        return read_head(self.root)


def learn_site_memory(pages: Iterable[RawPage], *, sources: Sequence[Source] = ()) -> SiteMemory:
    """What the sites of these pages repeat; pages that cannot be read are passed over.

    Sites with a single page teach nothing and are not even parsed.
    """
    pages = list(pages)
    by_site = Counter(_site(page) for page in pages)
    rules = {source.id: source for source in sources}
    readable = (_try_read(page, rules.get(page.source_id)) for page in pages if by_site[_site(page)] > 1)
    return remember(_sighting(read) for read in readable if read is not None)


def clean_page(page: RawPage, *, source: Source | None, memory: SiteMemory, now: datetime) -> Cleaned | Uncleanable:
    """The article of a page, or the reason why there is none.

    now: when the work is done, with a time zone; no date after it is believed. source: its selectors win over the
    generic rules, its time zone is assumed where a page names none.
    """
    try:
        read = _read(page, source)
    except UnreadablePage as error:
        return Uncleanable(page.page_id, page.url, str(error))
    case = _judged(read, source, memory)
    kept = [block.text for block in case.kept()]
    if not kept:
        return Uncleanable(page.page_id, page.url, "No text was left after furniture was cut.")
    dates = find_dates(
        _date_evidence(read, case),
        now=now,
        zone=source.zone if source else None,
        month_first=_month_first(source, read.head),
    )
    article = _article(read, case, kept, dates, source, now)
    return Cleaned(article, _removed(article.article_id, read, case), _date_rows(article.article_id, dates))


def _try_read(page: RawPage, source: Source | None) -> _Read | None:
    try:
        return _read(page, source)
    except UnreadablePage:
        return None


def _read(page: RawPage, source: Source | None) -> _Read:
    root = parse_page(page)
    rules = source.article if source else None
    dropped = [element for selector in (rules.drop if rules else ()) for element in _select(root, selector)]
    blocks, scopes = read_blocks(root, dropped)
    if not blocks:
        raise UnreadablePage("The page holds no text.")
    mark_cards(blocks, host_of(page.url))
    region = _selected_region(root, scopes, rules.body if rules else None)
    return _Read(page, root, blocks, scopes, region or find_region(blocks, scopes), region is not None)


def _select(root: etree._Element, selector: str) -> list[etree._Element]:
    try:
        return list(CSSSelector(selector)(root))
    except SelectorError as error:
        raise UnreadablePage(f"The source's selector {selector!r} cannot be understood: {error}.") from error


def _selected_region(root: etree._Element, scopes: list[Scope], selector: str | None) -> Scope | None:
    """The scope that the source's own selector points at, if it holds any text on this page."""
    if not selector:
        return None
    chosen = set(_select(root, selector))
    found = [scope for scope in scopes if scope.element in chosen and scope.chars]
    return max(found, key=lambda scope: scope.chars, default=None)


def _sighting(read: _Read) -> Sighting:
    inside = read.blocks[read.region.first : read.region.last]
    texts = {block.text for block in inside} | {pair_of(*pair) for pair in pairwise(inside)}
    return Sighting(_site(read.page), _article_mark(read), tuple(texts))


def _article_mark(read: _Read) -> str:
    """What tells one article of a site from another, whatever the address: its longest paragraph."""
    inside = read.blocks[read.region.first : read.region.last]
    prose = (block.text for block in inside if prose_chars(block) and marking(block.scope, read.region) is None)
    return fingerprint(max(prose, key=len, default=""))


def _site(page: RawPage) -> str:
    return page.source_id or site_of(page.url)


def _judged(read: _Read, source: Source | None, memory: SiteMemory) -> Case:
    names = site_names(read.head, read.page.url, source.title if source else None)
    case = Case(
        read.blocks[read.region.first : read.region.last],
        read.region,
        title=_title(read, names),
        site=host_of(read.page.url),
        names=tuple(sorted({name.casefold() for name in names if len(name) > _SPOKEN_NAME})),
        is_selected=read.is_selected,
        times_seen=_times_seen(read, memory),
        is_familiar=_site(read.page) in memory.familiar_sites,
    )
    judge(case)
    return case


def _times_seen(read: _Read, memory: SiteMemory) -> TimesSeen:
    """Asks the memory on how many other articles of the site a text was seen."""
    if not memory.seen:
        return never_seen
    site, article = _site(read.page), _article_mark(read)

    @cache
    def times_seen(text: str) -> int:
        return memory.times_seen(site, text, article)

    return times_seen


def _title(read: _Read, names: list[str]) -> str:
    h1_texts = [block.text for block in read.blocks if block.tag == "h1"]
    return headline(read.head, h1_texts, names) or tidy(read.page.feed_title or "")


def _date_evidence(read: _Read, case: Case) -> DateEvidence:
    end = next((block.position for block in case.kept() if prose_chars(block)), read.region.first)
    start = next(
        (block.position for block in read.blocks if block.tag == "h1" and block.position <= end),
        max(0, end - _HEADLINE_LINES),
    )
    lines = [block.text for block in read.blocks[max(0, start - 3) : end + 1] if len(block.text) < 160]
    return DateEvidence(read.head, read.page.url, read.page.feed_published_at, _time_elements(read), tuple(lines))


def _time_elements(read: _Read) -> tuple[etree._Element, ...]:
    """Time elements outside lists of other articles, comments and navigation."""
    marked = {
        scope.element for scope in read.scopes if scope.kind in ("related", "comments", "navigation", "promotion")
    }
    found = [
        element for element in read.root.iter("time") if not any(outer in marked for outer in element.iterancestors())
    ]
    return tuple(found[:2])


def _month_first(source: Source | None, head: Head) -> bool:
    """Whether 03/04 is March: an American source, or a page that says it is American English."""
    return source.country == "US" if source and source.country else (head.language or "").lower() == "en-us"


def _article(read: _Read, case: Case, kept: list[str], dates: Dates, source: Source | None, now: datetime) -> Article:
    page, head = read.page, read.head
    canonical = page_canonical_url(page.url, head.canonical, head.first_meta("og:url"))
    text = "\n".join(kept)
    language, confidence = identify_language(text, head.language)
    published = dates.published
    cut = [block.text for block, verdict in zip(case.blocks, case.verdicts, strict=True) if verdict]
    return Article(
        article_id=stable_id("article", canonical),
        source_id=page.source_id,
        url=page.url,
        canonical_url=canonical,
        title=case.title,
        published_at=published.read.moment if published else None,
        published_on=published.read.day if published else None,
        published_at_precision=published.read.precision if published else None,
        published_at_signal=published.signal if published else None,
        is_published_at_disputed=dates.is_disputed,
        modified_at=dates.modified.read.moment if dates.modified else None,
        language=language,
        language_confidence=confidence,
        section=section(head),
        syndicated_from=syndicated_from(kept, cut),
        is_paywalled=_is_teaser(read, case, text),
        authors=authors(head),
        text=text,
        word_count=len(text.split()),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        page_id=page.page_id,
        rules_version=RULES_VERSION,
        first_seen_at=(page.fetched_at or now).astimezone(UTC),
    )


def _is_teaser(read: _Read, case: Case, text: str) -> bool:
    """A wall is declared or visible, and little stands before it."""
    if len(text.split()) > TEASER_WORDS:
        return False
    declared = any(str(node.get("isAccessibleForFree")).lower() == "false" for node in read.head.nodes)
    visible = any(verdict and verdict[1] in _WALL_RULES for verdict in case.verdicts)
    return declared or visible


def _removed(article_id: str, read: _Read, case: Case) -> list[RemovedBlock]:
    decided = zip(case.blocks, case.verdicts, strict=True)
    return [
        RemovedBlock(
            article_id=article_id, position=block.position, kind=verdict[0], rule_id=verdict[1], text=block.text
        )
        for block, verdict in decided
        if verdict
    ]


def _date_rows(article_id: str, dates: Dates) -> list[DateCandidate]:
    return [_date_row(article_id, position, item) for position, item in enumerate(dates.candidates)]


def _date_row(article_id: str, position: int, item: Candidate) -> DateCandidate:
    read = item.read
    return DateCandidate(
        article_id=article_id,
        position=position,
        role=item.role,
        signal=item.signal,
        value=read.value,
        moment=read.moment,
        precision=read.precision,
        zone=read.zone,
    )

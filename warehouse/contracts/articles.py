"""Contracts of refine, first half: clean articles and what was cut from their pages."""

from datetime import date
from typing import ClassVar

from warehouse.contracts.row import Row, Timestamp, column


class Article(Row):
    """One article, cleaned."""

    table: ClassVar[str] = "articles"
    key: ClassVar[tuple[str, ...]] = ("article_id",)
    order_by: ClassVar[tuple[str, ...]] = ("published_at",)
    references: ClassVar[dict[str, str]] = {"source_id": "sources", "page_id": "pages"}

    article_id: str = column("Derived from the canonical address.")
    source_id: str = column("The outlet it appeared in.")
    url: str = column("Address it was fetched from.")
    canonical_url: str = column("One address for all variants of this page.")
    title: str = column("Headline without the site's name.")
    published_at: Timestamp | None = column("Publication time, UTC; empty where no signal gave one.", default=None)
    published_on: date | None = column(
        "Day of publication where the outlet is: the calendar day as written.", default=None
    )
    published_at_precision: str | None = column("second, minute or day.", default=None)
    published_at_signal: str | None = column(
        "What gave it: json_ld, meta, time_element, url, feed, visible_text.", default=None
    )
    is_published_at_disputed: bool = column("Whether two signals differ by more than a day.", default=False)
    modified_at: Timestamp | None = column("Last change that the page states, UTC.", default=None)
    language: str | None = column("ISO 639-1 code.", default=None)
    language_confidence: float | None = column("Confidence of the language, 0 to 1.", default=None)
    section: str | None = column("Section or topic that the page names.", default=None)
    document_kind: str = column(
        "news, release, round_up, feature, opinion, listing, earnings_call, event_notice.", default="news"
    )
    syndicated_from: str | None = column("Wire or outlet that the text credits.", default=None)
    is_paywalled: bool = column("Whether the page shows a teaser only.", default=False)
    authors: list[str] = column("Bylines; persons, therefore private.", private=True, default=[])
    text: str = column("Main text, one line a block.", private=True)
    word_count: int = column("Words of the text.", ge=0)
    text_sha256: str = column("SHA-256 of the text.")
    text_cluster_id: str | None = column("Near-duplicate articles share it.", default=None)
    is_canonical: bool = column("Whether this article stands for its text cluster.", default=True)
    story_id: str | None = column("Articles about one thing, in words of their own, share it.", default=None)
    page_id: str | None = column("Page it was read from.", default=None)
    rules_version: str = column("Version of the rules that cleaned it.")
    first_seen_at: Timestamp = column("When the address was first fetched, UTC.")


class RemovedBlock(Row):
    """A block that was cut from a page, and the rule that cut it."""

    table: ClassVar[str] = "removed_blocks"
    key: ClassVar[tuple[str, ...]] = ("article_id", "position")
    replace_by: ClassVar[tuple[str, ...]] = ("article_id",)
    order_by: ClassVar[tuple[str, ...]] = ("article_id", "position")
    references: ClassVar[dict[str, str]] = {"article_id": "articles"}
    published: ClassVar[bool] = False

    article_id: str = column("The article that the block is not part of.")
    position: int = column("Place among all blocks of the page, from 0.", ge=0)
    kind: str = column("What it is: promotion, newsletter, form, related, share, caption, byline, boilerplate ...")
    rule_id: str = column("The rule that cut it.")
    text: str = column("The block as it read.", private=True)


class DateCandidate(Row):
    """A date that a page gives for itself, with the signal that gave it."""

    table: ClassVar[str] = "date_candidates"
    key: ClassVar[tuple[str, ...]] = ("article_id", "position")
    replace_by: ClassVar[tuple[str, ...]] = ("article_id",)
    order_by: ClassVar[tuple[str, ...]] = ("article_id", "position")
    references: ClassVar[dict[str, str]] = {"article_id": "articles"}
    published: ClassVar[bool] = False

    article_id: str = column("The article.")
    position: int = column("Rank of the candidate, from 0.", ge=0)
    role: str = column("published or modified.")
    signal: str = column("json_ld, meta, time_element, url, feed or visible_text.")
    value: str = column("As written on the page.")
    moment: Timestamp = column("As read, UTC.")
    precision: str = column("second, minute or day.")
    zone: str = column("stated, source (the outlet's own zone was assumed) or utc.")


class Refinement(Row):
    """What became of a page when it was last refined."""

    table: ClassVar[str] = "refinements"
    key: ClassVar[tuple[str, ...]] = ("page_id",)
    order_by: ClassVar[tuple[str, ...]] = ("page_id",)
    references: ClassVar[dict[str, str]] = {"page_id": "pages"}
    published: ClassVar[bool] = False

    page_id: str = column("The page.")
    outcome: str = column("article, reject, or variant (another page of this batch has the same canonical address).")
    article_id: str | None = column("The article it gave, or is a variant of.", default=None)
    rules_version: str = column(
        "Version of all rules under which it was refined: cleaning, event types, lookups, code."
    )


class SiteBlock(Row):
    """A block that a site repeats: the site memory, learned from its pages and kept across runs."""

    table: ClassVar[str] = "site_blocks"
    key: ClassVar[tuple[str, ...]] = ("site", "block")
    order_by: ClassVar[tuple[str, ...]] = ("site", "block")
    published: ClassVar[bool] = False

    site: str = column("The source, or the site's registered domain.")
    block: str = column("Fingerprint of the block's wording.")
    articles: list[str] = column("Fingerprints of at most twelve of the articles it stood in.", private=True)

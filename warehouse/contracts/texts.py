"""Contracts of dedupe: what is kept of a text so that later batches can be compared with it."""

from datetime import date
from typing import ClassVar

from warehouse.contracts.row import Row, Timestamp, column


class TextPrint(Row):
    """What near-duplicate search keeps of an article: hashes of its shingles and the facts that tell twins apart."""

    table: ClassVar[str] = "text_prints"
    key: ClassVar[tuple[str, ...]] = ("article_id",)
    order_by: ClassVar[tuple[str, ...]] = ("published_at", "article_id")
    references: ClassVar[dict[str, str]] = {"article_id": "articles"}
    published: ClassVar[bool] = False

    article_id: str = column("The article.")
    text_cluster_id: str = column("Near-duplicate articles share it.")
    joined_because: str = column("founded the cluster, or what showed that it belongs to it.")
    story_id: str | None = column("Story of the cluster.", default=None)
    is_canonical: bool = column("Whether the article stands for its cluster.")
    standing: int = column(
        "Rank among copies: 0 wire, issuer or authority, 1 outlet, 2 outlet that credits another.", ge=0
    )
    published_at: Timestamp = column("Publication time; where unknown, when it was first seen; UTC.")
    published_on: date = column("Day of published_at; prunes what a batch has to be compared with.")
    words_hash: int = column("64-bit hash of title and news part, word by word, regardless of typography.")
    title_hash: int = column("64-bit hash of the title without words such as 'Update' or 'Correction'.")
    is_sampled: bool = column("Whether shingles holds a quarter of the hashes (long texts) or all of them.")
    shingle_count: int = column("Rare shingles among those held, when the article came.", ge=0)
    quarter_count: int = column("Those of them that fall into the quarter that long texts keep.", ge=0)
    shingles: list[int] = column("64-bit hashes of four-word shingles of the news part.", private=True)
    head: list[int] = column(
        "Hashes of all shingles at the start of the news part, where the news itself stands.", private=True
    )
    is_short: bool = column("Whether the news part is a paragraph or less.")
    facts: list[str] = column(
        "Quarters, dates and amounts of the lead, and words of the title that it repeats.", private=True
    )
    lead_words: str = column("The words of title and lead, each once, parted by spaces.", private=True)


class StoryVector(Row):
    """What story search keeps of the article that founded a text cluster: its weightiest terms."""

    table: ClassVar[str] = "story_vectors"
    key: ClassVar[tuple[str, ...]] = ("article_id",)
    order_by: ClassVar[tuple[str, ...]] = ("published_at", "article_id")
    published: ClassVar[bool] = False

    article_id: str = column("The article.")
    story_id: str = column("Articles about one thing share it.")
    joined_because: str = column("founded the story, or how near the nearest article of it is.")
    published_at: Timestamp = column("Publication time; where unknown, when it was first seen; UTC.")
    published_on: date = column("Day of published_at; prunes what a batch has to be compared with.")
    terms: list[str] = column("Weightiest terms, heaviest first.", private=True)
    counts: list[int] = column("How often each stands in title and text.", private=True)


class TermCount(Row):
    """In how many clusters of one batch and month a term stands: what the weight of a term is learned from."""

    table: ClassVar[str] = "term_counts"
    key: ClassVar[tuple[str, ...]] = ("month", "run_id", "term")
    order_by: ClassVar[tuple[str, ...]] = ("month", "run_id", "term")
    published: ClassVar[bool] = False

    month: date = column("First day of the month of publication.")
    run_id: str = column("Run that counted.")
    term: str = column("The term; empty for the number of clusters.", private=True)
    cluster_count: int = column("Clusters it stands in.", ge=1)

"""Articles and the extractor for the tests of this folder."""

from datetime import UTC, datetime
from functools import cache

from config.lookup import load_lookups
from config.taxonomy import load_event_types, load_word_sets
from config.weights import load_learned
from tasks.extract.engine import Extractor, build_extractor, extract
from warehouse.contracts import Article, Mention


@cache
def the_extractor() -> Extractor:
    """The extractor of the repository's own configuration, built once for all tests of a process."""
    return build_extractor(load_event_types(), load_lookups(), load_word_sets(), load_learned())


def article(text: str, title: str = "", published: str | None = None, language: str = "en") -> Article:
    """An article as refine hands it over; `published` as an ISO date."""
    return Article(
        article_id="art_test",
        source_id="outlet",
        url="https://outlet.example/a",
        canonical_url="https://outlet.example/a",
        title=title,
        text=text,
        published_at=datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None,
        language=language,
        word_count=len(text.split()),
        text_sha256="0" * 64,
        rules_version="test",
        first_seen_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def mentions(text: str, title: str = "", published: str | None = None, language: str = "en") -> list[Mention]:
    """What is extracted from such an article."""
    return extract(article(text, title, published, language), the_extractor())

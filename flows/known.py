"""What the lake knows of a batch, in the shape in which the stages ask for it."""

from collections.abc import Iterable, Sequence

import pyarrow as pa

from flows.known_events import with_story
from tasks.clean import RawPage, SiteMemory, learn_site_memory
from tasks.dedupe import DedupeOutcome, placed_article
from tasks.resolve import Resolution
from warehouse.contracts import Article, EventMember, Mention, SiteBlock
from warehouse.lake import Lake
from warehouse.schema import AnyRow, from_arrow


def known_articles(lake: Lake, article_ids: Iterable[str]) -> dict[str, Article]:
    """The articles with these ids that the lake holds, by id."""
    return {row.article_id: row for row in _rows(lake, Article, "known_articles", "article_id", article_ids)}


def site_memory(lake: Lake, pages: Sequence[RawPage]) -> SiteMemory:
    """What the sites of these pages repeat: learned from the pages, and from those of earlier runs."""
    learned = learn_site_memory(pages)
    return learned.merged(_rows(lake, SiteBlock, "known_site_blocks", "site", {page.source_id for page in pages}))


def moved_articles(lake: Lake, outcome: DedupeOutcome) -> list[Article]:
    """Known articles, not of this batch, whose canonical mark or story changed with it."""
    prints = outcome.followers()
    known = known_articles(lake, prints)
    return [placed_article(article, prints[article_id]) for article_id, article in sorted(known.items())]


def moved_members(lake: Lake, articles: Iterable[Article], resolution: Resolution) -> list[EventMember]:
    """Known members, not touched by resolving, of articles that have another story since this batch."""
    stories = {article.article_id: article.story_id for article in articles}
    resolved = {member.mention_id for member in resolution.members} | set(resolution.gone_mentions)
    known = _rows(lake, EventMember, "known_article_members", "article_id", stories)
    now = [(member, with_story(member, stories)) for member in known if member.mention_id not in resolved]
    return [fresh for member, fresh in now if fresh is not member]


def moved_mentions(lake: Lake, resolution: Resolution) -> list[Mention]:
    """All mentions of known articles of which one has another event since this batch: an article's go together."""
    moved = resolution.moved()
    event_of = {member.mention_id: member.event_id for members in moved.values() for member in members}
    known = _rows(lake, Mention, "known_mentions", "article_id", moved)
    changed = {
        mention.article_id
        for mention in known
        if event_of.get(mention.mention_id, mention.event_id) != mention.event_id
    }
    return [
        mention.model_copy(update={"event_id": event_of.get(mention.mention_id, mention.event_id)})
        for mention in known
        if mention.article_id in changed
    ]


def _rows(lake: Lake, row_class: type[AnyRow], query: str, key: str, values: Iterable[str]) -> list[AnyRow]:
    wanted = pa.table({key: pa.array(sorted(values), pa.string())})
    return from_arrow(lake.query(query, wanted=wanted), row_class) if wanted.num_rows else []

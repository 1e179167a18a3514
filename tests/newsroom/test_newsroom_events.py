"""Extract, dedupe and resolve meet the newsroom's true texts: what must be one is one, what must be two is two."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from config.lookup import load_lookups
from config.taxonomy import load_event_types, load_word_sets
from config.weights import load_learned
from flows.newsroom import NewsroomArticle, load_articles, load_outlets
from flows.records import article_from_record
from tasks.dedupe import dedupe_articles
from tasks.extract.engine import build_extractor, extract
from tasks.resolve import resolve_mentions
from warehouse.contracts import Article, Mention


@dataclass(frozen=True)
class Refined:
    """The newsroom's articles by id, with what was found in them."""

    truth: dict[str, NewsroomArticle]
    articles: list[Article]
    mentions: list[Mention]

    def events_of(self, key: str, event_type: str) -> dict[str, set[str]]:
        """Event id -> articles, over the mentions of a type in the articles that tell the event `key`."""
        tellers = {id for id, article in self.truth.items() if any(event.key == key for event in article.events)}
        found = defaultdict(set)
        for mention in self.mentions:
            if mention.article_id in tellers and mention.event_type == event_type:
                found[mention.event_id or ""].add(mention.article_id)
        return found


@pytest.fixture(scope="module")
def refined() -> Refined:
    truth = {f"{article.outlet}/{article.slug}": article for article in load_articles()}
    articles = dedupe_articles([article_from_record(_record(id, article)) for id, article in truth.items()])
    types, lookups = load_event_types(), load_lookups()
    extractor = build_extractor(types, lookups, load_word_sets(), load_learned())
    mentions = [mention for article in articles for mention in extract(article, extractor)]
    now = datetime(2026, 11, 1, tzinfo=UTC)
    resolved = resolve_mentions(articles, mentions, lookups, event_types=types, now=now)
    return Refined(truth, articles, list(resolved.mentions))


def _record(id: str, article: NewsroomArticle) -> dict[str, object]:
    return {
        "id": id,
        "url": f"https://{article.outlet}.example{load_outlets()[article.outlet].path_of(article)}",
        "source": article.outlet,
        "title": article.title,
        "text": "\n".join(article.paragraphs),
        "published_at": article.published.isoformat(),
    }


def test_the_analyst_finds_the_trial_start_in_gastric_cancer_in_china(refined: Refined) -> None:
    starts = {
        mention.event_id: mention.products
        for mention in refined.mentions
        if (mention.event_type, mention.indication, mention.region) == ("trial_start", "gastric cancer", "China")
    }
    assert [set(products) & {"QL203"} for products in starts.values()] == [{"QL203"}]


def test_the_story_of_four_outlets_is_one_event(refined: Refined) -> None:
    [articles] = refined.events_of("QL203_GC_P3_START", "trial_start").values()
    assert len({article.partition("/")[0] for article in articles}) == 4


def test_the_syndicated_release_is_one_cluster_that_the_wire_stands_for(refined: Refined) -> None:
    copies = {id for id, article in refined.truth.items() if article.release_key == "BRACKWATER_HARBOR"}
    clusters = defaultdict(set)
    for article in refined.articles:
        clusters[article.text_cluster_id].add(article.article_id)
    assert [members for members in clusters.values() if len(members) > 1] == [copies]
    canonical = [
        article.source_id for article in refined.articles if article.article_id in copies and article.is_canonical
    ]
    assert canonical == ["newsbridge"]


def test_template_twins_are_two_events(refined: Refined) -> None:
    events = {
        mention.article_id: mention.event_id
        for mention in refined.mentions
        if mention.event_type == "earnings_guidance" and "brackwater" in mention.article_id
    }
    assert len(events) == len(set(events.values())) == 2


def test_recited_events_join_the_event_that_was_announced(refined: Refined) -> None:
    recited = [
        ("QL203_CDE_P3", "trial_clearance"),
        ("CALVANERSEN_CRL", "rejection"),
        ("SCB88_HOLD_LIFTED", "clinical_hold"),
        ("NERIXABAN_EU", "approval"),
        ("PINECREST_SERIES_C", "private_financing"),
    ]
    joined = {key: max(map(len, refined.events_of(key, event_type).values())) for key, event_type in recited}
    assert {key: count for key, count in joined.items() if count < 2} == {}


def test_articles_without_an_event_stay_quiet(refined: Refined) -> None:
    told = Counter(mention.article_id for mention in refined.mentions if mention.role == "primary")
    quiet = [id for id, article in refined.truth.items() if not article.events]
    assert {id: told[id] for id in quiet if told[id]} == {}


def test_most_events_are_found_and_few_are_invented(refined: Refined) -> None:
    found = Counter(
        (mention.article_id, mention.event_type) for mention in refined.mentions if mention.role == "primary"
    )
    true = Counter(
        (id, event.type) for id, article in refined.truth.items() for event in article.events if event.role == "primary"
    )
    hits = sum((found & true).values())
    assert hits / sum(true.values()) >= 0.85
    assert hits / sum(found.values()) >= 0.85

"""Digests: each paragraph is a piece of news of its own, about companies of its own."""

from tasks.extract.digest import read_digest
from tasks.extract.engine import article_document
from tasks.extract.slots import annotate
from tests.extract.articles import article, mentions, the_extractor

TITLE = "Deals digest: Halden buys Brixmoor, Velmark licenses a pill, and a loan for Castlefield"
TEXT = """Halden Bio has agreed to acquire Brixmoor Therapeutics for $310 million, the companies said on Monday.
Velmark Pharma took an exclusive licence to the gout pill of Ostara Sciences on Tuesday, for $20 million upfront.
Larkspur Oncology has agreed to acquire Tidewell Biosciences for $95 million, it said on Wednesday.
Castlefield Biosciences secured a $60 million loan from Ridgefield Capital on Thursday."""


def test_a_digest_is_known_by_its_title_and_by_a_new_company_in_each_paragraph() -> None:
    document = annotate(article_document(article(TEXT, TITLE, "2026-06-12")), the_extractor().recognisers)
    digest = read_digest(document)
    assert digest.is_titled
    assert digest.signs == "title and companies"
    assert 3 in digest.new_companies


def test_an_article_about_one_deal_is_no_digest() -> None:
    text = """Halden Bio has agreed to acquire Brixmoor Therapeutics, the companies said on Monday.
    Halden will pay $310 million in cash.
    Brixmoor has 40 employees.
    Halden's shares rose 4%."""
    document = annotate(
        article_document(article(text, "Halden to buy Brixmoor", "2026-06-12")), the_extractor().recognisers
    )
    digest = read_digest(document)
    assert (digest.is_titled, digest.signs) == (False, "")


def test_two_deals_of_one_kind_in_a_digest_are_two_events() -> None:
    bought = [mention for mention in mentions(TEXT, TITLE, "2026-06-12") if mention.event_type == "acquisition"]
    assert ["Brixmoor" in mention.quote for mention in bought] == [True, False]
    assert {mention.role for mention in bought} == {"primary"}

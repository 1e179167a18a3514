"""One event of the world is one row; two events that look alike are two."""

import pytest

from tests.dedupe.articles import article
from tests.resolve.material import resolve, told
from warehouse.contracts import Mention

SPONSOR = {"Velmora Therapeutics": "sponsor"}
RMAT = {"regulator": "FDA", "region": "US", "designation": "RMAT", "indication": "gastric cancer"}


def is_one(one: Mention, other: Mention, **published: str) -> bool:
    events = resolve([one, other], published=published)
    return len(events.events) == 1


def test_four_outlets_in_their_own_words_are_one_event() -> None:
    names = [["VM-201"], ["vm201"], ["orvacel"], ["Orvacel"]]
    mentions = [
        told(str(number), "approval", "approved", companies=SPONSOR, products=products, region="US")
        for number, products in enumerate(names)
    ]
    resolution = resolve(
        mentions, published={"0": "2026-05-12", "1": "2026-05-12", "2": "2026-05-13", "3": "2026-05-15"}
    )
    (event,) = resolution.events
    assert (event.article_count, event.source_count, event.first_article_id) == (4, 4, "0")
    assert [row.lag_hours for row in resolution.composed[0].articles] == [0, 0, 24, 72]


def test_a_recited_event_joins_the_event_that_was_news_years_before() -> None:
    news = told("a", "designation", "granted", companies=SPONSOR, products=["VM-201"], **RMAT)
    recited = told(
        "b", "designation", "granted", role="background", companies={"Velmora": "sponsor"}, products=["VM-201"],
        event_date="2019-10", event_date_precision="month", event_date_basis="stated", **RMAT,
    )  # fmt: skip
    assert is_one(news, recited, a="2019-10-14", b="2026-05-12")


def test_news_that_arrives_after_its_recital_joins_the_older_event() -> None:
    recited = told("b", "designation", "granted", role="background", products=["VM-201"], event_date="2019-10", **RMAT)
    first = resolve([recited], published={"b": "2026-05-12"})
    news = told("a", "designation", "granted", companies=SPONSOR, products=["VM-201"], event_date="2019-10-14", **RMAT)
    both = resolve([recited, news], published={"a": "2019-10-14", "b": "2026-05-12"})
    assert len(both.events) == 1
    assert str(both.events[0].event_date) == "2019-10-14"
    assert len(first.events) == 1


@pytest.mark.parametrize(
    ("event_type", "one", "other"),
    [
        pytest.param("clinical_hold", {"status": "imposed"}, {"status": "lifted"}, id="status"),
        pytest.param("approval", {"region": "US"}, {"region": "EU"}, id="region"),
        pytest.param("trial_start", {"phase": "Phase 1"}, {"phase": "Phase 3"}, id="phase"),
        pytest.param("trial_readout", {"polarity": "positive"}, {"polarity": "negative"}, id="polarity"),
        pytest.param("designation", {"designation": "orphan drug"}, {"designation": "fast track"}, id="designation"),
        pytest.param("approval", {"products": ["VM-201"]}, {"products": ["VM-305"]}, id="product"),
        pytest.param("approval", {"indication": "gastric cancer"}, {"indication": "lupus nephritis"}, id="indication"),
        pytest.param("trial_readout", {"trials": ["NCT01234567"]}, {"trials": ["NCT07654321"]}, id="trial"),
    ],
)
def test_what_differs_in_kind_is_two_events(event_type: str, one: dict[str, str], other: dict[str, str]) -> None:
    same = {"companies": SPONSOR, "products": ["VM-201"]}
    assert is_one(told("a", event_type, **same), told("b", event_type, **same))  # type: ignore[arg-type]
    assert not is_one(told("a", event_type, **{**same, **one}), told("b", event_type, **{**same, **other}))  # type: ignore[arg-type]


def test_results_of_two_quarters_are_two_events_even_a_week_apart() -> None:
    issuer = {"Velmora Therapeutics": "issuer"}
    second = told(
        "a", "earnings_guidance", "results_reported", companies=issuer, quote="results for the second quarter"
    )
    third = told("b", "earnings_guidance", "results_reported", companies=issuer, quote="Q3 results")
    again = told("c", "earnings_guidance", "results_reported", companies=issuer, quote="second-quarter results")
    assert not is_one(second, third)
    assert is_one(second, again)


def test_deals_of_one_company_with_two_partners_are_two_events() -> None:
    one = told(
        "a", "licensing", "announced", companies={"Velmora Therapeutics": "licensor", "Tarnwick Bio": "licensee"}
    )
    other = told(
        "b", "licensing", "announced", companies={"Velmora Therapeutics": "licensor", "Ostrava Bio": "licensee"}
    )
    same = told("c", "collaboration", "announced", companies={"Velmora": "partner", "Tarnwick Bio": "partner"})
    assert not is_one(one, other)
    assert is_one(one, same)


def test_outlets_that_disagree_stay_one_disputed_event_with_both_amounts() -> None:
    issuer = {"Velmora Therapeutics": "issuer"}
    one = told(
        "a", "private_financing", "closed", companies=issuer, amounts={"raised": 120e6}, financing_round="Series B"
    )
    other = told(
        "b", "private_financing", "closed", companies=issuer, amounts={"raised": 125e6}, financing_round="Series B"
    )
    resolution = resolve([one, other])
    assert resolution.events[0].is_disputed
    assert [row.amount for row in resolution.composed[0].amounts] == [120e6, 125e6]


def test_a_correction_moves_what_it_corrects() -> None:
    issuer = {"Velmora Therapeutics": "issuer"}
    wrong = told(
        "a", "public_offering", "priced", companies=issuer, amounts={"per_share": 1.62, "gross_proceeds": 20e6}
    )
    right = told("b", "public_offering", "priced", companies=issuer, amounts={"gross_proceeds": 21e6})
    articles = [
        article("a", "Velmora prices offering", "x"),
        article("b", "Correction: Velmora prices offering", "y", published="2026-05-13"),
    ]
    (event,) = resolve([wrong, right], articles).events
    assert event.amount == 21e6

"""Copies are joined, template twins are not."""

from datetime import datetime, timedelta

import pytest

from config.models.overrides import Decision, Decisions, Overrides
from tasks.dedupe import TextsInMemory, dedupe_articles, dedupe_batch
from tests.dedupe.articles import article, earnings
from warehouse.contracts import Article

RELEASE = """Tarnwick Bio said that the European Commission has granted marketing authorisation to Sulvexa for adults with severe hives.
The decision rests on two trials in which 41 % of those treated were free of itch after twelve weeks, against 9 % on placebo.
Sulvexa is a tablet that is taken once a day and blocks an enzyme of the mast cell.
Launches in Germany and Austria will follow in September, the company said, and other countries next year.
Analysts had expected the decision in the fourth quarter.
About Tarnwick Bio
Tarnwick Bio develops medicines for diseases of the skin and has its seat in Ghent."""
TITLE = "Tarnwick Bio wins European approval of Sulvexa in hives"


def clusters(*articles: Article) -> list[str | None]:
    return [row.text_cluster_id for row in dedupe_articles(articles)]


def paragraphs(text: str) -> list[str]:
    return text.split("\n")


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param("\n".join(paragraphs(RELEASE)[:2]), id="cut off"),
        pytest.param("\n".join(paragraphs(RELEASE)[1:]), id="first paragraph left out"),
        pytest.param("By our staff\nShare this article\n" + RELEASE + "\nRead more on our site", id="site around it"),
        pytest.param(RELEASE.replace("%", "percent").replace("Bio", "Bio's").replace("-", "–"), id="other typography"),
        pytest.param(RELEASE.replace("\n", " "), id="one line"),
    ],
)
def test_a_copy_with_edits_is_joined(copy: str) -> None:
    one, other = clusters(
        article("a", TITLE, RELEASE), article("b", "Hives drug approved", copy, published="2026-05-13")
    )
    assert one == other


def test_quarterly_results_of_two_quarters_are_two_texts() -> None:
    second = article(
        "a", "Velmora Reports Second Quarter 2026 Results", earnings("second", "June 30, 2026", "61.2", "8.1")
    )
    third = article(
        "b", "Velmora Reports Third Quarter 2026 Results", earnings("third", "September 30, 2026", "64.9", "7.7")
    )
    one, other = clusters(second, third)
    assert one != other


def test_notices_of_a_daily_series_are_texts_of_their_own_and_their_copies_join_them() -> None:
    title = "Dunmere Holdings announces transactions in own shares"
    days = [("2 March 2026", "41,207", "188.40", "52,118,730"), ("3 March 2026", "38,950", "190.15", "52,079,780")]
    notices = [
        f"Dunmere Holdings said that on {day} it bought {count} of its ordinary shares at an average price of {price} pence"
        f" through its broker. All of them will be cancelled. After this purchase {left} ordinary shares are in issue."
        for day, count, price, left in days
    ]
    found = clusters(
        article("a", title, notices[0], published="2026-03-02T17:00"),
        article("b", title, notices[0][:95] + " ...", published="2026-03-02T18:00"),
        article("c", title, notices[1], published="2026-03-03T17:00"),
        article("d", title, f"By our staff\n{notices[1]}", published="2026-03-03T19:00"),
    )
    assert found[0] == found[1] != found[2] == found[3]


SERIES = {
    "purchases": [
        f"Harrowgate Metals reports purchases under the programme that its owners approved. Shares bought: {count}. Highest"
        f" price: {high} pence. Lowest price: {low} pence. All shares bought will be cancelled and none stays in treasury."
        for count, high, low in (("5,310", "61.20", "60.05"), ("4,925", "62.10", "60.70"), ("6,040", "61.95", "61.15"))
    ],
    "managers": [
        f"Harrowgate Metals was notified of a dealing by a manager. Name: {name}. Office held: {office}. Kind of dealing:"
        f" purchase. Place: regulated market. Shares: {count}. Price: {price} pence. The law asks for this notice to be made."
        for name, office, count, price in (
            ("Odile Farran", "head of finance", "1,200", "61.20"),
            ("Marek Dunne", "head of research", "3,400", "61.35"),
            ("Sigrid Holm", "member of the board", "800", "60.90"),
        )
    ],
}


@pytest.mark.parametrize("notices", SERIES.values(), ids=list(SERIES))
@pytest.mark.parametrize("hours", [4, 24])
def test_each_notice_of_a_series_has_its_own_copies_and_its_own_start(notices: list[str], hours: int) -> None:
    title, first = "Harrowgate Metals: notice under the market rules", datetime(2026, 3, 2, 7)
    rows = [
        article(f"{number}{name}", title, text, published=(first + timedelta(hours=number * hours + after)).isoformat())
        for number, notice in enumerate(notices)
        for name, text, after in (
            ("whole", notice, 0),
            ("dressed", f"Share this\n{notice}\nSign up for more", 2),
            ("start", " ".join(notice.split()[:24]) + " ...", 1),
        )
    ]
    found = {row.article_id: row.text_cluster_id for row in dedupe_articles(rows)}
    assert len(set(found.values())) == len(notices)
    assert all(
        found[f"{number}{name}"] == found[f"{number}whole"] for number in range(3) for name in ("dressed", "start")
    )


def test_one_figure_set_right_leaves_a_copy_a_copy() -> None:
    corrected = RELEASE.replace("41 %", "43 %")
    assert len(set(clusters(article("a", TITLE, RELEASE), article("b", TITLE, corrected)))) == 1


def test_a_correction_that_holds_only_what_is_corrected_joins_its_release() -> None:
    note = "This release was updated to give the right dose of the second arm: participants take 20 mg."
    release = article("a", TITLE, RELEASE)
    correction = article("b", f"Correction: {TITLE}", note, published="2026-05-13")
    assert len(set(clusters(release, correction))) == 1


def test_the_canonical_article_is_first_hand_even_when_it_comes_late() -> None:
    outlet = article("a", TITLE, RELEASE, published="2026-05-12T08:00")
    borrower = article("b", TITLE, RELEASE, published="2026-05-12T07:00", syndicated_from="Outlet")
    wire = article("c", TITLE, RELEASE, published="2026-05-12T09:00", url="https://www.globenewswire.com/x")
    without = {row.article_id: row.is_canonical for row in dedupe_articles([outlet, borrower])}
    assert without == {"a": True, "b": False}
    assert [row.article_id for row in dedupe_articles([outlet, borrower, wire]) if row.is_canonical] == ["c"]


def test_people_overrule_in_both_directions() -> None:
    copies = [article("a", TITLE, RELEASE), article("b", TITLE, RELEASE)]
    strangers = [article("a", TITLE, RELEASE), article("b", "Another day", "Nothing in common with it at all.")]
    decision = Decision(these=("a", "b"), because="Someone looked at both.")
    apart = Overrides(texts=Decisions(different=(decision,)))
    joined = Overrides(texts=Decisions(same=(decision,)))
    outcomes = [
        dedupe_batch(articles, TextsInMemory(), kinds={}, overrides=overrides).articles
        for articles, overrides in ((copies, apart), (strangers, joined))
    ]
    assert [len({row.text_cluster_id for row in articles}) for articles in outcomes] == [2, 1]

"""The kind of an article is told by its wording; hub pages and notices are kept quiet."""

import json
from pathlib import Path

import pytest

from tasks.extract.document_kind import QUIET_KINDS, document_kind

GOLD = Path(__file__).parents[1] / "gold"
WIRE = "BOSTON, May 4, 2026 (WIREHOUSE) -- Halden Bio, Inc. (Nasdaq: HLDN) today announced that "


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        ("earnings_call", "Halden Bio to Report Second Quarter 2026 Financial Results on August 6", WIRE + "it will."),
        ("earnings_call", "Halden Bio to Host Conference Call on First Half Results", WIRE + "it will host a call."),
        ("earnings_call", "Halden Bio Q2 2026 earnings call transcript", "Operator: Good morning."),
        (
            "earnings_call",
            "Halden Bio Announces Second Quarter 2026 Results Conference Call",
            WIRE + "it will hold a call.",
        ),
        ("news", "Late-stage results call Halden's strategy into question", "Halden's drug has failed in a trial."),
        ("event_notice", "Halden Bio Hosts Virtual Roundtable on Gout Today", WIRE + "two doctors will speak."),
        ("event_notice", "Halden Bio Announces Upcoming Investor Events", WIRE + "its chief will speak."),
        ("event_notice", "Halden Bio to Participate in Fourth Annual Neurology Day", WIRE + "its chief will speak."),
        ("event_notice", "Halden Bio to Present at the Spring Biotech Conference", WIRE + "its chief will speak."),
        ("event_notice", "Halden Bio Announces Two Poster Presentations at ASH", WIRE + "posters will be shown."),
        ("event_notice", "Halden Bio to Participate in June Investor Conferences", WIRE + "it will take part."),
        ("event_notice", "Webinar: how to run a decentralised trial", "Join us on 4 June at 15:00 BST. Register free."),
        (
            "event_notice",
            "Briefing: Availability of Briefing Documents for FDA Meeting",
            WIRE + "documents are posted.",
        ),
        ("award", "Halden Bio Named Among Best Places to Work", WIRE + "it has been honoured."),
        ("staff_grant", "Halden Bio Reports Inducement Grants under Nasdaq Listing Rule 5635(c)(4)", WIRE + "options."),
        ("capital_notice", "Information on the total number of voting rights and shares", "As of 30 November."),
        ("capital_notice", "Information relative au nombre total des droits de vote", "Au 30 novembre."),
        ("capital_notice", "Halden Bio's New Share Capital and New Number of Shares", "As of 30 November."),
        (
            "capital_notice",
            "Halden Bio Announces Results of Annual General Meeting of Shareholders",
            WIRE + "all passed.",
        ),
        ("capital_notice", "Halden Bio Shareholders Approve All Resolutions", WIRE + "all were approved."),
        ("release", "Halden Bio Files Prospectus Supplement for Share Subscription", WIRE + "it sells shares."),
        ("release", "Halden Bio Adjourns Special Meeting to Vote on Merger with Tidewell", WIRE + "it is adjourned."),
        ("research", "Halden Bio Publishes Research on Findings in Mice", WIRE + "individual findings in mice."),
        ("research", "Halden Bio Presents Preclinical Data on HLD-7", WIRE + "it presented data in mice."),
        ("round_up", "Biotech in brief: Halden, Tidewell and a busy week for gout", "Halden has dosed a patient."),
        ("opinion", "Opinion: the FDA should publish its letters", "It is time for more light."),
        ("feature", "Why rare disease trials run out of patients", "Every evening, she opens a spreadsheet."),
        ("release", "Halden Bio Doses First Patient", WIRE + "the first patient has been dosed."),
        ("release", "Halden Bio erhält Zulassung", "Halden Bio gab heute bekannt, dass die FDA HLD-7 zugelassen hat."),
        ("news", "Halden doses first patient with urticaria drug", "Halden Bio has begun a trial, it said on Monday."),
        (
            "news",
            "Halden wins BARDA award worth $40m",
            "The Biomedical Advanced Research agency has given Halden money.",
        ),
        ("news", "FDA panel to meet on Halden's drug", "Outside experts will discuss the drug on Tuesday."),
    ],
)
def test_kind(kind: str, title: str, text: str) -> None:
    assert document_kind(title, text) == kind


def test_a_notice_that_brings_results_is_no_notice() -> None:
    text = WIRE + "HLD-101 demonstrated a durable response in 61% of patients."
    assert document_kind("Halden Bio to Present Phase 2 Data at EHA Congress", text) not in QUIET_KINDS


def test_an_article_is_quiet_only_where_it_tells_of_no_event() -> None:
    for name in ("dev", "heldout"):
        path = GOLD / f"{name}_articles.jsonl"
        if not path.exists():
            continue
        labels = map(json.loads, (GOLD / f"{name}_gold.jsonl").read_text(encoding="utf-8").splitlines())
        with_events = {label["id"] for label in labels if any(event["is_primary"] for event in label["events"])}
        for article in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if article["id"] in with_events:
                assert document_kind(article["title"], article["text"], article["url"]) not in QUIET_KINDS


def test_a_hub_page_is_a_listing_however_long() -> None:
    teasers = "\n".join(f"Company {number} starts a trial. {number % 28 + 1} May, 2 min read" for number in range(200))
    assert document_kind("Trial news", f"Latest news\n{teasers}\nSubscribe to our newsletter") == "listing"


def test_an_empty_article_is_news() -> None:
    assert document_kind("", "") == "news"

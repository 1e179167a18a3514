"""Confusable pairs and misleading wordings of the trade press: what the words suggest is not what is told."""

import pytest

from tests.extract.articles import mentions


def primary_types(title: str, text: str) -> set[str]:
    """The types that are told as the news."""
    return {mention.event_type for mention in mentions(text, title, "2026-06-15") if mention.role == "primary"}


@pytest.mark.parametrize(
    ("event_type", "title", "text"),
    [
        # approval of a trial, of a site, of a device
        (
            "trial_clearance",
            "FDA approves Ternhill's first trial of TRN-550",
            "Ternhill Therapeutics said on Monday that the FDA has approved its investigational new drug application, "
            "so that a Phase 1 trial of TRN-550 can begin.",
        ),
        (
            "facility",
            "Ternhill wins FDA approval of second manufacturing site",
            "Ternhill Therapeutics said the FDA has approved Coastmere Labs as a contract manufacturer of Zelvanta.",
        ),
        (
            "approval",
            "Lumidex gets FDA clearance for burn camera",
            "Lumidex said on Monday that it has received 510(k) clearance from the FDA for its LumiScan camera.",
        ),
        # a panel that rejects votes; the agency decides
        (
            "advisory_opinion",
            "FDA panel rejects Harrowdene's sleep drug",
            "An FDA advisory committee voted 9 to 3 against Harrowdene Pharma's sleep drug somnorexant on Thursday.",
        ),
        # "complete response" in the title of a resubmission
        (
            "submission",
            "Moorcroft Resubmits NDA in Response to Complete Response Letter for Naloxit",
            "Moorcroft Pharma today announced that it has resubmitted its New Drug Application for naloxit to the FDA.",
        ),
        # "provides update" over a failure
        (
            "trial_readout",
            "Brightholm Provides Update on Nerolimab Program",
            "Brightholm today announced that the Phase 3 trial of nerolimab did not meet its primary endpoint in lupus.",
        ),
        # "collaboration" over a royalty sale
        (
            "debt_royalty_financing",
            "Castlefield and Larkspur announce royalty financing collaboration",
            "Castlefield today announced that Larkspur will pay $200 million for a share of the royalties on Vexarro.",
        ),
        # confusable pairs
        (
            "licensing",
            "Solheim and Lianxin announce collaboration",
            "Solheim Pharma has been granted exclusive rights to develop and commercialize Lianxin's LX-08 in Europe.",
        ),
        (
            "asset_transaction",
            "Oakhaven acquires eye drop from Solheim",
            "Oakhaven Vision has acquired the worldwide rights to Ocutear from Solheim Pharma for $95 million.",
        ),
        (
            "public_offering",
            "Tidewell Announces $80 Million Private Placement",
            "Tidewell Bio (Nasdaq: TDWL) today announced that it has entered into a securities purchase agreement for a "
            "private placement of common stock with gross proceeds of $80 million.",
        ),
        (
            "trial_start",
            "Oncalis Announces Enrollment Completed and Dosing Initiated in Fourth Cohort",
            "Oncalis today announced that dosing has been initiated in the fourth cohort of its Phase 1 trial of ONK-5.",
        ),
    ],
)
def test_a_misleading_wording_is_read_for_what_it_tells(event_type: str, title: str, text: str) -> None:
    assert primary_types(title, text) == {event_type}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Halden eyes Phase 3 start", "Halden Bio expects to start a Phase 3 trial of HLD-101 in the fourth quarter."),
        ("Halden to file for approval", "Halden Bio plans to submit a new drug application to the FDA next year."),
        ("Morrowgate denies bid", "Morrowgate denied that it had agreed to buy Renwick Therapeutics for $3 billion."),
        (
            "Halden drug under review",
            "The FDA is reviewing Halden Bio's application, and a decision is expected in May.",
        ),
        ("Halden in numbers", "Halden Bio had $120 million in cash, and its market is worth $4 billion, analysts say."),
    ],
)
def test_plans_denials_and_standing_facts_are_no_events(title: str, text: str) -> None:
    assert primary_types(title, text) == set()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (
            "Halden Bio, which Morrowgate bought in 2023 for $700 million, makes antibodies against rare cancers.",
            "completed",
        ),
        (
            "Morrowgate agreed to buy Halden Bio in 2023 for $700 million and is still waiting for the authorities.",
            "announced",
        ),
    ],
)
def test_a_purchase_that_is_only_recited_is_done_unless_its_agreement_is(sentence: str, status: str) -> None:
    lead = "Corvane has begun a Phase 2 trial of CVX-3 in malaria, it said on Monday."
    found = mentions(f"{lead}\n\n{sentence}", "Corvane begins Phase 2 malaria trial", "2026-06-15")
    assert [(m.status, m.role) for m in found if m.event_type == "acquisition"] == [(status, "background")]

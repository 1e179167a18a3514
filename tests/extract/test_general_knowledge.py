"""What an article explains by the way, how trials and authorities work, tells of no event."""

import pytest

from tests.extract.articles import mentions


@pytest.mark.parametrize(
    "text",
    [
        "Clinical trials are run in three phases, and most drugs fall at the second.",
        "Under the law, the FDA must act on an application within ten months.",
        "The trial will test whether the drug slows the loss of kidney function.",
        "Nothing has been approved for the disease so far.",
        "Regulators want to see survival data before they approve such drugs.",
        "The FDA can grant breakthrough status to drugs that show a large benefit.",
        "An accelerated approval can be withdrawn if the confirmatory trial fails.",
        "Side effects led 3% of patients to drop out.",
        "Doctors stopped the infusion if the patient developed a fever.",
        "She previously led the team that won approval for three cancer drugs.",
        "The new law would let the FDA approve drugs on the strength of one trial.",
        "A spokesperson for the FDA declined to comment on the application.",
        "Velmark will pay $50 million when the first patient is dosed in Phase 3 and $100 million on approval.",
        "Milestones include the start of a Phase 2 trial and FDA approval.",
        "Hospitals dropped the drug from their lists because of its price.",
        "A court in New York started the trial of two former Velmark managers on Tuesday.",
        "Some doctors have called for the drug to be withdrawn from the market.",
        "Recalls of generic drugs are on the rise, according to the report.",
        "Sponsors increasingly offer an open-label extension, in which everyone may take the drug.",
        "Holders of marketing authorisations for such products must report shortages.",
        "Since doctors began to use gene therapies, more than 60 studies have been registered in the US.",
        "The natural control group is the one that we stopped enrolling.",
        "Three drugs are already cleared for the disease in the US, and at least five more are in late-stage testing.",
        "About 60% of new drugs in the US are designated orphan drugs.",
        "The study was approved by the institutional review board of the hospital.",
        "ORN-3 is an investigational therapy that has not been approved by the FDA or any other regulatory authority.",
        "We look forward to working closely with the FDA as we prepare for our planned NDA submission in the second half of 2026.",
        "Fast Track is designed to facilitate the development and expedite the review of drugs to treat serious conditions.",
        "Orphan Drug Designation is granted by the FDA to drugs for diseases that affect fewer than 200,000 people in the US.",
        "Continued approval for this indication may be contingent upon a confirmatory trial.",
        "Enrollment in the open-label extension is ongoing.",
        "The trial is designed to evaluate the efficacy and safety of ORN-3 in approximately 300 adults.",
    ],
)
def test_explanations_tell_of_no_event(text: str) -> None:
    assert mentions(text) == []

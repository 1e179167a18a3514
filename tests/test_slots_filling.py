"""What is found is bound to the right event: roles by wording, amounts by their part, dates by their clause."""

from datetime import UTC, datetime
from functools import cache

import pytest

from config.lookup import load_lookups
from config.taxonomy import load_event_types
from tasks.extract.document import Candidate
from tasks.extract.sentences import build_document
from tasks.extract.slots import Recognisers, SlotValues, annotate, build_recognisers, fill_slots


@cache
def recognisers() -> Recognisers:
    return build_recognisers(load_lookups())


def fill(
    event_type: str,
    text: str,
    trigger: str,
    *,
    role: str = "primary",
    status: str | None = None,
    persons: bool = False,
) -> SlotValues:
    document = build_document("art", "", text, published_at=datetime(2026, 7, 14, tzinfo=UTC))
    document = annotate(document, recognisers())
    start = document.full.index(trigger, document.text_start)
    sentence = document.sentence_at(start).index
    candidate = Candidate(
        event_type, status, None, "test", start, start + len(trigger), sentence, (sentence,), role=role
    )
    return fill_slots(document, candidate, load_event_types()[event_type], extract_persons=persons)


@pytest.mark.parametrize(
    ("event_type", "text", "trigger", "expected"),
    [
        ("acquisition", "Orvane Pharma is to acquire Tellis Bio.", "acquire", {"Orvane Pharma": "acquirer", "Tellis Bio": "target"}),
        ("acquisition", "Tellis Bio is to be acquired by Orvane Pharma.", "acquired", {"Orvane Pharma": "acquirer", "Tellis Bio": "target"}),
        ("licensing", "Orvane Pharma licensed TLB-301 from Tellis Bio.", "licensed", {"Orvane Pharma": "licensee", "Tellis Bio": "licensor"}),
        ("licensing", "Tellis Bio granted Orvane Pharma exclusive rights to TLB-301.", "granted", {"Tellis Bio": "licensor", "Orvane Pharma": "licensee"}),
        ("asset_transaction", "Orvane Pharma sold its eye drops to Tellis Bio.", "sold", {"Orvane Pharma": "seller", "Tellis Bio": "buyer"}),
        ("litigation", "Orvane Pharma sued Hexell Generics in Delaware.", "sued", {"Orvane Pharma": "plaintiff", "Hexell Generics": "defendant"}),
        ("private_financing", "Tellis Bio raised $40m in a Series A led by Quay Street Ventures.", "raised", {"Tellis Bio": "issuer", "Quay Street Ventures": "lead_investor"}),
        ("grant_contract", "BARDA awarded Tellis Bio a contract worth up to $90m.", "awarded", {"Tellis Bio": "recipient", "BARDA": "funder"}),
        ("designation", "The FDA granted Tellis Bio fast track designation for TLB-301.", "designation", {"Tellis Bio": "sponsor"}),
        ("acquisition", "Karwen Bio, which Orvane Pharma bought in 2019, made it.", "bought", {"Orvane Pharma": "acquirer", "Karwen Bio": "target"}),
        ("licensing", "Orvane Pharma is handing Tellis Bio $90 million for rights to TLB-301.", "handing", {"Orvane Pharma": "licensee", "Tellis Bio": "licensor"}),
        ("licensing", "Orvane Pharma is giving the rights to TLB-301 back to Tellis Bio.", "giving", {"Orvane Pharma": "licensee", "Tellis Bio": "licensor"}),
        ("private_financing", "Tellis Bio raised $40m. The round was co-led by Quay Street Ventures and Pell Partners.", "raised", {"Tellis Bio": "issuer", "Quay Street Ventures": "lead_investor", "Pell Partners": "lead_investor"}),
        ("company_formation", "Orvane Pharma is spinning out its eye unit into Tellis Bio, a new company.", "spinning", {"Orvane Pharma": "parent", "Tellis Bio": "new_company"}),
        ("supply_commercial_agreement", "Orvane Pharma signed a deal with Vialis Bio to make TLB-301.", "deal", {"Vialis Bio": "manufacturer", "Orvane Pharma": "sponsor"}),
        ("litigation", "Orvane Pharma fell. A suit against the company was dismissed.", "suit", {"Orvane Pharma": "defendant"}),
        ("facility", "Orvane Pharma grew. It bought the plant from Tellis Bio in 2023.", "plant", {"Orvane Pharma": "owner"}),
        ("licensing", "Orvane Pharma grew.\nRights in Japan reside with Pell Seiyaku.", "Rights", {"Orvane Pharma": "licensor", "Pell Seiyaku": "licensee"}),
        ("acquisition", "Orvane Pharma grew.\nIn 2024 it paid $310m for Tellis Bio.", "paid", {"Orvane Pharma": "acquirer", "Tellis Bio": "target"}),
        ("licensing", "Orvane Pharma is glad.\nIt sold the rights to Boston's Tellis Bio.", "sold", {"Orvane Pharma": "licensor", "Tellis Bio": "licensee"}),
        ("licensing", "Orvane Pharma grew.\nPell Biotech Co. Ltd. took rights for China.", "took", {"Orvane Pharma": "licensor", "Pell Biotech": "licensee"}),
        ("debt_royalty_financing", "Orvane Pharma grew.\nThe loan came from Pell Credit.", "loan", {"Orvane Pharma": "issuer", "Pell Credit": "investor"}),
        ("earnings_guidance", "Tellis Bio raised its outlook, said Pell Partners analyst Ida Roth.", "raised", {"Tellis Bio": "issuer"}),
    ],
)  # fmt: skip
def test_companies_have_their_roles(event_type: str, text: str, trigger: str, expected: dict[str, str]) -> None:
    found = fill(event_type, text, trigger).companies
    assert {company.name: company.role for company in found} == expected


@pytest.mark.parametrize(
    ("event_type", "text", "trigger", "expected"),
    [
        (
            "licensing",
            "Tellis Bio licensed TLB-301 to Orvane Pharma for $60m upfront and up to $700m in milestones.",
            "licensed",
            [(60e6, "USD", "upfront"), (700e6, "USD", "milestones")],
        ),
        (
            "public_offering",
            "Tellis Bio priced its offering at $12.50 per share, for gross proceeds of about $150 million.",
            "priced",
            [(12.5, "USD", "per_share"), (150e6, "USD", "raised")],
        ),
        (
            "private_financing",
            "Tellis Bio raised €30 million in a Series B round. It had €12 million of cash at the end of June.",
            "raised",
            [(30e6, "EUR", "raised")],
        ),
        ("acquisition", "Orvane Pharma bought Tellis Bio, whose market is worth $9bn, for $1.2bn.", "bought", [(1.2e9, "USD", "total")]),
        ("private_financing", "Tellis Bio raised SEK 260m (€23m) in seed money.", "raised", [(260e6, "SEK", "raised")]),
        ("litigation", "Orvane Pharma sued over its $1.6 billion takeover.", "sued", []),
        ("litigation", "A court ordered Orvane Pharma to pay €19 million.", "ordered", [(19e6, "EUR", "settlement")]),
        ("pricing_reimbursement", "Tellis Bio set the wholesale acquisition cost of TLB-301 at $475.", "set", [(475, "USD", "price")]),
    ],
)  # fmt: skip
def test_amounts_have_their_part(
    event_type: str, text: str, trigger: str, expected: list[tuple[float, str, str]]
) -> None:
    found = fill(event_type, text, trigger).amounts
    assert [(amount.value, amount.currency, amount.role) for amount in found] == expected


def test_a_recited_event_has_the_money_of_its_own_clause() -> None:
    text = "Tellis Bio raised £7m in a seed round in 2023, and in April won a grant of £2m."
    for event_type, trigger, value in (("private_financing", "raised", 7e6), ("grant_contract", "won", 2e6)):
        found = fill(event_type, text, trigger, role="background").amounts
        assert [amount.value for amount in found] == [value]


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("Tellis Bio now expects sales of $315 million to $325 million, compared with $300 million.", "raised", [315e6, 325e6]),
        ("Tellis Bio cut its outlook to $9 million from $12 million.", "lowered", [9e6]),
        ("Tellis Bio reported sales of $9 million and confirmed its outlook of $12 million.", "reaffirmed", []),
    ],
)  # fmt: skip
def test_a_changed_forecast_tells_what_is_expected_now(text: str, status: str, expected: list[float]) -> None:
    found = fill("earnings_guidance", text, "Bio", status=status).amounts
    assert [amount.value for amount in found] == expected


@pytest.mark.parametrize(
    ("text", "role", "value", "basis"),
    [
        ("The FDA approved TLB-301 on 8 July, 52 days after it was filed.", "primary", "2026-07-08", "stated"),
        ("The FDA approved TLB-301 on Friday, Tellis Bio said on Monday.", "primary", "2026-07-10", "relative"),
        (
            "LEEDS, England, July 13, 2026 (NEWSLINE) -- The FDA has approved TLB-301.",
            "primary",
            "2026-07-13",
            "stated",
        ),
        ("The FDA has approved TLB-301. A launch is planned for September 2026.", "primary", "2026-07-14", "published"),
        ("TLB-301 was approved by the FDA in December 2021.", "background", "2021-12", "stated"),
        ("In April, TLB-301 was approved.", "background", "2026-04", "relative"),
        ("TLB-301, approved earlier, doesn't lose its patent until March 2041.", "background", None, "not_in_text"),
    ],
)
def test_the_date_is_that_of_its_own_clause(text: str, role: str, value: str | None, basis: str) -> None:
    slots = fill("approval", text, "approved", role=role)
    assert (slots.event_date, slots.event_date_basis) == (value, basis)


@pytest.mark.parametrize(
    ("event_type", "text", "trigger", "products"),
    [
        ("debt_royalty_financing", "Tellis Bio sold a 6% royalty on palvetide to Pell Royalty for $85m.", "sold", ("palvetide",)),
        ("debt_royalty_financing", "Tellis Bio drew a loan of $75m to make palvetide.", "loan", ()),
        ("pricing_reimbursement", "Hidrelva (tolivekimab) is new. NICE recommends the drug for adults in whom adalimumab failed.", "recommends", ("Hidrelva", "tolivekimab")),
        ("grant_contract", "CEPI awarded Tellis Bio $4m. Its vaccine, TLB-301, can be freeze-dried.", "awarded", ("TLB-301",)),
        ("acquisition", "Orvane Pharma bought Tellis Bio and its pill TLB-301.", "bought", ("TLB-301",)),
        ("acquisition", "Orvane Pharma bought Tellis Bio.\nTLB-301 and TLB-9 are in trials.", "bought", ("TLB-301",)),
        ("licensing", "TLB-301 and TLB-9 work.\nOrvane Pharma took the rights in Japan.", "took", ("TLB-301",)),
        ("grant_contract", "TLB-301 works.\nCEPI gave £3m for a line that dries vaccines.", "gave", ("TLB-301",)),
        ("trial_readout", "Palvetide works.\nSleep after palvetide was no worse than after placebo.", "no worse", ("palvetide",)),
    ],
)  # fmt: skip
def test_products_are_those_of_the_event(event_type: str, text: str, trigger: str, products: tuple[str, ...]) -> None:
    assert fill(event_type, text, trigger).products == products


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Orvane Pharma grew.\nTellis Bio showed its data, and they turned heads.", "showed", {"Tellis Bio": "sponsor"}),
        ("Orvane Pharma grew.\nIt dropped a pill it had got from Tellis Bio.", "dropped", {"Orvane Pharma": "sponsor"}),
        ("Orvane's licensee, Pell Pharma, filed for approval. Orvane Pharma did not.", "filed", {"Orvane": "sponsor", "Pell Pharma": "partner"}),
        ("Orvane Pharma sold rights to Tellis Bio.\nA month later came fast track status.", "came", {"Orvane Pharma": "sponsor"}),
        ("Orvane Pharma grew.\nIn May it sold the rights in China to Boston's Tellis Bio. That was followed by data.", "followed", {"Orvane Pharma": "sponsor"}),
    ],
)  # fmt: skip
def test_a_recited_event_has_the_sponsor_that_its_sentence_is_about(
    text: str, trigger: str, expected: dict[str, str]
) -> None:
    found = fill("trial_readout", text, trigger, role="background").companies
    assert {company.name: company.role for company in found} == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("TLB-301 works.\nIn 2022 a lupus pill failed in a trial.", "failed"),
        ("TLB-301 works.\nLorne Pharma stopped two trials in 2022.", "stopped"),
    ],
)
def test_a_product_that_is_not_named_is_not_that_of_the_article(text: str, trigger: str) -> None:
    assert fill("trial_readout", text, trigger, role="background").products == ()


def test_a_time_of_day_does_not_end_a_sentence() -> None:
    text = "The offer ended at 12:01 a.m. Eastern time. Lorne Pharma paid at 8 p.m. The shares are gone."
    document = build_document("art", "", text)
    assert [document.words(sentence) for sentence in document.sentences[1:]] == [
        "The offer ended at 12:01 a.m. Eastern time.",
        "Lorne Pharma paid at 8 p.m.",
        "The shares are gone.",
    ]


def test_a_grant_that_is_recited_is_not_for_the_product_of_the_article() -> None:
    text = "TLB-301 works.\nInnovate UK gave Tellis Bio £3m for a line that dries vaccines."
    assert fill("grant_contract", text, "gave", role="background").products == ()


def test_a_company_that_describes_itself_lends_no_disease() -> None:
    text = (
        "Tellis Bio (Nasdaq: TELB), a company developing medicines for asthma, today announced that the FDA granted "
        "orphan drug designation to TLB-301 for relapsed or refractory multiple myeloma in adults."
    )
    slots = fill("designation", text, "designation")
    assert (slots.indication, slots.indication_raw) == (
        "multiple myeloma",
        "relapsed or refractory multiple myeloma",
    )
    assert (slots.designation, slots.regulator, slots.region, slots.products) == (
        "orphan drug",
        "FDA",
        "US",
        ("TLB-301",),
    )


@pytest.mark.parametrize(
    ("event_type", "text", "trigger", "indication"),
    [
        ("trial_start", "Tellis Bio dosed the first adult with Velmar-Osk syndrome.", "dosed", "velmar-osk syndrome"),
        ("trial_start", "Tellis Bio dosed the first infant with novel orthanosis.", "dosed", "orthanosis"),
        ("trial_start", "Tellis Bio dosed the first patient; the diagnosis of the disease is hard.", "dosed", None),
        ("patent", "Tellis Bio was granted a patent on TLB-301 in asthma.", "granted", "asthma"),
    ],
)
def test_diseases_of_no_list_are_told_by_their_shape(
    event_type: str, text: str, trigger: str, indication: str | None
) -> None:
    assert fill(event_type, text, trigger).indication == indication


@pytest.mark.parametrize(
    ("event_type", "text", "trigger", "value"),
    [
        ("trial_clearance", "Tellis Bio has cleared a hurdle. The letter reached the company on Friday, July 10.", "cleared", "2026-07-10"),
        ("trial_discontinuation", "Tellis Bio is stopping TLB-301. It has said so on Monday.", "stopping", "2026-07-13"),
        ("earnings_guidance", "Tellis Bio raised its outlook for 2026. The filing came on July 10.", "raised", "2026-07-14"),
        ("trial_enrollment", "Tellis Bio finished enrolment in the final quarter of 2025.", "finished", "2025-Q4"),
    ],
)  # fmt: skip
def test_news_without_a_date_of_its_own(event_type: str, text: str, trigger: str, value: str) -> None:
    assert fill(event_type, text, trigger).event_date == value


@pytest.mark.parametrize(
    ("event_type", "text", "trigger", "indication"),
    [
        ("trial_readout", "TLB-301 shrank tumours in women with ovarian cancer, Tellis Bio reported.", "shrank", "ovarian cancer"),
        ("trial_readout", "Ovarian cancer is hard to treat.\nTLB-301 shrank tumours, Tellis Bio reported.", "shrank", "ovarian cancer"),
        ("trial_discontinuation", "Tellis Bio scrapped TLB-301 in solid tumours. Its asthma drug goes on. Asthma is common.", "scrapped", "solid tumours"),
        ("trial_start", "Pell Oncology dosed the first patient with asthma.", "dosed", "asthma"),
        ("licensing", "Tellis Bio licensed TLB-301 to Pell Oncology.", "licensed", None),
        ("trial_start", "Tellis Bio dosed a patient with refractory AML.", "dosed", "acute myeloid leukaemia"),
        ("trial_start", "Tellis Bio dosed a patient. The AML Group met.", "dosed", None),
        ("recall_withdrawal", "Tellis Bio recalled its asthma spray.", "recalled", "asthma"),
        ("supply_commercial_agreement", "Pell Pharma will make the migraine antibody of Tellis Bio.", "make", "migraine"),
        ("trial_start", "Tellis Bio dosed a woman with hot flashes.", "dosed", "vasomotor symptoms"),
    ],
)  # fmt: skip
def test_the_disease_is_the_most_exact_one_of_the_event(
    event_type: str, text: str, trigger: str, indication: str | None
) -> None:
    assert fill(event_type, text, trigger).indication == indication


@pytest.mark.parametrize(
    ("event_type", "text", "trigger", "phase"),
    [
        ("trial_start", "TLB-301 is in the Phase 3 KESTREL trial. TLB-9 is in Phase 1.\nKESTREL opened in May.", "opened", "Phase 3"),
        ("trial_start", "TLB-301 is in the Phase 3 KESTREL trial.\nKESTREL, unlike the Phase 2 study that began in May, is large.", "began", "Phase 2"),
        ("trial_readout", "The Phase 3 trial of TLB-301 is large.\nResults were shown in May.", "shown", "Phase 3"),
        ("trial_discontinuation", "The Phase 3 trial of TLB-301 is large.\nTellis Bio dropped TLB-9 in 2022.", "dropped", None),
        ("licensing", "Tellis Bio took a licence in May, and a Phase 1 study began.", "took", None),
    ],
)  # fmt: skip
def test_the_phase_is_that_of_the_trial(event_type: str, text: str, trigger: str, phase: str | None) -> None:
    assert fill(event_type, text, trigger, role="background").phase == phase


def test_what_a_product_binds_is_not_what_it_is() -> None:
    text = "Tellis Bio dosed a patient with TLB-301, an autologous CAR T-cell therapy that targets the protein Claudin18.2."
    assert fill("trial_start", text, "dosed").modality == "autologous CAR-T"


def test_a_national_funder_lends_its_country() -> None:
    assert fill("grant_contract", "BARDA awarded Tellis Bio $9m.", "awarded").region == "US"
    assert fill("grant_contract", "CEPI awarded Tellis Bio $9m.", "awarded").region is None


def test_line_of_therapy_and_population_stand_apart_from_the_disease() -> None:
    text = "Tellis Bio dosed the first patient with TLB-301 in previously untreated follicular lymphoma in adults."
    slots = fill("trial_start", text, "dosed")
    assert (slots.indication, slots.line_of_therapy, slots.population) == (
        "follicular lymphoma",
        "first line",
        "adults",
    )


@pytest.mark.parametrize(
    ("event_type", "text", "trigger", "region"),
    [
        ("approval", "Swissmedic has approved TLB-301.", "approved", "Switzerland"),
        ("approval", "TLB-301 was approved in Japan.", "approved", "Japan"),
        ("licensing", "Orvane Pharma licensed worldwide rights to TLB-301 from Tellis Bio.", "licensed", "global"),
        ("licensing", "Orvane Pharma licensed TLB-301 in China, Hong Kong and Macau from Tellis Bio.", "licensed", "Greater China"),
        ("litigation", "Orvane Pharma sued Hexell Generics in federal court in Delaware.", "sued", "US (D. Del.)"),
        ("trial_readout", "TLB-301 met its endpoint in a trial, US-based Tellis Bio said.", "met", None),
        ("litigation", "A Munich court ordered Orvane Pharma to pay Hexell Generics.", "ordered", "Germany"),
        ("litigation", "Orvane Pharma lost an arbitration in Singapore.", "lost", "Singapore"),
        ("litigation", "Orvane Pharma sued in 2021.\nThe case was filed with the District Court for the District of Delaware.", "sued", "US (D. Del.)"),
        ("litigation", "The Unified Patent Court ruled for Orvane Pharma.", "ruled", "EU"),
        ("approval", "TLB-301 won the EU's go-ahead, and was rolled out in Germany.", "won", "EU"),
        ("approval", "TLB-301 was approved in Japan; outside the U.S. it is sold by Pell.", "approved", "Japan"),
        ("designation", "Tellis Bio received RMAT designation.\nHealth Canada is slow.", "received", "US"),
        ("submission", "Tellis Bio began a rolling BLA submission.", "began", "US"),
        ("recall_withdrawal", "Leeds-based Tellis Bio is recalling a syrup in the United States.", "recalling", "US"),
        ("pricing_reimbursement", "Tellis Bio set the wholesale acquisition cost at $475.", "set", "US"),
        ("licensing", "Tellis Bio gave Orvane Pharma a licence in the Americas.", "gave", "Americas"),
        ("supply_commercial_agreement", "Pell Pharma will make TLB-301 for America's Orvane Pharma.", "make", None),
    ],
)  # fmt: skip
def test_region_is_the_territory(event_type: str, text: str, trigger: str, region: str | None) -> None:
    assert fill(event_type, text, trigger).region == region


def test_a_death_in_a_trial_has_no_authority_unless_it_is_told_with_one() -> None:
    text = "A child died in a trial of TLB-301.\nThe FDA is aware."
    found = fill("safety_quality", text, "died", status="patient_death")
    assert (found.regulator, found.region) == (None, None)
    assert fill("safety_quality", "Tellis Bio got a letter.\nThe FDA is aware.", "letter").regulator == "FDA"


def test_the_goal_date_lies_ahead_and_is_not_the_event() -> None:
    slots = fill(
        "submission_accepted",
        "The FDA accepted the NDA for TLB-301 and set a PDUFA date of March 10, 2027.",
        "accepted",
    )
    assert (slots.goal_date, slots.application_type, slots.event_date) == ("2027-03-10", "NDA", "2026-07-14")


def test_persons_are_read_only_where_they_are_asked_for() -> None:
    text = "Tellis Bio has appointed Ida M. Rothenberg, Ph.D., as Chief Medical Officer, effective August 3, 2026."
    assert fill("leadership_change", text, "appointed").persons == ()
    slots = fill("leadership_change", text, "appointed", persons=True)
    assert [(person.name, person.position, person.change) for person in slots.persons] == [
        ("Ida M. Rothenberg", "Chief Medical Officer", "appointment")
    ]
    assert slots.effective_date == "2026-08-03"

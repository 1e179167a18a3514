"""Names of companies, products, trials and phases are found by their shape and by the words around them."""

from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.lookup import load_lookups
from tasks.extract.document import Document
from tasks.extract.sentences import build_document
from tasks.extract.slots import Recognisers, annotate, build_recognisers
from tasks.extract.slots.phases import find_phases
from tasks.extract.slots.trials import find_trial_ids, find_trial_names


@cache
def recognisers() -> Recognisers:
    return build_recognisers(load_lookups())


def read(text: str, title: str = "") -> Document:
    published = datetime(2026, 7, 14, tzinfo=UTC)
    return annotate(build_document("art", title, text, published_at=published), recognisers())


def values(document: Document, kind: str) -> list[str]:
    return list(dict.fromkeys(span.value for span in document.spans if span.kind == kind))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Farrowgate Therapeutics, Inc. (Nasdaq: FRWG) announced today its results.", ["Farrowgate Therapeutics"]),
        ("Lundmark Biotech A/S (NASDAQ: LNDM) (“Lundmark”) has a new chair.", ["Lundmark Biotech"]),
        ("Quillane SE [Euronext: QLN] was quiet.", ["Quillane"]),
        ("Shares of Brackmoor Pharma (BRKM.L) rose.", ["Brackmoor Pharma"]),
        ("It signed an agreement with Veltrona on Monday.", ["Veltrona"]),
        ("Denmark's Orvellis said the trial would go on.", ["Orvellis"]),
        (
            "Suzhou-based Jinhe Biosciences and Pellandra Oncology will share the costs.",
            ["Jinhe Biosciences", "Pellandra Oncology"],
        ),
        ("The European Medicines Agency met researchers of the University of Leeds.", ["University of Leeds"]),
        ("The Food and Drug Administration and the National Institute for Health and Care Excellence differ.", []),
        ("Yesterday Dr Ilse Varga said the drug was safe; Varga expects more.", []),
        ("Chief Financial Officer Ida Berg-Roth has taken over.", []),
        ("It borrowed from Norvane Credit Finance Corporation.", ["Norvane Credit Finance"]),
        ("Pelham Acquisition Corp. IV (NYSE: PLHM) will wait.", ["Pelham Acquisition Corp. IV"]),
        ("The 31st Meridian Group is listed.", ["31st Meridian Group"]),
        ("Last year it paid €60m for Norway's Ullandis.", ["Ullandis"]),
        ("Leeds-based Ormandel has renewed the lease.", ["Ormandel"]),
        ("A $150 million loan from Brackmoor Grove was signed.", ["Brackmoor Grove"]),
        ("It was supplied by Kyoto's Ranzei Works in 2023.", ["Ranzei Works"]),
        ("Rival Solvane Pharma won.", ["Solvane Pharma"]),
        ("It handed the antibody back to its Zurich originator Synaptrel that fall.", ["Synaptrel"]),
        ("It filed a complaint against Ferrand Yakuhin.", ["Ferrand Yakuhin"]),
        ("It was made by Östra Biotech for years.", ["Östra Biotech"]),
        ("In court, Ida Roth joined as chief technical officer.", []),
    ],
)
def test_companies(text: str, expected: list[str]) -> None:
    assert values(read(text), "company") == expected


def test_a_short_name_goes_without_its_field() -> None:
    document = read("Tarne Genetics met the agency. Tarne hopes for the best.")
    assert [document.full[span.start : span.end] for span in document.spans if span.kind == "company"] == [
        "Tarne Genetics",
        "Tarne",
    ]


def test_a_line_like_a_headline_names_no_company_of_its_own() -> None:
    text = (
        "Orvane Bio Obtains Exclusive Rights and Strengthens Commercial Manufacturing\n"
        "LEEDS, July 14, 2026 -- Orvane Bio (Nasdaq: ORVN) has obtained rights."
    )
    assert values(read(text, title="Orvane Bio to Regain Global Rights"), "company") == ["Orvane Bio"]


def test_the_full_name_stands_below_a_short_headline() -> None:
    document = read("Leeds-based Ormandel Hearing has closed a round.", title="Ormandel secures £92m for hearing loss")
    assert values(document, "company") == ["Ormandel Hearing"]


def test_short_forms_and_aliases_stand_for_the_company() -> None:
    text = "Takemura Pharmaceutical rose. Takemura will sue Dalgety Biologics (Leeds) Co., Ltd. (“DalgetyBio”), it said.\nDalgetyBio fell."
    document = read(text)
    named = [document.full[span.start : span.end] for span in document.spans if span.kind == "company"]
    assert named == ["Takemura Pharmaceutical", "Takemura", "Dalgety Biologics", "DalgetyBio", "DalgetyBio"]
    assert values(document, "company") == ["Takemura Pharmaceutical", "Dalgety Biologics"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The company dosed a patient with FWG-204.", "FWG-204"),
        ("Patients received varlotinib (formerly VRL-12) daily.", "varlotinib|VRL-12"),
        ("Sales of QUENTRA® (melvolimab) grew.", "QUENTRA|melvolimab"),
        ("The label of Ostrivo™ (nasal adrenaline spray) changed.", "Ostrivo|nasal adrenaline spray"),
        ("BXT324/DL-1311 is a conjugate.", "BXT324|DL-1311"),
        ("Glentavo, a once-daily pill known generically as pirogliflozin, is old.", "Glentavo|pirogliflozin"),
        ("The agency approved fixarvogene autoleucel. Fixar-cel is given once.", "fixarvogene autoleucel|fixar-cel"),
        ("The study of zelnacirnon in adults was stopped.", "zelnacirnon"),
        (
            "It failed a trial in which dabrocoran did nothing. Dabrocoran is a pill; those on dabrocoran fell.",
            "dabrocoran",
        ),
        ("Data for ABX-450 (brabolinumtoxinA) were shown.", "ABX-450|brabolinumtoxinA"),
        ("It approved linterocept (Orvessa) in June.", "linterocept|Orvessa"),
        ("Lots of ketanamol tromethate injection were recalled.", "ketanamol tromethate"),
        ("A negative opinion on Lemvira (tarizumab govecan) came.", "Lemvira|tarizumab govecan"),
        ("The agency cleared its nighttime liquid, Dormisol, in February.", "Dormisol"),
        ("The company can sell its LumoScan camera in Japan.", "LumoScan"),
        ("The test is the ORVstat-Dx Respiratory Panel Plus of Leeds.", "ORVstat-Dx Respiratory Panel Plus"),
        ("Two grants advance the Covering Its BondGuard™ device. BondGuard is new.", "BondGuard"),
        ("It sells Oculis-X® (cycloforin ophthalmic emulsion) in Oslo.", "Oculis-X|cycloforin"),
        ("It filed for HMX-12 (intranasal fenazelide) in May.", "HMX-12|fenazelide"),
        ("It sells the German cold sore line Herpavan.", "Herpavan"),
        ("It withdrew its asthma medicine Pulmatica.", "Pulmatica"),
        ("A clearance for VascuRead, a rapid test, came.", "VascuRead"),
        ("Orvane bought tolutasirib in 2022.", "tolutasirib"),
        ("The list price of Respirent fell.", "Respirent"),
        ("It will be repaid out of Zelvanta sales.", "Zelvanta"),
        ("Data of JS-C19 were shown.", "JS-C19"),
        ("Norvex, whose active ingredient is teprolimod, was withdrawn. Norvex is a pill.", "Norvex|teprolimod"),
    ],
)
def test_products_by_all_their_names(text: str, names: str) -> None:
    [product] = {span.attrs["names"] for span in read(text).spans if span.kind == "product"}
    assert product == names


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 and H5N1 spread.",
        "It binds CD19, HER2 and IL-23.",
        "The complaint was filed in court.",
        "In 2026 the company cut 62 jobs.",
        "Batch LV2507A of the lot was recalled.",
        "The Phase 3 HARBOUR-2 trial enrolled 400 adults.",
        "The conjugate shrank tumours; the antibody shook up the field.",
        "Treatment of Halvorsen and Halvorsen vaccine supply: Halvorsen said it had grown.",
        "The licence (Kessling Ltd) was signed.",
        "It approved Kessling Seiyaku's application.",
        "An earlier Veltronix patent fell. Veltronix, the Leeds-based delivery specialist, said so.",
        "PRIME for Nordveil, a death in a gene therapy trial.",
        "Women received endocrine therapy and a bilayer tablet.",
    ],
)
def test_what_is_no_product(text: str) -> None:
    assert values(read(text), "product") == []


def test_brands_in_a_row_are_products() -> None:
    text = "It will sell its Colvadin, Ferrovax and Nutrigest franchises."
    assert values(read(text), "product") == ["Colvadin", "Ferrovax", "Nutrigest"]


def test_the_reference_of_a_biosimilar_is_marked() -> None:
    spans = [
        span
        for span in read("AVX-3 is a proposed biosimilar to Prolenda® (denvosumab).").spans
        if span.kind == "product"
    ]
    assert [(span.attrs["names"], span.attrs["reference"]) for span in spans[:2]] == [
        ("AVX-3", ""),
        ("denvosumab", "1"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a Phase I/II trial", ["Phase 1/2"]),
        ("Phase 1b/2a study", ["Phase 1b/2a"]),
        ("the phase III trial", ["Phase 3"]),
        ("Phase IIb data", ["Phase 2b"]),
        ("in a mid-stage trial", ["Phase 2 (mid-stage)"]),
        ("Phases 1 and 2", ["Phase 1/2"]),
        ("klinische Phase-1/2-Studie", ["Phase 1/2"]),
        ("in this phase of its life", []),
    ],
)
def test_phases(text: str, expected: list[str]) -> None:
    assert [phase.value for phase in find_phases(text)] == expected


@pytest.mark.parametrize(
    ("text", "trial_id", "registry"),
    [
        ("(NCT 05914116)", "NCT05914116", "ClinicalTrials.gov"),
        ("EudraCT 2019-001234-56", "2019-001234-56", "EudraCT"),
        ("CTIS 2023-501234-12-00", "2023-501234-12-00", "CTIS"),
        ("ChiCTR2100012345", "ChiCTR2100012345", "ChiCTR"),
        ("jRCT2031230001", "jRCT2031230001", "jRCT"),
        ("ISRCTN12345678", "ISRCTN12345678", "ISRCTN"),
        ("ACTRN12620000123456", "ACTRN12620000123456", "ANZCTR"),
        ("CTRI/2022/01/039234", "CTRI/2022/01/039234", "CTRI"),
    ],
)
def test_registry_ids(text: str, trial_id: str, registry: str) -> None:
    assert [(trial.trial_id, trial.registry) for trial in find_trial_ids(text)] == [(trial_id, registry)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The LANTERN study began.", ["LANTERN"]),
        ("the Phase 3 KESTREL-301 trial", ["KESTREL-301"]),
        ("The trial, named HEATHER, is planned.", ["HEATHER"]),
        ("an FDA trial in AML", []),
    ],
)
def test_trial_names(text: str, expected: list[str]) -> None:
    assert [trial.name for trial in find_trial_names(text)] == expected


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=300),
    st.lists(st.sampled_from(["FDA", "(Nasdaq: X", "Bio, Inc.", "®", "Phase II", "XY-123", "$5m", "’s"]), max_size=12),
)
def test_spans_stand_in_the_text_in_order(noise: str, pieces: list[str]) -> None:
    document = read(noise + " ".join(pieces) + noise, title=" ".join(pieces))
    starts = [span.start for span in document.spans]
    assert starts == sorted(starts)
    assert all(0 <= span.start <= span.end <= len(document.full) for span in document.spans)


@pytest.mark.parametrize("piece", ["Aa ", "A-1 ", "(“A” ", "Bio ", "of the ", "Inc. (", "® (a ", "2024 "])
def test_a_text_made_of_one_piece_is_read_in_linear_time(piece: str) -> None:
    from time import process_time

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        started = process_time()
        read(text)
        return process_time() - started

    assert seconds(100_000) < 40 * max(seconds(10_000), 0.01)

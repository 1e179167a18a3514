"""An article of the kind that Presslake is measured by: one announcement, one recited event, promotions in between."""

from config.lookup import load_lookups
from config.taxonomy import load_event_types, load_word_sets
from config.weights import load_learned
from flows.records import article_from_record
from tasks.clean import clean_text
from tasks.extract.engine import build_extractor, extract

TEXT = """Lanmei Therapeutics has obtained the approval of the China National Medical Products Administration (NMPA)’s Center for Drug Evaluation (CDE) to begin a Phase II trial of LM-207 in patients with gastric or gastroesophageal junction cancer.

LM-207 is an autologous CAR-T cell therapy directed against Claudin18.2.

Reach The Buyers Who Matter

Find out more

“We look forward to opening the first sites,” the company’s chief executive said.

In March 2021, the US Food and Drug Administration granted regenerative medicine advanced therapy (RMAT) designation to the company’s LM-118 for the treatment of relapsed or refractory multiple myeloma.

Nominations are now closed for the Trial Leaders Excellence Awards. A big thanks to all the organisations that entered.
"""


def test_the_announcement_is_primary_and_the_recital_background_and_promotions_tell_nothing() -> None:
    extractor = build_extractor(load_event_types(), load_lookups(), load_word_sets(), load_learned())
    clearance, designation = extract(article_from_record({"id": "a", "text": TEXT}), extractor)
    assert (clearance.event_type, clearance.status, clearance.role) == ("trial_clearance", "cleared", "primary")
    assert (clearance.phase, clearance.regulator, clearance.region) == ("Phase 2", "NMPA (CDE)", "China")
    assert clearance.products == ["LM-207"]
    assert [company.name for company in clearance.companies] == ["Lanmei Therapeutics"]
    assert (designation.event_type, designation.status, designation.role) == ("designation", "granted", "background")
    assert (designation.designation, designation.regulator, designation.products) == ("RMAT", "FDA", ["LM-118"])
    assert (designation.event_date, designation.event_date_basis) == ("2021-03", "stated")
    assert all(TEXT[m.quote_start : m.quote_end] == m.quote for m in (clearance, designation))
    assert "Find out more" not in clean_text(TEXT).text
    assert "Nominations" not in clean_text(TEXT).text


def test_a_month_without_a_year_is_no_date_in_an_article_without_one() -> None:
    extractor = build_extractor(load_event_types(), load_lookups(), load_word_sets(), load_learned())
    text = TEXT.replace("In March 2021", "In March")
    undated = extract(article_from_record({"id": "a", "text": text}), extractor)[1]
    assert undated.event_date is None
    dated = extract(article_from_record({"id": "a", "text": text, "published_at": "2022-05-01"}), extractor)[1]
    assert dated.event_date == "2022-03"

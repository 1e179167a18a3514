"""Names become companies and products; hard pairs stay apart, and people have the last word."""

from config.models.overrides import Decision, Decisions, Overrides
from tests.dedupe.articles import article
from tests.resolve.material import resolve, told


def company_ids(*names: str, overrides: Overrides | None = None) -> list[str]:
    """The ids of companies, each named in an article of its own."""
    mentions = [
        told(str(number), "leadership_change", "announced", companies={name: "employer"})
        for number, name in enumerate(names)
    ]
    members = {m.article_id: m for m in resolve(mentions, overrides=overrides).members}
    return [members[str(number)].companies[0].id for number in range(len(names))]


def test_legal_forms_and_short_names_are_one_company() -> None:
    assert len(set(company_ids("Tarnwick Bio, Inc.", "Tarnwick Bio", "Tarnwick"))) == 1


def test_companies_that_share_a_first_word_are_two() -> None:
    assert len(set(company_ids("Merck & Co., Inc.", "Merck KGaA"))) == 2
    assert len(set(company_ids("Novo Holdings", "Novo Nordisk"))) == 2
    assert len(set(company_ids("Tarnwick Therapeutics", "Tarnwick Biosciences"))) == 2


def test_people_overrule_in_both_directions() -> None:
    same = Decision(these=("Tarnwick Bio", "Ostrava Labs"), because="Bought and renamed in May.")
    apart = Decision(these=("Tarnwick Bio", "Tarnwick"), because="Tarnwick is a foundation.")
    assert (
        len(set(company_ids("Tarnwick Bio", "Ostrava Labs", overrides=Overrides(companies=Decisions(same=(same,))))))
        == 1
    )
    assert (
        len(set(company_ids("Tarnwick Bio", "Tarnwick", overrides=Overrides(companies=Decisions(different=(apart,))))))
        == 2
    )


def test_a_text_teaches_that_two_names_are_one_product() -> None:
    text = "Tarnwick Bio said that Sulvexa (tanrelimab), formerly known as TB-441, was approved."
    taught = told("a", "approval", "approved", products=["Sulvexa", "tanrelimab"], quote=text)
    later = told("b", "approval", "approved", products=["tanrelimab"], region="US")
    resolution = resolve([taught, later], [article("a", "Sulvexa approved", text)])
    assert len(resolution.events) == 1
    (alias,) = [row for row in resolution.entities.product_aliases if row.ground == "learned"]
    assert alias.quote and "Sulvexa (tanrelimab)" in alias.quote

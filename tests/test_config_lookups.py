"""Lookups load whole, every row says where it is from, and a bad row is refused with file and line."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from config.load import ConfigError
from config.lookup import load_lookups
from config.models.lookups import Lookups

SHIPPED = Path(__file__).parents[1] / "config" / "lookups"


@pytest.fixture(scope="module")
def lookups() -> Lookups:
    return load_lookups()


def test_every_row_has_a_source_and_a_licence(lookups: Lookups) -> None:
    for name in Lookups.model_fields:
        for row in getattr(lookups, name):
            assert row.source and row.licence == "CC0-1.0"


def test_a_synonym_leads_to_one_indication(lookups: Lookups) -> None:
    counted = Counter(name.lower() for row in lookups.indications for name in {row.name, *row.synonyms})
    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("table", ["companies", "products"])
def test_a_name_belongs_to_one_row(lookups: Lookups, table: str) -> None:
    counted = Counter(name for row in getattr(lookups, table) for name in {name.lower() for name in row.names})
    assert [name for name, times in counted.items() if times > 1] == []


def test_hard_pairs_are_kept_apart(lookups: Lookups) -> None:
    companies = {row.name: row for row in lookups.companies}
    for one, other in (("Merck & Co.", "Merck KGaA"), ("Novo Holdings", "Novo Nordisk")):
        assert other in companies[one].distinct_from or one in companies[other].distinct_from
        assert not set(companies[one].names) & set(companies[other].names)


def test_the_company_of_a_product_is_known(lookups: Lookups) -> None:
    known = {row.name for row in lookups.companies}
    assert {row.company for row in lookups.products} - known == {""}


def test_a_region_of_a_regulator_is_a_known_place(lookups: Lookups) -> None:
    regions = {place.region for place in lookups.places}
    assert {row.region for row in lookups.regulators} <= regions


def test_rows_are_sorted_so_that_changes_read_well(lookups: Lookups) -> None:
    names = [row.name.lower() for row in lookups.indications]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("file", "row", "words"),
    [
        ("targets.csv", "EGFR,,,CC0-1.0", "source: Field required"),
        ("targets.csv", "EGFR,HER1,own,proprietary", "licence: Input should be 'CC0-1.0'"),
        ("targets.csv", "EGFR,HER1,own,CC0-1.0\nEGFR,ERBB1,own,CC0-1.0", "stands on line 2 already"),
        ("targets.csv", "EGFR,HER1", "expected the columns"),
        ("currencies.csv", "usd,$,dollars,own,CC0-1.0", "code: String should match pattern"),
        ("products.csv", ",,,,,own,CC0-1.0", "a brand, a nonproprietary name or a code"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(tmp_path: Path, file: str, row: str, words: str) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "lookups")
    header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
    (folder / file).write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=words) as refusal:
        load_lookups(folder)
    assert str(refusal.value).startswith(f"{folder / file}:{row.count(chr(10)) + 2}: ")


def test_a_file_that_is_no_lookup_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "lookups")
    (folder / "colours.csv").write_text("name,source,licence\n")
    with pytest.raises(ConfigError, match="no known lookup"):
        load_lookups(folder)


def test_a_missing_lookup_is_named(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "lookups")
    (folder / "targets.csv").unlink()
    with pytest.raises(ConfigError, match=r"targets\.csv: is missing"):
        load_lookups(folder)

"""The published tables say what their sources say, and the papers that go with them are in step."""

import csv
import json
import re
from itertools import pairwise

import pytest

from exercises.paths import BANK, DATA, NOTEBOOKS
from exercises.tables import Catalogue, describe, rows
from exercises.tables_seal import sealed

PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
EVIDENCE = [name for name in RESOURCES if name != "sources"]


def pick(name, **where):
    return [row for row in rows(name) if all(row[key] == value for key, value in where.items())]


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("england_all_authorities", {2000: 65, 2003: 55, 2006: 54}),
        ("england_single_tier_and_county", {2000: 61, 2003: 53, 2006: 51}),
    ],
)
def test_overall_satisfaction_fell(base, expected):
    found = pick("satisfaction", measure="overall", instrument="bvpi", base=base)
    assert {row["year"]: row["percent"] for row in found} == expected


def test_cleanliness_rose():
    found = pick("satisfaction", measure="cleanliness")
    assert {(row["base"], row["year"]): row["percent"] for row in found} == {
        ("england_all_authorities", 2003): 60,
        ("england_all_authorities", 2006): 68,
        ("england_single_tier_and_county", 2003): 55,
        ("england_single_tier_and_county", 2006): 64,
    }


def test_place_survey_stands_apart():
    (row,) = pick("satisfaction", instrument="place_survey")
    assert (row["percent"], row["period"], row["base"]) == (45, "2008-09", "england_place_survey")
    assert any("must not be joined" in caution for caution in describe("satisfaction")["cautions"])


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2002, [22, 54, 39, 22, 13]), (2003, [26, 56, 40, 18, 10]), (2004, [41, 60, 33, 15, 1])],
)
def test_categories_add_up_to_150(year, expected):
    found = {
        r["category"]: r["councils"]
        for r in pick("assessment_distribution", year=year)
        if r["level"] == "category"
    }
    order = ["excellent", "good", "fair", "weak", "poor"]
    assert [found[category] for category in order] == expected
    assert sum(found.values()) == 150
    (top,) = pick("assessment_distribution", year=year, level="top_two")
    assert top["councils"] == found["excellent"] + found["good"]


@pytest.mark.parametrize(("year", "rated"), [(2005, 150), (2006, 149), (2007, 149)])
def test_stars_add_up_with_three_and_four_together(year, rated):
    found = pick("assessment_distribution", year=year)
    assert sum(row["councils"] for row in found) == rated
    assert {row["councils_rated"] for row in found} == {rated}


def test_top_two_share_of_every_year():
    found = {r["year"]: r["percent"] for r in pick("assessment_distribution", level="top_two")}
    assert found == {2002: 51, 2003: 55, 2004: 67, 2005: 68, 2006: 80, 2007: 83}


def test_shares_follow_from_the_counts():
    for row in rows("assessment_distribution"):
        share = 100 * row["councils"] / row["councils_rated"]
        assert abs(row["percent"] - share) <= 0.5, row


def test_the_conflict_of_2008_is_kept_and_judged():
    found = pick("assessment_distribution", year=2008, category="4_stars")
    judged = {row["councils"]: (row["preferred"], row["grade"]) for row in found}
    assert judged == {62: (True, "B"), 61: (False, "C")}
    assert all(row["reason"] for row in found)


def test_one_preferred_row_for_each_result():
    preferred = [
        (r["year"], r["category"]) for r in pick("assessment_distribution", preferred=True)
    ]
    assert len(preferred) == len(set(preferred))


def test_band_d():
    found = rows("council_tax_band_d")
    assert [row["band_d_gbp"] for row in found] == [
        *(568, 580, 609, 646, 688, 747, 798, 847, 901),
        *(976, 1102, 1167, 1214, 1268, 1321, 1373, 1414, 1439),
    ]
    (peak,) = pick("council_tax_band_d", period="2003-04")
    assert (peak["change_percent"], peak["change_percent_real"]) == (12.9, 9.5)
    assert max(row["change_percent"] or 0 for row in found) == 12.9


def test_band_d_changes_follow_from_the_levels():
    found = rows("council_tax_band_d")
    for before, row in pairwise(found):
        assert row["change_gbp"] == row["band_d_gbp"] - before["band_d_gbp"]
        share = 100 * row["change_gbp"] / before["band_d_gbp"]
        # The official change of 2002-03 is 8.2 where the rounded levels give 8.3.
        assert abs(row["change_percent"] - share) < 0.13, row
        if row["assumed_gbp"]:
            above = 100 * (row["band_d_gbp"] / row["assumed_gbp"] - 1)
            assert abs(row["above_assumed_percent"] - above) < 0.06, row
        assert bool(row["assumed_gbp"]) == bool(row["assumed_source_id"])


def test_weights_are_unconfirmed_and_add_up_to_15():
    found = rows("assessment_weights")
    assert {row["block"]: row["weight"] for row in found} == {
        "education": 4,
        "social_services": 4,
        "housing": 2,
        "environment": 2,
        "libraries_and_leisure": 1,
        "benefits": 1,
        "use_of_resources": 1,
    }
    assert {row["grade"] for row in found} == {"C"}


def test_spending_shares():
    found = {(r["period"], r["service"]): r["percent"] for r in rows("spending_shares")}
    assert found[("2006-07", "education")] == 37
    assert found[("2010-11", "education")] == 37.4
    for period in ("2006-07", "2010-11"):
        assert 75 < sum(value for (year, _), value in found.items() if year == period) < 85


@pytest.mark.parametrize("name", EVIDENCE)
def test_periods_are_financial_years_and_agree_with_year(name):
    for row in rows(name):
        if "period" in row:
            first, second = row["period"].split("-")
            assert int(first) == row["year"]
            assert int(second) == (row["year"] + 1) % 100


def test_every_source_resolves_and_is_used():
    known = {row["source_id"] for row in rows("sources")}
    named = {
        value
        for name in EVIDENCE
        for row in rows(name)
        for column, value in row.items()
        if column.endswith("source_id") and value is not None
    }
    assert named <= known
    # The rest are the sources of questions and of the chapters' prose.
    bank = "".join(p.read_text(encoding="utf-8") for p in BANK.glob("*.yaml"))
    prose = "".join(p.read_text(encoding="utf-8") for p in NOTEBOOKS.glob("*.ipynb"))
    for row in rows("sources"):
        cited = row["source_id"] in bank or f"({row['url']})" in prose
        assert row["source_id"] in named or cited, row["source_id"]


def test_unconfirmed_rows_have_no_printed_source_of_grade_a():
    for name in EVIDENCE:
        for row in rows(name):
            assert (row["source_id"] == "not_confirmed") <= (row["grade"] == "C"), row


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_files_are_tidy_text(path):
    raw = path.read_bytes()
    assert b"\r" not in raw
    text = raw.decode("utf-8")
    assert not text.startswith("\ufeff")
    lines = list(csv.reader(text.splitlines()))
    assert len({len(line) for line in lines}) == 1
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in lines[0])


def test_readme_and_package_are_in_step():
    for file, text in sealed(DATA).items():
        assert (DATA / file).read_text(encoding="utf-8") == text, (
            f"{file} is out of step: run python -m exercises.tables_seal"
        )


def test_package_is_a_data_package_v2():
    assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert PACKAGE["name"] == "new-localism"
    assert all(licence["path"].startswith("https://") for licence in PACKAGE["licenses"])
    assert {path.name for path in DATA.glob("*.csv")} == {r["path"] for r in RESOURCES.values()}


@pytest.mark.parametrize("name", list(RESOURCES))
def test_every_table_is_described(name):
    resource = RESOURCES[name]
    assert resource["$schema"] == "https://datapackage.org/profiles/2.0/dataresource.json"
    assert (resource["type"], resource["format"], resource["encoding"]) == ("table", "csv", "utf-8")
    assert re.fullmatch("sha256:[0-9a-f]{64}", resource["hash"])
    assert resource["rows"] == len(rows(name))
    assert resource["coverage"].endswith(".")
    assert resource["cautions"]
    assert all(re.fullmatch(r"[A-Z].*\.", caution) for caution in resource["cautions"])
    schema = resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    assert set(schema["primaryKey"]) <= set(names)
    for field in schema["fields"]:
        assert field["type"] in ("string", "integer", "number", "boolean", "date")
        assert field["title"] and field["description"].endswith(".")
    if name == "sources":
        return
    assert resource["sources"]
    grade = next(field for field in schema["fields"] if field["name"] == "grade")
    assert grade["constraints"]["enum"] == ["A", "B", "C"]
    tied = {key["fields"][0] for key in schema["foreignKeys"]}
    assert tied == {column for column in names if column.endswith("source_id")}


def test_columns_of_the_same_name_mean_the_same():
    kinds = {}
    for resource in RESOURCES.values():
        for field in resource["schema"]["fields"]:
            kinds.setdefault(field["name"], set()).add(field["type"])
    assert all(len(found) == 1 for found in kinds.values()), kinds


def test_catalogue_lists_every_table():
    assert list(Catalogue().tables()["name"]) == list(RESOURCES)

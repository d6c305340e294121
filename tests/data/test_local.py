"""Councils, best value and local finance: sums that must come out, and disputes that must show."""

import json
import re
import shutil
from collections import Counter
from itertools import pairwise

import pytest

from exercises.paths import DATA
from exercises.tables import TableError, describe, rows, table
from exercises.tables_seal import sealed

GRADES = {
    "council_categories": (7, 56, 114),
    "best_value": (15, 27, 1),
    "inspection_costs": (6, 7, 0),
    "inspection_spending": (26, 4, 0),
    "indicator_counts": (11, 6, 0),
    "employment_and_inspection": (22, 0, 0),
    "findings": (17, 22, 1),
    "grant_settlements": (84, 7, 0),
    "ring_fencing": (30, 6, 0),
    "finance_reforms": (21, 18, 0),
    "council_tax_burden": (120, 2, 0),
}


def pick(name, **where):
    return [row for row in rows(name) if all(row[key] == value for key, value in where.items())]


def short(name):
    """The rule by which a name becomes an id."""
    return re.sub("[^a-z0-9]+", "_", name.lower().replace("&", "and")).strip("_")


@pytest.mark.parametrize(("name", "expected"), GRADES.items())
def test_rows_by_grade(name, expected):
    found = Counter(row["grade"] for row in rows(name))
    assert tuple(found[grade] for grade in "ABC") == expected


# Councils


def test_an_authority_is_named_by_its_name():
    found = rows("authorities")
    assert all(row["authority_id"] == short(row["name"]) for row in found)
    assert len({row["authority_id"] for row in found}) == len(found)


def test_a_council_and_its_id_agree():
    known = {row["authority_id"]: row["name"] for row in rows("authorities")}
    for row in rows("council_scores"):
        assert known[row["authority_id"]] == row["council"], row


def test_every_authority_that_a_table_names_is_listed():
    known = {row["name"] for row in rows("authorities")}
    assert {row["council"] for row in rows("capping")} <= known
    single = pick("council_tax_rises_2003_04", level="council")
    assert {row["place"] for row in single} <= known


def test_a_kind_of_authority_has_one_name_in_every_table():
    kinds = {row["authority_id"]: row["kind"] for row in rows("authorities")}
    for row in rows("capping"):
        assert row["authority_type"] == kinds[row["authority_id"]], row
    plural = ("capping_criteria", "grant_settlements")
    kept = {row["authorities"] for name in plural for row in rows(name)} - {"all"}
    asked = {row["authority_type"] for row in rows("elections") if row["authority_type"]} - {"all"}
    assert kept | asked <= set(kinds.values())


def test_counties_are_those_that_ran_neither_housing_nor_benefits():
    kinds = {row["authority_id"]: row["kind"] for row in rows("authorities")}
    for row in rows("council_scores"):
        if row["corporate_assessment"]:
            assert (kinds[row["authority_id"]] == "county") == (row["housing"] is None), row


def test_every_council_of_the_register_has_its_region():
    found = pick("authorities", source_id="mysociety_register")
    regions = {row["region"] for row in found}
    # Ceredigion, whose voters were asked about a mayor, is in the register as well.
    assert len(regions - {"wales"}) == 9
    assert None not in regions
    assert {row["kind"] for row in found if row["region"] == "london"} == {
        "london_borough",
        "corporation",
    }
    assert {row["region"] for row in found if row["kind"] == "london_borough"} == {"london"}


def test_the_slips_of_the_register_are_mended_and_told():
    found = {row["authority_id"]: row for row in rows("authorities")}
    for county in ("derbyshire", "lincolnshire"):
        assert found[county]["region"] == "east_midlands"
        assert "The register prints" in found[county]["note"]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2002, {"excellent": 8, "poor": 8, "weak": 5, "poor_or_weak": 7}),
        (2003, {"excellent": 1, "poor": 9}),
        (2004, {"excellent": 1, "poor": 1}),
    ],
)
def test_categories_are_part_of_the_national_count(year, expected):
    found = Counter(
        row["category"] for row in pick("council_categories", year=year, preferred=True)
    )
    assert {category: found[category] for category in expected} == expected
    national = {
        row["category"]: row["councils"] for row in pick("assessment_distribution", year=year)
    }
    assert all(count <= national[cat] for cat, count in found.items() if cat in national)


def test_the_official_list_of_2002_is_13_poor_and_two_weak():
    named = [
        row
        for row in pick("council_categories", year=2002)
        if "hansard_2003_12_19" in (row["source_id"], row["second_source_id"])
    ]
    found = Counter(row["category"] for row in named)
    assert found == {"poor": 8, "poor_or_weak": 7}
    # Seven are known only as a group: five poor and two weak make the 13.
    assert found["poor"] + 5 == 13


def test_hackney_in_2003_is_kept_both_ways():
    found = pick("council_categories", year=2003, authority_id="hackney")
    assert {row["category"]: row["preferred"] for row in found} == {"weak": True, "poor": False}
    assert all(row["reason"] for row in found)
    # With the council that an MP called poor in 2004, the other nine make the ten of that year.
    (torbay,) = pick("capping", council="Torbay")
    poor = pick("council_categories", year=2003, category="poor", preferred=True)
    (national,) = pick("assessment_distribution", year=2003, category="poor")
    assert torbay["rating"] == "poor"
    assert len(poor) + 1 == national["councils"] == 10


def test_ealing_fell_on_one_score():
    found = {
        row["year"]: row["category"]
        for row in pick("council_categories", authority_id="ealing", framework="cpa_2002_2004")
    }
    assert found == {2002: "weak", 2003: "fair", 2004: "weak"}


# Best value and what it cost


def test_the_four_bills():
    found = {row["item"]: row["gbp_million"] for row in rows("inspection_costs")}
    bills = ("best_value_inspection", "audit_and_inspection", "lga_2004", "lgiu_2002")
    assert [found[bill] for bill in bills] == [44, 194, 550, 1000]


def test_a_part_is_within_its_whole():
    whole = {row["item"]: row for row in rows("inspection_costs")}
    parts = [row for row in whole.values() if row["part_of"]]
    assert sum(row["gbp_million"] for row in parts) == 194
    for row in parts:
        outer = whole[row["part_of"]]
        for scope in ("inspection", "audit", "other_inspectorates", "own_time"):
            if row[f"counts_{scope}"] == "yes":
                assert outer[f"counts_{scope}"] == "yes", (row["item"], scope)


def test_ministers_sums_fall_short_of_the_association():
    ministers = [
        row
        for row in pick("inspection_costs", who="ministers", year=2001)
        if row["part_of"] is None
    ]
    assert sum(row["gbp_million"] for row in ministers) == pytest.approx(206.86)
    (caution,) = [c for c in describe("inspection_costs")["cautions"] if "207 million" in c]
    assert "550 million" in caution
    assert {row["counts_own_time"] for row in ministers} == {"no"}


def test_two_ministers_agree_on_the_total_and_on_no_part_of_it():
    later = {
        row["body"]: row["gbp_million"]
        for row in pick(
            "inspection_spending",
            scope="local_government",
            basis="prices_of_2001_02",
            period="2001-02",
        )
    }
    (audit,) = pick("employment_and_inspection", measure="audit_cost", year=2001)
    assert sum(later.values()) == pytest.approx(71.0)
    assert sum(later.values()) + audit["value"] == pytest.approx(206.86, abs=3)
    earlier = {row["item"]: row["gbp_million"] for row in rows("inspection_costs")}
    assert (later["audit_commission"], earlier["best_value_inspection"]) == (50.4, 44)
    assert (audit["value"], earlier["audit"]) == (133.3, 150)
    assert (later["social_services"], earlier["social_services_inspectorate"]) == (10.2, 5.2)


def test_a_year_that_was_not_worked_out_is_missing_and_not_nought():
    for body in ("fire", "ofsted"):
        years = {
            row["year"] for row in pick("inspection_spending", body=body, basis="prices_of_2001_02")
        }
        assert years == {1999, 2000, 2001}
    assert any("not nought" in caution for caution in describe("inspection_spending")["cautions"])


def test_a_claim_without_a_scope_has_none_here():
    (claim,) = pick("inspection_costs", basis="claim")
    scopes = [value for key, value in claim.items() if key.startswith("counts_")]
    assert scopes == ["not_stated"] * 4
    assert (claim["gbp_million"], claim["area"]) == (1000, "not_stated")


def test_fees_run_with_the_size_of_the_council():
    fees = [row["value"] for row in pick("best_value", topic="fees")]
    assert fees == [160, 148, 97, 46, 26]


def test_the_unconfirmed_star_names_stay_unshown():
    assert "stars_middle" not in set(table("best_value")["item"])
    assert "stars_middle" in set(table("best_value", unconfirmed=True)["item"])


def test_indicators_year_by_year():
    found = pick("indicator_counts", regime="best_value", basis="official_count")
    assert [row["indicators"] for row in found] == [189, 123, 93, 98, 97, 94, 90, 86]
    assert [row["year"] for row in found] == list(range(2000, 2008))


@pytest.mark.parametrize(
    ("regime", "period", "preferred", "other"),
    [
        ("best_value", "2000-01", 189, 130),
        ("best_value", "2004-05", 97, 99),
        ("best_value", "2005-06", 94, 119),
        ("best_value_satisfaction", "2006-07", 12, 13),
        ("national_indicator_set", "2008-09", 198, 199),
    ],
)
def test_conflicts_of_indicators_are_kept_and_judged(regime, period, preferred, other):
    found = pick("indicator_counts", regime=regime, period=period)
    assert {row["indicators"]: row["preferred"] for row in found} == {preferred: True, other: False}
    assert all(row["reason"] for row in found)


def test_the_proposal_of_2004_is_the_sum_of_its_parts():
    (proposal,) = pick("indicator_counts", basis="proposal", regime="best_value")
    assert proposal["indicators"] == 32 + 30 + 57
    (before,) = pick("indicator_counts", period="2004-05", basis="press_report")
    assert before["indicators"] == 12 + 30 + 57


def test_inspectors_were_hired_while_audit_grew():
    staff = [row["value"] for row in pick("employment_and_inspection", measure="inspection_staff")]
    assert staff == [0, 4, 18, 73, 324, 438, 400]
    audit = [row["value"] for row in pick("employment_and_inspection", measure="audit_cost")]
    assert all(after > before for before, after in pairwise(audit))
    # "By two thirds" is what the cautions say.
    assert audit[-1] / audit[0] == pytest.approx(5 / 3, abs=0.01)
    areas = {
        row["area"]: row["year"]
        for row in pick("employment_and_inspection", measure="council_employees")
    }
    assert areas == {"great_britain": 2002, "united_kingdom": 2011}


def test_what_drives_satisfaction_is_told_from_all_sides():
    sides = Counter(row["side"] for row in pick("findings", topic="satisfaction"))
    assert sides == {"supports": 3, "against": 2, "rival": 1}
    overall, clean = (
        {
            row["year"]: row["percent"]
            for row in pick("satisfaction", measure=measure, base="england_all_authorities")
        }
        for measure in ("overall", "cleanliness")
    )
    assert (clean[2006] - clean[2003], overall[2006] - overall[2003]) == (8, -1)


# Local finance


def test_those_capped_and_those_not_make_all():
    (spared,) = pick("finance_reforms", item="not_excessive_2005")
    named = pick("capping", period="2005-06")
    assert f"of {spared['value'] + len(named):.0f}," in spared["what"]
    assert 100 * spared["value"] / 456 == pytest.approx(98, abs=0.1)


def grant(measure, **where):
    found = pick("grant_settlements", measure=measure, preferred=True, **where)
    return {row["period"]: row["value"] for row in found}


@pytest.mark.parametrize(
    ("period", "parts"),
    [
        ("2002-03", ("revenue_support_grant", "business_rates", "specific_grants_with_police")),
        ("2003-04", ("revenue_support_grant", "business_rates", "police_grant", "specific_grants")),
        ("2004-05", ("revenue_support_grant", "business_rates", "police_grant", "specific_grants")),
        ("2006-07", ("given_by_formula", "specific_grants")),
        ("2007-08", ("given_by_formula", "specific_grants")),
    ],
)
def test_grants_add_up(period, parts):
    total = grant("total_grant")[period]
    # 2003-04 is printed as 51.2 where the parts make 51.3: each is rounded.
    assert sum(grant(part)[period] for part in parts) == pytest.approx(total, abs=0.11)


def test_the_share_by_formula_follows_from_the_amounts():
    total, shares = grant("total_grant"), grant("formula_share")
    given = grant("given_by_formula")
    given["2003-04"] = sum(
        grant(part)["2003-04"]
        for part in ("revenue_support_grant", "business_rates", "police_grant")
    )
    for period, share in shares.items():
        assert share == pytest.approx(100 * given[period] / total[period], abs=0.06), period
    assert (round(shares["2004-05"]), round(shares["2006-07"])) == (85, 40)


def test_increases_of_grant_disagree_and_are_judged():
    judged = {
        (row["period"], row["value"]): row["preferred"]
        for row in pick("grant_settlements", measure="change_in_total_grant")
        if row["year"] >= 2009
    }
    assert judged == {
        ("2009-10", 4.4): True,
        ("2010-11", 4.3): True,
        ("2009-10", 4.2): False,
        ("2010-11", 4.4): False,
    }
    total = grant("total_grant")
    for before, after in (("2008-09", "2009-10"), ("2009-10", "2010-11")):
        change = 100 * (total[after] / total[before] - 1)
        assert change == pytest.approx(grant("change_in_total_grant")[after], abs=0.06)


def test_grant_per_head_is_there_for_every_kind_and_year():
    found = pick("grant_settlements", measure="change_in_grant_per_head")
    seen = {(row["authorities"], row["year"]) for row in found}
    assert len(found) == len(seen) == 30
    assert {year for _, year in seen} == set(range(1999, 2005))
    (worst,) = [row for row in found if row["value"] < -1]
    assert (worst["authorities"], worst["period"], worst["value"]) == (
        "shire_district",
        "2004-05",
        -8.5,
    )


def test_ring_fencing_depends_on_its_definition():
    found = {row["item"]: row["value"] for row in rows("ring_fencing")}
    assert (found["ring_fenced_share_2004"], found["with_schools_2004"]) == (11.1, 53.4)
    # 6,220 of 56,183 million pounds of grant; the rise to be passed on is what the sums leave.
    assert 100 * found["ring_fenced_2004"] / 56183 == pytest.approx(11.1, abs=0.05)
    (base,) = pick("ring_fencing", item="schools_base_2003")
    assert "1,290 million" in base["note"]
    assert found["schools_base_2003"] + found["ring_fenced_2004"] + 1290 == 30009


def test_reforms_hold_reviews_incentive_and_capital():
    topics = Counter(row["topic"] for row in rows("finance_reforms"))
    assert topics == {
        "business_rates": 1,
        "grant": 7,
        "review": 6,
        "revaluation": 3,
        "growth_incentive": 6,
        "capital": 6,
        "protest": 4,
        "help": 1,
        "arrears": 4,
        "capping": 1,
    }
    found = {row["item"]: row["value"] for row in rows("finance_reforms")}
    # The June figure takes in April's and what was owed for the first two years.
    assert found["labgi_april_2008"] + 50.9 == pytest.approx(found["labgi_june_2008"], abs=1)
    assumed = {row["period"]: row["assumed_gbp"] for row in rows("council_tax_band_d")}
    assert round(assumed["2003-04"]) == found["formula_spending_shares"] == 1037
    assert round(assumed["2002-03"]) == 769


def burden(measure, **where):
    return {
        row["year"]: row["value"] for row in pick("council_tax_burden", measure=measure, **where)
    }


def test_what_pensioners_paid():
    shares = [burden(f"over_{share}_per_cent_of_income")[2003] for share in (5, 10, 15)]
    assert shares == [47, 12, 3]
    assert burden("over_10_per_cent_of_income") == {1998: 6, 2003: 12}
    gross = burden("share_of_income_gross", households="pensioner_households")
    net = burden("share_of_income_net", households="pensioner_households")
    assert all(net[year] < gross[year] for year in net)
    assert {
        row["unit"]
        for row in rows("council_tax_burden")
        if row["year"] == 2004 and "share_of_income" in row["measure"]
    } == {"per cent of income after tax"}


def test_tax_per_dwelling_rose_as_band_d_did_in_2003():
    found = burden("change_per_dwelling_percent")
    (band_d,) = pick("council_tax_band_d", period="2003-04")
    assert found[2003] == band_d["change_percent"] == max(found.values()) == 12.9


def test_the_march_was_counted_twice():
    found = {row["item"]: row["value"] for row in pick("finance_reforms", topic="protest")}
    assert (found["march_police_count"], found["march_organisers_count"]) == (600, 2000)
    assert any("600" in caution for caution in describe("finance_reforms")["cautions"])


# The seal


def copy_of_the_tables(folder, change):
    shutil.copytree(DATA, folder)
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change({resource["name"]: resource for resource in package["resources"]}, package)
    path.write_text(json.dumps(package), encoding="utf-8")
    return folder


def test_tables_may_stand_before_those_they_refer_to(tmp_path):
    def reverse(_, package):
        package["resources"].reverse()

    assert "datapackage.json" in sealed(copy_of_the_tables(tmp_path / "data", reverse))


def test_tables_that_refer_to_each_other_are_refused(tmp_path):
    def ring(known, _):
        known["authorities"]["schema"]["foreignKeys"].append(
            {
                "fields": ["authority_id"],
                "reference": {"resource": "council_categories", "fields": ["authority_id"]},
            }
        )

    with pytest.raises(TableError, match="refer to one another in a ring"):
        sealed(copy_of_the_tables(tmp_path / "data", ring))

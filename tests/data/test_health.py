"""Stars, waits, gaming and foundation trusts: the figures that chapters 04, 05 and 10 rest on."""

import statistics
from collections import Counter
from datetime import date

import pytest

from exercises.tables import describe, rows, table

GRADES = {
    "trusts": (5, 171, 0),
    "trust_ratings": (0, 272, 0),
    "star_distribution": (0, 63, 3),
    "star_targets": (0, 373, 0),
    "star_rules": (9, 72, 2),
    "star_cases": (0, 20, 0),
    "waiting_targets": (119, 17, 1),
    "gaming_cases": (25, 23, 0),
    "inspection_bodies": (14, 14, 1),
    "foundation_trusts": (4, 58, 1),
    "foundation_counts": (5, 8, 2),
    "foundation_rules": (22, 39, 0),
    "mid_staffordshire": (3, 4, 0),
    "milburn_statements": (6, 3, 0),
    "nations_waiting": (221, 87, 3),
    "nations_targets": (11, 19, 0),
    "nations_context": (0, 16, 0),
}
# The columns that say what a row is a figure of: one row of each is preferred.
CONFLICTS = {
    "star_distribution": ("year", "kind", "category"),
    "waiting_targets": ("measure", "role", "date", "span"),
    "gaming_cases": ("case", "item"),
    "inspection_bodies": ("body", "item"),
    "foundation_rules": ("topic", "item"),
}


def pick(name, **where):
    return [row for row in rows(name) if all(row[key] == value for key, value in where.items())]


def one(name, **where):
    (row,) = pick(name, **where)
    return row


def warned(name, words):
    return any(words in caution for caution in describe(name)["cautions"])


@pytest.mark.parametrize(("name", "expected"), GRADES.items())
def test_rows_by_grade(name, expected):
    found = Counter(row["grade"] for row in rows(name))
    assert tuple(found[grade] for grade in "ABC") == expected
    assert len(table(name)) == sum(expected[:2])


@pytest.mark.parametrize("name", GRADES)
def test_what_is_unconfirmed_says_so(name):
    for row in rows(name):
        unconfirmed = (row["note"] or "").startswith("Not confirmed")
        assert unconfirmed == (row["grade"] == "C"), row


@pytest.mark.parametrize(("name", "key"), CONFLICTS.items())
def test_one_preferred_row_of_each_and_a_reason_beside_the_others(name, key):
    groups = {}
    for row in rows(name):
        groups.setdefault(tuple(row[column] for column in key), []).append(row)
    for group in groups.values():
        assert sum(row["preferred"] for row in group) == 1, group
        if len(group) > 1:
            assert all(row["reason"] for row in group), group
    assert any(len(group) > 1 for group in groups.values())


# Stars


def stars(year, kind):
    found = pick("star_distribution", year=year, kind=kind, level="category", preferred=True)
    return {int(row["category"][0]): row["trusts"] for row in found}


@pytest.mark.parametrize(
    ("year", "kind", "expected", "rated"),
    [
        (2001, "acute", [35, 103, 23, 12], 173),
        (2002, "acute", [46, 77, 35, 8], 166),
        (2002, "ambulance", [12, 16, 4, 0], 32),
        (2003, "acute", [52, 60, 30, 14], 156),
        (2003, "primary_care", [45, 139, 98, 22], 304),
        (2003, "ambulance", [10, 7, 9, 5], 31),
    ],
)
def test_stars_add_up_to_the_trusts_that_were_rated(year, kind, expected, rated):
    found = stars(year, kind)
    assert [found[count] for count in (3, 2, 1, 0)] == expected
    assert sum(expected) == rated
    assert one("star_distribution", year=year, kind=kind, level="total")["trusts"] == rated


def test_kinds_of_2002_add_up_to_304():
    found = {r["kind"]: r for r in pick("star_distribution", year=2002, level="total")}
    assert found.pop("all")["trusts"] == 304
    counts = {kind: row["trusts"] for kind, row in found.items()}
    assert counts == {"acute": 166, "mental_health": 86, "ambulance": 32, "specialist": 20}
    assert sum(counts.values()) == 304
    assert {kind for kind, row in found.items() if row["basis"] == "worked_out"} == {"specialist"}


def test_trusts_without_stars_in_2004_add_up_to_35():
    found = pick("star_distribution", year=2004, category="0_stars")
    counts = {row["kind"]: row["trusts"] for row in found}
    assert counts.pop("all") == 35 == sum(counts.values())


def test_three_stars_of_2004_count_specialist_trusts_with_acute_ones():
    found = pick("star_distribution", year=2004, category="3_stars")
    counts = {row["kind"]: row["trusts"] for row in found}
    assert counts["acute_and_specialist"] == counts["acute"] + counts["specialist"] == 74
    assert warned("star_distribution", "The 74 with three stars in 2004 are both")


def test_shares_of_trusts_follow_from_the_counts():
    worked = 0
    for row in rows("star_distribution"):
        if None not in (row["trusts"], row["trusts_rated"], row["percent"]):
            share = 100 * row["trusts"] / row["trusts_rated"]
            assert row["percent"] == pytest.approx(share, abs=0.051), row
            worked += 1
    assert worked == 29


@pytest.mark.parametrize(
    ("year", "category", "expected"),
    [
        (2002, "3_stars", {46: True, 45: False}),
        (2002, "0_stars", {8: True, 10: False}),
        (2003, "3_stars", {52: True, 53: False}),
        (2003, "2_stars", {60: True, 68: False}),
        (2003, "1_star", {30: True, 31: False}),
    ],
)
def test_conflicts_of_stars_are_kept_and_judged(year, category, expected):
    found = pick("star_distribution", year=year, kind="acute", category=category)
    assert {row["trusts"]: row["preferred"] for row in found} == expected


def test_the_other_version_of_2003_does_not_add_up_to_its_own_total():
    other = pick("star_distribution", year=2003, kind="acute", preferred=False)
    # Both versions have 14 trusts without stars.
    assert sum(row["trusts"] for row in other) + stars(2003, "acute")[0] == 166


def test_the_middle_of_2001_is_shown_only_if_asked_for():
    shown = table("star_distribution")
    assert set(shown[shown["year"] == 2001]["category"]) == {"3_stars", "0_stars"}


def rated(year, kind=None):
    kinds = {row["trust_id"]: row["kind"] for row in rows("trusts")}
    return {
        row["trust_id"]: row["stars"]
        for row in pick("trust_ratings", year=year)
        if kind in (None, kinds[row["trust_id"]])
    }


def test_ratings_by_year():
    counts = Counter(row["year"] for row in rows("trust_ratings"))
    assert counts == {2001: 52, 2002: 40, 2003: 71, 2004: 81, 2005: 28}


@pytest.mark.parametrize(
    ("year", "kind", "count", "expected"),
    [
        (2001, "acute", 3, 35),
        (2001, "acute", 0, 12),
        (2002, "acute", 0, 8),
        (2003, "acute", 0, 14),
        (2003, "ambulance", 0, 5),
        (2004, "specialist", 3, 13),
    ],
)
def test_lists_that_are_whole_agree_with_the_counts(year, kind, count, expected):
    assert sum(value == count for value in rated(year, kind).values()) == expected
    assert stars(year, kind)[count] == expected


@pytest.mark.parametrize("year", range(2001, 2006))
def test_no_more_trusts_are_listed_than_were_counted(year):
    for kind in ("acute", "ambulance", "primary_care", "mental_health"):
        listed = Counter(rated(year, kind).values())
        counted = stars(year, kind)
        assert all(listed[value] <= counted[value] for value in listed if value in counted), kind


def test_stars_moved_as_the_reports_say():
    before, after, later = rated(2002), rated(2003), rated(2004)
    kinds = {row["trust_id"]: row["kind"] for row in rows("trusts")}
    from_none = {i: after[i] for i in before if before[i] == 0 and i in after}
    assert Counter(from_none.values()) == {2: 4, 1: 4, 0: 2}
    assert sum(before.get(i) == 2 and after[i] == 0 and kinds[i] == "acute" for i in after) == 6
    risen = {i for i in after if after[i] == 0 and later.get(i) == 3}
    # The third hospital was merged in between, so its two ratings stand under two names.
    assert risen == {
        *("university_hospitals_of_leicester", "south_manchester"),
        *("milton_keynes_pct", "vale_of_aylesbury_pct"),
    }
    assert (after["royal_shrewsbury"], later["shrewsbury_and_telford"]) == (0, 3)


def test_inferred_ratings_are_marked():
    basis = Counter(row["basis"] for row in rows("trust_ratings"))
    assert basis["inferred_from_eligibility"] == 43
    assert basis["inferred_by_elimination"] == 4
    assert warned("trust_ratings", "Forty-seven ratings are inferred")
    for row in rows("trust_ratings"):
        if row["basis"] == "inferred_from_eligibility":
            assert row["stars"] == 3
            assert row["note"]


def test_trusts_are_used_and_consistent():
    known = {row["trust_id"]: row for row in rows("trusts")}
    named = {
        row["trust_id"]
        for name in ("trust_ratings", "star_targets", "star_cases", "gaming_cases")
        for row in rows(name)
    } | {row["trust_id"] for row in rows("foundation_trusts")}
    assert named - {None} == set(known)
    for trust, row in known.items():
        assert (row["kind"] == "primary_care") == trust.endswith("_pct"), row
        assert (row["kind"] == "ambulance") == trust.endswith("_ambulance"), row
        assert (row["region"] is None) == (row["region_source_id"] is None), row
    assert known["york"]["region"] == "yorkshire_and_the_humber"
    # A Surrey address in a London borough.
    assert known["epsom_and_st_helier"]["region"] == "london"


# Targets and rules


def achieved(trust):
    found = pick("star_targets", trust_id=trust, item_kind="key_target")
    counts = Counter(row["result"] for row in found)
    return counts["achieved"], len(found) - counts["not_applicable"]


def test_the_grid_holds_thirty_trusts_with_three_stars():
    trusts = {row["trust_id"] for row in rows("star_targets")}
    kinds = Counter(r["kind"] for r in rows("trusts") if r["trust_id"] in trusts)
    assert kinds == {"specialist": 13, "primary_care": 17}
    ratings = rated(2004)
    assert {ratings[trust] for trust in trusts} == {3}
    assert warned("star_targets", "All thirty trusts got three stars")
    for trust in trusts:
        assert len(pick("star_targets", trust_id=trust, item_kind="key_target")) == 9


def test_what_three_stars_allowed():
    missed = {
        row["trust_id"]: row["item"]
        for row in rows("star_targets")
        if row["result"] == "underachieved"
    }
    assert missed == {
        "bedford_pct": "smoking_quitters",
        "blackwater_valley_and_hart_pct": "financial_management",
        "east_kent_coastal_pct": "smoking_quitters",
        "erewash_pct": "drug_misuse_treatment",
    }
    medium = {row["trust_id"] for row in rows("star_targets") if row["result"] == "medium"}
    assert medium == {"birmingham_childrens", "walton_centre"}
    assert not any(row["result"] in ("low", "weaknesses") for row in rows("star_targets"))
    assert Counter(row["result"] for row in pick("star_targets", item_kind="key_target")) == {
        "achieved": 245,
        "not_applicable": 21,
        "underachieved": 4,
    }


@pytest.mark.parametrize("kind", ["acute_and_specialist", "primary_care"])
def test_key_targets_of_2004_are_nine_and_named_as_in_the_grid(kind):
    found = pick("star_rules", year=2004, kind=kind, element="key_target")
    assert sorted(row["number"] for row in found) == list(range(1, 10))
    of_kind = {r["trust_id"] for r in rows("trusts") if (r["kind"] == "primary_care")} & {
        row["trust_id"] for row in rows("star_targets")
    }
    in_grid = {
        row["item"]
        for row in pick("star_targets", item_kind="key_target")
        if (row["trust_id"] in of_kind) == (kind == "primary_care")
    }
    assert {row["item"] for row in found} == in_grid


def test_indicators_add_up():
    def number(year, item):
        return one("star_rules", year=year, kind="acute", element="structure", item=item)["number"]

    assert number(2001, "key targets") + number(2001, "further measures") == 21
    assert number(2001, "measures in all") == 21
    parts = ("clinical focus", "patient focus", "capacity and capability")
    scorecard = sum(number(2003, f"{part} indicators") for part in parts)
    assert number(2003, "key targets") + scorecard == 45 == number(2003, "indicators in all")


def test_who_rated_each_year():
    found = {row["year"]: row["rule"] for row in pick("star_rules", element="who_rated")}
    assert found == {
        2001: "Department of Health",
        2002: "Department of Health",
        2003: "Commission for Health Improvement",
        2004: "Healthcare Commission",
        2005: "Healthcare Commission",
    }


def test_the_recalled_points_are_not_shown_as_a_rule():
    (points,) = [r for r in rows("star_rules") if "penalty points" in r["item"]]
    assert (points["grade"], points["source_id"]) == ("C", "not_confirmed")
    assert not any("penalty" in item for item in table("star_rules")["item"])
    assert warned("star_rules", "were not found, for any year")


def test_york_and_leicester_eight_of_nine():
    york = one("star_cases", case_id="york_2004")
    leicester = one("star_cases", case_id="leicester_2004")
    for case, count in ((york, 2), (leicester, 3)):
        assert (case["key_targets_achieved"], case["key_targets_applicable"]) == (8, 9)
        assert case["stars"] == count
        assert case["scorecard"] == "not_seen"
    assert york["missed"] == "hospital_cleanliness"
    assert leicester["missed"] is None
    assert rated(2003)["university_hospitals_of_leicester"] == 0


def test_the_five_cases_of_the_lab():
    found = {
        row["trust_id"]: (row["key_targets_achieved"], row["scorecard"], row["stars"])
        for row in pick("star_cases", in_lab=True)
    }
    assert found == {
        "birmingham_childrens": (9, "one_medium", 3),
        "bedford_pct": (8, "all_high", 3),
        "university_hospitals_of_leicester": (8, "not_seen", 3),
        "york": (8, "not_seen", 2),
        "luton_and_dunstable": (9, "marked_down", 2),
    }


def test_cases_agree_with_the_ratings_and_the_grid():
    ratings = {(r["year"], r["trust_id"]): r["stars"] for r in rows("trust_ratings")}
    grid = {row["trust_id"] for row in rows("star_targets")}
    compared = 0
    for case in rows("star_cases"):
        assert ratings[case["year"], case["trust_id"]] == case["stars"], case
        if case["year"] == 2004 and case["trust_id"] in grid:
            own = (case["key_targets_achieved"], case["key_targets_applicable"])
            assert own == achieved(case["trust_id"]), case
            bands = Counter(
                row["result"]
                for row in pick("star_targets", trust_id=case["trust_id"], item_kind="focus_area")
            )
            assert (case["focus_high"], case["focus_medium"]) == (bands["high"], bands["medium"])
            compared += 1
    assert compared == 6


def test_full_marks_were_not_enough_and_one_lapse_was_not_fatal():
    cases = rows("star_cases")
    full = [c for c in cases if c["key_targets_achieved"] == c["key_targets_applicable"] == 9]
    assert {case["stars"] for case in full} == {2, 3}
    lapse = [c for c in cases if c["key_targets_achieved"] == 8]
    assert {case["stars"] for case in lapse} == {2, 3}


def test_five_breaches_whatever_the_size():
    rule = one("star_rules", year=2003, item="outpatient waits")
    assert (rule["number"], rule["grade"]) == (5, "B")
    breach = one("gaming_cases", case="newcastle_outpatients")
    assert breach["value"] == 127
    assert round(100 * 127 / 180_000, 2) == 0.07
    assert "0.07" in breach["note"]


# Waiting


def series(measure, role="outcome", **where):
    found = pick("waiting_targets", measure=measure, role=role, preferred=True, **where)
    return {row["date"]: row["value"] for row in found if row["grade"] != "C"}


def test_the_median_wait_fell_mostly_after_2002():
    found = series("inpatient_wait_median")
    assert list(found) == [f"{year}-03-31" for year in range(1988, 2010)]
    picked = [found[f"{year}-03-31"] for year in (1997, 1998, 2002, 2005, 2009)]
    assert picked == [13.2, 14.8, 12.7, 8.5, 4.0]
    assert max(value for day, value in found.items() if day > "1993-01-01") == 14.8
    mean = series("inpatient_wait_mean")
    assert all(mean[day] > found[day] for day in found)


def test_over_twelve_months():
    found = series("inpatients_over_12_months")
    assert found["1997-03-31"] == 31_208
    assert found["1998-03-31"] == 68_023
    assert found["2002-12-31"] == 10_902
    bases = {
        row["date"][:4] >= "2002": row["basis"]
        for row in pick("waiting_targets", measure="inpatients_over_12_months")
    }
    assert bases == {False: "provider", True: "responsible_population"}


def test_bands_of_2002_add_up_and_reach_the_target():
    over = series("inpatients_over_12_months", basis="responsible_population")
    lower, upper = series("inpatients_12_to_14_months"), series("inpatients_15_to_17_months")
    assert over == {day: lower[day] + upper[day] for day in lower}
    assert len(over) == 10
    assert [upper[f"2002-0{month}"] for month in ("1-31", "3-31")] == [3156, 224]
    limits = series("inpatient_maximum_wait", "target")
    assert limits["2002-03-31"] == 15
    assert list(limits.values()) == [18, 15, 12, 9, 6]


def test_the_list_of_march_2002_on_two_bases():
    found = pick("waiting_targets", measure="inpatients_all", date="2002-03-31")
    assert {row["value"]: row["preferred"] for row in found} == {1_021_604: True, 1_035_000: False}
    bands = ("inpatients_under_12_months", "inpatients_over_12_months")
    assert sum(series(band)["2002-03-31"] for band in bands) == 1_021_604


def test_four_hours_reported_and_remembered():
    found = pick("waiting_targets", measure="ae_within_four_hours")
    reported = {r["date"]: r["value"] for r in found if r["role"] == "outcome"}
    asked = {r["date"]: r["value"] for r in found if r["role"] == "survey"}
    assert (reported["2002-03-31"], reported["2004-06-30"], reported["2005-06-30"]) == (
        77,
        94.7,
        98,
    )
    assert (reported["2005-03-31"], asked["2005-03-31"]) == (96, 77)
    missed = one("waiting_targets", measure="ae_trusts_below_98_per_cent")
    assert (missed["value"], missed["out_of"]) == (62, 159)


def test_ambulances_in_england():
    found = series("ambulance_a_within_8_minutes")
    assert list(found.values()) == [74.6, 75.7, 76.2, 74, 74.6, 77.1, 74.3]
    assert [day[:4] for day in found] == [str(year) for year in range(2003, 2010)]


@pytest.mark.parametrize("name", ["waiting_targets", "nations_waiting"])
def test_spans_are_what_they_say(name):
    days = {"month": (28, 31), "quarter": (90, 92), "financial_year": (365, 366)}
    for row in rows(name):
        assert (row["start_date"] is None) == (row["span"] in ("day", "not_stated")), row
        if row["span"] in days:
            first, last = (date.fromisoformat(row[column]) for column in ("start_date", "date"))
            low, high = days[row["span"]]
            assert low <= (last - first).days + 1 <= high, row


def test_category_b_of_five_boards_by_year():
    found = pick("nations_waiting", measure="ambulance_b_within_standard", source_id="sp_2006_amb")
    assert Counter(row["span"] for row in found) == {"financial_year": 7, "months": 5}
    assert {row["date"] for row in found if row["span"] == "months"} == {"2006-01-31"}
    assert len({row["area"] for row in found}) == 5
    assert all("cut off after five boards" in row["note"] for row in found)


# Gaming


def count(case, item):
    return one("gaming_cases", case=case, item=item, preferred=True)["value"]


def test_visits_add_up_to_428593():
    parts = ("discharged", "admitted", "did_not_wait", "transferred", "died", "unknown")
    total = sum(count("ae_four_hours", part) for part in parts)
    assert total == count("ae_four_hours", "episodes") == 428_593
    for part, share in (("discharged", 72.8), ("admitted", 22.0), ("did_not_wait", 3.9)):
        assert round(100 * count("ae_four_hours", part) / total, 1) == share


def test_the_last_twenty_minutes():
    assert count("ae_four_hours", "admitted_last_20_minutes") == 12.3
    assert count("ae_four_hours", "discharged_last_20_minutes") == 3.6


def test_the_last_twenty_minutes_grew_and_so_did_the_stay():
    case = "ae_last_twenty_minutes"
    assert (count(case, "all_2003"), count(case, "all_2006")) == (4.7, 8.4)
    assert count(case, "within_four_hours_2006") > count(case, "within_four_hours_2003")
    assert count(case, "minutes_longer_admitted") > count(case, "minutes_longer_all") > 0


def test_spot_checks_add_up_to_41_and_three_is_not_a_third():
    parts = ("deliberate", "errors", "weak_systems", "not_assessed", "clean")
    found = [count("spot_checks", part) for part in parts]
    assert found == [3, 19, 15, 1, 3]
    assert sum(found) == count("spot_checks", "checked") == 41
    wrong = one("gaming_cases", case="spot_checks", item="deliberate", preferred=False)
    assert "third of hospitals" in wrong["what"]
    assert warned("gaming_cases", "a sample chosen for risk")


def test_lost_vision_is_not_went_blind():
    found = {
        row["preferred"]: row["what"]
        for row in pick("gaming_cases", case="bristol_eye_hospital", item="lost_vision")
    }
    assert "lost vision" in found[True]
    assert "went blind" in found[False]


def test_nine_trusts_or_at_least_ten():
    found = pick("gaming_cases", case="waiting_lists_auditors", item="trusts")
    assert {row["value"]: (row["bound"], row["preferred"]) for row in found} == {
        9: ("exactly", True),
        10: ("at_least", False),
    }


@pytest.mark.parametrize("name", ["gaming_cases", "foundation_rules"])
def test_a_figure_has_a_unit_and_a_bound(name):
    for row in rows(name):
        filled = {row[column] is not None for column in ("value", "unit", "bound")}
        assert len(filled) == 1, row


# Inspectors


def test_inspectors_by_their_right_names():
    names = {row["body"]: row["name"] for row in rows("inspection_bodies")}
    assert names["chi"] == "Commission for Health Improvement"
    assert names["healthcare_commission"] == "Commission for Healthcare Audit and Inspection"
    (confusion,) = pick("inspection_bodies", body="no_such_body")
    assert confusion["name"] == "Commission for Healthcare Inspection"
    assert "No body of this name was found" in confusion["what"]


def test_one_inspector_ends_as_the_next_begins():
    def day(body, item):
        return one("inspection_bodies", body=body, item=item, preferred=True)["date"]

    assert (day("chi", "ended"), day("healthcare_commission", "began")) == (
        "2004-03-31",
        "2004-04-01",
    )
    assert (day("healthcare_commission", "ended"), day("cqc", "began")) == (
        "2009-03-31",
        "2009-04-01",
    )


def test_two_dates_for_the_beginning_of_chi():
    found = pick("inspection_bodies", body="chi", item="began")
    assert {row["year"]: row["preferred"] for row in found} == {2000: True, 2001: False}


# Foundation trusts


def test_the_first_twenty_foundation_trusts():
    found = pick("foundation_trusts", outcome="authorised", wave="1")
    dates = Counter(row["date"] for row in found)
    assert dates == {"2004-04-01": 10, "2004-07-01": 10}
    counts = {row["date"]: row["authorised"] for row in rows("foundation_counts")}
    assert (counts["2004-04-01"], counts["2004-07-01"]) == (10, 20)
    later = pick("foundation_trusts", outcome="authorised", wave="1a")
    assert len(found) + len(later) == counts["2005-04-30"] == 31
    assert [row["trust_id"] for row in later if row["grade"] == "C"] == [
        "royal_bournemouth_and_christchurch"
    ]


def test_the_number_of_foundation_trusts_never_fell():
    found = [row["authorised"] for row in rows("foundation_counts")]
    assert found == sorted(found)
    confirmed = {r["date"]: r["authorised"] for r in rows("foundation_counts") if r["grade"] != "C"}
    assert list(confirmed.values()) == [10, 20, 25, 31, 34, 54, 67, 73, 88, 100, 112, 122, 126]
    authorised = pick("foundation_trusts", outcome="authorised")
    assert sum(row["grade"] != "C" for row in authorised) == 44
    assert warned("foundation_trusts", "not complete after April 2005")


def test_first_wave_had_three_stars_the_summer_before():
    ratings = rated(2003)
    for row in pick("foundation_trusts", outcome="authorised", wave="1"):
        assert ratings[row["trust_id"]] == 3, row
    ineligible = {row["trust_id"] for row in pick("foundation_trusts", outcome="ineligible")}
    assert {ratings[trust] for trust in ineligible} == {2}
    lost = one("foundation_rules", item="lost_third_star")
    assert (len(ineligible), lost["value"]) == (4, 4)


def test_four_of_the_first_twenty_lost_a_star_and_kept_the_status():
    lost = {row["trust_id"] for row in pick("foundation_trusts", outcome="lost_a_star")}
    first = {r["trust_id"] for r in pick("foundation_trusts", outcome="authorised", wave="1")}
    assert len(lost) == 4
    assert lost <= first
    ratings = rated(2004)
    assert {ratings[trust] for trust in lost} == {2}


@pytest.mark.parametrize(
    "name",
    ["foundation_trusts", "foundation_rules", "mid_staffordshire", "milburn_statements"],
)
def test_dates_are_as_precise_as_they_say(name):
    for row in rows(name):
        known = {None: (0, 0, 0), "day": (1, 1, 1), "month": (1, 1, 0), "year": (1, 0, 0)}
        filled = tuple(int(row[column] is not None) for column in ("year", "month", "date"))
        assert filled == known[row["precision"]], row
        if row["date"]:
            assert row["date"].startswith(f"{row['year']}-{row['month']:02}-"), row


@pytest.mark.parametrize("item", ["commons_july", "commons_november"])
def test_majorities_follow_from_the_votes(item):
    for row in pick("foundation_rules", item=item):
        ayes, noes = row["what"].split(" by ")[1].split(" to ")
        assert int(ayes) - int(noes) == row["value"], row


def test_conflicts_of_foundation_trusts_are_kept_and_judged():
    votes = pick("foundation_rules", item="commons_november")
    assert {row["what"][-10:]: row["preferred"] for row in votes} == {
        "302 to 285": True,
        "301 to 284": False,
    }
    turnout = pick("foundation_rules", topic="turnout", item="lowest")
    assert {row["value"]: row["preferred"] for row in turnout} == {11: True, 21: False}


def test_the_freedom_to_borrow_was_used_to_5_or_6_per_cent():
    limit = one("foundation_rules", item="limit_2008")["value"]
    used = pick("foundation_rules", item="borrowed_2008")
    assert {row["value"]: row["preferred"] for row in used} == {171: True, 191: False}
    assert [round(100 * row["value"] / limit, 1) for row in used] == [5.3, 6.0]


def test_the_highest_turnout_was_where_members_were_fewest():
    fewest, most = (one("foundation_rules", item=i)["value"] for i in ("smallest", "largest"))
    assert (fewest, most) == (1_122, 96_174)
    for item in ("smallest", "highest"):
        row = one("foundation_rules", item=item, preferred=True)
        assert "Royal Marsden" in row["what"]
    assert warned("foundation_rules", "36 per cent of the first 20 trusts hides")


def test_better_before_is_not_better_because():
    found = {
        row["study"]: row["direction"]
        for row in pick("comparative_studies", field="foundation_trusts")
    }
    assert len(found) == 4
    assert found["verzulli_2011"] == "selection"
    assert warned("comparative_studies", "chosen because they did well")


def test_the_deaths_of_the_press_are_a_claim():
    found = [row for row in rows("mid_staffordshire") if "400 to 1,200" in row["what"]]
    assert [row["kind"] for row in found] == ["claim"]
    assert warned("mid_staffordshire", "not an official finding")
    authorised = one("foundation_trusts", trust_id="mid_staffordshire", outcome="authorised")
    assert authorised["date"] == one("mid_staffordshire", event="authorised")["date"]
    counts = {row["date"]: row["authorised"] for row in rows("foundation_counts")}
    assert counts[authorised["date"]] == 88


# Four nations


def waits(nation, measure, area="whole", **where):
    found = pick("nations_waiting", nation=nation, measure=measure, area=area, **where)
    return {row["date"]: row["value"] for row in found if row["grade"] != "C"}


@pytest.mark.parametrize(
    ("measure", "before", "at"),
    [("inpatients_over_8_months", 2108, 3), ("outpatients_over_8_months", 3545, 10)],
)
def test_the_cliff_of_march_2007(measure, before, at):
    assert waits("wales", measure) == {"2007-02-28": before, "2007-03-31": at}
    target = one("nations_targets", target_id="wales_8_months")
    assert (target["due_date"], target["outcome"]) == ("2007-03-31", "nearly_met")
    assert "13 people" in target["what"]


def test_the_cliff_of_march_2005():
    found = waits("wales", "inpatients_over_12_months")
    assert list(found.values()) == [5186, 3555, 840]
    assert found["2005-03-31"] / found["2005-02-28"] < 0.25


def test_median_waits_of_eleven_operations():
    ends = {
        nation: list(waits(nation, "elective_median_days").values())
        for nation in ("england", "scotland", "wales", "northern_ireland")
    }
    assert {nation: (found[0], found[-1]) for nation, found in ends.items()} == {
        "england": (89, 50),
        "scotland": (86, 48),
        "wales": (133, 72),
        "northern_ireland": (125, 70),
    }
    first = [min(ends, key=lambda nation: ends[nation][at]) for at in range(5)]
    assert first.count("scotland") == 4
    assert first[3] == "england"


def test_england_has_the_same_figures_in_both_tables():
    for measure in ("ambulance_a_within_8_minutes", "ae_within_four_hours"):
        assert waits("england", measure) == series(measure)


def test_mainland_scotland_met_the_target_in_march_2009():
    found = waits("scotland", "ambulance_a_within_8_minutes", "mainland")
    assert (found["2008-03-31"], found["2009-03-31"]) == (68.4, 77.4)
    assert max(value for day, value in found.items() if day < "2009") < 75
    targets = {r["due_date"]: r["outcome"] for r in pick("nations_targets", nation="scotland")}
    assert (targets["2008-03-31"], targets["2009-03-31"]) == ("missed", "met")


def test_a_category_is_a_decision():
    found = Counter()
    for row in pick("nations_waiting", measure="ambulance_a_incidents"):
        found[row["start_date"][:4]] += row["value"]
    assert found == {"2004": 117_557, "2005": 132_044, "2006": 120_894}


def test_emergency_departments_in_scotland_before_a_target():
    by_year = {}
    for row in pick("nations_waiting", measure="ae_median_minutes"):
        by_year.setdefault(row["date"][:4], []).append(row["value"])
    assert {year: len(found) for year, found in by_year.items()} == {
        **dict.fromkeys(("1999", "2000", "2001"), 15),
        **dict.fromkeys(("2002", "2003", "2004", "2005"), 14),
    }
    middle = {year: statistics.median(found) for year, found in by_year.items()}
    assert (middle["1999"], middle["2004"], middle["2005"]) == (65, 100.5, 99.5)


def test_wales_and_scotland_had_targets_too():
    nations = Counter(row["nation"] for row in rows("nations_targets"))
    assert nations == {"england": 10, "wales": 11, "scotland": 7, "northern_ireland": 2}
    welsh = pick("nations_targets", nation="wales", service="ambulance")
    assert [row["value"] for row in welsh] == [75, 65, 60, 65]
    assert "Lowered" in welsh[0]["followed"]
    assert warned("nations_targets", "trust and no targets is wrong")


def test_targets_of_england_agree_in_both_tables():
    limits = {
        (r["due_date"], r["value"], r["unit"]) for r in pick("nations_targets", nation="england")
    }
    own = {(r["date"], r["value"], r["unit"]) for r in pick("waiting_targets", role="target")}
    assert limits == own


def test_longer_waits_did_not_go_with_less_money():
    spent = {
        r["nation"]: r["value"] for r in pick("nations_context", measure="spending_per_person")
    }
    assert spent == {"england": 1900, "wales": 2017, "scotland": 2072, "northern_ireland": 2106}
    assert min(spent, key=spent.get) == "england"

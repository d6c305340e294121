"""Theory, other nations and what people thought: the figures that arguments rest on."""

import re
from collections import Counter

import pytest

from exercises.tables import describe, rows, table

CHAPTERS = {f"{number:02}" for number in range(15)}
GRADES = {
    "attitudes": (22, 68, 2),
    "distortions": (0, 8, 0),
    "comparators": (11, 6, 0),
    "comparative_studies": (24, 10, 0),
    "england_wales_schools": (11, 17, 0),
    "political_executives": (19, 19, 2),
    "voting_pilots": (12, 19, 0),
}


def pick(name, **where):
    return [row for row in rows(name) if all(row[key] == value for key, value in where.items())]


@pytest.mark.parametrize(("name", "expected"), GRADES.items())
def test_rows_by_grade(name, expected):
    found = Counter(row["grade"] for row in rows(name))
    assert tuple(found[grade] for grade in "ABC") == expected


@pytest.mark.parametrize("name", GRADES)
def test_what_is_unconfirmed_says_so(name):
    for row in rows(name):
        if row["grade"] == "C":
            assert row["note"].startswith("Not confirmed"), row


@pytest.mark.parametrize("name", ["comparators", "comparative_studies"])
def test_chapters_are_those_of_the_course_in_order(name):
    for row in rows(name):
        named = row["chapters"].split(" ")
        assert set(named) <= CHAPTERS
        assert named == sorted(set(named)), row


# What people thought


def survey(measure, group="adults", **where):
    found = pick("attitudes", survey="citizenship_survey", measure=measure, group=group, **where)
    return {row["when"]: row["percent"] for row in found if row["grade"] != "C"}


def test_trust_rose_while_felt_influence_and_approval_fell():
    trust = survey("trust_own_council", preferred=True)
    assert trust == {"2001": 52, "2003": 54, "2007-08": 60, "2010-11": 64}
    influence = survey("can_influence_local")
    assert influence.pop("2001") == 44
    assert set(influence.values()) == {38, 39}
    approval = {
        row["year"]: row["percent"]
        for row in pick(
            "satisfaction", measure="overall", instrument="bvpi", base="england_all_authorities"
        )
    }
    assert approval[2006] < approval[2000]


def test_trust_of_2001_is_kept_both_ways():
    found = pick("attitudes", measure="trust_own_council", when="2001")
    assert {row["percent"]: row["preferred"] for row in found} == {52: True, 51: False}
    assert all(row["reason"] for row in found)


def test_one_preferred_answer_to_each_question():
    keys = Counter(
        (row["survey"], row["measure"], row["group"], row["when"])
        for row in pick("attitudes", preferred=True)
    )
    assert set(keys.values()) == {1}


def test_post_and_interview_are_ten_points_apart():
    (post,) = pick("attitudes", survey="place_survey", measure="can_influence_local")
    assert post["percent"] == 29
    assert survey("can_influence_local")["2008-09"] - post["percent"] == 10
    assert any("never join" in caution for caution in describe("attitudes")["cautions"])


def test_what_most_needs_improving_is_kept_in_its_order():
    found = [
        r for r in pick("attitudes", survey="place_survey") if r["measure"].startswith("improve_")
    ]
    assert [row["percent"] for row in found] == [46, 41, 36, 31, 28]
    assert found[0]["measure"] == "improve_activities_for_teenagers"
    # More than a hundred in all: people could name several.
    assert sum(row["percent"] for row in found) > 100


def test_unconfirmed_influence_is_left_out():
    shown = table("attitudes")
    asked = shown[shown["measure"] == "can_influence_local"]
    assert not {"2003", "2009-10"} & set(asked["when"])


def test_the_postcode_question_was_close():
    poll = {row["measure"]: row["percent"] for row in pick("attitudes", survey="yougov_lga")}
    assert (poll["councils_more_freedom"], poll["same_services_everywhere"]) == (47, 42)


def test_national_trust_fell_as_local_trust_rose():
    found = {
        (row["measure"], row["year"]): row["percent"]
        for row in pick("attitudes", survey="british_social_attitudes")
    }
    assert found["trust_government_mostly", 2009] < found["trust_government_mostly", 1986]
    assert found["almost_never_trust_government", 2009] == 40


def test_only_words_have_no_number():
    without = {row["survey"] for row in rows("attitudes") if row["percent"] is None}
    assert without == {"opm", "lyons_inquiry"}
    for row in rows("attitudes"):
        assert row["percent_to"] is None or row["percent_to"] > row["percent"]


# Theory


def test_smith_named_eight():
    found = rows("distortions")
    assert [row["order"] for row in found] == list(range(1, 9))
    assert [row["distortion"] for row in found] == [
        *("tunnel_vision", "suboptimisation", "myopia", "measure_fixation"),
        *("misrepresentation", "misinterpretation", "gaming", "ossification"),
    ]
    (smith,) = pick("literature", key="smith1995")
    for row in found:
        assert row["distortion"].replace("_", " ") in smith["argument"]
    assert any("did not argue against" in c for c in describe("distortions")["cautions"])


def theory():
    return [row for row in rows("literature") if row["bearing"]]


def test_works_are_known_by_author_and_year():
    found = theory()
    assert len(found) == 78
    for row in found:
        assert str(row["year"]) in row["key"], row["key"]
        assert "/" not in (row["note"] or ""), row["note"]
        assert not re.search(r"\.(csv|bib)\b", " ".join(str(v) for v in row.values())), row["key"]


def test_the_one_line_law_is_given_to_its_author():
    (strathern,), (goodhart,) = (
        pick("literature", key=k) for k in ("strathern1997", "goodhart1975")
    )
    assert strathern["grade"] == "B"
    assert goodhart["grade"] == "C"
    assert any("Strathern" in caution for caution in describe("literature")["cautions"])


def test_both_sides_of_an_argument_are_there():
    keys = {row["key"] for row in theory()}
    pairs = [("power1997", "maltby2008"), ("rhodes1981", "bulpitt1983")]
    pairs += [("barber2007", "jonesstewart1983"), ("putnam2000", "ferragina2009")]
    assert all(set(pair) <= keys for pair in pairs)


def test_what_no_source_confirms_is_unconfirmed():
    recalled = {row["key"] for row in theory() if row["source_id"] == "not_confirmed"}
    assert recalled == {"laffin2009", "blunkett1987", "hoggetthambleton1987", "rose1990"}
    lowered = {row["key"] for row in theory() if row["grade"] == "C"} - recalled
    assert lowered == {"goodhart1975", "boyne2003what", "rao2003", "hambletonsweeting2004"}


# Comparisons


def test_findings_point_different_ways_by_service():
    by_field = {}
    for row in rows("comparative_studies"):
        by_field.setdefault(row["field"], set()).add(row["direction"])
    assert "england_better" in by_field["health"]
    assert "england_better" in by_field["schools"]
    assert "no_difference" in by_field["councils"]
    assert "england_better" not in by_field["councils"]


def test_the_case_against_is_there_too():
    directions = Counter(row["direction"] for row in rows("comparative_studies"))
    assert directions["england_better"] == 8
    assert {
        "others_caught_up",
        "cannot_tell",
        "ratings_fragile",
        "harm_from_target",
        "no_harm_found",
    } <= set(directions)
    assert all(row["limits"] for row in rows("comparative_studies"))


def test_the_ambulance_claim_is_dated():
    (study,) = pick("comparative_studies", study="bevan_hamblin_2009")
    assert "77.4" in study["limits"]
    assert study["years"] == "To 2005"


def test_the_end_of_league_tables_in_order():
    found = {row["nation"]: row for row in pick("comparators", field="schools")}
    assert {nation: row["year"] for nation, row in found.items()} == {
        "northern_ireland": 2001,
        "wales": 2001,
        "scotland": 2003,
    }
    assert (found["wales"]["date"], found["scotland"]["date"]) == ("2001-07-20", "2003-09-25")


def schools(nation, measure):
    found = pick("england_wales_schools", nation=nation, measure=measure)
    return {row["year"]: row["percent"] for row in found}


def test_the_headline_gap_grew_and_was_partly_equivalents():
    england, wales = (schools(nation, "five_good_grades") for nation in ("england", "wales"))
    gap = {year: round(england[year] - wales[year], 1) for year in wales}
    assert gap == {2002: 0, 2004: 2.7, 2005: 3.7, 2006: 5, 2012: 9}
    core = schools("england", "five_good_with_english_and_mathematics")
    assert england[2005] - core[2005] == pytest.approx(11.7)


def test_without_and_with_make_a_hundred():
    without = schools("england", "without_five_good_with_english_and_mathematics")
    core = schools("england", "five_good_with_english_and_mathematics")
    assert sorted(without) == list(range(1996, 2007))
    assert without[2005] + core[2005] == pytest.approx(100, abs=0.5)
    # The same number by chance: the cautions say that they are different things.
    assert without[2005] == schools("england", "five_good_grades")[2005] == 55.7


def test_wales_was_ahead_at_eleven():
    ages = {
        nation: schools(nation, "age_11_expected_level")[2006] for nation in ("england", "wales")
    }
    assert ages == {"england": 78, "wales": 81}


# Executives and voting


def test_forms_of_executive():
    shown = set(table("political_executives")["item"])
    assert "leader_and_cabinet_share" in shown
    assert not {"leader_and_cabinet_count", "mayor_and_cabinet_count"} & shown
    found = {row["item"]: row["value"] for row in rows("political_executives")}
    # The unconfirmed count fits the confirmed share: 59 councils are 15 per cent.
    councils = found["committees_count"] / 0.15
    assert found["leader_and_cabinet_count"] / councils == pytest.approx(0.81, abs=0.01)
    assert found["mayor_and_cabinet_count"] + found["mayor_and_manager_count"] == found["mayors"]


def test_shares_of_standards_cases_follow_from_the_counts():
    found = {row["item"]: row["value"] for row in rows("political_executives")}
    assert 100 * found["referred_2007"] / found["allegations_2007"] == pytest.approx(14.8, abs=0.05)
    assert 100 * found["referred_to_2003"] / found["allegations_to_2003"] == pytest.approx(
        38, abs=0.5
    )


def pilot(place, measure, year):
    (row,) = pick("voting_pilots", place=place, measure=measure, year=year)
    return row["before"], row["after"]


def test_four_comparisons_of_postal_voting_give_four_answers():
    before, after = pilot("Four regions", "turnout_european", 2004)
    assert after / before == pytest.approx(2.1)
    _, rest = pilot("Rest of the country", "turnout_european", 2004)
    _, regions = pilot("Four regions, second source", "turnout_european", 2004)
    assert round(regions - rest) == 5
    # Elsewhere turnout rose by half, from about 25: change against change is about ten.
    assert round((after - before) - (rest - rest / 1.5), -1) == 10
    _, post = pilot("England, all-postal pilots", "turnout_all_postal", 2003)
    _, everyone = pilot("England, all local elections", "turnout_local", 2003)
    assert post - everyone == 15


def test_places_that_are_councils_are_known():
    known = {row["authority_id"] for row in rows("authorities")}
    named = {
        row["authority_id"]
        for name in ("voting_pilots", "political_executives")
        for row in rows(name)
        if row["authority_id"]
    }
    assert len(named) == 12
    assert named <= known

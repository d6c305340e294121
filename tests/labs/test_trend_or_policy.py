"""The published results give the published rises; each rule and comparison does what the lab says."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import _trend, trend_or_policy
from exercises.labs.loading import load, run_lab, tables_of

RESULTS = _trend.results(tables_of(load("trend_or_policy")))
OFFERED = {
    control["name"]: [option["value"] for option in control["options"]]
    for control in trend_or_policy.CONTROLS
}
SETTING = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in OFFERED.items()})
EVERY = [dict(zip(OFFERED, values, strict=True)) for values in itertools.product(*OFFERED.values())]


def run(**chosen):
    return run_lab("trend_or_policy", **chosen)


def values(**chosen):
    return run(**chosen)["values"]


def level(subject, comparison, year, start="1998"):
    chosen = {"subject": subject, "comparison": comparison, "year": year, "model": "level"}
    return values(first=start, last="1998", **chosen)["estimate"]


def test_only_confirmed_and_preferred_results_are_used():
    assert RESULTS["english"][1995] == 48 and RESULTS["english"][2000] == 75
    assert {1995, 1997, 2003} & set(RESULTS["science"]) == set()
    assert RESULTS["wales_english"] == {1996: 56, 1997: 64, 1998: 64, 1999: 68}


def test_science_without_a_strategy_outran_both_subjects_that_had_one():
    assert level("english", "none", "2000") == 75 - 65
    assert level("science", "none", "2000") == 85 - 69
    assert level("english", "science", "2000") == 10 - 16
    assert level("mathematics", "science", "2000") == 13 - 16


def test_a_level_of_one_year_against_another_series_is_difference_in_differences():
    """England's rise of 1999 less that of Wales, from the printed figures."""
    assert level("english", "wales", "1999") == (71 - 65) - (68 - 64)
    assert level("mathematics", "wales", "1999") == (69 - 59) - (67 - 61)
    assert level("science", "wales", "1999") == (78 - 69) - (77 - 69)


def test_the_two_nations_moved_alike_in_mathematics_before_so_every_rule_gives_four():
    gaps = {RESULTS["mathematics"][y] - RESULTS["wales_mathematics"][y] for y in (1996, 1997, 1998)}
    assert gaps == {-2}
    found = _trend.every_answer(RESULTS, "mathematics", 1999)
    wales = [one["estimate"] for one in found if one["comparison"] == "wales"]
    assert len(wales) == 11
    assert all(3.6 < size < 4.05 for size in wales)


@pytest.mark.parametrize("name", ["english", "mathematics"])
@pytest.mark.parametrize("years", [[1995, 1996, 1997], [1996, 1998], [1995, 1996, 1997, 1998]])
def test_the_lines_are_least_squares(name, years):
    shares = [RESULTS[name][year] for year in years]
    line = np.polynomial.Polynomial.fit(years, shares, 1)
    assert math.isclose(_trend.predicted(years, shares, "line", 2002), line(2002), abs_tol=1e-9)
    odds = np.log(np.array(shares) / (100 - np.array(shares)))
    bent = np.polynomial.Polynomial.fit(years, odds, 1)(2002)
    expected = 100 / (1 + math.exp(-bent))
    assert math.isclose(_trend.predicted(years, shares, "flat", 2002), expected, abs_tol=1e-9)


def test_the_opposition_line_by_hand():
    """48, 57, 63: a slope of 7.5 through a mean of 56 in 1996, so 86 in 2000, where 75 came."""
    found = values(first="1995", last="1997", model="line", comparison="none", year="2000")
    assert math.isclose(found["expected"], 86) and math.isclose(found["estimate"], -11)


def test_a_flattening_line_never_passes_100_and_a_straight_one_does():
    straight = values(first="1995", last="1997", model="line", comparison="none", year="2004")
    bent = values(first="1995", last="1997", model="flat", comparison="none", year="2004")
    assert straight["expected"] > 100 > bent["expected"]


@given(SETTING)
def test_the_parts_add_up(chosen):
    found = values(**chosen)
    if found["answered"]:
        assert math.isclose(found["estimate"], found["own"] - found["other"], abs_tol=1e-9)
        assert math.isclose(found["expected"] + found["estimate"], found["actual"], abs_tol=1e-9)
        assert found["lowest"] - 1e-5 <= found["estimate"] <= found["highest"] + 1e-5
        if chosen["comparison"] == "none":
            assert found["other"] == 0
    else:
        assert found["estimate"] == found["expected"] == found["rounding"] == 0
    assert found["gains"] + found["losses"] <= found["answers"]


@given(SETTING)
def test_the_reading_and_the_figures_say_one_thing(chosen):
    result = run(**chosen)
    found, reading, titles = (
        result["values"],
        result["reading"],
        [figure["meta"]["title"] for figure in result["figures"]],
    )
    names = [trace["name"] for trace in result["figures"][0]["data"]]
    assert ("no answer" in reading.lower()) == (not found["answered"])
    assert ("Expected without it" in names) == bool(found["answered"])
    assert ("no answer" in titles[0]) == (not found["answered"])
    if not found["answered"]:
        assert len(result["figures"][1]["data"]) == 1
        return
    own = result["figures"][1]["data"][1]
    assert math.isclose(own["x"][0], found["estimate"], abs_tol=1e-9)
    gap = next(t for t in result["figures"][0]["data"] if t["name"] == "Your answer")
    assert math.isclose(gap["y"][1] - gap["y"][0], found["estimate"], abs_tol=1e-9)
    dashed = next(t for t in result["figures"][0]["data"] if t["name"] == "Expected without it")
    assert math.isclose(dashed["y"][-1], found["expected"], abs_tol=1e-9)
    if " added " in reading:
        assert found["estimate"] > 0
    if " cost " in reading:
        assert found["estimate"] < 0
    assert len(result["figures"][1]["data"][0]["x"]) == found["answers"]


def test_every_setting_with_an_answer_is_among_the_dots_and_nothing_else_is():
    for subject, year in itertools.product(OFFERED["subject"], OFFERED["year"]):
        settings = [s for s in EVERY if s["subject"] == subject and s["year"] == year]
        sizes = {
            round(found["estimate"], 6)
            for found in (values(**setting) for setting in settings)
            if found["answered"]
        }
        dots = run(subject=subject, year=year)["figures"][1]["data"][0]["x"]
        assert {round(x, 6) for x in dots} == sizes


def test_rounding_is_the_worst_case():
    """A rise of one year is two figures, a difference of two rises four: half a point each."""
    alone = values(first="1998", last="1998", model="level", comparison="none", year="2002")
    against = values(first="1998", last="1998", model="level", comparison="wales", year="1999")
    assert math.isclose(alone["rounding"], 1) and math.isclose(against["rounding"], 2)


@given(SETTING, st.integers(0, 2**16 - 1))
def test_no_figures_within_rounding_give_more_than_that(chosen, signs):
    """For the level and the line the bound is exact, so every corner of the box keeps to it."""
    setting = {k: int(v) if k in ("first", "last", "year") else v for k, v in chosen.items()}
    if setting["model"] == "flat" or _trend.refusal(RESULTS, setting):
        return
    bound = _trend.rounding(RESULTS, setting)
    moved, place = {}, 0
    for name, series in sorted(RESULTS.items()):
        moved[name] = dict(series)
        for year in sorted(series):
            moved[name][year] += 0.5 if signs >> (place % 16) & 1 else -0.5
            place += 1
    size = _trend.answer(moved, setting)["estimate"] - _trend.answer(RESULTS, setting)["estimate"]
    assert abs(size) <= bound + 1e-9


def test_the_presets_tell_their_story():
    minister, opposition, wales = (run(**p["values"]) for p in trend_or_policy.PRESETS)
    assert minister["values"]["estimate"] == 10 and "added 10.0 points" in minister["reading"]
    assert math.isclose(opposition["values"]["estimate"], -11)
    assert "cost 11.0 points" in opposition["reading"]
    assert wales["values"]["estimate"] == 2
    assert "may have added 2.0 points" in wales["reading"]
    assert opposition["values"]["lowest"] < 0 < minister["values"]["highest"]


def test_the_first_view_is_the_puzzle():
    found = run()
    assert found["values"]["estimate"] == -6
    assert "Science, judged in the same way, stood 16.0 points above" in found["reading"]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"last": "1997"}, "end before they begin"),
        ({"last": "1999", "subject": "mathematics", "year": "1999"}, "cannot be one of the years"),
        ({"last": "1999"}, "1999 is no year before it"),
        ({"comparison": "english"}, "nought by construction"),
        ({"comparison": "wales"}, "from 2000 Wales set tests of its own"),
        ({"first": "1997", "last": "1997"}, "no confirmed figure"),
        ({"model": "line"}, "One year gives a level"),
        ({"first": "1996", "last": "1997", "model": "flat"}, "only one has a confirmed figure"),
        ({"first": "1995", "last": "1997", "model": "line", "comparison": "none"}, "cost 11.0"),
        (
            {
                "first": "1995",
                "last": "1997",
                "model": "line",
                "comparison": "none",
                "year": "2004",
            },
            "more children than there are",
        ),
        ({"comparison": "none"}, "all that changed, whatever changed it"),
        ({"comparison": "mathematics"}, "had a strategy of its own"),
        ({"subject": "science", "comparison": "none"}, "a strategy that did not exist"),
        ({"subject": "science", "comparison": "wales", "year": "1999"}, "as it should"),
        ({"subject": "mathematics", "comparison": "none", "last": "1999"}, "counts 1999 as before"),
        ({"subject": "mathematics", "comparison": "wales", "year": "1999"}, "begun early"),
        (
            {
                "subject": "mathematics",
                "comparison": "none",
                "first": "1998",
                "last": "1999",
                "year": "2002",
                "model": "line",
            },
            "cost 26.0",
        ),
        (
            {
                "first": "1997",
                "last": "1998",
                "model": "line",
                "comparison": "wales",
                "year": "1999",
            },
            "made no difference",
        ),
    ],
)
def test_the_reading_turns_with_the_result(chosen, words):
    assert words in run(**chosen)["reading"]


def test_company_that_kept_to_its_rule_is_told_in_a_whole_sentence():
    said = run_lab(
        "trend_or_policy",
        subject="english",
        first="1995",
        last="1998",
        model="flat",
        comparison="mathematics",
        year="2000",
    )
    assert abs(said["values"]["other"]) < 0.05
    assert "judged in the same way, stood where it was to be expected." in said["reading"]

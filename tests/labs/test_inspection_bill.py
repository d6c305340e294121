"""Each sum of the bill is one that its source gives, and what cannot be bridged is not bridged."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import inspection_bill as lab
from exercises.labs.loading import load, run_lab, tables_of

TABLES = tables_of(load("inspection_bill"))
KNOWN = lab.amounts(TABLES)
TICKS = ("inspection", "audit", "others", "ofsted")
NONE = dict.fromkeys(TICKS, False)
ALL = dict.fromkeys(TICKS, True)

SETTING = st.fixed_dictionaries(
    {
        **dict.fromkeys(TICKS, st.booleans()),
        "own_time": st.floats(0, lab.MOST_OWN),
        "answer": st.sampled_from(["january", "february"]),
        "claim": st.sampled_from(lab.QUOTED),
        "series": st.sampled_from(["indicators", "inspectors", "spending", "plans"]),
    }
)


def values(**chosen):
    return run_lab("inspection_bill", **chosen)["values"]


def test_the_four_sums_are_those_of_the_table():
    assert [KNOWN["claims"][name] for name in lab.QUOTED] == [44, 194, 550, 1000]
    assert set(lab.QUOTED) == set(lab.CLAIMS)
    assert (KNOWN["own_time"], KNOWN["before"], KNOWN["everyone"]) == (100, 250, 600)


def test_the_answer_of_january_comes_to_the_ministers_sums():
    assert values(**NONE | {"inspection": True})["bill"] == 44
    assert values(**NONE | {"inspection": True, "audit": True})["bill"] == 194
    assert math.isclose(values()["bill"], 194 + 5.2 + 6 + 1.66)


def test_the_answer_of_february_comes_to_about_the_same_and_differs_in_every_part():
    first, later = KNOWN["january"], KNOWN["february"]
    assert math.isclose(later["others"], 5.5 + 0.6 + 1.6 + 2.7 + 10.2)
    assert math.isclose(values(answer="february")["bill"], 133.3 + 71.0)
    assert abs(values()["bill"] - values(answer="february")["bill"]) < 3
    for part in ("inspection", "audit", "others"):
        assert abs(first[part] - later[part]) > 6


def test_ofsted_is_not_counted_twice():
    both = values(**ALL, answer="february")
    assert math.isclose(both["bill"], 133.3 + 71.0 - 2.7 + 104)
    alone = values(**NONE | {"ofsted": True}, answer="february")
    assert alone["bill"] == 104


@given(SETTING)
def test_the_bill_is_the_sum_of_its_parts(setting):
    found = values(**setting)
    parts = sum(found[f"from_{part}"] for part in lab.PARTS)
    assert math.isclose(found["bill"], parts, abs_tol=1e-9)
    assert math.isclose(found["bill"] + found["gap"], found["claim"], abs_tol=1e-9)


@given(SETTING, st.sampled_from(TICKS))
def test_one_tick_more_never_lowers_the_bill(setting, tick):
    less, more = values(**setting | {tick: False}), values(**setting | {tick: True})
    assert more["bill"] > less["bill"]


@given(SETTING)
def test_the_own_time_that_is_needed_closes_the_gap(setting):
    needed = values(**setting)["own_needed"]
    if needed <= lab.MOST_OWN:
        closed = values(**setting | {"own_time": needed})
        assert closed["bridged"] or closed["outside"] > closed["claim"]


@given(SETTING)
def test_the_first_figure_draws_the_bill_and_the_sums(setting):
    shown = run_lab("inspection_bill", **setting)
    traces = shown["figures"][0]["data"]
    totals = [sum(column) for column in zip(*[trace["x"] for trace in traces], strict=True)]
    found = shown["values"]
    assert math.isclose(totals[0], found["bill"], abs_tol=1e-9)
    assert totals[1:] == pytest.approx([44, 194, 550, 1000])


def test_no_scope_reaches_the_two_larger_sums():
    """The finding of the lab: with all that has a figure, and councils' own estimate, they are short."""
    for ticks in itertools.product([False, True], repeat=4):
        for answer in ("january", "february"):
            found = values(
                **dict(zip(TICKS, ticks, strict=True)), answer=answer, own_time=KNOWN["own_time"]
            )
            assert found["gap"] > 100 and not found["bridged"]


def test_the_presets_tell_their_story():
    minister, everything, billion = (
        run_lab("inspection_bill", **preset["values"]) for preset in lab.PRESETS
    )
    assert minister["values"]["same_scope"] == 1
    assert "the minister’s own sum" in minister["reading"]
    assert round(everything["values"]["bill"]) == 406
    assert "no source seen says" in everything["reading"]
    assert billion["values"]["bridged"] == 1
    assert billion["values"]["unsupported"] == 590
    assert "2.2 of own time" in billion["reading"]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (NONE, "You count nothing"),
        (NONE | {"audit": True}, "all of it for audit"),
        ({}, "You have yet to count the whole of Ofsted"),
        ({}, "would have had to spend 1.7 pounds of their own"),
        ({"claim": "inspection"}, "they answer different questions"),
        ({"others": False, "claim": "with_audit", "answer": "february"}, "a year later"),
        ({"others": False, "claim": "with_audit"}, "unknown, which is not nought"),
        (NONE | {"audit": True, "own_time": 40, "claim": "with_audit"}, "by accident"),
        (ALL | {"claim": "think_tank"}, "believed or doubted, and not reconciled"),
        ({"own_time": 900}, "more than the 550"),
        ({"own_time": 340}, "You have chosen the number to fit"),
        ({"series": "inspectors"}, "from 73 in 1999-00 to 438 in 2001-02"),
        ({"series": "spending"}, "from 16 million to 50"),
        ({"series": "plans"}, "66 plans, 10 of them used by nobody"),
    ],
)
def test_the_reading_turns_with_the_result(chosen, words):
    assert words in run_lab("inspection_bill", **chosen)["reading"]


@pytest.mark.parametrize(
    ("series", "first", "last", "bars"),
    [
        ("indicators", 189, 198, 9),
        ("inspectors", 0, 400, 7),
        ("spending", 11.4, 71.0, 5),
        ("plans", 66, 4, 3),
    ],
)
def test_the_second_figure_is_the_table_year_by_year(series, first, last, bars):
    data = run_lab("inspection_bill", series=series)["figures"][1]["data"]
    totals = [a + b for a, b in zip(data[0]["y"], data[1]["y"], strict=True)]
    assert len(totals) == bars
    assert (totals[0], totals[-1]) == pytest.approx((first, last))
    assert (
        data[0]["x"][0]
        == {
            "indicators": "2000-01",
            "inspectors": "1996-97",
            "spending": "1997-98",
            "plans": "2002",
        }[series]
    )


def test_a_period_of_the_turn_of_the_century():
    assert [lab._period(year) for year in (1999, 2000, 2008)] == ["1999-00", "2000-01", "2008-09"]


@pytest.mark.parametrize("table", ["inspection_costs", "inspection_spending"])
def test_a_missing_row_is_named(table):
    with pytest.raises(ValueError, match="lack the row"):
        lab.amounts(TABLES | {table: []})
    with pytest.raises(ValueError, match="lack the row audit_cost"):
        lab.amounts(TABLES | {"employment_and_inspection": []})

"""The desk keeps the printed figures and every pound; the cap keeps both lines and both stories."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import _borrowing_cap, _borrowing_cap_figures, _borrowing_plan, borrowing_desk
from exercises.labs.loading import defaults, load, run_lab, tables_of
from exercises.tables import rows

report = st.sampled_from(["2006", "2007"])
provision = st.sampled_from(["four", "life_25", "life_50"])
rating = st.sampled_from(["excellent", "good", "fair", "weak", "poor"])
kind = st.sampled_from(["unitary", "shire_district"])
rise = st.floats(0, 20)
part_of = st.floats(10, 70)
bill = st.floats(60, 1200)


def lab(**chosen):
    return run_lab("borrowing_desk", **chosen)


def values(**chosen):
    return lab(**chosen)["values"]


def cap(**chosen):
    return lab(part="cap", **chosen)


def years(**chosen):
    module = load("borrowing_desk")
    return _borrowing_plan.worked(rows("prudential_example"), defaults(module) | chosen)


@pytest.mark.parametrize("control", load("borrowing_desk").CONTROLS[1:], ids=lambda c: c["name"])
@pytest.mark.parametrize("part", ["desk", "cap"])
def test_a_control_is_shown_where_it_moves_something_and_nowhere_else(control, part):
    """Some setting of it changes what is on view at its own part, and none does at the other."""
    if control["type"] == "slider":
        tried = [control["min"], control["max"]]
    elif control["type"] == "toggle":
        tried = [True, False]
    else:
        tried = [option["value"] for option in control["options"]]
    # Over both lines, and with something borrowed: else there is nothing for some of them to move.
    base = {"part": part, "extra": 50, "budget": 9, "tax": 12, "rating": "good"}
    seen = {
        repr([found["figures"], found["reading"]])
        for found in (lab(**base | {control["name"]: value}) for value in tried)
    }
    assert (len(seen) > 1) == (control["where"] == {"part": part})


# The desk


@pytest.mark.parametrize("which", ["2006", "2007"])
def test_at_first_every_figure_is_the_printed_one(which):
    """To the last decimal: equal as floats, not nearly so."""
    published = [r for r in rows("prudential_example") if r["report_year"] == int(which)]
    found = years(report=which)
    assert [y["period"] for y in found] == [r["period"] for r in published]
    for year, row in zip(found, published, strict=True):
        assert year["need"] == row["capital_financing_requirement"]
        assert year["ratio"] == row["ratio_of_financing_costs"]
        assert year["band_d"] == row["council_tax_impact"]
        assert year["limit"] == row["authorised_limit"]
        assert year["boundary"] == row["operational_boundary"]
    assert found[0]["debt"] == published[0]["actual_external_debt"]


def test_the_figures_show_the_printed_numbers():
    debts, costs, _ = lab()["figures"]
    need = debts["data"][0]
    assert need["y"] == [510.4, 548.1, 579.0, 598.8, 635.5]
    assert [t["y"] for t in debts["data"][2:]] == [[550, 580, 600, 640], [450, 490, 510, 550]]
    assert costs["data"][0]["y"] == [5.57, 16.91, 9.1] and costs["data"][1]["y"] == [0, 0, 0]
    assert costs["data"][0]["x"] == [
        "2006-07<br>7.73%",
        "2007-08<br>7.91%",
        "2008-09<br>7.87%",
    ]


def test_each_limit_of_a_plan_is_the_need_rounded_up():
    for which in ("2006", "2007"):
        for year in _borrowing_plan.plan(years(report=which)):
            assert year["limit"] == 10 * math.ceil(year["need"] / 10)


@given(
    report,
    st.floats(0, 100),
    st.floats(0, 100),
    st.floats(2, 9),
    provision,
    st.booleans(),
    st.floats(0, 200),
)
def test_no_pound_is_lost(which, extra, part, interest, way, cash, more):
    chosen = {
        "report": which,
        "extra": extra,
        "borrowed": part,
        "interest": interest,
        "provision": way,
        "cash": cash,
        "raised": more,
    }
    found, named = years(**chosen), values(**chosen)
    near = {"rel_tol": 1e-9, "abs_tol": 1e-9}
    # What is spent is borrowed or paid for; what is borrowed is set aside or still needed.
    assert math.isclose(named["extra_spent"], named["extra_borrowed"] + named["extra_paid"], **near)
    assert math.isclose(
        named["extra_borrowed"], named["extra_set_aside"] + named["extra_need"], **near
    )
    for before, year in pairwise(found):
        assert math.isclose(year["spent"], year["borrowed"] + year["paid"], **near)
        assert math.isclose(
            year["added_need"], before["added_need"] + year["borrowed"] - year["set_aside"], **near
        )
        assert math.isclose(year["cost"], year["set_aside"] + year["interest"], **near)
        assert year["added_need"] >= 0 and year["set_aside"] >= 0
        # A pound of cost is a pound whether it is counted in the ratio or in the tax.
        assert math.isclose(year["added_ratio"] * 650 / 100, year["cost"], **near)
        assert math.isclose(year["added_band_d"] * 500 / 1000, year["cost"], **near)
    lent = _borrowing_plan.own_cash([year["published"] for year in found]) if cash else 0
    assert math.isclose(named["need"] - named["debt"], lent, **near)


@pytest.mark.parametrize("which", ["2006", "2007"])
def test_the_published_need_is_what_was_borrowed_less_what_was_set_aside(which):
    published = _borrowing_plan.report(rows("prudential_example"), which)
    need = published[0]["capital_financing_requirement"]
    for place in range(1, len(published)):
        borrowed = _borrowing_plan.implied(published, place)
        assert 0 < borrowed < published[place]["capital_expenditure"]
        need = need + borrowed - 0.04 * need
        assert math.isclose(need, published[place]["capital_financing_requirement"])


def test_a_worked_example():
    """Fifty million a year, all borrowed, at 5 per cent: by hand."""
    first, second, third = _borrowing_plan.plan(years(extra=50.0))
    assert (first["set_aside"], first["interest"]) == (0, 1.25)
    assert math.isclose(second["set_aside"], 2) and math.isclose(second["interest"], 3.75)
    assert math.isclose(third["set_aside"], 0.04 * 98) and math.isclose(third["interest"], 6.15)
    assert math.isclose(third["added_need"], 150 - 2 - 3.92)
    assert math.isclose(third["added_band_d"], 10.07e6 / 500e3)


def test_equal_parts_and_four_per_cent_end_differently():
    assert math.isclose(_borrowing_plan.left("four", 17), 0.5, abs_tol=0.001)
    assert 0.36 < values()["left_after_25"] < 0.365
    assert values(provision="life_25")["left_after_25"] == 0
    assert values(provision="life_50")["left_after_25"] == 0.5
    assert "36 pence" in lab(extra=20)["reading"]


@given(report, st.floats(0, 90), provision)
def test_more_borrowing_leaves_less_room_and_costs_more(which, extra, way):
    low = values(report=which, extra=extra, provision=way)
    high = values(report=which, extra=extra + 10, provision=way)
    assert high["room"] < low["room"]
    assert high["ratio"] > low["ratio"] and high["band_d"] > low["band_d"]


def test_a_report_that_is_not_whole_is_refused():
    with pytest.raises(ValueError, match="lacks the report of 2006"):
        _borrowing_plan.report(rows("prudential_example")[1:], "2006")


# The cap


def test_the_lines_are_those_of_the_table():
    criteria = rows("capping_criteria")
    assert _borrowing_cap.lines(criteria, "unitary") == (6.5, 8.5)
    assert _borrowing_cap.lines(criteria, "shire_district") == (2, 8.5)
    with pytest.raises(ValueError, match="lacks the tests of 2004"):
        _borrowing_cap.lines(criteria[1:], "unitary")


@given(kind, rise, rise, rating)
def test_both_lines_must_be_passed(which, budget, tax, rated):
    found = values(kind=which, budget=budget, tax=tax, rating=rated)
    line = 6.5 if which == "unitary" else 2
    assert found["rule_names"] == int(budget - line > 1e-9 and tax - 8.5 > 1e-9)
    # The rule does not look at the rating.
    assert found["rule_names"] == values(kind=which, budget=budget, tax=tax)["rule_names"]


def test_a_rise_on_the_line_is_not_above_it():
    assert values(budget=6.5, tax=20)["rule_names"] == 0
    assert values(budget=20, tax=8.5)["rule_names"] == 0
    assert values(budget=6.6, tax=8.6)["rule_names"] == 1


@given(kind, rise, rise, part_of, bill)
def test_the_cut_brings_the_council_back_to_a_line_and_no_further(which, budget, tax, part, home):
    found = values(kind=which, budget=budget, tax=tax, share=part, bill=home)
    if not found["rule_names"]:
        assert found["cut"] == found["rebate"] == 0
        return
    budget_after = budget - found["cut"]
    tax_after = tax - 100 * found["cut"] / part
    over = (budget_after - found["budget_line"], tax_after - found["tax_line"])
    assert math.isclose(min(over), 0, abs_tol=1e-6)
    assert math.isclose(found["rebate"], home * (tax - tax_after) / 100, abs_tol=1e-6)


@given(rise, rise, part_of)
def test_the_two_rises_and_the_rest_make_the_budget(budget, tax, part):
    found = values(budget=budget, tax=tax, share=part)
    made = part / 100 * tax + (1 - part / 100) * found["outside_rise"]
    assert math.isclose(made, budget, abs_tol=1e-9)
    assert math.isclose(found["gearing"], 100 / part)


def test_gearing_is_the_committee_s_example():
    (row,) = [
        r
        for r in rows("gearing_examples")
        if r["case"] == "committee_example" and r["item"].startswith("rise in council tax")
    ]
    assert values(share=row["local_share_percent"])["gearing"] == row["value"] == 4


def test_who_was_named_and_what_became_of_them():
    found = _borrowing_cap.named(rows("capping"))
    assert [r["council"] for r in found if r["outcome"] != "capped"] == ["Telford & Wrekin"]
    assert len(found) == 7
    assert not [r for r in found if r["rating"] == "excellent" and r["outcome"] == "capped"]
    unknown = [r for r in found if r["authority_type"] != "fire" and r["rating"] is None]
    assert len(unknown) == 3  # "the ratings of three were not found"
    with pytest.raises(ValueError, match="lacks telford_and_wrekin"):
        _borrowing_cap.named(rows("capping")[1:])


def test_what_is_not_known_of_those_named_is_said():
    figure = cap()["figures"][1]
    said = [note["text"] for note in figure["layout"]["annotations"]]
    assert said.count("rating<br>not found") == 2
    assert "rating<br>not found<br>rebate £2.48" in said
    assert "poor,<br>an MP said" in said and "excellent<br>rebate £0.66" in said
    assert "not so rated" in said
    for row in _borrowing_cap.named(rows("capping")):
        assert _borrowing_cap_figures.name(row) in figure["layout"]["yaxis"]["categoryarray"]


def test_the_promise_is_dated_as_in_the_table():
    (row,) = [r for r in rows("freedoms") if r["freedom_id"] == "f02"]
    assert (row["promised_year"], row["promised_month"]) == (2002, 11)
    assert row["acted_date"] == "2003-09-15" and row["status"] == "withdrawn"
    assert "In November 2002" in cap()["reading"] and "in September 2003" in cap()["reading"]


@given(rise, rise, rating, bill, part_of)
def test_the_stories_speak_only_of_who_is_named(budget, tax, rated, home, part):
    found = values(budget=budget, tax=tax, rating=rated, bill=home, share=part)
    told = [found["rating_spares"], found["rebate_spares"], found["rebate_caps"]]
    if not found["rule_names"]:
        assert told == [0, 0, 0]
    assert not (found["rebate_spares"] and found["rebate_caps"])


# The presets and the readings


def test_the_first_view_is_hampshire_as_printed():
    shown = lab()
    assert "580 for 579.0, 600 for 598.8 and 640 for 635.5" in shown["reading"]
    assert "£130.1 million of its own cash" in shown["reading"]
    assert "follows the need to borrow" in shown["figures"][0]["meta"]["title"]


def test_the_presets_tell_their_story():
    fifty, telford, untouched = (lab(**p["values"]) for p in borrowing_desk.PRESETS)
    assert fifty["values"]["room"] < 0 and "which the law forbids" in fifty["reading"]
    assert "No minister is asked" in fifty["reading"]
    assert telford["values"]["rule_names"] == 1
    assert math.isclose(telford["values"]["rebate"], 0.66)
    assert "by 0.1 of a point" in telford["reading"]
    assert "one case cannot tell them apart" in telford["reading"]
    assert untouched["values"]["rule_names"] == 0
    assert "both lines had to be passed" in untouched["reading"]


def test_the_desk_s_reading_turns_with_the_result():
    assert "neither line is reached" in lab(extra=5)["reading"]
    assert "a warning and no breach" in lab(extra=35)["reading"]
    assert "over its authorised limit" in lab(extra=50)["reading"]
    assert "a vote of the full council" in lab(extra=50, raised=50)["reading"]
    assert "over its authorised limit" not in lab(extra=50, raised=50)["reading"]
    assert "every pound of need is a pound owed" in lab(cash=False)["reading"]
    assert "neither the ratio nor the tax moves" in lab(extra=20, borrowed=0)["reading"]
    assert "Only for 2006-07" in lab(report="2007")["reading"]
    assert "Only for" not in lab()["reading"]


def test_the_cap_s_reading_turns_with_the_result():
    assert "Neither line is passed" in cap(budget=1, tax=1)["reading"]
    assert "The budget rises by" in cap(budget=9, tax=8)["reading"]
    assert "Herefordshire, was capped" in cap(rating="good", tax=9)["reading"]
    assert "which an MP called poor" in cap(rating="poor", tax=9)["reading"]
    assert "is known to have been weak" in cap(rating="weak", tax=9)["reading"]
    assert "the two part" in cap(tax=9.5)["reading"]
    assert "the two part" in cap(rating="good")["reading"]
    assert "would be capped." in cap(rating="poor", tax=12)["reading"]
    assert "settles nothing" in cap(bill=1000)["reading"]
    assert "stood still" in cap(budget=5, tax=20)["reading"]
    assert "fell by" in cap(budget=2, tax=20)["reading"]
    assert "by less than 0.1 of a point" in cap(tax=8.52)["reading"]


@pytest.mark.parametrize("which", ["desk", "cap"])
def test_each_part_has_three_figures_and_its_own_reading(which):
    shown = lab(part=which)
    assert len(shown["figures"]) == 3
    assert ("Hampshire" in shown["reading"]) == (which == "desk")


@given(report, st.floats(0, 100), st.floats(0, 200), st.booleans())
def test_words_and_figure_agree_on_the_limit(which, extra, more, cash):
    shown = lab(report=which, extra=extra, raised=more, cash=cash)
    over = shown["values"]["room"] < 0
    assert ("more than the limit" in shown["figures"][0]["meta"]["title"]) == over
    assert ("over its authorised limit" in shown["reading"]) == over


def test_what_is_assumed_is_badged():
    module = load("borrowing_desk")
    assert module.BADGE == "partly assumed"
    for word in ("Rate of interest", "tax base", "budget was not found", "MP described"):
        assert word in module.BADGE_NOTE
    assert "regulation 28" in module.SOURCE.replace("regulation \n", "regulation ")
    assert set(tables_of(module)) == {"prudential_example", "capping", "capping_criteria"}

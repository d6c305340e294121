"""The rules of a foundation trust, from the table, and the arithmetic of its loan."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import found_a_trust as trust
from exercises.labs.loading import load, run_lab, tables_of
from exercises.tables import rows

RULES = trust.known(tables_of(load("found_a_trust"))["foundation_rules"])
money = st.floats(1, 150)
rate = st.floats(2, 9)
years = st.integers(5, 35)


def lab(**chosen):
    return run_lab("found_a_trust", **chosen)


def values(**chosen):
    return lab(**chosen)["values"]


def test_the_numbers_are_those_of_the_table():
    found = {r["item"]: r["value"] for r in rows("foundation_rules") if r["preferred"]}
    assert RULES["debt_service_before_2009"] == found["debt_service_before_2009"] == 3
    assert RULES["debt_service_after_2009"] == found["debt_service_after_2009"] == 2.5
    assert (RULES["borrowed_2008"], RULES["borrowed_2008_other"]) == (171, 191)
    with pytest.raises(ValueError, match="lacks the row three_stars"):
        trust.known([])


@given(money, rate, years)
def test_a_loan_is_paid_back_to_the_penny(loan, r, n):
    owed = loan
    for _ in range(n):
        owed = owed * (1 + r / 100) - trust.yearly(loan, r, n)
    assert math.isclose(owed, 0, abs_tol=1e-8)


@given(money, rate, years)
def test_the_largest_loan_is_the_one_that_meets_the_limit(service, r, n):
    assert math.isclose(trust.yearly(trust.largest(service, r, n), r, n), service)


def test_the_limit_is_one_that_may_not_be_reached():
    most = values(loan=0)["largest_loan"]
    assert math.isclose(most, 105.7, abs_tol=0.05)
    assert values(loan=most)["within_share"] == values(loan=most)["within_code"] == 0
    assert values(loan=most - 0.01)["within_share"] == values(loan=most - 0.01)["within_code"] == 1
    assert values(loan=105, code="after")["within_share"] == 0


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"public": 4, "patients": 0}, "elect 4 of 15, where it must be more than half"),
        # Just half is not more than half.
        ({"public": 11, "patients": 0}, "elect 11 of 22"),
        ({"public": 0, "patients": 20}, "nobody is elected by the public"),
        ({"staff": 0}, "nobody is elected by staff"),
        ({"care_trust": 0}, "the primary care trust has no seat"),
        ({"council": 0}, "the local authority has no seat"),
        ({"university": 0}, "its university has no seat"),
    ],
)
def test_a_board_that_breaks_the_act_is_told_why(chosen, words):
    shown = lab(**chosen)
    assert shown["values"]["lawful"] == 0
    assert words in shown["reading"]


def test_a_board_that_keeps_it_is_lawful():
    assert values()["lawful"] == 1
    assert values(public=12, patients=0)["lawful"] == 1
    assert values(university=0, teaching=False)["lawful"] == 1
    assert "nobody on it" in lab(**dict.fromkeys(trust._KINDS, 0))["reading"]


def test_only_three_stars_may_ask():
    assert [values(stars=stars)["eligible"] for stars in "0123"] == [0, 0, 0, 1]
    assert "did well before they had it" in lab(stars="2")["reading"]


def test_use_in_2008_was_five_to_six_per_cent():
    found = values()
    assert math.isclose(found["used_2008"], 0.053, abs_tol=0.001)
    assert math.isclose(found["used_2008_other"], 0.060, abs_tol=0.001)


def test_the_presets_tell_their_story():
    experts, limit, real = (lab(**p["values"]) for p in trust.PRESETS)
    assert experts["values"]["lawful"] == 0
    assert limit["values"]["within_code"] == 1 and limit["values"]["share_of_limit"] > 0.98
    assert "about what foundation trusts did" in real["reading"]


@given(money, rate, years, st.floats(2, 17))
def test_a_loan_within_the_code_keeps_its_share_of_revenue_and_both_covers(loan, r, n, margin):
    shown = lab(loan=loan, rate=r, years=n, margin=margin)
    found = shown["values"]
    covered = found["interest_cover"] > 3 and found["debt_service_cover"] > 2
    assert found["within_code"] == (found["within_share"] and covered)
    assert covered == ("Earnings cover it as the code asks" in shown["reading"])
    failed = "not cover it as the code asks" in shown["reading"] or "Nor do" in shown["reading"]
    assert covered != failed


def test_covers_are_those_of_the_table_and_may_not_be_just_met():
    assert (RULES["interest_cover"], RULES["debt_service_cover"]) == (3, 2)
    # 250 million at 6 per cent is 15; a loan of 100 at 5 per cent owes 5 of interest, a third of it.
    just = lab(loan=100, rate=5, margin=6)
    assert just["values"]["interest_cover"] == 3
    assert (just["values"]["within_share"], just["values"]["within_code"]) == (1, 0)
    assert "3.00 times the interest, where more than 3 is asked" in just["reading"]
    assert "within the limit on debt service" in just["figures"][1]["meta"]["title"]


def test_a_loan_far_below_what_trusts_did_is_not_called_what_they_did():
    assert "used more in 2008" in run_lab("found_a_trust", loan=1)["reading"]
    assert "That is about what" in run_lab("found_a_trust", loan=6)["reading"]

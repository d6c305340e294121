"""Oates's theorem, its two cases and its exceptions, on the lab itself and on random settings."""

import math

from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import who_decides
from exercises.labs.loading import run_lab

slope = st.floats(1, 4)
spread = st.floats(0, 8)
part = st.floats(0, 0.6)


def values(**chosen):
    return run_lab("who_decides", **chosen)["values"]


def clean(**chosen):
    return values(spill=0, scale=0, missed=0, tailored=0, **chosen)


@given(spread, slope)
def test_the_loss_from_uniformity_is_half_the_slope_times_the_variance(s, b):
    found = clean(spread=s, slope=b, differ="amounts")
    assert math.isclose(found["variance"], s**2, abs_tol=1e-9)
    assert math.isclose(found["uniform"], b * s**2 / 2, rel_tol=1e-9, abs_tol=1e-9)


@given(spread, slope)
def test_for_shifts_of_the_intercept_it_is_variance_over_twice_the_slope(s, b):
    found = clean(spread=s, slope=b, differ="worth")
    assert math.isclose(found["variance"], (s / b) ** 2, abs_tol=1e-9)
    assert math.isclose(found["uniform"], s**2 / (2 * b), rel_tol=1e-9, abs_tol=1e-9)


@given(spread, slope, st.sampled_from(["amounts", "worth"]))
def test_the_theorem_local_choice_loses_nothing_and_is_never_worse(s, b, differ):
    found = clean(spread=s, slope=b, differ=differ)
    assert math.isclose(found["local"], 0, abs_tol=1e-9)
    assert found["centre_better"] == 0


@given(spread, slope, part)
def test_spill_overs_cost_the_triangle_of_the_text_books(s, b, k):
    found = values(spread=s, slope=b, spill=k, scale=0, missed=0)
    short = who_decides.COST * k / ((1 - k) * b)
    # While every place still provides some, which it does where the wish exceeds the shortfall.
    if short < who_decides.WANTED - s * max(who_decides.PLACES):
        assert math.isclose(found["spill_loss"], b * short**2 / 2, rel_tol=1e-9, abs_tol=1e-9)


@given(spread, slope, part, st.floats(0, 0.5), st.floats(0, 5), st.floats(0, 1))
def test_parts_add_up_and_nothing_is_gained_by_a_fault(s, b, k, d, e, t):
    found = values(spread=s, slope=b, spill=k, scale=d, missed=e, tailored=t)
    parts = found["spill_loss"] + found["scale_loss"] + found["missed_loss"]
    assert math.isclose(found["local"], parts, abs_tol=1e-9)
    assert min(found["uniform"], found["spill_loss"], found["scale_loss"]) >= -1e-9
    less = values(spread=s, slope=b, spill=k / 2, scale=d / 2, missed=e / 2, tailored=t)
    assert less["local"] <= found["local"] + 1e-9


@given(spread, slope, st.floats(0, 1))
def test_a_centre_that_listens_keeps_the_square_of_what_it_does_not_hear(s, b, t):
    whole = clean(spread=s, slope=b)["uniform"]
    left = values(spread=s, slope=b, tailored=t)["uniform"]
    assert math.isclose(left, (1 - t) ** 2 * whole, abs_tol=1e-9)


def test_the_break_even_is_where_the_two_cross():
    found = values()
    cross = found["break_even"]
    at = values(spread=cross)
    assert 0 < cross < 8
    assert math.isclose(at["local"], at["uniform"], abs_tol=1e-6)
    assert values(spread=cross - 0.5)["centre_better"] == 1
    assert values(spread=cross + 0.5)["local_better"] == 1
    assert clean()["break_even"] == -1


def test_the_presets_tell_their_story():
    said = {p["name"]: run_lab("who_decides", **p["values"]) for p in who_decides.PRESETS}
    assert said["theorem"]["values"]["local_better"] == 1
    assert said["theorem"]["values"]["local"] == 0
    assert said["neighbours"]["values"]["centre_better"] == 1
    assert said["listens"]["values"]["centre_better"] == 1
    assert run_lab("who_decides")["values"]["local_better"] == 1


def test_the_reading_turns_with_the_result():
    amounts = run_lab("who_decides", differ="amounts")["reading"]
    worth = run_lab("who_decides", differ="worth")["reading"]
    assert "with twice the slope, twice" in amounts
    assert "with twice the slope, half" in worth
    assert run_lab("who_decides", spread=0)["reading"].startswith("Let the centre decide.")
    assert "costs nothing" in run_lab("who_decides", spread=0, spill=0, scale=0)["reading"]
    assert "Oates assumed" in run_lab("who_decides", tailored=1)["reading"]


def test_a_loss_too_small_to_print_is_not_called_none():
    said = run_lab("who_decides", spill=0.05, slope=4, scale=0, spread=4)["reading"]
    assert "Nothing spills over" not in said
    assert "next to nothing" in said
    none = run_lab("who_decides", spill=0, slope=4, scale=0, spread=4)["reading"]
    assert "Nothing spills over" in none


def test_an_ear_that_changes_nothing_is_not_what_the_verdict_is_put_down_to():
    said = run_lab("who_decides", spill=0.6, tailored=0.05)["reading"]
    assert "No spread of tastes on this slider would change that." in said
    listens = run_lab("who_decides", tailored=0.7)
    deaf = run_lab("who_decides", tailored=0)["values"]["break_even"]
    assert listens["values"]["break_even"] == -1
    assert f"above a spread of {deaf:.1f} units" in listens["reading"]

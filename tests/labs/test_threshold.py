"""A limit on waiting: what is pulled is kept count of, and the trace says what the lab says it says."""

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import threshold
from exercises.labs.loading import run_lab

pulled = st.floats(0, 1)
median = st.floats(60, 240)
shape = st.floats(1.5, 5)
improved = st.floats(0, 0.5)
reach = st.sampled_from(range(20, 241, 20))


def lab(**chosen):
    return run_lab("threshold", **chosen)


def values(**chosen):
    return lab(**chosen)["values"]


@given(median, shape)
def test_shares_are_a_distribution(m, p):
    shares = threshold.windows(m, p)
    assert math.isclose(sum(shares), 1, abs_tol=1e-12)
    assert min(shares) >= 0
    assert math.isclose(threshold.left(m, m, p), 0.5)


@given(pulled, st.sampled_from(["sooner", "clock", "limit"]), reach, median, shape)
def test_nobody_is_lost(share, way, far, m, p):
    chosen = {"pulled": share, "way": way, "reach": far}
    shares = threshold.windows(m, p)
    record, moved, _ = threshold.pull(chosen, shares)
    assert math.isclose(sum(record), sum(shares), abs_tol=1e-12)
    assert min(record) >= -1e-12
    assert math.isclose(record[threshold.LAST], shares[threshold.LAST] + moved, abs_tol=1e-12)


@given(pulled, reach, improved, median, shape)
def test_seen_sooner_and_clock_stopped_leave_the_same_record(share, far, better, m, p):
    same = {"pulled": share, "reach": far, "improved": better, "median": m, "shape": p}
    sooner, clock = lab(way="sooner", **same), lab(way="clock", **same)
    assert json.dumps(sooner["figures"][0]["data"]) == json.dumps(clock["figures"][0]["data"])
    one, other = sooner["values"], clock["values"]
    for name in ("within_recorded", "last_window", "expected_window", "excess", "pulled", "z"):
        assert one[name] == other[name]
    assert other["mean_change"] == 0 >= one["mean_change"]
    assert one["within_true"] >= other["within_true"]


@given(pulled, improved, median, shape)
def test_working_to_the_limit_meets_no_target_and_lengthens_waits(share, better, m, p):
    chosen = {"way": "limit", "improved": better, "median": m, "shape": p}
    kept, free = values(pulled=share, **chosen), values(pulled=0, **chosen)
    assert math.isclose(kept["within_recorded"], free["within_recorded"], abs_tol=1e-12)
    assert kept["mean_change"] >= 0


@given(improved, median, shape)
def test_without_a_pull_the_estimate_finds_next_to_nothing_past_the_peak(better, m, p):
    found = values(pulled=0, improved=better, median=m, shape=p)
    centre = m * (1 - better)
    # The line is carried through a curve: where the curve bends least, it errs least.
    if centre < 150:
        assert abs(found["excess"]) < 0.02


def test_the_estimate_comes_near_the_truth_at_first():
    found = values()
    assert abs(found["excess"] - found["pulled"]) < 0.25 * found["pulled"]
    assert found["told"] == 1


def test_more_patients_tell_smaller_crowds():
    small = {"pulled": 0.3, "reach": 60}
    z = [values(patients=n, **small)["z"] for n in ("500", "5000", "400000")]
    assert z[0] < z[1] < z[2]
    assert math.isclose(z[1] / z[0], math.sqrt(10), rel_tol=1e-6)
    assert values(patients="500", **small)["told"] == 0
    assert values(patients="400000", **small)["told"] == 1


def test_the_presets_tell_their_story():
    target, clock, few = (lab(**p["values"]) for p in threshold.PRESETS)
    assert (target["values"]["met"], target["values"]["earned"]) == (1, 1)
    assert (clock["values"]["met"], clock["values"]["earned"]) == (1, 0)
    assert "on paper" in clock["reading"]
    assert few["values"]["told"] == 0 and few["values"]["pulled"] > 0.01
    assert "could be chance" in few["reading"]


def test_the_reading_turns_with_the_cause():
    said = {way: lab(way=way)["reading"] for way in ("sooner", "clock", "limit")}
    assert "shorter for it" in said["sooner"]
    assert "nobody’s wait is a minute shorter" in said["clock"]
    assert "held back" in said["limit"]
    assert "Hardly anybody was pulled" in lab(pulled=0)["reading"]


def test_a_crowd_without_a_pull_is_called_a_false_alarm():
    found = lab(pulled=0, patients="400000")
    assert found["values"]["told"] == 1 and found["values"]["pulled"] == 0
    assert "false alarm" in found["reading"]
    for word in ("clock had been stopped", "truly been seen", "chance does not do that"):
        assert word not in found["reading"]
    assert "false alarm" not in lab(pulled=0)["reading"]


@given(pulled, st.sampled_from(["sooner", "clock", "limit"]), reach, improved, median, shape)
def test_the_reading_owns_up_to_the_error_of_the_estimate(share, way, far, better, m, p):
    found = lab(
        pulled=share, way=way, reach=far, improved=better, median=m, shape=p, patients="400000"
    )
    said, moved = found["reading"], threshold.rounded(100 * found["values"]["pulled"], 1)
    if moved and found["values"]["told"]:
        assert "Read off the record" in said
        seen = threshold.rounded(100 * found["values"]["excess"], 1)
        assert ("that is how many were moved" in said) == (seen == moved)


def test_one_trace_has_three_makers():
    """The two real figures of 2004 for those admitted, by a pull that helps and by two that do not."""
    fits = {"improved": 0, "patients": "400000"}
    settings = {
        "sooner": {"pulled": 0.3, "reach": 180, "median": 180, "shape": 3},
        "clock": {"pulled": 0.3, "reach": 180, "median": 180, "shape": 3},
        "limit": {"pulled": 0.5, "median": 140, "shape": 2.5},
    }
    for way, chosen in settings.items():
        found = values(way=way, **fits, **chosen)
        assert 0.115 <= found["last_window"] <= 0.13
        assert 0.74 <= found["within_recorded"] <= 0.8
        assert (found["mean_change"] < 0) == (way == "sooner")


@given(pulled, st.sampled_from(["sooner", "clock", "limit"]), reach, improved, median, shape)
def test_a_share_that_misses_the_target_is_never_printed_as_the_target(p, way, far, better, m, s):
    result = lab(pulled=p, way=way, reach=far, improved=better, median=m, shape=s)
    for said in ("missed", "in truth it is"):
        if said in result["reading"]:
            assert "98.0 per cent" not in result["reading"]


def test_just_under_the_target_says_so():
    result = lab(pulled=0.45, way="sooner", reach=20, improved=0.2, median=70, shape=2.6)
    assert round(100 * result["values"]["within_recorded"], 1) == 98.0
    assert "just under 98 per cent leave within four hours, and the target" in result["reading"]
    assert "less than a tenth of a minute shorter" in result["reading"]


@given(pulled, st.sampled_from(["sooner", "limit"]), reach, improved, median, shape)
def test_no_crowd_in_the_title_is_none_in_the_reading(p, way, far, better, m, s):
    result = lab(pulled=p, way=way, reach=far, improved=better, median=m, shape=s)
    title = result["figures"][0]["meta"]["title"]
    if "Fewer than" in title or "what one would expect" in title:
        assert "The crowd" not in result["reading"]
        assert "too many for chance" not in result["reading"]

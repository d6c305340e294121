"""The two-layer rule on real trusts, and the count of five: exact chances, and fits called fits."""

import math
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import _breaches, _chance, _stars, star_machine
from exercises.labs.loading import load, run_lab, tables_of
from exercises.tables import rows

card = st.sampled_from(["open", "high", "medium", "down"])
rate = st.floats(0.1, 10)
size = st.floats(5, 300)
batch = st.sampled_from(["1", "2", "5", "10"])
allowed = st.sampled_from(["five", "share", "chance"])


def lab(**chosen):
    return run_lab("star_machine", **chosen)


def values(**chosen):
    return lab(**chosen)["values"]


def exact(most: int, trials: int, chance: str) -> float:
    """P(X <= most) to fifty digits, from the formula as it is printed."""
    with localcontext() as context:
        context.prec = 50
        p = Decimal(chance)
        total = sum(
            Decimal(math.comb(trials, i)) * p**i * (1 - p) ** (trials - i) for i in range(most + 1)
        )
        return float(total)


# The chances


@pytest.mark.parametrize(
    ("most", "trials", "chance"),
    [
        (5, 10, "0.3"),
        (0, 1, "0.5"),
        (5, 8000, "0.0007"),
        (5, 180000, "0.0001"),
        (50, 180000, "0.0007"),
        (41, 300000, "0.0001"),
        (5, 300000, "0.001"),
        (290, 300000, "0.001"),
    ],
)
def test_chances_are_exact_for_few_and_for_many(most, trials, chance):
    found = _chance.at_most(most, trials, float(chance))
    assert math.isclose(found, exact(most, trials, chance), rel_tol=1e-9)


def test_the_chance_of_a_large_trust_is_that_of_poisson():
    poisson = sum(math.exp(-18) * 18**i / math.factorial(i) for i in range(6))
    assert math.isclose(_chance.at_most(5, 180000, 1e-4), poisson, rel_tol=1e-2)


@given(st.integers(1, 400000), st.floats(1e-6, 0.4))
def test_chances_are_chances_and_grow_with_the_limit(trials, chance):
    found = [_chance.at_most(k, trials, chance) for k in (-1, 0, 1, 5, 20, trials)]
    assert found[0] == 0 and found[-1] == 1
    assert found == sorted(found)


def test_log1p_is_the_library_s():
    for x in (-0.5, -0.01, -1e-4, -1e-9, 0.0, 1e-12, 0.01, 0.010001, 3.0):
        assert math.isclose(_chance.log1p(x), math.log1p(x), rel_tol=1e-13, abs_tol=1e-300)
    with pytest.raises(ValueError, match="above -1"):
        _chance.log1p(-1)
    with pytest.raises(ValueError, match="between 0 and 1"):
        _chance.terms(3, 10, 1.0)


@given(st.integers(1, 300000))
def test_the_allowance_for_chance_is_the_least_that_will_do(trials):
    k = _chance.least_with(0.975, trials, 1e-4)
    assert _chance.at_most(k, trials, 1e-4) >= 0.975 - 1e-12
    assert k == 0 or _chance.at_most(k - 1, trials, 1e-4) < 0.975


# The count of breaches


def test_the_limits_and_newcastle_are_those_of_the_tables():
    table = tables_of(load("star_machine"))["star_rules"]
    assert star_machine.limit(table, "outpatient waits") == 5
    assert star_machine.limit(table, "outpatient waits significantly underachieved") == 50
    (row,) = [r for r in rows("gaming_cases") if r["case"] == "newcastle_outpatients"]
    (rule,) = [
        r for r in rows("star_rules") if r["year"] == 2003 and r["item"] == "outpatient waits"
    ]
    assert row["value"] == 127 and f"127 of {_breaches.NEWCASTLE:,}" in rule["note"]
    preset = star_machine.PRESETS[1]["values"]
    assert math.isclose(preset["rate"], 127 / _breaches.NEWCASTLE * 10000, abs_tol=0.05)
    assert preset["size"] * 1000 == _breaches.NEWCASTLE
    with pytest.raises(ValueError, match="lacks the row outpatient waits"):
        star_machine.limit([], "outpatient waits")


@given(rate, size, batch)
def test_by_the_rule_of_2003_size_can_only_hurt(r, s, b):
    found = values(rate=r, size=s, batch=b)
    assert found["achieves"] <= found["achieves_tenth"] + 1e-12
    assert found["allowance"] == found["allowance_tenth"] == 5


@given(rate, batch)
def test_the_even_size_is_where_the_chance_is_even(r, b):
    found = values(rate=r, batch=b)
    chosen = {"batch": b, "rate": r}
    assert _breaches.achieves(chosen, found["even_size"], 5) >= 0.5
    assert _breaches.achieves(chosen, found["even_size"] + int(b), 5) < 0.5


@given(size, st.floats(0.1, 1))
def test_allowing_for_chance_spares_whoever_does_as_well_as_permitted(s, r):
    found = values(allowed="chance", size=s, rate=r)
    assert found["achieves"] >= 0.975 - 1e-9 and found["achieves_tenth"] >= 0.975 - 1e-9


@given(rate, size, batch, allowed)
def test_batches_keep_the_expected_number(r, s, b, rule):
    found = values(rate=r, size=s, batch=b, allowed=rule)
    assert math.isclose(found["expected"], found["patients"] * r / 10000)
    assert abs(found["expected_tenth"] * 10 - found["expected"]) <= 10 * r / 10000
    for name in ("achieves", "achieves_tenth", "significant"):
        assert 0 <= found[name] <= 1


def test_in_proportion_the_tables_are_turned():
    found = values(allowed="share", rate=0.5, size=60)
    assert (found["allowance"], found["allowance_tenth"]) == (6, 0)
    assert found["achieves"] > 0.95 and found["achieves_tenth"] < 0.8


def test_the_figure_and_the_numbers_agree():
    shown = lab(size=180, rate=1)
    figure = shown["figures"][1]
    curve = figure["data"][0]
    here = curve["y"][curve["x"].index(180)]
    assert math.isclose(here, 100 * shown["values"]["achieves"])
    assert "likelier to fail" in figure["meta"]["title"]


# The rule of two layers


def test_the_published_examples():
    found = {case["case_id"]: case for case in _stars.cases(rows("star_cases"), True)}
    assert len(found) == 13 and sum(case["in_lab"] for case in found.values()) == 5
    assert (found["york_2004"]["stars"], found["leicester_2004"]["stars"]) == (2, 3)
    assert _stars.missed(found["york_2004"]) == _stars.missed(found["leicester_2004"]) == 1
    assert {case["trust_id"] for case in found.values()} == set(_stars.NAMES)
    with pytest.raises(ValueError, match="lacks one of the five"):
        _stars.cases(rows("star_cases")[1:], False)


def test_the_inferred_procedure_fits_all_five_once_the_scorecards_are_assumed():
    assert values(york="down")["right"] == 5
    shown = lab(york="down")["reading"]
    assert "a fit and no test" in shown and "nobody here has seen either" in shown


@given(st.sampled_from(["two", "count"]), st.integers(0, 3), st.integers(0, 2), card, st.booleans())
def test_no_rule_with_one_scorecard_for_both_gets_york_and_leicester_right(
    rule, carried, medium, same, more
):
    shown = lab(rule=rule, carried=carried, medium=medium, york=same, leicester=same, more=more)
    assert shown["values"]["right"] < shown["values"]["tried"]
    wrong = shown["reading"].split("It misses ")[-1] if shown["values"]["wrong"] else ""
    if same != "open" or rule == "count":
        assert "York (" in wrong or "Leicester (" in wrong


@given(
    st.sampled_from(["two", "count"]),
    st.integers(0, 3),
    st.integers(0, 2),
    card,
    card,
    st.booleans(),
)
def test_every_trust_is_right_wrong_or_open_and_every_miss_is_named(
    rule, carried, medium, york, leicester, more
):
    shown = lab(
        rule=rule, carried=carried, medium=medium, york=york, leicester=leicester, more=more
    )
    found, figure = shown["values"], shown["figures"][0]
    assert found["right"] + found["wrong"] + found["open"] == found["tried"] == (13 if more else 5)
    said = [note["text"] for note in figure["layout"]["annotations"]]
    assert said.count("✗ miss") == found["wrong"] and said.count("? open") == found["open"]
    assert shown["reading"].count("in print)") == found["wrong"]
    assert "a fit and no test" in shown["reading"] or "does not even fit" in shown["reading"]


def test_more_may_be_missed_only_ever_helps():
    for case in _stars.cases(rows("star_cases"), True):
        for rule in ("two", "count"):
            chosen = {"rule": rule, "medium": 1, "york": "high", "leicester": "high"}
            given_ = [_stars.given(case, chosen | {"carried": n}) for n in range(4)]
            assert given_ == sorted(given_)


# The presets and the readings


def test_the_first_view_names_york_and_the_large_trust():
    shown = lab()
    assert shown["values"]["right"] == 4 and "It misses York" in shown["reading"]
    assert shown["values"]["achieves"] < 0.001 < 0.98 < shown["values"]["achieves_tenth"]


def test_the_presets_tell_their_story():
    count, newcastle, fair = (lab(**p["values"]) for p in star_machine.PRESETS)
    assert "wherever the line is drawn" in count["reading"]
    assert newcastle["values"]["significant"] > 0.999
    assert 7900 < newcastle["values"]["even_size"] < 8100
    assert "about 8,000 outpatients" in newcastle["reading"]
    assert "a rule that cannot say cannot be wrong" in newcastle["reading"]
    assert "The tables are turned" in fair["reading"]


def test_the_reading_turns_with_the_result():
    assert "does not tell yet" in lab(rate=0.1)["reading"]
    assert "likelier to fail, though" in lab(rate=0.2)["reading"]
    assert "both must expect to fail" in lab(rate=10)["reading"]
    assert "hardly any trust fails" in lab(allowed="chance")["reading"]
    assert "slow to catch the small" in lab(allowed="chance", rate=3)["reading"]
    assert "slips through more often" in lab(allowed="share", rate=1.5)["reading"]
    assert "batches of 5" in lab(batch="5")["reading"]
    assert "the better scorecard of the two" in lab(leicester="down")["reading"]
    assert "falls beside both" in lab(york="medium")["reading"]
    assert "no key target forgiven" in lab(carried=0)["reading"]
    assert "add little" in lab(more=True)["reading"]


def test_what_is_not_published_is_badged():
    module = load("star_machine")
    assert module.BADGE == "reconstruction"
    assert "were not found" in module.BADGE_NOTE
    assert "penalty" not in module.HOW and "penalty" not in lab()["reading"]


def test_a_small_allowance_may_tell_against_the_larger_trust():
    found = lab(allowed="share", rate=1, size=5)
    assert found["values"]["achieves"] < found["values"]["achieves_tenth"] - 0.05
    assert "rounded down" in found["reading"] and "alike" not in found["reading"]


def test_batches_are_more_than_the_third_rule_allows_for():
    found = lab(allowed="chance", rate=1, size=45, batch="10")
    assert found["values"]["achieves"] < 0.7
    assert "hardly any trust fails" not in found["reading"]

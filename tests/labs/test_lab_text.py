"""Numbers in words: rounding, signs and separators, the same on both Pythons."""

import math
import random
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import _text
from tests.labs.micropython import differences, run_in_node

PROBE = """
from ._text import listed, number, percent, plain, rounded, signed

def run(tables, **values):
    told = []
    for x in values["numbers"]:
        for d in range(4):
            told.append([number(x, d), signed(x, d), rounded(x, d), percent(x, d), plain(x)])
    return {"told": told, "listed": [listed(values["words"][:i]) for i in range(5)]}
"""
WORDS = ["bins", "parks", "£ and −", "schools"]


def test_rounds_a_half_away_from_zero_as_people_do():
    assert [_text.number(x) for x in (0.5, 1.5, 2.5, -0.5, -2.5)] == ["1", "2", "3", "−1", "−3"]
    assert _text.number(0.25, 1) == "0.3"
    assert _text.number(0.285, 2) == "0.29"  # in binary a little less than a half
    assert _text.number(-1.005, 2) == "−1.01"


def test_thousands_and_signs():
    assert _text.number(1234567.891, 2) == "1,234,567.89"
    assert _text.number(-999999.5) == "−1,000,000"
    assert _text.number(1000) == "1,000"
    assert _text.number(999) == "999"
    assert _text.number(0.05, 3) == "0.050"
    assert _text.number(-0.04, 1) == "0.0"
    assert _text.signed(2.04, 1) == "+2.0"
    assert _text.signed(-2.04, 1) == "−2.0"
    assert _text.signed(0.04, 1) == "0.0"
    assert _text.percent(0.371) == "37 per cent"
    assert _text.percent(0.371, 1, "%") == "37.1%"
    assert [_text.plain(x) for x in (0, 1, 0.05, 12.5, 100, -3)] == [
        "0",
        "1",
        "0.05",
        "12.5",
        "100",
        "−3",
    ]
    assert _text.listed([]) == ""
    assert _text.listed(["a"]) == "a"
    assert _text.listed(["a", "b"]) == "a and b"
    assert _text.listed(["a", "b", "c"]) == "a, b and c"


def test_what_cannot_be_printed_is_refused():
    for bad in (math.nan, math.inf, -math.inf, 1e15):
        with pytest.raises(ValueError):
            _text.number(bad)
    with pytest.raises(ValueError):
        _text.number(1, -1)


@given(st.floats(-1e8, 1e8), st.integers(0, 4))
def test_agrees_with_exact_arithmetic_but_for_near_halves(x, decimals):
    unit = Decimal(1).scaleb(-decimals)
    exact = Decimal(x).quantize(unit, ROUND_HALF_UP)
    away = abs(Decimal(x) / unit) % 1 - Decimal("0.5")
    said = Decimal(_text.number(x, decimals).replace(",", "").replace("−", "-"))
    assert said == exact or abs(away) < Decimal("2e-7") * max(1, abs(Decimal(x)))
    assert float(said) == pytest.approx(_text.rounded(x, decimals))


def test_micropython_says_the_same():
    draw = random.Random(1)
    numbers = [draw.uniform(-1, 1) * 10 ** draw.randint(-4, 8) for _ in range(300)]
    numbers += [i / 8 for i in range(-20, 20)] + [i / 200 for i in range(-40, 40)]
    numbers += [0, 1, -1, 999.5, 1e6, 123456789.125, -0.0, 0.1 + 0.2]
    page = run_in_node({"probe": [{"numbers": numbers, "words": WORDS}]}, {}, {"probe.py": PROBE})
    told = [
        [
            _text.number(x, d),
            _text.signed(x, d),
            _text.rounded(x, d),
            _text.percent(x, d),
            _text.plain(x),
        ]
        for x in numbers
        for d in range(4)
    ]
    ours = {"told": told, "listed": [_text.listed(WORDS[:i]) for i in range(5)]}
    assert page.answers["probe"][0]["ok"], page.answers
    assert differences(ours, page.answers["probe"][0]["result"]) == []

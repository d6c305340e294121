"""Krippendorff's alpha: his own example, the library's numbers on random data, and an interval that holds."""

import math
import random
import struct

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import _alpha
from tests.labs.micropython import run_in_node

# Four coders, twelve units, five codes: the example “C” of Krippendorff, as it is
# printed in the manual of the R package irr. One list a unit; None where a coder gave no code.
PUBLISHED = [
    [1, 1, None, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [None, 5, 5, 5],
    [None, None, 1, 1],
    [None, None, 3, None],
]

codes = st.lists(st.lists(st.integers(0, 4), max_size=6), min_size=1, max_size=12)
metrics = st.sampled_from(["ordinal", "interval"])


def whole(units):
    """Units without their gaps, codes from 0."""
    return [[code - 1 for code in unit if code is not None] for unit in units]


def test_the_published_example():
    units = whole(PUBLISHED)
    assert _alpha.alpha(units, 5, "ordinal") == pytest.approx(0.815, abs=5e-4)
    assert _alpha.alpha(units, 5, "interval") == pytest.approx(0.849, abs=5e-4)
    assert _alpha.paired(units) == 11


def test_a_sum_by_hand():
    """Two coders: (0, 0), (0, 1), (2, 2). Pairs: one unequal each way, 1 apart; six codes 0, 0, 0, 1, 2, 2.

    Observed sum 1 (each way, halved by taking first < second); expected 3*1*1 + 3*2*4 + 1*2*1 = 29; alpha is
    1 - 5 * 1/29.
    """
    units = [[0, 0], [0, 1], [2, 2]]
    assert _alpha.alpha(units, 5, "interval") == pytest.approx(1 - 5 / 29)
    # By order: from 0 to 1 are 1.5 + 0.5 codes, from 0 to 2 1.5 + 1 + 1, from 1 to 2 0.5 + 1.
    expected = 3 * 1 * 2.0**2 + 3 * 2 * 3.5**2 + 1 * 2 * 1.5**2
    assert _alpha.alpha(units, 5, "ordinal") == pytest.approx(1 - 5 * 2.0**2 / expected)


@pytest.mark.parametrize("metric", ["ordinal", "interval"])
def test_agrees_with_the_library_on_random_data_with_gaps(metric):
    draw = random.Random(2003)
    seen = 0
    for _ in range(150):
        coders, size = draw.randint(2, 7), draw.randint(2, 30)
        own = draw.choice([[0, 1, 2, 3, 4], [1, 2], [0, 4]])
        data = [[draw.choice([None, *own]) for _ in range(size)] for _ in range(coders)]
        units = [[row[i] for row in data if row[i] is not None] for i in range(size)]
        ours = _alpha.alpha(units, 5, metric)
        if ours is None:
            continue
        seen += 1
        given = np.array([[math.nan if x is None else x for x in row] for row in data])
        theirs = krippendorff.alpha(reliability_data=given, level_of_measurement=metric)
        assert ours == pytest.approx(theirs, abs=1e-12)
    assert seen > 120


@given(st.lists(st.integers(0, 4), min_size=2, max_size=20), st.integers(2, 5), metrics)
def test_perfect_agreement_is_one_and_no_variation_is_undefined(truth, coders, metric):
    found = _alpha.alpha([[code] * coders for code in truth], 5, metric)
    assert found == (1 if len(set(truth)) > 1 else None)


def test_nothing_in_common_is_undefined():
    assert _alpha.alpha([[0], [], [4]], 5, "interval") is None
    assert _alpha.alpha([], 5, "ordinal") is None
    assert _alpha.paired([[0], [], [4]]) == 0


@given(codes, metrics)
def test_it_does_not_depend_on_the_order_of_coders_or_units(units, metric):
    turned = [sorted(unit, reverse=True) for unit in reversed(units)]
    first, second = (_alpha.alpha(given, 5, metric) for given in (units, turned))
    assert first == second or first == pytest.approx(second, abs=1e-12)


@given(codes, metrics)
def test_it_is_at_most_one_and_codes_turned_about_change_nothing(units, metric):
    found = _alpha.alpha(units, 5, metric)
    mirrored = _alpha.alpha([[4 - code for code in unit] for unit in units], 5, metric)
    if found is None:
        assert mirrored is None
    else:
        assert found <= 1
        assert mirrored == pytest.approx(found, abs=1e-12)


def test_the_difference_must_be_one_of_two():
    with pytest.raises(ValueError, match="interval or ordinal"):
        _alpha.alpha([[0, 1]], 5, "nominal")


def noisy(seed, size=57, coders=4, slip=0.3):
    """Units whose coders mostly see the same."""
    draw = random.Random(seed)
    units = []
    for _ in range(size):
        truth = draw.randint(0, 4)
        units.append([draw.randint(0, 4) if draw.random() < slip else truth for _ in range(coders)])
    return units


@given(st.integers(0, 50), st.integers(1, 999), metrics)
def test_an_interval_has_its_seed_and_its_bounds(data, seed, metric):
    units = noisy(data)
    (found,) = _alpha.intervals([units], 5, metric, seed)
    assert _alpha.intervals([units], 5, metric, seed) == [found]
    low, high = found
    assert -1 <= low < _alpha.alpha(units, 5, metric) < high <= 1
    assert low != _alpha.intervals([units], 5, metric, seed + 1)[0][0]


@given(codes, metrics)
def test_a_redraw_is_worked_out_as_the_whole_is(units, metric):
    """The short way of the redraws against the formula, with pairs kept to 2^-12."""
    packed = sum(_alpha._packed([unit], 5) for unit in units)
    fields = [packed >> 32 * i & 0xFFFFFFFF for i in range(15)]
    ours = _alpha._quickly(fields, 5, metric == "ordinal")
    theirs = _alpha.from_counts(
        [x / 4096 for x in fields[:5]], [x / 4096 for x in fields[5:]], metric
    )
    assert (ours is None) == (theirs is None)
    assert theirs is None or ours == pytest.approx(theirs, abs=1e-9)
    exact = _alpha.alpha(units, 5, metric)
    assert exact is None or ours == pytest.approx(exact, abs=0.01)


UNPACK = """
import struct

def run(tables, **values):
    numbers = [int(text) for text in values["numbers"]]
    return {"fields": [list(struct.unpack("<45I", n.to_bytes(180, "little"))) for n in numbers]}
"""


def test_micropython_unpacks_the_same():
    draw = random.Random(45)
    numbers = [draw.getrandbits(1440) for _ in range(40)] + [0, 1, 2**1440 - 1]
    page = run_in_node(
        {"probe": [{"numbers": [str(n) for n in numbers]}]}, {}, {"probe.py": UNPACK}
    )
    fields = [list(struct.unpack("<45I", n.to_bytes(180, "little"))) for n in numbers]
    assert page.answers["probe"] == [{"ok": True, "result": {"fields": fields}}]


def test_redraws_are_the_same_again_after_others():
    units, more = noisy(1), noisy(2, size=30)
    first = _alpha.intervals([units], 5, "ordinal", 3)
    for other in ((more, 3), (units, 4)):
        _alpha.intervals([other[0]], 5, "ordinal", other[1])
    assert _alpha.intervals([units], 5, "ordinal", 3) == first


def test_all_axes_come_from_the_same_redraws():
    first, second = noisy(1), noisy(2)
    both = _alpha.intervals([first, second], 5, "ordinal", 7)
    assert both == [_alpha.intervals([x], 5, "ordinal", 7)[0] for x in (first, second)]


def test_more_units_make_it_narrower():
    def width(size):
        (found,) = _alpha.intervals([noisy(3, size)], 5, "interval", 1)
        return found[1] - found[0]

    assert width(400) < width(60) < width(12)


def test_it_is_near_what_a_plain_bootstrap_gives():
    units = noisy(4, coders=5)
    draw = random.Random(1)
    plain = sorted(
        _alpha.alpha(draw.choices(units, k=len(units)), 5, "ordinal") for _ in range(1000)
    )
    (found,) = _alpha.intervals([units], 5, "ordinal", 1)
    assert found == pytest.approx([plain[25], plain[974]], abs=0.06)


def test_perfect_agreement_has_an_interval_without_width_and_few_units_have_none():
    assert _alpha.intervals([[[0, 0], [4, 4], [2, 2]] * 4], 5, "ordinal", 1) == [[1, 1]]
    assert _alpha.intervals([[[0, 1]] * 4], 5, "ordinal", 1) == [None]
    assert _alpha.intervals([[[3, 3]] * 9], 5, "ordinal", 1) == [None]
    assert _alpha.intervals([[[3]] * 9, [[]] * 9], 5, "ordinal", 1) == [None, None]

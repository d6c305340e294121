"""The shared arithmetic: shares, divergence and seeded chance."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import _maths
from tests.labs.micropython import differences, run_in_node

shares = st.lists(st.floats(0.001, 1), min_size=5, max_size=5).map(_maths.normalised)

PROBE = """
from ._maths import Generator, entropy, kl, linspace, normalised

def run(tables, **values):
    chance = Generator(values["seed"])
    p = normalised([chance.uniform() for _ in range(6)])
    q = normalised([chance.uniform() for _ in range(6)])
    return {
        "uniform": [chance.uniform() for _ in range(200)],
        "below": [chance.below(7) for _ in range(200)],
        "normal": [chance.normal(3, 2) for _ in range(200)],
        "entropy": entropy(p),
        "kl": kl(p, q),
        "linspace": linspace(-1, 2, 7),
    }
"""


def test_normalised_refuses_what_is_no_weight():
    assert _maths.normalised([1, 3]) == [0.25, 0.75]
    for bad in ([], [0, 1], [-1, 2], [math.nan, 1], [math.inf, 1]):
        with pytest.raises(ValueError):
            _maths.normalised(bad)


@given(shares, shares)
def test_divergence_and_entropy(p, q):
    assert _maths.kl(p, q) >= -1e-12
    assert _maths.kl(p, p) == 0
    assert _maths.entropy(p) > 0
    assert _maths.entropy(p) <= math.log(5) + 1e-12
    cross = -_maths.expected_log(p, q)
    assert _maths.kl(p, q) == pytest.approx(cross - _maths.entropy(p), abs=1e-12)


def test_zeros():
    assert _maths.entropy([1, 0]) == 0
    assert _maths.kl([0.5, 0.5], [1, 0]) == math.inf
    assert _maths.kl([1, 0], [0.5, 0.5]) == pytest.approx(math.log(2))
    for function in (_maths.kl, _maths.expected_log):
        with pytest.raises(ValueError):
            function([1], [0.5, 0.5])
    with pytest.raises(ValueError):
        _maths.mixed(0.5, [1], [0.5, 0.5])


def test_linspace_has_exact_ends():
    assert _maths.linspace(0, 1, 21)[-1] == 1
    assert _maths.linspace(0.1, 0.7, 4) == pytest.approx([0.1, 0.3, 0.5, 0.7])
    with pytest.raises(ValueError):
        _maths.linspace(0, 1, 1)


def test_a_seed_settles_the_draws_and_neighbours_differ():
    first, again, other = (_maths.Generator(seed) for seed in (7, 7, 8))
    one = [first.uniform() for _ in range(50)]
    assert one == [again.uniform() for _ in range(50)]
    assert max(abs(a - other.uniform()) for a in one[:5]) > 0.05
    with pytest.raises(ValueError):
        _maths.Generator(1.5)
    with pytest.raises(ValueError):
        first.below(0)


def test_the_draws_look_as_they_should():
    chance = _maths.Generator(2002)
    uniform = [chance.uniform() for _ in range(20_000)]
    assert min(uniform) > 0
    assert max(uniform) < 1
    assert statistics.fmean(uniform) == pytest.approx(0.5, abs=0.01)
    assert statistics.pvariance(uniform) == pytest.approx(1 / 12, abs=0.002)
    counts = [0] * 6
    for _ in range(12_000):
        counts[chance.below(6)] += 1
    assert all(abs(count - 2000) < 200 for count in counts)
    normal = [chance.normal(10, 3) for _ in range(20_000)]
    assert statistics.fmean(normal) == pytest.approx(10, abs=0.1)
    assert statistics.pstdev(normal) == pytest.approx(3, abs=0.1)
    # Seeds in a row are what a class will type in.
    starts = [_maths.Generator(seed).uniform() for seed in range(2000)]
    assert statistics.fmean(starts) == pytest.approx(0.5, abs=0.03)
    assert abs(statistics.correlation(starts[:-1], starts[1:])) < 0.08


def test_a_draw_says_nothing_of_the_next():
    """Over many seeds, since one may be odd: 2002 is, at 4.2 standard errors in 20,000 draws.

    Were the draws independent, the correlation of neighbours times the root of their number would
    be near standard normal from seed to seed. The limits are four standard errors, set beforehand.
    """
    draws, seeds = 2000, range(1900, 2100)
    scores = []
    for seed in seeds:
        chance = _maths.Generator(seed)
        one = [chance.uniform() for _ in range(draws)]
        scores.append(statistics.correlation(one[:-1], one[1:]) * math.sqrt(draws))
    assert abs(statistics.fmean(scores)) < 4 / math.sqrt(len(seeds))
    assert abs(statistics.stdev(scores) - 1) < 4 / math.sqrt(2 * len(seeds))


def test_micropython_draws_the_same():
    seeds = [0, 1, 2002, -5, 123456789012]
    page = run_in_node({"probe": [{"seed": seed} for seed in seeds]}, {}, {"probe.py": PROBE})
    for seed, answer in zip(seeds, page.answers["probe"], strict=True):
        chance = _maths.Generator(seed)
        p = _maths.normalised([chance.uniform() for _ in range(6)])
        q = _maths.normalised([chance.uniform() for _ in range(6)])
        ours = {
            "uniform": [chance.uniform() for _ in range(200)],
            "below": [chance.below(7) for _ in range(200)],
            "normal": [chance.normal(3, 2) for _ in range(200)],
            "entropy": _maths.entropy(p),
            "kl": _maths.kl(p, q),
            "linspace": _maths.linspace(-1, 2, 7),
        }
        assert answer["ok"], answer
        assert differences(ours, answer["result"]) == []

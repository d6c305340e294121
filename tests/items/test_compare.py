"""What `check()` says of an attempt: right or not, why, and never the answer."""

import math
import re

import numpy as np
import pandas as pd
import pytest

from exercises.items.compare import compare

SERIES = pd.Series({"a": 1.0, "b": 2.0, "c": 3.0})
FRAME = pd.DataFrame({"x": [1, 2], "y": ["p", "q"]}, index=["r", "s"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (4, 4),
        (4.0, 4),
        (np.float64(4), 4),
        (np.int64(4), 4),
        (4.0000000001, 4),
        (" Hull ", "hull"),
        (["a", "b"], ["a", "b"]),
        (("b", "a"), {"a", "b"}),
        (pd.Index(["a", "b"]), ["a", "b"]),
        (SERIES, SERIES),
        (SERIES.iloc[::-1], SERIES),
        (SERIES.astype(object), SERIES),
        (FRAME, FRAME),
        (FRAME[["y", "x"]].iloc[::-1], FRAME),
        (FRAME.assign(more=1), FRAME),
    ],
)
def test_right(value, expected):
    assert compare(value, expected, 1e-6)[0] is True


@pytest.mark.parametrize(
    ("value", "expected", "says"),
    [
        (5, 4, "too high"),
        (3, 4, "too low"),
        (-4, 4, "sign"),
        (0.04, 4, "factor of a hundred"),
        (400, 4, "factor of a hundred"),
        (4000, 4, "factor of a thousand"),
        (math.nan, 4, "NaN"),
        (True, 4, "True or False"),
        ("4", 4, "text"),
        (None, 4, "None"),
        (pd.Series([4]), 4, r"\.iloc\[0\]"),
        (pd.DataFrame({"x": [1, 2]}), 4, "DataFrame of 2 rows"),
        (lambda: 4, 4, "function"),
        ("Hull", "Leeds", "another name"),
        (4, "Leeds", "Text is wanted"),
        (["b", "a"], ["a", "b"], "order"),
        (["a"], ["a", "b"], "this has 1"),
        (["a", "c"], ["a", "b"], "1 of them is not"),
        (SERIES.iloc[:2], SERIES, "3 values are wanted"),
        (SERIES.rename({"a": "z"}), SERIES, "labels"),
        (SERIES.add(pd.Series({"a": 0, "b": 0, "c": 1})), SERIES, "1 of 3 values is off"),
        (SERIES.to_frame("v"), SERIES, "frame"),
        (FRAME[["x"]], FRAME, "column is missing: y"),
        (FRAME.iloc[:1], FRAME, "2 rows are wanted"),
        (FRAME.assign(x=[1, 3]), FRAME, "In the column x"),
        (FRAME.to_dict(), FRAME, "DataFrame is wanted"),
    ],
)
def test_wrong_and_why(value, expected, says):
    right, words = compare(value, expected, 1e-6)
    assert right is False
    assert re.search(says, words), words


class Hostile:
    """A value whose every use fails."""

    def __getattribute__(self, name):
        raise RuntimeError("no")


@pytest.mark.parametrize("expected", [4, "a", ["a"], SERIES, FRAME])
def test_never_a_traceback(expected):
    assert compare(object(), expected)[0] is False
    assert compare(Hostile(), expected)[0] is False


@pytest.mark.parametrize("value", [3.9, 41, -3, "Hull", None])
def test_the_answer_is_not_given_away(value):
    assert "4.25" not in compare(value, 4.25)[1]

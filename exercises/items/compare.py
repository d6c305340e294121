"""Compares what a learner worked out with what was to be worked out, and says what is off.

It never gives the answer away, and never raises: whatever is handed in, a sentence comes back.
"""

import math
from numbers import Real

import numpy as np
import pandas as pd

Verdict = tuple[bool, str]
_RIGHT = "That is it."


def compare(value: object, expected: object, tolerance: float = 1e-9) -> Verdict:
    """Whether `value` is `expected`, and a sentence for the learner.

    Numbers may differ by `tolerance` (absolute). A Series or DataFrame may have its rows in any
    order as long as their labels agree; columns of a DataFrame may come in any order.
    """
    try:
        if isinstance(expected, pd.DataFrame):
            return _frame(value, expected, tolerance)
        if isinstance(expected, pd.Series):
            return _series(value, expected, tolerance)
        if isinstance(expected, str):
            return _text(value, expected)
        if isinstance(expected, list | tuple | set):
            return _list(value, expected)
        return _number(value, float(expected), tolerance)
    except Exception:
        # Not even its kind is asked of it: whatever failed above may fail again.
        name = type(value).__name__
        return False, f"This cannot be compared with what is asked for. It is a {name}."


def _kind(value: object) -> str:
    if isinstance(value, pd.DataFrame):
        return f"a DataFrame of {len(value)} rows and {len(value.columns)} columns"
    if isinstance(value, pd.Series):
        return f"a Series of {len(value)} values"
    if isinstance(value, bool | np.bool_):
        return "True or False"
    if isinstance(value, Real):
        return "a number"
    if isinstance(value, str):
        return "text"
    if value is None:
        return "None, which is what a line without a value gives"
    if isinstance(value, tuple | list | set | dict):
        return f"a {type(value).__name__} of {len(value)}"
    if callable(value):
        return "a function that has not been called: brackets after its name call it"
    return f"a {type(value).__name__}"


def _instead(value: object) -> str:
    """What to do about a value that stands where one number is wanted; "" where nothing is sure."""
    if isinstance(value, str):
        try:
            float(value)
        except ValueError:
            return ""
        return " Take the quotation marks away."
    if isinstance(value, pd.DataFrame | pd.Series):
        return " len(...) counts rows; [...] picks one."
    if isinstance(value, tuple):
        return " Write decimals with a point, and no comma between thousands."
    return ""


def _number(value: object, expected: float, tolerance: float) -> Verdict:
    if isinstance(value, pd.Series | pd.DataFrame | np.ndarray) and np.size(value) == 1:
        return (
            False,
            f"One number is wanted, and this is {_kind(value)}: take it out with .iloc[0].",
        )
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        return False, f"One number is wanted, and this is {_kind(value)}.{_instead(value)}"
    number = float(value)
    if math.isnan(number):
        return False, "This is NaN: somewhere on the way a value is missing."
    if abs(number - expected) <= tolerance:
        return True, _RIGHT
    if expected and abs(number + expected) <= tolerance:
        return False, "The size is right and the sign is not: which is taken from which?"
    for factor, words in (
        (100, "hundred"),
        (0.01, "hundred"),
        (1000, "thousand"),
        (0.001, "thousand"),
    ):
        if abs(number * factor - expected) <= max(tolerance, abs(expected) * 1e-3):
            return False, f"You are off by a factor of a {words}: look at the units."
    return False, f"This is too {'high' if number > expected else 'low'}."


def _text(value: object, expected: str) -> Verdict:
    if not isinstance(value, str):
        return False, f"Text is wanted, and this is {_kind(value)}."
    if value.strip().casefold() == expected.strip().casefold():
        return True, _RIGHT
    return False, "This is another name."


def _list(value: object, expected: list | tuple | set) -> Verdict:
    if isinstance(value, pd.Series | pd.Index | np.ndarray):
        value = list(value)
    if not isinstance(value, list | tuple | set):
        return False, f"A list is wanted, and this is {_kind(value)}."
    if sorted(map(str, value)) == sorted(map(str, expected)):
        if isinstance(expected, list) and [str(v) for v in value] != [str(v) for v in expected]:
            return False, "All are there; the order is not the one asked for."
        return True, _RIGHT
    if len(value) != len(expected):
        return False, f"{len(expected)} are asked for, and this has {len(value)}."
    missing = len(set(map(str, expected)) - set(map(str, value)))
    return (
        False,
        f"The number is right, but {missing} of them {'is' if missing == 1 else 'are'} not.",
    )


def _series(value: object, expected: pd.Series, tolerance: float) -> Verdict:
    if isinstance(value, pd.DataFrame) and len(value.columns) == 1:
        return False, "One column is wanted as a Series: take it out by its name, frame[name]."
    if not isinstance(value, pd.Series):
        return False, f"A Series is wanted, and this is {_kind(value)}."
    if len(value) != len(expected):
        return False, f"{len(expected)} values are wanted, and this has {len(value)}."
    mine = {str(k): v for k, v in value.items()}
    theirs = {str(k): v for k, v in expected.items()}
    if set(mine) != set(theirs):
        return (
            False,
            "The values may be right, but their labels (the index) are not the ones asked for.",
        )
    wrong = [k for k in theirs if not _same(mine[k], theirs[k], tolerance)]
    if wrong:
        return (
            False,
            f"{len(wrong)} of {len(theirs)} values {'is' if len(wrong) == 1 else 'are'} off.",
        )
    return True, _RIGHT


def _frame(value: object, expected: pd.DataFrame, tolerance: float) -> Verdict:
    if not isinstance(value, pd.DataFrame):
        return False, f"A DataFrame is wanted, and this is {_kind(value)}."
    missing = [str(c) for c in expected.columns if c not in value.columns]
    if missing:
        return False, f"A column is missing: {', '.join(missing)}."
    if len(value) != len(expected):
        return False, f"{len(expected)} rows are wanted, and this has {len(value)}."
    for column in expected.columns:
        right, words = _series(value[column], expected[column], tolerance)
        if not right:
            return False, f"In the column {column}: {words}"
    return True, _RIGHT


def _same(one: object, other: object, tolerance: float) -> bool:
    if isinstance(one, Real) and isinstance(other, Real):
        if math.isnan(float(one)) or math.isnan(float(other)):
            return math.isnan(float(one)) and math.isnan(float(other))
        return abs(float(one) - float(other)) <= tolerance
    return str(one) == str(other)

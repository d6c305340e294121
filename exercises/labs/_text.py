"""Numbers become words here and nowhere else, so that a reading is the same on both Pythons.

CPython rounds a half to the even neighbour, MicroPython does not, and MicroPython drops the comma
of a number format without a word. So nothing in a lab may format a number by itself.

A half is rounded away from zero. A number within a ten-millionth of a half, measured in units of
the last place shown, counts as one: the two mathematical libraries may disagree in the last bit,
and the page must not.
"""

import math

MINUS = "\u2212"
_NEAR_HALF = 1e-7
_LARGEST = 10**15


def _places(value, decimals):
    """`value` without its sign, as a whole number of units of the last place shown."""
    if not math.isfinite(value):
        raise ValueError("only a finite number can be put into words")
    if decimals < 0 or decimals > 9:
        raise ValueError("decimals must be from 0 to 9")
    scaled = abs(value) * 10**decimals
    if scaled >= _LARGEST:
        raise ValueError("the number is too large to print to its last digit")
    return math.floor(scaled + 0.5 + _NEAR_HALF)


def rounded(value, decimals=0):
    """`value` rounded as `number` prints it; compare these, so that words and figures agree."""
    size = _places(value, decimals) / 10**decimals
    return -size if value < 0 and size > 0 else size


def number(value, decimals=0):
    """`value` with thousands separators and a true minus sign: 1234.5 -> "1,234.5" at one decimal.

    Zero never carries a sign. Raises ValueError for what is not finite or is too large (10^15 units
    of the last place).
    """
    places = _places(value, decimals)
    digits = str(places // 10**decimals)
    groups = []
    while len(digits) > 3:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    groups.insert(0, digits)
    text = ",".join(groups)
    if decimals:
        rest = str(places % 10**decimals)
        text += "." + "0" * (decimals - len(rest)) + rest
    return MINUS + text if value < 0 and places > 0 else text


def signed(value, decimals=0):
    """As `number`, with a plus sign before what is above zero once rounded."""
    text = number(value, decimals)
    return "+" + text if rounded(value, decimals) > 0 else text


def plain(value):
    """`value` to at most six decimals, without needless zeros: for the limits of a control.

    Four digits stand without a comma, since they are as often as not a year.
    """
    text = number(value, 6)
    if abs(value) < 10000:
        text = text.replace(",", "")
    return text.rstrip("0").rstrip(".")


def percent(share, decimals=0, unit=" per cent"):
    """A share of one as a percentage, 0.37 -> "37 per cent"; `unit` is "%" where room is short."""
    return number(100 * share, decimals) + unit


def listed(words):
    """Words as a person lists them: ["a", "b", "c"] -> "a, b and c"."""
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]

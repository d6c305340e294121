"""What a question declares and what marking it gives back: the shapes all types share."""

from collections.abc import Callable
from typing import Any, TypedDict

# A declaration is checked against items/schema.json before it gets here.
Declaration = dict[str, Any]
# Puts figures into a text of the bank and makes its Markdown HTML.
Fill = Callable[[str], str]


class Result(TypedDict):
    """The outcome of marking one response."""

    score: float  # 0 to 1
    key: str  # which feedback applies
    words: str  # a sentence on this very response, or nothing


def tidy(value: float) -> str:
    """A number for a sentence: one decimal at most, half away from zero, none where it is whole.

    The page's `tidy` in _kit.js does the same sums in the same order, so both say the same.
    """
    size = int(abs(value) * 10 + 0.5)
    whole, tenth = divmod(size, 10)
    text = f"{whole}.{tenth}" if tenth else f"{whole}"
    return f"−{text}" if value < 0 and size else text


_COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int) -> str:
    """A count in words up to nine, in figures from ten; `counted` in select.js says the same."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)

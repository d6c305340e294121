"""A number question: the learner types a figure, with the unit beside the box."""

import html
import re

from exercises.items.result import Declaration, Result, tidy

NAME = "number"

# What people type around a figure: currency, per cent signs, thin and hard spaces, thousands commas.
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\ufeff]")
_MINUS = re.compile(r"[\u2212\u2013\u2012\ufe63\uff0d]")
_THOUSANDS = re.compile(r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$")
_PLAIN = re.compile(r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$")
_UNIT = re.compile(r"(%|percent|percentagepoints|percent(age)?points?|points?|pounds?|p\.?p\.?)$")


def parse(text: object) -> float | None:
    """The figure in what was typed, or None where there is none to be read without guessing.

    Takes a Unicode minus, thin spaces, a leading pound sign, a trailing per cent sign or unit
    word, and thousands commas in threes. A decimal comma is refused, not guessed at.
    """
    if isinstance(text, bool) or not isinstance(text, str | int | float):
        return None
    bare = _MINUS.sub("-", _SPACES.sub("", str(text))).lower()
    bare = bare.replace("£", "", 1)
    bare = _UNIT.sub("", bare)
    if _THOUSANDS.match(bare):
        bare = bare.replace(",", "")
    return float(bare) if _PLAIN.match(bare) else None


def mark(item: Declaration, response: object) -> Result:
    """Mark a typed figure against the answer and the mistakes that the item foresees.

    The `key` is `right`, the id of a foreseen mistake, `fraction` (0.65 for 65 per cent),
    `high` or `low`.

    Raises:
        ValueError: where no figure can be read.
    """
    value = parse(response)
    if value is None:
        raise ValueError(f"no figure can be read in {response!r}")
    answer, tolerance = item["answer"], item["tolerance"]
    if abs(value - answer) <= tolerance + 1e-9:
        return {"score": 1, "key": "right", "words": ""}
    for mistake in item["mistakes"]:
        if abs(value - mistake["value"]) <= mistake["tolerance"] + 1e-9:
            return {"score": 0, "key": mistake["id"], "words": ""}
    if item["percent"] and abs(value * 100 - answer) <= tolerance + 1e-9:
        return {"score": 0, "key": "fraction", "words": ""}
    return {"score": 0, "key": "high" if value > answer else "low", "words": ""}


def feedback(item: Declaration, result: Result) -> str:
    """The feedback for that mistake, as HTML."""
    for mistake in item["mistakes"]:
        if mistake["id"] == result["key"]:
            return mistake["feedback"]
    return item["feedback"][result["key"]]


def paper(item: Declaration, response: object = None) -> str:
    """A line to write the figure on, or the figure that was given."""
    given = html.escape(str(response)) if response is not None else "_" * 12
    label = ' <strong class="nl-yours">your answer</strong>' if response is not None else ""
    return f'<p class="nl-number">{given} {html.escape(item["unit"])}{label}</p>'


def key(item: Declaration) -> str:
    """The right answer in words, as HTML: with as many decimals as it takes to be marked right."""
    return html.escape(f"{written(item)} {item['unit']}".strip())


def written(item: Declaration) -> str:
    """The answer as a learner may type it: one decimal at most, unless the tolerance asks for more."""
    answer = item["answer"]
    text = tidy(answer)
    for decimals in range(2, 10):
        if mark(item, text)["score"] >= 1:
            break
        text = f"{answer:.{decimals}f}".rstrip("0").rstrip(".").replace("-", "−")
    return text

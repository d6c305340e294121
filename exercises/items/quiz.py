"""The score of several questions asked together, worked out from the record and from nothing else.

`book/pages/quiz.js` does the same, to the letter; `tests/items/test_quiz.py` drives both.
"""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from exercises.items.result import Declaration

_FIRST_WORDS = 60


class Count(TypedDict):
    """How one outcome fared."""

    outcome: str
    total: int
    answered: int
    right: int


class Again(TypedDict):
    """A question to look at again: its id, its place from 1, and how it begins."""

    id: str
    number: int
    begins: str


class Score(TypedDict):
    """How a quiz went at first attempt."""

    total: int
    answered: int
    right: int
    outcomes: list[Count]
    again: list[Again]
    words: str


def score(items: list[Declaration], events: Iterable[Mapping], since: int = 0) -> Score:
    """How a quiz went: each question counts by the first answer given to its present version.

    Args:
        items: the questions in their order.
        events: the record, ordered; other questions' answers may be among them.
        since: UTC milliseconds before which answers do not count; a draw of the day begins afresh.
    """
    first: dict[str, float] = {}
    versions = {item["id"]: item["version"] for item in items}
    for event in events:
        if event["at"] >= since and versions.get(event["item"]) == event["version"]:
            first.setdefault(event["item"], event["score"])
    counts: dict[str, Count] = {}
    again: list[Again] = []
    for number, item in enumerate(items, 1):
        name, outcome = item["id"], item["outcome"]
        count = counts.setdefault(
            outcome, {"outcome": outcome, "total": 0, "answered": 0, "right": 0}
        )
        count["total"] += 1
        count["answered"] += name in first
        count["right"] += first.get(name, 0) >= 1
        if first.get(name, 1) < 1:
            again.append({"id": name, "number": number, "begins": begins(item["prompt_text"])})
    made: Score = {
        "total": len(items),
        "answered": sum(c["answered"] for c in counts.values()),
        "right": sum(c["right"] for c in counts.values()),
        "outcomes": list(counts.values()),
        "again": again,
        "words": "",
    }
    made["words"] = _words(made)
    return made


def _words(made: Score) -> str:
    total, answered, right = made["total"], made["answered"], made["right"]
    if not answered:
        return f"None of {total} answered yet."
    if answered < total:
        return f"{right} of {answered} right at first attempt; {total - answered} still to answer."
    return f"{right} of {total} right at first attempt."


def begins(text: str) -> str:
    """The first words of a question, for a list that names it."""
    if len(text) <= _FIRST_WORDS:
        return text
    cut = text[: _FIRST_WORDS + 1]
    at = cut.rfind(" ")
    return cut[: at if at > 0 else _FIRST_WORDS].rstrip(" ,;:") + " …"

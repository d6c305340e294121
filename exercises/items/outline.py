"""The course's questions in outline: what is needed to count them, to draw some and to plan a review.

The site carries it as `outline.json`, so that a page need not fetch every question to know how many
there are.
"""

from typing import TypedDict

from exercises.items.bank import Bank, bank
from exercises.items.pairs import TESTS, pairs

#: Types that never come back by themselves: an essay is no matter of recall, and a challenge needs
#: its lab beside it.
ONCE = ("argue", "challenge")


class Entry(TypedDict):
    """One question in outline."""

    chapter: str
    outcome: str
    version: int
    type: str
    back: bool  # whether it may come back: in the review, a pool or a warm-up


class Outline(TypedDict):
    """The questions by chapter and by id, the outcomes, and the two tests."""

    chapters: dict[str, list[str]]
    items: dict[str, Entry]
    outcomes: dict[str, dict[str, str]]
    tests: dict[str, list[str]]


def outline(source: Bank | None = None) -> Outline:
    """The outline of a bank, in its order."""
    known = source or bank()
    twins = pairs(known)
    kept = {name for pair in twins for name in pair}
    made: Outline = {
        "chapters": {},
        "items": {},
        "outcomes": known.outcomes,
        "tests": {which: [pair[at] for pair in twins] for at, which in enumerate(TESTS)},
    }
    for name in known.ids():
        raw, chapter = known.raw(name), known.chapter(name)[:2]
        made["chapters"].setdefault(chapter, []).append(name)
        made["items"][name] = {
            "chapter": chapter,
            "outcome": raw["outcome"],
            "version": raw["version"],
            "type": raw["type"],
            "back": name not in kept and raw["type"] not in ONCE,
        }
    return made


def returning(known: Outline) -> dict[str, int]:
    """The version of each question that may come back."""
    return {name: entry["version"] for name, entry in known["items"].items() if entry["back"]}

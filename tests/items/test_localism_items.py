"""Chapter 08 asks before it tells, and its maps and sorts hold the codes of the table."""

import json

import pytest

from exercises.items.bank import bank
from exercises.paths import NOTEBOOKS
from exercises.tables import rows

CODED = {row["case"]: row for row in rows("localism_cases")}
COLUMNS = ["managerial_political", "council_locality", "resists_accepts"]
#: The item, the columns of its two axes, and the case of each card.
MAPS = [
    ("MAP-1.1", (0, 1), {"a": "l24", "b": "l26", "c": "l22", "d": "l34", "e": "l33", "f": "l30"}),
    ("MAP-1.2", (0, 2), {"a": "l04", "b": "l17", "c": "l52", "d": "l26", "e": "l56"}),
]
SORTED = {"a": "l27", "b": "l41", "c": "l48", "d": "l51", "e": "l42", "f": "l25"}
STAGES = {"a": "l46", "b": "l38", "c": "l35", "d": "l51", "e": "l41", "f": "l54"}
#: A question, and words after it that would give it away.
ORDER = [
    ('"MAP-1.1"', "This course asks three."),
    ('"MAP-1.3"', "is at least three units"),
    ('"MAP-1.4"', "It was a speech."),
    ('"MAP-1.2"', "**Manchester, 1984.**"),
    ('"MAP-2.2"', "to about .51"),
    ('"MAP-2.3"', "Neither slipped"),
    # What the simulated class shows is the answer to the question before it.
    ('"MAP-2.3"', '"MAP-2.1"'),
    # Cards sorted by codes, then the count of all, then what the count is worth.
    ('"MAP-3.4"', '"MAP-3.1"'),
    ('"MAP-3.1"', "How the cases are picked decides"),
    ("How the cases are picked decides", '"MAP-3.2"'),
    ('"MAP-3.2"', "one reader gave codes and labels both"),
]


@pytest.mark.parametrize(("name", "axes", "cases"), MAPS)
def test_cards_lie_where_the_table_has_them(name, axes, cases):
    cards = bank().declaration(name)["cards"]
    assert {card["id"] for card in cards} == set(cases)
    for card in cards:
        row = CODED[cases[card["id"]]]
        assert list(card["at"]) == [row[COLUMNS[axis]] + 3 for axis in axes], card["text"]


def test_halves_of_the_claim_are_those_of_the_codes():
    for card in bank().declaration("MAP-3.4")["cards"]:
        row = CODED[SORTED[card["id"]]]
        halves = (row["managerial_political"] < 0) + (row["council_locality"] > 0)
        assert card["groups"] == [("neither", "one", "both")[halves]], card["text"]


def test_stages_are_those_of_the_table():
    for card in bank().declaration("MAP-1.4")["cards"]:
        assert card["groups"] == [CODED[STAGES[card["id"]]]["stage"]], card["text"]


@pytest.mark.parametrize(("first", "then"), ORDER)
def test_it_asks_before_it_tells(first, then):
    cells = json.loads((NOTEBOOKS / "08-mapping-localisms.ipynb").read_text(encoding="utf-8"))
    text = "\n".join("".join(cell["source"]) for cell in cells["cells"])
    assert text.count(first) == text.count(then) == 1
    assert text.index(first) < text.index(then)


def test_the_reply_to_the_challenge_leaves_the_next_question_open():
    shown = json.dumps(bank().declaration("MAP-3.1"))
    assert "same reader who gave" not in shown and "gave the codes" not in shown

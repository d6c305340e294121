"""Select, order and sort in the bank: what is declared, what is refused and why, and their face on paper."""

import re

import pytest

from exercises.items import paper
from exercises.items.bank import Bank, BankError
from exercises.items.types import TYPES

HEAD = """\
chapter: "01"
items:
  - id: TST-1.1
    version: 1
    type: TYPE
    outcome: TST-1
    level: remember
    prompt: Which?
    hint: Think of *dates*.
    explain: Because.
    sources: []
"""
SELECT = (
    HEAD.replace("TYPE", "select")
    + """\
    options:
      - {id: a, text: This, right: true, feedback: Quite so}
      - {id: b, text: That, feedback: Not so}
      - {id: c, text: And this, right: true, feedback: Yes indeed}
"""
)
ORDER = (
    HEAD.replace("TYPE", "order")
    + """\
    facts:
      begun: {table: school_delegation_national, where: {period: 2000-01}, column: period}
    entries:
      - {id: a, text: First, rank: 1, when: "From {{begun}} & on"}
      - {id: b, text: Second, rank: 2, why: "It came *next*."}
      - {id: c, text: Also second, rank: 2}
      - {id: d, text: Last, rank: 3}
    mistakes:
      - {id: late, first: d, then: a, feedback: "Not so *soon*."}
    feedback: {right: Quite so, near: Nearly, far: Not so}
"""
)
SORT = (
    HEAD.replace("TYPE", "sort")
    + """\
    shuffle: false
    groups:
      - {id: level, text: A level}
      - {id: change, text: A *change*}
      - {id: place, text: A place}
    cards:
      - {id: a, text: One, group: level, why: It stands., mistakes: {change: "It does *not* move."}}
      - {id: b, text: Two, group: change, why: It moves.}
      - {id: c, text: Three, group: [change, place], why: It may be both.}
"""
)


def made(folder, text):
    outcomes = 'TST-1:\n  chapter: "01"\n  text: Tell this from that.\n'
    (folder / "outcomes.yaml").write_text(outcomes, encoding="utf-8")
    (folder / "01-test.yaml").write_text(text, encoding="utf-8")
    return Bank(folder)


def test_a_select_is_declared(tmp_path):
    item = made(tmp_path, SELECT).declaration("TST-1.1")
    assert [o["right"] for o in item["options"]] == [True, False, True]
    assert item["key"] == "This; And this"
    assert item["hint"] == "<p>Think of <em>dates</em>.</p>"
    assert "shuffle" not in item


def test_an_order_is_declared(tmp_path):
    item = made(tmp_path, ORDER).declaration("TST-1.1")
    assert [e["rank"] for e in item["entries"]] == [1, 2, 2, 3]
    assert item["entries"][1]["why"] == "<p>It came <em>next</em>.</p>"
    assert item["mistakes"][0]["feedback"] == "<p>Not so <em>soon</em>.</p>"
    # A date may hold a fact; it is plain text until it is shown.
    assert item["entries"][0]["when"] == "From 2000-01 & on"
    said = re.sub("<[^>]+>", "", item["key"])
    assert said == "1: First (From 2000-01 &amp; on); 2 or 3: Second; 2 or 3: Also second; 4: Last"
    ranks = re.sub(r", rank: \d", "", ORDER)
    assert [e["rank"] for e in made(tmp_path, ranks).declaration("TST-1.1")["entries"]] == [
        1,
        2,
        3,
        4,
    ]


def test_a_sort_is_declared(tmp_path):
    item = made(tmp_path, SORT).declaration("TST-1.1")
    assert [c["groups"] for c in item["cards"]] == [["level"], ["change"], ["change", "place"]]
    assert item["cards"][0]["mistakes"] == {"change": "<p>It does <em>not</em> move.</p>"}
    assert item["shuffle"] is False
    assert "Two; Three" in item["key"]


@pytest.mark.parametrize(
    ("text", "old", "new", "says"),
    [
        (SELECT, "right: true, ", "", "needs one option at least with `right: true`"),
        (SELECT, "{id: b, text: That,", "{id: b, text: That, right: true,", "that is not right"),
        (SELECT, "{id: b,", "{id: a,", "two options have the same id"),
        (SELECT, "      - {id: b, text: That, feedback: Not so}\n", "", "options: 2 given, and 3 or"),
        (SELECT, ", feedback: Not so", "", "'feedback' is missing: add it"),
        (SELECT, "hint: Think of *dates*.", "hint: 3", "field hint: 3 is not text"),
        (ORDER, "{id: b,", "{id: a,", "two entries have the same id"),
        (ORDER, "rank: 2}", "rank: 1}", "a `rank` may not fall"),
        (ORDER, "text: Last, rank: 3", "text: Last", "either every entry has a `rank` or none"),
        (ORDER, r"rank: \d", "rank: 1", "any order is right"),
        (ORDER, "first: d", "first: z", "mistake late: there is no entry 'z'"),
        (ORDER, "first: d, then: a", "first: b, then: c", "b before c is no mistake"),
        (ORDER, "id: late", "id: near", "field mistakes.0.id"),
        (ORDER, "near: Nearly, ", "", "'near' is missing: add it"),
        (ORDER, "    entries:", "    shuffle: false\n    entries:", "shuffle does not belong here"),
        (SORT, "{id: b,", "{id: a,", "two cards have the same id"),
        (SORT, "id: place,", "id: level,", "two groups have the same id"),
        (SORT, "group: change", "group: chnage", "card b: there is no group 'chnage'"),
        (SORT, r"\[change, place\]", "[level, change, place]", "would be right in any group"),
        (SORT, "mistakes: {change", "mistakes: {level", "to put it in 'level' is no mistake"),
        (SORT, "mistakes: {change", "mistakes: {joy", "card a: there is no group 'joy'"),
        (SORT, ", why: It moves.", "", "'why' is missing: add it"),
        (SORT, "shuffle: false", "shuffle: 0", "field shuffle"),
    ],
)  # fmt: skip
def test_what_is_off_is_named_with_its_place(tmp_path, text, old, new, says):
    changed = re.sub(old if "\\" in old else re.escape(old), new, text)
    assert changed != text
    with pytest.raises(BankError, match=rf"01-test\.yaml, line \d+, item TST-1\.1.*{says}"):
        made(tmp_path, changed)


RESPONSES = {
    "select": (SELECT, ["b"], ["☑"]),
    "order": (ORDER, ["d", "a", "b", "c"], ["Last", "First", "Second"]),
    "sort": (SORT, {"a": "change", "b": "change", "c": "place"}, ["☑"]),
}


@pytest.mark.parametrize("name", RESPONSES)
def test_on_paper_there_is_room_for_a_pen_and_for_an_answer_given(tmp_path, name):
    text, response, shows = RESPONSES[name]
    item = made(tmp_path, text).declaration("TST-1.1")
    blank = paper.notebook(item, None)
    assert 'data-state="ready"' in blank and "nl-yours" not in blank
    assert ("____" if name == "order" else "☐") in blank and "☑" not in blank
    assert "Think of <em>dates</em>." in blank

    event = {"version": 1, "response": response, "at": 0}
    given = paper.notebook(item, event)
    assert 'data-state="saved"' in given and "your answer" in given
    places = [given.index(word) for word in shows]
    assert places == sorted(places)
    result = TYPES[name].mark(item, response)
    assert result["words"] in given and TYPES[name].feedback(item, result) in given
    # An answer to another version is kept, said to be kept, and not shown as if it were to this one.
    old = paper.notebook(item, event | {"version": 2})
    assert "earlier version" in old and "☑" not in old and "nl-yours" not in old


def test_an_order_on_paper_does_not_stand_in_the_right_order(tmp_path):
    item = made(tmp_path, ORDER).declaration("TST-1.1")
    texts = re.findall(r"</span> ([A-Z][a-z ]+)</li>", TYPES["order"].paper(item))
    ranks = {entry["text"]: entry["rank"] for entry in item["entries"]}
    assert len(texts) == 4 and [ranks[t] for t in texts] != sorted(ranks.values())

"""Maps, passages and challenges: what the bank refuses, what it declares, and what stands on paper."""

import re

import pytest

from exercises.items import challenge, mark, paper, place
from exercises.items.bank import Bank, BankError, bank
from exercises.labs.loading import run_lab
from exercises.paths import ITEMS
from tests.items.samples import SAMPLES
from tests.node import run_module

HEAD = """\
chapter: "01"
items:
  - id: TST-1.1
    version: 1
    outcome: TST-1
    level: apply
    prompt: Which?
    explain: Because.
    sources: []
"""
OUTCOMES = 'TST-1:\n  chapter: "01"\n  text: Tell this from that.\n'

PLACE = """\
    type: place
    x: {label: Across, low: left, high: right}
    y: {label: Up, low: bottom, high: "*top*"}
    steps: 5
    tolerance: 1
    cards:
      - {id: a, text: Mayors, at: [5, 1], why: So.}
      - {id: b, text: Trusts, at: [2, 4.5], why: So.}
    feedback: {close: Quite, partly: Part, far: Afar}
"""
MARK = """\
    type: mark
    passage:
      - "Note (as drafted:"
      - {id: a, text: Satisfaction fell, feedback: Borne out}
      - "), because"
      - {id: b, text: of the *ratings*, right: true, feedback: A cause}
      - ". Yours, “"
      - ¶
      - {id: c, text: Sam, feedback: A name}
      - "”"
"""
CHALLENGE = """\
    type: challenge
    lab: targetworld
    goal:
      - {value: public_change, op: ">=", than: 0, words: no lower}
    answer: {eta: 0.6}
    feedback: {met: Met, partly: Part, not: Not}
"""


def made(folder, body):
    (folder / "outcomes.yaml").write_text(OUTCOMES, encoding="utf-8")
    (folder / "01-test.yaml").write_text(HEAD + body, encoding="utf-8")
    return Bank(folder)


def declared(folder, body):
    return made(folder, body).declaration("TST-1.1")


def spoken(markup):
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


@pytest.mark.parametrize(
    ("body", "old", "new", "says"),
    [
        (PLACE, "{id: b,", "{id: a,", r"item TST-1\.1: two cards have the same id"),
        (PLACE, "[2, 4.5]", "[2, 5.5]", r"card b: its place is off a map of 5 steps"),
        (PLACE, "[2, 4.5]", "[2]", r"field cards\.1\.at"),
        (PLACE, "[2, 4.5]", "[0, 4]", r"field cards\.1\.at\.0"),
        (PLACE, "steps: 5", "steps: 2", r"field steps"),
        (PLACE, "tolerance: 1", "tolerance: 0", r"field tolerance"),
        (PLACE, "steps: 5", "steps: 5\n    reading: true", r"a reading is keyed by agree, mixed"),
        (PLACE, "close: Quite", "agree: Quite", r"no reading is keyed by close, partly, far"),
        (PLACE, ", low: left", "", r"line 11, item TST-1\.1, field x: 'low' is missing: add it"),
        (MARK, "right: true, ", "", r"a passage needs one part at least with `right: true`"),
        (MARK, "{id: c,", "{id: a,", r"two parts of the passage have the same id"),
        (MARK, "text: Sam", 'text: "[Sam](https://example.org)"', r"part c: a link cannot"),
        (MARK, ", feedback: A name", "", r"field passage\.6"),
        (CHALLENGE, "lab: targetworld", "lab: targetword", r"Did you mean targetworld"),
        (CHALLENGE, "eta: 0.6", "eta: 6", r"Extra effort \(eta\) must be a number from 0 to 1"),
        (CHALLENGE, "eta: 0.6", "zeta: 1", r"no control called 'zeta'"),
        (CHALLENGE, 'op: ">="', 'op: "=="', r"field goal\.0\.op"),
        (CHALLENGE, 'op: ">="', "op: between", r"`between` takes two numbers"),
        (CHALLENGE, "than: 0", "than: [0, 1]", r"`between` takes two numbers"),
        (CHALLENGE, 'op: ">=", than: 0', "op: between, than: [1, 0]", r"the lowest number"),
        (CHALLENGE, "words: no lower", 'words: "*no* lower"', r"plain, without Markdown"),
        (CHALLENGE, "    answer: {eta: 0.6}\n", "", r"'answer' is missing: add it"),
    ],
)
def test_a_bad_item_is_refused_with_its_place(tmp_path, body, old, new, says):
    assert old in body
    with pytest.raises(BankError, match=says) as caught:
        made(tmp_path, body.replace(old, new, 1))
    assert re.match(r"01-test\.yaml, line \d+, item TST-1\.1", str(caught.value))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "public_change",
            "publick_change",
            r"targetworld has no value publick_change; it has .*pu",
        ),
        ("than: 0", "than: -50", r"the goal holds at the start already"),
        ("eta: 0.6", "eta: 0.2", r"the goal does not hold at the answer: see public_change"),
        ("answer:", "start: {eta: 0.6}\n    answer:", r"the goal holds at the start already"),
    ],
)
def test_a_goal_is_held_against_the_lab(tmp_path, old, new, says):
    with pytest.raises(BankError, match=r"line 3, item TST-1\.1: .*" + says):
        declared(tmp_path, CHALLENGE.replace(old, new, 1))


def test_a_passage_runs_on_as_it_is_read(tmp_path):
    item = declared(tmp_path, MARK)
    text = "".join("\n" if "paragraph" in s else s["text"] for s in item["passage"])
    assert spoken(text.replace("\n", "|")) == (
        "Note (as drafted: Satisfaction fell), because of the ratings . Yours, “|Sam”"
    )
    assert text.startswith("Note (as drafted: Satisfaction fell), because of the <em>ratings</em>.")
    assert [s["right"] for s in mark.parts(item)] == [False, True, False]


def test_a_map_is_declared_with_its_ends(tmp_path):
    item = declared(tmp_path, PLACE)
    assert item["reading"] is False and item["y"]["high"] == "<em>top</em>"
    assert place.where(item, [2, 4.5]) == "left to right: 2 of 5; bottom to <em>top</em>: 4.5 of 5"
    assert "Mayors" in item["key"] and "left to right: 5 of 5" in item["key"]


def test_a_challenge_knows_where_its_lab_is(tmp_path):
    item = declared(tmp_path, CHALLENGE)
    assert (item["lab"], item["title"], item["home"]) == (
        "targetworld",
        "Targetworld",
        "05-hitting-the-target",
    )
    assert item["answer"] == {"eta": 0.6}
    assert item["key"] == "one setting that does it, from where the lab begins: Extra effort: 0.6."
    assert challenge.home("no_such_lab") is None


def test_of_two_chapters_with_a_lab_a_challenge_leads_to_its_own():
    assert bank().declaration("IMP-2.4")["home"] == "06-improving-on-paper"
    assert bank().declaration("GAM-5.3")["home"] == "05-hitting-the-target"
    # The tour shows labs too, and gives way to a chapter.
    assert challenge.home("targetworld") == "05-hitting-the-target"
    assert challenge.home("targetworld", "00") == "00-start-here"
    assert challenge.home("timeline") == "00-start-here"


@pytest.mark.parametrize("name", [n for n in bank().ids() if bank().lab(n)])
def test_the_answer_of_each_challenge_scores_in_full(name):
    item = bank().declaration(name)
    for setting, met in (
        (item["start"] or {}, False),
        ({**(item["start"] or {}), **item["answer"]}, True),
    ):
        values = run_lab(item["lab"], **setting)["values"]
        result = challenge.mark(item, {"lab": item["lab"], "controls": setting, "values": values})
        assert (result["score"] == 1) is met
        assert result["key"] == "met" if met else result["key"] in ("partly", "not")


def test_paper_has_boxes_and_shows_what_was_answered(tmp_path):
    item = declared(tmp_path, MARK)
    assert paper.body(item).count("☐") == 3
    ticked = paper.body(item, ["b"])
    assert (ticked.count("☑"), ticked.count("☐"), ticked.count("your answer")) == (1, 2, 1)

    item = declared(tmp_path, PLACE)
    assert paper.body(item).count("<td></td>") == 26
    filled = paper.body(item, {"a": [1, 5], "b": [1, 5]})
    assert "<td>A B</td>" in filled and filled.count("your answer") == 1
    # The first row is the top of the map.
    assert filled.index("<em>top</em></th><td>A B") < filled.index("bottom</th>")

    item = declared(tmp_path, CHALLENGE)
    assert paper.body(item).count("____") == len(item["controls"])
    controls = {"power": 0.8, "eta": 0.6, "managers": "budget"}
    answered = paper.body(
        item, {"lab": "targetworld", "controls": controls, "values": {"public_change": 3.2}}
    )
    assert "☑ no lower" in answered and "as the budget is spent" in answered
    assert answered.count("____") == len(item["controls"]) - 3


@pytest.mark.parametrize(
    ("name", "response"),
    [
        ("IMP-1.6", ["b", "a"]),
        ("IMP-4.6", {"a": [1, 1], "b": [4, 4], "c": [3, 3], "d": [3, 1]}),
        (
            "IMP-5.5",
            {
                "lab": "scorecard_machine",
                "controls": {"rule": "minimum"},
                "values": {"point_changed": 9, "back_changed": 40, "other_point_changed": 3},
            },
        ),
    ],
)
def test_a_saved_answer_stands_in_the_notebook_before_its_cell_is_run(name, response):
    item = bank().declaration(name)
    event = {"version": item["version"], "response": response, "at": 1_164_000_000_000}
    text = paper.notebook(item, event)
    assert 'data-state="saved"' in text and "your answer" in text and "Saved on" in text
    assert text.count("<section") == text.count("</section>") == 1


def test_the_page_says_the_same_of_each_part():
    item = SAMPLES["mark"]
    results = [mark.mark(item, given) for given in (["a", "c", "e"], ["a", "b"], ["d"])]
    script = """
    const type = await import(INPUT.module);
    print(INPUT.results.map((result) => type.feedback(INPUT.item, result)));
    """
    given = {"module": (ITEMS / "mark.js").as_uri(), "item": item, "results": results}
    assert run_module(script, given) == [mark.feedback(item, result) for result in results]
    # All parts where all is right; else only those that were marked, so that the rest can be found.
    assert [mark.feedback(item, result).count("<li>") for result in results] == [5, 2, 1]


def test_the_page_words_a_place_alike():
    item = SAMPLES["place"]
    script = """
    const { where } = await import(INPUT.module);
    print(INPUT.places.map((place) => where(INPUT.item, place)));
    """
    places = [[1, 1], [5, 4.5], [2, 3]]
    given = {"module": (ITEMS / "place.js").as_uri(), "item": item, "places": places}
    assert run_module(script, given) == [place.where(item, p) for p in places]

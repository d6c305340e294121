"""The bank: the course's own is sound, and a bad file is refused with file, line and item named."""

import re
import shutil

import pytest

from exercises.items.bank import Bank, BankError, bank
from exercises.items.types import TYPES
from exercises.paths import BANK

GOOD = """\
chapter: "01"
items:
  - id: TST-1.1
    version: 1
    type: choice
    outcome: TST-1
    level: remember
    prompt: Which?
    explain: Because.
    sources: []
    options:
      - {id: a, text: This, right: true, feedback: Quite so}
      - {id: b, text: That, feedback: Not so}
"""
OUTCOMES = 'TST-1:\n  chapter: "01"\n  text: Tell this from that.\n'


def made(folder, text=GOOD, outcomes=OUTCOMES):
    (folder / "outcomes.yaml").write_text(outcomes, encoding="utf-8")
    (folder / "01-test.yaml").write_text(text, encoding="utf-8")
    return Bank(folder)


def test_the_courses_bank_is_whole():
    course = bank()
    ids = course.ids()
    assert len(ids) >= 4
    for name in ids:
        item = course.declaration(name)
        assert "{{" not in str(item), f"{name} has a slot left unfilled"
        kind = TYPES[item["type"]]
        assert kind.key(item) and kind.paper(item)
    served = {course.declaration(name)["outcome"] for name in ids}
    assert served <= set(course.outcomes)


def test_figures_in_questions_come_from_the_tables():
    item = bank().declaration("IMP-1.1")
    assert [p["y"] for p in item["points"]] == [65, 55, 54]
    assert "lost 10 points by 2003-04" in item["feedback"]["close"]
    gearing = bank().declaration("IMP-3.1")
    assert gearing["answer"] == 4


def test_every_option_and_mistake_has_feedback():
    for name in bank().ids():
        item = bank().declaration(name)
        for option in item.get("options", []):
            assert len(option["feedback"]) > 40, f"{name}{option['id']}"


def test_a_good_file_is_read(tmp_path):
    item = made(tmp_path).declaration("TST-1.1")
    assert item["options"][0]["text"] == "This"
    assert item["prompt"] == "<p>Which?</p>"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "type: choice",
            "type: chioce",
            r"01-test\.yaml, line 5, item TST-1\.1, field type.*choice",
        ),
        ("level: remember", "level: recall", r"line 7, item TST-1\.1, field level.*remember"),
        ("    prompt: Which?\n", "", r"line 3, item TST-1\.1.*'prompt' is a required"),
        ("version: 1", "version: one", r"line 4, item TST-1\.1, field version"),
        ("    explain: Because.", "    explian: Because.", r"item TST-1\.1"),
        ("right: true, ", "", r"item TST-1\.1: a choice needs exactly one option"),
        ("outcome: TST-1", "outcome: TST-2", r"outcome TST-2 is not declared; add it"),
        ("{id: b,", "{id: a,", r"two options have the same id"),
        ("id: TST-1.1", "id: tst-1", r"field id.*not of the form"),
        ("feedback: Not so}", "}", r"line 13, item TST-1\.1.*'feedback' is a required"),
        ("feedback: Not so", "feedback: No", r"line 13.*feedback: a bare yes or no"),
        ("prompt: Which?", "prompt: 12", r"field prompt: 12 is not text"),
        ("level: remember", "level: remember\n    hunt: x", r"'hunt' was unexpected"),
        ("items:", "items: [", r"01-test\.yaml, line \d+: this is not YAML"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(tmp_path, old, new, says):
    assert old in GOOD
    with pytest.raises(BankError, match=says):
        made(tmp_path, GOOD.replace(old, new, 1))


def test_an_id_is_taken_once(tmp_path):
    shutil.copy(BANK / "outcomes.yaml", tmp_path)
    made(tmp_path)
    (tmp_path / "02-test.yaml").write_text(GOOD.replace('"01"', '"02"'), encoding="utf-8")
    with pytest.raises(BankError, match=r"02-test\.yaml, line 3.*taken already, in 01-test\.yaml"):
        Bank(tmp_path)


def test_a_fact_that_is_not_there_names_the_item(tmp_path):
    facts = "    facts:\n      f: {table: satisfaction, where: {measure: joy}, column: percent}\n"
    with pytest.raises(BankError, match=r"item TST-1\.1: table satisfaction has 0 rows"):
        made(tmp_path, GOOD + facts).declaration("TST-1.1")


def test_an_undeclared_slot_names_the_item(tmp_path):
    with pytest.raises(BankError, match=r"TST-1\.1: fact 'joy' is not declared"):
        made(tmp_path, GOOD.replace("Which?", "Which {{joy}}?")).declaration("TST-1.1")


def test_near_ids_are_named():
    with pytest.raises(BankError, match=r"no question 'IMP-1.9'.*Did you mean IMP-1"):
        bank().declaration("IMP-1.9")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](javascript:alert(1))",
        "<svg onload=alert(1)>",
        "</script><script>alert(1)</script>",
    ],
)
def test_markup_in_a_prompt_is_text(tmp_path, text):
    quoted = '"' + text.replace('"', '\\"') + '"'
    item = made(tmp_path, GOOD.replace("Which?", quoted)).declaration("TST-1.1")
    assert not re.search(r"<(script|img|svg)|href=.javascript", item["prompt"])

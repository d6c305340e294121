"""The bank: the course's own is sound, and a bad file is refused with file, line and item named."""

import re
import shutil

import pytest

from exercises.items import number
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


def test_the_ticks_of_a_sketch_fit_beside_each_other_on_a_phone():
    sketches = [name for name in bank().ids() if bank().raw(name)["type"] == "sketch"]
    assert len(sketches) >= 6
    for name in sketches:
        ticks = [str(point["x"]) for point in bank().declaration(name)["points"]]
        assert len(set(ticks)) == len(ticks), name
        assert max(len(tick) for tick in ticks) <= 7, (name, ticks)


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
            r"01-test\.yaml, line 5, item TST-1\.1, field type.*did you mean choice\?",
        ),
        ("level: remember", "level: recall", r"line 7, item TST-1\.1, field level.*remember"),
        ("    prompt: Which?\n", "", r"line 3, item TST-1\.1: 'prompt' is missing: add it$"),
        ("version: 1", "version: one", r"line 4, item TST-1\.1, field version"),
        (
            "    explain: Because.",
            "    explian: Because.",
            r"'explain' is missing.*'explian' meant",
        ),
        ("    type: choice\n", "", r"line 3, item TST-1\.1: 'type' is missing: add it$"),
        ("right: true, ", "", r"item TST-1\.1: a choice needs exactly one option"),
        ("outcome: TST-1", "outcome: TST-2", r"outcome TST-2 is not declared; add it"),
        ("{id: b,", "{id: a,", r"two options have the same id"),
        ("id: TST-1.1", "id: tst-1", r"field id: 'tst-1' is not of the form IMP-1\.2"),
        ("feedback: Not so}", "}", r"line 13, item TST-1\.1.*'feedback' is missing: add it"),
        ("feedback: Not so", "feedback: No", r"line 13.*feedback: a bare yes or no"),
        ("prompt: Which?", "prompt: 12", r"field prompt: 12 is not text"),
        (
            "level: remember",
            "level: remember\n    hunt: x",
            r"hunt does not belong here: take it",
        ),
        (
            "      - {id: b, text: That, feedback: Not so}\n",
            "",
            "1 given, and 2 or more are needed",
        ),
        ("prompt: Which?", "prompt: Which: this?", r"line 8: this is not YAML.*put the text in q"),
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


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        ("{measure: joy}, column: percent", r"measure is nowhere 'joy', but overall,"),
        ("{mesure: joy}, column: percent", "no column mesure; it has .*measure"),
        ("{period: 1066}, column: percent", "period is nowhere 1066, but 2000-01,"),
    ],
)
def test_a_fact_that_is_not_there_names_the_item_and_what_there_is(tmp_path, fact, says):
    facts = f"    facts:\n      f: {{table: satisfaction, where: {fact}}}\n"
    with pytest.raises(BankError, match=rf"item TST-1\.1: table satisfaction.*{says}"):
        made(tmp_path, GOOD + facts).declaration("TST-1.1")


@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        *(("yes", "true or false"), ("on", "true or false"), ("No", "true or false")),
        *(("2003", "a number"), ("1.5", "a number"), ("2003-04-01", "a date"), ("~", "nothing")),
    ],
)
def test_a_fact_must_not_be_named_by_what_yaml_takes_for_something_else(tmp_path, name, read_as):
    cell = "{table: satisfaction, where: {measure: overall, period: 2000-01, base: BASE}, column: percent}"
    cell = cell.replace("BASE", "england_all_authorities")
    asked = GOOD.replace("Which?", f"Which {{{{{name}}}}}?")
    with pytest.raises(
        BankError, match=rf"01-test\.yaml, line 15: the name '{name}' is read as {read_as}.*quotes"
    ):
        made(tmp_path, f"{asked}    facts:\n      {name}: {cell}\n")
    if re.fullmatch(r"\w+", name):
        item = made(tmp_path, f'{asked}    facts:\n      "{name}": {cell}\n').declaration("TST-1.1")
        assert "Which 65?" in item["prompt"]


def test_nor_a_column(tmp_path):
    facts = "    facts:\n      f: {table: satisfaction, where: {yes: overall}, column: percent}\n"
    with pytest.raises(BankError, match="line 15: the name 'yes' is read as true or false"):
        made(tmp_path, GOOD + facts)


def test_a_slot_may_ask_for_a_whole_number(tmp_path):
    cell = (
        "{table: spending_growth, where: {service: street_cleansing}, column: real_growth_percent}"
    )
    text = GOOD.replace("Which?", "Which of {{ f }} or {{f|whole}}?")
    item = made(tmp_path, f"{text}    facts:\n      f: {cell}\n").declaration("TST-1.1")
    assert "Which of 32.2 or 32?" in item["prompt"]


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


def test_the_answer_that_a_number_shows_is_marked_right():
    numbers = [item for item in map(bank().declaration, bank().ids()) if item["type"] == "number"]
    for item in numbers:
        shown = number.written(item)
        assert number.mark(item, shown)["score"] == 1, f"{item['id']} shows {shown}"
        assert item["key"].startswith(shown)
    # Not more decimals than that takes.
    assert number.written({**numbers[0], "answer": 3.75, "tolerance": 0.06}) == "3.8"
    assert number.written({**numbers[0], "answer": -0.025, "tolerance": 0.0015}) == "−0.025"


def test_a_year_has_no_comma():
    """The thousands of other figures keep theirs."""
    assert re.search(r"Act of 20\d\d", str(bank().declaration("DOC-4.4")))
    shown = [str(bank().declaration(name)) for name in ("DOC-4.4", "DOC-4.1")]
    assert not any(re.search(r"\b[12],\d{3}\b", text) for text in shown)

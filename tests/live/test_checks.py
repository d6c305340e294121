"""`check()` in a notebook: the task, the verdict, the record."""

import pandas as pd
import pytest

from exercises import check, faces
from exercises.items.bank import Bank, BankError, bank
from exercises.items.compare import compare
from exercises.items.tasks import _answers, assess
from exercises.record.mine import my_record


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path))
    monkeypatch.delenv(faces.STATIC, raising=False)


def test_with_the_dots_left_in_it_shows_the_task():
    bundle = check("IMP-C1", ...)._repr_mimebundle_()
    assert "How much of the fall came first" in bundle["text/html"]
    assert "A hint" in bundle["text/html"]
    assert bundle[faces.TASK]["solution"]
    assert my_record().events("IMP-C1") == []


def test_right_wrong_and_a_mistake_foreseen_are_told_apart_and_kept():
    wrong = check("IMP-C1", 50)
    assert not wrong and "Not yet" in wrong._repr_mimebundle_()["text/html"]
    foreseen = check("IMP-C1", 10)
    assert "Those are the points" in foreseen._repr_mimebundle_()["text/html"]
    right = check("IMP-C1", 1000 / 11)
    assert right and "✓ Right" in right._repr_mimebundle_()["text/html"]
    assert [e["score"] for e in my_record().events("IMP-C1")] == [0, 0, 1]


@pytest.mark.parametrize("value", [50, 1000 / 11, "fifty"])
def test_a_verdict_leaves_the_task_where_it_can_be_read(value):
    assert "How much of the fall came first" in check("IMP-C1", value)._html()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("90.9", "this is text. Take the quotation marks away."),
        ("most", "this is text."),
        ((90, 9), "a tuple of 2. Write decimals with a point"),
        (len, "brackets after its name call it"),
        (pd.Series([1, 2]), "a Series of 2 values. len(...) counts rows"),
        (pd.DataFrame({"a": [1, 2]}), "2 rows and 1 columns. len(...) counts rows"),
    ],
)
def test_what_stands_where_a_number_is_wanted_is_named_with_a_next_step(value, words):
    right, said = compare(value, 90.9, 0.5)
    assert not right and said.startswith("One number is wanted") and words in said


def test_a_name_that_is_not_there():
    with pytest.raises(BankError, match="Did you mean IMP-C1"):
        check("IMP-C11")
    with pytest.raises(BankError, match="named by text"):
        check(3)


def test_a_broken_record_is_said_and_the_verdict_stands(monkeypatch, tmp_path):
    blocked = tmp_path / "a-file"
    blocked.write_text("x", encoding="utf-8")
    monkeypatch.setenv("LOCALISM_RECORD", str(blocked))
    shown = check("IMP-C1", 1000 / 11)
    assert shown and "Not saved" in shown._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("name", bank().tasks())
def test_every_task_is_solved_by_its_own_solution_and_by_no_mistake(name):
    raw = bank().task(name)
    mistakes = tuple(m["value"] for m in raw.get("mistakes", []))
    answer, wrong = _answers(raw["solution"], mistakes)
    assert assess(name, answer)[0]
    for value in wrong:
        assert not compare(value, answer, raw.get("tolerance", 1e-9))[0]
        assert not assess(name, value)[0]


def test_a_solution_that_fails_is_the_banks_fault_and_says_so(tmp_path):
    (tmp_path / "outcomes.yaml").write_text(
        'TST-1:\n  chapter: "01"\n  text: x\n', encoding="utf-8"
    )
    (tmp_path / "01-x.yaml").write_text(
        'chapter: "01"\nitems:\n  - {id: TST-1.1, version: 1, type: choice, outcome: TST-1, '
        "level: remember, prompt: p, explain: e, sources: [], options: "
        "[{id: a, text: x, right: true, feedback: f}, {id: b, text: y, feedback: g}]}\n"
        "tasks:\n  - {id: TST-C1, version: 1, outcome: TST-1, prompt: p, hint: h, "
        "solution: answer = 1 / 0}\n",
        encoding="utf-8",
    )
    with pytest.raises(BankError, match="own solution fails: ZeroDivisionError"):
        assess("TST-C1", 1, Bank(tmp_path))

"""What a chapter owes its reader is counted in the chapter itself."""

import json
import re
from collections import defaultdict

import pytest

from exercises.chapters import ITEM, report, survey, surveys
from exercises.cli import main
from exercises.items.bank import bank
from exercises.items.pairs import pairs
from tests.test_typed_figures import chapters

#: 00 is a tour, not a chapter of argument.
FULL = [path for path in chapters() if path.stem[:2] != "00"]


def cell(kind, text):
    return {"cell_type": kind, "source": text.splitlines(True), "metadata": {}}


@pytest.fixture
def small(tmp_path):
    cells = [
        cell("markdown", "# 06 · Small\n\nFive words stand in here."),
        cell("code", 'x = table("satisfaction")\nchart(fig, x, "Up.")'),
        cell("code", 'Markdown(\n    f"It was {x:.0f} [per cent](https://e.org), "\n    f"no more."\n)'),
        cell("markdown", "## A lab\n\n*Optional in a single sitting.*"),
        cell("code", 'lab("targetworld", power=0.5)'),
        cell("code", 'ask("IMP-1.2", "PSA-1.1", warmup=True)'),
        cell("markdown", "## Work it in code"),
        cell("code", 'share = ...\ncheck("IMP-C1", share)'),
        cell("markdown", "## Sources and further reading\n\n" + "Not read. " * 400),
        cell("markdown", "See [s13](../book/ledger.md#s13)."),
    ]  # fmt: skip
    path = tmp_path / "06-small.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


def test_what_is_counted(small):
    found = survey(small)
    assert (found["number"], found["title"]) == ("06", "06 · Small")
    # 2 and 5; 7 computed, which are the story; 2 and 5; 4.
    assert (found["words"], found["narrative"]) == (25, 7)
    assert (found["own"], found["recalled"]) == (["IMP-1.2"], ["PSA-1.1"])
    assert (found["tasks"], found["labs"], found["tables"]) == (
        1,
        ["targetworld"],
        ["satisfaction"],
    )
    assert found["types"] == {"choice": 1}
    assert found["statements"] == ["s13"]
    # The chart is the core; lab, questions and task are not: 5 + 2.5 + 6 minutes and a few words.
    assert (found["core"], found["all"]) == (5, 15)


def test_a_lab_asked_for_its_numbers_takes_no_time_and_a_test_takes_its_own(tmp_path):
    path = tmp_path / "06-small.ipynb"

    def minutes(code):
        cells = [cell("markdown", "# 06 · Small"), cell("code", code)]
        path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
        return survey(path)

    given = minutes('x = lab("targetworld", power=0.5).result["values"]')
    assert (given["labs"], given["core"]) == ([], 5)
    shown = minutes('lab("targetworld", power=0.5)\nask("IMP-1.2")')
    assert (shown["labs"], shown["core"]) == (["targetworld"], 10)
    test = minutes('ask(test="pre")')
    kinds = [bank().raw(pair.pre)["type"] for pair in pairs()]
    assert test["own"] == []
    assert test["core"] - 5 < sum(ITEM[kind] for kind in kinds) < test["core"]


def test_the_report_is_a_table(small, capsys):
    text = report([survey(small)])
    assert "| 06 · Small | 25 | 7 | 1 | 1 | 1 |" in text
    assert text.endswith("1 chapters, 25 words, 1 questions of 1 types, 1 tasks in code.")
    assert main(["chapters"]) == 0
    said = capsys.readouterr().out
    assert all(one["title"] in said for one in surveys())


@pytest.mark.parametrize("path", FULL, ids=lambda path: path.stem)
def test_a_chapter_owes_its_reader(path):
    found = survey(path)
    # Its story is read in one sitting; tables, questions and the seminar come on top.
    assert 1200 <= found["narrative"] <= 2000, "words of its story"
    assert len(found["own"]) >= 12, "questions of its own"
    assert len(found["types"]) >= 6, "types of question"
    recalled = {0, 3} if found["number"] == "01" else {3}
    assert len(found["recalled"]) in recalled, "questions of earlier chapters to warm up with"
    assert 1 <= found["tasks"] <= 3, "tasks in code"
    assert found["types"].get("argue") == 1, "questions of the type argue"
    assert found["labs"], "no lab is shown"
    assert found["tables"], "no table is used"
    assert found["sources"] >= 3, "sources cited"
    assert found["statements"], "no statement of the ledger is taught"
    served = defaultdict(list)
    for name in found["own"]:
        served[bank().raw(name)["outcome"]].append(bank().raw(name)["level"])
    wanted = {key for key, one in bank().outcomes.items() if one["chapter"] == found["number"]}
    assert set(served) == wanted
    for outcome, levels in served.items():
        assert len(levels) >= 3, outcome
        assert len(set(levels)) >= 2, outcome


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_a_core_is_one_sitting(path):
    assert survey(path)["core"] <= 60


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_the_minutes_that_a_chapter_states_are_those_of_its_counts(path):
    head = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
    written = re.search(r"Core: about (\d+) .*?about (\d+)", head)
    assert written, (
        "its first cell must say its minutes: Core: about 60 minutes. With ...: about 100."
    )
    stated = [int(minutes) for minutes in written.groups()]
    found = survey(path)
    for said, counted in zip(stated, (found["core"], found["all"]), strict=True):
        assert abs(said - counted) <= 5, (said, counted)

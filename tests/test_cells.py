"""The cells of a chapter run in any order: each needs the first one, and leaves what it gives alone.

`tests/test_notebooks.py` reads the names in the cells. Here the cells are run, each by itself.
"""

import ast
import copy
import json
import re
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from exercises import faces
from exercises.items.bank import bank
from exercises.paths import NOTEBOOKS
from exercises.tables import describe
from tests.test_notebooks import CHAPTERS, names
from tests.test_typed_figures import read

STEMS = [path.stem for path in CHAPTERS]


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path))
    monkeypatch.delenv(faces.STATIC, raising=False)


def code(stem: str) -> list[str]:
    made = json.loads((NOTEBOOKS / f"{stem}.ipynb").read_text(encoding="utf-8"))
    return ["".join(c["source"]) for c in made["cells"] if c["cell_type"] == "code"]


def after(source: str, given: dict[str, object] | None = None) -> dict[str, object]:
    """The names and values that there are once some code has run, with others before it."""
    space = dict(given or {})
    exec(compile(source, "a cell", "exec"), space)
    return {name: value for name, value in space.items() if not name.startswith("__")}


def copied(given: dict[str, object]) -> dict[str, object]:
    return {n: v if isinstance(v, ModuleType) else copy.deepcopy(v) for n, v in given.items()}


def same(one: object, other: object) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, pd.DataFrame | pd.Series):
        return one.equals(other)
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, np.random.Generator):
        return one.bit_generator.state == other.bit_generator.state
    return bool(one == other)


def changed(given: dict[str, object], now: dict[str, object]) -> list[str]:
    return [name for name, value in given.items() if not same(value, now[name])]


def tasks(stem: str) -> list[dict]:
    """The tasks in code that a chapter sets, as the bank has them."""
    found = re.findall(r'^check\("([^"]+)"', "\n".join(code(stem)), re.MULTILINE)
    return [bank().task(name) for name in found]


@pytest.mark.parametrize("stem", STEMS)
def test_a_cell_runs_after_the_first_alone_and_changes_nothing_that_it_gives(stem):
    first, *others = code(stem)
    given = after(first)
    kept = copied(given)
    for cell in others:
        now = after(cell, given)
        assert changed(kept, now) == [], cell


@pytest.mark.parametrize("stem", STEMS)
def test_a_tasks_own_solution_changes_nothing_that_the_first_cell_gives(stem):
    """A reader may paste it into the task's cell, and then run a chart above it again."""
    given = after(code(stem)[0])
    kept = copied(given)
    assert tasks(stem)
    for task in tasks(stem):
        now = after(task["solution"], {"table": given["table"], "pd": pd} | given)
        assert changed(kept, now) == [], task["id"]


def spoken_of(text: str) -> set[str]:
    """The names in the code that a text shows, but for those that this code makes itself."""
    used, own = set(), set()
    for shown in re.findall(r"`([^`\n]+)`", text):
        try:
            ast.parse(shown)
        except SyntaxError:
            continue
        read_here, made_here = names(shown)
        used |= read_here
        own |= made_here
    return used - own


@pytest.mark.parametrize("stem", STEMS)
def test_what_a_task_speaks_of_is_given_by_the_first_cell(stem):
    first, *others = code(stem)
    given = names(first)[1]
    elsewhere = set().union(*(names(cell)[1] for cell in others if "check(" not in cell))
    columns = {f["name"] for t in read(NOTEBOOKS / f"{stem}.ipynb") for f in describe(t)["fields"]}
    for task in tasks(stem):
        missing = (spoken_of(task["prompt"] + task["hint"]) & elsewhere) - given - columns
        assert missing == set(), task["id"]


def test_a_change_would_be_found():
    given = after("import pandas as pd\nrows = pd.DataFrame({'a': [1]})\nfew = [1]")
    kept = copied(given)
    assert changed(kept, after("rows = rows.copy(); other = 1", given)) == []
    assert changed(kept, after("few.append(2)", given)) == ["few"]
    assert changed(kept, after("rows['b'] = 2", given)) == ["rows", "few"]
    assert changed(kept, after("few = 1", given)) == ["rows", "few"]
    assert changed(kept, after("pd = few", given)) == ["pd", "rows", "few"]
    with pytest.raises(NameError):
        after("use = another\nanother = 1", given)


def test_the_names_in_a_text_are_found():
    text = "`cases['a']` is one of `1999-00`; `near = far + 1`, and `near.mean()`."
    assert spoken_of(text) == {"cases", "far"}

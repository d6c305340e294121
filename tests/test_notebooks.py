"""The chapters: they run, and they are committed without outputs."""

import ast
import builtins
import json
import os
import re
import subprocess

import nbformat
import pytest
import yaml
from nbclient import NotebookClient

from exercises import faces
from exercises.items import prose
from exercises.items.bank import bank
from exercises.items.pairs import pairs
from exercises.paths import BOOK, NOTEBOOKS, ROOT

CHAPTERS = sorted(NOTEBOOKS.glob("*.ipynb"))


def committed(path):
    """The notebook as git has it: a learner's own copy may hold outputs, and should."""
    name = path.relative_to(ROOT).as_posix()
    try:
        done = subprocess.run(
            ["git", "show", f":{name}"], cwd=ROOT, capture_output=True, encoding="utf-8"
        )
    except FileNotFoundError:
        return path.read_text(encoding="utf-8")
    return done.stdout if done.returncode == 0 else path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_it_is_committed_clean(path):
    made = json.loads(committed(path))
    nbformat.validate(nbformat.from_dict(made))
    assert made["metadata"]["kernelspec"]["name"] == "python3"
    for cell in made["cells"]:
        assert not cell.get("outputs"), cell["id"]
        assert cell.get("execution_count") is None, cell["id"]
        if cell["cell_type"] == "markdown":
            text = "".join(cell["source"])
            assert ":::" not in text and "{" not in text, "JupyterLab shows MyST roles raw"
            assert prose.unclosed(text) == [], f"cell {cell['id']}: a link is not closed"


def names(code):
    """The names that a cell reads, and those that it makes itself."""
    found = list(ast.walk(ast.parse(code)))
    used = [n for n in found if isinstance(n, ast.Name)]
    imported = [a for n in found if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names]
    made = {n.id for n in used if not isinstance(n.ctx, ast.Load)}
    made |= {(a.asname or a.name).split(".")[0] for a in imported}
    made |= {n.arg for n in found if isinstance(n, ast.arg)}
    made |= {n.name for n in found if isinstance(n, ast.FunctionDef)}
    return {n.id for n in used if isinstance(n.ctx, ast.Load)}, made


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_a_cell_needs_the_first_one_and_no_other(path):
    made = json.loads(path.read_text(encoding="utf-8"))
    cells = ["".join(c["source"]) for c in made["cells"] if c["cell_type"] == "code"]
    given = names(cells[0])[1] | set(dir(builtins))
    for cell in cells[1:]:
        used, own = names(cell)
        assert used <= given | own, cell
        assert not own & given, f"it makes anew what the first cell makes: {cell}"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_it_runs_from_top_to_bottom(path, tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path))
    monkeypatch.delenv(faces.STATIC, raising=False)
    made = nbformat.read(path, as_version=4)
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    NotebookClient(made, timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}}).execute(
        env=dict(os.environ)
    )
    shown = [o for cell in made.cells for o in cell.get("outputs", [])]
    assert not [o for o in shown if o.output_type in ("error", "stream")]
    live = [o for o in shown if faces.WIDGET in o.get("data", {})]
    assert live, "no question or lab came to life"
    for o in live:
        declared = {faces.ITEM, faces.LAB, faces.REVIEW, faces.PROGRESS}
        assert "text/html" in o.data and declared & set(o.data)


def test_chapters_are_numbered_and_the_first_is_where_study_opens():
    from exercises.study import FIRST

    names = [p.stem for p in CHAPTERS]
    assert all(n[:2].isdigit() and n[2] == "-" for n in names)
    assert CHAPTERS[0] == ROOT / FIRST


def test_every_chapter_is_in_the_book_and_on_its_front_page_in_order():
    """Sphinx is content with a notebook that no page leads to: it is left out without a word."""
    stems = [path.stem for path in CHAPTERS]
    contents = yaml.safe_load((BOOK / "_toc.yml").read_text(encoding="utf-8"))
    listed = [c.get("file", "") for part in contents["parts"] for c in part["chapters"]]
    assert [f.removeprefix("notebooks/") for f in listed if f.startswith("notebooks/")] == stems, (
        "book/_toc.yml lists the chapters of the book: add or take out the notebook there"
    )
    front = (BOOK / "index.md").read_text(encoding="utf-8")
    linked = re.findall(r"^- \[\d\d .*\]\(\.\./notebooks/(.+)\.ipynb\)", front, re.M)
    assert linked == stems, (
        "book/index.md lists the chapters on the front page: mend the list there"
    )


def test_every_question_and_task_is_asked_in_a_chapter():
    """One that no chapter asks is in no page, and nobody would miss it."""
    code = [
        cell["source"]
        for path in CHAPTERS
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    ]
    asked = {name for text in code for name in re.findall(r'"([A-Z]{2,4}-[C0-9.*]+)"', text)}
    known = bank()
    # Those of the two tests are asked as a whole, by `ask(test=...)`.
    met = {n for pair in pairs(known) for n in pair} | {n for a in asked for n in known.ids(a)}
    assert [n for n in known.ids() if n not in met] == []
    assert [n for n in known.tasks() if n not in asked] == []

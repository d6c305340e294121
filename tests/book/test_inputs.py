"""A page is made anew when something that it is made from has changed, and not otherwise."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from book.extensions import inputs
from book.extensions.inputs import digest, read, used
from exercises.paths import DATA, PACKAGE


def notebook(*sources: str, text: str = "") -> nbformat.NotebookNode:
    """A notebook with these code cells."""
    cells = [new_markdown_cell(text, id="words")]
    cells += [new_code_cell(source, id=f"c{i}") for i, source in enumerate(sources)]
    return new_notebook(cells=cells)


def names(*sources: str) -> set[str]:
    """The names of the files that these cells use."""
    return {path.name for path in used(notebook(*sources))}


COMMON = {"datapackage.json", "sources.csv"}
BANK = {"06-improving-on-paper.yaml", "outcomes.yaml"}
EVERYTHING = {p.name for p in (PACKAGE / "bank").glob("*.yaml")} | {
    p.name for p in DATA.glob("*.csv")
}


def test_a_table():
    assert names("t = table('satisfaction').query('year > 2000')") == COMMON | {"satisfaction.csv"}
    assert names("table('spending_shares', unconfirmed=True)") == COMMON | {"spending_shares.csv"}
    # Its councils are shown by their names.
    assert names("table('capping')") == COMMON | {"capping.csv", "authorities.csv"}


def test_a_question_and_the_tables_it_quotes():
    assert names("ask('IMP-1.2')") == COMMON | BANK | {"satisfaction.csv"}
    assert names("ask('IMP-3.1')") == COMMON | BANK
    assert names("ask('IMP-1.*')") >= COMMON | BANK | {"satisfaction.csv"}
    assert names("ask('IMP-3.1', 'IMP-4.1')") == COMMON | BANK | {"satisfaction.csv"}


def test_a_lab_and_its_tables():
    found = names("lab('targetworld', power=0.3)")
    assert found == COMMON | {"targetworld.py", "assessment_rules.csv", "spending_shares.csv"}


def test_a_challenge_and_the_lab_that_it_follows():
    found = names("ask('IMP-2.4')")
    assert found == COMMON | BANK | names("lab('targetworld')")


@pytest.mark.parametrize("source", ["check('IMP-C99', 1)", "lab('targetwrld')"])
def test_a_name_that_is_not_there_is_left_to_its_cell_to_tell(source: str):
    """Its cell fails and the build names the page; a fault here would name none."""
    assert names(source) >= EVERYTHING


def test_several_cells_add_up():
    both = names("table('satisfaction')", "lab('targetworld')")
    assert both == names("table('satisfaction')") | names("lab('targetworld')")
    assert names("1 + 1", "print('table')") == set()


def test_words_are_no_calls():
    assert used(notebook(text="`table('satisfaction')`")) == set()


@pytest.mark.parametrize(
    "source",
    [
        "for name in ('satisfaction',):\n    table(name)",
        "table()",
        "tables()",
        "table(name='satisfaction')",
        "ask('IMP-1.2', *more)",
        "lab('targetwrld')",
        "%matplotlib inline\ntable('satisfaction')",
        "from exercises import table as t\nt('satisfaction')",
        "from exercises.tables import table as t",
    ],
)
def test_where_it_is_not_plain_what_is_used_all_of_it_is(source: str):
    assert names(source) >= EVERYTHING


def test_a_verb_reached_through_its_module_counts():
    found = names("import exercises\nexercises.table('satisfaction')")
    assert found == COMMON | {"satisfaction.csv"}


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the digest looks at, where a test may change them."""
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(DATA, tmp_path / "data")
    shutil.copytree(PACKAGE, tmp_path / "exercises", ignore=skip)
    shutil.copytree(inputs.BOOK / "extensions", tmp_path / "book" / "extensions", ignore=skip)
    monkeypatch.setattr(inputs, "DATA", tmp_path / "data")
    monkeypatch.setattr(inputs, "PACKAGE", tmp_path / "exercises")
    monkeypatch.setattr(inputs, "LABS", tmp_path / "exercises" / "labs")
    monkeypatch.setattr(inputs, "BOOK", tmp_path / "book")
    inputs._code.cache_clear()
    yield tmp_path
    # What was worked out from the copy is not true of the checkout.
    inputs._code.cache_clear()


USES = {
    "a table": "table('satisfaction')",
    "a question": "ask('IMP-1.2')",
    "a lab": "lab('targetworld')",
    "nothing": "1 + 1",
}


@pytest.mark.parametrize(
    ("file", "touched"),
    [
        ("data/satisfaction.csv", {"a table", "a question"}),
        ("data/spending_shares.csv", {"a lab"}),
        ("data/council_tax_band_d.csv", set()),
        ("data/sources.csv", {"a table", "a question", "a lab"}),
        ("exercises/bank/06-improving-on-paper.yaml", {"a question"}),
        ("exercises/bank/outcomes.yaml", {"a question"}),
        ("exercises/labs/targetworld.py", {"a lab"}),
        # Code that every page is made by.
        ("exercises/labs/_text.py", set(USES)),
        ("exercises/charts.py", set(USES)),
        ("exercises/items/choice.py", set(USES)),
        ("exercises/look.json", set(USES)),
        ("book/extensions/render.py", set(USES)),
        # Scripts and styles are laid beside the pages; no page is made from them.
        ("exercises/items/choice.js", set()),
    ],
)
def test_a_change_touches_the_pages_that_use_it(copy: Path, file: str, touched: set[str]):
    before = {what: digest(notebook(source)) for what, source in USES.items()}
    path = copy / file
    path.write_bytes(path.read_bytes() + b"\n")
    inputs._code.cache_clear()
    after = {what: digest(notebook(source)) for what, source in USES.items()}
    assert {what for what in USES if before[what] != after[what]} == touched


@pytest.mark.parametrize(
    ("table", "touched"),
    [
        ("satisfaction", {"a table", "a question"}),
        ("assessment_rules", {"a lab"}),
        ("council_tax_band_d", set()),
        ("sources", {"a table", "a question", "a lab"}),
    ],
)
def test_what_is_said_of_a_table_touches_its_own_pages(copy: Path, table: str, touched: set[str]):
    before = {what: digest(notebook(source)) for what, source in USES.items()}
    path = copy / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    next(r for r in package["resources"] if r["name"] == table)["title"] = "Another"
    path.write_text(json.dumps(package), encoding="utf-8")
    after = {what: digest(notebook(source)) for what, source in USES.items()}
    assert {what for what in USES if before[what] != after[what]} == touched


def test_a_spoilt_description_is_no_reason_to_stop(copy: Path):
    before = digest(notebook("table('satisfaction')"))
    (copy / "data" / "datapackage.json").write_text("{", encoding="utf-8")
    assert digest(notebook("table('satisfaction')")) != before


def test_a_table_that_is_not_there_is_no_reason_to_stop(copy: Path):
    before = digest(notebook("table('satisfaction')"))
    (copy / "data" / "satisfaction.csv").unlink()
    assert digest(notebook("table('satisfaction')")) != before


def test_a_notebook_is_read_without_widgets_and_with_the_digest():
    made = notebook("table('satisfaction')")
    made.metadata["widgets"] = {"state": "x" * 1000}
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    found = read(nbformat.writes(made))
    assert "widgets" not in found.metadata
    # The kernel's metadata are part of the key of the execution cache.
    assert found.metadata["kernelspec"]["inputs"] == digest(made)
    assert found.metadata["kernelspec"]["name"] == "python3"
    assert read(nbformat.writes(notebook("1"))).metadata["kernelspec"]["inputs"]

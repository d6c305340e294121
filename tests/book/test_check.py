"""A build fails, naming the page and the part, where a page lacks what its notebook shows."""

from pathlib import Path

import pytest

from book.extensions.check import missing, parts
from exercises import faces
from tests.book import project


def notebook(*bundles: dict) -> dict:
    """A notebook that was run, with one output a cell."""
    outputs = [{"output_type": "display_data", "data": data, "metadata": {}} for data in bundles]
    return {"cells": [{"cell_type": "code", "outputs": [output]} for output in outputs]}


ITEM = {faces.ITEM: {"items": [{"id": "IMP-1.2"}, {"id": "IMP-3.1"}]}, faces.WIDGET: {}}
LAB = {faces.LAB: {"name": "targetworld"}, faces.WIDGET: {}}
CHART = {faces.CHART: {"id": "the-tax-rose-1a2b"}, faces.PLOTLY: {"data": []}}
LIVE = '<script type="application/json">{}</script>'
PAGE = (
    f'<section data-item="IMP-1.2">{LIVE}</section><section data-item="IMP-3.1">{LIVE}</section>'
    f'<section data-lab="targetworld">{LIVE}</section>'
    f'<figure data-chart="the-tax-rose-1a2b">{LIVE}</figure>'
)


def test_what_a_notebook_shows():
    assert parts(notebook(ITEM, LAB, CHART, {"text/plain": "1"})) == [
        ("item", "IMP-1.2"),
        ("item", "IMP-3.1"),
        ("lab", "targetworld"),
        ("chart", "the-tax-rose-1a2b"),
    ]
    assert parts({"cells": [{"cell_type": "markdown", "source": "words"}]}) == []


def test_a_page_that_has_it_all():
    assert missing(notebook(ITEM, LAB, CHART), PAGE) == []


@pytest.mark.parametrize("name", ["IMP-1.2", "IMP-3.1", "targetworld", "the-tax-rose-1a2b"])
def test_a_page_that_lacks_a_part(name: str):
    (problem,) = missing(notebook(ITEM, LAB, CHART), PAGE.replace(name, f"{name}0"))
    assert name in problem
    assert "is not on the page" in problem


def test_a_part_that_stands_there_for_paper_alone():
    """What a question or a lab shows as HTML has its name too, but nothing to bring it to life."""
    page = PAGE.replace(f'"targetworld">{LIVE}', '"targetworld">')
    (problem,) = missing(notebook(ITEM, LAB, CHART), page)
    assert "the lab targetworld" in problem


def test_a_figure_shown_without_chart():
    (problem,) = missing(notebook(ITEM, {faces.PLOTLY: {}, "text/html": "<div></div>"}), PAGE)
    assert "the figure of cell 2 is shown without chart()" in problem


def test_a_widget_that_cannot_live_on_a_page():
    (problem,) = missing(notebook({faces.WIDGET: {}, "text/plain": "FigureWidget"}), PAGE)
    assert "the widget of cell 1 cannot live on a page" in problem


# With a real build


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course that these tests break, one after the other."""
    return project.copy(tmp_path_factory.mktemp("course"))


def failed(course: Path, out: Path) -> str:
    """What a build says that must fail, and must leave nothing behind."""
    done = project.build(course, out)
    assert done.returncode == 1, done.stdout[-3000:]
    assert "The book was not built." in done.stdout
    assert not out.exists()
    return done.stdout


@pytest.mark.slow
def test_parts_that_are_shown_and_dropped_fail_the_build_each_time(course: Path, tmp_path: Path):
    renderer = course / "book" / "extensions" / "render.py"
    sound = renderer.read_text(encoding="utf-8")
    project.replace(
        renderer, "        if inline:\n", "        if data.mime_type != faces.WIDGET:\n"
    )
    project.write(
        course,
        "00-start-here",
        ["# 00 · Start here", "import plotly.express as px\npx.line(x=[1, 2], y=[1, 2])"],
    )
    for _ in range(2):
        # The second time nothing is run, nor read: it must not pass for that.
        said = failed(course, tmp_path / "site")
        assert "notebooks/00-start-here: the figure of cell 2 is shown without chart()" in said
        for part in ("the chart the-tax-rose-", "the lab targetworld "):
            assert f"notebooks/06-improving-on-paper: {part}" in said
    renderer.write_text(sound, encoding="utf-8")


@pytest.mark.slow
def test_an_exception_and_a_warning_fail_the_build_each_time(course: Path, tmp_path: Path):
    project.write(course, "00-start-here", ["# 00 · Start here", "lab = 1 / 0"])
    project.write(course, "06-improving-on-paper", ["# 06 · Improving on paper", "1 + 1"])
    front = course / "book" / "index.md"
    project.replace(front, "A course.", "A course. [Nowhere](nowhere.md)")
    said = failed(course, tmp_path / "site")
    assert "notebooks/00-start-here: the notebook did not run to its end" in said
    assert "ZeroDivisionError" in said
    project.write(course, "00-start-here", ["# 00 · Start here", "2 + 2"])
    for _ in range(2):
        # The second time the page is known, and Sphinx would say nothing of it.
        said = failed(course, tmp_path / "site")
        assert "index.md:3: WARNING" in said
        assert "nowhere.md" in said
    project.replace(front, "A course. [Nowhere](nowhere.md)", "A course.")
    done = project.build(course, tmp_path / "site")
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.slow
def test_a_wrong_name_fails_the_build_and_names_the_page(course: Path, tmp_path: Path):
    lab = "from exercises import lab\nlab('targetwrld')"
    question = "from exercises import ask\nask('IMP-1.22')"
    project.write(course, "00-start-here", ["# 00 · Start here", lab])
    project.write(course, "06-improving-on-paper", ["# 06 · Improving on paper", question])
    said = failed(course, tmp_path / "site")
    for name, why in (
        ("00-start-here", "Did you mean targetworld"),
        ("06-improving-on-paper", "IMP-1.22"),
    ):
        assert f"{name}.ipynb: WARNING" in said
        assert f"notebooks/{name}: the notebook did not run to its end" in said
        assert why in said

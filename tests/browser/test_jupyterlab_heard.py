"""A lab in JupyterLab by ear: its controls and figures have names, and its reading is read out once."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Locator, Page, expect

from exercises.labs.loading import load, run_lab
from tests.browser.axe import violations
from tests.browser.heard import heard, listen
from tests.browser.jupyterlab import Lab, open_chapter, read_to, run_all, study, visitor

PATIENCE = 60_000
HERE = ".jp-NotebookPanel:visible .nl-lab:not(.nl-paper)"


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab with two notebooks of one lab each."""
    lab = study(tmp_path_factory.mktemp("study"))
    for name in ("targetworld", "localism_map"):
        _write(lab.course / "notebooks" / f"{name}.ipynb", name)
    yield lab
    lab.stop()


def _write(path: Path, name: str) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cell = new_code_cell(f"from exercises import lab\n\nlab({name!r})")
    nbformat.write(new_notebook(cells=[cell], metadata={"kernelspec": kernel}), path)


@pytest.fixture
def learner(browser: Browser) -> Iterator[Page]:
    with visitor(browser, PATIENCE) as page:
        yield page


def shown(page: Page, jupyter: Lab, name: str) -> Locator:
    """The lab of a notebook, run."""
    open_chapter(page, jupyter, name)
    run_all(page, ".nl-lab .js-plotly-plot")
    read_to(page, f"{HERE} .js-plotly-plot")
    return page.locator(HERE).first


ROLES = {"slider": "slider", "choice": "combobox", "toggle": "checkbox", "number": "spinbutton"}


@pytest.mark.parametrize("name", ["targetworld", "localism_map"])
def test_controls_and_figures_have_names(learner: Page, jupyter: Lab, name: str):
    lab = shown(learner, jupyter, name)
    controls = load(name).CONTROLS
    assert {"targetworld": "slider", "localism_map": "text"}[name] in [c["type"] for c in controls]
    for control in controls:
        role = ROLES.get(control["type"], "textbox")
        found = lab.get_by_role(role, name=control["label"], exact=True, include_hidden=True)
        expect(found).to_have_count(1, timeout=PATIENCE)
        expect(found).to_have_accessible_description(control["help"])
    summaries = [figure["meta"]["summary"] for figure in run_lab(name)["figures"]]
    for summary in summaries:
        expect(lab.get_by_role("img", name=summary, exact=True)).to_have_count(1)
    only = ["aria-input-field-name", "select-name", "label", "role-img-alt"]
    assert violations(learner, ".nl-lab:not(.nl-paper)", only) == []


def test_a_slider_that_is_held_down_is_read_out_once(learner: Page, jupyter: Lab):
    lab = shown(learner, jupyter, "targetworld")
    slider = lab.get_by_role("slider", name="Power of the regime", exact=True)
    slider.focus()
    listen(learner)
    for _ in range(4):
        slider.press("ArrowLeft")
    last = run_lab("targetworld", power=0.6)
    expect(lab.locator(".nl-heard")).to_have_text(last["reading"], timeout=PATIENCE)
    readings = [text for text in heard(learner) if text.startswith("At power")]
    assert readings == [" ".join(last["reading"].split())]
    expect(slider).to_be_focused()

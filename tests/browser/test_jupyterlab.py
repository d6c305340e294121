"""What a learner does in a real JupyterLab, from the first page to the morning after."""

import json
import re
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import expect

from exercises.labs.loading import run_lab
from exercises.record.store import Record
from tests.browser.jupyterlab import idle, open_chapter, read_to, restart_kernel, run_all, study

CHOICE = '[data-item="IMP-1.2"]'
LIVE = f"{CHOICE} button.nl-option"
# JupyterLab brings back what was open before in a tab behind, and labs and questions are in it too.
HERE = ".jp-NotebookPanel:visible"


@pytest.fixture(scope="module")
def jupyter(browser, tmp_path_factory):
    """One JupyterLab for all tests of this file."""
    lab = study(tmp_path_factory.mktemp("study"))
    yield lab
    lab.stop()
    assert lab.process.poll() is not None


@pytest.fixture
def learner(browser, jupyter):
    """A browser that has never been here; leaving a page with unsaved outputs is confirmed."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.outside = []
    page.on("dialog", lambda dialog: dialog.accept())
    page.on("request", lambda request: _note(page, request.url))
    yield page
    context.close()


def _note(page, url):
    if not re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:", url):
        page.outside.append(url)


def events(jupyter, item):
    with Record(jupyter.record) as record:
        return record.events(item)


def write_notebook(jupyter, name, cells):
    """A notebook of a learner's own, beside the chapters."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = new_notebook(
        cells=[new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel}
    )
    nbformat.write(made, jupyter.course / "notebooks" / f"{name}.ipynb")


def test_it_opens_at_the_first_page_and_asks_nothing(learner, jupyter):
    learner.goto(jupyter.address)
    notebook = learner.locator(".jp-NotebookPanel:visible")
    expect(notebook.get_by_role("heading", name="00 · Start here")).to_be_visible(timeout=60_000)
    expect(notebook.get_by_role("heading", name="Two minutes")).to_be_visible()
    expect(notebook.locator("strong", has_text="Shift + Enter")).to_be_visible()
    idle(learner)
    # A newcomer is not asked about news, updates or a kernel.
    expect(learner.locator(".jp-Dialog")).to_have_count(0)
    expect(learner.locator(".Toastify__toast")).to_have_count(0)
    run_all(learner, ".nl-lab .js-plotly-plot")
    expect(notebook.locator(".nl-table")).to_be_visible()
    assert learner.outside == []


def test_a_sitting_and_the_morning_after(learner, jupyter):
    open_chapter(learner, jupyter, "06-improving-on-paper")
    run_all(learner, '[data-item="IMP-4.4"] textarea')
    expect(learner.locator(".jp-OutputArea-output .js-plotly-plot").first).to_be_attached()
    expect(learner.locator("text=Traceback")).to_have_count(0)

    # Wrong, then right: told why each time, and kept each time.
    learner.locator(LIVE).first.scroll_into_view_if_needed()
    learner.locator(f'{CHOICE} [data-option="a"]').click()
    learner.locator(CHOICE).get_by_role("button", name="Check my answer").click()
    expect(learner.locator(f"{CHOICE} [role=status]")).to_contain_text("Not this")
    expect(learner.locator(f"{CHOICE} .nl-feedback:visible")).to_contain_text("tempting to date")
    expect(learner.locator(CHOICE)).to_have_attribute("data-state", "saved")
    first = events(jupyter, "IMP-1.2")
    assert [(e["response"], e["score"]) for e in first] == [("a", 0)]

    learner.locator(CHOICE).get_by_role("button", name="Try again").click()
    learner.locator(f'{CHOICE} [data-option="b"]').click()
    learner.locator(CHOICE).get_by_role("button", name="Check my answer").click()
    expect(learner.locator(f"{CHOICE} [role=status]")).to_contain_text("Right")
    expect(learner.locator(CHOICE)).to_have_attribute("data-state", "saved")
    both = events(jupyter, "IMP-1.2")
    assert [(e["response"], e["score"]) for e in both] == [("a", 0), ("b", 1)]
    assert learner.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('nl:'))") == []

    _move_the_slider(learner)
    _wait_for_outputs_on_disk(learner, jupyter)

    # One more answer that no save of the notebook has seen.
    number = learner.locator('[data-item="IMP-3.1"]')
    number.get_by_label("Your answer").fill("1")
    number.get_by_label("Your answer").press("Enter")
    expect(number).to_have_attribute("data-state", "saved", timeout=20_000)

    restart_kernel(learner)
    learner.reload()
    expect(learner.locator(f"{CHOICE}.nl-paper")).to_be_visible(timeout=60_000)
    expect(learner.locator(f"{CHOICE} .nl-yours")).to_have_count(1)
    expect(learner.locator(f"{CHOICE} li", has=learner.locator(".nl-yours"))).to_contain_text(
        "Most of it lies in a stretch that was mostly over"
    )
    expect(learner.locator(f"{CHOICE} .nl-saved")).to_contain_text("Saved on")
    read_to(learner, '[data-item="IMP-3.1"]')
    expect(learner.locator('[data-item="IMP-3.1"] .nl-yours')).to_be_visible()
    expect(learner.locator(f"{HERE} .nl-lab.nl-paper .nl-reading").first).to_be_visible()
    expect(learner.locator("text=/model not found/i")).to_have_count(0)

    idle(learner)
    run_all(learner, f'{LIVE}[data-option="b"].is-right')
    expect(learner.locator(CHOICE)).to_have_attribute("data-state", "saved")
    expect(learner.locator(f"{CHOICE} .nl-saved")).to_contain_text("Saved on")
    assert len(events(jupyter, "IMP-1.2")) == 2
    assert learner.outside == []


def _move_the_slider(page):
    """The first slider, by keys: the figure is another, and the reading is the model's own."""
    # What is far below the view JupyterLab leaves out until it is scrolled to.
    read_to(page, f"{HERE} .nl-lab .js-plotly-plot")
    lab = page.locator(f"{HERE} .nl-lab").first
    plot = lab.locator(".js-plotly-plot").first
    plot.scroll_into_view_if_needed()
    expect(plot.locator(".trace").first).to_be_attached()
    marker = "(plot) => JSON.stringify(plot.data.map((t) => Array.from(t.x ?? [])).slice(2))"
    before = plot.evaluate(marker)
    handle = lab.locator(".noUi-handle").first
    handle.focus()
    for _ in range(4):
        handle.press("ArrowLeft")
    power = lab.locator(".widget-readout").first
    expect(power).to_have_text("0.60")
    expected = run_lab("targetworld", power=0.6)
    expect(lab.locator(".nl-reading")).to_have_text(expected["reading"])
    page.wait_for_function(
        f"([plot, before]) => ({marker})(plot) !== before", arg=[plot.element_handle(), before]
    )


def _wait_for_outputs_on_disk(page, jupyter, patience=600):
    """The notebook saves itself; no one has to think of it.

    JupyterLab waits ten times as long as its last save took: one made while all cells run on a busy
    machine puts the next one off by minutes.
    """
    chapter = "06-improving-on-paper"
    last = 'data-item=\\"IMP-4.4\\"'
    _wait_until(page, lambda: last in _on_disk(jupyter, chapter), patience)
    text = _on_disk(jupyter, chapter)
    # No widget that cannot live is kept, nor its megabytes.
    assert "application/vnd.jupyter.widget-view+json" not in text
    # One figure of a widget is five million characters; a chapter's own outputs are a tenth.
    assert len(text) < 1_000_000
    assert json.loads(text)["cells"]


@pytest.mark.parametrize("held_for", [0, 15], ids=["briefly", "past-the-next-autosave"])
def test_what_is_typed_while_a_save_is_under_way_is_saved_too(learner, jupyter, held_for):
    """JupyterLab alone calls the notebook clean when the save comes back, and never saves those words.

    Held for longer, an autosave overtakes it, and its older text lands on theirs.
    """
    notes = f"notes-held-{held_for}"
    write_notebook(jupyter, notes, ["first = 1"])
    open_chapter(learner, jupyter, notes)
    sent = []

    def hold_the_first(route):
        if route.request.method == "PUT":
            sent.append(route)
        if route.request.method != "PUT" or len(sent) > 1:
            route.continue_()

    learner.route(f"**/api/contents/notebooks/{notes}.ipynb*", hold_the_first)
    learner.locator(f"{HERE} .jp-CodeCell .cm-content").first.click()
    learner.keyboard.press("Control+End")
    learner.keyboard.type("\n# before the save")
    tab = learner.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current")
    expect(tab).to_have_class(re.compile("jp-mod-dirty"))
    learner.keyboard.press("Control+s")
    _wait_until(learner, lambda: sent, patience=60)
    learner.keyboard.type("\n# while it was under way")
    learner.wait_for_timeout(1000 * held_for)
    assert len(sent) == 1, "a second save was sent while the first was under way"
    sent[0].continue_()
    # JupyterLab's next autosave comes after ten times what its last one took, the wait included.
    _wait_until(
        learner, lambda: "# while it was under way" in _on_disk(jupyter, notes), patience=300
    )
    # And there is an end to saving: a notebook that nobody changes is left alone.
    expect(tab).not_to_have_class(re.compile("jp-mod-dirty"))


def _on_disk(jupyter, name):
    return (jupyter.course / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")


def _wait_until(page, true, patience):
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, f"nothing came of it in {patience} s"
        page.wait_for_timeout(500)


def test_an_answer_given_while_the_kernel_is_gone_is_kept(learner, jupyter):
    write_notebook(jupyter, "my-questions", ["from exercises import ask", "ask('IMP-4.1')"])
    mine = f"{HERE} [data-item='IMP-4.1']"
    open_chapter(learner, jupyter, "my-questions")
    run_all(learner, f"{mine} button.nl-option")
    item = learner.locator(mine)
    restart_kernel(learner)
    item.locator('[data-option="b"]').click()
    item.get_by_role("button", name="Check my answer").click()
    # Marked at once, and honest about not being saved.
    expect(item.locator(".nl-verdict", has_text="Not this")).to_be_visible()
    expect(item).to_have_attribute("data-state", "failed", timeout=20_000)
    expect(item.locator(".nl-saved")).to_contain_text("kept in this browser")
    assert events(jupyter, "IMP-4.1") == []
    run_all(learner, f"{mine} button.nl-option.is-wrong")
    expect(item).to_have_attribute("data-state", "saved")
    kept = events(jupyter, "IMP-4.1")
    assert [(e["response"], e["score"]) for e in kept] == [("b", 0)]


def test_a_table_is_downloaded_and_the_catalogue_leads_to_what_is_said_of_it(learner, jupyter):
    cells = ["from exercises import table, tables\ntable('satisfaction')", "tables()"]
    write_notebook(jupyter, "my-tables", cells)
    open_chapter(learner, jupyter, "my-tables")
    run_all(learner, '[data-table="tables"]')
    with learner.expect_download() as started:
        learner.get_by_role("link", name="Download satisfaction.csv").click()
    assert started.value.suggested_filename == "satisfaction.csv"
    published = (jupyter.course / "data" / "satisfaction.csv").read_bytes()
    assert started.value.path().read_bytes() == published
    learner.locator('[data-table="tables"]').get_by_role("link", name="gdp_deflator").click()
    opened = learner.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current")
    expect(opened).to_have_text(re.compile("README.md"))
    assert learner.outside == []

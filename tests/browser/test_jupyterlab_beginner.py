"""What a beginner meets in a real JupyterLab: a cell out of turn, a slip of the pen, a slow machine."""

import pytest
from playwright.sync_api import expect

from tests.book import project
from tests.browser.jupyterlab import idle, open_chapter, run_all, study

NAME = "09-beginner"
SLOW = """
import anywidget, traitlets

class Slow(anywidget.AnyWidget):
    _esm = '''
    await new Promise((done) => setTimeout(done, 3000));
    export default {
      render({ model, el }) {
        const say = () => (el.textContent = "It heard: " + model.get("said"));
        model.on("change:said", say);
        say();
      },
    };
    '''
    said = traitlets.Unicode("nothing").tag(sync=True)

slow = Slow()
slow
"""
CELLS = [
    "ask('NL-3.3')",
    SLOW,
    "from time import sleep\nsleep(5)\nslow.said = 'the kernel'",
    'table("timeline")["Theme"]',
]


@pytest.fixture(scope="module")
def jupyter(browser, tmp_path_factory):
    lab = study(tmp_path_factory.mktemp("study"))
    project.write(lab.course, NAME, CELLS)
    yield lab
    lab.stop()


def test_a_cell_out_of_turn_a_slow_widget_and_a_slip(browser, jupyter):
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    try:
        open_chapter(page, jupyter, NAME)
        cells = page.locator(".jp-NotebookPanel:visible .jp-CodeCell")
        # No cell has imported anything.
        cells.nth(0).locator(".jp-InputPrompt").click()
        page.keyboard.press("Control+Enter")
        expect(cells.nth(0).locator('[data-item="NL-3.3"]')).to_be_visible(timeout=60_000)
        run_all(page, ".jp-OutputArea-output[data-mime-type*='stderr'], .jp-RenderedText")
        idle(page)
        expect(page.get_by_text("It heard: the kernel")).to_be_visible(timeout=30_000)
        told = cells.nth(3).locator(".jp-OutputArea")
        expect(told).to_contain_text("Did you mean theme")
        expect(told).to_contain_text("capital letters count")
        expect(told).not_to_contain_text("site-packages")
    finally:
        context.close()

"""How soon a question answers, in our page and in JupyterLab; and what the modules of questions weigh."""

import gzip
from collections.abc import Iterator

from playwright.sync_api import Page, expect

from exercises.items.types import TYPES
from exercises.paths import ITEMS
from tests.bench.books import CHART
from tests.bench.figures import markdown, summed
from tests.bench.gzipped import serving
from tests.bench.labs import _fresh
from tests.bench.workshop import Workshop
from tests.browser.jupyterlab import open_chapter, read_to, run_all, study

ABOUT = "ms from a click to feedback and to the word that it is saved (2 minutes)"
ITEM = "IMP-1.2"
TIMES = 60

_HEADS = ("what", "n", "ms: median", "p95")

# From the click that hands an answer in to the frame in which the feedback stands, and to "saved".
_ANSWER = """
(part) => new Promise((resolve, reject) => {
  const again = [...part.querySelectorAll("button")].find((b) => b.textContent === "Try again");
  if (!again.hidden) again.click();
  const option = part.querySelector("button.nl-option");
  option.click();
  let shown = null;
  const start = performance.now();
  const late = setTimeout(() => reject(new Error("the question did not answer")), 10000);
  const look = () => {
    const box = [...part.querySelectorAll(".nl-feedback")].find((b) => !b.hidden && b.textContent);
    if (box && shown === null) shown = performance.now() - start;
    if (part.dataset.state === "saved" && shown !== null) {
      clearTimeout(late);
      resolve([shown, performance.now() - start]);
    } else requestAnimationFrame(look);
  };
  part.querySelector(".nl-button-main").click();
  requestAnimationFrame(look);
})
"""


def run(workshop: Workshop) -> str:
    """The tables, in Markdown."""
    rows = [*_in_our_page(workshop), *_in_jupyterlab(workshop)]
    notes = (
        f"The question `{ITEM}`, answered and tried again {TIMES} times; no throttle. Feedback is counted "
        "to the first frame in which it can be seen, so one frame (17 ms at 60 a second) is the least.",
        "Saved: in the page, written to the browser's storage; in JupyterLab, acknowledged by the kernel "
        "once it is on the disk.",
    )
    return markdown("A question's answer", _HEADS, rows, notes) + "\n\n" + _weights()


def _in_our_page(workshop: Workshop) -> Iterator[list[str]]:
    with serving(workshop.ours) as site, _fresh(workshop) as page:
        page.goto(f"{site.address}/notebooks/{CHART}.html")
        yield from _timed(page, "our page")


def _in_jupyterlab(workshop: Workshop) -> Iterator[list[str]]:
    lab = study(workshop.folder / "study-questions")
    try:
        with _fresh(workshop) as page:
            open_chapter(page, lab, CHART)
            run_all(page, f'[data-item="{ITEM}"] button.nl-option')
            read_to(page, f'[data-item="{ITEM}"]')
            yield from _timed(page, "JupyterLab")
    finally:
        lab.stop()


def _timed(page: Page, where: str) -> Iterator[list[str]]:
    part = page.locator(f'[data-item="{ITEM}"]:not(.nl-paper)')
    expect(part.locator("button.nl-option").first).to_be_visible()
    part.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    times = [part.evaluate(_ANSWER) for _ in range(TIMES)]
    yield [f"{where}: click to feedback", *summed([shown for shown, _ in times])]
    yield [f"{where}: click to saved", *summed([saved for _, saved in times])]


def _weights() -> str:
    """What each type's module weighs over the wire, and all with the frame that they share."""
    sizes = {
        name: len(gzip.compress((ITEMS / f"{name}.js").read_bytes(), 9))
        for name in ("_kit", *sorted(TYPES))
    }
    rows = [[name, f"{size:,}"] for name, size in sizes.items()]
    rows.append(["all", f"{sum(sizes.values()):,}"])
    return markdown("Modules of the questions", ("module", "bytes, gzipped"), rows, ())

"""Steps that the tests of the built book share: where its pages lie, and what a reader does on them."""

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watched

FRONT = "/index.html"
START = "/notebooks/00-start-here.html"
CHAPTER = "/notebooks/06-improving-on-paper.html"
SEARCH = "/search.html"

LAB = '[data-lab="targetworld"]'


def addresses(folder: Path) -> list[str]:
    """The address of every page of a site, from its top."""
    return sorted(f"/{page.relative_to(folder).as_posix()}" for page in folder.rglob("*.html"))


def visit(page: Page, address: str) -> None:
    """Open a page, and wait until every question and lab on it can be used."""
    page.goto(address)
    alive(page)


def alive(page: Page) -> None:
    """Wait until every question and lab of the page can be used, and a learner's own work is shown."""
    until(
        page,
        "() => document.documentElement.classList.contains('nl-live')"
        " && [...document.querySelectorAll('[data-item], [data-lab]')]"
        ".every((part) => part.querySelector('button'))"
        " && [...document.querySelectorAll('[data-review], [data-progress]')]"
        ".every((part) => part.dataset.state)",
    )


def draw_all(page: Page) -> None:
    """Scroll through the page to its end, until every chart and figure on it is drawn."""
    for part in page.locator("[data-chart], [data-lab]").all():
        part.scroll_into_view_if_needed()
    until(
        page,
        # A figure may have nothing to show yet, and says so in its title.
        "() => [...document.querySelectorAll('.nl-plot')].every((plot) =>"
        " plot.matches('.js-plotly-plot') && (plot.querySelector('.trace') || !plot.data.length))",
    )
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")


def until(page: Page, condition: str, given: object = None, seconds: float = 20) -> None:
    """Wait until a JavaScript function gives something true.

    Playwright's own `wait_for_function` evaluates text in the page, which the book's policy forbids.
    """
    page.evaluate(
        f"""async ([given, last]) => {{
          const holds = {condition};
          while (!holds(given)) {{
            if (performance.now() > last) throw new Error("waited in vain for " + holds);
            await new Promise((resolve) => setTimeout(resolve, 20));
          }}
        }}""",
        [given, page.evaluate("performance.now()") + seconds * 1000],
    )


def question(page: Page, name: str) -> Locator:
    """A question by its id."""
    return page.locator(f'[data-item="{name}"]')


def button(part: Locator, words: str) -> Locator:
    """A button by its words."""
    return part.get_by_role("button", name=words, exact=True)


def state(part: Locator, wanted: str) -> None:
    """Wait for a part's data-state."""
    expect(part).to_have_attribute("data-state", wanted)


def announced(part: Locator, words: str | re.Pattern[str]) -> None:
    """Wait until the part's live region says these words."""
    expect(part.get_by_role("status")).to_contain_text(words)


def draft(page: Page, name: str) -> object:
    """What the browser keeps of a question that is not handed in, or None."""
    kept = page.evaluate("(key) => localStorage.getItem(key)", f"nl:draft:{name}")
    return None if kept is None else json.loads(kept)


def events(page: Page) -> list[dict]:
    """The answers in the browser's storage, in order."""
    kept = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('nl:event:')).map((e) => e[1])"
    )
    return sorted(map(json.loads, kept), key=lambda event: (event["at"], event["id"]))


def at_peace(*readers: Watched) -> None:
    """Nobody asked for anything outside, and no page complained: neither script nor policy."""
    assert [r.outside for r in readers] == [[] for _ in readers]
    assert [r.errors for r in readers] == [[] for _ in readers]

"""How a reader answers a question on a page of the book, by mouse, key or tap."""

import html
import re

from playwright.sync_api import Locator, Page, expect

from exercises.items.bank import bank
from exercises.items.result import Declaration
from tests.browser.book import announced, button, until

CHOICE, NUMBER, SKETCH = "IMP-1.2", "IMP-3.1", "IMP-1.1"
CHECK, SHOW, AGAIN = "Check my answer", "Show me what happened", "Try again"


def declared(name: str) -> Declaration:
    """A question as the bank has it."""
    return bank().declaration(name)


def words(markup: str) -> str:
    """The text of a piece of markup, with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def said(part: Locator) -> str:
    """The text of a part of the page as it is shown, with single spaces."""
    return " ".join(part.inner_text().split())


def same(shown: str, markup: str) -> bool:
    """Whether shown text holds that of a piece of markup, spaces aside."""
    return words(markup).replace(" ", "") in shown.replace(" ", "")


def option(part: Locator, name: str) -> Locator:
    """An option of a choice question, by its id."""
    return part.locator(f'[data-option="{name}"]')


def choose(part: Locator, name: str) -> None:
    """Pick an option and hand it in."""
    option(part, name).click()
    button(part, CHECK).click()


def boxes(part: Locator) -> Locator:
    """The boxes of a sketch, in which a point can be typed."""
    return part.get_by_role("spinbutton")


def place(page: Page, part: Locator, column: int, value: float) -> tuple[float, float]:
    """Where on the screen a value of a sketch's column lies; the pad is scrolled into view.

    Read off the ticks that a reader sees, not off the script's own sums.
    """
    pad = part.locator(".nl-sketch-pad svg")
    pad.scroll_into_view_if_needed()
    x, y = pad.evaluate(
        """(svg, [column, value]) => {
          const across = [...svg.querySelectorAll("text[text-anchor=middle]")];
          const up = [...svg.querySelectorAll("text[text-anchor=end]")];
          const grid = [...svg.querySelectorAll(".nl-grid")];
          const tick = (i) => [Number(up[i].textContent), Number(grid[i].getAttribute("y1"))];
          const [[v0, y0], [v1, y1]] = [tick(0), tick(up.length - 1)];
          const point = new DOMPoint(
            Number(across[column].getAttribute("x")),
            y0 + ((y1 - y0) * (value - v0)) / (v1 - v0),
          ).matrixTransform(svg.getScreenCTM());
          return [point.x, point.y];
        }""",
        [column, value],
    )
    height = page.evaluate("innerHeight")
    assert 0 < y < height, "the pad is not in view"
    return x, y


def tab_to(page: Page, target: Locator, most: int = 400) -> None:
    """Press Tab until the target has the focus."""
    expect(target).to_be_visible()
    for _ in range(most):
        if target.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached by Tab")


def feedback_shown(part: Locator, markup: str) -> None:
    """The feedback is to be seen, in full, and only that."""
    shown = part.locator(".nl-feedback:visible")
    expect(shown).to_have_count(1)
    assert same(said(shown), markup)


def settled(page: Page) -> None:
    """Wait until no question of the page is on the way to storage."""
    until(page, "() => !document.querySelector('[data-state=answered]')")


__all__ = [
    "AGAIN", "CHECK", "CHOICE", "NUMBER", "SHOW", "SKETCH", "announced", "boxes", "choose",
    "declared", "feedback_shown", "option", "place", "said", "same", "settled", "tab_to", "words",
]  # fmt: skip

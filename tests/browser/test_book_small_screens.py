"""The book on a phone: nothing has to be scrolled sideways, and a finger hits what it means to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.book import addresses, at_peace, draw_all, question, state, visit
from tests.browser.book_questions import CHOICE, NUMBER, SHOW, SKETCH, boxes, choose
from tests.browser.conftest import Watched

_WIDE = """
() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((node) => `${node.tagName}.${node.className} ${node.getBoundingClientRect().right}`)
    .concat(String(document.documentElement.scrollWidth)).slice(0, 8)
"""
# WCAG 2.2, 2.5.8; a link in running text is excepted there.
_SMALL = """
() => [...document.querySelectorAll("button, summary, input, select, label[for].nl-button, nav a, a.nl-tool")]
  .filter((node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
  .map((node) => [node, node.getBoundingClientRect()])
  .filter(([node, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
  .map(([node, box]) => `${node.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)
"""


@pytest.fixture(params=[320, 375])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A reader with a small screen."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 640}, has_touch=True, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    yield Watched(context.new_page())
    context.close()


def test_every_page_fits(phone: Watched, site: str, site_folder: Path):
    page = phone.page
    for address in addresses(site_folder):
        visit(page, site + address)
        assert page.evaluate(_WIDE) == [], address
        draw_all(page)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
        assert page.evaluate(_WIDE) == [], address
        assert page.evaluate(_SMALL) == [], address
    at_peace(phone)


def test_an_answered_page_fits(phone: Watched, site: str):
    page = phone.page
    visit(page, f"{site}/notebooks/06-improving-on-paper.html")
    choose(question(page, CHOICE), "a")
    part = question(page, NUMBER)
    part.get_by_label("Your answer").fill("4")
    part.get_by_role("button", name="Check my answer").click()
    part = question(page, SKETCH)
    for box in boxes(part).all():
        box.fill("80")
    part.get_by_role("button", name=SHOW).click()
    for name in (CHOICE, NUMBER, SKETCH):
        state(question(page, name), "saved")
    assert page.evaluate(_WIDE) == []
    assert page.evaluate(_SMALL) == []
    at_peace(phone)

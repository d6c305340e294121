"""axe-core finds nothing wrong: on every page, in both colour schemes, before and after answering."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import COLOURS, violations
from tests.browser.book import CHAPTER, addresses, draw_all, until, visit
from tests.browser.book_questions import declared
from tests.browser.hand_in import hand_in

# Charts are drawn anew in other colours a moment after the page has them.
_INKS = """[...document.querySelectorAll(".nl-plot.js-plotly-plot")]
  .map((plot) => plot._fullLayout.font.color)"""


@pytest.fixture(params=["light", "dark"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Page:
    """A reader whose system asks for one of the two colour schemes."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        color_scheme=request.param,
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_every_page(page: Page, site: str, site_folder: Path):
    found = {}
    for address in addresses(site_folder):
        page.emulate_media(color_scheme="light")
        visit(page, site + address)
        draw_all(page)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
        found[address] = violations(page)
        # The same page as evening falls.
        by_day = page.evaluate(_INKS)
        page.emulate_media(color_scheme="dark")
        until(page, f"(by_day) => {_INKS}.every((ink) => !by_day.includes(ink))", by_day)
        found[f"{address}, dark"] = violations(page, only=COLOURS)
    assert {address: lines for address, lines in found.items() if lines} == {}


def test_it_would_see_what_is_wrong_at_night_alone(page: Page, site: str):
    page.emulate_media(color_scheme="light")
    visit(page, site + CHAPTER)
    page.evaluate(
        """() => document.head.insertAdjacentHTML("beforeend",
          "<style>@media (prefers-color-scheme: dark) { main p { color: #333 !important } }</style>")"""
    )
    assert violations(page, only=COLOURS) == []
    page.emulate_media(color_scheme="dark")
    assert any(line.startswith("color-contrast") for line in violations(page, only=COLOURS))


def test_the_chapter_once_it_is_answered(reader: Page, site: str):
    visit(reader, site + CHAPTER)
    for part in reader.locator("[data-item]").all():
        hand_in(part, declared(part.get_attribute("data-item")))
    assert violations(reader) == []


def test_it_would_see_what_is_wrong(reader: Page, site: str):
    visit(reader, site + CHAPTER)
    reader.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(line.startswith("button-name") for line in violations(reader))

"""The book in high contrast: the system's own colours, and what is chosen still told from what is not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.book import CHAPTER, visit

MAPS = "/notebooks/08-mapping-localisms.html"


@pytest.fixture(params=["light", "dark"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A reader whose system forces its colours upon every page."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        color_scheme=request.param,
        forced_colors="active",
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def _told(part: Locator, name: str) -> dict[str, str]:
    """What can still be seen of an element's state: its lines, its fill and its shadow."""
    return part.locator(name).evaluate(
        """(node) => {
          const { borderLeftColor, borderLeftStyle, backgroundColor, boxShadow } = getComputedStyle(node);
          return { borderLeftColor, borderLeftStyle, backgroundColor, boxShadow };
        }"""
    )


def test_what_is_chosen_is_marked(reader: Page, site: str):
    visit(reader, site + CHAPTER)
    for kind in ("choice", "select"):
        part = reader.locator(f"[data-type={kind}]").first
        part.locator(".nl-option").first.click()
        chosen = _told(part, ".nl-option-row:nth-child(1) .nl-mark")
        other = _told(part, ".nl-option-row:nth-child(2) .nl-mark")
        assert chosen["backgroundColor"] != other["backgroundColor"], kind
        assert _told(part, ".nl-option-row:nth-child(2)")["borderLeftColor"] == "rgba(0, 0, 0, 0)"
        assert _told(part, ".nl-option-row:nth-child(1)")["borderLeftColor"] != "rgba(0, 0, 0, 0)"


def test_what_is_held_is_marked(reader: Page, site: str):
    visit(reader, site + CHAPTER)
    part = reader.locator("[data-type=sort]").first
    part.locator(".nl-slip").first.click()
    held, other = (_told(part, f".nl-tray li:nth-child({n}) .nl-slip") for n in (1, 2))
    assert held["boxShadow"] != "none" == other["boxShadow"]
    visit(reader, site + MAPS)
    part = reader.locator("[data-type=place]").first
    part.locator(".nl-pin").first.click()
    held, other = (_told(part, f".nl-pins li:nth-child({n}) .nl-pin") for n in (1, 2))
    assert held["boxShadow"] != "none" == other["boxShadow"]


def test_the_words_of_the_main_button_are_not_lost_in_it(reader: Page, site: str):
    visit(reader, site + CHAPTER)
    main = reader.locator("[data-item] .nl-button-main").first
    colours = main.evaluate(
        "(node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    )
    assert colours[0] != colours[1]
    # Left to itself the browser lays a patch of its own behind the words of whatever it repaints.
    assert main.evaluate("(node) => getComputedStyle(node).forcedColorAdjust") == "none"


def test_a_scheme_chosen_before_does_not_fight_the_system(reader: Page, site: str):
    reader.add_init_script(
        "const dark = matchMedia('(prefers-color-scheme: dark)').matches;"
        "localStorage.setItem('nl-scheme', dark ? 'light' : 'dark')"
    )
    visit(reader, site + CHAPTER)
    ink, paper = reader.evaluate(
        """() => ["--nl-ink", "--nl-paper"].map((name) =>
          getComputedStyle(document.documentElement).getPropertyValue(name).trim())"""
    )
    dark = reader.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    assert (ink, paper) == (("#e8e6e1", "#16181c") if dark else ("#1b1b18", "#fdfcf9"))
    expect(reader.locator("#nl-scheme")).to_be_hidden()

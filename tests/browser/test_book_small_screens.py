"""The book on a phone: nothing has to be scrolled sideways, and a finger hits what it means to."""

import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Locator, Page

from tests.browser.book import addresses, at_peace, draw_all, question, state, until, visit
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

# What an edge of a figure cuts off: the titles of its axes, its notes, the names along its side and at marks.
_CUT = """
() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((plot) => {
  const box = plot.querySelector(".main-svg").getBoundingClientRect();
  const inside = (t) =>
    t.left > box.left - 1 && t.right < box.right + 1 && t.top > box.top - 1 && t.bottom < box.bottom + 1;
  const words = ".infolayer :is(.xtitle, .ytitle, .annotation-text), .ytick > text, .textpoint > text";
  return [...plot.querySelectorAll(words)]
    .map((words) => [words.textContent, words.getBoundingClientRect()])
    .filter(([, place]) => place.width && !inside(place))
    .map(([words]) => words);
})
"""
_TITLES = """
() => [...document.querySelectorAll(".js-plotly-plot .xtitle")].map((title) => title.innerHTML)
"""

# Names under a sketch that run into each other.
_CLOSE = """
() => [...document.querySelectorAll("[data-item] .nl-sketch-pad svg")].flatMap((drawing) => {
  const boxes = [...drawing.querySelectorAll("text[text-anchor=middle]")]
    .filter((name) => name.getAttribute("visibility") !== "hidden")
    .map((name) => name.getBoundingClientRect());
  return boxes.slice(1).filter((box, i) => box.left < boxes[i].right + 2).map((box) => box.left);
})
"""

_FOLD = (
    "(open) => open && document.querySelectorAll('details').forEach((fold) => (fold.open = true))"
)


@contextlib.contextmanager
def phone_of(browser: Browser, width: int) -> Iterator[Watched]:
    """A reader with a small screen, `width` pixels across."""
    context = browser.new_context(
        viewport={"width": width, "height": 640}, has_touch=True, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    yield Watched(context.new_page())
    context.close()


@pytest.fixture(params=[320, 375])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A reader with one of the small screens."""
    with phone_of(browser, request.param) as reader:
        yield reader


def test_the_names_under_a_sketch_keep_apart(phone: Watched, site: str, site_folder: Path):
    page, seen = phone.page, 0
    for address in addresses(site_folder):
        if not address.startswith("/notebooks/"):
            continue
        visit(page, site + address)
        seen += page.locator("[data-item] .nl-sketch-pad svg").count()
        assert page.evaluate(_CLOSE) == [], address
    assert seen >= 6


def test_every_page_fits(browser: Browser, site: str, site_folder: Path):
    with phone_of(browser, 320) as phone:
        page = phone.page
        for address in addresses(site_folder):
            visit(page, site + address)
            assert page.evaluate(_WIDE) == [], address
            draw_all(page)
            # As it came, given a little more room, and back; folded, and with all folds open.
            for width, opened in ((320, False), (375, False), (375, True), (320, True)):
                page.set_viewport_size({"width": width, "height": 640})
                page.evaluate(_FOLD, opened)
                with contextlib.suppress(Error):
                    # A chart takes its new width a moment later.
                    until(page, f"() => !({_WIDE})().length", seconds=3)
                assert page.evaluate(_WIDE) == [], (address, width)
                if opened:
                    assert page.evaluate(_SMALL) == [], (address, width)
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


def test_no_words_of_a_figure_are_cut_off(phone: Watched, site: str, site_folder: Path):
    page, seen, notes = phone.page, 0, 0
    for address in addresses(site_folder):
        if not address.startswith(("/notebooks/", "/labs/")):
            continue
        visit(page, site + address)
        draw_all(page)
        assert page.evaluate(_CUT) == [], address
        seen += len(page.evaluate(_TITLES))
        notes += page.locator(".js-plotly-plot .annotation-text").count()
    assert seen > 20
    assert notes > 100
    at_peace(phone)


def test_a_title_is_broken_anew_when_the_phone_is_turned(browser: Browser, site: str):
    with phone_of(browser, 320) as phone:
        page = phone.page
        visit(page, f"{site}/notebooks/07-town-hall-socialism.html")
        draw_all(page)
        assert "</tspan>" in page.evaluate(_TITLES)[0]
        page.set_viewport_size({"width": 812, "height": 375})
        until(page, f"() => !({_TITLES})()[0].includes('</tspan>')")
        page.set_viewport_size({"width": 320, "height": 640})
        until(page, f"() => ({_TITLES})()[0].includes('</tspan>') && !({_CUT})().length")
        at_peace(phone)


def test_the_years_under_a_sketch_do_not_run_into_one_another(phone: Watched, site: str):
    page = phone.page
    visit(page, f"{site}/notebooks/07-town-hall-socialism.html")
    shown = question(page, "OLD-2.5").locator(".nl-sketch-pad text[text-anchor=middle]")
    places = [label.bounding_box() for label in shown.all() if label.is_visible()]
    assert 2 <= len(places) < shown.count()
    for one, other in itertools.pairwise(places):
        assert one["x"] + one["width"] < other["x"]
    assert shown.last.is_visible()
    at_peace(phone)


# Where what is said of a question stands: its own line, the verdict beneath what was chosen, or the status.
_SAID = """
(name) => {
  const part = document.querySelector(`[data-item="${name}"]`);
  const own = ".nl-result:not([hidden]), .nl-status:not(.is-heard, :empty)";
  const said = part.querySelector(own) ?? part.querySelector(".nl-feedback:not([hidden])");
  const box = said?.getBoundingClientRect();
  return box && box.height > 0 && box.top > -1 && box.bottom < innerHeight + 1;
}
"""


def _answer(page: Page, part: Locator) -> None:
    """Any answer at all, by taps; left open where a question asks for more than that."""
    kind = part.get_attribute("data-type")
    if kind in ("choice", "select"):
        part.locator(".nl-option").first.tap()
    elif kind == "order":
        part.locator(".nl-step:not([aria-disabled=true])").first.tap()
    elif kind == "mark":
        part.locator(".nl-segment").first.tap()
    elif kind == "number":
        part.get_by_label("Your answer").fill("99999")
    elif kind == "sketch":
        for box in boxes(part).all():
            box.fill("40")
    elif kind == "sort":
        while part.locator(".nl-tray .nl-slip").count():
            part.locator(".nl-tray .nl-slip").first.tap()
            part.locator(".nl-put").first.tap()
    elif kind == "place":
        for i, pin in enumerate(part.locator(".nl-pin").all()):
            pin.tap()
            part.locator(".nl-cell").nth(i).tap()


def test_what_a_tap_on_the_button_brings_about_is_in_view(browser: Browser, site: str):
    with phone_of(browser, 320) as phone:
        page, seen = phone.page, set()
        visit(page, f"{site}/gallery.html")
        for part in page.locator("[data-item]").all():
            kind, name = part.get_attribute("data-type"), part.get_attribute("data-item")
            check = part.locator(".nl-button-main")
            if kind != "challenge":
                check.tap()
                until(page, _SAID, name)
            if kind not in ("challenge", "argue"):
                _answer(page, part)
                check.tap()
                state(part, "saved")
                until(page, _SAID, name)
                seen.add(kind)
        assert len(seen) == 8
        at_peace(phone)


def test_a_quick_finger_leaves_no_hole_in_a_sketch(browser: Browser, site: str):
    with phone_of(browser, 375) as phone:
        page = phone.page
        visit(page, f"{site}/notebooks/01-the-hours.html")
        part = page.locator("[data-type=sketch]").first
        pad = part.locator(".nl-sketch-pad svg")
        pad.scroll_into_view_if_needed()
        where = pad.bounding_box()
        left, right = where["x"] + 50, where["x"] + where["width"] - 60
        finger = page.context.new_cdp_session(page)
        # Told of at both ends and once between them, level from end to end.
        for kind, x in (("touchStart", left), ("touchMove", left + 40), ("touchMove", right)):
            touch = {"type": kind, "touchPoints": [{"x": x, "y": where["y"] + 90}]}
            finger.send("Input.dispatchTouchEvent", touch)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        drawn = [box.input_value() for box in boxes(part).all()]
        assert len(drawn) > 3
        assert "" not in drawn
        assert len(set(drawn)) == 1
        at_peace(phone)


# Of each table wider than its box, scrolled to its end: how far its first column has gone, and its share.
_FIRST = """
() => [...document.querySelectorAll(".nl-table-scroll, .nl-data .nl-scroll")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1)
  .map((box) => {
    box.scrollLeft = box.scrollWidth;
    const [frame, first] = [box, box.querySelector("tbody td")].map((node) => node.getBoundingClientRect());
    return [Math.abs(first.left - frame.left), first.width / frame.width];
  })
"""


def test_what_a_row_is_about_stays_in_view(phone: Watched, site: str, site_folder: Path):
    page, seen = phone.page, 0
    for address in addresses(site_folder):
        if not address.startswith("/notebooks/"):
            continue
        visit(page, site + address)
        page.evaluate(_FOLD, True)
        for gone, share in page.evaluate(_FIRST):
            assert gone < 2, address
            assert share < 2 / 3, address
            seen += 1
    assert seen > 20


# Whether what a lab has found can be read, and hides nothing of the control that is moved.
_FOUND = """
(name) => {
  const lab = document.querySelector(`[data-lab="${name}"]`);
  const title = lab.querySelector(".nl-chart-title").getBoundingClientRect();
  const moved = document.activeElement.getBoundingClientRect();
  const read = title.top > 0 && title.bottom < innerHeight + 1 && title.height < innerHeight / 4;
  return read && moved.bottom <= title.top;
}
"""


def test_what_a_lab_finds_is_read_beside_the_control_that_is_moved(phone: Watched, site: str):
    page, seen = phone.page, 0
    for name in ("targetworld", "threshold"):
        visit(page, f"{site}/labs/{name}.html")
        lab = page.locator(f'[data-lab="{name}"]')
        for slider in lab.locator("input[type=range]:visible").all():
            slider.scroll_into_view_if_needed()
            slider.press("ArrowRight")
            until(page, _FOUND, name)
            seen += 1
    assert seen > 5
    at_peace(phone)


# A reader's own size of text, as a browser's settings give it to the page before anything is drawn.
_LARGE = """
new MutationObserver((_, watch) => {
  if (!document.documentElement) return;
  document.documentElement.style.fontSize = "200%";
  watch.disconnect();
}).observe(document, { childList: true });
"""
_SIZES = """
() => [".nl-prompt", ".nl-option", ".nl-sketch-pad text", ".nl-points th", ".nl-status"].map((name) =>
  parseFloat(getComputedStyle(document.querySelector(`[data-item] ${name}`)).fontSize))
"""


def test_questions_grow_with_the_readers_own_size_of_text(browser: Browser, site: str):
    sizes = []
    for large in (False, True):
        with phone_of(browser, 375) as phone:
            if large:
                phone.page.add_init_script(_LARGE)
            visit(phone.page, f"{site}/gallery.html")
            sizes.append(phone.page.evaluate(_SIZES))
            assert phone.page.evaluate(_CLOSE) == []
    assert sizes[1] == [2 * size for size in sizes[0]]


@pytest.mark.parametrize("width", [320, 375])
def test_text_of_twice_the_size_needs_no_scrolling_sideways(
    browser: Browser, site: str, site_folder: Path, width: int
):
    with phone_of(browser, width) as phone:
        phone.page.add_init_script(_LARGE)
        for address in addresses(site_folder):
            visit(phone.page, site + address)
            assert phone.page.evaluate(_WIDE) == [], address

"""Every type of question, and the lab, can be done with keys alone and with single taps alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.book import (
    CHAPTER,
    LAB,
    announced,
    at_peace,
    button,
    events,
    question,
    state,
    until,
    visit,
)
from tests.browser.book_questions import (
    AGAIN,
    CHECK,
    CHOICE,
    NUMBER,
    SHOW,
    SKETCH,
    boxes,
    declared,
    option,
    place,
    tab_to,
)
from tests.browser.conftest import Watched

RUNS = f"(runs) => document.querySelector({LAB!r}).dataset.runs >= runs"


def _point() -> tuple[str, int, list[int]]:
    """The first open point of the sketch: its name, where a step starts from, and the real values."""
    item = declared(SKETCH)
    points = item["points"]
    real = [int(p["y"]) for p in points[item["given"] :]]
    return points[item["given"]]["x"], int(points[item["given"] - 1]["y"]), real


def test_a_choice_by_keys(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, CHOICE)
    for chosen, verdict in (("a", "✗ Not this."), ("b", "✓ Right.")):
        tab_to(page, option(part, chosen))
        page.keyboard.press("Space")
        tab_to(page, button(part, CHECK))
        page.keyboard.press("Enter")
        announced(part, verdict)
        state(part, "saved")
        # The button that was pressed is gone; the keys go on from the one in its place.
        expect(button(part, AGAIN)).to_be_focused()
        page.keyboard.press("Enter")
        # Whichever option this reader sees first.
        expect(part.locator("button.nl-option").first).to_be_focused()
    assert [e["response"] for e in events(page)] == ["a", "b"]
    at_peace(watched)


def test_a_number_by_keys(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, NUMBER)
    tab_to(page, part.get_by_label("Your answer"))
    for typed, verdict in (("25", "✗ Not this."), ("4", "✓ Right.")):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        announced(part, verdict)
        state(part, "saved")
        expect(button(part, AGAIN)).to_be_focused()
        page.keyboard.press("Space")
        expect(part.get_by_label("Your answer")).to_be_focused()
    assert [e["response"] for e in events(page)] == ["25", "4"]
    at_peace(watched)


def test_a_sketch_by_keys(watched: Watched, page: Page, site: str):
    name, start, real = _point()
    visit(page, site + CHAPTER)
    part = question(page, SKETCH)
    # The first point by its buttons, the second typed.
    tab_to(page, button(part, f"{name}: lower"))
    for _ in range(start - real[0]):
        page.keyboard.press("Space")
    tab_to(page, boxes(part).nth(1))
    page.keyboard.type(str(real[1]))
    tab_to(page, button(part, SHOW))
    page.keyboard.press("Enter")
    announced(part, "✓ Close.")
    state(part, "saved")
    expect(button(part, AGAIN)).to_be_focused()
    assert events(page)[0]["response"] == [start, *real]
    at_peace(watched)


def test_the_lab_by_keys(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    lab = page.locator(LAB)
    slider = lab.get_by_role("slider").first
    tab_to(page, slider)
    before = lab.locator(".nl-reading").inner_text()
    page.keyboard.press("Home")
    until(page, RUNS, 1)
    expect(slider).to_have_value("0")
    expect(lab.locator(".nl-reading")).not_to_have_text(before)
    tab_to(page, lab.get_by_role("combobox").first)
    page.keyboard.press("ArrowDown")
    until(page, RUNS, 2)
    tab_to(page, lab.locator("summary").last)
    page.keyboard.press("Enter")
    expect(lab.locator("details.nl-how")).to_have_attribute("open", "")
    at_peace(watched)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Watched]:
    """A reader with a phone: a small screen, a finger, no keys."""
    context = browser.new_context(
        viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(20_000)
    yield Watched(context.new_page())
    context.close()


def test_a_choice_by_taps(phone: Watched, site: str):
    visit(phone.page, site + CHAPTER)
    part = question(phone.page, CHOICE)
    for chosen, verdict in (("d", "✗ Not this."), ("b", "✓ Right.")):
        option(part, chosen).tap()
        button(part, CHECK).tap()
        announced(part, verdict)
        state(part, "saved")
        button(part, AGAIN).tap()
    assert [e["response"] for e in events(phone.page)] == ["d", "b"]
    at_peace(phone)


def test_a_number_by_taps(phone: Watched, site: str):
    visit(phone.page, site + CHAPTER)
    part = question(phone.page, NUMBER)
    box = part.get_by_label("Your answer")
    # The one thing that a finger cannot do without is the keyboard that the phone then shows.
    expect(box).to_have_attribute("inputmode", "decimal")
    box.tap()
    expect(box).to_be_focused()
    phone.page.keyboard.insert_text("4")
    button(part, CHECK).tap()
    announced(part, "✓ Right.")
    state(part, "saved")
    at_peace(phone)


@pytest.mark.parametrize("way", ["pad", "steps"])
def test_a_sketch_by_taps(phone: Watched, site: str, way: str):
    item = declared(SKETCH)
    name, start, real = _point()
    page = phone.page
    visit(page, site + CHAPTER)
    part = question(page, SKETCH)
    if way == "pad":
        for column, value in enumerate(real, item["given"]):
            page.touchscreen.tap(*place(page, part, column, value))
    else:
        second = item["points"][item["given"] + 1]["x"]
        _tap(button(part, f"{name}: lower"), start - real[0])
        _tap(button(part, f"{second}: lower"), real[0] - real[1])
    assert [float(box.input_value()) for box in boxes(part).all()] == real
    button(part, SHOW).tap()
    announced(part, "✓ Close.")
    state(part, "saved")
    assert events(page)[0]["response"] == [start, *real]
    at_peace(phone)


def _tap(target: Locator, times: int) -> None:
    for _ in range(times):
        target.tap()


def test_the_lab_by_taps(phone: Watched, site: str):
    visit(phone.page, site + CHAPTER)
    lab = phone.page.locator(LAB)
    before = lab.locator(".nl-reading").inner_text()
    lab.locator(".nl-presets button").nth(1).tap()
    until(phone.page, RUNS, 1)
    expect(lab.locator(".nl-reading")).not_to_have_text(before)
    # A slider moves to where its track is tapped.
    slider = lab.get_by_role("slider").first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    phone.page.touchscreen.tap(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    until(phone.page, RUNS, 2)
    assert 0.1 < float(slider.input_value()) < 0.4
    at_peace(phone)

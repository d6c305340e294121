"""Where answers are kept: between tabs, before they are handed in, and where a browser keeps nothing."""

import json

from playwright.sync_api import Page, expect

from tests.browser.book import (
    CHAPTER,
    announced,
    at_peace,
    button,
    draft,
    events,
    question,
    state,
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
    choose,
    declared,
    feedback_shown,
    option,
)
from tests.browser.conftest import Watched

_FORBIDDEN = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});
"""
_FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


def test_two_tabs_see_each_others_answers(watched: Watched, page: Page, site: str):
    other = Watched(page.context.new_page())
    for tab in (page, other.page):
        visit(tab, site + CHAPTER)
    page.bring_to_front()
    choose(question(page, CHOICE), "a")
    state(question(other.page, CHOICE), "saved")
    expect(option(question(other.page, CHOICE), "a")).to_contain_text("✗ Not this")

    other.page.bring_to_front()
    button(question(other.page, CHOICE), AGAIN).click()
    choose(question(other.page, CHOICE), "b")
    expect(option(question(page, CHOICE), "b")).to_contain_text("✓ Right")
    expect(option(question(page, CHOICE), "a")).not_to_contain_text("✗")
    expect(question(page, CHOICE).locator(".nl-feedback:visible")).to_have_count(1)
    assert [e["response"] for e in events(page)] == ["a", "b"]
    assert events(page) == events(other.page)
    at_peace(watched, other)


def test_what_is_not_handed_in_outlives_a_reload(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    option(question(page, CHOICE), "c").click()
    box = question(page, NUMBER).get_by_label("Your answer")
    box.click()
    page.keyboard.type("2.5")
    boxes(question(page, SKETCH)).first.fill("60")
    page.keyboard.press("Tab")
    assert draft(page, SKETCH)[1:] == [60, None]

    visit(page, page.url)
    for name in (CHOICE, NUMBER, SKETCH):
        state(question(page, name), "ready")
    expect(option(question(page, CHOICE), "c")).to_have_attribute("aria-pressed", "true")
    expect(box).to_have_value("2.5")
    expect(boxes(question(page, SKETCH)).first).to_have_value("60")
    expect(boxes(question(page, SKETCH)).last).to_have_value("")
    assert events(page) == []
    # Handed in, it is a draft no more.
    button(question(page, NUMBER), CHECK).click()
    state(question(page, NUMBER), "saved")
    assert draft(page, NUMBER) is None
    at_peace(watched)


def test_a_browser_that_keeps_nothing(watched: Watched, page: Page, site: str):
    page.add_init_script(_FORBIDDEN)
    visit(page, site + CHAPTER)
    expect(page.locator("#nl-record-status")).to_contain_text(
        "does not let the page store anything"
    )
    part = question(page, CHOICE)
    choose(part, "b")
    state(part, "failed")
    announced(part, "✓ Right.")
    feedback_shown(part, next(o["feedback"] for o in declared(CHOICE)["options"] if o["right"]))
    expect(part.locator(".nl-saved")).to_contain_text("Not saved")
    expect(part.locator(".nl-saved")).to_contain_text("Download my answers")
    # What it cannot keep can still be taken away.
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download my answers").click()
    with open(caught.value.path(), encoding="utf-8") as file:  # noqa: PTH123
        assert [e["response"] for e in json.load(file)["events"]] == ["b"]
    button(part, AGAIN).click()
    choose(part, "a")
    announced(part, "✗ Not this.")
    state(part, "failed")
    at_peace(watched)


def test_a_full_storage_is_told_and_the_answer_can_be_given_again(
    watched: Watched, page: Page, site: str
):
    visit(page, site + CHAPTER)
    choose(question(page, CHOICE), "a")
    state(question(page, CHOICE), "saved")
    real = page.evaluate_handle("() => Storage.prototype.setItem")
    page.evaluate(f"() => {{ {_FULL} }}")
    part = question(page, NUMBER)
    part.get_by_label("Your answer").fill("4")
    button(part, CHECK).click()
    state(part, "failed")
    announced(part, "✓ Right.")
    expect(part.locator(".nl-saved")).to_contain_text("Not saved")
    expect(part.locator(".nl-saved")).to_contain_text("full")
    assert [e["item"] for e in events(page)] == [CHOICE]

    page.evaluate("(setItem) => { Storage.prototype.setItem = setItem; }", real)
    button(part, AGAIN).click()
    part.get_by_label("Your answer").fill("4")
    button(part, CHECK).click()
    state(part, "saved")
    assert [e["item"] for e in events(page)] == [CHOICE, NUMBER]
    at_peace(watched)


def test_a_text_that_will_be_lost_says_so_while_it_is_typed(
    watched: Watched, page: Page, site: str
):
    page.add_init_script(_FORBIDDEN)
    visit(page, f"{site}/gallery.html")
    part = page.locator("[data-type=argue]")
    expect(part.locator(".nl-saved")).to_be_empty()
    part.get_by_label("Your argument").press_sequentially("Ratings rose")
    expect(part.locator(".nl-saved")).to_contain_text("Not kept")
    at_peace(watched)


def test_a_text_that_is_kept_again_says_nothing(watched: Watched, page: Page, site: str):
    visit(page, f"{site}/gallery.html")
    real = page.evaluate_handle("() => Storage.prototype.setItem")
    page.evaluate(f"() => {{ {_FULL} }}")
    part = page.locator("[data-type=argue]")
    pad = part.get_by_label("Your argument")
    pad.press_sequentially("Ratings")
    expect(part.locator(".nl-saved")).to_contain_text("Not kept")
    page.evaluate("(setItem) => { Storage.prototype.setItem = setItem; }", real)
    pad.press_sequentially(" rose")
    expect(part.locator(".nl-saved")).to_be_empty()
    assert draft(page, part.get_attribute("data-item"))["text"] == "Ratings rose"
    at_peace(watched)


def test_a_tab_left_open_does_not_write_over_what_another_typed(
    watched: Watched, page: Page, site: str
):
    other = Watched(page.context.new_page())
    for tab in (page, other.page):
        visit(tab, f"{site}/gallery.html")
    pads = [tab.get_by_label("Your argument") for tab in (page, other.page)]
    pads[0].press_sequentially("Ratings rose")
    pads[1].press_sequentially("Satisfaction fell")
    # Coming back to a tab: a browser without a screen keeps every tab in view, and sends nothing.
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(pads[0]).to_have_value("Satisfaction fell")
    pads[0].press("Control+End")
    pads[0].press_sequentially(" all the same")
    name = page.locator("[data-type=argue]").get_attribute("data-item")
    assert draft(page, name)["text"] == "Satisfaction fell all the same"
    at_peace(watched, other)


def test_an_answer_to_another_version_is_kept_and_not_shown(
    watched: Watched, page: Page, site: str
):
    event = {
        "id": "11111111-2222-4333-8444-555555555555", "item": CHOICE, "version": 99,
        "at": 1_700_000_000_000, "response": "a", "score": 0, "confidence": None, "ms": 5,
    }  # fmt: skip
    page.add_init_script(
        f"localStorage.setItem({json.dumps('nl:event:' + event['id'])}, "
        f"{json.dumps(json.dumps(event))})"
    )
    visit(page, site + CHAPTER)
    part = question(page, CHOICE)
    state(part, "ready")
    expect(part.locator(".nl-saved")).to_contain_text("earlier version")
    choose(part, "b")
    state(part, "saved")
    assert [e["version"] for e in events(page)] == [99, declared(CHOICE)["version"]]
    at_peace(watched)


def test_what_is_typed_last_counts_when_enter_is_pressed(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, SKETCH)
    for box, value in zip(boxes(part).all(), ("55", "54"), strict=True):
        box.click()
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    state(part, "saved")
    assert events(page)[0]["response"][1:] == [55, 54]
    assert button(part, SHOW).is_hidden()
    at_peace(watched)

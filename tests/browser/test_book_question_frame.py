"""What surrounds every question: a hint, how sure one is, the answer on request, and one line for later."""

import re

from playwright.sync_api import Page, expect

from exercises.items.types import TYPES
from tests.browser.book import (
    CHAPTER,
    FRONT,
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
    option,
    said,
    same,
    tab_to,
)
from tests.browser.conftest import Watched
from tests.browser.lists import CHECK_ORDER, ORDER, SELECT, SORT, right_options, shown_order, step

ANSWER, HINT = "Show the answer", "Hint"
ARGUE = "IMP-4.4"


def test_a_hint_and_how_sure_by_keys(watched: Watched, page: Page, site: str):
    item = declared(SELECT)
    visit(page, site + CHAPTER)
    part = question(page, SELECT)
    hint = part.locator(".nl-item-hint")
    expect(hint).to_be_hidden()
    tab_to(page, button(part, HINT))
    expect(button(part, HINT)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(hint).to_be_visible()
    announced(part, re.compile("^Hint: "))
    assert same(said(hint), item["hint"])
    expect(button(part, HINT)).to_have_attribute("aria-expanded", "true")
    expect(button(part, HINT)).to_be_focused()

    part.locator("button.nl-option").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(part.get_by_label("sure", exact=True)).to_be_checked()
    page.keyboard.press("ArrowRight")
    expect(part.get_by_label("I think so")).to_be_checked()
    assert draft(page, SELECT) == {
        "draft": None,
        "beside": {"hint": True, "confidence": "think"},
    }

    # Both are there after a reload; the answer is none the wiser about the hint.
    visit(page, page.url)
    expect(part.get_by_label("I think so")).to_be_checked()
    expect(hint).to_be_visible()
    for name in right_options():
        option(part, name).click()
    button(part, CHECK).click()
    state(part, "saved")
    [event] = events(page)
    assert event["confidence"] == "think" and event["response"] == right_options()
    assert set(event) == {
        *("id", "item", "version", "at", "response", "score", "confidence", "ms"),
    }
    assert draft(page, SELECT) is None
    for gone in (hint, button(part, HINT), part.locator(".nl-sure")):
        expect(gone).to_be_hidden()

    # A new try begins without either.
    button(part, AGAIN).click()
    expect(hint).to_be_hidden()
    expect(part.locator(".nl-sure input:checked")).to_have_count(0)
    option(part, right_options()[0]).click()
    button(part, CHECK).click()
    state(part, "saved")
    assert events(page)[1]["confidence"] is None
    at_peace(watched)


def test_a_question_without_a_hint_offers_none(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    assert "hint" not in declared(CHOICE)
    expect(button(question(page, CHOICE), HINT)).to_have_count(0)
    # Nor is anyone asked how sure they are of an argument, or shown an answer before their own.
    expect(question(page, ARGUE).locator(".nl-sure")).to_have_count(0)
    for name in (ARGUE, SKETCH):
        expect(button(question(page, name), ANSWER)).to_have_count(0)
    at_peace(watched)


def test_the_answer_can_be_asked_for_at_once(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part, item = question(page, ORDER), declared(ORDER)
    tab_to(page, button(part, ANSWER))
    page.keyboard.press("Enter")
    shown = said(part.locator(".nl-key"))
    assert same(shown, item["key"]) and shown.startswith("Answer:")
    announced(part, shown[:60])
    assert same(said(part.locator(".nl-explain")), item["explain"])
    # To look is not to answer: nothing is recorded, and nothing can be handed in until it is hidden again.
    expect(button(part, AGAIN)).to_be_focused()
    expect(button(part, CHECK_ORDER)).to_have_count(0)
    expect(step(part, shown_order(part)[0], "down")).to_be_disabled()
    state(part, "ready")
    assert events(page) == []
    page.keyboard.press("Enter")
    expect(part.locator(".nl-explain")).to_be_hidden()
    expect(step(part, shown_order(part)[0], "down")).to_be_focused()
    step(part, shown_order(part)[0], "down").click()
    button(part, CHECK_ORDER).click()
    state(part, "saved")
    assert len(events(page)) == 1

    # In a selection the options themselves say which of them belong.
    part = question(page, SELECT)
    button(part, ANSWER).click()
    for o in declared(SELECT)["options"]:
        sign = "✓ belongs" if o["right"] else "✗ does not belong"
        expect(option(part, o["id"])).to_contain_text(sign)
        expect(option(part, o["id"])).to_be_disabled()
    assert len(events(page)) == 1
    at_peace(watched)


def test_the_answer_is_offered_after_a_wrong_one_only(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part, item = question(page, CHOICE), declared(CHOICE)
    choose(part, "a")
    state(part, "saved")
    button(part, ANSWER).click()
    assert same(said(part.locator(".nl-key")), item["key"])
    expect(button(part, ANSWER)).to_have_count(0)
    # What was said of the wrong answer stays.
    expect(option(part, "a")).to_contain_text("✗ Not this")
    button(part, AGAIN).click()
    choose(part, "b")
    state(part, "saved")
    expect(button(part, ANSWER)).to_have_count(0)

    part = question(page, NUMBER)
    part.get_by_label("Your answer").fill("1")
    button(part, CHECK).click()
    button(part, ANSWER).click()
    assert said(part.locator(".nl-key")) == f"Answer: {TYPES['number'].key(declared(NUMBER))}"
    assert [e["score"] for e in events(page)] == [0, 1, 0]
    at_peace(watched)


def test_an_answered_question_is_one_line_on_the_next_visit(
    watched: Watched, page: Page, site: str
):
    visit(page, site + CHAPTER)
    part = question(page, CHOICE)
    fold, content = part.locator(".nl-fold"), part.locator(".nl-content")
    expect(fold).to_be_hidden()
    choose(part, "a")
    state(part, "saved")
    # Just answered, it stays open; it can be folded, and opened again, without losing the focus.
    expect(fold).to_have_text("Fold", use_inner_text=True)
    expect(fold).to_have_attribute("aria-expanded", "true")
    tab_to(page, fold)
    page.keyboard.press("Enter")
    expect(content).to_be_hidden()
    expect(fold).to_be_focused()
    page.keyboard.press("Enter")
    expect(content).to_be_visible()
    for box, value in zip(
        boxes(question(page, SKETCH)).all(), declared(SKETCH)["points"][1:], strict=True
    ):
        box.fill(str(value["y"]))
    button(question(page, SKETCH), SHOW).click()
    state(question(page, SKETCH), "saved")

    visit(page, page.url)
    state(part, "saved")
    expect(content).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")
    line = said(fold)
    assert line.startswith(" ".join(declared(CHOICE)["prompt_text"].split()[:8]))
    assert line.endswith("✗ Not this Open")
    assert part.bounding_box()["height"] < 70
    # What was drawn stays in view, and what was not answered is not folded.
    expect(question(page, SKETCH).locator(".nl-real-line")).to_be_visible()
    expect(question(page, SORT).locator(".nl-content")).to_be_visible()
    tab_to(page, fold)
    page.keyboard.press("Space")
    expect(content).to_be_visible()
    expect(option(part, "a")).to_contain_text("✗ Not this")
    button(part, AGAIN).click()
    expect(fold).to_be_hidden()
    expect(part.locator("button.nl-option").first).to_be_focused()
    at_peace(watched)


def test_paper_shows_what_is_folded(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    choose(question(page, CHOICE), "a")
    state(question(page, CHOICE), "saved")
    visit(page, page.url)
    part, item = question(page, CHOICE), declared(CHOICE)
    expect(part.locator(".nl-content")).to_be_hidden()
    page.emulate_media(media="print")
    expect(part.locator(".nl-content")).to_be_visible()
    expect(part.locator(".nl-fold")).to_be_hidden()
    assert same(said(part), item["prompt"]) and "✗ Not this" in said(part)
    at_peace(watched)


def test_the_first_pages_prediction_stays_open(watched: Watched, page: Page, site: str):
    visit(page, site + FRONT)
    part = question(page, SKETCH)
    for box in boxes(part).all():
        box.fill("50")
    button(part, SHOW).click()
    state(part, "saved")
    visit(page, page.url)
    state(part, "saved")
    expect(part.locator(".nl-sketch-pad svg")).to_be_visible()
    at_peace(watched)

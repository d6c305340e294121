"""The book by ear: what is said after each step, once, in its order, and of which box."""

import re

import pytest
from playwright.sync_api import Page, expect

from exercises.labs.loading import run_lab
from tests.browser.book import CHAPTER, LAB, announced, at_peace, button, question, state, visit
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
    words,
)
from tests.browser.conftest import Watched
from tests.browser.heard import heard, listen

ARGUE = "IMP-4.4"
BILL = "/notebooks/03-best-value.html"
STARS = "/labs/star_machine.html"


@pytest.mark.parametrize("chosen", ["a", "b"])
def test_the_verdict_comes_with_its_reason(watched: Watched, page: Page, site: str, chosen: str):
    visit(page, site + CHAPTER)
    part = question(page, CHOICE)
    option(part, chosen).click()
    button(part, CHECK).focus()
    listen(page)
    page.keyboard.press("Enter")
    why = next(o["feedback"] for o in declared(CHOICE)["options"] if o["id"] == chosen)
    announced(part, words(why))
    verdict = "✓ Right." if chosen == "b" else "✗ Not this."
    assert heard(page) == [f"focus: {AGAIN}", f"{verdict} {words(why)}"]
    at_peace(watched)


def test_the_score_is_heard_after_the_verdict(page: Page, site: str):
    visit(page, site + BILL)
    part = page.locator("[data-quiz] [data-type=choice]").first
    part.locator("button.nl-option").first.click()
    button(part, CHECK).focus()
    listen(page)
    page.keyboard.press("Enter")
    expect(page.locator(".nl-score-words").first).to_contain_text("still to answer")
    said = heard(page)
    assert [re.split(r"[ .]", text)[0] for text in said][:2] in (["focus:", "✓"], ["focus:", "✗"])
    assert said[2].endswith("still to answer.")
    assert len(said) == 3


def test_a_test_tells_no_reason_before_its_end(page: Page, site: str):
    visit(page, site + "/notebooks/00-start-here.html")
    part = page.locator("[data-quiz=pre] [data-type=choice]").first
    item = declared(part.get_attribute("data-item"))
    part.locator("button.nl-option").first.click()
    button(part, CHECK).click()
    announced(part, re.compile("^(✓ Right|✗ Not this)\\.$"))
    assert not any(
        words(o["feedback"]) in part.locator(".nl-status").inner_text() for o in item["options"]
    )


def test_what_is_wrong_with_a_number_belongs_to_its_box(page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, NUMBER)
    box = part.get_by_label("Your answer")
    unit = words(declared(NUMBER)["unit"])
    expect(box).to_have_accessible_description(unit)
    box.focus()
    page.keyboard.press("Enter")
    announced(part, "Type one number")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(f"{unit} Type one number, such as 12.5.")
    page.keyboard.type("4")
    expect(box).not_to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(unit)


def test_a_sketch_says_where_its_points_go(page: Page, site: str):
    visit(page, site + CHAPTER)
    part, item = question(page, SKETCH), declared(SKETCH)
    name, top = item["points"][item["given"]]["x"], item["y"]["max"]
    button(part, SHOW).focus()
    page.keyboard.press("Enter")
    announced(part, f"Draw a point for {name}")
    expect(boxes(part).first).to_be_focused()
    expect(boxes(part).first).to_have_attribute("aria-invalid", "true")
    before = item["points"][item["given"] - 1]["y"]
    button(part, f"{name}: higher").focus()
    page.keyboard.press("Enter")
    announced(part, f"{name}: {before + item['y']['step']:g}.")
    # Nothing is put at the end of the scale in silence.
    boxes(part).first.fill(str(top * 10))
    page.keyboard.press("Tab")
    announced(part, f"{name}: {top}, the top of the scale.")
    boxes(part).nth(1).fill(str(before))
    button(part, SHOW).click()
    state(part, "saved")
    expect(part.locator("[aria-invalid]")).to_have_count(0)
    expect(part.get_by_role("table")).to_have_accessible_name(re.compile("point by point"))


def test_the_two_answers_take_the_focus_when_they_are_shown(page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, ARGUE)
    part.locator("textarea").fill("word " * declared(ARGUE)["words"]["min"])
    main = part.locator(".nl-button-main")
    main.focus()
    page.keyboard.press("Enter")
    expect(part.locator(".nl-after")).to_be_focused()
    page.keyboard.press("Tab")
    expect(part.locator(".nl-rubric-line").first.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    main.focus()
    page.keyboard.press("Enter")
    announced(part, "more lines of the rubric")
    # To the first line that has no rating yet, not back to the top of the text.
    expect(part.locator(".nl-rubric-line").nth(1).get_by_role("radio").first).to_be_focused()


def test_a_slider_that_is_held_down_is_read_out_once(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    lab = page.locator(LAB)
    slider = lab.get_by_role("slider").first
    slider.focus()
    listen(page)
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(120)
    last = run_lab("targetworld", power=0.5)["reading"]
    expect(lab.locator(".nl-heard")).to_have_text(last)
    readings = [text for text in heard(page) if text.startswith("At power")]
    assert readings == [" ".join(last.split())]
    # Seen at once all the same, and it stands there once for whoever reads on.
    expect(lab.locator(".nl-reading")).to_have_text(last)
    expect(lab.locator(".nl-heard")).to_have_text("", timeout=20_000)
    at_peace(watched)


def test_a_number_that_a_lab_cannot_take_is_told_of_its_box(page: Page, site: str):
    visit(page, site + STARS)
    lab = page.locator("[data-lab]")
    box = lab.get_by_role("spinbutton").first
    box.fill("99")
    page.keyboard.press("Tab")
    expect(lab.get_by_role("alert")).to_contain_text("a whole number from 0 to 3")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(re.compile("a whole number from 0 to 3"))
    box.fill("2")
    page.keyboard.press("Tab")
    expect(lab.locator(".nl-problem")).to_be_empty()
    expect(box).not_to_have_attribute("aria-invalid", "true")
    # A box that was emptied is no nought.
    box.fill("")
    page.keyboard.press("Tab")
    expect(box).to_have_value("2")


def test_each_lab_is_a_group_with_its_own_name(page: Page, site: str):
    visit(page, site + CHAPTER)
    for title in ("Targetworld", "The scorecard machine"):
        group = page.get_by_role("group", name=title, exact=True)
        expect(group.get_by_role("button", name="Reset", exact=True)).to_have_count(1)


def test_no_box_takes_the_focus_to_scroll_nowhere(page: Page, site: str):
    visit(page, site + BILL)
    table = "What inspecting council"
    expect(page.get_by_role("group", name=re.compile(f"^{table}"))).to_have_count(1)
    stops = page.evaluate(
        """() => [...document.querySelectorAll(".output[tabindex], pre[tabindex]")]
          .filter((box) => getComputedStyle(box).overflowX === "visible").map((box) => box.ariaLabel)"""
    )
    assert stops == []

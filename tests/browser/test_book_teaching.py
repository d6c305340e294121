"""A page before a room, by `?teach`: an open plan, questions without their answer, letters to vote by."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.book import CHAPTER, LAB, at_peace, button, question, state, visit
from tests.browser.book_questions import CHOICE, NUMBER, choose
from tests.browser.conftest import Watched

THRESHOLD = "/notebooks/05-hitting-the-target.html"


def test_a_question_that_the_teacher_has_answered_is_asked_anew(
    watched: Watched, page: Page, site: str
):
    visit(page, site + CHAPTER)
    choose(question(page, CHOICE), "a")
    state(question(page, CHOICE), "saved")
    visit(page, f"{site}{CHAPTER}?teach")
    part = question(page, CHOICE)
    state(part, "ready")
    assert part.locator(".is-chosen, .is-right, .is-wrong, .nl-feedback:visible").count() == 0
    # A first vote and a second: the answer comes when it is asked for.
    button(part, "Show the answer").click()
    expect(part.locator(".nl-explain .nl-key")).to_be_visible()
    # Nothing is lost: the answer is there again without the room.
    visit(page, site + CHAPTER)
    state(question(page, CHOICE), "saved")
    at_peace(watched)


def test_what_the_teacher_has_begun_is_kept_apart_from_what_the_room_begins(
    watched: Watched, page: Page, site: str
):
    def box() -> Locator:
        return question(page, NUMBER).get_by_label("Your answer")

    visit(page, site + CHAPTER)
    box().fill("4")
    visit(page, f"{site}{CHAPTER}?teach")
    expect(box()).to_have_value("")
    box().fill("9")
    # A page that has to be loaded again in the middle of a seminar has what the room has done.
    visit(page, f"{site}{CHAPTER}?teach")
    expect(box()).to_have_value("9")
    visit(page, site + CHAPTER)
    expect(box()).to_have_value("4")
    at_peace(watched)


def test_an_answer_given_in_another_tab_does_not_come_to_the_wall(
    watched: Watched, page: Page, site: str
):
    visit(page, f"{site}{CHAPTER}?teach")
    other = page.context.new_page()
    visit(other, site + CHAPTER)
    choose(question(other, CHOICE), "a")
    state(question(other, CHOICE), "saved")
    # By now the other tab's word has been heard: a page without a room shows it in this time.
    third = page.context.new_page()
    visit(third, site + CHAPTER)
    state(question(third, CHOICE), "saved")
    state(question(page, CHOICE), "ready")
    at_peace(watched)


def test_options_have_letters_on_the_wall_and_on_no_other_screen(
    watched: Watched, page: Page, site: str
):
    letters = f"""() => [...document.querySelectorAll('[data-item="{CHOICE}"] .nl-mark')]
      .map((mark) => getComputedStyle(mark, "::before").content)"""
    visit(page, f"{site}{CHAPTER}?teach")
    shown = page.evaluate(letters)
    assert len(shown) >= 3 and all("upper-alpha" in one for one in shown)
    visit(page, site + CHAPTER)
    assert set(page.evaluate(letters)) == {"none"}
    at_peace(watched)


def test_the_plan_is_open_and_the_next_chapter_opens_so_too(
    watched: Watched, page: Page, site: str
):
    visit(page, f"{site}{CHAPTER}?teach")
    expect(page.get_by_text("Vote, talk, vote.")).to_be_visible()
    page.locator(".nl-pager a").last.click()
    expect(page).to_have_url(re.compile(r"/notebooks/07-[\w-]+\.html\?teach$"))
    expect(page.get_by_text("Vote, talk, vote.")).to_be_visible()
    at_peace(watched)


def test_the_key_is_on_the_teachers_paper_and_on_nobody_elses(
    watched: Watched, page: Page, site: str
):
    visit(page, f"{site}{CHAPTER}?teach")
    key = question(page, CHOICE).locator(".nl-paper-key")
    expect(key).to_be_hidden()
    page.emulate_media(media="print")
    expect(key).to_contain_text("Answer:")
    expect(key).to_be_visible()
    visit(page, site + CHAPTER)
    assert page.locator(".nl-paper-key").count() == 0
    at_peace(watched)


def test_a_lever_and_what_it_moves_are_on_the_wall_together(
    watched: Watched, page: Page, site: str
):
    # A projector of 1280 by 720 at 150 per cent.
    page.set_viewport_size({"width": 853, "height": 480})
    visit(page, f"{site}{CHAPTER}?teach")
    lab = page.locator(LAB)
    lab.locator(".nl-lab-grid").evaluate("(grid) => grid.scrollIntoView()")
    lever = lab.locator("input[type=range]").first.bounding_box()
    figure = lab.locator(".nl-plot").first.bounding_box()
    assert lever["x"] + lever["width"] < figure["x"]
    assert 0 < lever["y"] < 480 and figure["y"] + figure["height"] <= 480
    assert page.evaluate("document.documentElement.scrollWidth") <= 853
    at_peace(watched)


def test_a_setting_in_a_plan_leads_to_the_lab_at_it(watched: Watched, page: Page, site: str):
    visit(page, f"{site}{THRESHOLD}?teach")
    page.get_by_role("link", name="the lab at this setting").last.click()
    lab = page.locator('[data-lab="threshold"]')
    expect(lab.locator("select").first).to_have_value('"limit"')
    expect(lab.locator(".nl-reading")).to_contain_text("77.1 per cent")
    at_peace(watched)

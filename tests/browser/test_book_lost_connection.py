"""A page whose parts do not all arrive, as on a train: it says so, and goes on where it can."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.book import CHAPTER, LAB, announced, button, draw_all, question, state, visit
from tests.browser.book_questions import CHOICE, choose
from tests.browser.conftest import Watched


def _lost(page: Page) -> None:
    # What the browser keeps of a file is no use to a test of its loss.
    page.route("**/vendor/plotly.min.js", lambda route: route.abort())


def test_a_chart_is_drawn_when_its_library_comes_after_all(watched: Watched, page: Page, site: str):
    _lost(page)
    visit(page, site + CHAPTER)
    chart = page.locator("[data-chart]").first
    chart.scroll_into_view_if_needed()
    state(chart, "failed")
    page.unroute("**/vendor/plotly.min.js")
    button(chart, "Try again").click()
    state(chart, "drawn")
    expect(chart.locator(".nl-plot")).not_to_contain_text("cannot be drawn")
    draw_all(page)
    assert watched.outside == []


def test_a_chart_is_drawn_when_the_connection_is_back(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    page.context.set_offline(True)
    chart = page.locator("[data-chart]").last
    chart.scroll_into_view_if_needed()
    state(chart, "failed")
    page.context.set_offline(False)
    state(chart, "drawn")


def test_a_lab_reads_without_its_figures(watched: Watched, page: Page, site: str):
    _lost(page)
    visit(page, site + CHAPTER)
    lab = page.locator(LAB)
    lab.scroll_into_view_if_needed()
    expect(lab.get_by_role("alert")).to_contain_text("figures cannot be drawn")
    before = lab.locator(".nl-reading").inner_text()
    lab.locator(".nl-presets button").nth(1).click()
    expect(lab.locator(".nl-reading")).not_to_have_text(before)
    state(lab, "ready")
    page.unroute("**/vendor/plotly.min.js")
    button(lab, "Try again").click()
    expect(lab.locator(".js-plotly-plot .trace").first).to_be_attached()
    expect(lab.locator(".nl-problem")).to_be_empty()
    assert watched.outside == []


@pytest.mark.parametrize("part", ["course/page.js", "course/record.js", "course/items/choice.js"])
def test_a_question_that_cannot_answer_is_told_where_the_reader_is(
    watched: Watched, page: Page, site: str, part: str
):
    page.route(f"**/{part}", lambda route: route.abort())
    page.goto(site + CHAPTER)
    told = page.get_by_role("alert").filter(has_text="did not arrive")
    expect(told).to_be_visible()
    question(page, CHOICE).scroll_into_view_if_needed()
    expect(told).to_be_in_viewport()
    page.unroute(f"**/{part}")
    told.get_by_role("link", name="Load the page again").click()
    choose(question(page, CHOICE), "b")
    announced(question(page, CHOICE), "✓ Right.")
    expect(told).to_be_hidden()
    assert watched.outside == []


def test_a_whole_page_says_nothing_of_it(page: Page, site: str):
    visit(page, site + CHAPTER)
    expect(page.locator(".nl-missing")).to_be_hidden()

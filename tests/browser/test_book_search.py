"""The book's search: in the reader's browser, from its own index, with links that lead somewhere."""

import re

from playwright.sync_api import Page, expect

from tests.browser.book import CHAPTER, FRONT, SEARCH, at_peace, visit
from tests.browser.conftest import Watched


def test_a_word_is_found_and_its_page_opens(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    page.get_by_role("link", name="Search").first.click()
    page.wait_for_load_state("load")
    box = page.get_by_role("searchbox")
    box.fill("residents")
    box.press("Enter")
    page.wait_for_url("**/search.html?q=residents")
    link = page.locator("#search-results").get_by_role("link").filter(has_text="Improving on paper")
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Improving on paper")
    expect(page.locator("main")).to_contain_text(re.compile("residents", re.IGNORECASE))
    at_peace(watched)


def test_a_word_of_a_question_is_found(watched: Watched, page: Page, site: str):
    page.goto(f"{site}{SEARCH}?q=gearing")
    link = page.locator("#search-results").get_by_role("link").first
    expect(link).to_be_visible()
    answer = page.request.get(page.evaluate("(a) => a.href", link.element_handle()))
    assert answer.status == 200
    assert "gearing" in answer.text().lower()
    at_peace(watched)


def test_the_front_page_is_found_where_it_lies(watched: Watched, page: Page, site: str):
    page.goto(f"{site}{SEARCH}?q=interactive")
    page.goto(f"{site}{SEARCH}?q=governments")
    link = page.locator('#search-results a[href*="index.html"]')
    expect(link.first).to_be_visible()
    link.first.click()
    page.wait_for_url(re.compile(re.escape(site + FRONT)))
    expect(page.get_by_role("heading", level=1)).to_have_text("New Localism")
    at_peace(watched)


def test_what_is_not_there_is_said_not_to_be(watched: Watched, page: Page, site: str):
    page.goto(f"{site}{SEARCH}?q=xylophone")
    expect(page.get_by_text("No page has all of these words")).to_be_visible()
    expect(page.locator("#search-results a")).to_have_count(0)
    at_peace(watched)


def test_a_search_leaves_nothing_behind(watched: Watched, page: Page, site: str):
    page.goto(f"{site}{SEARCH}?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    expect(page.get_by_role("searchbox")).to_have_value("<img src=x onerror=alert(1)>")
    expect(page.locator("main img")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0
    at_peace(watched)

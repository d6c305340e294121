"""Without JavaScript the book is still a book: text, questions, answers, data, and no dead control."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from exercises.labs.loading import run_lab
from tests.browser.book import CHAPTER, FRONT, LAB, SEARCH, START, at_peace, question
from tests.browser.book_questions import CHOICE, NUMBER, SKETCH, declared, said, same
from tests.browser.conftest import Watched


@pytest.fixture
def plain(browser: Browser) -> Iterator[Watched]:
    """A reader whose browser runs no scripts."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(20_000)
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def chapter(plain: Watched, site: str) -> Page:
    """The chapter as that reader sees it."""
    plain.page.goto(site + CHAPTER)
    return plain.page


def test_the_text_and_the_questions_stand(plain: Watched, chapter: Page):
    expect(chapter.get_by_role("heading", level=1)).to_have_text("06 · Improving on paper")
    expect(chapter.get_by_text("To put them on one picture")).to_be_visible()
    for name in (CHOICE, NUMBER, SKETCH):
        part = question(chapter, name)
        assert same(said(part.locator(".nl-prompt")), declared(name)["prompt"])
        summary = part.locator("details.nl-solution > summary")
        expect(summary).to_have_text("Answer")
        expect(part.locator("details.nl-solution")).not_to_have_attribute("open", "")
        # A fold needs no script.
        summary.click()
        assert same(said(part.locator("details.nl-solution")), declared(name)["explain"])
    for option in declared(CHOICE)["options"]:
        assert same(said(question(chapter, CHOICE)), option["text"])
    right = next(o for o in declared(CHOICE)["options"] if o["right"])
    assert same(said(question(chapter, CHOICE).locator(".nl-solution")), right["text"])
    # Nothing is given away before the fold is opened.
    chapter.reload()
    assert not same(said(question(chapter, CHOICE)), declared(CHOICE)["explain"])
    at_peace(plain)


def test_the_charts_words_and_data_stand(plain: Watched, chapter: Page):
    charts = chapter.locator("[data-chart]")
    assert charts.count() >= 2
    for chart in charts.all():
        expect(chart.locator(".nl-chart-title")).to_be_visible()
        expect(chart.locator(".nl-summary")).to_be_visible()
        # Many sources are folded, and a fold opens without a script.
        many = chart.locator(".nl-many > summary")
        if many.count():
            many.click()
        expect(chart.locator(":is(.nl-source, .nl-many) a").first).to_be_visible()
        expect(chart.locator(".nl-plot")).to_be_hidden()
        chart.locator(".nl-data > summary").click()
        assert chart.locator(".nl-data tbody tr:visible").count() >= 5
        with chapter.expect_download() as caught:
            chart.locator(".nl-downloads a").click()
        assert caught.value.suggested_filename.endswith(".csv")
    at_peace(plain)


def test_the_labs_reading_and_settings_stand(plain: Watched, chapter: Page):
    lab = chapter.locator(LAB)
    expect(lab.locator(".nl-reading")).to_have_text(run_lab("targetworld")["reading"])
    for figure in run_lab("targetworld")["figures"]:
        expect(lab).to_contain_text(figure["meta"]["summary"])
    expect(lab.locator("table")).to_contain_text("Power of the regime")
    at_peace(plain)


@pytest.mark.parametrize("address", [FRONT, START, CHAPTER, SEARCH])
def test_no_control_is_shown_that_does_nothing(plain: Watched, site: str, address: str):
    plain.page.goto(site + address)
    assert plain.page.locator("button:visible").count() == 0
    assert plain.page.locator(":is(input, select, textarea):visible").count() == 0
    at_peace(plain)


def test_one_can_get_from_page_to_page(plain: Watched, site: str):
    page = plain.page
    page.goto(site + FRONT)
    page.get_by_role("main").get_by_role("link", name="00 · Start here").click()
    chapters = page.get_by_role("navigation", name="Chapters")
    chapters.get_by_role("link", name="Improving on paper").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("06 · Improving on paper")
    page.set_viewport_size({"width": 375, "height": 700})
    # The folded list of chapters is reached by a link instead of a button.
    page.locator("#nl-menu").click()
    chapters.get_by_role("link", name="Start here").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("00 · Start here")
    at_peace(plain)

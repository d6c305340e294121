"""The Data page in a browser: found, read, looked at, and taken home as files."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from exercises import tables
from exercises.paths import DATA
from tests.bench.gzipped import serving
from tests.browser.axe import violations
from tests.browser.book import START, at_peace, visit
from tests.browser.conftest import Watched

PAGE = "/data.html"
NAMES = sorted(tables()["name"])
#: A text page on a first visit, as DESIGN.md has it.
BUDGET = 250_000


@pytest.fixture(params=["light", "dark"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A reader whose system has one of both colour schemes."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=request.param, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    yield Watched(context.new_page())
    context.close()


def test_the_page_is_found_from_the_list_of_chapters(watched: Watched, page: Page, site: str):
    visit(page, site + START)
    page.get_by_role("navigation", name="Chapters").get_by_role("link", name="Data").click()
    page.wait_for_url(f"**{PAGE}")
    expect(page.get_by_role("heading", name="Data", exact=True)).to_be_visible()
    family = "People: what they thought, how they voted, who governed"
    page.get_by_role("navigation", name="All tables").get_by_role("link", name=family).click()
    expect(page.get_by_role("heading", name=family)).to_be_in_viewport()
    page.get_by_role("navigation", name=family).get_by_role(
        "link", name="satisfaction", exact=True
    ).click()
    expect(page.get_by_role("heading", name="satisfaction", exact=True)).to_be_in_viewport()
    page.locator("#satisfaction").get_by_role("link", name="All tables").click()
    expect(page.get_by_role("navigation", name="All tables")).to_be_in_viewport()
    at_peace(watched)


def test_every_file_can_be_downloaded_as_published(watched: Watched, page: Page, site: str):
    visit(page, site + PAGE)
    for name in NAMES:
        link = page.locator(f"#{name}").get_by_role("link", name=f"Download {name}.csv")
        expect(link).to_have_attribute("download", f"{name}.csv")
        answer = page.request.get(link.evaluate("(link) => link.href"))
        assert answer.body() == (DATA / f"{name}.csv").read_bytes()
    for name in (NAMES[0], "satisfaction"):
        with page.expect_download() as started:
            page.locator(f"#{name}").get_by_role("link", name=f"Download {name}.csv").click()
        assert started.value.suggested_filename == f"{name}.csv"
        assert started.value.path().read_bytes() == (DATA / f"{name}.csv").read_bytes()
    at_peace(watched)


def test_a_table_in_a_chapter_can_be_downloaded(watched: Watched, page: Page, site: str):
    visit(page, site + START)
    with page.expect_download() as started:
        page.locator(".nl-table").get_by_role("link", name="Download").first.click()
    name = started.value.suggested_filename
    assert started.value.path().read_bytes() == (DATA / name).read_bytes()
    at_peace(watched)


def test_pictures_say_what_they_show(page: Page, site: str):
    visit(page, site + PAGE)
    pictures = page.locator("#satisfaction .nl-series").get_by_role("img")
    expect(pictures.first).to_have_accessible_name(
        "Overall, England all authorities: From 65 in 2000-01 to 54 per cent in 2006-07"
    )
    for picture in page.locator("main").get_by_role("img").all():
        box = picture.bounding_box()
        assert box["width"] > 100 and box["height"] >= 10


def test_columns_and_sources_unfold(watched: Watched, page: Page, site: str):
    visit(page, site + PAGE)
    part = page.locator("#satisfaction")
    part.get_by_text("9 columns").click()
    expect(part.get_by_text("Share of those asked who were satisfied.")).to_be_visible()
    part.get_by_text("5 sources").click()
    part.locator("details").get_by_role("link", name="DCLG (2008)").click()
    page.wait_for_url("**/sources.html#hansard_2008_05_07")
    at_peace(watched)


def test_nothing_stands_in_the_way_of_anyone(reader: Watched, site: str):
    page = reader.page
    visit(page, site + PAGE)
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    page.set_viewport_size({"width": 375, "height": 800})
    assert violations(page) == []
    at_peace(reader)


def test_axe_would_find_what_is_wrong(page: Page, site: str):
    visit(page, site + PAGE)
    page.locator("#satisfaction svg").first.evaluate("(svg) => svg.removeAttribute('aria-label')")
    page.locator("main h1").evaluate("(title) => (title.style.color = '#ddd')")
    found = violations(page)
    assert [fault.split(":")[0] for fault in found] == ["color-contrast", "svg-img-alt"], found
    assert "svg-img-alt" in " ".join(violations(page, "#satisfaction"))
    assert violations(page, "#sources") == []


def test_colours_follow_the_page(page: Page, site: str):
    visit(page, site + PAGE)
    colour = "(node) => getComputedStyle(node).stroke"
    line = page.locator("#satisfaction polyline").first
    before = line.evaluate(colour)
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")
    assert line.evaluate(colour) != before


def test_the_page_keeps_to_its_budget(page: Page, site_folder):
    with serving(site_folder) as running:
        page.goto(running.address + PAGE)
        page.wait_for_load_state("networkidle")
        assert 0 < running.weight <= BUDGET

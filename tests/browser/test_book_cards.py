"""Cards at citations and terms: by mouse, by keys and by finger; and links where there can be none."""

import html
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from book.extensions import cards
from exercises import tables
from exercises.glossary import glossary
from exercises.publish import server
from tests.browser.book import CHAPTER, at_peace, visit
from tests.browser.conftest import Watched

SOURCE = tables.source("lockwood_porcelli_2011")
TERM = next(term for term in glossary() if term["id"] == "gearing")
_CITE = f'<a class="nl-cite" data-source="{{}}" href="{html.escape(SOURCE["url"])}">{{}}</a>'
_TERM = '<a class="nl-term" data-term="gearing" href="../glossary.html#gearing">{}</a>'
_FILL = "<p>Words that stand between, so that a page has something to scroll through.</p>"
# Every place that a link may stand in: a line, the end of a line, a box that cuts off what is too wide.
_BODY = (
    "<h1>Cards</h1>"
    f"<p>The {_CITE.format('paper', 'first citation')} and the {_TERM.format('first term')}.</p>"
    f"<p>A second {_CITE.format('paper', 'citation that runs over two lines on a narrow page')}.</p>"
    f'<div class="nl-scroll" style="height:3em"><p style="width:60em">{_TERM.format("boxed term")}</p></div>'
    f'{_FILL * 40}<p id="low">Low down stands a {_TERM.format("low term")}.</p>{_FILL * 2}'
    + cards._details({"paper": SOURCE}, {"gearing": TERM})
)
_AT_TOP = """
(card) => {
  const box = card.getBoundingClientRect();
  const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return card.contains(seen);
}
"""


@pytest.fixture(scope="module")
def address(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page of the book with a text of our own, whatever the chapters say."""
    folder = tmp_path_factory.mktemp("cards") / "book"
    shutil.copytree(site_folder, folder)
    page = (folder / CHAPTER[1:]).read_text(encoding="utf-8")
    before, after = page.split('<div class="body">')[0], page.split("</main>")[1]
    text = f'{before}<div class="body">{_BODY}</div></main>{after}'
    (folder / "notebooks" / "cards.html").write_text(text, encoding="utf-8")
    with server(folder, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/notebooks/cards.html"
        running.shutdown()


@pytest.fixture(params=[320, 375])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A reader who has fingers and a small screen."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 640}, has_touch=True, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    yield Watched(context.new_page())
    context.close()


def link(page: Page, words: str) -> Locator:
    """A link of the page's own text."""
    return page.get_by_role("main").get_by_role("link", name=words)


def card(page: Page) -> Locator:
    """The card, open or not."""
    return page.locator("#nl-card")


def fits(page: Page) -> None:
    """The card is whole inside the window, in front of all else, and the page no wider for it."""
    box, size = card(page).bounding_box(), page.viewport_size
    assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
    assert box["y"] >= 0 and box["y"] + box["height"] <= size["height"]
    assert card(page).evaluate(_AT_TOP)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_mouse_opens_a_card_and_leaving_closes_it(watched: Watched, page: Page, address: str):
    visit(page, address)
    link(page, "first citation").hover()
    expect(card(page)).to_be_visible()
    expect(card(page)).to_have_attribute("role", "tooltip")
    for words in (SOURCE["author"], str(SOURCE["year"]), SOURCE["title"], SOURCE["publisher"]):
        expect(card(page)).to_contain_text(words)
    expect(link(page, "first citation")).to_have_accessible_description(re.compile("Lockwood"))
    way = card(page).locator("a")
    expect(way).to_have_text("Open the source")
    expect(way).to_have_attribute("href", SOURCE["url"])
    fits(page)
    # What is in a card can be reached with the mouse: crossing the gap does not close it.
    way.hover()
    page.wait_for_timeout(500)
    expect(card(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(card(page)).to_be_hidden()
    expect(link(page, "first citation")).not_to_have_attribute("aria-describedby", re.compile("."))
    at_peace(watched)


def test_a_mouse_that_only_passes_opens_nothing(page: Page, address: str):
    visit(page, address)
    link(page, "first citation").hover()
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    expect(card(page)).to_be_hidden()


def test_one_card_at_a_time(page: Page, address: str):
    visit(page, address)
    link(page, "first citation").hover()
    expect(card(page)).to_contain_text("Lockwood")
    link(page, "first term").hover()
    expect(card(page)).to_contain_text("becomes a large change in its tax")
    expect(card(page)).not_to_contain_text("Lockwood")
    expect(page.locator("a.is-open")).to_have_count(1)


def test_escape_closes_a_card_that_a_mouse_opened(page: Page, address: str):
    visit(page, address)
    link(page, "first term").hover()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()


def test_a_click_with_a_mouse_follows_the_link(watched: Watched, page: Page, address: str):
    visit(page, address)
    link(page, "first term").click()
    page.wait_for_url("**/glossary.html#gearing")
    expect(page.get_by_role("heading", name="Gearing")).to_be_in_viewport()
    at_peace(watched)


def test_keys_open_a_card_and_go_on_past_it(watched: Watched, page: Page, address: str):
    visit(page, address)
    page.locator("main").focus()
    page.keyboard.press("Tab")
    expect(link(page, "first citation")).to_be_focused()
    expect(card(page)).to_contain_text(SOURCE["title"])
    expect(link(page, "first citation")).to_have_accessible_description(re.compile("Lockwood"))
    page.keyboard.press("Tab")
    expect(link(page, "first term")).to_be_focused()
    expect(card(page)).to_contain_text(TERM["term"])
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    # The focus stays where it was, and the link does what a link does.
    expect(link(page, "first term")).to_be_focused()
    page.keyboard.press("Tab")
    expect(link(page, "citation that runs")).to_be_focused()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#gearing")
    at_peace(watched)


def test_a_card_is_cut_off_by_no_box_and_opens_above_where_it_must(page: Page, address: str):
    visit(page, address)
    link(page, "boxed term").hover()
    expect(card(page)).to_be_visible()
    fits(page)
    page.mouse.move(5, 5)
    expect(card(page)).to_be_hidden()
    page.locator("#low").evaluate("(low) => low.scrollIntoView({ block: 'end' })")
    link(page, "low term").hover()
    expect(card(page)).to_be_visible()
    fits(page)
    line = link(page, "low term").bounding_box()
    assert card(page).bounding_box()["y"] < line["y"]
    # It stays by its line when the page is scrolled.
    gap = line["y"] - card(page).bounding_box()["y"]
    page.evaluate("scrollBy(0, -40)")
    moved = link(page, "low term").bounding_box()["y"] - card(page).bounding_box()["y"]
    assert abs(moved - gap) < 1


def test_a_first_tap_opens_a_card_that_holds_the_link(phone: Watched, address: str):
    page = phone.page
    visit(page, address)
    for words, way in (("first citation", "Open the source"), ("first term", "In the glossary")):
        link(page, words).tap()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        expect(dialog).to_have_accessible_name(re.compile("Incentive schemes|Gearing"))
        expect(dialog).to_be_focused()
        expect(dialog.get_by_role("link")).to_have_text(way)
        assert page.url == address
        fits(page)
        for part in dialog.locator("a, button").all():
            assert part.bounding_box()["height"] >= 24
        # The second tap on the same link closes it.
        link(page, words).tap()
        expect(card(page)).to_be_hidden()
        expect(link(page, words)).to_be_focused()
        assert page.url == address
    at_peace(phone)


def test_a_tapped_card_closes_by_its_button_by_escape_and_by_a_tap_elsewhere(
    phone: Watched, address: str
):
    page = phone.page
    visit(page, address)
    link(page, "first term").tap()
    page.get_by_role("dialog").get_by_role("button", name="Close").tap()
    expect(card(page)).to_be_hidden()
    expect(link(page, "first term")).to_be_focused()
    link(page, "first term").tap()
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    expect(link(page, "first term")).to_be_focused()
    link(page, "first term").tap()
    expect(card(page)).to_be_visible()
    page.locator("h1").tap()
    expect(card(page)).to_be_hidden()
    # From one card to the next takes one tap.
    link(page, "first term").tap()
    link(page, "first citation").tap()
    expect(page.get_by_role("dialog")).to_contain_text("Lockwood")
    at_peace(phone)


def test_the_link_in_a_tapped_card_leads_on(phone: Watched, address: str):
    page = phone.page
    visit(page, address)
    link(page, "first term").tap()
    page.get_by_role("dialog").get_by_role("link", name="In the glossary").tap()
    page.wait_for_url("**/glossary.html#gearing")
    at_peace(phone)


def test_a_long_link_and_a_low_one_have_cards_that_fit_a_phone(phone: Watched, address: str):
    page = phone.page
    visit(page, address)
    for words in ("citation that runs", "boxed term", "low term"):
        link(page, words).tap()
        expect(card(page)).to_be_visible()
        fits(page)
        # It may lie over the next link.
        page.keyboard.press("Escape")
    at_peace(phone)


@pytest.mark.parametrize(("wish", "motion"), [("reduce", "none"), ("no-preference", "nl-card")])
def test_motion_is_for_those_who_do_not_mind(
    browser: Browser, address: str, wish: str, motion: str
):
    context = browser.new_context(reduced_motion=wish)
    page = context.new_page()
    visit(page, address)
    link(page, "first term").hover()
    expect(card(page)).to_be_visible()
    assert card(page).evaluate("(node) => getComputedStyle(node).animationName") == motion
    context.close()


def test_on_paper_there_are_addresses_and_no_cards(page: Page, address: str, site: str):
    visit(page, address)
    link(page, "first term").hover()
    expect(card(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(card(page)).to_be_hidden()
    visit(page, f"{site}/sources.html")
    shown = "(a) => getComputedStyle(a, '::after').content"
    entry = page.locator(".nl-sources a").first
    assert entry.get_attribute("href") in entry.evaluate(shown)
    page.emulate_media(media="screen")
    assert entry.evaluate(shown) == "none"


def test_where_there_are_no_scripts_or_no_popovers_links_are_links(browser: Browser, address: str):
    old = "delete HTMLElement.prototype.popover; delete HTMLElement.prototype.showPopover;"
    for scripts in (False, True):
        context = browser.new_context(java_script_enabled=scripts, has_touch=True)
        context.add_init_script(old)
        reader = Watched(context.new_page())
        reader.page.goto(address)
        if scripts:
            visit(reader.page, address)
        expect(card(reader.page)).to_have_count(0)
        expect(link(reader.page, "first citation")).to_have_attribute("href", SOURCE["url"])
        link(reader.page, "first term").tap()
        reader.page.wait_for_url("**/glossary.html#gearing")
        at_peace(reader)
        context.close()


def test_the_chapters_own_citations_have_cards(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    cited = page.locator("main a.nl-cite")
    assert cited.count() >= 5
    named = cited.evaluate_all("(links) => [...new Set(links.map((a) => a.dataset.source))]")
    for name in named:
        first = page.locator(f'main a.nl-cite[data-source="{name}"]').first
        first.scroll_into_view_if_needed()
        first.hover()
        expect(card(page)).to_be_visible()
        expect(card(page)).to_contain_text(str(tables.source(name)["publisher"]))
        fits(page)
        page.keyboard.press("Escape")
        page.mouse.move(2, 2)
    listed = page.locator("#sources-cited-on-this-page .nl-sources a")
    assert listed.evaluate_all("(links) => links.map((a) => a.getAttribute('href'))") == [
        tables.source(name)["url"] for name in named
    ]
    at_peace(watched)


def test_notes_stand_in_the_margin_beside_their_line_and_only_there(page: Page, site: str):
    page.set_viewport_size({"width": 1280, "height": 900})
    visit(page, site + CHAPTER)
    notes = page.locator(".nl-side")
    shown = notes.evaluate_all(
        """(notes) => notes.map((note) => {
          const [box, text] = [note.getBoundingClientRect(), note.closest("p").getBoundingClientRect()];
          const link = note.previousElementSibling.getBoundingClientRect();
          const before = notes[notes.indexOf(note) - 1]?.getBoundingClientRect().bottom ?? 0;
          return {
            beside: box.left >= text.right, fits: box.right <= innerWidth,
            drop: box.top - link.top, free: before + 20 < link.top,
          };
        })"""
    )
    assert len(shown) > 20
    assert all(note["beside"] and note["fits"] for note in shown)
    # A note starts at its line, or where the one before it ends.
    assert all(note["drop"] > -5 for note in shown)
    free = [note["drop"] for note in shown if note["free"]]
    assert len(free) > 5
    assert max(free) < 40
    apart = """(notes) => notes.every((note, i) => i === 0
        || note.getBoundingClientRect().top >= notes[i - 1].getBoundingClientRect().bottom)"""
    assert notes.evaluate_all(apart)
    wide = """() => [...document.querySelectorAll(".nl-lab, .nl-table, .nl-chart")].every((part) => {
        const a = part.getBoundingClientRect();
        return [...document.querySelectorAll(".nl-side")].every((note) => {
          const b = note.getBoundingClientRect();
          return b.bottom <= a.top || b.top >= a.bottom || b.left >= a.right;
        });
      })"""
    assert page.evaluate(wide)
    page.set_viewport_size({"width": 1024, "height": 900})
    expect(notes.first).to_be_hidden()


def test_on_paper_a_citation_has_the_number_of_its_source(page: Page, site: str):
    visit(page, site + CHAPTER)
    page.emulate_media(media="print")
    cite = page.locator("a.nl-cite").first
    number = cite.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert number == f'"{cite.get_attribute("data-note")}"' == '"1"'
    entries = page.locator("#sources-cited-on-this-page ol.nl-sources > li")
    assert entries.first.evaluate("(li) => getComputedStyle(li).listStyleType") == "decimal"
    expect(page.locator(".nl-side").first).to_be_hidden()

"""Place, mark and challenge in the book: by keys, by taps, by dragging; what is kept; and what axe says."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from exercises.labs.loading import run_lab
from tests.browser.axe import violations
from tests.browser.book import (
    CHAPTER,
    LAB,
    announced,
    at_peace,
    button,
    draft,
    events,
    question,
    state,
    until,
    visit,
)
from tests.browser.book_questions import AGAIN, declared, said, same, tab_to
from tests.browser.conftest import Watched
from tests.browser.test_book_small_screens import _SMALL, _WIDE

PLACE, MARK, CHALLENGE, SCORES = "IMP-4.6", "IMP-1.6", "IMP-2.4", "IMP-5.5"
COMPARE, MARKS, SETTING = "Compare with the course", "Check my marks", "Check this setting"

# Before the page's own scripts: no lab of the page hears that it is asked.
_NO_LAB = "document.addEventListener('nl-lab-ask', (e) => e.stopImmediatePropagation(), true)"
# The lab's thread is never heard, as while it is at work.
_DEAF = "window.Worker = class extends EventTarget { postMessage() {} terminate() {} };"


def course_places() -> dict[str, list[int]]:
    """The course's own place of each card."""
    return {card["id"]: card["at"] for card in declared(PLACE)["cards"]}


def wanted() -> list[str]:
    """The parts that belong."""
    return [part["id"] for part in declared(MARK)["passage"] if part.get("right")]


def unfold(part: Locator) -> None:
    """Open an answered question that has been folded to one line."""
    folded = part.locator('.nl-fold[aria-expanded="false"]')
    if folded.count():
        # By key: what is drawn as it comes into view may move the line from under a mouse.
        folded.press("Enter")
    expect(part.locator(".nl-fold")).to_have_attribute("aria-expanded", "true")


def card(part: Locator, name: str) -> Locator:
    """A card's button, in the list."""
    return part.locator(f'[data-card="{name}"]')


def cell(part: Locator, place: list[int]) -> Locator:
    """A cell of the map, counted from the low ends."""
    return part.locator(f'[data-cell="{place[0]},{place[1]}"]')


def segment(part: Locator, name: str) -> Locator:
    """A part of the passage that can be marked."""
    return part.locator(f'[data-part="{name}"]')


def middle(target: Locator) -> tuple[float, float]:
    """A point of the first line of something in running text."""
    target.scroll_into_view_if_needed()
    return tuple(
        target.evaluate(
            "(n) => { const r = n.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; }"
        )
    )


def signs(part: Locator) -> list[str]:
    """What a challenge says of each condition."""
    return [" ".join(text.split()) for text in part.locator(".nl-goal-sign").all_inner_texts()]


def place_all(part: Locator, places: dict[str, list[int]]) -> None:
    """Put every card by its button and a cell's."""
    for name, place in places.items():
        card(part, name).click()
        cell(part, place).click()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Watched]:
    """A reader with a phone: a small screen, a finger, no keys."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(20_000)
    yield Watched(context.new_page())
    context.close()


def test_a_map_by_keys(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, PLACE)
    places = course_places()
    # The first card with the arrows alone: the first puts it in the middle.
    tab_to(page, card(part, "a"), 500)
    page.keyboard.press("ArrowUp")
    announced(part, "A: poor fit to good fit: 3 of 5; forbids little to forbids much: 3 of 5.")
    for key, times in (("ArrowLeft", 3 - places["a"][0]), ("ArrowUp", places["a"][1] - 3)):
        for _ in range(times):
            page.keyboard.press(key)
    expect(card(part, "a")).to_be_focused()
    # The map has one stop for Tab, and the arrows go on from it; all others by card, then cell.
    for name in ("b", "c", "d"):
        tab_to(page, card(part, name), 500) if name == "b" else back_to(page, card(part, name))
        page.keyboard.press("Enter")
        announced(part, f"{name.upper()} taken.")
        tab_to(page, part.locator('.nl-cell[tabindex="0"]'))
        walk(page, places[name])
        page.keyboard.press("Space")
        expect(cell(part, places[name])).to_be_focused()
    assert draft(page, PLACE) == places
    tab_to(page, button(part, COMPARE))
    page.keyboard.press("Enter")
    announced(
        part, "✓ You agree with the course. All four cards are just where the course puts them."
    )
    state(part, "saved")
    expect(button(part, AGAIN)).to_be_focused()
    assert [(e["response"], e["score"]) for e in events(page)] == [(places, 1)]
    page.keyboard.press("Enter")
    expect(card(part, "a")).to_be_focused()
    at_peace(watched)


def back_to(page: Page, target: Locator) -> None:
    """Press Shift and Tab until the target has the focus."""
    for _ in range(40):
        if target.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab")
    raise AssertionError(f"{target} cannot be reached by Shift+Tab")


def walk(page: Page, place: list[int]) -> None:
    """With the arrow keys from the cell in focus to another."""
    at = [int(n) for n in page.evaluate("document.activeElement.dataset.cell").split(",")]
    for axis, (less, more) in enumerate((("ArrowLeft", "ArrowRight"), ("ArrowDown", "ArrowUp"))):
        for _ in range(abs(place[axis] - at[axis])):
            page.keyboard.press(more if place[axis] > at[axis] else less)


def test_a_map_is_left_as_it_is_found(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, PLACE)
    cell(part, [1, 1]).click()
    announced(part, "Take a card first.")
    button(part, COMPARE).click()
    announced(part, "Place A, B, C, D first.")
    # Put, taken up again from the map, put elsewhere; and off it again.
    card(part, "b").click()
    cell(part, [1, 1]).click()
    cell(part, [1, 1]).click()
    expect(card(part, "b")).to_have_attribute("aria-pressed", "true")
    cell(part, [5, 5]).click()
    assert draft(page, PLACE) == {"b": [5, 5]}
    where = "poor fit to good fit: 5 of 5; forbids little to forbids much: 5 of 5. Here: B"
    expect(cell(part, [5, 5])).to_have_attribute("aria-label", where)
    card(part, "b").press("Delete")
    announced(part, "B is off the map.")
    expect(card(part, "b")).to_contain_text("not placed yet")
    # A key beyond the edge stays at the edge.
    for _ in range(9):
        card(part, "b").press("ArrowRight")
    assert draft(page, PLACE) == {"b": [5, 3]}
    visit(page, page.url)
    expect(card(part, "b")).to_contain_text("poor fit to good fit: 5 of 5")
    at_peace(watched)


def test_a_map_by_taps_shows_where_the_course_stands_and_why(phone: Watched, site: str):
    page = phone.page
    visit(page, site + CHAPTER)
    part = question(page, PLACE)
    places = {**course_places(), "d": [5, 5]}
    for name, place in places.items():
        card(part, name).tap()
        cell(part, place).tap()
    assert page.evaluate(_SMALL) == []
    button(part, COMPARE).tap()
    announced(part, "◐ You agree in part. 3 of the 4 cards are within 1 step")
    state(part, "saved")
    assert events(page)[0]["response"] == places
    # Four of the learner's marks, four hollow ones, and a line between each pair.
    for name in (".nl-map-own", ".nl-map-course", ".nl-map-line"):
        expect(part.locator(name)).to_have_count(4)
    rows = part.locator(".nl-apart > li")
    for row, shown in zip(rows.all(), declared(PLACE)["cards"], strict=True):
        assert same(said(row), shown["why"])
    expect(rows.nth(3)).to_contain_text("✗ read otherwise")
    expect(rows.nth(3)).to_contain_text(
        "The course puts it 2 steps further towards “poor fit” and 4 steps further towards “forbids little”."
    )
    expect(rows.nth(0)).to_contain_text("✓ agreed")
    expect(rows.nth(0)).to_contain_text("The course puts it there too.")
    assert page.evaluate(_WIDE) == []
    visit(page, page.url)
    state(part, "saved")
    expect(part.locator(".nl-map-line")).to_have_count(4)
    at_peace(phone)


def test_a_card_is_dragged_from_the_list_and_over_the_map(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, PLACE)
    part.locator(".nl-map").scroll_into_view_if_needed()
    drag(page, card(part, "d"), cell(part, [1, 3]))
    assert draft(page, PLACE) == {"d": [1, 3]}
    drag(page, cell(part, [1, 3]), cell(part, [4, 2]))
    assert draft(page, PLACE) == {"d": [4, 2]}
    # Dropped beside the map, it stays where it was, and is not left in the hand.
    drag(page, cell(part, [4, 2]), part.locator(".nl-prompt"))
    assert draft(page, PLACE) == {"d": [4, 2]}
    expect(part.locator('[aria-pressed="true"]')).to_have_count(0)
    at_peace(watched)


def drag(page: Page, source: Locator, target: Locator) -> None:
    """Press, move and let go; both are scrolled into view first, or a neighbour would be grabbed."""
    target.scroll_into_view_if_needed()
    source.scroll_into_view_if_needed()
    start, end = source.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] / 2 + 10, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    page.mouse.up()


def test_a_passage_by_keys(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, MARK)
    for name, key in zip(wanted(), ("Space", "Enter", "Space", "Enter"), strict=True):
        tab_to(page, segment(part, name), 500)
        top = page.evaluate("scrollY")
        page.keyboard.press(key)
        expect(segment(part, name)).to_have_attribute("aria-pressed", "true")
        # Space marks, and does not scroll the page away.
        assert page.evaluate("scrollY") == top
    assert draft(page, MARK) == wanted()
    tab_to(page, button(part, MARKS))
    page.keyboard.press("Enter")
    announced(part, "✓ Right. All four are marked, and nothing else.")
    state(part, "saved")
    expect(button(part, AGAIN)).to_be_focused()
    assert [(e["response"], e["score"]) for e in events(page)] == [(wanted(), 1)]
    # All right: what was rightly left alone is explained as well.
    expect(part.locator(".nl-each > li")).to_have_count(8)
    page.keyboard.press("Enter")
    expect(segment(part, "a")).to_be_focused()
    expect(part.locator('[aria-pressed="true"]')).to_have_count(0)
    at_peace(watched)


def test_a_passage_by_taps(phone: Watched, site: str):
    page = phone.page
    visit(page, site + CHAPTER)
    part = question(page, MARK)
    button(part, MARKS).tap()
    announced(part, "Mark one part of the passage at least.")
    looks = {look(segment(part, s["id"])) for s in declared(MARK)["passage"] if "id" in s}
    assert len(looks) == 1, "something tells the parts apart before they are marked"
    # As high as a finger needs, on each of the lines that a part runs over.
    heights = part.locator(".nl-segment").evaluate_all(
        "(all) => all.flatMap((n) => [...n.getClientRects()].map((r) => r.height))"
    )
    assert len(heights) > 8 and min(heights) >= 24
    for name in ("a", wanted()[0], wanted()[1], "a", "c"):
        page.touchscreen.tap(*middle(segment(part, name)))
    assert draft(page, MARK) == [wanted()[0], "c", wanted()[1]]
    button(part, MARKS).tap()
    announced(part, "◐ Partly. 2 of the 4 are marked, and one that does not belong.")
    state(part, "saved")
    expect(segment(part, "c")).to_contain_text("✗ does not")
    expect(segment(part, wanted()[0])).to_contain_text("✓ belongs")
    # What has still to be found is not given away.
    expect(part.locator(".nl-each > li")).to_have_count(3)
    expect(segment(part, wanted()[2])).not_to_contain_text("belongs")
    feedback = {s["id"]: s["feedback"] for s in declared(MARK)["passage"] if "id" in s}
    for row, name in zip(
        part.locator(".nl-each > li").all(), events(page)[0]["response"], strict=True
    ):
        assert same(said(row), feedback[name])
    # Answered, it is not changed by a tap.
    page.touchscreen.tap(*middle(segment(part, "e")))
    expect(segment(part, "e")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(_WIDE) == []
    at_peace(phone)


def look(target: Locator) -> str:
    """All that a style sheet says of a part, its size and place aside."""
    return target.evaluate(
        """(node) => { const s = getComputedStyle(node);
          return ["color", "backgroundColor", "textDecoration", "font", "border", "cursor", "padding"]
            .map((name) => s[name]).join("|") + node.className; }"""
    )


def runs(page: Page, at_least: int, lab: str = LAB) -> None:
    """Wait until the lab has worked out that many settings."""
    until(page, f"(runs) => document.querySelector({lab!r}).dataset.runs >= runs", at_least)


def test_a_challenge_follows_its_lab_by_keys(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    lab, part = page.locator(LAB), question(page, CHALLENGE)
    assert signs(part) == ["✓ holds", "✗ does not hold", "✓ holds", "✗ does not hold"]
    expect(part.locator(".nl-goal-now").first).to_have_text("(now 55.19 per cent)")
    tab_to(page, button(part, SETTING), 500)
    page.keyboard.press("Enter")
    announced(part, "◐ Partly. Holds: measured performance is higher than without a regime; ")
    state(part, "saved")
    page.keyboard.press("Enter")
    # Waiting for an answer again, it tells what the lab does.
    lab.get_by_role("slider", name="Extra effort").focus()
    page.keyboard.press("Home")
    runs(page, 1)
    expect(part.locator(".nl-goal-sign").nth(3)).to_have_text("✓ holds")
    announced(part, "Now 3 of 4 conditions hold.")
    lab.get_by_role("combobox", name="Left alone").focus()
    page.keyboard.press("ArrowDown")
    runs(page, 2)
    announced(part, "Now 4 of 4 conditions hold.")
    assert signs(part) == ["✓ holds"] * 4
    button(part, SETTING).focus()
    page.keyboard.press("Enter")
    announced(part, "✓ Met.")
    state(part, "saved")
    first, second = events(page)
    assert (first["score"], second["score"]) == (0.5, 1)
    # What is kept is the setting, and what the lab itself makes of it.
    assert second["response"]["controls"] == {
        "power": 0.8, "eta": 0, "managers": "budget",
        "regime": "assessment", "public": "streets", "agreement": 0,
    }  # fmt: skip
    values = run_lab("targetworld", **second["response"]["controls"])["values"]
    named = [c["value"] for c in declared(CHALLENGE)["goal"]]
    assert second["response"]["values"] == pytest.approx({n: values[n] for n in named}, abs=1e-9)
    # Answered, it stays with what was answered, whatever the lab does; and after a reload.
    lab.get_by_role("button", name="The paradox", exact=True).click()
    runs(page, 3)
    assert signs(part) == ["✓ holds"] * 4
    # The address follows once the controls have come to rest.
    until(page, "() => !location.search.includes('budget')")
    visit(page, page.url)
    state(part, "saved")
    assert signs(part) == ["✓ holds"] * 4
    expect(part.locator(".nl-setting")).to_contain_text("as the budget is spent")
    unfold(part)
    button(part, AGAIN).click()
    # The lab has the setting of the address to work out first.
    expect(part.locator(".nl-goal-sign").nth(1)).to_have_text("✗ does not hold")
    at_peace(watched)


def test_a_challenge_by_taps(phone: Watched, site: str):
    page = phone.page
    visit(page, site + CHAPTER)
    part = question(page, SCORES)
    lab = page.locator('[data-lab="scorecard_machine"]')
    assert signs(part) == ["✓ holds", "✗ does not hold", "✓ holds"]
    # A list is the phone's own to open; that is what a choice from it comes to.
    lab.get_by_role("combobox", name="The score that moves").select_option(label="children")
    runs(page, 1, '[data-lab="scorecard_machine"]')
    assert signs(part) == ["✓ holds"] * 3
    button(part, SETTING).tap()
    announced(part, "✓ Met.")
    state(part, "saved")
    assert events(page)[0]["score"] == 1
    assert page.evaluate(_WIDE) == []
    at_peace(phone)


def test_values_of_an_earlier_setting_count_for_nothing(watched: Watched, page: Page, site: str):
    page.add_init_script(_DEAF)
    visit(page, site + CHAPTER)
    part = question(page, CHALLENGE)
    assert signs(part)[0] == "✓ holds"
    slider = page.locator(LAB).get_by_role("slider", name="Extra effort")
    slider.focus()
    page.keyboard.press("Home")
    # The lab is asked and does not answer: its last values belong to another setting.
    assert signs(part) == ["– not known"] * 4
    button(part, SETTING).click()
    announced(part, "The lab has not worked out this setting yet.")
    state(part, "ready")
    assert events(page) == []
    # Back where the values were worked out, they count again.
    slider.fill("0.1")
    assert signs(part)[0] == "✓ holds"
    button(part, SETTING).click()
    announced(part, "◐ Partly.")
    assert events(page)[0]["response"]["controls"]["eta"] == 0.1
    at_peace(watched)


def test_a_challenge_without_its_lab_says_where_it_is(watched: Watched, page: Page, site: str):
    page.add_init_script(_NO_LAB)
    visit(page, site + CHAPTER)
    part = question(page, CHALLENGE)
    expect(part.locator(".nl-lead")).to_contain_text("The lab “Targetworld” is not on this page.")
    assert signs(part) == ["– not known"] * 4
    button(part, SETTING).click()
    announced(part, "so there is no setting to check")
    assert events(page) == []
    link = part.get_by_role("link", name="chapter 06")
    assert link.evaluate("(a) => a.href") == site + CHAPTER
    at_peace(watched)


def test_the_starting_point_is_set_for_the_asking(watched: Watched, page: Page, site: str):
    """No question of the course has one yet: the page is given one on its way to the reader."""
    page.route(f"{site}{CHAPTER}", _with_a_start)
    visit(page, site + CHAPTER)
    part = question(page, CHALLENGE)
    button(part, "Set the lab to the starting point").click()
    runs(page, 1)
    expect(page.locator(LAB).get_by_role("slider", name="Power of the regime")).to_have_value("0.3")
    expect(part.locator(".nl-goal-now").nth(2)).to_have_text("(now 0.30)")
    expect(part.locator(".nl-goal-sign").nth(2)).to_have_text("✗ does not hold")
    at_peace(watched)


def _with_a_start(route: Route) -> None:
    response = route.fetch()
    old, new = '"start":null', '"start":{"power":0.3,"managers":"evenly"}'
    assert response.text().count(old) == 2
    route.fulfill(response=response, body=response.text().replace(old, new, 1))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, site: str, scheme: str):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    page = Watched(context.new_page()).page
    visit(page, site + CHAPTER)
    names = (PLACE, MARK, CHALLENGE, SCORES)
    for name in names:
        assert violations(page, f'[data-item="{name}"]') == [], f"{name}, not answered"
    # Half way: a card in the hand, a part marked.
    places = {**course_places(), "d": [5, 5]}
    place_all(question(page, PLACE), places)
    card(question(page, PLACE), "a").click()
    for name in (wanted()[0], "a"):
        page.mouse.click(*middle(segment(question(page, MARK), name)))
    page.mouse.move(0, 0)
    for name in (PLACE, MARK):
        assert violations(page, f'[data-item="{name}"]') == [], f"{name}, half way"
    for name, words in zip(names, (COMPARE, MARKS, SETTING, SETTING), strict=True):
        button(question(page, name), words).click()
        state(question(page, name), "saved")
        page.mouse.move(0, 0)
        assert violations(page, f'[data-item="{name}"]') == [], f"{name}, answered"
    context.close()


def test_on_paper_they_can_be_done_with_a_pen(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    place_all(question(page, PLACE), course_places())
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 627, "height": 900})
    for name in (PLACE, MARK, CHALLENGE):
        assert same(said(question(page, name)), declared(name)["prompt"])
    expect(question(page, PLACE).locator(".nl-map-own")).to_have_count(4)
    expect(question(page, PLACE).locator(".nl-map-grid")).to_be_visible()
    for part in declared(MARK)["passage"]:
        assert same(said(question(page, MARK)), part.get("text", ""))
    for condition in declared(CHALLENGE)["goal"]:
        assert condition["words"] in said(question(page, CHALLENGE))
    assert page.evaluate("document.documentElement.scrollWidth") <= 627
    at_peace(watched)

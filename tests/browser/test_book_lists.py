"""Selecting, ordering and sorting in the page: by keys alone, by single taps alone, and by carrying."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from exercises.items.order import mixed
from exercises.items.shuffle import shuffled
from exercises.items.types import TYPES
from tests.browser.axe import violations
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
from tests.browser.book_questions import AGAIN, CHECK, declared, option, said, same, tab_to
from tests.browser.conftest import Watched
from tests.browser.lists import (
    CHECK_GROUPS,
    CHECK_ORDER,
    ORDER,
    SELECT,
    SORT,
    answer_all,
    arrange,
    arrange_by_keys,
    card,
    carry,
    group,
    right_groups,
    right_options,
    right_order,
    row,
    shown_groups,
    shown_order,
    sort_by_keys,
    sort_cards,
    step,
)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Watched]:
    """A reader with a phone: a small screen, a finger, no keys."""
    context = browser.new_context(
        viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(20_000)
    yield Watched(context.new_page())
    context.close()


def test_a_selection_by_keys(watched: Watched, page: Page, site: str):
    item = declared(SELECT)
    wrong = next(o["id"] for o in item["options"] if not o["right"])
    visit(page, site + CHAPTER)
    part = question(page, SELECT)
    tab_to(page, button(part, CHECK))
    page.keyboard.press("Enter")
    announced(part, "Choose one or more first.")
    part.locator("button.nl-option").first.focus()

    one = right_options()[0]
    for picked in ([one, wrong], right_options()):
        for shown in part.locator("button.nl-option").all():
            if shown.get_attribute("data-option") in picked:
                tab_to(page, shown)
                page.keyboard.press("Space")
        tab_to(page, button(part, CHECK))
        page.keyboard.press("Enter")
        in_order = [o["id"] for o in item["options"] if o["id"] in picked]
        result = TYPES["select"].mark(item, in_order)
        announced(part, result["words"])
        expect(part.locator(".nl-result")).to_contain_text(result["words"])
        state(part, "saved")
        expect(button(part, AGAIN)).to_be_focused()
        # What was picked is explained; the rest only once all is found, or a second try were copying.
        told = picked if wrong in picked else [o["id"] for o in item["options"]]
        for o in item["options"]:
            box = option(part, o["id"]).locator("xpath=following-sibling::*")
            assert box.is_visible() == (o["id"] in told)
            if o["id"] in told:
                assert same(said(box), o["feedback"])
                sign = "✓ belongs" if o["right"] else "✗ does not belong"
                expect(option(part, o["id"])).to_contain_text(sign)
        if wrong in picked:
            page.keyboard.press("Enter")
            expect(part.locator("button.nl-option").first).to_be_focused()
            expect(part.locator('[aria-pressed="true"]')).to_have_count(0)
    assert [(e["response"], e["score"]) for e in events(page)] == [
        ([o["id"] for o in item["options"] if o["id"] in (one, wrong)], 0),
        (right_options(), 1),
    ]
    at_peace(watched)


def test_an_order_by_keys(watched: Watched, page: Page, site: str):
    item = declared(ORDER)
    visit(page, site + CHAPTER)
    part = question(page, ORDER)
    start = shown_order(part)
    assert TYPES["order"].mark(item, start)["score"] < 1
    tab_to(page, button(part, CHECK_ORDER))
    page.keyboard.press("Enter")
    announced(part, "nothing has been moved yet")
    # At either end a button says so, and keeps the focus.
    expect(step(part, start[0], "down")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    announced(part, "first already")
    expect(step(part, start[0], "up")).to_be_focused()
    page.keyboard.press("ArrowDown")
    announced(part, f"now 2 of {len(start)}")
    expect(step(part, start[0], "up")).to_be_focused()
    page.keyboard.press("ArrowUp")
    assert shown_order(part) == start

    tried = [*right_order()[::-1]]
    arrange_by_keys(page, part, tried)
    tab_to(page, button(part, CHECK_ORDER))
    page.keyboard.press("Enter")
    result = TYPES["order"].mark(item, tried)
    announced(part, result["words"])
    state(part, "saved")
    expect(button(part, AGAIN)).to_be_focused()
    assert same(said(part.locator(".nl-feedback")), TYPES["order"].feedback(item, result))
    # The right order stands beside, with dates and reasons; keys move nothing any more.
    right = part.locator(".nl-right-order")
    shown = said(right)
    for entry in item["entries"]:
        assert (
            same(shown, entry["text"]) and same(shown, entry["when"]) and same(shown, entry["why"])
        )
    expect(part.locator("button.nl-step:visible")).to_have_count(0)

    page.keyboard.press("Enter")
    assert shown_order(part) == start
    expect(right).to_be_hidden()
    arrange_by_keys(page, part, right_order())
    tab_to(page, button(part, CHECK_ORDER))
    page.keyboard.press("Enter")
    announced(part, "✓ Right. All 6 stand in the right order.")
    expect(part.locator("[data-entry] .nl-verdict", has_text="✓ in its place")).to_have_count(6)
    state(part, "saved")
    assert [(e["response"], e["score"]) for e in events(page)] == [
        (tried, pytest.approx(result["score"])),
        (right_order(), 1),
    ]
    at_peace(watched)


def test_a_sorting_by_keys(watched: Watched, page: Page, site: str):
    item = declared(SORT)
    visit(page, site + CHAPTER)
    part = question(page, SORT)
    # A group without a card says what to do first; a card taken up can be let go.
    tab_to(page, group(part, "level"))
    page.keyboard.press("Enter")
    announced(part, "Choose a card first")
    first = part.locator(".nl-tray button").first
    first.focus()
    page.keyboard.press("Space")
    expect(group(part, "level")).to_be_focused()
    announced(part, "Now choose its group")
    page.keyboard.press("Escape")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-pressed", "false")

    wrong = right_groups() | {"a": "change", "c": "level"}
    for wanted in (wrong, right_groups()):
        sort_by_keys(page, part, wanted)
        announced(part, "All cards have a group.")
        tab_to(page, button(part, CHECK_GROUPS))
        page.keyboard.press("Enter")
        result = TYPES["sort"].mark(item, wanted)
        announced(part, result["words"])
        state(part, "saved")
        expect(button(part, AGAIN)).to_be_focused()
        for made in item["cards"]:
            place = part.locator(f'[data-card="{made["id"]}"]')
            right = wanted[made["id"]] in made["groups"]
            expect(place).to_contain_text("✓ here" if right else "✗ elsewhere")
            shown = said(place)
            assert same(
                shown, TYPES["sort"].told(item, made, None if right else wanted[made["id"]])
            )
        if wanted == wrong:
            page.keyboard.press("Enter")
            assert shown_groups(part) == {}
            expect(part.locator(".nl-tray button").first).to_be_focused()
    assert [e["response"] for e in events(page)] == [wrong, right_groups()]
    assert [e["score"] for e in events(page)] == [pytest.approx(4 / 6), 1]
    at_peace(watched)


def test_all_three_by_taps(phone: Watched, site: str):
    page = phone.page
    visit(page, site + CHAPTER)
    part = question(page, SELECT)
    for name in right_options():
        option(part, name).tap()
    # A second tap takes it back.
    option(part, right_options()[0]).tap()
    button(part, CHECK).tap()
    announced(part, "2 of the 3 that belong.")
    state(part, "saved")

    part = question(page, ORDER)
    arrange(part, right_order(), touch=True)
    button(part, CHECK_ORDER).tap()
    announced(part, "✓ Right.")
    state(part, "saved")

    part = question(page, SORT)
    sort_cards(part, right_groups() | {"f": "level"}, touch=True)
    # A card in a group can be taken up again; and all of a group's box takes it.
    card(part, "f").tap()
    part.locator('[data-group="places"] .nl-group-title').tap()
    button(part, CHECK_GROUPS).tap()
    announced(part, "✓ Right.")
    state(part, "saved")
    assert [e["response"] for e in events(page)] == [
        right_options()[1:],
        right_order(),
        right_groups() | {"f": "places"},
    ]
    at_peace(phone)


def test_rows_and_cards_can_be_carried(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    part = question(page, ORDER)
    start = shown_order(part)
    carry(page, row(part, start[0]).locator(".nl-grip"), row(part, start[3]))
    assert shown_order(part) == [*start[1:4], start[0], *start[4:]]
    announced(part, f"now 4 of {len(start)}")
    assert draft(page, ORDER) == shown_order(part)

    part = question(page, SORT)
    name = part.locator(".nl-tray [data-card]").first.get_attribute("data-card")
    carry(page, card(part, name), part.locator('[data-group="change"]'))
    assert shown_groups(part) == {name: "change"}
    expect(card(part, name)).to_be_focused()
    # Dropped nowhere, it lies where it lay; and the carry does not count as a press.
    carry(page, card(part, name), question(page, SORT).locator(".nl-prompt"))
    assert shown_groups(part) == {name: "change"}
    expect(card(part, name)).to_have_attribute("aria-pressed", "false")
    at_peace(watched)


def test_a_finger_carries_by_the_handle_and_scrolls_by_the_rest(phone: Watched, site: str):
    page = phone.page
    visit(page, site + CHAPTER)
    part = question(page, ORDER)
    start = shown_order(part)
    session = page.context.new_cdp_session(page)

    def swipe(origin: object, rows: int) -> None:
        origin.scroll_into_view_if_needed()
        page.evaluate("scrollBy(0, 200)")
        box = origin.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        end = row(part, start[rows]).bounding_box()
        to = end["y"] + end["height"] * 0.7
        touch = {"x": x, "y": y}
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [touch]})
        for share in range(1, 13):
            touch = {"x": x, "y": y + (to - y) * share / 12}
            session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [touch]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    swipe(row(part, start[0]).locator(".nl-entry-text"), 1)
    assert shown_order(part) == start
    swipe(row(part, start[0]).locator(".nl-grip"), 1)
    expect(part.locator("[data-entry]").first).to_have_attribute("data-entry", start[1])
    assert shown_order(part)[:2] == [start[1], start[0]]
    at_peace(phone)


def test_each_reader_has_an_order_of_their_own_and_keeps_it(
    watched: Watched, page: Page, site: str
):
    visit(page, site + CHAPTER)

    def seen() -> list[list[str]]:
        options = question(page, SELECT).locator("[data-option]").all()
        cards = question(page, SORT).locator("[data-card]").all()
        return [
            [o.get_attribute("data-option") for o in options],
            shown_order(question(page, ORDER)),
            [c.get_attribute("data-card") for c in cards],
        ]

    def expected(seed: str) -> list[list[str]]:
        options, cards = declared(SELECT)["options"], declared(SORT)["cards"]
        return [
            [o["id"] for o in shuffled(options, f"{seed} {SELECT}")],
            [e["id"] for e in mixed(declared(ORDER), seed)],
            [c["id"] for c in shuffled(cards, f"{seed} {SORT}")],
        ]

    seed = page.evaluate("localStorage.getItem('nl:seed')")
    assert len(seed) == 8 and seen() == expected(seed)
    visit(page, page.url)
    assert page.evaluate("localStorage.getItem('nl:seed')") == seed
    assert seen() == expected(seed)
    page.evaluate("localStorage.setItem('nl:seed', 'another')")
    visit(page, page.url)
    assert seen() == expected("another") != expected(seed)
    # An answer that was given in one order shows in another.
    options = declared(SELECT)["options"]
    for name in right_options()[:2]:
        option(question(page, SELECT), name).click()
    button(question(page, SELECT), CHECK).click()
    state(question(page, SELECT), "saved")
    page.evaluate("(seed) => localStorage.setItem('nl:seed', seed)", seed)
    visit(page, page.url)
    for o in options:
        pressed = str(o["id"] in right_options()[:2]).lower()
        expect(option(question(page, SELECT), o["id"])).to_have_attribute("aria-pressed", pressed)
    at_peace(watched)


def test_what_is_begun_outlives_a_reload(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    option(question(page, SELECT), "c").click()
    part = question(page, ORDER)
    step(part, shown_order(part)[0], "down").click()
    order = shown_order(part)
    card(question(page, SORT), "b").click()
    group(question(page, SORT), "places").click()
    visit(page, page.url)
    expect(option(question(page, SELECT), "c")).to_have_attribute("aria-pressed", "true")
    assert shown_order(question(page, ORDER)) == order
    assert shown_groups(question(page, SORT)) == {"b": "places"}
    button(question(page, SORT), CHECK_GROUPS).click()
    announced(question(page, SORT), "Put 5 more cards into a group first.")
    assert events(page) == []
    at_peace(watched)


def test_an_answer_is_there_on_the_next_visit(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    wrong = right_groups() | {"a": "change"}
    part = question(page, SORT)
    sort_cards(part, wrong)
    button(part, CHECK_GROUPS).click()
    state(part, "saved")
    part = question(page, ORDER)
    tried = [right_order()[1], right_order()[0], *right_order()[:1:-1]]
    arrange(part, tried)
    button(part, CHECK_ORDER).click()
    state(part, "saved")
    visit(page, page.url)
    for name in (SORT, ORDER):
        state(question(page, name), "saved")
        question(page, name).locator(".nl-fold").click()
    assert shown_groups(question(page, SORT)) == wrong
    expect(question(page, SORT).locator('[data-card="a"]')).to_contain_text("✗ elsewhere")
    assert shown_order(question(page, ORDER)) == tried
    expect(question(page, ORDER).locator(".nl-right-order")).to_be_visible()
    at_peace(watched)


BROKEN = {SELECT: [["z"], "a", []], ORDER: [["a"], {}, None], SORT: [{"a": "level"}, [], 3]}


@pytest.mark.parametrize("which", range(3))
def test_an_answer_that_makes_no_sense_is_left_alone(
    watched: Watched, page: Page, site: str, which: int
):
    """As it may come from a file; it may hold markup, too."""
    visit(page, site + CHAPTER)
    for number, (name, responses) in enumerate(BROKEN.items()):
        _keep(page, number, name, declared(name)["version"], responses[which])
    visit(page, page.url)
    for name in BROKEN:
        part = question(page, name)
        state(part, "ready")
        expect(part.locator(".nl-saved")).to_contain_text(
            "cannot be shown; it stays in your record"
        )
        expect(part.locator(".nl-fold")).to_be_hidden()
    answer_all(page, {name: question(page, name) for name in BROKEN})
    assert len(events(page)) == 6
    at_peace(watched)


def test_an_answer_to_another_version_is_kept_and_not_shown(
    watched: Watched, page: Page, site: str
):
    visit(page, site + CHAPTER)
    given = {SELECT: right_options(), ORDER: right_order(), SORT: right_groups()}
    for number, (name, response) in enumerate(given.items()):
        _keep(page, number, name, declared(name)["version"] + 1, response)
    visit(page, page.url)
    for name in given:
        part = question(page, name)
        state(part, "ready")
        expect(part.locator(".nl-saved")).to_contain_text("an earlier version of this question")
        expect(part.locator(".nl-explain")).to_be_hidden()
    assert shown_groups(question(page, SORT)) == {}
    assert len(events(page)) == 3
    at_peace(watched)


def _keep(page: Page, number: int, item: str, version: int, response: object) -> None:
    name = f"00000000-0000-4000-8000-00000000000{number}"
    event = {"id": name, "item": item, "version": version, "at": 1000, "response": response}
    event |= {"score": 1, "confidence": None, "ms": None}
    page.evaluate(
        "([key, event]) => localStorage.setItem(key, JSON.stringify(event))",
        [f"nl:event:{name}", event],
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(watched: Watched, page: Page, site: str, scheme: str):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(page, site + CHAPTER)
    parts = {name: question(page, name) for name in (SELECT, ORDER, SORT)}
    assert violations(page) == []
    card(parts[SORT], "a").click()
    for part in parts.values():
        button(part, "Hint").click()
        announced(part, "Hint: ")
    assert violations(page) == []
    card(parts[SORT], "a").click()
    answer_all(page, parts)
    for part in parts.values():
        state(part, "saved")
    assert violations(page) == []
    visit(page, page.url)
    assert violations(page) == []
    at_peace(watched)


@pytest.mark.parametrize(("width", "size"), [(320, 100), (640, 200)])
def test_it_fits_a_narrow_page_and_large_text(
    watched: Watched, page: Page, site: str, width: int, size: int
):
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, site + CHAPTER)

    def fits() -> None:
        page.evaluate("(size) => (document.documentElement.style.fontSize = `${size}%`)", size)
        for name in (SELECT, ORDER, SORT):
            part = question(page, name)
            wide = part.evaluate(
                """(part) => {
                  const edge = part.getBoundingClientRect().right + 1;
                  return [...part.querySelectorAll("*")]
                    .filter((node) => node.checkVisibility() && !node.closest(".nl-status"))
                    .filter((node) => node.getBoundingClientRect().right > edge)
                    .map((node) => node.outerHTML.slice(0, 90));
                }"""
            )
            assert wide == [], name
            small = part.evaluate(
                """(part) => [...part.querySelectorAll("button, input, label")].filter((node) => {
                  const box = node.getBoundingClientRect();
                  const own = node.matches("input") ? node.closest("label").getBoundingClientRect() : box;
                  return node.checkVisibility() && (own.width < 24 || own.height < 24);
                }).map((node) => node.outerHTML.slice(0, 90))"""
            )
            assert small == [], name

    fits()
    answer_all(page, {name: question(page, name) for name in (SELECT, ORDER, SORT)})
    fits()
    visit(page, page.url)
    fits()
    at_peace(watched)


def test_on_paper_they_can_be_done_with_a_pen(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    page.emulate_media(media="print")
    for name in (SELECT, ORDER, SORT):
        part = question(page, name)
        for text in ("button.nl-step", ".nl-put", ".nl-sure", ".nl-grip", ".nl-fold"):
            expect(part.locator(f"{text}:visible")).to_have_count(0)
    shown = said(question(page, ORDER))
    assert all(same(shown, entry["text"]) for entry in declared(ORDER)["entries"])
    # A line for the number, and not the number of the order in which they happen to stand.
    line = question(page, ORDER).locator(".nl-place").first
    look = "(line) => [getComputedStyle(line).color, getComputedStyle(line).borderBottomStyle]"
    assert line.evaluate(look) == ["rgba(0, 0, 0, 0)", "solid"]
    shown = said(question(page, SORT))
    assert all(same(shown, made["text"]) for made in declared(SORT)["cards"])
    assert all(same(shown, made["text"]) for made in declared(SORT)["groups"])
    at_peace(watched)

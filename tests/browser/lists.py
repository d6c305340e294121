"""How a reader answers a selection, an order and a sorting, by mouse, key or tap."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.book_questions import button, declared, tab_to

SELECT, ORDER, SORT = "IMP-1.5", "IMP-3.4", "IMP-4.5"
CHECK_ORDER, CHECK_GROUPS = "Check my order", "Check my groups"


def right_options() -> list[str]:
    """The options of the selection that belong."""
    return [option["id"] for option in declared(SELECT)["options"] if option["right"]]


def right_order() -> list[str]:
    """The entries of the order, first to last."""
    return [entry["id"] for entry in declared(ORDER)["entries"]]


def right_groups() -> dict[str, str]:
    """A group for each card of the sorting, as the course has it."""
    return {card["id"]: card["groups"][0] for card in declared(SORT)["cards"]}


def shown_order(part: Locator) -> list[str]:
    """The entries as they stand on the page, top to bottom."""
    return [row.get_attribute("data-entry") for row in part.locator("[data-entry]").all()]


def shown_groups(part: Locator) -> dict[str, str]:
    """The group in which each card lies that lies in one."""
    return part.evaluate(
        """(part) => Object.fromEntries([...part.querySelectorAll("[data-group] [data-card]")]
          .map((card) => [card.dataset.card, card.closest("[data-group]").dataset.group]))"""
    )


def row(part: Locator, name: str) -> Locator:
    """A row of the order."""
    return part.locator(f'[data-entry="{name}"]')


def step(part: Locator, name: str, way: str) -> Locator:
    """A row's button: way is "up" or "down"."""
    return row(part, name).locator("button.nl-step").nth(0 if way == "up" else 1)


def card(part: Locator, name: str) -> Locator:
    """A card of the sorting."""
    return part.locator(f'[data-card="{name}"] button')


def group(part: Locator, name: str) -> Locator:
    """The button that puts a card into a group."""
    return part.locator(f'[data-group="{name}"] .nl-put')


def arrange(part: Locator, wanted: list[str], touch: bool = False) -> None:
    """Bring the rows into an order with their buttons."""
    for place, name in enumerate(wanted):
        while shown_order(part).index(name) > place:
            up = step(part, name, "up")
            up.tap() if touch else up.click()


def sort_cards(part: Locator, wanted: dict[str, str], touch: bool = False) -> None:
    """Put each card into its group: the card, then the group's button."""
    for name, place in wanted.items():
        for target in (card(part, name), group(part, place)):
            target.tap() if touch else target.click()
    assert shown_groups(part) == wanted


def arrange_by_keys(page: Page, part: Locator, wanted: list[str]) -> None:
    """Bring the rows into an order with Tab and the arrow keys."""
    for place, name in enumerate(wanted):
        if shown_order(part).index(name) == place:
            continue
        tab_to(page, step(part, name, "up"))
        for at in range(shown_order(part).index(name), place, -1):
            page.keyboard.press("ArrowUp")
            assert shown_order(part).index(name) == at - 1
            # The row moved, and the key's button with it.
            expect(step(part, name, "up")).to_be_focused()


def sort_by_keys(page: Page, part: Locator, wanted: dict[str, str]) -> None:
    """Sort the cards with Tab, Enter and the arrow keys, in the order in which they lie there."""
    places = [item["id"] for item in declared(SORT)["groups"]]
    for left in range(len(wanted), 0, -1):
        name = part.locator(".nl-tray [data-card]").first.get_attribute("data-card")
        tab_to(page, card(part, name))
        page.keyboard.press("Enter")
        expect(card(part, name)).to_have_attribute("aria-pressed", "true")
        expect(group(part, places[0])).to_be_focused()
        for _ in range(places.index(wanted[name])):
            page.keyboard.press("ArrowRight")
        expect(group(part, wanted[name])).to_be_focused()
        page.keyboard.press("Enter")
        expect(part.locator(".nl-tray [data-card]")).to_have_count(left - 1)
    assert shown_groups(part) == wanted


def carry(page: Page, grip: Locator, target: Locator) -> None:
    """Carry something by the mouse to the middle of a target; both are scrolled into view first."""
    target.scroll_into_view_if_needed()
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] * 0.7, steps=15)
    page.mouse.up()


def answer_all(page: Page, parts: dict[str, Locator]) -> None:
    """Answer the three as the course would."""
    for name in right_options():
        parts[SELECT].locator(f'[data-option="{name}"]').click()
    button(parts[SELECT], "Check my answer").click()
    arrange(parts[ORDER], right_order())
    button(parts[ORDER], CHECK_ORDER).click()
    sort_cards(parts[SORT], right_groups())
    button(parts[SORT], CHECK_GROUPS).click()

"""Some answer to a question of any type, given as a reader gives it."""

from playwright.sync_api import Locator, expect


def hand_in(part: Locator, item: dict) -> None:
    """Answer a question and hand it in, whether right or wrong; waits until it is saved."""
    _WAYS[item["type"]](part, item)
    part.locator(".nl-button-main").click()
    expect(part).to_have_attribute("data-state", "saved")


def _options(part: Locator, item: dict) -> None:
    part.locator(f'[data-option="{item["options"][0]["id"]}"]').click()


def _number(part: Locator, _: dict) -> None:
    part.locator("input[type=text], input[inputmode]").first.fill("1")


def _sketch(part: Locator, item: dict) -> None:
    for box in part.get_by_role("spinbutton").all():
        box.fill(str(item["y"]["min"]))


def _argue(part: Locator, item: dict) -> None:
    part.locator("textarea").fill("word " * item["words"]["min"])
    # Whoever tries again has seen the rubric already.
    if not part.locator(".nl-after").is_visible():
        part.locator(".nl-button-main").click()
    for line in part.locator(".nl-rubric-line").all():
        line.locator("input").last.check()


def _order(part: Locator, _: dict) -> None:
    part.locator(".nl-entry .nl-step").nth(1).click()


def _sort(part: Locator, item: dict) -> None:
    for card in item["cards"]:
        part.locator(f'[data-card="{card["id"]}"] button').click()
        part.locator(".nl-put").first.click()


def _place(part: Locator, item: dict) -> None:
    for number in range(len(item["cards"])):
        part.locator(".nl-pins button").nth(number).click()
        part.locator(".nl-cell").nth(number).click()


def _mark(part: Locator, _: dict) -> None:
    part.locator(".nl-segment").first.click()


def _challenge(part: Locator, _: dict) -> None:
    """As the lab stands: it is on the same page, and has told its setting by now."""
    expect(part.get_by_text("Now, there:")).to_be_visible()


_WAYS = {
    "choice": _options,
    "select": _options,
    "number": _number,
    "sketch": _sketch,
    "argue": _argue,
    "order": _order,
    "sort": _sort,
    "place": _place,
    "mark": _mark,
    "challenge": _challenge,
}

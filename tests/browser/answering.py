"""Every question answered as a person does it, once wrong and once right, and what the page must say to each.

The wrong answer is given by mouse or finger, the right one by keys. What is expected is Python's: the
bank's own texts, and the marking of `exercises/items/`.
"""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from exercises.items.mark import parts
from exercises.items.number import written
from exercises.items.result import Declaration, Result
from exercises.items.types import TYPES
from tests.browser.book import announced, button, events, question, state, until, visit
from tests.browser.book_questions import AGAIN, boxes, declared, option, place, words
from tests.browser.lists import arrange, shown_order
from tests.browser.test_book_maps import card as pin
from tests.browser.test_book_maps import cell, middle, segment, signs, unfold

Response = object


# The questions of a page, a warm-up's as well; and whether each is of a test, which is silent to its end.
_ASKED = """() => [...document.querySelectorAll("[data-item]")]
  .map((part) => [part.dataset.item, Boolean(part.closest(".nl-quiz.is-closed"))])"""


def asked(page: Page) -> dict[str, bool]:
    """The questions of a page, in its order; True for those of a test that is not at its end."""
    return dict(page.evaluate(_ASKED))


def walk(page: Page, names: dict[str, bool]) -> None:
    """Answer questions of a page that nobody has answered, each wrong and then right; then come back.

    Args:
        page: the page, open and alive, in a browser that has no answers.
        names: the questions, as `asked` gives them; of a test all or none.
    """
    for name in names:
        if not names[name]:
            _twice(page, [name])
    test = [name for name, closed in names.items() if closed]
    if test:
        _twice(page, test)
    visit(page, page.url)
    kept = {event["item"]: event for event in events(page)}
    assert len(events(page)) == 2 * len(names)
    for name in names:
        still_there(question(page, name), declared(name), kept[name])


def _twice(page: Page, names: list[str]) -> None:
    """Wrong, then right; where there are several, they are a test, which tells why at its end alone."""
    results = {}
    for name in names:
        item, part = declared(name), question(page, name)
        untold(part, item)
        results[name] = hand_in(page, part, item, wrong(item), keys=False)
        assert results[name]["score"] < 1, name
        if name != names[-1]:
            expect(part.locator(".nl-feedback:visible, .nl-explain:visible")).to_have_count(0)
    for name, result in results.items():
        item, part = declared(name), question(page, name)
        told(part, item, result)
        try_again(part, item)
        result = hand_in(page, part, item, right(item), keys=True)
        assert result["score"] == 1, name
        told(part, item, result)


def wrong(item: Declaration) -> Response:
    """A wrong answer: the first of the mistakes that the question foresees, where it foresees any."""
    return _WRONG[item["type"]](item)


def right(item: Declaration) -> Response:
    """The right answer, as the page itself words it when it is asked for the answer."""
    return _RIGHT[item["type"]](item)


def hand_in(page: Page, part: Locator, item: Declaration, response: Response, keys: bool) -> Result:
    """Give an answer, hand it in, and hold what was kept against Python's marking.

    A challenge and a sketch keep what the lab and the pad made of it: that is what is marked.
    """
    kept = len(events(page))
    _GIVE[item["type"]](page, part, item, response, keys)
    main = part.locator(".nl-button-main")
    if keys and item["type"] != "number":
        main.focus()
        page.keyboard.press("Enter")
    elif not keys:
        main.click()
    state(part, "saved")
    made = events(page)
    assert len(made) == kept + 1, item["id"]
    event = made[-1]
    assert (event["item"], event["version"]) == (item["id"], item["version"])
    if item["type"] not in ("sketch", "challenge"):
        assert event["response"] == response, item["id"]
    result = TYPES[item["type"]].mark(item, event["response"])
    assert event["score"] == pytest.approx(result["score"], abs=1e-12), item["id"]
    sign = "Your text" if item["type"] == "argue" else "✓" if result["score"] >= 1 else "[✗◐]"
    announced(part, re.compile(f"^{sign}.*{re.escape(result['words'])}"))
    return result


def told(part: Locator, item: Declaration, result: Result) -> None:
    """All that the bank has to say to this answer is to be seen, and nothing that belongs to another."""
    shown, explained, sources = part.evaluate(_SHOWN)
    wanted = [bare(words(text)) for text in _texts(item, result)]
    if item["type"] in ("choice", "number"):
        assert shown == wanted, (item["id"], shown)
    elif item["type"] in ("select", "sort"):
        assert sorted(shown) == sorted(wanted), (item["id"], shown)
    else:
        assert [text for text in wanted if text not in "".join(shown)] == [], item["id"]
    others = [bare(words(text)) for text in _others(item, result)]
    assert [text for text in others if text in "".join(shown)] == [], item["id"]
    assert bare(words(item["explain"])) in explained, item["id"]
    assert sources == len(item["sources"]), item["id"]


def untold(part: Locator, item: Declaration) -> None:
    """The question waits, and nothing of what an answer is told can be seen."""
    state(part, "ready")
    shown, explained, _ = part.evaluate(_SHOWN)
    assert (shown, explained) == ([], ""), item["id"]


def try_again(part: Locator, item: Declaration) -> None:
    """Begin anew."""
    button(part, AGAIN).click()
    untold(part, item)


def still_there(part: Locator, item: Declaration, event: dict) -> None:
    """After a reload: the answer is kept, and what it was told stands there."""
    state(part, "saved")
    unfold(part)
    expect(part.locator(".nl-saved")).to_contain_text("Saved on ")
    told(part, item, TYPES[item["type"]].mark(item, event["response"]))
    expect(button(part, AGAIN)).to_be_visible()


def bare(text: str) -> str:
    """A text without its spaces: how lines break is the page's affair."""
    return "".join(text.split())


# What can be seen of what an answer is told, where each type says it; of the explanation; and the sources.
_SHOWN = """(part) => {
  const bare = (node) => node.innerText.replace(/\\s+/gu, "");
  const seen = (node) => node.checkVisibility();
  const boxes = ".nl-feedback, [data-card] > .nl-why, .nl-apart > li, .nl-right-order .nl-why";
  const explained = [...part.querySelectorAll(".nl-explain")].filter(seen);
  return [
    [...part.querySelectorAll(boxes)].filter(seen).map(bare),
    explained.map(bare).join(""),
    part.querySelectorAll(".nl-sources li").length,
  ];
}"""


def _texts(item: Declaration, result: Result) -> list[str]:
    """The texts of the bank that this answer calls for."""
    kind, made = item["type"], result["key"]
    if kind == "select":
        picked = made.split()
        return [o["feedback"] for o in item["options"] if result["score"] >= 1 or o["id"] in picked]
    if kind == "sort":
        off = dict(part.split(":") for part in made.split() if ":" in part)
        return [TYPES["sort"].told(item, c, off.get(c["id"])) for c in item["cards"]]
    if kind == "place":
        return [item["feedback"][made], *(c["why"] for c in item["cards"])]
    if kind == "order":
        whys = [entry["why"] for entry in item["entries"] if entry.get("why")]
        return [TYPES["order"].feedback(item, result), *whys]
    return [TYPES[kind].feedback(item, result)]


def _others(item: Declaration, result: Result) -> list[str]:
    """The texts that belong to other answers."""
    kind = item["type"]
    if kind in ("choice", "select"):
        every = [o["feedback"] for o in item["options"]]
    elif kind == "mark":
        every = [] if result["score"] >= 1 else [part["feedback"] for part in parts(item)]
        every = [t for t in every if words(t) not in words(TYPES["mark"].feedback(item, result))]
    else:
        every = [m["feedback"] for m in item.get("mistakes", [])] + list(
            item.get("feedback", {}).values()
        )
    return [text for text in every if text not in _texts(item, result)]


# What to answer.


def _first_wrong(item: Declaration) -> str:
    return next(o["id"] for o in item["options"] if not o["right"])


def _wrong_number(item: Declaration) -> str:
    if item["mistakes"]:
        return _typed(item["mistakes"][0]["value"])
    return _typed(item["answer"] + max(1, 20 * item["tolerance"]))


def _typed(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _wrong_order(item: Declaration) -> list[str]:
    names = [entry["id"] for entry in item["entries"]]
    if not item["mistakes"]:
        return names[::-1]
    first, then = item["mistakes"][0]["first"], item["mistakes"][0]["then"]
    rest = [name for name in names if name != first]
    return [*rest[: rest.index(then)], first, *rest[rest.index(then) :]]


def _right_groups(item: Declaration) -> dict[str, str]:
    return {card["id"]: card["groups"][0] for card in item["cards"]}


def _wrong_groups(item: Declaration) -> dict[str, str]:
    foreseen = [(c["id"], name) for c in item["cards"] for name in c["mistakes"]]
    first = item["cards"][0]
    elsewhere = next(g["id"] for g in item["groups"] if g["id"] not in first["groups"])
    name, group = (foreseen or [(first["id"], elsewhere)])[0]
    return _right_groups(item) | {name: group}


def _wrong_places(item: Declaration) -> dict[str, list[int]]:
    """Each card in the corner that is farthest from its place."""
    far = item["steps"]
    return {c["id"]: [1 if 2 * v > far + 1 else far for v in c["at"]] for c in item["cards"]}


def _wrong_line(item: Declaration) -> list[float]:
    """Flat where the real line rises or falls, at the end of the scale that lies farther from it."""
    points, y = item["points"], item["y"]
    far = y["min"] if points[-1]["y"] > points[0]["y"] else y["max"]
    return [far] * (len(points) - item["given"])


def _essay(item: Declaration, rating: int) -> dict:
    text = " ".join(["word"] * item["words"]["min"])
    return {"text": text, "ratings": {line["id"]: rating for line in item["rubric"]}}


_WRONG = {
    "choice": _first_wrong,
    "select": lambda item: [_first_wrong(item)],
    "number": _wrong_number,
    "order": _wrong_order,
    "sort": _wrong_groups,
    "place": _wrong_places,
    "mark": lambda item: [next(p["id"] for p in parts(item) if not p["right"])],
    "sketch": _wrong_line,
    "argue": lambda item: _essay(item, 0),
    "challenge": lambda item: {},
}
_RIGHT = {
    "choice": lambda item: next(o["id"] for o in item["options"] if o["right"]),
    "select": lambda item: [o["id"] for o in item["options"] if o["right"]],
    "number": written,
    "order": lambda item: [entry["id"] for entry in item["entries"]],
    "sort": _right_groups,
    "place": lambda item: {c["id"]: [int(v + 0.5) for v in c["at"]] for c in item["cards"]},
    "mark": lambda item: [part["id"] for part in parts(item) if part["right"]],
    "sketch": lambda item: [point["y"] for point in item["points"][item["given"] :]],
    "argue": lambda item: _essay(item, 2),
    "challenge": lambda item: item["answer"],
}


# How to answer.


def _press(page: Page, target: Locator, keys: bool, key: str = "Space") -> None:
    if keys:
        target.focus()
        page.keyboard.press(key)
    else:
        target.click()


def _options(page: Page, part: Locator, item: Declaration, response: Response, keys: bool) -> None:
    for name in response if isinstance(response, list) else [response]:
        _press(page, option(part, name), keys)


def _number(page: Page, part: Locator, item: Declaration, response: Response, keys: bool) -> None:
    part.get_by_label("Your answer").focus()
    page.keyboard.type(response)
    if keys:
        page.keyboard.press("Enter")


def _order(page: Page, part: Locator, item: Declaration, response: Response, keys: bool) -> None:
    if shown_order(part) == response:
        # It lies there by chance: an order counts once a row has been moved.
        part.locator("button.nl-step").nth(1).click()
    if not keys:
        arrange(part, response)
        return
    for spot, name in enumerate(response):
        by = shown_order(part).index(name) - spot
        if by:
            part.locator(f'[data-entry="{name}"] button.nl-step').first.focus()
        for _ in range(by):
            page.keyboard.press("ArrowUp")
    assert shown_order(part) == response


def _sort(page: Page, part: Locator, item: Declaration, response: Response, keys: bool) -> None:
    places = [group["id"] for group in item["groups"]]
    for name, group in response.items():
        _press(page, part.locator(f'[data-card="{name}"] button'), keys, "Enter")
        if not keys:
            part.locator(f'[data-group="{group}"] .nl-put').click()
            continue
        for _ in range(places.index(group)):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")


def _place(page: Page, part: Locator, item: Declaration, response: Response, keys: bool) -> None:
    for name, spot in response.items():
        _press(page, pin(part, name), keys, "Enter")
        _press(page, cell(part, spot), keys)


def _mark(page: Page, part: Locator, item: Declaration, response: Response, keys: bool) -> None:
    for name in response:
        if keys:
            _press(page, segment(part, name), keys)
        else:
            page.mouse.click(*middle(segment(part, name)))


def _sketch(page: Page, part: Locator, item: Declaration, response: Response, keys: bool) -> None:
    if keys:
        for box, value in zip(boxes(part).all(), response, strict=True):
            box.focus()
            page.keyboard.type(_typed(value))
        return
    for column, value in enumerate(response, item["given"]):
        page.mouse.click(*place(page, part, column, value))


def _argue(page: Page, part: Locator, item: Declaration, response: Response, keys: bool) -> None:
    main = part.locator(".nl-button-main")
    if not keys:
        part.locator("textarea").click()
        page.keyboard.type("Too short.")
        main.click()
        announced(part, "more words first")
        expect(part.locator(".nl-models")).to_be_hidden()
        part.locator("textarea").fill(response["text"])
        main.click()
    expect(part.locator(".nl-model")).to_have_count(len(item["answers"]))
    lines = part.locator(".nl-rubric-line").all()
    for line, rating in zip(lines, response["ratings"].values(), strict=True):
        _press(page, line.locator("input").nth(rating), keys)


def _challenge(
    page: Page, part: Locator, item: Declaration, response: Response, keys: bool
) -> None:
    lab = page.locator(f'[data-lab="{item["lab"]}"]').first
    runs = int(lab.get_attribute("data-runs") or 0)
    begin = "Set the lab to the starting point" if item["start"] else "Reset"
    button(part if item["start"] else lab, begin).click()
    for name, value in response.items():
        _set(lab.locator(f'[name="{name}"]'), value)
    until(page, "([at, runs]) => document.querySelector(at).dataset.runs > runs", [_at(item), runs])
    expect(part.locator(".nl-goal-sign", has_text="not known")).to_have_count(0)
    # What is only yes or no has its sign, and no figure beside it.
    figures = part.locator(".nl-goal-now").all_inner_texts()
    for condition, figure in zip(item["goal"], figures, strict=True):
        bound = condition["op"], condition["than"]
        assert bool(figure) != ("unit" not in condition and bound in ((">=", 1), ("<=", 0)))
    if response:
        expect(part.locator(".nl-goal-sign", has_text="✓ holds")).to_have_count(len(item["goal"]))
    else:
        assert "✗ does not hold" in signs(part), item["id"]


def _at(item: Declaration) -> str:
    return f'[data-lab="{item["lab"]}"]'


def _set(control: Locator, value: object) -> None:
    if control.evaluate("(node) => node.tagName") == "SELECT":
        control.select_option(value=json.dumps(value))
    elif isinstance(value, bool):
        control.set_checked(value)
    else:
        control.fill(str(value))
        control.dispatch_event("change")


_GIVE = {
    "choice": _options,
    "select": _options,
    "number": _number,
    "order": _order,
    "sort": _sort,
    "place": _place,
    "mark": _mark,
    "sketch": _sketch,
    "argue": _argue,
    "challenge": _challenge,
}

__all__ = ["asked", "walk"]

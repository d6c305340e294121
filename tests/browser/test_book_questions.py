"""Questions in the built book: they mark, say why, keep the answer, and let the reader try again."""

import pytest
from playwright.sync_api import Page, expect

from exercises.items.bank import bank
from exercises.items.types import TYPES
from tests.browser.book import CHAPTER, announced, at_peace, button, events, question, state, visit
from tests.browser.book_questions import (
    AGAIN,
    CHECK,
    CHOICE,
    NUMBER,
    SHOW,
    SKETCH,
    boxes,
    choose,
    declared,
    feedback_shown,
    option,
    place,
    said,
    same,
)
from tests.browser.conftest import Watched


def test_a_choice_wrong_then_right(watched: Watched, page: Page, site: str):
    item = declared(CHOICE)
    by_id = {o["id"]: o for o in item["options"]}
    right = next(o["id"] for o in item["options"] if o["right"])
    wrong = next(o["id"] for o in item["options"] if not o["right"])
    visit(page, site + CHAPTER)
    part = question(page, CHOICE)
    state(part, "ready")
    button(part, CHECK).click()
    announced(part, "Choose an answer first.")
    state(part, "ready")

    for tried, verdict in ((wrong, "✗ Not this"), (right, "✓ Right")):
        choose(part, tried)
        state(part, "saved")
        announced(part, f"{verdict}.")
        expect(part.locator(".nl-saved")).to_have_text("Saved.")
        expect(option(part, tried)).to_contain_text(verdict)
        feedback_shown(part, by_id[tried]["feedback"])
        # It stands beneath the option that was chosen, above the next one.
        box = part.locator(".nl-feedback:visible").bounding_box()
        chosen = option(part, tried).bounding_box()
        assert box["y"] >= chosen["y"] + chosen["height"] - 1
        for other in item["options"]:
            place_of = option(part, other["id"]).bounding_box()
            assert (place_of["y"] <= chosen["y"]) == (place_of["y"] < box["y"])
        assert same(said(part.locator(".nl-explain")), item["explain"])
        expect(part.locator(".nl-sources a")).to_have_count(len(item["sources"]))
        if tried == wrong:
            button(part, AGAIN).click()
            state(part, "ready")
            expect(part.locator(".nl-feedback:visible")).to_have_count(0)
            expect(part.locator(".nl-explain")).to_be_hidden()
            expect(option(part, wrong)).to_have_attribute("aria-pressed", "false")
    assert [(e["response"], e["score"]) for e in events(page)] == [(wrong, 0), (right, 1)]
    assert {e["item"] for e in events(page)} == {CHOICE}
    at_peace(watched)


def test_a_number_wrong_then_right(watched: Watched, page: Page, site: str):
    item = declared(NUMBER)
    mistake = item["mistakes"][0]
    visit(page, site + CHAPTER)
    part = question(page, NUMBER)
    box = part.get_by_label("Your answer")
    box.click()
    page.keyboard.type("lots")
    page.keyboard.press("Enter")
    announced(part, "Type one number")
    box.fill("")

    # The marking is Python's, to the letter.
    for typed, key in ((str(mistake["value"]), mistake["id"]), (f" {item['answer']} %", "right")):
        box.click()
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        state(part, "saved")
        result = TYPES["number"].mark(item, typed)
        assert result["key"] == key
        announced(part, "✓ Right." if result["score"] else "✗ Not this.")
        feedback_shown(part, TYPES["number"].feedback(item, result))
        expect(box).not_to_be_editable()
        if not result["score"]:
            button(part, AGAIN).click()
            expect(box).to_be_focused()
            expect(box).to_have_value("")
    assert [e["score"] for e in events(page)] == [0, 1]
    assert events(page)[1]["response"] == f"{item['answer']} %"
    at_peace(watched)


@pytest.mark.parametrize("way", ["boxes", "steps", "taps", "drag"])
def test_a_sketch_wrong_then_right(watched: Watched, page: Page, site: str, way: str):
    item = declared(SKETCH)
    points, given = item["points"], item["given"]
    start = points[0]["y"]
    up = [start + 3 * i for i in range(1, len(points) - given + 1)]
    real = [p["y"] for p in points[given:]]
    visit(page, site + CHAPTER)
    part = question(page, SKETCH)
    button(part, SHOW).click()
    announced(part, "Draw a point for")

    for drawn, key in ((up, "opposite"), (real, "close")):
        DRAWN[way](page, part, given, drawn)
        assert [float(box.input_value()) for box in boxes(part).all()] == drawn
        button(part, SHOW).click()
        state(part, "saved")
        response = [p["y"] for p in points[:given]] + drawn
        result = TYPES["sketch"].mark(item, response)
        assert result["key"] == key
        announced(part, result["words"])
        # What is read out is what is to be seen: the verdict, and then the feedback.
        feedback_shown(part, said(part.get_by_role("status")))
        assert same(said(part.locator(".nl-feedback > div")), item["feedback"][key])
        # The real line is drawn over the reader's, and written beside it.
        expect(part.locator(".nl-real-line")).to_have_count(1)
        shown = part.locator("td.nl-real").all_inner_texts()
        assert [float(text) for text in shown] == [p["y"] for p in points]
        if key == "opposite":
            button(part, AGAIN).click()
            expect(part.locator(".nl-real-line")).to_have_count(0)
            assert [box.input_value() for box in boxes(part).all()] == [""] * len(drawn)
    assert [e["response"] for e in events(page)] == [[start, *up], [start, *real]]
    at_peace(watched)


def _typed(page: Page, part: object, given: int, values: list[float]) -> None:
    for box, value in zip(boxes(part).all(), values, strict=True):
        box.fill(f"{value:g}")


def _stepped(page: Page, part: object, given: int, values: list[float]) -> None:
    # Every column starts where the one before it ended, so a few steps are enough.
    names = [p["x"] for p in declared(SKETCH)["points"]]
    at = declared(SKETCH)["points"][given - 1]["y"]
    for column, value in enumerate(values, given):
        sign = button(part, f"{names[column]}: {'higher' if value > at else 'lower'}")
        for _ in range(int(abs(value - at))):
            sign.click()
        at = value


def _tapped(page: Page, part: object, given: int, values: list[float]) -> None:
    for column, value in enumerate(values, given):
        page.mouse.click(*place(page, part, column, value))


def _dragged(page: Page, part: object, given: int, values: list[float]) -> None:
    spots = [place(page, part, column, value) for column, value in enumerate(values, given)]
    page.mouse.move(*spots[0])
    page.mouse.down()
    for x, y in spots[1:]:
        page.mouse.move(x, y, steps=12)
    page.mouse.up()
    # The way from one point to the next passed close to the first: set that one as it was meant.
    page.mouse.move(*spots[-1])
    first = boxes(part).first
    if float(first.input_value()) != values[0]:
        x, y = spots[0]
        page.mouse.move(x, y - 4)
        page.mouse.down()
        page.mouse.move(x, y, steps=3)
        page.mouse.up()


DRAWN = {"boxes": _typed, "steps": _stepped, "taps": _tapped, "drag": _dragged}


def test_answers_survive_a_reload(watched: Watched, page: Page, site: str):
    choice, number, sketch = declared(CHOICE), declared(NUMBER), declared(SKETCH)
    wrong = next(o for o in choice["options"] if not o["right"])
    drawn = [p["y"] for p in sketch["points"][sketch["given"] :]]
    visit(page, site + CHAPTER)
    _typed(page, question(page, SKETCH), sketch["given"], drawn)
    button(question(page, SKETCH), SHOW).click()
    choose(question(page, CHOICE), wrong["id"])
    question(page, NUMBER).get_by_label("Your answer").fill("0.25")
    button(question(page, NUMBER), CHECK).click()
    for name in (SKETCH, CHOICE, NUMBER):
        state(question(page, name), "saved")

    visit(page, page.url)
    for name in (SKETCH, CHOICE, NUMBER):
        part = question(page, name)
        state(part, "saved")
        # A question that was answered on an earlier visit is one line, until it is opened.
        if name != SKETCH:
            expect(part.locator(".nl-explain")).to_be_hidden()
            part.locator(".nl-fold").click()
        expect(part.locator(".nl-saved")).to_contain_text("Saved on ")
        expect(part.locator(".nl-explain")).to_be_visible()
        expect(button(part, AGAIN)).to_be_visible()
    part = question(page, CHOICE)
    expect(option(part, wrong["id"])).to_contain_text("✗ Not this")
    expect(option(part, wrong["id"])).to_have_attribute("aria-pressed", "true")
    feedback_shown(part, wrong["feedback"])
    expect(question(page, NUMBER).get_by_label("Your answer")).to_have_value("0.25")
    quarter = next(m for m in number["mistakes"] if m["value"] == 0.25)
    feedback_shown(question(page, NUMBER), quarter["feedback"])
    assert [float(b.input_value()) for b in boxes(question(page, SKETCH)).all()] == drawn
    expect(question(page, SKETCH).locator(".nl-real-line")).to_have_count(1)
    # The same question on another page knows the answer too.
    visit(page, site + "/index.html")
    state(question(page, SKETCH), "saved")
    assert len(events(page)) == 3
    at_peace(watched)


def test_the_list_of_chapters_shows_how_much_is_done(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    mark = page.locator('.nl-done[data-chapter="06"]').first
    done = f"1 of {sum(bank().chapter(name).startswith('06') for name in bank().ids())}"
    expect(mark).to_be_hidden()
    choose(question(page, CHOICE), "b")
    expect(mark).to_have_text(done)
    visit(page, site + "/index.html")
    expect(mark).to_have_text(done)
    at_peace(watched)

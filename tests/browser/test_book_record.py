"""The reader's record on a page: taken away as a file that Jupyter reads, and brought back from one."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from exercises.record.events import new_event
from exercises.record.exchange_file import export_record, import_record
from exercises.record.store import Record
from tests.browser.book import CHAPTER, at_peace, button, events, question, state, visit
from tests.browser.book_questions import (
    CHECK,
    CHOICE,
    NUMBER,
    SKETCH,
    boxes,
    choose,
    declared,
    feedback_shown,
    option,
)
from tests.browser.conftest import Watched


def answer(name: str, response: object, score: float) -> dict:
    """An answer as Jupyter keeps it."""
    return new_event(item=name, version=declared(name)["version"], response=response, score=score)


def test_what_is_downloaded_is_what_jupyter_takes_in(
    watched: Watched, page: Page, site: str, tmp_path: Path
):
    visit(page, site + CHAPTER)
    choose(question(page, CHOICE), "a")
    question(page, NUMBER).get_by_label("Your answer").fill("4")
    button(question(page, NUMBER), CHECK).click()
    state(question(page, NUMBER), "saved")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download my answers").click()
    name = caught.value.suggested_filename
    assert name.startswith("new-localism-answers-")
    assert name.endswith(".json")
    expect(page.locator("#nl-record-status")).to_have_text(f"2 answers written to {name}.")

    record = Record(tmp_path / "record")
    assert import_record(record, Path(caught.value.path())) == (2, 0)
    assert record.events() == events(page)
    assert [(e["item"], e["response"], e["score"]) for e in record.events()] == [
        (CHOICE, "a", 0),
        (NUMBER, "4", 1),
    ]
    assert import_record(record, Path(caught.value.path())) == (0, 2)
    at_peace(watched)


def test_what_jupyter_exports_shows_at_once(
    watched: Watched, page: Page, site: str, tmp_path: Path
):
    points = [p["y"] for p in declared(SKETCH)["points"]]
    record = Record(tmp_path / "record")
    record.extend([answer(CHOICE, "b", 1), answer(NUMBER, "25", 0), answer(SKETCH, points, 1)])
    file = tmp_path / "answers.json"
    assert export_record(record, file) == 3

    visit(page, site + CHAPTER)
    page.get_by_label("Bring answers from a file").set_input_files(file)
    status = page.locator("#nl-record-status")
    expect(status).to_have_text("3 answers added, 0 were here already.")
    for name in (CHOICE, NUMBER, SKETCH):
        state(question(page, name), "saved")
    expect(option(question(page, CHOICE), "b")).to_contain_text("✓ Right")
    mistake = next(m for m in declared(NUMBER)["mistakes"] if m["value"] == 25)
    feedback_shown(question(page, NUMBER), mistake["feedback"])
    drawn = [float(box.input_value()) for box in boxes(question(page, SKETCH)).all()]
    assert drawn == points[declared(SKETCH)["given"] :]
    assert events(page) == record.events()

    # The same file again adds nothing, though its name is the same.
    page.get_by_label("Bring answers from a file").set_input_files(file)
    expect(status).to_have_text("0 answers added, 3 were here already.")
    at_peace(watched)


def test_the_button_for_it_works_by_key(watched: Watched, page: Page, site: str, tmp_path: Path):
    record = Record(tmp_path / "record")
    record.append(answer(CHOICE, "b", 1))
    file = tmp_path / "answers.json"
    export_record(record, file)
    # The browser is told to leave file choosers to us well before one is opened.
    page.on("filechooser", lambda _: None)
    visit(page, site + CHAPTER)
    page.locator("#nl-export").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Bring answers from a file")).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(file)
    state(question(page, CHOICE), "saved")
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Bring answers from a file").click()
    chooser.value.set_files(file)
    expect(page.locator("#nl-record-status")).to_contain_text("1 were here already")
    at_peace(watched)


GOOD = {
    "id": "11111111-2222-4333-8444-555555555555", "item": CHOICE, "version": 1,
    "at": 1_700_000_000_000, "response": "b", "score": 1, "confidence": None, "ms": None,
}  # fmt: skip
HEAD = {"format": "new-localism-record", "version": 1}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("not at all", "not JSON"),
        (json.dumps({"answers": []}), "it is no record"),
        (json.dumps(HEAD | {"version": 2, "events": []}), "newer version of the course"),
        (json.dumps(HEAD | {"events": [GOOD, GOOD | {"score": 2}]}), "event 2 of 2: score"),
    ],
    ids=["no JSON", "something else", "newer", "a bad event"],
)
def test_a_malformed_file_changes_nothing(
    watched: Watched, page: Page, site: str, tmp_path: Path, content: str, why: str
):
    file = tmp_path / "spoilt.json"
    file.write_text(content, encoding="utf-8")
    visit(page, site + CHAPTER)
    choose(question(page, CHOICE), "a")
    state(question(page, CHOICE), "saved")
    before = events(page)
    page.get_by_label("Bring answers from a file").set_input_files(file)
    status = page.locator("#nl-record-status")
    expect(status).to_contain_text("spoilt.json was not brought in")
    expect(status).to_contain_text(why)
    assert "undefined" not in status.inner_text()
    assert events(page) == before
    expect(option(question(page, CHOICE), "a")).to_contain_text("✗ Not this")
    at_peace(watched)

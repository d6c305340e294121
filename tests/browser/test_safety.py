"""Texts of the bank, of an imported record and of a learner do nothing, in the book and in JupyterLab."""

import json
import re
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from exercises.items.bank import Bank, bank
from exercises.items.types import TYPES
from exercises.paths import BANK
from exercises.publish import server
from exercises.record import Record
from tests.book import project
from tests.browser.book import button, visit
from tests.browser.conftest import Watched
from tests.browser.hand_in import hand_in
from tests.browser.jupyterlab import Lab, open_chapter, read_to, run_all, study
from tests.payloads import FOUND, PAYLOADS, WATCH, hostile

ITEMS = "[data-item]"
PAGE = "/notebooks/99-hostile.html"
FILE = "99-hostile.yaml"
LAB = "targetworld"
CELLS = ["# 99 · Hostile", "from exercises import ask, lab", f'lab("{LAB}")', 'ask("IMP-9.*")']
OUTCOME = 'IMP-9:\n  chapter: "99"\n  text: Do nothing. <img src=x onerror=pwned()>\n'


def write_bank(folder: Path) -> None:
    """One item of each type, taken from the course's own bank, with payloads in all its texts."""
    raw = {}
    for path in sorted(BANK.glob("[0-9][0-9]-*.yaml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["items"]:
            # A challenge needs its lab on the same page.
            if item.get("lab", LAB) == LAB:
                raw.setdefault(item["type"], item)
    assert set(raw) == set(TYPES), "the course's own bank has no item of some type"
    made, used = [], 0
    for number, item in enumerate(raw.values(), 1):
        bad, used = hostile(item, used)
        made.append(bad | {"id": f"IMP-9.{number}", "outcome": "IMP-9"})
    assert used > len(PAYLOADS), "every payload is used somewhere"
    outcomes = folder / "outcomes.yaml"
    outcomes.write_text(outcomes.read_text(encoding="utf-8") + OUTCOME, encoding="utf-8")
    text = yaml.safe_dump({"chapter": "99", "items": made}, allow_unicode=True, sort_keys=False)
    (folder / FILE).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course whose bank means harm."""
    folder = project.copy(tmp_path_factory.mktemp("hostile") / "course")
    write_bank(folder / "exercises" / "bank")
    project.write(folder, "99-hostile", CELLS)
    toc = folder / "book" / "_toc.yml"
    toc.write_text(project.TOC + "      - file: notebooks/99-hostile\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def items(course: Path) -> list[dict]:
    """The declarations of that bank."""
    made = Bank(course / "exercises" / "bank")
    return [made.declaration(name) for name in made.ids("IMP-9.*")]


@pytest.fixture(scope="module")
def hostile_site(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The book of that copy, served."""
    out = tmp_path_factory.mktemp("hostile-site") / "book"
    done = project.build(course, out)
    assert done.returncode == 0, done.stdout[-3000:]
    with server(out, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def unharmed(page: Page, selector: str = ITEMS) -> None:
    """Nothing ran, nothing came to life, and the words are there to be read."""
    assert page.evaluate(FOUND, selector) == []


def test_there_are_thirty_or_more_of_every_kind():
    assert len(set(PAYLOADS)) >= 30
    for kind in ("<script", "onerror=", "javascript:", "<svg", "style"):
        assert any(kind in payload for payload in PAYLOADS)


def test_the_check_would_see_harm(page: Page):
    page.add_init_script(WATCH)
    page.set_content('<p data-item="x"></p>')
    page.evaluate(WATCH)
    for payload in PAYLOADS[:20]:
        page.evaluate(
            "(text) => document.querySelector('[data-item]').insertAdjacentHTML('beforeend', text)",
            payload,
        )
    found = page.evaluate(FOUND, ITEMS)
    assert {"script", "iframe", "object", "IMG onerror"} <= set(found)


def test_a_bank_that_means_harm_in_the_book(
    watched: Watched, page: Page, hostile_site: str, items: list[dict]
):
    page.add_init_script(WATCH)
    visit(page, hostile_site + PAGE)
    unharmed(page)
    for item in items:
        part = page.locator(f'[data-item="{item["id"]}"]')
        # It is there to be read, which is all that it can do.
        expect(part).to_contain_text(re.compile(r"pwned|example\.org|display:none"))
        hand_in(part, item)
    unharmed(page)
    page.reload()
    expect(page.locator("[data-item][data-state=saved]")).to_have_count(len(items))
    unharmed(page, "body")
    assert watched.outside == []


def responses(item: dict, payload: str) -> list:
    """Answers to an item that carry a payload wherever its type takes a text, and the payload alone."""
    made: list = [payload, [payload], {payload: payload}, {"text": payload}]
    if item["type"] == "argue":
        ratings = {line["id"]: 1 for line in item["rubric"]}
        made.append({"text": f"{payload} " * item["words"]["min"], "ratings": ratings})
    return made


def test_a_record_that_means_harm_in_the_book(
    watched: Watched, page: Page, site: str, tmp_path: Path
):
    page.add_init_script(WATCH)
    shown = [bank().declaration(name) for name in bank().ids("IMP-*")]
    events, at = [], 1_700_000_000_000
    for number, payload in enumerate(PAYLOADS):
        item = shown[number % len(shown)]
        for response in responses(item, payload):
            at += 1000
            events.append(_event(item, at, response))
    file = tmp_path / "answers.json"
    file.write_text(
        json.dumps({"format": "new-localism-record", "version": 1, "events": events}),
        encoding="utf-8",
    )
    visit(page, site + "/notebooks/06-improving-on-paper.html")
    page.locator("#nl-import").set_input_files(str(file))
    expect(page.locator("#nl-record-status")).to_contain_text(f"{len(events)} answers added")
    unharmed(page, "body")
    page.reload()
    visit(page, page.url)
    unharmed(page, "body")
    # A file that is no record is named in the message, and so is what is wrong with it.
    bad = tmp_path / "<img src=x onerror=pwned()>.json"
    bad.write_text(json.dumps({"format": "<img src=x onerror=pwned()>"}), encoding="utf-8")
    page.locator("#nl-import").set_input_files(str(bad))
    expect(page.locator("#nl-record-status")).to_contain_text("was not brought in")
    unharmed(page, "body")
    assert watched.outside == []


def _event(item: dict, at: int, response: object) -> dict:
    return {
        "id": str(uuid.uuid4()),
        "item": item["id"],
        "version": item["version"],
        "at": at,
        "response": response,
        "score": 0.5,
        "confidence": None,
        "ms": None,
    }


def test_what_a_learner_types_in_the_book(watched: Watched, page: Page, site: str):
    page.add_init_script(WATCH)
    visit(page, site + "/notebooks/06-improving-on-paper.html")
    number = page.locator('[data-item="IMP-3.1"]')
    for payload in PAYLOADS:
        number.locator("input").first.fill(payload)
        number.locator("input").first.press("Enter")
    pad = page.locator('[data-item="IMP-4.4"]')
    item = bank().declaration("IMP-4.4")
    text = " ".join(PAYLOADS) + " word" * item["words"]["min"]
    pad.locator("textarea").fill(text)
    pad.locator(".nl-button-main").click()
    for line in pad.locator(".nl-rubric-line").all():
        line.locator("input").last.check()
    pad.locator(".nl-button-main").click()
    expect(pad).to_have_attribute("data-state", "saved")
    page.reload()
    expect(pad).to_have_attribute("data-state", "saved")
    assert pad.locator("textarea").input_value() == text
    unharmed(page, "body")
    assert watched.outside == []


@pytest.fixture(scope="module")
def jupyter(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab on a copy of the course with the same bank; it has no policy that would help."""
    lab = study(tmp_path_factory.mktemp("hostile-study"))
    write_bank(lab.course / "exercises" / "bank")
    project.write(lab.course, "99-hostile", CELLS)
    yield lab
    lab.stop()


def test_bank_record_and_learner_in_jupyterlab(browser: Browser, jupyter: Lab, items: list[dict]):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda request: _note(outside, request.url))
    page.on("dialog", lambda dialog: dialog.accept())
    page.add_init_script(
        WATCH.replace("window.alert = window.confirm = window.prompt =", "window.alert =")
    )
    with Record(jupyter.record) as record:
        for number, payload in enumerate(PAYLOADS):
            item = items[number % len(items)]
            for response in responses(item, payload):
                record.append(record.new_event(item["id"], item["version"], response, 0.5))
    open_chapter(page, jupyter, "99-hostile")
    run_all(page, ITEMS)
    last = f'[data-item="{items[-1]["id"]}"]'
    read_to(page, last)
    unharmed(page)
    for item in items:
        part = page.locator(f'[data-item="{item["id"]}"]')
        part.scroll_into_view_if_needed()
        if part.get_attribute("data-state") == "saved":
            # An answer from the record stands there, folded to a line.
            if "is-folded" in part.get_attribute("class"):
                part.locator(".nl-fold").click()
            button(part, "Try again").click()
        hand_in(part, item)
    unharmed(page)
    # The morning after there is no kernel, and the saved answers are shown as HTML.
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    page.reload()
    expect(page.locator(f"{ITEMS}.nl-paper").first).to_be_visible(timeout=60_000)
    unharmed(page)
    assert outside == []
    context.close()


def _note(outside: list[str], url: str) -> None:
    if not re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:", url):
        outside.append(url)

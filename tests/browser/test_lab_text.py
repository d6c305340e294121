"""A lab’s text in the built book: pasted, opened from files, kept here and nowhere else, shown as text."""

import csv
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from exercises.labs.loading import run_lab
from exercises.publish import server
from exercises.record.events import check
from exercises.record.exchange_file import file_events, file_text
from tests.book import project
from tests.browser.axe import violations
from tests.browser.book import at_peace, button, state, visit
from tests.browser.conftest import Watched
from tests.payloads import FOUND, PAYLOADS, WATCH

NAME = "localism_map"
HERE = f'[data-lab="{NAME}"]'
PAGE = "/notebooks/99-map.html"
COLUMNS = "case,managerial_political,council_locality,resists_accepts"
ANNA = COLUMNS + "\n" + "".join(f"l{i:02},{i % 3 - 1},{i % 5 - 2},2\n" for i in range(1, 21))
BEN = COLUMNS + "\n" + "".join(f"l{i:02},{i % 3 - 1},{i % 4 - 2},1\n" for i in range(1, 21))


@pytest.fixture(scope="module")
def map_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small book with the lab on a page of its own."""
    folder = project.copy(tmp_path_factory.mktemp("map") / "course")
    cells = ["# 99 · Map\n\n## The lab", "from exercises import lab", f'lab("{NAME}")']
    project.write(folder, "99-map", cells)
    toc = folder / "book" / "_toc.yml"
    toc.write_text(project.TOC + "      - file: notebooks/99-map\n", encoding="utf-8")
    out = tmp_path_factory.mktemp("map-site") / "book"
    done = project.build(folder, out)
    assert done.returncode == 0, done.stdout[-3000:]
    with server(out, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture
def lab(page: Page, map_site: str) -> Locator:
    visit(page, map_site + PAGE)
    return page.locator(HERE)


def box(lab: Locator, label: str) -> Locator:
    return lab.get_by_label(label, exact=True).and_(lab.locator("textarea"))


def says(lab: Locator, **values: object) -> None:
    """The page shows what CPython makes of this setting."""
    expect(lab.locator(".nl-reading")).to_have_text(run_lab(NAME, **values)["reading"])
    state(lab, "ready")


def opened(lab: Locator, place: int, files: list[Path] | list[dict]) -> None:
    """Open files by the button of the first or second text."""
    with lab.page.expect_file_chooser() as waiting:
        lab.get_by_role("button", name="Open files").nth(place).click()
    assert waiting.value.is_multiple()
    waiting.value.set_files(files)


def test_two_files_are_opened_at_once(lab: Locator, watched: Watched, tmp_path: Path):
    for name, text in (("anna.csv", ANNA), ("ben.csv", BEN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    opened(lab, 1, [tmp_path / "anna.csv", tmp_path / "ben.csv"])
    wanted = f"# file: anna.csv\n{ANNA}# file: ben.csv\n{BEN}"
    expect(box(lab, "Coders’ files")).to_have_value(wanted)
    says(lab, coders=wanted)
    expect(lab.locator(".nl-reading")).to_contain_text("2 coders, anna and ben: alpha is")
    expect(lab.get_by_text("Opened anna.csv, ben.csv.")).to_have_attribute("role", "status")
    expect(lab.get_by_text("2 coders, with the number of cases coded: anna (20)")).to_be_visible()
    # A third of the same name is a third coder.
    opened(lab, 1, [tmp_path / "ben.csv"])
    says(lab, coders=wanted + f"# file: ben (2).csv\n{BEN}")
    at_peace(watched)


def export(*placed: tuple[str, int, int, int], begin: int) -> dict:
    """A classmate's export: an answer and an argument of their own, and placings."""
    made = [("MAP-1.3", "b"), ("MAP-3.6", {"text": "What I think, privately"})]
    columns = COLUMNS.split(",")[1:]
    made += [(f"{NAME}.{case}", dict(zip(columns, codes, strict=True))) for case, *codes in placed]
    events = [
        check(
            {
                "id": f"{begin + i:08x}-2fa1-4d2e-883f-0016d3cca427",
                "item": item,
                "version": 1,
                "at": begin + i,
                "response": response,
                "score": 1,
                "confidence": None,
                "ms": None,
            }
        )
        for i, (item, response) in enumerate(made)
    ]
    name = f"class-{begin}.json"
    return {"name": name, "mimeType": "application/json", "buffer": file_text(events).encode()}


ONE = export(*((f"l{i:02}", i % 3 - 1, i % 5 - 2, 2) for i in range(1, 13)), begin=100)
TWO = export(*((f"l{i:02}", i % 3 - 1, i % 4 - 2, 1) for i in range(1, 13)), begin=200)


def test_two_exports_are_read_as_coders(lab: Locator, watched: Watched, page: Page):
    wrong = [
        export(begin=300),
        {"name": "notes.json", "mimeType": "application/json", "buffer": b'{"a": 1}'},
    ]
    opened(lab, 1, [ONE, TWO, *wrong])
    reading = lab.locator(".nl-reading")
    expect(reading).to_contain_text("2 coders, class-100 and class-200: alpha is")
    expect(reading).to_contain_text("12 cases")
    expect(lab.get_by_text("Opened class-100.json, class-200.json.")).to_contain_text(
        "class-300.json was not opened: no placings of this lab are in it"
    )
    expect(lab.get_by_text("notes.json was not opened: it is no record")).to_be_visible()
    # Nothing of theirs but the codes is on the page, or kept.
    says(lab, coders=box(lab, "Coders’ files").input_value())
    for text in (page.content(), page.evaluate("JSON.stringify(localStorage)")):
        assert "privately" not in text and "MAP-3.6" not in text
    assert page.evaluate("document.querySelector('[role=img][aria-label*=alpha]') !== null")
    later = export(("l01", 2, 2, 2), ("l02", 0, 0, 0), begin=100)
    opened(lab, 1, [later | {"name": "again.json"}])
    expect(
        lab.get_by_text("this is the record of which class-100 is a file already")
    ).to_be_visible()
    expect(reading).to_contain_text("2 coders, class-100 and class-200")
    at_peace(watched)


def test_a_placing_goes_into_the_record_and_comes_back_from_it(
    lab: Locator, watched: Watched, page: Page
):
    box(lab, "Your placings").fill(f"{COLUMNS}\nl35,1,-2,0\nl01,2,,\n")
    expect(lab.get_by_text("2 of 57 cases placed.")).to_be_visible()
    state(lab, "ready")
    with page.expect_download() as waiting:
        button(page.locator(".nl-foot"), "Download my answers").click()
    file = waiting.value.path().read_text(encoding="utf-8")
    held = {event["item"]: list(event["response"].values()) for event in file_events(file)}
    assert held == {f"{NAME}.l35": [1, -2, 0], f"{NAME}.l01": [2, None, None]}
    # Only the record is left, as in another browser.
    page.evaluate(
        "Object.keys(localStorage).filter((k) => k.startsWith('nl:text'))"
        ".forEach((k) => localStorage.removeItem(k))"
    )
    page.reload()
    lab = page.locator(HERE)
    text = f"{COLUMNS}\nl01,2,,\nl35,1,-2,0\n"
    expect(box(lab, "Your placings")).to_have_value(text)
    expect(lab.get_by_text("2 of 57 cases placed.")).to_be_visible()
    # An own export is no second coder; one that is brought in while the page is open arrives in the text.
    opened(lab, 1, [{"name": "me.json", "mimeType": "application/json", "buffer": file.encode()}])
    expect(lab.get_by_text("me.json was not opened: it holds placings of your own")).to_be_visible()
    page.locator("#nl-import").set_input_files([ONE])
    expect(box(lab, "Your placings")).to_have_value(re.compile(r"^l12,-1,0,2$", re.M))
    box(lab, "Your placings").fill("")
    expect(lab.get_by_text("of 57 cases placed")).to_have_count(0)
    state(lab, "ready")
    page.reload()
    expect(box(page.locator(HERE), "Your placings")).to_have_value("")
    at_peace(watched)


def test_pasted_text_is_kept_through_a_reload_and_is_not_in_the_address(
    lab: Locator, watched: Watched, page: Page
):
    text = "coder," + COLUMNS + "\nanna,l01,1,1,1\nben,l01,1,7,1\n"
    box(lab, "Coders’ files").fill(text)
    says(lab, coders=text)
    expect(lab.get_by_text("Line 3, column council_locality: “7” is no code")).to_have_attribute(
        "role", "status"
    )
    # Longer than the address waits for the controls to come to rest.
    page.wait_for_timeout(500)
    assert page.evaluate("location.search") == ""
    page.reload()
    says(page.locator(HERE), coders=text)
    expect(box(page.locator(HERE), "Coders’ files")).to_have_value(text)
    # Neither a preset nor the way back takes it away.
    button(page.locator(HERE), "The claim").click()
    button(page.locator(HERE), "Reset").click()
    expect(box(page.locator(HERE), "Coders’ files")).to_have_value(text)
    says(page.locator(HERE), coders=text)
    box(page.locator(HERE), "Coders’ files").fill("")
    says(page.locator(HERE))
    page.reload()
    expect(box(page.locator(HERE), "Coders’ files")).to_have_value("")
    at_peace(watched)


def test_a_placing_is_kept_and_carried_away(lab: Locator, watched: Watched, page: Page):
    keep = button(lab, "Keep this placing")
    keep.click()
    expect(lab.get_by_text("Place the case on all three axes first")).to_be_visible()
    expect(box(lab, "Your placings")).to_have_value("")
    for name, value in (
        ("managerial_political", "1"),
        ("council_locality", "-2"),
        ("resists_accepts", "0"),
    ):
        lab.locator(f'[name="{name}"]').select_option(value=f'"{value}"')
    keep.click()
    text = f"{COLUMNS}\nl35,1,-2,0\n"
    expect(box(lab, "Your placings")).to_have_value(text)
    expect(lab.get_by_text("1 of 57 cases placed.")).to_be_visible()
    lab.locator('[name="resists_accepts"]').select_option(value='"1"')
    keep.click()
    text = f"{COLUMNS}\nl35,1,-2,1\n"
    expect(box(lab, "Your placings")).to_have_value(text)
    with page.expect_download() as waiting:
        button(lab, "Save as a file (CSV)").first.click()
    assert waiting.value.suggested_filename == "my-placings.csv"
    assert waiting.value.path().read_text(encoding="utf-8") == text
    with page.expect_download() as waiting:
        button(lab, "Blank sheet for all cases").click()
    rows = list(csv.reader(waiting.value.path().read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 58 and rows[0][:4] == COLUMNS.split(",")
    at_peace(watched)


def test_what_another_window_keeps_arrives_here(
    lab: Locator, watched: Watched, page: Page, map_site: str
):
    other = page.context.new_page()
    visit(other, map_site + PAGE)
    box(other.locator(HERE), "Your placings").fill(f"{COLUMNS}\nl01,1,1,1\n")
    expect(box(lab, "Your placings")).to_have_value(f"{COLUMNS}\nl01,1,1,1\n")
    other.close()
    at_peace(watched)


def test_a_browser_that_keeps_nothing_says_so(watched: Watched, page: Page, map_site: str):
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    visit(page, map_site + PAGE)
    lab = page.locator(HERE)
    box(lab, "Your placings").fill(f"{COLUMNS}\nl01,1,1,1\n")
    expect(lab.get_by_text("This browser does not keep what stands here")).to_be_visible()
    expect(lab.get_by_text("1 of 57 cases placed.")).to_be_visible()


def test_a_file_too_large_is_refused_and_nothing_is_lost(lab: Locator, watched: Watched):
    box(lab, "Coders’ files").fill("# mine\n")
    opened(lab, 1, [{"name": "big.csv", "mimeType": "text/csv", "buffer": b"l01,1,1,1\n" * 9000}])
    expect(
        lab.get_by_text("Nothing was opened: with big.csv the text would be too long.")
    ).to_be_visible()
    expect(box(lab, "Coders’ files")).to_have_value("# mine\n")
    at_peace(watched)


def test_harmful_texts_and_names_stay_texts(watched: Watched, page: Page, map_site: str):
    page.add_init_script(WATCH)
    visit(page, map_site + PAGE)
    lab = page.locator(HERE)
    text = "coder," + COLUMNS + "\n"
    text += "".join(f"{p.replace(',', ' ')},l{i:02},1,1,1\n" for i, p in enumerate(PAYLOADS, 1))
    text += "".join(f"anna,{p.replace(',', ' ')},1,1,1\n" for p in PAYLOADS[:5])
    files = [
        {
            "name": "'\"img src=x onerror=pwned().csv",
            "mimeType": "text/csv",
            "buffer": ANNA.encode(),
        },
        {"name": "&lt;b&gt;.csv", "mimeType": "text/csv", "buffer": BEN.encode()},
    ]
    box(lab, "Coders’ files").fill(text)
    opened(lab, 1, files)
    box(lab, "Your placings").fill(text)
    expect(lab.get_by_text(re.compile(r"Line 2, column coder: “<script>pwned"))).to_have_count(1)
    state(lab, "ready")
    assert page.evaluate(FOUND, "body") == []
    page.reload()
    state(page.locator(HERE), "ready")
    expect(page.locator(HERE).get_by_text(re.compile("Line 2, column coder"))).to_have_count(1)
    assert page.evaluate(FOUND, "body") == []
    assert watched.outside == []


def test_it_can_be_used_by_anyone(lab: Locator, watched: Watched, page: Page):
    text = "coder," + COLUMNS + "\nanna,l01,1,1,1\nben,l01,1,7,1\n"
    box(lab, "Coders’ files").fill(text)
    says(lab, coders=text)
    assert violations(page) == []
    for width in (320, 375):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box(lab, "Your placings").focus()
    page.keyboard.press("Tab")
    expect(button(lab, "Keep this placing")).to_be_focused()
    at_peace(watched)

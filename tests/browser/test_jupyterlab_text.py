"""A lab's text in a real JupyterLab: typed, opened from two files, and there again after a restart."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from exercises.record.exchange_file import file_text
from tests.book import project
from tests.browser.jupyterlab import Lab, open_chapter, read_to, restart_kernel, run_all, study

HEAD = "case,managerial_political,council_locality,resists_accepts"
NAME = "99-map"


@pytest.fixture(scope="module")
def jupyter(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    lab = study(tmp_path_factory.mktemp("map-study"))
    project.write(
        lab.course, NAME, ["# 99 · Map", 'from exercises import lab\nlab("localism_map")']
    )
    yield lab
    lab.stop()


def export(begin: int) -> str:
    """A classmate's export: an argument of their own, and two placings."""
    codes = dict(zip(HEAD.split(",")[1:], (1, 0, 2), strict=True))
    made = [("MAP-3.6", {"text": "What I think, privately"})]
    made += [(f"localism_map.{case}", codes) for case in ("l01", "l02")]
    return file_text(
        [
            {
                "id": f"{begin + i:08x}-2fa1-4d2e-883f-0016d3cca427",
                "item": item,
                "version": 1,
                "at": begin + i,
                "response": response,
                "score": 1.0,
                "confidence": None,
                "ms": None,
            }
            for i, (item, response) in enumerate(made)
        ]
    )


def area(page: Page, place: int) -> Locator:
    """The box of the first or second text."""
    return page.locator(".nl-lab textarea").nth(place)


def test_two_files_are_opened_and_are_there_after_a_restart(browser: Browser, jupyter: Lab):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    page.on("dialog", lambda dialog: dialog.accept())
    open_chapter(page, jupyter, NAME)
    run_all(page, ".nl-lab textarea")
    read_to(page, ".nl-lab textarea")
    body = f"{HEAD}\nl01,1,1,1\nl02,0,-1,2\n"
    files = [
        {"name": name, "mimeType": "text/csv", "buffer": body.encode()}
        for name in ("anna.csv", "ben.csv")
    ]
    with page.expect_file_chooser() as waiting:
        page.locator(".nl-lab").get_by_role("button", name="Open files").nth(1).click()
    assert waiting.value.is_multiple()
    waiting.value.set_files(files)
    expect(area(page, 1)).to_have_value(f"# file: anna.csv\n{body}# file: ben.csv\n{body}")
    expect(page.locator(".nl-lab .nl-reading")).to_contain_text("2 coders, anna and ben")
    expect(page.locator(".nl-lab").get_by_text("Opened anna.csv, ben.csv.")).to_be_visible()
    area(page, 0).fill(f"{HEAD}\nl35,1,9,1\n")
    area(page, 0).blur()
    note = page.locator(".nl-lab").get_by_text("Line 2, column council_locality: “9” is no code")
    expect(note).to_have_attribute("role", "status")
    with page.expect_download() as leaving:
        page.locator(".nl-lab").get_by_role("link", name="Save as a file (CSV)").first.click()
    assert leaving.value.suggested_filename == "my-placings.csv"
    assert leaving.value.path().read_text(encoding="utf-8") == f"{HEAD}\nl35,1,9,1\n"
    # Exports are read as coders, beside the sheets; and a placing is kept in the record.
    exports = [
        {"name": f"{name}.json", "mimeType": "application/json", "buffer": export(begin).encode()}
        for name, begin in (("cem", 100), ("dora", 200))
    ]
    with page.expect_file_chooser() as waiting:
        page.locator(".nl-lab").get_by_role("button", name="Open files").nth(1).click()
    waiting.value.set_files(exports)
    expect(page.locator(".nl-lab .nl-reading")).to_contain_text("4 coders, anna, ben, cem and dora")
    assert "privately" not in area(page, 1).input_value()
    area(page, 0).fill(f"{HEAD}\nl35,1,0,1\n")
    area(page, 0).blur()
    expect(page.locator(".nl-lab").get_by_text("1 of 57 cases placed.")).to_be_visible()
    restart_kernel(page)
    run_all(page, ".nl-lab textarea")
    read_to(page, ".nl-lab textarea")
    expect(area(page, 0)).to_have_value(f"{HEAD}\nl35,1,0,1\n")
    expect(page.locator(".nl-lab .nl-reading")).to_contain_text("5 coders:")
    page.close()

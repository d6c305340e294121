"""The labs' own pages: any lab can be opened at an address, at a setting, with its challenge below it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from exercises import lab_pages
from exercises.items.bank import bank
from exercises.labs import loading
from exercises.labs.loading import run_lab
from tests.bench.gzipped import serving
from tests.browser.book import at_peace, button, draw_all, question, state, visit
from tests.browser.conftest import Watched

LIST = "/labs.html"
#: DESIGN.md: a page with charts, gzipped, read to its end.
MOST = 700_000


def test_the_list_leads_to_every_lab(watched: Watched, page: Page, site: str):
    visit(page, site + LIST)
    links = page.locator(".nl-lab-list a")
    assert [link.inner_text() for link in links.all()] == [
        loading.load(name).TITLE for name in lab_pages.lines()
    ]
    for name, address in zip(lab_pages.lines(), links.all(), strict=True):
        assert address.get_attribute("href") == f"labs/{name}.html"
    links.get_by_text("Who decides?").click()
    expect(page).to_have_title(re.compile(r"^Who decides\? –"))
    expect(page.locator('[data-lab="who_decides"] .nl-presets')).to_be_visible()
    page.get_by_role("link", name="All labs").click()
    expect(page).to_have_url(site + LIST)
    # The menu names them while one of them, or the list, is open.
    expect(page.locator("#nl-nav").get_by_role("link", name="Who decides?")).to_be_attached()
    at_peace(watched)


def test_a_link_to_a_preset_opens_the_lab_at_it(watched: Watched, page: Page, site: str):
    name, preset = "fade_out", loading.load("fade_out").PRESETS[1]
    visit(page, f"{site}/labs/{name}.html")
    page.get_by_text("Open it at a setting").click()
    page.get_by_role("link", name=str(preset["label"]), exact=True).click()
    expect(page).to_have_url(re.compile(r"fade_out\.html\?fade_out\."))
    lab = page.locator(f'[data-lab="{name}"]')
    expect(lab).to_have_attribute("data-runs", "1")
    reading = run_lab(name, **preset["values"])["reading"]
    expect(lab.locator(".nl-reading")).to_have_text(reading)
    at_peace(watched)


def test_controls_of_another_part_step_aside(watched: Watched, page: Page, site: str):
    visit(page, f"{site}/labs/borrowing_desk.html")
    lab = page.locator('[data-lab="borrowing_desk"]')
    desk, cap = lab.get_by_label("Desk: rate of interest"), lab.get_by_label("Cap: rated")
    expect(desk).to_be_visible()
    expect(cap).to_be_hidden()
    lab.get_by_label("Sit at").select_option(label="the cap")
    expect(lab).to_have_attribute("data-runs", "1")
    expect(desk).to_be_hidden()
    cap.select_option(label="poor")
    lab.get_by_role("button", name="Fifty million a year").click()
    expect(desk).to_be_visible()
    expect(cap).to_be_hidden()
    # A link to a setting opens with the controls of its part.
    visit(page, f"{site}/labs/borrowing_desk.html?borrowing_desk.part=cap")
    expect(cap).to_be_visible()
    expect(desk).to_be_hidden()
    at_peace(watched)


def test_the_challenge_below_follows_the_lab(watched: Watched, page: Page, site: str):
    item = bank().declaration("NBH-2.1")
    visit(page, f"{site}/labs/fade_out.html")
    part = question(page, "NBH-2.1")
    button(part, "Check this setting").click()
    state(part, "saved")
    expect(part.locator(".nl-result")).not_to_contain_text("✓ Met")
    button(part, "Try again").click()
    lab = page.locator('[data-lab="fade_out"]')
    lab.locator('[name="comparison"]').select_option(value=f'"{item["answer"]["comparison"]}"')
    lab.locator('[name="years"]').fill(f"{item['answer']['years']:g}")
    expect(lab.locator("output").first).to_have_text("9")
    expect(part.locator('[data-holds="true"]')).to_have_count(len(item["goal"]))
    button(part, "Check this setting").click()
    expect(part.locator(".nl-result")).to_have_text("✓ Met.")
    at_peace(watched)


@pytest.mark.parametrize("name", ["found_a_trust", "scorecard_machine"])
def test_its_weight(page: Page, site_folder: Path, name: str):
    with serving(site_folder) as site:
        visit(page, f"{site.address}/labs/{name}.html")
        draw_all(page)
        page.wait_for_load_state("networkidle")
        assert site.weight <= MOST

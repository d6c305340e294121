"""Charts in the built book: drawn when a reader comes near, with words, sources, data and downloads."""

import base64
import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from exercises.tables_picture import words
from tests.browser.book import CHAPTER, FRONT, at_peace, button, draw_all, state, until, visit
from tests.browser.conftest import Watched

_SHOWN = """
(chart) => {
  const plot = chart.querySelector(".js-plotly-plot");
  const figure = JSON.parse(chart.querySelector("script.nl-figure").textContent);
  return {
    wanted: figure.data.length,
    traces: plot.data.length,
    drawn: plot.querySelectorAll(".cartesianlayer g.trace").length,
    points: plot.querySelectorAll(".cartesianlayer .point").length,
    width: plot.getBoundingClientRect().width,
  };
}
"""


def test_every_chart_is_drawn_when_the_reader_comes_to_it(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    charts = page.locator("[data-chart]")
    assert charts.count() >= 2
    for chart in charts.all():
        state(chart, "ready")
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        state(chart, "drawn")
        shown = chart.evaluate(_SHOWN)
        assert shown["traces"] == shown["drawn"] == shown["wanted"] > 0
        assert shown["points"] >= 3
        assert shown["width"] > 300
    at_peace(watched)


def test_the_chart_library_waits_until_it_is_needed(watched: Watched, page: Page, site: str):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in (FRONT, CHAPTER):
        visit(page, site + address)
        page.wait_for_load_state("networkidle")
        assert not [url for url in asked if "plotly" in url or "micropython" in url], address
    page.locator("[data-chart]").first.scroll_into_view_if_needed()
    state(page.locator("[data-chart]").first, "drawn")
    draw_all(page)
    assert len([url for url in asked if "plotly" in url]) == 1
    at_peace(watched)


def test_what_stands_beside_a_chart(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    for chart in page.locator("[data-chart]").all():
        assert len(chart.locator(".nl-chart-title").inner_text().split()) > 4
        summary = chart.locator(".nl-summary").inner_text()
        assert re.search(r"\d", summary)
        # The figure is a picture to a screen reader, and the summary is what it says.
        assert summary in chart.get_by_role("img").first.get_attribute("aria-label")
        expect(chart.locator(":is(.nl-source, .nl-many) a").first).to_have_attribute(
            "href", re.compile("^https?:")
        )
        chart.locator(".nl-care > summary").click()
        expect(chart.locator(".nl-cautions li").first).to_be_visible()
        chart.locator(".nl-data > summary").click()
        expect(chart.locator(".nl-data caption")).to_be_visible()
    at_peace(watched)


def test_the_file_holds_the_rows_of_the_table(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    for chart in page.locator("[data-chart]").all():
        chart.locator(".nl-data > summary").click()
        # A heading is a title and a code is told in words; the names and codes stand beside them.
        head = chart.locator(".nl-data thead th").evaluate_all(
            "(cells) => cells.map((cell) => cell.dataset.column)"
        )
        told = chart.locator(".nl-data tbody tr").evaluate_all(
            "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
        )
        cells = chart.locator(".nl-data tbody tr").evaluate_all(
            "(rows) => rows.map((row) => [...row.cells]"
            ".map((cell) => cell.dataset.code ?? cell.textContent))"
        )
        for line, codes in zip(told, cells, strict=True):
            for shown, code in zip(line, codes, strict=True):
                assert shown in (code, words(code)), (shown, code)
        with page.expect_download() as caught:
            chart.locator(".nl-downloads a").click()
        assert caught.value.suggested_filename.endswith(".csv")
        saved = Path(caught.value.path()).read_bytes()
        link = chart.locator(".nl-downloads a").get_attribute("href")
        assert base64.b64decode(link.split("base64,")[1]) == saved
        rows = list(csv.DictReader(io.StringIO(saved.decode("utf-8"))))
        assert len(rows) == len(cells) > 0
        for row, shown in zip(rows, cells, strict=True):
            assert {"source_id", "grade"} <= set(row)
            for name, text in zip(head, shown, strict=True):
                assert _same(row[name], text), (name, row[name], text)
    at_peace(watched)


def _same(filed: str, shown: str) -> bool:
    """Whether a file and a page say the same; 65.0 and 65 do."""
    try:
        return float(filed) == float(shown.replace(",", ""))
    except ValueError:
        return filed == shown


def test_a_chart_can_be_saved_as_a_picture(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    draw_all(page)
    chart = page.locator("[data-chart]").first
    chart.locator(".nl-data > summary").click()
    with page.expect_download() as caught:
        button(chart, "Download the chart (PNG)").click()
    assert caught.value.suggested_filename == f"{chart.get_attribute('data-chart')}.png"
    picture = Path(caught.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 2400
    assert len(picture) > 20_000
    at_peace(watched)


def test_a_change_of_colours_reaches_the_figures(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    draw_all(page)
    ink = "() => getComputedStyle(document.documentElement).getPropertyValue('--nl-ink').trim()"
    fonts = "() => [...document.querySelectorAll('.js-plotly-plot')].map((p) => p._fullLayout.font.color)"
    toggle = page.locator("#nl-scheme")
    seen = {}
    for scheme in ("light", "dark"):
        while f": {scheme}" not in toggle.inner_text():
            toggle.click()
        seen[scheme] = page.evaluate(ink)
        until(page, f"(ink) => ({fonts})().every((c) => c === ink)", seen[scheme])
    assert seen["light"] != seen["dark"]
    # The system's own change counts where the reader has expressed no wish.
    while ": automatic" not in toggle.inner_text():
        toggle.click()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        until(page, f"(ink) => ({fonts})().every((c) => c === ink)", seen[scheme])
    at_peace(watched)


def test_a_missing_library_leaves_the_words_and_the_data(watched: Watched, page: Page, site: str):
    page.route("**/vendor/plotly.min.js", lambda route: route.abort())
    visit(page, site + CHAPTER)
    chart = page.locator("[data-chart]").first
    chart.scroll_into_view_if_needed()
    state(chart, "failed")
    expect(chart.locator(".nl-plot")).to_contain_text("cannot be drawn here")
    chart.locator(".nl-data > summary").click()
    expect(chart.locator(".nl-data tbody tr").first).to_be_visible()
    assert watched.outside == []

"""The book on paper: the text, questions to be done with a pencil, figures and data; no furniture."""

import json
import re
import zlib

from playwright.sync_api import Page, expect

from tests.browser.book import CHAPTER, LAB, at_peace, draw_all, question, until, visit
from tests.browser.book_questions import CHOICE, NUMBER, SKETCH, choose, declared, said, same
from tests.browser.conftest import Watched

#: What paper has no use for.
FURNITURE = [
    ".nl-top",
    ".nl-nav",
    ".nl-foot",
    ".nl-pager",
    ".nl-actions",
    ".nl-presets",
    ".nl-downloads",
    ".nl-step",
]


def _print(page: Page) -> None:
    """What a browser does when a reader prints, up to the paper."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


def test_what_paper_shows_and_what_it_leaves_out(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    draw_all(page)
    _print(page)
    for part in FURNITURE:
        assert page.locator(part).count(), part
        assert page.locator(f"{part}:visible").count() == 0, part
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for option in declared(CHOICE)["options"]:
        assert same(said(question(page, CHOICE)), option["text"])
    assert same(said(question(page, NUMBER)), declared(NUMBER)["prompt"])
    expect(question(page, SKETCH).locator(".nl-sketch-pad svg")).to_be_visible()
    for chart in page.locator("[data-chart]").all():
        expect(chart.locator(".js-plotly-plot .trace").first).to_be_visible()
        expect(chart.locator(".nl-summary")).to_be_visible()
        expect(chart.locator(".nl-data tbody tr").last).to_be_visible()
        expect(chart.locator(".nl-cautions li").first).to_be_visible()
        # Letters are smaller on paper, a chart that was drawn for the screen is not.
        drawn = chart.locator(".main-svg").first.bounding_box()
        words = chart.locator(".nl-summary").bounding_box()
        assert drawn["y"] + drawn["height"] <= words["y"]
    lab = page.locator(LAB)
    expect(lab.locator(".nl-reading")).to_be_visible()
    expect(lab.locator(".nl-how")).to_contain_text("What it leaves out")
    expect(lab.locator(".nl-how > div")).to_be_visible()
    # Nothing is wider than the paper: A4 less its margins, in CSS pixels.
    page.set_viewport_size({"width": 627, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 627
    at_peace(watched)


def test_folds_close_again_after_printing(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    opened = "details:is(.nl-data, .nl-care, .nl-how)[open]"
    assert page.locator(opened).count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(opened).count() >= 4
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(opened).count() == 0
    at_peace(watched)


def test_the_charts_that_nobody_scrolled_to_are_printed_too(
    watched: Watched, page: Page, site: str
):
    visit(page, site + CHAPTER)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    charts, figures = page.locator("[data-chart]").count(), page.locator(".nl-plot").count()
    assert charts >= 2
    expect(page.locator("[data-chart][data-state=drawn]")).to_have_count(charts)
    expect(page.locator(".js-plotly-plot")).to_have_count(figures)
    at_peace(watched)


#: Heard after the page's own listeners: what is drawn now is what paper shows.
_COUNT = """() => addEventListener("beforeprint", () => {
  const plots = [...document.querySelectorAll(".nl-plot")];
  window.onPaper = [plots.filter((plot) => plot.querySelector(".trace")).length, plots.length];
})"""


def test_the_key_that_prints_waits_for_the_charts(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.keyboard.press("Control+p")
    until(page, "() => window.printed")
    page.evaluate(_COUNT)
    page.pdf()
    drawn, plots = page.evaluate("window.onPaper")
    assert drawn == plots >= 4
    at_peace(watched)


def test_it_makes_a_pdf(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    choose(question(page, CHOICE), "a")
    draw_all(page)
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    # Pages of A4, not one for every line.
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", _streams(pdf))
    assert 5 <= len(boxes) <= 60
    assert all(
        abs(float(box.split()[2]) - 595) < 1 and abs(float(box.split()[3]) - 842) < 1
        for box in boxes
    )
    at_peace(watched)


def _streams(pdf: bytes) -> bytes:
    """A PDF with what is compressed in it laid open."""
    out = [pdf]
    for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            out.append(zlib.decompress(part))
        except zlib.error:
            continue
    return b"\n".join(out)


def test_an_answer_that_was_given_is_printed(watched: Watched, page: Page, site: str):
    visit(page, site + CHAPTER)
    choose(question(page, CHOICE), "a")
    wrong = next(o for o in declared(CHOICE)["options"] if o["id"] == "a")
    _print(page)
    part = question(page, CHOICE)
    assert same(said(part), wrong["feedback"])
    assert "✗ Not this" in said(part)
    assert json.dumps(said(part)).count("Saved") == 0
    at_peace(watched)

"""Page weight: what a first visit to a page takes over the wire, ours and stock."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench.books import CHART, TEXT
from tests.bench.figures import markdown, number, summed
from tests.bench.gzipped import Site, serving
from tests.bench.workshop import Workshop

ABOUT = "bytes and requests of a first visit to a page (1 minute)"
VISITS = 3

_HEADS = ("page", "book", "n", "on arrival, kB: median", "p95", "read to its end, kB: median")
_HEADS += ("p95", "requests: on arrival", "at the end", "to other sites", "charts drawn")
_SCROLL = """
async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += 400) {
    scrollTo(0, y);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
"""
_DRAWN = """
() => [...document.querySelectorAll(".js-plotly-plot")].filter((p) => p.querySelector(".trace")).length
"""


@dataclass(frozen=True)
class Visit:
    """What one visit took: kilobytes and requests on arrival and at the page's end."""

    arrival: float
    end: float
    first: int
    all: int
    outside: int
    drawn: int


def run(workshop: Workshop) -> str:
    """The table, in Markdown."""
    rows = []
    for page, what, name, folder in cases(workshop):
        with serving(folder) as site:
            visits = [_visit(workshop.browser, site, page) for _ in range(VISITS)]
        last = visits[-1]
        arrival = summed([visit.arrival for visit in visits])
        end = summed([visit.end for visit in visits])
        counts = [last.first, last.all, last.outside, last.drawn]
        rows.append([what, name, *arrival, *end[1:], *map(number, counts)])
    return markdown("Weight of a first visit", _HEADS, rows, NOTES)


def cases(workshop: Workshop) -> list[tuple[str, str, str, Path]]:
    """Each page to visit: its name, what it is, whose book it is in, and where that lies."""
    return [
        (TEXT, "text", "ours", workshop.ours),
        (TEXT, "text", "stock", workshop.stock),
        (CHART, "chapter 06", "ours", workshop.ours),
        (CHART, "chapter 06", "stock, questions and labs as text", workshop.stock),
        (CHART, "chapter 06", "stock, questions and labs as widgets", workshop.stock_with_widgets),
    ]


NOTES = (
    "kB are 1,000 bytes as they go over the wire: gzip level 6, heads of the answers included.",
    "A fresh browser each time, 1280 by 900 px. Other sites cannot be reached: requests to them are "
    "counted, what they would weigh is not.",
    "The text page is the prose of chapter 06. Stock: Jupyter Book 1.0 with its own theme and minimal "
    "settings; charts by Plotly's renderer `notebook`, since by default they are dropped.",
    "Stock widgets draw nothing here: they ask two other sites for their scripts.",
)


def settle(page: Page, site: Site, seconds: float = 1.0) -> None:
    """Wait until the site has had nothing to send for a while."""
    quiet, before = 0.0, -1
    while quiet < seconds:
        page.wait_for_timeout(100)
        quiet = quiet + 0.1 if len(site.sent) == before else 0.0
        before = len(site.sent)


def _visit(browser: Browser, site: Site, page_name: str) -> Visit:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    outside: list[str] = []
    ours = (site.address, "data:", "blob:", "about:")
    page.on("request", lambda r: None if r.url.startswith(ours) else outside.append(r.url))
    site.sent.clear()
    page.goto(f"{site.address}/notebooks/{page_name}.html")
    settle(page, site)
    arrival, first = site.weight, len(site.sent) + len(outside)
    page.evaluate(_SCROLL)
    settle(page, site)
    drawn = page.evaluate(_DRAWN)
    visit = Visit(
        arrival / 1000,
        site.weight / 1000,
        first,
        len(site.sent) + len(outside),
        len(outside),
        drawn,
    )
    context.close()
    return visit

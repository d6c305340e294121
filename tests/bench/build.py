"""How long the book takes to build, from nothing and after one change, ours and stock."""

import csv
import io
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import nbformat

from tests.bench import books
from tests.bench.books import CHART, BenchError
from tests.bench.figures import markdown, summed
from tests.bench.workshop import Workshop

ABOUT = "seconds to build the book from nothing and after one change (3 minutes)"
ROUNDS = 3

_HEADS = ("build", "book", "n", "seconds: median", "p95", "change is on the page")
_CASES = ("from nothing", "a sentence added", "a table changed")


class Book:
    """One of the two books: how it is built, where its notebooks and its pages lie, and its times."""

    def __init__(self, name: str, notebooks: Path, build: Callable[[], Path], wipe: list[Path]):
        self.name = name
        self.chapter = notebooks / f"{CHART}.ipynb"
        self.times: dict[str, list[float]] = {case: [] for case in _CASES}
        self.shown: dict[str, list[bool]] = {case: [] for case in _CASES}
        self._build = build
        self._wipe = wipe

    def build(self, case: str, words: str = "") -> str:
        """Build it once, and note the seconds and whether the words are on the chapter's page."""
        start = time.perf_counter()
        site = self._build()
        self.times[case].append(time.perf_counter() - start)
        page = (site / "notebooks" / f"{CHART}.html").read_text(encoding="utf-8")
        self.shown[case].append(words in page)
        return page

    def wipe(self) -> None:
        """Take away all that earlier builds have left."""
        for folder in self._wipe:
            shutil.rmtree(folder, ignore_errors=True)

    def add(self, sentence: str) -> None:
        """Put a sentence at the end of the chapter's first text."""
        notebook = nbformat.read(self.chapter, as_version=4)
        next(c for c in notebook.cells if c.cell_type == "markdown").source += f"\n\n{sentence}\n"
        nbformat.write(notebook, self.chapter)


def run(workshop: Workshop) -> str:
    """The table, in Markdown."""
    course = books.copy(workshop.folder / "build" / "course")
    stock = books.stock_copy(course, workshop.folder / "build" / "stock")
    out = workshop.folder / "build" / "site"
    both = [
        Book("ours", course / "notebooks", lambda: books.ours(course, out), [_work(course), out]),
        Book("stock", stock / "notebooks", lambda: books.stock(stock, course), [stock / "_build"]),
    ]
    for number in range(1, ROUNDS + 1):
        pages = []
        for book in both:
            book.wipe()
            pages.append(book.build("from nothing"))
            book.add(words := f"A sentence of round {number}.")
            book.build("a sentence added", words)
        words = _change_a_source(course, pages, number)
        for book in both:
            book.build("a table changed", words)
    return markdown("Time to build", _HEADS, list(_rows(both)), NOTES)


NOTES = (
    "All pages of the book; ours with `course book --out`, stock with `jupyter-book build`, both with "
    "notebooks run through Jupyter Book's cache. Stock shows questions and labs as text.",
    "A sentence added: to a text cell of chapter 06. A table changed: one title in "
    "`data/sources.csv`, which the chapter prints; sealing it again is not in the time.",
)


def _work(course: Path) -> Path:
    return course / "book" / "_build"


def _rows(both: list[Book]) -> list[list[str]]:
    rows = []
    for case in _CASES:
        for book in both:
            seen = book.shown[case]
            said = "yes" if all(seen) else "no" if not any(seen) else "at times"
            told = said if case in _CASES[1:] else ""
            rows.append([case, book.name, *summed(book.times[case]), told])
    return rows


def _change_a_source(course: Path, pages: list[str], number: int) -> str:
    """Give a source that all pages print another title, and seal the tables; returns the title."""
    file = course / "data" / "sources.csv"
    lines = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    printed = [line for line in lines if all(line["title"] in page for page in pages)]
    if not printed:
        raise BenchError(f"no source of data/sources.csv is printed by {CHART} in both books")
    printed[0]["title"] += f" {number}"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    file.write_text(text.getvalue(), encoding="utf-8", newline="\n")
    books.run_python(course, "-m", "exercises.tables_seal")
    return printed[0]["title"]

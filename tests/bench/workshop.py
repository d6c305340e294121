"""What several benchmarks need, made once: a copy of the course, our book and the stock book, a browser."""

import os
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, sync_playwright

from exercises.browsers import ADVICE
from tests.bench import books
from tests.bench.books import BenchError
from tests.browser import chromium

__all__ = ["BenchError", "Workshop"]


class Workshop:
    """A folder to work in, and what was made there so far; used as `with Workshop(folder) as w`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open = ExitStack()
        self.browser_version: str | None = None
        # Nobody's own answers may be read, nor any be added.
        os.environ["LOCALISM_RECORD"] = str(folder / "record")

    @cached_property
    def course(self) -> Path:
        """A copy of the course with one page more, of text alone."""
        return books.copy(self.folder / "course")

    @cached_property
    def ours(self) -> Path:
        """The folder of our built book."""
        return books.ours(self.course, self.folder / "ours")

    @cached_property
    def stock(self) -> Path:
        """The folder of the stock book: charts by Plotly's own renderer, questions and labs as text."""
        return books.stock(books.stock_copy(self.course, self.folder / "stock"), self.course)

    @cached_property
    def stock_with_widgets(self) -> Path:
        """The folder of the stock book with questions and labs as the widgets that they are in Jupyter."""
        book = books.stock_copy(self.course, self.folder / "stock-with-widgets")
        return books.stock(book, self.course, widgets=True)

    @cached_property
    def browser(self) -> Browser:
        """A headless browser that reaches nothing but this machine.

        Raises:
            BenchError: where there is none.
        """
        path = chromium.find()
        if path is None:
            raise BenchError(ADVICE)
        playwright = self._open.enter_context(sync_playwright())
        started = chromium.start(playwright, path)
        self._open.callback(started.close)
        self.browser_version = started.version
        return started

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

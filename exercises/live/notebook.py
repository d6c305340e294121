"""An IPython extension: the course's verbs are known in every cell, and errors say the next step.

The words under a question that was not run since yesterday say "Run this cell", and chapter 00 says
that `review()` shows what is due: neither may depend on a cell far above it, run before.
"""

import contextlib
import linecache
import re
from types import TracebackType

from IPython.core.interactiveshell import ExecutionInfo, InteractiveShell

import exercises
from exercises.live import mishaps

#: Python's own account of an error, which a programmer may want.
_WHOLE = "%tb"


class Notebook:
    """What the extension does in one kernel's shell."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell
        self.cell = ""
        self._show = shell._showtraceback

    def before(self, info: ExecutionInfo) -> None:
        """Import those verbs of the course that a cell names and the notebook lacks."""
        self.cell = info.raw_cell or ""
        for name in exercises.__all__:
            if name not in self.shell.user_ns and re.search(rf"\b{name}\s*\(", self.cell):
                self.shell.user_ns[name] = getattr(exercises, name)

    def show(self, kind: type, error: BaseException, account: list[str]) -> None:
        """Show an error: with its next step where there is one, and no more than the learner's line."""
        # Whatever fails in here, the error itself must be seen.
        with contextlib.suppress(Exception):
            account = self._told(kind, error, account)
        self._show(kind, error, account)

    def _told(self, kind: type, error: BaseException, account: list[str]) -> list[str]:
        # An error of the course's own is written for learners as it stands.
        if hasattr(error, "_render_traceback_") or self.cell.strip() == _WHOLE:
            return account
        number, line = self._place(error.__traceback__)
        if not number:
            line = _unread(error, self.cell)
        told = mishaps.words(error, line, self.shell.user_ns, exercises.__all__)
        if not told:
            return account
        if not number:
            return [*account, told]
        first = (str(error).splitlines() or [""])[0]
        where = f"in line {number} of the cell:  {line.strip()}"
        return [f"{kind.__name__}: {first}", where, "", told]

    def _place(self, trace: TracebackType | None) -> tuple[int, str]:
        """The number and the text of the line, of the learner's own, that was reached last."""
        number, line = 0, ""
        while trace is not None:
            if trace.tb_frame.f_globals is self.shell.user_ns:
                number = trace.tb_lineno
                line = linecache.getline(trace.tb_frame.f_code.co_filename, number)
            trace = trace.tb_next
        return number, line


def _unread(error: BaseException, cell: str) -> str:
    """The line that Python could not read; it may be without, or with a part of it."""
    lines = cell.splitlines()
    number = getattr(error, "lineno", None) or 0
    return lines[number - 1] if 0 < number <= len(lines) else ""


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Called by IPython; see `exercises.live.kernels`."""
    notebook = Notebook(shell)
    shell.events.register("pre_run_cell", notebook.before)
    # IPython has this method for a shell's own way of showing an error; all errors pass through it.
    shell._showtraceback = notebook.show

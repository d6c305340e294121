"""Builds the same notebooks twice, as our book and as a stock Jupyter Book: a figure needs its fellow."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import yaml

from book.extensions.npm import ensure_packages
from exercises import faces
from exercises.paths import ROOT
from tests.browser.jupyterlab import copy_of_the_course

CHART = "06-improving-on-paper"
#: The words of the chart page alone: a page of text that both books can hold.
TEXT = "prose"

#: What a stock notebook does with a figure, in place of the course's own way of showing it.
_STARTUP = """
import plotly.graph_objects as go
from IPython.display import HTML, display
from exercises.charts import Chart

def _shown(self):
    go.Figure(self.figure).show()
    display(HTML(self.notes()))

Chart._ipython_display_ = _shown
"""

# The installed course announces its renderers to every myst-nb; a stock one does not know them.
_JUPYTER_BOOK = """
import myst_nb.core.render as render
render.load_mime_renders = lambda: []
from jupyter_book.cli.main import main
main()
"""

_CONFIG = """title: "New Localism"
only_build_toc_files: true
execute:
  execute_notebooks: cache
"""


class BenchError(Exception):
    """A benchmark that could not be run; the message says why."""


def copy(folder: Path) -> Path:
    """The checkout's own files, the page's packages, and one page more: the chapter's words alone."""
    packages = ensure_packages()
    copy_of_the_course(folder)
    shutil.copytree(packages, folder / "book" / "pages" / "node_modules")
    chapter = nbformat.read(folder / "notebooks" / f"{CHART}.ipynb", as_version=4)
    chapter.cells = [cell for cell in chapter.cells if cell.cell_type == "markdown"]
    nbformat.write(chapter, folder / "notebooks" / f"{TEXT}.ipynb")
    toc = folder / "book" / "_toc.yml"
    contents = yaml.safe_load(toc.read_text(encoding="utf-8"))
    contents["parts"][-1]["chapters"].append({"file": f"notebooks/{TEXT}"})
    toc.write_text(yaml.safe_dump(contents, sort_keys=False), encoding="utf-8")
    # A first run would write these, and be charged for it.
    parts = [str(folder / part) for part in ("exercises", "book")]
    subprocess.run([sys.executable, "-m", "compileall", "-q", *parts], check=True)
    return folder


def stock_copy(course: Path, folder: Path) -> Path:
    """The same notebooks in a stock book: its minimal settings, and the list of pages as one part."""
    shutil.copytree(course / "notebooks", folder / "notebooks")
    contents = yaml.safe_load((course / "book" / "_toc.yml").read_text(encoding="utf-8"))
    # Without the pages below a page: those of the labs are the course's own and are not copied.
    chapters = [{"file": c["file"]} for part in contents["parts"] for c in part["chapters"]]
    toc = {"format": "jb-book", "root": "index", "chapters": chapters}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")
    (folder / "_config.yml").write_text(_CONFIG, encoding="utf-8")
    (folder / "index.md").write_text("# New Localism\n\nA course.\n", encoding="utf-8")
    startup = folder.with_name(f"{folder.name}-ipython") / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "stock.py").write_text(_STARTUP, encoding="utf-8")
    return folder


def ours(course: Path, out: Path) -> Path:
    """Build our book as a reader of the README would; returns the folder of the site.

    Raises:
        BenchError: where the build fails, with the end of what it said.
    """
    _python(course, {}, "-m", "exercises", "book", "--out", str(out))
    return out


def stock(book: Path, course: Path, widgets: bool = False) -> Path:
    """Build a stock book; returns the folder of the site.

    Args:
        book: as `stock_copy` made it.
        course: the copy of the course whose code and tables its notebooks use.
        widgets: whether questions and labs are shown as widgets, or as text.

    Raises:
        BenchError: where the build fails, with the end of what it said.
    """
    env = {"IPYTHONDIR": str(book.with_name(f"{book.name}-ipython"))}
    # By default Plotly hands out a figure that this Jupyter Book does not show at all.
    env |= {"PLOTLY_RENDERER": "notebook"} | ({} if widgets else {faces.STATIC: "static"})
    _python(course, env, "-c", _JUPYTER_BOOK, "build", str(book))
    return book / "_build" / "html"


def run_python(course: Path, *args: str) -> None:
    """Run Python on a copy's own code.

    Raises:
        BenchError: where it ends badly, with the end of what it said.
    """
    _python(course, {}, *args)


def _python(course: Path, env: dict[str, str], *args: str) -> None:
    own = {k: v for k, v in os.environ.items() if k not in (faces.STATIC, "PLOTLY_RENDERER")}
    own |= {"PYTHONPATH": str(course), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, *args],
        cwd=course,
        env=own | env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        said = done.stdout[-3000:].replace(str(course), ".").replace(str(ROOT), ".")
        raise BenchError(f"a build or a step of it failed:\n{said}")

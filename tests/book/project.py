"""A small course in a folder of its own, built as the real one is: for tests that must break things."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from book.extensions.npm import ensure_packages
from exercises.paths import ROOT

FRONT = """# New Localism

A course.

```{course-item} IMP-1.2
```

- [00 · Start here](../notebooks/00-start-here.ipynb)
"""

TOC = """format: jb-book
root: book/index
parts:
  - chapters:
      - file: notebooks/00-start-here
  - caption: "Part II"
    chapters:
      - file: notebooks/06-improving-on-paper
"""

#: Says when the notebook was run: two builds that agree on it ran it once.
STAMP = "import time; print('run at', time.time_ns())"
START = ["# 00 · Start here", STAMP, "from exercises import ask\nask('IMP-1.1')"]
CHAPTER = [
    "# 06 · Improving on paper",
    STAMP,
    "import plotly.express as px\n"
    "from exercises import chart, lab, table\n"
    "tax = table('council_tax_band_d')\n"
    "fig = px.line(tax, x='period', y='band_d_gbp', title='The tax rose </script><b>every</b> year')\n"
    "chart(fig, tax, 'It rose in each year < of the period.')",
    "lab('targetworld')",
]


def copy(folder: Path) -> Path:
    """The course's code, data and book, with two short notebooks in place of its own."""
    ensure_packages()
    skip = shutil.ignore_patterns("__pycache__", "_build", "_build*", ".*")
    for part in ("book", "data", "exercises"):
        shutil.copytree(ROOT / part, folder / part, ignore=skip)
    note = Path("book/pages/node_modules/.package-lock.json")
    shutil.copyfile(ROOT / note, folder / note)
    # The chapters are not in this book's contents; but a table is sealed only where every source is
    # used, and some are used by a chapter alone.
    (folder / "notebooks").mkdir()
    for chapter in (ROOT / "notebooks").glob("*.ipynb"):
        shutil.copyfile(chapter, folder / "notebooks" / f"real-{chapter.name}")
    (folder / "book" / "index.md").write_text(FRONT, encoding="utf-8")
    (folder / "book" / "_toc.yml").write_text(TOC, encoding="utf-8")
    write(folder, "00-start-here", START)
    write(folder, "06-improving-on-paper", CHAPTER)
    return folder


def write(folder: Path, name: str, cells: list[str], metadata: dict | None = None) -> None:
    """Write a notebook: a cell that begins with `#` and a space is Markdown, all others are code."""
    made = [
        new_markdown_cell(c, id=f"c{i}") if c.startswith("# ") else new_code_cell(c, id=f"c{i}")
        for i, c in enumerate(cells)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=made, metadata={"kernelspec": kernel, **(metadata or {})})
    text = nbformat.writes(notebook) + "\n"
    (folder / "notebooks" / f"{name}.ipynb").write_text(text, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    """Change a file's text; the old words must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def environment(folder: Path) -> dict[str, str]:
    """What makes a Python import the copy's code in place of the installed one."""
    return os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}


def python(folder: Path, *args: str) -> subprocess.CompletedProcess:
    """Run Python in the copy."""
    return subprocess.run(
        [sys.executable, *args],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=300,
    )


def build(folder: Path, out: Path) -> subprocess.CompletedProcess:
    """`course book --out` in the copy."""
    return python(folder, "-m", "exercises", "book", "--out", str(out))


def page(out: Path, name: str) -> str:
    """The text of a built page."""
    return (out / f"{name}.html").read_text(encoding="utf-8")

"""The last look at a built book: whatever a notebook shows must be on its page.

myst-nb drops an output that it has no renderer for, and the build still ends well; so the executed
notebooks are read once more, apart from all rendering, and their pages are searched for each part.
"""

import json
import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from exercises import faces


class MissingPart(SphinxError):
    """A page that lacks what its notebook shows."""

    category = "The book is not complete"


def parts(notebook: dict) -> list[tuple[str, str]]:
    """What a notebook's outputs show: `(kind, name)` for each question, lab and chart."""
    found = []
    for number, cell in enumerate(notebook.get("cells", []), 1):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if faces.ITEM in data:
                found += [("item", i["id"]) for i in data[faces.ITEM]["items"]]
            if faces.LAB in data:
                found.append(("lab", data[faces.LAB]["name"]))
            if faces.CHART in data:
                found.append(("chart", data[faces.CHART]["id"]))
            elif faces.PLOTLY in data:
                found.append(("bare", str(number)))
    return found


def missing(notebook: dict, page: str) -> list[str]:
    """A sentence for each part that a notebook shows and its page lacks."""
    problems = []
    for kind, name in parts(notebook):
        if kind == "bare":
            problems.append(
                f"the figure of cell {name} is shown without chart(): pass it to chart()"
            )
        elif not re.search(rf'data-{kind}="{re.escape(name)}"', page):
            problems.append(f"the {kind} {name} is shown by the notebook and is not on the page")
    return problems


def _check(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    problems = []
    for name in sorted(app.env.found_docs):
        executed = Path(app.outdir).parent / "jupyter_execute" / f"{name}.ipynb"
        if not executed.exists():
            continue
        page = Path(app.builder.get_outfilename(name)).read_text(encoding="utf-8")
        notebook = json.loads(executed.read_text(encoding="utf-8"))
        problems += [f"{name}: {problem}" for problem in missing(notebook, page)]
    if problems:
        raise MissingPart("\n".join(problems))


def setup(app: Sphinx) -> None:
    """Check when all pages are written."""
    app.connect("build-finished", _check, priority=900)

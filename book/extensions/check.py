"""The last look at a built book: whatever a notebook shows must be on its page.

myst-nb drops an output that it has no renderer for, and the build still ends well; so the executed
notebooks are read once more, apart from all rendering, and their pages are searched for each part.
"""

from pathlib import Path

from jupyter_cache import get_cache
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from book.extensions import inputs
from exercises import faces

_WORK = {"review": faces.REVIEW, "progress": faces.PROGRESS}


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
            if faces.TASK in data:
                found.append(("task", data[faces.TASK]["id"]))
            found += [(k, "") for k, face in _WORK.items() if face in data]
            if faces.CHART in data:
                found.append(("chart", data[faces.CHART]["id"]))
            elif faces.PLOTLY in data:
                found.append(("bare", str(number)))
            elif faces.WIDGET in data and not {faces.ITEM, faces.LAB} & set(data):
                found.append(("widget", str(number)))
    return found


def missing(notebook: dict, page: str) -> list[str]:
    """A sentence for each part that a notebook shows and its page lacks."""
    problems = []
    for kind, name in parts(notebook):
        if kind == "bare":
            problems.append(
                f"the figure of cell {name} is shown without chart(): pass it to chart()"
            )
        elif kind == "widget":
            problems.append(
                f"the widget of cell {name} cannot live on a page: show it by chart(), ask() or lab()"
            )
        elif not _stands(kind, name, page):
            problems.append(f"the {kind} {name} is shown by the notebook and is not on the page")
    return problems


def _stands(kind: str, name: str, page: str) -> bool:
    """Whether a part is on a page with what brings it to life; its face for paper alone is none."""
    end = "</figure>" if kind == "chart" else "</section>"
    places = page.split(f'data-{kind}="{name}"')[1:]
    if kind == "task" or kind in _WORK:
        # A task is done in Jupyter; on the page its words are all there is. A learner's work is a place
        # that a script fills.
        return bool(places)
    return any('<script type="application/json"' in place.split(end)[0] for place in places)


def executed(app: Sphinx, name: str) -> dict | None:
    """A notebook as it ran, or None where it did not run to its end.

    Taken from the cache: the copy that myst-nb writes beside the pages has no outputs where they
    came from there.
    """
    text = Path(app.env.doc2path(name)).read_text(encoding="utf-8")
    cache = get_cache(app.env.mystnb_config.execution_cache_path)
    try:
        return cache.merge_match_into_notebook(inputs.read(text))[1]
    except KeyError:
        return None


def _check(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    problems = []
    for name in sorted(app.env.found_docs):
        if not app.env.doc2path(name).endswith(".ipynb"):
            continue
        notebook = executed(app, name)
        if notebook is None:
            problems.append(f"{name}: the notebook did not run to its end")
            continue
        page = Path(app.builder.get_outfilename(name)).read_text(encoding="utf-8")
        problems += [f"{name}: {problem}" for problem in missing(notebook, page)]
    if problems:
        raise MissingPart("\n".join(problems))


def _forget(app: Sphinx, _: Exception | None) -> None:
    """After a warning, have all pages read again: Sphinx would be silent about one that it keeps."""
    if app._warncount:
        (Path(app.doctreedir) / "environment.pickle").unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Check when all pages are written."""
    app.connect("build-finished", _forget, priority=800)
    app.connect("build-finished", _check, priority=900)

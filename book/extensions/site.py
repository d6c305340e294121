"""The site's own files: scripts, styles, labs and their data, laid beside the pages in `course/`.

Jupyter Book puts every script below its `_static` on every page as a classic script; ES modules must
therefore lie elsewhere.
"""

import json
import re
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from book.extensions.npm import ensure_packages
from exercises import tables
from exercises.items.bank import bank
from exercises.items.outline import outline
from exercises.labs import loading
from exercises.paths import BOOK, ITEMS, LABS, PACKAGE

_log = logging.getLogger(__name__)

_VENDOR = {
    "ts-fsrs.mjs": "ts-fsrs/dist/index.mjs",
    "plotly.min.js": "plotly.js-basic-dist-min/plotly-basic.min.js",
    "micropython.mjs": "@micropython/micropython-webassembly-pyscript/micropython.mjs",
    "micropython.wasm": "@micropython/micropython-webassembly-pyscript/micropython.wasm",
}

#: The sheets in the order in which a later one may overrule an earlier.
_SHEETS = ("course", "page", "chart", "lab", "cards", "notes")


def _packages(app: Sphinx) -> None:
    if app.builder.name == "html":
        _log.info("fetching the page's packages (npm)...")
        app.env.course_packages = str(ensure_packages())


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    lay(Path(app.outdir) / "course", Path(app.env.course_packages), _chapters(app))
    _prune(app)
    # A host that runs Jekyll would drop every file whose name begins with an underscore.
    (Path(app.outdir) / ".nojekyll").write_text("", encoding="utf-8")


def _prune(app: Sphinx) -> None:
    """Take out pages of an earlier build whose source is gone: Sphinx leaves them."""
    names = [*app.env.found_docs, *("search", "genindex")]
    kept = {Path(app.builder.get_outfilename(name)).resolve() for name in names}
    for page in list(Path(app.outdir).rglob("*.html")):
        if page.resolve() not in kept:
            page.unlink()
            if not any(page.parent.iterdir()):
                page.parent.rmdir()


def _chapters(app: Sphinx) -> dict[str, dict[str, str]]:
    """The title of each chapter's page and its address from the top of the site, by number."""
    found = {}
    for name in sorted(app.env.found_docs):
        stem = name.removeprefix("notebooks/")
        if stem != name and re.match(r"\d\d-", stem):
            title = app.env.titles[name].astext()
            found[stem[:2]] = {"title": title, "address": app.builder.get_target_uri(name)}
    return found


def lay(folder: Path, packages: Path, pages: dict[str, dict[str, str]]) -> None:
    """Lay all files that the pages load into a folder, made anew."""
    if folder.exists():
        shutil.rmtree(folder)
    _copy((BOOK / "pages").glob("*.js"), folder)
    _copy([PACKAGE / "look.json"], folder)
    # For whoever writes questions of their own: what a file of the bank may hold.
    _copy([ITEMS / "schema.json"], folder)
    (folder / "site.css").write_text(style(), encoding="utf-8")
    _copy(ITEMS.glob("*.js"), folder / "items")
    _copy(_modules(), folder / "labs")
    for name in loading.names():
        rows = {table: tables.rows(table) for table in loading.load(name).TABLES}
        _json(folder / "labs" / f"{name}.json", {"tables": rows})
    for name, path in _VENDOR.items():
        (folder / "vendor").mkdir(exist_ok=True)
        shutil.copyfile(packages / path, folder / "vendor" / name)
    known = outline()
    _json(folder / "outline.json", {**known, "pages": pages})
    (folder / "questions").mkdir()
    # Each question once, by chapter: fetched only by a page that asks what it was printed without.
    for chapter, names in known["chapters"].items():
        declared = [bank().declaration(name) for name in names]
        _json(folder / "questions" / f"{chapter}.json", {"items": declared})


def style() -> str:
    """All sheets as one: a page is not painted before every sheet of its head has come."""
    sheets = [BOOK / "pages" / f"{name}.css" for name in _SHEETS]
    # As Jupyter gets them: one sheet for questions and for what stands around them.
    sheets += [ITEMS / "items.css", ITEMS / "work.css"]
    texts = [path.read_text(encoding="utf-8") for path in sheets]
    paper = (BOOK / "pages" / "print.css").read_text(encoding="utf-8")
    return "\n".join([*texts, f"@media print {{\n{paper}}}\n"])


def _modules() -> list[Path]:
    """The files that a lab runs on in the page: the labs and what they share."""
    return [p for p in LABS.glob("*.py") if p.stem not in ("__init__", "loading")]


def _copy(files: object, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in files:
        shutil.copyfile(path, folder / path.name)


def _json(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Fetch packages when the builder starts; write the files when the pages are done."""
    app.connect("builder-inited", _packages)
    app.connect("build-finished", _write, priority=400)

"""The site's own files: scripts, styles, labs and their data, laid beside the pages in `course/`.

Jupyter Book puts every script below its `_static` on every page as a classic script; ES modules must
therefore lie elsewhere.
"""

import json
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from book.extensions.npm import ensure_packages
from exercises import tables
from exercises.items.bank import bank
from exercises.labs import loading
from exercises.paths import BOOK, ITEMS, LABS, PACKAGE

_log = logging.getLogger(__name__)

_VENDOR = {
    "plotly.min.js": "plotly.js-basic-dist-min/plotly-basic.min.js",
    "micropython.mjs": "@micropython/micropython-webassembly-pyscript/micropython.mjs",
    "micropython.wasm": "@micropython/micropython-webassembly-pyscript/micropython.wasm",
}


def _packages(app: Sphinx) -> None:
    if app.builder.name == "html":
        _log.info("fetching the page's packages (npm)...")
        app.env.course_packages = str(ensure_packages())


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    lay(Path(app.outdir) / "course", Path(app.env.course_packages))
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


def lay(folder: Path, packages: Path) -> None:
    """Lay all files that the pages load into a folder, made anew."""
    if folder.exists():
        shutil.rmtree(folder)
    for kind in ("*.js", "*.css"):
        _copy((BOOK / "pages").glob(kind), folder)
    _copy([ITEMS / "items.css", PACKAGE / "look.json"], folder)
    _copy(ITEMS.glob("*.js"), folder / "items")
    _copy(_modules(), folder / "labs")
    for name in loading.names():
        rows = {table: tables.rows(table) for table in loading.load(name).TABLES}
        _json(folder / "labs" / f"{name}.json", {"tables": rows})
    for name, path in _VENDOR.items():
        (folder / "vendor").mkdir(exist_ok=True)
        shutil.copyfile(packages / path, folder / "vendor" / name)
    chapters: dict[str, list[str]] = {}
    for item in bank().ids():
        chapters.setdefault(bank().chapter(item)[:2], []).append(item)
    _json(folder / "outline.json", {"chapters": chapters})


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

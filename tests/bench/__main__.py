"""Runs benchmarks by name: a Markdown table for each, then the machine that the figures come from."""

import argparse
import signal
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from playwright.sync_api import Error

from tests.bench.figures import machine
from tests.bench.workshop import BenchError, Workshop

NAMES = ("weight", "paint", "labs", "build", "record", "tables", "questions", "sheet", "answers")


def main(argv: list[str] | None = None) -> int:
    """Run the named benchmarks, or list them; returns an exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=_listed())
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("names", nargs="*", metavar="name", help="all, or the names above")
    named = parser.parse_args(argv).names
    unknown = [repr(name) for name in named if name not in (*NAMES, "all")]
    if unknown:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")
    if not named:
        print(_listed())
        return 0
    # Whoever ends it ends the browser and the JupyterLab that it started as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = NAMES if "all" in named else [name for name in NAMES if name in named]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return _run(chosen, Path(folder))


def _run(names: list[str] | tuple[str, ...], folder: Path) -> int:
    with Workshop(folder) as workshop:
        for name in names:
            print(f"{name}: running ...", file=sys.stderr, flush=True)
            start = time.perf_counter()
            try:
                text = import_module(f"tests.bench.{name}").run(workshop)
            except (BenchError, AssertionError, Error) as error:
                # A page that did not come to what was waited for says so in its first lines.
                print(f"{name}: {str(error)[:500]}", file=sys.stderr)
                return 1
            print(f"{text}\n", flush=True)
            print(f"{name}: took {time.perf_counter() - start:.0f} s", file=sys.stderr)
        print(machine(workshop.browser_version))
    return 0


def _listed() -> str:
    lines = ["Benchmarks; name one or more, or all:", ""]
    for name in NAMES:
        lines.append(f"  {name:<10}{import_module(f'tests.bench.{name}').ABOUT}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

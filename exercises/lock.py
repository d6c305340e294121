"""Holds what is installed against the lock: a course that worked last year must say what has changed."""

import re
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from exercises.paths import ROOT


@dataclass(frozen=True)
class Comparison:
    """What the lock asks for on this machine, and where that is not what is installed.

    Attributes:
        count: how many packages the lock asks for here.
        missing: packages without which the course does not run.
        spare: packages that are missing too, but serve the tests alone.
        unfit: `(name, installed, wanted)` of packages outside the range that the course asks for.
        other: `(name, installed, locked)` of packages in a version with which nothing was tested.
    """

    count: int
    missing: list[str]
    spare: list[str]
    unfit: list[tuple[str, str, str]]
    other: list[tuple[str, str, str]]


def compare(folder: Path = ROOT) -> Comparison:
    """Compare the folder's requirements.txt and pyproject.toml with what is installed.

    Raises:
        OSError: where one of the two files cannot be read.
        ImportError: where the package `packaging` is missing.
    """
    from packaging.requirements import Requirement

    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    direct = [Requirement(text) for text in project["dependencies"]]
    ranges = {_plain(r.name): r.specifier for r in direct}
    pins = locked((folder / "requirements.txt").read_text(encoding="utf-8"))
    needed = _reached(direct)
    missing, spare, unfit, other = [], [], [], []
    for name, version in pins.items():
        found = _installed(name)
        if found is None:
            (missing if name in needed else spare).append(name)
        elif name in ranges and not ranges[name].contains(found, prereleases=True):
            unfit.append((name, found, str(ranges[name])))
        elif found != version:
            other.append((name, found, version))
    return Comparison(len(pins), missing, spare, unfit, other)


def locked(text: str) -> dict[str, str]:
    """Version by name of each pin of a lock (`name==version ; marker`) that applies on this machine."""
    from packaging.requirements import Requirement

    pins = {}
    for line in text.splitlines():
        if not re.match(r"[A-Za-z0-9]", line):
            continue
        pin = Requirement(line)
        if pin.marker is None or pin.marker.evaluate():
            pins[_plain(pin.name)] = str(pin.specifier).removeprefix("==")
    return pins


def _reached(direct: list) -> set[str]:
    """The packages that these requirements bring in, as far as their metadata lie here."""
    from packaging.requirements import Requirement

    reached: set[str] = set()
    done: set[tuple[str, str]] = set()
    waiting = [(_plain(r.name), extra) for r in direct for extra in ("", *r.extras)]
    while waiting:
        name, extra = place = waiting.pop()
        if place in done:
            continue
        done.add(place)
        reached.add(name)
        for text in _requires(name):
            wanted = Requirement(text)
            if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
                waiting += [(_plain(wanted.name), more) for more in ("", *wanted.extras)]
    return reached


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def _installed(name: str) -> str | None:
    try:
        # A broken-off installation may leave a folder without a version in it.
        return metadata.version(name) or None
    except (metadata.PackageNotFoundError, KeyError):
        return None


def _plain(name: str) -> str:
    """A package's name as all tools compare it: `Jupyter_Core` is `jupyter-core`."""
    return re.sub(r"[-_.]+", "-", name).lower()

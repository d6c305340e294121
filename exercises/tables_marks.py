"""What a table was like when it was last checked, so that it need not be checked again at each reading.

    data/marks.json   {"satisfaction": {"checked": "sha256:...", "lines": "...", "columns": {...}}, ...}

`checked` sums up all that the check rested on: while it holds, the file can be read without looking at
each cell. The marks of its lines and columns name the place of a change that no rule forbids. They are
written by `exercises.tables_seal`; without them a table is checked at each first reading.
"""

import csv
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from exercises.tables_package import Resource, targets

FILE = "marks.json"
#: Hexadecimal digits for each line: a change is found by its checksum, a mark only says where.
_DIGITS = 4


class Marks(TypedDict):
    """What was checked, four digits for each line after the header, eight for each column."""

    checked: str
    lines: str
    columns: dict[str, str]


def load_marks(folder: Path) -> dict[str, Marks]:
    """The marks of every table by name; none where the file is missing or cannot be read."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {
            name: Marks(
                checked=str(entry["checked"]),
                lines=str(entry["lines"]),
                columns=dict(entry["columns"]),
            )
            for name, entry in found.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def marks(resource: Resource, text: str, known: Mapping[str, Resource]) -> Marks:
    """The marks of a sealed table, whose published text is given; `known` holds all tables by name."""
    return Marks(
        checked=checked(resource, known), lines="".join(_lines(text)), columns=_columns(text)
    )


def checked(resource: Resource, known: Mapping[str, Resource]) -> str:
    """A digest of what a check rests on: the rules, the seal, and the seals of all it refers to."""
    rests_on = [
        resource["schema"],
        resource.get("conflict_key"),
        [_seal(resource), *(_seal(known[target]) for target in _reached(resource, known))],
    ]
    return "sha256:" + hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def changed(text: str, before: Marks, names: list[str]) -> tuple[list[int], list[str]]:
    """Where a well-formed text is not what it was: the numbers of lines (1 is the header), and columns.

    Lines are compared place by place, so that after a lost or an added line only the first is named.
    """
    old = [before["lines"][at : at + _DIGITS] for at in range(0, len(before["lines"]), _DIGITS)]
    new = _lines(text)
    lines = [at for at, pair in enumerate(zip(old, new, strict=False), 2) if pair[0] != pair[1]]
    if len(old) != len(new):
        return [lines[0] if lines else min(len(old), len(new)) + 2], []
    found = _columns(text)
    return lines, [name for name in names if found.get(name) != before["columns"].get(name)]


def _seal(resource: Resource) -> list[object]:
    return [resource["name"], *(resource.get(part) for part in ("bytes", "hash", "rows"))]


def _reached(resource: Resource, known: Mapping[str, Resource]) -> list[str]:
    """The tables that a table refers to, and those that they refer to."""
    found: dict[str, None] = {}
    for target in targets(resource):
        found |= {target: None} | dict.fromkeys(_reached(known[target], known))
    return list(found)


def _lines(text: str) -> list[str]:
    rows = text.removesuffix("\n").split("\n")[1:]
    return [hashlib.sha256(row.encode()).hexdigest()[:_DIGITS] for row in rows]


def _columns(text: str) -> dict[str, str]:
    columns = zip(*csv.reader(text.removesuffix("\n").split("\n")), strict=False)
    return {
        name: hashlib.sha256("\0".join(cells).encode()).hexdigest()[:8] for name, *cells in columns
    }

"""The series that a table's small picture shows, and what each says in words.

datapackage.json declares which columns make the picture; rows of grade C and rows that are not
preferred are left out, as they are wherever nobody asked for them.
"""

import re
from collections.abc import Sequence
from typing import TypedDict

from exercises.tables_package import Field, Resource, Row, Value, by

_YEAR = re.compile(r"([0-9]{4})(-[0-9]{2})?(-[0-9]{2})?")

#: What codes write in small letters and English does not.
_NAMED = {name.lower(): name for name in ("England", "Wales", "Scotland", "Northern Ireland")}
_NAMED |= {name.lower(): name for name in ("Great Britain", "United Kingdom", "London")}
_NAMED |= {name.lower(): name for name in ("BVPI", "CPA", "GCSE", "LEA", "NHS", "PSA", "UK")}
_NAMED |= {name.lower(): name for name in ("English", "Welsh", "PIRLS", "PISA", "TIMSS")}
_NAMES = re.compile(rf"\b({'|'.join(_NAMED)})\b")


class Point(TypedDict):
    """Where it stands along the picture (a year; None if x is no time), x as written, and its value."""

    at: float | None
    x: str
    y: float


class Series(TypedDict):
    """One line, or one group of bars: its name in words, its unit, and its points in order."""

    name: str
    unit: str
    points: list[Point]


class PictureError(ValueError):
    """A picture that the rows of its table do not make; the message says why."""


def series(resource: Resource, rows: Sequence[Row]) -> list[Series]:
    """The series of a table's declared picture, in the order of the rows; none without one.

    Raises:
        PictureError: where there is nothing to show, a series has two values at one place, or a line
            runs along no time.
    """
    picture = resource.get("picture")
    if picture is None:
        return []
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    x, y = picture["x"], picture["y"]
    made: dict[tuple[Value, ...], Series] = {}
    for row in rows:
        if row[y] is None or row[x] is None or not _shown(row, picture.get("where", {})):
            continue
        key = tuple(row[column] for column in by(picture))
        unit = str(row.get("unit") or fields[y].get("unit", ""))
        name = ", ".join(words(value) for value in key if value is not None)
        found = made.setdefault(key, Series(name=name, unit=unit, points=[]))
        if found["unit"] != unit:
            raise PictureError(f"{name or y} has values in {found['unit']} and in {unit}")
        if any(point["x"] == str(row[x]) for point in found["points"]):
            raise PictureError(f"{name or y} has two values at {x} {row[x]}")
        point = Point(at=_time(row[x], fields[x]), x=str(row[x]), y=float(row[y]))
        found["points"].append(point)
    if not made:
        raise PictureError(f"no confirmed row has a value of {y}")
    if picture.get("kind", "line") == "line":
        for one in made.values():
            if any(point["at"] is None for point in one["points"]):
                raise PictureError(f"{x} is no time for a line to run along; say kind bars")
            one["points"].sort(key=lambda point: point["at"])
    return list(made.values())


def told(one: Series, decimals: int | None = None) -> str:
    """What a line shows, in words: where it begins and ends, and its highest and lowest where others."""
    points = one["points"]
    first, last = points[0], points[-1]
    unit = f" {one['unit']}" if one["unit"] else ""
    if len(points) == 1:
        return f"{number(first['y'], decimals)}{unit} in {first['x']}"
    ends = {first["y"], last["y"]}
    words = f"from {number(first['y'], decimals)} in {first['x']} "
    words += f"to {number(last['y'], decimals)}{unit} in {last['x']}"
    for what, pick in (("highest", max), ("lowest", min)):
        extreme = pick(points, key=lambda point: point["y"])
        if extreme["y"] not in ends:
            words += f", {what} {number(extreme['y'], decimals)} in {extreme['x']}"
    return words


def number(value: float, decimals: int | None = None) -> str:
    """A value as a picture prints it: with its column's decimals, or to about four figures."""
    if decimals is not None:
        return f"{value:,.{decimals}f}".replace("-", "−")
    size = abs(value)
    places = 0 if size >= 1000 else 1 if size >= 100 else 2 if size >= 1 else 3
    text = f"{value:,.{places}f}"
    return (text.rstrip("0").rstrip(".") if places else text).replace("-", "−")


def words(value: Value) -> str:
    """A code of the tables as words: england_all_authorities becomes England all authorities."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _NAMES.sub(lambda name: _NAMED[name[0]], str(value).replace("_", " "))


def _shown(row: Row, where: dict[str, Value]) -> bool:
    if row.get("grade") == "C" or row.get("preferred") is False:
        return False
    return all(row[column] == value for column, value in where.items())


def _time(value: Value, field: Field) -> float | None:
    if field["type"] in ("integer", "number"):
        return float(value)
    found = _YEAR.fullmatch(str(value))
    if not found:
        return None
    year = float(found[1])
    if field["type"] != "date":
        return year
    return year + (int(found[2][1:]) - 1) / 12 + (int(found[3][1:]) - 1) / 365

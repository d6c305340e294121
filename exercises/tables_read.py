"""A file whose seal holds was checked when it was sealed: here it is read, each cell as its type, and fast.

A table is kept as columns, since a frame is made of columns and a description counts in them.
"""

import csv

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from exercises.tables_package import Field, Resource, Row, Value, field_names

Columns = dict[str, list[Value]]
Array = np.ndarray | ExtensionArray

#: What pandas makes of text: its own type in version 3, plain objects before.
_TEXT = pd.Series(["text"]).dtype


def read_columns(resource: Resource, text: bytes) -> Columns:
    """The columns of a checked file with LF line ends: int, float, str, bool or None, dates ISO text."""
    lines = text.decode("utf-8").removesuffix("\n").split("\n")[1:]
    fields = resource["schema"]["fields"]
    cells = list(zip(*csv.reader(lines), strict=True)) or [()] * len(fields)
    return {
        field["name"]: _typed(field["type"], column)
        for field, column in zip(fields, cells, strict=True)
    }


def from_rows(resource: Resource, rows: list[Row]) -> Columns:
    """The columns of rows that were checked one by one."""
    return {name: [row[name] for row in rows] for name in field_names(resource)}


def as_rows(columns: Columns) -> list[Row]:
    """Fresh rows of a table that is kept as columns."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def frame_arrays(fields: list[Field], columns: Columns) -> dict[str, Array]:
    """What a data frame is made of: `Int64` and `boolean` where there are gaps, dates as such."""
    return {field["name"]: _array(field["type"], columns[field["name"]]) for field in fields}


def _typed(kind: str, cells: tuple[str, ...]) -> list[Value]:
    if kind == "integer":
        return [int(cell) if cell else None for cell in cells]
    if kind == "number":
        return [float(cell) if cell else None for cell in cells]
    if kind == "boolean":
        return [cell == "true" if cell else None for cell in cells]
    return [cell or None for cell in cells]


def _array(kind: str, values: list[Value]) -> Array:
    if kind == "number":
        return np.array(values, dtype="float64")
    if kind in ("integer", "boolean"):
        return _whole(np.dtype("int64" if kind == "integer" else "bool"), values)
    if kind == "date":
        return pd.to_datetime(pd.Series(values, dtype="object"), format="%Y-%m-%d").array
    if all(value is None for value in values):
        return np.array(values, dtype=object)
    return pd.array(values, dtype=_TEXT)


def _whole(kind: np.dtype, values: list[Value]) -> Array:
    """Whole numbers, or truths; pandas' own kind of them only where there are gaps."""
    if None not in values:
        return np.array(values, dtype=kind)
    filled = np.array([value or 0 for value in values], dtype=kind)
    masked = pd.arrays.IntegerArray if kind.kind == "i" else pd.arrays.BooleanArray
    return masked(filled, np.array([value is None for value in values]))

"""`table()` and `tables()`: the course's figures as data frames that carry sources and cautions.

A file that is not the published one is refused whole, because a chart of a damaged file looks like
any other chart.
"""

import copy
import difflib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar, cast

import pandas as pd

from exercises.paths import DATA
from exercises.tables_check import check_rows, check_seal
from exercises.tables_error import TableError, refusal
from exercises.tables_html import Course, cited, doubt, fits, table_html
from exercises.tables_package import (
    FILE,
    Field,
    Package,
    Resource,
    Row,
    Value,
    field_names,
    load_package,
    seal_of,
)

__all__ = [
    "Catalogue",
    "Course",
    "CourseTable",
    "TableError",
    "cited",
    "describe",
    "rows",
    "source",
    "table",
    "tables",
]

SOURCES = "sources"

T = TypeVar("T")


class CourseTable(pd.DataFrame):
    """A data frame that knows where its figures come from.

    `.course` holds title, coverage, cautions, sources and fields; it stays with rows and columns
    cut from the table. A frame of another shape is shown as pandas shows it.
    """

    _metadata = ["course"]  # noqa: RUF012 - pandas' own hook, a list of attribute names
    course: Course | None = None

    @property
    def _constructor(self) -> type["CourseTable"]:
        return CourseTable

    def _repr_html_(self) -> str | None:
        # A frame is shown at the end of every second cell: whatever a learner has made of it, the
        # cell must not fail.
        try:
            if fits(self, self.course) and pd.get_option("display.notebook_repr_html"):
                return table_html(self, self.course)
            warning = doubt(self, self.course)
        except Exception:
            warning = ""
        plain = pd.DataFrame(self)._repr_html_()
        return f"{plain}<p>{warning}</p>" if plain and warning else plain

    def __repr__(self) -> str:
        try:
            warning = doubt(self, self.course)
        except Exception:
            warning = ""
        plain = super().__repr__()
        return f"{plain}\n{warning}" if warning else plain


class Catalogue:
    """The tables of one folder, each read when it is first asked for, and again once changed."""

    def __init__(self, folder: Path = DATA) -> None:
        self.folder = folder
        self._kept: dict[str, tuple[object, object]] = {}

    def table(self, name: str, unconfirmed: bool = False) -> CourseTable:
        """A fresh copy of a table; see `exercises.tables.table`."""
        made = _frame(self._resource(name)["schema"]["fields"], self._rows(name))
        if "grade" in made.columns and not unconfirmed:
            made = made[made["grade"] != "C"].reset_index(drop=True)
        course = self.describe(name)
        course["unconfirmed"] = unconfirmed and course["grades"]["C"] > 0
        if unconfirmed:
            course["left_out"] = 0
        made.course = course
        return made

    def rows(self, name: str) -> list[Row]:
        """Fresh plain rows of a table; see `exercises.tables.rows`."""
        return [dict(row) for row in self._rows(name)]

    def describe(self, name: str) -> Course:
        """What is known about a table; see `exercises.tables.describe`."""
        resource = self._resource(name)
        found = self._rows(name)
        grades = {grade: sum(row.get("grade") == grade for row in found) for grade in "ABC"}
        columns = [column for column in field_names(resource) if column.endswith("source_id")]
        named = {row[column] for row in found for column in columns}
        known = self._rows(SOURCES) if name != SOURCES else []
        return copy.deepcopy(
            Course(
                name=name,
                title=resource["title"],
                description=resource["description"],
                coverage=resource["coverage"],
                cautions=resource["cautions"],
                sources=[row for row in known if row["source_id"] in named],
                fields=resource["schema"]["fields"],
                grades=grades,
                rows=len(found),
                left_out=grades["C"],
                unconfirmed=False,
                licences=self._package()["licenses"],
                key=resource["schema"]["primaryKey"],
            )
        )

    def source(self, source_id: str) -> Row:
        """A fresh row of the table of sources; see `exercises.tables.source`."""
        known = {str(row["source_id"]): row for row in self._rows(SOURCES)}
        if source_id not in known:
            near = _near(source_id, list(known))
            raise TableError(f"There is no source called {source_id!r} in sources.csv.{near}")
        return dict(known[source_id])

    def tables(self) -> CourseTable:
        """The catalogue; see `exercises.tables.tables`."""
        lines = []
        for resource in self._package()["resources"]:
            about = self.describe(resource["name"])
            line = {key: about[key] for key in ("name", "title", "rows", "coverage")}
            lines.append(line | about["grades"])
        made = CourseTable(lines)
        made.course = _catalogue_course(len(lines))
        return made

    def _package(self) -> Package:
        return self._keep("", [FILE], lambda: load_package(self.folder))

    def _resource(self, name: str) -> Resource:
        known = {resource["name"]: resource for resource in self._package()["resources"]}
        if name not in known:
            near = _near(str(name), list(known))
            raise TableError(
                f"There is no table called {name!r}.{near} tables() lists all of them."
            )
        return known[name]

    def _rows(self, name: str) -> list[Row]:
        resource = self._resource(name)
        targets = {
            key["reference"]["resource"] for key in resource["schema"].get("foreignKeys", [])
        }
        others = {target: self._rows(target) for target in targets}
        files = [FILE, resource["path"], *(self._resource(target)["path"] for target in targets)]
        return self._keep(name, files, lambda: self._read(resource, others))

    def _read(self, resource: Resource, others: dict[str, list[Row]]) -> list[Row]:
        file = f"{self.folder.name}/{resource['path']}"
        try:
            raw = (self.folder / resource["path"]).read_bytes()
        except FileNotFoundError:
            raise refusal(file, "there is no such file.") from None
        found = check_rows(resource, raw, file, others)
        check_seal(raw, len(found), seal_of(self.folder, resource), file)
        return found

    def _keep(self, key: str, files: list[str], make: Callable[[], T]) -> T:
        stamp = [_stamp(self.folder / file) for file in files]
        if key not in self._kept or self._kept[key][0] != stamp:
            self._kept[key] = (stamp, make())
        return cast(T, self._kept[key][1])


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _near(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    near += [other for other in known if name and name in other and other not in near]
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _frame(fields: list[Field], found: list[Row]) -> CourseTable:
    return CourseTable(
        {f["name"]: _column(f["type"], [row[f["name"]] for row in found]) for f in fields}
    )


def _column(kind: str, values: list[Value]) -> pd.Series:
    gaps = None in values
    if kind == "number":
        return pd.Series(values, dtype="float64")
    if kind == "integer":
        return pd.Series(values, dtype="Int64" if gaps else "int64")
    if kind == "boolean":
        return pd.Series(values, dtype="boolean" if gaps else "bool")
    if kind == "date":
        return pd.to_datetime(pd.Series(values, dtype="object"), format="%Y-%m-%d")
    return pd.Series(values, dtype="object" if all(v is None for v in values) else None)


def _catalogue_course(count: int) -> Course:
    headings = {
        "name": "Name",
        "title": "Title",
        "rows": "Rows",
        "coverage": "Covers",
        "A": "Grade A",
        "B": "Grade B",
        "C": "Grade C, unconfirmed",
    }
    texts = ("name", "title", "coverage")
    fields = [
        Field(
            name=key, type="string" if key in texts else "integer", title=words, description=words
        )
        for key, words in headings.items()
    ]
    for field in fields[4:]:
        field["unit"] = "rows"
    return Course(
        name="tables",
        title="The tables of this course",
        description="What table() can give.",
        coverage="",
        cautions=[],
        sources=[],
        fields=fields,
        grades={},
        rows=count,
        left_out=0,
        unconfirmed=False,
        licences=[],
    )


_PUBLISHED = Catalogue()


def table(name: str, unconfirmed: bool = False) -> CourseTable:
    """A table of the course as a data frame with its sources and its cautions.

    Rows of grade C are left out unless `unconfirmed` is true; then they are marked wherever the
    frame is shown. Columns, their units and their meaning are in `.course["fields"]`.

    Raises `TableError` if there is no such table, or if its file is not the published one.
    """
    return _PUBLISHED.table(name, unconfirmed)


def rows(name: str) -> list[Row]:
    """The rows of a table as plain dictionaries, which is what a lab is fed.

    Values are int, float, str, bool or None, dates ISO text; unconfirmed rows are among them, with
    their grade. Raises `TableError` as `table` does.
    """
    return _PUBLISHED.rows(name)


def describe(name: str) -> Course:
    """What is known about a table, as `table(name).course` has it. Raises `TableError` likewise."""
    return _PUBLISHED.describe(name)


def source(source_id: str) -> Row:
    """A source: source_id, author, year, title, publisher, url, seen_as (None where unknown).

    Raises `TableError` if there is no such source.
    """
    return _PUBLISHED.source(source_id)


class _Verb(ModuleType):
    """This module, which answers to `tables()`.

    The verb and the module share a name, and importing the module binds that name in the package:
    `from exercises import tables` would give one or the other, by what was imported before.
    """

    def __call__(self) -> CourseTable:
        """The catalogue: name, title, rows, coverage, and the rows of grade A, B and C."""
        return _PUBLISHED.tables()


sys.modules[__name__].__class__ = _Verb
tables = cast(_Verb, sys.modules[__name__])

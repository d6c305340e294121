"""`table()` and `tables()`: the course's figures as data frames that carry sources and cautions.

A file that is not the published one is refused whole, because a chart of a damaged file looks like
any other chart.
"""

import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar, cast

import numpy as np
import pandas as pd

from exercises import tables_marks
from exercises.paths import DATA
from exercises.tables_check import check_rows, check_seal, digest, plain
from exercises.tables_error import ColumnError, TableError, refusal
from exercises.tables_html import CATALOGUE, Course, cited, doubt, fits, table_html
from exercises.tables_marks import Marks, checked, load_marks
from exercises.tables_names import missing, near
from exercises.tables_package import (
    FILE,
    Field,
    Package,
    Resource,
    Row,
    by_family,
    field_names,
    load_package,
    seal_of,
    targets,
)
from exercises.tables_read import Columns, as_rows, frame_arrays, from_rows, read_columns

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

    def __getitem__(self, key: object) -> object:
        """As pandas does it; a misspelt column is met with the names that are like it."""
        try:
            return super().__getitem__(key)
        except KeyError:
            if not isinstance(key, str) or self.course is None:
                raise
            columns = [str(column) for column in self.columns]
            what = f"There is no column {key!r} in this frame.{near(key, columns)}"
            raise ColumnError(f"{what} It has {', '.join(columns)}.") from None

    def rename(self, *args: object, **kwargs: object) -> "CourseTable | None":
        """As pandas does it; a column of the table keeps its title, its unit and the table's cautions."""
        before, course = list(self.columns), self.course
        whole = fits(self, course)
        made = super().rename(*args, **kwargs)
        if whole and course is not None and isinstance(made, CourseTable):
            names = dict(zip(before, made.columns, strict=True))
            fields = [{**f, "name": names.get(f["name"], f["name"])} for f in course["fields"]]
            made.course = {**course, "fields": fields}
        return made

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
        self._kept: dict[tuple[str, ...], tuple[object, object]] = {}
        self._stamps: dict[str, object] = {}

    def table(self, name: str, unconfirmed: bool = False) -> CourseTable:
        """A fresh copy of a table; see `exercises.tables.table`."""
        self._look_again()
        columns = self._columns(name)
        confirmed = "confirmed" if "grade" in columns and not unconfirmed else "all"
        fields = self._resource(name)["schema"]["fields"]
        kept = self._keep(
            ("frame", name, confirmed), name, lambda: _frame(fields, columns, confirmed != "all")
        )
        made = kept.copy()
        course = self._describe(name)
        course["unconfirmed"] = unconfirmed and course["grades"]["C"] > 0
        if unconfirmed:
            course["left_out"] = 0
        made.course = course
        return made

    def rows(self, name: str) -> list[Row]:
        """Fresh plain rows of a table; see `exercises.tables.rows`."""
        self._look_again()
        return as_rows(self._columns(name))

    def describe(self, name: str) -> Course:
        """What is known about a table; see `exercises.tables.describe`."""
        self._look_again()
        return self._describe(name)

    def _describe(self, name: str) -> Course:
        columns = self._columns(name)
        known = self._columns(SOURCES) if name != SOURCES else {}
        about = self._keep(("course", name), name, lambda: self._about(name, columns, known))
        # What was pickled is a reader's own, and quicker to make than a deep copy.
        return cast(Course, pickle.loads(about))

    def source(self, source_id: str) -> Row:
        """A fresh row of the table of sources; see `exercises.tables.source`."""
        known = {str(row["source_id"]): row for row in self.rows(SOURCES)}
        if source_id not in known:
            meant = near(source_id, known)
            raise TableError(f"There is no source called {source_id!r} in sources.csv.{meant}")
        return known[source_id]

    def tables(self, chapter: str | None = None, family: str | None = None) -> CourseTable:
        """The catalogue; see `exercises.tables.tables`."""
        self._look_again()
        package = self._package()
        families = package.get("families", {})
        if family is not None and not (isinstance(family, str) and family in families):
            raise TableError(
                f"There is no family {family!r}.{near(str(family), families)} Write one of these "
                f'as text, such as tables(family="schools"): {", ".join(families)}.'
            )
        titles = package.get("chapters", {})
        if chapter is not None and not (isinstance(chapter, str) and chapter in titles):
            raise TableError(
                f"There is no chapter {chapter!r}. Write its number as text, such as "
                f'tables("06"): {", ".join(titles)}.'
            )
        lines = []
        for resource in (one for _, _, group in by_family(package) for one in group):
            serves = resource.get("chapters", [])
            if chapter is not None and chapter not in serves:
                continue
            if family is not None and resource.get("family") != family:
                continue
            about = self._describe(resource["name"])
            line = {key: about[key] for key in ("name", "title")}
            line |= {"family": resource.get("family", ""), "chapters": ", ".join(serves)}
            line |= {key: about[key] for key in ("rows", "coverage")}
            lines.append(line | about["grades"])
        fields = _catalogue_fields()
        made = CourseTable(lines, columns=[field["name"] for field in fields])
        made.course = _catalogue_course(len(lines), fields, families)
        return made

    def _about(self, name: str, columns: Columns, known: Columns) -> bytes:
        resource = self._resource(name)
        graded = columns.get("grade", [])
        grades = {grade: graded.count(grade) for grade in "ABC"}
        cites = [column for column in columns if column.endswith("source_id")]
        named = set().union(*(columns[column] for column in cites))
        found = [at for at, key in enumerate(known.get("source_id", [])) if key in named]
        course = Course(
            name=name,
            title=resource["title"],
            description=resource["description"],
            coverage=resource["coverage"],
            cautions=resource["cautions"],
            sources=[{column: known[column][at] for column in known} for at in found],
            fields=resource["schema"]["fields"],
            grades=grades,
            rows=len(columns[field_names(resource)[0]]),
            left_out=grades["C"],
            unconfirmed=False,
            licences=self._package()["licenses"],
            key=resource["schema"]["primaryKey"],
        )
        return pickle.dumps(course)

    def _package(self) -> Package:
        return self._keep_of(("package",), [FILE], lambda: load_package(self.folder))

    def _known(self) -> dict[str, Resource]:
        package = self._package()
        return self._keep_of(
            ("known",), [FILE], lambda: {r["name"]: r for r in package["resources"]}
        )

    def _marks(self) -> dict[str, Marks]:
        return self._keep_of(("marks",), [tables_marks.FILE], lambda: load_marks(self.folder))

    def _resource(self, name: str) -> Resource:
        known = self._known()
        if name not in known:
            raise TableError(missing(name, self._package()))
        return known[name]

    def _columns(self, name: str) -> Columns:
        resource = self._resource(name)
        # They come first, because this table stands only while all that it refers to does.
        others = {target: self._columns(target) for target in targets(resource)}
        return self._keep(("columns", name), name, lambda: self._read(resource, others))

    def _read(self, resource: Resource, others: dict[str, Columns]) -> Columns:
        file = f"{self.folder.name}/{resource['path']}"
        try:
            raw = (self.folder / resource["path"]).read_bytes()
        except FileNotFoundError:
            raise refusal(file, "there is no such file.") from None
        marks = self._marks().get(resource["name"])
        sealed = digest(raw) == resource.get("hash") and len(plain(raw)) == resource.get("bytes")
        if sealed and marks and marks["checked"] == checked(resource, self._known()):
            return read_columns(resource, plain(raw))
        found = check_rows(resource, raw, file, {t: as_rows(c) for t, c in others.items()})
        check_seal(raw, len(found), seal_of(self.folder, resource), file, marks)
        return from_rows(resource, found)

    def _keep(self, key: tuple[str, ...], name: str, make: Callable[[], T]) -> T:
        """What was made of a table, made again once it, or one that it refers to, is changed."""
        known = self._known()
        named = [name, *targets(known[name]), *([SOURCES] if SOURCES in known else [])]
        return self._keep_of(key, [FILE, *(known[n]["path"] for n in named)], make)

    def _keep_of(self, key: tuple[str, ...], files: list[str], make: Callable[[], T]) -> T:
        stamps = self._stamps
        for file in files:
            if file not in stamps:
                stamps[file] = _stamp(self.folder / file)
        now = [stamps[file] for file in files]
        if key not in self._kept or self._kept[key][0] != now:
            self._kept[key] = (now, make())
        return cast(T, self._kept[key][1])

    def _look_again(self) -> None:
        """Forget when the files were last changed: within one call, each is looked at once."""
        self._stamps = {}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _frame(fields: list[Field], columns: Columns, confirmed: bool) -> CourseTable:
    """A frame of all rows, or of those that are `confirmed`: of grade A or B."""
    arrays = frame_arrays(fields, columns)
    if confirmed and "C" in columns["grade"]:
        kept = np.array([grade != "C" for grade in columns["grade"]])
        arrays = {name: array[kept] for name, array in arrays.items()}
    return CourseTable(arrays)


def _catalogue_fields() -> list[Field]:
    headings = {
        "name": "Name",
        "title": "Title",
        "family": "Family",
        "chapters": "Chapters",
        "rows": "Rows",
        "coverage": "Covers",
        "A": "Grade A",
        "B": "Grade B",
        "C": "Grade C, unconfirmed",
    }
    texts = ("name", "title", "family", "chapters", "coverage")
    fields = [
        Field(
            name=key, type="string" if key in texts else "integer", title=words, description=words
        )
        for key, words in headings.items()
    ]
    for field in fields[-3:]:
        field["unit"] = "rows"
    return fields


def _catalogue_course(count: int, fields: list[Field], families: dict[str, str]) -> Course:
    return Course(
        name=CATALOGUE,
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
        families=families,
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

    def __call__(self, chapter: str | None = None, family: str | None = None) -> CourseTable:
        """The catalogue: name, title, family, chapters, rows, coverage, rows of grade A, B and C.

        The tables stand by family, the subject that each belongs to. `chapter`, such as "06", keeps
        those that serve it; `family`, such as "schools", those of that subject. Raises `TableError`
        if there is no such chapter or family.
        """
        return _PUBLISHED.tables(chapter, family)


sys.modules[__name__].__class__ = _Verb
tables = cast(_Verb, sys.modules[__name__])

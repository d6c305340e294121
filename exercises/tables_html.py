"""A table must not be shown without what a reader has to know: units, cautions, sources, doubts."""

import html
import os
import re
from pathlib import Path
from typing import NotRequired, TypedDict

import pandas as pd

from exercises import faces
from exercises.paths import DATA, ROOT
from exercises.tables_package import Field, Link, Row, Value
from exercises.tables_picture import words as spoken

#: The name of the catalogue, which is no file of its own.
CATALOGUE = "tables"

ROWS_SHOWN = 40
LONG_TEXT = 40
# More sources than these would be a wall of links under the table.
SOURCES_SHOWN = 12
GRADES = (
    "Grades: A official or primary source seen; B reputable secondary source seen; C unconfirmed."
)
USING = (
    "A file holds every row: those of grade C, which table(name) leaves out unless asked, and, where "
    "sources disagree, each side. To count or to draw, take the rows whose grade is not C and, where "
    "a table has the column preferred, whose preferred is true.",
    "In a spreadsheet, import a file (UTF-8, commas) and call the columns of financial years and of "
    "chapters text. Opened with a double click, 2001-02 may turn into a date and chapter 07 into 7.",
)
LEFT = "text-align:left"
RIGHT = "text-align:right;font-variant-numeric:tabular-nums"


class Course(TypedDict):
    """What travels with a table: `.course`, and what `describe()` gives.

    `grades` counts the rows of the whole file; `left_out` the unconfirmed ones that this frame was
    made without; `unconfirmed` says whether it was made with them. The catalogue alone has `families`,
    the titles of the groups in which it shows the tables.
    """

    name: str
    title: str
    description: str
    coverage: str
    cautions: list[str]
    sources: list[Row]
    fields: list[Field]
    grades: dict[str, int]
    rows: int
    left_out: int
    unconfirmed: bool
    licences: list[Link]
    key: NotRequired[list[str]]
    families: NotRequired[dict[str, str]]


def fits(frame: pd.DataFrame, course: Course | None) -> bool:
    """Whether the columns of a frame are still columns of its table, one row to a line.

    After a pivot, a grouping into the index or a new column they are not, and headings and units
    would claim too much.
    """
    if not course or "fields" not in course:
        return False
    if isinstance(frame.index, pd.MultiIndex) or frame.index.name is not None:
        return False
    if not pd.api.types.is_integer_dtype(frame.index) or frame.columns.name is not None:
        return False
    known = {field["name"] for field in course["fields"]}
    columns = list(frame.columns)
    return bool(columns) and set(columns) <= known and len(set(columns)) == len(columns)


def cited(frame: pd.DataFrame, course: Course) -> list[Row]:
    """The sources that the rows of a frame name; all of the table's where it has no such column."""
    columns = [name for name in frame.columns if str(name).endswith("source_id")]
    if not columns:
        return course["sources"]
    named = {cell for name in columns for cell in frame[name].dropna()}
    return [source for source in course["sources"] if source["source_id"] in named]


def doubt(frame: pd.DataFrame, course: Course | None) -> str:
    """A sentence that warns of unconfirmed figures in a frame, or nothing."""
    if course is None or not course["unconfirmed"]:
        return ""
    if "grade" not in frame.columns:
        return "Made from rows that include unconfirmed figures (grade C)."
    count = int((frame["grade"] == "C").sum())
    if not count:
        return ""
    return f"{count} {'row is' if count == 1 else 'rows are'} unconfirmed (grade C)."


def table_html(frame: pd.DataFrame, course: Course) -> str:
    """The frame as accessible HTML: caption above, units in the headings, the rest beneath.

    For a frame that `fits`; every text is escaped; `ROWS_SHOWN` rows at most, but the catalogue
    whole: a table that is not listed is not found.
    """
    fields = {field["name"]: field for field in course["fields"]}
    columns = [fields[name] for name in frame.columns]
    listed = course["name"] == CATALOGUE
    shown = (frame if listed else frame.head(ROWS_SHOWN)).astype(object)
    lines = list(shown.itertuples(index=False, name=None))
    head = "".join(
        _heading(field, max((len(_written(line[at])) for line in lines), default=0))
        for at, field in enumerate(columns)
    )
    body = "".join(
        _family_line(lines, at, columns, course) + _line(columns, cells, course)
        for at, cells in enumerate(lines)
    )
    name, title = html.escape(course["name"]), html.escape(course["title"])
    return (
        f'<div class="nl-table" data-table="{name}">'
        f'<div class="nl-table-scroll" role="group" tabindex="0" aria-label="{title}" '
        f'style="overflow-x:auto"><table class="nl-table-grid">'
        f'<caption class="nl-table-title" style="caption-side:top;{LEFT}">{title}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{_beneath(frame, course)}</div>"
    )


def _heading(field: Field, longest: int) -> str:
    unit = field.get("unit")
    words = html.escape(field["title"])
    if unit:
        words += f' <span class="nl-table-unit">({html.escape(unit)})</span>'
    name = f'<code class="nl-table-name">{_breakable(field["name"])}</code>'
    side = RIGHT if _numeric(field) else LEFT
    if longest > LONG_TEXT:
        # A wide table scrolls; without this a browser would rather squeeze its notes.
        side += ";min-width:14em"
    return f'<th scope="col" style="{side}">{words}<br>{name}</th>'


def _family_line(
    lines: list[tuple[Value, ...]], at: int, columns: list[Field], course: Course
) -> str:
    """A heading over the first table of each family, where the catalogue is whole enough to have one."""
    heads = [field["name"] for field in columns]
    if not course.get("families") or "family" not in heads:
        return ""
    where = heads.index("family")
    family = lines[at][where]
    if (at and lines[at - 1][where] == family) or family not in course["families"]:
        return ""
    words = html.escape(course["families"][str(family)])
    return (
        f'<tr><th scope="rowgroup" colspan="{len(columns)}" class="nl-table-family" '
        f'style="{LEFT}">{words}</th></tr>'
    )


def _line(columns: list[Field], cells: tuple[Value, ...], course: Course) -> str:
    graded = zip(columns, cells, strict=True)
    unconfirmed = any(field["name"] == "grade" and cell == "C" for field, cell in graded)
    kind = ' class="nl-table-unconfirmed"' if unconfirmed else ""
    listed = course["name"] == CATALOGUE
    made = "".join(_cell(field, cell, listed) for field, cell in zip(columns, cells, strict=True))
    return f"<tr{kind}>{made}</tr>"


def _cell(field: Field, cell: Value, listed: bool) -> str:
    text = _breakable(in_words(field, _written(cell, field.get("decimals"))))
    if listed and field["name"] == "name":
        text = f'<a href="{_described(_written(cell))}"><code>{text}</code></a>'
    if field["name"] == "grade" and cell == "C":
        text = "C <strong>unconfirmed</strong>"
    if _numeric(field):
        return f'<td class="nl-table-number" style="{RIGHT}">{text}</td>'
    return f'<td style="{LEFT}">{text}</td>'


def in_words(field: Field, text: str) -> str:
    """A code of a fixed list as it is said: `not_found` as not found, `sales_2001_02` as sales 2001-02.

    Names that a reader has to copy, of sources and of rows, are in no such list and stay as they are.
    """
    if not field.get("constraints", {}).get("enum"):
        return text
    return spoken(re.sub(r"(?<=\d{4})_(?=\d\d\b)", "-", text))


def _breakable(text: str) -> str:
    """A text as HTML that may go on in another line after an underscore: a name is one long word."""
    return html.escape(text).replace("_", "_<wbr>")


def _written(cell: Value, decimals: int | None = None) -> str:
    if cell is None or cell is pd.NA or cell != cell:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    if isinstance(cell, float):
        if decimals is not None:
            return f"{cell:.{decimals}f}".replace("-", "−")
        return f"{round(cell, 4):.10g}".replace("-", "−")
    return str(cell).replace("-", "−") if isinstance(cell, int) else str(cell)


def _numeric(field: Field) -> bool:
    return field["type"] in ("integer", "number")


def _beneath(frame: pd.DataFrame, course: Course) -> str:
    parts = []
    more = 0 if course["name"] == CATALOGUE else len(frame) - ROWS_SHOWN
    if more > 0:
        parts.append(
            _note("more", f"{more} more {'row is' if more == 1 else 'rows are'} not shown.")
        )
    if not len(frame):
        parts.append(_note("more", "There are no rows to show."))
    if course["left_out"]:
        count = course["left_out"]
        are = "row is" if count == 1 else "rows are"
        call = f'table("{course["name"]}", unconfirmed=True)'
        parts.append(_note("left-out", f"{count} unconfirmed {are} left out; to see all: {call}"))
    parts.append(_note("doubt", doubt(frame, course)))
    if course["cautions"]:
        rows = "".join(f"<li>{html.escape(caution)}</li>" for caution in course["cautions"])
        parts.append(f'<ul class="nl-table-cautions" aria-label="Cautions">{rows}</ul>')
    parts.append(_note("coverage", f"Covers: {course['coverage']}" if course["coverage"] else ""))
    if "grade" in frame.columns:
        parts.append(_note("grades", GRADES))
    sources = cited(frame, course)
    if sources:
        rows = "".join(f"<li>{_citation(source)}</li>" for source in sources)
        listed = f'<ul class="nl-table-sources" aria-label="Sources">{rows}</ul>'
        if len(sources) > SOURCES_SHOWN:
            many = f"{len(sources)} sources"
            listed = f'<details class="nl-table-many"><summary>{many}</summary>{listed}</details>'
        parts.append(listed)
    if course["name"] != CATALOGUE:
        parts.append(_download(course))
    return "".join(parts)


def _download(course: Course) -> str:
    file = html.escape(f"{course['name']}.csv")
    what = "its one row" if course["rows"] == 1 else f"all {course['rows']} rows"
    if course["grades"]["C"]:
        what += f", {course['grades']['C']} of them unconfirmed"
    link = f'<a href="{_data()}/{file}" download="{file}">Download {file}</a>'
    return f'<p class="nl-table-download">{link} ({what})</p>'


def _data() -> str:
    """The way to the folder of the tables, from the notebook that is run and from its page alike.

    The published site has them where the checkout has them. JupyterLab makes of it an address of
    its own, and downloads what a link marks as a download.
    """
    here = Path.cwd()
    if faces.static_only() or not here.is_relative_to(ROOT):
        return "../data"
    return Path(os.path.relpath(DATA, here)).as_posix()


def _described(name: str) -> str:
    """Where a table is described: on the Data page of the book, in Jupyter in data/README.md."""
    return f"../data.html#{name}" if faces.static_only() else f"{_data()}/README.md#{name}"


def _note(kind: str, words: str) -> str:
    return f'<p class="nl-table-{kind}">{html.escape(words)}</p>' if words else ""


def _citation(source: Row) -> str:
    title = html.escape(_written(source["title"]))
    url = _written(source["url"])
    if url.startswith(("https://", "http://")):
        title = f'<a href="{html.escape(url)}">{title}</a>'
    year = f"({source['year']})" if source["year"] is not None else ""
    lead = html.escape(" ".join(part for part in (_written(source["author"]), year) if part))
    publisher = html.escape(_written(source["publisher"]))
    code = f'<code class="nl-table-name">{html.escape(_written(source["source_id"]))}</code>'
    words = ". ".join(part for part in (lead, title, publisher) if part)
    return f"{code} {words}."

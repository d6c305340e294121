"""A figure is only as good as its file: this reads a CSV by its schema and refuses any fault.

A fault names the line of the file (1 is the header) and the column, so that a person can find it.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from exercises.tables_error import TableError, refusal
from exercises.tables_marks import Marks, changed
from exercises.tables_package import Field, Resource, Row, Value, field_names

INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A spreadsheet would run a cell that begins like this as a formula.
FORMULA = ("=", "+", "@")


def plain(raw: bytes) -> bytes:
    """The bytes as published: a checkout on Windows may have changed each line end to CR LF."""
    return raw.replace(b"\r\n", b"\n")


def digest(raw: bytes) -> str:
    """The checksum of a file as datapackage.json writes it ("sha256:...")."""
    return "sha256:" + hashlib.sha256(plain(raw)).hexdigest()


def check_rows(
    resource: Resource, raw: bytes, file: str, others: Mapping[str, list[Row]]
) -> list[Row]:
    """Read the rows of a table, each value as its type, empty cells as None.

    `raw` is the file, `file` its path as the learner sees it, `others` the rows of the tables that
    it refers to, by name. Raises `TableError` at the first fault, in the order of the file.
    """
    text = _text(resource, raw, file)
    names = field_names(resource)
    lines = _lines(text, file, names[0])
    header = next(lines, None)
    if header is None:
        raise refusal(file, "the file is empty.", line=1, column=names[0])
    _check_header(header[1], names, file)
    rows: list[Row] = []
    places: list[int] = []
    for line, cells in lines:
        rows.append(_row(resource, cells, file, line))
        places.append(line)
    if not text.endswith("\n"):
        what = "the last line has no line end: the file may be cut short."
        raise refusal(file, what, line=text.count("\n") + 1, column=names[-1])
    _check_unique(resource, rows, places, file)
    _check_conflicts(resource, rows, places, file)
    _check_references(resource, rows, places, file, others)
    return rows


def check_seal(
    raw: bytes, rows: int, seal: tuple[int, str, int], file: str, marks: Marks | None = None
) -> None:
    """Refuse a well-formed file that is not the published one; `seal` is bytes, hash, rows.

    With the `marks` of the published file the place of the change is named.
    """
    size, sealed, count = seal
    if len(plain(raw)) == size and digest(raw) == sealed:
        return
    line, column, places = _where_changed(raw, marks, rows != count)
    place = f"line {line}, column {column}" if column else f"line {line}" if line else ""
    what = (
        "the file is well formed, but it differs from what was published (its checksum is off).\n"
    )
    if rows != count:
        what += f"It has {rows} rows; {count} were published.\n"
    raise TableError(
        f"{', '.join(filter(None, (file, place)))}: {what}{places}Nothing was read. "
        f"To put back the published file, in the course's folder: git checkout {file}\n"
        "If you changed it on purpose, publish the change: python -m exercises.tables_seal",
        file,
        line,
        column,
    )


def _where_changed(
    raw: bytes, marks: Marks | None, shifted: bool
) -> tuple[int | None, str | None, str]:
    """The first line and column that are not as published, and a sentence on all such places."""
    if marks is None:
        return None, None, ""
    text = plain(raw).decode("utf-8")
    names = next(csv.reader([text.split("\n", 1)[0]]))
    lines, columns = changed(text, marks, names)
    if not lines:
        # The marks are not those of the published file, and know nothing of it.
        return None, None, ""
    if shifted:
        ends = lines[0] > text.count("\n")
        cause = (
            "the file ends before it and may be cut short" if ends else "a line is lost or added"
        )
        return lines[0], names[0], f"The first that differs is line {lines[0]}: {cause}.\n"
    if not columns:
        return lines[0], None, f"Other quotation marks: {_listed('line', lines)}.\n"
    where = f"What differs: {_listed('line', lines)}; {_listed('column', columns)}.\n"
    return lines[0], columns[0], where


def _listed(what: str, places: Sequence[object]) -> str:
    more = f" and {len(places) - 5} more" if len(places) > 5 else ""
    shown = ", ".join(str(place) for place in places[:5])
    return f"{what}{'s' if len(places) > 1 else ''} {shown}{more}"


def _text(resource: Resource, raw: bytes, file: str) -> str:
    if raw.startswith(b"\xef\xbb\xbf"):
        what = "the file begins with a byte order mark. Save it as UTF-8 without one (not as"
        first = field_names(resource)[0]
        raise refusal(file, f"{what} 'CSV UTF-8' in a spreadsheet).", line=1, column=first)
    if raw[1:2] == b"\0":
        # Two bytes a letter, without a mark: what else is wrong with them may lie far down.
        what = "the file is UTF-16 and not UTF-8 text. Save the file as UTF-8."
        raise refusal(file, what, line=1, column=field_names(resource)[0])
    try:
        return plain(raw).decode("utf-8")
    except UnicodeDecodeError as fault:
        before = plain(raw)[: fault.start].decode("utf-8")
        names = field_names(resource)
        header = ",".join(names)
        column = _column_at_end(header, before.rpartition("\n")[2].rpartition("\r")[2], names[0])
        what = f"byte 0x{plain(raw)[fault.start]:02X} is not UTF-8 text. Save the file as UTF-8."
        raise refusal(file, what, line=before.count("\n") + 1, column=column) from None


def _lines(text: str, file: str, first: str) -> Iterator[tuple[int, list[str]]]:
    # One record is one line: that keeps a diff readable and a line number true.
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        if not text:
            return
        if not line.strip():
            raise refusal(file, "the line is empty.", line=number, column=first)
        if "\r" in line:
            what = (
                "a line ends as no published line does (CR alone). Save the file with LF line ends."
            )
            column = _column_at_end(text, line.split("\r", 1)[0], first)
            raise refusal(file, what, line=number, column=column)
        try:
            yield number, next(csv.reader([line], strict=True))
        except csv.Error:
            what = "a quotation mark is opened and not closed, or stands where none belongs."
            raise refusal(
                file, what, line=number, column=_column_at_end(text, line, first)
            ) from None


def _column_at_end(text: str, line: str, first: str) -> str:
    """The column in which a line, or what is left of it, ends."""
    try:
        # A file may begin with the line end itself.
        header = next(csv.reader([text.split("\n", 1)[0].split("\r", 1)[0]]), []) or [first]
        cells = next(csv.reader([line]), [""])
    except csv.Error:
        # A cell may be too long even to be counted.
        return first
    return header[min(max(len(cells), 1), len(header)) - 1]


def _check_header(found: list[str], names: list[str], file: str) -> None:
    if found == names:
        return
    missing = [name for name in names if name not in found]
    extra = [name for name in found if name not in names]
    twice = [name for name in found if found.count(name) > 1]
    if missing and extra:
        what = f"the column is called {extra[0]!r} here; {missing[0]!r} was published."
        raise refusal(file, what, line=1, column=missing[0])
    if missing:
        raise refusal(file, "the column is missing.", line=1, column=missing[0])
    if extra:
        raise refusal(file, "the column was not published.", line=1, column=extra[0] or "(no name)")
    if twice:
        raise refusal(file, "the column appears twice.", line=1, column=twice[0])
    off = next(
        found_name for found_name, name in zip(found, names, strict=True) if found_name != name
    )
    what = f"the columns are in another order; it should be: {', '.join(names)}."
    raise refusal(file, what, line=1, column=off)


def _row(resource: Resource, cells: list[str], file: str, line: int) -> Row:
    fields = resource["schema"]["fields"]
    uneven = _uneven(cells, fields)
    row: Row = {}
    for field, cell in zip(fields, cells, strict=False):
        try:
            row[field["name"]] = _value(field, cell)
        except ValueError as fault:
            # In a line with too many cells, the first that does not fit shows where it went wrong.
            raise refusal(file, uneven + str(fault), line=line, column=field["name"]) from None
    if uneven:
        column = fields[min(len(cells), len(fields) - 1)]["name"]
        raise refusal(file, uneven + "check the line from here.", line=line, column=column)
    return row


def _uneven(cells: list[str], fields: list[Field]) -> str:
    if len(cells) == len(fields):
        return ""
    cause = "text with a comma in it needs quotation marks"
    if len(cells) < len(fields):
        cause = "the file may be cut short"
    return f"the line has {len(cells)} cells where {len(fields)} belong ({cause}); "


def _value(field: Field, cell: str) -> Value:
    """The value of a cell, or ValueError with a clause that says what is wrong with it."""
    limits = field.get("constraints", {})
    if not cell:
        if limits.get("required"):
            raise ValueError("the cell is empty, and this column must be filled.")
        return None
    if cell.startswith(FORMULA) or (cell.startswith("-") and field["type"] == "string"):
        raise ValueError(f"{cell!r} begins with {cell[0]!r}: a spreadsheet would run it.")
    if cell != cell.strip():
        raise ValueError(f"{cell!r} has a space at its start or end.")
    if not cell.isprintable():
        raise ValueError(f"{cell!r} holds a character that cannot be shown.")
    value = _typed(field["type"], cell)
    if "enum" in limits and value not in limits["enum"]:
        allowed = ", ".join(str(item) for item in limits["enum"])
        raise ValueError(f"{cell!r} is not one of: {allowed}.")
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        raise ValueError(f"{cell!r} is not written as this column is ({limits['pattern']}).")
    _check_range(value, limits.get("minimum"), limits.get("maximum"))
    return value


def _typed(kind: str, cell: str) -> Value:
    if kind == "integer":
        if not INTEGER.fullmatch(cell):
            raise ValueError(f"{cell!r} is not a whole number (digits only, no commas).")
        return int(cell)
    if kind == "number":
        if not NUMBER.fullmatch(cell):
            raise ValueError(
                f"{cell!r} is not a number (digits and a point, no commas or signs such as %)."
            )
        return float(cell)
    if kind == "boolean":
        if cell not in ("true", "false"):
            raise ValueError(f"{cell!r} is neither true nor false.")
        return cell == "true"
    if kind == "date":
        try:
            if not DATE.fullmatch(cell):
                raise ValueError
            return date.fromisoformat(cell).isoformat()
        except ValueError:
            raise ValueError(f"{cell!r} is not a date written like 2003-04-01.") from None
    return cell


def _check_range(value: Value, low: float | str | None, high: float | str | None) -> None:
    # ISO dates compare as text; the package gives the limits of a date as text.
    if low is not None and value < low:
        raise ValueError(f"{value} is below {low}, the least this column allows.")
    if high is not None and value > high:
        raise ValueError(f"{value} is above {high}, the most this column allows.")


def _check_unique(resource: Resource, rows: list[Row], places: list[int], file: str) -> None:
    schema = resource["schema"]
    keys = [schema["primaryKey"]]
    keys += [[f["name"]] for f in schema["fields"] if f.get("constraints", {}).get("unique")]
    for key in keys:
        seen: dict[tuple[Value, ...], int] = {}
        for row, line in zip(rows, places, strict=True):
            value = tuple(row[name] for name in key)
            if value in seen:
                shown = ", ".join(str(part) for part in value)
                what = f"{shown} is there already, on line {seen[value]}; it may appear once."
                raise refusal(file, what, line=line, column=" + ".join(key))
            seen[value] = line


def _check_conflicts(resource: Resource, rows: list[Row], places: list[int], file: str) -> None:
    """Of rows that disagree just one is preferred, and it is said why another is not."""
    if "preferred" not in field_names(resource):
        return
    told = "reason" in field_names(resource)
    for row, line in zip(rows, places, strict=True):
        if told and row["preferred"] is False and not row["reason"]:
            what = "the row is not preferred: this column must say why."
            raise refusal(file, what, line=line, column="reason")
    key = resource.get("conflict_key", [])
    groups: dict[tuple[Value, ...], list[int]] = {}
    for at, row in enumerate(rows if key else []):
        groups.setdefault(tuple(row[name] for name in key), []).append(at)
    for value, group in groups.items():
        chosen = [at for at in group if rows[at]["preferred"]]
        shown = ", ".join(str(part) for part in value)
        if len(chosen) > 1:
            what = f"{shown} has a preferred row already, on line {places[chosen[0]]}; one may be."
            raise refusal(file, what, line=places[chosen[1]], column="preferred")
        if not chosen:
            what = f"no row of {shown} is preferred; one of them must be."
            raise refusal(file, what, line=places[group[0]], column="preferred")


def _check_references(
    resource: Resource,
    rows: list[Row],
    places: list[int],
    file: str,
    others: Mapping[str, list[Row]],
) -> None:
    for key in resource["schema"].get("foreignKeys", []):
        target = key["reference"]
        known = {tuple(row[f] for f in target["fields"]) for row in others[target["resource"]]}
        for row, line in zip(rows, places, strict=True):
            value = tuple(row[name] for name in key["fields"])
            if None not in value and value not in known:
                shown = ", ".join(str(part) for part in value)
                what = f"{shown!r} is not in the table {target['resource']}."
                raise refusal(file, what, line=line, column=" + ".join(key["fields"]))

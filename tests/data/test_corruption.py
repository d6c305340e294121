"""Whatever is done to the file of a table: it is refused with file, line, column and reason, and not read.

Each way of damaging a file is tried on every table of the package, at places of hypothesis's choosing.
"""

import csv
import io
import json
import os
import re
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.paths import DATA
from exercises.tables import Catalogue, TableError

PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}


class Sheet:
    """The cells of a table, header first, to be damaged; `names` are its columns as published."""

    def __init__(self, name):
        self.resource = RESOURCES[name]
        self.fields = {field["name"]: field for field in self.resource["schema"]["fields"]}
        self.names = list(self.fields)
        self.raw = (DATA / self.resource["path"]).read_bytes()
        self.lines = list(csv.reader(io.StringIO(self.raw.decode("utf-8"), newline="")))

    def written(self):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self.lines)
        return text.getvalue().encode("utf-8")

    def of_type(self, *kinds):
        return [name for name, field in self.fields.items() if field["type"] in kinds]

    def key(self):
        return self.resource["schema"]["primaryKey"]

    def free(self, names):
        """Those of the columns that are part of no key: a change there breaks no other rule."""
        keys = [self.key(), self.resource.get("conflict_key", []), ["preferred"]]
        keys += [key["fields"] for key in self.resource["schema"].get("foreignKeys", [])]
        unique = [n for n, f in self.fields.items() if f.get("constraints", {}).get("unique")]
        return [name for name in names if name not in set(unique).union(*keys)]

    def tied(self):
        return [k for k in self.resource["schema"].get("foreignKeys", []) if len(k["fields"]) == 1]

    def set(self, line, name, cell):
        """Put a cell into a line, numbered as a reader does: the header is line 1."""
        self.lines[line - 1][self.names.index(name)] = cell
        return self.written(), line, {name}


def a_line(draw, sheet):
    return draw(st.integers(2, len(sheet.lines)))


# Each takes `draw` and a sheet, and gives the damaged file, its first bad line (None: any), the columns
# that may be named (None: any), and a pattern of the reason; or None where a table offers no such place.


def dropped_column(draw, sheet):
    name = draw(st.sampled_from(sheet.names))
    at = sheet.names.index(name)
    for line in sheet.lines:
        del line[at]
    return sheet.written(), 1, {name}, "is missing"


def renamed_column(draw, sheet):
    name = draw(st.sampled_from(sheet.names))
    sheet.lines[0][sheet.names.index(name)] = f"{name}_1"
    return sheet.written(), 1, {name}, "was published"


def added_column(draw, sheet):
    at = draw(st.integers(0, len(sheet.names)))
    for number, line in enumerate(sheet.lines):
        line.insert(at, "" if number else "extra")
    return sheet.written(), 1, {"extra"}, "was not published"


def swapped_columns(draw, sheet):
    at = draw(st.integers(0, len(sheet.names) - 2))
    for line in sheet.lines:
        line[at], line[at + 1] = line[at + 1], line[at]
    return sheet.written(), 1, {sheet.names[at + 1]}, "another order"


def lost_cell(draw, sheet):
    line = a_line(draw, sheet)
    del sheet.lines[line - 1][draw(st.integers(0, len(sheet.names) - 1))]
    return sheet.written(), line, None, "cells where"


def text_in_a_number(draw, sheet):
    names = sheet.of_type("integer", "number")
    if not names:
        return None
    cell = draw(
        st.sampled_from(["many", "n/a", "1,200", "12%", "1e3", "NaN", "12 ", "0x1F", "１２"])
    )
    name = draw(st.sampled_from(names))
    return *sheet.set(a_line(draw, sheet), name, cell), "number|space"


def half_in_a_whole_number(draw, sheet):
    names = sheet.of_type("integer")
    if not names:
        return None
    name = draw(st.sampled_from(names))
    return *sheet.set(a_line(draw, sheet), name, "2003.5"), "not a whole number"


def bad_date(draw, sheet):
    names = sheet.of_type("date")
    if not names:
        return None
    cell = draw(
        st.sampled_from(["2003-02-30", "2003-13-01", "1 May 1997", "01/05/1997", "2003-4-1"])
    )
    return *sheet.set(a_line(draw, sheet), draw(st.sampled_from(names)), cell), "not a date"


def bad_truth(draw, sheet):
    names = sheet.of_type("boolean")
    if not names:
        return None
    cell = draw(st.sampled_from(["yes", "TRUE", "1"]))
    return *sheet.set(a_line(draw, sheet), draw(st.sampled_from(names)), cell), "neither true"


def unknown_code(draw, sheet):
    names = [n for n, f in sheet.fields.items() if "enum" in f.get("constraints", {})]
    if not names:
        return None
    name = draw(st.sampled_from(names))
    return *sheet.set(a_line(draw, sheet), name, "Zzz"), "is not one of"


def empty_cell(draw, sheet):
    names = [n for n, f in sheet.fields.items() if f.get("constraints", {}).get("required")]
    if not names:
        return None
    name = draw(st.sampled_from(names))
    return *sheet.set(a_line(draw, sheet), name, ""), "must be filled"


def formula(draw, sheet):
    name = draw(st.sampled_from(sheet.names))
    cell = draw(st.sampled_from(["=1+1", "=HYPERLINK(1)", "+1", "@sum", "=cmd|' /C calc'!A0"]))
    return *sheet.set(a_line(draw, sheet), name, cell), "a spreadsheet would run it"


def hidden_character(draw, sheet):
    name = draw(st.sampled_from(sheet.names))
    cell = draw(st.sampled_from(["a\u200bb", "a\tb", "a\x00b", "a\u2028b", "a\u202eb"]))
    return *sheet.set(a_line(draw, sheet), name, cell), "cannot be shown"


def duplicate_key(draw, sheet):
    line = a_line(draw, sheet)
    sheet.lines.append(list(sheet.lines[line - 1]))
    named = {*sheet.key(), " + ".join(sheet.key())}
    return sheet.written(), len(sheet.lines), named, f"already, on line {line}"


def unknown_reference(draw, sheet):
    if not sheet.tied():
        return None
    key = draw(st.sampled_from(sheet.tied()))
    where = key["reference"]["resource"]
    made = sheet.set(a_line(draw, sheet), key["fields"][0], "nobody_1066")
    return *made, f"is not in the table {where}"


def wrong_encoding(draw, sheet):
    line, name = a_line(draw, sheet), draw(st.sampled_from(sheet.names))
    cell = draw(st.sampled_from(["café", "£5", "5 € a head", "naïve – or not"]))
    sheet.set(line, name, cell)
    raw = sheet.written().decode("utf-8").encode(draw(st.sampled_from(["cp1252", "mac_roman"])))
    first = raw.split(b"\n").index(next(x for x in raw.split(b"\n") if not _is_utf8(x))) + 1
    return raw, first, {name} if first == line else None, "is not UTF-8"


def _is_utf8(raw):
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def other_unicode(draw, sheet):
    encoding = draw(st.sampled_from(["utf-16", "utf-16-le", "utf-8-sig"]))
    return sheet.raw.decode("utf-8").encode(encoding), 1, None, "UTF-8|was published"


def semicolons(draw, sheet):
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(sheet.lines)
    return text.getvalue().encode("utf-8"), 1, {sheet.names[0]}, "was published"


def old_line_ends(draw, sheet):
    return sheet.raw.replace(b"\n", b"\r"), 1, {sheet.names[-1]}, "CR alone"


def cut_short(draw, sheet):
    """A copy that broke off, at any byte."""
    size = draw(st.integers(1, len(sheet.raw) - 1))
    return sheet.raw[:size], None, None, "[a-z]"


def cut_at_a_line_end(draw, sheet):
    """A copy that broke off where nothing in the file shows it."""
    line = a_line(draw, sheet)
    raw = b"".join(sheet.raw.splitlines(keepends=True)[: line - 1])
    if "preferred" in sheet.names:
        # What is left may lack the preferred row of a figure, which is told first.
        return raw, None, {sheet.names[0], "preferred"}, "ends before it|must be"
    return raw, line, {sheet.names[0]}, f"has {line - 2} rows.*ends before it"


def lost_line(draw, sheet):
    line = a_line(draw, sheet)
    lines = sheet.raw.splitlines(keepends=True)
    del lines[line - 1]
    if "preferred" in sheet.names:
        return b"".join(lines), None, {sheet.names[0], "preferred"}, "rows|must be"
    return b"".join(lines), line, {sheet.names[0]}, f"has {len(lines) - 1} rows.*line {line}:"


def swapped_lines(draw, sheet):
    if len(sheet.lines) < 3:
        return None
    line = draw(st.integers(2, len(sheet.lines) - 1))
    lines = sheet.raw.splitlines(keepends=True)
    lines[line - 1], lines[line] = lines[line], lines[line - 1]
    return b"".join(lines), line, None, "differs from what was published"


def open_quotation(draw, sheet):
    line, name = a_line(draw, sheet), draw(st.sampled_from(sheet.names))
    sheet.set(line, name, "")
    lines = sheet.written().decode("utf-8").split("\n")
    cells = next(csv.reader([lines[line - 1]]))
    at = sheet.names.index(name)
    lines[line - 1] = ",".join([*("" for _ in cells[:at]), '"open', *("" for _ in cells[at + 1 :])])
    return "\n".join(lines).encode("utf-8"), line, None, "quotation mark"


def empty_line(draw, sheet):
    line = a_line(draw, sheet)
    lines = sheet.raw.splitlines(keepends=True)
    lines.insert(line - 1, b"\n")
    return b"".join(lines), line, {sheet.names[0]}, "the line is empty"


def another_number(draw, sheet):
    """A slip of a finger that no rule forbids: only the seal tells, and only the marks tell where."""
    names = sheet.free(sheet.of_type("number", "integer"))
    places = [
        (line, name)
        for line in range(2, len(sheet.lines) + 1)
        for name in names
        if re.fullmatch(r"[1-9][0-9]+", sheet.lines[line - 1][sheet.names.index(name)])
    ]
    if not places:
        return None
    line, name = draw(st.sampled_from(places))
    cell = sheet.lines[line - 1][sheet.names.index(name)]
    return *sheet.set(line, name, cell[:-1] + str((int(cell[-1]) + 1) % 10)), "differs from|allows"


def another_word(draw, sheet):
    free = [n for n in sheet.of_type("string") if not sheet.fields[n].get("constraints")]
    free = sheet.free(free)
    if not free:
        return None
    name = draw(st.sampled_from(free))
    return *sheet.set(a_line(draw, sheet), name, "Quite another text"), "differs from"


KINDS = [
    *(dropped_column, renamed_column, added_column, swapped_columns, lost_cell),
    *(text_in_a_number, half_in_a_whole_number, bad_date, bad_truth, unknown_code, empty_cell),
    *(formula, hidden_character, duplicate_key, unknown_reference),
    *(wrong_encoding, other_unicode, semicolons, old_line_ends),
    *(cut_short, cut_at_a_line_end, lost_line, swapped_lines, open_quotation, empty_line),
    *(another_number, another_word),
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    """A catalogue of copies, of which one at a time is damaged and put back."""
    copied = tmp_path_factory.mktemp("corrupted") / "data"
    shutil.copytree(DATA, copied)
    return Catalogue(copied)


def refused(catalogue, name, raw):
    """The one error with which every way of reading a damaged file ends."""
    path = catalogue.folder / RESOURCES[name]["path"]
    sound = path.read_bytes()
    path.write_bytes(raw)
    # A change of the same length within one tick of the clock could not be seen.
    os.utime(path, ns=(1, 1))
    try:
        found = set()
        for read in (catalogue.table, catalogue.rows, catalogue.describe):
            with pytest.raises(TableError) as caught:
                read(name)
            found.add(str(caught.value))
        assert len(found) == 1
        return caught.value
    finally:
        path.write_bytes(sound)


def check(catalogue, name, damage):
    """A damaged file is refused at its place, in words that say the place, the reason and the way back."""
    raw, line, columns, why = damage
    file = f"data/{RESOURCES[name]['path']}"
    fault = refused(catalogue, name, raw)
    message = str(fault)
    assert fault.file == file, message
    assert fault.line == (line or fault.line) and fault.line is not None, message
    assert fault.column is not None, message
    assert columns is None or fault.column in columns, message
    place = f"{file}, line {fault.line}, column {fault.column}: "
    assert message.startswith(place), message
    assert re.search(why, message.split("Nothing was read. ")[0].removeprefix(place), re.DOTALL), (
        message
    )
    assert "Nothing was read. To put back the published file" in message
    assert f"git checkout {file}\n" in message


# The same places in each run: a failure here is one for everybody.
REPEATABLE = settings(deadline=None, database=None, derandomize=True)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_damaged_file_is_refused_at_its_place(catalogue, kind):
    tried = set()

    @settings(REPEATABLE, max_examples=2, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def damage_each_table(data):
        for name in RESOURCES:
            damage = kind(data.draw, Sheet(name))
            if damage is not None:
                check(catalogue, name, damage)
                tried.add(name)

    damage_each_table()
    # Not every package has a date in it.
    assert tried or kind is bad_date


@settings(REPEATABLE, max_examples=150)
@given(data=st.data(), name=st.sampled_from(sorted(RESOURCES)), kind=st.sampled_from(KINDS))
def test_any_damage_to_any_table_is_refused(catalogue, data, name, kind):
    damage = kind(data.draw, Sheet(name))
    if damage is not None:
        check(catalogue, name, damage)


@settings(REPEATABLE, max_examples=300)
@given(
    name=st.sampled_from(sorted(RESOURCES)),
    place=st.floats(0, 1),
    gone=st.integers(0, 40),
    put=st.one_of(
        st.binary(max_size=8),
        st.text('",\n\r=-0123456789. aé', max_size=8).map(str.encode),
        st.just(b"x" * 200_000),
    ),
)
def test_no_change_of_bytes_is_read_or_breaks_the_reader(catalogue, name, place, gone, put):
    """Whatever the bytes, the one error is `TableError`, and it names the file."""
    sound = (DATA / RESOURCES[name]["path"]).read_bytes()
    at = int(place * len(sound))
    raw = sound[:at] + put + sound[at + gone :]
    if raw.replace(b"\r\n", b"\n") != sound:
        assert refused(catalogue, name, raw).file == f"data/{RESOURCES[name]['path']}"


def test_what_was_damaged_and_put_back_is_read_again(catalogue):
    for name in RESOURCES:
        assert catalogue.rows(name) == Catalogue().rows(name)

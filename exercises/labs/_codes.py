"""Reads coders' files: who gave which case which code, and what is wrong in which line and column.

A text holds one file or several. A line `# file: NAME` begins a file; so does a second line of column
names. Other lines that begin with # are remarks. Cells are parted by commas, semicolons or tabs.
A column `mark` tells from whose record a row was taken, so that one record counts once.
"""

from ._text import listed

CODES = {"-2": -2, "-1": -1, "0": 0, "1": 1, "2": 2}
FILE = "# file:"
_LONGEST = 40


def read(text, cases, columns, only=None):
    """What a text says: `{"coders": [...], "codes": {coder: {case: [code or None, ...]}}, "faults": [...]}`.

    `cases`: the cases there are. `columns`: the columns of the codes, in the order wanted. `only`: the
    coder to whom every row belongs; without it the column `coder` tells, or else the name of the file,
    or else the file's number. A row with a fault is not counted, and a fault is a sentence that
    names its line and column. A row with no code at all is one that is still to be done.
    """
    found = {"coders": [], "codes": {}, "faults": []}
    known = {}
    for case in cases:
        known[case] = True
    file = {
        "name": "",
        "head": None,
        "line": 0,
        "count": 0,
        "lost": False,
        "marks": {},
        "taken": [],
    }
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    for line in text.split("\n"):
        file["line"] += 1
        bare = line.strip()
        if bare[:1] == "{" and not file["lost"]:
            _export(file, found)
        elif bare.startswith(FILE):
            _begin(file, bare[len(FILE) :].strip())
        elif bare and bare[0] != "#" and bare.strip(",;\t "):
            _line(line, file, known, columns, only, found)
    return found


def _begin(file, name):
    file["name"] = name
    file["head"] = None
    file["line"] = 0
    file["lost"] = False


def _export(file, found):
    """A record that was pasted and not opened: its answers are nobody's to read, so it is left alone."""
    file["lost"] = True
    file["head"] = []
    file["separator"] = ","
    found["faults"].append(
        _where(file)
        + ": this is a file of somebody’s answers and no sheet of codes. Take it out of the box, and open "
        + "the file itself: then nothing but its codes is taken."
    )


def _line(line, file, known, columns, only, found):
    if file["head"] is None or _is_head(line, file, columns):
        _head(line, file, columns, found)
    elif not file["lost"]:
        said = _row(line, file, known, columns, only, found)
        if said:
            found["faults"].append(_where(file) + said)


def _where(file):
    return (_plain(file["name"]) + ", " if file["name"] else "") + "line " + str(file["line"])


def _is_head(line, file, columns):
    """Whether a line after the first names columns again: a second file, put in without its name."""
    names = [cell.strip().lower() for cell in cells(line, file["separator"])]
    return "case" in names and columns[0] in names


def _head(line, file, columns, found):
    file["separator"] = ","
    for separator in (";", "\t"):
        if separator in line and "," not in line:
            file["separator"] = separator
    file["head"] = [cell.strip().lower() for cell in cells(line, file["separator"])]
    file["count"] += 1
    missing = [name for name in ["case"] + columns if name not in file["head"]]
    file["lost"] = len(missing) > 0
    file["taken"] = []
    if missing:
        found["faults"].append(
            _where(file)
            + ": the first line must name the columns; "
            + listed(missing)
            + (" is" if len(missing) == 1 else " are")
            + " missing, so nothing below it is counted."
        )


def _row(line, file, known, columns, only, found):
    """Takes one row in; returns what is wrong with it, from after its line's number, or nothing."""
    own = cells(line, file["separator"])
    head = file["head"]
    if len(own) != len(head):
        return (
            ": it has " + _counted(len(own), "cell") + ", and the first line names "
            + _counted(len(head), "column") + "."
        )  # fmt: skip
    case = own[head.index("case")].strip().lower()
    if case not in known:
        return ", column case: " + _quoted(case) + " is no case; they run from l01 to l57."
    given = []
    for column in columns:
        cell = own[head.index(column)].strip().replace("\u2212", "-")
        if cell[:1] == "+":
            cell = cell[1:]
        if cell and cell not in CODES:
            return (
                ", column " + column + ": " + _quoted(cell)
                + " is no code; it must be -2, -1, 0, 1 or 2, or left empty."
            )  # fmt: skip
        given.append(CODES[cell] if cell else None)
    if all([code is None for code in given]):
        return ""
    coder = only or _coder(own, file)
    wrong = _name_fault(coder)
    if wrong:
        return ", column coder: " + wrong
    if coder not in found["codes"]:
        found["coders"].append(coder)
        found["codes"][coder] = {}
    if case in found["codes"][coder]:
        return ", column case: " + coder + " has coded " + case + " already; the first row counts."
    said = _marked(own, file, coder, found)
    if said:
        return said
    found["codes"][coder][case] = given
    file["taken"].append((coder, case))
    return ""


def _marked(own, file, coder, found):
    """What is wrong if another file of the same record was read before: then nothing of this one counts."""
    if "mark" not in file["head"]:
        return ""
    mark = own[file["head"].index("mark")].strip().lower()
    first = file["marks"].get(mark)
    if not mark or (first and first[0] == file["count"]):
        return ""
    if not first:
        file["marks"][mark] = (file["count"], coder)
        return ""
    for name, case in file["taken"]:
        del found["codes"][name][case]
    for name in list(found["coders"]):
        if not found["codes"][name]:
            found["coders"].remove(name)
            del found["codes"][name]
    file["lost"] = True
    return (
        ", column mark: this is the record of which " + first[1]
        + " is a file already. One person counts once, so nothing of this file is counted."
    )  # fmt: skip


def _coder(own, file):
    if "coder" in file["head"]:
        name = own[file["head"].index("coder")].strip()
        if name:
            return name
    name = file["name"]
    for ending in (".csv", ".txt", ".json"):
        if name.lower().endswith(ending):
            name = name[: -len(ending)]
    return name or "coder " + str(file["count"])


def _name_fault(name):
    for letter in name:
        if letter in "<>&" or ord(letter) < 32:
            return _quoted(name) + " holds a sign that a name cannot have (<, > or &)."
    if len(name) > _LONGEST:
        return _quoted(name) + " is too long for a name; forty letters are the most."
    return ""


def cells(line, separator):
    """The cells of one line of CSV; a cell in double quotes may hold the separator."""
    if '"' not in line:
        return line.split(separator)
    made = []
    cell = ""
    quoted = False
    for letter in line:
        if letter == '"':
            quoted = not quoted
        elif letter == separator and not quoted:
            made.append(cell)
            cell = ""
        else:
            cell += letter
    made.append(cell)
    return made


def _counted(number, noun):
    return str(number) + " " + noun + ("" if number == 1 else "s")


def _plain(text):
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "\u2026"


def _quoted(text):
    return "\u201c" + _plain(text) + "\u201d"

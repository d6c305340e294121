"""People and bodies: who they were in this story, as a page of the book.

    python -m exercises.people

writes `book/people.md` from `book/people.yaml`, which says in a sentence or two who each was. What the tables
hold (offices, writings) and the chapters that name them are looked up, so that the page cannot fall behind.
"""

import calendar
import functools
import re
import sys
from pathlib import Path
from typing import TypedDict

from exercises import tables
from exercises.generated import make_page
from exercises.glossary import source_link
from exercises.items.plain_errors import first_error, plain
from exercises.items.yaml_lines import Yaml, YamlError
from exercises.paths import BANK, BOOK, NOTEBOOKS
from exercises.tables_error import TableError
from exercises.tables_package import Row

FILE = BOOK / "people.yaml"
PAGE = BOOK / "people.md"

_NAME = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}
_WORDS = {"type": "array", "uniqueItems": True, "items": {"type": "string", "minLength": 2}}
_ENTRY = {
    "type": "object",
    "required": ["id", "name", "about"],
    "additionalProperties": False,
    "properties": {
        "id": _NAME,
        "name": {"type": "string", "minLength": 3, "maxLength": 80},
        "also": _WORDS,
        "about": {"type": "string", "minLength": 30, "maxLength": 420},
        "author": {"type": "string", "minLength": 3},
        "sources": _WORDS,
    },
}
_ENTRIES = {"type": "array", "minItems": 1, "items": _ENTRY}
_SCHEMA = {
    "type": "object",
    "required": ["people", "bodies"],
    "additionalProperties": False,
    "properties": {"people": _ENTRIES, "bodies": _ENTRIES},
}


class PeopleError(Exception):
    """Something in the list of people and bodies is not right; the message names file, line and entry."""


class Entry(TypedDict):
    """A person or a body.

    `also` are other names by which chapters call it, `author` its name in the tables of writings where
    that is not "Surname, First name", `sources` rows of sources.csv beside those that the tables give.
    """

    id: str
    name: str
    also: list[str]
    about: str
    author: str
    sources: list[str]


def people(path: Path = FILE) -> dict[str, list[Entry]]:
    """Both lists, `people` by surname and `bodies` by name.

    Raises:
        PeopleError: for a file that is not well formed, an id used twice, or a source that is not there.
    """
    try:
        source = Yaml(path)
    except YamlError as error:
        raise PeopleError(str(error)) from None
    except FileNotFoundError:
        raise PeopleError(f"{path.name} is missing from the book: restore it.") from None
    error = first_error(_SCHEMA, source.data)
    if error is not None:
        line = source.line(list(error.absolute_path))
        raise PeopleError(f"{path.name}, line {line}: {plain(error)}")
    seen: set[str] = set()
    found: dict[str, list[Entry]] = {}
    for kind, raws in source.data.items():
        for index, raw in enumerate(raws):
            place = f"{path.name}, line {source.line([kind, index, 'id'])}, {raw['id']}"
            if raw["id"] in seen:
                raise PeopleError(f"{place}: this id is taken already; give it another")
            seen.add(raw["id"])
            for name in raw.get("sources", []):
                try:
                    tables.source(name)
                except TableError as fault:
                    raise PeopleError(f"{place}: {fault}") from None
        entries = [_entry(raw) for raw in raws]
        key = _surname if kind == "people" else _plain_name
        found[kind] = sorted(entries, key=key)
    return found


def offices(entry: Entry) -> list[Row]:
    """The rows of `ministers` that are of this person, in the order of time."""
    mine = [row for row in _all("ministers") if row["person"] == entry["name"]]
    return sorted(
        mine, key=lambda row: (row["from_year"] or row["to_year"] or 9999, str(row["to_date"]))
    )


def writings(entry: Entry) -> list[Row]:
    """The rows of `documents` and of `literature` that a person or a body wrote, a title once."""
    written = [
        *(row for row in _all("documents") if _wrote(entry, row, r", | and ")),
        *(row for row in _all("literature") if _wrote(entry, row, "; ")),
    ]
    found: dict[str, Row] = {}
    for row in written:
        # The two tables may give a title with and without its second half.
        found.setdefault(re.split(r"[:?]", str(row["title"]).casefold())[0], row)
    return sorted(found.values(), key=lambda row: (int(row["year"]), str(row["title"])))


def met(entry: Entry) -> list[Path]:
    """The notebooks that name a person or a body, in the order of the course."""
    words = [entry["name"], *entry["also"]]
    one = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")
    return [path for path, text in _texts() if one.search(text)]


def page(entries: dict[str, list[Entry]]) -> str:
    """The page as Markdown that reads well in JupyterLab, on a code host and in the book."""
    lines = [
        "# People and bodies",
        "",
        "<!-- Made from book/people.yaml and the tables by `python -m exercises.people`: edit those. -->",
        "",
        "Who they were in this story, the offices and the writings that the course's tables hold of them, "
        "and the chapters in which they are met. An office is given as far as it "
        "has been seen in a source; what is only recalled is marked so, or as unconfirmed.",
    ]
    for kind, heading in (("people", "People"), ("bodies", "Bodies")):
        lines += ["", f"## {heading}", ""]
        lines.append(" · ".join(f"[{e['name']}](people.md#{e['id']})" for e in entries[kind]))
        for entry in entries[kind]:
            lines += ["", *_section(entry)]
    return "\n".join(lines) + "\n"


def main(path: Path = FILE, to: Path = PAGE) -> int:
    """Write the page; 0 if all is well, 1 (and nothing written) if the list is not."""
    return make_page(to, lambda: page(people(path)), PeopleError)


@functools.cache
def _all(name: str) -> list[Row]:
    return tables.rows(name)


@functools.cache
def _texts() -> list[tuple[Path, str]]:
    """Each chapter with all that its notebook and its questions say."""
    found = []
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")):
        banks = sorted(BANK.glob(f"{path.stem[:2]}-*.yaml"))
        parts = [path, *(bank for bank in banks if not bank.stem.endswith("-tests"))]
        found.append((path, "\n".join(part.read_text(encoding="utf-8") for part in parts)))
    return found


def _entry(raw: dict) -> Entry:
    return Entry(
        id=raw["id"],
        name=raw["name"],
        also=raw.get("also", []),
        about=raw["about"].strip(),
        author=raw.get("author", ""),
        sources=raw.get("sources", []),
    )


def _surname(entry: Entry) -> tuple[str, str]:
    first, _, last = entry["name"].rpartition(" ")
    return last.casefold(), first.casefold()


def _plain_name(entry: Entry) -> str:
    return entry["name"].casefold()


def _wrote(entry: Entry, row: Row, between: str) -> bool:
    """Whether a row's authors, parted as its table parts them, have this entry among them."""
    first, _, last = entry["name"].rpartition(" ")
    names = {entry["name"], f"{last}, {first}", entry["author"]} - {""}
    parts = re.split(between, re.sub(r" \((?:editors?|chair)\)", "", str(row["author"])))
    return any(part.strip() in names for part in parts)


def _section(entry: Entry) -> list[str]:
    # JupyterLab and the book make different anchors of a heading; this one is the same in both.
    lines = [f'<a id="{entry["id"]}"></a>', "", f"### {entry['name']}", "", entry["about"], ""]
    sources = list(entry["sources"])
    for row in offices(entry):
        lines.append(f"- {_office(row)}")
        sources += [str(row[name]) for name in ("source_id", "second_source_id") if row[name]]
    for row in writings(entry):
        doubt = " (unconfirmed)" if row["grade"] == "C" else ""
        lines.append(f"- Wrote: *{row['title']}* ({row['year']}){doubt}")
        sources += [str(row[name]) for name in ("source_id", "second_source_id") if row[name]]
    chapters = [f"[{path.stem[:2]}](../notebooks/{path.name})" for path in met(entry)]
    if chapters:
        lines.append(f"- Met in chapter{'s' if len(chapters) > 1 else ''} {', '.join(chapters)}")
    named = [name for name in dict.fromkeys(sources) if name != "not_confirmed"]
    cited = " · ".join(source_link(name) for name in named)
    lines.append(f"- Sources: {cited or 'none seen'}")
    return lines


def _office(row: Row) -> str:
    begin, end = (_when(row, side) for side in ("from", "to"))
    if begin and end:
        time = f": {begin} to {end}"
    elif begin or end:
        time = f": from {begin}" if begin else f": until {end}"
    else:
        time = ""
    doubt = " (unconfirmed)" if row["grade"] == "C" else ""
    note = f". {str(row['note']).rstrip('.')}" if row["note"] else ""
    if doubt and note == ". Recalled":
        note = ""
    for name in (row["source_id"], row["second_source_id"]):
        if name and f"({name})" in note:
            note = note.replace(f"({name})", f"({source_link(str(name))})")
    return f"{row['post']}, {row['department']}{time}{doubt}{note}"


def _when(row: Row, side: str) -> str:
    """A date as far as it is known: a day, a month, a year or nothing."""
    if row[f"{side}_date"]:
        year, month, day = str(row[f"{side}_date"])[:10].split("-")
        return f"{int(day)} {calendar.month_name[int(month)]} {year}"
    if row[f"{side}_month"]:
        return f"{calendar.month_name[int(row[f'{side}_month'])]} {row[f'{side}_year']}"
    return str(row[f"{side}_year"] or "")


if __name__ == "__main__":
    sys.exit(main())

"""The glossary: one file of terms, from which the page that a link opens is made.

    python -m exercises.glossary

checks `exercises/bank/glossary.yaml` and writes `book/glossary.md` from it.
"""

import difflib
import sys
from pathlib import Path
from typing import TypedDict

from exercises import tables
from exercises.generated import make_page
from exercises.items.plain_errors import first_error, plain
from exercises.items.yaml_lines import Yaml, YamlError
from exercises.paths import BANK, BOOK
from exercises.tables_error import TableError
from exercises.tables_package import who_and_when

FILE = BANK / "glossary.yaml"
PAGE = BOOK / "glossary.md"

_NAME = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}
_SCHEMA = {
    "type": "object",
    "required": ["terms"],
    "additionalProperties": False,
    "properties": {
        "terms": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["id", "term", "definition", "chapters"],
                "additionalProperties": False,
                "properties": {
                    "id": _NAME,
                    "term": {"type": "string", "minLength": 2, "maxLength": 60},
                    "definition": {"type": "string", "minLength": 40, "maxLength": 480},
                    "see": {"type": "array", "uniqueItems": True, "items": _NAME},
                    "sources": {
                        "type": "array",
                        "uniqueItems": True,
                        "items": {"type": "string", "minLength": 1},
                    },
                    "chapters": {
                        "type": "array",
                        "minItems": 1,
                        "uniqueItems": True,
                        "items": {"type": "string", "pattern": "^[0-9]{2}$"},
                    },
                },
            },
        }
    },
}


class GlossaryError(Exception):
    """Something in the glossary is not right; the message names file, line and term."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Term(TypedDict):
    """A term: `definition` is Markdown, `see` names other terms, `sources` rows of sources.csv."""

    id: str
    term: str
    definition: str
    see: list[str]
    sources: list[str]
    chapters: list[str]


def glossary(path: Path = FILE) -> list[Term]:
    """All terms, in the order of the alphabet.

    Raises:
        GlossaryError: for a file that is not well formed, an id used twice, or a `see` or a source
            that leads nowhere.
    """
    try:
        source = Yaml(path)
    except YamlError as error:
        raise GlossaryError(str(error)) from None
    except FileNotFoundError:
        raise GlossaryError(f"{path.name} is missing from the bank: restore it.") from None
    error = first_error(_SCHEMA, source.data)
    if error is not None:
        raise GlossaryError(f"{_place(source, list(error.absolute_path))}: {plain(error)}")
    terms = [_term(raw) for raw in source.data["terms"]]
    _check(source, terms)
    return sorted(terms, key=lambda term: term["term"].casefold())


def near(name: str, terms: list[Term]) -> str:
    """A question that offers the terms most like a name that leads nowhere, or nothing."""
    found = difflib.get_close_matches(name, [term["id"] for term in terms], n=3, cutoff=0.5)
    return f" Did you mean {' or '.join(found)}?" if found else ""


def page(terms: list[Term]) -> str:
    """The glossary as Markdown that reads well in JupyterLab, on a code host and in the book."""
    lines = [
        "# Glossary",
        "",
        "<!-- Made from exercises/bank/glossary.yaml by `python -m exercises.glossary`: edit that. -->",
        "",
        "Words of local government, of its finance and of measuring performance, as this course uses them.",
    ]
    titles = {term["id"]: term["term"] for term in terms}
    lines += ["", " · ".join(f"[{term['term']}](glossary.md#{term['id']})" for term in terms)]
    for term in terms:
        lines += ["", *_entry(term, titles)]
    return "\n".join(lines) + "\n"


def main(path: Path = FILE, to: Path = PAGE) -> int:
    """Write the page; 0 if all is well, 1 (and nothing written) if the glossary is not."""
    return make_page(to, lambda: page(glossary(path)), GlossaryError)


def _term(raw: dict) -> Term:
    return Term(
        id=raw["id"],
        term=raw["term"],
        definition=raw["definition"].strip(),
        see=raw.get("see", []),
        sources=raw.get("sources", []),
        chapters=raw["chapters"],
    )


def _check(source: Yaml, terms: list[Term]) -> None:
    known: set[str] = set()
    for index, term in enumerate(terms):
        if term["id"] in known:
            place = _place(source, ["terms", index, "id"])
            raise GlossaryError(f"{place}: this id is taken already; give it another")
        known.add(term["id"])
        # A card shows the definition on other pages, where a relative link would lead astray.
        if "](" in term["definition"]:
            place = _place(source, ["terms", index, "definition"])
            raise GlossaryError(f"{place}: a definition holds no links; name other terms in `see`")
    for index, term in enumerate(terms):
        for number, other in enumerate(term["see"]):
            if other not in known - {term["id"]}:
                place = _place(source, ["terms", index, "see", number])
                hint = near(other, [t for t in terms if t is not term])
                raise GlossaryError(f"{place}: there is no other term {other!r}.{hint}")
        for number, name in enumerate(term["sources"]):
            try:
                tables.source(name)
            except TableError as error:
                place = _place(source, ["terms", index, "sources", number])
                raise GlossaryError(f"{place}: {error}") from error


def _place(source: Yaml, steps: list[str | int]) -> str:
    place = f"{source.path.name}, line {source.line(steps)}"
    if len(steps) >= 2:
        term = source.data["terms"][steps[1]]
        name = term.get("id", f"number {int(steps[1]) + 1}") if isinstance(term, dict) else ""
        place += f", term {name}"
    return f"{place}, field {steps[2]}" if len(steps) >= 3 else place


def _entry(term: Term, titles: dict[str, str]) -> list[str]:
    # JupyterLab and the book make different anchors of a heading; this one is the same in both.
    lines = [f'<a id="{term["id"]}"></a>', "", f"## {term['term']}", "", term["definition"], ""]
    if term["see"]:
        # With the file's name, because JupyterLab follows a bare #anchor nowhere.
        links = [f"[{titles[other]}](glossary.md#{other})" for other in term["see"]]
        lines.append(f"- See also: {' · '.join(links)}")
    if term["sources"]:
        lines.append(f"- Sources: {' · '.join(source_link(name) for name in term['sources'])}")
    word = "Chapters" if len(term["chapters"]) > 1 else "Chapter"
    return [*lines, f"- {word}: {', '.join(term['chapters'])}"]


def source_link(name: str) -> str:
    """A source of sources.csv as a link that is named by author, or else publisher, and year."""
    row = tables.source(name)
    label = who_and_when(row)
    for mark in "\\[]*_<`":
        label = label.replace(mark, f"\\{mark}")
    return f"[{label}](<{row['url']}>)" if row["url"] else label


if __name__ == "__main__":
    sys.exit(main())

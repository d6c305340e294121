"""The pages of the labs: one for each in `book/labs/`, so that any lab has an address of its own.

A page for each and no page of all: a reader who is sent to a lab wants that one, while fifteen labs on a
page are half a megabyte of markup to read and some thirty figures to draw before the last can be touched, and
would come within a tenth of what a page with charts may weigh.

    python -m exercises.lab_pages    writes the pages, and takes out those of labs that are gone
"""

import sys
from pathlib import Path
from typing import TypedDict

import yaml

from exercises.labs import loading
from exercises.paths import BOOK

PAGES = BOOK / "labs"
LINES = BOOK / "labs.yaml"


class LabPagesError(Exception):
    """The labs' list does not hold; the message says where, and what to do."""


class Line(TypedDict):
    """What the list says of a lab."""

    chapter: str
    finds: str


def lines() -> dict[str, Line]:
    """What is said of each lab that is there, in the order of the course.

    Raises:
        LabPagesError: where a lab is not in `book/labs.yaml`, or is said nothing of there.
    """
    said = yaml.safe_load(LINES.read_text(encoding="utf-8"))
    for name, line in said.items():
        if not isinstance(line, dict) or set(line) != {"chapter", "finds"}:
            raise LabPagesError(
                f"{LINES.name}: {name} must have `chapter` and `finds`, and no more"
            )
    missing = [name for name in loading.names() if name not in said]
    if missing:
        raise LabPagesError(
            f"{LINES.name} says nothing of {', '.join(missing)}: add what it lets its learner find, "
            "where its chapter stands in the order"
        )
    there = set(loading.names())
    return {name: line for name, line in said.items() if name in there}


def text(name: str) -> str:
    """A lab's page: its title, for the book's contents, and the rest made when the book is built."""
    return f"# {loading.load(name).TITLE}\n\n```{{course-lab-page}} {name}\n```\n"


def stale() -> list[Path]:
    """The pages that are missing, not as they should be, or of no lab."""
    wanted = {PAGES / f"{name}.md": text(name) for name in lines()}
    found = set(PAGES.glob("*.md"))
    wrong = {p for p, words in wanted.items() if p not in found or p.read_text("utf-8") != words}
    return sorted(wrong | (found - set(wanted)))


def main() -> int:
    """Write what is stale; returns an exit status."""
    PAGES.mkdir(exist_ok=True)
    try:
        for path in stale():
            if path.stem in loading.names():
                path.write_text(text(path.stem), encoding="utf-8", newline="\n")
                print(f"written: {path.relative_to(BOOK.parent)}")
            else:
                path.unlink()
                print(f"taken out: {path.relative_to(BOOK.parent)}")
    except LabPagesError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

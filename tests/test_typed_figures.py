"""Figures in prose that a table of the chapter holds are computed from it, not typed.

A figure here is a number with its unit. It is taken to be the table's where a chapter reads a table of
which a column of that unit holds that number. The puzzle at the head of a chapter stands before any
code has run, and the plan for a seminar is the teacher's: they are left out, so what they type has to be
looked at by hand when a table changes.
"""

import json
import re
from pathlib import Path

import pytest

from exercises.paths import NOTEBOOKS
from exercises.tables import describe, rows

#: Words after a number, and the units of columns that mean the same.
UNITS = {
    r"per cent": ("per cent",),
    r"(?:percentage )?points?": ("percentage points", "points"),
    r"million(?: pounds)?": ("million pounds",),
    r"billion(?: pounds)?": ("billion pounds",),
    r"pounds": ("pounds",),
    r"(?:of the \d+ )?councils": ("councils", "authorities"),
    r"trusts": ("trusts",),
    r"targets": ("targets",),
    r"indicators": ("indicators",),
    r"plans": ("plans",),
}
NUMBER = r"(?<![\w.,–-])(\d[\d,]*(?:\.\d+)?)"
#: The same number by chance, with what it is a figure of.
CHANCE = {
    (
        "04",
        "23 trusts",
    ): "trusts that rose by corrections of July 2002, and a count of another year",
    ("06", "1.3 per cent"): "a planned growth, which the tables hold in words; a share of councils",
    (
        "06",
        "3.9 per cent",
    ): "a planned growth, which the tables hold in words; a rise in council tax",
}


def chapters() -> list[Path]:
    return sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))


def cells(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def read(path: Path) -> set[str]:
    """The tables that a chapter reads."""
    code = "\n".join("".join(c["source"]) for c in cells(path) if c["cell_type"] == "code")
    return set(re.findall(r'\btable\("(\w+)"', code))


def held(names: set[str]) -> dict[tuple[str, float], str]:
    """Unit and number of each figure of some tables, with the column that holds it."""
    found = {}
    for name in sorted(names):
        units = {f["name"]: f["unit"] for f in describe(name)["fields"] if f.get("unit")}
        for row in rows(name):
            for column, unit in units.items():
                value = row[column]
                own = row.get("unit") or unit
                if isinstance(value, int | float) and not isinstance(value, bool):
                    found.setdefault((str(own), round(float(value), 6)), f"{name}.{column}")
    return found


def typed(text: str) -> list[tuple[str, str, float]]:
    """The figures of a Markdown text: as written, the pattern of the unit, the number."""
    bare = re.sub(r"<[^>]+>", "", re.sub(r"\]\([^)]*\)", "]", text))
    found = []
    for unit in UNITS:
        for match in re.finditer(NUMBER + r" (" + unit + r")\b", bare):
            found.append((match[0], unit, float(match[1].replace(",", ""))))
    return found


def of_a_table(text: str, known: dict[tuple[str, float], str]) -> list[tuple[str, str]]:
    """The figures of a text that tables hold, each with the column."""
    return [
        (words, known[own, number])
        for words, unit, number in typed(text)
        for own in UNITS[unit]
        if (own, number) in known
    ]


def prose(path: Path) -> list[str]:
    """The text cells of a chapter, but for its head and the plan for a seminar."""
    texts = ["".join(c["source"]) for c in cells(path) if c["cell_type"] == "markdown"]
    return [text for text in texts[1:] if not text.startswith("## In the seminar")]


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_no_figure_of_a_table_is_typed(path: Path):
    known = held(read(path))
    found = [
        f"{words!r} is in {column}: {text[:60]!r}"
        for text in prose(path)
        for words, column in of_a_table(text, known)
        if (path.stem[:2], words) not in CHANCE
    ]
    assert found == [], "compute them in a cell that displays Markdown"


def test_a_typed_figure_would_be_found():
    known = held({"satisfaction", "council_tax_band_d"})
    text = "It was [54 per cent](https://x.org/54), and a bill rose by 126 pounds in 2003-04."
    assert {words for words, _ in of_a_table(text, known)} == {"54 per cent", "126 pounds"}
    assert of_a_table("It was 1954 per cent, or 55 pounds, in 54 councils.", known) == []


def test_what_is_the_same_by_chance_is_still_written():
    for chapter, words in CHANCE:
        (path,) = NOTEBOOKS.glob(f"{chapter}-*.ipynb")
        assert any(words in text for text in prose(path)), f"{words} is gone from {chapter}"

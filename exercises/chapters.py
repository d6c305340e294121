"""What each chapter holds and how long it takes: the report of `course chapters`.

Everything is counted in the notebook itself. Minutes are an estimate from the counts, by the rates below;
they are for a first reading with one retry here and there, and a reader's own time is the better guide.
"""

import ast
import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import TypedDict

from exercises import ledger, tables
from exercises.items.bank import Bank, bank
from exercises.items.pairs import TESTS, pairs
from exercises.paths import NOTEBOOKS

WORDS_A_MINUTE = 200
#: Minutes for a question of each type, feedback read and some retries among them.
ITEM = {
    "choice": 1.25,
    "select": 1.75,
    "number": 1.5,
    "order": 2.0,
    "sort": 2.0,
    "place": 2.5,
    "mark": 2.0,
    "sketch": 2.0,
    "challenge": 4.0,
    "argue": 12.0,
    "code": 6.0,
}
LAB = 5.0
FIGURE = 1.0

#: Sections that no later one needs, beside those that say so of themselves.
OPTIONAL = ("Work it in code", "Argue")
#: Sections that are not for the reader alone, or are looked up rather than read.
ASIDE = ("In the seminar", "Sources and further reading")
#: Sections before the story begins.
BEFORE = ("Before you begin", "Predict first")

#: A lab that is asked for its numbers and not shown.
_RESULT = re.compile(r"\blab\([^)]*\)\.result\b")


class Chapter(TypedDict):
    """A chapter in numbers; `own` are its questions, `recalled` those of earlier chapters.

    `words` are all that a reader alone reads; `narrative` those of the story: without the opening, the
    headings of the warm-up and what is optional.
    """

    number: str
    title: str
    words: int
    narrative: int
    own: list[str]
    recalled: list[str]
    tasks: int
    types: dict[str, int]
    levels: dict[str, int]
    labs: list[str]
    tables: list[str]
    sources: int
    statements: list[str]
    core: int
    all: int


def survey(path: Path, source: Bank | None = None) -> Chapter:
    """Count what a notebook holds; minutes are rounded to the next five."""
    known = source or bank()
    number = path.stem[:2]
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    minutes = {True: 0.0, False: 0.0}
    words, narrative, heading, optional = 0, 0, "", False
    asked: list[str] = []
    labs: list[str] = []
    tasks = 0
    for place, cell in enumerate(cells):
        text = "".join(cell["source"])
        code = cell["cell_type"] == "code"
        if not code:
            found = re.findall(r"^## (.+)$", text, re.M)
            heading = found[-1] if found else heading
            said = bool(re.search(r"^\*Optional", text, re.M))
            optional = heading in OPTIONAL or said if found else optional or said
        if heading in ASIDE:
            continue
        count = _words(text, code)
        words += count
        if place and not optional and heading not in BEFORE:
            narrative += count
        took = count / WORDS_A_MINUTE
        if code:
            own = [known.ids(name) for name in _called("ask", text)]
            names = [name for some in own for name in some]
            asked += names
            tested = [pair[TESTS.index(test)] for test in _tests(text) for pair in pairs(known)]
            took += sum(ITEM[known.raw(name)["type"]] for name in names + tested)
            shown = _called("lab", _RESULT.sub("", text))
            labs += shown
            took += LAB * len(shown) + FIGURE * len(re.findall(r"\bchart\(", text))
            tasks += len(_called("check", text))
            took += ITEM["code"] * len(_called("check", text))
        minutes[optional] += took
    own = [name for name in asked if known.chapter(name)[:2] == number]
    raw = [known.raw(name) for name in own]
    return {
        "number": number,
        "title": re.sub(r"^# ", "", "".join(cells[0]["source"]).split("\n")[0]),
        "words": words,
        "narrative": narrative,
        "own": own,
        "recalled": [name for name in asked if name not in own],
        "tasks": tasks,
        "types": dict(Counter(item["type"] for item in raw).most_common()),
        "levels": dict(Counter(item["level"] for item in raw).most_common()),
        "labs": labs,
        "tables": sorted(_tables(cells)),
        "sources": len(_cited(cells)),
        "statements": sorted(ledger.taught(path)),
        "core": _fives(minutes[False]),
        "all": _fives(minutes[False] + minutes[True]),
    }


def surveys(folder: Path = NOTEBOOKS) -> list[Chapter]:
    """All chapters that are there, in order."""
    return [survey(path) for path in sorted(folder.glob("[0-9][0-9]-*.ipynb"))]


def report(found: list[Chapter]) -> str:
    """The chapters as a Markdown table, and what is in all of them together."""
    lines = [
        "| chapter | words | narrative | questions | recalled | tasks | types | levels | labs "
        "| tables | sources | statements | minutes, core | all |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | --- | --- | ---: | ---: | --- | ---: | ---: |",
    ]
    for one in found:
        cells = [
            one["title"],
            f"{one['words']:,}",
            f"{one['narrative']:,}",
            len(one["own"]),
            len(one["recalled"]),
            one["tasks"],
            _counted(one["types"]),
            _counted(one["levels"]),
            ", ".join(one["labs"]) or "none",
            len(one["tables"]),
            one["sources"],
            ", ".join(one["statements"]) or "none",
            one["core"],
            one["all"],
        ]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    total = sum(len(one["own"]) for one in found)
    kinds = {kind for one in found for kind in one["types"]}
    lines += [
        "",
        f"{len(found)} chapters, {sum(one['words'] for one in found):,} words, {total} questions of "
        f"{len(kinds)} types, {sum(one['tasks'] for one in found)} tasks in code.",
    ]
    return "\n".join(lines)


def _called(verb: str, code: str) -> list[str]:
    """The names that a cell hands to a verb."""
    found = []
    for call in re.findall(rf"\b{verb}\(([^)]*)\)", code):
        names = re.findall(r'"([^"]+)"', re.sub(r"\w+=\S+", "", call))
        found += names[:1] if verb in ("lab", "check") else names
    return found


def _tests(code: str) -> list[str]:
    """The tests that a cell asks for: their questions take time, and are no chapter's own."""
    return re.findall(r'\bask\(test="(\w+)"\)', code)


def _words(text: str, code: bool) -> int:
    """Words of a text cell, or of the prose that a cell computes; a figure in it is one word."""
    if code:
        text = _computed(text)
    bare = re.sub(r"<[^>]+>|\]\([^)]*\)|[#*_\[\]|`]", " ", text)
    return len(re.findall(r"\w[\w’'–-]*", bare))


def _computed(code: str) -> str:
    """The prose that a cell hands to `Markdown`, with 0 for each figure that it fills in."""
    said = []
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Markdown":
            nodes = list(ast.walk(call))
            formats = [n.format_spec for n in nodes if isinstance(n, ast.FormattedValue)]
            for node in nodes:
                if isinstance(node, ast.JoinedStr) and node not in formats:
                    parts = node.values
                    said += [p.value if isinstance(p, ast.Constant) else "0" for p in parts]
            said += [a.value for a in call.args if isinstance(a, ast.Constant)]
    return "".join(said)


def _tables(cells: list[dict]) -> set[str]:
    code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    return set(re.findall(r'\btable\("(\w+)"', code))


def _cited(cells: list[dict]) -> set[str]:
    """The sources that a chapter links to."""
    text = "\n".join("".join(cell["source"]) for cell in cells)
    return {
        str(row["source_id"])
        for row in tables.rows("sources")
        if row["url"] and f"]({row['url']})" in text
    }


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _fives(minutes: float) -> int:
    return 5 * math.ceil(minutes / 5)

"""A small course with quizzes: plain questions, two tests, and a chapter that asks them together."""

from pathlib import Path

import yaml

from exercises.paths import BANK
from tests.book import project

#: Outcome and number of questions each; the first option of every question is right.
OUTCOMES = {"TRY-1": ("01", 4), "TRY-2": ("01", 3), "OLD-9": ("02", 3), "NEW-9": ("08", 2)}
PRE = ["TRY-1.3", "TRY-2.2", "OLD-9.2"]
POST = ["TRY-1.4", "TRY-2.3", "OLD-9.3"]
QUIZ, TESTS = "/notebooks/07-together.html", "/notebooks/00-start-here.html"
CHECKLIST = "/notebooks/01-sample.html"


def item(name: str) -> dict:
    """A question whose right option is `a`; `b` and `c` are wrong."""
    return {
        "id": name,
        "version": 1,
        "type": "choice",
        "outcome": name.split(".")[0],
        "level": "remember",
        "prompt": f"Which is the first letter, asks {name}? It is asked at length, so that it is cut.",
        "explain": f"The explanation of {name}.",
        "sources": [],
        "options": [
            {"id": "a", "text": "The letter a", "right": True, "feedback": f"Feedback a {name}."},
            {"id": "b", "text": "The letter b", "feedback": f"Feedback b {name}."},
            {"id": "c", "text": "The letter c", "feedback": f"Feedback c {name}."},
        ],
    }


def bank(folder: Path) -> None:
    """Write the sample bank beside the course's own outcomes."""
    folder.mkdir(parents=True, exist_ok=True)
    outcomes = (BANK / "outcomes.yaml").read_text(encoding="utf-8")
    added = {
        code: {"chapter": chapter, "text": f"Do what {code} asks."}
        for code, (chapter, _) in OUTCOMES.items()
    }
    (folder / "outcomes.yaml").write_text(f"{outcomes}\n{yaml.safe_dump(added)}", encoding="utf-8")
    for chapter in {chapter for chapter, _ in OUTCOMES.values()}:
        items = [
            item(f"{code}.{number}")
            for code, (where, count) in OUTCOMES.items()
            if where == chapter
            for number in range(1, count + 1)
        ]
        _write(folder / f"{chapter}-sample.yaml", {"chapter": chapter, "items": items})
    pairs = [{"pre": pre, "post": post} for pre, post in zip(PRE, POST, strict=True)]
    _write(folder / "tests.yaml", {"pairs": pairs})


def copy(folder: Path) -> Path:
    """The course with the sample questions, and pages that ask them."""
    project.copy(folder)
    bank(folder / "exercises" / "bank")
    toc = project.TOC.replace("      - file: notebooks/06-improving-on-paper\n", "")
    toc += "      - file: notebooks/01-sample\n      - file: notebooks/07-together\n"
    toc += "  - caption: Your work\n    chapters:\n      - file: book/review\n      - file: book/progress\n"
    (folder / "book" / "_toc.yml").write_text(toc, encoding="utf-8")
    (folder / "notebooks" / "06-improving-on-paper.ipynb").unlink()
    tests = ["from exercises import ask\nask(test='pre')", "ask(test='post')"]
    project.write(folder, "00-start-here", ["# 00 · Start here", *tests])
    lines = "\n".join(f"- `{code}` Do what {code} asks." for code in OUTCOMES)
    outcomes = f"# 01 · A sample\n\nAfter this chapter you can:\n\n{lines}\n"
    project.write(
        folder,
        "01-sample",
        [outcomes, "from exercises import ask\nask('TRY-1.1', 'TRY-1.2', 'TRY-2.1')"],
    )
    together = [
        "# 07 · Together",
        "from exercises import ask, progress, review\nask('OLD-9.1', 'TRY-1.1', warmup=True)",
        "ask('TRY-*')",
        "ask(pool=['TRY-1', '02', 'IMP-5', 'NEW-9'], n=3)",
        "review()",
        "progress()",
    ]
    project.write(folder, "07-together", together)
    return folder


def _write(path: Path, content: object) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")

"""The ledger: what the source article says, statement by statement, as a page of the book.

    python -m exercises.ledger

writes `book/ledger.md` from the table `article_claims`. A chapter says which statements it teaches by
links to that page; `taught()` reads them.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from exercises import tables
from exercises.generated import write_page
from exercises.glossary import source_link
from exercises.paths import BOOK, NOTEBOOKS
from exercises.tables_package import Row

PAGE = BOOK / "ledger.md"

#: The parts of the article, in its order, with their headings.
PARTS = {
    "lead": "What new localism is",
    "first_term": "The first term",
    "old_and_new": "Old and new localism",
    "practice": "Advocates and policies",
    "omission": "What the article leaves out",
}
VERDICTS = {
    "supported": "Supported",
    "supported_with_nuance": "Supported, with a nuance",
    "nuance_needed": "Needs a nuance",
    "supported_as_perception": "True of what people thought",
    "supported_as_advocates_account": "True of what its advocates say",
    "not_supported_as_stated": "Not supported as stated",
    "wrong_name": "The name is wrong",
    "add": "Missing, and added by the course",
}


def claims() -> list[Row]:
    """The rows of the ledger, in the order of the article."""
    return tables.rows("article_claims")


def chapters_of(claim: Row) -> list[str]:
    """The chapters that teach a statement, the one in which it is met first."""
    return [str(claim["chapter"]), *str(claim["also_chapters"] or "").split()]


def notebook(chapter: str) -> Path | None:
    """The notebook of a chapter, or nothing where it is still to come."""
    return next(iter(sorted(NOTEBOOKS.glob(f"{chapter}-*.ipynb"))), None)


def taught(path: Path) -> set[str]:
    """The statements that a notebook links to."""
    return set(re.findall(r"\.\./book/ledger\.md#(s\d\d)\b", path.read_text(encoding="utf-8")))


def page() -> str:
    """The ledger as Markdown that reads well in JupyterLab, on a code host and in the book."""
    rows = claims()
    about = tables.describe("article_claims")
    count = Counter(row["verdict"] for row in rows)
    said = "; ".join(
        f"{words[0].lower()}{words[1:]}: {count[name]}" for name, words in VERDICTS.items()
    )
    missing = sum(row["verdict"] == "add" for row in rows)
    lines = [
        "# The article, statement by statement",
        "",
        "<!-- Made from data/article_claims.csv by `python -m exercises.ledger`: edit that. -->",
        "",
        "The course sets out from an encyclopaedia article, *New localism*. Here is each of its "
        f"{sum(row['kind'] == 'statement' for row in rows)} statements in our words, with what the "
        f"evidence makes of it; the last {missing} entries are of what it leaves out.",
        "",
        f"How they stand: {said}.",
        "",
        *[f"- {caution}" for caution in about["cautions"]],
    ]
    for part, heading in PARTS.items():
        lines += ["", f"## {heading}"]
        for row in rows:
            if row["part"] == part:
                lines += ["", *_entry(row)]
    return "\n".join(lines) + "\n"


def main(to: Path = PAGE) -> int:
    """Write the page."""
    return write_page(to, page())


def _entry(row: Row) -> list[str]:
    number = str(row["claim_id"])
    sources = [
        str(row[name])
        for name in ("source_id", "second_source_id", "third_source_id")
        if row[name] is not None
    ]
    verdict = VERDICTS[str(row["verdict"])]
    unsure = " (unconfirmed)" if row["grade"] == "C" else ""
    lines = [
        f'<a id="{number}"></a>',
        "",
        f"### {number}: {row['statement']}",
        "",
        f"**{verdict}{unsure}.** {str(row['reason']).rstrip('.')}.",
        "",
    ]
    if row["note"]:
        lines += [f"{_tables_linked(str(row['note']).rstrip('.'))}.", ""]
    where = chapters_of(row)
    word = "chapters" if len(where) > 1 else "chapter"
    return [
        *lines,
        f"- Taught in {word} {', '.join(_chapter(number) for number in where)}",
        f"- Sources (grade {row['grade']}): {' · '.join(source_link(name) for name in sources)}",
    ]


def _chapter(number: str) -> str:
    path = notebook(number)
    if path is None:
        return f"{number} (to come)"
    return f"[{number}](../notebooks/{path.name})"


def _tables_linked(text: str) -> str:
    """A note in which the tables that it says to see are links to where they are described."""

    def links(found: re.Match[str]) -> str:
        names = found[2].split(" and ")
        word = "tables" if len(names) > 1 else "table"
        made = " and ".join(f"[`{name}`](data.md#{name})" for name in names)
        return f"{found[1]}ee the {word} {made}"

    return re.sub(r"\b([Ss])ee ([a-z_]+(?: and [a-z_]+)*)", links, text)


if __name__ == "__main__":
    sys.exit(main())

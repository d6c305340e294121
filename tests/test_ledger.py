"""The ledger is in step with its table, and each statement is taught where the ledger says."""

import re

import pytest

from exercises import ledger, tables
from exercises.paths import BOOK, NOTEBOOKS
from tests.test_typed_figures import chapters


def test_the_page_is_in_step_with_the_table():
    assert ledger.PAGE.read_text(encoding="utf-8") == ledger.page(), (
        "run python -m exercises.ledger"
    )


def test_a_table_that_a_note_says_to_see_is_a_link_to_its_description():
    text = ledger.page()
    assert not re.search(r"\b[Ss]ee [a-z]+_", text)
    names = re.findall(r"\[`(\w+)`\]\(data\.md#(\w+)\)", text)
    assert names
    for shown, anchor in names:
        assert shown == anchor
        assert tables.describe(anchor)["name"] == anchor


def test_every_statement_is_there_once_with_verdict_reason_sources_and_chapter():
    text = ledger.page()
    rows = ledger.claims()
    assert sum(row["kind"] == "statement" for row in rows) == 36
    assert sum(row["kind"] == "omission" for row in rows) == 3
    assert re.findall(r'<a id="(s\d\d)"></a>', text) == [row["claim_id"] for row in rows]
    for entry in text.split('<a id="')[1:]:
        head, verdict, taught, sources = (
            line for line in entry.split("\n")[2:] if line.startswith(("### ", "**", "- "))
        )
        assert head.startswith("### s")
        assert any(verdict.startswith(f"**{words}") for words in ledger.VERDICTS.values())
        assert "chapter" in taught
        assert sources.startswith("- Sources (grade")
        assert "](" in sources or "Nobody" in sources


def test_every_statement_has_a_chapter_of_the_course():
    for row in ledger.claims():
        assert set(ledger.chapters_of(row)) <= {f"{n:02}" for n in range(15)}, row["claim_id"]
        assert len(set(ledger.chapters_of(row))) == len(ledger.chapters_of(row))


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_a_chapter_links_to_the_statements_that_it_teaches_and_to_no_other(path):
    number = path.stem[:2]
    own = {row["claim_id"] for row in ledger.claims() if row["chapter"] == number}
    may = {row["claim_id"] for row in ledger.claims() if number in ledger.chapters_of(row)}
    said = ledger.taught(path)
    assert own <= said, f"{path.name} does not link to ../book/ledger.md# {sorted(own - said)}"
    assert said <= may, f"data/article_claims.csv: {sorted(said - may)} of chapter {number}?"


def test_a_chapter_that_is_there_is_linked():
    text = ledger.page()
    for path in NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"):
        if any(path.stem[:2] in ledger.chapters_of(row) for row in ledger.claims()):
            assert f"](../notebooks/{path.name})" in text
    for name in re.findall(r"\(\.\./notebooks/([\w.-]+)\)", text):
        assert (NOTEBOOKS / name).exists()


def test_it_is_in_the_contents():
    assert "file: book/ledger\n" in (BOOK / "_toc.yml").read_text(encoding="utf-8")

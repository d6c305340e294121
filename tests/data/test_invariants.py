"""What holds for every table of the package, whatever it is about."""

import csv
import io
import json
import re
from collections import defaultdict
from urllib.parse import urlsplit

import pytest

from exercises.paths import BANK, DATA, NOTEBOOKS
from exercises.tables import rows
from exercises.tables_picture import series, told

PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
COLUMNS = {n: [f["name"] for f in r["schema"]["fields"]] for n, r in RESOURCES.items()}
SNAKE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")

JUDGED = [name for name, columns in COLUMNS.items() if "preferred" in columns]
GRADED = [name for name, columns in COLUMNS.items() if "grade" in columns]


def conflict_key(name):
    """The columns that say what a row is a figure of: as declared, or the key without its source."""
    key = RESOURCES[name]["schema"]["primaryKey"]
    own = [c for c in key if not c.endswith("source_id") and c not in ("grade", "preferred")]
    return RESOURCES[name].get("conflict_key", own)


@pytest.mark.parametrize("name", JUDGED)
def test_of_rows_that_disagree_one_is_preferred(name):
    key = conflict_key(name)
    groups = defaultdict(list)
    # An empty list is declared where rows of one figure complete one another.
    for row in rows(name) if key else []:
        groups[tuple(row[column] for column in key)].append(row["preferred"])
    wrong = {value: judged for value, judged in groups.items() if sum(judged) != 1}
    assert wrong == {}, (
        f"{name}: for each {key} one row is to be preferred. Where other columns say what a row is a "
        'figure of, name them in datapackage.json: "conflict_key": [...]'
    )


@pytest.mark.parametrize("name", JUDGED)
def test_a_row_that_is_not_preferred_says_why(name):
    assert [row for row in rows(name) if row["preferred"] is False and not row["reason"]] == []


def test_what_councils_raised_by_taxes_of_their_own_is_the_sum_of_what_was_theirs():
    found = [row for row in rows("funding_shares") if row["local_tax_percent"] is not None]
    assert {row["own_tax_percent"] is None for row in found} == {False}
    for row in found:
        # Business rates were theirs to set until 1989-90.
        theirs = row["business_rates_percent"] if row["year"] < 1990 else 0
        assert row["own_tax_percent"] == row["local_tax_percent"] + theirs


def test_funding_shares_prefers_a_row_of_every_year_that_it_judges():
    found = rows("funding_shares")
    preferred = {row["period"] for row in found if row["preferred"]}
    assert {row["period"] for row in found if not row["preferred"]} <= preferred


@pytest.mark.parametrize("name", GRADED)
def test_an_unconfirmed_row_says_what_is_unconfirmed(name):
    silent = [r for r in rows(name) if r["grade"] == "C" and not (r.get("note") or r.get("reason"))]
    assert silent == []


def test_every_source_is_used():
    named = {
        value
        for name in GRADED
        for row in rows(name)
        for column, value in row.items()
        if column.endswith("source_id")
    }
    bank = "".join(p.read_text(encoding="utf-8") for p in BANK.glob("*.yaml"))
    words = set(re.findall(r"\w+", bank))
    prose = "".join(p.read_text(encoding="utf-8") for p in NOTEBOOKS.glob("*.ipynb"))
    idle = [
        row["source_id"]
        for row in rows("sources")
        if row["source_id"] not in named | words and not (row["url"] and f"({row['url']})" in prose)
    ]
    assert idle == []


def test_no_address_is_a_source_twice():
    """Nor does it become another by its scheme, by www or by a slash; a part of a page is another."""
    known = defaultdict(list)
    for row in rows("sources"):
        if row["url"]:
            parts = urlsplit(row["url"])
            host = parts.netloc.lower().removeprefix("www.")
            place = (host, parts.path.rstrip("/"), parts.query, parts.fragment)
            known[place].append(row["source_id"])
    assert {place: ids for place, ids in known.items() if len(ids) > 1} == {}


def test_ids_are_snake_case():
    wrong = [
        (name, column, row[column])
        for name, columns in COLUMNS.items()
        for column in columns
        if column.endswith("_id")
        for row in rows(name)
        if row[column] is not None and not SNAKE.fullmatch(row[column])
    ]
    assert wrong == []
    assert all(SNAKE.fullmatch(word) for name in COLUMNS for word in (name, *COLUMNS[name]))


def test_every_id_of_another_table_is_tied_to_it():
    """`authority_id` in any table but `authorities` is a foreign key to it, and so for all others."""
    owners = {}
    for name, resource in RESOURCES.items():
        if len(resource["schema"]["primaryKey"]) == 1:
            owners.setdefault(resource["schema"]["primaryKey"][0], []).append(name)
    # `row_id` or `target_id` numbers the rows of several tables, each its own.
    owners = {column: names[0] for column, names in owners.items() if len(names) == 1}
    for name, columns in COLUMNS.items():
        ties = {
            (key["fields"][0], key["reference"]["resource"])
            for key in RESOURCES[name]["schema"].get("foreignKeys", [])
        }
        for column in columns:
            owner = owners.get("source_id" if column.endswith("source_id") else column)
            if column.endswith("_id") and owner not in (None, name):
                assert (column, owner) in ties, f"{name}: {column} has no foreign key to {owner}"


PICTURED = [name for name, resource in RESOURCES.items() if "picture" in resource]


@pytest.mark.parametrize("name", PICTURED)
def test_a_declared_picture_shows_something(name):
    for one in series(RESOURCES[name], rows(name)):
        assert one["points"]
        assert "None" not in told(one)
    assert series(RESOURCES[name], rows(name))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_a_table_is_written_as_the_csv_module_writes_it(path):
    """No needless quotation marks: whoever saves a table by program changes what they changed, no more."""
    text = path.read_text(encoding="utf-8")
    again = io.StringIO()
    csv.writer(again, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    assert again.getvalue() == text


@pytest.mark.parametrize("name", RESOURCES)
def test_every_table_says_what_one_row_is(name):
    said = RESOURCES[name]["description"]
    assert re.search(r"\b(A row is|Each row is|One row for) |\bone to a row\b", said), said


ALIKE = {
    # One thing, one name: what a row tells in words, who wrote it, how exactly a figure is meant.
    "fact": "what",
    "claim": "what",
    "authors": "author",
    "qualifier": "bound",
}


def test_like_columns_have_like_names():
    wrong = [(n, c, ALIKE[c]) for n, columns in COLUMNS.items() for c in columns if c in ALIKE]
    assert wrong == [], "These columns are called otherwise in the other tables."
    # A finding is what a study found, and nothing else.
    studied = {name for name, columns in COLUMNS.items() if "finding" in columns}
    assert studied == {"findings", "comparative_studies", "school_evaluations"}


def test_how_exactly_a_figure_is_given_is_told_alike_everywhere():
    fields = [f for r in RESOURCES.values() for f in r["schema"]["fields"] if f["name"] == "bound"]
    assert len(fields) > 10
    assert len({(field["title"], field["description"]) for field in fields}) == 1
    words = set(fields[0]["description"].replace(",", " ").replace(":", " ").split())
    for field in fields:
        assert set(field["constraints"]["enum"]) <= words


@pytest.mark.parametrize("name", [n for n, columns in COLUMNS.items() if "value" in columns])
def test_a_figure_without_a_column_for_its_unit_has_none(name):
    if "unit" not in COLUMNS[name]:
        # Scores and ranks: numbers without a unit.
        assert {row["measure"] for row in rows(name)} == {"score", "rank"}
        return
    assert [row for row in rows(name) if row["value"] is not None and not row["unit"]] == []

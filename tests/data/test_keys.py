"""Tables that refer to several others, and rows that disagree: what holds them together is checked."""

import pytest

from exercises import tables_seal
from exercises.tables import Catalogue, TableError
from tests.data import package


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


def refused(folder, name="scores"):
    with pytest.raises(TableError) as caught:
        Catalogue(folder).table(name)
    return caught.value


def unsealed(folder, capsys):
    """What is said when a package cannot be sealed."""
    assert tables_seal.main(folder) == 1
    return capsys.readouterr().err


def test_a_chain_of_tables_is_read_in_whatever_order_they_are_listed(folder):
    package.sealed(folder)
    catalogue = Catalogue(folder)
    assert len(catalogue.table("scores")) == 2
    assert [row["trust_id"] for row in catalogue.rows("trusts")] == [
        "leeds_hospitals",
        "york_hospitals",
    ]
    assert list(catalogue.tables()["name"]) == ["scores", "trusts", "authorities", "sources"]


@pytest.mark.parametrize(
    ("column", "old", "new", "owner"),
    [
        ("authority_id", "2003,york,", "2003,yorck,", "authorities"),
        ("trust_id", ",york_hospitals,1.5", ",yorck_hospitals,1.5", "trusts"),
        ("source_id", "1.5,book_1997,C", "1.5,book_1066,C", "sources"),
    ],
)
def test_each_foreign_key_is_checked(folder, column, old, new, owner, capsys):
    package.sealed(folder)
    path = folder / "scores.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    fault = refused(folder)
    assert (fault.file, fault.line, fault.column) == ("data/scores.csv", 4, column)
    assert f"is not in the table {owner}." in str(fault)
    assert f"line 4, column {column}" in unsealed(folder, capsys)


def test_an_empty_cell_refers_to_nothing(folder):
    package.sealed(folder)
    assert [row["trust_id"] for row in Catalogue(folder).rows("scores")] == [
        "leeds_hospitals",
        None,
        "york_hospitals",
    ]


@pytest.mark.parametrize("name", ["scores", "trusts", "authorities"])
def test_damage_to_a_table_refuses_all_that_rest_on_it(folder, name):
    package.sealed(folder)
    path = folder / "authorities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("York", "Jorvik"), encoding="utf-8")
    fault = refused(folder, name)
    assert (fault.file, fault.line, fault.column) == ("data/authorities.csv", 3, "name")


def test_a_row_taken_out_of_a_table_is_missed_where_it_is_named(folder, capsys):
    fewer = package.AUTHORITIES.split("york")[0]
    package.small(folder, authorities=fewer)
    assert "data/trusts.csv, line 3, column authority_id" in unsealed(folder, capsys)


def refused_once_cut(folder):
    """What a learner reads of a published table that has lost its last line."""
    file = folder / "scores.csv"
    file.write_text("".join(file.read_text("utf-8").splitlines(True)[:-1]), encoding="utf-8")
    return refused(folder)


def test_who_seals_is_not_told_to_throw_the_change_away(folder, capsys):
    """`git checkout` puts a published file back for a learner; it would undo an author's work."""
    package.sealed(folder)
    assert "git checkout" in str(refused_once_cut(folder))
    fewer = package.AUTHORITIES.split("york")[0]
    package.small(folder, authorities=fewer)
    said = unsealed(folder, capsys)
    assert "git checkout" not in said
    assert said.endswith("Mend that, then run this again: python -m exercises.tables_seal\n")


def test_a_table_that_is_not_described_is_named_with_what_to_do(folder, capsys):
    package.small(folder)
    (folder / "more.csv").write_text("a\n1\n", encoding="utf-8")
    assert "more.csv is there but not described: add its entry" in unsealed(folder, capsys)


def test_a_ring_of_tables_is_refused(folder, capsys):
    def edit(known):
        known["authorities"]["schema"]["foreignKeys"].append(
            {"fields": ["name"], "reference": {"resource": "scores", "fields": ["note"]}}
        )

    package.small(folder, edit)
    said = unsealed(folder, capsys)
    assert "in a ring: " in said
    assert "scores" in said and "authorities" in said
    assert "in a ring" in str(refused(folder, "sources"))


# Rows that disagree


def judged(key=("year", "authority_id")):
    def edit(known):
        known["scores"]["conflict_key"] = list(key)

    return edit


def test_rows_that_disagree_are_kept_with_their_reason(folder):
    package.sealed(folder, judged())
    found = Catalogue(folder).rows("scores")
    assert [row["preferred"] for row in found] == [True, False, True]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "why"),
    [
        ("false,A press", "true,A press", 3, "preferred", "preferred row already, on line 2"),
        ("A,true", "A,false", 2, "reason", "must say why"),
        ("A,true,", "A,false,A doubt", 2, "preferred", "no row of 2002, leeds is preferred"),
        ("A press report", "", 3, "reason", "must say why"),
    ],
)
def test_a_figure_has_one_preferred_row(folder, capsys, old, new, line, column, why):
    package.small(folder, judged(), scores=package.SCORES.replace(old, new, 1))
    said = unsealed(folder, capsys)
    assert f"data/scores.csv, line {line}, column {column}: " in said
    assert why in said
    assert not (folder / "marks.json").exists()


def test_without_a_conflict_key_rows_need_a_reason_and_no_more(folder, capsys):
    doubted = package.SCORES.replace("A,true,", "A,false,A doubt", 1)
    package.sealed(folder, scores=doubted)
    package.small(folder, scores=package.SCORES.replace("A press report", "", 1))
    assert "must say why" in unsealed(folder, capsys)


def test_a_conflict_key_must_be_of_the_tables_columns(folder, capsys):
    package.small(folder, judged(["year", "council"]))
    assert "table scores has a key on 'council', no field" in unsealed(folder, capsys)

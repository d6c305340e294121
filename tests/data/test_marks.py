"""A sealed table is read without a second check; whatever the seal rested on, a change is seen."""

import json
import shutil

import pandas as pd
import pytest

from exercises import tables, tables_check, tables_marks, tables_seal
from exercises.paths import DATA
from exercises.tables import Catalogue, TableError
from tests.data import package

NAMES = list(tables()["name"])


@pytest.fixture
def folder(tmp_path):
    return package.sealed(tmp_path / "data")


@pytest.fixture
def checks(monkeypatch):
    """The tables whose every cell was looked at."""
    found = []

    def check(resource, *rest):
        found.append(resource["name"])
        return tables_check.check_rows(resource, *rest)

    monkeypatch.setattr("exercises.tables.check_rows", check)
    return found


def edit(folder, change):
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    change({resource["name"]: resource for resource in described["resources"]})
    path.write_text(json.dumps(described), encoding="utf-8")


@pytest.fixture(scope="module")
def unmarked(tmp_path_factory):
    """The course's own tables without marks, so that each is checked cell by cell."""
    copied = tmp_path_factory.mktemp("unmarked") / "data"
    shutil.copytree(DATA, copied)
    (copied / tables_marks.FILE).unlink()
    return Catalogue(copied)


@pytest.mark.parametrize("name", NAMES)
def test_both_ways_of_reading_give_the_same(unmarked, name):
    quick = Catalogue()
    for unconfirmed in (False, True):
        frame, other = quick.table(name, unconfirmed), unmarked.table(name, unconfirmed)
        pd.testing.assert_frame_equal(frame, other)
        assert frame.course == other.course
    found, others = quick.rows(name), unmarked.rows(name)
    assert found == others
    kinds = [[type(value) for value in row.values()] for row in found]
    assert kinds == [[type(value) for value in row.values()] for row in others]


def test_no_published_table_is_checked_again(checks):
    Catalogue().tables()
    assert checks == []


def test_a_sealed_table_is_not_checked_again(folder, checks):
    Catalogue(folder).table("scores")
    assert checks == []


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"scores": {}}', '{"scores": 1}', "\xff"])
def test_without_marks_every_table_is_checked(folder, checks, text):
    path = folder / tables_marks.FILE
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="latin-1")
    assert len(Catalogue(folder).table("scores")) == 2
    assert set(checks) == {"scores", "trusts", "authorities", "sources"}


def test_a_rule_that_was_changed_since_is_applied(folder, checks):
    def tighten(known):
        known["scores"]["schema"]["fields"][3]["constraints"] = {"minimum": 2}

    edit(folder, tighten)
    with pytest.raises(TableError) as caught:
        Catalogue(folder).table("scores")
    assert (caught.value.line, caught.value.column) == (4, "score")
    assert checks == ["scores"]


def test_a_conflict_key_that_was_added_since_is_applied(folder):
    edit(folder, lambda known: known["scores"].update(conflict_key=["source_id"]))
    with pytest.raises(TableError, match="book_1997 has a preferred row already, on line 2"):
        Catalogue(folder).table("scores")


def test_a_table_sealed_by_itself_has_those_checked_that_refer_to_it(folder, checks):
    """Its new seal is in the package, but the others were checked against the old one."""
    fewer = package.AUTHORITIES.split("york")[0].encode()
    (folder / "authorities.csv").write_bytes(fewer)

    def reseal(known):
        known["authorities"].update(bytes=len(fewer), hash=tables_check.digest(fewer), rows=1)

    edit(folder, reseal)
    with pytest.raises(TableError) as caught:
        Catalogue(folder).table("scores")
    assert (caught.value.file, caught.value.line) == ("data/trusts.csv", 3)
    assert "authorities" in checks and "trusts" in checks


def test_a_seal_that_says_another_number_of_rows_is_no_seal(folder, checks):
    edit(folder, lambda known: known["scores"].update(rows=4))
    Catalogue(folder).rows("scores")
    assert checks == ["scores"]


# Where a change is


def refused(folder, old, new, count=1):
    path = folder / "scores.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        Catalogue(folder).table("scores")
    return caught.value


def test_one_changed_cell_is_named(folder):
    fault = refused(folder, "1.5", "2.5")
    assert (fault.line, fault.column) == (4, "score")
    assert str(fault).startswith("data/scores.csv, line 4, column score: the file is well formed")
    assert "What differs: line 4; column score." in str(fault)


def test_several_changes_are_named_together(folder):
    refused(folder, "1.5", "2.5")
    fault = refused(folder, "From memory", "From a friend")
    assert "What differs: line 4; columns score, note." in str(fault)
    fault = refused(folder, "A press report", "A report")
    assert (fault.line, fault.column) == (3, "score")
    assert "What differs: lines 3, 4; columns score, reason, note." in str(fault)


def test_another_way_to_write_a_cell_is_named_by_its_line(folder):
    fault = refused(folder, "From memory", '"From memory"')
    assert (fault.line, fault.column) == (4, None)
    assert "Other quotation marks: line 4." in str(fault)


def test_a_lost_line_is_named(folder):
    fault = refused(folder, "2002,leeds,,2,book_1997,B,false,A press report,\n", "")
    assert (fault.line, fault.column) == (3, "year")
    assert "It has 2 rows; 3 were published." in str(fault)
    assert "The first that differs is line 3: a line is lost or added." in str(fault)


def test_an_added_line_is_named(folder):
    added = "2004,york,,2,book_1997,B,true,,\n"
    fault = refused(folder, "From memory\n", f"From memory\n{added}")
    assert (fault.line, fault.column) == (5, "year")
    assert "It has 4 rows; 3 were published." in str(fault)


def test_without_marks_a_change_is_refused_all_the_same(folder):
    (folder / tables_marks.FILE).unlink()
    fault = refused(folder, "1.5", "2.5")
    assert (fault.file, fault.line, fault.column) == ("data/scores.csv", None, None)
    assert "differs from what was published" in str(fault)


def test_marks_of_another_file_name_no_place(folder):
    """Marks were made anew by hand, the package was not: the seal is what counts."""
    path = folder / "scores.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1.5", "2.5"), encoding="utf-8")
    before = (folder / "datapackage.json").read_bytes()
    assert tables_seal.main(folder) == 0
    (folder / "datapackage.json").write_bytes(before)
    with pytest.raises(TableError, match="differs from what was published") as caught:
        Catalogue(folder).table("scores")
    assert (caught.value.line, caught.value.column) == (None, None)


def test_marks_are_one_line_for_each_table(folder):
    text = (folder / tables_marks.FILE).read_text(encoding="utf-8")
    assert text.count("\n") == 4 + 2
    assert list(json.loads(text)) == ["authorities", "scores", "sources", "trusts"]
    assert tables_seal.main(folder) == 0
    assert (folder / tables_marks.FILE).read_text(encoding="utf-8") == text

"""People and bodies: the page is in step, nobody is left out, and a bad list is refused by line."""

import re

import pytest

from exercises import people as module
from exercises import tables
from exercises.paths import BOOK
from exercises.people import PAGE, PeopleError, main, met, offices, page, people, writings
from exercises.tables_package import who

GOOD = """\
people:
  - id: ed-balls
    name: Ed Balls
    about: Chief economic adviser to the Treasury in the years of the course.
    sources: [ukpol_balls_2002]
bodies:
  - id: ofsted
    name: Ofsted
    about: The inspectorate of schools in England, from 1993.
    sources: [tes_2003_ofsted]
"""


def everybody():
    return [entry for entries in people().values() for entry in entries]


def named(name):
    return next(entry for entry in everybody() if entry["name"] == name)


def written(folder, text=GOOD):
    path = folder / "people.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_that_names_no_author_is_called_by_its_publisher():
    unsigned = [row for row in tables.rows("sources") if str(row["author"]).startswith("(")]
    assert unsigned
    assert all(who(row) == row["publisher"] for row in unsigned)


def test_the_page_shows_no_source_by_its_id():
    names = {str(row["source_id"]) for row in tables.rows("sources")}
    assert not names & set(re.findall(r"\((\w+_\w+)\)", PAGE.read_text(encoding="utf-8")))


def test_the_page_is_in_step():
    assert PAGE.read_bytes() == page(people()).encode("utf-8"), (
        "book/people.md is not what people.yaml, the tables and the chapters say: "
        "run python -m exercises.people"
    )


def test_every_minister_of_the_table_has_an_entry():
    assert {row["person"] for row in tables.rows("ministers")} <= {e["name"] for e in everybody()}


def test_everybody_is_met_in_a_chapter_or_held_by_a_table():
    idle = [e["name"] for e in everybody() if not (met(e) or offices(e) or writings(e))]
    assert idle == []


def test_every_entry_has_a_source_and_links_that_lead_somewhere():
    text = PAGE.read_text(encoding="utf-8")
    assert "(None)" not in text
    entries = text.split('<a id="')[1:]
    assert [entry.split('"')[0] for entry in entries] == [entry["id"] for entry in everybody()]
    for entry in entries:
        unsure = "(unconfirmed)" in entry and "- Sources: none seen" in entry
        assert unsure or re.search(r"^- Sources: \[.+\]\(<http", entry, re.M), entry[:40]
    for target in set(re.findall(r"\]\((\.\./notebooks/[^)]+)\)", text)):
        assert (BOOK / target).exists()


def test_offices_are_dated_as_far_as_they_are_known():
    text = PAGE.read_text(encoding="utf-8")
    assert "Chief Secretary, Treasury: 23 December 1998 to 11 October 1999" in text
    assert "Secretary of State, Health: until 11 October 1999." in text
    assert "Secretary of State, Health: 28 June 2007 to 5 June 2009 (unconfirmed)" in text
    first = offices(named("Alan Milburn"))[0]
    assert first["post_id"] == "milburn_health_minister"


def test_writings_come_from_both_tables_and_a_title_once():
    titles = [str(row["title"]) for row in writings(named("Hazel Blears"))]
    assert len(titles) == len({title.split(":")[0] for title in titles}) >= 1
    assert any("Communities in Control" in title for title in titles)
    assert any(row["grade"] == "C" for row in writings(named("Gerry Stoker")))
    assert "(unconfirmed)" in PAGE.read_text(encoding="utf-8").split('id="gerry-stoker"')[1]


def test_a_name_is_met_where_it_is_written_and_not_within_another():
    chapters = [path.stem[:2] for path in met(named("Hazel Blears"))]
    assert chapters[0] == "00"
    entry = {**named("Hazel Blears"), "name": "Hazel Blear", "also": []}
    assert met(entry) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    name: Ed Balls\n", "", r"line 2: 'name' is missing: add it"),
        ("id: ofsted", "id: ed-balls", r"line 7, ed-balls: this id is taken"),
        ("ukpol_balls_2002", "ukpol_balls_2003", r"line 2, ed-balls: .*ukpol_balls_2002"),
        ("id: ofsted", "id: Ofsted", r"line 7: 'Ofsted' is not of the form best-value"),
        ("bodies:", "boddies:", r"line 1"),
        ("name: Ofsted", "name: [Ofsted", r"line \d+: this is not YAML"),
    ],
)
def test_a_bad_list_is_refused_with_its_line(tmp_path, old, new, says):
    assert old in GOOD
    with pytest.raises(PeopleError, match=r"^people\.yaml, " + says):
        people(written(tmp_path, GOOD.replace(old, new, 1)))


def test_a_missing_list_is_said_to_be_missing(tmp_path):
    with pytest.raises(PeopleError, match=r"people\.yaml is missing"):
        people(tmp_path / "people.yaml")


def test_the_command_writes_once_and_nothing_from_a_bad_list(tmp_path, capsys):
    file, to = written(tmp_path), tmp_path / "people.md"
    assert main(file, to) == 0
    assert "Written" in capsys.readouterr().out
    first = to.read_bytes()
    assert main(file, to) == 0
    assert "in step" in capsys.readouterr().out
    written(tmp_path, GOOD.replace("ukpol_balls_2002", "nobody"))
    assert main(file, to) == 1
    assert "line 2, ed-balls" in capsys.readouterr().err
    assert to.read_bytes() == first


def test_it_is_in_the_contents():
    assert f"book/{module.PAGE.stem}" in (BOOK / "_toc.yml").read_text(encoding="utf-8")

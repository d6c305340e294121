"""A damaged table is refused and its place named; a sound one carries what a reader must know."""

import html
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import time
from html.parser import HTMLParser

import pandas as pd
import plotly.express as px
import pytest

from exercises import tables_seal
from exercises.paths import DATA, ROOT
from exercises.tables import (
    Catalogue,
    CourseTable,
    TableError,
    describe,
    rows,
    source,
    table,
    tables,
)


@pytest.fixture
def folder(tmp_path):
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied)
    return copied


def change(folder, old, new, file="satisfaction.csv"):
    path = folder / file
    raw = path.read_bytes()
    old, new = (text if isinstance(text, bytes) else text.encode() for text in (old, new))
    assert old in raw
    path.write_bytes(raw.replace(old, new, 1))


def refused(folder, name="satisfaction"):
    with pytest.raises(TableError) as caught:
        Catalogue(folder).table(name)
    with pytest.raises(TableError):
        Catalogue(folder).rows(name)
    return caught.value


def edit_package(folder, edit):
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    edit({resource["name"]: resource for resource in package["resources"]})
    path.write_text(json.dumps(package), encoding="utf-8")


# Reading


def test_table_is_a_frame_with_types():
    frame = table("satisfaction")
    assert isinstance(frame, pd.DataFrame)
    assert frame["year"].dtype == "int64"
    assert frame["percent"].dtype == "float64"
    assert table("assessment_distribution")["preferred"].dtype == "bool"
    changes = table("council_tax_band_d")["change_gbp"]
    assert changes.isna().tolist() == [True] + [False] * 17
    assert changes.sum() == 1439 - 568


def test_rows_are_plain_values():
    found = rows("council_tax_band_d")
    assert found[0]["change_gbp"] is None
    assert type(found[1]["change_gbp"]) is int
    assert type(found[1]["change_percent"]) is float
    assert type(rows("assessment_distribution")[0]["preferred"]) is bool
    assert json.loads(json.dumps(found)) == found
    assert [r["weight"] for r in rows("assessment_rules") if r["weight"]] == [4, 4, 2, 2, 1, 1, 1]


def test_dates_are_checked_and_stay_iso(folder):
    dated(folder, "2003-04-01")
    tables_seal.main(folder)
    catalogue = Catalogue(folder)
    assert catalogue.rows("spending_shares")[0]["seen"] == "2003-04-01"
    frame = catalogue.table("spending_shares")
    assert frame["seen"][0] == pd.Timestamp(2003, 4, 1)
    assert '<td style="text-align:left">2003-04-01</td>' in frame._repr_html_()


def dated(folder, date):
    field = {"name": "seen", "type": "date", "title": "Seen", "description": "A date."}
    edit_package(folder, lambda known: known["spending_shares"]["schema"]["fields"].append(field))
    path = folder / "spending_shares.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join([lines[0] + ",seen"] + [f"{line},{date}" for line in lines[1:]]) + "\n"
    path.write_bytes(text.encode())


def test_copies_are_the_readers_own():
    frame = table("satisfaction")
    frame.loc[0, "percent"] = 0.0
    frame.course["cautions"].clear()
    rows("satisfaction")[0]["percent"] = 0.0
    describe("satisfaction")["fields"].clear()
    assert table("satisfaction").loc[0, "percent"] == 65
    assert table("satisfaction").course["cautions"]
    assert rows("satisfaction")[0]["percent"] == 65
    assert describe("satisfaction")["fields"]


def test_a_changed_file_is_read_again(folder):
    catalogue = Catalogue(folder)
    assert catalogue.table("satisfaction").loc[0, "percent"] == 65
    change(folder, "2000,england_all_authorities,65", "2000,england_all_authorities,165")
    with pytest.raises(TableError):
        catalogue.table("satisfaction")


def test_windows_line_ends_are_no_change(folder):
    for path in folder.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Catalogue(folder).rows("satisfaction") == rows("satisfaction")


def test_reading_is_fast():
    took = []
    for name in tables()["name"]:
        # Of the processor, which other programs do not lengthen.
        start = time.process_time()
        Catalogue().table(name)
        took.append(time.process_time() - start)
    assert sorted(took)[len(took) // 2] < 0.05


def test_source():
    assert source("hansard_2008_05_07")["year"] == 2008
    with pytest.raises(TableError, match="Did you mean hansard_2008_05_07"):
        source("hansard_2008_05_08")


# Grades


def test_unconfirmed_rows_are_left_out_unless_asked_for():
    frame = table("assessment_distribution")
    assert set(frame["grade"]) == {"A", "B"}
    assert frame.index.tolist() == list(range(len(frame)))
    everything = table("assessment_distribution", unconfirmed=True)
    assert len(everything) == len(frame) + 2
    assert table("assessment_rules")["weight"].isna().all()
    assert table("assessment_rules", unconfirmed=True)["weight"].count() == 7


def test_unconfirmed_rows_are_marked_in_words():
    hidden = table("assessment_rules")._repr_html_()
    assert "17 unconfirmed rows are left out" in hidden
    assert "unconfirmed=True" in hidden
    shown = table("assessment_rules", unconfirmed=True)
    assert shown._repr_html_().count("C <strong>unconfirmed</strong>") == 17
    assert "17 rows are unconfirmed" in shown._repr_html_()
    assert "17 rows are unconfirmed" in repr(shown)
    assert "unconfirmed" not in repr(table("satisfaction"))


def test_the_warning_outlives_the_grade_column():
    everything = table("assessment_distribution", unconfirmed=True)
    for derived in (
        everything[["year", "councils"]],
        everything.groupby("year")[["councils"]].sum(),
    ):
        assert "unconfirmed figures" in derived._repr_html_()
        assert "unconfirmed figures" in repr(derived)
    confirmed = everything[everything["grade"] != "C"]
    assert "unconfirmed (grade C)" not in confirmed._repr_html_()


# What travels with a frame


def test_slices_keep_what_is_known():
    frame = table("satisfaction")
    for cut in (
        frame.head(2),
        frame[frame["measure"] == "overall"],
        frame.query("year > 2003"),
        frame[["year", "percent"]],
        frame.sort_values("percent"),
        frame.copy(),
        pickle.loads(pickle.dumps(frame)),
    ):
        assert isinstance(cut, CourseTable)
        assert cut.course == frame.course
        assert "nl-table" in cut._repr_html_()


def test_course_names_what_a_reader_needs():
    course = table("satisfaction").course
    assert course == describe("satisfaction")
    assert course["title"].startswith("Public satisfaction")
    assert course["grades"] == {"A": 4, "B": 21, "C": 0}
    assert {found["source_id"] for found in course["sources"]} == {
        row["source_id"] for row in rows("satisfaction")
    }
    assert next(f["unit"] for f in course["fields"] if f["name"] == "percent") == "per cent"


def test_frames_of_another_shape_are_shown_plainly():
    frame = table("satisfaction")
    year = frame["year"]
    for derived in (
        frame.pivot(index="period", columns=["base", "measure", "instrument"], values="percent"),
        frame.groupby("measure")[["percent"]].mean(),
        frame.T,
        frame.describe(),
        frame.set_index("year"),
        frame.assign(double=frame["percent"] * 2),
        frame.merge(table("council_tax_band_d"), on="period"),
        pd.concat([frame, frame], axis=1),
        pd.crosstab(year, frame["measure"]),
        frame[[]],
    ):
        shown = derived._repr_html_()
        assert shown.startswith("<div>")
        assert "nl-table" not in shown


def test_a_renamed_column_keeps_its_unit_and_the_tables_cautions():
    frame = table("satisfaction")
    renamed = frame.rename(columns={"percent": "share", "year": "percent"})
    shown = renamed._repr_html_()
    for caution in frame.course["cautions"]:
        assert html.escape(caution) in shown
    assert re.search(r'per cent\)</span><br><code class="nl-table-name">share</code>', shown)
    assert re.search(r'Year[^<]*<br><code class="nl-table-name">percent</code>', shown)
    # The table itself is as it was.
    assert frame.course == describe("satisfaction")
    # Of another shape it is no table of the course any more, whatever its columns are called.
    doubled = table("satisfaction").assign(double=1).rename(columns={"double": "twice"})
    assert "nl-table" not in doubled._repr_html_()
    assert "nl-table" not in renamed.rename(columns={"share": "period"})._repr_html_()


def test_a_long_name_may_go_on_in_another_line():
    shown = table("satisfaction")._repr_html_()
    assert '<code class="nl-table-name">source_<wbr>id</code>' in shown
    assert re.search(r">hansard_<wbr>\d{4}_<wbr>", shown)
    # In an address it stays whole.
    assert 'README.md#council_tax_band_d"' in tables()._repr_html_()


def test_a_code_of_a_fixed_list_is_shown_in_words():
    shown = table("satisfaction")._repr_html_()
    assert ">England all authorities</td>" in shown
    assert ">BVPI</td>" in shown
    assert "england_" not in shown
    assert ">prices of 2001-02</td>" in table("inspection_spending")._repr_html_()
    # What a reader has to type is in no fixed list, and keeps its form.
    assert ">csr_<wbr>1998_<wbr>treasury</td>" in table("psa_rounds")._repr_html_()
    assert ">not_<wbr>confirmed</td>" not in table("psa_targets")._repr_html_()


def test_a_frame_with_strange_cells_is_still_shown():
    frame = table("satisfaction").astype(object)
    frame.loc[1, "year"] = "<b>"
    frame.loc[2, "grade"] = None
    frame.at[3, "note"] = [1, 2]
    assert "<b>" not in frame._repr_html_()
    frame.course = {"broken": True}
    assert "<table" in frame._repr_html_()
    assert "<table" in frame.rename(columns={"year": "when"})._repr_html_()
    assert repr(frame)


def test_plotly_and_testing_accept_it():
    frame = table("satisfaction").query("measure == 'overall' and instrument == 'bvpi'")
    figure = px.line(frame, x="year", y="percent", color="base")
    assert [list(trace.y) for trace in figure.data] == [[65, 55, 54], [61, 53, 51]]
    assert px.bar(table("council_tax_band_d"), x="period", y="change_gbp").data[0].y[10] == 126
    pd.testing.assert_frame_equal(frame, frame.copy())


def test_catalogue():
    found = tables()
    heads = ["name", "title", "family", "chapters", "rows", "coverage", "A", "B", "C"]
    assert list(found.columns) == heads
    rules = found.set_index("name").loc["assessment_rules"]
    assert (rules["rows"], rules["C"]) == (34, 17)
    assert "nl-table" in found._repr_html_()


def test_the_catalogue_of_a_chapter():
    found = tables("11").set_index("name")
    assert {"capping", "borrowing", "gearing_examples"} <= set(found.index)
    assert found.loc["gearing_examples", "chapters"] == "06, 11"
    assert "satisfaction" not in found.index
    for wrong in ("15", 11, "freedoms"):
        with pytest.raises(TableError, match=r"There is no chapter .* such as tables\(\"06\"\)"):
            tables(wrong)


def test_the_catalogue_of_a_family():
    found = tables(family="schools").set_index("name")
    assert {"key_stage_2", "academies", "school_delegation"} <= set(found.index)
    assert set(found["family"]) == {"schools"}
    assert "satisfaction" not in found.index
    both = tables("13", family="schools")
    assert set(both["name"]) == set(found.index) & set(tables("13")["name"])
    assert "There are no rows to show." in tables("00", family="foundation")._repr_html_()


@pytest.mark.parametrize("wrong", ["school", "Schools", "06", 6, ["schools"]])
def test_an_unknown_family_is_told_which_there_are(wrong):
    with pytest.raises(TableError) as caught:
        tables(family=wrong)
    assert f"There is no family {wrong!r}." in str(caught.value)
    assert 'tables(family="schools"): schools, targets, assessment' in str(caught.value)
    assert ("Did you mean schools?" in str(caught.value)) == (wrong not in ("06", 6))


def test_the_catalogue_is_shown_whole_by_family():
    found = tables()
    shown = found._repr_html_()
    families = found.course["families"]
    heads = re.findall(r'<th scope="rowgroup" colspan="9"[^>]*>(.*?)</th>', shown)
    assert heads == [html.escape(title) for title in families.values()]
    assert list(dict.fromkeys(found["family"])) == list(families)
    assert re.findall(r"#(\w+)\"><code>", shown) == list(found["name"])
    assert "more rows are not shown" not in shown
    # Without the column there is nothing to head.
    assert "rowgroup" not in found[["name", "title"]]._repr_html_()
    assert "rowgroup" not in table("satisfaction")._repr_html_()


def test_families_are_about_ten_and_none_is_a_heap():
    counts = tables()["family"].value_counts()
    assert 8 <= len(counts) <= 12
    assert counts.min() >= 4 and counts.max() <= 12


# HTML


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.headings, self.captions, self.links = [], [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in ("br", "wbr"):
            return
        self.open.append(tag)
        if tag == "th":
            self.headings.append("")
            assert dict(attrs)["scope"] == "col"
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "th" in self.open:
            self.headings[-1] += data
        if "caption" in self.open:
            self.captions.append(data)


@pytest.mark.parametrize("name", list(tables()["name"]))
def test_html_is_whole_and_accessible(name):
    page = Page(table(name, unconfirmed=True)._repr_html_())
    assert page.open == []
    assert page.captions == [describe(name)["title"]]
    assert len(page.headings) == len(describe(name)["fields"])
    assert all(heading.strip() for heading in page.headings)
    named = [c for _, attrs in page.tags for c in attrs.get("class", "").split()]
    assert all(c.startswith("nl-table") for c in named)
    *sources, download = page.links
    assert all(link.startswith("http") for link in sources)
    assert download.endswith(f"data/{name}.csv")
    assert page.tags[-1] == ("a", {"href": download, "download": f"{name}.csv"})


def test_html_shows_units_numbers_cautions_sources_coverage():
    shown = table("council_tax_band_d")._repr_html_()
    assert '<span class="nl-table-unit">(pounds)</span>' in shown
    assert '<td class="nl-table-number" style="text-align:right' in shown
    assert ">5.0</td>" in shown and ">−0.3</td>" in shown and ">1102</td>" in shown
    assert "Covers: England, every financial year" in shown
    course = describe("council_tax_band_d")
    assert shown.count("<li>") == len(course["cautions"]) + len(course["sources"])


def test_html_names_only_the_sources_of_its_rows():
    shown = table("satisfaction").query("instrument == 'place_survey'")._repr_html_()
    assert "placesurvey2008" in shown
    assert "transport-network" not in shown


def test_html_stops_at_forty_rows():
    frame = table("satisfaction")
    long = frame.loc[frame.index.repeat(2)].reset_index(drop=True)
    shown = long._repr_html_()
    assert shown.count("<tr") == 41
    assert "10 more rows are not shown." in shown


def test_html_escapes_everything(folder):
    nasty = "<script>alert('x')</script>"
    change(folder, "Worked out from", f"{nasty} from")

    def edit(known):
        known["satisfaction"]["title"] = known["satisfaction"]["cautions"][0] = nasty
        known["satisfaction"]["coverage"] = known["satisfaction"]["schema"]["fields"][0][
            "title"
        ] = nasty
        known["satisfaction"]["schema"]["fields"][5]["unit"] = nasty

    edit_package(folder, edit)
    change(folder, "hansard_2008_05_07,DCLG,", f"hansard_2008_05_07,{nasty},", "sources.csv")
    assert tables_seal.main(folder) == 0
    shown = Catalogue(folder).table("satisfaction")._repr_html_()
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") == 8


def test_links_must_be_web_addresses(folder):
    change(
        folder,
        "https://hansard.parliament.uk/Commons/2008-05-07",
        "javascript:alert",
        "sources.csv",
    )
    fault = refused(folder)
    assert (fault.file, fault.column) == ("data/sources.csv", "url")


# Refusals


def test_unknown_name_says_what_is_near():
    with pytest.raises(TableError, match=r"Did you mean satisfaction.* tables\(\) lists all"):
        table("satisfacton")
    for name in ("", "zzz", 3):
        with pytest.raises(TableError, match=r"tables\(\) lists all"):
            table(name)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Council Tax", "council_tax_band_d"),
        ("psa", "psa_rounds"),
        ("cpa", "assessment_distribution"),
        ("turnout", "elections"),
    ],
)
def test_a_word_of_the_field_finds_the_tables_that_speak_of_it(asked, meant):
    with pytest.raises(TableError, match=rf"Did you mean [^?]*\b{meant}\b.*lists all"):
        table(asked)


def test_a_list_of_near_names_ends():
    with pytest.raises(TableError) as caught:
        source("hansard")
    assert len(str(caught.value)) < 250
    assert re.search(r"or one of [0-9]{2} more\?$", str(caught.value))


def test_a_column_that_is_not_there_is_met_with_those_that_are():
    frame = table("satisfaction")
    with pytest.raises(KeyError, match=r"no column 'percnt'.*Did you mean percent.*It has measure"):
        frame["percnt"]
    with pytest.raises(KeyError, match="no column 'year'"):
        frame[["measure", "percent"]]["year"]
    with pytest.raises(KeyError):
        frame[["measure", "percnt"]]
    assert "percnt" not in frame and frame.get("percnt") is None


MOVED = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["moved"]


@pytest.mark.parametrize("name", MOVED)
def test_a_table_that_became_part_of_another_says_where_its_rows_are(name):
    moved = MOVED[name]
    for ask in (table, rows, describe):
        with pytest.raises(
            TableError, match=f"{name!r} now: it is part of {moved['table']}"
        ) as caught:
            ask(name)
    where = moved.get("where", {})
    assert all(f"{column} is {value}" in str(caught.value) for column, value in where.items())
    kept = [r for r in rows(moved["table"]) if all(r[c] == value for c, value in where.items())]
    assert kept and (not where or len(kept) < len(rows(moved["table"])))
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert f"- {name.replace('_', chr(92) + '_')}: part of " in text
    assert not (DATA / f"{name}.csv").exists()


@pytest.mark.parametrize(
    ("name", "moved", "why"),
    [
        (
            "satisfaction",
            {"table": "attitudes"},
            "table satisfaction is there, and said to have moved",
        ),
        ("opinions", {"table": "attitude"}, "moved to is no table"),
        ("opinions", {"table": "attitudes", "where": {"surve": "x"}}, "not by its columns"),
    ],
)
def test_a_move_to_nowhere_is_refused(folder, name, moved, why):
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["moved"][name] = moved
    path.write_text(json.dumps(package), encoding="utf-8")
    with pytest.raises(TableError, match=why):
        Catalogue(folder).table("satisfaction")


CELL = "overall,bvpi,2003-04,2003,england_all_authorities,55,hansard_2008_05_07,A,"

CELLS = [
    (CELL.replace(",55,", ",fifty-five,"), "percent", "is not a number"),
    (CELL.replace(",55,", ',"1,055",'), "percent", "is not a number"),
    (CELL.replace(",55,", ",nan,"), "percent", "is not a number"),
    (CELL.replace(",55,", ",55%,"), "percent", "is not a number"),
    (CELL.replace(",55,", ", 55,"), "percent", "space"),
    (CELL.replace(",55,", ",,"), "percent", "must be filled"),
    (CELL.replace(",55,", ",155,"), "percent", "above 100"),
    (CELL.replace(",55,", ",-55,"), "percent", "below 0"),
    (CELL.replace(",55,", ",=1+54,"), "percent", "spreadsheet"),
    (CELL + "=HYPERLINK()", "note", "spreadsheet"),
    (CELL + "@sum", "note", "spreadsheet"),
    (CELL + "a\tb", "note", "cannot be shown"),
    (CELL.replace(",2003,", ",2003.5,"), "year", "whole number"),
    (CELL.replace("2003-04", "2003/04"), "period", "not written as"),
    (CELL.replace(",A,", ",D,"), "grade", "not one of: A, B, C"),
    (CELL.replace(",A,", ",a,"), "grade", "not one of: A, B, C"),
    (CELL.replace("hansard_2008_05_07", "hansard_1066"), "source_id", "not in the table sources"),
    (CELL.replace("overall", "overal"), "measure", "not one of: overall"),
    (CELL.replace("2003-04,2003", "2000-01,2000"), "period", "already, on line 2"),
    (CELL.replace(",55,", ",5,5,"), "grade", "10 cells where 9 belong"),
    (CELL + "a,b", "note", "10 cells where 9 belong"),
    (CELL.removesuffix(",A,"), "grade", "7 cells where 9 belong"),
    (CELL + '"open', "note", "quotation mark"),
]


@pytest.mark.parametrize(("line", "column", "why"), CELLS)
def test_a_bad_cell_is_named(folder, line, column, why):
    change(folder, CELL + "\n", line + "\n")
    fault = refused(folder)
    message = str(fault)
    assert (fault.file, fault.line) == ("data/satisfaction.csv", 3), message
    assert column in fault.column, message
    assert why in message
    assert message.startswith("data/satisfaction.csv, line 3, column ")
    assert "git checkout data/satisfaction.csv" in message
    assert "Nothing was read" in message


@pytest.mark.parametrize(
    "date", ["2003-13-01", "2003-02-30", "1 April 2003", "20030401", "2003-4-1"]
)
def test_a_bad_date_is_named(folder, date):
    dated(folder, date)
    fault = refused(folder, "spending_shares")
    assert (fault.line, fault.column) == (2, "seen")
    assert "not a date" in str(fault)


def test_a_bad_truth_value_is_named(folder):
    change(folder, "lgc_2002_half,B,true", "lgc_2002_half,B,yes", "assessment_distribution.csv")
    fault = refused(folder, "assessment_distribution")
    assert (fault.line, fault.column) == (2, "preferred")


HEADERS = [
    ("percent,source_id", "source_id", "percent", "missing"),
    ("percent,source_id", "percent,extra,source_id", "extra", "was not published"),
    ("percent,source_id", "percnt,source_id", "percent", "'percnt' here"),
    ("percent,source_id", "source_id,percent", "source_id", "another order"),
    ("percent,source_id", "percent,percent,source_id", "percent", "twice"),
]


@pytest.mark.parametrize(("old", "new", "column", "why"), HEADERS)
def test_a_changed_header_is_named(folder, old, new, column, why):
    change(folder, old, new)
    fault = refused(folder)
    assert (fault.line, fault.column) == (1, column)
    assert why in str(fault)


def test_wrong_encoding_is_named(folder):
    change(folder, CELL, CELL.encode() + b"caf\xe9")
    fault = refused(folder)
    assert (fault.line, fault.column) == (3, "note")
    assert "UTF-8" in str(fault)


def test_other_encodings_are_refused(folder):
    path = folder / "satisfaction.csv"
    text = path.read_text(encoding="utf-8")
    for encoding in ("utf-16", "utf-8-sig"):
        path.write_bytes(text.encode(encoding))
        fault = refused(folder)
        assert (fault.line, fault.column) == (1, "measure")
        assert "UTF-8" in str(fault)


def test_a_truncated_file_is_refused_at_every_length(folder):
    path = folder / "satisfaction.csv"
    raw = path.read_bytes()
    catalogue = Catalogue(folder)
    for size in range(len(raw)):
        path.write_bytes(raw[:size])
        with pytest.raises(TableError) as caught:
            catalogue.table("satisfaction")
        assert caught.value.file == "data/satisfaction.csv"
    path.write_bytes(raw[: raw.index(b"england")])
    assert "cut short" in str(refused(folder))
    path.write_bytes(raw[:-1])
    fault = refused(folder)
    assert "cut short" in str(fault)
    assert (fault.line, fault.column) == (26, "note")


def test_empty_lines_and_missing_files_are_refused(folder):
    change(folder, CELL, "\n" + CELL)
    assert refused(folder).line == 3
    (folder / "satisfaction.csv").write_bytes(b"")
    assert "is empty" in str(refused(folder))
    (folder / "satisfaction.csv").unlink()
    assert "no such file" in str(refused(folder))


def test_a_plausible_change_is_caught_by_the_checksum(folder):
    change(folder, ",55,hansard", ",65,hansard")
    message = str(refused(folder))
    assert "well formed" in message and "differs from what was published" in message
    assert "git checkout data/satisfaction.csv" in message
    assert "python -m exercises.tables_seal" in message


def test_a_lost_line_is_counted(folder):
    change(folder, CELL + "\n", "")
    assert "It has 24 rows; 25 were published." in str(refused(folder))


def test_a_damaged_source_list_refuses_every_table(folder):
    change(folder, ",2008,Written", ",MMVIII,Written", "sources.csv")
    fault = refused(folder)
    assert (fault.file, fault.column) == ("data/sources.csv", "year")


PACKAGES = [
    (lambda known: known["satisfaction"].pop("title"), "no usable 'title'"),
    (lambda known: known["satisfaction"].pop("hash"), "no 'hash'"),
    (lambda known: known["satisfaction"].update(path="../x.csv"), "CSV file beside"),
    (lambda known: known["satisfaction"].update(name="sources"), "two tables are called sources"),
    (
        lambda known: known["satisfaction"]["schema"]["fields"][0].update(type="text"),
        "a type other",
    ),
    (lambda known: known["satisfaction"]["schema"].update(primaryKey=["nought"]), "'nought'"),
    (lambda known: known["satisfaction"].pop("family"), "satisfaction has no family; name one of"),
    (lambda known: known["satisfaction"].update(family="x"), "of the family 'x', which has no"),
]


@pytest.mark.parametrize(("edit", "why"), PACKAGES)
def test_a_malformed_package_is_refused(folder, edit, why):
    edit_package(folder, edit)
    message = str(refused(folder))
    assert "data/datapackage.json" in message and why in message


@pytest.mark.parametrize(
    ("name", "why"),
    [("satisfaction", "both called satisfaction"), ("parks", "no table is of the family 'parks'")],
)
def test_a_family_is_no_table_and_is_not_empty(folder, name, why):
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["families"][name] = "One more"
    path.write_text(json.dumps(package), encoding="utf-8")
    assert why in str(refused(folder))


def test_a_package_that_is_not_json_is_refused(folder):
    (folder / "datapackage.json").write_text("{\n]", encoding="utf-8")
    assert refused(folder).line == 2
    (folder / "datapackage.json").unlink()
    assert "no such file" in str(refused(folder))


def test_a_notebook_shows_the_message_without_a_traceback():
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell()
    with capture_output() as shown:
        shell.run_cell("from exercises import table\ntable('satisfacton')")
    assert "There is no table called 'satisfacton'" in shown.stdout + shown.stderr
    assert "Traceback" not in shown.stdout + shown.stderr
    assert "tables.py" not in shown.stdout + shown.stderr


# Sealing


def test_a_deliberate_change_can_be_sealed(folder, capsys):
    change(folder, ",55,hansard", ",56,hansard")
    assert tables_seal.main(folder) == 0
    assert "datapackage.json" in capsys.readouterr().out
    assert Catalogue(folder).table("satisfaction").loc[1, "percent"] == 56
    assert tables_seal.main(folder) == 0
    assert "nothing" in capsys.readouterr().out


SEALS = [
    ("satisfaction.csv", ",55,hansard", ",x,hansard", "line 3, column percent"),
    ("sources.csv", "\nbbc", "\nnew_one,,,Unused,,,not seen\nbbc", "used by no table, no question"),
]


@pytest.mark.parametrize(("file", "old", "new", "why"), SEALS)
def test_a_malformed_table_is_not_sealed(folder, capsys, file, old, new, why):
    before = (folder / "datapackage.json").read_bytes()
    change(folder, old, new, file)
    assert tables_seal.main(folder) == 1
    assert why in capsys.readouterr().err
    assert (folder / "datapackage.json").read_bytes() == before


def test_a_stray_file_is_not_sealed(folder, capsys):
    (folder / "stray.csv").write_text("a\n1\n", encoding="utf-8")
    assert tables_seal.main(folder) == 1
    assert "stray.csv is there but not described" in capsys.readouterr().err


def test_a_source_column_without_a_foreign_key_is_not_sealed(folder, capsys):
    edit_package(folder, lambda known: known["satisfaction"]["schema"].pop("foreignKeys"))
    assert tables_seal.main(folder) == 1
    assert "no foreign key to sources" in capsys.readouterr().err


# Importing


def run(code):
    made = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout.strip()


def test_importing_the_package_is_cheap():
    code = (
        "import sys, time; start = time.perf_counter(); import exercises; "
        "took = time.perf_counter() - start; "
        "assert 'pandas' not in sys.modules and 'exercises.tables' not in sys.modules; print(took)"
    )
    assert min(float(run(code)) for _ in range(3)) < 0.1


@pytest.mark.parametrize(
    "code",
    [
        "from exercises import tables; print(len(tables()))",
        "from exercises import table, tables; print(len(tables()))",
        "import exercises.tables; from exercises import tables; print(len(tables()))",
        "from exercises import tables; print(len(tables.rows('sources')) and len(tables()))",
        "from exercises.tables import tables; print(len(tables()))",
    ],
)
def test_the_verb_and_the_module_of_one_name(code):
    assert int(run(code)) == len(tables())

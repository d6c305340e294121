"""The Data page: every table with what a reader must know, and pictures that say what they show."""

import html
import json
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from docutils import nodes

from book.extensions import data_page, pictures
from exercises import faces, tables
from exercises.paths import BOOK, DATA, NOTEBOOKS, ROOT
from exercises.tables_html import USING
from exercises.tables_package import by_family, load_package
from exercises.tables_picture import PictureError, number, series, told, words

PACKAGE = load_package(DATA)
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
GROUPS = by_family(PACKAGE)
ORDER = [resource["name"] for _, _, group in GROUPS for resource in group]
FAMILIES = {family: title for family, title, _ in GROUPS}


def resource(picture, *fields):
    """A table of our own; each field is its name, its type and, if any, its unit."""
    made = [
        {"name": n, "type": k, "title": n.title(), "description": "."}
        | ({"unit": u[0]} if u else {})
        for n, k, *u in fields
    ]
    return {"name": "ours", "schema": {"fields": made, "primaryKey": ["x"]}, "picture": picture}


LINE = resource(
    {"x": "period", "y": "share", "by": "place"},
    ("period", "string"),
    ("place", "string"),
    ("share", "number", "per cent"),
    ("grade", "string"),
)
ROWS = [
    {"period": "2003-04", "place": "england", "share": 55.0, "grade": "A"},
    {"period": "2000-01", "place": "england", "share": 65.0, "grade": "A"},
    {"period": "2006-07", "place": "england", "share": 60.0, "grade": "B"},
    {"period": "2007-08", "place": "england", "share": 1.0, "grade": "C"},
    {"period": "2008-09", "place": "england", "share": None, "grade": "A"},
    {"period": "2000-01", "place": "great_britain", "share": 50.0, "grade": "A"},
]


class Svg(HTMLParser):
    """The pictures of some markup: their labels, and the points of their lines and bars."""

    def __init__(self, text):
        super().__init__()
        self.labels, self.lines, self.bars, self.dots = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        of = dict(attrs)
        if tag == "svg":
            assert of["role"] == "img"
            self.labels.append(of["aria-label"])
        if tag == "polyline":
            self.lines.append([tuple(map(float, p.split(","))) for p in of["points"].split()])
        if tag == "rect":
            self.bars.append((float(of["x"]), float(of["width"])))
        if tag == "circle":
            self.dots.append((float(of["cx"]), float(of["cy"])))


# Series


def test_a_series_has_its_confirmed_points_in_the_order_of_time():
    england, britain = series(LINE, ROWS)
    assert [(p["x"], p["y"]) for p in england["points"]] == [
        ("2000-01", 65),
        ("2003-04", 55),
        ("2006-07", 60),
    ]
    assert (england["name"], england["unit"]) == ("England", "per cent")
    assert britain["name"] == "Great Britain"


def test_a_series_is_told_in_words():
    england, britain = series(LINE, ROWS)
    assert told(england) == "from 65 in 2000-01 to 60 per cent in 2006-07, lowest 55 in 2003-04"
    assert told(britain) == "50 per cent in 2000-01"


def test_rows_that_are_not_preferred_are_not_drawn():
    judged = [row | {"preferred": row["share"] != 55} for row in ROWS]
    assert [p["y"] for p in series(LINE, judged)[0]["points"]] == [65, 60]


@pytest.mark.parametrize(
    ("picture", "rows", "why"),
    [
        ({"x": "period", "y": "share"}, ROWS, "two values at period 2000-01"),
        ({"x": "place", "y": "share", "by": "period"}, ROWS, "no time for a line"),
        ({"x": "period", "y": "share", "where": {"place": "wales"}}, ROWS, "no confirmed row"),
        ({"x": "period", "y": "share"}, ROWS[3:4], "no confirmed row"),
    ],
)
def test_a_picture_that_cannot_be_is_refused(picture, rows, why):
    with pytest.raises(PictureError, match=why):
        series(LINE | {"picture": picture}, rows)


def test_one_line_keeps_to_one_unit():
    mixed = [row | {"unit": row["period"]} for row in ROWS]
    with pytest.raises(PictureError, match=r"England has values in 2003-04 and in 2000-01"):
        series(LINE, mixed)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (65.0, None, "65"),
        (-0.3, None, "−0.3"),
        (12.95, None, "12.95"),
        (0.1234, None, "0.123"),
        (434.366, None, "434.4"),
        (2442.267, None, "2,442"),
        (100.0, None, "100"),
        (1200.0, None, "1,200"),
        (5.0, 1, "5.0"),
        (1234.5, 2, "1,234.50"),
    ],
)
def test_numbers_are_printed_to_about_four_figures(value, decimals, text):
    assert number(value, decimals) == text


def test_codes_become_words():
    assert words("england_and_wales") == "England and Wales"
    assert words("cpa_2002_2004") == "CPA 2002 2004"
    assert (words(True), words(False), words(2003)) == ("yes", "no", "2003")
    assert words("bengalengland_x") == "bengalengland x"


# Pictures


def test_lines_are_drawn_to_scale():
    found = Svg(pictures.picture(LINE, ROWS))
    (first, second, third), (lone,) = found.lines
    # Highest at the top, lowest at the bottom: one scale for both lines, and one for time.
    assert (first[1], lone[1]) == (4, 30)
    assert second[1] == pytest.approx(4 + (65 - 55) / (65 - 50) * 26, abs=0.06)
    assert (first[0], third[0], lone[0]) == (4, 146, 4)
    assert second[0] == pytest.approx(75, abs=0.06)
    assert found.dots == [first, second, third, lone]
    assert found.labels == [
        "England: From 65 in 2000-01 to 60 per cent in 2006-07, lowest 55 in 2003-04",
        "Great Britain: 50 per cent in 2000-01",
    ]


def test_a_line_without_rise_or_fall_lies_in_the_middle():
    flat = [row | {"share": 5.0} for row in ROWS[:3]]
    assert {y for _, y in Svg(pictures.picture(LINE, flat)).lines[0]} == {17}


def test_lines_in_different_units_have_scales_of_their_own():
    units = {"england": "pounds", "great_britain": "million pounds"}
    rows = [row | {"unit": units[row["place"]]} for row in ROWS]
    rows += [rows[-1] | {"period": "2006-07", "share": 5000.0}]
    markup = pictures.picture(LINE, rows)
    found = Svg(markup)
    assert [min(y for _, y in line) for line in found.lines] == [4, 4]
    assert "each line on a scale of its own" in markup
    assert "50 → 5,000 million pounds" in markup


def test_bars_begin_at_nought():
    table = resource(
        {"x": "place", "y": "rise", "kind": "bars"},
        ("place", "string"),
        ("rise", "number", "per cent"),
    )
    rows = [{"place": "Wandsworth", "rise": 60.0}, {"place": "Harlow", "rise": -15.0}]
    found = Svg(pictures.picture(table, rows))
    assert found.bars == [(30, 120), (0, 30)]
    assert found.labels == ["Wandsworth: 60 per cent", "Harlow: −15 per cent"]


def test_many_lines_are_cut_and_counted():
    rows = [ROWS[0] | {"place": f"place_{n}"} for n in range(pictures.SHOWN + 3)]
    markup = pictures.picture(LINE, rows)
    assert len(Svg(markup).lines) == pictures.SHOWN
    assert "3 more series are in the file." in markup


def test_texts_in_a_picture_are_escaped():
    rows = [row | {"place": '<b>"&'} for row in ROWS[:2]]
    markup = pictures.picture(LINE, rows)
    assert "<b>" not in markup
    assert Svg(markup).labels[0].startswith('<b>"&: From')


def test_grades_are_drawn_and_told():
    found = Svg(pictures.grades(ROWS))
    assert found.labels == ["6 rows: 4 of grade A, 1 of grade B, 1 of grade C, unconfirmed"]
    assert found.bars == [(0, 100), (100, 25), (125, 25)]
    assert "3 rows, all of grade A" in pictures.grades([{"grade": "A"}] * 3)
    assert "1 row, of grade C, unconfirmed" in pictures.grades([{"grade": "C"}])
    assert pictures.grades([{"source_id": "a"}]) == ""


def test_no_picture_has_a_colour_of_its_own():
    for name, one in RESOURCES.items():
        markup = pictures.picture(one, tables.rows(name)) + pictures.grades(tables.rows(name))
        assert not re.search(r"fill=|stroke=|style=|#[0-9a-f]{3}", markup), name


# The page


@pytest.fixture(scope="module")
def page():
    """The nodes of the page, and the files that Sphinx is told to watch."""
    watched = []
    directive = data_page.CourseData.__new__(data_page.CourseData)
    env = SimpleNamespace(note_dependency=watched.append)
    directive.state = SimpleNamespace(
        document=SimpleNamespace(settings=SimpleNamespace(env=env)),
    )
    return directive.run(), watched


def test_each_table_is_described_in_full(page):
    families = [n for n in page[0] if isinstance(n, nodes.section)]
    sections = {n["ids"][0]: n for f in families for n in f if isinstance(n, nodes.section)}
    assert list(sections) == ORDER
    for name, section in sections.items():
        about, text = tables.describe(name), section.astext()
        assert section.next_node(nodes.title).astext() == name
        for said in (about["title"], about["description"], f"Covers: {about['coverage']}"):
            assert said in text, name
        cautions = [item.astext() for item in section.findall(nodes.list_item)]
        assert cautions == about["cautions"]
        for chapter in RESOURCES[name].get("chapters", []):
            assert f"{chapter} {PACKAGE['chapters'][chapter]}" in text
        assert f'<a href="data/{name}.csv" download="{name}.csv">' in text
        assert text.count("<dt>") == len(about["fields"])
        assert text.count('<a href="sources.html#') == len(about["sources"])
        assert ("<svg" in text) == bool(
            sum(about["grades"].values()) or "picture" in RESOURCES[name]
        )


def test_the_contents_lead_to_each_table(page):
    (contents,) = [n.astext() for n in page[0] if 'id="contents"' in n.astext()]
    assert re.findall(r'href="#(\w+)"', contents) == list(FAMILIES)
    families = [n for n in page[0] if isinstance(n, nodes.section)]
    assert [n["ids"][0] for n in families] == list(FAMILIES)
    assert [n.next_node(nodes.title).astext() for n in families] == list(FAMILIES.values())
    lists = [n.astext() for f in families for n in f if isinstance(n, nodes.raw)]
    assert [name for text in lists for name in re.findall(r'href="#(\w+)"', text)] == ORDER
    for (_, _, group), text in zip(GROUPS, lists, strict=True):
        assert text.count("<li>") == len(group)
    assert [int(n) for n in re.findall(r"\((\d+) tables\)</li>", contents)] == [
        len(g[2]) for g in GROUPS
    ]


def test_each_table_is_of_one_family_and_all_but_registers_serve_a_chapter():
    assert sorted(ORDER) == sorted(RESOURCES)
    serve_none = [name for name in ORDER if not RESOURCES[name].get("chapters")]
    assert serve_none == ["authorities", "sources", "trusts"]
    assert set(serve_none) < {r["name"] for r in GROUPS[-1][2]}


def test_what_stays_out_is_told_on_the_page_and_in_the_readme(page):
    said = [n.astext() for n in page[0] if "stays out, and why" in n.astext()]
    readme = (DATA / "README.md").read_text(encoding="utf-8").split("## Contents")[0]
    assert len(PACKAGE["left_out"]) >= 5
    for text in PACKAGE["left_out"]:
        assert re.sub("<.*?>", "", said[0]).count(html.escape(text)) == 1
        assert f"- {text.replace('_', chr(92) + '_')}\n" in readme
    assert data_page._left_out({"resources": []}) == ""


def test_how_to_use_a_file_is_told_on_the_page_and_in_the_readme(page):
    said = [n.astext() for n in page[0]]
    readme = (DATA / "README.md").read_text(encoding="utf-8").split("## ")[0]
    for text in USING:
        assert said.count(text) == 1 and f"\n{text}\n" in readme
    words = " ".join(USING)
    assert all(word in words for word in ("grade C", "preferred", "spreadsheet"))


def test_what_became_part_of_another_table_is_told_on_the_page(page):
    (said,) = [n.astext() for n in page[0] if "became part of others" in n.astext()]
    for name, moved in PACKAGE["moved"].items():
        assert f"<li>{name}: part of {moved['table']}" in said
    assert data_page._moved({"resources": []}) == ""


def test_a_package_without_families_is_one_group_in_its_own_order():
    bare = {key: value for key, value in PACKAGE.items() if key != "families"}
    assert by_family(bare) == [("", "", PACKAGE["resources"])]


def test_a_table_serves_the_chapters_that_read_it():
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        for name in re.findall(r'\btable\("(\w+)"', code):
            serves = RESOURCES[name].get("chapters", [path.name[:2]])
            assert path.name[:2] in serves, f"datapackage.json: {name} serves {path.name[:2]} too"


def test_a_change_of_any_table_makes_the_page_anew(page):
    assert {DATA / "datapackage.json", *DATA.glob("*.csv")} == set(map(type(DATA), page[1]))


def test_the_files_are_published_as_they_are(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "gone.csv").write_text("of an earlier build")
    data_page.lay(tmp_path / "data")
    published = {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    wanted = {r["path"] for r in RESOURCES.values()} | {"datapackage.json"}
    assert set(published) == wanted
    assert all(body == (DATA / name).read_bytes() for name, body in published.items())


def test_the_page_is_listed_under_reference():
    toc = (BOOK / "_toc.yml").read_text(encoding="utf-8")
    assert "file: book/data\n" in toc.split('"Reference"')[1]
    assert "{course-data}" in (BOOK / "data.md").read_text(encoding="utf-8")


# What a shown table links to


def test_in_the_book_a_table_links_to_the_published_file(monkeypatch):
    monkeypatch.setenv(faces.STATIC, "static")
    monkeypatch.chdir(ROOT)
    shown = tables.table("satisfaction")._repr_html_()
    assert '<a href="../data/satisfaction.csv" download="satisfaction.csv">' in shown
    assert "Download satisfaction.csv</a> (all 25 rows)" in shown
    catalogue = tables()._repr_html_()
    assert '<a href="../data.html#satisfaction"><code>satisfaction</code></a>' in catalogue
    assert "Download" not in catalogue


@pytest.mark.parametrize("here", [NOTEBOOKS, ROOT, BOOK / "pages", DATA])
def test_in_jupyter_a_table_links_to_the_file_of_the_checkout(monkeypatch, here):
    monkeypatch.delenv(faces.STATIC, raising=False)
    monkeypatch.chdir(here)
    (link,) = re.findall(r'href="([^"]+)" download', tables.table("satisfaction")._repr_html_())
    assert (here / link).resolve() == DATA / "satisfaction.csv"
    found = re.findall(r'href="([^"]+)#satisfaction"', tables()._repr_html_())
    assert [(here / way).resolve() for way in found] == [DATA / "README.md"]
    assert "## satisfaction\n" in (DATA / "README.md").read_text(encoding="utf-8")


def test_the_download_says_how_much_is_unconfirmed():
    shown = tables.table("assessment_distribution")._repr_html_()
    assert "(all 34 rows, 2 of them unconfirmed)" in shown


def test_elsewhere_no_path_of_the_machine_is_shown(monkeypatch, tmp_path):
    monkeypatch.delenv(faces.STATIC, raising=False)
    monkeypatch.chdir(tmp_path)
    assert 'href="../data/satisfaction.csv"' in tables.table("satisfaction")._repr_html_()


def test_every_line_of_the_readmes_contents_leads_to_a_heading():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\w+)$", text, re.MULTILINE)
    assert re.findall(r"^\| \[(\w+)\]\(#\1\)", text, re.MULTILINE) == ORDER
    assert headings == ["Contents", *ORDER]
    assert re.findall(r"^### (\w+)$", text, re.MULTILINE) == list(FAMILIES)
    assert re.findall(r"^- \[[\w\\]+\]\(#(\w+)\)", text, re.MULTILINE) == list(FAMILIES)
    assert text.count("[All tables](#contents)") == len(RESOURCES)


def test_declarations_of_pictures_are_checked(tmp_path):
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    known = {one["name"]: one for one in package["resources"]}
    for picture, why in [
        ({"x": "year"}, "no usable 'y'"),
        ({"x": "year", "y": "percnt"}, "names 'percnt', no field"),
        ({"x": "year", "y": "measure"}, "measure is not a number"),
        ({"x": "year", "y": "percent", "by": ["base", "area"]}, "names 'area', no field"),
        ({"x": "year", "y": "percent", "where": {"area": "a"}}, "names 'area', no field"),
        ({"x": "year", "y": "percent", "kind": "pie"}, "neither of the kind line"),
    ]:
        known["satisfaction"]["picture"] = picture
        (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        with pytest.raises(tables.TableError, match=why):
            load_package(tmp_path)

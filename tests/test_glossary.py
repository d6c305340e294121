"""The glossary: its terms lead somewhere, its page is in step, and a bad file is refused by line."""

import re

import pytest

from exercises import glossary as module
from exercises import tables
from exercises.glossary import FILE, PAGE, GlossaryError, glossary, main, near, page

GOOD = """\
terms:
  - id: gearing
    term: Gearing
    definition: A small change in spending becomes a large change in tax.
    see: [council-tax]
    sources: [clgcom_2009]
    chapters: ["06"]
  - id: council-tax
    term: Council tax
    definition: The tax on homes, which a council sets for itself each year.
    chapters: ["06", "11"]
"""


def written(folder, text=GOOD):
    path = folder / "glossary.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_courses_glossary_is_whole():
    terms = glossary()
    names = {term["id"] for term in terms}
    assert len(terms) >= 20
    known = {row["source_id"] for row in tables.rows("sources")}
    for term in terms:
        assert set(term["see"]) <= names - {term["id"]}, term["id"]
        assert set(term["sources"]) <= known, term["id"]
        assert all(0 <= int(chapter) <= 14 for chapter in term["chapters"]), term["id"]
        sentences = re.findall(r"[.?](?:\s|$)", term["definition"])
        assert 1 <= len(sentences) <= 3, term["id"]
    words = [term["term"].casefold() for term in terms]
    assert words == sorted(words)
    assert len(set(words)) == len(words)


def test_the_page_is_in_step_with_the_file():
    assert PAGE.read_bytes() == page(glossary()).encode("utf-8"), (
        "book/glossary.md is not what glossary.yaml says: run python -m exercises.glossary"
    )


def test_the_page_has_an_anchor_and_a_heading_for_each_term():
    text = PAGE.read_text(encoding="utf-8")
    terms = glossary()
    for term in terms:
        assert f'<a id="{term["id"]}"></a>\n\n## {term["term"]}\n\n{term["definition"]}\n' in text
    anchors = re.findall(r'<a id="([^"]+)">', text)
    assert anchors == [term["id"] for term in terms]
    assert set(re.findall(r"\]\(glossary\.md#([^)]+)\)", text)) == set(anchors)
    # Each address of a source stands as a link that Markdown can follow.
    for term in terms:
        for name in term["sources"]:
            assert f"](<{tables.source(name)['url']}>)" in text


def test_a_good_file_is_read_in_the_order_of_the_alphabet(tmp_path):
    first, second = glossary(written(tmp_path))
    assert (first["id"], second["id"]) == ("council-tax", "gearing")
    assert first["see"] == first["sources"] == []
    assert second["sources"] == ["clgcom_2009"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  - id: gearing", "  - id: Gearing", r"line 2, term Gearing, field id: 'Gearing' is not"),
        ("    term: Gearing\n", "", r"line 2, term gearing: 'term' is missing: add it"),
        (
            "term: Gearing",
            "term: yes",
            r"line 3, term gearing, field term: a bare yes or no is read",
        ),
        ("    see: [c", "    sea: [c", r"line 2, term gearing: .*sea does not belong here"),
        ('chapters: ["06"]', "chapters: [6]", r"line 7, term gearing, field chapters: 6 is not"),
        ('chapters: ["06"]', "chapters: []", r"line 7, term gearing, field chapters"),
        (
            "on homes, which a council sets for itself each year",
            "on homes",
            r"line 10, term council-tax, .*too few",
        ),
        ("which a council", "[which](#it) a council", r"line 10, .*holds no links"),
        ("id: council-tax", "id: gearing", r"line 8, term gearing, field id: .*taken already"),
        ("[council-tax]", "[council-tux]", r"line 5, .*field see: .*mean council-tax\?"),
        ("see: [council-tax]", "see: [gearing]", r"line 5, .*no other term 'gearing'"),
        ("clgcom_2009", "clgcom_2008", r"line 6, term gearing, field sources: .*clgcom_2009"),
        ("term: Gearing", "term: [Gearing", r"line \d+: this is not YAML"),
        (GOOD, "terms: []\n", r"line 1"),
        (GOOD, "", r"line 1: None is not of type 'object'"),
    ],
)
def test_a_bad_file_is_refused_with_line_and_term(tmp_path, old, new, says):
    assert old in GOOD
    with pytest.raises(GlossaryError, match=r"^glossary\.yaml, " + says):
        glossary(written(tmp_path, GOOD.replace(old, new, 1)))


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(GlossaryError, match=r"glossary\.yaml is missing"):
        glossary(tmp_path / "glossary.yaml")


def test_the_command_writes_the_page_once_and_nothing_from_a_bad_file(tmp_path, capsys):
    file, to = written(tmp_path), tmp_path / "glossary.md"
    assert main(file, to) == 0
    assert "Written" in capsys.readouterr().out
    first = to.read_bytes()
    assert b"\r" not in first
    assert main(file, to) == 0
    assert "in step" in capsys.readouterr().out
    written(tmp_path, GOOD.replace("clgcom_2009", "nobody"))
    assert main(file, to) == 1
    assert "line 6, term gearing" in capsys.readouterr().err
    assert to.read_bytes() == first


def test_marks_in_a_source_cannot_break_its_link(tmp_path, monkeypatch):
    row = {"author": "Reg [2005] <b>", "year": 2005, "title": "T", "url": "https://a.org/x(1)_y"}
    monkeypatch.setattr(module.tables, "source", lambda name: row)
    text = page(glossary(written(tmp_path)))
    assert r"[Reg \[2005\] \<b> (2005)](<https://a.org/x(1)_y>)" in text


def test_a_name_that_leads_nowhere_is_met_with_the_nearest():
    assert near("geering", glossary(FILE)) == " Did you mean gearing?"
    assert near("xylophone", glossary(FILE)) == ""

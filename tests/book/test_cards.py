"""Links become cards: recognised by address, carried once as JSON, listed at the end of a chapter."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

from book.extensions import cards, notes
from exercises import tables
from exercises.glossary import glossary
from exercises.paths import BOOK, ROOT
from tests.book import project

CONF = """
project = "Sample"
extensions = ["myst_parser", "book.extensions.cards"]
html_theme = "basic"
root_doc = "book/index"
myst_heading_anchors = 3
html_copy_source = False
"""
# The reStructuredText page stands for prose that a cell computes: its links stay as they were written.
PAGES = {
    "book/index.md": "# Sample\n\n```{toctree}\n../notebooks/06-one\n../notebooks/07-two\n"
    "../notebooks/08-three\n../notebooks/09-four\nglossary\nsources\n```\n\n"
    "A [source](URL:clgcom_2009) and [gearing](glossary.md#gearing).\n",
    "book/sources.md": "# Sources\n\n```{course-sources}\n```\n",
    "notebooks/06-one.md": "# One\n\nAs [a paper](URL:hein_hm1991) & [MPs](URL:clgcom_2009) said of\n"
    "[*gearing*](../book/glossary.md#gearing), [MPs](URL:clgcom_2009) and\n"
    "[nobody](https://example.org/). See the [glossary](../book/glossary.md).\n\n## After\n\nThe end.\n",
    "notebooks/07-two.rst": "Two\n===\n\nOf `passporting <../book/glossary.md#passporting>`_, "
    "computed.\n",
    "notebooks/08-three.md": "# Three\n\n[MPs](URL:clgcom_2009) said so.\n\n"
    "## Sources cited on this page\n\n- The author's own list.\n",
    "notebooks/09-four.md": "# Four\n\nNothing is cited.\n",
}


class Page(HTMLParser):
    """A page as its links, with their attributes and words, and the JSON that it carries."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text = path.read_text(encoding="utf-8")
        self.links: list[tuple[dict[str, str | None], str]] = []
        self.carried: list[str] = []
        self._inside = ""
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "a":
            self.links.append((found, ""))
            self._inside = "link"
        elif tag == "script":
            self._inside = "cards" if found.get("id") == "nl-cards" else ""
            self.carried += [""] if self._inside else []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "script"):
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "link":
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)
        elif self._inside == "cards":
            self.carried[-1] += data

    def of(self, look: str) -> list[tuple[dict[str, str | None], str]]:
        """The links of one class."""
        return [(found, words) for found, words in self.links if found.get("class") == look]

    def cards(self) -> dict:
        """The one set of details that the page carries."""
        assert len(self.carried) == 1
        assert "<" not in self.carried[0]
        return json.loads(self.carried[0])


def sphinx(folder: Path, pages: dict[str, str]) -> subprocess.CompletedProcess:
    """Build small pages with the real sources and the real glossary."""
    for name, text in {"conf.py": CONF, **pages}.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        filled = re.sub(r"URL:(\w+)", lambda m: str(tables.source(m[1])["url"]), text)
        path.write_text(filled, encoding="utf-8")
    made = (BOOK / "glossary.md").read_bytes()
    (folder / "source" / "book" / "glossary.md").write_bytes(made)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    return subprocess.run(
        [*command, str(folder / "source"), str(folder / "out")],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=project.environment(ROOT),
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cards")
    done = sphinx(folder, PAGES)
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def chapter(site: Path) -> Page:
    return Page(site / "notebooks" / "06-one.html")


def test_a_link_to_a_source_is_a_citation_and_stays_a_link(chapter: Page):
    found = [(a["data-source"], a["href"], words) for a, words in chapter.of("nl-cite")]
    mps = tables.source("clgcom_2009")["url"]
    # The address with an ampersand is written once escaped, not twice.
    paper = tables.source("hein_hm1991")["url"]
    assert "&" in paper
    assert found == [
        ("hein_hm1991", paper, "a paper"),
        ("clgcom_2009", mps, "MPs"),
        ("clgcom_2009", mps, "MPs"),
    ]


def test_a_link_to_a_term_is_a_term_and_its_words_keep_their_marks(chapter: Page):
    ((found, words),) = chapter.of("nl-term")
    assert (found["data-term"], found["href"]) == ("gearing", "../book/glossary.html#gearing")
    assert words == "gearing"
    assert "<em>gearing</em>" in chapter.text


def test_all_other_links_are_left_alone(chapter: Page):
    others = {words: found for found, words in chapter.links}
    assert others["nobody"]["class"] == "reference external"
    assert others["glossary"]["class"] == "reference internal"


def test_the_page_carries_the_details_of_what_it_cites_and_no_more(chapter: Page):
    carried = chapter.cards()
    assert list(carried["sources"]) == ["hein_hm1991", "clgcom_2009"]
    row = tables.source("clgcom_2009")
    wanted = {key: row[key] for key in ("author", "year", "title", "publisher")}
    assert carried["sources"]["clgcom_2009"] == wanted
    (term,) = carried["terms"].values()
    assert term["term"] == "Gearing"
    declared = next(t for t in glossary() if t["id"] == "gearing")["definition"]
    plain = re.sub(r"<[^>]+>", "", term["definition"]).replace("’", "'")
    assert plain == declared


def test_a_chapter_ends_with_its_sources_in_the_order_of_their_appearance(chapter: Page):
    body, end = chapter.text.split('<section id="sources-cited-on-this-page">')
    assert "<h2>Sources cited on this page" in end
    assert "The end." in body
    listed = re.findall(r"<li><p>(.*?)</p></li>", end, re.S)
    assert len(listed) == 2
    assert listed[0].startswith("Holmstrom, Milgrom (1991). <a")
    row = tables.source("clgcom_2009")
    assert re.sub(r"<[^>]+>", "", listed[1]) == (
        f"{row['author']} ({row['year']}). {row['title']}. {row['publisher']}."
    )
    # In a list that says all there is to say no link needs a card.
    assert "nl-cite" not in end.split("<script")[0]


def test_a_source_and_a_term_have_one_note_where_they_first_stand(chapter: Page):
    body, end = chapter.text.split('<section id="sources-cited-on-this-page">')
    notes = re.findall(r'</a><span class="nl-side nl-side-(\w+)" aria-hidden="true">', body)
    assert notes == ["source", "source", "term"]
    assert "nl-side" not in end
    assert "<b>Holmstrom, Milgrom (1991)</b> Multitask" in body


def test_a_citation_carries_the_number_of_its_source_in_the_list(chapter: Page):
    numbers = [found["data-note"] for found, _ in chapter.of("nl-cite")]
    assert numbers == ["1", "2", "2"]
    assert '<ol class="arabic simple nl-sources">' in chapter.text


def test_a_list_in_the_text_calls_no_notes(site: Path):
    assert "nl-side" not in (site / "book" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("One. Two. Three.", 8, "One."),
        ("One. Two. Three.", 9, "One. Two."),
        ("A figure of 0.5 and a name. More.", 5, "A figure of 0.5 and a name."),
        ("No end", 2, "No end"),
    ],
)
def test_a_definition_is_cut_at_a_sentence(text: str, most: int, kept: str):
    assert notes.shortened(text, most) == kept


def test_nothing_in_a_note_is_markup():
    row = tables.source("clgcom_2009") | {"author": "<b onload=x>", "title": "<script>"}
    made = notes.of_source(row)
    assert "<script>" not in made
    assert "<b onload" not in made


def test_links_in_computed_prose_lead_to_the_glossary(site: Path):
    ((found, _),) = Page(site / "notebooks" / "07-two.html").of("nl-term")
    assert found["href"] == "../book/glossary.html#passporting"


def test_a_list_of_the_authors_own_is_not_doubled(site: Path):
    page = Page(site / "notebooks" / "08-three.html")
    assert len(re.findall("<h2>Sources cited on this page", page.text)) == 1
    assert len(page.of("nl-cite")) == 1


def test_a_page_without_citations_carries_nothing(site: Path):
    page = Page(site / "notebooks" / "09-four.html")
    assert page.carried == []
    assert 'id="sources-cited' not in page.text


def test_front_matter_has_cards_and_no_list(site: Path):
    page = Page(site / "book" / "index.html")
    assert len(page.of("nl-cite")) == len(page.of("nl-term")) == 1
    assert 'id="sources-cited' not in page.text


def test_each_term_has_one_anchor_in_the_glossary(site: Path):
    # The page has printers' apostrophes, the file a typewriter's.
    text = (site / "book" / "glossary.html").read_text(encoding="utf-8").replace("’", "'")
    for term in glossary():
        assert text.count(f'id="{term["id"]}"') == 1, term["id"]
        assert f'<section id="{term["id"]}">\n<h2>{term["term"]}' in text
    page = Page(site / "book" / "glossary.html")
    assert page.of("nl-term") == []
    assert page.cards()["terms"] == {}
    targets = {found["href"] for found, _ in page.links if found["href"].startswith("#")}
    assert {f"#{term['id']}" for term in glossary()} <= targets


def test_the_bibliography_has_every_source_once_in_order(site: Path):
    text = (site / "book" / "sources.html").read_text(encoding="utf-8")
    ids = re.findall(r'<li id="(\w+)">', text)
    known = {str(row["source_id"]): row for row in tables.rows("sources")}
    assert sorted(ids) == sorted(known)
    real = [name for name in ids if known[name]["author"] != "This course"]
    assert real == sorted(real, key=lambda name: cards._order(known[name]))
    # What marks a figure without a source is not among the sources.
    assert ids[: len(real)] == real
    assert text.index('id="not_confirmed"') > text.index("and are none")
    assert Page(site / "book" / "sources.html").carried == []


def test_an_unknown_term_fails_the_build_and_names_page_and_nearest(tmp_path: Path):
    wrong = "# One\n\nOf [gearing](../book/glossary.md#geering).\n"
    done = sphinx(tmp_path, PAGES | {"notebooks/06-one.md": wrong})
    assert done.returncode != 0
    assert re.search(r"06-one\.md.*'geering' leads nowhere.*Did you mean gearing\?", done.stderr)


def test_an_unknown_term_in_computed_prose_fails_the_build(tmp_path: Path):
    wrong = "Two\n===\n\nOf `that <../book/glossary.md#pass-porting>`_.\n"
    done = sphinx(tmp_path, PAGES | {"notebooks/07-two.rst": wrong})
    assert done.returncode != 0
    assert re.search(r"07-two\.rst.*'pass-porting' leads nowhere.*mean passporting", done.stderr)


def test_no_text_of_a_source_can_end_the_element_that_carries_it():
    row = {"author": "</script><b>", "year": 2000, "title": "<!-- 'x'", "publisher": None}
    term = {"term": "T", "definition": "a <img src=x> [b](javascript:alert(1))"}
    markup = cards._details({"bad": row}, {"t": term})
    inside = markup.split(">", 1)[1].removesuffix("</script>")
    assert "<" not in inside
    carried = json.loads(inside)
    assert carried["sources"]["bad"]["author"] == "</script><b>"
    assert carried["sources"]["bad"]["publisher"] == ""
    # The definition goes into the page as HTML.
    assert "<img" not in carried["terms"]["t"]["definition"]
    assert "href" not in carried["terms"]["t"]["definition"]


def test_pages_are_out_of_date_once_a_source_or_a_term_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    files = [tmp_path / "glossary.yaml", tmp_path / "sources.csv"]
    for path in files:
        path.write_text("before", encoding="utf-8")
    monkeypatch.setattr(cards, "FILE", files[0])
    monkeypatch.setattr(cards, "DATA", tmp_path)
    known, env = cards.Cards(), SimpleNamespace(found_docs={"one", "two"})
    assert list(known.outdated(None, env)) == []
    for path in files:
        assert list(known.outdated(None, env)) == []
        path.write_text("after", encoding="utf-8")
        assert set(known.outdated(None, env)) == {"one", "two"}


@pytest.mark.slow
def test_in_the_real_book_computed_prose_has_cards_and_a_wrong_term_fails(tmp_path: Path):
    course = project.copy(tmp_path / "course")
    reference = "  - caption: Reference\n    chapters:\n      - file: book/glossary\n"
    (course / "book" / "_toc.yml").write_text(project.TOC + reference, encoding="utf-8")
    url = tables.source("hein_hm1991")["url"]
    prose = "from IPython.display import Markdown\nMarkdown('Of [gearing](../book/glossary.md#{}), {}.')"
    cells = ["# 00 · Start here", prose.format("gearing", f"[a paper]({url})")]
    project.write(course, "00-start-here", cells)
    out = tmp_path / "site"
    done = project.build(course, out)
    assert done.returncode == 0, done.stdout[-3000:]
    page = Page(out / "notebooks" / "00-start-here.html")
    assert [a["href"] for a, _ in page.of("nl-term")] == ["../glossary.html#gearing"]
    assert [a["href"] for a, _ in page.of("nl-cite")] == [url]
    # A changed definition reaches the pages that carry it.
    bank = course / "exercises" / "bank" / "glossary.yaml"
    project.replace(bank, "by which a small change", "by which a minute change")
    done = project.build(course, out)
    assert done.returncode == 0, done.stdout[-3000:]
    page = Page(out / "notebooks" / "00-start-here.html")
    assert "a minute change" in page.cards()["terms"]["gearing"]["definition"]
    project.write(course, "00-start-here", [cells[0], prose.format("geering", "alas")])
    done = project.build(course, out)
    assert done.returncode == 1
    assert re.search(r"00-start-here.*'geering' leads nowhere", done.stdout)

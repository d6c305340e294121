"""The theme's promises hold on any page: no inline script, one policy, a way in for everyone."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest

from book.extensions.site import style

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "book" / "pages"
ITEMS = ROOT / "exercises" / "items"
SHEETS = [*sorted(PAGES.glob("*.css")), ITEMS / "work.css", ITEMS / "items.css"]

CONF = f"""
project = "Sample"
html_title = "New Localism & after"
extensions = ["myst_parser"]
html_theme = "course"
html_theme_path = [{str(ROOT / "book" / "theme")!r}]
root_doc = "book/index"
html_copy_source = False
html_use_index = False
"""

INDEX = """
# New Localism

A course.

```{toctree}
:hidden:
../notebooks/00-start-here
```

```{toctree}
:hidden:
:caption: Part II. Performance management
../notebooks/06-improving-on-paper
```

```{toctree}
:hidden:
:caption: Reference
glossary
```
"""

CHAPTER = """
# Improving on paper

Ratings rose & satisfaction fell.

## The story

| Year | Satisfied (per cent) |
| --- | ---: |
| 2000 | 65 |

<div class="nl-scroll"><table><tr><td>wrapped already</td></tr></table></div>

<details class="admonition hide above-input"><summary aria-label="Toggle hidden content">
<p class="collapsed">Show the code</p></summary>

`table("ks2_results")`

</details>

## Check yourself

The end.
"""

SOURCES = {
    "conf.py": CONF,
    "book/index.md": INDEX,
    "book/glossary.md": "# Glossary\n\nGearing.\n",
    "notebooks/00-start-here.md": "# 00 · Start here\n\nHow to use it.\n",
    "notebooks/06-improving-on-paper.md": CHAPTER,
}
NAMES = [
    "book/index",
    "book/glossary",
    "notebooks/00-start-here",
    "notebooks/06-improving-on-paper",
    "search",
]


class Page(HTMLParser):
    """A page as a flat list of elements with their attributes and the text inside scripts."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []
        self._script = False
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.inline.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def one(self, tag: str, **wanted: str) -> dict[str, str | None]:
        found = [a for a in self.all(tag) if wanted.items() <= a.items()]
        assert len(found) == 1, f"{self.path.name}: {len(found)} of <{tag} {wanted}>"
        return found[0]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for name, text in SOURCES.items():
        path = source / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(source), str(out)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    # In the book the extension lays these; here the theme alone is under test.
    course = out / "course"
    course.mkdir()
    for path in PAGES.glob("*.js"):
        shutil.copyfile(path, course / path.name)
    (course / "site.css").write_text(style(), encoding="utf-8")
    return out


@pytest.fixture(params=NAMES)
def page(site: Path, request: pytest.FixtureRequest) -> Page:
    return Page(site / f"{request.param}.html")


@pytest.fixture
def chapter(site: Path) -> Page:
    return Page(site / "notebooks" / "06-improving-on-paper.html")


def test_nothing_on_a_page_runs_but_files_of_the_site(page):
    assert page.inline == []
    for tag, attributes in page.elements:
        handlers = [name for name in attributes if name.startswith("on")]
        assert not handlers, f"<{tag}> carries {handlers}"
        for value in attributes.values():
            assert not (value or "").lower().startswith("javascript:")
    for script in page.all("script"):
        assert "://" not in (script["src"] or "")


def test_a_text_page_loads_three_scripts_and_no_more(chapter):
    names = [Path(script["src"]).name for script in chapter.all("script")]
    assert names == ["scheme.js", "shell.js", "page.js"]


def test_the_policy_comes_before_every_script_and_sheet(page):
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})["content"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert rules["connect-src"] == rules["worker-src"] == rules["form-action"] == "'self'"
    assert rules["object-src"] == "'none'"
    assert page.text.index("Content-Security-Policy") < page.text.index("<script")
    assert page.text.index("Content-Security-Policy") < page.text.index("stylesheet")


def test_head(page):
    assert page.all("html")[0]["lang"] == "en-GB"
    assert page.one("meta", name="viewport")["content"].startswith("width=device-width")
    assert page.one("meta", name="description")["content"]
    titles = re.findall(r"<title>(.*?)</title>", page.text)
    assert len(titles) == 1
    assert titles[0].endswith("New Localism &amp; after")


def test_one_heading_one_main_and_a_way_past_the_menu(page):
    assert len(page.all("h1")) == 1
    main = page.one("main")
    # Sphinx's search reads the text to quote from the element with this role.
    assert main["role"] == "main"
    body = page.text.split("<body")[1]
    first = re.search(r"<a [^>]*>", body).group()
    assert 'class="nl-skip"' in first
    assert f'href="#{main["id"]}"' in first


def test_ids_are_unique_and_labels_point_at_something(page):
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for label in page.all("label"):
        assert label["for"] in ids
    for link in page.all("a"):
        if link.get("href", "").startswith("#") and link["href"] != "#":
            assert link["href"][1:] in ids


def test_every_file_that_a_page_names_is_there(page, site):
    named = [a.get("href") or a.get("src") for _, a in page.elements]
    local = [n for n in named if n and not urlsplit(n).scheme and not n.startswith("#")]
    assert local
    for name in local:
        target = (page.path.parent / urldefrag(name).url).resolve()
        assert target.is_file(), f"{page.path.name} names {name}"
        assert target.is_relative_to(site.resolve())


def test_chapters_are_numbered_marked_and_have_a_place_for_progress(chapter):
    places = [a["data-chapter"] for a in chapter.all("span") if a.get("class") == "nl-done"]
    assert places == ["00", "06"]
    assert '<span class="nl-no">06</span> Improving on paper</a>' in chapter.text
    # A title that carries its number already does not show it twice.
    assert '<span class="nl-no">00</span> Start here</a>' in chapter.text
    assert len([a for a in chapter.all("a") if a.get("aria-current") == "page"]) == 1
    assert chapter.one("body")["data-chapter"] == "06"
    assert '<span class="caption-text">Reference</span>' in chapter.text
    assert 'href="#the-story"' in chapter.text.split("<main")[0]
    # A heading without a level, which Sphinx would make of a part's name.
    assert 'role="heading"' not in chapter.text


def test_a_chapter_opens_with_its_part(chapter, site):
    assert '<p class="nl-kicker">Part II. Performance management</p>' in chapter.text
    for name in ("notebooks/00-start-here", "book/glossary"):
        assert "nl-kicker" not in Page(site / f"{name}.html").text


def test_the_front_page_knows_itself(site, chapter):
    assert Page(site / "book" / "index.html").one("body")["class"] == "nl-front"
    assert chapter.one("body")["class"] == "nl-chapter"


def test_each_table_has_one_box_to_scroll_in(chapter):
    body = chapter.text.split("<main")[1].split("</main>")[0]
    assert body.count("<table") == body.count('<div class="nl-scroll"><table') == 2
    assert body.count("<div") == body.count("</div>")


def test_a_fold_is_named_by_its_own_words(chapter):
    assert "Show the code" in chapter.text
    assert "Toggle hidden content" not in chapter.text


def test_the_record_can_be_taken_away_and_brought_back(page):
    assert page.one("button", id="nl-export")["type"] == "button"
    assert page.one("input", id="nl-import")["type"] == "file"
    assert page.one("p", id="nl-record-status")["role"] == "status"
    # Nothing that needs a script is shown where there is none.
    assert "nl-needs-js" in page.one("button", id="nl-scheme")["class"]
    assert page.text.index("nl-needs-js", page.text.index("nl-foot")) < page.text.index("nl-export")


def test_search_is_prepared_before_the_index_comes(site):
    names = [Path(s["src"]).name for s in Page(site / "search.html").all("script")]
    assert names.index("doctools.js") < names.index("searchtools.js")
    assert names.index("searchtools.js") < names.index("search-page.js")
    assert names.index("search-page.js") < names.index("searchindex.js")
    assert "sphinx_highlight.js" not in names


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"(--nl-[\w-]+): (#[0-9a-f]{6});", block))


def _blocks() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    text = (PAGES / "course.css").read_text(encoding="utf-8")
    light = re.search(r":root \{(.*?)\n\}", text, re.S).group(1)
    chosen = re.search(r':root\[data-scheme="dark"\] \{(.*?)\}', text, re.S).group(1)
    system = re.search(r':root:not\(\[data-scheme="light"\]\) \{(.*?)\}', text, re.S).group(1)
    return _tokens(light), _tokens(chosen), _tokens(system)


def _luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` after WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_dark_is_the_same_by_choice_and_by_system():
    _, chosen, system = _blocks()
    assert chosen == system
    assert len(chosen) > 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["--nl-paper", "--nl-card", "--nl-tint"])
@pytest.mark.parametrize("ink", ["--nl-ink", "--nl-quiet", "--nl-accent"])
def test_text_has_a_contrast_of_seven(scheme, ground, ink):
    light, dark, _ = _blocks()
    tokens = light if scheme == "light" else light | dark
    assert _contrast(tokens[ink], tokens[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_a_control_can_be_seen(scheme):
    light, dark, _ = _blocks()
    tokens = light if scheme == "light" else light | dark
    for ground in ("--nl-paper", "--nl-card", "--nl-tint"):
        assert _contrast(tokens["--nl-line"], tokens[ground]) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheets_ask_nobody_else_and_use_known_tokens(sheet):
    text = sheet.read_text(encoding="utf-8")
    assert "@import" not in text
    assert "url(" not in text
    # A brace left open takes all that follows with it, and no browser says so.
    assert text.count("{") == text.count("}")
    declared = set(
        re.findall(r"(--[\w-]+):", "".join(s.read_text(encoding="utf-8") for s in SHEETS))
    )
    # Set by a script on the element itself, or given by Jupyter.
    used = {n for n in re.findall(r"var\((--[\w-]+)", text) if not n.startswith("--jp-")}
    assert used - {"--done"} <= declared


def test_items_css_touches_nothing_but_questions():
    text = re.sub(r"/\*.*?\*/", "", SHEETS[-1].read_text(encoding="utf-8"), flags=re.S)
    selectors = re.findall(r"([^{};]+)\{", re.sub(r"@[^{]+\{", "{", text))
    assert len(selectors) > 40
    for group in filter(str.strip, selectors):
        for selector in re.sub(r"\([^()]*\)", "", group).split(","):
            assert selector.strip().startswith(".nl-item"), selector


def test_every_sheet_is_part_of_the_one_that_pages_load(page):
    made = style()
    for sheet in SHEETS:
        assert made.count(sheet.read_text(encoding="utf-8").strip()) == 1, sheet.name
    screen, paper = made.rsplit("@media print {\n", 1)
    alone = (PAGES / "print.css").read_text(encoding="utf-8")
    assert paper.strip().removesuffix("}").strip() == alone.strip()
    assert screen.count("{") == screen.count("}")
    (sheet,) = [link for link in page.all("link") if link["rel"] == "stylesheet"]
    assert sheet["href"].endswith("course/site.css")


def test_no_rule_is_for_a_class_that_nothing_has():
    """A rule that matches nothing is read by whoever looks for the one that does."""
    made = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in (ROOT / "book", ROOT / "exercises", ROOT / "notebooks")
        for path in folder.rglob("*.*")
        if path.suffix in (".py", ".js", ".html", ".md", ".ipynb")
        and not {"node_modules", "_build"} & set(path.parts)
    )
    # Some are put together from a stem and a word: `nl-grade-{grade}`.
    stems = tuple(re.findall(r"(nl-(?:\w+-)+)\$?{", made))
    for sheet in SHEETS:
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        named = set(re.findall(r"\.(nl-[\w-]+)", rules))
        whole = {name for name in named if re.search(rf"{name}(?![\w-])", made)}
        assert named - whole - {n for n in named if n.startswith(stems)} == set(), sheet.name

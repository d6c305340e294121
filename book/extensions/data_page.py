"""`{course-data}`: the page that describes every table, with small pictures made from the tables.

It is made from datapackage.json and the files beside it, as data/README.md is; the files themselves
are published under the site's `data/`, where the links of this page and of every shown table lead.
"""

import html
import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extensions import pictures
from exercises import tables
from exercises.paths import DATA
from exercises.tables_html import GRADES, Course
from exercises.tables_package import (
    FILE,
    Field,
    Package,
    Resource,
    Row,
    by_chapter,
    load_package,
)

#: How the types of Table Schema are called on the page.
_KINDS = {"string": "text", "integer": "whole number", "boolean": "yes or no"}
_PERIOD = re.compile(r"([0-9]{4}-[0-9]{2})(?![0-9])")


class CourseData(SphinxDirective):
    """Shows a list of all tables, then each with what a reader must know before using it."""

    def run(self) -> list[nodes.Node]:
        """The list, and a section for each table, named as the table is."""
        package = load_package(DATA)
        self.env.note_dependency(str(DATA / FILE))
        for resource in package["resources"]:
            self.env.note_dependency(str(DATA / resource["path"]))
        groups = by_chapter(package)
        made = [nodes.paragraph("", GRADES), _raw(_licence(package)), _raw(_contents(groups))]
        return [*made, *(_section(resource) for _, group in groups for resource in group)]


def lay(folder: Path) -> None:
    """Put the tables and their description where the site publishes them, in a folder made anew."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for path in [DATA / FILE, *sorted(DATA.glob("*.csv"))]:
        shutil.copyfile(path, folder / path.name)


def _licence(package: Package) -> str:
    named = ", ".join(
        f'<a href="{html.escape(x["path"])}">{html.escape(x["title"])}</a>'
        for x in package["licenses"]
    )
    return (
        f"<p>Licence of this compilation: {named}. The description of all tables for programs is "
        f'<a href="data/{FILE}" download="{FILE}">{FILE}</a>, a Data Package.</p>'
    )


def _contents(groups: list[tuple[str, list[Resource]]]) -> str:
    lists = "".join(_group(heading, resources) for heading, resources in groups)
    return f'<nav class="nl-data-list" id="contents" aria-label="All tables">{lists}</nav>'


def _group(heading: str, resources: list[Resource]) -> str:
    lines = "".join(
        f'<li><a href="#{r["name"]}"><code>{r["name"]}</code></a> {_whole(r["title"])}</li>'
        for r in resources
    )
    said = f'<p class="nl-data-label">{html.escape(heading)}</p>' if heading else ""
    return f"{said}<ul>{lines}</ul>"


def _whole(text: str) -> str:
    return _PERIOD.sub(r'<span class="nl-whole">\1</span>', html.escape(text))


def _section(resource: Resource) -> nodes.section:
    name = resource["name"]
    about, rows = tables.describe(name), tables.rows(name)
    made = nodes.section("", ids=[name], names=[name], classes=["nl-data-table"])
    made += nodes.title("", "", nodes.literal("", name))
    made += _paragraph(resource["title"], "nl-data-title")
    made += _paragraph(resource["description"], "nl-data-what")
    made += _raw(pictures.picture(resource, rows))
    made += _paragraph(f"Covers: {resource['coverage']}", "nl-data-covers")
    made += _paragraph("Cautions", "nl-data-label")
    cautions = [nodes.list_item("", nodes.paragraph("", text)) for text in resource["cautions"]]
    made += nodes.bullet_list("", *cautions, classes=["nl-data-cautions"])
    made += _raw(pictures.grades(rows) + _download(about) + _fields(about) + _sources(about))
    return made


def _paragraph(text: str, look: str) -> nodes.paragraph:
    """A paragraph in which no financial year is broken over two lines."""
    made = nodes.paragraph("", classes=[look])
    for part in _PERIOD.split(text):
        whole = _PERIOD.fullmatch(part)
        made += nodes.inline("", part, classes=["nl-whole"]) if whole else nodes.Text(part)
    return made


def _download(about: Course) -> str:
    name, count = about["name"], about["rows"]
    return (
        f'<p class="nl-data-links"><a href="data/{name}.csv" download="{name}.csv">Download {name}.csv'
        f"</a> ({count} row{'' if count == 1 else 's'}) · in a notebook <code>table(&quot;{name}&quot;)"
        f'</code> · <a href="#contents">All tables</a></p>'
    )


def _fields(about: Course) -> str:
    lines = "".join(_field(field, about) for field in about["fields"])
    return f"<details><summary>{len(about['fields'])} columns</summary><dl>{lines}</dl></details>"


def _field(field: Field, about: Course) -> str:
    kind = ", ".join(filter(None, (_KINDS.get(field["type"], field["type"]), field.get("unit"))))
    key = ", part of the key" if field["name"] in about.get("key", []) else ""
    return (
        f'<dt><code>{field["name"]}</code> <span class="nl-data-kind">{html.escape(kind + key)}</span>'
        f"</dt><dd>{html.escape(field['description'])}</dd>"
    )


def _sources(about: Course) -> str:
    if not about["sources"]:
        return ""
    count = len(about["sources"])
    lines = "".join(f"<li>{_source(row)}</li>" for row in about["sources"])
    return (
        f"<details><summary>{count} source{'' if count == 1 else 's'}</summary>"
        f"<ul>{lines}</ul></details>"
    )


def _source(row: Row) -> str:
    lead = f"{row['author']} ({row['year']})" if row["year"] else str(row["author"])
    link = f'<a href="sources.html#{row["source_id"]}">{html.escape(lead)}</a>'
    return f"{link}: {html.escape(str(row['title']))}"


def _raw(markup: str) -> nodes.raw:
    return nodes.raw(text=markup, format="html")


def _write(app: Sphinx, exception: Exception | None) -> None:
    if not exception and app.builder.name == "html":
        lay(Path(app.outdir) / "data")


def setup(app: Sphinx) -> None:
    """Make the directive known; publish the files when the pages are done."""
    app.add_directive("course-data", CourseData)
    app.connect("build-finished", _write, priority=400)

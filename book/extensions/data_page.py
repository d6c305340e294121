"""`{course-data}`: the page that describes every table, with small pictures made from the tables.

The tables stand by family, so that a newcomer finds one by what it is about.

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
from exercises.tables_html import GRADES, USING, Course
from exercises.tables_names import whereabouts
from exercises.tables_package import (
    FILE,
    Field,
    Package,
    Resource,
    Row,
    by_family,
    how_many,
    load_package,
    who_and_when,
)

#: How the types of Table Schema are called on the page.
_KINDS = {"string": "text", "integer": "whole number", "boolean": "yes or no"}
_PERIOD = re.compile(r"([0-9]{4}-[0-9]{2})(?![0-9])")


class CourseData(SphinxDirective):
    """Shows a list of all tables, then each with what a reader must know before using it."""

    def run(self) -> list[nodes.Node]:
        """The list, and a section for each family with one for each table, named as the table is."""
        package = load_package(DATA)
        self.env.note_dependency(str(DATA / FILE))
        for resource in package["resources"]:
            self.env.note_dependency(str(DATA / resource["path"]))
        groups = by_family(package)
        made = [nodes.paragraph("", GRADES), *(nodes.paragraph("", text) for text in USING)]
        made += [_raw(_licence(package)), _raw(_left_out(package))]
        made.append(_raw(_moved(package)))
        made.append(_raw(_contents(groups)))
        titles = package.get("chapters", {})
        return [*made, *(_family(*group, titles) for group in groups)]


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
        f"<p>Licence of this compilation: {named}. For programs all tables are described in "
        f'<a href="data/{FILE}" download="{FILE}">{FILE}</a>.</p>'
    )


def _left_out(package: Package) -> str:
    lines = "".join(f"<li>{_whole(text)}</li>" for text in package.get("left_out", []))
    if not lines:
        return ""
    return f"<details><summary>What of the evidence stays out, and why</summary><ul>{lines}</ul></details>"


def _moved(package: Package) -> str:
    lines = "".join(
        f"<li>{html.escape(name)}: part of {html.escape(whereabouts(moved))}</li>"
        for name, moved in package.get("moved", {}).items()
    )
    if not lines:
        return ""
    return (
        f"<details><summary>Tables that became part of others</summary><ul>{lines}</ul></details>"
    )


def _contents(groups: list[tuple[str, str, list[Resource]]]) -> str:
    families = "\n".join(
        f'<li><a href="#{family}">{html.escape(title)}</a> ({how_many(resources)})</li>'
        for family, title, resources in groups
    )
    return (
        f'<nav class="nl-data-list" id="contents" aria-label="All tables"><ul>{families}</ul></nav>'
    )


def _family(
    family: str, title: str, resources: list[Resource], chapters: dict[str, str]
) -> nodes.section:
    made = nodes.section("", ids=[family], names=[family], classes=["nl-data-family"])
    made += nodes.title("", title)
    lines = "\n".join(
        f'<li><a href="#{r["name"]}"><code>{r["name"]}</code></a> {_whole(r["title"])}</li>'
        for r in resources
    )
    made += _raw(
        f'<nav class="nl-data-list" aria-label="{html.escape(title)}"><ul>{lines}</ul></nav>'
        f'<p class="nl-data-links">In a notebook <code>tables(family=&quot;{family}&quot;)</code></p>'
    )
    made.extend(_section(resource, chapters) for resource in resources)
    return made


def _whole(text: str) -> str:
    return _PERIOD.sub(r'<span class="nl-whole">\1</span>', html.escape(text))


def _section(resource: Resource, chapters: dict[str, str]) -> nodes.section:
    name = resource["name"]
    about, rows = tables.describe(name), tables.rows(name)
    made = nodes.section("", ids=[name], names=[name], classes=["nl-data-table"])
    made += nodes.title("", "", nodes.literal("", name))
    made += _paragraph(resource["title"], "nl-data-title")
    made += _paragraph(resource["description"], "nl-data-what")
    made += _raw(pictures.picture(resource, rows))
    made += _paragraph(f"Covers: {resource['coverage']}", "nl-data-covers")
    serves = [f"{number} {chapters[number]}" for number in resource.get("chapters", [])]
    if serves:
        made += _paragraph(f"Chapters: {'; '.join(serves)}", "nl-data-covers")
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
    link = f'<a href="sources.html#{row["source_id"]}">{html.escape(who_and_when(row))}</a>'
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

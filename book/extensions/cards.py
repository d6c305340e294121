"""Plain links become cards: a link to a source or to a term of the glossary carries what it leads to.

A chapter must read well in JupyterLab, so its citations are ordinary Markdown links. Here each is
recognised by its address, the details of all go into the page once for its script, and a chapter ends
with the list of what it cites.
"""

import hashlib
import re
from collections.abc import Iterable
from posixpath import normpath

from docutils import nodes
from docutils.utils.smartquotes import smartyPants
from markdown_it.common.normalize_url import normalizeLink
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from book.extensions import notes
from book.extensions.render import embedded
from exercises import tables
from exercises.glossary import FILE, GlossaryError, Term, glossary, near
from exercises.items import prose
from exercises.paths import DATA
from exercises.tables_package import Row, who, who_and_when

GLOSSARY = "book/glossary"
LEDGER = "book/ledger"
PEOPLE = "book/people"
TABLES = "book/data"
_CHAPTER = re.compile(r"(?:\.\./notebooks/)?(\d\d-[\w-]+)\.ipynb(#.+)?")
_ANCHOR = re.compile(r'<a id="([\w-]+)"></a>')
HEADING = "Sources cited on this page"
#: Stands in the table of sources as the author of rows that mark figures without a source.
_NOBODY = "This course"
#: Stands there where the author of a text is not named.
_UNSIGNED = "(author not shown)"
_INITIALS = re.compile(r"^(?:[A-Z]\. ?)+")

_log = logging.getLogger(__name__)


class GlossaryFault(SphinxError):
    """A glossary that no page can be made from."""

    category = "The glossary is not well formed"


class card_link(nodes.reference):
    """A link with a card: `kind` is "source" or "term", `name` the id of what it leads to."""


def _visit(self: HTML5Translator, node: card_link) -> None:
    look = {"source": "nl-cite", "term": "nl-term"}[node["kind"]]
    attributes = {"class": look, "href": node["refuri"], f"data-{node['kind']}": node["name"]}
    if node.get("note"):
        attributes["data-note"] = node["note"]
    self.body.append(self.starttag(node, "a", "", **attributes))


def _depart(self: HTML5Translator, _: card_link) -> None:
    self.body.append("</a>")


class Cards:
    """What is known to cite and to define, and how a page is fitted with it."""

    def __init__(self) -> None:
        self.sources: dict[str, Row] = {}
        self.terms: dict[str, Term] = {}
        self._by_url: dict[str, str] = {}

    def read(self, _: Sphinx) -> None:
        """Read sources and terms anew; a fault in them ends the build."""
        self.sources = {str(row["source_id"]): row for row in tables.rows("sources")}
        self._by_url = {
            normalizeLink(str(r["url"])): n for n, r in self.sources.items() if r["url"]
        }
        try:
            self.terms = {term["id"]: term for term in glossary()}
        except GlossaryError as error:
            raise GlossaryFault(str(error)) from error

    def outdated(self, _: Sphinx, env: BuildEnvironment, *__: object) -> Iterable[str]:
        """Every page, once a source or a term has changed: any of them may cite it."""
        files = [FILE, DATA / "sources.csv"]
        now = hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
        before, env.course_cards = getattr(env, "course_cards", now), now
        return [] if now == before else list(env.found_docs)

    def anchor(self, app: Sphinx, doctree: nodes.document) -> None:
        """Make a reference page's own anchors those of its sections, so that an entry has one id."""
        if app.env.docname == TABLES:
            # The tables' sections come from a directive, of which MyST's list of anchors knows nothing.
            app.env.metadata[TABLES].setdefault("myst_slugs", {}).update(
                {
                    name: (section.line or 0, name, section.next_node(nodes.title).astext())
                    for section in doctree.findall(nodes.section)
                    for name in section["ids"]
                }
            )
            return
        if app.env.docname not in (GLOSSARY, LEDGER, PEOPLE):
            return
        slugs = {}
        for mark in list(doctree.findall(nodes.paragraph)):
            found = _ANCHOR.fullmatch(mark.astext())
            section = mark.next_node(nodes.section, descend=False, ascend=True)
            if found is not None and section is not None:
                name = found[1]
                section["ids"] = [name]
                slugs[name] = (section.line or 0, name, section.next_node(nodes.title).astext())
                mark.parent.remove(mark)
        # By these MyST tells whether a link's anchor is there.
        app.env.metadata[app.env.docname]["myst_slugs"] = slugs

    def upgrade(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Fit a page with its cards, and a chapter with its list of sources."""
        if app.builder.format != "html":
            return
        cited: dict[str, Row] = {}
        defined: dict[str, Term] = {}
        for link in list(doctree.findall(nodes.reference)):
            if "refuri" not in link or _listed(link):
                continue
            # MyST escapes an address that is escaped again when it is written.
            link["refuri"] = link["refuri"].replace("&amp;", "&")
            # Prose that a cell computes keeps its links as they were written.
            other = _CHAPTER.fullmatch(link["refuri"])
            if other and f"notebooks/{other[1]}" in app.env.found_docs:
                there = app.builder.get_relative_uri(docname, f"notebooks/{other[1]}")
                link["refuri"] = there + (other[2] or "")
            name = self._by_url.get(normalizeLink(link["refuri"]))
            if name is not None:
                cited[name] = self.sources[name]
                _replace(link, "source", name)
            elif docname != GLOSSARY and (name := self._term(app, docname, link)):
                defined[name] = self.terms[name]
                _replace(link, "term", name)
        chapter = docname.startswith("notebooks/")
        if cited and chapter and not _has_list(doctree):
            _number(doctree, cited)
            _end(doctree).append(_list_of_cited(cited))
        if chapter:
            notes.beside(doctree, cited, defined, card_link)
        if cited or defined:
            doctree.append(nodes.raw(text=_details(cited, defined), format="html"))

    def _term(self, app: Sphinx, docname: str, link: nodes.reference) -> str | None:
        """The term that a link leads to; a warning where there is none of that name."""
        page, _, name = link["refuri"].partition("#")
        target = app.builder.get_relative_uri(docname, GLOSSARY)
        # Prose that a cell computes keeps its links as they were written.
        written = normpath(f"{docname}/../{page}") == f"{GLOSSARY}.md"
        if not name or not (written or page == target):
            return None
        if name not in self.terms:
            _log.warning(
                "the link to the term %r leads nowhere: exercises/bank/glossary.yaml has no such id.%s",
                name,
                near(name, list(self.terms.values())),
                location=(docname, link.line),
            )
            return None
        link["refuri"] = f"{target}#{name}"
        return name


def _replace(link: nodes.reference, kind: str, name: str) -> None:
    made = card_link("", "", *link.children, kind=kind, name=name, refuri=link["refuri"])
    link.replace_self(made)


def _listed(link: nodes.reference) -> bool:
    """Whether a link stands in a list of sources, where its details are beside it already."""
    node = link.parent
    while node is not None and "nl-sources" not in node.get("classes", []):
        node = node.parent
    return node is not None


def _has_list(doctree: nodes.document) -> bool:
    return any(
        title.astext().casefold() == HEADING.casefold() for title in doctree.findall(nodes.title)
    )


def _end(doctree: nodes.document) -> nodes.Element:
    """Where a page's last part belongs: in the section of its title."""
    return next((child for child in doctree.children if isinstance(child, nodes.section)), doctree)


def _number(doctree: nodes.document, cited: dict[str, Row]) -> None:
    """Give each citation the number that its source has in the list at the chapter's end."""
    numbers = {name: str(number) for number, name in enumerate(cited, start=1)}
    for link in doctree.findall(card_link):
        if link["kind"] == "source":
            link["note"] = numbers[link["name"]]


def _list_of_cited(cited: dict[str, Row]) -> nodes.section:
    title = nodes.title("", HEADING)
    rows = (entry(row) for row in cited.values())
    items = nodes.enumerated_list("", *rows, enumtype="arabic", classes=["nl-sources"])
    return nodes.section("", title, items, ids=["sources-cited-on-this-page"])


def entry(row: Row) -> nodes.list_item:
    """A source as a line of a bibliography: author (year), title with its link, publisher."""
    text = nodes.paragraph()
    text += nodes.Text(f"{who_and_when(row)}. ")
    title = _typeset(row["title"])
    text += nodes.reference("", title, refuri=row["url"]) if row["url"] else nodes.Text(title)
    kind = str(row["author"] or "")
    text += nodes.Text(f" {kind}" if kind.startswith("(") and kind != _UNSIGNED else "")
    text += nodes.Text(f". {row['publisher']}." if row["publisher"] != who(row) else ".")
    return nodes.list_item("", text)


def _details(cited: dict[str, Row], defined: dict[str, Term]) -> str:
    cards = {
        "sources": {
            name: {
                "author": _typeset(who(row)),
                "year": row["year"],
                "title": _typeset(row["title"]),
                "publisher": _typeset(row["publisher"]),
            }
            for name, row in cited.items()
        },
        "terms": {
            name: {"term": term["term"], "definition": _typeset(prose.block(term["definition"]))}
            for name, term in defined.items()
        },
    }
    # A declaration is found by its class; of this there is one to a page.
    return embedded("nl-cards", cards).replace('class="', 'id="', 1)


def _typeset(value: object) -> str:
    """A text, or HTML, with the quotation marks that Sphinx gives to the rest of a page."""
    return smartyPants("" if value is None else str(value), attr="q")


class CourseSources(SphinxDirective):
    """`{course-sources}`: every source of the course in the order of its authors, each with an anchor."""

    def run(self) -> list[nodes.Node]:
        """The bibliography, and after it the two names that mark figures without a source."""
        for name in ("sources.csv", "datapackage.json"):
            self.env.note_dependency(str(DATA / name))
        known = sorted(tables.rows("sources"), key=_order)
        real = [row for row in known if row["author"] != _NOBODY]
        rest = [row for row in known if row["author"] == _NOBODY]
        made: list[nodes.Node] = [_letters(real), _anchored(real)]
        if rest:
            words = (
                "In the tables these stand where a source would, and are none: "
                "they mark figures for which no printed source was seen."
            )
            made += [nodes.paragraph("", words), _anchored(rest)]
        return made


def _order(row: Row) -> tuple[str, int, str]:
    return _surname(row), int(row["year"] or 0), str(row["title"]).casefold()


def _surname(row: Row) -> str:
    """The name by which a source is found in the list: an author's initials do not count."""
    return _INITIALS.sub("", who(row)).casefold()


def _letters(rows: list[Row]) -> nodes.paragraph:
    """A link to the first source of each letter: the list is long."""
    first: dict[str, str] = {}
    for row in rows:
        letter = _surname(row)[0].upper()
        first.setdefault(letter if letter.isalpha() else "0-9", str(row["source_id"]))
    made = nodes.paragraph(classes=["nl-letters"])
    for letter, name in first.items():
        made += nodes.Text(" · " if len(made) else "")
        made += nodes.reference("", letter, refid=name, internal=True)
    return made


def _anchored(rows: list[Row]) -> nodes.bullet_list:
    items = []
    for row in rows:
        items.append(entry(row))
        items[-1]["ids"] = [str(row["source_id"])]
    return nodes.bullet_list("", *items, classes=["nl-sources"])


def setup(app: Sphinx) -> None:
    """Make links, directive and anchors known."""
    cards = Cards()
    app.add_node(card_link, html=(_visit, _depart))
    app.add_directive("course-sources", CourseSources)
    app.connect("builder-inited", cards.read)
    app.connect("env-get-outdated", cards.outdated)
    # Before Sphinx gathers the anchors of headings for the list of chapters.
    app.connect("doctree-read", cards.anchor, priority=400)
    app.connect("doctree-resolved", cards.upgrade)

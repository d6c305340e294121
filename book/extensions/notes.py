"""Side notes: beside the line that first cites a source or uses a term, the margin says what it is.

A note is for the eye alone: those who listen, and those on a narrow page, have the link's card. On
paper there is no margin, and a citation carries the number that its source has in the chapter's list.
"""

import html
import re
from collections.abc import Mapping

from docutils import nodes
from docutils.utils.smartquotes import smartyPants

from exercises.glossary import Term
from exercises.items import prose
from exercises.tables_package import Row, who_and_when

#: In characters; a margin is narrow, and the card has all of it.
LONGEST = 180


def beside(
    doctree: nodes.document, cited: Mapping[str, Row], defined: Mapping[str, Term], kind: type
) -> None:
    """Put a note behind the first link to each source and each term that stands in running text.

    Args:
        doctree: a page whose links are of `kind` already, with "kind" and "name" in each.
        cited: the page's sources by id.
        defined: the page's terms by id.
        kind: the class of a link with a card.
    """
    noted: set[tuple[str, str]] = set()
    for link in list(doctree.findall(kind)):
        which = (link["kind"], link["name"])
        if which in noted or not _in_running_text(link):
            continue
        noted.add(which)
        known = cited if link["kind"] == "source" else defined
        note = of_source(known[link["name"]]) if known is cited else of_term(known[link["name"]])
        link.parent.insert(link.parent.index(link) + 1, nodes.raw(text=note, format="html"))


def of_source(row: Row) -> str:
    """The note on a source: who, when, what."""
    return _note("source", who_and_when(row), str(row["title"]))


def of_term(term: Term) -> str:
    """The note on a term: as many whole sentences of its definition as the margin holds."""
    return _note("term", term["term"], shortened(prose.plain(term["definition"])))


def shortened(text: str, most: int = LONGEST) -> str:
    """The first sentence of a text, and those after it for which there is room."""
    sentences = re.split(r"(?<=[.;])\s+(?=[A-Z“‘])", text)
    kept = sentences[0]
    for sentence in sentences[1:]:
        if len(kept) + 1 + len(sentence) > most:
            break
        kept += f" {sentence}"
    return kept


def _note(kind: str, head: str, words: str) -> str:
    # A span, because it stands inside a paragraph; without the class that floats it there is nothing to see.
    lead, text = (smartyPants(html.escape(part, quote=False), attr="q") for part in (head, words))
    return f'<span class="nl-side nl-side-{kind}" aria-hidden="true"><b>{lead}</b> {text}</span>'


def _in_running_text(link: nodes.Node) -> bool:
    """Whether a link stands in a paragraph of the text itself, where there is a margin beside it."""
    paragraph = link.parent
    while paragraph is not None and not isinstance(paragraph, nodes.paragraph):
        paragraph = paragraph.parent
    if paragraph is None:
        return False
    above = paragraph.parent
    while above is not None:
        if isinstance(above, nodes.list_item | nodes.entry | nodes.block_quote | nodes.Admonition):
            return False
        above = above.parent
    return True

"""Markdown of the bank to HTML that can do nothing: raw HTML, pictures and script addresses stay text."""

import html
import re
from functools import lru_cache

from markdown_it import MarkdownIt


@lru_cache(1)
def _parser() -> MarkdownIt:
    # A picture would be fetched from wherever its address says, and the page asks nobody else.
    made = MarkdownIt("commonmark", {"html": False, "typographer": False})
    return made.enable("table").disable("image")


def block(text: str) -> str:
    """Markdown paragraphs, lists and tables as HTML."""
    return _parser().render(text).strip()


def inline(text: str) -> str:
    """One line of Markdown as HTML, with no paragraph around it."""
    return _parser().renderInline(" ".join(text.split()))


def unclosed(text: str) -> list[str]:
    """What was meant for a link and is none, for want of a bracket or with a space in its address."""
    return [
        part
        for token in _parser().parse(text)
        for child in token.children or ()
        for part in re.findall(r"\[[^\[\]]*\]\(\S*", child.content)
        if child.type == "text"
    ]


def plain(text: str) -> str:
    """The words alone, for `text/plain` and for error messages."""
    return stripped(block(text))


def stripped(markup: str) -> str:
    """The words of HTML that this module made."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())

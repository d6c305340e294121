"""A lab's setting in a chapter's prose becomes a link to the lab's page at that setting.

A chapter writes it once, as `lab("threshold", pulled=0.35)`. In Jupyter that is what one types; a link to a
page of the book would lead nowhere there.
"""

import ast
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from book.extensions.lab_pages import address
from exercises.labs import loading
from exercises.labs._controls import settled
from exercises.labs.loading import LabError, Value

WORDS = "the lab at this setting"
_CALL = re.compile(r"lab\(.+\)")

_log = logging.getLogger(__name__)


def read(text: str) -> tuple[str, dict[str, Value]] | None:
    """The lab and the controls of a call such as `lab("threshold", pulled=0.35)`; None if it is none.

    Raises:
        LabError: for a call that no lab would take.
    """
    if not _CALL.fullmatch(text):
        return None
    try:
        call = ast.parse(text, mode="eval").body
        (name,) = [ast.literal_eval(part) for part in call.args]
        values = {part.arg: ast.literal_eval(part.value) for part in call.keywords}
        settled(loading.load(name).CONTROLS, values)
    except (SyntaxError, ValueError) as error:
        raise LabError(f"{text}: {error}") from None
    return name, values


def link(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make links of the settings in a chapter; one that cannot be is a warning, which ends the build."""
    if app.builder.format != "html" or not docname.startswith("notebooks/"):
        return
    for literal in list(doctree.findall(nodes.literal)):
        try:
            setting = read(literal.astext())
        except LabError as error:
            _log.warning("no such setting of a lab: %s", error, location=(docname, literal.line))
            continue
        if setting is None or f"book/labs/{setting[0]}" not in app.env.found_docs:
            continue
        name, values = setting
        page = app.builder.get_relative_uri(docname, f"book/labs/{name}")
        query = address(loading.load(name), name, values).partition("?")[2]
        there = f"{page}?{query}" if query else page
        literal.replace_self(nodes.reference("", WORDS, refuri=there, internal=True))


def setup(app: Sphinx) -> None:
    """Make the links, once every page is known."""
    app.connect("doctree-resolved", link)

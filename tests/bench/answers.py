"""Every question of every chapter answered in our book as a person does, wrong and then right."""

import time
from collections.abc import Iterator

from exercises.paths import NOTEBOOKS
from tests.bench.figures import markdown
from tests.bench.gzipped import serving
from tests.bench.workshop import Workshop
from tests.browser.answering import asked, walk
from tests.browser.book import at_peace, visit
from tests.browser.conftest import Watched

ABOUT = "every question answered in the page, wrong, then right, then after a reload (6 minutes)"

_HEADS = ("chapter", "questions", "of them in a test", "s")


def run(workshop: Workshop) -> str:
    """The table, in Markdown.

    Raises:
        AssertionError: names the first question whose page does not say what the bank does.
    """
    notes = (
        "Each is marked as Python marks it, told what the bank has for that answer and nothing else, and "
        "there again after a reload; nothing outside was asked for, and no page complained.",
    )
    return markdown("Answers", _HEADS, list(_rows(workshop)), notes)


def _rows(workshop: Workshop) -> Iterator[list[str]]:
    with serving(workshop.ours) as site:
        for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")):
            context = workshop.browser.new_context(reduced_motion="reduce")
            context.set_default_timeout(20_000)
            reader = Watched(context.new_page())
            start = time.perf_counter()
            visit(reader.page, f"{site.address}/notebooks/{path.stem}.html")
            names = asked(reader.page)
            walk(reader.page, names)
            at_peace(reader)
            took = time.perf_counter() - start
            context.close()
            yield [path.stem, str(len(names)), str(sum(names.values())), f"{took:.0f}"]

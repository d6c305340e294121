"""Questions of every chapter answered in the built book, once wrong and once right.

Of each type the longest in each chapter; `python -m tests.bench answers` does all of them.
"""

import pytest
from playwright.sync_api import Page

from exercises.items.bank import bank
from exercises.items.types import TYPES
from exercises.paths import NOTEBOOKS
from tests.browser.answering import asked, walk
from tests.browser.book import at_peace, visit
from tests.browser.conftest import Watched

CHAPTERS = [path.stem for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_one_of_each_type_wrong_then_right(watched: Watched, page: Page, site: str, chapter: str):
    visit(page, f"{site}/notebooks/{chapter}.html")
    names = [name for name, closed in asked(page).items() if not closed]
    names = [name for name in names if bank().chapter(name).startswith(chapter[:2])]
    longest = {
        bank().raw(name)["type"]: name
        for name in sorted(names, key=lambda n: len(str(bank().raw(n))))
    }
    walk(page, dict.fromkeys(longest.values(), False))
    at_peace(watched)


def test_the_chapters_ask_all_that_the_bank_holds(page: Page, site: str):
    names = set()
    for chapter in CHAPTERS:
        page.goto(f"{site}/notebooks/{chapter}.html")
        names |= set(asked(page))
    assert names == set(bank().ids())
    assert {bank().raw(name)["type"] for name in names} == set(TYPES)

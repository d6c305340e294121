"""axe-core within each kind of question in JupyterLab: before an answer and after, light and dark."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from exercises.items.bank import bank
from exercises.items.types import TYPES
from tests.browser.axe import violations
from tests.browser.book import button
from tests.browser.hand_in import hand_in
from tests.browser.jupyterlab import Lab, open_chapter, read_to, run_all, study, visitor

CHAPTER = "06-improving-on-paper"
LAST = '[data-item="IMP-4.4"] textarea'
PATIENCE = 60_000


@pytest.fixture
def jupyter(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab in which nothing has been answered."""
    lab = study(tmp_path_factory.mktemp("study"))
    yield lab
    lab.stop()


@pytest.fixture
def learner(browser: Browser) -> Iterator[Page]:
    with visitor(browser, PATIENCE) as page:
        yield page


def one_of_each() -> dict[str, str]:
    """An item of the chapter for each type, by type."""
    found: dict[str, str] = {}
    for name in bank().ids("IMP-*"):
        found.setdefault(bank().raw(name)["type"], name)
    assert set(found) == set(TYPES)
    return found


def wrong(page: Page, name: str) -> list[str]:
    """What axe finds within a question, with its type before each line."""
    kind = bank().raw(name)["type"]
    return [f"{kind}: {line}" for line in violations(page, here(name))]


def here(name: str) -> str:
    """A question that is live, not its printed face."""
    return f'[data-item="{name}"]:not(.nl-paper)'


def seen(page: Page, name: str) -> Locator:
    """The question, scrolled to."""
    read_to(page, here(name))
    part = page.locator(here(name))
    expect(part).to_have_attribute("data-state", re.compile("ready|saved"), timeout=PATIENCE)
    return part


def test_axe_finds_nothing_within_any_kind(learner: Page, jupyter: Lab):
    names = list(one_of_each().values())
    open_chapter(learner, jupyter, CHAPTER)
    run_all(learner, LAST)
    found = []
    for name in names:
        part = seen(learner, name)
        found += wrong(learner, name)
        hand_in(part, bank().declaration(name))
        found += wrong(learner, name)
    learner.get_by_role("menuitem", name="Settings", exact=True).click()
    learner.locator(".lm-Menu-itemLabel", has_text=re.compile("^Theme$")).hover()
    learner.locator(".lm-Menu-itemLabel", has_text=re.compile("^JupyterLab Dark$")).click()
    expect(learner.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    for name in names:
        part = seen(learner, name)
        found += wrong(learner, name)
        button(part, "Try again").click()
        expect(part).to_have_attribute("data-state", "ready")
        found += wrong(learner, name)
    assert found == []
    # It would see what is wrong.
    learner.locator(here(names[0])).evaluate(
        "(part) => part.append(document.createElement('button'))"
    )
    assert any("button-name" in line for line in wrong(learner, names[0]))

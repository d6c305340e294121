"""Selecting, ordering and sorting in a real JupyterLab, whose own keys must not get in the way."""

import pytest
from playwright.sync_api import expect

from exercises.items.shuffle import shuffled
from exercises.record.seed import NAME as SEED
from exercises.record.store import Record
from tests.browser.book import button
from tests.browser.book_questions import declared, option
from tests.browser.jupyterlab import open_chapter, run_all, study, visitor
from tests.browser.lists import (
    CHECK_GROUPS,
    CHECK_ORDER,
    ORDER,
    SELECT,
    SORT,
    arrange_by_keys,
    right_groups,
    right_options,
    right_order,
    shown_order,
    sort_by_keys,
    step,
)

LAST = '[data-item="IMP-4.4"] textarea'


@pytest.fixture(scope="module")
def jupyter(browser, tmp_path_factory):
    """One JupyterLab for the tests of this file."""
    lab = study(tmp_path_factory.mktemp("study"))
    yield lab
    lab.stop()
    assert lab.process.poll() is not None


@pytest.fixture
def learner(browser):
    with visitor(browser, 30_000) as page:
        yield page


def part_of(page, name):
    """A question in the notebook in view, scrolled to; it is live there, not printed."""
    part = page.locator(f'[data-item="{name}"]:not(.nl-paper)')
    part.scroll_into_view_if_needed()
    return part


def active_cell(page):
    """Which cell JupyterLab takes to be the one in use."""
    return page.evaluate(
        "[...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell')]"
        ".map((cell) => [cell.classList.contains('jp-mod-active'), cell.textContent.slice(0, 60)])"
        ".filter(([active]) => active).map(([, text]) => text)"
    )


def test_three_kinds_by_keys_and_they_are_kept(learner, jupyter):
    open_chapter(learner, jupyter, "06-improving-on-paper")
    run_all(learner, LAST)
    given = {}

    part = part_of(learner, SELECT)
    expect(part).to_have_attribute("data-state", "ready")
    seed = (jupyter.record / SEED).read_text(encoding="ascii")
    shown = [o.get_attribute("data-option") for o in part.locator("[data-option]").all()]
    expected = shuffled(declared(SELECT)["options"], f"{seed} {SELECT}")
    assert shown == [o["id"] for o in expected]
    for name in right_options():
        option(part, name).focus()
        learner.keyboard.press("Space")
    # The arrow keys choose how sure one is, and no cell.
    part.get_by_label("sure", exact=True).focus()
    learner.keyboard.press("Space")
    before = active_cell(learner)
    learner.keyboard.press("ArrowDown")
    expect(part.get_by_label("I think so")).to_be_checked()
    button(part, "Hint").focus()
    learner.keyboard.press("Enter")
    expect(part.locator(".nl-item-hint")).to_be_visible()
    button(part, "Check my answer").focus()
    learner.keyboard.press("Enter")
    expect(part.get_by_role("status")).to_contain_text("✓ Right. All that belong")
    expect(part).to_have_attribute("data-state", "saved")
    given[SELECT] = (right_options(), "think")
    assert active_cell(learner) == before

    part = part_of(learner, ORDER)
    step(part, shown_order(part)[0], "down").focus()
    before = active_cell(learner)
    arrange_by_keys(learner, part, right_order())
    assert active_cell(learner) == before
    button(part, CHECK_ORDER).focus()
    learner.keyboard.press("Enter")
    expect(part.get_by_role("status")).to_contain_text("✓ Right. All 6")
    expect(part).to_have_attribute("data-state", "saved")
    given[ORDER] = (right_order(), None)

    part = part_of(learner, SORT)
    part.locator(".nl-tray button").first.focus()
    sort_by_keys(learner, part, right_groups())
    button(part, CHECK_GROUPS).focus()
    learner.keyboard.press("Enter")
    expect(part.get_by_role("status")).to_contain_text("✓ Right. All 6")
    expect(part).to_have_attribute("data-state", "saved")
    given[SORT] = (right_groups(), None)

    with Record(jupyter.record) as record:
        for name, (response, confidence) in given.items():
            [event] = record.events(name)
            assert (event["response"], event["confidence"], event["score"]) == (
                response,
                confidence,
                1,
            )


def test_the_answer_on_request_and_one_line_later(learner, jupyter):
    open_chapter(learner, jupyter, "06-improving-on-paper")
    run_all(learner, LAST)
    # Answered in the test before: a line now, and opened by a key.
    part = part_of(learner, ORDER)
    expect(part.locator(".nl-content")).to_be_hidden()
    fold = part.locator(".nl-fold")
    expect(fold).to_contain_text("✓ Right")
    fold.focus()
    learner.keyboard.press("Enter")
    expect(part.locator(".nl-right-order")).to_be_visible()
    assert shown_order(part) == right_order()

    part = part_of(learner, "IMP-1.2")
    button(part, "Show the answer").click()
    expect(part.locator(".nl-key")).to_contain_text("Answer:")
    expect(part.locator("button.nl-option").first).to_be_disabled()
    with Record(jupyter.record) as record:
        assert record.events("IMP-1.2") == []

    # A key with a modifier is JupyterLab's wherever the focus is: Shift + Enter runs, and goes on.
    before = active_cell(learner)
    part.locator(".nl-sources a").first.focus()
    learner.keyboard.press("Shift+Enter")
    learner.wait_for_function(
        "(before) => !document.querySelector('.jp-Cell.jp-mod-active').textContent.startsWith(before)",
        arg=before[0],
    )

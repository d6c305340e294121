"""Place, mark and challenge in a real JupyterLab: the challenge follows the real lab and its kernel."""

import pytest
from playwright.sync_api import expect

from exercises.items.bank import bank
from exercises.labs.loading import run_lab
from exercises.record.store import Record
from tests.browser.axe import violations
from tests.browser.jupyterlab import open_chapter, read_to, restart_kernel, run_all, study
from tests.browser.test_book_maps import unfold

PLACE, MARK, CHALLENGE = (f'[data-item="{name}"]' for name in ("IMP-4.6", "IMP-1.6", "IMP-2.4"))
SIGN = f"{CHALLENGE} .nl-goal-sign"
# A kernel that shares its machine with others may take its time.
PATIENCE = 30_000
SETTING = {
    "power": 0.8,
    "eta": 0,
    "managers": "budget",
    "regime": "assessment",
    "public": "streets",
    "agreement": 0,
}


@pytest.fixture(scope="module")
def jupyter(browser, tmp_path_factory):
    """One JupyterLab for the tests of this file."""
    lab = study(tmp_path_factory.mktemp("study"))
    yield lab
    lab.stop()


@pytest.fixture
def learner(browser, jupyter):
    """A learner with the chapter open and run."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    open_chapter(page, jupyter, "06-improving-on-paper")
    run_all(page, '[data-item="IMP-4.4"] textarea')
    yield page
    context.close()


def events(jupyter, item):
    with Record(jupyter.record) as record:
        return record.events(item)


def press(page, target, *keys):
    """Press keys on something, as one who has tabbed to it."""
    target.scroll_into_view_if_needed()
    target.focus()
    for key in keys:
        page.keyboard.press(key)


def test_a_challenge_follows_the_lab_beside_it(learner, jupyter):
    read_to(learner, CHALLENGE)
    item = learner.locator(CHALLENGE)
    signs = learner.locator(SIGN)
    expect(signs).to_have_text(
        ["✓ holds", "✗ does not hold", "✓ holds", "✗ does not hold"], timeout=PATIENCE
    )
    lab = learner.locator(".nl-lab").first
    press(learner, lab.locator(".noUi-handle").nth(1), "ArrowLeft", "ArrowLeft")
    expect(signs.nth(3)).to_have_text("✓ holds", timeout=PATIENCE)
    expect(item.get_by_role("status")).to_contain_text("Now 3 of 4 conditions hold.")
    lab.locator("select").first.select_option(label="as the budget is spent")
    expect(signs).to_have_text(["✓ holds"] * 4, timeout=PATIENCE)
    assert violations(learner, CHALLENGE) == []

    check = item.get_by_role("button", name="Check this setting")
    press(learner, check, "Enter")
    expect(item.get_by_role("status")).to_contain_text("✓ Met.")
    expect(item).to_have_attribute("data-state", "saved", timeout=PATIENCE)
    assert violations(learner, CHALLENGE) == []
    (kept,) = events(jupyter, "IMP-2.4")
    assert kept["score"] == 1
    assert kept["response"]["controls"] == SETTING
    values = run_lab("targetworld", **SETTING)["values"]
    assert kept["response"]["values"] == {
        c["value"]: values[c["value"]] for c in bank().declaration("IMP-2.4")["goal"]
    }

    # A second lab of the same cell takes the first one's place: what is gone answers no more.
    press(learner, item.get_by_role("button", name="Try again"), "Enter")
    run_all(learner, '[data-item="IMP-4.4"] textarea')
    read_to(learner, CHALLENGE)
    unfold(item)
    item.get_by_role("button", name="Try again").click()
    expect(signs).to_have_text(
        ["✓ holds", "✗ does not hold", "✓ holds", "✗ does not hold"], timeout=PATIENCE
    )

    # The kernel is gone: the controls still move, and what they show has no values.
    restart_kernel(learner)
    press(learner, lab.locator(".noUi-handle").nth(1), "ArrowLeft")
    expect(signs).to_have_text(["– not known"] * 4)
    press(learner, check, "Enter")
    expect(item.get_by_role("status")).to_contain_text("has not worked out this setting yet")
    assert len(events(jupyter, "IMP-2.4")) == 1


def test_a_map_and_a_passage_by_keys(learner, jupyter):
    read_to(learner, PLACE)
    item = learner.locator(PLACE)
    assert violations(learner, PLACE) == []
    # JupyterLab has uses of its own for these keys in a notebook, and lets them be here.
    for name, keys in {
        "a": ("ArrowUp", "ArrowUp", "ArrowLeft"),
        "b": ("ArrowUp", "ArrowUp", "ArrowRight"),
        "c": ("ArrowUp",),
        "d": ("ArrowDown", "ArrowDown", "ArrowDown"),
    }.items():
        press(learner, item.locator(f'[data-card="{name}"]'), *keys)
        expect(item.locator(f'[data-card="{name}"]')).to_be_focused()
    press(learner, item.get_by_role("button", name="Compare with the course"), "Enter")
    expect(item).to_have_attribute("data-state", "saved", timeout=PATIENCE)
    (kept,) = events(jupyter, "IMP-4.6")
    assert kept["response"] == {"a": [2, 4], "b": [4, 4], "c": [3, 3], "d": [3, 1]}
    assert kept["score"] == 1
    assert violations(learner, PLACE) == []

    read_to(learner, MARK)
    item = learner.locator(MARK)
    for name, key in zip("bdfh", ("Space", "Enter", "Space", "Enter"), strict=True):
        press(learner, item.locator(f'[data-part="{name}"]'), key)
        expect(item.locator(f'[data-part="{name}"]')).to_have_attribute("aria-pressed", "true")
        expect(item.locator(f'[data-part="{name}"]')).to_be_focused()
    assert violations(learner, MARK) == []
    press(learner, item.get_by_role("button", name="Check my marks"), "Enter")
    expect(item).to_have_attribute("data-state", "saved", timeout=PATIENCE)
    assert [(e["response"], e["score"]) for e in events(jupyter, "IMP-1.6")] == [(list("bdfh"), 1)]
    assert violations(learner, MARK) == []

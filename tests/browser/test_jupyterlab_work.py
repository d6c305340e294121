"""Quizzes, review() and progress() in a real JupyterLab, on the sample bank."""

import time

import pytest
from playwright.sync_api import expect

from exercises.record.store import Record
from tests.book import project, quizzes
from tests.book.quizzes import PRE
from tests.browser.axe import violations
from tests.browser.jupyterlab import open_chapter, restart_kernel, run_all, study

NAME = "09-together"
DAY = 86_400_000
CELLS = [
    "from exercises import ask, progress, review\nask('TRY-*')",
    "ask(test='pre')",
    "ask(pool=['TRY-2', 'NEW-9'], n=2)",
    "review()",
    "progress()",
]


@pytest.fixture(scope="module")
def jupyter(browser, tmp_path_factory):
    """A JupyterLab with the sample bank, and twelve questions answered some weeks ago."""
    lab = study(tmp_path_factory.mktemp("study"))
    quizzes.bank(lab.course / "exercises" / "bank")
    project.write(lab.course, NAME, CELLS)
    names = [
        f"IMP-{n}" for n in ("1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "4.1", "4.2", "5.1", "5.2")
    ]
    versions = _versions(names)
    with Record(lab.record) as record:
        for days, name in enumerate([*names, "OLD-9.1", "NEW-9.1"], 20):
            made = record.new_event(name, versions.get(name, 1), "a", 1.0, "sure")
            record.append({**made, "at": int(time.time() * 1000) - days * DAY})
    yield lab
    lab.stop()


def _versions(names):
    from exercises.items.bank import bank

    return {name: bank().raw(name)["version"] for name in names}


@pytest.fixture
def learner(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


def choose(part, name):
    part.locator(f'[data-option="{name}"]').click()
    part.get_by_role("button", name="Check my answer").click()


def test_a_sitting(learner, jupyter):
    open_chapter(learner, jupyter, NAME)
    run_all(learner, ".nl-work-frame svg.nl-bar")
    expect(learner.locator("text=Traceback")).to_have_count(0)
    groups = learner.locator(".nl-quiz[role=group]")
    expect(groups).to_have_count(4)

    quiz = groups.nth(0)
    words = quiz.locator(".nl-score [role=status]")
    expect(words).to_have_text("None of 3 answered yet.")
    first = quiz.locator('[data-item="TRY-1.1"]')
    choose(first, "b")
    expect(first).to_have_attribute("data-state", "saved")
    expect(words).to_have_text("0 of 1 right at first attempt; 2 still to answer.")
    expect(quiz.locator(".nl-score")).to_contain_text("Question 1: Which is the first letter")

    test = groups.nth(1)
    for name in PRE[:-1]:
        one = test.locator(f'[data-item="{name}"]')
        choose(one, "a")
        expect(one).to_have_attribute("data-state", "saved")
        expect(one.locator(".nl-explain")).to_be_hidden()
        expect(one.locator(".nl-feedback:visible")).to_have_count(0)
        expect(one).to_be_focused()
    choose(test.locator(f'[data-item="{PRE[-1]}"]'), "b")
    expect(test.locator(".nl-explain:visible")).to_have_count(len(PRE))
    expect(test.locator(".nl-score")).to_contain_text("2 of 3 right at first attempt.")

    drawn = groups.nth(2).locator("[data-item]")
    expect(drawn).to_have_count(2)
    names = drawn.evaluate_all("(parts) => parts.map((part) => part.dataset.item)")

    # Twelve are due, ten are shown; the button brings the rest, and the focus goes with them.
    due = groups.nth(3)
    expect(due.locator("[data-item]:visible")).to_have_count(10)
    expect(due.locator(".nl-quiz-head")).to_have_text("Due today: 12 questions")
    due.get_by_role("button", name="Show 2 more").click()
    expect(due.locator("[data-item]:visible")).to_have_count(12)
    eleventh = due.locator("[data-item]").nth(10)
    expect(eleventh).to_be_focused()
    old = due.locator('[data-item="OLD-9.1"]')
    choose(old, "a")
    expect(old).to_have_attribute("data-state", "saved")
    expect(due.locator(".nl-score [role=status]")).to_have_text(
        "1 of 1 right at first attempt; 11 still to answer."
    )

    work = learner.locator(".nl-work-frame")
    expect(work).to_contain_text("From 12 answers of which you said how sure you were.")
    line = work.locator("li", has_text="TRY-1")
    expect(line).to_contain_text("none of 2 answered")
    work.get_by_role("button", name="Look again").click()
    expect(line).to_contain_text("1 of 2 answered, 0 right")
    expect(work.locator("[role=status]")).to_have_text("Up to date.")
    for part in (".nl-work-frame", ".nl-quiz[role=group]"):
        assert violations(learner, part) == [], part

    # Run again: what was answered is off the list, and the draw is the same.
    run_all(learner, ".nl-work-frame svg.nl-bar")
    due = learner.locator(".nl-quiz[role=group]").nth(3)
    expect(due.locator(".nl-quiz-head")).to_have_text("Due today: 11 questions")
    again = learner.locator(".nl-quiz[role=group]").nth(2).locator("[data-item]")
    assert again.evaluate_all("(parts) => parts.map((part) => part.dataset.item)") == names


def test_the_morning_after(learner, jupyter):
    """Without a kernel the saved outputs show the score, the draw and the map as plain HTML."""
    open_chapter(learner, jupyter, NAME)
    run_all(learner, ".nl-work-frame svg.nl-bar")
    learner.keyboard.press("Control+s")
    learner.wait_for_timeout(1500)
    restart_kernel(learner)
    learner.reload()
    expect(learner.locator(".nl-quiz.nl-paper").first).to_be_visible(timeout=60_000)
    expect(learner.locator("text=/model not found/i")).to_have_count(0)
    expect(learner.locator(".nl-quiz.nl-paper .nl-score").first).to_contain_text(
        "right at first attempt"
    )
    expect(learner.locator(".nl-work").last).to_contain_text("answered")

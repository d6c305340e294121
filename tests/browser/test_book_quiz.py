"""Questions asked together in a built book: quiz, pool, warm-up, the two tests and the checklist."""

import json
import re
import threading
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from exercises.publish import server
from tests.book import project, quizzes
from tests.book.quizzes import CHECKLIST, POST, PRE, QUIZ, TESTS
from tests.browser.axe import violations
from tests.browser.book import alive, at_peace, button, events, question, state, visit
from tests.browser.book_questions import CHECK, choose, tab_to
from tests.browser.conftest import Watched

DAY = 86_400_000


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a book built from the sample bank."""
    folder = tmp_path_factory.mktemp("sample")
    done = project.build(quizzes.copy(folder / "course"), folder / "site")
    assert done.returncode == 0, done.stdout[-3000:]
    with server(folder / "site", 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def event(item: str, number: int, days_ago: float = 0, score: float = 1, **more: object) -> dict:
    """An answer given some days ago."""
    at = int(time.time() * 1000 - days_ago * DAY)
    made = {"id": f"00000000-0000-4000-8000-{number:012d}", "item": item, "version": 1, "at": at}
    made |= {"response": "a" if score else "b", "score": score, "confidence": None, "ms": 1000}
    return made | more


def remember(page: Page, site: str, given: list[dict]) -> None:
    """Put answers into the browser's storage, as though they had been given."""
    page.goto(f"{site}/index.html")
    page.evaluate(
        "(events) => events.forEach((e) => localStorage.setItem(`nl:event:${e.id}`, JSON.stringify(e)))",
        given,
    )


def quiz(page: Page, kind: str) -> Locator:
    """The questions that are asked together in a way."""
    return page.locator(f'[data-quiz="{kind}"]')


def asked(part: Locator) -> list[str]:
    """The ids of the questions in a quiz, in their order."""
    return part.locator("[data-item]").evaluate_all("(parts) => parts.map((p) => p.dataset.item)")


def scored(part: Locator, words: str | re.Pattern[str]) -> None:
    """Wait until the score says these words."""
    expect(part.locator(".nl-score-words")).to_have_text(words)


def test_a_quiz_keeps_its_score(watched: Watched, page: Page, sample: str):
    visit(page, sample + QUIZ)
    part = quiz(page, "all")
    # The questions of the tests are not in it.
    assert asked(part) == ["TRY-1.1", "TRY-1.2", "TRY-2.1"]
    assert not {*PRE, *POST} & set(asked(part))
    scored(part, "None of 3 answered yet.")
    expect(part.locator(".nl-score-words")).to_have_attribute("role", "status")
    first = part.locator('[data-item="TRY-1.1"]')
    choose(first, "b")
    state(first, "saved")
    scored(part, "0 of 1 right at first attempt; 2 still to answer.")
    # A second attempt changes nothing: it is the first that counts.
    button(first, "Try again").click()
    choose(first, "a")
    state(first, "saved")
    scored(part, "0 of 1 right at first attempt; 2 still to answer.")
    for name in ("TRY-1.2", "TRY-2.1"):
        choose(part.locator(f'[data-item="{name}"]'), "a")
    scored(part, "2 of 3 right at first attempt.")
    counts = part.locator(".nl-score li").all_inner_texts()
    assert counts[:2] == ["TRY-1: 1 of 2 right", "TRY-2: 1 of 1 right"]
    again = part.locator(".nl-score button")
    expect(again).to_have_text(
        "Question 1: Which is the first letter, asks TRY-1.1? It is asked at …"
    )
    again.click()
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()
    page.reload()
    alive(page)
    scored(quiz(page, "all"), "2 of 3 right at first attempt.")
    at_peace(watched)


def test_a_pool_is_drawn_for_the_day(watched: Watched, page: Page, sample: str):
    visit(page, sample + QUIZ)
    part = quiz(page, "pool")
    expect(part.locator(".nl-quiz-head")).to_have_text(
        re.compile(r"3 questions, drawn for today from")
    )
    drawn = asked(part)
    assert len(drawn) == len(set(drawn)) == 3
    assert not {*PRE, *POST} & set(drawn)
    expect(part.locator("details.nl-rest")).to_have_count(0)
    one = part.locator(f'[data-item="{drawn[0]}"]')
    if one.get_attribute("data-type") == "choice":
        one.locator("[data-option]").first.click()
        button(one, CHECK).click()
        state(one, "saved")
        scored(part, re.compile(r"of 1 right at first attempt; 2 still to answer"))
    page.reload()
    alive(page)
    assert asked(quiz(page, "pool")) == drawn, "the draw changed within the day"
    # Another reader draws by their own lot.
    others = set()
    for number in range(6):
        page.evaluate(
            "(seed) => { localStorage.clear(); localStorage.setItem('nl:seed', seed); }",
            f"s{number}",
        )
        page.reload()
        alive(page)
        others.add(tuple(asked(quiz(page, "pool"))))
    assert len(others) > 1
    at_peace(watched)


def test_a_pool_brings_what_is_due_and_what_is_new_before_the_rest(page: Page, sample: str):
    # Of the pool all but three were answered yesterday, and are not due.
    visit(page, sample + QUIZ)
    pool = page.evaluate(
        "() => fetch('../course/outline.json').then((r) => r.json()).then(({ items }) =>"
        " Object.fromEntries(Object.entries(items).map(([n, { back, version }]) => [n, back && version])"
        ".filter(([n, version]) => version && /^(TRY-1|NEW-9|IMP-5)\\.|OLD-9|PSA/.test(n))))"
    )
    new, late = {"NEW-9.1", "TRY-1.2"}, "NEW-9.2"
    known = [n for n in pool if n not in new | {late}]
    given = [event(n, i, 1, confidence="sure", version=pool[n]) for i, n in enumerate(known)]
    remember(page, sample, [*given, event(late, 99, 400)])
    visit(page, sample + QUIZ)
    part = quiz(page, "pool")
    assert set(asked(part)) == new | {late}
    # It is asked anew: what was answered a year ago does not stand there.
    state(part.locator(f'[data-item="{late}"]'), "ready")
    scored(part, "None of 3 answered yet.")


def test_a_warm_up_stands_as_named_until_something_is_due(
    watched: Watched, page: Page, sample: str
):
    visit(page, sample + QUIZ)
    assert asked(quiz(page, "warmup")) == ["OLD-9.1", "TRY-1.1"]
    # Due: one of chapter 01, which is earlier, and one of chapter 08, which is not.
    remember(page, sample, [event("TRY-2.1", 1, 30), event("NEW-9.1", 2, 60)])
    visit(page, sample + QUIZ)
    part = quiz(page, "warmup")
    assert asked(part) == ["TRY-2.1", "OLD-9.1"]
    called = part.locator('[data-item="TRY-2.1"]')
    state(called, "ready")
    expect(called.locator(".nl-prompt")).to_contain_text("asks TRY-2.1")
    choose(called, "a")
    state(called, "saved")
    page.reload()
    alive(page)
    part = quiz(page, "warmup")
    assert asked(part) == ["TRY-2.1", "OLD-9.1"], "the warm-up changed within the day"
    state(part.locator('[data-item="TRY-2.1"]'), "saved")
    at_peace(watched)


def test_a_test_tells_the_verdict_and_nothing_more_until_its_end(
    watched: Watched, page: Page, sample: str
):
    visit(page, sample + TESTS)
    part = quiz(page, "pre")
    assert asked(part) == PRE
    expect(part).to_have_class(re.compile("is-closed"))
    for number, name in enumerate(PRE[:-1], 1):
        one = question(page, name)
        choose(one, "b" if number == 1 else "a")
        state(one, "saved")
        expect(one.locator(".nl-verdict:not(:empty)")).to_be_visible()
        expect(one.locator(".nl-feedback:visible, .nl-explain:visible")).to_have_count(0)
        expect(one.get_by_role("button", name="Try again")).to_be_hidden()
        # The focus stays at the question, for the button that would take it is not there.
        expect(one).to_be_focused()
    scored(part, "1 of 2 right at first attempt; 1 still to answer.")
    page.reload()
    alive(page)
    expect(question(page, PRE[0]).locator(".nl-explain:visible")).to_have_count(0)
    choose(question(page, PRE[-1]), "a")
    scored(quiz(page, "pre"), "2 of 3 right at first attempt.")
    expect(quiz(page, "pre")).not_to_have_class(re.compile("is-closed"))
    for name in PRE:
        expect(question(page, name).locator(".nl-explain")).to_be_visible()
    expect(quiz(page, "pre").locator(".nl-score")).to_contain_text(
        "0 of 3 questions of the post-test"
    )
    for name in POST:
        choose(question(page, name), "a")
        state(question(page, name), "saved")
    words = "2 of 3 right before the course, 3 of 3 after it. You gained 100 per cent"
    expect(quiz(page, "post").locator(".nl-score")).to_contain_text(words)
    page.goto(f"{sample}/progress.html")
    expect(page.locator(".nl-work")).to_contain_text(words)
    expect(page.locator(".nl-work a[href*='doi.org']")).to_have_text("Hake (1998)")
    at_peace(watched)


def test_a_test_by_keys_alone(page: Page, sample: str):
    visit(page, sample + TESTS)
    for name in PRE:
        one = question(page, name)
        tab_to(page, one.locator('[data-option="a"]'))
        page.keyboard.press("Enter")
        tab_to(page, button(one, CHECK))
        page.keyboard.press("Enter")
        state(one, "saved")
        page.wait_for_timeout(120)
        assert page.evaluate("document.activeElement !== document.body"), "the focus was lost"
    scored(quiz(page, "pre"), "3 of 3 right at first attempt.")


def test_the_checklist_fills_itself(watched: Watched, page: Page, sample: str):
    visit(page, sample + CHECKLIST)
    expect(page.locator(".nl-sofar")).to_have_count(0)
    choose(question(page, "TRY-1.1"), "a")
    line = page.locator("main ul > li", has_text="TRY-1")
    expect(line.locator(".nl-sofar")).to_have_text("1 of 2 answered, 1 right")
    expect(line).to_have_class(re.compile("is-begun"))
    choose(question(page, "TRY-1.2"), "b")
    expect(line.locator(".nl-sofar")).to_have_text("2 of 2 answered, 1 right")
    button(question(page, "TRY-1.2"), "Try again").click()
    choose(question(page, "TRY-1.2"), "a")
    expect(line.locator(".nl-sofar")).to_have_text("2 of 2 answered, 2 right: done")
    expect(line).to_have_class(re.compile("is-done"))
    expect(page.locator("main ul > li", has_text="OLD-9").locator(".nl-sofar")).to_have_count(0)
    page.reload()
    expect(line.locator(".nl-sofar")).to_have_text("2 of 2 answered, 2 right: done")
    at_peace(watched)


def test_without_scripts_all_questions_stand(browser, sample: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sample + QUIZ)
    pool = quiz(page, "pool")
    expect(pool.locator("[data-item]:visible")).to_have_count(3)
    expect(pool.locator("details.nl-rest > summary")).to_have_text(
        re.compile("All other questions")
    )
    expect(page.locator(".nl-score:visible")).to_have_count(0)
    expect(page.locator("[data-review]")).to_contain_text("needs JavaScript")
    page.goto(f"{sample}/review.html")
    expect(page.locator("[data-review]")).to_contain_text("needs JavaScript")
    context.close()


def test_a_broken_module_leaves_questions_that_mark_themselves(page: Page, sample: str):
    page.route("**/page-quiz.js", lambda route: route.abort())
    page.goto(sample + TESTS)
    one = question(page, PRE[0])
    choose(one, "a")
    state(one, "saved")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, sample: str, scheme: str):
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(20_000)
    for address, kinds in ((QUIZ, ("all", "warmup")), (TESTS, ("pre",))):
        visit(page, sample + address)
        assert violations(page) == []
        for kind in kinds:
            for one in quiz(page, kind).locator("[data-item]").all():
                if one.get_attribute("data-state") == "ready":
                    choose(one, "b")
                    state(one, "saved")
        assert violations(page) == [], address
    context.close()


def test_answers_of_a_quiz_are_plain_events(page: Page, sample: str):
    visit(page, sample + TESTS)
    choose(question(page, PRE[0]), "c")
    state(question(page, PRE[0]), "saved")
    (kept,) = events(page)
    assert json.loads(json.dumps(kept))["item"] == PRE[0]
    assert (kept["response"], kept["score"]) == ("c", 0)

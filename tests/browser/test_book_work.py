"""The Review page and the Progress page of the book, from what is in the browser's storage."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from exercises.items.outline import outline, returning
from exercises.record.review import day, due, schedule
from tests.browser.axe import violations
from tests.browser.book import CHAPTER, alive, at_peace, button, events, question, state, visit
from tests.browser.book_questions import choose, declared, tab_to
from tests.browser.conftest import Watched

REVIEW, PROGRESS = "/review.html", "/progress.html"
DAY = 86_400_000
KNOWN = outline()


def event(item: str, number: int, days_ago: int, score: float = 1, sure: str | None = None) -> dict:
    """An answer given some days ago, to the question as it is now."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "item": item,
        "version": KNOWN["items"][item]["version"],
        "at": int(time.time() * 1000) - days_ago * DAY,
        "response": "a",
        "score": score,
        "confidence": sure,
        "ms": 1000,
    }


def remember(page: Page, site: str, given: list[dict]) -> None:
    """Put answers into the browser's storage, as though they had been given."""
    page.goto(f"{site}/index.html")
    page.evaluate(
        "(events) => events.forEach((e) => localStorage.setItem(`nl:event:${e.id}`, JSON.stringify(e)))",
        given,
    )


def reviewing(page: Page, site: str, number: int) -> None:
    """Open the Review page, and wait until so many questions can be answered."""
    page.goto(site + REVIEW)
    expect(page.locator("[data-review] [data-item]:visible")).to_have_count(number)
    alive(page)


def shown(page: Page) -> list[str]:
    """The ids of the questions in the review that are to be seen, in their order."""
    return page.locator("[data-review] [data-item]:visible").evaluate_all(
        "(parts) => parts.map((p) => p.dataset.item)"
    )


def choices(number: int) -> list[str]:
    """Questions that pick one option and may come back."""
    found = [n for n in returning(KNOWN) if KNOWN["items"][n]["type"] == "choice"]
    assert len(found) >= number
    return found[:number]


def right(name: str) -> str:
    """The option that is right."""
    return next(o["id"] for o in declared(name)["options"] if o["right"])


def test_a_newcomer_is_told_what_the_review_is_for(watched: Watched, page: Page, site: str):
    page.goto(site + REVIEW)
    expect(page.locator("[data-review]")).to_contain_text("Nothing to review yet")
    page.goto(site + PROGRESS)
    expect(page.locator("[data-progress]")).to_contain_text("none of")
    expect(page.locator("[data-progress]")).to_contain_text("of 0 answers so far. From 10 on")
    at_peace(watched)


def test_what_is_due_is_asked_anew_and_most_overdue_first(watched: Watched, page: Page, site: str):
    one, two, three = choices(3)
    given = [event(one, 1, 20), event(two, 2, 40), event(three, 3, 0)]
    remember(page, site, given)
    reviewing(page, site, 2)
    expected = [
        r.item for r in due(schedule(given, returning(KNOWN)), day(int(time.time() * 1000)))
    ]
    assert shown(page) == expected == [two, one]
    expect(page.locator("[data-review] > p")).to_have_text("Due today: 2 questions")
    score = page.locator(".nl-score-words")
    expect(score).to_have_text("None of 2 answered yet.")
    for name in expected:
        state(question(page, name), "ready")
    choose(question(page, two), right(two))
    state(question(page, two), "saved")
    expect(score).to_have_text("1 of 1 right at first attempt; 1 still to answer.")
    wrong = next(o["id"] for o in declared(one)["options"] if not o["right"])
    choose(question(page, one), wrong)
    expect(score).to_have_text("1 of 2 right at first attempt.")
    expect(page.locator(".nl-score")).to_contain_text(
        "That is all for today. Nothing is due today. Next:"
    )
    # What was wrong comes back tomorrow; and the page says so, with the day.
    page.reload()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    words = page.locator("[data-review] > p")
    expect(words).to_have_text(re.compile(r"Nothing is due today\. Next: \d+ questions? on"))
    expect(words).to_contain_text(f"{tomorrow:%A} {tomorrow.day} {tomorrow:%B %Y}")
    # The page and Python agree on when.
    after = due(schedule(events(page), returning(KNOWN)), day(int(time.time() * 1000)) + 1)
    assert one in [r.item for r in after]
    at_peace(watched)


def test_ten_at_a_time_by_keys_alone(page: Page, site: str):
    names = list(returning(KNOWN))[:13]
    remember(page, site, [event(n, i, 100 + i) for i, n in enumerate(names)])
    reviewing(page, site, 10)
    more = page.get_by_role("button", name="Show 3 more")
    tab_to(page, more)
    page.keyboard.press("Enter")
    expect(page.locator("[data-review] [data-item]")).to_have_count(13)
    expect(more).to_be_hidden()
    alive(page)
    # Keys go on from the first of those that have come.
    assert page.evaluate("document.activeElement.dataset.item") == shown(page)[10]
    expect(page.locator(".nl-score-words")).to_have_text("None of 13 answered yet.")


def test_answers_brought_from_a_file_are_reviewed(page: Page, site: str, tmp_path: Path):
    page.goto(site + REVIEW)
    expect(page.locator("[data-review]")).to_contain_text("Nothing to review yet")
    (name,) = choices(1)
    file = tmp_path / "answers.json"
    held = {"format": "new-localism-record", "version": 1, "events": [event(name, 1, 30)]}
    file.write_text(json.dumps(held), encoding="utf-8")
    page.locator("#nl-import").set_input_files(file)
    expect(page.locator("[data-review] > p")).to_have_text("Due today: 1 question")
    state(question(page, name), "ready")


def test_a_question_that_is_gone_or_has_changed_is_not_asked(page: Page, site: str):
    one, two = choices(2)
    gone = event(one, 1, 30) | {"item": "XYZ-9.9"}
    changed = event(two, 2, 30) | {"version": 99}
    remember(page, site, [gone, changed])
    page.goto(site + REVIEW)
    expect(page.locator("[data-review]")).to_contain_text("Nothing to review yet")


def test_progress_by_outcome_calibration_and_no_test(watched: Watched, page: Page, site: str):
    sure, guess = choices(2)
    given = [event(sure, n, 30 - n, sure="sure") for n in range(8)]
    given += [event(guess, 50 + n, 30 - n, n % 2, "guess") for n in range(4)]
    remember(page, site, given)
    page.goto(site + PROGRESS)
    part = page.locator("[data-progress]")
    outcome = KNOWN["items"][sure]["outcome"]
    line = part.locator("li", has_text=outcome)
    total = sum(e["outcome"] == outcome for e in KNOWN["items"].values())
    expect(line).to_contain_text(f"of {total} answered")
    full, frame = [
        float(line.locator(f"svg.nl-bar rect:nth-child({n})").get_attribute("width"))
        for n in (2, 3)
    ]
    assert 0 < full <= frame
    # What the bar shows is told to those who cannot see it, from the same number.
    name = line.get_by_role("img").get_attribute("aria-label")
    held = float(re.fullmatch(rf"Expected right today: ([\d.]+) of {total}\.", name)[1])
    assert held == pytest.approx(full / frame * total, abs=0.06)
    expect(part).to_contain_text("From 12 answers of which you said how sure you were.")
    expect(part).to_contain_text("When you were sure, 8 of 8 answers were right.")
    expect(part).to_contain_text("When you guessed, 2 of 4 answers were right.")
    expect(part).to_contain_text("When you thought so, there is no answer yet.")
    if not KNOWN["tests"]["pre"]:
        expect(part.get_by_role("heading", name="Before and after")).to_have_count(0)
    assert "streak" not in page.inner_text("main").lower()
    # A chapter that has a page is linked.
    link = part.get_by_role("link", name=re.compile("Improving on paper"))
    assert link.get_attribute("href").endswith("/notebooks/06-improving-on-paper.html")
    at_peace(watched)


def test_only_the_pages_that_schedule_load_the_library(page: Page, site: str):
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    names = choices(2)
    remember(page, site, [event(names[0], 1, 0)])
    visit(page, site + "/glossary.html")
    assert not [
        u for u in fetched if re.search(r"ts-fsrs|questions/|page-(quiz|review|progress)", u)
    ]
    fetched.clear()
    page.evaluate("localStorage.clear()")
    visit(page, site + CHAPTER)
    assert not [u for u in fetched if re.search(r"ts-fsrs|questions/|outline[.]json", u)]
    remember(page, site, [event(names[0], 1, 30)])
    fetched.clear()
    reviewing(page, site, 1)
    assert sum("ts-fsrs.mjs" in u for u in fetched) == 1
    assert sum("outline.json" in u for u in fetched) == 1
    assert sum("questions/" in u for u in fetched) == 1


def test_a_part_that_cannot_be_fetched_is_said(page: Page, site: str):
    page.route("**/ts-fsrs.mjs", lambda route: route.abort())
    remember(page, site, [event(choices(1)[0], 1, 30)])
    for address in (REVIEW, PROGRESS):
        page.goto(site + address)
        expect(page.locator("main")).to_contain_text("part of the site could not be fetched")
        expect(page.locator("[data-review], [data-progress]")).to_have_attribute(
            "data-state", "failed"
        )


def test_two_tabs(page: Page, site: str):
    (name,) = choices(1)
    remember(page, site, [event(name, 1, 30)])
    other = page.context.new_page()
    page.goto(site + PROGRESS)
    outcome = page.locator("[data-progress] li", has_text=KNOWN["items"][name]["outcome"])
    expect(outcome).to_contain_text("1 right")
    reviewing(other, site, 1)
    wrong = next(o["id"] for o in declared(name)["options"] if not o["right"])
    choose(question(other, name), wrong)
    state(question(other, name), "saved")
    expect(outcome).to_contain_text("0 right")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, site: str, scheme: str, width: int
):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    for address in (REVIEW, PROGRESS):
        page.goto(site + address)
        assert violations(page) == [], f"{address}, with nothing to show"
    names = choices(12)
    given = [event(n, i, 30 + i, i % 2, "sure") for i, n in enumerate(names)]
    remember(page, site, given)
    visit(page, site + PROGRESS)
    expect(page.locator(".nl-sure li")).to_have_count(3)
    assert violations(page) == [], PROGRESS
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reviewing(page, site, 10)
    assert violations(page) == [], REVIEW
    wrong = page.locator("[data-review] [data-item]").first
    wrong.locator("[data-option]").first.click()
    button(wrong, "Check my answer").click()
    state(wrong, "saved")
    assert violations(page) == [], f"{REVIEW}, answered"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_text_twice_as_large(page: Page, site: str):
    page.set_viewport_size({"width": 640, "height": 900})
    remember(page, site, [event(n, i, 30) for i, n in enumerate(choices(3))])
    for address in (REVIEW, PROGRESS):
        visit(page, site + address)
        page.add_style_tag(content="html { font-size: 200% }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, address


def test_on_paper_the_map_is_drawn(page: Page, site: str):
    remember(page, site, [event(n, i, 3) for i, n in enumerate(choices(3))])
    page.goto(site + PROGRESS)
    expect(page.locator("svg.nl-bar").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("svg.nl-bar").first).to_be_visible()
    bar = page.locator("svg.nl-bar").first
    assert bar.evaluate("(node) => getComputedStyle(node).printColorAdjust") == "exact"

"""The writing task in the page: nothing typed is lost, and the answers come after one's own."""

import re

from playwright.sync_api import expect

ITEM = '[data-item="IMP-4.4"]'
OWN = "Ratings rose and satisfaction fell, and the dates do not fit. " * 12


def open_task(page, site):
    page.goto(f"{site}/notebooks/06-improving-on-paper.html")
    task = page.locator(ITEM)
    task.locator("textarea").scroll_into_view_if_needed()
    return task


def test_the_answers_come_after_ones_own_and_all_is_kept(watched, site):
    page = watched.page
    task = open_task(page, site)
    pad = task.get_by_label("Your argument")
    button = task.locator(".nl-button-main")

    pad.fill("Too short to be an argument.")
    button.click()
    expect(task.locator("[role=status]")).to_contain_text("more words first")
    expect(task.locator(".nl-models")).to_be_hidden()

    pad.fill(OWN)
    expect(task.locator(".nl-count")).to_contain_text(
        re.compile(r"13\d words|14\d words|132 words")
    )
    button.click()
    expect(task.locator(".nl-models")).to_be_visible()
    expect(task.locator(".nl-model")).to_have_count(2)
    expect(button).to_have_text("Keep my text and rating")

    # Left half way: text and place are there after a reload.
    page.reload()
    pad = page.locator(ITEM).get_by_label("Your argument")
    expect(pad).to_have_value(OWN)
    expect(task.locator(".nl-models")).to_be_visible()

    task.locator(".nl-button-main").click()
    expect(task.locator("[role=status]")).to_contain_text("Rate 5 more lines")
    for line in task.locator(".nl-rubric-line").all():
        line.get_by_label("partly").check()
    task.locator(".nl-button-main").click()
    expect(task).to_have_attribute("data-state", "saved")
    expect(task.locator(".nl-feedback")).to_contain_text("0 of 5 things fully")

    page.reload()
    expect(task).to_have_attribute("data-state", "saved")
    expect(page.locator(ITEM).get_by_label("Your argument")).to_have_value(OWN)

    # Trying again goes on from the text; it does not wipe it.
    task.get_by_role("button", name="Try again").click()
    expect(page.locator(ITEM).get_by_label("Your argument")).to_have_value(OWN)
    page.locator(ITEM).get_by_label("Your argument").press("End")
    page.locator(ITEM).get_by_label("Your argument").type(" More.")
    page.reload()
    expect(page.locator(ITEM).get_by_label("Your argument")).to_have_value(re.compile("More"))
    assert watched.outside == [] and watched.errors == []


def test_what_is_typed_is_text(watched, site):
    page = watched.page
    task = open_task(page, site)
    payload = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script> "
    task.get_by_label("Your argument").fill(payload * 30)
    task.locator(".nl-button-main").click()
    for line in task.locator(".nl-rubric-line").all():
        line.get_by_label("fully").check()
    task.locator(".nl-button-main").click()
    expect(task).to_have_attribute("data-state", "saved")
    page.reload()
    expect(task).to_have_attribute("data-state", "saved")
    assert "owned" not in page.title()
    assert page.locator(f"{ITEM} img").count() == 0


def test_tasks_in_code_stand_in_the_book_with_their_solutions_folded(watched, site):
    page = watched.page
    page.goto(f"{site}/notebooks/06-improving-on-paper.html")
    tasks = page.locator("[data-task]")
    expect(tasks).to_have_count(2)
    solution = tasks.first.get_by_text("A solution")
    expect(tasks.first.locator("pre")).to_be_hidden()
    solution.click()
    expect(tasks.first.locator("pre")).to_be_visible()
    expect(tasks.first.locator("pre")).to_contain_text("answer =")

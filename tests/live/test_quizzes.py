"""Several questions asked as one, review() and progress(), as Jupyter and the book get them."""

import json
import re
import time

import pytest

from exercises import ask, faces, progress, review
from exercises.items import bank as banks
from exercises.items.bank import Bank, BankError
from exercises.items.outline import outline, returning
from exercises.live import contents, progressing, quizzes, reviewing
from exercises.live.question_widget import QuestionWidget
from exercises.live.quizzes import Quiz
from exercises.record.mine import my_record
from exercises.record.review import DAY, Review
from tests.book.quizzes import POST, PRE
from tests.book.quizzes import bank as sample_bank


@pytest.fixture(autouse=True)
def learner(tmp_path, monkeypatch):
    """A record of their own, and the sample bank in place of the course's."""
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path / "record"))
    monkeypatch.delenv(faces.STATIC, raising=False)
    sample_bank(tmp_path / "bank")
    monkeypatch.setattr(banks, "BANK", tmp_path / "bank")
    monkeypatch.setattr(banks, "_shared", None)
    monkeypatch.setattr(Bank.__init__, "__defaults__", (tmp_path / "bank",))


@pytest.fixture
def building(monkeypatch):
    monkeypatch.setenv(faces.STATIC, "static")


def answered(item, days_ago=0, response="a", score=None, confidence=None):
    score = float(response == "a") if score is None else score
    event = my_record().new_event(item, 1, response, score, confidence)
    at = int(time.time() * 1000) - days_ago * DAY
    my_record().append({**event, "at": at})


def ids(question):
    return [item["id"] for item in question.items]


def drawn(question):
    return [item["id"] for item in question.quiz.asked(question.items)]


def test_a_pattern_makes_a_quiz_and_leaves_out_what_is_kept_for_the_tests():
    assert ids(ask("TRY-*")) == ["TRY-1.1", "TRY-1.2", "TRY-2.1"]
    assert ask("TRY-*").quiz.kind == "all"
    assert ask("TRY-1.1", "TRY-1.2").quiz is None
    # By its own name anything can be looked at.
    assert ids(ask(PRE[0])) == [PRE[0]]
    with pytest.raises(BankError, match=r"No question in the bank matches 'TRY-1\.3\*'"):
        ask("TRY-1.3*")


def test_a_pool_is_an_outcome_a_chapter_a_pattern_an_id_or_a_list():
    assert ids(ask(pool="TRY-1")) == ["TRY-1.1", "TRY-1.2"]
    assert ids(ask(pool="01")) == ["TRY-1.1", "TRY-1.2", "TRY-2.1"]
    assert ids(ask(pool=["02", "TRY-2.1", "NEW-*", "NEW-9.1"])) == [
        "OLD-9.1", "TRY-2.1", "NEW-9.1", "NEW-9.2",
    ]  # fmt: skip
    shown = ask(pool=["01", "08"], n=2)
    assert len(drawn(shown)) == 2
    assert drawn(shown) == drawn(ask(pool=["01", "08"], n=2))
    assert shown.quiz.head == "2 questions, drawn for today from 5"
    assert ask(pool="TRY-1", n=9).quiz.head == "2 questions"


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: ask("TRY-1.1", pool="01"), "one way at a time"),
        (lambda: ask("TRY-1.1", n=2), "needs a pool"),
        (lambda: ask(warmup=True), "Name the questions of the warm-up"),
        (lambda: ask(pool="01", n=0), "a whole number from 1, not 0"),
        (lambda: ask(pool="01", n=True), "a whole number from 1, not True"),
        (lambda: ask(pool="99"), "No question can be drawn from '99'"),
        (lambda: ask(pool="TRY-1.3"), "No question can be drawn from 'TRY-1.3'"),
        (lambda: ask(pool=[1]), "named by text"),
        (lambda: ask(test="mid"), "none named 'mid'"),
    ],
)
def test_what_does_not_go_together_is_said(call, says):
    with pytest.raises(BankError, match=re.escape(says)):
        call()


def test_the_draw_stands_for_the_day_and_begins_with_what_is_due_or_new():
    every = list(returning(outline()))
    new, late = every[:2], every[2]
    for name in every[3:]:
        answered(name, days_ago=1, confidence="sure")
    answered(late, days_ago=300)
    pool = ask(pool=every, n=3)
    first = drawn(pool)
    assert set(first) == {*new, late}
    answered(next(name for name in first if name != late))
    assert drawn(pool) == first, "an answer of today changed the draw"
    answered(late)
    html = pool._repr_mimebundle_()["text/html"]
    assert html.count("<section") == 4
    assert "2 of 2 right at first attempt; 1 still to answer." in html


def test_a_warm_up_is_as_named_until_something_earlier_is_due():
    named = ask("OLD-9.1", "TRY-1.1", warmup=True)
    assert drawn(named) == ["OLD-9.1", "TRY-1.1"]
    answered("TRY-2.1", days_ago=30)
    answered("NEW-9.1", days_ago=60)
    assert drawn(named) == ["TRY-2.1", "OLD-9.1"]
    # It is asked anew, and the declaration stays the author's.
    assert "your answer" not in named._repr_mimebundle_()["text/html"]
    assert ids(named) == ["OLD-9.1", "TRY-1.1"]


def test_three_faces_of_a_quiz():
    bundle = ask("TRY-1.*")._repr_mimebundle_()
    assert bundle[faces.WIDGET]["model_id"]
    assert bundle[faces.ITEM]["quiz"]["kind"] == "all"
    assert "None of 2 answered yet." in bundle["text/html"]
    json.dumps(bundle)


def test_the_book_gets_all_of_a_pool_and_nobodys_answers(building):
    answered("TRY-1.1")
    bundle = ask(pool="01", n=2)._repr_mimebundle_()
    assert faces.WIDGET not in bundle
    assert len(bundle[faces.ITEM]["items"]) == 3
    assert "your answer" not in bundle["text/html"]
    assert bundle["text/html"].count("data-item") == 2


def test_a_test_tells_the_verdict_alone_until_its_end():
    answered(PRE[0], response="b")
    html = ask(test="pre")._repr_mimebundle_()["text/html"]
    assert "✗ Not this." in html and "your answer" in html
    assert "Feedback" not in html and "The explanation" not in html
    assert "To look at again" not in html
    assert "0 of 1 right at first attempt; 2 still to answer." in html
    for name in PRE[1:]:
        answered(name)
    html = ask(test="pre")._repr_mimebundle_()["text/html"]
    assert "The explanation of TRY-1.3" in html and "Feedback b TRY-1.3" in html
    assert "0 of 3 questions of the post-test are answered" in html
    for name in POST:
        answered(name)
    html = ask(test="post")._repr_mimebundle_()["text/html"]
    assert "2 of 3 right before the course, 3 of 3 after it" in html


def test_an_answer_that_cannot_be_shown_does_not_break_a_test():
    answered(PRE[0], response="z", score=0.0)
    assert "cannot be shown" in ask(test="pre")._repr_mimebundle_()["text/html"]


def widget(question):
    asked = question.quiz.asked(question.items)
    return QuestionWidget(asked, {}, question.quiz)


def event(item, response="a"):
    return my_record().new_event(item, 1, response, float(response == "a"))


def test_the_score_follows_each_answer_that_is_kept():
    shown = widget(ask("TRY-1.*"))
    assert shown.quiz["words"] == "None of 2 answered yet."
    shown._receive(None, {"save": event("TRY-1.1", "b")}, None)
    assert shown.quiz["words"] == "0 of 1 right at first attempt; 1 still to answer."
    assert "Question 1: Which is the first letter" in shown.quiz["detail"]
    shown._receive(None, {"save": event("TRY-1.2")}, None)
    assert shown.quiz["words"] == "1 of 2 right at first attempt."
    test = widget(ask(test="pre"))
    assert test.quiz["closed"] is True
    for name in PRE:
        test._receive(None, {"save": event(name)}, None)
    assert test.quiz["closed"] is False
    assert "post-test" in test.quiz["detail"]


def test_what_an_item_says_is_inert_in_a_score(tmp_path):
    path = tmp_path / "bank" / "08-sample.yaml"
    text = path.read_text(encoding="utf-8")
    nasty = text.replace("asks NEW-9.1", "<img src=x onerror=alert(1)> NEW-9.1")
    path.write_text(nasty, encoding="utf-8")
    answered("NEW-9.1", response="b")
    html = ask("NEW-9.*")._repr_mimebundle_()["text/html"]
    assert "<img" not in html
    assert "<img" not in widget(ask("NEW-9.*")).quiz["detail"]


def test_the_review_shows_what_is_due_or_when_the_next_is():
    assert "Nothing to review yet" in repr(review())
    assert faces.WIDGET not in review()._repr_mimebundle_()
    answered("TRY-1.1")
    assert re.search(r"Nothing is due today\. Next: 1 question on \w+day \d", repr(review()))
    answered("TRY-1.2", days_ago=20, response="b")
    answered("OLD-9.1", days_ago=50)
    bundle = review()._repr_mimebundle_()
    assert [i["id"] for i in review().items] == ["OLD-9.1", "TRY-1.2"]
    assert bundle[faces.WIDGET]["model_id"] and faces.REVIEW in bundle
    assert "Due today: 2 questions" in bundle["text/html"]
    # They are asked anew.
    assert "your answer" not in bundle["text/html"]
    answered("TRY-1.2")
    assert [i["id"] for i in review().items] == ["OLD-9.1"]


def test_a_long_review_comes_in_parts(monkeypatch):
    monkeypatch.setattr(reviewing, "MOST", 3)
    monkeypatch.setattr(reviewing, "BATCH", 2)
    for days, name in enumerate(returning(outline()), 30):
        answered(name, days_ago=days)
    shown = review()
    assert len(shown.items) == 3
    assert "Due today: 6 questions" in shown.words
    html = shown._repr_mimebundle_()["text/html"]
    assert "3 more are due: run this cell again" in html
    assert html.count("data-item") == 2


def test_the_end_of_the_calendar_is_a_day_too():
    far = {"TRY-1.1": Review("TRY-1.1", 1, 9_000_000, 1.0, 1.0)}
    assert "a day beyond the calendar" in reviewing.words(far, 5)


def test_progress_has_three_faces_and_looks_again():
    answered("TRY-1.1")
    shown = progress()
    bundle = shown._repr_mimebundle_()
    assert bundle[faces.WIDGET]["model_id"] and faces.PROGRESS in bundle
    html = bundle["text/html"]
    assert "1 of 2 answered, 1 right" in html
    assert html.count("<svg") == len(outline()["chapters"]) + 1  # one chapter has two outcomes
    assert "TRY-1: 1 of 2 answered, 1 right" in bundle["text/plain"]
    assert "Hake (1998)" in html
    from exercises.live.progress_widget import ProgressWidget

    live = ProgressWidget(shown)
    answered("TRY-1.2")
    assert "2 of 2 answered" not in live.page
    live._receive(None, {"again": True}, None)
    assert "2 of 2 answered, 2 right" in live.page


def test_progress_without_a_record_or_tests(building, tmp_path):
    (tmp_path / "bank" / "tests.yaml").unlink()
    answered("TRY-1.1")
    html = progress()._repr_mimebundle_()["text/html"]
    assert "1 of 2 answered" not in html
    assert "Before and after" not in html


def test_a_record_that_cannot_be_read_breaks_nothing(monkeypatch, tmp_path):
    blocked = tmp_path / "a-file"
    blocked.write_text("x", encoding="utf-8")
    monkeypatch.setenv("LOCALISM_RECORD", str(blocked))
    for shown in (ask("TRY-1.*"), ask(pool="01", n=2), ask("OLD-9.1", warmup=True), progress()):
        assert shown._repr_mimebundle_()["text/html"]
    assert "Nothing to review yet" in repr(review())


def test_titles_come_from_the_notebooks():
    assert progressing.titles()["06"] == "06 · Improving on paper"


def test_a_saved_notebook_shows_the_draw_and_the_score_without_its_kernel():
    pool = ask(pool="01", n=2)
    data = json.loads(json.dumps(pool._repr_mimebundle_()))
    names = drawn(pool)
    answered(names[0])
    notebook = {"cells": [{"outputs": [{"data": data}]}], "metadata": {}}
    contents.refresh(notebook)
    html = data["text/html"]
    assert faces.WIDGET not in data
    assert html.count("data-item") == 2
    assert "1 of 1 right at first attempt; 1 still to answer." in html


def test_an_output_of_another_version_of_the_course_stands():
    data = {"text/html": "as it was", faces.ITEM: {"items": [], "quiz": {"colour": "red"}}}
    contents.refresh({"cells": [{"outputs": [{"data": data}]}], "metadata": {}})
    assert data["text/html"] == "as it was"
    gone = {
        "text/html": "as it was",
        faces.ITEM: {"items": [{"id": "X"}], "quiz": Quiz("pool", "x", n=1).declared()},
    }
    contents.refresh({"cells": [{"outputs": [{"data": gone}]}], "metadata": {}})
    assert gone["text/html"] == "as it was"


def test_days_are_utc(monkeypatch):
    monkeypatch.setattr(time, "time_ns", lambda: (20_000 * DAY - 1) * 1_000_000)
    assert quizzes.today() == 19_999

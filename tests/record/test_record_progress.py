"""What progress says: the same in Python and in the page, and what each figure means."""

import random

import pytest

from book.extensions.npm import ensure_packages
from exercises.paths import BOOK
from exercises.record import progress
from exercises.record.progress import at_first, calibration, gain, standing
from exercises.record.review import DAY
from tests.node import run_module

TODAY = 20_500


def entry(outcome, kind="choice", back=True, version=1):
    return {"chapter": "01", "outcome": outcome, "version": version, "type": kind, "back": back}


KNOWN = {
    "outcomes": {code: {"chapter": "01", "text": code} for code in ("TST-1", "TST-2", "TST-3")},
    "items": {
        **{f"TST-1.{n}": entry("TST-1") for n in (1, 2, 3)},
        "TST-1.4": entry("TST-1", version=2),
        "TST-2.1": entry("TST-2", "argue", back=False),
        "TST-2.2": entry("TST-2"),
        **{f"TST-2.{n}": entry("TST-2", back=False) for n in (5, 6, 7, 8)},
    },
    "tests": {"pre": ["TST-2.5", "TST-2.6"], "post": ["TST-2.7", "TST-2.8"]},
}


def answer(item, number, day=TODAY, score=1.0, confidence=None, version=1):
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "item": item,
        "version": version,
        "at": day * DAY + number,
        "response": "a",
        "score": score,
        "confidence": confidence,
        "ms": None,
    }


def history(seed):
    rng = random.Random(seed)
    names = [*KNOWN["items"], "TST-C1"]
    return [
        answer(
            rng.choice(names),
            number,
            TODAY - rng.randint(0, 90),
            rng.choice([0, 0.5, 1, 1]),
            rng.choice([None, "sure", "think", "guess"]),
            rng.choice([1, 1, 1, 2]),
        )
        for number in range(rng.randint(0, 60))
    ]


def test_both_say_the_same():
    histories = [history(seed) for seed in range(200)]
    script = """
    const progress = await import(INPUT.progress);
    const { order } = await import(INPUT.record);
    const fsrs = await import(INPUT.fsrs);
    print({
      texts: [progress.HELD, progress.GAIN, progress.HAKE],
      said: INPUT.histories.map((given) => {
        const events = order(given);
        const { rows, words } = progress.calibration(events, INPUT.known);
        return {
          standing: progress.standing(events, INPUT.known, INPUT.today, fsrs),
          calibration: [rows, words],
          gain: progress.gain(events, INPUT.known),
        };
      }),
    });
    """
    pages = BOOK / "pages"
    given = {
        "progress": (pages / "progress.js").as_uri(),
        "record": (pages / "record.js").as_uri(),
        "fsrs": (ensure_packages() / "ts-fsrs" / "dist" / "index.mjs").as_uri(),
        "histories": histories,
        "known": KNOWN,
        "today": TODAY,
    }
    page = run_module(script, given)
    assert page["texts"] == [progress.HELD, progress.GAIN, progress.HAKE]
    seen = set()
    for events, theirs in zip(histories, page["said"], strict=True):
        ours = list(standing(events, KNOWN, TODAY).values())
        held = [row.pop("held") for row in ours]
        assert [row.pop("held") for row in theirs["standing"]] == pytest.approx(held, abs=1e-6)
        assert theirs["standing"] == ours
        assert theirs["calibration"] == list(calibration(events, KNOWN))
        assert theirs["gain"] == gain(events, KNOWN)
        seen.add(bool(theirs["calibration"][0]))
        seen.add(theirs["gain"]["value"] is None)
    assert seen == {True, False}


def test_an_outcome_without_questions_is_left_out_and_tests_do_not_count():
    found = standing([], KNOWN, TODAY)
    assert list(found) == ["TST-1", "TST-2"]
    assert (found["TST-1"]["total"], found["TST-2"]["total"]) == (4, 2)
    assert found["TST-1"]["words"] == "none of 4 answered"
    assert standing([answer("TST-2.5", 1)], KNOWN, TODAY)["TST-2"]["answered"] == 0


def test_right_goes_by_the_last_answer_and_held_by_the_first_of_the_day():
    events = [answer("TST-1.1", 1, score=0), answer("TST-1.1", 2, score=1)]
    found = standing(events, KNOWN, TODAY)["TST-1"]
    assert found["words"] == "1 of 4 answered, 1 right"
    assert found["held"] == 0


def test_what_is_held_wears_down():
    events = [answer("TST-1.1", 1, TODAY - 2), answer("TST-1.2", 2, TODAY - 2, score=0)]
    soon = standing(events, KNOWN, TODAY - 2)["TST-1"]["held"]
    later = standing(events, KNOWN, TODAY)["TST-1"]["held"]
    assert soon == 1
    assert 0.8 < later < 1
    assert standing(events, KNOWN, TODAY + 400)["TST-1"]["held"] < 0.6


def test_an_answer_to_an_earlier_version_does_not_count():
    found = standing([answer("TST-1.4", 1, version=1)], KNOWN, TODAY)["TST-1"]
    assert found["answered"] == 0


def test_done_is_all_answered_and_right_but_what_is_rated_by_oneself():
    events = [answer("TST-2.1", 1, score=0.4), answer("TST-2.2", 2)]
    assert standing(events, KNOWN, TODAY)["TST-2"]["done"]
    assert not standing(events[:1], KNOWN, TODAY)["TST-2"]["done"]
    assert not standing([*events, answer("TST-2.2", 3, score=0)], KNOWN, TODAY)["TST-2"]["done"]
    assert standing(events, KNOWN, TODAY)["TST-2"]["held"] == pytest.approx(1.4)


def test_calibration_waits_for_ten_answers():
    nine = [answer("TST-1.1", n, TODAY - n, confidence="sure") for n in range(9)]
    rows, words = calibration(nine, KNOWN)
    assert rows == []
    assert words.startswith("You have said how sure you were of 9 answers so far. From 10 on")
    ten = [*nine, answer("TST-1.2", 10, TODAY, 0, "guess")]
    rows, words = calibration(ten, KNOWN)
    assert [(r["confidence"], r["right"], r["answered"]) for r in rows] == [
        ("sure", 9, 9),
        ("think", 0, 0),
        ("guess", 0, 1),
    ]
    assert rows[0]["words"] == "When you were sure, 9 of 9 answers were right."
    assert rows[1]["words"] == "When you thought so, there is no answer yet."
    assert words == "From 10 answers of which you said how sure you were."


def test_calibration_takes_the_first_answer_of_a_day_and_no_essay():
    events = [
        answer("TST-1.1", 1, score=0, confidence="sure"),
        answer("TST-1.1", 2, score=1, confidence="sure"),
        answer("TST-2.1", 3, confidence="sure"),
        answer("TST-1.4", 4, confidence="sure", version=1),
    ]
    assert "of 2 answers" in calibration(events, KNOWN)[1]


@pytest.mark.parametrize(
    ("pre", "post", "value", "says"),
    [
        ((0, 0), (1, 1), 1, "gained 100 per cent of what there was to gain"),
        ((0, 1), (1, 1), 1, "1 of 2 right before the course, 2 of 2 after it. You gained 100"),
        ((0, 0), (0, 1), 0.5, "You gained 50 per cent"),
        ((0, 1), (1, 0), 0, "You gained 0 per cent"),
        ((1, 1), (1, 1), None, "All was right before: nothing was left to gain"),
        ((1, 1), (0, 1), None, "All was right before"),
        ((0, 1), (0, 0), None, "Fewer were right after, so there is no gain"),
        ((0.9, 0), (1, 1), 1, "0 of 2 right before"),
    ],
)
def test_the_gain_of_two_tests(pre, post, value, says):
    names = KNOWN["tests"]["pre"] + KNOWN["tests"]["post"]
    events = [answer(n, i, score=s) for i, (n, s) in enumerate(zip(names, pre + post, strict=True))]
    # A later attempt changes nothing.
    events += [answer(name, 50 + i, score=1 - events[i]["score"]) for i, name in enumerate(names)]
    made = gain(events, KNOWN)
    assert made["value"] == value
    assert says in made["words"]


def test_there_is_no_gain_before_both_tests_are_done():
    events = [answer("TST-2.5", 1), answer("TST-2.6", 2)]
    assert at_first(events, KNOWN["tests"]["pre"], KNOWN) == (2, 2)
    assert "0 of 2 questions of the post-test are answered" in gain(events, KNOWN)["words"]
    assert "1 of 2 questions of the pre-test" in gain(events[:1], KNOWN)["words"]
    none = {**KNOWN, "tests": {"pre": [], "post": []}}
    assert gain(events, none) == {"value": None, "words": "The course has no pre-test yet."}


def test_who_skipped_the_pre_test_is_told_so():
    before, after = KNOWN["tests"]["pre"], KNOWN["tests"]["post"]
    post = [answer(name, 5 + i) for i, name in enumerate(after)]
    for done in ([], [answer(before[0], 1)]):
        made = gain(done + post, KNOWN)
        assert made["value"] is None
        assert made["words"].startswith(
            "2 of 2 right after the course. No finished pre-test is in this record."
        )
    # Taken on another device before it, and brought here after it, it counts as what it was.
    brought = gain(post + [answer(name, 1 + i, score=0) for i, name in enumerate(before)], KNOWN)
    assert brought["value"] == 1
    # Answered afterwards, it tells nothing of what the course gave.
    late = gain(post + [answer(name, 20 + i, score=0) for i, name in enumerate(before)], KNOWN)
    assert late["value"] is None
    assert (
        "0 of 2 right in the pre-test, 2 of 2 in the post-test. The pre-test was finished"
        in late["words"]
    )

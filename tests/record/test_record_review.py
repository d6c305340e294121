"""The review schedule: the rules for what counts, and the same due dates in Python and in the page."""

import random

import pytest
from fsrs import Rating

from book.extensions.npm import ensure_packages
from exercises.paths import BOOK
from exercises.record.review import (
    DAY,
    MOST,
    counted,
    day,
    due,
    interval,
    rating,
    recall,
    schedule,
)
from tests.node import run_module

START = 20_400 * DAY  # a midnight of 2025


def answer(item="IMP-1.2", at=START, score=1.0, confidence=None, version=1, number=0):
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "item": item,
        "version": version,
        "at": at,
        "response": "a",
        "score": score,
        "confidence": confidence,
        "ms": None,
    }


def history(seed):
    """One learner's answers to three questions over some years, several on some days."""
    rng = random.Random(seed)
    events, at = [], START + rng.randrange(DAY)
    for number in range(rng.randint(1, 40)):
        at += rng.choice([1000, 60_000, DAY // 3, DAY, DAY * rng.randint(1, 400)])
        events.append(
            answer(
                item=f"IMP-1.{rng.randint(1, 3)}",
                at=at,
                score=rng.choice([0, 0, 0.25, 0.5, 0.75, 1, 1, 1, 1]),
                confidence=rng.choice([None, "sure", "think", "guess"]),
                version=rng.choice([1, 1, 1, 1, 2]),
                number=number,
            )
        )
    rng.shuffle(events)
    return events


VERSIONS = {"IMP-1.1": 1, "IMP-1.2": 1, "IMP-1.3": 2}


def in_the_page(histories, todays):
    script = """
    const review = await import(INPUT.review);
    const record = await import(INPUT.record);
    const fsrs = await import(INPUT.fsrs);
    print(INPUT.histories.map((events, index) => {
      const found = review.schedule(record.order(events), INPUT.versions, fsrs);
      const today = INPUT.todays[index];
      return {
        reviews: [...found.values()],
        due: review.due(found, today).map((one) => one.item),
        recall: Object.fromEntries([...found].map(([item, one]) => [item, review.recall(one, today, fsrs)])),
      };
    }));
    """
    given = {
        "review": (BOOK / "pages" / "review.js").as_uri(),
        "record": (BOOK / "pages" / "record.js").as_uri(),
        "fsrs": (ensure_packages() / "ts-fsrs" / "dist" / "index.mjs").as_uri(),
        "histories": histories,
        "todays": todays,
        "versions": VERSIONS,
    }
    return run_module(script, given)


def test_both_give_the_same_due_dates():
    histories = [history(seed) for seed in range(500)]
    todays = [
        day(max(e["at"] for e in events)) + seed % 60 for seed, events in enumerate(histories)
    ]
    page = in_the_page(histories, todays)
    compared = 0
    for events, today, theirs in zip(histories, todays, page, strict=True):
        ours = schedule(events, VERSIONS)
        assert {r["item"]: (r["last"], r["due"]) for r in theirs["reviews"]} == {
            item: (r.last, r.due) for item, r in ours.items()
        }
        assert theirs["due"] == [r.item for r in due(ours, today)]
        for review in theirs["reviews"]:
            mine = ours[review["item"]]
            assert review["stability"] == pytest.approx(mine.stability, rel=1e-6)
            assert theirs["recall"][mine.item] == pytest.approx(recall(mine, today), abs=1e-6)
            compared += 1
    assert compared > 900


def test_both_survive_the_ends_of_time():
    """The record takes any time up to the year 9999, and a clock may be wrong."""
    ends = [0, 1, 253_402_300_799_999]
    events = [answer(at=at, number=n) for n, at in enumerate(ends)]
    long = [answer(at=START + n * 400 * DAY, confidence="sure", number=n) for n in range(60)]
    page = in_the_page([events, long], [30_000, 30_000])
    for given, theirs in zip((events, long), page, strict=True):
        ours = schedule(given, VERSIONS)["IMP-1.2"]
        assert [(r["last"], r["due"]) for r in theirs["reviews"]] == [(ours.last, ours.due)]
    assert ours.stability <= MOST
    assert schedule(long, VERSIONS)["IMP-1.2"].due - day(long[-1]["at"]) == MOST


@pytest.mark.parametrize(
    ("score", "confidence", "expected"),
    [
        (0, "sure", Rating.Again),
        (0, None, Rating.Again),
        (0.49, "think", Rating.Again),
        (0.5, None, Rating.Hard),
        (0.99, "sure", Rating.Hard),
        (1, "guess", Rating.Hard),
        (1, None, Rating.Good),
        (1, "think", Rating.Good),
        (1, "sure", Rating.Easy),
    ],
)
def test_an_answer_is_rated_by_score_and_confidence(score, confidence, expected):
    assert rating(score, confidence) == expected
    script = "print((await import(INPUT.at)).rating(INPUT.score, INPUT.confidence));"
    at = (BOOK / "pages" / "review.js").as_uri()
    assert run_module(script, {"at": at, "score": score, "confidence": confidence}) == expected


def test_only_the_first_answer_of_a_day_counts():
    wrong = answer(score=0, number=1)
    again = answer(score=1, at=START + DAY - 1, number=2)
    next_day = answer(score=1, at=START + DAY, number=3)
    assert counted([again, wrong], VERSIONS) == {"IMP-1.2": [wrong]}
    assert schedule([wrong, again], VERSIONS) == schedule([wrong], VERSIONS)
    assert counted([next_day, again, wrong], VERSIONS) == {"IMP-1.2": [wrong, next_day]}


def test_an_answer_to_another_version_and_an_unknown_item_do_not_count():
    assert schedule([answer(version=2)], VERSIONS) == {}
    assert schedule([answer(item="IMP-C1")], VERSIONS) == {}


def test_a_wrong_answer_comes_back_tomorrow_and_a_right_one_later():
    today = day(START)
    assert schedule([answer(score=0)], VERSIONS)["IMP-1.2"].due == today + 1
    right = schedule([answer()], VERSIONS)["IMP-1.2"]
    sure = schedule([answer(confidence="sure")], VERSIONS)["IMP-1.2"]
    assert today + 1 < right.due < sure.due
    assert due({"IMP-1.2": right}, right.due - 1) == []
    assert due({"IMP-1.2": right}, right.due) == [right]


def test_what_is_most_overdue_comes_first():
    events = [
        answer("IMP-1.1", START + 5 * DAY, number=1),
        answer("IMP-1.2", START, number=2),
        answer("IMP-1.3", START, version=2, number=3),
    ]
    found = due(schedule(events, VERSIONS), day(START) + 100)
    assert [r.item for r in found] == ["IMP-1.2", "IMP-1.3", "IMP-1.1"]


def test_an_interval_is_a_whole_day_or_more():
    assert [interval(s) for s in (0.001, 0.5, 1.4994, 1.4995, 2.5, 8.2956)] == [1, 1, 1, 2, 3, 8]


def test_recall_falls_from_one_to_nine_tenths_in_its_stability():
    review = schedule([answer(confidence="sure")], VERSIONS)["IMP-1.2"]
    assert recall(review, review.last) == 1
    assert recall(review, review.last - 3) == 1
    assert recall(review, review.last + round(review.stability)) == pytest.approx(0.9, abs=0.01)

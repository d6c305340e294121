"""When a question should come back: FSRS with its default parameters, from the record alone.

`book/pages/review.js` does the same with `ts-fsrs`. As called by default the two libraries part ways
over due dates, through fuzz, learning steps and the hour of the day. So both are given UTC midnights, no
fuzz and no steps; only the stability is taken from them, and the interval is worked out here.
"""

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler

from exercises.record.events import Event, order

DAY = 86_400_000  # milliseconds
MOST = 36_500.0  # days: ts-fsrs holds no memory to last longer, so neither may this
_LAST = 2_800_000  # a day before the calendar of Python ends
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Review(NamedTuple):
    """Where a question stands. Days are counted from 1 January 1970, in UTC."""

    item: str
    last: int  # the day of the last answer that counted
    due: int  # the day on which it should come back
    stability: float  # days until the chance of recall has fallen to 90 per cent
    score: float  # of the last answer that counted, 0..1


def day(at: int) -> int:
    """The UTC day of a time in milliseconds."""
    return at // DAY


def rating(score: float, confidence: str | None) -> Rating:
    """How well an answer was known, for FSRS: what was right counts by how sure the learner was.

    | answer | rating |
    | --- | --- |
    | less than half right | Again |
    | half right or more, or right by a guess | Hard |
    | right, and thought so, or did not say | Good |
    | right, and sure | Easy |

    A wrong answer is Again however sure it was: it has to come back soon in any case.
    """
    if score < 0.5:
        return Rating.Again
    if score < 1 or confidence == "guess":
        return Rating.Hard
    return Rating.Easy if confidence == "sure" else Rating.Good


def counted(events: Iterable[Event], versions: Mapping[str, int]) -> dict[str, list[Event]]:
    """The answers that count, by item: the first of each UTC day to the item's version of today.

    After the first the feedback has been read, so a second on the same day tests the eye and not
    the memory. Items that `versions` does not name are left out.
    """
    found: dict[str, list[Event]] = {}
    for event in order(events):
        if versions.get(event["item"]) != event["version"]:
            continue
        sofar = found.setdefault(event["item"], [])
        if not sofar or day(sofar[-1]["at"]) != day(event["at"]):
            sofar.append(event)
    return found


def interval(stability: float) -> int:
    """Whole days until a question comes back: its stability rounded to three places, then to days.

    The two libraries differ in the ninth decimal; the first rounding takes that out. It is written
    out, because `round` and `Math.round` treat halves differently.
    """
    rounded = math.floor(stability * 1000 + 0.5) / 1000
    return max(1, math.floor(rounded + 0.5))


def schedule(events: Iterable[Event], versions: Mapping[str, int]) -> dict[str, Review]:
    """Where each question that has been answered stands.

    Args:
        events: the record, in any order.
        versions: the version of each item that may come back; all other items are left out.
    """
    return {item: _review(item, own) for item, own in counted(events, versions).items()}


def recall(review: Review, today: int) -> float:
    """The chance that a question's answer would come back today, as FSRS estimates it: 0..1."""
    card = Card(card_id=1, stability=review.stability, last_review=_midnight(review.last))
    return _scheduler().get_card_retrievability(card, _midnight(max(today, review.last)))


def due(reviews: Mapping[str, Review], today: int) -> list[Review]:
    """What is due on a day, most overdue first; then by item, so that the order never wavers."""
    found = [review for review in reviews.values() if review.due <= today]
    return sorted(found, key=lambda review: (review.due, review.item))


@lru_cache(1)
def _scheduler() -> Scheduler:
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _midnight(number: int) -> datetime:
    return _EPOCH + timedelta(days=min(number, _LAST))


def _review(item: str, events: list[Event]) -> Review:
    # A card that is given no id waits a millisecond for one.
    card = Card(card_id=1)
    for event in events:
        known = rating(event["score"], event["confidence"])
        card, _ = _scheduler().review_card(card, known, _midnight(day(event["at"])))
        card.stability = min(card.stability or 0.0, MOST)
    last = day(events[-1]["at"])
    stability = card.stability or 0.0
    return Review(item, last, last + interval(stability), stability, events[-1]["score"])

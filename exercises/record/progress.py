"""What the record says of a learner: how far each outcome is done, how sure they are, what they gained.

`book/pages/progress.js` says the same, to the letter; `tests/record/test_record_progress.py` drives
both. Nothing is said of streaks, days missed or other people.
"""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from exercises.record.events import CONFIDENCE, Event, order
from exercises.record.review import counted, recall, schedule

#: Fewer answers with a confidence than this say nothing about calibration.
ENOUGH = 10

#: Hake, R. R. (1998), Interactive-engagement versus traditional methods: a six-thousand-student
#: survey of mechanics test data for introductory physics courses. American Journal of Physics 66(1).
HAKE = "https://doi.org/10.1119/1.18809"

HELD = (
    "The full part of a bar is how many of an outcome's questions you would be expected to answer "
    "right today: each counts by your first answer on the day when you last met it, worn down by the "
    "time since, by a model of forgetting, FSRS. The pale part is what you have answered at all."
)
GAIN = (
    "The gain is (post − pre) / (1 − pre), the share of what there was to gain. It was proposed for the "
    "averages of whole classes; for one person and a short test it is a rough figure."
)

_SKIPPED = (
    "No finished pre-test is in this record. If you took it elsewhere, bring those answers here, and the "
    "gain is worked out. If not, your count stands by itself: taken now, it would tell of the course as well."
)
_LATE = (
    "The pre-test was finished when the post-test had begun, so the two do not tell what was gained "
    "in between."
)

_SAID = {"sure": "When you were sure", "think": "When you thought so", "guess": "When you guessed"}


class Standing(TypedDict):
    """How far an outcome is done."""

    outcome: str
    total: int
    answered: int
    right: int  # by the last answer
    held: float  # questions of it that would be answered right today: see `standing`
    done: bool  # all answered, and all right but what learners rate themselves
    words: str


class Row(TypedDict):
    """One line of the calibration: of `answered` given with this confidence, `right` were right."""

    confidence: str
    answered: int
    right: int
    words: str


class Gain(TypedDict):
    """What a learner gained between the tests; `value` is None where there is none to work out."""

    value: float | None
    words: str


def standing(events: Iterable[Event], known: Mapping, today: int) -> dict[str, Standing]:
    """How far each outcome that has questions is done, in the order of the outcomes.

    The two tests do not count. `held` adds up, over the questions of an outcome, the score of the last
    answer that counts for the review, worn down by the time since: times the chance of recall as FSRS
    estimates it. What never comes back, such as an argument, keeps the score of its last answer.

    Args:
        events: the record, in any order.
        known: the outline of the bank (`exercises.items.outline`).
        today: the UTC day.
    """
    items, kept = known["items"], {name for test in known["tests"].values() for name in test}
    ordered = order(events)
    last = {
        event["item"]: event["score"]
        for event in ordered
        if event["item"] in items and items[event["item"]]["version"] == event["version"]
    }
    back = {name: entry["version"] for name, entry in items.items() if entry["back"]}
    reviews = schedule(ordered, back)
    made: dict[str, Standing] = {}
    for outcome in known["outcomes"]:
        own = [n for n, e in items.items() if e["outcome"] == outcome and n not in kept]
        if not own:
            continue
        answered = [name for name in own if name in last]
        right = [name for name in answered if last[name] >= 1]
        rated = [name for name in answered if items[name]["type"] == "argue"]
        held = sum(
            reviews[n].score * recall(reviews[n], today) if n in reviews else last[n]
            for n in answered
        )
        made[outcome] = {
            "outcome": outcome,
            "total": len(own),
            "answered": len(answered),
            "right": len(right),
            "held": held,
            "done": len(answered) == len(own) and set(right) | set(rated) == set(own),
            "words": sofar(len(own), len(answered), len(right)),
        }
    return made


def sofar(total: int, answered: int, right: int) -> str:
    """How far an outcome is done, in words."""
    if not answered:
        return f"none of {total} answered"
    return f"{answered} of {total} answered, {right} right"


def calibration(events: Iterable[Event], known: Mapping) -> tuple[list[Row], str]:
    """Of the answers given as sure, as thought so and as guessed, how many were right.

    Each question counts once a day, by its first answer: after that the feedback has been read. What
    learners rate themselves does not count. The rows are empty, and the words say so, where there are
    fewer than ten such answers.
    """
    ordered = order(events)
    rows: dict[str, Row] = {
        name: {"confidence": name, "answered": 0, "right": 0, "words": ""} for name in CONFIDENCE
    }
    # An answer to an earlier version told no less about how sure its learner was.
    for version in sorted({event["version"] for event in ordered}):
        every = {n: version for n, entry in known["items"].items() if entry["type"] != "argue"}
        for own in counted(ordered, every).values():
            for event in own:
                if event["confidence"] is not None:
                    rows[event["confidence"]]["answered"] += 1
                    rows[event["confidence"]]["right"] += event["score"] >= 1
    for name, row in rows.items():
        many = f"{row['right']} of {row['answered']} answers were right"
        row["words"] = f"{_SAID[name]}, {many if row['answered'] else 'there is no answer yet'}."
    found = sum(row["answered"] for row in rows.values())
    if found < ENOUGH:
        return [], (
            f"You have said how sure you were of {found} {'answer' if found == 1 else 'answers'} so "
            f"far. From {ENOUGH} on, this shows how often you were right when you were sure."
        )
    return list(rows.values()), f"From {found} answers of which you said how sure you were."


def at_first(events: Iterable[Event], names: list[str], known: Mapping) -> tuple[int, int]:
    """How many questions of a test are answered, and how many were right at first attempt."""
    first: dict[str, float] = {}
    for event in order(events):
        entry = known["items"].get(event["item"])
        if entry is not None and entry["version"] == event["version"]:
            first.setdefault(event["item"], event["score"])
    found = [first[name] for name in names if name in first]
    return len(found), sum(score >= 1 for score in found)


def _late(ordered: list[Event], known: Mapping) -> bool:
    """Whether a first answer to the pre-test came after one to the post-test."""
    first: dict[str, int] = {}
    for place, event in enumerate(ordered):
        entry = known["items"].get(event["item"])
        if entry is not None and entry["version"] == event["version"]:
            first.setdefault(event["item"], place)
    before, after = ([first[n] for n in known["tests"][which]] for which in ("pre", "post"))
    return max(before) > min(after)


def gain(events: Iterable[Event], known: Mapping) -> Gain:
    """What a learner gained from the pre-test to the post-test, of what there was to gain.

    The normalised gain is (post - pre) / (1 - pre), in shares of the questions right at first attempt
    (Hake 1998, who gave it for the averages of whole classes). Where all was right before there is
    nothing to divide by, and where less is right after a share of the way upwards says nothing: then
    there is no value, and the words tell the two counts. Nor is there one for a learner who came to the
    post-test without the pre-test, or took them the wrong way round.
    """
    ordered = order(events)
    pre, post = (at_first(ordered, known["tests"][which], known) for which in ("pre", "post"))
    total = len(known["tests"]["pre"])
    if not total:
        return {"value": None, "words": "The course has no pre-test yet."}
    if post[0] == total and pre[0] < total:
        return {"value": None, "words": f"{post[1]} of {total} right after the course. {_SKIPPED}"}
    for (answered, _), name in ((pre, "pre-test"), (post, "post-test")):
        if answered < total:
            so_far = f"{answered} of {total} questions of the {name} are answered"
            return {"value": None, "words": f"{so_far}. The gain is worked out when both are done."}
    counts = f"{pre[1]} of {total} right before the course, {post[1]} of {total} after it"
    if _late(ordered, known):
        late = f"{pre[1]} of {total} right in the pre-test, {post[1]} of {total} in the post-test"
        return {"value": None, "words": f"{late}. {_LATE}"}
    if pre[1] == total:
        return {
            "value": None,
            "words": f"{counts}. All was right before: nothing was left to gain.",
        }
    if post[1] < pre[1]:
        return {"value": None, "words": f"{counts}. Fewer were right after, so there is no gain."}
    value = (post[1] - pre[1]) / (total - pre[1])
    percent = int(value * 100 + 0.5)
    tell = f"{counts}. You gained {percent} per cent of what there was to gain."
    return {"value": value, "words": tell}

"""One schema for an answered item, so that Jupyter, the book and a file can be merged without loss.

`book/pages/record.js` holds the same rules; `tests/vectors/events.json` keeps the two in step.
"""

import json
import math
import re
import time
import uuid
from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import TypeAlias, TypedDict

from exercises.record.errors import EventError

__all__ = [
    "FIELDS",
    "MAX_AT",
    "MAX_DEPTH",
    "MAX_RESPONSE",
    "Event",
    "EventError",
    "check",
    "merge",
    "new_event",
    "order",
    "to_json",
]

JSON: TypeAlias = bool | int | float | str | list["JSON"] | dict[str, "JSON"] | None


class Event(TypedDict):
    """One answer. `at` is UTC milliseconds, `score` 0..1, `ms` the time taken in milliseconds."""

    id: str
    item: str
    version: int
    at: int
    response: JSON
    score: float
    confidence: str | None
    ms: int | None


FIELDS = ("id", "item", "version", "at", "response", "score", "confidence", "ms")
CONFIDENCE = ("sure", "think", "guess")
MAX_WHOLE = 2**53 - 1  # beyond it a browser cannot tell neighbouring integers apart
MAX_AT = 253_402_300_799_999  # the last millisecond of the year 9999: later dates cannot be shown
MAX_RESPONSE = 65_536
MAX_DEPTH = 32

_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_ITEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def check(event: object) -> Event:
    """Return the event in its normal form, or say which field is wrong.

    All eight fields must be there. An unknown field is refused, never dropped: a newer course
    that adds one also raises the version of its files, and dropping it would lose data in silence.
    The normal form has the id in lower case, whole numbers as `int`, the score as `float`.

    The response may be any JSON value up to 32 levels deep and 65,536 bytes, counted alike in
    both languages: compact JSON in UTF-8, every number as 8 bytes, escapes as what they stand for.

    Raises:
        EventError: with `field` and `rule`.
    """
    if not isinstance(event, Mapping):
        raise EventError("event", "must be an object with the fields " + ", ".join(FIELDS))
    for field in FIELDS:
        if field not in event:
            raise EventError(field, "is missing")
    if len(event) > len(FIELDS):
        unknown = min(str(field) for field in event if field not in FIELDS)
        raise EventError(unknown, "is not a field of an event; the fields are " + ", ".join(FIELDS))
    return {
        "id": _text(
            "id", event["id"], _ID, "a UUID such as 1b4e28ba-2fa1-4d2e-883f-0016d3cca427"
        ).lower(),
        "item": _text("item", event["item"], _ITEM, "an item's name such as IMP-1.2"),
        "version": _whole("version", event["version"], 1, MAX_WHOLE),
        "at": _whole("at", event["at"], 0, MAX_AT),
        "response": _response(event["response"]),
        "score": _score(event["score"]),
        "confidence": _confidence(event["confidence"]),
        "ms": None if event["ms"] is None else _whole("ms", event["ms"], 0, MAX_WHOLE, " or null"),
    }


def order(events: Iterable[Event]) -> list[Event]:
    """The events by time, then by id, so that every device shows them in the same order."""
    return sorted(events, key=lambda event: (event["at"], event["id"]))


def merge(a: Iterable[Event], b: Iterable[Event]) -> list[Event]:
    """The checked events of both, each id once, in order.

    An event is never changed once written, so where an id appears twice the first one stands.
    """
    found: dict[str, Event] = {}
    for events in (a, b):
        for event in events:
            found.setdefault(event["id"], event)
    return order(found.values())


def new_event(
    item: str,
    version: int,
    response: JSON,
    score: float,
    confidence: str | None = None,
    ms: float | None = None,
    *,
    after: int | None = None,
) -> Event:
    """A checked event with a fresh id and the present time.

    Args:
        item: the item's name, such as "IMP-1.2".
        version: the item's version, 1 or more.
        response: what the learner gave; any JSON value.
        score: 0..1.
        confidence: "sure", "think", "guess" or None.
        ms: time taken in milliseconds, rounded to a whole number; None when not known.
        after: UTC milliseconds that this event must follow, even if the clock was set back.

    Raises:
        EventError: when one of them breaks the schema.
    """
    now = max(0, time.time_ns() // 1_000_000)
    if after is not None:
        now = min(max(now, after + 1), MAX_AT)
    whole = round(ms) if isinstance(ms, float) and math.isfinite(ms) else ms
    return check(
        {
            "id": str(uuid.uuid4()),
            "item": item,
            "version": version,
            "at": now,
            "response": response,
            "score": score,
            "confidence": confidence,
            "ms": whole,
        }
    )


def to_json(value: JSON | Event) -> str:
    """Compact JSON that can always be written as UTF-8: half an emoji stays an escape."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _text(field: str, value: object, pattern: re.Pattern[str], what: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise EventError(field, f"must be {what}", _shown(value))
    return str(value)


def _whole(field: str, value: object, low: int, high: int, also: str = "") -> int:
    # JSON written by a browser knows no difference between 1 and 1.0, so neither may this.
    if isinstance(value, Real) and not isinstance(value, bool):
        number = float(value) if not isinstance(value, Integral) else int(value)
        if low <= number <= high and number == int(number):
            return int(number)
    raise EventError(field, f"must be a whole number from {low} to {high}{also}", _shown(value))


def _score(value: object) -> float:
    if isinstance(value, Real) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value) + 0.0  # turns -0.0, which JSON in a browser cannot carry, into 0.0
    raise EventError("score", "must be a number from 0 to 1", _shown(value))


def _confidence(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value in CONFIDENCE):
        return value
    raise EventError("confidence", f"must be {', '.join(CONFIDENCE)} or null", _shown(value))


def _response(value: object) -> JSON:
    normal, _ = _json(value, 0, MAX_RESPONSE)
    return normal


def _json(value: object, depth: int, room: int) -> tuple[JSON, int]:
    """The value in normal form and the bytes still left of `room`."""
    if depth > MAX_DEPTH:
        raise EventError("response", f"must not be nested deeper than {MAX_DEPTH} levels")
    normal: JSON
    if value is None or isinstance(value, bool):
        normal, room = value, room - (5 if value is False else 4)
    elif isinstance(value, str):
        normal, room = str(value), room - _bytes(value)
    elif isinstance(value, Real):
        normal, room = _number(value), room - 8
    elif isinstance(value, list | tuple):
        room -= 2
        normal = []
        for one in value:
            inner, room = _json(one, depth + 1, room - 1)
            normal.append(inner)
    elif isinstance(value, dict):
        room -= 2
        normal = {}
        for key, one in value.items():
            if not isinstance(key, str):
                raise EventError("response", "must have text for its keys", _shown(key))
            inner, room = _json(one, depth + 1, room - _bytes(key) - 2)
            normal[str(key)] = inner
    else:
        raise EventError("response", "must be a JSON value", f"a {type(value).__name__}")
    if room < 0:
        raise EventError("response", f"must not take more than {MAX_RESPONSE} bytes as JSON")
    return normal, room


def _bytes(text: str) -> int:
    return 2 + len(text.encode("utf-8", "surrogatepass"))


def _number(value: Real) -> int | float:
    """A number as a browser would hold it: a double, shown as whole where it is whole."""
    if isinstance(value, Integral) and abs(int(value)) <= MAX_WHOLE:
        return int(value)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise EventError("response", "must hold only finite numbers", _shown(value))
    return int(number) if number.is_integer() and abs(number) <= MAX_WHOLE else number

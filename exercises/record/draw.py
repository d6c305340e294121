"""Which questions are asked today: drawn from a pool, or recalled at the start of a chapter.

A draw hangs on the learner, the day and what was answered on earlier days, so that it stays the same
until midnight (UTC) however often a page is opened. `book/pages/draw.js` draws the same from the same.
"""

from collections.abc import Iterable, Mapping, Sequence

from exercises.record.events import Event
from exercises.record.review import Review, day, due

_WORD = 0xFFFFFFFF


def before(events: Iterable[Event], today: int) -> list[Event]:
    """The answers of earlier days."""
    return [event for event in events if day(event["at"]) < today]


def draw(
    pool: Sequence[str], n: int, reviews: Mapping[str, Review], today: int, seed: str
) -> list[str]:
    """Draw `n` questions of a pool; all of it, in the order of the draw, where it has no more.

    What was never answered and what is due come first, by lot; then the rest, by lot.

    Args:
        pool: ids.
        n: how many.
        reviews: where each answered question stood when the day began.
        today: the UTC day.
        seed: what tells learners apart.
    """

    def rank(name: str) -> tuple[bool, int, str]:
        known = reviews.get(name)
        return known is not None and known.due > today, lot(f"{seed}|{today}|{name}"), name

    return sorted(pool, key=rank)[:n]


def warm_up(
    named: Sequence[str], earlier: Iterable[str], reviews: Mapping[str, Review], today: int
) -> list[str]:
    """The questions of a warm-up: as many as are named, with what is due in place of the last of them.

    Args:
        named: the author's own choice, which stands where nothing is due.
        earlier: ids that may take a place: those of earlier chapters.
        reviews: where each answered question stood when the day began.
        today: the UTC day.
    """
    may = set(earlier)
    called = [review.item for review in due(reviews, today) if review.item in may][: len(named)]
    rest = [name for name in named if name not in called]
    return called + rest[: len(named) - len(called)]


def lot(text: str) -> int:
    """A number of 32 bits that looks drawn by lot and is always the same for a text.

    FNV-1a over its code points, then the last steps of MurmurHash3: without them texts that differ
    in their last letter alone would fall beside each other.
    """
    state = 0x811C9DC5
    for letter in text:
        state = ((state ^ ord(letter)) * 0x01000193) & _WORD
    state = ((state ^ state >> 16) * 0x85EBCA6B) & _WORD
    state = ((state ^ state >> 13) * 0xC2B2AE35) & _WORD
    return state ^ state >> 16

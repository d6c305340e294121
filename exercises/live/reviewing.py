"""`review()`: the questions that are due today, from the whole course."""

import html
from datetime import UTC, date, datetime, timedelta

from exercises import faces
from exercises.items.bank import bank
from exercises.items.outline import outline, returning
from exercises.items.result import Declaration
from exercises.live.quizzes import BATCH, Quiz, today
from exercises.record.mine import all_answers
from exercises.record.review import Review, due, schedule

#: As many are brought at once; the next time the cell is run the rest follow.
MOST = 30

_EMPTY = (
    "Nothing to review yet. Answer questions in the chapters: each comes back here "
    "when it is about to be forgotten."
)


class Due:
    """What is due, as `review` returns it; shows itself. `items` holds the questions."""

    def __init__(self) -> None:
        reviews = {} if faces.static_only() else _reviews()
        self.due = due(reviews, today())
        self.items: list[Declaration] = [bank().declaration(r.item) for r in self.due[:MOST]]
        self.words = words(reviews, today())

    def __repr__(self) -> str:
        return "\n".join([self.words, *(f"{i['id']}: {i['prompt_text']}" for i in self.items)])

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        bundle: dict[str, object] = {
            faces.REVIEW: {},
            "text/html": self._page(),
            "text/plain": repr(self),
        }
        if self.items and not faces.static_only():
            from exercises.live.questions import live

            bundle[faces.WIDGET] = live(self.items, self._quiz())
        return bundle

    def _quiz(self) -> Quiz:
        rest = len(self.due) - len(self.items)
        note = f"{rest} more are due: run this cell again for them." if rest else ""
        return Quiz("review", self.words, note)

    def _page(self) -> str:
        if not self.items:
            return f'<section data-review=""><p>{html.escape(self.words)}</p></section>'
        # On paper ten are enough; the widget has a button for more.
        return self._quiz().page(self.items[:BATCH], all_answers())


def review() -> Due:
    """Show the questions that are due for review today, most overdue first.

    A question that was answered comes back when it is about to be forgotten, as FSRS estimates from
    the record: soon after a mistake, later and later after right answers. Days begin at midnight UTC.
    """
    return Due()


def _reviews() -> dict[str, Review]:
    return schedule(all_answers(), returning(outline()))


def words(reviews: dict[str, Review], now: int) -> str:
    """What is due today, or when the next is. `waiting` in page-review.js says the same."""
    late = due(reviews, now)
    if late:
        return f"Due today: {_many(len(late))}"
    if not reviews:
        return _EMPTY
    when = min(review.due for review in reviews.values())
    number = sum(review.due == when for review in reviews.values())
    return f"Nothing is due today. Next: {_many(number)} on {_dated(when)}."


def _many(number: int) -> str:
    return f"{number} question{'' if number == 1 else 's'}"


def _dated(number: int) -> str:
    try:
        found: date = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number)
    except OverflowError:
        return "a day beyond the calendar"
    return f"{found:%A} {found.day} {found:%B %Y}"

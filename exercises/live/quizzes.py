"""Several questions asked as one: what stands around them, which of them are asked, and the score."""

import html
import time
from typing import NamedTuple

from exercises.items import paper
from exercises.items.bank import bank
from exercises.items.outline import outline, returning
from exercises.items.quiz import Score, score
from exercises.items.result import Declaration
from exercises.items.types import TYPES
from exercises.record.draw import before, draw, warm_up
from exercises.record.events import Event
from exercises.record.mine import all_answers
from exercises.record.progress import gain
from exercises.record.review import DAY, day, schedule
from exercises.record.seed import my_seed

#: Questions shown at a time in a review.
BATCH = 10
#: Kinds that ask anew: an answer of an earlier day is not shown, and does not count.
FRESH = ("pool", "warmup", "review")
TESTS = ("pre", "post")


class Quiz(NamedTuple):
    """How several questions are asked together; `kind` is one of those named above, or "all"."""

    kind: str
    head: str
    note: str = ""
    n: int = 0

    def declared(self) -> dict[str, object]:
        """The declaration, for the book."""
        return dict(self._asdict())

    def since(self) -> int:
        """UTC milliseconds before which answers do not count."""
        return today() * DAY if self.kind in FRESH else 0

    def asked(self, items: list[Declaration]) -> list[Declaration]:
        """The questions that this learner is asked today."""
        if self.kind not in ("pool", "warmup"):
            return items
        events, now, known = all_answers(), today(), outline()
        reviews = schedule(before(events, now), returning(known))
        named = [item["id"] for item in items]
        if self.kind == "pool":
            names = draw(named, self.n, reviews, now, my_seed())
        else:
            last = max(known["items"][name]["chapter"] for name in named)
            earlier = [n for n, e in known["items"].items() if e["back"] and e["chapter"] <= last]
            names = warm_up(named, earlier, reviews, now)
        return [bank().declaration(name) for name in names]

    def saved(self, items: list[Declaration], events: list[Event]) -> dict[str, Event]:
        """The last answer to each question that has one and counts here."""
        names, since = {item["id"] for item in items}, self.since()
        return {e["item"]: e for e in events if e["item"] in names and e["at"] >= since}

    def state(self, items: list[Declaration], events: list[Event]) -> dict[str, object]:
        """What stands around the questions, as the record has it now."""
        made = score(items, events, self.since())
        closed = self.kind in TESTS and made["answered"] < made["total"]
        # While a test is open there is nothing to look at again.
        detail = "" if closed else _detail(made)
        return {
            "head": self.head,
            "note": self.note,
            "words": made["words"],
            "detail": detail + (self._gained(events) if self.kind in TESTS and not closed else ""),
            "closed": closed,
            "batch": BATCH if self.kind == "review" else len(items),
        }

    def page(self, items: list[Declaration], events: list[Event]) -> str:
        """The questions and their score as a person would print them."""
        state, saved = self.state(items, events), self.saved(items, events)
        shown = _unexplained if state["closed"] else paper.notebook
        return (
            f'<section class="nl-quiz nl-paper" data-quiz="{self.kind}">{opening(self)}'
            f"{''.join(shown(item, saved.get(item['id'])) for item in items)}"
            f'<div class="nl-score"><p>{html.escape(str(state["words"]))}</p>{state["detail"]}</div>'
            "</section>"
        )

    def _gained(self, events: list[Event]) -> str:
        return f"<p>{html.escape(gain(events, outline())['words'])}</p>"


def today() -> int:
    """The UTC day."""
    return day(time.time_ns() // 1_000_000)


def opening(quiz: Quiz) -> str:
    """The words above the questions."""
    note = f"<p>{html.escape(quiz.note)}</p>" if quiz.note else ""
    return f'<p class="nl-quiz-head">{html.escape(quiz.head)}</p>{note}'


def _detail(made: Score) -> str:
    """The score by outcome, and what to look at again."""
    parts = []
    if len(made["outcomes"]) > 1:
        counts = [
            f"<li>{c['outcome']}: {c['right']} of {c['answered']} right</li>"
            for c in made["outcomes"]
            if c["answered"]
        ]
        parts.append(f"<ul>{''.join(counts)}</ul>" if counts else "")
    if made["again"]:
        rows = [
            f"<li>Question {a['number']}: {html.escape(a['begins'])}</li>" for a in made["again"]
        ]
        parts.append(f"<p>To look at again:</p><ul>{''.join(rows)}</ul>")
    return "".join(parts)


def _unexplained(item: Declaration, event: Event | None) -> str:
    """A question of a test that is not at its end: the verdict alone is told."""
    told, response = "", None
    if event is not None and event["version"] == item["version"]:
        try:
            mark = TYPES[item["type"]].mark(item, event["response"])["score"]
            response = event["response"]
            verdict = "✓ Right." if mark >= 1 else "◐ Partly." if mark > 0 else "✗ Not this."
            told = f'<p class="nl-saved">{verdict}</p>'
        except ValueError:
            told = (
                "<p>The answer kept for this question cannot be shown; it stays in your record.</p>"
            )
    return (
        f'<section class="nl-item nl-paper" data-item="{item["id"]}" data-type="{item["type"]}" '
        f'data-state="{"ready" if response is None else "saved"}">'
        f'<p class="nl-outcome">{item["outcome"]}</p>{paper.body(item, response)}{told}</section>'
    )

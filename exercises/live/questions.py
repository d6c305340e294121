"""`ask()`: shows questions of the bank, live in Jupyter, printable everywhere."""

import re
from functools import lru_cache

from exercises import faces
from exercises.items import paper
from exercises.items.bank import BankError, bank
from exercises.items.outline import outline
from exercises.items.pairs import in_a_test, test_items
from exercises.items.result import Declaration
from exercises.live.quizzes import Quiz
from exercises.paths import ITEMS, PACKAGE

#: How many questions are drawn where a pool is named without a number.
DRAWN = 5
_CLOSED = (
    "Each answer is marked at once. What lies behind it opens after the last question, "
    "so that no question answers another."
)


class Question:
    """One or more questions, as `ask` returns them; shows itself.

    `items` holds all that may be asked: a pool's every question, of which a learner sees a few.
    """

    def __init__(self, items: list[Declaration], quiz: Quiz | None = None) -> None:
        self.items = items
        self.quiz = quiz

    def __repr__(self) -> str:
        return "\n".join(f"Question {i['id']}: {i['prompt_text']}" for i in self.items)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        declared: dict[str, object] = {"items": self.items}
        if self.quiz is not None:
            declared["quiz"] = self.quiz.declared()
        bundle: dict[str, object] = {
            faces.ITEM: declared,
            "text/html": page(self.items, self.quiz),
            "text/plain": repr(self),
        }
        if not faces.static_only():
            bundle[faces.WIDGET] = live(self.items, self.quiz)
        return bundle


def page(items: list[Declaration], quiz: Quiz | None) -> str:
    """The questions as a person would print them, with what this learner answered."""
    if quiz is None:
        saved = {} if faces.static_only() else _saved(items)
        return "".join(paper.notebook(i, saved.get(i["id"])) for i in items)
    if faces.static_only():
        return quiz.page(items[: quiz.n or None], [])
    from exercises.record.mine import all_answers

    return quiz.page(quiz.asked(items), all_answers())


def live(items: list[Declaration], quiz: Quiz | None) -> dict[str, object]:
    """The widget's face of some questions."""
    from exercises.live.question_widget import QuestionWidget

    if quiz is None:
        widget = QuestionWidget(items, _saved(items))
    else:
        from exercises.record.mine import all_answers

        asked = quiz.asked(items)
        widget = QuestionWidget(asked, quiz.saved(asked, all_answers()), quiz)
    return {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}


def ask(
    *ids: str,
    pool: str | list[str] | None = None,
    n: int | None = None,
    test: str | None = None,
    warmup: bool = False,
) -> Question:
    """Show questions by their ids, such as `ask("IMP-1.2")`.

    Several ids show several questions. A pattern such as `"IMP-1.*"` makes a quiz of all it matches,
    with a score at its end.

    Args:
        ids: ids and patterns.
        pool: an outcome such as "PSA-1", a chapter such as "02", an id, a pattern, or a list of these,
            to draw from: what was never answered and what is due comes first. The draw is the
            learner's own and stays the same for the day (UTC).
        n: how many to draw; 5 where left out.
        test: "pre" or "post", for one of the two tests of the course.
        warmup: the questions open a chapter. They stand as named until some of this or an earlier
            chapter are due for review, which then take their places.

    Raises:
        BankError: for an id or pattern that matches nothing (near ones are named), and where the
            arguments do not go together.
    """
    if sum((bool(ids), pool is not None, test is not None)) > 1:
        raise BankError("Ask in one way at a time: by ids, or with pool=, or with test=.")
    if n is not None and pool is None:
        raise BankError('n says how many to draw and needs a pool: ask(pool="PSA-1", n=5).')
    if warmup and not ids:
        raise BankError('Name the questions of the warm-up: ask("PSA-1.1", "BV-1.1", warmup=True).')
    if test is not None:
        return _test(test)
    if pool is not None:
        return _pool([pool] if isinstance(pool, str) else pool, DRAWN if n is None else n)
    if not ids:
        raise BankError('Which question? Name one, such as ask("IMP-1.1").')
    items = [bank().declaration(name) for name in _named(ids)]
    if warmup:
        return Question(items, Quiz("warmup", f"Warm-up: {_many(len(items))} to recall"))
    if any("*" in name for name in ids):
        return Question(items, Quiz("all", f"A quiz of {_many(len(items))}"))
    return Question(items)


def _named(ids: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    kept = in_a_test() if any("*" in name for name in ids if isinstance(name, str)) else set()
    for name in ids:
        if not isinstance(name, str):
            raise BankError(f'A question is named by text such as "IMP-1.1", not {name!r}.')
        matches = [name]
        if "*" in name:
            matches = [match for match in bank().ids(name) if match not in kept]
        if not matches:
            raise BankError(f"No question in the bank matches {name!r}.")
        found += [m for m in matches if m not in found]
    return found


def _pool(parts: list[str], n: int) -> Question:
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        raise BankError(f"n says how many questions to draw: a whole number from 1, not {n!r}.")
    known = outline()["items"]
    found: list[str] = []
    for part in parts:
        names = [name for name in _of(part) if known[name]["back"]]
        if not names:
            raise BankError(
                f"No question can be drawn from {part!r}. A pool is an outcome such as "
                '"PSA-1", a chapter such as "02", an id, a pattern, or a list of these.'
            )
        found += [name for name in names if name not in found]
    items = [bank().declaration(name) for name in found]
    drawn = min(n, len(items))
    rest = f", drawn for today from {len(items)}" if drawn < len(items) else ""
    return Question(items, Quiz("pool", f"{_many(drawn).capitalize()}{rest}", n=drawn))


def _of(part: object) -> list[str]:
    """The questions of a chapter, of an outcome, of a pattern, or the one of an id."""
    if not isinstance(part, str):
        raise BankError(f'A part of a pool is named by text such as "PSA-1", not {part!r}.')
    if re.fullmatch(r"\d\d", part):
        return outline()["chapters"].get(part, [])
    return bank().ids(f"{part}.*" if part in bank().outcomes else part)


def _test(which: str) -> Question:
    items = [bank().declaration(name) for name in test_items(which)]
    when = "Before the course" if which == "pre" else "After the course"
    return Question(items, Quiz(which, f"{when}: {_many(len(items))}", _CLOSED))


def _many(number: int) -> str:
    return f"{number} question{'' if number == 1 else 's'}"


def _saved(items: list[Declaration]) -> dict[str, dict]:
    from exercises.record.mine import latest_answers

    return latest_answers([i["id"] for i in items])


@lru_cache(1)
def sources() -> dict[str, str]:
    """The ES modules of kit, types and style as text, by name; Jupyter is handed them as text."""
    read = {p.stem: p.read_text(encoding="utf-8") for p in ITEMS.glob("*.js")}
    for name in ("question", "quiz"):
        read[name] = (PACKAGE / "live" / f"{name}.js").read_text(encoding="utf-8")
    sheets = [(ITEMS / f"{name}.css").read_text(encoding="utf-8") for name in ("items", "work")]
    read["css"] = "\n".join(sheets)
    return read

"""`check()`: a small task in code, and what comes of an attempt at it."""

import html

from exercises import faces
from exercises.items.bank import BankError
from exercises.items.tasks import Task, assess, task
from exercises.record.errors import EventError, RecordError


class Shown:
    """A task, or the verdict on an attempt; shows itself."""

    def __init__(self, declared: Task, right: bool | None, words: str, saved: str) -> None:
        self.task = declared
        self.right = right
        self.words = words
        self.saved = saved

    def __repr__(self) -> str:
        return f"Task {self.task['id']}: {self.task['prompt_text']}"

    def __bool__(self) -> bool:
        return bool(self.right)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {faces.TASK: self.task, "text/html": self._html(), "text/plain": repr(self)}

    def _html(self) -> str:
        name = html.escape(str(self.task["id"]))
        # Nobody has to put the dots back to read once more what was asked.
        said = self.task["prompt"]
        if self.right is not None:
            sign = "✓ Right." if self.right else "✗ Not yet."
            said += f'<div role="status"><p><strong>{sign}</strong></p>{self.words}</div>'
        hint = f"<details><summary>A hint</summary>{self.task['hint']}</details>"
        return (
            f'<section class="nl-task" data-task="{name}" style="max-width:46rem">{said}'
            f"{'' if self.right else hint}{self.saved}</section>"
        )


def check(name: str, value: object = ...) -> Shown:
    """Show a code task, or, with a value in place of the dots, say whether it is right.

    Raises:
        BankError: for a name that is not in the bank; near ones are named.
    """
    if not isinstance(name, str):
        raise BankError(f'A task is named by text such as "IMP-C1", not {name!r}.')
    declared = task(name)
    if value is ...:
        return Shown(declared, None, "", "")
    right, words = assess(name, value)
    return Shown(declared, right, words, _keep(declared, right, value))


def _keep(declared: Task, right: bool, value: object) -> str:
    from exercises.record.mine import my_record

    if faces.static_only():
        return ""
    try:
        record = my_record()
        score = 1.0 if right else 0.0
        shown = _written(value)
        record.append(record.new_event(declared["id"], declared["version"], shown, score))
    except (RecordError, EventError) as error:
        return f"<p>Not saved: {html.escape(str(error))}</p>"
    return ""


def _written(value: object) -> str:
    try:
        return " ".join(repr(value).split())[:200]
    except Exception:
        # A learner's own class may fail at being shown; that there was an attempt is kept.
        return f"a {type(value).__name__}"

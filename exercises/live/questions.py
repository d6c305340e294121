"""`ask()`: shows questions of the bank, live in Jupyter, printable everywhere."""

from functools import lru_cache

from exercises import faces
from exercises.items import paper
from exercises.items.bank import BankError, bank
from exercises.items.result import Declaration
from exercises.paths import ITEMS, PACKAGE


class Question:
    """One or more questions, as `ask` returns them; shows itself."""

    def __init__(self, items: list[Declaration]) -> None:
        self.items = items

    def __repr__(self) -> str:
        return "\n".join(f"Question {i['id']}: {i['prompt_text']}" for i in self.items)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        saved = {} if faces.static_only() else _saved(self.items)
        bundle: dict[str, object] = {
            faces.ITEM: {"items": self.items},
            "text/html": "".join(paper.notebook(i, saved.get(i["id"])) for i in self.items),
            "text/plain": repr(self),
        }
        if not faces.static_only():
            from exercises.live.question_widget import QuestionWidget

            widget = QuestionWidget(self.items, saved)
            bundle[faces.WIDGET] = {
                "version_major": 2,
                "version_minor": 0,
                "model_id": widget.model_id,
            }
        return bundle


def ask(*ids: str) -> Question:
    """Show questions by their ids, such as `ask("IMP-1.2")`.

    Several ids show several questions, and a pattern such as `"IMP-1.*"` shows all it matches.

    Raises:
        BankError: for an id or pattern that matches nothing; near ones are named.
    """
    if not ids:
        raise BankError('Which question? Name one, such as ask("IMP-1.1").')
    found: list[str] = []
    for name in ids:
        if not isinstance(name, str):
            raise BankError(f'A question is named by text such as "IMP-1.1", not {name!r}.')
        matches = bank().ids(name) if "*" in name else [name]
        if not matches:
            raise BankError(f"No question in the bank matches {name!r}.")
        found += [m for m in matches if m not in found]
    return Question([bank().declaration(name) for name in found])


def _saved(items: list[Declaration]) -> dict[str, dict]:
    from exercises.record.mine import latest_answers

    return latest_answers([i["id"] for i in items])


@lru_cache(1)
def sources() -> dict[str, str]:
    """The ES modules of kit, types and style as text, by name; Jupyter is handed them as text."""
    read = {p.stem: p.read_text(encoding="utf-8") for p in ITEMS.glob("*.js")}
    read["question"] = (PACKAGE / "live" / "question.js").read_text(encoding="utf-8")
    read["css"] = (ITEMS / "items.css").read_text(encoding="utf-8")
    return read

"""Code tasks of the bank: a prompt, a hint, and a solution that is run to know what is right."""

from functools import lru_cache

from exercises.items import prose
from exercises.items.bank import Bank, BankError, bank
from exercises.items.compare import compare

Task = dict[str, object]


def task(name: str, source: Bank | None = None) -> Task:
    """A task with its texts as HTML: `id`, `version`, `outcome`, `prompt`, `hint`, `solution`.

    Raises:
        BankError: for a name that is not in the bank, with near ones named.
    """
    raw = (source or bank()).task(name)
    return {
        "id": raw["id"],
        "version": raw["version"],
        "outcome": raw["outcome"],
        "prompt": prose.block(raw["prompt"]),
        "prompt_text": prose.plain(raw["prompt"]),
        "hint": prose.block(raw["hint"]),
        "solution": raw["solution"].strip(),
    }


def assess(name: str, value: object, source: Bank | None = None) -> tuple[bool, str]:
    """Whether `value` is what the task asks for, and a sentence (HTML) that says what is off.

    A mistake that the task foresees is met with its own feedback.
    """
    where = source or bank()
    raw = where.task(name)
    expected, mistakes = _answers(
        raw["solution"], tuple(m["value"] for m in raw.get("mistakes", []))
    )
    tolerance = raw.get("tolerance", 1e-9)
    right, words = compare(value, expected, tolerance)
    if right:
        return True, prose.block(raw.get("praise", words))
    for mistake, wrong in zip(raw.get("mistakes", []), mistakes, strict=True):
        if compare(value, wrong, tolerance)[0]:
            return False, prose.block(mistake["feedback"])
    return False, prose.block(words)


@lru_cache(64)
def _answers(solution: str, mistakes: tuple[str, ...]) -> tuple[object, list[object]]:
    """Run a solution from the bank; `answer` is what it leaves. The bank is the course's own code."""
    import pandas as pd

    from exercises.tables import table

    names: dict[str, object] = {"table": table, "pd": pd}
    try:
        exec(solution, names)
        return names["answer"], [eval(code, names) for code in mistakes]
    except Exception as error:
        raise BankError(f"A task's own solution fails: {type(error).__name__}: {error}") from error

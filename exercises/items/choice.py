"""A choice question: one option is picked, and each option has feedback of its own."""

from exercises.items.result import Declaration, Result

NAME = "choice"


def mark(item: Declaration, response: object) -> Result:
    """Mark the id of the option picked: 1 for the right one, 0 for any other.

    Args:
        item: a declaration with `options`, each `{id, right, feedback, ...}`.
        response: the id of the option picked.

    Raises:
        ValueError: where the response names no option of this item.
    """
    for option in item["options"]:
        if option["id"] == response:
            return {"score": 1 if option["right"] else 0, "key": option["id"], "words": ""}
    raise ValueError(f"{item['id']} has no option {response!r}")


def feedback(item: Declaration, result: Result) -> str:
    """The feedback of the option picked, as HTML."""
    return next(o["feedback"] for o in item["options"] if o["id"] == result["key"])


def paper(item: Declaration, response: object = None) -> str:
    """The options as a person would print them; the one picked is ticked."""
    rows = []
    for option in item["options"]:
        picked = option["id"] == response
        box = "☑" if picked else "☐"
        said = ' <strong class="nl-yours">your answer</strong>' if picked else ""
        rows.append(
            f'<li class="nl-option"><span aria-hidden="true">{box}</span> '
            f'<span class="nl-option-text">{option["text"]}</span>{said}</li>'
        )
    return f'<ol class="nl-options" type="A">{"".join(rows)}</ol>'


def key(item: Declaration) -> str:
    """The right answer in words, as HTML."""
    return next(o["text"] for o in item["options"] if o["right"])

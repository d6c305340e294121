"""A question of which several options are right: the learner picks all that apply."""

from exercises.items.result import Declaration, Fill, Result, counted

NAME = "select"


def mark(item: Declaration, response: object) -> Result:
    """Mark the ids of the options picked: the right ones less the wrong ones, as a share of the right.

    The `key` holds the ids picked, in the item's order and parted by spaces.

    Args:
        item: a declaration with `options`, each `{id, text, right, feedback}`.
        response: the ids of the options picked, one or more, in any order.

    Raises:
        ValueError: where nothing is picked, or an id is unknown or there twice.
    """
    if not isinstance(response, list) or not response:
        raise ValueError(f"{item['id']} wants a list of the options picked, one at least")
    known = [option["id"] for option in item["options"]]
    for name in response:
        if name not in known:
            raise ValueError(f"{item['id']} has no option {name!r}")
        if response.count(name) > 1:
            raise ValueError(f"{item['id']}: option {name!r} is picked twice")
    picked = [option for option in item["options"] if option["id"] in response]
    wanted = sum(option["right"] for option in item["options"])
    right = sum(option["right"] for option in picked)
    wrong = len(picked) - right
    return {
        "score": max(0.0, (right - wrong) / wanted),
        "key": " ".join(option["id"] for option in picked),
        "words": _words(right, wrong, wanted),
    }


def _words(right: int, wrong: int, wanted: int) -> str:
    if right == wanted:
        found = "All that belong" if wanted > 1 else "The one that belongs"
    elif right:
        found = f"{right} of the {wanted} that belong"
    else:
        found = f"None of the {wanted} that belong" if wanted > 1 else "Not the one that belongs"
    if not wrong:
        return f"{found}, and nothing else." if right == wanted else f"{found}."
    return f"{found}, and {counted(wrong)} that {'does' if wrong == 1 else 'do'} not."


def feedback(item: Declaration, result: Result) -> str:
    """The feedback of each option picked, as an HTML list."""
    rows = []
    for option in item["options"]:
        if option["id"] in result["key"].split():
            sign = "✓ belongs" if option["right"] else "✗ does not belong"
            rows.append(f"<li>{option['text']} <strong>{sign}</strong> {option['feedback']}</li>")
    return f'<ul class="nl-each">{"".join(rows)}</ul>'


def paper(item: Declaration, response: object = None) -> str:
    """The options with boxes to tick; those that were picked are ticked."""
    picked = response if isinstance(response, list) else []
    rows = []
    for option in item["options"]:
        mine = option["id"] in picked
        said = ' <strong class="nl-yours">your answer</strong>' if mine else ""
        rows.append(
            f'<li class="nl-option"><span aria-hidden="true">{"☑" if mine else "☐"}</span> '
            f'<span class="nl-option-text">{option["text"]}</span>{said}</li>'
        )
    return f'<p class="nl-lead">Tick all that apply.</p><ol class="nl-options" type="A">{"".join(rows)}</ol>'


def key(item: Declaration) -> str:
    """The options that belong, as HTML."""
    return "; ".join(
        option["text"].removesuffix(".") for option in item["options"] if option["right"]
    )


def fault(item: dict) -> str:
    """What no schema can see: options that share an id, or none that is right or wrong."""
    rights = [bool(option.get("right")) for option in item["options"]]
    if not any(rights):
        return "a select needs one option at least with `right: true`"
    if all(rights):
        return "a select needs one option at least that is not right: else there is nothing to tell"
    return ""


def declare(item: dict, block: Fill, inline: Fill) -> dict:
    """The type's own fields of a declaration, with Markdown made HTML."""
    return {
        "options": [
            {
                "id": option["id"],
                "text": inline(option["text"]),
                "right": bool(option.get("right")),
                "feedback": block(option["feedback"]),
            }
            for option in item["options"]
        ]
    }

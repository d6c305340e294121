"""A challenge: the learner sets a lab so that its values meet the conditions of a goal."""

import html
import math
import re

from exercises.items.result import Declaration, Fill, Result
from exercises.labs._controls import settled
from exercises.labs.loading import LabError, declaration, load, run_lab
from exercises.paths import NOTEBOOKS

NAME = "challenge"

# Both Pythons agree on a lab's numbers to this: a value nearer to a limit than that is on it.
_NEAR = 1e-9


def mark(item: Declaration, response: object) -> Result:
    """Hold a lab's values against the conditions of the goal.

    The score is the share of the conditions that hold; the `key` is `met`, `partly` or `not`.

    Args:
        item: a declaration with `lab` and `goal`, each `{value, op, than, words}`.
        response: `{lab, controls, values}`: the setting, and the lab's values there.

    Raises:
        ValueError: where it is another lab's, or a value that the goal needs is no finite number.
    """
    if not isinstance(response, dict) or response.get("lab") != item["lab"]:
        raise ValueError(f"{item['id']} wants a setting of the lab {item['lab']}")
    controls, values = response.get("controls"), response.get("values")
    if not isinstance(controls, dict) or not isinstance(values, dict):
        raise ValueError(f"{item['id']} wants a setting and its values")
    for condition in item["goal"]:
        value = values.get(condition["value"])
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value):
            raise ValueError(f"{item['id']} wants a number for {condition['value']}")
    kept = [holds(condition, values[condition["value"]]) for condition in item["goal"]]
    count = sum(kept)
    return {
        "score": count / len(kept),
        "key": "met" if count == len(kept) else "partly" if count else "not",
        "words": _words(item["goal"], kept),
    }


def holds(condition: dict, value: float) -> bool:
    """Whether a value meets a condition; a limit that belongs to the range is met a hair outside it."""
    op, than = condition["op"], condition["than"]
    if op == "between":
        return than[0] - _NEAR <= value <= than[1] + _NEAR
    if op == ">":
        return value > than + _NEAR
    if op == ">=":
        return value >= than - _NEAR
    return value < than - _NEAR if op == "<" else value <= than + _NEAR


def _words(goal: list[dict], kept: list[bool]) -> str:
    said = []
    for label, wanted in (("Holds", True), ("Does not hold", False)):
        parts = [c["words"] for c, kept_ in zip(goal, kept, strict=True) if kept_ is wanted]
        if parts:
            said.append(f"{label}: {'; '.join(parts)}.")
    return " ".join(said)


def feedback(item: Declaration, result: Result) -> str:
    """What to make of the setting, as HTML."""
    return item["feedback"][result["key"]]


def paper(item: Declaration, response: object = None) -> str:
    """The conditions with boxes, and the lab's controls with room to write the setting."""
    values = response["values"] if isinstance(response, dict) else None
    rows = []
    for condition in item["goal"]:
        met = values is not None and holds(condition, values[condition["value"]])
        rows.append(f"<li>{'☑' if met else '☐'} {html.escape(condition['words'])}</li>")
    controls = "".join(
        f'<tr><th scope="row">{html.escape(control["label"])}</th>'
        f"<td>{_set(control, response)}</td></tr>"
        for control in item["controls"]
    )
    label = '<p><strong class="nl-yours">your answer</strong></p>' if values is not None else ""
    return (
        f'<p class="nl-lead">In the lab “{html.escape(item["title"])}”{_home(item)}:</p>'
        f'<ul class="nl-goal">{"".join(rows)}</ul>'
        '<table class="nl-points"><thead><tr><th scope="col">Control</th>'
        f'<th scope="col">Your setting</th></tr></thead><tbody>{controls}</tbody></table>{label}'
    )


def _home(item: Declaration) -> str:
    return f" (chapter {item['home'][:2]})" if item["home"] else ""


def _set(control: dict, response: object) -> str:
    if not isinstance(response, dict) or control["name"] not in response["controls"]:
        return "____"
    return html.escape(said(control, response["controls"][control["name"]]))


def said(control: dict, value: object) -> str:
    """What a control stands at, in words."""
    for option in control["options"]:
        if option["value"] == value:
            return option["label"]
    if isinstance(value, bool):
        return "yes" if value else "no"
    # Adding nothing takes the sign off a zero, as the page's own way of writing does.
    return f"{value + 0.0:.10g}" if isinstance(value, int | float) else str(value)


def key(item: Declaration) -> str:
    """One setting at which the goal is met, as HTML."""
    parts = [
        f"{html.escape(control['label'])}: {html.escape(said(control, item['answer'][control['name']]))}"
        for control in item["controls"]
        if control["name"] in item["answer"]
    ]
    begin = "the starting point" if item["start"] else "where the lab begins"
    return f"one setting that does it, from {begin}: {'; '.join(parts)}."


def fault(item: dict) -> str:
    """What no schema can see: a lab that is not there, controls that it has not, conditions ill put."""
    try:
        controls = load(item["lab"]).CONTROLS
        for name in ("start", "answer"):
            settled(controls, item.get(name, {}))
    except (LabError, ValueError) as error:
        return str(error)
    for condition in item["goal"]:
        pair = isinstance(condition["than"], list)
        if pair != (condition["op"] == "between"):
            return f"{condition['value']}: `between` takes two numbers, any other `op` one"
        if pair and condition["than"][0] > condition["than"][1]:
            return f"{condition['value']}: the lowest number of `between` comes first"
        if re.search(r"\{\{|[*_`\[<]", condition["words"]):
            return f"{condition['value']}: the words of a condition are plain, without Markdown"
    return ""


def declare(item: dict, block: Fill, inline: Fill) -> dict:
    """The type's own fields of a declaration, checked against the lab itself.

    Raises:
        ValueError: where the goal names a value that the lab has not, holds at the start, or does not
            hold at the answer.
    """
    name, goal = item["lab"], item["goal"]
    shown = declaration(name)
    # What a learner has typed into a lab is no part of a setting: nothing here may take it away.
    controls = [control for control in shown["controls"] if control["type"] != "text"]
    first = {control["name"]: control["value"] for control in controls}
    start, answer = first | item.get("start", {}), first | item["answer"]
    before, after = (run_lab(name, **setting)["values"] for setting in (start, answer))
    unknown = [c["value"] for c in goal if c["value"] not in after]
    if unknown:
        raise ValueError(
            f"the lab {name} has no value {' or '.join(unknown)}; it has {', '.join(after)}"
        )
    if all(holds(c, before[c["value"]]) for c in goal):
        raise ValueError("the goal holds at the start already: nothing is left to find")
    missed = [c["value"] for c in goal if not holds(c, after[c["value"]])]
    if missed:
        raise ValueError(f"the goal does not hold at the answer: see {', '.join(missed)}")
    return {
        "lab": name,
        "title": shown["title"],
        "home": home(name, item["chapter"]),
        "goal": goal,
        "start": start if "start" in item else None,
        # Only what has to be moved: the rest stays where the learner begins.
        "answer": {name: value for name, value in answer.items() if value != start[name]},
        "controls": [
            {
                "name": control["name"],
                "label": control["label"],
                "options": control.get("options", []),
            }
            for control in controls
        ],
        "feedback": {name: block(text) for name, text in item["feedback"].items()},
    }


def home(lab: str, chapter: str = "") -> str | None:
    """The notebook that teaches with a lab, such as `06-improving-on-paper`, or None.

    Of several it is that of the question's own chapter, or else the first. The tour of chapter 00 shows
    labs too, and counts only where there is no other.
    """
    call = re.compile(rf"""\blab\(\\?["']{re.escape(lab)}\\?["']""")
    found = [
        path.stem
        for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
        if call.search(path.read_text(encoding="utf-8"))
    ]
    order = sorted(found, key=lambda stem: (stem[:2] != chapter, stem[:2] == "00", stem))
    return next(iter(order), None)

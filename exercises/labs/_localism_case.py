"""The case that is looked at, on its three axes: the learner, the coders, and the reader once shown."""

import math

from ._chart import CENTRE, LEARNER, OTHER, layout
from ._localism_cases import AXES, COLUMNS, STEPS
from ._localism_plane import INK, code, enough
from ._text import MINUS

_COUNTS = ("none", "one", "two", "three")


def case_figure(said):
    """The case on its three axes: what coders, learner and reader say.

    Behind them stands how often the reader used each code, for those who have placed some cases.
    """
    case = said["case"]
    background = enough(said["mine"])
    data = [_background(said["rows"])] if background else []
    data += _coders(said)
    if case["shown"]:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": list(case["reader"]),
                "y": [2, 1, 0],
                "name": "The reader",
                "marker": {
                    "color": OTHER,
                    "size": 24,
                    "symbol": "circle-open",
                    "line": {"color": OTHER, "width": 3},
                },
                "hovertemplate": "the reader: %{x}<extra></extra>",
            }
        )
    own = [(case["codes"][i], 2 - i) for i in range(3) if case["codes"][i] is not None]
    if own:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [at[0] for at in own],
                "y": [at[1] for at in own],
                "name": "Yours",
                "marker": {
                    "color": LEARNER,
                    "size": 14,
                    "symbol": "square",
                    "line": {"color": INK, "width": 2},
                },
                "hovertemplate": "your placing: %{x}<extra></extra>",
            }
        )
    notes = []
    for place in range(3):
        notes.append(_row_note(-2.7, 2 - place, AXES[place][4], "left"))
        notes.append(_row_note(2.7, 2 - place, AXES[place][5], "right"))
    name = case["row"]["case_name"]
    if case["shown"]:
        apart = [i for i in range(3) if case["codes"][i] != case["reader"][i]]
        title = (
            name
            + ": you and the reader "
            + (
                "agree on all three axes."
                if not apart
                else "part on " + _COUNTS[len(apart)] + " of three."
            )
        )
    elif case["placed"]:
        title = name + ": placed by you; the reader’s codes can be shown."
    else:
        title = name + ": not placed yet."
    return {
        "data": data,
        "layout": layout(
            300,
            margin={"l": 20, "r": 20, "t": 24, "b": 40},
            xaxis={
                "title": {"text": ""},
                "range": [-2.75, 2.75],
                "tickvals": STEPS,
                "ticktext": [code(step) for step in STEPS],
                "zeroline": False,
                "showgrid": False,
            },
            yaxis={
                "title": {"text": ""},
                "range": [-0.6, 2.75],
                "tickvals": [],
                "showgrid": False,
                "zeroline": False,
            },
            annotations=notes,
        ),
        "meta": {"title": title, "summary": _case_summary(case, background)},
    }


def _row_note(x, y, text, anchor):
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": "bottom",
        "yshift": 18,
    }


def _background(rows):
    """How often each code stands on each axis among all cases: what the scale is like in use."""
    x, y, counts = [], [], []
    for place in range(3):
        for step in STEPS:
            count = len([row for row in rows if row[COLUMNS[place]] == step])
            if count:
                x.append(step)
                y.append(2 - place)
                counts.append(count)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "text": [str(count) for count in counts],
        "name": "All cases, by the reader",
        "marker": {
            "color": OTHER,
            "opacity": 0.25,
            "size": [6 + 5 * math.sqrt(count) for count in counts],
        },
        "hovertemplate": "%{text} of all cases stand at %{x}<extra></extra>",
    }


def _coders(said):
    """The codes that coders gave this case, a diamond to each code with their number in it."""
    x, y, counts = [], [], []
    for place in range(3):
        for step in STEPS:
            count = 0
            for coder in said["panel"]:
                own = coder["codes"].get(said["case"]["row"]["case"])
                if own and own[place] == step and not coder["hidden"] and not coder["own"]:
                    count += 1
            if count:
                x.append(step)
                y.append(2 - place - 0.32)
                counts.append(count)
    if not x:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": x,
            "y": y,
            "text": [str(count) for count in counts],
            "textposition": "middle right",
            "name": "Coders",
            "marker": {"color": CENTRE, "size": 9, "symbol": "diamond"},
            "hovertemplate": "%{text} of the coders: %{x}<extra></extra>",
        }
    ]


def _case_summary(case, background):
    parts = []
    for place in range(3):
        own = case["codes"][place]
        said = AXES[place][1] + ": " + ("not placed" if own is None else "you " + code(own))
        if case["shown"]:
            said += ", the reader " + code(case["reader"][place])
        parts.append(said)
    return (
        case["row"]["case_name"]
        + " on three axes from "
        + MINUS
        + "2 to 2. "
        + "; ".join(parts)
        + "."
        + " Grey circles show how often the reader used each code among all cases." * background
    )

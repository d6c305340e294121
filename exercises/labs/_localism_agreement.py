"""The coders' agreement on each axis, with its interval, against Krippendorff's two marks."""

import math

from ._chart import CENTRE, OTHER, layout, upright
from ._localism_cases import AXES
from ._localism_coders import numbered
from ._localism_plane import note
from ._text import listed, number

LEAST, ENOUGH = 0.667, 0.8
_COUNTS = ("none", "one", "two", "three")


def agreement_figure(said):
    """Alpha on each axis with its interval, against the marks at .667 and .800."""
    found = said["found"]
    drawn = [i for i in range(3) if found["alpha"][i] is not None]
    x = [found["alpha"][i] for i in drawn]
    lows = [(found["interval"][i] or [found["alpha"][i]] * 2)[0] for i in drawn]
    highs = [(found["interval"][i] or [found["alpha"][i]] * 2)[1] for i in drawn]
    data = []
    if drawn:
        data.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": x,
                "y": [2 - i for i in drawn],
                "text": [number(value, 3) for value in x],
                "textposition": "top center",
                "name": "Alpha",
                "cliponaxis": False,
                "marker": {"color": CENTRE, "size": 12},
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [max(0.0, highs[i] - x[i]) for i in range(len(x))],
                    "arrayminus": [max(0.0, x[i] - lows[i]) for i in range(len(x))],
                    "color": CENTRE,
                    "thickness": 2,
                    "width": 6,
                },
                "hovertemplate": "alpha %{text}<extra></extra>",
            }
        )
    least = min([-0.05] + [low - 0.05 for low in lows])
    notes = [
        _mark_note(LEAST, ".667", "right"),
        _mark_note(ENOUGH, ".800", "left"),
    ]
    if not drawn:
        notes.append(
            note(
                0.07,
                0.5,
                # In short lines, which end before the dotted mark on a phone.
                "alpha is<br>undefined"
                if len(said["panel"]) > 1
                else "no alpha yet:<br>it takes two",
                "left",
                "middle",
            )
        )
    return {
        "data": data,
        "layout": layout(
            260,
            margin={"l": 116, "r": 24, "t": 34, "b": 48},
            xaxis={
                "title": {"text": "Krippendorff’s alpha"},
                "range": [least, 1.05],
                "showgrid": False,
                "zeroline": True,
            },
            yaxis={
                "title": {"text": ""},
                "range": [-0.6, 2.7],
                "tickvals": [2, 1, 0],
                "ticktext": [_wrapped(axis[1]) for axis in AXES],
                "showgrid": False,
                "zeroline": False,
            },
            shapes=[upright(LEAST, OTHER), upright(ENOUGH, OTHER)],
            annotations=notes,
        ),
        "meta": {"title": _agreement_title(said, drawn), "summary": _agreement_summary(said)},
    }


def _wrapped(text):
    """A name broken in two lines near its middle, for the foot of an axis."""
    words = text.split(" ")
    best = 1
    for i in range(1, len(words)):
        if abs(len(" ".join(words[:i])) - len(text) / 2) < abs(
            len(" ".join(words[:best])) - len(text) / 2
        ):
            best = i
    if len(words) < 2:
        return text
    return " ".join(words[:best]) + "<br>" + " ".join(words[best:])


def _mark_note(x, text, anchor):
    return {
        "x": x,
        "y": 1,
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": "bottom",
    }


def grade(value):
    """0: below .667; 1: from there; 2: from .800. As printed, to three decimals."""
    thousandths = math.floor(value * 1000 + 0.5 + 1e-7)
    return 2 if thousandths >= 800 else 1 if thousandths >= 667 else 0


def _agreement_title(said, drawn):
    count = len(said["panel"])
    who = numbered(said["panel"], said["chosen"]["panel"])
    if count < 2:
        return "One coder, or none: agreement takes two."
    if not drawn:
        return who + ", and no axis on which alpha is defined."
    enough = [i for i in drawn if grade(said["found"]["alpha"][i]) == 2]
    return (
        who
        + " reach .800 on "
        + ("all three axes." if len(enough) == 3 else _COUNTS[len(enough)] + " of the three axes.")
    )


def _agreement_summary(said):
    found = said["found"]
    parts = []
    for place in range(3):
        value, span = found["alpha"][place], found["interval"][place]
        words = AXES[place][1] + ": "
        if value is None:
            words += "undefined"
        else:
            words += number(value, 3)
            if span:
                words += " (interval " + number(span[0], 3) + " to " + number(span[1], 3) + ")"
        parts.append(words)
    return (
        "Krippendorff’s alpha, with dotted lines at the marks .667 and .800. " + listed(parts) + "."
    )

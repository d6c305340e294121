"""The map itself: how many cases lie at each crossing of two axes, and where the learner's placings lie."""

import math

from ._chart import LEARNER, OTHER, layout
from ._localism_cases import AXES, COLUMNS, STEPS
from ._text import MINUS, number

INK = "#1b1b18"
_RANGE = [-2.75, 2.75]
# Cases that a learner places before all of the reader's are counted.
PLACED_FIRST = 5


def code(value):
    """A code as it is printed: with a true minus sign, and without a plus."""
    return MINUS + str(-value) if value < 0 else str(value)


def enough(mine):
    """Whether the learner has kept as many placings as are asked for before the reader's are counted."""
    return len(mine["codes"].get("you", {})) >= PLACED_FIRST


def counted(said):
    """Whether the map counts the reader's codes: of all cases after some placings, of a set when asked."""
    return said["chosen"]["cases"] != "all" or enough(said["mine"])


def map_figure(said):
    """How many cases of the set lie at each crossing of two axes, and where the learner's placings lie."""
    _, across, up, _ = said["pair"]
    here = said["here"]
    counts = {}
    for row in here:
        at = (row[COLUMNS[across]], row[COLUMNS[up]])
        counts[at] = counts.get(at, 0) + 1
    cells = sorted(counts)
    shown = counted(said)
    data = [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [at[0] for at in cells],
            "y": [at[1] for at in cells],
            "text": [str(counts[at]) for at in cells],
            "textposition": "middle center",
            "name": "Cases, by the reader",
            "cliponaxis": False,
            "marker": {
                "color": OTHER,
                "opacity": 0.35,
                "size": [16 + 10 * math.sqrt(counts[at]) for at in cells],
            },
            "hovertemplate": "%{text} of the cases<extra></extra>",
        }
    ]
    if not shown:
        data = []
    data += _placings(said, across, up)
    data += _this_case(said, across, up)
    corner = len([row for row in here if row[COLUMNS[across]] * row[COLUMNS[up]] != 0])
    low, high = AXES[across][4], AXES[across][5]
    legend = (
        "circles: the reader’s cases; squares: yours"
        if shown
        else "squares: yours; the reader’s come after five"
    )
    return {
        "data": data,
        "layout": layout(
            430,
            margin={"l": 84, "r": 20, "t": 34, "b": 66},
            xaxis={
                "title": {"text": ""},
                "range": _RANGE,
                "tickvals": STEPS,
                "ticktext": [code(step) for step in STEPS],
                "zeroline": True,
                "showgrid": False,
            },
            yaxis={
                "title": {"text": ""},
                "range": _RANGE,
                "tickvals": STEPS,
                "ticktext": [code(step) for step in STEPS],
                "zeroline": True,
            },
            annotations=[
                note(0, -0.09, low, "left", "top"),
                note(1, -0.09, high, "right", "top"),
                _turned(0, AXES[up][4], "bottom"),
                _turned(1, AXES[up][5], "top"),
                # From the edge of the figure: right of the axis a phone has no room for it.
                note(0, 1.02, legend, "left", "bottom", -70),
            ],
        ),
        "meta": {
            "title": _map_title(said),
            "summary": _waiting(said)
            if not shown
            else number(len(here))
            + (" case" if len(here) == 1 else " cases")
            + " as one reader placed them, without their names. Across: from "
            + low
            + " to "
            + high
            + "; upwards: from "
            + AXES[up][4]
            + " to "
            + AXES[up][5]
            + ". "
            + _corners(here, across, up)
            + "; "
            + number(len(here) - corner)
            + (" lies" if len(here) - corner == 1 else " lie")
            + " on a middle line.",
        },
    }


def _waiting(said):
    """The map in words while it holds nothing but the learner's own placings."""
    _, across, up, _ = said["pair"]
    kept = len(said["mine"]["codes"].get("you", {}))
    return (
        "A map of two axes. Across: from "
        + AXES[across][4]
        + " to "
        + AXES[across][5]
        + "; upwards: from "
        + AXES[up][4]
        + " to "
        + AXES[up][5]
        + ". The reader’s cases are not on it until you have kept "
        + number(PLACED_FIRST)
        + " placings; you have kept "
        + (number(kept) if kept else "none")
        + "."
    )


def _corner(here, across, up, right, above):
    return len(
        [row for row in here if row[COLUMNS[across]] * right > 0 and row[COLUMNS[up]] * above > 0]
    )


def _corners(here, across, up):
    parts = []
    for right in (-1, 1):
        for above in (-1, 1):
            first = AXES[across][4 if right < 0 else 5]
            second = AXES[up][4 if above < 0 else 5]
            parts.append(
                number(_corner(here, across, up, right, above)) + " " + first + " with " + second
            )
    return "In the corners: " + ", ".join(parts)


def _map_title(said):
    """The fullest corner, in a sentence; of all cases only to those who have placed some themselves."""
    if not counted(said):
        return (
            "Your map: one reader’s "
            + number(len(said["here"]))
            + " cases join it once you have kept five placings."
        )
    _, across, up, _ = said["pair"]
    best, words = -1, ""
    for right in (-1, 1):
        for above in (-1, 1):
            count = _corner(said["here"], across, up, right, above)
            if count > best:
                best = count
                first = AXES[across][4 if right < 0 else 5]
                second = AXES[up][4 if above < 0 else 5]
                words = first + "” and “" + second
    size = len(said["here"])
    lie = " lies" if best == 1 else " lie"
    return number(best) + " of " + number(size) + lie + " in the fullest corner: “" + words + "”."


def note(x, y, text, anchor, vertical, shift=0):
    """A text at a place measured in parts of the whole figure, moved by `shift` pixels."""
    return {
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": vertical,
        "xshift": shift,
    }


def _turned(y, text, anchor):
    made = note(-0.01, y, text, "right", anchor)
    made["textangle"] = -90
    made["xshift"] = -30
    return made


def _placings(said, across, up):
    """The learner's kept placings of cases in the set, as small squares with their names."""
    kept = said["mine"]["codes"].get("you", {})
    x, y, names = [], [], []
    for row in said["here"]:
        own = kept.get(row["case"])
        if (
            own
            and own[across] is not None
            and own[up] is not None
            and row is not said["case"]["row"]
        ):
            # Side by side where several share a crossing.
            place = len(
                [1 for i in range(len(x)) if (int(x[i] + 2.6) - 2, y[i]) == (own[across], own[up])]
            )
            x.append(own[across] + 0.12 * (place % 4) - 0.18)
            y.append(own[up])
            names.append(row["case_name"])
    if not x:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": x,
            "y": y,
            "text": names,
            "name": "Your placings",
            "marker": {
                "color": LEARNER,
                "size": 9,
                "symbol": "square",
                "line": {"color": INK, "width": 1},
            },
            "hovertemplate": "%{text}<extra>your placing</extra>",
        }
    ]


def _this_case(said, across, up):
    """The case that is looked at, where the learner put it, and the reader where that may be shown."""
    case = said["case"]
    own = case["codes"]
    data = []
    if case["shown"]:
        theirs = case["reader"]
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [own[across], theirs[across]],
                "y": [own[up], theirs[up]],
                "name": "The reader",
                "line": {"color": OTHER, "width": 2, "dash": "dot"},
                "marker": {
                    "color": ["rgba(0,0,0,0)", "rgba(0,0,0,0)"],
                    "size": [1, 24],
                    "symbol": "circle-open",
                    "line": {"color": OTHER, "width": 3},
                },
                "hovertemplate": "the reader: %{x}, %{y}<extra></extra>",
            }
        )
    if own[across] is not None and own[up] is not None:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [own[across]],
                "y": [own[up]],
                "name": "Yours: " + case["row"]["case_name"],
                "marker": {
                    "color": LEARNER,
                    "size": 15,
                    "symbol": "square",
                    "line": {"color": INK, "width": 2},
                },
                "hovertemplate": "your placing: %{x}, %{y}<extra>"
                + case["row"]["case_name"]
                + "</extra>",
            }
        )
    return data

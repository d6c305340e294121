"""The three figures of the localism map: the map, the case on its three axes, and the coders' agreement."""

import math

from ._chart import CENTRE, LEARNER, OTHER, layout
from ._localism_cases import AXES, COLUMNS, STEPS
from ._text import MINUS, listed, number

INK = "#1b1b18"
LEAST, ENOUGH = 0.667, 0.8
_RANGE = [-2.75, 2.75]


def code(value):
    """A code as it is printed: with a true minus sign, and without a plus."""
    return MINUS + str(-value) if value < 0 else str(value)


def _ends(place):
    """The steps of an axis as ticks, with the meaning of its two ends."""
    _, _, low, high = AXES[place]
    words = [low, "", "", "", high]
    return [code(step) + (" " + word if word else "") for step, word in zip(STEPS, words)]  # noqa: B905


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


def map_figure(said):
    """How many cases of the set lie at each crossing of two axes, and where the learner's placings lie."""
    _, across, up, _ = said["pair"]
    here = said["here"]
    counts = {}
    for row in here:
        at = (row[COLUMNS[across]], row[COLUMNS[up]])
        counts[at] = counts.get(at, 0) + 1
    cells = sorted(counts)
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
    data += _placings(said, across, up)
    data += _this_case(said, across, up)
    corner = len([row for row in here if row[COLUMNS[across]] * row[COLUMNS[up]] != 0])
    low, high = AXES[across][2], AXES[across][3]
    note = "circles: how many cases the reader put there; squares: yours"
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
                _note(0, -0.09, low, "left", "top"),
                _note(1, -0.09, high, "right", "top"),
                _turned(0, AXES[up][2], "bottom"),
                _turned(1, AXES[up][3], "top"),
                _note(0, 1.02, note, "left", "bottom"),
            ],
        ),
        "meta": {
            "title": _map_title(said),
            "summary": number(len(here))
            + (" case" if len(here) == 1 else " cases")
            + " as one reader placed them, without their names. Across: from "
            + low
            + " to "
            + high
            + "; upwards: from "
            + AXES[up][2]
            + " to "
            + AXES[up][3]
            + ". "
            + _corners(here, across, up)
            + "; "
            + number(len(here) - corner)
            + (" lies" if len(here) - corner == 1 else " lie")
            + " on a middle line.",
        },
    }


def _corner(here, across, up, right, above):
    return len(
        [row for row in here if row[COLUMNS[across]] * right > 0 and row[COLUMNS[up]] * above > 0]
    )


def _corners(here, across, up):
    parts = []
    for right in (-1, 1):
        for above in (-1, 1):
            first = AXES[across][2 if right < 0 else 3]
            second = AXES[up][2 if above < 0 else 3]
            parts.append(
                number(_corner(here, across, up, right, above)) + " " + first + " with " + second
            )
    return "In the corners: " + ", ".join(parts)


def _map_title(said):
    """The fullest corner, in a sentence."""
    _, across, up, _ = said["pair"]
    best, words = -1, ""
    for right in (-1, 1):
        for above in (-1, 1):
            count = _corner(said["here"], across, up, right, above)
            if count > best:
                best = count
                first = AXES[across][2 if right < 0 else 3]
                second = AXES[up][2 if above < 0 else 3]
                words = first + "” and “" + second
    size = len(said["here"])
    return number(best) + " of " + number(size) + " lie in the fullest corner: “" + words + "”."


def _note(x, y, text, anchor, vertical):
    return {
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": vertical,
    }


def _turned(y, text, anchor):
    made = _note(-0.01, y, text, "right", anchor)
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


def case_figure(said):
    """The case on its three axes: how the reader used each code, then what coders, learner and reader say."""
    case = said["case"]
    data = [_background(said["rows"])]
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
        notes.append(_row_note(-2.7, 2 - place, AXES[place][2], "left"))
        notes.append(_row_note(2.7, 2 - place, AXES[place][3], "right"))
    name = case["row"]["case_name"]
    if case["shown"]:
        apart = [i for i in range(3) if case["codes"][i] != case["reader"][i]]
        title = (
            name
            + ": you and the reader "
            + (
                "agree on all three axes."
                if not apart
                else "part on " + _axes(len(apart)) + " of three."
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
                "showgrid": True,
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
        "meta": {"title": title, "summary": _case_summary(case)},
    }


def _axes(count):
    return ("none", "one", "two", "three")[count]


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
                if own and own[place] == step and not coder["hidden"] and coder["name"] != "you":
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


def _case_summary(case):
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
        + ". Grey circles show how often the reader used each code among all cases."
    )


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
            _note(
                0.02,
                0.5,
                "no alpha yet: it takes two coders and cases that both coded",
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
                "title": {"text": "Krippendorff’s alpha: 0 chance, 1 perfect agreement"},
                "range": [least, 1.05],
                "showgrid": True,
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
            shapes=[_line(LEAST), _line(ENOUGH)],
            annotations=notes,
        ),
        "meta": {"title": _agreement_title(said, drawn), "summary": _agreement_summary(said)},
    }


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


def _line(x):
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "line": {"color": OTHER, "width": 1.5, "dash": "dot"},
        "layer": "below",
    }


def grade(value):
    """0: below .667; 1: from there; 2: from .800. As printed, to three decimals."""
    thousandths = math.floor(value * 1000 + 0.5 + 1e-7)
    return 2 if thousandths >= 800 else 1 if thousandths >= 667 else 0


def _agreement_title(said, drawn):
    count = len(said["panel"])
    made_up = "" if said["chosen"]["panel"] == "files" else "simulated "
    if count < 2:
        return "One coder, or none: agreement takes two."
    if not drawn:
        return number(count) + " " + made_up + "coders, and no axis on which alpha is defined."
    enough = [i for i in drawn if grade(said["found"]["alpha"][i]) == 2]
    return (
        number(count)
        + " "
        + made_up
        + "coders reach .800 on "
        + _axes(len(enough))
        + " of the three axes."
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

"""The workshop's two figures: the list of conditions, and what real targets promised and achieved."""

from ._chart import CENTRE, LEARNER, OTHER, layout
from ._target_designs import CONDITIONS, HEADINGS
from ._target_words import conditions_title, moves_summary, moves_title
from ._text import number


def conditions_figure(case):
    """One row to a condition, in three groups: a full mark where it holds, a cross where it fails."""
    labels, good, bad = [], [], []
    for heading in HEADINGS:
        labels.append("<b>" + heading + "</b>")
        for place, key, name, _ in CONDITIONS:
            if place == heading:
                (good if case["holds"][key] else bad).append(len(labels))
                labels.append(name)
    return {
        "data": [
            _marks(good, labels, 1, "circle", LEARNER, "Holds"),
            _marks(bad, labels, 0, "x-thin-open", OTHER, "Fails"),
        ],
        "layout": layout(
            470,
            margin={"l": 215, "r": 24, "t": 16, "b": 40},
            xaxis={
                "range": [-0.4, 1.4],
                "tickvals": [0, 1],
                "ticktext": ["fails", "holds"],
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={
                "range": [len(labels) - 0.4, -0.6],
                "tickvals": list(range(len(labels))),
                "ticktext": labels,
                "zeroline": False,
            },
        ),
        "meta": {"title": conditions_title(case["found"]), "summary": conditions_summary(case)},
    }


def _marks(rows, labels, x, symbol, colour, label):
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x] * len(rows),
        "y": rows,
        "name": label,
        "cliponaxis": False,
        "marker": {
            "symbol": symbol,
            "color": colour,
            "size": 13,
            "line": {"color": colour, "width": 3 if x == 0 else 0},
        },
        "customdata": [labels[row] for row in rows],
        "hovertemplate": "%{customdata}: " + label.lower() + "<extra></extra>",
    }


def conditions_summary(case):
    """The first figure in words."""
    parts = []
    for heading in HEADINGS:
        each = []
        for place, key, name, _ in CONDITIONS:
            if place == heading:
                each.append(name + (": holds" if case["holds"][key] else ": fails"))
        parts.append(heading + " " + "; ".join(each))
    return ". ".join(parts) + "."


def moves_figure(case):
    """Promised and achieved change of real targets, the largest achieved on top."""
    moves = sorted(case["moves"], key=lambda one: (-one["achieved"], one["name"]))
    names = [one["name"] for one in moves]
    mine = case["move"]["name"]
    data = []
    for one in moves:
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [one["promised"], one["achieved"]],
                "y": [one["name"], one["name"]],
                "name": one["name"],
                "line": {"color": OTHER, "width": 1},
                "hoverinfo": "skip",
            }
        )
    data.append(_ends(moves, "promised", "diamond-open", CENTRE, "Promised"))
    for fate, symbol in (("met", "circle"), ("missed", "circle-open")):
        some = [one for one in moves if one["fate"] == fate]
        data.append(_ends(some, "achieved", symbol, "#5E5E5A", "Achieved, " + fate))
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [case["chosen"]["change"]],
            "y": [mine],
            "name": "Your promise",
            "cliponaxis": False,
            "marker": {"symbol": "diamond", "color": LEARNER, "size": 13},
            "hovertemplate": "%{y}: %{x:.0f} per cent<extra>Your promise</extra>",
        }
    )
    place = names.index(mine)
    return {
        "data": data,
        "layout": layout(
            480,
            margin={"l": 150, "r": 24, "t": 64, "b": 56},
            xaxis={
                "title": {"text": "Change, per cent"},
                "range": [-4, 106],
                "zeroline": False,
            },
            yaxis={
                "type": "category",
                "categoryorder": "array",
                "categoryarray": names,
                "range": [len(names) - 0.4, -0.6],
                "tickvals": names,
                "showgrid": False,
            },
            shapes=[
                {
                    "type": "rect",
                    "xref": "paper",
                    "yref": "y",
                    "x0": 0,
                    "x1": 1,
                    "y0": place - 0.45,
                    "y1": place + 0.45,
                    "fillcolor": LEARNER,
                    "opacity": 0.18,
                    "line": {"width": 0},
                    "layer": "below",
                }
            ],
            annotations=[_key()],
        ),
        "meta": {"title": moves_title(case), "summary": moves_summary(moves, case)},
    }


def _ends(moves, which, symbol, colour, label):
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [one[which] for one in moves],
        "y": [one["name"] for one in moves],
        "name": label,
        "cliponaxis": False,
        "marker": {"symbol": symbol, "color": colour, "size": 10, "line": {"width": 2}},
        "customdata": [number(one[which], 1) for one in moves],
        "hovertemplate": "%{y}: %{customdata} per cent<extra>" + label + "</extra>",
    }


def _key():
    """What the marks stand for, in lines short enough for a phone."""
    return {
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "text": (
            '<span style="color:#0072B2">◇</span> promised  '
            '<span style="color:#56B4E9">◆</span> your promise<br>'
            "● achieved: met  ○ achieved: missed"
        ),
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "xshift": -130,
        "yshift": 8,
    }

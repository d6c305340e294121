"""The figures of the cap: the two lines with a council among them, who was named, and for how much."""

from ._borrowing_cap import CAPPED, SPARED, named, one
from ._chart import CENTRE, COUNCIL, LEARNER, OTHER, label, layout, mark
from ._text import number

MOST = 20
# Where an authority stood in the end: not named, named and spared, capped.
PLACES = ["not<br>named", "named,<br>spared", "capped"]
SHORT = {"hereford_and_worcester_fire_authority": "Hereford and<br>Worcester Fire"}
KINDS = {"unitary": "unitary council", "shire_district": "district council"}


def lines_figure(tables, chosen, found):
    """Budget rise against tax rise, the corner beyond both lines, and the council that is set."""
    x, y = chosen["budget"], chosen["tax"]
    share = chosen["share"] / 100
    road = [
        (MOST * i / 40, (MOST * i / 40 - (1 - share) * found["outside"]) / share) for i in range(41)
    ]
    road = [point for point in road if 0 <= point[1] <= MOST]
    data = []
    notes = []
    if len(road) > 1:
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [point[0] for point in road],
                "y": [point[1] for point in road],
                "name": "The same grant",
                "line": {"color": LEARNER, "width": 2, "dash": "dot"},
                "hovertemplate": "budget %{x:.1f}, tax %{y:.1f} per cent<extra>The same grant</extra>",
            }
        )
    if chosen["kind"] == "unitary":
        rise = one(tables["capping"], SPARED)["rise_percent"]
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [found["budget_line"], MOST],
                "y": [rise, rise],
                "name": "Telford & Wrekin",
                "line": {"color": COUNCIL, "width": 4},
                "hovertemplate": "tax %{y:.1f} per cent, budget not found<extra>Telford & Wrekin</extra>",
            }
        )
        notes.append(
            {
                "x": MOST,
                "y": rise,
                "text": "Telford & Wrekin, somewhere here",
                "showarrow": False,
                "xanchor": "right",
                "yanchor": "bottom",
                "yshift": 2,
            }
        )
    data.append(mark(x, y, LEARNER, "Your council", "budget %{x:.1f}, tax %{y:.1f} per cent"))
    beside = label(x, y, "yours", -14)
    if x > 0.85 * MOST:
        beside["xanchor"] = "right"
        beside["xshift"] = -8
    notes.append(beside)
    notes.append(
        {
            "x": MOST,
            "y": MOST,
            "text": "both passed: <b>excessive</b>",
            "showarrow": False,
            "xanchor": "right",
            "yanchor": "top",
        }
    )
    return {
        "data": data,
        "layout": layout(
            380,
            margin={"l": 52, "r": 16, "t": 16, "b": 48},
            xaxis={
                "title": {"text": "Budget up by, per cent"},
                "range": [0, MOST + 0.4],
                "tickvals": [0, 5, 10, 15, 20],
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={
                "title": {"text": "Council tax up by, per cent"},
                "range": [0, MOST + 0.6],
                "tickvals": [0, 5, 10, 15, 20],
                "showgrid": False,
                "zeroline": False,
            },
            shapes=[
                {
                    "type": "rect",
                    "x0": found["budget_line"],
                    "x1": MOST + 0.4,
                    "y0": found["tax_line"],
                    "y1": MOST + 0.6,
                    "fillcolor": CENTRE,
                    "opacity": 0.14,
                    "line": {"width": 0},
                    "layer": "below",
                },
                _ruled("x", found["budget_line"]),
                _ruled("y", found["tax_line"]),
            ],
            annotations=notes
            + [
                {
                    "x": found["budget_line"],
                    "y": 0,
                    "text": number(found["budget_line"], 1),
                    "showarrow": False,
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "xshift": 3,
                },
                {
                    "x": 0,
                    "y": found["tax_line"],
                    "text": number(found["tax_line"], 1),
                    "showarrow": False,
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "xshift": 3,
                },
            ],
        ),
        "meta": {
            "title": lines_title(found),
            "summary": "A "
            + KINDS[chosen["kind"]]
            + " was judged excessive in 2004 if its budget rose by more than "
            + number(found["budget_line"], 1)
            + " per cent and its council tax by more than "
            + number(found["tax_line"], 1)
            + ". Yours: budget up "
            + number(x, 1)
            + ", tax up "
            + number(y, 1)
            + " per cent, which passes "
            + passed(found)
            + ".",
        },
    }


def _ruled(axis, at):
    """One of the two lines, across the whole figure."""
    other = "y" if axis == "x" else "x"
    return {
        "type": "line",
        "xref": "x" if axis == "x" else "paper",
        "yref": "y" if axis == "y" else "paper",
        axis + "0": at,
        axis + "1": at,
        other + "0": 0,
        other + "1": 1,
        "line": {"color": CENTRE, "width": 2, "dash": "dash"},
        "layer": "below",
    }


def passed(found):
    """Which of the two lines is passed."""
    if found["both"]:
        return "both lines"
    if found["budget_over"]:
        return "the line for the budget alone"
    if found["tax_over"]:
        return "the line for the tax alone"
    return "neither line"


def lines_title(found):
    """The finding as a sentence."""
    if found["both"]:
        return "Over both lines: by the rule your council is named."
    if found["budget_over"] or found["tax_over"]:
        return "Over one line only: by the rule your council is left alone."
    return "Over neither line: by the rule your council is left alone."


def cases_figure(tables, chosen, found):
    """The seven authorities named in April 2004, what became of each, and the learner's own."""
    rows = named(tables["capping"])
    names = [name(row) for row in rows] + ["Yours"]
    ends = [[], []]
    notes = []
    for row in rows:
        at = 2 if row["outcome"] == "capped" else 1
        ends[0].append(at)
        ends[1].append(name(row))
        notes.append(_beside(name(row), known(row)))
    data = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": ends[0],
            "y": ends[1],
            "name": "Named in April 2004",
            "cliponaxis": False,
            "marker": {"color": COUNCIL, "size": 13, "symbol": "diamond"},
            "hovertemplate": "%{y}<extra></extra>",
        }
    ]
    notes.append(_beside("Yours", yours(chosen, found)))
    if found["both"]:
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [1, 2],
                "y": ["Yours", "Yours"],
                "name": "Yours, open",
                "cliponaxis": False,
                "line": {"color": LEARNER, "width": 8},
                "marker": {"color": LEARNER, "size": 13},
                "hovertemplate": "named; what then is open<extra>Yours</extra>",
            }
        )
    else:
        data.append(mark(0, "Yours", LEARNER, "Yours", "not named by the rule"))
    return {
        "data": data,
        "layout": layout(
            110 + 44 * len(names),
            margin={"l": 112, "r": 8, "t": 12, "b": 52},
            xaxis={
                "range": [-0.4, 4.3],
                "tickvals": [0, 1, 2],
                "ticktext": PLACES,
                "tickangle": 0,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={
                "categoryorder": "array",
                "categoryarray": names,
                "range": [len(names) - 0.4, -0.6],
                "showgrid": False,
            },
            shapes=[
                {
                    "type": "line",
                    "x0": 0,
                    "x1": 2,
                    "y0": each,
                    "y1": each,
                    "line": {"color": OTHER, "width": 1, "dash": "dot"},
                    "layer": "below",
                }
                for each in names
            ],
            annotations=notes,
        ),
        "meta": {"title": cases_title(rows), "summary": cases_summary(rows, chosen, found)},
    }


def name(row):
    """An authority's name, short enough to stand beside an axis."""
    return SHORT.get(row["authority_id"], row["council"])


def _beside(each, text):
    return {
        "x": 2.3,
        "y": each,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "align": "left",
    }


def known(row, between="<br>"):
    """What is known of an authority's rating and of the rebate at stake; what is not is said."""
    parts = []
    # In a figure the longer of them take two lines: a phone has no room for one.
    gap = "<br>" if between == "<br>" else " "
    if row["authority_type"] in ("unitary", "shire_district"):
        if row["rating"] is None:
            parts.append("rating" + gap + "not found")
        elif row["authority_id"] == "torbay":
            parts.append("poor," + gap + "an MP said")
        else:
            parts.append(row["rating"])
    else:
        parts.append("not so rated")
    if row["rebate_gbp"] is not None:
        parts.append("rebate £" + number(row["rebate_gbp"], 2))
    return between.join(parts)


def yours(chosen, found):
    """The same for the learner's council."""
    if not found["both"]:
        return chosen["rating"]
    return chosen["rating"] + "<br>rebate £" + number(found["rebate"], 2)


def cases_title(rows):
    """How many of those named were capped."""
    words = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven"]
    capped = len([row for row in rows if row["outcome"] == "capped"])
    return (
        words[capped]
        + " of the "
        + words[len(rows)].lower()
        + " authorities named for 2004-05 were capped; the one rated excellent was not."
    )


def cases_summary(rows, chosen, found):
    """The figure in words."""
    parts = []
    for row in rows:
        parts.append(
            row["council"]
            + " ("
            + known(row, ", ")
            + "): "
            + ("capped" if row["outcome"] == "capped" else "named and spared")
        )
    own = "named, what then is open" if found["both"] else "not named"
    return "; ".join(parts) + "; yours (" + chosen["rating"] + "): by the rule " + own + "."


def rebate_figure(tables, found):
    """What a band D home would get back: in the two whose sum is known, and in the learner's council."""
    spared, capped = found["spared"], found["capped"]
    names = [
        one(tables["capping"], SPARED)["council"] + ",<br>spared",
        one(tables["capping"], CAPPED)["council"] + ",<br>capped",
        "Yours",
    ]
    sums = [spared, capped, found["rebate"]]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": names,
                "x": sums,
                "name": "Rebate",
                "marker": {"color": [COUNCIL, COUNCIL, LEARNER]},
                "hovertemplate": "%{x:.2f} pounds a year<extra></extra>",
            }
        ],
        "layout": layout(
            230,
            margin={"l": 112, "r": 12, "t": 12, "b": 48},
            bargap=0.4,
            xaxis={
                "title": {"text": "Rebate at band D, pounds a year"},
                "range": [0, 1.25 * max(sums)],
                "zeroline": True,
            },
            yaxis={"categoryorder": "array", "categoryarray": names, "range": [2.6, -0.6]},
            annotations=[label(sums[i], names[i], "£" + number(sums[i], 2)) for i in range(3)],
        ),
        "meta": {
            "title": rebate_title(found),
            "summary": "A band D home would have got back £"
            + number(spared, 2)
            + " a year in Telford & Wrekin, which was spared, and £"
            + number(capped, 2)
            + " in Nottingham, which was capped; in your council £"
            + number(found["rebate"], 2)
            + ".",
        },
    }


def rebate_title(found):
    """Where the learner's council lies between the two, as a sentence."""
    if not found["both"]:
        return "Your council is not named by the rule, so that nothing is at stake."
    if found["rebate_spares"]:
        return "No more is at stake than in the council that was spared."
    if found["rebate_caps"]:
        return "As much is at stake as in Nottingham, or more."
    return "More is at stake than in the council that was spared, and less than in Nottingham."

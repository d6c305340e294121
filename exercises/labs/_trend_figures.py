"""The pictures of the lab Trend or policy: a result with and without, and all answers as dots.

Apart from the lab for length alone. `case` is the lab's named values, `mine` the answer or None.
"""

from ._chart import CENTRE, LEARNER, OTHER, SCHOOLS, across, layout, upright
from ._text import number, rounded, signed
from ._trend import compared, comparisons, predicted
from ._trend_words import NAMES, capital, named, points, rule_in_words

STARTED = {"english": 1998.7, "mathematics": 1999.7, "science": 1998.7}
BEGAN = {"english": "literacy hour", "mathematics": "numeracy strategy", "science": "literacy hour"}
LAST_SHOWN = 2004


def paths(found, setting, mine, case):
    """The result year by year, what was expected without the policy, and the gap."""
    own = found[setting["subject"]]
    span = list(range(1995, LAST_SHOWN + 1))
    other = compared(found, setting["subject"], setting["comparison"])
    if setting["comparison"] == setting["subject"]:
        other = None
    data = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": span,
            "y": [own.get(year) for year in span],
            "name": capital(NAMES[setting["subject"]]),
            "line": {"color": SCHOOLS, "width": 3},
            "marker": {"size": 7},
            "hovertemplate": "%{x}: %{y:.0f} per cent<extra>"
            + capital(NAMES[setting["subject"]])
            + "</extra>",
        }
    ]
    notes = []
    top = max([own[year] for year in span if year in own])
    if other is not None:
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": span,
                "y": [other.get(year) for year in span],
                "name": capital(named(setting)),
                "line": {"color": OTHER, "width": 1.5},
                "marker": {"size": 5},
                "hovertemplate": "%{x}: %{y:.0f} per cent<extra>"
                + capital(named(setting))
                + "</extra>",
            }
        )
        top = max([top] + [other[year] for year in span if year in other])
    if mine is not None:
        run_on = list(range(mine["years"][0], setting["year"] + 1))
        known = [year for year in run_on if other is None or year in other or year in mine["years"]]
        y = [without(found, setting, mine, other, year) for year in known]
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": known,
                "y": y,
                "name": "Expected without it",
                "line": {"color": OTHER, "width": 2, "dash": "dash"},
                "hovertemplate": "%{x}: %{y:.1f} per cent<extra>Expected without it</extra>",
            }
        )
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [setting["year"], setting["year"]],
                "y": [case["expected"], case["actual"]],
                "name": "Your answer",
                "line": {"color": LEARNER, "width": 6},
                "hovertemplate": "%{y:.1f} per cent<extra>Your answer</extra>",
            }
        )
        top = max([top] + y)
        notes.append(
            beside(
                setting["year"],
                (case["expected"] + case["actual"]) / 2,
                signed(case["estimate"], 1),
            )
        )
    ends = max([year for year in span if year in own])
    notes.append(ending(ends, own[ends], capital(NAMES[setting["subject"]])))
    if other is not None:
        ends = max([year for year in span if year in other])
        notes.append(
            ending(
                ends,
                other[ends],
                "Wales" if setting["comparison"] == "wales" else capital(named(setting)),
            )
        )
        if abs(notes[-1]["y"] - notes[-2]["y"]) < 5 and notes[-1]["x"] == notes[-2]["x"]:
            high = notes[-1] if notes[-1]["y"] > notes[-2]["y"] else notes[-2]
            low = notes[-2] if high is notes[-1] else notes[-1]
            high["yshift"] = 8
            low["yshift"] = -8
        if case is not None and ends == setting["year"]:
            # The comparison ends where the answer stands: its name keeps out of the answer's way.
            notes[-1]["yshift"] = -14 if other[ends] <= own[ends] else 14
    notes.append(
        {
            "x": STARTED[setting["subject"]],
            "y": 1,
            "yref": "paper",
            "text": BEGAN[setting["subject"]],
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "bottom",
            "yshift": 2,
        }
    )
    shapes = [upright(STARTED[setting["subject"]], CENTRE)]
    if setting["first"] <= setting["last"]:
        shapes.append(shade(setting["first"] - 0.3, setting["last"] + 0.3))
    high = max(100, 10 * (int(top / 10) + 1)) + 4
    if high > 104:
        shapes.append(across(100, OTHER))
    return {
        "data": data,
        "layout": layout(
            356,
            margin={"l": 52, "r": 96, "t": 26, "b": 60},
            xaxis={
                "title": {"text": "Tests of May<br>(shaded: the years before; dashed: expected)"},
                "range": [1994.5, LAST_SHOWN + 0.3],
                "tickvals": [1995, 1998, 2001, 2004],
                "tickformat": "d",
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={"title": {"text": "Reached level 4, per cent"}, "range": [40, high]},
            shapes=shapes,
            annotations=notes,
        ),
        "meta": {
            "title": path_title(setting, mine, case),
            "summary": path_summary(setting, mine, case),
        },
    }


def without(found, setting, mine, other, year):
    """The result expected without the policy in a year; what the comparison did is in it."""
    own = found[setting["subject"]]
    shares = [own[x] for x in mine["years"]]
    rule = predicted(mine["years"], shares, setting["model"], year)
    if other is None or year not in other or year <= mine["years"][-1]:
        return rule
    theirs = [other[x] for x in mine["years"]]
    return rule + other[year] - predicted(mine["years"], theirs, setting["model"], year)


def path_title(setting, mine, case):
    """The finding of the first figure as a sentence."""
    subject = capital(NAMES[setting["subject"]])
    if mine is None:
        return "These settings give no answer for " + NAMES[setting["subject"]] + "."
    if rounded(case["expected"], 1) > 100:
        return "By this rule more than all children would have reached the level."
    if rounded(case["estimate"], 1) == 0:
        return subject + " stood in " + str(setting["year"]) + " where it was to be expected."
    return (
        subject
        + " stood "
        + points(case["estimate"])
        + (" above" if case["estimate"] > 0 else " below")
        + " what was to be expected in "
        + str(setting["year"])
        + "."
    )


def path_summary(setting, mine, case):
    """The first figure for who cannot see it."""
    said = (
        "Results at 11 in "
        + NAMES[setting["subject"]]
        + " from 1995 to 2004; in "
        + str(setting["year"])
        + " "
        + number(case["actual"])
        + " per cent reached the level."
    )
    if mine is None:
        return said + " No expected line is drawn."
    return (
        said
        + " A dashed line shows what was to be expected without the policy: "
        + number(case["expected"], 1)
        + " per cent in that year."
    )


def shade(start, end):
    """The years before, shaded."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": start,
        "x1": end,
        "y0": 0,
        "y1": 1,
        "fillcolor": LEARNER,
        "opacity": 0.15,
        "line": {"width": 0},
        "layer": "below",
    }


def beside(x, y, text):
    """The size of the gap, to the right of it."""
    return {
        "x": x,
        "y": y,
        "text": "<b>" + text + "</b>",
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 7,
    }


def ending(x, y, text):
    """A name where a line ends."""
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 8,
        "yshift": 0,
    }


def strip(setting, mine, answers, case):
    """All answers for this subject and year, a row for each comparison; the setting's own is ringed."""
    order = comparisons(setting["subject"])
    x = []
    y = []
    words = []
    spot = None
    for row, comparison in enumerate(order):
        placed = {}
        for one in sorted_by_size([a for a in answers if a["comparison"] == comparison]):
            pile = rounded(one["estimate"])
            placed[pile] = placed.get(pile, 0) + 1
            if mine is not None and is_own(one, setting, mine):
                spot = len(x)
            x.append(one["estimate"])
            y.append(height(row, placed[pile], len(order)))
            rule = capital(rule_in_words(one["model"], one["years"]))
            words.append(rule + ": " + signed(one["estimate"], 1))
    data = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": x,
            "y": y,
            "name": "All answers",
            "marker": {"color": OTHER, "size": 8, "opacity": 0.75},
            "hovertext": words,
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
    ]
    if spot is not None:
        data.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [x[spot]],
                "y": [y[spot]],
                "name": "Your answer",
                "cliponaxis": False,
                "marker": {"color": SCHOOLS, "size": 13, "line": {"color": LEARNER, "width": 3}},
                "hovertemplate": "%{x:.1f} points<extra>Your answer</extra>",
            }
        )
    ends = max(10, abs(case["lowest"]), abs(case["highest"])) * 1.08
    names = []
    for comparison in order:
        empty = not [a for a in answers if a["comparison"] == comparison]
        name = "nothing" if comparison == "none" else NAMES[comparison]
        names.append(name + (": none" if empty else ""))
    return {
        "data": data,
        "layout": layout(
            60 + 62 * len(order),
            margin={"l": 112, "r": 16, "t": 8, "b": 46},
            xaxis={
                "title": {"text": "Points laid to the policy"},
                "range": [-ends, ends],
                "nticks": 7,
                "zeroline": True,
                "zerolinecolor": CENTRE,
                "zerolinewidth": 1.5,
            },
            yaxis={
                "title": {"text": "Compared with", "standoff": 14},
                "range": [-0.35, len(order) - 0.2],
                "tickvals": [len(order) - 1 - row for row in range(len(order))],
                "ticktext": names,
                "showgrid": False,
                "zeroline": False,
            },
        ),
        "meta": {
            "title": strip_title(case),
            "summary": number(case["answers"])
            + " answers for "
            + NAMES[setting["subject"]]
            + " in "
            + str(setting["year"])
            + ", from "
            + signed(case["lowest"], 1)
            + " to "
            + signed(case["highest"], 1)
            + " points: "
            + number(case["gains"])
            + " are a gain of more than a point, "
            + number(case["losses"])
            + " a loss of more than a point.",
        },
    }


def is_own(one, setting, mine):
    """Whether an answer is that of the setting."""
    return (
        one["comparison"] == setting["comparison"]
        and one["model"] == setting["model"]
        and one["years"] == mine["years"]
    )


def sorted_by_size(answers):
    """Answers by size; equal ones keep their order on both Pythons."""
    keyed = [(answers[i]["estimate"], i) for i in range(len(answers))]
    return [answers[i] for _, i in sorted(keyed)]


def height(row, place, rows):
    """Where the `place`-th dot of a pile stands in its row, the first row at the top."""
    return rows - 1 - row + min(0.13 * (place - 1), 0.7)


def strip_title(case):
    """The finding of the second figure as a sentence."""
    low = rounded(case["lowest"], 1)
    high = rounded(case["highest"], 1)
    if low < 0 < high:
        return (
            "The same results support anything from a loss of "
            + points(low)
            + " to a gain of "
            + points(high)
            + "."
        )
    return "All answers lie between " + signed(low, 1) + " and " + signed(high, 1) + " points."

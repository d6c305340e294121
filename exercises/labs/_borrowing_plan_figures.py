"""The figures of the desk: debt below its lines, what the plan costs, and how long a loan lasts."""

from ._borrowing_plan import ORDER, WAYS, least_room, left, plan
from ._chart import COUNCIL, LEARNER, OTHER, label, layout, line
from ._text import number, percent

# Names at the right edge keep so many millions of pounds apart, of every hundred that the axis spans.
APART = 7.5
# As many years as the longest life that may be set.
LONGEST = 50


def debt_figure(years, chosen):
    """The need to borrow, what is owed and the two lines, year by year."""
    periods = [year["period"] for year in years]
    mine = chosen["extra"] > 0
    needs = [year["need"] for year in years]
    debts = [year["debt"] for year in years]
    data = []
    if mine:
        before = [year["published"]["capital_financing_requirement"] for year in years]
        data.append(_line(periods, before, COUNCIL, "Need to borrow, as published", "dot", 2))
    colour = LEARNER if mine else COUNCIL
    data.append(_line(periods, needs, colour, "Need to borrow", "solid", 3))
    data.append(_line(periods, debts, colour, "Owed", "dash", 3))
    data.append(_steps(years, "limit", "Authorised limit", 5))
    data.append(_steps(years, "boundary", "Operational boundary", 2))
    last = years[-1]
    ends = [
        (last["limit"], "limit"),
        (last["need"], "need"),
        (last["boundary"], "boundary"),
        (last["debt"], "owed"),
    ]
    top = max([last["limit"], last["need"], 640])
    return {
        "data": data,
        "layout": layout(
            380,
            margin={"l": 52, "r": 74, "t": 40, "b": 40},
            xaxis={
                "type": "category",
                "range": [-0.35, 4.45],
                "tickvals": periods,
                "ticktext": [period[2:] for period in periods],
                "tickangle": 0,
                "showgrid": False,
            },
            yaxis={
                "title": {"text": "Million pounds"},
                "range": [360, top + 25],
                "dtick": 100 if top > 700 else 50,
                "zeroline": False,
            },
            annotations=_apart(ends, (top - 335) * APART / 100) + [_keys(mine)],
        ),
        "meta": {"title": debt_title(years, chosen), "summary": debt_summary(years)},
    }


def _line(x, y, colour, name, dash, width):
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "name": name,
        "cliponaxis": False,
        "line": {"color": colour, "width": width, "dash": dash},
        "marker": {"color": colour, "size": 7},
        "hovertemplate": "%{x}: %{y:.1f} million pounds<extra>" + name + "</extra>",
    }


def _steps(years, which, name, width):
    """A line that the council drew, as a flat mark over each year that has one."""
    shown = [year for year in years if year[which] is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [year["period"] for year in shown],
        "y": [year[which] for year in shown],
        "name": name,
        "cliponaxis": False,
        "marker": {
            "symbol": "line-ew",
            "size": 30,
            "line": {"color": OTHER, "width": width},
        },
        "hovertemplate": "%{x}: %{y:.1f} million pounds<extra>" + name + "</extra>",
    }


def _keys(mine):
    """What the colours mean, above a figure."""
    text = '<span style="color:' + COUNCIL + '">■</span> as published'
    if mine:
        text += '  <span style="color:' + LEARNER + '">■</span> with yours'
    return {
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 10,
    }


def _apart(ends, least):
    """Names beside the last year, moved so that none lies on another; the highest first."""
    # By value and then by name: the two Pythons may sort equal values differently.
    ordered = sorted(ends, key=lambda end: (-end[0], end[1]))
    made = []
    above = None
    for value, text in ordered:
        place = value if above is None else min(value, above - least)
        above = place
        made.append(label(4.3, place, text))
    return made


def debt_title(years, chosen):
    """The finding as a sentence."""
    room, year = least_room(years, "limit")
    if room < 0:
        return (
            "In "
            + _first(years, "limit")
            + " the council would owe more than the limit that it set itself."
        )
    if chosen["extra"] == 0 and chosen["raised"] == 0 and chosen["cash"]:
        return "The limit follows the need to borrow, and lies far above what is owed."
    if chosen["extra"] == 0 and chosen["raised"] == 0:
        return "Without its own cash the council would owe all that it needs, just below its limit."
    if least_room(years, "boundary")[0] < 0:
        return (
            "From "
            + _first(years, "boundary")
            + " the council owes more than it called ordinary, and less than its limit."
        )
    return (
        "The least room below the limit is "
        + number(room, 1)
        + " million pounds, in "
        + year["period"]
        + "."
    )


def _first(years, line):
    """The first year of the plan in which a line is passed."""
    for year in plan(years):
        if year["debt"] > year[line]:
            return year["period"]
    return ""


def debt_summary(years):
    """The figure in words, year by year, in millions of pounds."""
    parts = []
    for year in years:
        text = (
            year["period"]
            + ": need "
            + number(year["need"], 1)
            + ", owed "
            + number(year["debt"], 1)
        )
        if year["limit"] is not None:
            text += (
                ", boundary " + number(year["boundary"], 1) + ", limit " + number(year["limit"], 1)
            )
        parts.append(text)
    return "In millions of pounds. " + "; ".join(parts) + "."


def cost_figure(years, chosen):
    """What the plan adds to a band D bill in each year, with the ratio of financing costs below."""
    mine = plan(years)
    ticks = [year["period"] + "<br>" + number(year["ratio"], 2) + "%" for year in mine]
    data = [
        {
            "type": "bar",
            "x": ticks,
            "y": [year["published"]["council_tax_impact"] for year in mine],
            "name": "As published",
            "marker": {"color": COUNCIL},
            "hovertemplate": "%{y:.2f} pounds<extra>As published</extra>",
        },
        {
            "type": "bar",
            "x": ticks,
            "y": [year["added_band_d"] for year in mine],
            "name": "Yours",
            "marker": {"color": LEARNER},
            "hovertemplate": "%{y:.2f} pounds<extra>Yours</extra>",
        },
    ]
    notes = []
    for i in range(len(mine)):
        notes.append(
            {
                "x": i,
                "y": mine[i]["band_d"],
                "text": "£" + number(mine[i]["band_d"], 2),
                "showarrow": False,
                "yanchor": "bottom",
            }
        )
    notes.append(_keys(chosen["extra"] > 0))
    top = max([year["band_d"] for year in mine])
    return {
        "data": data,
        "layout": layout(
            320,
            barmode="stack",
            bargap=0.45,
            margin={"l": 52, "r": 12, "t": 40, "b": 72},
            xaxis={
                "type": "category",
                "title": {"text": "Year; financing costs, % of income"},
                "tickangle": 0,
                "showgrid": False,
            },
            yaxis={
                "title": {"text": "Pounds at band D"},
                "range": [0, max(20, 1.12 * top)],
                "zeroline": True,
            },
            annotations=notes,
        ),
        "meta": {"title": cost_title(years, chosen), "summary": cost_summary(years)},
    }


def cost_title(years, chosen):
    """What the plan costs, as a sentence."""
    last = plan(years)[-1]
    if last["cost"] <= 0:
        return (
            "What the published plan adds to a band D bill, and the share of income that it binds."
        )
    return (
        "By "
        + last["period"]
        + " your spending adds £"
        + number(last["added_band_d"], 2)
        + " to a band D bill, and binds another "
        + percent(last["added_ratio"] / 100, 2)
        + " of the income."
    )


def cost_summary(years):
    """The figure in words."""
    parts = []
    for year in plan(years):
        parts.append(
            year["period"]
            + ": £"
            + number(year["band_d"], 2)
            + ", of which £"
            + number(year["added_band_d"], 2)
            + " yours; financing costs "
            + percent(year["ratio"] / 100, 2)
            + " of income"
        )
    return "Added to the council tax of a band D home. " + "; ".join(parts) + "."


def tail_figure(chosen):
    """What is left of a loan of one pound, year by year, in the way that is set and in the others."""
    ages = list(range(LONGEST + 1))
    data = []
    ends = []
    for way in ORDER:
        mine = way == chosen["provision"]
        pence = [100 * left(way, age) for age in ages]
        drawn = line(
            ages,
            pence,
            LEARNER if mine else OTHER,
            WAYS[way],
            "after %{x} years: %{y:.0f} pence",
        )
        if not mine:
            drawn["line"] = {"color": OTHER, "width": 2, "dash": "dot"}
        data.append(drawn)
    ends.append(label(LONGEST, 100 * left("four", LONGEST), "4%"))
    ends.append(_along(12, 100 * left("life_50", 12), "in 50 parts"))
    ends.append(_along(20, 100 * left("life_25", 20), "in 25", "right"))
    return {
        "data": data,
        "layout": layout(
            280,
            margin={"l": 52, "r": 40, "t": 16, "b": 48},
            xaxis={
                "title": {"text": "Years after the loan"},
                "range": [0, LONGEST],
                "dtick": 10,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={"title": {"text": "Pence left of each pound"}, "range": [0, 104], "dtick": 25},
            annotations=ends,
        ),
        "meta": {"title": tail_title(chosen["provision"]), "summary": tail_summary()},
    }


def _along(x, y, text, side="left"):
    """A name beside a line, above it to the right or below it to the left."""
    made = label(x, y, text, 9 if side == "left" else -9)
    if side == "right":
        made["xanchor"] = "right"
        made["xshift"] = -8
    return made


def tail_title(way):
    """How long a loan lasts, as a sentence."""
    after = left(way, 25)
    if after <= 0:
        return "After 25 years the loan is paid for."
    return (
        "After 25 years "
        + number(100 * after)
        + " pence of each pound are still to be paid for, after 50 years "
        + number(100 * left(way, LONGEST))
        + "."
    )


def tail_summary():
    """The figure in words."""
    parts = []
    for way in ORDER:
        parts.append(
            WAYS[way]
            + " "
            + number(100 * left(way, 10))
            + " pence after 10 years, "
            + number(100 * left(way, 25))
            + " after 25 and "
            + number(100 * left(way, LONGEST))
            + " after 50"
        )
    return "Of each pound borrowed there are left: " + "; ".join(parts) + "."

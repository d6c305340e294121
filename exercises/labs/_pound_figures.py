"""The pictures of the lab Follow the pound: four decisions as bars, and 38 councils year by year."""

from ._chart import CENTRE, COUNCIL, LEARNER, OTHER, SCHOOLS, across, key, layout, sign
from ._pound import PUBLISHED, STEPS, WHOLE, period
from ._pound_spread_words import spread_summary, spread_title
from ._pound_words import pound_summary, pound_title
from ._text import number, plain

NAMES = {
    "raised": "Raised by",
    "set": "Set aside by",
    "fixed": "Share fixed by",
    "spent": "Spent by",
}
SHADES = {"centre": CENTRE, "council": COUNCIL, "school": SCHOOLS, "unknown": "#C9C9C4"}
# Business rates, so that they can be told from the other money of the same hands.
LIGHT = {"centre": "#7FB8D8", "council": "#F0A875"}
INK = "#1b1b18"
# Below this many pounds a number does not fit into its part on a phone.
ROOM = 8
LOWEST, HIGHEST = 72.5, 92.0


def pound(chosen, path):
    """Four bars of 100 pounds each: who raises it, sets it aside, fixes the share and spends it."""
    data, notes = [], [pound_key()]
    for step in STEPS:
        start = 0.0
        for who, pounds, what in path[step]:
            if pounds <= 0:
                continue
            data.append(part(step, who, pounds, what))
            if pounds >= ROOM:
                notes.append(inside(step, start + pounds / 2, who, pounds, what))
            start += pounds
    return {
        "data": data,
        "layout": layout(
            330,
            barmode="stack",
            bargap=0.34,
            margin={"l": 104, "r": 16, "t": 62, "b": 46},
            xaxis={
                "title": {"text": "Of 100 pounds for schools"},
                "range": [0, WHOLE],
                "zeroline": False,
                "tickvals": [0, 25, 50, 75, 100],
            },
            yaxis={
                "autorange": "reversed",
                "showgrid": False,
                "categoryorder": "array",
                "categoryarray": [NAMES[step] for step in STEPS],
            },
            annotations=notes,
        ),
        "meta": {"title": pound_title(chosen, path), "summary": pound_summary(chosen, path)},
    }


def colour(who, what):
    """The colour of a part: lighter for business rates."""
    return LIGHT[who] if "business" in what else SHADES[who]


def part(step, who, pounds, what):
    """One part of a bar."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": [NAMES[step]],
        "x": [pounds],
        "name": what,
        "marker": {"color": colour(who, what), "line": {"width": 0}},
        "hovertemplate": number(pounds, 1) + " pounds: " + what + "<extra></extra>",
    }


def inside(step, at, who, pounds, what):
    """The number of a part, in its middle."""
    dark = colour(who, what) == CENTRE
    return {
        "x": at,
        "y": NAMES[step],
        "text": "not found" if who == "unknown" else short(pounds),
        "showarrow": False,
        "font": {"color": "#ffffff" if dark else INK},
    }


def short(pounds):
    """Pounds to one decimal, without it where it is nought: 87.2, but 100."""
    text = number(pounds, 1)
    return text[:-2] if text.endswith(".0") else text


def pound_key():
    """What the colours stand for, in lines short enough for a phone."""
    lines = [
        [(CENTRE, "Centre"), (COUNCIL, "Council"), (SCHOOLS, "School"), ("#C9C9C4", "Not found")],
        [(LIGHT["centre"], ""), (LIGHT["council"], "lighter: business rates")],
    ]
    texts = ["  ".join([sign(colour, word) for colour, word in marks]) for marks in lines]
    return key(texts, 96, 6)


def strips(chosen, case):
    """A dot for each council and year, with the target of each year and the range by the rule chosen."""
    chosen_one = chosen["who"]
    data = []
    inside_x, inside_y, inside_text, out_x, out_y, out_text = [], [], [], [], [], []
    for place, year in enumerate(PUBLISHED):
        members = {council["id"]: True for council in case["who"][place]}
        for i, council in enumerate(case["everyone"]):
            counted = council["id"] in members
            (inside_x if counted else out_x).append(place + aside(i))
            (inside_y if counted else out_y).append(council["by"][year])
            (inside_text if counted else out_text).append(council["name"])
    if out_x:
        data.append(dots(out_x, out_y, out_text, "#C9C9C4", 5, "Not counted"))
    data.append(dots(inside_x, inside_y, inside_text, COUNCIL, 6, "Counted"))
    for i, council in enumerate(case["everyone"]):
        if council["id"] == chosen_one:
            data.append(one_council(council, aside(i)))
    notes, shapes = [], [band(case["place"])]
    for place, target in enumerate(case["targets"]):
        if target is not None:
            shapes.append(rung(place, target))
        notes.append(rung_name(place, target))
        notes.append(range_name(place, case["by_year"][place]))
    if case["expected"] is not None:
        shapes.append(bracket(case["place"], case["expected"]))
    if chosen["line"] == "own" and LOWEST < chosen["share"] < HIGHEST:
        shapes.append(across(chosen["share"], LEARNER, 2, "dot"))
    return {
        "data": data,
        "layout": layout(
            400,
            margin={"l": 52, "r": 16, "t": 58, "b": 40},
            xaxis={
                "range": [-0.45, 3.62],
                "tickvals": [0, 1, 2, 3],
                "ticktext": [period(year) for year in PUBLISHED],
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={"title": {"text": "Handed on, per cent"}, "range": [LOWEST, HIGHEST]},
            shapes=shapes,
            annotations=notes + [spread_key(case, chosen)],
        ),
        "meta": {"title": spread_title(chosen, case), "summary": spread_summary(chosen, case)},
    }


def aside(i):
    """How far a council's dots stand to the side, the same in each year, so that few cover another."""
    return ((i * 17) % 38 - 18.5) / 38 * 0.5


def dots(x, y, names, shade, size, kind):
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "text": names,
        "name": kind,
        "marker": {"color": shade, "size": size, "opacity": 0.75},
        "hovertemplate": "%{text}: %{y:.1f}<extra></extra>",
    }


def one_council(council, shift):
    """The council that is followed, from year to year."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [place + shift for place in range(len(PUBLISHED))],
        "y": [council["by"][year] for year in PUBLISHED],
        "name": council["name"],
        "line": {"color": LEARNER, "width": 2},
        "marker": {"color": COUNCIL, "size": 10, "line": {"color": LEARNER, "width": 3}},
        "hovertemplate": council["name"] + ": %{y:.1f}<extra></extra>",
    }


def band(place):
    """The year that is looked at."""
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": place - 0.42,
        "x1": place + 0.42,
        "y0": 0,
        "y1": 1,
        "fillcolor": LEARNER,
        "opacity": 0.14,
        "line": {"width": 0},
        "layer": "below",
    }


def rung(place, target):
    """The centre's target of a year."""
    return {
        "type": "line",
        "x0": place - 0.4,
        "x1": place + 0.4,
        "y0": target,
        "y1": target,
        "line": {"color": CENTRE, "width": 2},
    }


def rung_name(place, target):
    """What the centre asked for in a year, at its foot, where no dots are."""
    return {
        "x": place,
        "y": LOWEST,
        "text": "no target" if target is None else "target<br><b>" + plain(target) + "</b>",
        "showarrow": False,
        "yanchor": "bottom",
    }


def range_name(place, found):
    return {
        "x": place,
        "y": HIGHEST,
        "text": "range<br><b>" + number(found["range"], 1) + "</b>",
        "showarrow": False,
        "yanchor": "top",
    }


def bracket(place, then):
    """The range that the rule chosen would have left, as a bar beside the year."""
    return {
        "type": "line",
        "x0": place + 0.36,
        "x1": place + 0.36,
        # A range of nought is still to be seen.
        "y0": max(LOWEST, then["low"] - 0.06),
        "y1": min(HIGHEST, then["high"] + 0.06),
        "line": {"color": OTHER, "width": 6},
    }


def spread_key(case, chosen):
    """What the signs of the second figure stand for, in lines short enough for a phone."""
    lines = [sign(COUNCIL, "a council that counts", "●")]
    if len(case["members"]) < len(case["everyone"]):
        lines[0] += "  " + sign("#C9C9C4", "one that does not", "●")
    second = sign(CENTRE, "target", "▬")
    if case["expected"] is not None:
        second += "  " + sign(OTHER, "range by the rule you compare with", "▮")
    return key(lines + [second], 44, 6)

"""The scorecard machine's pictures: each is numbers in, one Plotly figure out.

Apart from the lab for length alone. Every figure sets the same parts of its layout and traces, so
that one can follow another in the same place and keep nothing of it.
"""

import math

from ._chart import CENTRE, COUNCIL, LEARNER, OTHER, key, layout, sign
from ._maths import added
from ._text import number

# A council that is not in question, or a bar that is not: still there, not looked at.
FAINT = 0.6
PALE = 0.5
CLASSES = ["Class 4", "Class 3", "Class 2", "Class 1", "No answer"]


def squares(entries):
    """The names of what is drawn, each with a square in its colour, above the figure."""
    return key([sign(colour, name) for name, colour in entries])


def colours(own, other_own):
    """The colour of the chosen rule and of the other: Whitehall's, the learner's, or grey."""
    if own:
        return LEARNER, OTHER
    return CENTRE, LEARNER if other_own else OTHER


def bars(names, sizes, colour, name, texts, hover, lane, strong=None, part=1):
    """Level bars in the upper (`lane` 0) or lower (1) half of each name's row.

    `strong` is the row that is looked at; `part` is how much of the colour shows. Without `texts`
    the numbers are left to other bars.
    """
    shade = [part if strong is None or row == strong else part * FAINT for row in names]
    return {
        "type": "bar",
        "orientation": "h",
        "x": sizes,
        "y": names,
        "offset": -0.4 + 0.41 * lane,
        "width": 0.39,
        "name": name,
        "marker": {"color": colour, "opacity": shade},
        "text": texts or [""] * len(names),
        "textposition": "outside" if texts else "none",
        "cliponaxis": False,
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra>" + name + "</extra>",
    }


def rows_layout(names, strong, longest, lines, axis, shapes=None):
    """The layout of level bars: `strong` rows are in bold, `lines` is how many the key takes."""
    told = ["<b>" + name + "</b>" if name in strong else name for name in names]
    top = 8 + 16 * lines
    return layout(
        top + 34 * len(names) + 44,
        barmode="overlay",
        margin={"l": 96, "r": 48, "t": top, "b": 44},
        xaxis={
            "title": {"text": axis},
            "type": "linear",
            "range": [0, max(longest, 1)],
            "tickmode": "auto",
            "nticks": 6,
            "tickformat": "d",
            "showgrid": False,
            "zeroline": False,
        },
        yaxis={
            "title": {"text": ""},
            "type": "category",
            "categoryarray": names,
            "categoryorder": "array",
            "range": [len(names) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": names,
            "ticktext": told,
            # Ticks that are not seen keep the names off the bars.
            "ticks": "outside",
            "ticklen": 5,
            "tickcolor": "rgba(0,0,0,0)",
            "showgrid": False,
            "zeroline": False,
        },
        shapes=shapes or [],
    )


def plane_layout(height, low, high, axes, ticks, words, margin):
    """The layout of points on two axes of one scale; `words` are the ticks in words, or None."""
    found = layout(height, barmode="overlay", margin=margin, shapes=[])
    for axis in ("xaxis", "yaxis"):
        across = axis == "xaxis"
        found[axis] = {
            "title": {"text": axes[0 if across else 1]},
            "type": "linear",
            "range": [low[0 if across else 1], high[0 if across else 1]],
            "tickmode": "array",
            "tickvals": ticks[0 if across else 1],
            "ticktext": words[0 if across else 1],
            "tickformat": "",
            "showgrid": not across,
            "zeroline": False,
        }
    found["yaxis"]["ticks"] = ""
    return found


def who(names, most=12):
    """Names for a hover box, one a line."""
    shown = list(names) if len(names) <= most else list(names[: most - 1])
    if len(shown) < len(names):
        shown.append("and " + number(len(names) - len(shown)) + " more")
    return "<br>".join(shown)


def by_class(groups, names, shades, title, summary):
    """How many councils each of two rules puts in each class.

    `groups` has for each rule its councils' names by class, in the order of CLASSES.
    """
    sizes = [[len(members) for members in group] for group in groups]
    data = []
    for lane in (0, 1):
        data.append(
            bars(
                CLASSES,
                sizes[lane],
                shades[lane],
                names[lane],
                [number(size) for size in sizes[lane]],
                [who(members) for members in groups[lane]],
                lane,
            )
        )
    made = rows_layout(CLASSES, [], max(sizes[0] + sizes[1]), 2, "Councils")
    made["annotations"] = [squares([(names[i], shades[i]) for i in (0, 1)])]
    return {"data": data, "layout": made, "meta": {"title": title, "summary": summary}}


def by_point(places, chosen, told, names, shades, title, summary):
    """How many councils one point in each block would move, under each of two rules.

    `told` has for each rule and block what `moved_point` gives.
    """
    data = []
    longest = 0
    pale = False
    for lane in (0, 1):
        changed = [len(one["changed"]) for one in told[lane]]
        reach = [sorted(one["out"] + one["into"]) for one in told[lane]]
        beyond = [len(members) for members in reach]
        texts = []
        for i in range(len(places)):
            plus = " + " + number(beyond[i]) if beyond[i] else ""
            texts.append(number(changed[i]) + plus)
            longest = max(longest, changed[i] + beyond[i])
        if added(beyond):
            # Under the other, and with the number, which so stands after both.
            pale = True
            ends = [changed[i] + beyond[i] for i in range(len(places))]
            hover = [who(members) or "no council" for members in reach]
            name = names[lane] + ", with those into or out of its reach"
            data.append(bars(places, ends, shades[lane], name, texts, hover, lane, chosen, PALE))
            texts = None
        hover = [who(one["changed"]) or "no council" for one in told[lane]]
        data.append(bars(places, changed, shades[lane], names[lane], texts, hover, lane, chosen))
    made = rows_layout(places, [chosen], longest, 3 if pale else 2, "Councils")
    note = squares([(names[i], shades[i]) for i in (0, 1)])
    if pale:
        note["text"] += "<br>faint: into or out of its reach"
    made["annotations"] = [note]
    return {"data": data, "layout": made, "meta": {"title": title, "summary": summary}}


def by_weight(places, seen, shares, even, title, summary):
    """The share of the sum that each block carries by the 2002 weights and by the learner's own.

    `shares` are two lists in per cent; `even` is the share where all count the same; `seen` are the
    rows that residents see.
    """
    names = ["2002 weights (unconfirmed)", "Your weights"]
    shades = [CENTRE, LEARNER]
    data = []
    for lane in (0, 1):
        texts = [number(share) for share in shares[lane]]
        hover = [number(share, 1) + " per cent" for share in shares[lane]]
        data.append(bars(places, shares[lane], shades[lane], names[lane], texts, hover, lane))
    shape = {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": even,
        "x1": even,
        "y0": 0,
        "y1": 1,
        "line": {"color": OTHER, "width": 2, "dash": "dot"},
        "layer": "below",
    }
    made = rows_layout(places, seen, max(shares[0] + shares[1]), 4, "Share, per cent", [shape])
    note = squares([(names[i], shades[i]) for i in (0, 1)])
    note["text"] += "<br>┊ all counting the same<br><b>bold</b>: what residents see"
    made["annotations"] = [note]
    return {"data": data, "layout": made, "meta": {"title": title, "summary": summary}}


def by_year(names, first, later, slope, marked, title, summary):
    """Each council's average in 2006 against 2007, with no change and with the line of best fit.

    `marked` are the places of the councils that are named.
    """
    low = min(first + later) - 0.1
    high = max(first + later) + 0.1
    middle = added(first) / len(first)
    end = added(later) / len(later)
    left, right = min(first), max(first)
    fitted = [end + slope * (x - middle) for x in (left, right)]
    hover = []
    for i in range(len(names)):
        hover.append(names[i] + ": " + number(first[i], 2) + ", then " + number(later[i], 2))
    data = [
        _line([low, high], [low, high], OTHER, "No change", "dot"),
        _line([left, right], fitted, CENTRE, "On average", "solid"),
        {
            "type": "scatter",
            "mode": "markers",
            "x": first,
            "y": later,
            "name": "A council",
            "text": [""] * len(names),
            "marker": {"color": COUNCIL, "size": 9, "opacity": 0.75},
            "hovertext": hover,
            "hovertemplate": "%{hovertext}<extra></extra>",
        },
    ]
    places = [1 + 0.5 * i for i in range(7) if low <= 1 + 0.5 * i <= high]
    words = [number(place, 1) for place in places]
    made = plane_layout(
        400,
        [low, low - 0.2],
        [high, high + 0.2],
        ["Average score in 2006", "in 2007"],
        [places, places],
        [words, words],
        {"l": 52, "r": 20, "t": 50, "b": 48},
    )
    made["annotations"] = [
        squares([("no change (dotted)", OTHER), ("on average", CENTRE)]),
    ]
    for i in marked:
        # Outward from the line of no change, and inward from the figure's edge.
        inside = "right" if first[i] > (low + high) / 2 else "left"
        made["annotations"].append(
            {
                "x": first[i],
                "y": later[i],
                "text": names[i],
                "xanchor": inside,
                "align": inside,
                "ax": 14 if inside == "right" else -14,
                "ay": -46 if later[i] > first[i] else 46,
                "showarrow": True,
                "arrowhead": 0,
                "arrowwidth": 1,
                "arrowcolor": OTHER,
                "standoff": 5,
            }
        )
    return {"data": data, "layout": made, "meta": {"title": title, "summary": summary}}


def _line(x, y, colour, name, dash):
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "name": name,
        "text": ["", ""],
        "line": {"color": colour, "width": 2, "dash": dash},
        "hovertext": [name, name],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def by_star(cells, shade, name, title, summary):
    """Published stars against a rule's classes: a disc for each pair that occurs, with its number.

    `cells` are `(stars, class or 0, names)`; the same number on both axes is a match.
    """
    alike = [cell for cell in cells if cell[0] == cell[1]]
    unlike = [cell for cell in cells if cell[0] != cell[1]]
    data = [_discs(alike, shade, "The same"), _discs(unlike, OTHER, "Not the same")]
    ticks = [1, 2, 3, 4]
    made = plane_layout(
        340,
        [0.4, -0.5],
        [4.75, 4.6],
        ["Stars published", ""],
        [ticks, [0, 1, 2, 3, 4]],
        [[number(tick) for tick in ticks], [CLASSES[4 - i] for i in range(5)]],
        {"l": 84, "r": 20, "t": 50, "b": 48},
    )
    made["annotations"] = [squares([(name + ": as published", shade), ("not as published", OTHER)])]
    return {"data": data, "layout": made, "meta": {"title": title, "summary": summary}}


def _discs(cells, colour, name):
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [cell[0] for cell in cells],
        "y": [cell[1] for cell in cells],
        "name": name,
        "text": ["<b>" + number(len(cell[2])) + "</b>" for cell in cells],
        "textposition": "middle right",
        "marker": {
            "color": colour,
            # Area, not width, goes with the number.
            "size": [9 * math.sqrt(len(cell[2])) for cell in cells],
            "opacity": 1,
        },
        "hovertext": [who(cell[2]) for cell in cells],
        "hovertemplate": "%{hovertext}<extra>" + name + "</extra>",
    }

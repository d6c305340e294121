"""The timeline's figure: a band for each theme, and in it lines of events that do not overlap.

Heights are in pixels from the top. Room across is reckoned for the narrowest page that the course is
made for, a telephone 375 pixels wide: what fits there fits everywhere.
"""

from ._chart import CENTRE, COUNCIL, HEALTH, PUBLIC, SCHOOLS, across, layout
from ._timeline import (
    COALITION,
    LABOUR,
    LANDMARKS,
    LEVELS,
    THEMES,
    end,
    place,
    said,
    start,
    title,
)

COLOURS = {
    "centre": CENTRE,
    "council": COUNCIL,
    "neighbourhood": PUBLIC,
    "health": HEALTH,
    "schools": SCHOOLS,
}

# So many events can each be named beside their mark; where there are more, landmarks alone are.
NAMED = 24

ROOM = 300
CHARACTER = 6.1
MARK = 5
GAP = 6
HEAD = 18
LINE = 14
DOTS = 10
WIDEST = 30
LEAST = 90


def figure(events, known, first, last, words):
    """The events of the years `first` to `last`; `words` are the figure's title and summary."""
    named = len(events) <= NAMED
    bands = [(name, shown, [e for e in events if e["theme"] == name]) for name, shown in THEMES]
    bands = [band for band in bands if band[2]]
    notes, shapes, points = [], [], []
    top = 0
    for _, shown, some in bands:
        if top:
            shapes.append(across(top, "rgba(120,120,110,0.35)"))
        notes.append(_note(0, top + HEAD / 2, "<b>" + shown + "</b>", "left", True))
        lines = lanes(some, first, last, named)
        top += HEAD
        for line in lines:
            tall = max([DOTS] + [_tall(one) for one in line])
            for one in line:
                over = LINE * len(one["label"]) if one["side"] == "over" else 0
                middle = top + over + (tall - over) / 2
                points.append((one["event"], middle))
                if one["event"]["date"] is None:
                    shapes.append(_bar(one["event"], middle))
                if one["label"]:
                    notes.append(_beside(one, top + over / 2 if over else middle))
            top += tall
        top += 6
    top = max(top, 60)
    for name, text, side in ((LABOUR, "Labour", "left"), (COALITION, "coalition", "right")):
        when = start(known[name])
        if first < when < last + 1:
            shapes.append(_vertical(known[name]["date"]))
            note = _note(known[name]["date"], 0, text, side, False)
            note["yanchor"] = "bottom"
            notes.append(note)
    span = last + 1 - first
    axis = {
        "type": "date",
        "title": {"text": ""},
        "range": [str(first) + "-01-01", str(last + 1) + "-01-01"],
        "tick0": "1980-01-01",
        "fixedrange": True,
    }
    axis["dtick"], axis["tickformat"] = _ticks(span)
    return {
        "data": _traces(points),
        "layout": layout(
            top + 98,
            margin={"l": 4, "r": 10, "t": 22, "b": 76},
            xaxis=axis,
            yaxis={
                "visible": False,
                "title": {"text": "Pixels from the top"},
                "range": [top, 0],
                "fixedrange": True,
            },
            showlegend=True,
            legend={
                "orientation": "h",
                "yref": "container",
                "y": 0,
                "yanchor": "bottom",
                "x": 0,
                "font": {"size": 12},
                "itemclick": False,
                "itemdoubleclick": False,
            },
            annotations=notes,
            shapes=shapes,
        ),
        "meta": words,
    }


def lanes(some, first, last, named):
    """The lines of a band: lists of `{"event", "label", "side"}`; a label is a list of lines of text.

    A side is "right" or "left" of the mark, or "over" a bar that leaves room at neither.
    Each event goes into the first line in which it finds room, in the order of time.
    """
    scale = ROOM / (last + 1 - first)
    lines = []
    for event in some:
        left = (start(event) - first) * scale
        right = left if event["date"] else (end(event) - first) * scale
        label, side = [], "right"
        text = title(event) if named else LANDMARKS.get(event["event_id"], "")
        if text:
            side = "right" if ROOM - right >= left else "left"
            free = (ROOM - right if side == "right" else left) - 2 * GAP
            if free < LEAST:
                # A bar from end to end: its name stands above it.
                side, free = "over", ROOM - left
            label = wrapped(text, max(12, min(WIDEST, int(free / CHARACTER))))
        wide = CHARACTER * max([len(line) for line in label] + [0]) + GAP
        before = left - MARK - (wide if side == "left" and label else 0)
        after = right + MARK + (wide if side == "right" and label else 0)
        if side == "over":
            after = max(after, left + wide)
        one = {"event": event, "label": label, "side": side}
        for line in lines:
            if line["until"] <= before:
                line["items"].append(one)
                line["until"] = after
                break
        else:
            lines.append({"items": [one], "until": after})
    return [line["items"] for line in lines]


def _tall(one):
    """How high a line must be for an event: its name, and its bar too where that lies under it."""
    return LINE * len(one["label"]) + (DOTS if one["side"] == "over" else 0)


def wrapped(text, most):
    """A text in lines of at most `most` characters, a longer word standing alone."""
    lines = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _traces(points):
    """Two for each level, days first; each level stands once in the legend."""
    made = []
    for level, shown in LEVELS:
        both = [_trace(level, shown, points, True), _trace(level, shown, points, False)]
        if both[0]["showlegend"]:
            both[1]["showlegend"] = False
        made += both
    return made


def _trace(level, shown, points, exact):
    """The events of a level that are known to the day (`exact`), or those that are not."""
    some = [
        (event, y)
        for event, y in points
        if event["level"] == level and (event["date"] is not None) == exact
    ]
    colour = COLOURS[level]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": shown,
        "legendgroup": level,
        "showlegend": bool(some),
        "x": [place(event) for event, _ in some],
        "y": [y for _, y in some],
        "customdata": [
            "<br>".join(wrapped(title(event), 36)) + "<br>" + said(event) for event, _ in some
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "color": colour,
            "size": 9 if exact else 7,
            "symbol": "circle" if exact else "line-ns-open",
            "line": {"color": colour, "width": 0 if exact else 2},
        },
    }


def _bar(event, y):
    """The month or the year in which an event falls."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": place(event) + ("-01" if event["month"] is not None else "-01-01"),
        "x1": _after(event),
        "y0": y,
        "y1": y,
        "line": {"color": COLOURS[event["level"]], "width": 3},
    }


def _beside(one, y):
    """The name of an event beside its mark."""
    event = one["event"]
    if one["side"] == "over":
        note = _note(place(event), y, "<br>".join(one["label"]), "left", False)
        note["align"] = "left"
        return note
    right = one["side"] == "right"
    note = _note(place(event), y, "<br>".join(one["label"]), "left" if right else "right", False)
    note["align"] = "left" if right else "right"
    note["xshift"] = 7 if right else -7
    if right and event["date"] is None:
        # Beyond the end of its bar, which is as wide as its month or year.
        note["x"] = _after(event)
    return note


def _after(event):
    """The first day after a month or a year."""
    if event["month"] is None or event["month"] == 12:
        return str(event["year"] + 1) + "-01-01"
    month = event["month"] + 1
    return str(event["year"]) + "-" + ("0" if month < 10 else "") + str(month) + "-01"


def _note(x, y, text, side, of_paper):
    note = {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": side,
        "yanchor": "middle",
        "font": {"size": 12 if of_paper else 11},
    }
    if of_paper:
        note["xref"] = "paper"
    return note


def _vertical(day):
    """A thin vertical where a government changed."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": day,
        "x1": day,
        "y0": 0,
        "y1": 1,
        "line": {"color": "rgba(120,120,110,0.7)", "width": 1, "dash": "dot"},
        "layer": "below",
    }


def _ticks(span):
    if span <= 1:
        return "M3", "%b %Y"
    if span <= 6:
        return "M12", "%Y"
    return ("M24" if span <= 12 else "M60"), "%Y"

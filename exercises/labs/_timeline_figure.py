"""The timeline's figure: a band for each theme, and in it lines of events that do not overlap.

Heights are in pixels from the top. Room across is reckoned for the narrowest page that the course is
made for, a telephone 320 pixels wide: what fits there fits everywhere.
"""

from ._chart import CENTRE, COUNCIL, HEALTH, PUBLIC, SCHOOLS, across, key, layout, sign, words
from ._timeline import (
    COALITION,
    LABOUR,
    LANDMARKS,
    LEVELS,
    THEMES,
    end,
    once,
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

ROOM = 270
CHARACTER = 6.1
MARK = 5
GAP = 6
HEAD = 18
LINE = 14
DOTS = 10
WIDEST = 30
LEAST = 90
# Between a mark's middle and its name.
APART = "\u00a0\u00a0"
# From the foot of the bands to the key: the years stand between them.
UNDER = 24
SHOWN = dict(LEVELS)


def figure(events, known, first, last, told):
    """The events of the years `first` to `last`; `told` are the figure's title and summary."""
    named = len(events) <= NAMED
    bands = [(name, shown, [e for e in events if e["theme"] == name]) for name, shown in THEMES]
    bands = [band for band in bands if band[2]]
    notes, rules, said = [], [], []
    days, others = [], []
    top = 0
    for _, shown, some in bands:
        if top:
            rules.append(top)
        said.append((str(first) + "-01-01", top + HEAD // 2, "<b>" + shown + "</b>", "right", 12))
        lines = lanes(some, first, last, named)
        top += HEAD
        for line in lines:
            tall = max([DOTS] + [_tall(one) for one in line])
            for one in line:
                over = LINE * len(one["label"]) if one["side"] == "over" else 0
                middle = top + over + (tall - over) / 2
                (days if one["event"]["date"] else others).append((one, middle))
                if one["label"] and _at_mark(one):
                    said.append(_name(one, middle))
                elif one["label"]:
                    notes.append(_beside(one, top + over / 2 if over else middle))
            top += tall
        top += 6
    shapes = [_rules(rules)] if rules else []
    shapes += _bars(others)
    top = max(top, 60)
    for name, text, side in ((LABOUR, "Labour", "left"), (COALITION, "coalition", "right")):
        when = start(known[name])
        if first < when < last + 1:
            shapes.append(_vertical(known[name]["date"]))
            note = _note(known[name]["date"], 0, text, side)
            note["yanchor"] = "bottom"
            notes.append(note)
    notes.append(_key({event["level"] for event in events}))
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
        "data": [_trace(days, True), _trace(others, False), _words(said)],
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
            annotations=notes,
            shapes=shapes,
        ),
        "meta": told,
    }


def _name(one, y):
    """An event's name at its mark, at the side where it has room: place, height, text, side, size."""
    right = one["side"] == "right"
    # The mark itself takes a space and a little more.
    lines = [APART + line if right else line + APART for line in one["label"]]
    return place(one["event"]), y, "<br>".join(lines), one["side"], 11


def _words(said):
    """The names of the bands and of events, each in its place."""
    made = words(
        [x for x, _, _, _, _ in said],
        [y for _, y, _, _, _ in said],
        [text for _, _, text, _, _ in said],
        ["middle " + side for _, _, _, side, _ in said],
    )
    made["textfont"] = {"size": [size for _, _, _, _, size in said]}
    return made


def lanes(some, first, last, named):
    """The lines of a band: lists of `{"event", "label", "side"}`; a label is a list of lines of text.

    A side is "right" or "left" of the mark, or "over" a bar that leaves room at neither.
    Each event goes into the first line in which it finds room, in the order of time.
    """
    scale = ROOM / (last + 1 - first)
    lines = []
    for event in some:
        begin, over = once(event, "moments", _moments)
        left, right = (begin - first) * scale, (over - first) * scale
        text = title(event) if named else LANDMARKS.get(event["event_id"], "")
        if text:
            label, side, before, after = _room(text, left, right)
        else:
            label, side, before, after = [], "right", left - MARK, right + MARK
        one = {"event": event, "label": label, "side": side}
        for line in lines:
            if line[0] <= before:
                line[0] = after
                line[1].append(one)
                break
        else:
            lines.append([after, [one]])
    return [items for _, items in lines]


def _moments(event):
    return start(event), end(event)


def _room(text, left, right):
    """A name in lines, its side of a mark that reaches from `left` to `right`, and what both take up."""
    side = "right" if ROOM - right >= left else "left"
    free = (ROOM - right if side == "right" else left) - 2 * GAP
    if free < LEAST:
        # A bar from end to end: its name stands above it.
        side, free = "over", ROOM - left
    label = wrapped(text, max(12, min(WIDEST, int(free / CHARACTER))))
    wide = CHARACTER * max([len(line) for line in label]) + GAP
    before = left - MARK - (wide if side == "left" else 0)
    after = right + MARK + (wide if side == "right" else 0)
    return label, side, before, max(after, left + wide) if side == "over" else after


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


def _trace(some, exact):
    """The events that are known to the day (`exact`), or those that are not; coloured by level."""
    events = [one["event"] for one, _ in some]
    colours = [COLOURS[event["level"]] for event in events]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Known to the day" if exact else "Known to the month or year",
        "ids": [once(event, "id", _named) for event in events],
        "x": [place(event) for event in events],
        "y": [y for _, y in some],
        "customdata": [once(event, "hover", _hover) for event in events],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "color": colours,
            "size": 9 if exact else 7,
            "symbol": "circle" if exact else "line-ns-open",
            "line": {"color": colours, "width": 0 if exact else 2},
        },
    }


def _named(event):
    """An event with the level of power that it is mostly about, which its colour tells the eye alone."""
    return title(event) + " · " + SHOWN[event["level"]]


def _hover(event):
    """An event's name, date and level, for the box beside its mark."""
    about = said(event) + " · " + SHOWN[event["level"]]
    return "<br>".join(wrapped(title(event), 36)) + "<br>" + about


def _key(shown):
    """What the colours of the levels on view stand for, under the years, and what the two marks do."""
    signs = [sign(COLOURS[level], said) for level, said in LEVELS if level in shown]
    lines = ["   ".join(signs[:3]), "   ".join(signs[3:])]
    lines.append("● a day  ▬ a month or a year")
    note = key([line for line in lines if line])
    note["y"] = 0
    note["yanchor"] = "top"
    note["yshift"] = -UNDER
    note["font"] = {"size": 12}
    return note


def _rules(heights):
    """Lines from edge to edge between the bands: one path, as the bars are."""
    rule = across(0, "rgba(120,120,110,0.35)")
    return {
        "type": "path",
        "xref": "paper",
        "yref": "y",
        "path": "".join(["M0,%d L1,%d" % (y, y) for y in heights]),
        "line": rule["line"],
        "layer": "below",
    }


def _bars(some):
    """The months and years in which events fall: a path for each level, drawn five times as fast as many."""
    paths = {}
    for one, y in some:
        event = one["event"]
        begin = place(event) + ("-01" if event["month"] is not None else "-01-01")
        height = "," + str(y)
        path = "M" + begin + height + "L" + _after(event) + height
        paths[event["level"]] = paths.get(event["level"], "") + path
    return [
        {
            "type": "path",
            "xref": "x",
            "yref": "y",
            "path": paths[level],
            "line": {"color": COLOURS[level], "width": 3},
        }
        for level, _ in LEVELS
        if level in paths
    ]


def _at_mark(one):
    """Whether an event's name goes with its mark: not above a bar, nor beyond the end of one."""
    return one["side"] == "left" or (one["side"] == "right" and one["event"]["date"] is not None)


def _beside(one, y):
    """The name of an event above its bar, or beyond its end: a bar is as wide as its month or year."""
    over = one["side"] == "over"
    at = place(one["event"]) if over else _after(one["event"])
    note = _note(at, y, "<br>".join(one["label"]), "left")
    note["align"] = "left"
    note["xshift"] = 0 if over else 7
    return note


def _after(event):
    """The first day after a month or a year."""
    if event["month"] is None or event["month"] == 12:
        return str(event["year"] + 1) + "-01-01"
    month = event["month"] + 1
    return str(event["year"]) + "-" + ("0" if month < 10 else "") + str(month) + "-01"


def _note(x, y, text, side):
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": side,
        "yanchor": "middle",
        "font": {"size": 11},
    }


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

"""The parts of a lab's figures: plain Plotly JSON, one meaning to each colour, names beside lines.

Only bar and scatter traces, which the page's small bundle of Plotly holds. Fonts, paper and grid
come from the page's own theme.
"""

# The course's palette (Okabe and Ito): one meaning each.
CENTRE = "#0072B2"
COUNCIL = "#D55E00"
PUBLIC = "#009E73"
HEALTH = "#CC79A7"
SCHOOLS = "#E69F00"
LEARNER = "#56B4E9"
OTHER = "#8A8A85"


def layout(height, **parts):
    """A transparent layout without a legend, `height` in pixels; `parts` are added to it."""
    made = {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "height": height,
    }
    made.update(parts)
    return made


def line(x, y, colour, name, hover):
    """A line; `hover` is a Plotly hover template for its points."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "name": name,
        "line": {"color": colour, "width": 3},
        "hovertemplate": hover + "<extra>" + name + "</extra>",
    }


def mark(x, y, colour, name, hover):
    """One point, ringed in the learner's colour: where the setting stands."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [y],
        "name": name,
        "cliponaxis": False,
        "marker": {"color": colour, "size": 13, "line": {"color": LEARNER, "width": 3}},
        "hovertemplate": hover + "<extra>" + name + "</extra>",
    }


def setting(x):
    """A thin vertical in the learner's colour at the setting `x`."""
    return upright(x, LEARNER, 2)


def upright(x, colour, width=1.5):
    """A dotted vertical from foot to top, `width` in pixels."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": x,
        "x1": x,
        "y0": 0,
        "y1": 1,
        "line": {"color": colour, "width": width, "dash": "dot"},
        "layer": "below",
    }


def across(y, colour, width=1, dash="solid"):
    """A horizontal from edge to edge, `width` in pixels."""
    return {
        "type": "line",
        "xref": "paper",
        "yref": "y",
        "x0": 0,
        "x1": 1,
        "y0": y,
        "y1": y,
        "line": {"color": colour, "width": width, "dash": dash},
        "layer": "below",
    }


def sign(colour, words, shape="■"):
    """A shape in a colour with what it stands for, for a key."""
    return '<span style="color:' + colour + '">' + shape + "</span> " + words


def key(lines, left=0, up=4):
    """A key above a figure: lines of text, moved `left` and `up` by so many pixels."""
    return {
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "text": "<br>".join(lines),
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "xshift": -left,
        "yshift": up,
    }


def words(x, y, texts, position, size=12):
    """Words at places of a figure, such as its headings: drawn much faster than a note for each.

    They are no data: tables of a figure's numbers leave out what is text alone.
    """
    return {
        "type": "scatter",
        "mode": "text",
        "name": "",
        "x": x,
        "y": y,
        "text": texts,
        "textposition": position,
        "textfont": {"size": size},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def label(x, y, text, lift=0):
    """A name to the right of a point, moved up by `lift` pixels."""
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "xshift": 8,
        "yshift": lift,
    }

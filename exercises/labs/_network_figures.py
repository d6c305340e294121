"""The network drawn: people at the left, bodies at the right, documents between them, by conception and date.

Heights are in pixels from the top; the places are worked out here, so that the same choice always gives
the same picture. Room across is reckoned for a telephone 375 pixels wide.
"""

from ._chart import CENTRE, COUNCIL, LEARNER, OTHER, PUBLIC, key, layout, sign, words
from ._maths import added
from ._network import CONCEPTIONS, joined
from ._network_words import bars_words
from ._text import rounded

# One meaning to each colour: the centre, elected councils, residents and those close to them.
COLOURS = {
    "think_tank": COUNCIL,
    "council_centred": COUNCIL,
    "localist_critic": COUNCIL,
    "treasury": CENTRE,
    "departmental": CENTRE,
    "centralist_critic": CENTRE,
    "communitarian": PUBLIC,
    "": OTHER,
}
# Three columns as the categories of an axis, with room for names at both sides.
COLUMNS = ["People", "Documents", "Bodies"]
PLACE = {"person": 0, "document": 1, "body": 2}
SPAN = [-1.08, 3.08]
SIDE = {"person": "middle left", "document": "top center", "body": "middle right"}
# A band's heading, a document with its name above it, a person or body of up to two lines.
HEAD = 22
PAPER = 36
NAME = 32
# The names of the columns have so much room above the first band; a point outside the axis is not drawn.
ABOVE = 18
# So many bars at most.
TOP = 10
LINE = "rgba(120,120,110,0.5)"


def colour(node):
    """The colour of a document's conception; people and bodies have none."""
    return COLOURS[node["conception"]]


def network(view, told):
    """The nodes within reach and the links between them; `told` are the title and the summary."""
    nodes, shown, start = view["nodes"], view["shown"], view["chosen"]["start"]
    at, bands, high = places(nodes, shown, view["near"])
    links = [link["ends"] for link in view["drawn"]]
    traces = []
    for kind, said in (("person", "Person"), ("body", "Body"), ("document", "Document")):
        some = [one for one in shown if nodes[one]["kind"] == kind]
        if some:
            traces.append(_marks(view, at, kind, said, some))
    traces.append(_headings(bands))
    return {
        "data": traces,
        "layout": layout(
            high + 96,
            margin={"l": 4, "r": 4, "t": 90 - ABOVE, "b": 6},
            xaxis={
                "visible": False,
                "type": "category",
                "categoryorder": "array",
                "categoryarray": COLUMNS,
                "range": SPAN,
                "fixedrange": True,
                "title": {"text": "Column"},
            },
            yaxis={
                "visible": False,
                "range": [high, -ABOVE],
                "fixedrange": True,
                "title": {"text": "Pixels from the top"},
            },
            shapes=_links(nodes, at, links, start),
            annotations=[_key()],
        ),
        "meta": told,
    }


def _headings(bands):
    """The names of the columns, above them, and of the conceptions, each above its documents."""
    bold = ["<b>" + said + "</b>" for said in COLUMNS + [said for _, said in bands]]
    across = COLUMNS + [COLUMNS[PLACE["document"]]] * len(bands)
    return words(
        across, [-ABOVE // 2] * len(COLUMNS) + [y for y, _ in bands], bold, "middle center"
    )


def _key():
    return key(
        [
            "  ".join(
                [sign(CENTRE, "centre"), sign(COUNCIL, "council"), sign(PUBLIC, "communities")]
            ),
            "● person, document  ■ body  ◆ joins two",
        ],
        0,
        28 - ABOVE,
    )


def places(nodes, shown, near):
    """Where each node stands, in pixels from the top; the bands' headings; and the height of all.

    Documents stand in their order within each band. People and bodies stand as near as they can to the middle
    of what they are linked to, in the order of those middles.
    """
    at = {}
    bands = []
    top = 0
    for conception, said in CONCEPTIONS:
        some = [
            one
            for one in shown
            if nodes[one]["kind"] == "document" and nodes[one]["conception"] == conception
        ]
        if some:
            bands.append((top + HEAD // 2, said))
            top += HEAD
        for one in some:
            top += PAPER
            at[one] = top - 9
    counts = [
        len([one for one in shown if nodes[one]["kind"] == kind]) for kind in ("person", "body")
    ]
    high = max([top, 60] + [NAME * count for count in counts])
    # A column of names that is longer than the papers: these stand in the middle of it.
    down = (high - top) // 2
    for one in shown:
        if one in at:
            at[one] += down
    bands = [(place + down, said) for place, said in bands]
    for kind in ("person", "body"):
        wanted = []
        for one in shown:
            if nodes[one]["kind"] == kind:
                linked = [at[other] for other in near.get(one, []) if other in at]
                wanted.append((added(linked) // len(linked) if linked else high // 2, one))
        wanted.sort()
        _spread(at, wanted, high)
    return at, bands, high


def _spread(at, wanted, high):
    """Each as near to its place as it can be with `NAME` pixels to itself: downwards, then from the foot."""
    last = -NAME // 2
    for place, one in wanted:
        last = max(place, last + NAME)
        at[one] = last
    last = high + NAME // 2
    for i in range(len(wanted) - 1, -1, -1):
        one = wanted[i][1]
        last = min(at[one], last - NAME)
        at[one] = last


def _links(nodes, at, links, start):
    """Two paths, the start's own links uppermost: a shape for each link takes four times as long."""
    made = []
    for mine in (False, True):
        some = [ends for ends in links if (start in ends) == mine]
        if some:
            made.append(
                {
                    "type": "path",
                    "xref": "x",
                    "yref": "y",
                    "layer": "below",
                    "path": " ".join([_link(nodes, at, one, other) for one, other in some]),
                    "line": {"color": LEARNER if mine else LINE, "width": 2.5 if mine else 1},
                }
            )
    return made


def _link(nodes, at, one, other):
    """A straight line; between two documents a bow, so that those between are not struck through."""
    begin = "M %d,%d " % (PLACE["document"], at[one])
    if nodes[other]["kind"] != "document":
        return begin + "L %d,%d" % (PLACE[nodes[other]["kind"]], at[other])
    middle = (at[one] + at[other]) // 2
    return begin + "Q %.1f,%d %d,%d" % (
        PLACE["document"] + 0.6,
        middle,
        PLACE["document"],
        at[other],
    )


def _marks(view, at, kind, said, some):
    """The nodes of one column; the start is ringed, and who joins two conceptions is a diamond."""
    nodes, near, start = view["nodes"], view["near"], view["chosen"]["start"]
    symbols = []
    for one in some:
        if kind != "document" and len(joined(nodes, near, one)) > 1:
            symbols.append("diamond")
        else:
            symbols.append("square" if kind == "body" else "circle")
    pairs = zip(some, symbols)  # noqa: B905
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": said,
        "x": [COLUMNS[PLACE[kind]]] * len(some),
        "y": [at[one] for one in some],
        "text": [_label(nodes[one], one == start) for one in some],
        "ids": [nodes[one]["name"] for one in some],
        "customdata": [nodes[one]["name"] for one in some],
        "textposition": SIDE[kind],
        "textfont": {"size": 11},
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "size": [
                15 if one == start else 13 if symbol == "diamond" else 10 for one, symbol in pairs
            ],
            "symbol": symbols,
            "color": [colour(nodes[one]) for one in some],
            "opacity": 1,
            "line": {
                "color": LEARNER,
                "width": [3 if one == start else 0 for one in some],
            },
        },
    }


def _label(node, ringed):
    """A name in lines; beside the ring of the start it keeps a little further off."""
    if not ringed or node["kind"] == "document":
        return node["label"]
    lines = node["label"].split("<br>")
    if node["kind"] == "body":
        return "<br>".join(["\u00a0" + line for line in lines])
    return "<br>".join([line + "\u00a0" for line in lines])


def bars(view):
    """The nodes that rank highest, by betweenness or by links, of all that count."""
    nodes, near, start, by = (
        view["nodes"],
        view["near"],
        view["chosen"]["start"],
        view["chosen"]["by"],
    )
    sizes = []
    for place, one in enumerate(view["ids"]):
        if one in near:
            size = len(near[one]) if by == "links" else view["between"][one]
            sizes.append((-rounded(size, 1), place, one))
    sizes.sort()
    best = [(one, -size) for size, _, one in sizes[:TOP] if size < 0]
    labels = [nodes[one]["label"].replace("<br>", " ") for one, _ in best]
    # Bars are drawn from the foot.
    best.reverse()
    shown = [nodes[one]["label"].replace("<br>", " ") for one, _ in best]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": [size for _, size in best],
                "y": shown,
                "name": "Betweenness" if by == "between" else "Links",
                "marker": {
                    "color": [colour(nodes[one]) for one, _ in best],
                    "line": {
                        "color": LEARNER,
                        "width": [3 if one == start else 0 for one, _ in best],
                    },
                },
                "hovertemplate": "%{y}: %{x}<extra></extra>",
            }
        ],
        "layout": layout(
            max(140, 26 * len(best) + 70),
            bargap=0.3,
            margin={"l": 152, "r": 16, "t": 8, "b": 48},
            xaxis={
                "title": {"text": "Pairs of others" if by == "between" else "Links"},
                "rangemode": "tozero",
                "zeroline": False,
            },
            yaxis={"type": "category", "title": {"text": ""}, "showgrid": False},
        ),
        "meta": bars_words(view, [one for one, _ in best][::-1], labels),
    }

"""Who wrote, launched, heard and answered what: the documents of new localism as a network to explore.

It draws and counts the rows of a table of links. A row that is not there is a link that was not seen.
"""

from ._controls import preset, settled, year
from ._maths import added
from ._network import (
    ALL,
    BODIES,
    DOCUMENTS,
    EVERYONE,
    KINDS,
    NETWORK,
    PEOPLE,
    SERIES,
    conceptions,
    joined,
    order,
    steps_from,
    whole,
)
from ._network_figures import bars, network
from ._network_words import entries, network_words, reading

TITLE = "Who is linked to what"

ABOUT = (
    "People, bodies and documents of new localism, and the links between them that a source bears out: who "
    "wrote, launched, heard or answered what. Start anywhere, and follow the links outwards. Which ideas "
    "come within reach, and which do not?"
)

SOURCE = (
    "The course’s tables document_links and documents: each link has its own source, beside it in the list. "
    "Betweenness after Linton Freeman, A Set of Measures of Centrality Based on Betweenness (1977), reckoned "
    "as in Ulrik Brandes, A Faster Algorithm for Betweenness Centrality (2001)."
)

BADGE = ""

# What the list beside the figures is a list of.
ENTRY = "link"

HOW = """\
**What a link is.** A role in a document: to write, give or edit it; to publish, launch or hear it;
to answer or cite it, or to follow from it by an official account.
A speech is linked to the body whose office the speaker held, and to those to whom it was given.

**What a link is not.** It is no sign of agreement: some who answered a document were against it.
It is no measure of influence.
And **a link that is missing here is not a link that was missing then**: nobody searched for all who
drafted, read or answered these papers.
The absence of a link is absence of evidence in this table, and no more.

**The figure.** People stand at the left, bodies at the right, documents between them:
by conception from the top, and in each by date. The conceptions are the course's own sorting.
Blue: the centre keeps the ends or sets the terms (Treasury, departments, and a critic who wants a centre).
Vermilion: elected councils are to have the power (think tank, councils first, and critics who want more).
Green: residents and bodies close to them (communities).
Grey: a document that is not sorted, a person or a body.
A diamond is a person or a body whose own links touch documents of two conceptions or more.

**Links away.** A document that somebody wrote is one link away; its other authors and its publisher are two;
what else they wrote is three.

**Who lies between.** *Links* counts how many others a person, body or document is linked to.
*Betweenness* counts the pairs of others whose shortest way runs through it; a pair with several shortest ways
counts by the share of them that do.
So a person with two links can lie between more pairs than one with three.
Both are reckoned on the links that the years and the kind leave, wherever you start.

**What it leaves out.** Meetings, friendships, drafts and advice; whatever is not in one of the sources;
and how much any of it mattered.

**The named values.** `nodes` and `links` that count under the years and the kind, in so many `pieces`
that no link joins; `documents`, `people`, `bodies` and `conceptions` within reach of the start;
`own_links` and `own_conceptions` of the start itself, `between` its betweenness;
`is_person` is 1 for a person; `vision_within` counts the papers of Local:Vision within the links chosen,
and `vision_ever` those at the end of any chain.
"""

TABLES = ["documents", "document_links"]

FIRST = 2000
LAST = 2008
_AWAY = [("1", "one"), ("2", "up to two"), ("3", "up to three"), ("4", "up to four")]


def _options(pairs):
    return [{"value": value, "label": label} for value, label in pairs]


CONTROLS = [
    {
        "name": "start",
        "label": "Start from",
        "type": "choice",
        "options": _options(
            [(EVERYONE, "The whole network")]
            + [(name, said) for name, said in PEOPLE]
            + [(name, said + " (body)") for name, said, _ in BODIES]
            + [(name, said + " (document)") for name, said in DOCUMENTS]
        ),
        "value": NETWORK,
        "help": "People first, then bodies, then documents by date.",
    },
    {
        "name": "away",
        "label": "Links away",
        "type": "choice",
        "options": _options(_AWAY + [(ALL, "as far as links lead")]),
        "value": "2",
        "help": "From a person to a document is one; on to those who share it, two.",
    },
    {
        "name": "kind",
        "label": "Links that count",
        "type": "choice",
        "options": _options([(ALL, "All")] + [(name, said) for name, said, _ in KINDS]),
        "value": ALL,
        "help": "Take some away, and see what falls apart.",
    },
    year("first", "Documents from", FIRST, "The first year, 2000 to 2008.", FIRST, LAST),
    year("last", "Documents to", LAST, "The last year.", FIRST, LAST),
    {
        "name": "by",
        "label": "Rank by",
        "type": "choice",
        "options": _options([("between", "Betweenness"), ("links", "Links")]),
        "value": "between",
        "help": "For the second figure.",
    },
]

_HERE = {control["name"]: control["value"] for control in CONTROLS}
PRESETS = [
    preset(
        _HERE,
        "advocate",
        "The advocate’s reach",
        "Follow every link from the think tank that asked first: which parts of Whitehall come in?",
        {"away": ALL},
    ),
    preset(
        _HERE,
        "series",
        "From debate to Act",
        "Start from the five themes of July 2004: by the Act’s own notes a chain leads on to the law.",
        {"start": "vision_ten_years"},
    ),
    preset(
        _HERE,
        "whole",
        "All the pieces",
        "The whole table. Some pieces hang together, and no link joins one to another.",
        {"start": EVERYONE, "away": ALL, "by": "links"},
    ),
]


def run(tables, **values):
    """The network from one start. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    first = min(chosen["first"], chosen["last"])
    last = max(chosen["first"], chosen["last"])
    view = dict(whole(tables, chosen["kind"], first, last))
    nodes, links, near = view["nodes"], view["links"], view["near"]
    ids = order()
    start = chosen["start"]
    reached = {} if start == EVERYONE else steps_from(near, start)
    most = len(ids) if chosen["away"] == ALL else int(chosen["away"])
    if start == EVERYONE:
        shown = [one for one in ids if one in near]
    else:
        shown = [one for one in ids if one in reached and reached[one] <= most]
    drawn = [
        link
        for link in links
        if link["ends"][0] in shown
        and link["ends"][1] in shown
        and (start == EVERYONE or min([reached[end] for end in link["ends"]]) < most)
    ]
    ever = [one for one in ids if one in near and (start == EVERYONE or one in reached)]
    found = {
        "nodes": len(near),
        "links": len(links),
        "pieces": len(view["parts"]),
        "documents": _count(nodes, shown, "document"),
        "people": _count(nodes, shown, "person"),
        "bodies": _count(nodes, shown, "body"),
        "conceptions": len(conceptions(nodes, shown)),
        "own_links": len(near.get(start, [])),
        "own_conceptions": len(joined(nodes, near, start)),
        "between": view["between"].get(start, 0.0),
        "is_person": 1 if start in [name for name, _ in PEOPLE] else 0,
        "vision_within": _papers(nodes, shown),
        "vision_ever": _papers(nodes, ever),
    }
    view["chosen"], view["first"], view["last"] = chosen, first, last
    view["ids"], view["shown"], view["drawn"] = ids, shown, drawn
    view["ever"], view["found"] = ever, found
    return {
        "figures": [network(view, network_words(view)), bars(view)],
        "reading": reading(view),
        "entries": entries(view),
        "values": found,
    }


def _count(nodes, ids, kind):
    return len([one for one in ids if nodes[one]["kind"] == kind])


def _papers(nodes, ids):
    """How many papers of Local:Vision are among `ids`."""
    return added([1 for one in ids if nodes[one]["series"] == SERIES])

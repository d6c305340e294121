"""What the network shows, in words: how far the start reaches, what it joins, and what is not there."""

from ._network import ALL, EVERYONE, KINDS, NETWORK, SERIES, joined, said
from ._text import listed, number, rounded

_SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

# What a person, a body or a document did, and of what it is counted.
DID = [
    ("wrote", "wrote", "document", "documents"),
    ("spoke", "gave", "speech", "speeches"),
    ("edited", "edited", "document", "documents"),
    ("chaired", "chaired the inquiry behind", "document", "documents"),
    ("wrote_foreword", "wrote the foreword to", "document", "documents"),
    ("published", "published", "document", "documents"),
    ("passed", "passed", "document", "documents"),
    ("was_spoken_for", "was the speaker’s office for", "speech", "speeches"),
    ("heard", "was the audience of", "speech", "speeches"),
    ("introduced", "launched", "document", "documents"),
    ("answered", "answered", "document", "documents"),
    ("cited", "cited", "document", "documents"),
    ("follows", "follows from", "document", "documents"),
    ("same_title", "has the title of", "document", "documents"),
]


def counted(size, one, more):
    """A number of things in words: 1 -> "one link", 12 -> "12 links"."""
    words = _SMALL[size] if size < len(_SMALL) else number(size)
    return words + " " + (one if size == 1 else more)


def upper(text):
    """A sentence begins with a capital."""
    return text[0].upper() + text[1:]


def the(node):
    """A name as it stands in a sentence; a document by the head of its title, where that says enough."""
    if node["kind"] == "document":
        head, colon, _ = node["name"].partition(": ")
        if colon and " " in head:
            return head + "” (" + str(node["year"]) + ")"
        return node["name"]
    if node["kind"] == "person" or node["id"] in _BARE:
        return node["name"]
    return "the " + node["name"]


def has(node):
    """The verb that goes with a name: one body is several trusts."""
    return " have " if node["kind"] == "body" and node["name"].endswith("trusts") else " has "


_BARE = ("catalyst", "cipfa", "demos", "parliament", "policy_exchange")


def sorted_as(conception):
    """A conception inside a sentence."""
    words = said(conception)
    return words if conception == "treasury" else words.lower()


def did(relation):
    """What a relation is called."""
    for name, words, _, _ in DID:
        if name == relation:
            return words
    raise ValueError("there is no relation called " + relation + ".")


def within(view):
    """How far is looked: "within two links"."""
    away = view["chosen"]["away"]
    if away == ALL:
        return "by any number of links"
    return "within " + counted(int(away), "link", "links")


def only(view):
    """What was taken away from the table, if anything was."""
    parts = []
    kind = view["chosen"]["kind"]
    for name, words, _ in KINDS:
        if name == kind:
            parts.append("links of one kind (" + words[0].lower() + words[1:] + ")")
    first, last = view["first"], view["last"]
    if (first, last) != (2000, 2008):
        years = str(first) if first == last else str(first) + " to " + str(last)
        parts.append("documents of " + years)
    return "Only " + listed(parts) + " count here." if parts else ""


# The figures


def network_words(view):
    """The title and the summary of the network."""
    return {"title": title(view), "summary": summary(view)}


def title(view):
    """The finding of the first figure as a sentence."""
    found, start = view["found"], view["chosen"]["start"]
    if found["links"] == 0:
        return "Under this choice no link is left."
    if start == EVERYONE:
        if found["pieces"] == 1:
            return "What is left hangs together in one piece."
        return upper(counted(found["pieces"], "piece", "pieces")) + ", and no link between them."
    node = view["nodes"][start]
    name = upper(the(node))
    if found["own_links"] == 0:
        return name + has(node) + "no link under this choice."
    if found["vision_ever"] == 0:
        return "From " + the(node) + " no chain of links leads to a paper of Local:Vision."
    others = found["vision_within"] - (node["series"] == SERIES)
    if others == 0:
        return "From " + the(node) + " no other paper of Local:Vision is as near as you look."
    return (
        "From "
        + the(node)
        + " you reach "
        + counted(others, "paper", "papers")
        + " of Local:Vision."
    )


def summary(view):
    """The network in words, for who cannot see it."""
    nodes, shown = view["nodes"], view["shown"]
    parts = []
    for kind, words in (("document", "Documents"), ("person", "People"), ("body", "Bodies")):
        names = [nodes[one]["name"] for one in shown if nodes[one]["kind"] == kind]
        if names:
            parts.append(words + ": " + listed(names))
    text = "People at the left, bodies at the right and documents between them, by conception and date. "
    if not parts:
        return text + "Nothing is within reach."
    return (
        text + ". ".join(parts) + ". " + upper(counted(len(view["drawn"]), "link", "links")) + "."
    )


def bars_words(view, best, labels):
    """The title and the summary of the ranking; `best` and `labels` from the highest down."""
    by = view["chosen"]["by"]
    if not best:
        return {
            "title": "Under this choice nobody lies between two others."
            if by == "between"
            else "Under this choice nobody has a link.",
            "summary": "No bars: there is nothing to rank.",
        }
    sizes = [
        number(len(view["near"][one])) if by == "links" else number(view["between"][one], 1)
        for one in best
    ]
    pairs = [label + " " + size for label, size in zip(labels, sizes)]  # noqa: B905
    top = view["nodes"][best[0]]
    tied = [one for one, size in zip(best, sizes) if size == sizes[0]]  # noqa: B905
    if len(tied) > 1:
        head = upper(counted(len(tied), "", "")).strip() + " share the first place"
        if len(tied) == len(best):
            head = "Several share the first place"
    elif by == "links":
        head = upper(the(top)) + has(top) + "the most links"
    else:
        head = upper(the(top)) + " lies between more pairs than any other"
    return {
        "title": head + ".",
        "summary": ("Bars of betweenness" if by == "between" else "Bars of links")
        + ", the longest first: "
        + "; ".join(pairs)
        + ".",
    }


# The reading


def reading(view):
    """Where you stand, what comes within reach, what is joined there, and what no link leads to."""
    found, start = view["found"], view["chosen"]["start"]
    if found["links"] == 0:
        parts = ["No link is left.", only(view)]
    elif start == EVERYONE:
        parts = [whole(view), only(view), apart(view)]
    elif found["own_links"] == 0:
        node = view["nodes"][start]
        parts = [upper(the(node)) + has(node) + "no link here.", only(view)]
    else:
        parts = [own(view), reach(view), bridge(view), between(view), missing(view), only(view)]
    return " ".join([part for part in parts if part])


def caution(view):
    """A link that is missing from the whole table was not seen; one that was taken away proves nothing."""
    return "" if only(view) else "None was seen, which is no sign that there was none."


def whole(view):
    """The table as one."""
    found = view["found"]
    text = (
        number(found["nodes"])
        + " people, bodies and documents are joined by "
        + number(found["links"])
        + " links, in "
        + counted(found["pieces"], "piece", "pieces")
    )
    if found["pieces"] == 1:
        return text + "."
    return text + "; the largest holds " + number(len(view["parts"][0])) + " of them."


def apart(view):
    """Whether the first advocate and the series of papers hang together."""
    nodes = view["nodes"]
    advocate = [part for part in view["parts"] if NETWORK in part]
    series = [p for p in view["parts"] if [one for one in p if nodes[one]["series"] == SERIES]]
    if not advocate or not series:
        return "To see what is apart, let more links count."
    if advocate[0] in series:
        return "The New Local Government Network and Local:Vision are in one piece."
    text = "The New Local Government Network is in one piece"
    if view["chosen"]["kind"] == ALL and "ed_balls" in advocate[0]:
        text += ", with Balls"
    text += ", and papers of Local:Vision are in another"
    if "act_2007" in series[0]:
        text += ", with the Act"
    text += ". Both are called new localism, and no link joins them. " + caution(view)
    return text.strip()


def own(view):
    """The start's own links."""
    start, nodes = view["chosen"]["start"], view["nodes"]
    node = nodes[start]
    if node["kind"] == "document":
        size = len(view["near"][start])
        text = the(node) + " has " + counted(size, "link", "links") + " of its own"
        if node["conception"]:
            return text + ", and is sorted under “" + sorted_as(node["conception"]) + "”."
        return text + ", and is not sorted."
    rows = [link["row"] for link in view["links"] if start in link["ends"]]
    parts = []
    for relation, words, one, more in DID:
        size = len([row for row in rows if row["relation"] == relation])
        if size:
            parts.append(words + " " + counted(size, one, more))
    return upper(the(node)) + " " + listed(parts) + "."


def reach(view):
    """What is within the links chosen."""
    found, start = view["found"], view["chosen"]["start"]
    kind = view["nodes"][start]["kind"]
    one, more = "document", "documents"
    if kind == "document":
        one, more = "other document", "other documents"
    elif found["conceptions"] > 1:
        more += " of " + counted(found["conceptions"], "conception", "conceptions")
    sizes = [
        (found["documents"] - (kind == "document"), one, more),
        (found["people"] - (kind == "person"), "person", "people"),
        (found["bodies"] - (kind == "body"), "body", "bodies"),
    ]
    parts = [counted(size, one, more) for size, one, more in sizes if size]
    text = upper(within(view)) + " you reach " + listed(parts)
    return text + "."


def bridge(view):
    """What the start's own links join."""
    start, nodes = view["chosen"]["start"], view["nodes"]
    if nodes[start]["kind"] == "document":
        return ""
    touched = joined(nodes, view["near"], start)
    names = listed(["“" + sorted_as(one) + "”" for one in touched])
    if len(touched) > 1:
        return (
            "Those links touch "
            + counted(len(touched), "conception", "conceptions")
            + ", "
            + names
            + ", and make a diamond. "
            + ("They are answers, and an answer is no alliance." if _answers(view) else "")
        ).strip()
    return ""


def _answers(view):
    start = view["chosen"]["start"]
    rows = [link["row"] for link in view["links"] if start in link["ends"]]
    return not [row for row in rows if row["relation"] not in ("answered", "cited")]


def between(view):
    """Who lies between others, and how that stands to the number of links."""
    found = view["found"]
    size = rounded(found["between"], 1)
    if size == 0:
        return "Nobody’s shortest way to anybody else runs through here."
    text = (
        "The shortest ways of "
        + ("" if size == rounded(size) else "about ")
        + number(size)
        + (" pair" if size == 1 else " pairs")
        + " run through here"
    )
    ids, near = view["ids"], view["near"]
    start = view["chosen"]["start"]
    kind = view["nodes"][start]["kind"]
    ahead = [
        one
        for one in ids
        if one in near
        and view["nodes"][one]["kind"] == kind
        and len(near[one]) > found["own_links"]
        and view["between"][one] < found["between"] - 0.05
    ]
    if ahead:
        return (
            text
            + ": more than through some with more links, such as "
            + the(view["nodes"][ahead[0]])
            + "."
        )
    return text + "."


def missing(view):
    """What no chain of links leads to."""
    found, start, nodes = view["found"], view["chosen"]["start"], view["nodes"]
    if found["vision_ever"] == 0:
        text = "No chain, however long, leads from here to a paper of Local:Vision. "
        return (text + caution(view)).strip()
    if NETWORK not in view["ever"] and nodes[start]["kind"] != "person":
        text = "And no chain leads to the New Local Government Network. "
        return (text + caution(view)).strip()
    return ""


def entries(view):
    """The links that are drawn, in words, each with its sources."""
    return [_entry(view["nodes"], link) for link in view["drawn"]]


def _entry(nodes, link):
    # A link is the same link whatever the start; it is put into words once.
    if "entry" not in link:
        row = link["row"]
        paper, other = nodes[link["ends"][0]], nodes[link["ends"][1]]
        sources = [row["source_id"]]
        if row["second_source_id"]:
            sources.append(row["second_source_id"])
        mark = " (unconfirmed)" if row["grade"] == "C" else ""
        words = upper(the(other)) + " " + did(row["relation"]) + " " + paper["name"] + mark
        link["entry"] = {
            "when": str(row["year"]),
            "title": words,
            "text": "",
            "note": row["note"] or "",
            "sources": sources,
        }
    return link["entry"]

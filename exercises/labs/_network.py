"""The network of documents: who stands in it, which links count, how far it reaches and who lies between.

A link joins a document to a person, to a body or to another document. Links have no direction here: a way may
run through either end. Dicts are never run through for their order, which the page's Python does not keep.
"""

# Who stands in the table document_links: the short name, the name in words, and lines for the figure.
PEOPLE = [
    ("jane_aspden", "Jane Aspden"),
    ("ed_balls", "Ed Balls"),
    ("demelza_birch", "Demelza Birch"),
    ("tony_blair", "Tony Blair"),
    ("hazel_blears", "Hazel Blears"),
    ("david_blunkett", "David Blunkett"),
    ("fran_bury", "Fran Bury"),
    ("dan_corry", "Dan Corry"),
    ("edward_davey", "Edward Davey"),
    ("jonathan_davies", "Jonathan Davies"),
    ("geoffrey_filkin", "Geoffrey Filkin"),
    ("warren_hatter", "Warren Hatter"),
    ("simon_jenkins", "Simon Jenkins"),
    ("ruth_kelly", "Ruth Kelly"),
    ("helena_kennedy", "Helena Kennedy"),
    ("michael_lyons", "Michael Lyons"),
    ("martin_mcivor", "Martin McIvor"),
    ("alan_milburn", "Alan Milburn"),
    ("david_miliband", "David Miliband"),
    ("geoff_mulgan", "Geoff Mulgan"),
    ("ian_parker", "Ian Parker"),
    ("lawrence_pratchett", "Lawrence Pratchett"),
    ("john_prescott", "John Prescott"),
    ("barry_quirk", "Barry Quirk"),
    ("anna_randle", "Anna Randle"),
    ("nick_raynsford", "Nick Raynsford"),
    ("caroline_spelman", "Caroline Spelman"),
    ("gerry_stoker", "Gerry Stoker"),
    ("david_walker", "David Walker"),
    ("greg_wilkinson", "Greg Wilkinson"),
    ("john_williams", "John Williams"),
]
BODIES = [
    ("catalyst", "Catalyst", "Catalyst"),
    ("cipfa", "CIPFA", "CIPFA"),
    (
        "department_for_communities",
        "Department for Communities and Local Government",
        "Communities<br>Department",
    ),
    ("department_of_health", "Department of Health", "Health<br>Department"),
    (
        "dtlr",
        "Department for Transport, Local Government and the Regions",
        "Transport<br>Department",
    ),
    ("demos", "Demos", "Demos"),
    ("dta", "Development Trusts Association", "Development<br>Trusts"),
    ("fabian", "Fabian Society", "Fabian<br>Society"),
    ("home_office", "Home Office", "Home Office"),
    ("commons_library", "House of Commons Library", "Commons<br>Library"),
    ("rowntree", "Joseph Rowntree trusts", "Rowntree<br>trusts"),
    ("lga", "Local Government Association", "Councils’<br>association"),
    ("lyons_inquiry", "Lyons Inquiry", "Lyons<br>Inquiry"),
    ("ncvo", "National Council for Voluntary Organisations", "Voluntary<br>Council"),
    ("new_health", "New Health Network", "New Health<br>Network"),
    ("nlgn", "New Local Government Network", "NLGN"),
    ("odpm", "Office of the Deputy Prime Minister", "Deputy PM’s<br>Office"),
    ("parliament", "Parliament", "Parliament"),
    ("policy_exchange", "Policy Exchange", "Policy<br>Exchange"),
    ("inquiry_into_power", "Power Inquiry", "Power<br>Inquiry"),
    ("smith_institute", "Smith Institute", "Smith<br>Institute"),
    ("treasury", "Treasury", "Treasury"),
]
# In order of date; one that is dated by its year or month alone stands first in it.
DOCUMENTS = [
    ("nlgn_2000", "NLGN 2000"),
    ("strong_local_leadership", "White paper 2001"),
    ("nlgn_2002", "NLGN 2002"),
    ("walker_catalyst", "Walker 2002"),
    ("balls_cipfa", "Balls 2002"),
    ("blears_2003", "Blears 2003"),
    ("milburn_rhetoric", "Milburn 2003"),
    ("jenkins_big_bang", "Jenkins 2004"),
    ("milburn_settlement", "Milburn 2004"),
    ("blunkett_nlgn", "Blunkett 2004"),
    ("nlgn_2004", "NLGN 2004"),
    ("vision_consultation", "Vision: asks 2004"),
    ("vision_ten_years", "Vision: themes 2004"),
    ("aspden_birch", "Digest 2005"),
    ("five_year_plan", "Five-year plan 2005"),
    ("vibrant_leadership", "Vision: mayors 2005"),
    ("why_neighbourhoods_matter", "Vision: charter 2005"),
    ("performance_framework", "Vision: control 2005"),
    ("double_devolution", "Double devolution 2006"),
    ("miliband_ncvo", "Miliband 2006"),
    ("power_inquiry", "Power Inquiry 2006"),
    ("strong_and_prosperous", "White paper 2006"),
    ("real_localism", "Real Localism 2007"),
    ("lyons", "Lyons 2007"),
    ("quirk", "Quirk 2007"),
    ("act_2007", "Act 2007"),
    ("communities_in_control", "White paper 2008"),
]

# The conceptions in the order in which they stand from the top, and how they are said.
CONCEPTIONS = [
    ("think_tank", "Think tank"),
    ("council_centred", "Councils first"),
    ("localist_critic", "Wants more"),
    ("treasury", "Treasury"),
    ("departmental", "Departments"),
    ("centralist_critic", "Wants a centre"),
    ("communitarian", "Communities"),
    ("", "Not sorted"),
]

# What a link is, in groups that can be asked for.
KINDS = [
    ("made", "Who made it", ["wrote", "spoke", "edited", "chaired", "wrote_foreword"]),
    (
        "placed",
        "Who put it out or heard it",
        ["published", "passed", "was_spoken_for", "heard", "introduced"],
    ),
    (
        "answered",
        "Who or what answered it",
        ["answered", "cited", "follows", "same_title"],
    ),
]

EVERYONE = "everyone"
ALL = "all"
NETWORK = "nlgn"
SERIES = "local_vision"


def graph(tables, kind, first, last):
    """The nodes by id, and those links of one kind (or `ALL`) whose documents are of the years asked for.

    A node is a dict: `id`, `kind` (person, body or document), `name`, `label` (lines for a figure),
    `conception` and `series` (of a document; "" where it has none).
    """
    papers = {}
    for row in tables["documents"]:
        papers[row["document_id"]] = row
    nodes = {}
    for name, said in PEOPLE:
        nodes[name] = _node(name, "person", said, said.replace(" ", "<br>", 1))
    for name, said, lines in BODIES:
        nodes[name] = _node(name, "body", said, lines)
    for name, lines in DOCUMENTS:
        row = papers[name]
        said = "“" + row["title"] + "” (" + str(row["year"]) + ")"
        nodes[name] = _node(name, "document", said, lines)
        nodes[name]["conception"] = row["conception"] or ""
        nodes[name]["series"] = row["series"] or ""
        nodes[name]["year"] = row["year"]
    wanted = [name for group, _, names in KINDS if kind in (ALL, group) for name in names]
    links = []
    for row in tables["document_links"]:
        other = row["other_document_id"] or row["party_id"]
        ends = [row["document_id"], other]
        years = [nodes[end]["year"] for end in ends if nodes[end]["kind"] == "document"]
        if row["relation"] in wanted and first <= min(years) and max(years) <= last:
            links.append({"ends": ends, "row": row})
    return nodes, links


def _node(name, kind, said, lines):
    return {
        "id": name,
        "kind": kind,
        "name": said,
        "label": lines,
        "conception": "",
        "series": "",
        "year": 0,
    }


def order():
    """Every node's id, in the order in which all lists of them are made."""
    return [entry[0] for entry in PEOPLE + BODIES + DOCUMENTS]


def neighbours(links):
    """For each node that has a link, the others at the end of one, each once, in a fixed order."""
    found = {}
    for link in links:
        for one, other in (link["ends"], [link["ends"][1], link["ends"][0]]):
            if one not in found:
                found[one] = []
            if other not in found[one]:
                found[one].append(other)
    for one in found:
        found[one].sort()
    return found


def steps_from(near, start):
    """How many links each node that can be reached lies from `start`, itself included at 0."""
    found = {start: 0}
    line = [start]
    for one in line:
        for other in near.get(one, []):
            if other not in found:
                found[other] = found[one] + 1
                line.append(other)
    return found


def pieces(near, ids):
    """The parts that no link joins, as lists of ids, the largest first."""
    made = []
    seen = {}
    for one in ids:
        if one in near and one not in seen:
            reached = steps_from(near, one)
            part = [other for other in ids if other in reached]
            for other in part:
                seen[other] = True
            made.append(part)
    return sorted(made, key=lambda part: (-len(part), ids.index(part[0])))


def betweenness(near, ids):
    """For each node the pairs of others whose shortest way runs through it (Freeman 1977).

    A pair with several shortest ways counts by the share of them that do. The sums are Brandes's (2001):
    from each node outwards by links, and back again adding up what hangs on each.
    """
    there = [one for one in ids if one in near]
    # By number: the page's Python takes twice as long by name.
    number = {}
    for place, one in enumerate(there):
        number[one] = place
    linked = [[number[other] for other in near[one]] for one in there]
    size = len(there)
    total = [0.0] * size
    for start in range(size):
        away = [-1] * size
        ways = [0] * size
        away[start], ways[start] = 0, 1
        line = [start]
        before = [[] for _ in there]
        for one in line:
            further, mine = away[one] + 1, ways[one]
            for other in linked[one]:
                if away[other] < 0:
                    away[other] = further
                    line.append(other)
                if away[other] == further:
                    ways[other] += mine
                    before[other].append(one)
        hangs = [0.0] * size
        for place in range(len(line) - 1, 0, -1):
            one = line[place]
            share = (1 + hangs[one]) / ways[one]
            for other in before[one]:
                hangs[other] += ways[other] * share
            total[one] += hangs[one]
    # Each pair was met from both of its ends.
    found = {}
    for place, one in enumerate(there):
        found[one] = total[place] / 2
    return found


# What was asked for last, and what came of it: most of the time only the start moves.
_LAST = {"asked": None, "links": None, "papers": None, "whole": None}


def whole(tables, kind, first, last):
    """All that does not hang on the start: `nodes`, `links`, `near`, `parts` and `between`.

    Worked out anew only for another kind of link, for other years, or for other tables.
    """
    asked = (kind, first, last)
    if (
        _LAST["asked"] != asked
        or _LAST["links"] is not tables["document_links"]
        or _LAST["papers"] is not tables["documents"]
    ):
        nodes, links = graph(tables, kind, first, last)
        near = neighbours(links)
        ids = order()
        made = {"nodes": nodes, "links": links, "near": near}
        made["parts"] = pieces(near, ids)
        made["between"] = betweenness(near, ids)
        _LAST["asked"], _LAST["whole"] = asked, made
        _LAST["links"], _LAST["papers"] = tables["document_links"], tables["documents"]
    return _LAST["whole"]


def conceptions(nodes, ids):
    """The conceptions of the documents among `ids`, in their order; those not sorted are no conception."""
    have = [nodes[one]["conception"] for one in ids if nodes[one]["kind"] == "document"]
    return [name for name, _ in CONCEPTIONS if name and name in have]


def joined(nodes, near, one):
    """The conceptions that a person or a body touches by its own links."""
    return conceptions(nodes, near.get(one, []))


def said(conception):
    """A conception in words."""
    for name, words in CONCEPTIONS:
        if name == conception:
            return words
    raise ValueError("there is no conception called " + conception + ".")

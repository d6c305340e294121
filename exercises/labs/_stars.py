"""A star rule of two layers, tried on real trusts: what it gives them, and what they were given."""

from ._chart import CENTRE, HEALTH, OTHER, layout
from ._text import listed, number

# Names short enough to stand beside an axis.
NAMES = {
    "birmingham_childrens": "Birmingham Ch.",
    "bedford_pct": "Bedford PCT",
    "university_hospitals_of_leicester": "Leicester",
    "york": "York",
    "luton_and_dunstable": "Luton",
    "walton_centre": "Walton Centre",
    "blackwater_valley_and_hart_pct": "Blackwater PCT",
    "east_kent_coastal_pct": "East Kent PCT",
    "erewash_pct": "Erewash PCT",
    "george_eliot": "George Eliot",
    "james_paget": "James Paget",
    "morecambe_bay": "Morecambe Bay",
    "lewisham": "Lewisham",
}
YEAR = 2004
STARS = ["none", "one", "two", "three"]
COUNTS = STARS + [
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
]

# What a scorecard did, by its name in the table and by the name of an assumption.
OPEN = "open"
DOWN = "down"
_SEEN = {"all_high": 0, "one_medium": 1, "marked_down": DOWN, "not_seen": OPEN}
_ASSUMED = {"open": OPEN, "high": 0, "medium": 1, "down": DOWN}


def cases(rows, more):
    """The cases of 2004 in the order of the table: the five of the lab, or all of that year.

    Raises ValueError where one of the five is missing.
    """
    made = []
    for row in rows:
        if row["year"] == YEAR and (row["in_lab"] or more):
            made.append(row)
    if len([row for row in made if row["in_lab"]]) != 5:
        raise ValueError("The table star_cases lacks one of the five cases.")
    return made


def missed(case):
    """How many of its key targets a trust missed."""
    return case["key_targets_applicable"] - case["key_targets_achieved"]


def scorecard(case, chosen):
    """Medium bands in the scorecard; DOWN where only its cost is known, OPEN where nothing is."""
    if case["trust_id"] == "york":
        return _ASSUMED[chosen["york"]]
    if case["trust_id"] == "university_hospitals_of_leicester":
        return _ASSUMED[chosen["leicester"]]
    return _SEEN[case["scorecard"]]


def given(case, chosen):
    """The fewest and the most stars that the rule allows a trust."""
    short = missed(case) - chosen["carried"]
    if chosen["rule"] == "count":
        stars = 3 - max(0, short)
        return (max(0, stars), max(0, stars))
    if short > 0:
        return (0, 1)
    card = scorecard(case, chosen)
    if card == OPEN:
        return (2, 3)
    if card == DOWN or card > chosen["medium"]:
        return (2, 2)
    return (3, 3)


def verdict(case, chosen):
    """right, wrong, or open where the rule allows the published stars and others too."""
    low, high = given(case, chosen)
    if case["stars"] < low or case["stars"] > high:
        return "wrong"
    return "right" if low == high else "open"


def tried(rows, chosen):
    """The cases with what the rule makes of them, and the counts of right, wrong and open."""
    found = {"cases": cases(rows, chosen["more"]), "right": [], "wrong": [], "open": []}
    for case in found["cases"]:
        found[verdict(case, chosen)].append(case)
    return found


# The figure


def figure(found, chosen):
    """Each trust's published stars as a diamond, the rule's as a ring or, where open, a bar."""
    shown = found["cases"]
    names = [label(case) for case in shown]
    rings = [[], []]
    bars = []
    notes = []
    for case in shown:
        low, high = given(case, chosen)
        notes.append(
            {
                "x": 3.3,
                "y": label(case),
                "text": {"right": "✓ right", "wrong": "✗ miss", "open": "? open"}[
                    verdict(case, chosen)
                ],
                "showarrow": False,
                "xanchor": "left",
            }
        )
        if low == high:
            rings[0].append(low)
            rings[1].append(label(case))
        else:
            bars.append(_bar(low, high, label(case)))
    data = bars + [
        {
            "type": "scatter",
            "mode": "markers",
            "x": rings[0],
            "y": rings[1],
            "name": "By the rule",
            "cliponaxis": False,
            "marker": {
                "color": "rgba(0,0,0,0)",
                "size": 22,
                "line": {"color": CENTRE, "width": 3},
            },
            "hovertemplate": "%{y}: %{x} stars<extra>By the rule</extra>",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [case["stars"] for case in shown],
            "y": names,
            "name": "Published",
            "cliponaxis": False,
            "marker": {"color": HEALTH, "size": 12, "symbol": "diamond"},
            "hovertemplate": "%{y}: %{x} stars<extra>Published</extra>",
        },
    ]
    notes.append(
        {
            "x": 0,
            "y": 1,
            "xref": "paper",
            "yref": "paper",
            "text": '<span style="color:'
            + HEALTH
            + '">◆</span> published  <span style="color:'
            + CENTRE
            + '">○</span> by the rule',
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "bottom",
            "yshift": 8,
        }
    )
    return {
        "data": data,
        "layout": layout(
            110 + 58 * len(shown),
            margin={"l": 108, "r": 8, "t": 36, "b": 48},
            xaxis={
                "title": {"text": "Stars"},
                "range": [-0.3, 4.8],
                "tickvals": [0, 1, 2, 3],
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={
                "categoryorder": "array",
                "categoryarray": names,
                "range": [len(shown) - 0.4, -0.6],
                "showgrid": False,
            },
            shapes=[_rule(label(case)) for case in shown],
            annotations=notes,
        ),
        "meta": {"title": title(found), "summary": summary(found, chosen)},
    }


def _rule(name):
    """A faint line from none to three stars, along which the eye may go."""
    return {
        "type": "line",
        "x0": 0,
        "x1": 3,
        "y0": name,
        "y1": name,
        "line": {"color": OTHER, "width": 1, "dash": "dot"},
        "layer": "below",
    }


def _bar(low, high, name):
    """A bar over all the stars that the rule leaves open."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [low, high],
        "y": [name, name],
        "name": "By the rule, open",
        "line": {"color": CENTRE, "width": 8},
        "opacity": 0.45,
        "hovertemplate": "%{y}: %{x} stars would do<extra>By the rule</extra>",
    }


def label(case, between="<br>"):
    """A trust with its count of key targets: on two lines beside the axis, where room is short."""
    return (
        NAMES[case["trust_id"]]
        + between
        + number(case["key_targets_achieved"])
        + " of "
        + number(case["key_targets_applicable"])
    )


def title(found):
    """The finding as a sentence."""
    text = (
        "The rule gives "
        + COUNTS[len(found["right"])]
        + " of "
        + COUNTS[len(found["cases"])]
        + " trusts the stars that they were given"
    )
    parts = []
    if found["wrong"]:
        parts.append("misses " + COUNTS[len(found["wrong"])])
    if found["open"]:
        parts.append("leaves " + COUNTS[len(found["open"])] + " open")
    if not parts:
        return text + "."
    return text + "; it " + listed(parts) + "."


def summary(found, chosen):
    """The figure in words, trust by trust."""
    parts = []
    for case in found["cases"]:
        parts.append(label(case, ", ") + ": " + by_rule(case, chosen) + ", published " + said(case))
    return "For each trust the stars by the rule and in print. " + "; ".join(parts) + "."


def said(case):
    """The published stars as a word."""
    return STARS[case["stars"]]


def by_rule(case, chosen):
    """The stars by the rule in words."""
    low, high = given(case, chosen)
    if low == high:
        return STARS[low] + " by the rule"
    return STARS[low] + " or " + STARS[high] + " by the rule"


# The reading


def reading(found, chosen):
    """How the rule does, why it misses what it misses, and what that is worth."""
    parts = [score(found, chosen), why(found, chosen), worth(found, chosen)]
    return " ".join([part for part in parts if part])


def score(found, chosen):
    """Hits, misses by name, and what is left open."""
    text = (
        "Of these "
        + COUNTS[len(found["cases"])]
        + " trusts the rule gets "
        + COUNTS[len(found["right"])]
        + " right."
    )
    if found["wrong"]:
        names = [
            NAMES[c["trust_id"]] + " (" + by_rule(c, chosen) + ", " + said(c) + " in print)"
            for c in found["wrong"]
        ]
        text += " It misses " + listed(names) + "."
    if found["open"]:
        text += (
            " It cannot say for "
            + listed([NAMES[c["trust_id"]] for c in found["open"]])
            + ", because nobody here has seen the scorecard, and a rule that cannot say cannot be wrong."
        )
    return text


def why(found, chosen):
    """What a miss comes from."""
    if chosen["rule"] == "count":
        return (
            "York and Leicester have the same count, and a rule that looks at nothing else must give "
            "them the same stars: one of the two is missed wherever the line is drawn."
        )
    if chosen["carried"] == 0:
        return (
            "With no key target forgiven, whoever missed one is held to one star at most; "
            "York, Leicester and Bedford each missed one, and each had more."
        )
    york, leicester = chosen["york"], chosen["leicester"]
    if OPEN in (york, leicester):
        return ""
    results = [given(case, chosen) for case in pair(found)]
    if york == leicester:
        return (
            "You have given York and Leicester the same scorecard; with the same count and the same "
            "scorecard no rule of this kind can part them."
        )
    if results[0] == results[1]:
        return (
            "York and Leicester have different scorecards now, and your line falls beside both, "
            "so the rule still cannot part them."
        )
    if [c for c in pair(found) if c in found["wrong"]]:
        return "You have given York the better scorecard of the two; their stars say the opposite."
    return (
        "York and Leicester come right because you gave them different scorecards, and nobody here "
        "has seen either."
    )


def pair(found):
    """York and Leicester."""
    both = ("york", "university_hospitals_of_leicester")
    return [case for case in found["cases"] if case["trust_id"] in both]


def worth(found, chosen):
    """What a fit is worth."""
    if not found["wrong"] and not found["open"]:
        text = (
            "All right, then, and still a fit and no test: the rule was made to suit them, and Luton’s "
            "scorecard is known only by what it cost."
        )
    elif len(found["right"]) * 2 > len(found["cases"]):
        text = "That is a fit and no test: the rule was made to suit these cases."
    else:
        text = "It does not even fit the cases that it was made for."
    if chosen["more"]:
        text += " The other eight are of the same few kinds, so they add little."
    return text

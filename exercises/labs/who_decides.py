"""Who decides? What it costs to give every place the same, against what it costs to let each choose.

Oates's decentralisation theorem with the exceptions put back in one at a time, each with a lever.
Lists follow the order of the places.
"""

import math

from ._chart import CENTRE, COUNCIL, OTHER, label, layout, line, mark, setting
from ._controls import settled
from ._maths import added, linspace
from ._text import listed, number, percent, rounded

TITLE = "Who decides?"

ABOUT = (
    "Nine places of equal size want different amounts of one service. The centre can give all of "
    "them the same; or each can choose for itself, with what that brings: neighbours it does not "
    "think of, higher costs for the small, and aims that are missed. Which loses less?"
)

SOURCE = (
    "After Wallace E. Oates, Fiscal Federalism (1972): where tastes differ and there are neither "
    "spill-overs nor savings of scale, local choice is at least as good as provision at one level. "
    "The costs of spill-overs, scale and missed aims are the textbook triangles of the same model."
)

BADGE = "illustration"

BADGE_NOTE = (
    "The nine places, the 20 units that they want on average and the 10 pounds that a unit costs are made "
    "up. What follows from them is the model’s; how far tastes differ anywhere it does not say."
)

HOW = """\
**What a place wants.** Another unit of the service is worth `a - b*q` pounds to a place that has
`q` of it, and costs `c = 10` pounds. So a place that pays for what it gets, and thinks of everyone,
wants `q* = (a - c) / b`. On average the places want 20 units.

**The same for all.** The centre gives every place the average of what they want.
A place that wanted more or less loses the triangle between its own line and the cost:
`b*(q - q*)^2 / 2`, the area between the two from `q*` to `q`.
Over all places the mean loss is `b*Var(q*)/2`:
it grows with the *square* of how far tastes differ, and with the slope `b`.

**Two ways to differ, and a trap.** If places differ by `s` in the *amounts* they want,
the loss is `b*s^2/2`, and a steeper slope makes uniformity dearer.
If they differ by `s` pounds in what a unit is *worth* to them, the amounts they want differ by `s/b` only,
and the loss is `s^2/(2b)`: a steeper slope makes uniformity cheaper.
The textbooks print both, and which holds is a fact about people and not about algebra.

**A centre that listens.** It need not give all the same.
If it can follow a part `t` of the differences, what is left of the loss is `(1 - t)^2`.
With `t = 1` Oates's case for local choice is gone: he assumed that the centre cannot or will not.

**Each for itself.** A place that chooses stops where *its own* benefit equals *its own* cost.
*Spill-overs*: if a part `k` of the benefit falls on neighbours, it stops too soon, at
`q = (a - C/(1 - k)) / b`, where `C` is its cost a unit:
there its own benefit `(1 - k)*(a - b*q)` is worth `C`.
With `C = c` the loss is `(c*k/(1 - k))^2 / (2b)`,
the same for every place that provides anything at all.
*Scale*: alone, it pays `C = c*(1 + d)`; `d` is what is lost by being small.
*Missed aims*: a council that misses its aim by `e` units, up or down, loses `b*e^2/2`.
The parts of its loss are reckoned in that order, and add up to the whole.

**What it leaves out.** People who move to the place that suits them (Tiebout 1956), which makes the
differences between places larger; taxes that fall on other places; places of unequal size and wealth,
and with them the case for moving money between them; what people think is *fair*, which may be that
everyone gets the same; and politics on both sides: the centre here is well-meaning, and so is the council.

**The named values.** Losses are in pounds a head. `variance` is that of the amounts wanted.
`break_even` is the spread of tastes at which both lose the same, or -1 where there is none on the slider.
"""

TABLES = []

COST = 10.0
WANTED = 20.0
# Nine places, evenly spread, with a mean of 0 and a standard deviation of 1.
_STEPS = [-4, -3, -2, -1, 0, 1, 2, 3, 4]
PLACES = [step / math.sqrt(20 / 3) for step in _STEPS]
# Smaller differences than this are no difference, in pounds a head.
NEAR = 0.05

CONTROLS = [
    {
        "name": "spread",
        "label": "How far tastes differ",
        "type": "slider",
        "min": 0,
        "max": 8,
        "step": 0.25,
        "value": 4,
        "help": "The standard deviation between places, in units of the service or in pounds.",
    },
    {
        "name": "differ",
        "label": "Places differ in",
        "type": "choice",
        "options": [
            {"value": "amounts", "label": "the amount that they want (units)"},
            {"value": "worth", "label": "what a unit is worth to them (pounds)"},
        ],
        "value": "amounts",
        "help": "Two readings of “tastes differ”, with opposite morals.",
    },
    {
        "name": "slope",
        "label": "How fast another unit loses its worth",
        "type": "slider",
        "min": 1,
        "max": 4,
        "step": 0.1,
        "value": 1,
        "help": "Pounds that each further unit is worth less than the one before it.",
    },
    {
        "name": "spill",
        "label": "Benefit that falls on neighbours",
        "type": "slider",
        "min": 0,
        "max": 0.6,
        "step": 0.05,
        "value": 0.2,
        "help": "0: a park that only residents use. 0.6: flood walls, or trained people who move away.",
    },
    {
        "name": "scale",
        "label": "Extra cost of being small",
        "type": "slider",
        "min": 0,
        "max": 0.5,
        "step": 0.01,
        "value": 0.02,
        "help": "How much more a unit costs a place that provides it alone.",
    },
    {
        "name": "missed",
        "label": "How far a council misses its aim",
        "type": "slider",
        "min": 0,
        "max": 5,
        "step": 0.25,
        "value": 0,
        "help": "In units, up or down: what a council lacks in capacity.",
    },
    {
        "name": "tailored",
        "label": "Differences that the centre can follow",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0,
        "help": "0: the same for all. 1: the centre knows and gives each place what it wants.",
    },
]

PRESETS = [
    {
        "name": "theorem",
        "label": "The theorem",
        "values": {
            "spread": 4,
            "differ": "amounts",
            "slope": 1,
            "spill": 0,
            "scale": 0,
            "missed": 0,
            "tailored": 0,
        },
        "note": "Oates's own case: nothing spills over and small is no dearer. Local choice cannot lose.",
    },
    {
        "name": "neighbours",
        "label": "Neighbours",
        "values": {
            "spread": 4,
            "differ": "amounts",
            "slope": 1,
            "spill": 0.4,
            "scale": 0.02,
            "missed": 0,
            "tailored": 0,
        },
        "note": (
            "Two fifths of the benefit falls next door: each place gives too little, for reasons "
            "that are good to it."
        ),
    },
    {
        "name": "listens",
        "label": "A centre that listens",
        "values": {
            "spread": 4,
            "differ": "amounts",
            "slope": 1,
            "spill": 0.2,
            "scale": 0.02,
            "missed": 0,
            "tailored": 0.7,
        },
        "note": (
            "All as at first, but the centre can follow most of what places want. What is left of "
            "the case?"
        ),
    },
]


def run(tables, **values):
    """One setting of the model. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    found = losses(chosen)
    break_even = crossing(chosen)
    found["break_even"] = -1.0 if break_even is None else break_even
    found["local_better"] = 1 if found["local"] < found["uniform"] - NEAR else 0
    found["centre_better"] = 1 if found["uniform"] < found["local"] - NEAR else 0
    return {
        "figures": [against_spread(chosen, found), places(chosen)],
        "reading": reading(chosen, found),
        "values": found,
    }


# The model


def wanted(chosen):
    """For each place the worth `a` of its first unit, in pounds, and the amount q* it wants."""
    return wanted_at(chosen, chosen["spread"])


def wanted_at(chosen, spread):
    """As `wanted`, at a spread of tastes other than the setting's."""
    slope = chosen["slope"]
    made = []
    for place in PLACES:
        if chosen["differ"] == "amounts":
            worth = COST + slope * (WANTED + spread * place)
        else:
            worth = COST + slope * WANTED + spread * place
        made.append((worth, max(0.0, (worth - COST) / slope)))
    return made


def local_amount(worth, slope, spill, cost):
    """What a place chooses that counts only its own benefit: (a - C/(1-k))/b, never below none."""
    return max(0.0, (worth - cost / (1 - spill)) / slope)


def losses(chosen):
    """Mean losses against the best there could be, in pounds a head, by who decides and why."""
    return losses_at(chosen, chosen["spread"])


def losses_at(chosen, spread):
    """As `losses`, at a spread of tastes other than the setting's.

    An amount q is worth benefit less cost in pounds a head: the area under a - b*q, less the cost of q.
    The amounts are those of `local_amount`, written out: a figure asks for a thousand of them.
    """
    slope = chosen["slope"]
    tailored = chosen["tailored"]
    small = COST * (1 + chosen["scale"])
    seen = COST / (1 - chosen["spill"])
    seen_small = small / (1 - chosen["spill"])
    wants = wanted_at(chosen, spread)
    count = len(wants)
    mean = added([amount for _, amount in wants]) / count
    uniform = 0.0
    spilt = 0.0
    dearer = 0.0
    variance = 0.0
    for worth, best in wants:
        top = worth * best - slope * best * best / 2 - COST * best
        given = mean + tailored * (best - mean)
        uniform += top - (worth * given - slope * given * given / 2 - COST * given)
        alone = max(0.0, (worth - seen) / slope)
        chosen_worth = worth * alone - slope * alone * alone / 2 - COST * alone
        spilt += top - chosen_worth
        both = max(0.0, (worth - seen_small) / slope)
        dearer += chosen_worth - (worth * both - slope * both * both / 2 - small * both)
        variance += (best - mean) * (best - mean)
    missed = slope * chosen["missed"] * chosen["missed"] / 2
    return {
        "uniform": uniform / count,
        "local": (spilt + dearer) / count + missed,
        "spill_loss": spilt / count,
        "scale_loss": dearer / count,
        "missed_loss": missed,
        "variance": variance / count,
    }


def gap(chosen, spread):
    """The loss of local choice less that of the centre, at another spread of tastes."""
    found = losses_at(chosen, spread)
    return found["local"] - found["uniform"]


def crossing(chosen):
    """The spread at which both lose the same; None where one is better over the whole slider."""
    low = 0.0
    high = float(CONTROLS[0]["max"])
    # At no spread the centre loses nothing, so local choice can only be worse or as good.
    if gap(chosen, low) < 1e-9 or gap(chosen, high) > 0:
        return None
    for _ in range(44):
        middle = (low + high) / 2
        if gap(chosen, middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# The figures


def against_spread(chosen, found):
    """Both losses against the spread of tastes, the setting marked on both."""
    grid = linspace(0, CONTROLS[0]["max"], 33)
    centre = []
    local = []
    for spread in grid:
        at = losses_at(chosen, spread)
        centre.append(at["uniform"])
        local.append(at["local"])
    unit = "units" if chosen["differ"] == "amounts" else "pounds"
    hover = "spread %{x:.2f}: %{y:.1f} pounds a head"
    here = chosen["spread"]
    lift = 9 if centre[-1] > local[-1] else -9
    return {
        "data": [
            line(grid, centre, CENTRE, "The centre decides", hover),
            line(grid, local, COUNCIL, "Each place decides", hover),
            mark(here, found["uniform"], CENTRE, "The centre, at your setting", hover),
            mark(here, found["local"], COUNCIL, "Each place, at your setting", hover),
        ],
        "layout": layout(
            340,
            margin={"l": 62, "r": 92, "t": 16, "b": 48},
            xaxis={
                "title": {"text": "How far tastes differ (" + unit + ")"},
                "range": [0, 8],
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={"title": {"text": "Loss, pounds a head"}, "rangemode": "tozero"},
            shapes=[setting(here)],
            annotations=[
                label(8, centre[-1], "Centre", lift),
                label(8, local[-1], "Each place", -lift),
            ],
        ),
        "meta": {
            "title": spread_title(chosen, found),
            "summary": "Two lines of loss against the spread of tastes, from 0 to 8. The centre’s rises from "
            + number(centre[0], 1)
            + " to "
            + number(centre[-1], 1)
            + " pounds a head; that of local choice goes from "
            + number(local[0], 1)
            + " to "
            + number(local[-1], 1)
            + ". At the spread set, "
            + number(here, 2)
            + ", they are "
            + number(found["uniform"], 1)
            + " and "
            + number(found["local"], 1)
            + ".",
        },
    }


def spread_title(chosen, found):
    """The finding of the first figure as a sentence."""
    cross = found["break_even"]
    if cross > 0:
        unit = " units" if chosen["differ"] == "amounts" else " pounds"
        return (
            "Local choice is the better once tastes differ by more than "
            + number(cross, 1)
            + unit
            + "."
        )
    if rounded(found["local"], 1) == 0:
        return "Local choice loses nothing, however far tastes differ."
    return "However far tastes differ, local choice loses more here."


def places(chosen):
    """What each place wants, what the centre gives it, and what it would choose."""
    wants = wanted(chosen)
    mean = added([best for _, best in wants]) / len(wants)
    small = COST * (1 + chosen["scale"])
    names = [str(i + 1) for i in range(len(wants))]
    best = [amount for _, amount in wants]
    given = [mean + chosen["tailored"] * (amount - mean) for amount in best]
    own = [local_amount(worth, chosen["slope"], chosen["spill"], small) for worth, _ in wants]
    short = added([b - o for b, o in zip(best, own)]) / len(best)  # noqa: B905
    far = max([abs(b - g) for b, g in zip(best, given)])  # noqa: B905
    return {
        "data": [
            {
                "type": "bar",
                "x": names,
                "y": best,
                "name": "Wanted",
                "marker": {"color": OTHER},
                "hovertemplate": "place %{x}: %{y:.1f} units<extra>Wanted, neighbours counted</extra>",
            },
            points(names, given, CENTRE, "From the centre", "square"),
            points(names, own, COUNCIL, "Chosen alone", "diamond"),
        ],
        "layout": layout(
            300,
            bargap=0.45,
            margin={"l": 62, "r": 20, "t": 48, "b": 48},
            xaxis={"title": {"text": "Place"}, "type": "category", "showgrid": False},
            yaxis={"title": {"text": "Units of the service"}, "rangemode": "tozero"},
            annotations=[
                {
                    "x": 0,
                    "y": 1,
                    "xref": "paper",
                    "yref": "paper",
                    "text": "bars: wanted, neighbours counted<br>"
                    + '<span style="color:'
                    + CENTRE
                    + '">■</span> from the centre &nbsp;'
                    + '<span style="color:'
                    + COUNCIL
                    + '">◆</span> chosen alone',
                    "showarrow": False,
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "align": "left",
                    "yshift": 8,
                }
            ],
        ),
        "meta": {
            "title": places_title(short, far),
            "summary": "For nine places, in units. Wanted: "
            + listed([number(x, 1) for x in best])
            + ". From the centre: "
            + listed([number(x, 1) for x in given])
            + ". Chosen alone: "
            + listed([number(x, 1) for x in own])
            + ".",
        },
    }


def points(names, amounts, colour, name, symbol):
    """Marks over the bars, one for each place."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": names,
        "y": amounts,
        "name": name,
        "marker": {"color": colour, "size": 11, "symbol": symbol},
        "hovertemplate": "place %{x}: %{y:.1f} units<extra>" + name + "</extra>",
    }


def places_title(short, far):
    """The finding of the second figure as a sentence."""
    said = "The centre misses by up to " + number(far, 1) + " units"
    if rounded(far, 1) == 0:
        said = "The centre gives each place what it wants"
    if rounded(short, 1) == 0:
        return said + "; places that choose aim at what they want."
    return said + "; places that choose give " + number(short, 1) + " units too little on average."


# The reading


def reading(chosen, found):
    """What happened, in words: who loses less, why, and what would turn it round."""
    said = [
        verdict(found),
        why_local(chosen, found),
        why_uniform(chosen, found),
        turn(chosen, found),
    ]
    return " ".join([sentence for sentence in said if sentence])


def verdict(found):
    """Which of the two loses less."""
    both = (
        "The same hand for all loses "
        + pounds(found["uniform"], " pounds a head")
        + " against the best there could be; each place for itself loses "
        + pounds(found["local"], "" if rounded(found["uniform"], 1) else " pounds a head")
        + "."
    )
    if found["local_better"]:
        return "Let each place decide. " + both
    if found["centre_better"]:
        return "Let the centre decide. " + both
    return "There is nothing in it. " + both


def pounds(loss, unit):
    """A loss in pounds a head; none, and next to none, are said in words."""
    if rounded(loss, 1) == 0:
        return "nothing" if rounded(loss, 9) == 0 else "next to nothing"
    return number(loss, 1) + unit


def why_local(chosen, found):
    """What local choice loses by."""
    parts = []
    for name, words in (
        ("spill_loss", "neighbours’ benefit that nobody counted"),
        ("scale_loss", "being small"),
        ("missed_loss", "missed aims"),
    ):
        if rounded(found[name], 1) > 0:
            parts.append(number(found[name], 1) + " to " + words)
    if not parts and rounded(found["local"], 9) > 0:
        return "What places lose by choosing comes to too little to count in tenths of a pound."
    if not parts:
        return "Nothing spills over and small is no dearer, so a place that chooses chooses right."
    return "Of what places lose by choosing, " + listed(parts) + "."


def why_uniform(chosen, found):
    """What the centre loses by, and which way the slope works."""
    if chosen["spread"] == 0:
        return "Every place wants the same, so giving the same costs nothing."
    if chosen["tailored"] > 0.995:
        return (
            "The centre knows what each place wants and gives it: that is what Oates assumed it "
            "could not do."
        )
    if rounded(found["uniform"], 1) == 0:
        return "Tastes differ too little for uniformity to cost anything to speak of."
    if chosen["differ"] == "amounts":
        way = "more: with twice the slope, twice"
    else:
        way = "less: with twice the slope, half"
    return (
        "Uniformity costs what it does because the amounts that places want have a variance of "
        + number(found["variance"], 1)
        + "; if worth fell faster from one unit to the next, it would cost "
        + way
        + "."
    )


def turn(chosen, found):
    """What spread of tastes would turn the verdict round, here or were the centre to follow no difference."""
    cross = found["break_even"]
    unit = " units" if chosen["differ"] == "amounts" else " pounds"
    if cross > 0:
        if found["local_better"]:
            return (
                "Below a spread of " + number(cross, 1) + unit + " it would be the other way round."
            )
        if found["centre_better"]:
            return (
                "Above a spread of " + number(cross, 1) + unit + " it would be the other way round."
            )
        return "The two cross at a spread of " + number(cross, 1) + unit + "."
    deaf = crossing(dict(chosen, tailored=0.0)) if found["centre_better"] else None
    if deaf is not None:
        return (
            "The centre follows "
            + percent(chosen["tailored"])
            + " of the differences. If it followed none, it would be the other way round above a spread of "
            + number(deaf, 1)
            + unit
            + "."
        )
    if found["centre_better"]:
        return "No spread of tastes on this slider would change that."
    return ""

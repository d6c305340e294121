"""The flight simulator: eight years of forty made-up councils, under your settlement and under history's.

The world is in `_settlement.py`; here are its levers, history's path through them, figures and words.
"""

from ._chart import CENTRE, OTHER, PUBLIC, label, layout
from ._controls import preset, settled
from ._maths import added
from ._settlement import FIRST_YEAR, YEARS, run_years, spread, world
from ._text import listed, number, percent, rounded, signed

TITLE = "Settlement"

ABOUT = (
    "You are the centre. Forty councils, made up but as unlike one another as real ones, will live for "
    "eight years under the settlement that you choose, and once more, with the same luck, under one "
    "drawn after England’s from 1999 to 2006. What is measured, and what matters?"
)

SOURCE = (
    "Effort after Holmstrom and Milgrom (1991), as in Targetworld. The noise of assessment and the "
    "regression of its winners towards the mean after classical test theory (Frederic M. Lord and Melvin "
    "R. Novick, Statistical Theories of Mental Test Scores, 1968). The spread of councils from the scores "
    "of 2006 and 2007, the shares rated excellent from the Audit Commission’s results; all else is the "
    "course’s own."
)

BADGE = "illustration"

BADGE_NOTE = (
    "The councils are made up. Only their spread, the noise of one year’s assessment and the shares rated "
    "excellent come from real figures; how much pressure lifts, how often the free invent and how far others "
    "copy are the course’s own numbers, and so is history’s path through the levers."
)

# History's levers from 1999 to 2006: the course's reading, said to be so.
POWER = [0.5, 0.6, 0.7, 0.8, 0.8, 0.8, 0.6, 0.5]
INSPECTION = [0.4, 0.6, 0.8, 1.0, 1.0, 0.9, 0.7, 0.6]
FIRST_FREED = 4
RELIEF = 0.3
VOICE = 0.05
SHARING = 0.3
EXCELLENT_IN = [2002, 2003, 2004, 2004]

HOW = (
    """\
**The councils.** Each has a lasting quality, drawn so that forty of them spread as real ones do.
The mean score of each of the councils with full scores in 2006 *and* in 2007 is known.
How well one year tells the next is the *reliability* of an assessment;
that part of the spread lasts, and the rest is noise, drawn anew each year.
With a standard deviation `d` between councils and a reliability `r`, lasting quality is drawn with
`d * sqrt(r)` and a year's noise with `d * sqrt(1 - r)`, the latter times `1.5 - inspection`.
At an inspection of 0.5 a council chosen for its score is therefore, on average, only `r` times as far above
the rest as it seems: that is regression to the mean, and it needs nobody to grow slack.
Those councils are part of the alphabet and no sample, which is why yours are called made up.
The correlation is a rough guide to `r`, and errs both ways. Councils that truly changed between the years
count as noise; and the corporate part was given anew to a council only every few years, so that some of the
agreement is one judgement read twice. (It is 0.80 with that part, and 0.76 without.)

**Three kinds of work.** Schools and care, which a regime measures well;
streets and parks, which it measures a little; and what this place wants most, which it hardly measures.
Effort moves towards what is measured as power rises, as in Targetworld.
Every public weighs the three in its own way. Managers start from how the money is spent;
*voice* moves them towards what their own public wants.
The assessment weighs the three 0.7, 0.25 and 0.05; money goes 0.55, 0.3 and 0.15;
publics weigh them 0.4, 0.35 and 0.25, each times `exp(taste * z)` for a normal chance `z` of its own,
and brought to a sum of 1.
With habits `h = voice*s + (1 - voice)*money` effort goes to `a = B*w + (1 - B)*h`, where `B` is the power,
`w` the assessment's weights and `s` a public's own. An assessment and a public then see
`log(1 + eta*B) + log(1 - 0.04*inspection)` and, in addition,
`sum w log(a/money)` or `sum s log(a/money)`: a tenth more effort everywhere is about a tenth of a point.

**What pressure does.** It may call out more effort.
Each year it closes `0.06*B` of the distance by which a council
lies below the average. Inspection takes up some effort, and makes the assessment less noisy.

**What freedom does.** In a free council the power falls to `B*(1 - relief)`.
Whoever is under less power finds a better way more often, worth 0.08 of a point,
with a chance of `0.25*(1 - B)` a year;
with *sharing*, others copy a part of it: each gains `0.25*sharing*0.08` times the share of councils that
found one.
No quality falls below 1 or rises above 4, the ends of the scale.
Who is free is decided by last year's published score, with its noise in it.
In the first year there is no score, so that nobody is free unless all are.
An average over the years counts that one too.

**History.** The shares of councils freed in 2003, 2004 and 2005 are those rated excellent a year before,
and in 2006 that of 2004 once more.
Its other levers are the course's reading of chapters 01 to 11, to be argued with, from 1999 to 2006:
power """
    + listed([number(x, 1) for x in POWER])
    + """;
inspection """
    + listed([number(x, 1) for x in INSPECTION])
    + """;
a relief of """
    + number(RELIEF, 1)
    + """ for the free, a voice of """
    + number(VOICE, 2)
    + """
and a sharing of """
    + number(SHARING, 1)
    + """ throughout. `eta` is your own.

**What it leaves out.** Money and who raises it; parties and elections; gaming, which would lift what is
measured at no gain to anyone; people who move; the districts, the police and the health service;
and that a centre cannot keep its hands off for eight years, which is the subject of this chapter.

**The named values.** Changes in points of a score from 1 to 4, against the years before any regime.
A name that ends in *history* is history's. The *gap* lies between the ninth and the first tenth of councils
by what their publics get; *rightly freed* is the share of those freed who belong to as many of the best.
*Ahead when freed* is how far those freed by a score stood above the average in that score, and *luck when
freed* how much of it was noise.
"""
)

TABLES = ["council_scores", "assessment_distribution"]

CONTROLS = [
    {
        "name": "power",
        "label": "Power of targets",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.4,
        "help": "How far effort follows what the centre measures.",
    },
    {
        "name": "eta",
        "label": "Extra effort under pressure",
        "type": "slider",
        "min": 0,
        "max": 0.5,
        "step": 0.05,
        "value": 0.1,
        "help": "What you believe pressure calls out at full power; history is run with the same belief.",
    },
    {
        "name": "inspection",
        "label": "Inspection",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.5,
        "help": "More of it costs effort, and makes a year’s score say more.",
    },
    {
        "name": "given",
        "label": "Freedom goes to",
        "type": "choice",
        "options": [
            {"value": "nobody", "label": "nobody"},
            {"value": "yearly", "label": "the best of last year, anew each year"},
            {"value": "for_good", "label": "the best of the first year, for good"},
            {"value": "all", "label": "everybody, at once"},
        ],
        "value": "yearly",
        "help": "Anew each year it is a prize, for good a club, and to all a right.",
    },
    {
        "name": "share",
        "label": "Share of councils freed",
        "type": "slider",
        "min": 0.05,
        "max": 0.6,
        "step": 0.05,
        "value": 0.3,
        "help": "Where freedom is earned.",
    },
    {
        "name": "relief",
        "label": "How free the free are",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.8,
        "help": "The part of the centre’s power that is lifted from them.",
    },
    {
        "name": "voice",
        "label": "Voice of each public",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.3,
        "help": (
            "How far managers put first what their own public wants: elections, neighbourhoods, "
            "contracts."
        ),
    },
    {
        "name": "sharing",
        "label": "Sharing of what works",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.5,
        "help": "How readily councils copy what others have found.",
    },
    {
        "name": "taste",
        "label": "How far what publics want differs",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.5,
        "help": "At 0 all publics want the same. This is what you believe of the world, and no policy.",
    },
    {
        "name": "seed",
        "label": "Which forty councils",
        "type": "number",
        "min": 1,
        "max": 999,
        "step": 1,
        "value": 1,
        "help": (
            "A number. The same number gives the same councils and the same luck to everyone in the "
            "room."
        ),
    },
]

_WORLD = {"eta": 0.1, "taste": 0.5, "seed": 1}


PRESETS = [
    preset(
        _WORLD,
        "command",
        "Command",
        "Targets at full power, all inspected, nobody free.",
        {
            "power": 1,
            "inspection": 1,
            "given": "nobody",
            "share": 0.05,
            "relief": 0,
            "voice": 0,
            "sharing": 0.2,
        },
    ),
    preset(
        _WORLD,
        "earned",
        "Earned autonomy",
        "Strong targets, and the best of last year let off most of them.",
        {
            "power": 0.7,
            "inspection": 0.7,
            "given": "yearly",
            "share": 0.15,
            "relief": 0.8,
            "voice": 0,
            "sharing": 0.5,
        },
    ),
    preset(
        _WORLD,
        "home_rule",
        "Home rule",
        "Everybody free at once, and every public heard.",
        {
            "power": 0.4,
            "inspection": 0.1,
            "given": "all",
            "share": 0.6,
            "relief": 1,
            "voice": 0.8,
            "sharing": 0.5,
        },
    ),
]

# Smaller differences than this, in points, are no difference.
NEAR = 0.02
# The height of the first figure's plot, and of a name beside it, in pixels.
PLOT = 240
NAME = 15


def run(tables, **values):
    """One settlement. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    known = spread(tables["council_scores"])
    councils = world(known, chosen["taste"], chosen["seed"])
    mine = [chosen] * YEARS
    theirs = history(tables["assessment_distribution"], chosen["eta"])
    yours = run_years(councils, known, mine, chosen["seed"])
    before = run_years(councils, known, theirs, chosen["seed"])
    found = {"reliability": known["reliability"], "councils_behind_it": known["count"]}
    for end, story in (("", yours), ("_history", before)):
        found["measured" + end] = story["measured"][-1]
        found["public" + end] = story["public"][-1]
        found["gap" + end] = story["gap"][-1]
        freed = added(story["freed"])
        found["freed" + end] = freed / YEARS
        found["rightly_freed" + end] = added(story["deserving"]) / freed if freed else -1.0
        found["lost_freedom" + end] = added(story["lost"])
        found["lost_by_luck" + end] = added(story["unlucky"])
        for name in ("ahead", "luck"):
            found[name + "_when_freed" + end] = weighted(story[name], story["chosen"])
    for name in ("measured", "public"):
        found[name + "_ahead"] = found[name] - found[name + "_history"]
    found["gap_narrower"] = found["gap_history"] - found["gap"]
    return {
        "figures": [lines(yours, before, found), marks(found)],
        "reading": reading(chosen, found),
        "values": found,
    }


def weighted(levels, counts):
    """The mean of yearly levels, each year by its count; 0 where no year counts."""
    total = added(counts)
    if not total:
        return 0.0
    return added([level * count for level, count in zip(levels, counts)]) / total  # noqa: B905


def history(rows, eta):
    """A regime for each year from 1999 to 2006. ValueError where a share rated excellent is missing."""
    shares = {}
    for row in rows:
        if row["category"] == "excellent" and row["level"] == "category":
            shares[row["year"]] = row["councils"] / row["councils_rated"]
    made = []
    for year in range(YEARS):
        share = 0.0
        if year >= FIRST_FREED:
            rated = EXCELLENT_IN[year - FIRST_FREED]
            if rated not in shares:
                raise ValueError(
                    "The table assessment_distribution lacks the excellent councils of "
                    + str(rated)
                    + "."
                )
            share = shares[rated]
        made.append(
            {
                "power": POWER[year],
                "eta": eta,
                "inspection": INSPECTION[year],
                "given": "yearly" if year >= FIRST_FREED else "nobody",
                "share": share,
                "relief": RELIEF,
                "voice": VOICE,
                "sharing": SHARING,
            }
        )
    return made


# The figures


def lines(yours, before, found):
    """What is measured and what publics get, by year, under both settlements."""
    years = [FIRST_YEAR + i for i in range(YEARS)]
    hover = "%{x}: %{y:.2f} points"
    data = []
    for story, name, dash in ((yours, "yours", "solid"), (before, "history", "dot")):
        for key, colour, what in (("measured", CENTRE, "Measured"), ("public", PUBLIC, "Publics")):
            data.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": years,
                    "y": story[key],
                    "name": what + ", " + name,
                    "line": {"color": colour, "width": 3, "dash": dash},
                    "hovertemplate": hover + "<extra>" + what + ", " + name + "</extra>",
                }
            )
    levels = []
    for story in (yours, before):
        levels = levels + story["measured"] + story["public"]
    reach = max(max(levels), 0.0) - min(min(levels), 0.0) + 1e-9
    ends = [
        (yours["measured"][-1], "Measured"),
        (yours["public"][-1], "Publics"),
        (before["measured"][-1], "(measured)"),
        (before["public"][-1], "(publics)"),
    ]
    up = lifts(ends, reach)
    return {
        "data": data,
        "layout": layout(
            340,
            margin={"l": 62, "r": 100, "t": 34, "b": 48},
            xaxis={
                "title": {"text": "Year (yours runs beside history’s)"},
                "range": [years[0], years[-1]],
                "tick0": years[0],
                "dtick": 2,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={
                "title": {"text": "Change, points"},
                "zeroline": True,
                "zerolinecolor": OTHER,
                "rangemode": "tozero",
            },
            annotations=[label(years[-1], ends[i][0], ends[i][1], up[i]) for i in range(len(ends))]
            + [
                {
                    "x": 0,
                    "y": 1,
                    "xref": "paper",
                    "yref": "paper",
                    "text": "full lines: yours; dots and (brackets): history’s",
                    "showarrow": False,
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "xshift": -54,
                    "yshift": 8,
                }
            ],
        ),
        "meta": {
            "title": lines_title(found),
            "summary": "Four lines from 1999 to 2006, in points. In the last year, under yours: measured "
            + signed(found["measured"], 2)
            + ", publics "
            + signed(found["public"], 2)
            + "; under history’s: measured "
            + signed(found["measured_history"], 2)
            + ", publics "
            + signed(found["public_history"], 2)
            + ".",
        },
    }


def lifts(ends, reach):
    """Pixels by which names at the ends of lines are moved so that near ones do not overlap.

    Names that would stand closer than NAME pixels are spread around the middle of their group; `reach`
    is how many points the figure's height shows.
    """
    order = sorted(range(len(ends)), key=lambda i: (ends[i][0], i))
    places = [ends[i][0] / reach * PLOT for i in order]
    groups = []
    for rank in range(len(order)):
        groups.append([rank])
        # A group that has grown may now touch the one below it.
        while len(groups) > 1 and _foot(groups[-1], places) - _top(groups[-2], places) < NAME:
            last = groups.pop()
            groups[-1] = groups[-1] + last
    made = [0.0] * len(ends)
    for group in groups:
        foot = _foot(group, places)
        for i in range(len(group)):
            made[order[group[i]]] = foot + NAME * i - places[group[i]]
    return made


def _foot(group, places):
    """Where the lowest name of a group stands, in pixels, when the group is centred on its lines."""
    return added([places[rank] for rank in group]) / len(group) - NAME * (len(group) - 1) / 2


def _top(group, places):
    return _foot(group, places) + NAME * (len(group) - 1)


def lines_title(found):
    """The finding of the first figure as a sentence."""
    measured = rounded(found["measured"], 2)
    public = rounded(found["public"], 2)
    if measured > 0 and public < 0:
        return "Under yours the measured work improves and publics are worse served."
    if measured < 0 and public > 0:
        return "Under yours publics are better served and the measured work suffers."
    if measured > 0 and public > 0:
        return "Under yours both improve: " + (
            "the measured work more." if measured > public else "what publics get no less."
        )
    if measured > 0:
        return "Under yours the measured work improves, and publics are served as before."
    if public > 0:
        return "Under yours publics are better served, and the measured work stands as before."
    return "Under yours neither improves."


def marks(found):
    """A scorecard of what was measured and what mattered, yours against history's."""
    names = ["What is measured", "What publics get", "Gap between places"]
    yours = [found["measured"], found["public"], found["gap"]]
    theirs = [found["measured_history"], found["public_history"], found["gap_history"]]
    low = min(yours + theirs)
    high = max(yours + theirs + [0.1])
    return {
        "data": [
            bars(yours, names, CENTRE, "yours"),
            bars(theirs, names, OTHER, "history’s"),
        ],
        "layout": layout(
            300,
            barmode="group",
            bargap=0.35,
            margin={"l": 140, "r": 60, "t": 34, "b": 64},
            annotations=[
                {
                    "x": 0,
                    "y": 1,
                    "xref": "paper",
                    "yref": "paper",
                    "text": '<span style="color:'
                    + CENTRE
                    + '">■</span> yours &nbsp;<span style="color:'
                    + OTHER
                    + '">■</span> history’s',
                    "showarrow": False,
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "yshift": 4,
                }
            ],
            xaxis={
                "title": {"text": "Points in the last year<br>(a gap is better small)"},
                # Left of zero there is room for a number, so that it does not run into the names.
                "range": [low - 0.35 * (high - low) if low < 0 else 0, high * 1.05],
                "zeroline": True,
                "zerolinecolor": OTHER,
            },
            yaxis={"autorange": "reversed", "showgrid": False},
        ),
        "meta": {
            "title": marks_title(found),
            "summary": "In points, yours and history’s: "
            + "; ".join(
                [
                    n + " " + number(a, 2) + " and " + number(b, 2)
                    for n, a, b in zip(names, yours, theirs)  # noqa: B905
                ]
            )
            + ".",
        },
    }


def bars(sizes, names, colour, name):
    """Bars that carry their numbers."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": sizes,
        "y": names,
        "name": name,
        "marker": {"color": colour},
        "text": [number(size, 2) for size in sizes],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{x:.2f} points<extra>" + name + "</extra>",
    }


def better(found):
    """What yours does better, and what worse, each a list of words."""
    good = []
    bad = []
    for name, words in (
        ("measured_ahead", "what is measured"),
        ("public_ahead", "what publics get"),
        ("gap_narrower", "the gap between places"),
    ):
        if found[name] > NEAR:
            good.append(words)
        elif found[name] < -NEAR:
            bad.append(words)
    return good, bad


def marks_title(found):
    """The finding of the second figure as a sentence."""
    good, bad = better(found)
    if good and not bad:
        return "Yours beats history on " + listed(good) + "."
    if bad and not good:
        return "History beats yours on " + listed(bad) + "."
    if good and bad:
        return "Yours is better for " + listed(good) + ", history for " + listed(bad) + "."
    return "Between yours and history there is nothing in it."


# The reading


def reading(chosen, found):
    """What came of it: what was measured, what mattered, who was free, and what it cost."""
    return " ".join(
        [
            part
            for part in (
                compared(found),
                paradox(found),
                freedom(chosen, found),
                price(chosen, found),
            )
            if part
        ]
    )


def compared(found):
    """Yours against history's, in a sentence."""
    good, bad = better(found)
    said = (
        "After eight years publics stand "
        + signed(found["public"], 2)
        + " points under yours and "
        + signed(found["public_history"], 2)
        + " under history’s; the assessment says "
        + signed(found["measured"], 2)
        + " and "
        + signed(found["measured_history"], 2)
        + "."
    )
    if good and bad:
        return said + " You gain on " + listed(good) + " and pay in " + listed(bad) + "."
    if good:
        return said + " You gain on " + listed(good) + " and pay in nothing that is counted here."
    if bad:
        return said + " You lose on " + listed(bad) + "."
    return said + " There is nothing in it."


def paradox(found):
    """Whether what is measured and what matters part company."""
    measured = rounded(found["measured"], 2)
    public = rounded(found["public"], 2)
    if measured > 0 and public < 0:
        return (
            "It is the paradox: a minister could show rising scores to people who are worse served."
        )
    if measured < 0 and public > 0:
        return (
            "It is the paradox the other way about: the scores fall while people are better served, and "
            "no score will say so."
        )
    return ""


def freedom(chosen, found):
    """Who was free, how rightly, and how lasting it was."""
    if found["freed"] == 0:
        return "Nobody was free."
    if chosen["given"] == "all":
        said = "Everybody was free, so nobody had to earn it and nobody could lose it."
        return said + lifted(chosen)
    said = (
        "Freedom went to "
        + number(found["freed"], 0)
        + " councils in a year on average, and "
        + percent(found["rightly_freed"])
        + " of those who had it were truly among the best"
    )
    # Fresh luck has a mean of nothing, so that this part of the lead is expected to go of itself.
    luck = (
        " In the score that freed them they stood "
        + number(found["ahead_when_freed"], 2)
        + " points above the average"
        + (
            "; "
            + number(found["luck_when_freed"], 2)
            + " of that was luck, which does not come again."
            if rounded(found["luck_when_freed"], 2) > 0
            else ", and luck, taken together, had no part in it."
        )
    )
    if chosen["given"] == "for_good":
        said += "; one year’s score decided it for all the years that followed."
    elif found["lost_freedom"] > 0:
        said += "; it was lost " + losses(found)
    else:
        said += "."
    return said + luck + lifted(chosen)


def losses(found):
    """How often freedom was lost, and how often by noise alone, to the end of a sentence."""
    times, unlucky = found["lost_freedom"], found["lost_by_luck"]
    said = "once, " if times == 1 else number(times) + " times, "
    if unlucky == 0:
        return said + "and never by a council that still belonged there."
    if times == 1:
        said += "by a council that still belonged there"
    elif unlucky == 1:
        said += "one of them by a council that still belonged there"
    else:
        said += number(unlucky) + " of them by councils that still belonged there"
    return said + ", for one year’s score is part noise."


def lifted(chosen):
    """A word where freedom was a name and no more."""
    if rounded(chosen["power"] * chosen["relief"], 2) > 0:
        return ""
    return " But the free were under as much power as all others: it was a name and no more."


def price(chosen, found):
    """What the settlement does not get."""
    eased = chosen["power"] * (1 - chosen["relief"])
    power = eased if chosen["given"] == "all" else chosen["power"]
    if power > 0.7 and chosen["voice"] < 0.2:
        return "What is not measured has no friend in this settlement."
    if power < 0.15 and chosen["given"] == "all":
        if chosen["sharing"] == 0:
            return "Nothing lifts the weakest here but what they find for themselves."
        return (
            "Nothing lifts the weakest here but what they find for themselves or learn from others."
        )
    return ""

"""Targetworld: why measured performance can rise while the public's judgement falls, and when not.

The model is in `_effort.py`; here are the weights it is run with, its two figures and its reading.
Lists follow the order of BLOCKS.
"""

import math

from ._chart import CENTRE, OTHER, PUBLIC, label, layout, line, mark, setting
from ._controls import settled
from ._effort import SAME, best_power, change, ends_lower, eta_needed, kl_gap, shares
from ._maths import added, linspace, mixed, normalised
from ._text import listed, number, percent, rounded

TITLE = "Targetworld"

ABOUT = (
    "A council has only so much effort to give. An assessment weighs some services more than "
    "others, and the more power it has, the more effort follows its weights. Is the public, which "
    "weighs services in its own way, better or worse served?"
)

SOURCE = (
    "After Bengt Holmstrom and Paul Milgrom, “Multitask Principal-Agent Analyses”, Journal of Law, "
    "Economics, and Organization 7 (1991), 24–52, without their noise and risk; and Gwyn Bevan and "
    "Christopher Hood, “What’s Measured is What Matters”, Public Administration 84 (2006), 517–538."
)

BADGE = "reconstruction"

BADGE_NOTE = (
    "The weights of the 2002 assessment (education 4, social services 4, housing 2, environment 2, "
    "libraries and leisure 1, benefits 1, use of resources 1) are remembered, not confirmed: no "
    "source that prints them was seen. That education and social services were given priority is "
    "reported; the numbers are not. The public’s weights are the course’s own illustrations, not "
    "survey results."
)

HOW = """\
**The rule.** A council divides its effort over seven services, the blocks of the 2002 assessment.
Left alone, managers give each service a share `v` of it. The assessment gives each a weight `w`.
A regime of power `B`, from 0 to 1, moves the shares part of the way: `a = B*w + (1 - B)*v`.
It may also call out more effort in all: `E = 1 + eta*B`, where 1 is the effort without a regime.
A service then gets effort `e = E*a`.

**The two judges.** *Measured performance* averages `e` by the assessment's weights;
*the public's judgement* averages the same `e` by the public's weights `s`.
Both averages are geometric (`sum w log e` and `sum s log e`, turned back into percentages):
each further hour on a service is worth less than the last,
and a service left with nothing spoils the whole.

**What follows, whatever the weights.**

1. Measured performance never falls as power rises:
   an average by the weights `w` is highest when effort follows `w`.
2. Since `e = E*a` and the weights sum to one, `sum s log e = log E + sum s log a`, and
   `sum s log a = sum s log s - sum s log(s/a)`. So the public's judgement is `log E - H(s) - KL(s||a)`:
   total effort, less a constant (the entropy of `s`),
   less the distance between what the public weighs and where effort goes.
   Only that last term can make it fall.
3. Without extra effort it is highest at one power, unless power makes no difference at all:
   `sum s log(B*w + (1 - B)*v)` is concave in `B`, as a sum of logarithms of straight lines.
   If the public's weights lie a share `lambda` of the way from the managers' to the regime's,
   that power is `lambda`.
   If managers already do as the public would, every step of power does harm.
4. At full power `a = w` and `E = 1 + eta`, without a regime `a = v` and `E = 1`.
   So the public ends worse off
   than it began exactly when `log(1 + eta) < KL(s||w) - KL(s||v)`.
   Enough extra effort always makes up the loss.
5. As the weight of something that the public cares about nears zero, the loss grows without limit.

So the paradox, ratings up and public down, is a possibility and not a law.
Look for settings in which it fails.

**The numbers.** The 2002 weights are unconfirmed. The public's are the course's own illustrations.
The managers' shares "as the budget is spent" are council spending in England in 2006–07:
education 37 per cent, social services 17, housing 14.
Our source does not break down the other 32 per cent, the police among it, by these blocks;
the lab gives a quarter of it to each of the other four, so their shares are a guess.
The police are no block of the assessment: without them education would be 42 per cent,
which strengthens what is said of schools here.
Housing leaves out council tenants' rent accounts, and some of it may be housing benefit:
later figures print a line of like size under that name.

**A surprise to look for.** Education took 37 per cent of spending,
and had 4 parts in 15, or 27 per cent, of the (unconfirmed) weights.
If effort followed money, the model says that the assessment drew effort *away* from education.
Nothing here shows that effort did follow money.

**What it leaves out.** Noise in what is measured and managers' dislike of risk,
which are the heart of Holmstrom and Milgrom's own model;
gaming of the figures, the subject of Bevan and Hood, since here what is measured is always true;
money, which a council could move too; minimum rules, by which one bad score sinks a rating;
services that help one another; what is learned from inspection;
and everything but services that shapes opinion of a council, council tax among it.

**The named values.** Changes are in per cent of the state without a regime; shares are of one.
`kl_gap` and `threshold_log1p_eta` are the two sides of statement 4.
`eta_needed` is the least extra effort with which the public is no worse off at the power chosen
(0 at no power), `eta_needed_full` the same at full power.
"""

TABLES = ["assessment_rules", "spending_shares"]

BLOCKS = [
    "education",
    "social_services",
    "housing",
    "environment",
    "libraries_and_leisure",
    "benefits",
    "use_of_resources",
]
NAMES = [
    "Schools",
    "Social care",
    "Housing",
    "Streets and environment",
    "Libraries and leisure",
    "Benefits",
    "Use of resources",
]
SCHOOLS = 0
FRAMEWORK = "cpa_2002_2004"
PERIOD = "2006-07"
# The blocks that the spending figures name, and what they call them.
SPENT_ON = {
    "education": "education",
    "social_services": "social_services",
    "housing": "housing_excluding_hra",
}

# The course's own illustrations, in per cent; no survey stands behind them.
PUBLIC_WEIGHTS = {
    "streets": [10, 10, 10, 40, 20, 5, 5],
    "evenly": [1, 1, 1, 1, 1, 1, 1],
    "schools": [35, 25, 10, 15, 5, 5, 5],
}
# The part of the weight that five blocks share; schools and social care halve the rest.
LEFT_OVER = {"narrow": 0.1, "narrower": 0.01}
# A weight under this is near zero, for the purpose of saying so.
HARDLY_COUNTS = 0.025

CONTROLS = [
    {
        "name": "power",
        "label": "Power of the regime",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.8,
        "help": "How far effort follows the assessment’s weights: 0 not at all, 1 entirely.",
    },
    {
        "name": "eta",
        "label": "Extra effort",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.1,
        "help": (
            "How much more effort in all the regime calls out at full power: "
            "0.1 is a tenth more, 1 is twice as much."
        ),
    },
    {
        "name": "managers",
        "label": "Left alone, managers give effort",
        "type": "choice",
        "options": [
            {"value": "public", "label": "as the public would"},
            {"value": "budget", "label": "as the budget is spent"},
            {"value": "evenly", "label": "evenly"},
        ],
        "value": "public",
        "help": (
            "Whose priorities managers hold before any regime. The budget is that of councils in "
            "England in 2006–07; what our source does not break down is shared evenly."
        ),
    },
    {
        "name": "regime",
        "label": "The regime weighs services",
        "type": "choice",
        "options": [
            {"value": "assessment", "label": "by the 2002 assessment’s weights (unconfirmed)"},
            {"value": "narrow", "label": "schools and social care, 10 per cent for the rest"},
            {"value": "narrower", "label": "schools and social care, 1 per cent for the rest"},
            {"value": "evenly", "label": "evenly"},
            {"value": "public", "label": "as the public does"},
        ],
        "value": "assessment",
        "help": "What counts towards the rating. Work with hardly any weight goes unmeasured.",
    },
    {
        "name": "public",
        "label": "The public weighs services",
        "type": "choice",
        "options": [
            {"value": "streets", "label": "streets first (illustration)"},
            {"value": "evenly", "label": "evenly (illustration)"},
            {"value": "schools", "label": "schools and social care first (illustration)"},
        ],
        "value": "streets",
        "help": "What residents judge the council by. These weights are the course’s own.",
    },
    {
        "name": "agreement",
        "label": "How far the public agrees with the regime",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0,
        "help": (
            "0: the public keeps its own weights; 1: it judges by the regime’s. Managers who do "
            "“as the public would” go by its own weights, whatever stands here."
        ),
    },
]

PRESETS = [
    {
        "name": "paradox",
        "label": "The paradox",
        "values": {
            "power": 0.8,
            "eta": 0.1,
            "managers": "public",
            "regime": "assessment",
            "public": "streets",
            "agreement": 0,
        },
        "note": (
            "Managers did as a public that puts streets first would want. A strong assessment with "
            "other weights arrives: ratings rise, and the public is worse served."
        ),
    },
    {
        "name": "helps",
        "label": "A regime that helps",
        "values": {
            "power": 0.8,
            "eta": 0.1,
            "managers": "budget",
            "regime": "assessment",
            "public": "streets",
            "agreement": 0,
        },
        "note": (
            "The same assessment and the same public; only the managers differ. They followed the "
            "money, and the assessment draws effort out of schools."
        ),
    },
    {
        "name": "vanishes",
        "label": "The paradox disappears",
        "values": {
            "power": 0.8,
            "eta": 0.6,
            "managers": "public",
            "regime": "assessment",
            "public": "streets",
            "agreement": 0,
        },
        "note": (
            "All as in the first setting, but the regime calls out six times as much extra effort: "
            "enough to make up for where it goes."
        ),
    },
]


def run(tables, **values):
    """One setting of the model. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    regime, managers, public = weights_of(tables, chosen)
    power = chosen["power"]
    eta = chosen["eta"]
    effort = shares(power, regime, managers)
    schools = (1 + eta * power) * effort[SCHOOLS] / managers[SCHOOLS]
    found = {
        "power": power,
        "effort_change": 100 * eta * power,
        "measured_change": change(power, eta, regime, regime, managers),
        "public_change": change(power, eta, public, regime, managers),
        "public_change_full": change(1, eta, public, regime, managers),
        "best_power": best_power(eta, public, regime, managers),
        "kl_gap": kl_gap(public, regime, managers),
        "threshold_log1p_eta": math.log(1 + eta),
        "ends_lower": 1 if ends_lower(eta, public, regime, managers) else 0,
        "eta_needed": eta_needed(power, public, regime, managers),
        "eta_needed_full": eta_needed(1, public, regime, managers),
        "education_share_before": managers[SCHOOLS],
        "education_share_now": effort[SCHOOLS],
        "education_effort_change": 100 * (schools - 1),
    }
    up = rounded(found["measured_change"], 1) > 0
    found["paradox"] = 1 if up and rounded(found["public_change"], 1) < 0 else 0
    return {
        "figures": [
            curves(eta, regime, managers, public, found),
            bars(regime, managers, public, effort),
        ],
        "reading": reading(chosen, regime, managers, public, effort, found),
        "values": found,
    }


# The weights


def weights_of(tables, chosen):
    """The three sets of weights that a setting means: the regime's, the managers', the public's."""
    even = normalised([1] * len(BLOCKS))
    own = normalised(PUBLIC_WEIGHTS[chosen["public"]])
    if chosen["regime"] == "assessment":
        regime = weights_of_2002(tables["assessment_rules"])
    elif chosen["regime"] in LEFT_OVER:
        rest = LEFT_OVER[chosen["regime"]]
        regime = normalised([(1 - rest) / 2] * 2 + [rest / 5] * 5)
    else:
        regime = own if chosen["regime"] == "public" else even
    if chosen["managers"] == "budget":
        managers = budget_shares(tables["spending_shares"])
    else:
        managers = own if chosen["managers"] == "public" else even
    return regime, managers, mixed(chosen["agreement"], regime, own)


def weights_of_2002(rows):
    """The 2002 assessment's weights as shares; ValueError where one is missing or doubled."""
    found = {}
    for row in rows:
        block = row["item"]
        if row["framework"] == FRAMEWORK and row["weight"] is not None and block in BLOCKS:
            if block in found:
                raise ValueError(
                    "The table assessment_rules has two 2002 weights for " + block + "."
                )
            found[block] = row["weight"]
    for block in BLOCKS:
        if block not in found:
            raise ValueError("The table assessment_rules lacks a 2002 weight for " + block + ".")
    return normalised([found[block] for block in BLOCKS])


def budget_shares(rows):
    """Spending shares of 2006-07; what they leave over goes evenly to the blocks they do not name.

    Police spending is in the printed total but is no block, so it is part of what is left over.
    """
    printed = {}
    for row in rows:
        if row["period"] == PERIOD:
            printed[row["service"]] = row["percent"]
    for block in SPENT_ON:
        if SPENT_ON[block] not in printed:
            raise ValueError(
                "The table spending_shares lacks " + SPENT_ON[block] + " for " + PERIOD + "."
            )
    known = [printed[SPENT_ON[block]] if block in SPENT_ON else None for block in BLOCKS]
    rest = 100 - added([share for share in known if share is not None])
    if rest <= 0:
        raise ValueError("The spending shares of " + PERIOD + " leave nothing for other blocks.")
    each = rest / known.count(None)
    return normalised([each if share is None else share for share in known])


def largest(numbers):
    """The places of the largest numbers, near-equal ones together, so that both Pythons agree."""
    top = max(numbers)
    return [i for i in range(len(numbers)) if numbers[i] > top - 1e-9]


def movement(managers, effort):
    """Which services gained most effort and which lost most, in words; None where none moved."""
    moves = [now - before for now, before in zip(effort, managers)]  # noqa: B905
    gains = largest(moves)
    loses = largest([-move for move in moves])
    if rounded(100 * max(moves[gains[0]], -moves[loses[0]]), 1) == 0:
        return None
    return together(gains, loses), together(loses, gains)


def together(places, others):
    """Names of services inside a sentence; "all else" where they are many and all that is left."""
    if len(places) > 3 and len(places) + len(others) == len(BLOCKS):
        return "all else"
    return listed([inline(i) for i in places])


# The figures


def curves(eta, regime, managers, public, found):
    """The two judgements against power, the setting marked on both."""
    grid = linspace(0, 1, 21)
    measured = [change(x, eta, regime, regime, managers) for x in grid]
    judged = [change(x, eta, public, regime, managers) for x in grid]
    power = found["power"]
    here = (found["measured_change"], found["public_change"])
    # The two names stand apart even where the two lines end together.
    lift = 9 if measured[-1] > judged[-1] - 1e-9 else -9
    hover = "power %{x:.2f}: %{y:.1f} per cent"
    names = ("Measured performance", "The public’s judgement")
    return {
        "data": [
            line(grid, measured, CENTRE, names[0], hover),
            line(grid, judged, PUBLIC, names[1], hover),
            mark(power, here[0], CENTRE, names[0] + " at your setting", hover),
            mark(power, here[1], PUBLIC, names[1] + " at your setting", hover),
        ],
        "layout": layout(
            340,
            margin={"l": 62, "r": 84, "t": 16, "b": 48},
            xaxis={
                "title": {"text": "Power of the regime"},
                "range": [0, 1],
                "dtick": 0.25,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={
                "title": {"text": "Change, per cent"},
                "zeroline": True,
                "zerolinecolor": OTHER,
                "rangemode": "tozero",
            },
            shapes=[setting(power)],
            annotations=[
                label(1, measured[-1], "Measured", lift),
                label(1, judged[-1], "The public", -lift),
            ],
        ),
        "meta": {
            "title": curves_title(measured[-1], judged[-1], found["best_power"]),
            "summary": "Two lines against the power of the regime, from 0 to 1. At full power "
            + two_moves(measured[-1], judged[-1])
            + ", against no regime. At the power set, "
            + number(power, 2)
            + ", "
            + two_moves(here[0], here[1])
            + ".",
        },
    }


def curves_title(measured_full, public_full, best):
    """The finding of the first figure as a sentence."""
    if rounded(measured_full, 1) == 0:
        start = "Power does not change what is measured"
    else:
        start = "Measured performance rises with power"
    if best < 0.005:
        if rounded(public_full, 1) < 0:
            return start + "; the public’s judgement falls all the way."
        return start + "; the public’s judgement does not move."
    if best > 0.995:
        return start + "; the public’s judgement rises all the way."
    return start + "; the public’s judgement is highest at power " + number(best, 2) + "."


def bars(regime, managers, public, effort):
    """Shares of effort by service, before the regime and now, with the public's weights marked."""
    moved_to = movement(managers, effort)
    title = "Effort stays where managers would put it."
    if moved_to:
        title = "Effort moves most from " + moved_to[1] + " to " + moved_to[0] + "."
    rows = []
    for i in range(len(BLOCKS)):
        rows.append(
            NAMES[i]
            + ": before "
            + whole(100 * managers[i])
            + ", now "
            + whole(100 * effort[i])
            + ", the regime’s weight "
            + whole(100 * regime[i])
            + ", the public’s "
            + whole(100 * public[i])
        )
    return {
        "data": [
            bar([100 * share for share in managers], OTHER, "Before"),
            bar([100 * share for share in effort], CENTRE, "Now"),
            {
                "type": "scatter",
                "mode": "markers",
                "x": [100 * share for share in public],
                "y": NAMES,
                "name": "What the public weighs",
                "marker": {"color": PUBLIC, "size": 11, "symbol": "diamond"},
                "hovertemplate": "%{x:.0f} per cent<extra>What the public weighs</extra>",
            },
        ],
        "layout": layout(
            460,
            barmode="group",
            bargap=0.3,
            bargroupgap=0.05,
            margin={"l": 150, "r": 70, "t": 34, "b": 48},
            xaxis={
                "title": {"text": "Share of effort, per cent"},
                "rangemode": "tozero",
                "zeroline": False,
            },
            # Top to bottom in the order of the blocks.
            yaxis={"autorange": "reversed", "showgrid": False},
            annotations=[
                {
                    "x": 0,
                    "y": 1,
                    "xref": "paper",
                    "yref": "paper",
                    "text": "◆ what the public weighs",
                    "showarrow": False,
                    "xanchor": "left",
                    "yanchor": "bottom",
                    # Over the names: right of them a phone has no room for it.
                    "xshift": -130,
                    "yshift": 6,
                }
            ],
        ),
        "meta": {
            "title": title,
            "summary": "Shares of effort by service, in per cent. " + "; ".join(rows) + ".",
        },
    }


def whole(size):
    """A share in whole per cent; what is little is not called nothing."""
    return "under 1" if rounded(size) == 0 else number(size)


def bar(sizes, colour, name):
    """Bars that carry their numbers; the first also carries its name, in place of a legend."""
    texts = [whole(size) for size in sizes]
    texts[0] = name.lower() + " " + texts[0]
    return {
        "type": "bar",
        "orientation": "h",
        "x": sizes,
        "y": NAMES,
        "name": name,
        "marker": {"color": colour},
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{x:.0f} per cent<extra>" + name + "</extra>",
    }


# The reading: what kind of thing is said depends on what kind of thing happened


def inline(place):
    """A service's name inside a sentence."""
    return NAMES[place][0].lower() + NAMES[place][1:]


def moved(size):
    """A change in words that follow "has": "risen by 3.1 per cent", "not moved"."""
    size = rounded(size, 1)
    if size == 0:
        return "not moved"
    return ("risen" if size > 0 else "fallen") + " by " + number(abs(size), 1) + " per cent"


def two_moves(measured, judged, joint=" and"):
    """Both judges' changes in one clause."""
    return (
        "measured performance has "
        + moved(measured)
        + joint
        + " the public’s judgement has "
        + moved(judged)
    )


def reading(chosen, regime, managers, public, effort, found):
    """What happened, in words."""
    if found["power"] == 0:
        said = [
            "The regime has no power: effort goes where managers would put it, and neither judge "
            "sees a change.",
            turning_point(found),
        ]
    else:
        said = [
            outcome(found, movement(managers, effort), alike(regime, managers)),
            escape(chosen["eta"], found),
            turning_point(found),
            schools_lose(regime, found),
            starved(chosen["eta"], regime, managers, public, effort, found),
        ]
        if chosen["regime"] == "assessment":
            said.append("The 2002 weights are unconfirmed.")
    return " ".join([sentence for sentence in said if sentence])


def alike(regime, managers):
    """Whether the regime asks for what managers would do without it."""
    return max([abs(w - v) for w, v in zip(regime, managers)]) < 1e-9  # noqa: B905


def outcome(found, moved_to, asks_nothing):
    """What the two judges see, and where effort went."""
    measured = rounded(found["measured_change"], 1)
    judged = rounded(found["public_change"], 1)
    start = "At power " + number(found["power"], 2) + " "
    if not moved_to and not asks_nothing:
        return start + two_moves(measured, judged) + ". Effort has hardly moved."
    if not moved_to:
        start += two_moves(measured, judged) + ". The regime asks for what managers already do, "
        if measured == 0:
            return start + "so nothing changes."
        return start + "so only the extra effort shows: no paradox is possible."
    shift = "Effort has moved most from " + moved_to[1] + " to " + moved_to[0] + "."
    if found["paradox"]:
        kind = "This is the paradox: ratings rise and the public is worse served. "
        return start + two_moves(measured, judged, ", yet") + ". " + kind + shift
    if measured > 0 and judged > 0:
        kind = "Both are up, so there is no paradox. "
        return start + two_moves(measured, judged) + ". " + kind + shift
    return start + two_moves(measured, judged) + ". " + shift


def escape(eta, found):
    """How much extra effort would end the paradox at this power."""
    if not found["paradox"]:
        return ""
    needed = found["eta_needed"]
    decimals = 2 if rounded(needed, 2) != rounded(eta, 2) else 4
    text = "The paradox would disappear once extra effort reached about " + number(needed, decimals)
    if needed > 1:
        return text + ", past the end of its slider."
    return text + "; it stands at " + number(eta, 2) + "."


def turning_point(found):
    """Where the public would have the regime stand."""
    power = found["power"]
    best = found["best_power"]
    full = rounded(found["public_change_full"], 1)
    if best < 0.005:
        if full < 0:
            return "The public is best served by no regime: every step of power costs it more."
        return "To the public it makes no difference how much power the regime has."
    if best > 0.995:
        if power > 0.995:
            return "Full power is what serves the public best."
        return "More power would serve the public better still, all the way to full power."
    text = "The public is best served at power " + number(best, 2)
    if power < best - 0.005:
        text += ": more would help, up to there"
    elif power > best + 0.005:
        text += ": what goes beyond that does harm"
    else:
        text += ", about where it stands"
    if full < 0:
        return text + ", and full power would leave it worse off than no regime."
    return text + ", though even full power would leave it no worse off than no regime."


def schools_lose(regime, found):
    """The case that the article did not foresee: an assessment that draws effort out of schools."""
    before = found["education_share_before"]
    now = found["education_share_now"]
    if rounded(100 * (before - now)) < 1:
        return ""
    text = (
        "Effort leaves schools: they had "
        + percent(before)
        + " of it and have "
        + number(100 * now)
        + ", because they carry "
        + percent(regime[SCHOOLS])
        + " of the regime’s weight"
    )
    done = rounded(found["education_effort_change"])
    if done < 0:
        return text + "; the work done for them falls by " + number(-done) + " per cent."
    return text + "; only the extra effort keeps the work done for them from falling."


def starved(eta, regime, managers, public, effort, found):
    """Services with next to no weight that lost half their effort or more."""
    total = 1 + eta * found["power"]
    hungry = []
    for i in range(len(BLOCKS)):
        if regime[i] < HARDLY_COUNTS and total * effort[i] <= managers[i] / 2 + SAME:
            hungry.append(i)
    if not hungry:
        return ""
    weight = added([public[i] for i in hungry])
    return (
        "What hardly counts is starved: "
        + listed([inline(i) for i in hungry])
        + (" has lost half its effort" if len(hungry) == 1 else " have lost half their effort")
        + " or more, and carried "
        + (percent(weight) if rounded(100 * weight) else "less than 1 per cent")
        + " of the public’s weight. The nearer the regime’s weight for such work is to zero, the "
        "deeper the loss at full power; it has no floor."
    )

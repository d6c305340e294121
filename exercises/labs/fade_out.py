"""Fade-out: one programme, several comparisons, and a gain that depends on which one and when.

Every path is exact arithmetic on shares of residents, in percentage points; the only chance in it is the
bad luck by which places are chosen. Years count from the year in which the places were chosen.
"""

from ._chart import CENTRE, OTHER, PUBLIC, label, layout, line, mark, setting
from ._controls import preset, settled
from ._text import number, plain, rounded

TITLE = "Fade-out"

ABOUT = (
    "Places with the worst figures get a programme for some years. Did it help? That depends on what "
    "they are compared with, and on how long one goes on looking. Choose both, and watch the gain."
)

SOURCE = (
    "The rival explanations (maturation, regression, selection, diffusion) after Donald T. Campbell and "
    "Julian C. Stanley, Experimental and Quasi-Experimental Designs for Research (1963). The case in mind "
    "is the Neighbourhood Management Pathfinders, begun in 2001: the programme’s own evaluators reported "
    "less recorded crime, a panel study fewer problems named by residents, and that gain faded. The paths "
    "here are the course’s own, of one made-up measure, and fitted to neither."
)

BADGE = "illustration"

BADGE_NOTE = "Every path here is made up: it shows how a design can mislead, not what was done."

HOW = """\
**The world.** In each place a share of residents say that litter is a serious problem.
Everywhere that share falls by a steady *trend*.
Places like those with the programme fall by a trend of their own, which may be steeper or flatter.

**How places were chosen.** By their figures in one year, the worst first.
Part of what made them worst was lasting and part was a bad year: the *bad luck* of the choice.
Luck does not last. Half of it is gone a year later and half of the rest the year after,
whatever anyone does:
after `t` years `luck(t) = luck * 0.5^t` is left. This is regression to the mean;
the half is the course's own number.

**What the programme does.** In truth it lowers the share by the *true effect*, reached over two years.
While the money lasts the effect holds.
When it ends, a part of what is left is lost each year: the *fading*.
So `effect(t) = effect * min(1, t/2)` to the end of the money in year `m`,
and `effect * (1 - fading)^(t - m)` after it.
Some of the effect may spill over to the places next door.

**The share, and the gain.** With the programme the share in year `t` is
`50 + luck(t) - (trend + own)*t - effect(t)` per cent.
The gain is what a careful report would print, a difference of two differences:
how far the share fell with the programme, less how far it fell in the comparison over the same years.
Where the shares began drops out of it, so that the 50, and 20 for the country, matter to the picture alone.

**Five comparisons**, and what each counts as gain beyond the effect.

- *Before and after*: the programme's places with themselves.
  Both trends and the luck that has worn off: `(trend + own)*t + luck - luck(t)`.
- *The country*: takes off the general trend. `own*t + luck - luck(t)` is left.
- *Places like them*, as poor but not chosen for a bad year: takes off their trend too.
  `luck - luck(t)` is left.
- *The next on the list*: places whose bad year was as bad, and which just missed the money.
  Takes off everything but the effect.
- *Next door*: like them in all, luck too, but a part of the effect spills over:
  `spill * effect(t)` too little is counted.

**The case in mind.** The pathfinders' evaluators told in 2006 that recorded crime had fallen in three
quarters of the first areas.
A panel study, which followed people in these areas and like people elsewhere,
found 10 to 40 points fewer with the
problems that were aimed at, no effect beyond four years, and some problems worse after five or six.
The two measured different things, so that neither contradicts the other.
The lab is about something else: how far designs part over *one* measure.
Nothing in it is fitted to either study.

**What it leaves out.** Chance in the survey, so that a difference of a point or two would mean nothing;
people who move away, and with them the question whether a gain is that of the place or of its residents;
programmes that run at the same time; and the difference between a problem and its being named as one.

**The named values.** In percentage points; a gain is a fall in the share, counted as positive.
`compared_with_others` is 0 for before and after, and 1 for the four other comparisons.
"""

TABLES = []

LAST_YEAR = 10
# High enough that no setting of the sliders brings a share below nought.
START = 50.0
COUNTRY = 20.0
RISE_YEARS = 2
LUCK_LEFT = 0.5

COMPARISONS = {
    "before": "themselves, before",
    "country": "the country",
    "similar": "places like them",
    "missed": "the next on the list",
    "beside": "the places next door",
}

CONTROLS = [
    {
        "name": "comparison",
        "label": "Compare them with",
        "type": "choice",
        "options": [{"value": name, "label": COMPARISONS[name]} for name in COMPARISONS],
        "value": "before",
        "help": "The question behind each is what would have happened without the programme.",
    },
    {
        "name": "years",
        "label": "Years of follow-up",
        "type": "slider",
        "min": 1,
        "max": LAST_YEAR,
        "step": 1,
        "value": 3,
        "help": "How long after the choice the last survey is taken.",
    },
    {
        "name": "effect",
        "label": "True effect",
        "type": "slider",
        "min": 0,
        "max": 20,
        "step": 1,
        "value": 8,
        "help": "Percentage points by which the programme lowers the share at its best.",
    },
    {
        "name": "money",
        "label": "Years of money",
        "type": "slider",
        "min": 2,
        "max": 10,
        "step": 1,
        "value": 4,
        "help": "While it lasts, so does the effect.",
    },
    {
        "name": "fading",
        "label": "Lost each year after that",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.5,
        "help": "The part of the effect that goes each year once the money has ended.",
    },
    {
        "name": "luck",
        "label": "Bad luck in the year of choice",
        "type": "slider",
        "min": 0,
        "max": 12,
        "step": 1,
        "value": 6,
        "help": "Points by which the chosen places stood above their own usual level that year.",
    },
    {
        "name": "trend",
        "label": "General trend",
        "type": "slider",
        "min": 0,
        "max": 2,
        "step": 0.1,
        "value": 0.8,
        "help": "Points a year by which the share falls everywhere, whatever anyone does.",
    },
    {
        "name": "own",
        "label": "Poor places’ own trend",
        "type": "slider",
        "min": -1,
        "max": 1,
        "step": 0.1,
        "value": 0.3,
        "help": "Points a year by which poor places fall faster (or slower) than the country.",
    },
    {
        "name": "spill",
        "label": "Spills over next door",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.1,
        "value": 0.3,
        "help": "The part of the effect that the places next door get as well.",
    },
]

_FIRST = {"effect": 8, "money": 4, "fading": 0.5, "luck": 6, "trend": 0.8, "own": 0.3, "spill": 0.3}

PRESETS = [
    preset(
        _FIRST,
        "success",
        "The success",
        "A design like the evaluators’: before and after, in its third year.",
        {"comparison": "before", "years": 3},
    ),
    preset(
        _FIRST,
        "panel",
        "The fade-out",
        "A design like the panel study’s: others in the same position, and seven years of them.",
        {"comparison": "missed", "years": 7, "fading": 0.6},
    ),
    preset(
        _FIRST,
        "nothing",
        "A success without an effect",
        "The true effect is nothing at all, and the first design finds a gain.",
        {"comparison": "before", "years": 3, "effect": 0},
    ),
]


def run(tables, **values):
    """One setting of the model. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    year = chosen["years"]
    true = effect_at(year, chosen)
    parts = counted(year, chosen)
    found = {
        "true_effect": true,
        "estimate": gain(year, chosen),
        "from_trend": parts["trend"],
        "from_own_trend": parts["own"],
        "from_luck": parts["luck"],
        "lost_next_door": parts["beside"],
        "compared_with_others": 0 if chosen["comparison"] == "before" else 1,
        "peak": max([effect_at(t, chosen) for t in range(LAST_YEAR + 1)]),
    }
    found["bias"] = found["estimate"] - true
    return {
        "figures": [paths(chosen), gains(chosen, found)],
        "reading": reading(chosen, found),
        "values": found,
    }


# The model


def effect_at(year, chosen):
    """The true effect in a year: it builds up over two, holds while the money lasts, then fades."""
    size = chosen["effect"] * min(1.0, year / RISE_YEARS)
    over = year - chosen["money"]
    return size if over <= 0 else size * (1 - chosen["fading"]) ** over


def luck_left(year, chosen):
    """What is left of the bad luck of the choice."""
    return chosen["luck"] * LUCK_LEFT**year


def treated(year, chosen):
    """The share in the places that have the programme."""
    fall = (chosen["trend"] + chosen["own"]) * year
    return START + luck_left(year, chosen) - fall - effect_at(year, chosen)


def compared(year, chosen):
    """The share in the places that they are compared with; themselves at the start, for before and after."""
    kind = chosen["comparison"]
    fall = (chosen["trend"] + chosen["own"]) * year
    if kind == "before":
        return START + chosen["luck"]
    if kind == "country":
        return COUNTRY - chosen["trend"] * year
    if kind == "similar":
        return START - fall
    lucky = START + luck_left(year, chosen) - fall
    if kind == "beside":
        return lucky - chosen["spill"] * effect_at(year, chosen)
    return lucky


def gain(year, chosen):
    """The programme's gain as the design has it: how much more the share fell than in the comparison."""
    fell = treated(0, chosen) - treated(year, chosen)
    return fell - (compared(0, chosen) - compared(year, chosen))


def counted(year, chosen):
    """What the design counts as gain besides the effect, each in points; it adds up to the bias."""
    kind = chosen["comparison"]
    luck = chosen["luck"] - luck_left(year, chosen)
    return {
        "trend": chosen["trend"] * year if kind == "before" else 0.0,
        "own": chosen["own"] * year if kind in ("before", "country") else 0.0,
        "luck": luck if kind in ("before", "country", "similar") else 0.0,
        "beside": -chosen["spill"] * effect_at(year, chosen) if kind == "beside" else 0.0,
    }


# The figures


def paths(chosen):
    """The two paths that are compared, and the year of the last survey."""
    years = [i * 0.5 for i in range(2 * LAST_YEAR + 1)]
    ours = [treated(t, chosen) for t in years]
    theirs = [compared(t, chosen) for t in years]
    hover = "year %{x:.1f}: %{y:.1f} per cent"
    other = COMPARISONS[chosen["comparison"]]
    name = other[0].upper() + other[1:]
    lift = 9 if ours[-1] > theirs[-1] else -9
    rest = [treated(0, chosen) - treated(chosen["years"], chosen)]
    rest.append(compared(0, chosen) - compared(chosen["years"], chosen))
    return {
        "data": [
            line(years, ours, PUBLIC, "With the programme", hover),
            line(years, theirs, OTHER, name, hover),
        ],
        "layout": layout(
            320,
            margin={"l": 62, "r": 110, "t": 16, "b": 48},
            xaxis={
                "title": {"text": "Years since the places were chosen"},
                "range": [0, LAST_YEAR],
                "dtick": 2,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={"title": {"text": "Say it is a problem, per cent"}, "rangemode": "tozero"},
            shapes=[setting(chosen["years"])],
            annotations=[
                label(LAST_YEAR, ours[-1], "Programme", lift),
                label(LAST_YEAR, theirs[-1], "Comparison", -lift),
            ],
        ),
        "meta": {
            "title": "By year "
            + plain(chosen["years"])
            + " the share "
            + moved(rest[0])
            + " with the programme, and "
            + moved(rest[1])
            + " in the comparison.",
            "summary": "Two lines over ten years. With the programme the share goes from "
            + number(ours[0], 1)
            + " to "
            + number(ours[-1], 1)
            + " per cent; for "
            + other
            + " from "
            + number(theirs[0], 1)
            + " to "
            + number(theirs[-1], 1)
            + ".",
        },
    }


def moved(fall):
    """How a share has moved, in words; `fall` in points, below zero where it rose."""
    if rounded(fall, 1) == 0:
        return "stood still"
    return ("fell by " if fall > 0 else "rose by ") + points(fall)


def gains(chosen, found):
    """The gain as this design would report it for each length of follow-up, beside the truth."""
    years = list(range(1, LAST_YEAR + 1))
    said = [gain(t, chosen) for t in years]
    true = [effect_at(t, chosen) for t in years]
    hover = "after %{x:.0f} years: %{y:.1f} points"
    lift = 9 if said[-1] >= true[-1] else -9
    return {
        "data": [
            line(years, said, CENTRE, "The gain as reported", hover),
            line(years, true, PUBLIC, "The true effect", hover),
            mark(chosen["years"], found["estimate"], CENTRE, "Reported, at your setting", hover),
            mark(chosen["years"], found["true_effect"], PUBLIC, "True, at your setting", hover),
        ],
        "layout": layout(
            320,
            margin={"l": 62, "r": 110, "t": 16, "b": 48},
            xaxis={
                "title": {"text": "Years of follow-up"},
                "range": [0.5, LAST_YEAR],
                "dtick": 1,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={
                "title": {"text": "Gain, points"},
                "rangemode": "tozero",
                "zeroline": True,
                "zerolinecolor": OTHER,
            },
            shapes=[setting(chosen["years"])],
            annotations=[
                label(LAST_YEAR, said[-1], "Reported", lift),
                label(LAST_YEAR, true[-1], "True", -lift),
            ],
        ),
        "meta": {
            "title": gains_title(chosen, said, true),
            "summary": "The gain by length of follow-up, from one year to ten. As reported it goes from "
            + number(said[0], 1)
            + " to "
            + number(said[-1], 1)
            + " points; in truth from "
            + number(true[0], 1)
            + " to "
            + number(true[-1], 1)
            + ", with a peak of "
            + number(found["peak"], 1)
            + ".",
        },
    }


def gains_title(chosen, said, true):
    """The finding of the second figure as a sentence."""
    apart = max([abs(a - b) for a, b in zip(said, true)])  # noqa: B905
    if rounded(apart, 1) == 0:
        if rounded(max(true), 1) == 0:
            return "This design finds no gain, and there is none."
        return "This design reports the true effect, whatever the length of follow-up."
    low, high = rounded(min(said), 1), rounded(max(said), 1)
    if rounded(max(true), 1) == 0:
        if low < 0 < high:
            return (
                "This design finds a gain in some years and harm in others, where there is neither."
            )
        return "This design finds " + ("harm" if low < 0 else "a gain") + " where there is none."
    if rounded(said[-1], 1) > 0 and rounded(true[-1], 1) <= rounded(max(true) / 2, 1):
        if grows(said):
            return (
                "The longer one looks, the larger the reported gain, while the true effect fades."
            )
        if rounded(said[-1], 1) >= rounded(said[2], 1):
            return (
                "After ten years the reported gain is no smaller than after three, "
                "though the true effect has faded."
            )
    over = [rounded(a, 1) - rounded(b, 1) for a, b in zip(said, true)]  # noqa: B905
    if min(over) >= 0:
        return "This design reports more than the true effect."
    if max(over) <= 0:
        return "This design reports less than the true effect."
    return "This design reports more than the true effect in some years, and less in others."


def grows(said):
    """Whether the reported gain never shrinks from one year to the next."""
    steps = range(1, len(said))
    return all([rounded(said[i], 1) >= rounded(said[i - 1], 1) for i in steps])


# The reading


def reading(chosen, found):
    """What the design says, what is true, and what makes the difference."""
    return " ".join(
        [part for part in (finding(chosen, found), why(chosen, found), time(chosen, found)) if part]
    )


def points(size):
    """A size in points, for a sentence."""
    return number(abs(size), 1) + (" point" if rounded(abs(size), 1) == 1 else " points")


def finding(chosen, found):
    """What would be reported, against the truth."""
    year = plain(chosen["years"]) + (" year" if chosen["years"] == 1 else " years")
    other = COMPARISONS[chosen["comparison"]]
    if chosen["comparison"] == "before":
        other = "what they were before"
    said = "After " + year + ", compared with " + other + ", "
    if rounded(found["estimate"], 1) == 0:
        said += "the programme seems to have done nothing"
    elif found["estimate"] > 0:
        said += "the programme seems to have gained " + points(found["estimate"])
    else:
        said += "the programme seems to have made things worse by " + points(found["estimate"])
    if rounded(found["bias"], 1) == 0:
        return said + ", and that is the truth."
    if rounded(found["true_effect"], 1) == 0:
        return said + ". In truth nothing of it is its doing."
    return said + ". In truth it has gained " + points(found["true_effect"]) + "."


def why(chosen, found):
    """Where the difference comes from."""
    parts = []
    for name, words in (
        ("from_trend", "a trend that everyone shared"),
        ("from_own_trend", "a trend of such places"),
        ("from_luck", "a bad year wearing off"),
    ):
        size = found[name]
        if rounded(size, 1) > 0:
            parts.append(points(size) + either(size, " is ", " are ") + words)
        elif rounded(size, 1) < 0:
            parts.append(
                points(size)
                + either(size, " too few comes", " too few come")
                + " of a trend that went against such places"
            )
    size = found["lost_next_door"]
    if rounded(size, 1) < 0:
        parts.append(
            points(size)
            + either(size, " is ", " are ")
            + "missing because the places next door gained too"
        )
    if parts and rounded(found["bias"], 1) == 0:
        return "It is right by accident, for its errors make up for one another: " + spelt(parts)
    if parts:
        return "Of the difference, " + spelt(parts)
    if chosen["comparison"] == "missed":
        return "Places that just missed the money share its trend and its luck, so only the effect is left."
    return ""


def either(size, one, more):
    """The verb that goes with so many points."""
    return one if rounded(abs(size), 1) == 1 else more


def spelt(parts):
    """The parts of a difference, to the end of their sentence."""
    return "; ".join(parts) + "."


def time(chosen, found):
    """What a longer or a shorter look would have found."""
    if rounded(found["peak"], 1) == 0:
        return "There is no effect in this world: whatever is reported, the design made it."
    if chosen["years"] <= chosen["money"]:
        if chosen["fading"] > 0 and chosen["money"] < LAST_YEAR:
            return "The money has not ended yet; what happens then, this study cannot say."
        return ""
    left = found["true_effect"] / found["peak"]
    if left < 0.1:
        return "The effect was there, up to " + points(found["peak"]) + ", and is as good as gone."
    if left < 0.95:
        return (
            "At its best the effect was "
            + points(found["peak"])
            + "; it has been fading since the money ended."
        )
    return "The money has ended and the effect has held."

"""Threshold: what a limit on waiting leaves in the figures, and how far the trace can be read back.

The waits follow a log-logistic distribution, whose shares are known without tables. All times are in
minutes; shares are of all patients.
"""

import math

from ._chart import CENTRE, HEALTH, LEARNER, OTHER, layout, sign
from ._controls import settled
from ._maths import added
from ._text import number, percent, rounded

TITLE = "Threshold"

ABOUT = (
    "A department is judged by the share of patients who leave within four hours. Some of those who "
    "would have left a little later now leave, or are said to leave, just before. What does that do to "
    "the target, to the patients and to the figures? And what else could have left the same trace?"
)

SOURCE = (
    "The count of patients in the last twenty minutes follows T. E. Locker and S. M. Mason, “Analysis "
    "of the distribution of time that patients spend in emergency departments”, BMJ 330 (2005); what "
    "became of it by 2006, Suzanne Mason and others, Annals of Emergency Medicine (2012); threshold "
    "effects as a kind of gaming, Gwyn Bevan and Christopher Hood, Public Administration 84 (2006), 517–538; "
    "the estimate is the simplest of those in Henrik Kleven, “Bunching”, Annual Review of Economics 8 (2016)."
)

BADGE = "illustration"

BADGE_NOTE = (
    "The waits follow a convenient curve, and its median and shape are yours to set: no department’s own "
    "figures stand behind them. What was found in real departments is in “How this works”."
)

HOW = """\
**The waits.** Without a limit, the share of patients who have left after `x` minutes is
`1 / (1 + (x/m)^-p)`: a log-logistic distribution with median `m` and shape `p`.
It is a convenient curve with the long right tail that waits have;
no department's own figures stand behind it.
A real *improvement* shortens every wait in the same proportion.

**The pull.** Of the patients who would have left in the hours just beyond the limit (the *reach*),
a share is pulled back to before it: to the last twenty minutes, which is where real figures show them.
Three things can fill those minutes, and the lab lets you choose.

- *Seen sooner*: these patients are in fact treated and leave in time. They wait less.
- *Clock stopped*: only the record says so. They wait as long as before.
- *Work to the limit*: nobody is pulled back; instead patients who could have left in the hour before
  the last twenty minutes are kept until then, because the limit has become the norm. They wait longer.

**The trace.** Windows of twenty minutes should fall away smoothly.
The lab carries the line through the two windows before the last one on to it,
and calls what stands above that line *excess*: `r - (2s - t)`.
With `n` patients each window varies by chance, with a variance of `f*(1 - f)/n` for a share `f`,
and the line varies with the windows that it is drawn through;
the excess is told from chance where it is more than twice its standard error,
the root of the variances of `r`, `2s` and `t` together, and taken to be `1/n`, one patient, at the least.
Chance is not the only thing that can mislead. Waits follow a curve and the estimate a straight line,
so that with very many patients it finds a small crowd where there is none: try it with nobody pulled.

**What the trace cannot tell.** *Seen sooner* and *clock stopped* leave the same record to the last digit.
Only something measured outside the record can part them: patients' own word, or outcomes.
*Work to the limit* can be told from both, for the gap lies before the excess and not after it:
but only where one knows what the figures would have been without a limit.
Here the dotted line knows; a real record has none.

**What was found.** In 83 English departments 12.3 per cent of those admitted in April 2004,
and 3.6 per cent of those sent home, left in the last twenty minutes (Locker and Mason).
In 15 trusts the share of all patients who did grew from 4.7 per cent in 2003 to 8.4 in 2006,
while the time spent in the department grew as well (Mason and others).
That is what *work to the limit* would do; it is no proof of it.

**What it leaves out.** Admitted and discharged patients, whose waits differ;
triage, by which the sickest go first; patients who leave unseen; trolleys and corridors;
and the staff who are moved from what nobody measures, which is gaming of another kind, with another trace.

**The named values.** Shares are of one, times in minutes. `excess` is the estimate, `pulled` the truth;
`z` is the excess in standard errors; `mean_change` is the change in the mean true wait of all patients,
in minutes, by the pull alone; waits beyond twelve hours count as twelve hours.
"""

TABLES = []

LIMIT = 240
STEP = 20
# Windows of twenty minutes up to eight hours are drawn; the rest is one share "later".
DRAWN = 24
LAST = LIMIT // STEP - 1
CEILING = 720
TARGET = 0.98
TOLD = 2

CONTROLS = [
    {
        "name": "pulled",
        "label": "Share that is pulled",
        "type": "slider",
        "min": 0,
        "max": 1,
        "step": 0.05,
        "value": 0.6,
        "help": "Of those who would have left just beyond the limit (or, working to it, just before).",
    },
    {
        "name": "way",
        "label": "What happens to them",
        "type": "choice",
        "options": [
            {"value": "sooner", "label": "they are seen sooner"},
            {"value": "clock", "label": "the clock is stopped"},
            {"value": "limit", "label": "staff work to the limit"},
        ],
        "value": "sooner",
        "help": "Three causes of a crowd in the last twenty minutes.",
    },
    {
        "name": "reach",
        "label": "How far the pull reaches (minutes)",
        "type": "slider",
        "min": 20,
        "max": 240,
        "step": 20,
        "value": 120,
        "help": "How long past the limit a patient can have been due to leave and still be pulled back.",
    },
    {
        "name": "improved",
        "label": "Real improvement",
        "type": "slider",
        "min": 0,
        "max": 0.5,
        "step": 0.05,
        "value": 0.1,
        "help": "How much shorter every wait has become: 0.1 is a tenth.",
    },
    {
        "name": "median",
        "label": "Median wait before (minutes)",
        "type": "slider",
        "min": 60,
        "max": 240,
        "step": 10,
        "value": 130,
        "help": "Half of the patients left sooner than this before there was a limit.",
    },
    {
        "name": "shape",
        "label": "How alike waits are",
        "type": "slider",
        "min": 1.5,
        "max": 5,
        "step": 0.1,
        "value": 3,
        "help": "Low: a long tail of very long waits. High: most waits are near the median.",
    },
    {
        "name": "patients",
        "label": "Patients counted",
        "type": "choice",
        "options": [
            {"value": "500", "label": "500 (a small unit, one week)"},
            {"value": "5000", "label": "5,000 (one department, one month)"},
            {"value": "400000", "label": "400,000 (some eighty departments, one month)"},
        ],
        "value": "5000",
        "help": "The more are counted, the smaller the crowd that can be told from chance.",
    },
]

PRESETS = [
    {
        "name": "target",
        "label": "Hit the target",
        "values": {
            "pulled": 0.9,
            "way": "sooner",
            "reach": 240,
            "improved": 0.25,
            "median": 130,
            "shape": 3,
            "patients": "5000",
        },
        "note": "Everything at once: shorter waits for all, and a long arm for those who would be late.",
    },
    {
        "name": "clock",
        "label": "The same figures",
        "values": {
            "pulled": 0.9,
            "way": "clock",
            "reach": 240,
            "improved": 0.25,
            "median": 130,
            "shape": 3,
            "patients": "5000",
        },
        "note": "Not a digit of the record differs from that of “Hit the target”. Only the patients do.",
    },
    {
        "name": "small",
        "label": "Too few to tell",
        "values": {
            "pulled": 0.3,
            "way": "sooner",
            "reach": 60,
            "improved": 0.1,
            "median": 130,
            "shape": 3,
            "patients": "500",
        },
        "note": "A modest pull in a small unit: it is there, and nobody could prove it.",
    },
]


def run(tables, **values):
    """One setting of the model. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    before = windows(chosen["median"], chosen["shape"])
    now = windows(chosen["median"] * (1 - chosen["improved"]), chosen["shape"])
    record, moved, minutes = pull(chosen, now)
    expected = carried_on(record)
    excess = record[LAST] - expected
    count = int(chosen["patients"])
    error = standard_error(record, count)
    found = {
        "within_before": added(before[: LAST + 1]),
        "within_true": added(now[: LAST + 1]) + (moved if chosen["way"] == "sooner" else 0.0),
        "within_recorded": added(record[: LAST + 1]),
        "last_window": record[LAST],
        "expected_window": expected,
        "excess": excess,
        "pulled": moved,
        "z": excess / error,
        "mean_change": minutes,
    }
    found["told"] = 1 if found["z"] > TOLD else 0
    found["met"] = 1 if found["within_recorded"] >= TARGET - 1e-12 else 0
    found["earned"] = 1 if found["within_true"] >= TARGET - 1e-12 else 0
    return {
        "figures": [shape_of(chosen, now, record, found)],
        "reading": reading(chosen, found),
        "values": found,
    }


# The model


def left(minutes, median, shape):
    """The share of patients who have left after so many minutes (log-logistic distribution)."""
    if minutes <= 0:
        return 0.0
    return 1 / (1 + (minutes / median) ** -shape)


def windows(median, shape):
    """Shares in windows of twenty minutes up to twelve hours, and last the share beyond them."""
    edges = [left(STEP * i, median, shape) for i in range(CEILING // STEP + 1)]
    shares = [edges[i + 1] - edges[i] for i in range(CEILING // STEP)]
    return shares + [1 - edges[-1]]


def middle(place):
    """The middle of a window, in minutes; what lies beyond twelve hours counts as twelve hours."""
    return min(CEILING, STEP * place + STEP / 2)


def pull(chosen, shares):
    """The record once the pull has done its work.

    Returns the recorded shares, the share of patients moved, and the change in the mean true wait.
    """
    record = list(shares)
    if chosen["way"] == "limit":
        zone = range(LAST - 3, LAST)
    else:
        zone = range(LAST + 1, LAST + 1 + int(chosen["reach"] / STEP + 0.5))
    moved = 0.0
    minutes = 0.0
    for place in zone:
        taken = chosen["pulled"] * shares[place]
        record[place] -= taken
        record[LAST] += taken
        moved += taken
        minutes += taken * (middle(LAST) - middle(place))
    return record, moved, 0.0 if chosen["way"] == "clock" else minutes


def carried_on(record):
    """What the last window before the limit would hold, by a straight line through the two before it."""
    return max(0.0, 2 * record[LAST - 1] - record[LAST - 2])


def standard_error(record, count):
    """That of the excess `r - 2*s + t` of three windows, each a share of `count` patients.

    The windows are taken as independent, which for small shares they nearly are.
    """
    total = 0.0
    for weight, share in ((1, record[LAST]), (4, record[LAST - 1]), (1, record[LAST - 2])):
        total += weight * share * (1 - share)
    return math.sqrt(max(total, 1 / count) / count)


# The figure


def shape_of(chosen, true, record, found):
    """Recorded waits in twenty-minute windows, the true ones as a line, the last window marked."""
    x = [STEP * place + STEP // 2 for place in range(DRAWN)]
    colours = [HEALTH] * DRAWN
    colours[LAST] = CENTRE
    hover = "%{x:.0f} minutes: %{y:.1f} per cent"
    last = "Last twenty minutes: " + number(100 * found["last_window"], 1) + "%"
    return {
        "data": [
            {
                "type": "bar",
                "x": x,
                "y": [100 * share for share in record[:DRAWN]],
                "name": "On record",
                "width": [STEP - 3] * DRAWN,
                "marker": {"color": colours},
                "hovertemplate": hover + "<extra>On record</extra>",
            },
            {
                "type": "scatter",
                "mode": "lines",
                "x": x,
                "y": [100 * share for share in true[:DRAWN]],
                "name": "Without the pull",
                "line": {"color": OTHER, "width": 2, "dash": "dot"},
                "hovertemplate": hover + "<extra>Without the pull</extra>",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [x[LAST]],
                "y": [100 * found["expected_window"]],
                "name": "Expected",
                "marker": {
                    "color": LEARNER,
                    "size": 12,
                    "line": {"color": "#1b1b18", "width": 1.5},
                },
                "hovertemplate": "%{y:.1f} per cent<extra>Expected from the two windows before</extra>",
            },
        ],
        "layout": layout(
            360,
            bargap=0,
            margin={"l": 62, "r": 20, "t": 46, "b": 48},
            xaxis={
                "title": {"text": "Minutes in the department"},
                "range": [0, STEP * DRAWN],
                "dtick": 60,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={"title": {"text": "Per cent of patients"}, "rangemode": "tozero"},
            shapes=[
                {
                    "type": "line",
                    "xref": "x",
                    "yref": "paper",
                    "x0": LIMIT,
                    "x1": LIMIT,
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": CENTRE, "width": 1.5, "dash": "dot"},
                }
            ],
            annotations=[
                {
                    "x": LIMIT,
                    "y": 1,
                    "yref": "paper",
                    "text": "the limit",
                    "showarrow": False,
                    "xanchor": "left",
                    "yanchor": "top",
                    "xshift": 5,
                },
                {
                    "x": 0,
                    "y": 1,
                    "xref": "paper",
                    "yref": "paper",
                    "text": "bars: on record; dots: without the pull<br>"
                    + sign(LEARNER, "expected in the last window", "●"),
                    "align": "left",
                    "showarrow": False,
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "yshift": 6,
                },
            ],
        ),
        "meta": {
            "title": title(found),
            "summary": "Recorded waits in windows of twenty minutes. "
            + last
            + " of patients, where the two windows before it lead one to expect "
            + number(100 * found["expected_window"], 1)
            + "%. Within the limit, on record: "
            + percent(found["within_recorded"], 1)
            + "; in fact: "
            + percent(found["within_true"], 1)
            + "; before there was a limit: "
            + percent(found["within_before"], 1)
            + ".",
        },
    }


def title(found):
    """The finding of the figure as a sentence; an excess that is told from chance is not called none."""
    decimals = 1 if rounded(100 * found["excess"], 1) or not found["told"] else 3
    size = rounded(100 * found["excess"], decimals)
    if size > 0:
        points = " point" if size == 1 else " points"
        more = number(size, decimals) + points + " more than expected."
        return "The last twenty minutes hold " + more
    if size < 0:
        return "Fewer than expected left in the last twenty minutes."
    return "The last twenty minutes hold what one would expect."


# The reading


def reading(chosen, found):
    """What happened, in words: to the target, to the patients, to the figures."""
    said = [on_target(chosen, found), patients(chosen, found), trace(chosen, found)]
    return " ".join([sentence for sentence in said if sentence])


def on_target(chosen, found):
    """The target, and how much of it was earned."""
    text = "On record " + within(found["within_recorded"]) + " leave within four hours"
    if found["met"] and found["earned"]:
        text += ": the target of 98 is met, and in truth."
    elif found["met"]:
        text += (
            ": the target of 98 is met on paper, for in truth it is "
            + within(found["within_true"])
            + "."
        )
    else:
        text += ", and the target of 98 is missed."
    if rounded(chosen["improved"], 2) > 0:
        text += " Before there was a limit it was " + percent(found["within_before"], 1) + "."
    return text


def within(share):
    """A share within four hours, never rounded up to the target that it misses."""
    if share < TARGET - 1e-12 and rounded(100 * share, 1) >= 100 * TARGET:
        return "just under " + percent(TARGET)
    return percent(share, 1)


def patients(chosen, found):
    """What the pull did to those who wait."""
    if rounded(100 * found["pulled"], 1) == 0:
        return "Hardly anybody was pulled, so nothing else has changed."
    who = percent(found["pulled"], 1) + " of patients"
    minutes = number(abs(found["mean_change"]), 1) + " minutes"
    if rounded(found["mean_change"], 1) == 0:
        minutes = "less than a tenth of a minute"
    if chosen["way"] == "sooner":
        return (
            who
            + " left sooner than they would have; the mean wait is "
            + minutes
            + " shorter for it."
        )
    if chosen["way"] == "clock":
        return (
            who
            + " are on record as having left in time and did not; nobody’s wait is a minute shorter."
        )
    return (
        who
        + " could have left sooner and were kept; the mean wait is "
        + minutes
        + " longer for it."
    )


def trace(chosen, found):
    """What the figures show of it, what they make of it, and what they cannot show."""
    if rounded(100 * found["pulled"], 1) == 0:
        return false_alarm(found)
    if not found["told"]:
        if rounded(100 * found["excess"], 1) <= 0:
            return "There is no crowd in the last window to be seen."
        return (
            "The crowd in the last window could be chance: it is "
            + number(found["z"], 1)
            + " standard errors from what one would expect."
        )
    text = held(found) + ": "
    if found["z"] >= 10:
        text += "chance does not do that. "
    else:
        text += number(found["z"], 1) + " standard errors, too many for chance. "
    text += read_back(chosen, found) + " "
    if chosen["way"] == "limit":
        return (
            text
            + "The gap lies before the crowd: these patients were held back, not pulled forward."
        )
    return (
        text
        + "The record would be the same to the last digit if "
        + (
            "only the clock had been stopped."
            if chosen["way"] == "sooner"
            else "these patients had truly been seen."
        )
    )


def held(found):
    """The last window against what the two before it lead one to expect, with decimals to part them."""
    decimals = 1 if rounded(100 * found["excess"], 1) else 3
    return (
        "The last twenty minutes hold "
        + percent(found["last_window"], decimals)
        + " where "
        + number(100 * found["expected_window"], decimals)
        + " would be expected"
    )


def false_alarm(found):
    """What the estimate says where nobody was pulled: a straight line does not fit a curve."""
    if abs(found["z"]) <= TOLD:
        return ""
    return (
        held(found)
        + ", "
        + number(abs(found["z"]), 1)
        + " standard errors "
        + ("above it" if found["z"] > 0 else "below it")
        + ". That is a false alarm: a straight line was carried on where waits follow a curve, and "
        "so many patients make even a small error of method look certain."
    )


def read_back(chosen, found):
    """The excess that the record shows, beside what was in truth moved."""
    seen = rounded(100 * found["excess"], 1)
    size = number(seen, 1) if seen else "under 0.1"
    text = "Read off the record, the excess is " + size + " per cent of patients; "
    if seen == rounded(100 * found["pulled"], 1):
        return text + "that is how many were moved."
    text += "in truth " + number(100 * found["pulled"], 1) + " were moved"
    if chosen["way"] == "limit":
        return text + ", and the estimate is out because the windows it leans on were emptied."
    return text + "."

"""Inspection bill: choose what counts, and see which of four quoted sums your own comes to.

Every amount is a row of a table, but for the time of councils' own staff, which is the learner's to
set: ministers had no figure for it. Money is in millions of pounds a year.
"""

from ._chart import CENTRE, COUNCIL, LEARNER, OTHER, SCHOOLS, key, layout, sign
from ._controls import preset, settled
from ._maths import added
from ._text import listed, number, rounded

TITLE = "Inspection bill"

ABOUT = (
    "What did it cost to inspect councils: 44 million pounds, 194, 550, or a billion? All four were "
    "said in public within three years. Choose what belongs in the bill, and find out which of them "
    "differ in scope, and which no choice of scope will reach."
)

SOURCE = (
    "Two written answers to Parliament, of 22 January 2002 and 28 February 2003; the Local Government "
    "Association’s paper of December 2004, from an abstract; the Local Government Information Unit, as "
    "the trade press quoted it in December 2002. Each amount’s own source is in the tables "
    "inspection_costs, inspection_spending and employment_and_inspection."
)

BADGE = "partly unconfirmed"

BADGE_NOTE = (
    "What is in the 550 million and in the billion is not known: no list of either was seen. The time of "
    "councils’ own staff is yours to set; councils put it at 100 million, and ministers had no figure."
)

HOW = """\
**Your bill** is a plain sum of the parts that you tick, for about 2001-02,
and of the own time that you set.

**Two answers.** In January 2002 a minister told Parliament what inspection was likely to cost in 2001-02.
In February 2003 another gave the figures again, at the prices of 2001-02 and with the year over.
The later answer also counts police authorities and education authorities.
The lab takes the parts from whichever you choose.
*Audit* in the first is worked out: the 194 million less the 44. It is for
England and Wales; in the later answer audit is for England alone.

**Ofsted as a whole.** Ministers counted its inspections of education *authorities*: under 3 million.
Tick this, and all that Ofsted cost in 2000-01 takes that place, its inspection of *schools* above all.
Whether to inspect a school is to inspect its council is the question behind the tick.

**The gap.** What is missing is the sum that you compare with, less your bill.
If own time alone is to close it, it must be
that sum less `outside`, the ticked parts; over `outside`,
that is own time for each pound that inspectors spent.

**Own time.** Nobody measured what it cost councils to prepare for inspectors, host them and answer them.
In 2004 councils put it at 100 million a year. Beyond that the slider rests on nobody's figure.

**The grey bars** are sums whose list of contents was not seen.
The association spoke of 13 inspectorates and of a rise from 250 million in 1997.
In October 2004 the trade press put the inspection of *all* public services, police, prisons and hospitals
among them, at over 600 million, up by 130 per cent since 1998.
The two look like one figure. That is the course's inference: no source seen says so.

**What it leaves out.** What inspection saved or improved, without which a cost says little;
differences between England, and England and Wales; the three years between the first figure and the last.

**The named values.** In millions of pounds. `outside` is your bill without own time; `own_needed` is the
own time at which your bill would equal the sum that you compare it with; `needed_per_pound` is that
for each pound of `outside`; `unsupported` is own time beyond the councils' own estimate.
`bridged` is 1 where your bill is within 5 per cent of that sum.
"""

TABLES = [
    "inspection_costs",
    "inspection_spending",
    "employment_and_inspection",
    "indicator_counts",
    "plans",
]

NEAR = 0.05
MOST_OWN = 900

# The order of the bars: the page's Python does not keep that of a dict.
QUOTED = ["inspection", "with_audit", "association", "think_tank"]
CLAIMS = {
    "inspection": ("best_value_inspection", "Ministers, inspection"),
    "with_audit": ("audit_and_inspection", "Ministers, with audit"),
    "association": ("lga_2004", "Councils’ association"),
    "think_tank": ("lgiu_2002", "Think tank"),
}
# What ministers counted in the two sums whose contents are known: inspection, audit, others, Ofsted.
SCOPES = {"inspection": (True, False, False, False), "with_audit": (True, True, False, False)}

PARTS = ["inspection", "audit", "others", "ofsted", "own_time"]
NAMES = {
    "inspection": "Inspection by the Audit Commission",
    "audit": "Audit",
    "others": "Other inspectorates",
    "ofsted": "Ofsted, with schools",
    "own_time": "Councils’ own time",
}
# As they stand in a sentence.
WORDS = {
    "inspection": "inspection by the Audit Commission",
    "audit": "audit",
    "others": "other inspectorates",
    "ofsted": "the whole of Ofsted",
    "own_time": "councils’ own time",
}
COLOURS = {
    "inspection": CENTRE,
    "audit": "#7FB8D8",
    "others": "#5E5E5A",
    "ofsted": SCHOOLS,
    "own_time": COUNCIL,
}


def _tick(name, label, value, help_):
    return {"name": name, "label": label, "type": "toggle", "value": value, "help": help_}


CONTROLS = [
    _tick(
        "inspection",
        "Inspection by the Audit Commission",
        True,
        "Of best value reviews and of services: new in 2000.",
    ),
    _tick(
        "audit", "Audit", True, "Of accounts and of plans. Councils had been audited long before."
    ),
    _tick(
        "others",
        "Other inspectorates",
        True,
        "Of social services, benefits and fire; in the later answer of education authorities and police too.",
    ),
    _tick("ofsted", "Ofsted as a whole", False, "Its inspection of schools, which councils keep."),
    {
        "name": "own_time",
        "label": "Councils’ own time (million pounds)",
        "type": "slider",
        "min": 0,
        "max": MOST_OWN,
        "step": 10,
        "value": 0,
        "help": "Staff and councillors preparing and answering. Councils said 100; ministers had no figure.",
    },
    {
        "name": "answer",
        "label": "Parts from",
        "type": "choice",
        "options": [
            {"value": "january", "label": "the answer of January 2002"},
            {"value": "february", "label": "the answer of February 2003"},
        ],
        "value": "january",
        "help": "Two ministers, a year apart, on the same year.",
    },
    {
        "name": "claim",
        "label": "Compare with",
        "type": "choice",
        "options": [
            {"value": "inspection", "label": "44: ministers, inspection alone"},
            {"value": "with_audit", "label": "194: ministers, with audit"},
            {"value": "association", "label": "550: the councils’ association, 2004"},
            {"value": "think_tank", "label": "1,000: a think tank, 2002"},
        ],
        "value": "association",
        "help": "The sum that you are trying to account for.",
    },
    {
        "name": "series",
        "label": "Burden, year by year",
        "type": "choice",
        "options": [
            {"value": "indicators", "label": "national indicators"},
            {"value": "inspectors", "label": "inspection staff"},
            {"value": "spending", "label": "spending of inspectorates"},
            {"value": "plans", "label": "plans asked for"},
        ],
        "value": "indicators",
        "help": "Four ways of counting, in the second figure.",
    },
]

_NOTHING = {
    "inspection": True,
    "audit": False,
    "others": False,
    "ofsted": False,
    "own_time": 0,
    "answer": "january",
    "series": "indicators",
}


PRESETS = [
    preset(
        _NOTHING,
        "minister",
        "The minister’s sum",
        "Inspection and audit: the smaller quarrel is settled by one tick.",
        {"audit": True, "claim": "with_audit"},
    ),
    preset(
        _NOTHING,
        "all",
        "Everything with a figure",
        "All that anyone put a number to, and councils’ own estimate of their time. Is it 550?",
        {
            "audit": True,
            "others": True,
            "ofsted": True,
            "own_time": 100,
            "answer": "february",
            "claim": "association",
            "series": "spending",
        },
    ),
    preset(
        _NOTHING,
        "billion",
        "To the billion",
        "It can be reached. Look at what has to be believed on the way.",
        {
            "audit": True,
            "others": True,
            "ofsted": True,
            "own_time": 690,
            "claim": "think_tank",
            "series": "inspectors",
        },
    ),
]


def run(tables, **values):
    """One bill. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    known = amounts(tables)
    parts = counted(chosen, known)
    found = sums(chosen, parts, known)
    return {
        "figures": [bills(chosen, parts, known, found), burden(chosen, tables)],
        "reading": reading(chosen, parts, known, found, tables),
        "values": found,
    }


# The amounts


def amounts(tables):
    """Every amount of the lab, from the tables; ValueError where a row is missing."""
    costs = {}
    for row in tables["inspection_costs"]:
        costs[row["item"]] = row["gbp_million"]
    spent = {}
    for row in tables["inspection_spending"]:
        if row["scope"] == "local_government" and row["basis"] != "prices_of_2001_02":
            continue
        spent[row["body"] + " " + row["scope"] + " " + row["period"]] = row["gbp_million"]
    audit = None
    for row in tables["employment_and_inspection"]:
        if row["measure"] == "audit_cost" and row["year"] == 2001:
            audit = row["value"]
    local = " local_government 2001-02"
    small = ["social_services", "benefit_fraud", "fire"]
    try:
        return {
            "january": {
                "inspection": costs["best_value_inspection"],
                "audit": costs["audit"],
                "others": added([costs[name + _LONG[name]] for name in small]),
                # Its figure was in the answer and could not be read.
                "authorities": 0,
            },
            "february": {
                "inspection": spent["audit_commission" + local],
                "audit": _given(audit, "audit_cost"),
                "others": added([spent[n + local] for n in small + ["constabulary", "ofsted"]]),
                "authorities": spent["ofsted" + local],
            },
            "ofsted": spent["ofsted whole_body 2000-01"],
            "everyone": spent["all_inspectorates all_public_services 2004-05"],
            "own_time": costs["councils_own_time"],
            "before": costs["lga_1997"],
            "claims": {name: costs[CLAIMS[name][0]] for name in QUOTED},
        }
    except KeyError as error:
        raise ValueError("The tables of costs lack the row " + str(error.args[0]) + ".") from None


_LONG = {"social_services": "_inspectorate", "benefit_fraud": "_inspectorate"}
_LONG["fire"] = "_service_inspectorate"


def _given(value, name):
    if value is None:
        raise KeyError(name)
    return value


def counted(chosen, known):
    """What each part adds to the bill, in millions; nought for what is not ticked."""
    answer = known[chosen["answer"]]
    parts = {}
    for name in ("inspection", "audit", "others"):
        parts[name] = answer[name] if chosen[name] else 0
    parts["ofsted"] = known["ofsted"] if chosen["ofsted"] else 0
    if chosen["ofsted"] and chosen["others"]:
        # Ofsted's work on education authorities is in its whole: it must not be counted twice.
        parts["others"] -= answer["authorities"]
    parts["own_time"] = chosen["own_time"]
    return parts


def sums(chosen, parts, known):
    """The named values of the lab."""
    claim = known["claims"][chosen["claim"]]
    outside = added([parts[name] for name in PARTS if name != "own_time"])
    bill = outside + parts["own_time"]
    needed = max(0.0, claim - outside)
    found = {
        "bill": bill,
        "outside": outside,
        "claim": claim,
        "gap": claim - bill,
        "own_needed": needed,
        "needed_per_pound": needed / outside if outside > 0 else 0.0,
        "own_per_pound": parts["own_time"] / outside if outside > 0 else 0.0,
        "unsupported": max(0.0, parts["own_time"] - known["own_time"]),
        "bridged": 1 if abs(claim - bill) <= NEAR * claim + 1e-9 else 0,
        "same_scope": 1 if same_scope(chosen) else 0,
    }
    for name in PARTS:
        found["from_" + name] = parts[name]
    return found


def same_scope(chosen):
    """Whether the bill counts just what the sum that it is compared with is known to count."""
    ticks = tuple([chosen[name] for name in ("inspection", "audit", "others", "ofsted")])
    return chosen["own_time"] == 0 and SCOPES.get(chosen["claim"]) == ticks


# The figures


def bills(chosen, parts, known, found):
    """Your bill in its parts, over the four sums: in colour what is known of them, the rest grey."""
    rows = ["Your bill"] + [CLAIMS[name][1] for name in QUOTED]
    totals = [found["bill"]] + [known["claims"][name] for name in QUOTED]
    january = known["january"]
    inside = {
        "inspection": [parts["inspection"], january["inspection"], january["inspection"], 0, 0],
        "audit": [parts["audit"], 0, january["audit"], 0, 0],
    }
    data = []
    for name in PARTS:
        sizes = inside.get(name, [parts[name], 0, 0, 0, 0])
        data.append(_stacked(rows, sizes, COLOURS[name], NAMES[name]))
    data.append(_stacked(rows, [0, 0, 0] + totals[3:], "#C9C9C4", "No list of contents seen"))
    reach = max(totals)
    place = QUOTED.index(chosen["claim"]) + 1
    return {
        "data": data,
        "layout": layout(
            380,
            barmode="stack",
            bargap=0.35,
            margin={"l": 130, "r": 16, "t": 84, "b": 48},
            xaxis={
                "title": {"text": "Million pounds a year"},
                "range": [0, 1.28 * reach],
                "zeroline": False,
                "nticks": 6,
            },
            yaxis={"autorange": "reversed", "showgrid": False, "automargin": True},
            shapes=[_compared(place)],
            annotations=[_key()] + [_end(total, row) for total, row in zip(totals, rows)],  # noqa: B905
        ),
        "meta": {"title": bill_title(chosen, found), "summary": bill_summary(parts, rows, totals)},
    }


def _stacked(rows, sizes, colour, name):
    return {
        "type": "bar",
        "orientation": "h",
        "x": sizes,
        "y": rows,
        "name": name,
        "marker": {"color": colour},
        "hovertemplate": "%{x:.1f} million<extra>" + name + "</extra>",
    }


def _end(total, row):
    return {
        "x": total,
        "y": row,
        "text": "<b>" + number(total) + "</b>",
        "showarrow": False,
        "xanchor": "left",
        "xshift": 5,
    }


def _compared(place):
    """A band in the learner's colour behind the sum that the bill is compared with."""
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "y",
        "x0": 0,
        "x1": 1,
        "y0": place - 0.46,
        "y1": place + 0.46,
        "fillcolor": LEARNER,
        "opacity": 0.18,
        "line": {"width": 0},
        "layer": "below",
    }


def _key():
    """What the colours stand for, in lines short enough for a phone."""
    lines = [["inspection", "audit"], ["others", "ofsted", "own_time"]]
    short = {"inspection": "Audit Commission’s inspection", "ofsted": "Ofsted", "others": "Others"}
    texts = [
        "  ".join([sign(COLOURS[name], short.get(name, NAMES[name])) for name in names])
        for names in lines
    ]
    return key(texts + [sign("#C9C9C4", "contents not known")], 120, 6)


def bill_title(chosen, found):
    """The finding of the first figure as a sentence."""
    bill = number(found["bill"])
    claim = number(found["claim"])
    if rounded(found["bill"]) == 0:
        return "Nothing is counted, and the bill is nought."
    if found["same_scope"] and rounded(found["gap"], 1) == 0:
        return "Count what the minister counted, and the bill is the minister’s: " + claim + "."
    if found["same_scope"]:
        return "The same things, counted again a year later: " + claim + " becomes " + bill + "."
    if found["bridged"]:
        if found["unsupported"] > 0:
            return "Your bill comes to " + bill + ", as long as own time is what you say it is."
        return "Your bill comes to " + bill + ", about the " + claim + " that was quoted."
    if found["gap"] > 0:
        return (
            "Your bill of " + bill + " leaves " + number(found["gap"]) + " million unaccounted for."
        )
    return "Your bill of " + bill + " counts more than the " + claim + " does."


def bill_summary(parts, rows, totals):
    """The first figure in words."""
    said = [WORDS[name] + " " + number(parts[name], 1) for name in PARTS if parts[name] > 0]
    text = "Five bars, in millions of pounds. Your bill: " + number(totals[0], 1)
    if said:
        text += ", of it " + listed(said)
    others = [row + " " + number(total) for row, total in zip(rows[1:], totals[1:])]  # noqa: B905
    return text + ". Quoted: " + "; ".join(others) + "."


def burden(chosen, tables):
    """The burden year by year, counted in one of four ways."""
    periods, sizes, rest, unit = series(chosen["series"], tables)
    colours = [CENTRE] * len(periods)
    if chosen["series"] == "indicators":
        colours[-1] = OTHER
    if chosen["series"] == "plans":
        colours = colours[:1] + [OTHER] * (len(periods) - 1)
    totals = [a + b for a, b in zip(sizes, rest)]  # noqa: B905
    names = {"spending": "Audit Commission", "plans": "Asked for"}
    above = "Used by nobody" if chosen["series"] == "plans" else "Other inspectorates"
    return {
        "data": [
            _upright(periods, sizes, colours, names.get(chosen["series"], "All"), unit),
            _upright(periods, rest, ["#5E5E5A"] * len(periods), above, unit),
        ],
        "layout": layout(
            300,
            barmode="stack",
            bargap=0.3,
            margin={"l": 62, "r": 16, "t": 52, "b": 60},
            xaxis={"type": "category", "showgrid": False, "tickangle": -45},
            yaxis={
                "title": {"text": unit[0].upper() + unit[1:]},
                "range": [0, 1.15 * max(totals)],
                "zeroline": False,
            },
            annotations=[_note(chosen["series"])]
            + [_above(p, total, chosen["series"]) for p, total in zip(periods, totals)],  # noqa: B905
        ),
        "meta": {
            "title": burden_title(chosen["series"], totals),
            "summary": "Bars, in "
            + unit
            + ". "
            + "; ".join(
                [p + " " + number(t, _DECIMALS[chosen["series"]]) for p, t in zip(periods, totals)]  # noqa: B905
            )
            + ".",
        },
    }


_DECIMALS = {"indicators": 0, "inspectors": 0, "spending": 1, "plans": 0}
_NOTES = {
    "indicators": "grey: another set, from 2008",
    "inspectors": "2002-03: a budget",
    "plans": '<span style="color:#5E5E5A">■</span> used by nobody  '
    '<span style="color:#8A8A85">■</span> promised, major plans',
    "spending": '<span style="color:#0072B2">■</span> Audit Commission  '
    '<span style="color:#5E5E5A">■</span> others<br>(two of them missing to 1998-99)',
}


def series(name, tables):
    """Periods, the amounts of each, what stands on top of them, and the unit."""
    if name == "indicators":
        rows = [
            r
            for r in tables["indicator_counts"]
            if r["regime"] in ("best_value", "national_indicator_set")
            and r["basis"] == "official_count"
        ]
        rows.sort(key=lambda r: r["year"])
        return (
            [r["period"] for r in rows],
            [r["indicators"] for r in rows],
            [0] * len(rows),
            "indicators",
        )
    if name == "inspectors":
        rows = [
            r for r in tables["employment_and_inspection"] if r["measure"] == "inspection_staff"
        ]
        rows.sort(key=lambda r: r["year"])
        return (
            [_period(r["year"]) for r in rows],
            [r["value"] for r in rows],
            [0] * len(rows),
            "staff",
        )
    if name == "plans":
        found = {r["item"]: r["value"] for r in tables["plans"] if r["preferred"]}
        unused = found["plans_used_by_nobody"]
        sizes = [found["plans_required"] - unused, found["plans_2006"]]
        sizes.append(found["plans_2006_excellent"])
        return ["2002", "2006, most", "2006, excellent"], sizes, [unused, 0, 0], "plans"
    rows = [
        r
        for r in tables["inspection_spending"]
        if r["scope"] == "local_government" and r["basis"] == "prices_of_2001_02"
    ]
    years = sorted({r["year"] for r in rows})
    own, rest = [], []
    for year in years:
        of_year = [r for r in rows if r["year"] == year]
        own.append(added([r["gbp_million"] for r in of_year if r["body"] == "audit_commission"]))
        rest.append(added([r["gbp_million"] for r in of_year if r["body"] != "audit_commission"]))
    return [_period(year) for year in years], own, rest, "million pounds"


def _period(year):
    """A financial year by its first calendar year: 1999 -> "1999-00"."""
    last = (year + 1) % 100
    return str(year) + "-" + ("0" if last < 10 else "") + str(last)


def _upright(periods, sizes, colours, name, unit):
    return {
        "type": "bar",
        "x": periods,
        "y": sizes,
        "name": name,
        "marker": {"color": colours},
        "hovertemplate": "%{x}: %{y} " + unit + "<extra>" + name + "</extra>",
    }


def _above(period, total, name):
    return {
        "x": period,
        "y": total,
        "text": number(total, _DECIMALS[name]),
        "showarrow": False,
        "yanchor": "bottom",
    }


def _note(name):
    return {
        "x": 1,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "text": _NOTES[name],
        "showarrow": False,
        "xanchor": "right",
        "yanchor": "bottom",
        "yshift": 8,
    }


def burden_title(name, totals):
    """The finding of the second figure as a sentence."""
    if name == "indicators":
        return (
            "Counted in indicators the burden halved, from "
            + number(totals[0])
            + " to "
            + number(totals[2])
            + " in two years, before any council was rated."
        )
    if name == "inspectors":
        return (
            "Counted in inspectors the burden went from "
            + number(totals[0])
            + " to "
            + number(max(totals))
            + " in five years."
        )
    if name == "plans":
        return (
            "Counted in plans the burden was "
            + number(totals[0])
            + " in 2002, and "
            + number(totals[1])
            + " were promised for 2006."
        )
    return (
        "Counted in what inspectorates spent the burden grew every year, to "
        + number(totals[-1])
        + " million."
    )


# The reading


def reading(chosen, parts, known, found, tables):
    """What is in the bill, how it stands to the sum quoted, and what own time would have to be."""
    said = [
        contents(parts, found),
        verdict(chosen, known, found),
        time(chosen, known, found),
        yearly(chosen["series"], tables),
    ]
    return " ".join([sentence for sentence in said if sentence])


def millions(size):
    """An amount for a sentence: whole millions, since more is not known."""
    return number(size) + " million pounds"


def contents(parts, found):
    """What is counted, largest first."""
    held = [name for name in PARTS if parts[name] > 0]
    if not held:
        return "You count nothing, and so inspection costs nothing: a bill is what one puts in it."
    held.sort(key=lambda name: (-parts[name], PARTS.index(name)))
    named = [WORDS[name] + " (" + number(parts[name]) + ")" for name in held]
    if len(held) == 1:
        return "Your bill is " + millions(found["bill"]) + ", all of it for " + WORDS[held[0]] + "."
    return "Your bill is " + millions(found["bill"]) + ": " + listed(named) + "."


def verdict(chosen, known, found):
    """How the bill stands to the sum that it is compared with."""
    claim = chosen["claim"]
    if rounded(found["bill"]) == 0:
        return ""
    if claim in SCOPES:
        return by_scope(chosen, found)
    if found["bridged"]:
        return bridge(claim, known, found)
    if found["gap"] < 0:
        return "That is more than the " + number(found["claim"]) + " that was quoted."
    short = "It is " + number(found["gap"]) + " short of the " + number(found["claim"]) + ". "
    left = [name for name in ("inspection", "audit", "others", "ofsted") if not chosen[name]]
    if left:
        return short + "You have yet to count " + listed([WORDS[name] for name in left]) + "."
    if claim == "association":
        return (
            short
            + "Everything from outside that has a figure is in. What would come near is the inspection of "
            + "all public services, police and prisons and hospitals too, put at over "
            + number(known["everyone"])
            + " in 2004; whether the association’s figure is that one, no source seen says."
        )
    return (
        short
        + "Everything from outside that has a figure is in. The billion came without a sum: "
        + "it can be believed or doubted, and not reconciled."
    )


def by_scope(chosen, found):
    """Against a ministers' sum, whose contents are known."""
    claim = number(found["claim"])
    if found["same_scope"]:
        if rounded(found["gap"], 1) == 0:
            return (
                "It is the minister’s own sum. Nobody who quoted it was wrong, and nobody who quoted "
                "a larger one need have been: they may have counted more."
            )
        return (
            "You count what the "
            + claim
            + " counts, by the answer of a year later: the same year, "
            + number(abs(found["gap"]))
            + " million "
            + ("more." if found["gap"] < 0 else "less.")
            + " The list is the same, and still the sum is not known to better than that."
        )
    counts = "inspection alone" if chosen["claim"] == "inspection" else "inspection and audit"
    if found["bridged"]:
        return (
            "It is close to the "
            + claim
            + ", and by accident: that one counts "
            + counts
            + ", and yours does not count just that."
        )
    return (
        "The "
        + claim
        + " counts "
        + counts
        + ". The two do not contradict each other: they answer different questions."
    )


def bridge(claim, known, found):
    """Against a sum whose contents are not known, where the numbers meet: own time has to do it."""
    return (
        "That meets the "
        + number(found["claim"])
        + ", but "
        + number(found["unsupported"])
        + " of it is own time beyond what councils themselves claimed ("
        + number(known["own_time"])
        + "). You have chosen the number to fit, and "
        + ("the association" if claim == "association" else "the think tank")
        + " may have counted something else."
    )


def time(chosen, known, found):
    """What own time is, or would have to be."""
    if rounded(found["outside"]) == 0:
        return ""
    if chosen["claim"] in SCOPES:
        if chosen["own_time"] == 0:
            return "Own time is in neither. Ministers called it unknown, which is not nought."
        return ""
    if found["own_needed"] <= 0:
        return ""
    per = number(found["needed_per_pound"], 1)
    if chosen["own_time"] == 0:
        return (
            "For own time to fill the gap, councils would have had to spend "
            + per
            + (" pound" if per == "1.0" else " pounds")
            + " of their own on each pound spent by those who checked them."
        )
    if found["bridged"] and found["unsupported"] > 0:
        return (
            "It takes "
            + number(found["own_per_pound"], 1)
            + " of own time for each pound spent by those who checked councils."
        )
    return ""


def yearly(name, tables):
    """What the second figure adds."""
    _, sizes, rest, _ = series(name, tables)
    totals = [a + b for a, b in zip(sizes, rest)]  # noqa: B905
    if name == "indicators":
        return (
            "Meanwhile indicators fell from "
            + number(totals[0])
            + " to "
            + number(totals[2])
            + " between 2000-01 and 2002-03: by that count the load was getting lighter."
        )
    if name == "inspectors":
        return (
            "Inspection staff went from "
            + number(sizes[3])
            + " in 1999-00 to "
            + number(sizes[5])
            + " in 2001-02, as the cut in indicators began: the count one picks is half the argument."
        )
    if name == "plans":
        return (
            "In February 2002 councils had to send in "
            + number(totals[0])
            + " plans, "
            + number(rest[0])
            + " of them used by nobody. By 2006 there were to be "
            + number(totals[1])
            + ": but those are major plans, and a count of fewer kinds of thing is not all a cut."
        )
    return (
        "In two years the Audit Commission’s own inspections went from "
        + number(sizes[2])
        + " million to "
        + number(sizes[4])
        + ", those of the others together from "
        + number(rest[2])
        + " to "
        + number(rest[4])
        + "."
    )

"""The borrowing desk and the cap: one freedom that councils were given in 2004, and one they were not.

The first part lays more borrowing on the printed indicators of one county; the second applies the two
lines of the capping test to a council that the learner makes up, beside those that were really named.
"""

from ._borrowing_cap import numbers as cap_numbers
from ._borrowing_cap import tested
from ._borrowing_cap_figures import cases_figure, lines_figure, rebate_figure
from ._borrowing_cap_words import reading as cap_reading
from ._borrowing_plan import numbers as desk_numbers
from ._borrowing_plan import worked
from ._borrowing_plan_figures import cost_figure, debt_figure, tail_figure
from ._borrowing_plan_words import reading as desk_reading
from ._controls import preset, settled

TITLE = "The borrowing desk"

ABOUT = (
    "From April 2004 a council may borrow without asking, within a limit that it sets itself. Take the "
    "treasurer’s desk of Hampshire, add to its plan, and see what stops you. Then go over to the cap: "
    "in the same month ministers named councils whose budgets they held to be excessive. Would yours be?"
)

SOURCE = (
    "Hampshire County Council, Summary of prudential indicators, February 2006 and February 2007. Four per "
    "cent a year: Local Authorities (Capital Finance and Accounting) (England) Regulations 2003, regulation "
    "28, as in force in 2006. Income and tax base as they stand at first, rounded: Hampshire’s budget "
    "reports of February 2008 and February 2009. Tests of 2004: Public Finance, 7 May 2004. Those named, "
    "and the rebates: House of Commons, 29 April and 19 July 2004. Gearing: CLG Committee, 2009."
)

BADGE = "partly assumed"

BADGE_NOTE = (
    "The published figures are as the council printed them, the two lines as the trade press did. "
    "Rate of interest, how a loan is paid off, income, tax base, and the council’s own cash are "
    "assumptions, and yours to change. The rise of Telford & Wrekin’s budget was not found, nor the "
    "ratings of three councils that were named; Torbay’s is as an MP described it. What ministers would "
    "have done with your council nobody knows."
)

HOW = """\
**The desk.** The published figures are Hampshire's. Your spending falls in the last three years of
the chosen report. A part of it is borrowed; the rest is paid for at once, by grants or the sale of land.

- *Need to borrow* (capital financing requirement): what has been spent and is not yet paid for.
  It grows by what is borrowed and falls by what is set aside to repay.
- *Set aside*: at least four per cent of the need at the end of the year before. The rule's own
  adjustments, for older debt and for housing, are left out. Equal parts over 25 or 50 years are the
  course's comparison; they begin in the year after the loan.
- *Owed*: the need, less the council's own cash that stood in for loans at the last count. That this
  cash stays the same is the course's assumption: reports print the debt of past years only.
- *Financing costs*: what is set aside, and interest on all your loans of earlier years and on half
  of the new ones. Divided by the yearly income that is not tied to schools (at first 650 million
  pounds) they are added to the printed ratio; divided by the number of homes, counted as band D (at
  first 500,000), they are added to the printed effect on council tax.
- *Authorised limit*: the most that the council may owe. *Operational boundary*: what it expects to
  owe at most in the ordinary course. It sets both itself. You may raise the limit; the boundary stays.

Where you add nothing, every figure is the printed one. The report does not say how it worked out the
effect on council tax, nor why the ratio more than doubles in 2006-07. In that April the money for
schools left the general grant, which made the income below the line smaller; whether that is the
reason is not known.

**The cap.** A unitary council was excessive if its budget rose by more than 6.5 per cent *and* its
tax by more than 8.5; for a district the first line lay at 2 per cent. A rise on a line is not above it.
Let a share `s` of the budget come from tax, let the tax base stand still, and let the budget rise by
`b` and the tax by `t`. Then all other income must have risen by `(b - s*t) / (1 - s)`.
The dotted line shows the other rises that the same income allows: it climbs by `1/s`, which is gearing.
The *cut* is the least that brings the council back to one of its lines: `b` less its line, or `s`
times (`t` less its line), in per cent of last year's budget. The *rebate* is that cut over `s`, as a
part of last year's bill. At first a bill of 660 pounds makes 0.1 of a point worth 66 pence, as in Telford
& Wrekin; its own bill was not found.

**Two stories.** *By rating*: the excellent are spared. *By rebate*: a council with no more at stake
than Telford & Wrekin is spared, and one with no less than Nottingham is capped.
Both are made to fit the one council that was spared. That is a fit and no test.

**What it leaves out.** Borrowing whose cost the grant met. Older debt for services since passed to
other councils, for which Hampshire printed a second set of limits. The other indicators, of interest
rates and of when loans fall due. The national limit, kept in reserve and not used in 2004-05. And the duty
to balance the budget, which is why no council may take long loans to pay wages.

**The named values.** Money in millions of pounds, rises and ratios in per cent; `band_d`,
`added_band_d` and `rebate` in pounds. The `extra_` sums are of your own spending over three years:
what is borrowed and what is paid make what is spent; what is borrowed, less what is set aside, makes
the need that is left.
`need`, `debt`, `ratio` and `band_d` are of the last year. `room` is the least below the limit in the
three years, below zero if it is passed. `plan_borrowed` is what the printed plan must itself borrow
if four per cent is set aside. `rule_names` is 1 where both lines are passed; `rating_spares`,
`rebate_spares` and `rebate_caps` are 1 where that story says so.
"""

TABLES = ["prudential_example", "capping", "capping_criteria"]

CONTROLS = [
    {
        "name": "part",
        "label": "Sit at",
        "type": "choice",
        "options": [
            {"value": "desk", "label": "the desk"},
            {"value": "cap", "label": "the cap"},
        ],
        "value": "desk",
        "help": "How much to borrow, or whose budget is excessive: each has its own controls and figures.",
    },
    {
        "name": "report",
        "label": "Desk: the report of",
        "where": {"part": "desk"},
        "type": "choice",
        "options": [
            {"value": "2006", "label": "February 2006"},
            {"value": "2007", "label": "February 2007"},
        ],
        "value": "2006",
        "help": "A year later the same years look different.",
    },
    {
        "name": "extra",
        "label": "Desk: more to build, £ million a year",
        "where": {"part": "desk"},
        "type": "slider",
        "min": 0,
        "max": 100,
        "step": 5,
        "value": 0,
        "help": "On top of the plan, in each of its three years.",
    },
    {
        "name": "borrowed",
        "label": "Desk: of that borrowed, per cent",
        "where": {"part": "desk"},
        "type": "slider",
        "min": 0,
        "max": 100,
        "step": 10,
        "value": 100,
        "help": "The rest is paid for at once.",
    },
    {
        "name": "raised",
        "label": "Desk: raise the limit by, £ million",
        "where": {"part": "desk"},
        "type": "slider",
        "min": 0,
        "max": 200,
        "step": 10,
        "value": 0,
        "help": "By a vote of the full council.",
    },
    {
        "name": "cash",
        "label": "Desk: own cash goes on standing in for loans",
        "where": {"part": "desk"},
        "type": "toggle",
        "value": True,
        "help": "Off: it is spent on other things.",
    },
    {
        "name": "interest",
        "label": "Desk: rate of interest, per cent",
        "where": {"part": "desk"},
        "type": "slider",
        "min": 2,
        "max": 9,
        "step": 0.25,
        "value": 5,
        "help": "Yours to set: the tables hold none of the time.",
    },
    {
        "name": "provision",
        "label": "Desk: set aside each year",
        "where": {"part": "desk"},
        "type": "choice",
        "options": [
            {"value": "four", "label": "4 per cent (the rule)"},
            {"value": "life_25", "label": "in 25 equal parts"},
            {"value": "life_50", "label": "in 50 equal parts"},
        ],
        "value": "four",
        "help": "The first was the least that was allowed.",
    },
    {
        "name": "income",
        "label": "Desk: yearly income, £ million",
        "where": {"part": "desk"},
        "type": "slider",
        "min": 300,
        "max": 1000,
        "step": 10,
        "value": 650,
        "help": "Yours to set. In 2008-09 it was 642.7 without schools.",
    },
    {
        "name": "base",
        "label": "Desk: homes, as band D (thousands)",
        "where": {"part": "desk"},
        "type": "slider",
        "min": 100,
        "max": 800,
        "step": 10,
        "value": 500,
        "help": "Yours to set. In 2009-10 it was 500.6.",
    },
    {
        "name": "kind",
        "label": "Cap: your council is",
        "where": {"part": "cap"},
        "type": "choice",
        "options": [
            {"value": "unitary", "label": "a unitary council"},
            {"value": "shire_district", "label": "a shire district"},
        ],
        "value": "unitary",
        "help": "The tests for counties, police and fire were not found.",
    },
    {
        "name": "budget",
        "label": "Cap: budget up by, per cent",
        "where": {"part": "cap"},
        "type": "slider",
        "min": 0,
        "max": 20,
        "step": 0.1,
        "value": 7,
        "help": "On 2003-04.",
    },
    {
        "name": "tax",
        "label": "Cap: council tax up by, per cent",
        "where": {"part": "cap"},
        "type": "slider",
        "min": 0,
        "max": 20,
        "step": 0.1,
        "value": 8.6,
        "help": "On 2003-04. The average of England was 5.9.",
    },
    {
        "name": "rating",
        "label": "Cap: rated",
        "where": {"part": "cap"},
        "type": "choice",
        "options": [
            {"value": "excellent", "label": "excellent"},
            {"value": "good", "label": "good"},
            {"value": "fair", "label": "fair"},
            {"value": "weak", "label": "weak"},
            {"value": "poor", "label": "poor"},
        ],
        "value": "excellent",
        "help": "By the Audit Commission. The rule does not mention it.",
    },
    {
        "name": "share",
        "label": "Cap: tax as a share of the budget, per cent",
        "where": {"part": "cap"},
        "type": "slider",
        "min": 10,
        "max": 70,
        "step": 1,
        "value": 25,
        "help": "Yours to set. In all England 26 in 2003-04; MPs cited 13 to 69.",
    },
    {
        "name": "bill",
        "label": "Cap: last year’s bill at band D, £",
        "where": {"part": "cap"},
        "type": "slider",
        "min": 60,
        "max": 1200,
        "step": 20,
        "value": 660,
        "help": "Yours to set: your council’s own part of the bill.",
    },
]

_FIRST = {
    "part": "desk",
    "report": "2006",
    "extra": 0,
    "borrowed": 100,
    "raised": 0,
    "cash": True,
    "interest": 5,
    "provision": "four",
    "income": 650,
    "base": 500,
    "kind": "unitary",
    "budget": 7,
    "tax": 8.6,
    "rating": "excellent",
    "share": 25,
    "bill": 660,
}


PRESETS = [
    preset(
        _FIRST,
        "fifty",
        "Fifty million a year",
        "All of it borrowed: how far does the published limit hold?",
        {"extra": 50},
    ),
    preset(
        _FIRST,
        "telford",
        "0.1 over the line",
        "Telford & Wrekin in 2004: its rating, its tax; the rise of its budget is assumed.",
        {"part": "cap"},
    ),
    preset(
        _FIRST,
        "untouched",
        "Tax up by 15, untouched",
        "A poor council with a far higher rise of tax: what does the rule say?",
        {"part": "cap", "budget": 6.5, "tax": 15, "rating": "poor"},
    ),
]


def run(tables, **values):
    """One setting of both parts. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    years = worked(tables["prudential_example"], chosen)
    found = tested(tables, chosen)
    named = desk_numbers(years, chosen)
    named.update(cap_numbers(found))
    if chosen["part"] == "desk":
        figures = [debt_figure(years, chosen), cost_figure(years, chosen), tail_figure(chosen)]
        reading = desk_reading(years, chosen, named["plan_borrowed"])
    else:
        figures = [
            lines_figure(tables, chosen, found),
            cases_figure(tables, chosen, found),
            rebate_figure(tables, found),
        ]
        reading = cap_reading(tables, chosen, found)
    return {"figures": figures, "reading": reading, "values": named}

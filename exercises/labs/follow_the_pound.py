"""Follow the pound: who raises, sets aside, hands on and spends 100 pounds for schools.

Eight ways of paying a school, from before 1988 to the academy, with the shares that councils published
where there are any; and the spread of those shares over 38 councils as the centre's target rose. The
arithmetic is in `_pound.py`.
"""

from ._controls import preset, settled
from ._pound import (
    NEAR,
    PUBLISHED,
    REGIMES,
    first_year,
    followed,
    period,
    pound_values,
    published,
    spread_case,
    spread_values,
    the_row,
)
from ._pound_figures import pound, strips
from ._pound_spread_words import spread_reading
from ._pound_words import pound_reading

TITLE = "Follow the pound"

ABOUT = (
    "Take 100 pounds for schools. Who raised them, who set them aside for schools, who fixed how many went "
    "on to the school, and who spent them? Follow them under eight regimes, through a real council where "
    "its figure was published or through one of your own. Then look at 38 councils side by side, and say "
    "whether a range that shrinks is autonomy or uniformity."
)

SOURCE = (
    "Shares of 38 councils: a written answer to Parliament of 6 January 2004. The average of England and the "
    "targets: written answer of 18 December 2001 and the Committee of Public Accounts, 2004; the aim "
    "proposed in December 1990 for April 1993: oral answers of 12 February 1991. Who raised councils’ "
    "money: written answers of 26 May 1993 and "
    "17 March 2004. The schools grant: written answer of 4 December 2006. Academies: answers of 11 June and "
    "13 November 2007. Each row’s own source is in its table."
)

BADGE = "partly reckoned"

BADGE_NOTE = (
    "That a pound for schools was raised as the rest of councils’ money was is the course’s reckoning: "
    "before 2006 it had no label. The shares handed on in 1993-94 and 2006-07 were not found and are left "
    "grey. That academies were paid by the centre alone is from a secondary source."
)

HOW = """\
**Four decisions.** Each bar is the same 100 pounds, parted by who decides.
*Raised*: by the centre (grant, and from 1990 business rates) or by the council (tax on homes, and
business rates until 1990).
*Set aside*: who says that these pounds are for schools.
*Share fixed*: how much the centre asks to go on to the school, and how much it leaves to the council.
*Spent*: by the head teacher and governors, or by the council on what it holds back.
Each bar comes to 100: what goes in comes out.

**Raised: a reckoning.** Until 2006 money for schools lay in one pot with all else that a council spent.
The lab takes it to have been raised in the same parts as all their spending.
For 1987-88 these are shares net of rebates, later ones gross, so compare them loosely.
Where the three parts do not add up to the whole, because reserves were used, they are scaled to 100.

**Set aside.** Before the grant of 2006 this was the council’s to decide.
Ministers pressed: in 2004 the schools minister said that 95 per cent of councils had passed on the rise
recommended for schools.
Pressure is not drawn.

**Share fixed.** The targets of 80, 85 and 87 per cent were for all of England; the lab holds each council
against them.
The aim of 85 for April 1993 was of the *potential* schools budget, another base: it must not be joined to
the later ones.
Rules on what a council might hold back are not in the tables.

**Spent.** A published share is of the *local schools budget*.
That is not all the money for schools: in 2002-03, 87 per cent of school funding passed through
authorities at all,
which is another 87 than the target. The average of England is of that budget too, and leaves out whatever
reached schools in other ways.
Where no share was found the bar is grey, unless you set one.

**The 38 councils** are those of a list in the order of official numbers, from Walsall to Redcar and
Cleveland.
England had 150 education authorities. The rest of the list was not seen.
They are no sample: 31 metropolitan districts and 7 unitary councils, none in London and no county.

**The range** is the highest share less the lowest, and so hangs on two councils.
The *deviation* is the root of the mean squared distance from the mean, of all and not of a sample, and
hangs on every one.

**Compared with.** Three rules say where councils would stand had all moved from 1999-00 alike.
*Points*: `p + m`, with `m` the rise of the average.
*In proportion*: `100 - (100 - p)(100 - b)/(100 - a)`, where the average went from `a` to `b`. It shows
what the ceiling of 100 would do.
*Up to the target*: the larger of `p` and the target.
None is a forecast. No table holds councils to which no target was set.

**Regression to the mean.** The council lowest in one year is likely to be nearer the middle in the next,
by chance and error alone.
That moves single councils, and by itself does not narrow the whole: others drift outwards meanwhile.
So it may be a part of why those picked for being low rose most. It is no reason for the deviation of all
38 to fall.

**What it leaves out.** How large the budget was; what councils did with what they held back; what heads
did with theirs;
what a council added to the grant after 2006; how an academy’s amount was worked out; whether any pupil
learned more.

**The named values.** Pounds of 100: `raised_`, `set_`, `fixed_` and `spent_` with `centre`, `council`,
`school` or `unknown`;
`above_target` and `below_target` say by how much the share misses the centre’s; `council_says` counts the
decisions in which the council has a part.
For the councils that count, in the year chosen: `range`, `deviation`, `lowest`, `highest`, `average`;
`range_change` is since 1999-00;
`range_expected` and `deviation_expected` are by the rule compared with (in 1999-00 those of the year);
`below` and `near` count councils below the line and within a point above it;
`fell` those that handed on less than a year before; `order` is the correlation with 1999-00.
"""

TABLES = [
    "academies",
    "authorities",
    "funding_shares",
    "school_delegation",
    "school_delegation_national",
    "school_funding_regimes",
]

# The councils of the table school_delegation, by name; a control's options stand before any table is read.
COUNCILS = [
    ("barnsley", "Barnsley"),
    ("bath_and_north_east_somerset", "Bath & North East Somerset"),
    ("bolton", "Bolton"),
    ("bradford", "Bradford"),
    ("bristol", "Bristol"),
    ("bury", "Bury"),
    ("calderdale", "Calderdale"),
    ("doncaster", "Doncaster"),
    ("gateshead", "Gateshead"),
    ("hartlepool", "Hartlepool"),
    ("kirklees", "Kirklees"),
    ("knowsley", "Knowsley"),
    ("leeds", "Leeds"),
    ("liverpool", "Liverpool"),
    ("manchester", "Manchester"),
    ("middlesbrough", "Middlesbrough"),
    ("newcastle_upon_tyne", "Newcastle upon Tyne"),
    ("north_somerset", "North Somerset"),
    ("north_tyneside", "North Tyneside"),
    ("oldham", "Oldham"),
    ("redcar_and_cleveland", "Redcar & Cleveland"),
    ("rochdale", "Rochdale"),
    ("rotherham", "Rotherham"),
    ("salford", "Salford"),
    ("sefton", "Sefton"),
    ("sheffield", "Sheffield"),
    ("south_gloucestershire", "South Gloucestershire"),
    ("south_tyneside", "South Tyneside"),
    ("st_helens", "St Helens"),
    ("stockport", "Stockport"),
    ("sunderland", "Sunderland"),
    ("tameside", "Tameside"),
    ("trafford", "Trafford"),
    ("wakefield", "Wakefield"),
    ("walsall", "Walsall"),
    ("wigan", "Wigan"),
    ("wirral", "Wirral"),
    ("wolverhampton", "Wolverhampton"),
]

CONTROLS = [
    {
        "name": "regime",
        "label": "When, and how paid",
        "type": "choice",
        "options": [{"value": name, "label": label} for name, _, label in REGIMES],
        "value": "target_2002",
        "help": "In order of time. Shares of single councils are known for the four years from 1999-00.",
    },
    {
        "name": "who",
        "label": "Through",
        "type": "choice",
        "options": [
            {"value": "england", "label": "England on average"},
            {"value": "own", "label": "a council of your own"},
        ]
        + [{"value": name, "label": label} for name, label in COUNCILS],
        "value": "england",
        "help": "One of the 38 whose figures were seen, or one whose share you set below.",
    },
    {
        "name": "share",
        "label": "Your own share (per cent)",
        "type": "slider",
        "min": 0,
        "max": 100,
        "step": 1,
        "value": 87,
        "help": "What a council of your own hands on; and your own line, if you choose it below.",
    },
    {
        "name": "year",
        "label": "The 38 councils in",
        "type": "choice",
        "options": [{"value": str(year), "label": period(year)} for year in PUBLISHED],
        "value": "2002",
        "help": "The year that the second figure marks and the reading speaks of.",
    },
    {
        "name": "count",
        "label": "Who counts",
        "type": "choice",
        "options": [
            {"value": "all", "label": "all 38"},
            {"value": "trimmed", "label": "all but each year’s lowest and highest"},
            {"value": "under", "label": "those that began below the first target"},
            {"value": "over", "label": "those that began at it or above"},
            {"value": "metropolitan_district", "label": "metropolitan districts"},
            {"value": "unitary", "label": "unitary councils"},
        ],
        "value": "all",
        "help": "The first target was 80. Who began below it is judged by 1999-00.",
    },
    {
        "name": "line",
        "label": "Below what",
        "type": "choice",
        "options": [
            {"value": "target", "label": "the target of the year"},
            {"value": "own", "label": "your own share"},
        ],
        "value": "target",
        "help": "The line that councils are counted against. There was no target in 1999-00.",
    },
    {
        "name": "rule",
        "label": "Compare with",
        "type": "choice",
        "options": [
            {"value": "points", "label": "all adding the same points"},
            {"value": "room", "label": "all cutting what they hold back in proportion"},
            {"value": "floor", "label": "only up to the target"},
        ],
        "value": "room",
        "help": "How far apart would they be, had all moved from 1999-00 by one rule?",
    },
]

_FIRST = {control["name"]: control["value"] for control in CONTROLS}


PRESETS = [
    preset(
        _FIRST,
        "before",
        "The council’s pound",
        "Before 1988. And councils before there was a target: how far apart were they?",
        {"regime": "before", "year": "1999", "rule": "points"},
    ),
    preset(
        _FIRST,
        "back",
        "The one that went back",
        "Gateshead, asked for 87. Who else is below, and how many are just above?",
        {"who": "gateshead"},
    ),
    preset(
        _FIRST,
        "past",
        "Past the council",
        "The academy. And the councils that began lowest: did their range shrink as well?",
        {"regime": "academy", "count": "under", "rule": "floor", "year": "2000"},
    ),
]


def run(tables, **values):
    """One pound and one year. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    path = followed(tables, chosen)
    path["name"] = named(chosen["who"])
    path["was"] = None
    before = first_year(chosen["regime"]) - 1
    if chosen["who"] != "own" and before in PUBLISHED:
        path["was"] = published(tables, chosen["who"], before)
    case = spread_case(tables, chosen)
    found = pound_values(path)
    found.update(spread_values(case))
    return {
        "figures": [pound(chosen, path), strips(chosen, case)],
        "reading": pound_reading(chosen, path, facts(tables)) + " " + spread_reading(chosen, case),
        "values": found,
    }


def named(who):
    """The name of a council of the control, or what stands for it."""
    for name, label in COUNCILS:
        if name == who:
            return label
    return who


def facts(tables):
    """What the reading quotes beside the pound: ValueError where a row is missing."""
    money = tables["school_funding_regimes"]
    national = tables["school_delegation_national"]
    schools = tables["academies"]
    grant = the_row(money, "school_funding_regimes", year=2006, stream="dedicated_schools_grant")
    total = the_row(money, "school_funding_regimes", year=2006, stream="total")
    first = the_row(national, "school_delegation_national", year=2000)
    open_then = [
        the_row(schools, "academies", kind="academies", item="open", year=2007, month=month)
        for month in (6, 11)
    ]
    return {
        "near": NEAR,
        "grant": grant["gbp_million"],
        "all_for_schools": total["gbp_million"],
        "academies": [row["value"] for row in open_then],
        "first_target": first["target_percent"],
    }

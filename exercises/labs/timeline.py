"""Timeline: the events of the course in the order in which they came, by theme, by level and by years.

A reader's aid, and no simulator: it chooses among the rows of a table, draws them and lists them.
"""

from ._controls import settled, year
from ._timeline import CONTROL, LEVELS, ORIGIN, THEMES, chosen_events, entries, is_after, known
from ._timeline_figure import NAMED, figure
from ._timeline_words import heading, reading

TITLE = "Timeline, 1979 to 2010"

FIRST = 1979
LAST = 2010

ABOUT = (
    "Laws, money, targets, speeches and elections in the order in which they came. This is a reader’s aid "
    "and no simulator: it models nothing. Choose a theme, a level of power and some years; each event is "
    "listed beneath with its date and its sources."
)

SOURCE = (
    "The course’s table timeline, from 1979 to 2010. Each event has its own sources, which stand beside it "
    "in the list. What came after 2010 is in the same table, and in chapter 14."
)

BADGE = ""

HOW = """\
**What is shown.** Every event of the course's table *timeline* that falls in the years you choose,
both of them included.
If the years are given the wrong way round, they are read from the earlier to the later.

**Theme and level.** Each event has one main theme, a row of the figure, and one level of power or service
that it is mostly about, its colour. Both are the course's own sorting. Many events have a claim to two.

**Dates.** A dot is a day. A bar is a month or a year: the event fell somewhere along it, and nobody whom the
course has read says where.
The day of an Act is that of royal assent, and not that on which it began to apply.
Some events reported in the press carry the day of the report; the list then says so.

**Names.** Where there are 24 events or fewer, each is named. Where there are more, a few landmarks are.

**What it cannot show.** A full year is one on which the course dwells, and not one in which more happened.
And order is not cause: what follows an event need not come from it.

**The named values.** `events` shown, in so many `years`; `control`, those on targets or inspection;
`control_later`, those of them that came after January 2000, when work began on the first paper to call for
a new localism; `to_the_month` and `to_the_year`, those whose day is not known;
`named` is 1 where each event is named in the figure.
"""

TABLES = ["timeline"]


CONTROLS = [
    {
        "name": "theme",
        "label": "Theme",
        "type": "choice",
        "options": [{"value": "all", "label": "All themes"}]
        + [{"value": name, "label": shown} for name, shown in THEMES],
        "value": "all",
        "help": "One main theme for each event.",
    },
    {
        "name": "level",
        "label": "Mostly about",
        "type": "choice",
        "options": [{"value": "all", "label": "Anyone"}]
        + [
            {"value": name, "label": "the " + shown if name != "schools" else shown}
            for name, shown in LEVELS
        ],
        "value": "all",
        "help": "Whose power or work it touches most; the colour of its mark.",
    },
    year("first", "From", FIRST, "The first year shown, 1979 to 2010.", FIRST, LAST),
    year("last", "To", LAST, "The last year shown.", FIRST, LAST),
]

PRESETS = [
    {
        "name": "ideas",
        "label": "The idea",
        "note": "Who called for a new localism, and when.",
        "values": {"theme": "ideas", "level": "all", "first": 1997, "last": 2010},
    },
    {
        "name": "before",
        "label": "Before Labour",
        "note": "Tendering, capping, tables and inspectors are older than 1997.",
        "values": {"theme": "all", "level": "all", "first": 1979, "last": 1996},
    },
    {
        "name": "march",
        "label": "Two days in March",
        "note": "A paper on lighter control, and what came the next day.",
        "values": {"theme": "all", "level": "all", "first": 2005, "last": 2005},
    },
]


def run(tables, **values):
    """The events chosen, drawn by theme, listed in words, and read against the first paper of the idea."""
    chosen = settled(CONTROLS, values)
    rows = tables["timeline"]
    found = known(rows)
    first = min(chosen["first"], chosen["last"])
    last = max(chosen["first"], chosen["last"])
    events = chosen_events(rows, chosen, first, last)
    control = [event for event in events if event["theme"] in CONTROL]
    return {
        "figures": [figure(events, found, first, last, heading(chosen, events, first, last))],
        "reading": reading(chosen, events, found, first, last),
        "entries": entries(events),
        "values": {
            "events": len(events),
            "years": last - first + 1,
            "control": len(control),
            "control_later": len([e for e in control if is_after(e, found[ORIGIN])]),
            "to_the_month": len([e for e in events if e["precision"] == "month"]),
            "to_the_year": len([e for e in events if e["precision"] == "year"]),
            "named": 1 if len(events) <= NAMED else 0,
        },
    }

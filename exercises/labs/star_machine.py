"""The star machine: a rule of two layers on five real trusts, and a target that counts breaches.

The first part is a reconstruction whose cut-offs are the course's own; the second applies a published
rule, at most five breaches whatever the size, to trusts that differ in nothing but size.
"""

from ._breaches import figure as sizes_figure
from ._breaches import reading as sizes_reading
from ._breaches import worked
from ._controls import preset, settled
from ._stars import figure as stars_figure
from ._stars import reading as stars_reading
from ._stars import tried

TITLE = "The star machine"

ABOUT = (
    "How did a trust come by its stars? First put together a rule, and try it on five trusts whose stars "
    "are known. Then take one target of 2003, which allowed five breaches whatever the size of the trust, "
    "give every trust the same rate of breaches, and change nothing but its size."
)

SOURCE = (
    "Two layers, key targets and then a scorecard: T. Cutler, Star or black hole? (2002), and the tables "
    "of July 2004 as printed by SocietyGuardian; the five results from these, the Health Service Journal "
    "and the York Press. Five breaches, and more than fifty: R. Barker, M. Pearce and M. Irving, Star wars, "
    "NHS style (BMJ 2004), two of them from a trust that the rule cost a star. Allowing for chance: after "
    "D. Spiegelhalter, Funnel plots for comparing institutional performance (2005)."
)

BADGE = "reconstruction"

BADGE_NOTE = (
    "The official cut-offs between stars were not found. How many key targets may be missed, how many "
    "medium bands three stars allow, and the scorecards of York and Leicester are the course’s own or "
    "yours, not the Commission’s. The five results and the limits of five and fifty are published; the "
    "permitted rate of the two other rules is the course’s own."
)

HOW = """\
**The rule of two layers.** A trust was judged on a few *key targets* first, nine for most in 2004.
A wider *scorecard* of three areas, each in a high, medium or low band, then parted two stars from three.
So much is published. This machine turns it into a rule like this:

- More key targets missed than may be: one star at most.
- Otherwise three stars if the scorecard has no more medium bands than three stars allow, and two if it has.

*How many* is the course's own. So is the leap in the first line.
A points total existed and its limits moved from year to year; neither was found.

**The rule of one layer.** Key targets alone: three stars if no more are missed than may be, and one star
fewer for each one more.

**The five trusts.** The count of key targets is published for all five.
The scorecard was seen for two of them, Birmingham Children's and Bedford.
Luton's is known only by what it did: it cost the trust a star.
So that the rule gets Luton right is no credit to it.
York's and Leicester's were not seen: say what you assume, or leave them open.
The eight others of 2004 include Lewisham, whose scorecard stays open.
The degree of a miss, of which there were two, is not stated for York and Leicester and is left out.
So are clinical governance reviews, which could bar a third star.

**Counting breaches.** On four days in 2002-03 each trust's outpatients who had waited too long were counted:
up to 5 was *achieved*, 6 to 50 *underachieved*, more than 50 *significantly underachieved*.
Here each of `n` patients waits too long with the same chance `p`, independently of the others. The count is
then binomial, and the chance of at most `k` is the sum from `i = 0` to `k` of
`n!/(i!(n-i)!) * p^i * (1-p)^(n-i)`, added term by term as logarithms.

**Two other rules.** *In proportion to size*: one breach for every full 10,000 outpatients.
*Allowing for chance*: as many as a trust with a rate of 1 in 10,000 would exceed one time in forty at most.
That rate, five in 50,000, is the course's own.

**Batches.** Long waits come together, when a clinic falls behind. With batches of `b` the lab draws
`n/b` groups instead of `n` patients, each of which brings `b` breaches or none;
the expected number stays the same.

**What it leaves out.** Why rates differ: a trust that takes hard cases from afar, or one that is run badly.
That the days of counting were known.
That one patient could be counted on more than one of the four days: the lab takes the sum for
a count of patients, as Newcastle did when it divided 127 by 180,000.
And what a patient would want to know, which is the wait and not the count.

**The named values.** Chances run from 0 to 1. `right`, `wrong` and `open` count trusts,
`five_right` those of the first five that come right.
`achieves` is your trust's chance, `achieves_tenth` that of a trust a tenth of its size, by the rule chosen;
`significant` is its chance of more than fifty.
`even_size` is the size at which the chance is even under the rule of 2003, or -1 under another rule.
"""

TABLES = ["star_cases", "star_rules"]

_CARDS = [
    {"value": "open", "label": "not seen: leave it open"},
    {"value": "high", "label": "all three bands high"},
    {"value": "medium", "label": "one band medium"},
    {"value": "down", "label": "bad enough to cost a star"},
]

CONTROLS = [
    {
        "name": "rule",
        "label": "Judge by",
        "type": "choice",
        "options": [
            {"value": "two", "label": "key targets, then the scorecard"},
            {"value": "count", "label": "key targets alone"},
        ],
        "value": "two",
        "help": "Two layers are published. How they were joined is not.",
    },
    {
        "name": "carried",
        "label": "Key targets that may be missed",
        "type": "number",
        "min": 0,
        "max": 3,
        "step": 1,
        "value": 1,
        "help": "The course’s own: with more than that, one star at most (or a star fewer for each).",
    },
    {
        "name": "medium",
        "label": "Medium bands that three stars allow",
        "type": "number",
        "min": 0,
        "max": 2,
        "step": 1,
        "value": 1,
        "help": "The course’s own. One medium band is known not to have barred three stars.",
    },
    {
        "name": "york",
        "label": "York’s scorecard, you assume",
        "type": "choice",
        "options": _CARDS,
        "value": "high",
        "help": "Nobody here has seen it. The trust blamed bed blocking as well.",
    },
    {
        "name": "leicester",
        "label": "Leicester’s scorecard, you assume",
        "type": "choice",
        "options": _CARDS,
        "value": "high",
        "help": "Nobody here has seen it.",
    },
    {
        "name": "more",
        "label": "Try it on eight more trusts of 2004",
        "type": "toggle",
        "value": False,
        "help": "All that the course has found: not a sample.",
    },
    {
        "name": "allowed",
        "label": "Breaches allowed",
        "type": "choice",
        "options": [
            {"value": "five", "label": "five, whatever the size (2003)"},
            {"value": "share", "label": "in proportion to size"},
            {"value": "chance", "label": "in proportion, allowing for chance"},
        ],
        "value": "five",
        "help": "The first is the rule of 2003; the others are the course’s own.",
    },
    {
        "name": "rate",
        "label": "Waits that are too long, in 10,000",
        "type": "slider",
        "min": 0.1,
        "max": 10,
        "step": 0.1,
        "value": 1,
        "help": "The same for every trust. Newcastle’s own figures make about 7.",
    },
    {
        "name": "size",
        "label": "Outpatients of your trust (thousands)",
        "type": "slider",
        "min": 5,
        "max": 300,
        "step": 5,
        "value": 180,
        "help": "In a year. Newcastle saw 180.",
    },
    {
        "name": "batch",
        "label": "Long waits come",
        "type": "choice",
        "options": [
            {"value": "1", "label": "one at a time"},
            {"value": "2", "label": "two together"},
            {"value": "5", "label": "five together"},
            {"value": "10", "label": "ten together"},
        ],
        "value": "1",
        "help": "One clinic that falls behind brings several at once.",
    },
]

_FIRST = {
    "rule": "two",
    "carried": 1,
    "medium": 1,
    "york": "high",
    "leicester": "high",
    "more": False,
    "allowed": "five",
    "rate": 1,
    "size": 180,
    "batch": "1",
}


PRESETS = [
    preset(
        _FIRST,
        "count",
        "Only count",
        "Key targets and nothing else: can any line part York from Leicester?",
        {"rule": "count"},
    ),
    preset(
        _FIRST,
        "newcastle",
        "Newcastle, 2003",
        "Newcastle’s size and its own rate: 127 in 180,000.",
        {"york": "open", "leicester": "open", "rate": 7.1},
    ),
    preset(
        _FIRST,
        "fair",
        "In proportion",
        "An allowance that grows with size. Is it fair now?",
        {"york": "open", "leicester": "open", "allowed": "share", "rate": 0.7, "size": 200},
    ),
]


def run(tables, **values):
    """One setting of both parts. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    five = limit(tables["star_rules"], "outpatient waits")
    significant = limit(tables["star_rules"], "outpatient waits significantly underachieved")
    found = tried(tables["star_cases"], chosen)
    numbers = worked(chosen, five, significant)
    named = {
        "tried": len(found["cases"]),
        "right": len(found["right"]),
        "wrong": len(found["wrong"]),
        "open": len(found["open"]),
        "five_right": len([case for case in found["right"] if case["in_lab"]]),
    }
    named.update(numbers)
    return {
        "figures": [
            stars_figure(found, chosen),
            sizes_figure(chosen, numbers, five, significant),
        ],
        "reading": stars_reading(found, chosen) + " " + sizes_reading(chosen, numbers),
        "values": named,
    }


def limit(rows, item):
    """A limit of 2003 from the table; ValueError where it is missing."""
    for row in rows:
        if row["year"] == 2003 and row["item"] == item and row["number"] is not None:
            return int(row["number"])
    raise ValueError("The table star_rules lacks the row " + item + " of 2003.")

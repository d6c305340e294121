"""Trend or policy: what the literacy and numeracy strategies did, by every rule that one might choose.

The results are the published ones; only what would have happened otherwise is worked out, and each
way of working it out is one of many. Shares are per cent of pupils, differences percentage points.
"""

from ._controls import settled
from ._trend import answer, every_answer, refusal, results, rounding, tally
from ._trend_figures import paths, strip
from ._trend_words import reading

TITLE = "Trend or policy"

ABOUT = (
    "How many points did the strategies add to the results of eleven-year-olds? That takes a figure "
    "which nobody has: the result without them. Choose the years before, the rule that carries them on, "
    "and what to compare with. The lab gives your answer, and beside it all the others."
)

SOURCE = (
    "The results are those of the table key_stage_2, confirmed rows only. Carrying "
    "a series on, and holding it against one that had no such policy, are the time-series and the multiple "
    "time-series design of Donald T. Campbell and Julian C. Stanley, Experimental and Quasi-Experimental "
    "Designs for Research (1963); the difference of two rises is known as difference in differences."
)

BADGE = ""

HOW = """\
**The answer.** Take the share that reached the level in the year you look at.
Take off the share that your rule expects for that year.
If you compare with something, do the same for that, and take its difference off too.
What is left is laid to the strategy: `(y - y*) - (c - c*)` for a result `y`, an expectation `y*`,
and the same of the comparison. It rests on one assumption that no figure can test:
that without the strategy subject and comparison would have parted from their rules by the same amount.

**Three rules for the years before.**

- *It stays as it was*: their average. Of one year, that year.
- *A straight line*: least squares, carried on. Nothing stops it at 100.
- *A line that flattens*: least squares on `log(p / (100 - p))` for a share `p`.
  It bends on its way to 100, as `p = 100 / (1 + exp(-(i + k*t)))` with the `i` and `k` that fit best.

**What to compare with.** A good comparison shares everything with the subject but the policy.
None of these quite does.

- *Science* had no strategy, no target and no hour of its own.
  But the same teachers taught it to the same children:
  it may have lost time to the hour, or have gained by better readers.
- *English and mathematics* each had a strategy, a year apart,
  so each hides a part of what the other gained.
  By the government's own estimate 70 per cent of primary schools had begun
  with the numeracy strategy a year early.
- *Wales* sat the same tests to 1999 and had no hour of this kind.
  It had targets, and each authority drew up a strategy of its own.

**Which figures.** Only confirmed ones.
Science in 1995, 1997 and 2003 is known from memory alone and is left out,
so where science takes part the years before are those that it has.
The science result of 1996 is that of the first league tables.
In 1998 mathematics got a new test of mental arithmetic, and fell by three points;
that fall is in every line that ends there.
The English tests of 1999 and 2000 were found to be easier than that of 1996;
no figure here is corrected for it.

**Rounding.** The results are printed to a whole point.
The lab moves each figure by half a point in the direction that hurts most,
and says how far the answer can go. With one year before, unchanged, that is half a point for each of the
figures used: one point without a comparison, two with one.

**All the answers.** One dot for each combination of years, rule and comparison that has an answer,
for this subject and year; settings that come to the same years count once.
They are counted and not weighed: a dot is an answer that someone could print,
not one as good as the next.

**When there is no answer.** Where the years before end before they begin, or reach the year in question;
where a line has one year to go through; where English would count a year of the hour as before;
where something is held against itself, or against Wales after 1999.
The named values `estimate`, `expected`, `own`, `other` and `rounding` then stand at nought,
and `answered` with them. `placebo` is one where science is judged.

**What it leaves out.** Whether a level meant the same each year; schools and children one by one;
and what else came in these years: smaller classes, more money, league tables of schools,
booster lessons before the tests.
"""

TABLES = ["key_stage_2"]

CONTROLS = [
    {
        "name": "subject",
        "label": "Judge the results in",
        "type": "choice",
        "options": [
            {"value": "english", "label": "English (literacy hour, September 1998)"},
            {"value": "mathematics", "label": "mathematics (numeracy strategy, September 1999)"},
            {"value": "science", "label": "science (nothing at all: a placebo)"},
        ],
        "value": "english",
        "help": "Science had no strategy. Whatever the method finds there, the strategies did not do.",
    },
    {
        "name": "first",
        "label": "The years before begin in",
        "type": "choice",
        "options": [
            {"value": "1995", "label": "1995, the first national tests"},
            {"value": "1996", "label": "1996"},
            {"value": "1997", "label": "1997, the year of the election"},
            {"value": "1998", "label": "1998"},
        ],
        "value": "1998",
        "help": "A starting year is a choice: 1995 was low, 1998 was a bad year for mathematics.",
    },
    {
        "name": "last",
        "label": "and end in",
        "type": "choice",
        "options": [
            {"value": "1997", "label": "1997, what Labour inherited"},
            {"value": "1998", "label": "1998, before the literacy hour"},
            {"value": "1999", "label": "1999, before the numeracy strategy"},
        ],
        "value": "1998",
        "help": "The tests are in May, the school year begins in September.",
    },
    {
        "name": "model",
        "label": "Without the strategies",
        "type": "choice",
        "options": [
            {"value": "level", "label": "it stays as it was"},
            {"value": "line", "label": "a straight line goes on"},
            {"value": "flat", "label": "a line goes on and flattens"},
        ],
        "value": "level",
        "help": "Nobody can see this; it is the whole of the argument.",
    },
    {
        "name": "comparison",
        "label": "Compare with",
        "type": "choice",
        "options": [
            {"value": "none", "label": "nothing"},
            {"value": "science", "label": "science"},
            {"value": "mathematics", "label": "mathematics"},
            {"value": "english", "label": "English"},
            {"value": "wales", "label": "the same subject in Wales (to 1999)"},
        ],
        "value": "science",
        "help": "What the comparison did beyond its own rule is taken off.",
    },
    {
        "name": "year",
        "label": "Look at the results of",
        "type": "choice",
        "options": [
            {"value": "1999", "label": "1999, the first with the hour"},
            {"value": "2000", "label": "2000, the end of the great rise"},
            {"value": "2002", "label": "2002, the first deadline"},
            {"value": "2004", "label": "2004, the second deadline"},
        ],
        "value": "2000",
        "help": "The further on, the more the rule has to carry.",
    },
]

PRESETS = [
    {
        "name": "minister",
        "label": "The minister",
        "values": {
            "subject": "english",
            "first": "1998",
            "last": "1998",
            "model": "level",
            "comparison": "none",
            "year": "2002",
        },
        "note": "April 2003: a table that begins in 1998, under a sentence that credits the strategies.",
    },
    {
        "name": "opposition",
        "label": "The opposition",
        "values": {
            "subject": "english",
            "first": "1995",
            "last": "1997",
            "model": "line",
            "comparison": "none",
            "year": "2000",
        },
        "note": "December 2000: the rise of the last Conservative years carried on. "
        "The lab’s line is of that kind; the party’s own sums were not seen in full.",
    },
    {
        "name": "wales",
        "label": "The neighbour",
        "values": {
            "subject": "english",
            "first": "1998",
            "last": "1998",
            "model": "level",
            "comparison": "wales",
            "year": "1999",
        },
        "note": "The same test in May 1999, targets and local strategies, and no national literacy hour.",
    },
]


def run(tables, **values):
    """One setting. Raises ValueError for a control or a value that does not exist."""
    setting = settled(CONTROLS, values)
    for name in ("first", "last", "year"):
        setting[name] = int(setting[name])
    found = results(tables)
    answers = every_answer(found, setting["subject"], setting["year"])
    counted = tally(answers)
    why = refusal(found, setting)
    case = {"answered": 0, "estimate": 0.0, "expected": 0.0, "own": 0.0, "other": 0.0}
    case["rounding"] = 0.0
    mine = None
    if not why:
        mine = answer(found, setting)
        for name in ("estimate", "expected", "own", "other"):
            case[name] = mine[name]
        case["answered"] = 1
        case["rounding"] = rounding(found, setting)
    case["actual"] = found[setting["subject"]][setting["year"]]
    case["placebo"] = 1 if setting["subject"] == "science" else 0
    case["answers"] = len(answers)
    for name in ("gains", "losses", "lowest", "highest"):
        case[name] = counted[name]
    return {
        "figures": [
            paths(found, setting, mine, case),
            strip(setting, mine, answers, case),
        ],
        "reading": reading(setting, why, mine, case),
        "values": case,
    }

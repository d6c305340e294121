"""Target workshop: write a target from its parts, have it judged by a list, and try it on what happened.

The list puts to a target what an official guide and the critics of targets ask of a measure, under
three headings. The verdicts are never added up: a target can be easy to measure, easy to put to
somebody's account and easy to game all at once.
"""

from ._controls import settled
from ._target_designs import (
    ATTRIBUTED,
    CLOSED,
    CODES,
    MEASURED,
    SUBJECTS,
    alike,
    code_of,
    held,
    judged,
    moves,
    outcome_at,
    reached,
    subject_of,
)
from ._target_figures import conditions_figure, moves_figure
from ._target_words import (
    alike_said,
    attributed_said,
    fate_said,
    gaming_said,
    measured_said,
    promise,
)
from ._text import rounded

TITLE = "Target workshop"

ABOUT = (
    "Teenage conceptions fell by 24 per cent to the lowest rate since 1969, and the target was missed. "
    "Write that target again, or another: what is counted, from where, how far, by when, and who "
    "answers. See what a list of conditions makes of it, and what would have become of your promise if "
    "everything else had gone as it did."
)

SOURCE = (
    "The conditions follow the eight marks of a good measure in Choosing the Right FABRIC, a guide by "
    "the Treasury, the Cabinet Office, the National Audit Office, the Audit Commission and the Office "
    "for National Statistics; the Treasury’s own test that a target be specific, measurable, "
    "achievable, relevant and timed (December 1998); and what Peter Smith (1995) and Gwyn Bevan and "
    "Christopher Hood (2006) found to go wrong. Figures: the tables psa_targets and, for the first "
    "result of emergency departments, waiting_targets."
)

BADGE = "the course’s own scoring"

BADGE_NOTE = (
    "No source scores a target as this lab does. The list, the line between holding and failing, and "
    "the codes by which real targets are called alike are this course’s reading; another reader would "
    "draw some of them elsewhere."
)

HOW = """\
**Three headings, eleven conditions.** Each either holds or fails, by what you set.
No condition counts for more than another, and the headings are not added up.

*Can it be measured?* The definition is fixed; a baseline was counted before the promise; there is a date;
figures come within a year. (In the guide: well-defined, comparable, timely. The date is from the
Treasury's test of 1998.)

*Can it be put to somebody's account?* Those who answer can move it; one department answers
(in the guide, attributable: open to influence by those who are judged, and clear as to who answers);
there is something to compare with, as chapter 01 asks. The last is the course's own.

*Is it hard to game?* The guide asks a measure not to reward what nobody wants. Four ways in which it may:
at a line only those next to it count (Bevan and Hood's threshold effect);
what is not counted is neglected, if nobody watches it (tunnel vision);
those who are judged do the counting, with nobody to check (misrepresentation; the guide's verifiable);
a date less than three years off rewards the quick fix (myopia). The last three names are Smith's, and the
three years are the course's.

**What follows from it** is no condition. It decides whether anybody has a reason to find the ways round,
and a reason to try.

**What happened** is a row of the table: the change from baseline to outcome, in per cent of the baseline,
in the direction promised.
Your promise is met where that change is as large. If your date is earlier, an even pace up to the outcome
is supposed,
which is rough: English had its 75 per cent two years early. If it is later, the change is taken as it
stands.
*All of this supposes that events would have gone the same way whatever was promised.*
Whoever thinks that targets work must doubt it; so must whoever thinks that they do harm.

**The second figure** has every target of the table with a known end and three figures, sixteen of thirty.
A change of one per cent is not one thing: a point of a share, a person on a list and a day in court do
not compare.
The figure compares promises with results, line by line, and not one service with another.
Infants in large classes stand as met, though not every one left them: the law allowed exceptions.
Four hours stand as met by the first full quarter after the year that was promised.
Road casualties are at least 40: the source says that the line was passed two years early.

**Built like it.** Each of 29 real targets is coded for how it is counted and for whose action decides it,
by one reader, from its words.
Rough sleepers, poverty and building land could be coded otherwise. The Treasury's row of ten targets is
left out.

**What it leaves out.** Whether the thing matters, which comes first (the guide: relevant); how exact the
figure is (reliable);
ratchets, where next year's target is set from this year's result; the price of meeting it; and who was
asked.

**The named values.** `measured` (of 4), `attributed` (of 3) and `openings` (of 4: ways round it) count
conditions; `stakes` is 0, 1 or 2.
`promised` is your change and `achieved` the real one, in per cent; `came_to` is what it had come to by
your date.
`verdict_known` is 1 where the tables can tell, and then `would_be_met` is 1 or 0. `possible` is 0 where
you ask for more than everyone.
`really_met` is the fate of the real target. `met_moved_less` and `missed_moved_more` count other targets
of the second figure.
`alike`, `alike_met`, `alike_missed` and `alike_open` count real targets that are built like yours.
"""

TABLES = ["psa_targets", "waiting_targets"]


def _choice(name, label, options, value, help_):
    return {
        "name": name,
        "label": label,
        "type": "choice",
        "options": [{"value": key, "label": words} for key, words in options],
        "value": value,
        "help": help_,
    }


def _slider(name, label, low, high, value, help_):
    return {
        "name": name,
        "label": label,
        "type": "slider",
        "min": low,
        "max": high,
        "step": 1,
        "value": value,
        "help": help_,
    }


def _toggle(name, label, value, help_):
    return {"name": name, "label": label, "type": "toggle", "value": value, "help": help_}


CONTROLS = [
    _choice(
        "subject",
        "The target is on",
        [(one["id"], one["label"]) for one in SUBJECTS],
        "teenage_conceptions",
        "Nine that real agreements were about, each with a known end.",
    ),
    _slider(
        "change",
        "How far (per cent of where it began)",
        1,
        100,
        50,
        "A fall for what should fall, a rise for what should rise.",
    ),
    _slider("years", "Years to run (0: no date)", 0, 12, 12, "From the year of the baseline."),
    _choice(
        "form",
        "Counted as",
        [
            ("line", "a share past a line"),
            ("average", "an average over all"),
            ("count", "a number or a rate"),
        ],
        "count",
        "Past a line, each person is in or out: level 4, four hours, a class of 30.",
    ),
    _choice(
        "hands",
        "Whose action decides it",
        [
            ("own", "its own staff"),
            ("services", "services it pays for"),
            ("people", "people outside"),
        ],
        "people",
        "Your judgement. Services are schools, hospitals, courts; outside are families, firms, drivers.",
    ),
    _choice(
        "answers",
        "Who answers for it",
        [("one", "one department"), ("several", "several, or in turn")],
        "several",
        "The minister who is named in the agreement.",
    ),
    _choice(
        "counter",
        "Who counts",
        [
            ("judged", "those who are judged"),
            ("checked", "they do, others check"),
            ("outside", "an outside body"),
        ],
        "outside",
        "Hospitals’ own returns, say, or the statistics office.",
    ),
    _choice(
        "baseline",
        "The baseline",
        [
            ("first", "counted first"),
            ("after", "counted afterwards"),
            ("none", "left out"),
        ],
        "first",
        "Where things stood before the promise. Two pledges of 1997 had theirs counted after the election.",
    ),
    _choice(
        "definition",
        "The definition",
        [("fixed", "fixed throughout"), ("open", "open to change")],
        "fixed",
        "What counts: in 2001 removals came to include dependants.",
    ),
    _choice(
        "figures",
        "Figures come",
        [("soon", "within a year"), ("late", "a year later or more")],
        "late",
        "The rate of conceptions for 2010 was reported in 2012.",
    ),
    _choice(
        "stakes",
        "What follows from it",
        [
            ("none", "nothing but print"),
            ("name", "a name: tables, pledges"),
            ("money", "money, jobs, freedoms"),
        ],
        "none",
        "The central agreements carried neither reward nor penalty.",
    ),
    _toggle(
        "companion",
        "A second measure watches what this one leaves out",
        False,
        "Deaths beside casualties, say, or the wait beside the list.",
    ),
    _toggle(
        "comparison",
        "There is something to compare with",
        False,
        "Places without the policy, or the trend from before.",
    ),
]

_NAMES = [control["name"] for control in CONTROLS]


def _preset(name, label, note, *values):
    made = {}
    for place in range(len(_NAMES)):
        made[_NAMES[place]] = values[place]
    return {"name": name, "label": label, "values": made, "note": note}


PRESETS = [
    _preset(
        "conceptions",
        "Teenage conceptions, 2010",
        "Missed at the lowest rate since 1969. Move the promise until the same fall would have met it.",
        "teenage_conceptions",
        50,
        12,
        "count",
        "people",
        "several",
        "outside",
        "first",
        "fixed",
        "late",
        "none",
        False,
        False,
    ),
    _preset(
        "english",
        "English at 11, 2002",
        "Two ministers put their names to it. Then choose GCSEs: they rose by less, against a lower line.",
        "english_at_11",
        27,
        5,
        "line",
        "services",
        "one",
        "outside",
        "first",
        "fixed",
        "soon",
        "name",
        False,
        False,
    ),
    _preset(
        "four_hours",
        "Four hours, 2005",
        "The one most open to gaming of the three, with the most to lose by it, and the one that was met.",
        "emergency_four_hours",
        27,
        4,
        "line",
        "services",
        "one",
        "judged",
        "first",
        "fixed",
        "soon",
        "money",
        False,
        False,
    ),
]

_STAKES = {"none": 0, "name": 1, "money": 2}


def run(tables, **values):
    """One target. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    subject = subject_of(chosen["subject"])
    every = moves(tables)
    move = next(one for one in every if one["id"] == subject["id"])
    holds = judged(chosen)
    real_form = code_of(subject["id"])[0]
    like = alike(tables["psa_targets"], chosen["form"], chosen["hands"])
    came_to, how = outcome_at(move, chosen["years"])
    sign = 1 if subject["up"] else -1
    level = move["start"] * (1 + sign * chosen["change"] / 100)
    possible = subject["most"] is None or rounded(level, subject["decimals"]) <= subject["most"]
    enough = reached(came_to, chosen["change"])
    known = chosen["form"] == real_form and how != "never"
    if subject.get("at_least") and not enough:
        known = False
    met = known and possible and enough
    found = {
        "measured": held(MEASURED, holds),
        "attributed": held(ATTRIBUTED, holds),
        "openings": 4 - held(CLOSED, holds),
        "stakes": _STAKES[chosen["stakes"]],
        "promised": chosen["change"],
        "achieved": move["achieved"],
        "came_to": came_to,
        "level": level,
        "possible": 1 if possible else 0,
        "verdict_known": 1 if known else 0,
        "would_be_met": 1 if met else 0,
        "really_met": 1 if move["fate"] == "met" else 0,
        "met_moved_less": _others(every, move, "met", -1),
        "missed_moved_more": _others(every, move, "missed", 1),
        "alike": like["all"],
        "alike_met": like["met"],
        "alike_missed": like["missed"],
        "alike_open": like["open"],
    }
    case = {
        "chosen": chosen,
        "subject": subject,
        "move": move,
        "moves": every,
        "holds": holds,
        "real_form": real_form,
        "same_form": chosen["form"] == real_form,
        "came_to": came_to,
        "how": how,
        "due": int(move["began"] + chosen["years"] + 0.5),
        "like": like,
        "coded": len(CODES),
        "found": found,
    }
    return {
        "figures": [conditions_figure(case), moves_figure(case)],
        "reading": reading(case),
        "values": found,
    }


def _others(every, move, fate, side):
    """How many other targets of that fate moved further (side 1) or less far (side -1)."""
    some = [one for one in every if one["fate"] == fate and one["id"] != move["id"]]
    return len([one for one in some if side * (one["achieved"] - move["achieved"]) > 1e-9])


def reading(case):
    """The promise, the three verdicts, what would have become of it, and real targets like it."""
    parts = [promise, measured_said, attributed_said, gaming_said, fate_said, alike_said]
    return " ".join([part(case) for part in parts])

"""Localism map: place real cases on three axes, then see how far several coders place them alike.

The course's own codes are one reading. They stay hidden for a case until the learner has placed it, and
count, where the learner wants them to, as one coder among others.
"""

from ._codes import read
from ._controls import preset, settled
from ._localism_agreement import agreement_figure
from ._localism_case import case_figure
from ._localism_cases import AXES, CASES, COLUMNS, SETS, STEPS, UNSET, in_set, template
from ._localism_coder_words import coders_note, mine_note
from ._localism_coders import agreement, panel_of
from ._localism_plane import counted, map_figure
from ._localism_words import reading
from ._maths import added

TITLE = "Localism map"

ABOUT = (
    "Fifty-seven real cases, from the right to buy of 1980 to Total Place in 2010. Who got the power, "
    "where did it go, and how did it stand to the centre? Place a case first; then the reader’s codes and "
    "reasons can be shown. Then bring in other people’s codes, and see how far the three questions have "
    "one answer."
)

SOURCE = (
    "Cases and codes: the table localism_cases of this course. Alpha: Andrew F. Hayes and Klaus "
    "Krippendorff, “Answering the Call for a Standard Reliability Measure for Coding Data”, Communication "
    "Methods and Measures 1 (2007), 77–89. The marks at .667 and .800: Klaus Krippendorff, Content Analysis: "
    "An Introduction to Its Methodology (second edition, 2004)."
)

BADGE = ""

HOW = """\
**The codes.** Each case has a code from -2 to 2 on each of three axes:
power to *managers and professionals* (-2) or to *elected people and citizens* (2);
*the council* as the frame (-2) or *the locality past it* (2);
*resists the centre* (-2) or *accepts it, or is it* (2).
The course's codes are one reader's judgement, with no second coder: a reading, not a key.
The cases were chosen to be argued over and are no sample, so a count of them is a fact about the choice.

**Placing.** A case counts as placed once it has a code on each axis, by the three lists or by a row of
your placings.
Only then can the reader's codes, label and reason be shown.
The grey circles, which count the reader's codes of all cases, come once you have kept five placings.
Those of a smaller set come when you ask for the set.

**Where placings are kept.** Each goes into your record, like an answer, when it stands in *Your placings*.
So it is there again tomorrow, and it goes along when you download your answers or run `course record export`.
A row that you take out is taken back there too.
No score is given, and it counts for nothing in the review or in your progress.

**Coders' files.** Two kinds can be opened, several at once.
An export of a classmate's answers: only the codes are taken, and neither the answers nor anything
that was written comes into the lab.
The column `mark` then tells two records apart by the beginning of a random number, so that one person's two
exports count once.
Or a sheet, which names its columns in the first line:
`case`, `managerial_political`, `council_locality`, `resists_accepts`, and if you like `coder`.
Without that column the file's name is the coder's.
In one box there may be many files: a line `# file: anna.csv` begins Anna's, as do files that you open.
A row with a fault is not counted, and the fault is told with its line and column.
An empty cell is a code not given.
What stands in the two boxes is kept on this machine, and is in no link that you copy.

**Alpha.** Krippendorff's alpha is `1 - Do/De`: the disagreement observed among codes of the same case,
over the disagreement expected if the same codes had been dealt out to the cases by chance.
1 is perfect agreement, 0 what chance gives, below 0 is worse than chance.
Only cases with two codes or more count; those with `m` codes give `m*(m-1)` pairs of weight `1/(m-1)`.
With the *ordinal* difference a step counts for more where many codes lie;
with *interval* the distance from -2 to 0 is twice that from -2 to -1, squared.
Where every code is the same, alpha is 0/0: without variation there is nothing to agree about.

**How sure.** The interval redraws the cases with replacement 200 times and leaves out 2.5 per cent of the
results at each end; with fewer than five cases there is none.
It says how alpha might move with other cases like these, not with other coders.
Its last digit is itself chance: change the seed and see.
When all coders agree in all cases it has no width, which is no proof that the next case would be agreed on.

**The marks.** Krippendorff asks for .800 and allows tentative conclusions down to .667.
Both are customs, to be set by what a mistake would cost.

**The simulated classes** are made up, to show what alpha does.
Six coders start from the reader's codes and slip by one step,
*careful* ones in 15 per cent of codes. *Hasty* ones give any code at all, by chance, in 45 per cent.
In the class *of two minds*, half the coders judge by the conditions of a case and half by what was announced,
so that the second half goes three steps lower on the third axis wherever power moved at all and no council
began it.

**What it leaves out.** Agreement is not truth: coders who share a mistake agree.
Codes of cases that a class has discussed are not independent.
And three axes leave out much, money above all.

**The named values.** `cases` are the cases that the map counts: none while all are chosen and you have kept
fewer than five placings, so that the numbers tell no more than the map.
`managers_past` are those of them on the managers' side and past the council,
`elected_past` past the council but on the side of the elected,
`council_side` and `past_side` on either side of the second axis, `managers_side` below 0 on the first.
`coders` are those compared. For each axis there are `alpha`, `low` and `high` of its interval, `units`
(cases with two codes or more) and `defined`, which is 0 where alpha is undefined and the others stand at 0;
without an interval `low` and `high` are 0 too.
`placed` and `shown` speak of the case, `kept` and `faults` of what was typed.
`steps_apart` is the distance from the reader, added over the axes, once it is shown.
"""

TABLES = ["localism_cases"]

PAIRS = [
    ("who_where", 0, 1, "who gets the power, and where it goes"),
    ("who_centre", 0, 2, "who gets the power, and how it stands to the centre"),
    ("where_centre", 1, 2, "where power goes, and how it stands to the centre"),
]


def _steps(axis):
    """The options of one axis: not placed, then each step with what it means."""
    low, high = axis[2], axis[3]
    words = [
        "-2: " + low,
        "-1: rather " + low,
        "0: between the two, or both",
        "1: rather " + high,
        "2: " + high,
    ]
    options = [{"value": UNSET, "label": "not placed yet"}]
    for step, label in zip(STEPS, words):  # noqa: B905
        options.append({"value": str(step), "label": label})
    return options


def _axis(number, label, words):
    return {
        "name": COLUMNS[number],
        "label": label,
        "type": "choice",
        "options": _steps(AXES[number]),
        "value": UNSET,
        "help": words,
    }


CONTROLS = [
    {
        "name": "case",
        "label": "The case",
        "type": "choice",
        "options": [{"value": case, "label": name} for case, name in CASES],
        "value": "l35",
        "help": "The chapters tell the cases; the reading under the figures says which.",
    },
    _axis(0, "Who gets the power?", "Managers and professionals, or elected people and citizens."),
    _axis(1, "Where does it go?", "To the council, or past it to the wider locality."),
    _axis(
        2, "How does it stand to the centre?", "Does it resist national direction, or accept it?"
    ),
    {
        "name": "show",
        "label": "Show the reader’s codes",
        "type": "toggle",
        "value": False,
        "help": "Of cases that you have placed; the others stay hidden.",
    },
    {
        "name": "mine",
        "label": "Your placings",
        "type": "text",
        "value": "",
        "most": 20000,
        "rows": 5,
        "save_as": "my-placings.csv",
        "keep": {
            "label": "Keep this placing",
            "row": ["case"] + COLUMNS,
            "unless": UNSET,
            # Placings go into the learner's record too, as events of this version.
            "record": 1,
            "needs": "Place the case on all three axes first; then it can be kept.",
        },
        "template": {
            "label": "Blank sheet for all cases",
            "save_as": "coding-sheet.csv",
            "text": template(),
        },
        "no_exports": (
            "it is an export of answers; bring it in where answers are brought back "
            "(in JupyterLab: course record import), and its placings will stand here"
        ),
        "help": "One row a case, kept with your answers. Save it as a file to hand in nothing but the codes.",
    },
    {
        "name": "cases",
        "label": "Cases counted on the map",
        "type": "choice",
        "options": [{"value": name, "label": label} for name, label, _ in SETS],
        "value": "all",
        "help": "Grey circles count the reader’s codes, unnamed; of all cases once you have kept five.",
    },
    {
        "name": "pair",
        "label": "The map’s two axes",
        "type": "choice",
        "options": [{"value": name, "label": label} for name, _, _, label in PAIRS],
        "value": "who_where",
        "help": "Two of the three at a time.",
    },
    {
        "name": "coders",
        "label": "Coders’ files",
        "type": "text",
        "value": "",
        "most": 80000,
        "rows": 5,
        "save_as": "coders.csv",
        # Exports of other people's records are read as well: what they kept by that control.
        "exports": "mine",
        "help": "Open several at once: exports of answers, or sheets of codes. A file’s name is its coder’s.",
    },
    {
        "name": "panel",
        "label": "Whose codes are compared",
        "type": "choice",
        "options": [
            {"value": "files", "label": "the files’, and yours"},
            {"value": "careful", "label": "a simulated class: careful"},
            {"value": "hasty", "label": "a simulated class: hasty"},
            {"value": "minds", "label": "a simulated class: of two minds"},
        ],
        "value": "files",
        "help": "A simulated class is made up, to show what alpha does.",
    },
    {
        "name": "reader",
        "label": "Count the course’s reader as a coder",
        "type": "toggle",
        "value": False,
        "help": "One more coder among the others, and no better placed than they are.",
    },
    {
        "name": "metric",
        "label": "How far apart two codes are",
        "type": "choice",
        "options": [
            {"value": "ordinal", "label": "by the order of the steps (ordinal)"},
            {"value": "interval", "label": "by equal steps (interval)"},
        ],
        "value": "ordinal",
        "help": "Are the steps of these axes of one size? If you would not say so, keep to their order.",
    },
    {
        "name": "seed",
        "label": "Seed of chance",
        "type": "number",
        "min": 1,
        "max": 999,
        "step": 1,
        "value": 1,
        "help": "For the interval and for simulated coders: the same seed gives the same result.",
    },
]

_FIRST = {}
for _control in CONTROLS:
    if _control["type"] != "text":
        _FIRST[_control["name"]] = _control["value"]


PRESETS = [
    preset(
        _FIRST,
        "claim",
        "The claim",
        "Only the cases that the reader calls new localism: managerial, and past the council?",
        {"cases": "labelled"},
    ),
    preset(
        _FIRST,
        "puzzle",
        "The puzzle",
        "Only acts of Parliament that moved power outright: to whom did the law give it?",
        {"cases": "law"},
    ),
    preset(
        _FIRST,
        "minds",
        "One word, two meanings",
        "A simulated class agrees on two axes and not on the third. Who is wrong?",
        {"panel": "minds", "pair": "where_centre"},
    ),
]


def run(tables, **values):
    """One setting. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    rows = tables["localism_cases"]
    mine = _read(rows, chosen, "mine", "you")
    files = _read(rows, chosen, "coders", None)
    case = _placed(rows, chosen, mine)
    panel, found = _compared(rows, chosen, mine, files)
    here = [row for row in rows if in_set(row, chosen["cases"])]
    pair = next(pair for pair in PAIRS if pair[0] == chosen["pair"])
    said = {
        "rows": rows,
        "here": here,
        "chosen": chosen,
        "pair": pair,
        "case": case,
        "mine": mine,
        "files": files,
        "panel": panel,
        "found": found,
    }
    return {
        "figures": [map_figure(said), case_figure(said), agreement_figure(said)],
        "reading": reading(said),
        "values": _values(said),
        "notes": {
            "mine": mine_note(mine, len(rows)),
            "coders": _coders_note(files, chosen["coders"]),
        },
        "kept": {"mine": {"codes": mine["codes"].get("you", {}), "whole": not mine["faults"]}},
    }


# What takes long is kept from the run before, with what it was worked out from: another case, another
# pair of axes or another set of cases leaves the coders' agreement as it was.
_before = {}


def _once(name, made_from, work):
    """What `work` gives, or gave the last time if it was made from the same; nobody may change it."""
    last = _before.get(name)
    if not last or last[0] != made_from:
        last = (made_from, work())
        _before[name] = last
    return last[1]


def _read(rows, chosen, box, only):
    names = [row["case"] for row in rows]
    return _once(box, (chosen[box], names), lambda: read(chosen[box], names, COLUMNS, only))


def _coders_note(files, text):
    return _once("note", text, lambda: coders_note(files))


def _compared(rows, chosen, mine, files):
    """The coders that are compared, and their agreement."""
    made_from = [rows] + [chosen[name] for name in ("panel", "reader", "metric", "seed")]
    if chosen["panel"] == "files":
        made_from += [chosen["mine"], chosen["coders"]]

    def work():
        panel = panel_of(rows, chosen, mine, files)
        return panel, agreement(rows, panel, chosen)

    return _once("compared", made_from, work)


def _placed(rows, chosen, mine):
    """The case that is looked at: its row, the learner's codes (None: not placed), what may be shown."""
    row = next(row for row in rows if row["case"] == chosen["case"])
    own = [chosen[column] for column in COLUMNS]
    codes = [None if code == UNSET else int(code) for code in own]
    untouched = all([code is None for code in codes])
    kept = mine["codes"].get("you", {}).get(row["case"])
    if untouched and kept:
        codes = kept
    placed = not any([code is None for code in codes])
    return {
        "row": row,
        "codes": codes,
        "placed": placed,
        "kept": bool(untouched and kept),
        "shown": placed and chosen["show"],
        "reader": [row[column] for column in COLUMNS],
    }


def _values(said):
    found, case = said["found"], said["case"]
    # The numbers count what the map counts: of cases that are not on it yet they tell nothing.
    here = said["here"] if counted(said) else []
    who, where = COLUMNS[0], COLUMNS[1]
    values = {
        "cases": len(here),
        "managers_past": len([row for row in here if row[who] < 0 and row[where] > 0]),
        "elected_past": len([row for row in here if row[who] > 0 and row[where] > 0]),
        "managers_side": len([row for row in here if row[who] < 0]),
        "council_side": len([row for row in here if row[where] < 0]),
        "past_side": len([row for row in here if row[where] > 0]),
        "coders": len(said["panel"]),
        "placed": 1 if case["placed"] else 0,
        "shown": 1 if case["shown"] else 0,
        "steps_apart": 0,
        "kept": len(said["mine"]["codes"].get("you", {})),
        "faults": len(said["mine"]["faults"]) + len(said["files"]["faults"]),
    }
    if case["shown"]:
        values["steps_apart"] = added([abs(case["codes"][i] - case["reader"][i]) for i in range(3)])
    for place in range(len(COLUMNS)):
        name, value, span = COLUMNS[place], found["alpha"][place], found["interval"][place]
        values["alpha_" + name] = 0.0 if value is None else value
        values["low_" + name] = span[0] if span and value is not None else 0.0
        values["high_" + name] = span[1] if span and value is not None else 0.0
        values["units_" + name] = found["units"][place]
        values["defined_" + name] = 0 if value is None else 1
    return values

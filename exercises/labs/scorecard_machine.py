"""The scorecard machine: the same scores under another rule, another weight or one point more.

The rules are in `_ratings.py`, the questions in `_scorecard.py`, pictures and sentences in
`_scorecard_figures.py` and `_scorecard_words.py`; here are the settings, and what goes with what.
"""

from ._controls import settled
from ._ratings import BLOCKS, FIRE, LAST, TOP, class_at, councils, standing, weights_of_2002
from ._scorecard import (
    INLINE,
    NAMES,
    RULES,
    SEEN,
    STEPS,
    YEARS,
    any_score,
    compare,
    fit,
    later,
    made,
    moves,
    point,
    priorities,
)
from ._scorecard_figures import CLASSES, by_class, by_point, by_star, by_weight, by_year, colours
from ._scorecard_words import (
    classes_title,
    direction,
    ends_said,
    fit_said,
    fit_title,
    later_said,
    later_title,
    point_said,
    point_title,
    weights_said,
    weights_title,
)
from ._text import listed, number, rounded

TITLE = "The scorecard machine"

ABOUT = (
    "Nine scores, one rating. A rule may add the scores up by weights, or let the lowest decide. "
    "Here are 73 councils with their scores of 2006 and 44 with those of 2007: an alphabetical "
    "part of 150, not a sample. Change the rule, the weights or a single point, and see whose "
    "class changes."
)

SOURCE = (
    "Scores: The Guardian’s tables of the Audit Commission’s results for 2006 (A to G and H to P) "
    "and 2007 (A to G). Published stars: press reports, named in the table council_scores. Rule of "
    "minimum scores: Sunderland City Council, “Current CPA framework”, about 2007. Its levels and "
    "the weights are remembered."
)

BADGE = "reconstruction"

BADGE_NOTE = (
    "The weights of 2002 (15 parts) and their bands are remembered and not confirmed; how they are "
    "laid on the blocks of 2005 is the course’s own construction, and nobody rated councils so in "
    "2006. The minimum rule is known from one council’s page, which says that the Audit Commission "
    "used it. What was seen of that page is cut off in the rows for a corporate assessment of 2, "
    "and which services are in which level is remembered. The rule gives all 21 published stars "
    "that it reaches. It was not made from them; but they were made by it, so that is what one "
    "would expect, and 21 are few. It has no answer for 3 of the 73 councils of 2006: Bristol and "
    "Lambeth (the rows cut off) and Buckinghamshire (a score under review)."
)

HOW = """\
**The scores.** Each council has a corporate assessment, of how well it is run as a whole,
and a score for each service block, from 1 to 4.
Counties ran neither housing nor benefits; a few councils were scored for fire, in 2006 only.
The 2006 scores here are of councils from Barking & Dagenham to Ealing and from Hackney to Newham,
the parts of a printed table that could be read: 73 of 150.
So counts here are counts, and nothing is to be inferred about the other councils.
Buckinghamshire’s score for adults’ care was under review in 2006, so no rule has an answer for it.

**Added up by weights.** A council’s score is the average of its scores by their weights.
A block that it does not run is left out, and the other weights grow in proportion.
With the 2002 weights the total runs from 15 to 60 (12 to 48 in counties):
below 30 (24) is class 1, from 38 (30) class 3, from 46 (37) class 4.
The same bands, as averages, serve the other weights.
All this is unconfirmed, except that one council was reported at 37 with 38 needed.
*An example with invented scores*: children 3, adults’ care 3, housing 2, environment 2, culture 2,
benefits 1, use of resources 2 make 6×3 + 2×3 + 2×2 + 2×2 + 2 + 1 + 2 = 37, class 2.
Culture at 3 makes 38, class 3. The cliff decides, not the average.

The 2002 weights were for other blocks: education 4, social services 4, housing 2, environment 2,
libraries and leisure 1, benefits 1, use of resources 1.
The lab gives children education’s 4 and half of social services’ (6 in all), and adults’ care 2.
They have no place for fire, or for the corporate assessment,
which in 2002 met the service score in a table of which only the corners are known:
a class by these weights is therefore a class for services alone.
Even weights count every score once, the corporate assessment among them.

**Minimum scores.** The stars of 2005 to 2008, by the Audit Commission’s rule
as a page of Sunderland City Council printed it, about 2007. It has two levels:
children, adults’ care and use of resources; and all other services.
Which services are in which is remembered; the page names only use of resources, in the first.

- Corporate assessment 4. Four stars (class 4): first level all 3 or better, second all 2 or better.
  Three: first level all 2 or better, at most one score below 2 in the second.
  Two: at most one score below 2 in each level. Anything else: one.
- Corporate assessment 3. Four: everything 3 or better. Three: everything 2 or better.
  Two: first level all 2 or better, at most one score below 2 in the second. Anything else: one.
- Corporate assessment 2. Three: first level all 3 or better, second all 2 or better.
  Two: everything 2 or better.
- Here the page is cut off: for a 2 with any score of 1, and for a corporate assessment of 1,
  there is no answer. Bristol and Lambeth in 2006, each with a 2 and one score of 1, got one star.

*An example that is no invention*: Leeds in 2006 had 3 for everything but culture, where it had 2.
It got three stars. By this rule one point for culture would have made it four.

**One point.** The score chosen moves by one for each council in turn and all else stays.
Those at the end of the scale stay too.
Under the minimum rule a point can also lead to where it has no answer (or out of there):
the faint ends of the bars.

**Whose priorities.** The shares are those of a council that runs everything but fire.
In your own weights, housing, benefits, use of resources and fire count 1 each.
The places in the order are by average; equal averages share a place.

**A year later.** 37 councils, Barking & Dagenham to Ealing, have scores in both years.
Fire is left out in both, as 2007 has none.
Under the minimum rule, which has no average, the average is the even one.
Where a score is partly chance, whoever stands high in one year was on average also lucky,
and luck does not come twice: the high fall back and the low come up, without any cause.
Francis Galton called it regression, in 1886.
It cannot be told from real change by these numbers alone. Other things push the same way:
a 4 can only stay or fall, and a 1 only stay or rise.
And one thing pushes against it: 33 of the 37 have the same corporate assessment in both years.

**The published stars.** All 23 of councils with scores, 20 of 2006 and 3 of 2007, against the rule.
The minimum rule reaches 21 of them and gives the number published each time.
It was not made from them, so this is a check, of the levels too.
But the stars were made by that rule, so agreement is what one would expect, and 21 are few.
A class by added scores never was a star:
that the numbers agree, or not, says how alike two rules are.
If you turn the weights until most agree, you have fitted a rule, and agreement proves nothing.

**What it leaves out.** The override that could hold a rating down in 2002–04,
and the protection of an older corporate assessment in 2007;
how inspectors came to a score, and how a council came by it: deprivation and diversity play a part.

**The named values.** `class_4` to `class_1` and `no_answer` count councils under the rule,
with `other_` before them under the one it is compared with.
`changed` is of `both_placed`, those to which both rules give a class; `changed_up` stand higher by
the rule. `point_` counts what one point does, `back_` what one point in the other direction does.
Shares are of one. `rank_` values are 0 unless both rules add up.
`top_2006` are in class 4 in 2006, of those with scores in both years; `top_stayed` also in 2007.
`lead_kept` is the slope of the least-squares line of 2007 on 2006: the covariance over the variance of 2006.
`fit_cases` are published stars to which the rule applies, `fit_no_answer` those to which it does not.
"""

TABLES = ["council_scores", "assessment_rules"]

OFFERED = [
    {"value": "minimum", "label": "minimum scores: the stars of 2005–08"},
    {"value": "weights", "label": "added up by the 2002 weights (unconfirmed)"},
    {"value": "even", "label": "added up, every score alike"},
    {"value": "own", "label": "added up by your own weights"},
]

CONTROLS = [
    {
        "name": "rule",
        "label": "The rule",
        "type": "choice",
        "options": OFFERED,
        "value": "minimum",
        "help": "How scores become a class.",
    },
    {
        "name": "against",
        "label": "Compared with",
        "type": "choice",
        "options": OFFERED,
        "value": "weights",
        "help": "The same scores under a second rule.",
    },
    {
        "name": "year",
        "label": "Year",
        "type": "choice",
        "options": [
            {"value": "2006", "label": "2006 (73 councils)"},
            {"value": "2007", "label": "2007 (44 councils)"},
        ],
        "value": "2006",
        "help": "An alphabetical part of 150 councils in either year.",
    },
    {
        "name": "view",
        "label": "Look at",
        "type": "choice",
        "options": [
            {"value": "point", "label": "what one point does"},
            {"value": "weights", "label": "whose priorities count"},
            {"value": "later", "label": "the same councils a year later"},
            {"value": "fit", "label": "the published stars"},
        ],
        "value": "point",
        "help": "What the second figure shows.",
    },
    {
        "name": "block",
        "label": "The score that moves",
        "type": "choice",
        "options": [{"value": BLOCKS[i], "label": INLINE[i]} for i in [5, 6, 1, 2, 3, 4, 7, 8, 0]],
        "value": "environment",
        "help": "For “what one point does”.",
    },
    {
        "name": "move",
        "label": "It moves",
        "type": "choice",
        "options": [
            {"value": "up", "label": "one point up"},
            {"value": "down", "label": "one point down"},
        ],
        "value": "up",
        "help": "In one council at a time; all else stays.",
    },
    {
        "name": "visible",
        "label": "Your weight for environment and for culture",
        "type": "slider",
        "min": 0,
        "max": 6,
        "step": 1,
        "value": 4,
        "help": "What residents see. Housing, benefits and use of resources count 1 each.",
    },
    {
        "name": "people",
        "label": "Your weight for children and for adults’ care",
        "type": "slider",
        "min": 0,
        "max": 6,
        "step": 1,
        "value": 1,
        "help": "Schools and care: over half of what councils spent in 2006–07.",
    },
    {
        "name": "corporate",
        "label": "Your weight for the corporate assessment",
        "type": "slider",
        "min": 0,
        "max": 6,
        "step": 1,
        "value": 0,
        "help": "How well inspectors thought the council was run as a whole.",
    },
]

PRESETS = [
    {
        "name": "street",
        "label": "A point for the streets",
        "values": {
            "rule": "minimum",
            "against": "weights",
            "year": "2006",
            "view": "point",
            "block": "environment",
            "move": "up",
            "visible": 4,
            "people": 1,
            "corporate": 0,
        },
        "note": (
            "Better streets in one council after another: a sum often rewards them, a minimum "
            "rule hardly ever. Then take the point away, or give it to culture instead."
        ),
    },
    {
        "name": "whose",
        "label": "Whose weights?",
        "values": {
            "rule": "own",
            "against": "weights",
            "year": "2006",
            "view": "weights",
            "block": "environment",
            "move": "up",
            "visible": 4,
            "people": 1,
            "corporate": 0,
        },
        "note": (
            "The same scores, with what residents see counting four times as much as any other "
            "service. Whose class changes, and who was put first before?"
        ),
    },
    {
        "name": "later",
        "label": "A year later",
        "values": {
            "rule": "weights",
            "against": "minimum",
            "year": "2007",
            "view": "later",
            "block": "environment",
            "move": "up",
            "visible": 4,
            "people": 1,
            "corporate": 0,
        },
        "note": (
            "The councils that stood highest in 2006 and those that stood lowest, in 2007: how "
            "much of either was chance?"
        ),
    },
]


def run(tables, **values):
    """One setting of the machine. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    known = {}
    for year in YEARS:
        known[year] = councils(tables["council_scores"], year)
    group = known[int(chosen["year"])]
    weights = weights_of_2002(tables["assessment_rules"])
    both = [made(chosen[side], chosen, weights) for side in ("rule", "against")]
    seen = [[standing(rule, one["scores"]) for one in group] for rule in both]
    classes = []
    for side in (0, 1):
        classes.append(
            [class_at(both[side], group[k]["scores"], seen[side][k]) for k in range(len(group))]
        )
    case = {
        "chosen": chosen,
        "group": group,
        "rules": both,
        "weights": weights,
        "seen": seen,
        "classes": classes,
        "place": BLOCKS.index(chosen["block"]),
        "step": STEPS[chosen["move"]],
        "same": chosen["rule"] == chosen["against"],
        "names": [RULES[chosen[side]]["name"] for side in ("rule", "against")],
        "labels": [RULES[chosen[side]]["label"] for side in ("rule", "against")],
        "shades": colours(chosen["rule"] == "own", chosen["against"] == "own"),
    }
    found = {}
    for part in (compare, point, priorities, later, fit):
        part(case, known, found)
    figure, told = VIEWS[chosen["view"]]
    return {
        "figures": [classes_figure(case, found), figure(case, found)],
        "reading": " ".join([said for said in told(case, found) if said]),
        "values": found,
    }


# The figures, in words and numbers


def classes_figure(case, found):
    """The two distributions."""
    groups = []
    for side in (0, 1):
        members = [[] for _ in CLASSES]
        for k in range(len(case["group"])):
            members[TOP - (case["classes"][side][k] or 0)].append(case["group"][k]["name"])
        groups.append(members)
    rows = []
    for i in range(len(CLASSES)):
        rows.append(
            CLASSES[i] + ": " + number(len(groups[0][i])) + " and " + number(len(groups[1][i]))
        )
    summary = (
        "Councils in each class in "
        + case["chosen"]["year"]
        + " by "
        + case["names"][0]
        + " and by "
        + case["names"][1]
        + ". "
        + "; ".join(rows)
        + "."
    )
    for side in (0, 1):
        if groups[side][TOP] and not (side and case["same"]):
            names = listed(groups[side][TOP])
            summary += " No answer by " + case["names"][side] + ": " + names + "."
    return by_class(groups, case["labels"], case["shades"], classes_title(case, found), summary)


def point_figure(case, found):
    """What a point does, block by block."""
    here = [i for i in range(LAST) if any_score(case["group"], i)]
    told = []
    for side in (0, 1):
        told.append([moves(case, side, i, case["step"]) for i in here])
    rows = []
    for k in range(len(here)):
        each = []
        for side in (0, 1):
            one = told[side][k]
            reach = len(one["out"]) + len(one["into"])
            text = number(len(one["changed"]))
            each.append(text + " (and " + number(reach) + " beyond reach)" if reach else text)
        rows.append(NAMES[here[k]] + ": " + each[0] + " and " + each[1])
    summary = (
        "Councils that would change class with one point "
        + direction(case["step"])
        + ", by score, under "
        + case["names"][0]
        + " and under "
        + case["names"][1]
        + ". "
        + "; ".join(rows)
        + "."
    )
    return by_point(
        [NAMES[i] for i in here],
        NAMES[case["place"]] if found["point_scored"] else None,
        told,
        case["labels"],
        case["shades"],
        point_title(case, found),
        summary,
    )


def weights_figure(case, found):
    """The shares of the sum."""
    here = [i for i in range(LAST) if i != FIRE]
    shares = [[100 * one[i] for i in here] for one in case["shares"]]
    rows = []
    for k in range(len(here)):
        pair = number(shares[0][k]) + " and " + number(shares[1][k])
        rows.append(NAMES[here[k]] + ": " + pair)
    summary = (
        "Shares of the sum by block, in per cent, by the 2002 weights (unconfirmed) and by your "
        "own, in a council that runs everything but fire. "
        + "; ".join(rows)
        + ". If all counted the same, each would carry "
        + number(100 / len(here), 1)
        + "."
    )
    seen_names = [NAMES[i] for i in SEEN]
    places = [NAMES[i] for i in here]
    return by_weight(places, seen_names, shares, 100 / len(here), weights_title(found), summary)


def later_figure(case, found):
    """The averages of one year against those of the other."""
    both = case["both"]
    falls = sorted(both, key=lambda pair: (rounded(pair[2] - pair[1], 9), pair[0]))
    marked = [falls[0][0], falls[-1][0]]
    summary = (
        "Average scores of "
        + number(len(both))
        + " councils in 2006 and 2007. "
        + ends_said(case, found)
        + " The biggest fall: "
        + falls[0][0]
        + "; the biggest rise: "
        + falls[-1][0]
        + "."
    )
    return by_year(
        [pair[0] for pair in both],
        [pair[1] for pair in both],
        [pair[2] for pair in both],
        found["lead_kept"],
        [i for i in range(len(both)) if both[i][0] in marked],
        later_title(found),
        summary,
    )


def fit_figure(case, found):
    """Published stars against the rule."""
    rows = []
    for stars, given, names in case["cells"]:
        what = "class " + str(given) if given else "no answer"
        rows.append(number(stars) + " published and " + what + ": " + listed(names))
    summary = "Stars published, and the class by " + case["names"][0] + ". " + "; ".join(rows) + "."
    title = fit_title(case, found)
    return by_star(case["cells"], case["shades"][0], case["labels"][0], title, summary)


# What the second figure shows, and what is read beneath
VIEWS = {
    "point": (point_figure, point_said),
    "weights": (weights_figure, weights_said),
    "later": (later_figure, later_said),
    "fit": (fit_figure, fit_said),
}

"""How scores become a rating: a weighted sum with bands, or minimum scores that no sum can buy off.

Kept apart from its lab because a rule, and not a figure, is what a test must hold to the evidence.

A council is a dict: `name`, `scores` (in the order of BLOCKS, 1 to 4, None where there is none) and
`stars` (published, or None). A rule is a dict that `minimum_rule` or `added_rule` makes. Classes
run from 1 to 4; None is no answer. A council without housing is a county.
"""

from ._maths import added

BLOCKS = [
    "corporate_assessment",
    "children",
    "adults",
    "use_of_resources",
    "housing",
    "environment",
    "culture",
    "benefits",
    "fire",
]
CORPORATE = 0
HOUSING = 4
FIRE = 8
# What every council was scored on: where one of these is missing, no rule has an answer.
EVERYWHERE = [0, 1, 2, 3, 5, 6]
LAST = 9
TOP = 4

# The recollected bands, as averages: 30, 38 and 46 of 15 parts; for counties 24, 30 and 37 of 12.
SINGLE_TIER = [30 / 15, 38 / 15, 46 / 15]
COUNTY = [24 / 12, 30 / 12, 37 / 12]
# Averages this close to a band are on it: the last bits of a sum are nobody's priority.
NEAR = 1e-9

FRAMEWORK = "cpa_2002_2004"
# The blocks of 2002 in those of 2005: schools and children's care had become one block.
SINCE_2005 = {
    "education": [(1, 1)],
    "social_services": [(1, 0.5), (2, 0.5)],
    "use_of_resources": [(3, 1)],
    "housing": [(4, 1)],
    "environment": [(5, 1)],
    "libraries_and_leisure": [(6, 1)],
    "benefits": [(7, 1)],
}


def councils(rows, year):
    """The councils with service scores in `year`, by name. ValueError where there are none."""
    found = []
    for row in rows:
        if row["year"] == year and row["corporate_assessment"] is not None:
            found.append(
                {
                    "name": row["council"],
                    "scores": [row[block] for block in BLOCKS],
                    "stars": row["stars_published"],
                }
            )
    if not found:
        raise ValueError("The table council_scores has no service scores for " + str(year) + ".")
    return sorted(found, key=lambda council: council["name"])


def weights_of_2002(rows):
    """The 2002 weights in the order of BLOCKS; nothing for what that sum left out.

    Raises ValueError where a weight is missing or doubled.
    """
    weights = [0] * LAST
    seen = []
    for row in rows:
        if row["framework"] == FRAMEWORK and row["block"] in SINCE_2005:
            if row["block"] in seen:
                raise ValueError(
                    "The table assessment_weights has two 2002 weights for " + row["block"] + "."
                )
            seen.append(row["block"])
            for place, part in SINCE_2005[row["block"]]:
                weights[place] += part * row["weight"]
    for block in sorted(SINCE_2005):
        if block not in seen:
            raise ValueError("The table assessment_weights lacks a 2002 weight for " + block + ".")
    return weights


def minimum_rule():
    """The stars of 2005 to 2008 as a page of Sunderland City Council printed them about 2007.

    Which services are in which of its two levels is remembered.
    """
    return {"weights": None}


def added_rule(weights):
    """A weighted average with bands; `weights` in the order of BLOCKS, none below zero.

    A council's weights are those of the scores that it has: a county's average leaves out housing
    and benefits. ValueError unless what every council has carries weight.
    """
    if len(weights) != LAST or min(weights) < 0 or added([weights[i] for i in EVERYWHERE]) <= 0:
        raise ValueError("weights must be at or above zero, and not all of them zero")
    return {"weights": weights}


def scored(scores):
    """Whether a council has every score that all councils had."""
    return None not in [scores[place] for place in EVERYWHERE]


def average(rule, scores):
    """The weighted average of a council's scores, 1 to 4; None where one is missing."""
    seen = standing(rule, scores)
    return None if seen is None else seen[0] / seen[1]


def _sums(weights, scores):
    total = 0
    weight = 0
    for i in range(LAST):
        score = scores[i]
        if score is not None:
            total += weights[i] * score
            weight += weights[i]
    return total, weight


def _level(scores, start, end):
    """The lowest score of a level, and how many are below 2."""
    lowest = TOP
    ones = 0
    for i in range(start, end):
        score = scores[i]
        if score is not None:
            if score < lowest:
                lowest = score
            if score < 2:
                ones += 1
    return lowest, ones


def standing(rule, scores):
    """What a rule looks at: the sum and its weight, or what `_level` gives for each level.

    None where a score is missing.
    """
    if not scored(scores):
        return None
    if rule["weights"] is None:
        return _level(scores, 1, HOUSING), _level(scores, HOUSING, LAST)
    return _sums(rule["weights"], scores)


def class_of(rule, scores):
    """The class that a rule gives to scores; None where it has no answer."""
    return class_at(rule, scores, standing(rule, scores))


def class_at(rule, scores, seen):
    """As `class_of`, from what `standing` gives for the scores."""
    if seen is None:
        return None
    if rule["weights"] is None:
        return _stars(scores[CORPORATE], seen[0], seen[1])
    return _band(seen[0], seen[1], _limits(scores))


def _limits(scores):
    return COUNTY if scores[HOUSING] is None else SINGLE_TIER


def _band(total, weight, limits):
    found = 1
    for limit in limits:
        if total >= (limit - NEAR) * weight:
            found += 1
    return found


def _stars(corporate, first, second):
    """The printed rule: the lowest score of each level, and how many are below 2, at most one.

    None for a corporate assessment of 1, or of 2 with a score of 1: there the page is cut off.
    """
    if corporate < 3:
        if corporate < 2 or min(first[0], second[0]) < 2:
            return None
        return 3 if first[0] >= 3 else 2
    # A 4 is let off one low score in the second level where a 3 is not.
    let_off = corporate == 4
    if first[0] >= 3 and second[0] >= (2 if let_off else 3):
        return 4
    if second[1] > 1:
        return 1
    if first[1] == 0:
        return 3 if let_off or second[1] == 0 else 2
    return 2 if let_off and first[1] == 1 else 1


def counted(classes):
    """How many councils are in each class, 1 to 4 by its number, and at 0 those without answer."""
    counts = [0] * (TOP + 1)
    for found in classes:
        counts[0 if found is None else found] += 1
    return counts


def moved_point(rule, group, classes, seen, place, step):
    """What one point more (`step` 1) or less (-1) in the score at `place` does to each council.

    `classes` and `seen` are what `class_of` and `standing` give for the group as it is. Gives lists
    of names: `changed` (another class), `out` (an answer before, none after), `into` (none before,
    one after), `stuck` (at the end of the scale) and `scored` (all that have this score).
    """
    told = {"changed": [], "out": [], "into": [], "stuck": [], "scored": []}
    for k in range(len(group)):
        scores = group[k]["scores"]
        score = scores[place]
        if score is None:
            continue
        name = group[k]["name"]
        told["scored"].append(name)
        if score + step < 1 or score + step > TOP:
            told["stuck"].append(name)
            continue
        if seen[k] is None:
            continue
        before = classes[k]
        after = _moved(rule, scores, seen[k], place, step)
        if after != before:
            told["into" if before is None else "out" if after is None else "changed"].append(name)
    return told


def _moved(rule, scores, seen, place, step):
    """The class after the move, worked out from what the rule looked at before it."""
    if rule["weights"] is not None:
        return _band(seen[0] + step * rule["weights"][place], seen[1], _limits(scores))
    if place == CORPORATE:
        return _stars(scores[CORPORATE] + step, seen[0], seen[1])
    score = scores[place]
    # Only a move of the lowest score, or to below it, changes what the rule sees.
    if place < HOUSING:
        if step < 0 or score == seen[0][0]:
            scores[place] = score + step
            first = _level(scores, 1, HOUSING)
            scores[place] = score
            return _stars(scores[CORPORATE], first, seen[1])
    elif step < 0 or score == seen[1][0]:
        scores[place] = score + step
        second = _level(scores, HOUSING, LAST)
        scores[place] = score
        return _stars(scores[CORPORATE], seen[0], second)
    return _stars(scores[CORPORATE], seen[0], seen[1])


def ranks(averages):
    """Each place from the top, 1 the highest, equal ones alike; None for None."""
    order = sorted(
        [i for i in range(len(averages)) if averages[i] is not None],
        key=lambda i: (-averages[i], i),
    )
    placed = [None] * len(averages)
    for k in range(len(order)):
        mine = averages[order[k]]
        tied = k and averages[order[k - 1]] <= mine + NEAR
        placed[order[k]] = placed[order[k - 1]] if tied else k + 1
    return placed


def kept(first, later):
    """The least-squares slope of `later` on `first`: what part of a lead over the average is left.

    Francis Galton's regression coefficient (1886). ValueError where `first` does not vary.
    """
    middle = added(first) / len(first)
    end = added(later) / len(later)
    spread = added([(x - middle) ** 2 for x in first])
    if spread <= NEAR:
        raise ValueError("the first measurements are all alike")
    together = 0
    for i in range(len(first)):
        together += (first[i] - middle) * (later[i] - end)
    return together / spread

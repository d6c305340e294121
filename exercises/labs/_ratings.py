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
        block = row["item"]
        if row["framework"] == FRAMEWORK and row["weight"] is not None and block in SINCE_2005:
            if block in seen:
                raise ValueError(
                    "The table assessment_rules has two 2002 weights for " + block + "."
                )
            seen.append(block)
            for place, part in SINCE_2005[block]:
                weights[place] += part * row["weight"]
    for block in sorted(SINCE_2005):
        if block not in seen:
            raise ValueError("The table assessment_rules lacks a 2002 weight for " + block + ".")
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
    return {"weights": weights, "floors": {}}


def scored(scores):
    """Whether a council has every score that all councils had."""
    for place in EVERYWHERE:
        if scores[place] is None:
            return False
    return True


def average(seen):
    """The weighted average, 1 to 4, from what `standing` gives under weights; None for None."""
    return None if seen is None else seen[0] / seen[1]


def _sums(rule, scores):
    """The sum, its weight, and the sums from which a council is in the second, third and top class."""
    weights = rule["weights"]
    total = 0
    weight = 0
    place = 0
    for score in scores:
        if score is not None:
            total += weights[place] * score
            weight += weights[place]
        place += 1
    limits = COUNTY if scores[HOUSING] is None else SINGLE_TIER
    # Councils with the same blocks have the same floors.
    kind = (weight, limits is COUNTY)
    if kind not in rule["floors"]:
        rule["floors"][kind] = _floors(limits, weight)
    return total, weight, rule["floors"][kind]


def _floors(limits, weight):
    return [(limit - NEAR) * weight for limit in limits]


def _level(scores, start, end):
    """The lowest score of a level, how many are below 2, and how many are the lowest."""
    lowest = TOP
    ones = 0
    alike = 0
    for i in range(start, end):
        score = scores[i]
        if score is not None:
            if score < lowest:
                lowest = score
                alike = 0
            if score == lowest:
                alike += 1
            if score < 2:
                ones += 1
    return lowest, ones, alike


def standing(rule, scores):
    """What a rule looks at: what `_sums` gives, or what `_level` gives for each level.

    None where a score is missing.
    """
    if not scored(scores):
        return None
    if rule["weights"] is None:
        return _level(scores, 1, HOUSING), _level(scores, HOUSING, LAST)
    return _sums(rule, scores)


def class_of(rule, scores):
    """The class that a rule gives to scores; None where it has no answer."""
    return class_at(rule, scores, standing(rule, scores))


def class_at(rule, scores, seen):
    """As `class_of`, from what `standing` gives for the scores."""
    if seen is None:
        return None
    if rule["weights"] is None:
        return _stars(scores[CORPORATE], seen[0], seen[1])
    return _band(seen[0], seen[2])


def _band(total, floors):
    """The class of a sum; it has to reach the floor of each class above the first."""
    return 1 + (total >= floors[0]) + (total >= floors[1]) + (total >= floors[2])


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
    changed, out, into, stuck, those_scored = [], [], [], [], []
    summed = rule["weights"] is not None
    shift = step * rule["weights"][place] if summed else 0
    level = 0 if place < HOUSING else 1
    for k in range(len(group)):
        one = group[k]
        score = one["scores"][place]
        if score is None:
            continue
        name = one["name"]
        those_scored.append(name)
        if score + step < 1 or score + step > TOP:
            stuck.append(name)
            continue
        held = seen[k]
        if held is None:
            continue
        before = classes[k]
        if summed:
            after = _band(held[0] + shift, held[2])
        elif step > 0 and place != CORPORATE and _unseen(score, held[level]):
            continue
        else:
            after = _moved(one["scores"], held, place, step)
        if after != before:
            (into if before is None else out if after is None else changed).append(name)
    return {"changed": changed, "out": out, "into": into, "stuck": stuck, "scored": those_scored}


def _unseen(score, level):
    """Whether the minimum rule sees nothing of a better score: another is as low, or lower."""
    return score > level[0] or (score > 1 and level[2] > 1)


def _moved(scores, seen, place, step):
    """The class by the minimum rule after the move, worked out from what it looked at before."""
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
    order = sorted([(-averages[i], i) for i in range(len(averages)) if averages[i] is not None])
    placed = [None] * len(averages)
    for k in range(len(order)):
        tied = k and -order[k - 1][0] <= NEAR - order[k][0]
        placed[order[k][1]] = placed[order[k - 1][1]] if tied else k + 1
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

"""The world of the flight simulator: synthetic councils, a regime over them, and eight years.

Kept apart from its lab because the rules of the world, and not its figures, are what tests hold to.

A council is a dict: `quality` (lasting, in points of a score from 1 to 4), `wants` (what its public
weighs) and `habits` (what its managers put first), lists of shares in the order of WORK. A regime is a
dict of the lab's levers. Scores are in points; effort is relative to a council's before the first year.
"""

import math

from ._maths import Generator, added, expected_log, mixed, normalised
from ._ratings import EVERYWHERE
from ._ratings import councils as rated

WORK = ["schools and care", "streets and parks", "what this place wants most"]
# The regime measures the first well, the second a little, the third hardly at all.
MEASURED = [0.7, 0.25, 0.05]
# What money is spent on, near enough, and what residents weigh: the course's own illustrations.
SPENT = [0.55, 0.3, 0.15]
WEIGHED = [0.4, 0.35, 0.25]

COUNCILS = 40
YEARS = 8
FIRST_YEAR = 1999
# A logarithm of effort turned into points of a score: a tenth more effort is a tenth of a point.
POINTS = 1.0
# How much of a council's effort full inspection takes up, and how much noise it takes out.
INSPECTION_COST = 0.04
# What lifts and what spreads: chances and sizes in a year.
CATCH_UP = 0.06
INVENTION_CHANCE = 0.25
INVENTION_SIZE = 0.08
COPIED = 0.25
LEAST_QUALITY = 1.0
MOST_QUALITY = 4.0

GIVEN = ("nobody", "yearly", "for_good", "all")


def spread(rows):
    """The spread of councils from the real scores of 2006 and 2007.

    For each council with the six scores that every one has in both years, the mean of the six. Their
    correlation between the years is the reliability of one year's assessment (classical test theory):
    that part of the variance lasts, the rest is noise.

    Returns a dict: `count`, `mean`, `deviation`, `reliability`. Raises ValueError for fewer than ten.
    """
    first = _means(rows, 2006)
    later = _means(rows, 2007)
    pairs = [(first[name], later[name]) for name in sorted(first) if name in later]
    count = len(pairs)
    if count < 10:
        raise ValueError("The table council_scores has too few councils with scores in both years.")
    mean_one = added([a for a, _ in pairs]) / count
    mean_two = added([b for _, b in pairs]) / count
    one = added([(a - mean_one) ** 2 for a, _ in pairs])
    two = added([(b - mean_two) ** 2 for _, b in pairs])
    both = added([(a - mean_one) * (b - mean_two) for a, b in pairs])
    return {
        "count": count,
        "mean": mean_one,
        "deviation": math.sqrt(one / (count - 1)),
        "reliability": max(0.05, min(0.95, both / math.sqrt(one * two))),
    }


def _means(rows, year):
    found = {}
    for council in rated(rows, year):
        scores = [council["scores"][i] for i in EVERYWHERE]
        if None not in scores:
            found[council["name"]] = added(scores) / len(scores)
    return found


def world(known, taste, seed):
    """The councils of one seed; `taste` is how far what publics want differs, 0 to 1."""
    chance = Generator(seed)
    lasting = known["deviation"] * math.sqrt(known["reliability"])
    made = []
    for _ in range(COUNCILS):
        quality = _bounded(known["mean"] + lasting * chance.normal())
        wants = normalised([w * math.exp(taste * chance.normal()) for w in WEIGHED])
        made.append({"quality": quality, "wants": wants})
    return made


def noise(known):
    """The standard deviation of one year's assessment around what lasts, in points."""
    return known["deviation"] * math.sqrt(1 - known["reliability"])


def run_years(councils, known, regimes, seed):
    """Eight years of a world under a regime for each year; what happened, year by year.

    Returns a dict of lists by year: `measured` and `public` (mean change since before the first year,
    in points), `gap` (between the ninth and the first tenth of what publics get, in points), `freed`
    (their number), `deserving` (how many of those freed are among as many of the best), `lost` (who
    were free last year and are not now), `unlucky` (who lost it though still among the best, as many
    as are free now), and `scores` and `quality` (of each council, in points).
    """
    # The same luck for every regime, so that two runs differ by the regime alone.
    chance = Generator(seed + 7919)
    size = noise(known)
    quality = [council["quality"] for council in councils]
    free = [False] * len(councils)
    scores = list(quality)
    story = {
        "measured": [],
        "public": [],
        "gap": [],
        "freed": [],
        "deserving": [],
        "lost": [],
        "unlucky": [],
        "scores": [],
        "quality": [],
    }
    for year in range(YEARS):
        regime = regimes[year]
        before = free
        free = freed(regime, scores, before, year)
        measured = []
        public = []
        served = []
        scores = []
        for i in range(len(councils)):
            power = regime["power"] * (1 - regime["relief"]) if free[i] else regime["power"]
            got = outcome(councils[i], power, regime)
            measured.append(got[0] + quality[i] - councils[i]["quality"])
            public.append(got[1] + quality[i] - councils[i]["quality"])
            served.append(quality[i] + got[1])
            luck = chance.normal() * size * (1.5 - regime["inspection"])
            scores.append(quality[i] + got[0] + luck)
        best = highest(quality, free.count(True))
        gone = [i for i in range(len(free)) if before[i] and not free[i]]
        draws = [chance.uniform() for _ in councils]
        quality = learned(quality, free, regime, draws)
        story["measured"].append(added(measured) / len(measured))
        story["public"].append(added(public) / len(public))
        story["gap"].append(between(served))
        story["freed"].append(free.count(True))
        story["deserving"].append(len([i for i in best if free[i]]))
        story["lost"].append(len(gone))
        story["unlucky"].append(len([i for i in gone if i in best]))
        story["scores"].append(scores)
        story["quality"].append(quality)
    return story


def outcome(council, power, regime):
    """What a council's assessment and its public see, as changes in points since before any regime.

    Targetworld's arithmetic (_effort.py): effort goes to `B*w + (1-B)*v`, and each judge sees the
    mean logarithm of effort by its own weights. Managers stand between the budget and their public.
    """
    habits = mixed(regime["voice"], council["wants"], SPENT)
    now = mixed(power, MEASURED, habits)
    total = math.log(1 + regime["eta"] * power) + math.log(
        1 - INSPECTION_COST * regime["inspection"]
    )
    seen = expected_log(MEASURED, now) - expected_log(MEASURED, SPENT)
    felt = expected_log(council["wants"], now) - expected_log(council["wants"], SPENT)
    return POINTS * (total + seen), POINTS * (total + felt)


def freed(regime, scores, before, year):
    """Which councils are free this year, by last year's published scores."""
    rule = regime["given"]
    count = len(scores)
    if rule == "all":
        return [True] * count
    # There is no score to go by before the first assessment.
    if rule == "nobody" or year == 0:
        return [False] * count
    best = highest(scores, int(regime["share"] * count + 0.5))
    if rule == "for_good" and True in before:
        return list(before)
    return [i in best for i in range(count)]


def learned(quality, free, regime, draws):
    """Quality a year later: the weakest are lifted by pressure, the free invent, the rest may copy.

    Pressure closes CATCH_UP of a council's distance below the average, in proportion to its power.
    A free council finds a better way with INVENTION_CHANCE; whether others copy it is `sharing`.
    """
    mean = added(quality) / len(quality)
    found = 0
    later = []
    for i in range(len(quality)):
        power = regime["power"] * (1 - regime["relief"]) if free[i] else regime["power"]
        gain = CATCH_UP * power * max(0.0, mean - quality[i])
        if draws[i] < INVENTION_CHANCE * (1 - power):
            gain += INVENTION_SIZE
            found += 1
        later.append(quality[i] + gain)
    spread_on = COPIED * regime["sharing"] * INVENTION_SIZE * found / len(quality)
    return [_bounded(level + spread_on) for level in later]


def between(levels):
    """The distance between the ninth and the first tenth of some levels."""
    ordered = sorted(levels)
    tenth = len(ordered) // 10
    return ordered[-1 - tenth] - ordered[tenth]


def highest(levels, count):
    """The places of the `count` highest levels; of equal ones the first."""
    return sorted(range(len(levels)), key=lambda i: (-levels[i], i))[:count]


def _bounded(level):
    return max(LEAST_QUALITY, min(MOST_QUALITY, level))

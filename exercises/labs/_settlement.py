"""The world of the flight simulator: synthetic councils, a regime over them, and eight years.

Kept apart from its lab because the rules of the world, and not its figures, are what tests hold to.

A council is a dict: `quality` (lasting, in points of a score from 1 to 4), `wants` (what its public
weighs, shares in the order of WORK) and `felt_before` (the mean logarithm of what is spent, by those
weights). A regime is a dict of the lab's levers. Scores are in points; effort is relative to a council's
before the first year.

What does not change from one year or one regime to the next is worked out once: the luck of a seed, and
how a council's work is judged under a power.
"""

import math

from ._maths import Generator, added, expected_log, normalised
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

# How the assessment's own weights see what is spent, before any regime.
_SEEN_BEFORE = expected_log(MEASURED, SPENT)
# The draws of the seed last asked for: a lever moves far more often than the seed does.
_KEPT = {}


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
    lasting = known["deviation"] * math.sqrt(known["reliability"])
    made = []
    for born in drawn(seed)["councils"]:
        quality = _bounded(known["mean"] + lasting * born[0])
        wants = [WEIGHED[i] * math.exp(taste * born[i + 1]) for i in range(len(WEIGHED))]
        wants = normalised(wants)
        felt = expected_log(wants, SPENT)
        made.append({"quality": quality, "wants": wants, "felt_before": felt})
    return made


def drawn(seed):
    """All the chance of one seed, the same for every regime, so that two runs differ by that alone.

    Returns a dict: `councils` (for each a normal draw for its quality and one for each weight of its
    public) and `years` (for each year a normal and then a uniform draw for each council).
    """
    if _KEPT.get("seed") != seed:
        birth = Generator(seed)
        luck = Generator(seed + 7919)
        each = range(COUNCILS)
        councils = [[birth.normal() for _ in range(1 + len(WEIGHED))] for _ in each]
        years = [
            ([luck.normal() for _ in each], [luck.uniform() for _ in each]) for _ in range(YEARS)
        ]
        _KEPT["seed"] = seed
        _KEPT["drawn"] = {"councils": councils, "years": years}
    return _KEPT["drawn"]


def noise(known):
    """The standard deviation of one year's assessment around what lasts, in points."""
    return known["deviation"] * math.sqrt(1 - known["reliability"])


def run_years(councils, known, regimes, seed):
    """Eight years of a world under a regime for each year; what happened, year by year.

    Returns a dict of lists by year: `measured` and `public` (mean change since before the first year,
    in points), `gap` (between the ninth and the first tenth of what publics get, in points), `freed`
    (their number), `deserving` (how many of those freed are among as many of the best), `lost` (who
    were free last year and are not now), `unlucky` (who lost it though still among the best, as many
    as are free now), `chosen` (how many were freed by a score this year), `ahead` (how far these stood
    above the average in that score, in points), `luck` (what part of it was noise), and `scores` and
    `quality` (of each council, in points).
    """
    luck = drawn(seed)["years"]
    size = noise(known)
    count = len(councils)
    first = [council["quality"] for council in councils]
    quality = first
    free = [False] * count
    scores = list(quality)
    noises = [0.0] * count
    views = {}
    story = {
        "measured": [],
        "public": [],
        "gap": [],
        "freed": [],
        "deserving": [],
        "lost": [],
        "unlucky": [],
        "chosen": [],
        "ahead": [],
        "luck": [],
        "scores": [],
        "quality": [],
    }
    for year in range(YEARS):
        regime = regimes[year]
        before = free
        free = freed(regime, scores, before, year)
        picked = by_score(regime, free, before)
        story["chosen"].append(len(picked))
        story["ahead"].append(above(scores, picked))
        story["luck"].append(above(noises, picked))
        bound = regime["power"]
        eased = bound * (1 - regime["relief"])
        under = (_Views(views, bound, regime), _Views(views, eased, regime))
        tossed, draws = luck[year]
        spread_out = 1.5 - regime["inspection"]
        measured = 0
        public = 0
        served = []
        scores = []
        noises = []
        for i in range(count):
            seen, felt = under[free[i]].of(councils[i], i)
            risen = quality[i]
            measured += seen + risen - first[i]
            public += felt + risen - first[i]
            served.append(risen + felt)
            noises.append(tossed[i] * size * spread_out)
            scores.append(risen + seen + noises[i])
        holders = free.count(True)
        best = highest(quality, holders)
        gone = [i for i in range(count) if before[i] and not free[i]]
        quality = learned(quality, free, regime, draws)
        story["measured"].append(measured / count)
        story["public"].append(public / count)
        story["gap"].append(between(served))
        story["freed"].append(holders)
        story["deserving"].append(len([i for i in best if free[i]]))
        story["lost"].append(len(gone))
        story["unlucky"].append(len([i for i in gone if i in best]))
        story["scores"].append(scores)
        story["quality"].append(quality)
    return story


class _Views:
    """How assessment and publics see councils' work under one power and one regime."""

    def __init__(self, kept, power, regime):
        """`kept`: what was worked out in other years, by power and voice; it is added to."""
        self._power = power
        self._voice = regime["voice"]
        self._total = math.log(1 + regime["eta"] * power) + math.log(
            1 - INSPECTION_COST * regime["inspection"]
        )
        self._kept = kept.setdefault((power, self._voice), {})

    def of(self, council, i):
        """Changes in points since before any regime, for the assessment and for council `i`'s public.

        Targetworld's arithmetic (_effort.py): effort goes to `B*w + (1-B)*v`, and each judge sees the
        mean logarithm of effort by its own weights.
        """
        if i not in self._kept:
            self._kept[i] = judged(council, self._power, self._voice)
        seen, felt = self._kept[i]
        return POINTS * (self._total + seen), POINTS * (self._total + felt)


def judged(council, power, voice):
    """How assessment and public see the way that effort is shared out, in mean logarithms.

    Managers stand between the budget and their public.
    """
    wants = council["wants"]
    seen = 0
    felt = 0
    for i in range(len(WORK)):
        habit = voice * wants[i] + (1 - voice) * SPENT[i]
        effort = math.log(power * MEASURED[i] + (1 - power) * habit)
        seen += MEASURED[i] * effort
        felt += wants[i] * effort
    return seen - _SEEN_BEFORE, felt - council["felt_before"]


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


def by_score(regime, free, before):
    """The places of those whom last year's scores have freed this year."""
    if regime["given"] == "all" or (regime["given"] == "for_good" and True in before):
        return []
    return [i for i in range(len(free)) if free[i]]


def above(levels, picked):
    """How far the mean of some levels stands above the mean of all; 0 where none is picked."""
    if not picked:
        return 0.0
    return added([levels[i] for i in picked]) / len(picked) - added(levels) / len(levels)


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
    if not count:
        return []
    return [i for _, i in sorted([(-levels[i], i) for i in range(len(levels))])[:count]]


def _bounded(level):
    return max(LEAST_QUALITY, min(MOST_QUALITY, level))

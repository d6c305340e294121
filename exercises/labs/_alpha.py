"""Krippendorff's alpha: agreement among coders beyond what chance would give, and how sure it is.

A unit is the list of codes that its coders gave it, each a whole number from 0 to `count` - 1 in the
order of the scale; who did not code a unit is left out of its list. Formulae: Hayes and Krippendorff,
“Answering the Call for a Standard Reliability Measure for Coding Data”, Communication Methods and
Measures 1 (2007), 77-89; the difference functions are those of Krippendorff's Content Analysis.
"""

from ._maths import Generator

REDRAWS = 200
#: Of the redraws, the part beyond each end of the interval.
TAIL = 0.025
#: Units below which an interval would only repeat the few there are.
FEWEST = 5

# The redraws add whole units at once: all that a unit counts for is packed into one long number,
# in fields of so many bits. Fractions of a pair are kept to 2^-12, far below what 200 redraws can tell;
# a field holds 65,535 codes.
_FIELD = 28
_ONE = 1 << 12
_MASK = (1 << _FIELD) - 1


def coincidences(codes, count):
    """What one unit adds: how often each code stands, and each unequal pair (first < second).

    Returns `[totals, pairs]`, the pairs by their first code, then by their second. Each of the m
    codes of a unit is paired with the m - 1 others, and each pair weighs 1/(m - 1), so that every code
    counts once. A unit with fewer than two codes adds nothing.
    """
    totals = [0] * count
    pairs = [0.0] * (count * (count - 1) // 2)
    if len(codes) < 2:
        return [totals, pairs]
    for code in codes:
        totals[code] += 1
    place = 0
    for low in range(count):
        for high in range(low + 1, count):
            pairs[place] = totals[low] * totals[high] / (len(codes) - 1)
            place += 1
    return [totals, pairs]


def from_counts(totals, pairs, metric):
    """Alpha from the added counts of all units; None where it is undefined.

    alpha = 1 - (n - 1) * sum o_ck d_ck / sum n_c n_k d_ck over unequal pairs, with the squared
    difference d_ck of two codes: `interval`, (c - k)^2; `ordinal`, the number of codes given from c
    to k, the two ends at half, squared, so that it depends on how often the steps between were used.
    Without two different codes among those that are paired, alpha is 0/0: nothing can be expected
    by chance. Raises ValueError for another difference.
    """
    if metric not in ("interval", "ordinal"):
        raise ValueError("the difference is interval or ordinal")
    ordinal = metric == "ordinal"
    size = 0
    seen = 0.0
    expected = 0.0
    place = 0
    count = len(totals)
    for low in range(count):
        first = totals[low]
        size += first
        between = first / 2
        for high in range(low + 1, count):
            other = totals[high]
            if ordinal:
                apart = between + other / 2
                between += other
            else:
                apart = high - low
            apart *= apart
            seen += pairs[place] * apart
            expected += first * other * apart
            place += 1
    if expected <= 0:
        return None
    return 1 - (size - 1) * seen / expected


def alpha(units, count, metric):
    """Krippendorff's alpha of units coded on a scale of `count` steps; None where it is undefined."""
    totals = [0] * count
    pairs = [0.0] * (count * (count - 1) // 2)
    for codes in units:
        own, both = coincidences(codes, count)
        for i in range(count):
            totals[i] += own[i]
        for i in range(len(pairs)):
            pairs[i] += both[i]
    return from_counts(totals, pairs, metric)


def paired(units):
    """The number of units that two coders or more have coded: only these say anything of agreement."""
    return len([codes for codes in units if len(codes) > 1])


def intervals(axes, count, metric, seed):
    """A bootstrap interval of alpha on each of several axes, from the same redrawn units.

    `axes`: for each axis its list of units, the same units in the same order. Units that nobody
    else coded are left out, then as many as are left are drawn with replacement, `REDRAWS` times;
    the interval leaves out `TAIL` at each end. Returns for each axis `[low, high]`, or None where
    there are fewer than `FEWEST` units, or where alpha was undefined in more than half of the redraws.
    A redraw in which it is undefined counts for none.
    """
    size = len(axes[0])
    kept = [i for i in range(size) if any([len(units[i]) > 1 for units in axes])]
    if len(kept) < FEWEST:
        return [None for _ in axes]
    packed = [_packed([units[i] for units in axes], count) for i in kept]
    width = count + count * (count - 1) // 2
    whole = (1 << width * _FIELD) - 1
    chance = Generator(seed)
    found = [[] for _ in axes]
    for _ in range(REDRAWS):
        total = _redrawn(packed, chance)
        for own in found:
            part = total & whole
            total >>= width * _FIELD
            fields = []
            for _ in range(width):
                fields.append((part & _MASK) / _ONE)
                part >>= _FIELD
            value = from_counts(fields[:count], fields[count:], metric)
            if value is not None:
                own.append(value)
    return [_middle(own) for own in found]


def _packed(axes, count):
    """What a unit adds on all axes, as one number: the first axis in the lowest bits."""
    fields = []
    for codes in axes:
        totals, pairs = coincidences(codes, count)
        fields += [total * _ONE for total in totals]
        fields += [int(pair * _ONE + 0.5) for pair in pairs]
    number = 0
    for field in reversed(fields):
        number = number << _FIELD | field
    return number


def _redrawn(packed, chance):
    """As many units as there are, drawn with replacement and added up.

    Three come from each draw of chance, for drawing is what takes the time.
    """
    size = len(packed)
    cube = size * size * size
    total = 0
    left = size
    while left > 0:
        drawn = chance.below(cube)
        total += packed[drawn % size]
        drawn //= size
        if left > 1:
            total += packed[drawn % size]
        if left > 2:
            total += packed[drawn // size]
        left -= 3
    return total


def _middle(values):
    if 2 * len(values) < REDRAWS:
        return None
    values = sorted(values)
    outside = int(TAIL * len(values))
    return [values[outside], values[len(values) - 1 - outside]]

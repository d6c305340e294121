"""Krippendorff's alpha: agreement among coders beyond what chance would give, and how sure it is.

A unit is the list of codes that its coders gave it, each a whole number from 0 to `count` - 1 in the
order of the scale; who did not code a unit is left out of its list. Formulae: Hayes and Krippendorff,
“Answering the Call for a Standard Reliability Measure for Coding Data”, Communication Methods and
Measures 1 (2007), 77-89; the difference functions are those of Krippendorff's Content Analysis.
"""

import struct

from ._maths import Generator

REDRAWS = 200
#: Of the redraws, the part beyond each end of the interval.
TAIL = 0.025
#: Units below which an interval would only repeat the few there are.
FEWEST = 5

# The redraws add whole units at once: all that a unit counts for is packed into one long number,
# in fields of so many bits. Fractions of a pair are kept to 2^-12, far below what 200 redraws can tell;
# a field holds a million codes.
_FIELD = 32
_ONE = 1 << 12

# The units of each redraw, for the last size and seed: they are the same whatever the codes are, and
# to draw them takes as long as all the rest.
_drawn = {"key": None, "redraws": []}


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
    fields = len(axes) * width
    form = "<" + str(fields) + "I"
    found = [[] for _ in axes]
    for redraw in _redraws(len(kept), seed):
        total = 0
        for i in redraw:
            total += packed[i]
        # As bytes, for each shift of a number so long would move all of it.
        sums = struct.unpack(form, total.to_bytes(fields * _FIELD // 8, "little"))
        for place in range(len(axes)):
            at = place * width
            value = _quickly(sums[at : at + width], count, metric == "ordinal")
            if value is not None:
                found[place].append(value)
    return [_middle(own) for own in found]


def _quickly(sums, count, ordinal):
    """Alpha as `from_counts` has it, from the fields of a redraw; it rounds a little otherwise.

    Both differences are distances between places on a line, the steps or the middle ranks of their codes.
    So what is expected is n times the sum of n_c * x_c^2, less the square of the sum of n_c * x_c.
    """
    places = []
    size = first = second = 0.0
    for code in range(count):
        given = sums[code] / _ONE
        place = size + given / 2 if ordinal else code
        places.append(place)
        size += given
        first += given * place
        second += given * place * place
    expected = size * second - first * first
    # Without two different codes nothing but rounding is left of it.
    if expected <= 1e-9 * size * second:
        return None
    seen = 0.0
    at = count
    for low in range(count):
        for high in range(low + 1, count):
            if sums[at]:
                apart = places[high] - places[low]
                seen += sums[at] * apart * apart
            at += 1
    return 1 - (size - 1) * seen / _ONE / expected


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


def _redraws(size, seed):
    """`REDRAWS` times as many places as there are units, drawn with replacement; kept for the next time.

    Three come from each draw of chance, for drawing is what takes the time.
    """
    if _drawn["key"] == (size, seed):
        return _drawn["redraws"]
    chance = Generator(seed)
    cube = size * size * size
    made = []
    for _ in range(REDRAWS):
        redraw = []
        while len(redraw) < size:
            drawn = chance.below(cube)
            redraw.append(drawn % size)
            drawn //= size
            redraw.append(drawn % size)
            redraw.append(drawn // size)
        made.append(redraw[:size])
    _drawn["key"] = (size, seed)
    _drawn["redraws"] = made
    return made


def _middle(values):
    if 2 * len(values) < REDRAWS:
        return None
    values = sorted(values)
    outside = int(TAIL * len(values))
    return [values[outside], values[len(values) - 1 - outside]]

"""Binomial chances that stay exact for a few patients and for a few hundred thousand.

Terms are added as logarithms, each from the one before it, so that no power underflows where it counts.
"""

import math


def log1p(x):
    """log(1 + x), exact for small `x` as well: MicroPython's library has no such function."""
    if x <= -1:
        raise ValueError("log(1 + x) needs x above -1")
    if abs(x) > 0.01:
        return math.log(1 + x)
    total = 0.0
    power = x
    # At 0.01 the tenth term is below 10^-21.
    for i in range(1, 11):
        total += power / i if i % 2 else -power / i
        power *= x
    return total


# The logarithms of the chance last asked for: a figure asks for one chance at many sizes.
_KEPT = {}


def _logs(chance):
    """The logarithms of the odds of a chance and of its complement."""
    if _KEPT.get("chance") != chance:
        rest = log1p(-chance)
        _KEPT["chance"] = chance
        _KEPT["logs"] = (math.log(chance) - rest, rest)
    return _KEPT["logs"]


def terms(most, trials, chance):
    """P(X = 0), ..., P(X = most) for X binomial; `chance` lies strictly between 0 and 1."""
    if not 0 < chance < 1:
        raise ValueError("a chance must lie between 0 and 1")
    odds, rest = _logs(chance)
    log_term = trials * rest
    made = []
    for i in range(min(most, trials) + 1):
        made.append(math.exp(log_term))
        if i < trials:
            log_term += math.log((trials - i) / (i + 1)) + odds
    return made


def at_most(most, trials, chance):
    """P(X <= most) for X binomial with so many `trials`, each with the same `chance`."""
    if most < 0:
        return 0.0
    if most >= trials:
        return 1.0
    total = 0.0
    for term in terms(most, trials, chance):
        total += term
    return min(1.0, total)


def least_with(part, trials, chance):
    """The least count k with P(X <= k) >= `part`: what chance exceeds at most 1 - `part` of the time."""
    if not 0 < part < 1:
        raise ValueError("the part must lie between 0 and 1")
    odds, rest = _logs(chance)
    log_term = trials * rest
    total = math.exp(log_term)
    k = 0
    while total < part and k < trials:
        log_term += math.log((trials - k) / (k + 1)) + odds
        k += 1
        total += math.exp(log_term)
    return k

"""How a fixed effort divides between what is weighed and what is wanted: the model of Targetworld.

Kept apart from that lab because the flight simulator runs on the same model.

Services stand in a fixed order; `regime`, `managers` and `weights` (whoever judges) are lists of
shares of one, all above zero. Power B lies in [0, 1], eta is at or above zero, and the effort
without a regime, E0, is one. Logarithms are natural.
"""

import math

from ._maths import expected_log, kl, mixed

# Below this two logarithms are equal: the last bits of the two Pythons' libraries may differ.
SAME = 1e-12


def shares(power, regime, managers):
    """Shares of effort a = B*w + (1-B)*v."""
    return mixed(power, regime, managers)


def log_total(power, eta):
    """log E, for E = 1 + eta*B."""
    return math.log(1 + eta * power)


def judgement(power, eta, weights, regime, managers):
    """sum of weights * log e, for e = E*a.

    Measured performance where `weights` are the regime's, the public's judgement where they are
    the public's.
    """
    return log_total(power, eta) + expected_log(weights, shares(power, regime, managers))


def change(power, eta, weights, regime, managers):
    """The judgement's change, in per cent of what it is without a regime."""
    gain = judgement(power, eta, weights, regime, managers) - expected_log(weights, managers)
    return 100 * (math.exp(gain) - 1)


def slope(power, eta, weights, regime, managers):
    """The derivative of the judgement by power."""
    effort = shares(power, regime, managers)
    total = eta / (1 + eta * power)
    for i in range(len(weights)):
        total += weights[i] * (regime[i] - managers[i]) / effort[i]
    return total


def best_power(eta, weights, regime, managers):
    """The power at which the judgement is highest; the least such power where several are.

    The judgement is concave in power for every eta >= 0, being made of logarithms of straight
    lines, so halving the interval on the sign of its slope finds the place.
    """
    if slope(0, eta, weights, regime, managers) <= SAME:
        return 0.0
    if slope(1, eta, weights, regime, managers) >= 0:
        return 1.0
    low = 0.0
    high = 1.0
    for _ in range(44):
        middle = (low + high) / 2
        if slope(middle, eta, weights, regime, managers) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def kl_gap(weights, regime, managers):
    """KL(s||w) - KL(s||v): the log of what full power costs the public before extra effort."""
    return kl(weights, regime) - kl(weights, managers)


def ends_lower(eta, weights, regime, managers):
    """Whether full power leaves the judgement below where it began: log(1+eta) < kl_gap."""
    return math.log(1 + eta) < kl_gap(weights, regime, managers) - SAME


def eta_needed(power, weights, regime, managers):
    """The least eta with which the judgement at `power` is no lower than at none.

    Zero where nothing is lost, and at no power.
    """
    if power <= 0:
        return 0.0
    lost = expected_log(weights, managers) - expected_log(weights, shares(power, regime, managers))
    return max(0.0, (math.exp(lost) - 1) / power)

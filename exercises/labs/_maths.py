"""The arithmetic that more than one lab needs and that MicroPython's library lacks.

Shares are lists of floats, one for each service or case, in a fixed order. Logarithms are natural.
"""

import math


def added(numbers):
    """The plain sum, left to right, as a float or int.

    CPython's own `sum` compensates for rounding from 3.12 on and MicroPython's does not; where a
    difference is all that is left, the two would part.
    """
    total = 0
    for number in numbers:
        total += number
    return total


def normalised(weights):
    """`weights` scaled to sum to one. Raises ValueError unless all are finite and above zero."""
    weights = list(weights)
    for weight in weights:
        if not math.isfinite(weight) or weight <= 0:
            raise ValueError("every weight must be a finite number above zero")
    total = added(weights)
    if not weights or not math.isfinite(total):
        raise ValueError("there must be weights, with a finite sum")
    return [weight / total for weight in weights]


def mixed(part, first, second):
    """`part` of `first` and the rest of `second`, term by term."""
    if len(first) != len(second):
        raise ValueError("both lists must be of the same length")
    return [part * a + (1 - part) * b for a, b in zip(first, second)]  # noqa: B905


def expected_log(shares, amounts):
    """sum of shares * log(amounts): the logarithm of a weighted geometric mean."""
    if len(shares) != len(amounts):
        raise ValueError("both lists must be of the same length")
    return added([s * math.log(x) for s, x in zip(shares, amounts) if s > 0])  # noqa: B905


def entropy(shares):
    """Shannon's entropy H(s) = -sum s log s, in natural units; 0 log 0 is 0."""
    return -expected_log(shares, shares)


def kl(shares, others):
    """The Kullback-Leibler divergence KL(s||q) = sum s log(s/q), in natural units.

    Zero when the two agree, without limit as some q nears zero where s does not, and infinite when
    q reaches it.
    """
    if len(shares) != len(others):
        raise ValueError("both lists must be of the same length")
    total = 0.0
    for s, q in zip(shares, others):  # noqa: B905
        if s > 0:
            if q <= 0:
                return math.inf
            total += s * math.log(s / q)
    return total


def linspace(start, stop, count):
    """`count` evenly spaced floats from `start` to `stop`, both ends exact. Needs two or more."""
    if count < 2:
        raise ValueError("a range needs at least two points")
    gaps = count - 1
    inner = [start + (stop - start) * i / gaps for i in range(1, gaps)]
    return [float(start)] + inner + [float(stop)]


def _scrambled(bits):
    """32 bits, each of which depends on all that came in (multiply, shift and exclusive or)."""
    for _ in range(2):
        bits = (bits ^ bits >> 16) * 0x45D9F3B % 2**32
    return bits ^ bits >> 16


class Generator:
    """Seeded chance that is the same on both Pythons, whose own generators differ.

    L'Ecuyer's combined multiplicative generator (Communications of the ACM 31, 1988, 742-774):
    whole-number arithmetic only, period about 2.3 * 10^18.
    """

    def __init__(self, seed):
        """`seed`: a whole number; equal seeds give equal draws."""
        if seed != int(seed):
            raise ValueError("a seed is a whole number")
        low = int(seed) % 2**32
        high = int(seed) // 2**32 % 2**32
        # The generator is linear: without this, draws of neighbouring seeds would march in step.
        first = _scrambled(low ^ _scrambled(high))
        self._first = first % 2147483562 + 1
        self._second = _scrambled(first ^ 0x9E3779B9) % 2147483398 + 1

    def uniform(self):
        """A float strictly between 0 and 1."""
        self._first = self._first * 40014 % 2147483563
        self._second = self._second * 40692 % 2147483399
        return ((self._first - self._second - 1) % 2147483562 + 1) / 2147483563

    def below(self, count):
        """A whole number from 0 to `count` - 1, each as likely."""
        if count < 1:
            raise ValueError("there must be at least one number to draw from")
        return int(self.uniform() * count)

    def normal(self, mean=0.0, deviation=1.0):
        """A normal draw (Box and Muller 1958); uses two uniform draws."""
        radius = math.sqrt(-2 * math.log(self.uniform()))
        return mean + deviation * radius * math.cos(2 * math.pi * self.uniform())

"""An order of one's own: the same seed and name always give the same shuffle, in Python and the page.

`shuffled` in _kit.js draws the same numbers, so that a question on paper and in a browser agree.
"""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_WORD = 0xFFFFFFFF


def shuffled(things: Sequence[T], name: str) -> list[T]:
    """The things in an order that depends on `name` alone.

    The name is hashed by FNV-1a over its code points, the draws are mulberry32's, and the shuffle is
    that of Fisher and Yates.
    """
    state = 0x811C9DC5
    for letter in name:
        state = ((state ^ ord(letter)) * 0x01000193) & _WORD
    out = list(things)
    for last in range(len(out) - 1, 0, -1):
        state = (state + 0x6D2B79F5) & _WORD
        t = ((state ^ state >> 15) * (1 | state)) & _WORD
        t ^= (t + ((t ^ t >> 7) * (61 | t) & _WORD)) & _WORD
        at = (t ^ t >> 14) * (last + 1) >> 32
        out[last], out[at] = out[at], out[last]
    return out

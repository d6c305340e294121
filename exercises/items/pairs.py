"""The pre-test and the post-test: pairs of twin questions, declared in `bank/tests.yaml`.

Each pair asks for the same thing twice in other words, once before the course and once after it. Both
questions stand in the bank like any other, but are met in their test alone: patterns, pools, warm-ups and
the review leave them out, because a question met before is no test.

    pairs:
      - {pre: PSA-1.8, post: PSA-1.9}

The order is that in which they are asked. In a test an answer is marked at once, and its feedback and
explanation stay folded until every question of the test has been answered: a learner is owed a verdict,
but the explanation of the third question may hold the answer to the seventh, and then the test would
measure reading. So only types are allowed whose verdict gives nothing more away.
"""

from typing import NamedTuple

from exercises.items.bank import Bank, BankError, bank
from exercises.items.yaml_lines import Yaml, YamlError

FILE = "tests.yaml"
#: Types that can be marked without showing the key.
TYPES = ("choice", "number", "select")
TESTS = ("pre", "post")


class Pair(NamedTuple):
    """Twin questions by their ids."""

    pre: str
    post: str


def pairs(source: Bank | None = None) -> list[Pair]:
    """The pairs in the order of the tests; none where the bank declares no tests.

    Raises:
        BankError: where the file is not well formed; with line and what to write instead.
    """
    known = source or bank()
    path = known.folder / FILE
    if not path.exists():
        return []
    try:
        file = Yaml(path)
    except YamlError as error:
        raise BankError(str(error)) from None
    data = file.data
    if not isinstance(data, dict) or set(data) != {"pairs"} or not isinstance(data["pairs"], list):
        raise BankError(f"{FILE}, line 1: the file holds `pairs:`, a list, and nothing else")
    found: list[Pair] = []
    for index, pair in enumerate(data["pairs"]):
        where = f"{FILE}, line {file.line(['pairs', index])}"
        found.append(_pair(pair, where, known))
        taken = [name for other in found[:-1] for name in other]
        twice = [name for name in found[-1] if name in taken]
        if twice:
            raise BankError(f"{where}: {twice[0]} stands in another pair already")
    return found


def test_items(which: str, source: Bank | None = None) -> list[str]:
    """The ids of a test, "pre" or "post", in its order.

    Raises:
        BankError: for another name, and where no tests are declared.
    """
    if which not in TESTS:
        raise BankError(f'There are two tests, "pre" and "post", and none named {which!r}.')
    found = pairs(source)
    if not found:
        raise BankError(f"There is no test yet: exercises/bank/{FILE} declares none.")
    return [pair[TESTS.index(which)] for pair in found]


def in_a_test(source: Bank | None = None) -> set[str]:
    """The ids of all questions that are kept for the tests."""
    return {name for pair in pairs(source) for name in pair}


def _pair(pair: object, where: str, known: Bank) -> Pair:
    if not isinstance(pair, dict) or set(pair) != set(TESTS):
        raise BankError(f"{where}: a pair is written {{pre: ID, post: ID}}")
    for name in pair.values():
        if not isinstance(name, str) or not known.ids(name) or "*" in name:
            raise BankError(f"{where}: there is no question {name!r} in the bank")
        kind = known.raw(name)["type"]
        if kind not in TYPES:
            raise BankError(
                f"{where}: {name} is of the type {kind}; a test takes {', '.join(TYPES)}, which "
                "can be marked without showing the key"
            )
    if pair["pre"] == pair["post"]:
        raise BankError(f"{where}: a question cannot be its own twin")
    outcomes = [known.raw(pair[which])["outcome"] for which in TESTS]
    if outcomes[0] != outcomes[1]:
        raise BankError(
            f"{where}: twins serve one outcome, but {pair['pre']} is of {outcomes[0]} and "
            f"{pair['post']} of {outcomes[1]}"
        )
    return Pair(pair["pre"], pair["post"])

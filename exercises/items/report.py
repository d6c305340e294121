"""The bank's report on itself: what a teacher would ask of a set of questions before trusting it.

`faults` are to be mended before a chapter is done; `counts` are there to be read.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from exercises.items import prose
from exercises.items.bank import Bank
from exercises.items.result import Declaration

#: Fewer items than this, or fewer levels, and an outcome is not tested but touched.
ITEMS_WANTED, LEVELS_WANTED = 3, 2
#: A result that chance gives less often than this is called out of line with chance.
UNLIKELY = 0.05
#: Draws for the tests against chance; the share of them is good to about half a point.
DRAWS = 10_000
#: Stems that share this much of their rarer words are near-duplicates.
ALIKE = 0.6
#: Flesch's scale calls 50 to 60 fairly difficult; below 30 is for graduates only.
HARD = 30.0

LEVELS = ("remember", "understand", "apply", "analyse", "evaluate")


@dataclass
class Report:
    """What was found: `faults` name an item or an outcome each; `counts` are tables of text."""

    faults: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The whole report, as `course bank` prints it."""
        found = [f"- {fault}" for fault in self.faults] or ["Nothing to mend."]
        head = f"{len(self.faults)} to mend" if self.faults else "Clean"
        return "\n".join([*self.counts, "", f"{head}:", *found])


def report(bank: Bank, chapters: Sequence[str] | None = None) -> Report:
    """The quality report on a bank, or on some of its chapters ("06").

    Raises:
        BankError: where a declaration cannot be made; the message names file, line and item.
    """
    items = [bank.declaration(name) for name in bank.ids()]
    of = {name: outcome["chapter"] for name, outcome in bank.outcomes.items()}
    wanted = set(chapters or of.values())
    items = [item for item in items if of[item["outcome"]] in wanted]
    outcomes = [name for name, chapter in of.items() if chapter in wanted]
    made = Report()
    made.counts += _table(
        "Items by chapter and type", [(of[i["outcome"]], i["type"]) for i in items]
    )
    made.counts += ["", *_table("Items by chapter and level", _levels(items, of), LEVELS)]
    _outcomes(made, items, outcomes)
    _feedback(made, items)
    _links(made, bank, [item["id"] for item in items])
    _longest(made, items)
    _positions(made, items)
    _reading(made, items)
    _alike(made, items)
    return made


def _levels(items: list[Declaration], of: dict[str, str]) -> list[tuple[str, str]]:
    return [(of[item["outcome"]], item["level"]) for item in items]


def _table(title: str, pairs: list[tuple[str, str]], order: Iterable[str] = ()) -> list[str]:
    count = Counter(pairs)
    rows = sorted({row for row, _ in pairs})
    columns = list(order) or sorted({column for _, column in pairs})
    widths = [max(len(column), 4) for column in columns]
    cells = "  ".join(f"{c:>{w}}" for c, w in zip(columns, widths, strict=True))
    lines = [title, f"{'':8}{cells}   all"]
    for row in [*rows, "all"]:
        named = [
            sum(n for (r, c), n in count.items() if row in (r, "all") and c == k) for k in columns
        ]
        figures = "  ".join(f"{n or '·':>{w}}" for n, w in zip(named, widths, strict=True))
        lines.append(f"{row:8}{figures}  {sum(named):>4}")
    return lines


def _outcomes(made: Report, items: list[Declaration], outcomes: list[str]) -> None:
    for name in outcomes:
        serving = [item for item in items if item["outcome"] == name]
        levels = {item["level"] for item in serving}
        if not serving:
            made.faults.append(f"outcome {name} has no items")
        elif len(serving) < ITEMS_WANTED:
            made.faults.append(f"outcome {name} has {len(serving)} of {ITEMS_WANTED} items")
        elif len(levels) < LEVELS_WANTED:
            made.faults.append(f"outcome {name}: all its items are at one level ({levels.pop()})")


def _feedback(made: Report, items: list[Declaration]) -> None:
    for item in items:
        for option in item.get("options", []):
            if not prose.stripped(option.get("feedback", "")):
                made.faults.append(f"{item['id']}: option {option['id']} has no feedback")
        if not item["sources"]:
            made.faults.append(f"{item['id']}: no source is named")


def _links(made: Report, bank: Bank, ids: list[str]) -> None:
    for name in ids:
        for text in _texts(bank.raw(name)):
            made.faults += [
                f"{name}: a link is not closed: {part}" for part in prose.unclosed(text)
            ]


def _texts(part: object) -> Iterable[str]:
    """All texts of an item, however deep they stand."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for below in part.values() if isinstance(part, dict) else part:
            yield from _texts(below)


def _keyed(items: list[Declaration]) -> list[tuple[Declaration, list[dict], int]]:
    """Items with one right option: the item, its options, and where the right one stands."""
    found = []
    for item in items:
        options = item.get("options", []) if item["type"] == "choice" else []
        right = [place for place, option in enumerate(options) if option["right"]]
        if len(right) == 1:
            found.append((item, options, right[0]))
    return found


def _longest(made: Report, items: list[Declaration]) -> None:
    """The right option must not give itself away by being the longest (Haladyna and others 2002)."""
    keyed = _keyed(items)
    telling = []
    for item, options, right in keyed:
        sizes = [len(prose.stripped(option["text"])) for option in options]
        if sizes[right] == max(sizes) and sizes.count(max(sizes)) == 1:
            telling.append(item["id"])
    chances = [1 / len(options) for _, options, _ in keyed]
    draw = random.Random(1)
    drawn = [sum(draw.random() < chance for chance in chances) for _ in range(DRAWS)]
    more = sum(count >= len(telling) for count in drawn) / DRAWS
    fewer = sum(count <= len(telling) for count in drawn) / DRAWS
    made.counts += [
        "",
        f"The right option is the longest in {len(telling)} of {len(keyed)} choices; "
        f"chance would give {sum(chances):.1f}.",
    ]
    # Half of it for either side: never the longest would give it away as well.
    if keyed and more < UNLIKELY / 2:
        made.faults.append(
            f"the right option is the longest more often than chance allows: {', '.join(telling)}"
        )
    elif keyed and fewer < UNLIKELY / 2:
        made.faults.append("the right option is the longest less often than chance allows")


def _positions(made: Report, items: list[Declaration]) -> None:
    """The right option should stand in every place about as often: Pearson's chi-square, its
    distribution found by drawing, since items have different numbers of options."""
    keyed = _keyed(items)
    if not keyed:
        return
    sizes = [len(options) for _, options, _ in keyed]
    expected = [sum(1 / n for n in sizes if n > place) for place in range(max(sizes))]

    def distance(places: Iterable[int]) -> float:
        seen = Counter(places)
        return sum((seen[k] - e) ** 2 / e for k, e in enumerate(expected))

    found = distance(right for _, _, right in keyed)
    draw = random.Random(2)
    often = sum(distance(draw.randrange(n) for n in sizes) >= found for _ in range(DRAWS))
    seen = Counter(right for _, _, right in keyed)
    places = ", ".join(f"{chr(65 + k)} {seen[k]}" for k in range(len(expected)))
    made.counts.append(
        f"Places of the right option as written: {places} "
        f"(chi-square {found:.1f}, as far from even as this in {100 * often / DRAWS:.0f} draws of 100)."
    )
    if often / DRAWS < UNLIKELY:
        made.faults.append(f"the right option stands in some places too often: {places}")


def _reading(made: Report, items: list[Declaration]) -> None:
    scores = {item["id"]: reading_ease(item["prompt_text"]) for item in items}
    known = {name: score for name, score in scores.items() if score is not None}
    if known:
        mean = sum(known.values()) / len(known)
        made.counts.append(f"Reading ease of prompts (Flesch): mean {mean:.0f}.")
    for name, score in known.items():
        if score < HARD:
            made.faults.append(
                f"{name}: hard to read (Flesch {score:.0f}; {HARD:.0f} or more is wanted)"
            )


def reading_ease(text: str) -> float | None:
    """Flesch's reading ease: 206.835 - 1.015 words/sentences - 84.6 syllables/words.

    R. Flesch, A new readability yardstick, Journal of Applied Psychology 32 (1948), 221-233.
    Syllables are estimated from runs of vowels, so a score is good to a few points. None for fewer
    than fifteen words, where it means nothing.
    """
    words = re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", text)
    if len(words) < 15:
        return None
    sentences = max(1, len(re.findall(r"[.?!:]+(?=\s|$|[”’\"])", text)))
    syllables = sum(map(_syllables, words))
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * syllables / len(words)


def _syllables(word: str) -> int:
    bare = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.lower().split("'")[0])
    return max(1, len(re.findall(r"[aeiouy]{1,2}", bare.removeprefix("y"))))


def _alike(made: Report, items: list[Declaration]) -> None:
    """Stems that say nearly the same: overlap (Jaccard) of the words that few stems share."""
    bags = {
        item["id"]: set(re.findall(r"[a-z]{4,}", item["prompt_text"].lower())) for item in items
    }
    common = Counter(word for bag in bags.values() for word in bag)
    limit = max(3, len(bags) // 8)
    rare = {name: {w for w in bag if common[w] <= limit} for name, bag in bags.items()}
    for (one, first), (two, second) in combinations(rare.items(), 2):
        if len(first | second) < 5:
            continue
        share = len(first & second) / len(first | second)
        if share >= ALIKE:
            made.faults.append(
                f"{one} and {two} ask nearly the same ({100 * share:.0f} per cent of words)"
            )

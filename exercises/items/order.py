"""An order question: the learner puts events, causes or steps one after the other."""

import html

from exercises.items.prose import stripped
from exercises.items.result import Declaration, Fill, Result
from exercises.items.shuffle import shuffled

NAME = "order"


def mark(item: Declaration, response: object) -> Result:
    """Mark an order of ids, first to last: the share of pairs that stand in the right order.

    Entries of one `rank` may stand either way round, and count as right both ways. The `key` is
    `right`; else the id of the first of the item's `mistakes` that was made (one entry put before
    another); else `near` where half of the pairs or more are right, or `far`.

    Args:
        item: a declaration with `entries`, each `{id, text, rank}`, in the right order, and `mistakes`,
            each `{id, first, then}`.
        response: the ids of all entries, each once.

    Raises:
        ValueError: where an entry is missing, unknown or there twice.
    """
    rank = {entry["id"]: entry["rank"] for entry in item["entries"]}
    whole = isinstance(response, list) and all(isinstance(name, str) for name in response)
    if not whole or sorted(response) != sorted(rank):
        raise ValueError(f"{item['id']} wants the ids of its {len(rank)} entries, each once")
    ranks = [rank[name] for name in response]
    pairs = len(ranks) * (len(ranks) - 1) // 2
    off = sum(before > after for i, before in enumerate(ranks) for after in ranks[i + 1 :])
    key = "right" if not off else "near" if 2 * off <= pairs else "far"
    place = {name: i for i, name in enumerate(response)}
    made = [m["id"] for m in item["mistakes"] if place[m["first"]] < place[m["then"]]]
    return {
        "score": (pairs - off) / pairs,
        "key": made[0] if made else key,
        "words": _words(len(ranks), pairs, off),
    }


def _words(entries: int, pairs: int, off: int) -> str:
    if not off:
        return f"All {entries} stand in the right order."
    if off == 1:
        # One pair alone can only be two neighbours: anything further apart upsets what lies between.
        return "Two neighbours stand the wrong way round; the rest is right."
    if off == pairs:
        return "This is the right order back to front."
    right = pairs - off
    return (
        f"Of the {pairs} pairs, {right} {'stands' if right == 1 else 'stand'} in the right order."
    )


def feedback(item: Declaration, result: Result) -> str:
    """The feedback for that mistake, as HTML."""
    for mistake in item["mistakes"]:
        if mistake["id"] == result["key"]:
            return mistake["feedback"]
    return item["feedback"][result["key"]]


def mixed(item: Declaration, seed: str = "") -> list[dict]:
    """The entries shuffled for a learner; never in an order that would be right as it stands."""
    entries = shuffled(item["entries"], f"{seed} {item['id']}")
    ranks = [entry["rank"] for entry in entries]
    # Turned by one, an order that was right is right no more, unless all ranks were the same.
    return [*entries[1:], entries[0]] if ranks == sorted(ranks) else entries


def paper(item: Declaration, response: object = None) -> str:
    """The entries, shuffled, each with a line for its number; or in the order that was given."""
    by_id = {entry["id"]: entry for entry in item["entries"]}
    if isinstance(response, list):
        rows = "".join(f"<li>{by_id[name]['text']}</li>" for name in response if name in by_id)
        label = '<strong class="nl-yours">your answer</strong>'
        return f'<ol class="nl-order">{rows}</ol><p>{label}</p>'
    rows = "".join(
        f'<li class="nl-entry"><span aria-hidden="true">____</span> {entry["text"]}</li>'
        for entry in mixed(item)
    )
    last = len(by_id)
    return f'<p class="nl-lead">Number them from 1 to {last}.</p><ul class="nl-order">{rows}</ul>'


def key(item: Declaration) -> str:
    """The right order in words, as HTML; what may stand either way round has the same numbers."""
    ranks = [entry["rank"] for entry in item["entries"]]
    steps = []
    for entry in item["entries"]:
        places = [str(i) for i, rank in enumerate(ranks, 1) if rank == entry["rank"]]
        when = f" ({html.escape(entry['when'])})" if entry["when"] else ""
        steps.append(f"{' or '.join(places)}: {entry['text'].removesuffix('.')}{when}")
    return "; ".join(steps)


def fault(item: dict) -> str:
    """What no schema can see: ranks that fall or are all alike, and mistakes that are none."""
    names = [entry["id"] for entry in item["entries"]]
    if len(set(names)) < len(names):
        return "two entries have the same id"
    ranked = [entry["rank"] for entry in item["entries"] if "rank" in entry]
    if ranked and len(ranked) < len(names):
        return "either every entry has a `rank` or none has"
    if ranked != sorted(ranked):
        return "entries are written in the right order: a `rank` may not fall"
    if ranked and len(set(ranked)) == 1:
        return "all entries have the same `rank`: then any order is right"
    rank = dict(zip(names, ranked or range(len(names)), strict=True))
    for mistake in item.get("mistakes", []):
        for end in ("first", "then"):
            if mistake[end] not in rank:
                return f"mistake {mistake['id']}: there is no entry {mistake[end]!r}"
        if rank[mistake["first"]] <= rank[mistake["then"]]:
            return f"mistake {mistake['id']}: {mistake['first']} before {mistake['then']} is no mistake"
    return ""


def declare(item: dict, block: Fill, inline: Fill) -> dict:
    """The type's own fields of a declaration, with Markdown made HTML."""
    return {
        "entries": [
            {
                "id": entry["id"],
                "text": inline(entry["text"]),
                "rank": entry.get("rank", place),
                "when": stripped(inline(entry.get("when", ""))),
                "why": block(entry["why"]) if "why" in entry else "",
            }
            for place, entry in enumerate(item["entries"], 1)
        ],
        "mistakes": [
            {**mistake, "feedback": block(mistake["feedback"])}
            for mistake in item.get("mistakes", [])
        ],
        "feedback": {name: block(text) for name, text in item["feedback"].items()},
    }

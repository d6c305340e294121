"""A sorting question: the learner puts cards into groups, then sees where the course puts them and why."""

from exercises.items.result import Declaration, Fill, Result
from exercises.items.shuffle import shuffled

NAME = "sort"


def mark(item: Declaration, response: object) -> Result:
    """Mark a group for each card: the share of cards that lie where the course puts them.

    The `key` is `right`, or each card that lies elsewhere with the group it was put in, such as
    `a:output c:outcome`.

    Args:
        item: a declaration with `groups`, each `{id, text}`, and `cards`, each `{id, text, groups}`;
            a card may have its place in more than one group.
        response: a group's id for each card's id.

    Raises:
        ValueError: where a card has no group, or a card or a group is unknown.
    """
    cards, groups = item["cards"], [group["id"] for group in item["groups"]]
    if not isinstance(response, dict) or set(response) != {card["id"] for card in cards}:
        raise ValueError(f"{item['id']} wants a group for each of its {len(cards)} cards")
    for name in response.values():
        if name not in groups:
            raise ValueError(f"{item['id']} has no group {name!r}")
    off = [card["id"] for card in cards if response[card["id"]] not in card["groups"]]
    right = len(cards) - len(off)
    if not off:
        words = f"All {right} cards lie where the course puts them."
    else:
        lie, them = ("lies", "it") if right == 1 else ("lie", "them")
        words = f"{right or 'None'} of {len(cards)} cards {lie} where the course puts {them}."
    return {
        "score": right / len(cards),
        "key": " ".join(f"{name}:{response[name]}" for name in off) or "right",
        "words": words,
    }


def told(item: Declaration, card: dict, group: str | None) -> str:
    """Where the course puts a card and why, as HTML; first what is off about `group`, if anything."""
    names = {g["id"]: g["text"] for g in item["groups"]}
    place = " or ".join(f"<strong>{names[name]}</strong>" for name in card["groups"])
    return f"{card['mistakes'].get(group, '')}<p>The course: {place}.</p>{card['why']}"


def feedback(item: Declaration, result: Result) -> str:
    """Each card with where the course puts it and why, as an HTML list."""
    off = dict(part.split(":") for part in result["key"].split() if ":" in part)
    rows = []
    for card in item["cards"]:
        group = off.get(card["id"])
        sign = "✓" if group is None else "✗"
        rows.append(f"<li>{sign} {card['text']} {told(item, card, group)}</li>")
    return f'<ul class="nl-each">{"".join(rows)}</ul>'


def paper(item: Declaration, response: object = None) -> str:
    """A table of cards and groups with boxes to tick; those that were chosen are ticked."""
    given = response if isinstance(response, dict) else {}
    heads = "".join(f'<th scope="col">{group["text"]}</th>' for group in item["groups"])
    rows = []
    for card in shuffled(item["cards"], f" {item['id']}"):
        boxes = "".join(
            f"<td>{'☑' if given.get(card['id']) == group['id'] else '☐'}</td>"
            for group in item["groups"]
        )
        rows.append(f'<tr><th scope="row">{card["text"]}</th>{boxes}</tr>')
    label = '<p><strong class="nl-yours">your answer</strong></p>' if given else ""
    return (
        f'<table class="nl-points nl-sort-table"><thead><tr><td></td>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>{label}"
    )


def key(item: Declaration) -> str:
    """The groups with their cards, as HTML; a card of two groups is named in both."""
    parts = []
    for group in item["groups"]:
        cards = [
            card["text"].removesuffix(".")
            for card in item["cards"]
            if group["id"] in card["groups"]
        ]
        if cards:
            parts.append(f"<em>{group['text']}:</em> {'; '.join(cards)}")
    return ". ".join(parts)


def fault(item: dict) -> str:
    """What no schema can see: ids that are shared, groups that are not there, and empty mistakes."""
    groups = [group["id"] for group in item["groups"]]
    cards = [card["id"] for card in item["cards"]]
    for kind, names in (("groups", groups), ("cards", cards)):
        if len(set(names)) < len(names):
            return f"two {kind} have the same id"
    for card in item["cards"]:
        own = _groups(card)
        for name in [*own, *card.get("mistakes", {})]:
            if name not in groups:
                return f"card {card['id']}: there is no group {name!r}"
        if len(own) == len(groups):
            return f"card {card['id']} would be right in any group"
        for name in card.get("mistakes", {}):
            if name in own:
                return f"card {card['id']}: to put it in {name!r} is no mistake"
    return ""


def declare(item: dict, block: Fill, inline: Fill) -> dict:
    """The type's own fields of a declaration, with Markdown made HTML."""
    return {
        "groups": [{"id": g["id"], "text": inline(g["text"])} for g in item["groups"]],
        "cards": [
            {
                "id": card["id"],
                "text": inline(card["text"]),
                "groups": _groups(card),
                "why": block(card["why"]),
                "mistakes": {name: block(text) for name, text in card.get("mistakes", {}).items()},
            }
            for card in item["cards"]
        ],
    }


def _groups(card: dict) -> list[str]:
    return [card["group"]] if isinstance(card["group"], str) else card["group"]

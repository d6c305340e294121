"""Cards on a map of two axes: the learner places them, then sees where the course does and why."""

import math

from exercises.items.result import Declaration, Fill, Result, counted, tidy

NAME = "place"

#: What the feedback is keyed by: first where the places are a key, then where they are a reading.
KEYS = ("close", "partly", "far")
READINGS = ("agree", "mixed", "differ")


def mark(item: Declaration, response: object) -> Result:
    """Compare the learner's places with the course's.

    A card counts 1 within `tolerance` (straight distance on the map, in steps) and falls to 0 at three
    times that; the score is the mean. The `key` is `close` where every card is within tolerance, `far`
    where the score is under a half, else `partly`; for a reading `agree`, `differ` and `mixed`.

    Args:
        item: a declaration with `steps`, `tolerance`, `reading` and `cards`, each with `at`, its place.
        response: for each card's id its place `[across, up]`, whole numbers from 1 to `steps`.

    Raises:
        ValueError: where a card has no place or is unknown, or a place is not on the map.
    """
    cards, steps = item["cards"], item["steps"]
    if not isinstance(response, dict) or set(response) != {card["id"] for card in cards}:
        raise ValueError(f"{item['id']} wants a place for each of its {len(cards)} cards")
    for place in response.values():
        if not isinstance(place, list) or len(place) != 2 or not all(_on(v, steps) for v in place):
            raise ValueError(f"{item['id']}: a place is two whole numbers from 1 to {steps}")
    tolerance = item["tolerance"]
    gaps = [_distance(response[card["id"]], card["at"]) for card in cards]
    scores = [max(0.0, min(1.0, 1 - (gap - tolerance) / (2 * tolerance))) for gap in gaps]
    score = sum(scores) / len(cards)
    near = sum(gap <= tolerance + 1e-9 for gap in gaps)
    names = READINGS if item["reading"] else KEYS
    return {
        "score": score,
        "key": names[0] if near == len(cards) else names[2] if score < 0.5 else names[1],
        "words": _words(near, len(cards), tolerance, sum(gaps) / len(cards)),
    }


def _on(value: object, steps: int) -> bool:
    """A whole number of the map; 3.0 is one, as it is to the page."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return value == int(value) and 1 <= value <= steps if math.isfinite(value) else False


def _distance(one: list, other: list) -> float:
    across, up = one[0] - other[0], one[1] - other[1]
    return math.sqrt(across * across + up * up)


def _words(near: int, cards: int, tolerance: float, mean: float) -> str:
    if near == cards:
        who = "Both cards" if cards == 2 else f"All {counted(cards)} cards"
    else:
        who = f"{near or 'None'} of the {cards} cards"
    if tidy(mean) == "0":
        return f"{who} are just where the course puts them."
    verb = "is" if near < 2 and near < cards else "are"
    return (
        f"{who} {verb} within {_steps(tolerance)} of where the course puts "
        f"{'it' if near == 1 else 'them'}; on average yours are {_steps(mean)} away."
    )


def _steps(value: float) -> str:
    return f"{tidy(value)} {'step' if tidy(value) == '1' else 'steps'}"


def where(item: Declaration, place: list) -> str:
    """A place in words, as plain text of HTML."""
    x, y, steps = item["x"], item["y"], item["steps"]
    return (
        f"{x['low']} to {x['high']}: {tidy(place[0])} of {steps}; "
        f"{y['low']} to {y['high']}: {tidy(place[1])} of {steps}"
    )


def feedback(item: Declaration, result: Result) -> str:
    """What to make of the whole, then each card with the course's place and why, as HTML."""
    return f'{item["feedback"][result["key"]]}<ol class="nl-each" type="A">{_rows(item)}</ol>'


def _rows(item: Declaration) -> str:
    return "".join(
        f"<li>{card['text']} <div>The course: {where(item, card['at'])}.</div>{card['why']}</li>"
        for card in item["cards"]
    )


def paper(item: Declaration, response: object = None) -> str:
    """The cards with their letters, and the map as a table to write them into."""
    given = response if isinstance(response, dict) else {}
    x, y, steps = item["x"], item["y"], item["steps"]
    cards = "".join(f"<li>{card['text']}</li>" for card in item["cards"])
    rows = []
    for up in range(steps, 0, -1):
        cells = []
        for across in range(1, steps + 1):
            here = [
                chr(ord("A") + i)
                for i, card in enumerate(item["cards"])
                if given.get(card["id"]) == [across, up]
            ]
            cells.append(f"<td>{' '.join(here)}</td>")
        end = y["high"] if up == steps else y["low"] if up == 1 else ""
        rows.append(f'<tr><th scope="row">{end or up}</th>{"".join(cells)}</tr>')
    ends = [x["low"], *map(str, range(2, steps)), x["high"]]
    heads = "".join(f'<th scope="col">{end}</th>' for end in ends)
    label = '<p><strong class="nl-yours">your answer</strong></p>' if given else ""
    return (
        '<p class="nl-lead">Write the letter of each card into the map.</p>'
        f'<ol class="nl-pins" type="A">{cards}</ol>'
        f'<table class="nl-points nl-map-table"><caption>Across: {x["label"]}. Up: {y["label"]}.'
        f"</caption><tbody>{''.join(rows)}</tbody><tfoot><tr><td></td>{heads}</tr></tfoot></table>"
        f"{label}"
    )


def key(item: Declaration) -> str:
    """The course's places in words, as HTML."""
    lead = "one reading, the course's. " if item["reading"] else ""
    return lead + " ".join(
        f"<em>{card['text']}</em> {where(item, card['at'])}." for card in item["cards"]
    )


def fault(item: dict) -> str:
    """What no schema can see: ids that are shared, places off the map, feedback for the other kind."""
    names = [card["id"] for card in item["cards"]]
    if len(set(names)) < len(names):
        return "two cards have the same id"
    for card in item["cards"]:
        if max(card["at"]) > item["steps"]:
            return f"card {card['id']}: its place is off a map of {item['steps']} steps"
    wanted = READINGS if item.get("reading") else KEYS
    if set(item["feedback"]) != set(wanted):
        kind = "a reading" if item.get("reading") else "a map that is no reading"
        return f"the feedback of {kind} is keyed by {', '.join(wanted)}"
    return ""


def declare(item: dict, block: Fill, inline: Fill) -> dict:
    """The type's own fields of a declaration, with Markdown made HTML."""
    return {
        "x": {name: inline(text) for name, text in item["x"].items()},
        "y": {name: inline(text) for name, text in item["y"].items()},
        "steps": item["steps"],
        "tolerance": item["tolerance"],
        "reading": bool(item.get("reading")),
        "cards": [
            {
                "id": card["id"],
                "text": inline(card["text"]),
                "at": card["at"],
                "why": block(card["why"]),
            }
            for card in item["cards"]
        ],
        "feedback": {name: block(text) for name, text in item["feedback"].items()},
    }

"""A sketch: the learner draws the line they expect, and then sees the real one over it."""

import html

from exercises.items.result import Declaration, Result, tidy

NAME = "sketch"


def mark(item: Declaration, response: object) -> Result:
    """Compare a drawn line with the real one.

    The score is 1 where the drawn points lie within `tolerance` of the real ones on average (mean
    absolute error, in the unit of the y axis, over the points that were asked for) and falls to 0
    at four times that. The `key` is `close`, else `direction` where the line rises or falls
    overall as the real one does, else `opposite`.

    Raises:
        ValueError: where there is not one number in range for each point.
    """
    points, given = item["points"], item["given"]
    low, high = item["y"]["min"], item["y"]["max"]
    if not isinstance(response, list) or len(response) != len(points):
        raise ValueError(f"{item['id']} wants one number for each of {len(points)} points")
    for value in response:
        ok = isinstance(value, int | float) and not isinstance(value, bool)
        if not ok or not low <= value <= high:
            raise ValueError(f"{item['id']} wants numbers from {low} to {high}, not {value!r}")
    gaps = [response[i] - points[i]["y"] for i in range(given, len(points))]
    error = sum(abs(gap) for gap in gaps) / len(gaps)
    tolerance = item["tolerance"]
    score = max(0.0, min(1.0, 1 - (error - tolerance) / (3 * tolerance)))
    real = points[-1]["y"] - points[0]["y"]
    drawn = response[-1] - response[0]
    same = (drawn > 0) == (real > 0) and (drawn < 0) == (real < 0)
    key = "close" if error <= tolerance else "direction" if same else "opposite"
    unit, last = item["y"]["gap"], gaps[-1]
    if int(abs(last) * 10 + 0.5) == 0:
        end = f"Your line ended where the real one did, at {tidy(points[-1]['y'])}"
    else:
        side = "above" if last > 0 else "below"
        end = (
            f"Your line ended at {tidy(response[-1])}, {tidy(abs(last))} {unit} {side} "
            f"the real {tidy(points[-1]['y'])}"
        )
    return {
        "score": score,
        "key": key,
        "words": f"{end}; on average your points were {tidy(error)} {unit} away.",
    }


def feedback(item: Declaration, result: Result) -> str:
    """The feedback for that shape, as HTML."""
    return item["feedback"][result["key"]]


def paper(item: Declaration, response: object = None) -> str:
    """The points as a table to fill in; what was drawn stands in it where there is an answer."""
    drawn = response if isinstance(response, list) else None
    cells = []
    for i, point in enumerate(item["points"]):
        if i < item["given"]:
            value = f"{tidy(point['y'])} (given)"
        elif drawn is not None and i < len(drawn):
            value = f'{html.escape(str(drawn[i]))} <strong class="nl-yours">your answer</strong>'
        else:
            value = "____"
        cells.append(
            f'<tr><th scope="row">{html.escape(str(point["x"]))}</th><td>{value}</td></tr>'
        )
    x, y = html.escape(item["x"]["label"]), html.escape(item["y"]["label"])
    return (
        f'<table class="nl-points"><thead><tr><th scope="col">{x}</th>'
        f'<th scope="col">{y}</th></tr></thead><tbody>{"".join(cells)}</tbody></table>'
    )


def key(item: Declaration) -> str:
    """What really happened, as HTML."""
    steps = ", ".join(f"{p['x']}: {tidy(p['y'])}" for p in item["points"])
    return html.escape(f"{steps} ({item['y']['unit']})")

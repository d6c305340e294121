"""Small pictures of a table, drawn as the page is made: a line or a bar for each series, rows by grade.

Each is an inline SVG that says in its label what it shows; its colours are the page's own, so that it
follows light and dark. Nothing has to be loaded or run for it.
"""

import html
from collections.abc import Sequence

from exercises.tables_package import Field, Resource, Row
from exercises.tables_picture import Series, number, series, told, words

#: More lines than this say less than the file does.
SHOWN = 12
_WIDTH, _HEIGHT, _EDGE = 150, 34, 4
_BAR = 12


def picture(resource: Resource, rows: Sequence[Row]) -> str:
    """The figure that a table declares, or nothing."""
    found = series(resource, rows)
    if not found:
        return ""
    declared = resource["picture"]
    field = next(f for f in resource["schema"]["fields"] if f["name"] == declared["y"])
    bars = declared.get("kind") == "bars"
    one_scale = len({one["unit"] for one in found}) == 1 and "unit" not in rows[0]
    lines = _bars(found, field) if bars else _lines(found[:SHOWN], field, one_scale)
    note = _note(found, field, bars, one_scale)
    return f'<figure class="nl-series"><ul>{"".join(lines)}</ul><figcaption>{note}</figcaption></figure>'


def grades(rows: Sequence[Row]) -> str:
    """The rows of a table by grade, as one bar and in words; nothing for a table without grades."""
    if not rows or "grade" not in rows[0]:
        return ""
    counts = {g: sum(row["grade"] == g for row in rows) for g in "ABC"}
    share, parts, left = 150 / len(rows), [], 0.0
    for grade, count in counts.items():
        if count:
            x, width = _px(left), _px(count * share)
            parts.append(
                f'<rect class="nl-grade-{grade}" x="{x}" y="1" width="{width}" height="8"/>'
            )
        left += count * share
    called = {"A": "A", "B": "B", "C": "C, unconfirmed"}
    there = [(called[grade], count) for grade, count in counts.items() if count]
    what = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    if len(there) == 1:
        what += f", {'all ' if len(rows) > 1 else ''}of grade {there[0][0]}"
    else:
        what += ": " + ", ".join(f"{count} of grade {grade}" for grade, count in there)
    return (
        f'<p class="nl-grades"><svg role="img" aria-label="{what}" viewBox="0 0 151 10" width="151" '
        f'height="10">{"".join(parts)}</svg> {what}</p>'
    )


def _lines(found: list[Series], field: Field, one_scale: bool) -> list[str]:
    mixed = len({one["unit"] for one in found}) > 1
    everything = [point for one in found for point in one["points"]]
    times = [point["at"] for point in everything]
    lines = []
    for one in found:
        points = one["points"]
        values = [point["y"] for point in (everything if one_scale else points)]
        placed = [
            (
                _between(point["at"], min(times), max(times), _EDGE, _WIDTH - _EDGE),
                _between(point["y"], min(values), max(values), _HEIGHT - _EDGE, _EDGE),
            )
            for point in points
        ]
        way = " ".join(f"{_px(x)},{_px(y)}" for x, y in placed)
        # Few points are measurements that stand apart; many would only blur the line.
        dots = placed if len(placed) <= 8 else placed[-1:]
        marks = "".join(f'<circle cx="{_px(x)}" cy="{_px(y)}" r="2"/>' for x, y in dots)
        ends = number(points[0]["y"], field.get("decimals"))
        if len(points) > 1:
            ends += f" → {number(points[-1]['y'], field.get('decimals'))}"
        if mixed:
            ends += f" {one['unit']}"
        drawn = f'<polyline points="{way}"/>{marks}'
        said = _capital(told(one, field.get("decimals")))
        lines.append(_item(one["name"] or field["title"], said, _HEIGHT, drawn, ends))
    return lines


def _bars(found: list[Series], field: Field) -> list[str]:
    values = [point["y"] for one in found for point in one["points"]]
    low, high = min(0.0, *values), max(0.0, *values)
    zero = _between(0, low, high, 0, _WIDTH)
    lines = []
    for one in found:
        for point in one["points"]:
            end = _between(point["y"], low, high, 0, _WIDTH)
            x, width = min(zero, end), max(abs(end - zero), 1)
            name = ", ".join(filter(None, (one["name"], words(point["x"]))))
            value = number(point["y"], field.get("decimals"))
            said = f"{value} {one['unit']}".strip()
            drawn = f'<rect x="{_px(x)}" y="1" width="{_px(width)}" height="{_BAR - 2}"/>'
            lines.append(_item(name, said, _BAR, drawn, value))
    return lines


def _item(name: str, said: str, height: int, drawn: str, ends: str) -> str:
    name = _capital(name)
    label = html.escape(f"{name}: {said}")
    return (
        f'<li><span class="nl-series-name">{html.escape(name)}</span>'
        f'<svg role="img" aria-label="{label}" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}">{drawn}</svg><span class="nl-series-ends">{html.escape(ends)}</span></li>'
    )


def _note(found: list[Series], field: Field, bars: bool, one_scale: bool) -> str:
    """What the picture is of, and how far its lines can be compared."""
    units = list(dict.fromkeys(one["unit"] for one in found if one["unit"]))
    what = field["title"] + (f", {units[0]}" if len(units) == 1 else "")
    parts = [what]
    if not bars:
        ends = sorted(
            ((p["at"], p["x"]) for one in found[:SHOWN] for p in one["points"]), key=lambda e: e[0]
        )
        if ends[0][1] != ends[-1][1]:
            parts.append(f"from {ends[0][1]} to {ends[-1][1]}")
        if len(found) > 1:
            same = "all lines on one scale" if one_scale else "each line on a scale of its own"
            parts.append(same)
    text = "; ".join(parts) + "."
    more = 0 if bars else len(found) - SHOWN
    if more > 0:
        text += f" {more} more {'series is' if more == 1 else 'series are'} in the file."
    return html.escape(text)


def _between(value: float, low: float, high: float, start: float, end: float) -> float:
    """Where a value lies on the way from start to end; in the middle, where there is no way."""
    share = (value - low) / (high - low) if high > low else 0.5
    return start + share * (end - start)


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""What the benchmarks print: figures with their number of runs, and the machine that they come from."""

import os
import platform
from collections.abc import Iterable, Sequence
from importlib import metadata


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share (0 to 1) of the values lies, in the values' own unit.

    Between two values it is interpolated in a straight line, and the ends are the least and the
    greatest value (Hyndman and Fan's type 7, which numpy and spreadsheets use as well).

    Raises:
        ValueError: where there are no values, or the share is not within 0 to 1.
    """
    if not values:
        raise ValueError("a percentile of no values was asked for")
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies within 0 and 1, not at {share}")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def summed(values: Sequence[float]) -> list[str]:
    """Three cells of a table: n, median and 95th percentile."""
    return [str(len(values)), number(percentile(values, 0.5)), number(percentile(values, 0.95))]


def number(value: float) -> str:
    """A figure in three digits, or in whole numbers from 100 on: no bench knows more."""
    return f"{value:,.0f}" if abs(value) >= 99.5 else f"{value:.3g}"


def markdown(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], notes: Sequence[str]
) -> str:
    """A table in Markdown with its title above and the conditions under which it was made below.

    Raises:
        ValueError: where a row has more or fewer cells than the head.
    """
    lines = [f"**{title}**", "", _line(heads), _line(["---"] * len(heads))]
    for row in rows:
        if len(row) != len(heads):
            raise ValueError(f"a row of {len(row)} cells under {len(heads)} heads: {row}")
        lines.append(_line(row))
    return "\n".join([*lines, "", *(f"- {note}" for note in notes)])


def machine(browser: str | None) -> str:
    """The machine in one line: what bears on the figures, and nothing that names it."""
    parts = [
        f"{os.cpu_count()} CPUs ({platform.system()}, {platform.machine()})",
        f"Python {platform.python_version()}",
        f"Jupyter Book {metadata.version('jupyter-book')}",
        f"Sphinx {metadata.version('sphinx')}",
    ]
    if browser:
        parts.append(f"Chromium {browser}, headless")
    return f"Machine: {', '.join(parts)}."


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"

"""`progress()`: how far each outcome is done, how sure and how right, and what the tests say."""

import html
import json
from functools import lru_cache

from exercises import faces
from exercises.items.outline import Outline, outline
from exercises.items.result import tidy
from exercises.live.quizzes import today
from exercises.paths import NOTEBOOKS
from exercises.record.mine import all_answers
from exercises.record.progress import (
    GAIN,
    HAKE,
    HELD,
    Row,
    Standing,
    calibration,
    gain,
    standing,
)

_WIDTH, _HEIGHT = 160, 12


class Progress:
    """The map of outcomes, as `progress` returns it; shows itself."""

    def __init__(self) -> None:
        self.events = [] if faces.static_only() else all_answers()
        self.known = outline()
        self.outcomes = standing(self.events, self.known, today())

    def __repr__(self) -> str:
        return "\n".join(f"{code}: {s['words']}" for code, s in self.outcomes.items())

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        bundle: dict[str, object] = {
            faces.PROGRESS: {},
            "text/html": self.page(),
            "text/plain": repr(self),
        }
        if not faces.static_only():
            from exercises.live.progress_widget import ProgressWidget

            widget = ProgressWidget(self)
            bundle[faces.WIDGET] = {
                "version_major": 2,
                "version_minor": 0,
                "model_id": widget.model_id,
            }
        return bundle

    def page(self) -> str:
        """All of it as HTML; a bar is drawn, and what it shows stands beside it in words."""
        rows, said = calibration(self.events, self.known)
        return (
            '<section class="nl-work" data-progress="">'
            f'<h4>By outcome</h4><p class="nl-work-note">{HELD}</p>'
            f"{_map(self.outcomes, self.known)}"
            f"<h4>How sure, and how right</h4><p>{html.escape(said)}</p>{_sure(rows)}"
            f"{self._tests()}</section>"
        )

    def _tests(self) -> str:
        if not self.known["tests"]["pre"]:
            return ""
        said = html.escape(gain(self.events, self.known)["words"])
        source = f'<a href="{HAKE}">Hake (1998)</a>'
        return f'<h4>Before and after</h4><p>{said}</p><p class="nl-work-note">{GAIN} {source}</p>'


def progress() -> Progress:
    """Show how far each outcome of the course is done, from the learner's own record.

    Beside it stand how often answers given as sure, as thought so and as guessed were right, and the
    gain between the two tests of the course.
    """
    return Progress()


def _map(outcomes: dict[str, Standing], known: Outline) -> str:
    chapters: dict[str, list[Standing]] = {}
    for code, found in outcomes.items():
        chapters.setdefault(known["outcomes"][code]["chapter"], []).append(found)
    parts = []
    for chapter, rows in sorted(chapters.items()):
        title = html.escape(titles().get(chapter, f"Chapter {chapter}"))
        lines = "".join(
            f"<li><code>{s['outcome']}</code> "
            f'<span class="nl-can">{html.escape(known["outcomes"][s["outcome"]]["text"])}</span>'
            f'<span class="nl-far">{bar(s["answered"] / s["total"], s["held"] / s["total"], _held(s))} '
            f"{s['words']}</span></li>"
            for s in rows
        )
        parts.append(f'<h5>{title}</h5><ul class="nl-standing">{lines}</ul>')
    return "".join(parts)


def _held(found: Standing) -> str:
    """What the full part of a bar shows and no words beside it say: for those who cannot see it."""
    if not found["answered"]:
        return ""
    return f"Expected right today: {tidy(found['held'])} of {found['total']}."


def _sure(rows: list[Row]) -> str:
    lines = "".join(
        f"<li>{bar(0, r['right'] / r['answered'] if r['answered'] else 0)} {r['words']}</li>"
        for r in rows
    )
    return f'<ul class="nl-sure">{lines}</ul>' if lines else ""


def bar(pale: float, full: float, words: str = "") -> str:
    """A bar of two shares, 0..1, in the colour of the learner's own marks.

    What it shows stands beside it in words, or is its name in `words`.

    Colours are written on the parts, so that it can be read where no style sheet comes along.
    """

    def part(share: float, look: str) -> str:
        width = max(0.0, min(1.0, share)) * (_WIDTH - 1)
        return f'<rect x="0.5" y="0.5" width="{width:.1f}" height="{_HEIGHT - 1}" {look}/>'

    # The frame is drawn last, over both.
    drawn = part(pale, 'fill="#56b4e9" fill-opacity="0.35"') + part(full, 'fill="#56b4e9"')
    frame = part(1, 'fill="none" stroke="#808080"')
    told = f'role="img" aria-label="{words}"' if words else 'aria-hidden="true"'
    return (
        f'<svg class="nl-bar" width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'{told} focusable="false">{drawn}{frame}</svg>'
    )


@lru_cache(1)
def titles() -> dict[str, str]:
    """The titles of the chapters by their numbers, as their notebooks begin."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")):
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            first = "".join(cells[0]["source"]).splitlines()[0]
        except (OSError, ValueError, KeyError, IndexError):
            continue
        if first.startswith("# "):
            found[path.stem[:2]] = first.removeprefix("# ").strip()
    return found

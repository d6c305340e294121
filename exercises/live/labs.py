"""`lab()`: shows a simulator, live in Jupyter, with its first result everywhere."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from exercises import faces
from exercises.items import prose
from exercises.labs.loading import declaration, run_lab
from exercises.live.lab_entries import entries

if TYPE_CHECKING:
    import pandas as pd

_RUN = '<p class="nl-run"><em>Run this cell to move the controls.</em></p>'


class Result(dict):
    """What a lab worked out: `figures`, `reading`, `values`; and as a data frame, for whoever codes."""

    @property
    def frame(self) -> pd.DataFrame:
        """The points of all figures, one row each: figure, series (or the point's own name), x, y."""
        import pandas as pd

        return pd.DataFrame(
            [
                (figure["meta"]["title"], _series(trace, i), x, y)
                for figure in self["figures"]
                for trace in figure["data"]
                # Words are no data.
                if trace.get("mode") != "text"
                for i, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True))
            ],
            columns=["figure", "series", "x", "y"],
        )


def _series(trace: dict, point: int) -> str:
    return str(trace["ids"][point] if "ids" in trace else trace.get("name", ""))


def worked_out(name: str, **values: object) -> Result:
    """A lab's result at a setting. Raises `LabError` as `run_lab` does."""
    return Result(run_lab(name, **values))


class Lab:
    """A lab, as `lab` returns it; shows itself.

    `result` holds what it last worked out (with `.frame` as a data frame), `values` its setting.
    """

    def __init__(self, name: str, values: dict[str, object]) -> None:
        self.declaration = declaration(name)
        self.name = name
        self.result = worked_out(name, **values)
        self.values = {c["name"]: c["value"] for c in self.declaration["controls"]} | values

    def __repr__(self) -> str:
        return f"Lab {self.declaration['title']}: {self.result['reading']}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        shown = self.declaration | {"result": self.result, "values": self.values}
        shown["how"] = prose.block(self.declaration["how"])
        shown["about"] = prose.block(self.declaration["about"])
        bundle: dict[str, object] = {
            faces.LAB: json.loads(json.dumps(shown)),
            "text/html": paper(shown),
            "text/plain": repr(self),
        }
        if not faces.static_only():
            from exercises.live.lab_view import LabView

            bundle[faces.WIDGET] = {
                "version_major": 2,
                "version_minor": 0,
                "model_id": LabView(self).box.model_id,
            }
        return bundle


def lab(name: str, **values: object) -> Lab:
    """Show a lab by its name, such as `lab("targetworld")`; keywords set its controls.

    Raises:
        LabError: for a name or a control that is not there; near ones are named.
    """
    return Lab(name, values)


def paper(shown: dict, extra: str = "") -> str:
    """A lab as it stands on paper, and in a notebook whose cells have not been run.

    `extra` is markup to put at its end: in the book, the declaration and no word of cells.
    """
    rows = "".join(
        f'<tr><th scope="row">{html.escape(c["label"])}</th>'
        f"<td>{html.escape(said(c, shown['values'][c['name']]))}</td></tr>"
        for c in shown["controls"]
        if used(c, shown["values"])
    )
    figures = "".join(
        f"<p><strong>{html.escape(f['meta']['title'])}</strong> {html.escape(f['meta']['summary'])}</p>"
        for f in shown["result"]["figures"]
    )
    badge = f" <em>({html.escape(shown['badge'])})</em>" if shown["badge"] else ""
    note = html.escape(shown["badge_note"])
    note = f'<p class="nl-badge-note">{note}</p>' if note else ""
    return (
        f'<section class="nl-lab nl-paper" data-lab="{html.escape(shown["name"])}" '
        f'data-state="ready">'
        f"<h4>{html.escape(shown['title'])}{badge}</h4>{shown['about']}"
        f'<p class="nl-reading">{html.escape(shown["result"]["reading"])}</p>{figures}{note}'
        f'<table><thead><tr><th scope="col">Control</th><th scope="col">Set to</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
        f"{entries(shown['result'], shown['sources'], shown['entry'])}{extra or _RUN}</section>"
    )


def used(control: dict, values: dict[str, object]) -> bool:
    """Whether the part of the lab on view uses a control; one of another part is not shown."""
    return all(values[name] == value for name, value in control.get("where", {}).items())


def said(control: dict, value: object) -> str:
    """A control's value in words."""
    for option in control.get("options", []):
        if option["value"] == value:
            return str(option["label"])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if control["type"] == "text":
        lines = len(str(value).splitlines())
        return f"{lines} line{'' if lines == 1 else 's'}" if lines else "nothing yet"
    if control["type"] == "slider":
        text = f"{value:.{decimals(control)}f}"
        # Zero carries no sign, whichever side it was rounded from.
        return text.replace("-", "" if float(text) == 0 else "−")
    return str(value)


def decimals(control: dict) -> int:
    """The decimals that a slider's values can have: 0 for a step of 1 or 10, 2 for 0.05."""
    return max(len(f"{control[key]:.10g}".partition(".")[2]) for key in ("min", "step"))

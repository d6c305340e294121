"""`chart()`: a figure with its summary in words, its sources and cautions, its data and a download."""

import base64
import hashlib
import html
import json
import re
import textwrap
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from exercises import faces
from exercises.look import template
from exercises.tables import rows as rows_of
from exercises.tables_html import LONG_TEXT, cited, doubt, in_words
from exercises.tables_package import Field
from exercises.tables_picture import words as spoken

template()

_ROWS_SHOWN = 60
# More than these would be a wall of links under the figure.
_SOURCES_SHOWN = 4


class ChartError(Exception):
    """A chart that lacks what a reader needs; the message says what."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Chart:
    """A figure and what must stand beside it; shows itself."""

    def __init__(self, figure: dict, title: str, summary: str, frames: list[pd.DataFrame]) -> None:
        self.figure = figure
        self.title = title
        self.summary = summary
        self.frames = frames

    def __repr__(self) -> str:
        return f"Chart: {self.title}. {self.summary}"

    @property
    def declaration(self) -> dict[str, object]:
        """The chart as data: what the book's page is made from."""
        name = hashlib.sha256(json.dumps([self.title, self.summary]).encode()).hexdigest()[:8]
        return {
            "id": f"{_slug(self.title)}-{name}",
            "title": self.title,
            "summary": self.summary,
            "figure": self.figure,
            "notes": self.notes(),
        }

    def notes(self) -> str:
        """What stands under the figure, as HTML: summary, sources, cautions, data, download."""
        sources, cautions = _credits(self.frames)
        parts = [f'<p class="nl-summary">{html.escape(self.summary)}</p>']
        if len(sources) > _SOURCES_SHOWN:
            rows = "".join(f"<li>{source}</li>" for source in sources)
            parts.append(
                f'<details class="nl-many"><summary>{len(sources)} sources</summary>'
                f'<ul class="nl-sources">{rows}</ul></details>'
            )
        elif sources:
            parts.append(f'<p class="nl-source">Source: {"; ".join(sources)}.</p>')
        if cautions:
            rows = "".join(f"<li>{html.escape(c)}</li>" for c in cautions)
            many = f"{len(cautions)} cautions" if len(cautions) > 1 else "A caution"
            parts.append(
                f'<details class="nl-care"><summary>{many}</summary>'
                f'<ul class="nl-cautions">{rows}</ul></details>'
            )
        names = [(getattr(frame, "course", None) or {}).get("title") for frame in self.frames]
        for frame, name in zip(self.frames, names, strict=True):
            # Two folds of one name could not be told apart.
            which = f": {name}" if len(self.frames) > 1 and names.count(name) == 1 and name else ""
            parts.append(_data(frame, f"Data{which}"))
        return "".join(parts)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        figure = json.loads(json.dumps(self.figure))
        figure["layout"]["template"] = template().to_plotly_json()
        # Plotly does not wrap a title; a sentence is broken here, where the width is not known.
        figure["layout"]["title"] = {"text": "<br>".join(textwrap.wrap(self.title, 78))}
        display(
            {
                faces.PLOTLY: figure,
                faces.CHART: self.declaration,
                "text/html": f"<p><strong>{html.escape(self.title)}</strong></p>",
                "text/plain": repr(self),
            },
            raw=True,
        )
        # JupyterLab shows one face of an output; what stands under the figure is a second one.
        display({faces.CAPTION: {}, "text/html": _framed(self.notes()), "text/plain": ""}, raw=True)


def chart(
    fig: go.Figure,
    tables: pd.DataFrame | Sequence[pd.DataFrame],
    summary: str,
    title: str | None = None,
) -> Chart:
    """Show a figure with everything that a reader needs beside it.

    Args:
        fig: a Plotly figure.
        tables: the table or tables that it draws, as `table()` gave them or cut from them; their
            sources and cautions are shown, and their rows are the chart's data.
        summary: what the figure shows, in words, for those who cannot see it.
        title: what it shows, as a sentence; the figure's own title where left out.

    Raises:
        ChartError: where there is nothing drawn, or title, summary or data are missing.
    """
    if not isinstance(fig, go.Figure):
        raise ChartError(f"chart() draws a Plotly figure, not a {type(fig).__name__}.")
    if not isinstance(summary, str) or len(summary.split()) < 4:
        raise ChartError("chart() needs a summary in words: a sentence on what the figure shows.")
    frames = [tables] if isinstance(tables, pd.DataFrame) else list(tables)
    if not frames or not all(isinstance(f, pd.DataFrame) for f in frames):
        raise ChartError("chart() needs the table that it draws, as table() gave it.")
    if not fig.data:
        raise ChartError("This figure has nothing drawn in it.")
    figure = json.loads(fig.to_json())
    figure["layout"].pop("template", None)
    _keep_periods(figure)
    _say_hovers(figure)
    own = figure["layout"].pop("title", None)
    words = title or (own or {}).get("text")
    if not words:
        raise ChartError("chart() needs a title that says what the figure shows, as a sentence.")
    return Chart(figure, re.sub(r"<br\s*/?>", " ", words), summary, frames)


_PERIOD = re.compile(r"\d{4}-\d{2}$")


def _keep_periods(figure: dict) -> None:
    """Keep Plotly from taking financial years for months: it reads 2000-01 as January 2000."""
    for trace in figure["data"]:
        for axis in ("x", "y"):
            values = trace.get(axis)
            if not isinstance(values, list) or not any(_PERIOD.match(str(v)) for v in values):
                continue
            number = trace.get(f"{axis}axis", axis).removeprefix(axis)
            figure["layout"].setdefault(f"{axis}axis{number}", {}).setdefault("type", "category")


def _say_hovers(figure: dict) -> None:
    """Say in words what Plotly Express would print over a point: `nation=wales<br>=%{x}<br>days=%{y}`."""
    for trace in figure["data"]:
        told, extra, rest = (trace.get("hovertemplate") or "").partition("<extra>")
        if "=" in told:
            lines = [_hover_line(line) for line in told.split("<br>")]
            said = "<br>".join(line for line in lines if line is not None)
            trace["hovertemplate"] = said + extra + rest


def _hover_line(line: str) -> str | None:
    label, equals, value = line.partition("=")
    if not equals:
        return line
    if not value.startswith("%{"):
        return spoken(value)
    # The text at a point is on the page already.
    if label == "text":
        return None
    return f"{spoken(label)}: {value}" if label else value


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower())[:6])


def _credits(frames: list[pd.DataFrame]) -> tuple[list[str], list[str]]:
    """Links to the sources of the rows that are drawn, and the cautions of their tables."""
    sources: dict[str, str] = {}
    cautions: dict[str, None] = {}
    for frame in frames:
        about = getattr(frame, "course", None)
        if not about:
            continue
        for source in cited(frame, about):
            year = f" ({source['year']})" if source["year"] is not None else ""
            words = html.escape(f"{source['author'] or 'No author named'}{year}, {source['title']}")
            if str(source["url"]).startswith(("http://", "https://")):
                words = f'<a href="{html.escape(source["url"])}" rel="noopener">{words}</a>'
            sources[source["source_id"]] = words
        cautions.update(dict.fromkeys(about["cautions"]))
        warning = doubt(frame, about)
        if warning:
            cautions[warning] = None
    return list(sources.values()), list(cautions)


def _data(frame: pd.DataFrame, words: str) -> str:
    """The rows of a frame under a fold that `words` names, with their file."""
    about = getattr(frame, "course", None) or {}
    name = about.get("name", "data")
    fields = {field["name"]: field for field in about.get("fields", ())}
    # The file keeps the sources' names, and columns that have nothing in these rows.
    columns = [
        c for c in frame.columns if not str(c).endswith("source_id") and frame[c].notna().any()
    ]
    shown = frame[columns].head(_ROWS_SHOWN)
    head = "".join(_heading(c, fields.get(c), _longest(shown[c])) for c in columns)
    names = {c: _names(c) for c in fields}
    rows = "".join(
        "<tr>"
        + "".join(
            _cell(value, fields.get(c), names.get(c, {}))
            for c, value in zip(columns, row, strict=True)
        )
        + "</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    more = (
        f"<p>{len(frame) - len(shown)} more rows are in the file.</p>"
        if len(frame) > len(shown)
        else ""
    )
    csv = base64.b64encode(frame.to_csv(index=False).encode("utf-8")).decode("ascii")
    return (
        f'<details class="nl-data"><summary>{html.escape(words)}</summary>'
        f'<div class="nl-scroll" tabindex="0" role="group" aria-label="Data of the chart">'
        f"<table><caption>{html.escape(str(about.get('title', name)))}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{more}"
        f'<p class="nl-downloads"><a download="{html.escape(name)}.csv" '
        f'href="data:text/csv;charset=utf-8;base64,{csv}">Download these rows (CSV)</a></p></details>'
    )


def _longest(cells: pd.Series) -> int:
    return max((len(str(cell)) for cell in cells.dropna()), default=0)


def _heading(column: object, field: Field | None, longest: int) -> str:
    """A column's title and unit, where it is a column of its table; the file has its name."""
    title = name = html.escape(str(column))
    if field is not None:
        unit = field.get("unit", "")
        told = not unit or unit in field["title"].lower()
        title = html.escape(field["title"] if told else f"{field['title']} ({unit})")
    # A wide table scrolls; without this a browser would rather squeeze its notes.
    room = ' style="min-width:14em"' if longest > LONG_TEXT else ""
    return f'<th scope="col" data-column="{name}"{room}>{title}</th>'


def _cell(value: object, field: Field | None, names: dict[str, str]) -> str:
    """A figure or text as it is; an id by its name, a code of a fixed list in words, each with its code."""
    if value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        return "<td></td>"
    number = isinstance(value, int | float) and not isinstance(value, bool)
    text = f"{value:,.10g}" if isinstance(value, float) else str(value)
    if number:
        return f'<td class="nl-num">{html.escape(text)}</td>'
    said = names.get(text) or (in_words(field, text) if field else text)
    code = f' data-code="{html.escape(text)}"' if said != text else ""
    return f"<td{code}>{html.escape(said)}</td>"


#: Whose rows an id stands for.
_NAMED = {"authority_id": "authorities", "trust_id": "trusts"}


def _names(column: str) -> dict[str, str]:
    """The names that stand behind the ids of a column; empty where it holds none."""
    if column not in _NAMED:
        return {}
    return {row[column]: row["name"] for row in rows_of(_NAMED[column])}


def _framed(notes: str) -> str:
    return f'<div class="nl-chart-notes" style="max-width:46rem">{notes}</div>'

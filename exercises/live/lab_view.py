"""A lab in Jupyter: ipywidgets controls, Plotly figures and a reading, run by the kernel."""

import html

import anywidget
import ipywidgets as widgets
import plotly.graph_objects as go
import traitlets

from exercises.live.lab_entries import entries
from exercises.live.lab_text import TextControl, remembered
from exercises.live.labs import decimals, used, worked_out
from exercises.look import template
from exercises.paths import PACKAGE

_WIDE = widgets.Layout(width="100%")


class _Fit(anywidget.AnyWidget):
    """Nothing to see: it keeps the figures beside it as wide as their column."""

    _esm = (PACKAGE / "live" / "fit.js").read_text(encoding="utf-8")


class _Announce(anywidget.AnyWidget):
    """Nothing to see: it tells the page what the lab is set to, for questions that follow it."""

    _esm = (PACKAGE / "live" / "announce.js").read_text(encoding="utf-8")
    lab = traitlets.Unicode().tag(sync=True)
    # Which trait of each control its browser knows, and what each choice stands for.
    watched = traitlets.Dict().tag(sync=True)
    controls = traitlets.Dict().tag(sync=True, **widgets.widget_serialization)
    # Controls and values in one trait: they arrive together or not at all.
    state = traitlets.Dict().tag(sync=True)


class _Heard(anywidget.AnyWidget):
    """Nothing to see: names for the controls and figures, and the reading read out once they rest."""

    _esm = (PACKAGE / "live" / "heard.js").read_text(encoding="utf-8")
    controls = traitlets.Dict().tag(sync=True, **widgets.widget_serialization)
    # Label and help of each control.
    names = traitlets.Dict().tag(sync=True)
    figures = traitlets.List().tag(sync=True, **widgets.widget_serialization)
    summaries = traitlets.List().tag(sync=True)
    # What stands there at first, which is not read out.
    reading = traitlets.Unicode().tag(sync=True)


class LabView:
    """The widgets of one lab; `box` holds them all."""

    def __init__(self, lab: object) -> None:
        self.lab = lab
        shown = lab.declaration
        self.texts = {c["name"]: self._text(c) for c in shown["controls"] if c["type"] == "text"}
        self.controls = {
            c["name"]: self.texts[c["name"]].box
            if c["name"] in self.texts
            else _control(c, lab.values[c["name"]])
            for c in shown["controls"]
        }
        self.figures = [_figure(f) for f in lab.result["figures"]]
        self.titles = [widgets.HTML() for _ in self.figures]
        self.reading = widgets.HTML()
        self.entries = widgets.HTML()
        self.problem = widgets.HTML()
        self.noted = widgets.HTML()
        self._quiet = False
        # Controls of one part of the lab, each with the box that is hidden while another is on view.
        self._parts: list[tuple[dict, widgets.VBox]] = []
        for control in self.controls.values():
            control.observe(self._moved, names="value")
        self._announce = _Announce(
            lab=lab.name,
            watched={c["name"]: _watched(c) for c in shown["controls"] if c["type"] != "text"},
            controls={n: c for n, c in self.controls.items() if n not in self.texts},
            state=self._state(),
        )
        self._announce.on_msg(self._asked)
        self._heard = _Heard(
            controls=self.controls,
            names={c["name"]: [c["label"], c["help"]] for c in shown["controls"]},
            figures=self.figures,
            reading=lab.result["reading"],
            summaries=_summaries(lab.result),
        )
        self._say()
        self.box = self._layout(shown)
        if any(text.box.value != lab.values[name] for name, text in self.texts.items()):
            self._moved(None)
        else:
            self._worked()

    def _text(self, control: dict) -> TextControl:
        """A text, with what the learner left in it: unless the cell itself gives one."""
        given, name = self.lab.values[control["name"]], control["name"]
        own = given == control["value"]
        value = remembered(self.lab.name, name) or given if own else given
        every = self.lab.declaration["controls"]
        source = next((c for c in every if c["name"] == control.get("exports")), None)
        return TextControl(self.lab.name, control, value, self._values, keeps=own, source=source)

    def _worked(self) -> None:
        for name, text in self.texts.items():
            text.worked(self.lab.result.get("kept", {}).get(name))

    def _shown(self) -> dict[str, object]:
        """What the controls show, to the last digit: by it the browser knows its own setting again."""
        return {name: control.value for name, control in self.controls.items()}

    def _values(self) -> dict[str, object]:
        """What the controls stand for. A slider's 150 comes as 150.00000000000003 from its percentages."""
        values = self._shown()
        for control in self.lab.declaration["controls"]:
            if control["type"] == "slider":
                values[control["name"]] = round(values[control["name"]], decimals(control))
        return values

    def _layout(self, shown: dict) -> widgets.VBox:
        head = f"<h3>{html.escape(shown['title'])}"
        if shown["badge"]:
            head += f" <small>[{html.escape(shown['badge'])}]</small>"
        from exercises.items import prose

        presets = [self._preset(p) for p in shown["presets"]]
        reset = widgets.Button(description="Reset", tooltip="Back to where the lab began")
        first = {c["name"]: c["value"] for c in shown["controls"]}
        reset.on_click(lambda _: self._set(first))
        left = []
        for control in shown["controls"]:
            label, note = html.escape(control["label"]), html.escape(control["help"])
            own = self.controls[control["name"]]
            # A control of ipywidgets has no label but its own short one: for the ear `_Heard` names it.
            own.tooltip = f"{control['label']}. {control['help']}"
            rows = [
                widgets.HTML(f"<strong>{label}</strong>"),
                self.texts[control["name"]].all if control["name"] in self.texts else own,
                widgets.HTML(f'<p style="margin:0 0 .8em;line-height:1.4;opacity:.8">{note}</p>'),
            ]
            if "where" in control:
                self._parts.append((control, widgets.VBox(rows)))
                rows = [self._parts[-1][1]]
            left += rows
        self._show_part()
        pictures = [w for pair in zip(self.titles, self.figures, strict=True) for w in pair]
        how = widgets.HTML(f"<details><summary>How this works</summary>{prose.block(shown['how'])}"
                           f"<p>{html.escape(shown['source'])}</p></details>")  # fmt: skip
        grid = widgets.HBox(
            [
                widgets.VBox(left, layout=widgets.Layout(flex="1 1 18rem", min_width="16rem")),
                widgets.VBox(
                    [*pictures, _Fit(), self._announce, self._heard],
                    layout=widgets.Layout(flex="2 1 26rem", min_width="20rem"),
                ),
            ],
            layout=widgets.Layout(flex_flow="row wrap", width="100%"),
        )
        box = widgets.VBox(
            [
                widgets.HTML(head + "</h3>" + prose.block(shown["about"])),
                widgets.HBox(
                    [*presets, reset, self.noted], layout=widgets.Layout(flex_flow="row wrap")
                ),
                grid,
                self.reading,
                self.problem,
                *([self.entries] if "entries" in self.lab.result else []),
                *([widgets.HTML(_small(shown["badge_note"]))] if shown["badge_note"] else []),
                how,
            ],
            layout=_WIDE,
        )
        box.add_class("nl-lab")
        return box

    def _preset(self, preset: dict) -> widgets.Button:
        button = widgets.Button(
            description=preset["label"],
            tooltip=preset["note"],
            layout=widgets.Layout(width="auto"),
        )
        button.on_click(lambda _: self._try(preset))
        return button

    def _try(self, preset: dict) -> None:
        """Set a preset, and say what it is for: a tooltip alone would tell neither thumbs nor keys."""
        self._set(preset["values"])
        self.noted.value = _small(f"{preset['label']}: {preset['note']}", role="status")

    def _set(self, values: dict) -> None:
        self._quiet = True
        try:
            for name, value in values.items():
                # What a learner has typed is nobody's to set.
                if name not in self.texts:
                    self.controls[name].value = value
        finally:
            self._quiet = False
        self._moved(None)

    def _show_part(self) -> None:
        values = self._values()
        for control, box in self._parts:
            box.layout.display = None if used(control, values) else "none"

    def _moved(self, _: object) -> None:
        if self._quiet:
            return
        self.noted.value = ""
        self._show_part()
        values = self._values()
        try:
            self.lab.result = worked_out(self.lab.name, **values)
        except Exception as error:
            # A learner sees a sentence, and the last good figure stays.
            self.problem.value = f'<p role="status">{html.escape(str(error))}</p>'
            return
        self.lab.values = values
        self._announce.state = self._state()
        self.problem.value = ""
        for widget, figure in zip(self.figures, self.lab.result["figures"], strict=True):
            _redraw(widget, figure)
        self._say()
        self._worked()

    def _state(self) -> dict:
        """The setting and what the lab worked out for it; both plain, as they go to the browser."""
        controls = {name: v for name, v in self._shown().items() if name not in self.texts}
        return {"controls": controls, "values": dict(self.lab.result["values"])}

    def _asked(self, _: object, content: dict, __: object) -> None:
        """A question asks for the setting that it begins from."""
        wanted = content.get("set") if isinstance(content, dict) else None
        if isinstance(wanted, dict) and set(wanted) <= set(self.controls):
            self._set(wanted)

    def _say(self) -> None:
        self.reading.value = (
            f'<p class="nl-reading" '
            f'style="font-family:Georgia,serif;font-size:1.15em;line-height:1.5;max-width:46rem;white-space:pre-line">'
            f"{html.escape(self.lab.result['reading'])}</p>"
        )
        self._heard.summaries = _summaries(self.lab.result)
        self.entries.value = entries(
            self.lab.result, self.lab.declaration["sources"], self.lab.declaration["entry"]
        )
        for name, text in self.texts.items():
            text.tell(self.lab.result.get("notes", {}).get(name, ""))
        for title, figure in zip(self.titles, self.lab.result["figures"], strict=True):
            meta = figure["meta"]
            words, summary = html.escape(meta["title"]), html.escape(meta["summary"])
            title.value = f'<strong title="{summary}">{words}</strong>'


def _small(text: str, role: str = "note") -> str:
    """A sentence beside the lab, quieter than its reading."""
    style = "margin:0;line-height:1.4;opacity:.8;max-width:46rem"
    return f'<p role="{role}" style="{style}">{html.escape(text)}</p>'


def _control(control: dict, value: object) -> widgets.Widget:
    """The control's own widget; its label stands above it, where a long one has room."""
    kind, layout = control["type"], _WIDE
    if kind == "slider":
        limits = {key: control[key] for key in ("min", "max", "step")}
        form = f".{decimals(control)}f"
        return widgets.FloatSlider(value=value, layout=layout, readout_format=form, **limits)
    if kind == "choice":
        options = [(o["label"], o["value"]) for o in control["options"]]
        return widgets.Dropdown(options=options, value=value, layout=layout)
    if kind == "toggle":
        return widgets.Checkbox(value=value, indent=False, layout=layout)
    if kind == "number":
        limits = {key: control[key] for key in ("min", "max")}
        return widgets.BoundedIntText(value=value, layout=layout, **limits)
    raise ValueError(f"a lab's control is a slider, choice, toggle or number, not {kind!r}")


def _watched(control: dict) -> dict[str, object]:
    """Where a browser reads what a control shows: a choice knows the number of its option alone."""
    if control["type"] == "choice":
        return {"trait": "index", "values": [o["value"] for o in control["options"]]}
    return {"trait": "value", "values": None}


def _summaries(result: dict) -> list[str]:
    return [figure["meta"]["summary"] for figure in result["figures"]]


class _Figure(go.FigureWidget):
    """A figure that reaches the page in one piece.

    Plotly's own tells the page of itself first and sends its data after. What is sent to a widget that
    took more than two seconds to begin is dropped (seen in anywidget 0.11, at its `ready`): on a busy
    machine, in the middle of Run All, the axes would stand there empty.
    """

    _whole = False

    def open(self) -> None:
        """Tell the page, unless the constructor asks for it, which has no data to send yet."""
        if self._whole:
            super().open()


def _figure(figure: dict) -> go.FigureWidget:
    layout = {**figure["layout"], "template": template(), "autosize": True}
    made = _Figure(data=figure["data"], layout=layout)
    # Drawn as wide as its column, and again when the window changes.
    made._config = {**(made._config or {}), "responsive": True, "displayModeBar": False}
    made._whole = True
    made.open()
    return made


def _redraw(widget: go.FigureWidget, figure: dict) -> None:
    """Put new numbers into a figure; its traces are replaced only where their number changes."""
    with widget.batch_update():
        if [t.type for t in widget.data] == [t.get("type", "scatter") for t in figure["data"]]:
            for old, new in zip(widget.data, figure["data"], strict=True):
                old.update(new, overwrite=False)
        else:
            widget.data = []
            widget.add_traces(figure["data"])
        # Shapes and notes are lists: merged by place, a shorter one would keep the old tail.
        widget.layout.annotations = figure["layout"].get("annotations", [])
        widget.layout.shapes = figure["layout"].get("shapes", [])
        rest = {k: v for k, v in figure["layout"].items() if k not in ("annotations", "shapes")}
        widget.update_layout(rest)

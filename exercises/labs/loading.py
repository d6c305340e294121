"""Finds the labs, holds them to their contract, and runs them on the course's own tables.

It lies beside the labs and is none: only CPython reads it. What it refuses here would otherwise
show itself as a dead lab in a published page.
"""

import difflib
from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, TypeAlias, cast

from exercises.labs._controls import KINDS, settled
from exercises.paths import LABS

Value: TypeAlias = bool | int | float | str
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Row: TypeAlias = Mapping[str, int | float | str | None]

# Files beside the labs that are none.
_NO_LABS = {"__init__", "loading"}

_TEXTS = ("TITLE", "ABOUT", "HOW", "SOURCE", "BADGE")
_LISTS = ("TABLES", "CONTROLS", "PRESETS")
_RANGE = ("min", "max", "step")
# The buttons that a text may have beside those to open and to save files, and what each declares.
_BUTTONS = {"keep": ("label", "unless", "needs"), "template": ("label", "save_as", "text")}


class LabError(Exception):
    """What is wrong with a lab, its name or a setting of it, in words for whoever asked."""

    def _render_traceback_(self) -> list[str]:
        """IPython's hook: a learner sees the sentence and not the road to it."""
        return [str(self)]


class Lab(Protocol):
    """A lab's module, as its contract has it."""

    TITLE: str
    ABOUT: str
    HOW: str
    SOURCE: str
    BADGE: str
    TABLES: list[str]
    CONTROLS: list[dict[str, Json]]
    PRESETS: list[dict[str, Json]]

    def run(self, tables: Mapping[str, list[Row]], **values: Value) -> dict[str, Json]:
        """Pure: figures (Plotly JSON), a reading, named values; where a lab has them entries, notes, kept.

        Entries are a list of events; notes are words on texts, by control. What is kept is, by control,
        the codes of each case in a text, and whether the text was read whole.
        """


def names() -> list[str]:
    """The names of all labs, in alphabetical order."""
    stems = {path.stem for path in LABS.glob("*.py")}
    return sorted(stem for stem in stems - _NO_LABS if not stem.startswith("_"))


def load(name: str) -> Lab:
    """A lab's module, held to the contract.

    Raises:
        LabError: for a name that is no lab's (near ones are named), and for a lab that breaks the
            contract (every breach is listed).
    """
    known = names()
    if name not in known:
        near = difflib.get_close_matches(str(name), known, n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
        raise LabError(f"There is no lab called {name!r}. {hint}")
    module = import_module(f"exercises.labs.{name}")
    wrong = breaches(module)
    if wrong:
        raise LabError(
            f"The lab {name} (exercises/labs/{name}.py) breaks its contract:\n- "
            + "\n- ".join(wrong)
        )
    return cast(Lab, module)


def defaults(lab: Lab) -> dict[str, Value]:
    """The value at which each control of a lab starts."""
    return {str(control["name"]): cast(Value, control["value"]) for control in lab.CONTROLS}


def run_lab(name: str, **values: Value) -> dict[str, Json]:
    """A lab's result, on the course's tables; controls that are not named stand at their defaults.

    Raises:
        LabError: for a name that is no lab's, or a value that a control does not take.
    """
    lab = load(name)
    try:
        settled(lab.CONTROLS, values)
    except ValueError as error:
        raise LabError(str(error)) from None
    return lab.run(tables_of(lab), **values)


def tables_of(lab: Lab) -> dict[str, list[Row]]:
    """The rows of the tables that a lab declares, unconfirmed ones included and marked as such."""
    # Read only when a lab runs: to list the labs takes no pandas.
    from exercises.tables import rows

    return {table: rows(table) for table in lab.TABLES}


def declaration(name: str) -> dict[str, Json]:
    """A lab as data: its texts (Markdown), controls, presets, and the result at the defaults."""
    lab = load(name)
    return {
        "name": name,
        "title": lab.TITLE,
        "about": lab.ABOUT,
        "how": lab.HOW,
        "source": lab.SOURCE,
        "badge": lab.BADGE,
        "badge_note": getattr(lab, "BADGE_NOTE", ""),
        "entry": getattr(lab, "ENTRY", "event"),
        "tables": list(lab.TABLES),
        "controls": [dict(control) for control in lab.CONTROLS],
        "presets": [dict(preset) for preset in lab.PRESETS],
        "result": run_lab(name),
        "sources": _sources(lab),
    }


def _sources(lab: Lab) -> dict[str, list[str]]:
    """Title and address of every source of a lab's tables by its id, for a lab that lists entries."""
    tables = tables_of(lab)
    if "entries" not in lab.run(tables):
        return {}
    from exercises.tables import rows

    used = {
        row.get(key)
        for table in tables.values()
        for row in table
        for key in ("source_id", "second_source_id")
    }
    return {
        str(row["source_id"]): [
            ", ".join(
                str(part) for part in (row["author"] or row["publisher"], row["year"]) if part
            ),
            str(row["url"]),
        ]
        for row in rows("sources")
        if row["source_id"] in used
    }


def breaches(module: object) -> list[str]:
    """Each way in which a module breaks the contract of a lab, in words; none if it keeps it."""
    wrong = [f"{key} is missing" for key in (*_TEXTS, *_LISTS) if not hasattr(module, key)]
    if not callable(getattr(module, "run", None)):
        wrong.append("run(tables, **values) is missing")
    if wrong:
        return wrong
    wrong += [
        f"{key} must be a text" for key in _TEXTS if not isinstance(getattr(module, key), str)
    ]
    wrong += [f"{key} is empty" for key in _TEXTS if key != "BADGE" and not getattr(module, key)]
    wrong += [
        f"{key} must be a list" for key in _LISTS if not isinstance(getattr(module, key), list)
    ]
    if wrong:
        return wrong
    lab = cast(Lab, module)
    if lab.BADGE and not getattr(lab, "BADGE_NOTE", ""):
        wrong.append("BADGE_NOTE must say which numbers are unconfirmed, since there is a BADGE")
    wrong += [f"TABLES: {t!r} is not a name" for t in lab.TABLES if not isinstance(t, str)]
    for place, control in enumerate(lab.CONTROLS):
        wrong += _control_breaches(control, f"CONTROLS[{place}]")
    if wrong:
        return wrong
    given = [control["name"] for control in lab.CONTROLS]
    for control in lab.CONTROLS:
        wrong += _where_breaches(control, lab.CONTROLS)
        rows = control.get("keep", {}).get("row", []) if control["type"] == "text" else []
        wrong += [
            f"{control['name']}: keep names {r!r}, no control" for r in rows if r not in given
        ]
    wrong += [
        f"two controls are called {n!r}" for n in sorted({n for n in given if given.count(n) > 1})
    ]
    return wrong + _preset_breaches(lab)


def _control_breaches(control: dict[str, Json], where: str) -> list[str]:
    if not isinstance(control, dict):
        return [f"{where} must be a dict"]
    kind = control.get("type")
    if kind not in KINDS:
        return [f"{where}: type must be one of {', '.join(KINDS)}, not {kind!r}"]
    wrong = [
        f"{where}: {key} is missing or no text"
        for key in ("name", "label", "help")
        if not isinstance(control.get(key), str) or not control[key]
    ]
    if "value" not in control:
        wrong.append(f"{where}: value, where it starts, is missing")
    if kind in ("slider", "number"):
        wrong += [
            f"{where}: {key} is missing or no number"
            for key in _RANGE
            if not _is_number(control.get(key))
        ]
    if kind == "choice":
        wrong += _option_breaches(control.get("options"), where)
    if kind == "text":
        wrong += _text_breaches(control, where)
    if wrong:
        return wrong
    if kind in ("slider", "number") and not (
        control["min"] < control["max"] and control["step"] > 0
    ):
        return [f"{where}: min must lie below max, and step above zero"]
    try:
        settled([control], {})
    except ValueError as error:
        return [f"{where}: {error}"]
    return []


def _where_breaches(control: dict[str, Json], controls: list[dict[str, Json]]) -> list[str]:
    """A control may say which part of a lab it belongs to: `{choice: value}`, hidden at other values."""
    offered = {
        str(c["name"]): [option["value"] for option in c["options"]]
        for c in controls
        if c["type"] == "choice" and "where" not in c
    }
    name, where = control["name"], control.get("where", {})
    if not isinstance(where, dict):
        return [
            f"{name}: where must be a dict of a choice and the value at which the control is used"
        ]
    return [
        f"{name}: where names {other!r} at {value!r}, which no choice offers"
        for other, value in where.items()
        if value not in offered.get(other, [])
    ]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text_breaches(control: dict[str, Json], where: str) -> list[str]:
    """A text says how long it may be, and what its file is called; its buttons are declared too."""
    most, name = control.get("most"), control.get("save_as")
    wrong = []
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        wrong.append(
            f"{where}: most, the letters that it may hold, must be a whole number above zero"
        )
    if not isinstance(name, str) or not name:
        wrong.append(f"{where}: save_as, the name of its file, is missing or no text")
    for button, texts in _BUTTONS.items():
        given = control.get(button, dict.fromkeys(texts, "-") | {"row": ["-"]})
        if not isinstance(given, dict) or not all(isinstance(given.get(k), str) for k in texts):
            wrong.append(f"{where}: {button} needs {', '.join(texts)}, all texts")
        elif button == "keep" and not (isinstance(given.get("row"), list) and given["row"]):
            wrong.append(f"{where}: keep needs row, a list of the controls that make a row")
    return wrong


def _option_breaches(options: Json, where: str) -> list[str]:
    if not isinstance(options, list) or len(options) < 2:
        return [f"{where}: options must be a list of two or more"]
    for option in options:
        if not isinstance(option, dict) or not all(
            isinstance(option.get(k), str) for k in ("value", "label")
        ):
            return [f"{where}: every option needs a value and a label, both texts"]
    if len({option["value"] for option in options}) < len(options):
        return [f"{where}: two options have the same value"]
    return []


def _preset_breaches(lab: Lab) -> list[str]:
    if len(lab.PRESETS) != 3:
        return [f"PRESETS must hold exactly three, not {len(lab.PRESETS)}"]
    wrong = []
    texts = [control for control in lab.CONTROLS if control["type"] == "text"]
    for place, preset in enumerate(lab.PRESETS):
        where = f"PRESETS[{place}]"
        if not isinstance(preset, dict) or not isinstance(preset.get("values"), dict):
            wrong.append(f"{where} must be a dict with values by control")
            continue
        wrong += [
            f"{where}: {key} is missing or no text"
            for key in ("name", "label", "note")
            if not isinstance(preset.get(key), str) or not preset[key]
        ]
        # What a learner has typed is no preset's to take away.
        typed = [str(c["name"]) for c in texts if c["name"] in preset["values"]]
        if typed:
            wrong.append(f"{where}: its values set {', '.join(typed)}, which is the learner's text")
        unset = [
            str(c["name"])
            for c in lab.CONTROLS
            if c not in texts and c["name"] not in preset["values"]
        ]
        if unset:
            wrong.append(
                f"{where}: its values leave {', '.join(unset)} as found; a preset sets all"
            )
        try:
            settled(lab.CONTROLS, preset["values"])
        except ValueError as error:
            wrong.append(f"{where}: {error}")
    if not wrong and len({preset["name"] for preset in lab.PRESETS}) < 3:
        wrong.append("two presets have the same name")
    return wrong

"""A lab's controls are checked here, so that a bad setting says what is wrong on both Pythons."""

import math

from ._text import listed, plain


def settled(controls, values):
    """The value of every control by name: those given, and the declared ones for the rest.

    A slider's value comes back as a float, a number's as an int. Raises ValueError, in words for a
    reader, for a name that is no control, a value out of range or a choice that is not offered.
    """
    names = [control["name"] for control in controls]
    for name in sorted(values):
        if name not in names:
            raise ValueError(
                "There is no control called '" + name + "'; the controls are " + listed(names) + "."
            )
    chosen = {}
    for control in controls:
        value = values.get(control["name"], control["value"])
        chosen[control["name"]] = KINDS[control["type"]](control, value)
    return chosen


def preset(first, name, label, note, values):
    """A preset: the setting `first` (a value by control) with `values` in place of its own."""
    made = dict(first)
    made.update(values)
    return {"name": name, "label": label, "values": made, "note": note}


def _slider(control, value):
    return float(_within(control, value, "a number"))


def _number(control, value):
    value = _within(control, value, "a whole number")
    if value != int(value):
        raise _refused(control, "a whole number", "that is not one")
    return int(value)


def _within(control, value, kind):
    low = control["min"]
    high = control["max"]
    kind += " from " + plain(low) + " to " + plain(high)
    # True is a number to one Python and not to the other.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _refused(control, kind, "that is not one")
    if value < low or value > high:
        raise _refused(
            control, kind, "it was set " + ("below" if value < low else "above") + " that"
        )
    return value


def _choice(control, value):
    offered = [option["value"] for option in control["options"]]
    if isinstance(value, str) and value in offered:
        return value
    said = "it was set to '" + value + "'" if isinstance(value, str) else "that is not one"
    if not isinstance(value, str) and str(value) in offered:
        said = "write it with its quotation marks"
    raise _refused(control, "one of " + listed(["'" + option + "'" for option in offered]), said)


def _toggle(control, value):
    if value is True or value is False:
        return value
    raise _refused(control, "on or off (True or False)", "that is neither")


def _text(control, value):
    if not isinstance(value, str):
        raise _refused(control, "a text", "that is none")
    if len(value) > control["most"]:
        most = plain(control["most"])
        raise _refused(control, "a text of " + most + " letters at most", "it is longer than that")
    return value


def _refused(control, wanted, said):
    return ValueError(
        control["label"] + " (" + control["name"] + ") must be " + wanted + "; " + said + "."
    )


# What a control may be, and what settles its value.
KINDS = {
    "slider": _slider,
    "number": _number,
    "choice": _choice,
    "toggle": _toggle,
    "text": _text,
}


def year(name, label, value, help_, first, last):
    """A control for a year from `first` to `last`, by ones."""
    return {
        "name": name,
        "label": label,
        "type": "number",
        "min": first,
        "max": last,
        "step": 1,
        "value": value,
        "help": help_,
    }

"""Settings of a lab worth running: a grid of its controls, its presets, and both sides of each threshold."""

import itertools
import json
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator

from exercises.labs.loading import Lab, defaults

GRID = 120
BASES = 8
#: Of a control with more steps than this a few are enough.
MANY = 60
#: Runs in sweeps that are enough for one lab; its defaults and presets are swept whatever they take.
SWEPT = 500
#: Each kind of change by each slider is closed in upon so many times, and all of a lab's together.
CLOSED = 2
CLOSED_IN_ALL = 40
#: Labs of thousands of steps a run, or hundreds of rows: fewer settings, from defaults and presets alone.
LONG = {"localism_map", "settlement", "timeline"}
LONG_GRID, LONG_STEPS, LONG_CLOSED = 60, 4, 6
APART = 1e-7
_COLUMNS = "case,managerial_political,council_locality,resists_accepts"


def steps(control: dict) -> list:
    """Every value that a control can be set to by hand; of a long range of whole numbers a few."""
    if control["type"] == "choice":
        return [option["value"] for option in control["options"]]
    if control["type"] == "toggle":
        return [False, True]
    if control["type"] == "text":
        return texts(control)
    low, high, step = control["min"], control["max"], control["step"]
    count = round((high - low) / step)
    places = range(count + 1) if count <= MANY else sorted({0, 1, count // 3, count - 1, count})
    return [min(high, low + step * place) for place in places]


def texts(control: dict) -> list[str]:
    """What a learner may have typed: nothing, a remark, coders, one record twice, files full of faults."""
    columns = ",".join(control["keep"]["row"]) if "keep" in control else _COLUMNS
    valid = f"{columns}\nl01,1,-1,-2\nl35,2,0,1\nl34,-1,2,2\nl40,,1,2\nl56,-2,2,\n"
    other = (
        f"# file: ben.csv\n{columns.replace(',', ';')}\nl01;2;1;-2\nl34;+1;\u22122;2\nl40;0;1;1\n"
    )
    alike = "".join(f"# file: {n}.csv\n{columns}\nl01,0,0,0\nl02,0,0,0\n" for n in "ab")
    bad = f"{valid}l99,1,1,1\nl02,3,1,1\nl03,1\nl01,0,0,0\n# file: <b>.csv\n{columns}\nl01,1,1,1\n"
    faulty = 'no,such,columns\n\u20ac\n"'
    twice = "".join(
        f"# file: {n}.json\n{columns},mark\nl0{i},0,1,0,aa{i}\nl03,1,1,1,ff\n"
        for i, n in enumerate("ab")
    )
    pasted = '{"format": "new-localism-record", "version": 1, "events": [\n{"id": "x"},\n{"id": "y"}\n]}\n'
    some = ["", "# nothing\n\n", valid + other, valid, bad, alike, faulty, "\ufeff"]
    return [*some, twice, valid + pasted]


def few(control: dict) -> list:
    """The ends of a control, where it starts, and for a slider a place between two steps."""
    if control["type"] in ("choice", "toggle", "text"):
        return steps(control)
    some = {control["min"], control["value"], control["max"]}
    if control["type"] == "slider":
        some.add(control["min"] + 0.3701 * (control["max"] - control["min"]))
    return sorted(some)


def grid(lab: Lab) -> list[dict]:
    """All combinations of `few` where they are not too many, a fixed sample of them where they are."""
    names = [control["name"] for control in lab.CONTROLS]
    choices = [few(control) for control in lab.CONTROLS]
    count = math.prod(map(len, choices))
    most = LONG_GRID if is_long(lab) else GRID
    if count <= most:
        return [dict(zip(names, values, strict=True)) for values in itertools.product(*choices)]
    drawn = random.Random(20020912).sample(range(count), most)
    return [_combination(names, choices, number) for number in drawn]


def is_long(lab: Lab) -> bool:
    """Whether a run of the lab takes thousands of steps."""
    return lab.__name__.split(".")[-1] in LONG


def _combination(names: list[str], choices: list[list], number: int) -> dict:
    """The combination of that number, as an odometer counts."""
    values = {}
    for name, some in zip(names, choices, strict=True):
        number, place = divmod(number, len(some))
        values[name] = some[place]
    return values


def sweeps(lab: Lab) -> Iterator[list[dict]]:
    """Each control through all its steps, from the defaults, each preset and some of the grid."""
    bases = [defaults(lab)] + [preset["values"] for preset in lab.PRESETS]
    runs = sum(len(steps(control)) for control in lab.CONTROLS)
    more = 0 if is_long(lab) else min(BASES, SWEPT // runs) - len(bases)
    bases += random.Random(6).sample(grid(lab), max(0, min(more, len(grid(lab)))))
    for base in bases:
        for control in lab.CONTROLS:
            values = steps(control)
            if is_long(lab):
                values = values[:: max(1, len(values) // LONG_STEPS)]
            yield [base | {control["name"]: value} for value in values]


def kind(result: dict) -> str:
    """What kind of thing a result says: all its words, without the numbers."""
    words = [result["reading"]] + [figure["meta"]["title"] for figure in result["figures"]]
    flags = [name for name, value in result["values"].items() if value in (0, 1)]
    return re.sub(r"[−+]?[\d.,]*\d", "#", " | ".join(words)) + " ".join(sorted(flags))


def thresholds(lab: Lab, run: Callable[[dict], dict]) -> list[dict]:
    """Both sides, 1e-7 apart, of each place on a slider at which a result changes in kind."""
    sliders = {control["name"] for control in lab.CONTROLS if control["type"] == "slider"}
    found = []
    seen, closed = Counter(), 0
    most = LONG_CLOSED if is_long(lab) else CLOSED_IN_ALL
    for sweep in sweeps(lab):
        kinds = [kind(run(values)) for values in sweep]
        for i in range(1, len(sweep)):
            if kinds[i - 1] == kinds[i]:
                continue
            (name,) = [key for key in sweep[i] if sweep[i][key] != sweep[i - 1][key]]
            found += [sweep[i - 1], sweep[i]]
            change = (name, kinds[i - 1], kinds[i])
            seen[change] += 1
            if name in sliders and seen[change] <= CLOSED and closed < most:
                closed += 1
                found += _closed_in(sweep[i - 1], sweep[i], name, kinds[i - 1], run)
    return unique(found)


def _closed_in(
    below: dict, above: dict, name: str, first: str, run: Callable[[dict], dict]
) -> list[dict]:
    low, high = below[name], above[name]
    while high - low > APART:
        middle = (low + high) / 2
        if kind(run(below | {name: middle})) == first:
            low = middle
        else:
            high = middle
    return [below | {name: low}, below | {name: high}]


def unique(settings: list[dict]) -> list[dict]:
    """The same settings, each once."""
    return list({json.dumps(values, sort_keys=True): values for values in settings}.values())

"""The coders that are compared: those of the files, the learner, a simulated class, the course's reader."""

from ._alpha import alpha, intervals, paired
from ._localism_cases import COLUMNS, STEPS
from ._maths import Generator, added
from ._text import number

CODERS = 6
SLIP = {"careful": 0.15, "hasty": 0.45, "minds": 0.15}
READER = "the course’s reader"


def panel_of(rows, chosen, mine, files):
    """The coders that are compared, each as `_coder` has it."""
    panel = []
    if chosen["panel"] == "files":
        for name in files["coders"]:
            panel.append(_coder(name, files["codes"][name]))
        if mine["coders"]:
            panel.append(_coder("you", mine["codes"]["you"], own=True))
    else:
        panel = simulated(rows, chosen["panel"], chosen["seed"])
    if chosen["reader"]:
        codes = {}
        for row in rows:
            codes[row["case"]] = [row[column] for column in COLUMNS]
        panel.append(_coder(READER, codes, hidden=True))
    return panel


def _coder(name, codes, hidden=False, own=False):
    """A coder: `codes` by case; `hidden` if one case's codes are not to be shown, `own` for the learner."""
    return {"name": name, "codes": codes, "hidden": hidden, "own": own}


def numbered(panel, kind):
    """How many coders there are, in words; the course's reader is none of a simulated class."""
    if kind == "files":
        return number(len(panel)) + " coders"
    real = [coder for coder in panel if coder["name"] == READER]
    said = number(len(panel) - len(real)) + " simulated coders"
    return said + " and " + READER if real else said


def simulated(rows, kind, seed):
    """Six made-up coders, who start from the reader's codes; see HOW for the three kinds."""
    chance = Generator(seed)
    panel = []
    for place_in_class in range(CODERS):
        codes = {}
        for row in rows:
            own = []
            for place in range(len(COLUMNS)):
                code = row[COLUMNS[place]]
                if kind == "minds" and place_in_class % 2 and place == 2 and _moved(row):
                    code -= 3
                drawn = chance.uniform()
                if kind == "hasty" and drawn < SLIP[kind]:
                    code = STEPS[int(drawn / SLIP[kind] * len(STEPS))]
                elif drawn < SLIP[kind]:
                    code += 1 if drawn < SLIP[kind] / 2 else -1
                own.append(max(STEPS[0], min(STEPS[-1], code)))
            codes[row["case"]] = own
        panel.append(_coder("coder " + str(place_in_class + 1), codes, hidden=True))
    return panel


def _moved(row):
    return row["devolution"] != "no" and row["initiator"] != "council"


def agreement(rows, panel, chosen):
    """Alpha on each axis, with its interval, the cases that count, and where coders part most."""
    axes = []
    for place in range(len(COLUMNS)):
        units = []
        for row in rows:
            codes = [coder["codes"].get(row["case"]) for coder in panel]
            units.append([own[place] + 2 for own in codes if own and own[place] is not None])
        axes.append(units)
    if len(panel) < 2:
        return {
            "axes": axes,
            "alpha": [None] * 3,
            "interval": [None] * 3,
            "units": [0] * 3,
            "widest": [],
        }
    metric = chosen["metric"]
    return {
        "axes": axes,
        "alpha": [alpha(units, len(STEPS), metric) for units in axes],
        "interval": intervals(axes, len(STEPS), metric, chosen["seed"]),
        "units": [paired(units) for units in axes],
        "widest": _widest(rows, axes),
    }


def _widest(rows, axes):
    """The three cases and axes on which codes of one case lie furthest apart, by range and then by spread."""
    ranked = []
    for place in range(len(axes)):
        for i in range(len(rows)):
            codes = axes[place][i]
            if len(codes) < 2 or max(codes) == min(codes):
                continue
            mean = added(codes) / len(codes)
            spread = added([(code - mean) ** 2 for code in codes]) / (len(codes) - 1)
            # Rounded, so that both Pythons see a tie as a tie.
            ranked.append((min(codes) - max(codes), -int(spread * 1e6 + 0.5), i, place))
    ranked.sort()
    taken = []
    named = []
    for _, _, i, place in ranked:
        if i not in named and len(taken) < 3:
            named.append(i)
            codes = axes[place][i]
            taken.append((rows[i], place, min(codes) - 2, max(codes) - 2))
    return taken

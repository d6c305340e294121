"""What the scorecard machine asks of the councils' scores: five questions, in numbers and names.

Each question puts its part of the values into `found`, and into `case` what only the words need.
Lists follow the order of BLOCKS.
"""

from ._maths import added
from ._ratings import (
    CORPORATE,
    FIRE,
    LAST,
    TOP,
    added_rule,
    average,
    class_at,
    class_of,
    counted,
    kept,
    minimum_rule,
    moved_point,
    ranks,
    standing,
)

NAMES = [
    "Corporate",
    "Children",
    "Adults’ care",
    "Resources",
    "Housing",
    "Environment",
    "Culture",
    "Benefits",
    "Fire",
]
INLINE = [
    "the corporate assessment",
    "children",
    "adults’ care",
    "use of resources",
    "housing",
    "environment",
    "culture",
    "benefits",
    "fire",
]
SEEN = [5, 6]
PEOPLE = [1, 2]
YEARS = [2006, 2007]
STEPS = {"up": 1, "down": -1}
# A quarter of the councils, for the ends of the order.
ENDS = 4

RULES = {
    "minimum": {
        "label": "Minimum rule",
        "name": "the minimum rule",
        "note": " (levels unconfirmed)",
    },
    "weights": {"label": "2002 weights", "name": "the 2002 weights", "note": " (unconfirmed)"},
    "even": {"label": "Even weights", "name": "even weights", "note": ""},
    "own": {"label": "Your weights", "name": "your weights", "note": ""},
}


def made(name, chosen, weights):
    """The rule of that name."""
    if name == "minimum":
        return minimum_rule()
    if name == "weights":
        return added_rule(weights)
    return added_rule(own_weights(chosen) if name == "own" else [1] * LAST)


def own_weights(chosen):
    """The learner's weights: three groups by slider, one part for everything else."""
    weights = [1] * LAST
    weights[CORPORATE] = chosen["corporate"]
    for place in SEEN:
        weights[place] = chosen["visible"]
    for place in PEOPLE:
        weights[place] = chosen["people"]
    return weights


def compare(case, known, found):
    """How many councils each rule puts in each class, and who changes class between the two."""
    found["councils"] = len(case["group"])
    for side in (0, 1):
        before = "other_" if side else ""
        counts = counted(case["classes"][side])
        for grade in range(TOP, 0, -1):
            found[before + "class_" + str(grade)] = counts[grade]
        found[before + "no_answer"] = counts[0]
    up = []
    down = []
    placed = 0
    for k in range(len(case["group"])):
        here = case["classes"][0][k]
        there = case["classes"][1][k]
        if here is None or there is None:
            continue
        placed += 1
        if here > there:
            up.append(case["group"][k]["name"])
        elif here < there:
            down.append(case["group"][k]["name"])
    case["up"] = up
    case["down"] = down
    found["both_placed"] = placed
    found["changed"] = len(up) + len(down)
    found["changed_up"] = len(up)
    found["changed_down"] = len(down)
    found["share_changed"] = found["changed"] / placed if placed else 0


def point(case, known, found):
    """What one point in the chosen score does under both rules, and what one the other way does."""
    case["told"] = []
    for side in (0, 1):
        before = "other_" if side else ""
        for start, step in (("point_", case["step"]), ("back_", -case["step"])):
            told = moves(case, side, case["place"], step)
            case["told"].append(told)
            found[before + start + "changed"] = len(told["changed"])
            found[before + start + "out_of_reach"] = len(told["out"])
            found[before + start + "into_reach"] = len(told["into"])
    found["point_scored"] = len(case["told"][0]["scored"])
    found["point_stuck"] = len(case["told"][0]["stuck"])


def moves(case, side, place, step):
    """What one point in one score does to every council under one of the two rules."""
    return moved_point(
        case["rules"][side], case["group"], case["classes"][side], case["seen"][side], place, step
    )


def priorities(case, known, found):
    """The weight of what residents see, and how the order by average changes."""
    case["shares"] = [shares_of(case["weights"]), shares_of(own_weights(case["chosen"]))]
    for side, before in ((0, "weights_"), (1, "own_")):
        found[before + "visible_share"] = added([case["shares"][side][i] for i in SEEN])
        found[before + "people_share"] = added([case["shares"][side][i] for i in PEOPLE])
    found["rank_ten"] = 0
    found["rank_rise"] = 0
    found["rank_fall"] = 0
    if case["rules"][0]["weights"] is None or case["rules"][1]["weights"] is None:
        return
    placed = []
    for seen in case["seen"]:
        placed.append(ranks([average(one) for one in seen]))
    gains = []
    for k in range(len(case["group"])):
        if placed[0][k] is not None:
            name = case["group"][k]["name"]
            gains.append((placed[1][k] - placed[0][k], name, placed[1][k], placed[0][k]))
    case["placed"] = len(gains)
    # Equal gains go by name, so that both Pythons choose alike.
    case["rise"] = sorted(gains, key=lambda gain: (-gain[0], gain[1]))[0]
    case["fall"] = sorted(gains, key=lambda gain: (gain[0], gain[1]))[0]
    found["rank_ten"] = len([gain for gain in gains if abs(gain[0]) >= 10])
    found["rank_rise"] = case["rise"][0]
    found["rank_fall"] = -case["fall"][0]


def shares_of(weights):
    """Each block's share of one, in a council that runs everything but fire; fire has none."""
    total = added(weights) - weights[FIRE]
    return [0 if i == FIRE else weights[i] / total for i in range(LAST)]


def later(case, known, found):
    """The councils with scores in both years: who stayed on top, and what was left of a lead."""
    rule = case["rules"][0]
    summed = rule["weights"] is not None
    scale = rule if summed else added_rule([1] * LAST)
    ended = {}
    for one in known[YEARS[1]]:
        ended[one["name"]] = without_fire(one["scores"])
    pairs = []
    for one in known[YEARS[0]]:
        if one["name"] in ended:
            pairs.append((one["name"], without_fire(one["scores"]), ended[one["name"]]))
    seen = [(standing(scale, pair[1]), standing(scale, pair[2])) for pair in pairs]
    top = 0
    left = []
    for k in range(len(pairs)):
        name, first, after = pairs[k]
        if (class_at(rule, first, seen[k][0]) if summed else class_of(rule, first)) == TOP:
            top += 1
            if (class_at(rule, after, seen[k][1]) if summed else class_of(rule, after)) != TOP:
                left.append(name)
    case["pairs"] = pairs
    case["left"] = left
    case["unaltered"] = len([1 for pair in pairs if pair[1][CORPORATE] == pair[2][CORPORATE]])
    found["both_years"] = len(pairs)
    found["top_2006"] = top
    found["top_stayed"] = top - len(left)
    both = []
    for k in range(len(pairs)):
        start, end = average(seen[k][0]), average(seen[k][1])
        if start is not None and end is not None:
            both.append((pairs[k][0], start, end))
    if len(both) < ENDS:
        raise ValueError("The table council_scores has too few councils with scores in both years.")
    case["both"] = both
    found["averaged"] = len(both)
    order = sorted([pair[1] for pair in both])
    cut = len(both) // ENDS
    # Equals of the last one come along: no order among them is anyone's to choose.
    high = [pair for pair in both if pair[1] > order[-cut] - 1e-9]
    low = [pair for pair in both if pair[1] < order[cut - 1] + 1e-9]
    for name, some_of in (("all", both), ("high", high), ("low", low)):
        found[name + "_2006"] = added([pair[1] for pair in some_of]) / len(some_of)
        found[name + "_2007"] = added([pair[2] for pair in some_of]) / len(some_of)
    found["high_councils"] = len(high)
    found["low_councils"] = len(low)
    found["lead_kept"] = kept([pair[1] for pair in both], [pair[2] for pair in both])


def without_fire(scores):
    """The scores less that for fire, which the later year has not."""
    return scores[:FIRE] + [None]


def fit(case, known, found):
    """The rule's classes beside the published stars of both years."""
    cells = {}
    missed = []
    unanswered = []
    for year in YEARS:
        for one in known[year]:
            if one["stars"] is None:
                continue
            given = class_of(case["rules"][0], one["scores"])
            tag = one["name"] + (" (2007)" if year == YEARS[1] else "")
            if given is None:
                unanswered.append(tag)
            elif given != one["stars"]:
                missed.append((tag, one["stars"], given))
            spot = (one["stars"], given or 0)
            if spot not in cells:
                cells[spot] = []
            cells[spot].append(tag)
    case["cells"] = [(spot[0], spot[1], cells[spot]) for spot in sorted(cells)]
    case["missed"] = missed
    case["unanswered"] = unanswered
    found["fit_published"] = added([len(cell[2]) for cell in case["cells"]])
    found["fit_no_answer"] = len(unanswered)
    found["fit_cases"] = found["fit_published"] - len(unanswered)
    found["fit_wrong"] = len(missed)
    found["fit_right"] = found["fit_cases"] - len(missed)


def any_score(group, place):
    """Whether any council has that score."""
    for one in group:
        if one["scores"][place] is not None:
            return True
    return False


def lowest_scores(group):
    """The block that is most often a council's lowest score, alone or not, and how often."""
    counts = [0] * LAST
    for one in group:
        blocks = [i for i in range(1, LAST) if one["scores"][i] is not None]
        lowest = min([one["scores"][i] for i in blocks])
        for i in blocks:
            if one["scores"][i] == lowest:
                counts[i] += 1
    most = max(counts)
    return counts.index(most), most

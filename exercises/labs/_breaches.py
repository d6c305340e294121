"""A target that counts breaches: one rate for all trusts, and who achieves it by size."""

from ._chance import at_most, least_with
from ._chart import CENTRE, HEALTH, OTHER, label, layout, line, mark, setting
from ._text import number, percent, rounded

# The rule that goes by size, and the one that allows for chance, permit one breach in so many.
# The course's own: five in 50,000.
PERMITTED = 10000
# What the third rule allows is exceeded by chance one time in forty at most.
SURE = 0.975
# Outpatients seen each year at Newcastle upon Tyne, as its chief executive told the BBC in July 2003.
NEWCASTLE = 180000
LARGEST = 300
STEP = 6
# More than any trust; the search for an even chance ends here.
_BEYOND = 4000000


def allowance(rule, patients, five):
    """How many breaches a trust with so many patients may have."""
    if rule == "five":
        return five
    if rule == "share":
        return patients // PERMITTED
    return least_with(SURE, patients, 1 / PERMITTED)


def achieves(chosen, patients, most):
    """The chance of at most `most` breaches where they come one at a time or in batches."""
    batch = int(chosen["batch"])
    return at_most(most // batch, patients // batch, chosen["rate"] / 10000)


def worked(chosen, five, significant):
    """The numbers of one setting: for the trust, and for one a tenth of its size."""
    patients = people(chosen["size"])
    tenth = people(chosen["size"] / 10)
    most = allowance(chosen["allowed"], patients, five)
    most_tenth = allowance(chosen["allowed"], tenth, five)
    return {
        "patients": patients,
        "allowance": most,
        "allowance_tenth": most_tenth,
        "expected": patients * chosen["rate"] / 10000,
        "expected_tenth": tenth * chosen["rate"] / 10000,
        "achieves": achieves(chosen, patients, most),
        "achieves_tenth": achieves(chosen, tenth, most_tenth),
        "significant": 1 - achieves(chosen, patients, significant),
        "even_size": even(chosen, five) if chosen["allowed"] == "five" else -1,
    }


def people(thousands):
    """Thousands as whole patients."""
    return int(1000 * thousands + 0.5)


def even(chosen, five):
    """The most patients with which a trust is as likely as not to have five breaches or fewer."""
    batch = int(chosen["batch"])
    low = 0
    high = _BEYOND // batch
    while high - low > 1:
        middle = (low + high) // 2
        if achieves(chosen, middle * batch, five) >= 0.5:
            low = middle
        else:
            high = middle
    return low * batch


# The figure


def figure(chosen, found, five, significant):
    """The chance of achieving the target against the size of the trust, one rate for all."""
    sizes = [STEP * i for i in range(1, LARGEST // STEP + 1)]
    chances = []
    over = []
    for size in sizes:
        patients = people(size)
        most = allowance(chosen["allowed"], patients, five)
        chances.append(100 * achieves(chosen, patients, most))
        # Only the rule of 2003 has this third degree.
        if chosen["allowed"] == "five":
            over.append(100 * (1 - achieves(chosen, patients, significant)))
    hover = "%{x:.0f} thousand outpatients: %{y:.1f} per cent"
    data = [line(sizes, chances, CENTRE, "Achieves the target", hover)]
    ends = [label(LARGEST, chances[-1], "achieves")]
    if over and over[-1] >= 1:
        grey = line(sizes, over, OTHER, "More than fifty", hover)
        grey["line"] = {"color": OTHER, "width": 2, "dash": "dash"}
        data.append(grey)
        lift = 8 if over[-1] >= chances[-1] else -8
        ends = [label(LARGEST, chances[-1], "achieves", -lift)]
        ends.append(label(LARGEST, over[-1], "over fifty", lift))
    ends += names(chosen, found)
    data.append(mark(chosen["size"], 100 * found["achieves"], HEALTH, "Your trust", hover))
    data.append(
        mark(chosen["size"] / 10, 100 * found["achieves_tenth"], HEALTH, "A tenth of it", hover)
    )
    return {
        "data": data,
        "layout": layout(
            380,
            margin={"l": 62, "r": 84, "t": 30, "b": 48},
            xaxis={
                "title": {"text": "Outpatients a year, thousands"},
                "range": [0, LARGEST],
                "dtick": 50,
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={"title": {"text": "Chance, per cent"}, "range": [-3, 104], "dtick": 25},
            shapes=[setting(chosen["size"])],
            annotations=ends,
        ),
        "meta": {
            "title": title(chosen, found),
            "summary": "The chance of achieving the target by size of trust, where "
            + rate_words(chosen)
            + " wait too long in every one. With 6,000 outpatients it is "
            + percent(chances[0] / 100)
            + ", with 300,000 it is "
            + percent(chances[-1] / 100)
            + "; for the trust that is set, with "
            + number(found["patients"])
            + ", it is "
            + percent(found["achieves"])
            + ", and for one of a tenth of its size "
            + percent(found["achieves_tenth"])
            + ".",
        },
    }


def names(chosen, found):
    """The names of the two marks, each on the side where the line is not."""
    yours = label(chosen["size"], 100 * found["achieves"], "yours", 16)
    tenth = label(chosen["size"] / 10, 100 * found["achieves_tenth"], "a tenth", 16)
    for name, chance in ((yours, found["achieves"]), (tenth, found["achieves_tenth"])):
        if chance > 0.5:
            name["yshift"] = -16
    if 0.5 < found["achieves_tenth"] < found["achieves"]:
        # The line climbs to the right and would run through a name below its left end.
        tenth["yshift"] = 26
    # Near the right edge there is room on the left only.
    if chosen["size"] > LARGEST * 0.8:
        yours["xanchor"] = "right"
        yours["xshift"] = -8
    return [yours, tenth]


def title(chosen, found):
    """The finding of the figure as a sentence."""
    apart = rounded(100 * found["achieves_tenth"]) - rounded(100 * found["achieves"])
    if apart >= 5:
        return "Of these two trusts the larger is the likelier to fail, at one and the same rate."
    if apart <= -5:
        return "Of these two trusts the smaller is the likelier to fail, at one and the same rate."
    return "At this rate, a trust and one of a tenth of its size fare much alike."


# The reading


def reading(chosen, found):
    """What the trust and its small twin may expect, and what that says about the rule."""
    parts = [expects(chosen, found), moral(chosen, found), batches(chosen)]
    return " ".join([part for part in parts if part])


def rate_words(chosen):
    """The rate in words."""
    return few(chosen["rate"]) + " in 10,000"


def few(value):
    """A number to one decimal, and to none where it is whole."""
    return number(value, 0 if rounded(value, 1) == rounded(value) else 1)


def chance_words(chance):
    """A chance in words, without the certainty that rounding would lend it."""
    if rounded(100 * chance) >= 100:
        return "all but certain"
    if rounded(100 * chance) <= 0:
        return "next to nothing"
    return percent(chance)


def expects(chosen, found):
    """What is expected and allowed, for both."""
    return (
        "As for the count: where "
        + rate_words(chosen)
        + " wait too long, a trust with "
        + number(found["patients"])
        + " outpatients can expect "
        + few(found["expected"])
        + " such waits and may have "
        + number(found["allowance"])
        + ": its chance of achieving the target is "
        + chance_words(found["achieves"])
        + ". A trust a tenth of its size, no better and no worse, expects "
        + few(found["expected_tenth"])
        + " and may have "
        + number(found["allowance_tenth"])
        + ": its chance is "
        + chance_words(found["achieves_tenth"])
        + "."
    )


def moral(chosen, found):
    """What the setting says about the rule."""
    large = rounded(100 * found["achieves"])
    small = rounded(100 * found["achieves_tenth"])
    if chosen["allowed"] == "five":
        return five_moral(large, small, found)
    worse = rounded(chosen["rate"], 1) > 1
    if chosen["allowed"] == "share":
        return share_moral(large, small, worse)
    if not worse and chosen["batch"] != "1" and min(large, small) < 95:
        return (
            "The rule leaves room for chance as if breaches came one at a time. In batches chance is "
            "larger, and a trust that does as well as is permitted may fail all the same."
        )
    if not worse:
        return (
            "By this rule hardly any trust fails that does as well as is permitted, large or small."
        )
    if small - large >= 5:
        return (
            "Both do worse than is permitted. The rule catches the large one, and is slow to "
            "catch the small, whose record could be chance."
        )
    return "Both do worse than is permitted, and at their sizes the rule treats them alike."


def five_moral(large, small, found):
    """The rule of 2003."""
    size = number(round_to_hundred(found["even_size"]))
    if small - large >= 50:
        return (
            "Their patients fare alike and the verdicts do not: what parts the two is size. At this "
            "rate the chance is even at about " + size + " outpatients."
        )
    if small - large >= 5:
        return (
            "The larger trust is the likelier to fail, though its patients fare no worse. At this "
            "rate the chance is even at about " + size + " outpatients."
        )
    if large >= 50:
        return "At so low a rate size does not tell yet: both may expect to pass."
    return (
        "At this rate both must expect to fail. It would take a trust of fewer than about "
        + size
        + " outpatients to have an even chance."
    )


def share_moral(large, small, worse):
    """An allowance in proportion to size."""
    if worse:
        if small - large >= 5:
            return (
                "Both do worse than is permitted, and the small one slips through more often: "
                "few cases leave room for luck."
            )
        if large - small >= 5:
            return (
                "Both do worse than is permitted, and the small one is caught more often: the allowance "
                "comes in whole breaches, and with few of them it matters just where it is rounded down."
            )
        return "Both do worse than is permitted, and at their sizes the rule treats them alike."
    if large - small >= 5:
        return (
            "The tables are turned. Both do as well as is permitted, but where few breaches are "
            "allowed one or two of bad luck decide: now the small trust is at the mercy of chance."
        )
    if small - large >= 5:
        return (
            "Both do as well as is permitted, and this time it is the larger that fails more often: "
            "the allowance comes in whole breaches, and with few of them it matters just where it "
            "is rounded down."
        )
    return "Both do as well as is permitted, and at their sizes the rule treats them alike."


def round_to_hundred(patients):
    """A size to the nearest hundred: the model bears no more."""
    return 100 * int(patients / 100 + 0.5)


def batches(chosen):
    """What batches do."""
    if chosen["batch"] == "1":
        return ""
    return (
        "Breaches come in batches of "
        + chosen["batch"]
        + " here, as when one clinic falls behind; chance then counts in clinics and not in patients."
    )

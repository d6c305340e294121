"""The cap's sentences: what the rule says, what ministers did, and which story fits."""

from ._borrowing_cap import GOOD, POOR, SPARED, one
from ._borrowing_cap_figures import KINDS
from ._text import number, rounded


def reading(tables, chosen, found):
    """The rule first; where it names the council, what the real cases do and do not tell."""
    parts = [rule(chosen, found)]
    if found["both"]:
        parts += [at_stake(found), stories(tables, chosen, found)]
        parts.append(promise(chosen))
    else:
        parts.append(grant(chosen, found))
    return " ".join([part for part in parts if part])


def rule(chosen, found):
    """What the rule of 2004 says, and why."""
    lines = (
        number(found["budget_line"], 1)
        + " per cent for the budget, "
        + number(found["tax_line"], 1)
        + " for the tax"
    )
    if found["both"]:
        return (
            "A "
            + KINDS[chosen["kind"]]
            + " over both lines ("
            + lines
            + ") was excessive by the rule, and yours is"
            + margin(nearest(chosen, found))
        )
    if found["tax_over"]:
        return (
            "A tax rise of "
            + number(chosen["tax"], 1)
            + " per cent is over the line, and the rule does not touch it: the budget rises by no more than "
            + number(found["budget_line"], 1)
            + " per cent, and both lines had to be passed."
        )
    if found["budget_over"]:
        return (
            "The budget rises by "
            + number(chosen["budget"], 1)
            + " per cent, over its line, and the rule does not touch it: the tax rises by no more than "
            + number(found["tax_line"], 1)
            + " per cent, and both lines had to be passed."
        )
    return "Neither line is passed (" + lines + "), so the rule does not touch your council."


def margin(points):
    """By how much the nearer line is passed, where it is little; the end of a sentence."""
    if rounded(points, 1) > 0.2:
        return "."
    if rounded(points, 1) < 0.1:
        return ", by less than 0.1 of a point."
    return ", by " + number(points, 1) + " of a point."


def nearest(chosen, found):
    """Points by which the nearer of two lines is passed."""
    return min(chosen["budget"] - found["budget_line"], chosen["tax"] - found["tax_line"])


def at_stake(found):
    """What it would take to come back to the nearer line."""
    return (
        "To come back to the nearer line takes "
        + number(found["cut"], 3)
        + " per cent of the budget, worth £"
        + number(found["rebate"], 2)
        + " a year to a band D home."
    )


def stories(tables, chosen, found):
    """What ministers did with those most like it, and whether two stories of it agree."""
    return alike(tables, chosen) + " " + compared(found)


def alike(tables, chosen):
    """The real council with the same rating, if one is known."""
    rows = tables["capping"]
    if chosen["rating"] == "excellent":
        rise = one(rows, SPARED)["rise_percent"]
        return (
            "One council rated excellent was named, Telford & Wrekin, its tax up "
            + number(rise, 1)
            + " per cent. It was spared in that year, and put down for a limit in the next. "
            "No excellent council was capped in 2004."
        )
    if chosen["rating"] == one(rows, GOOD)["rating"]:
        return "The one council rated good that was named, Herefordshire, was capped."
    if chosen["rating"] == one(rows, POOR)["rating"]:
        return "Torbay, which an MP called poor, was capped."
    return (
        "Of those named no council is known to have been "
        + chosen["rating"]
        + "; the ratings of three were not found."
    )


def compared(found):
    """The two stories on this council: that the rating decided, and that the size of the rebate did."""
    reason = (
        "The minister gave the size of the rebate as his reason, £"
        + number(found["spared"], 2)
        + " against £"
        + number(found["capped"], 2)
        + " in Nottingham, which was capped."
    )
    if found["rating_spares"] and found["rebate_caps"]:
        return reason + " By the rating yours would be spared, by the rebate capped: the two part."
    if found["rating_spares"] and found["rebate_spares"]:
        return (
            reason
            + " By the rating or by the rebate, yours would be spared: one case cannot tell them apart."
        )
    if found["rating_spares"]:
        return (
            reason
            + " By the rating yours would be spared; its rebate lies between the two, and settles nothing."
        )
    if found["rebate_spares"]:
        return reason + " By the rebate yours would be spared, and by its rating not: the two part."
    if found["rebate_caps"]:
        return reason + " By the rating or by the rebate, yours would be capped."
    return reason + " The rebate of yours lies between the two, and settles nothing."


def promise(chosen):
    """The freedom that was promised and withdrawn, for those whom it concerned."""
    if chosen["rating"] not in ("excellent", "good"):
        return ""
    return (
        "In November 2002 councils rated excellent or good were promised that they would not be capped; "
        "in September 2003 the promise was withdrawn."
    )


def grant(chosen, found):
    """Gearing: what the two rises say of the money from outside."""
    rise = rounded(found["outside"], 1)
    moved = "stood still"
    if rise:
        moved = ("rose by " if rise > 0 else "fell by ") + number(abs(rise), 1) + " per cent"
    return (
        "With "
        + number(chosen["share"])
        + " per cent of the budget from tax, your two rises go together only if all other income "
        + moved
        + "; each further 1 per cent of budget is "
        + number(found["gearing"], 1)
        + " per cent of tax."
    )

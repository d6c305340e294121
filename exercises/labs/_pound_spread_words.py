"""What the lab Follow the pound says of councils side by side: how far apart, below what, and why."""

from ._pound import PUBLISHED, period
from ._pound_words import capital, one, points
from ._text import number, plain, rounded

GROUPS = {
    "all": "the {n} councils",
    "trimmed": "the {n} councils without each year’s lowest and highest",
    "under": "the {n} councils that began below {t}",
    "over": "the {n} councils that began at {t} or more",
    "metropolitan_district": "the {n} metropolitan districts",
    "unitary": "the {n} unitary councils",
}


def group(chosen, case):
    """The councils that count, as they stand in a sentence."""
    words = GROUPS[chosen["count"]].replace("{n}", str(len(case["members"])))
    return words.replace("{t}", plain(case["targets"][1]))


def spread_title(chosen, case):
    """The finding of the second figure as a sentence."""
    start, now = case["by_year"][0], case["by_year"][case["place"]]
    n = number(len(case["members"]))
    when = period(case["year"])
    if case["place"] == 0:
        return (
            "With no target, "
            + n
            + " councils stood "
            + number(now["range"], 1)
            + " points apart in 1999-00."
        )
    if rounded(now["range"], 1) > rounded(start["range"], 1):
        return (
            "Among these "
            + n
            + " the range grew, from "
            + number(start["range"], 1)
            + " points to "
            + number(now["range"], 1)
            + " in "
            + when
            + "."
        )
    return (
        "The range across "
        + n
        + " councils went from "
        + number(start["range"], 1)
        + " points to "
        + number(now["range"], 1)
        + " in "
        + when
        + "."
    )


def spread_summary(chosen, case):
    """The second figure in words."""
    text = "Dots, one for each council and year: the share of the local schools budget that it handed on. "
    said = []
    for place, year in enumerate(PUBLISHED):
        found = case["by_year"][place]
        words = (
            period(year) + " from " + number(found["low"], 1) + " to " + number(found["high"], 1)
        )
        target = case["targets"][place]
        words += ", no target" if target is None else ", target " + plain(target)
        said.append(words)
    text += capital(group(chosen, case)) + ": " + "; ".join(said) + "."
    if case["expected"] is not None:
        then = case["expected"]
        text += (
            " Beside "
            + period(case["year"])
            + ", the range by the rule compared with: "
            + number(then["low"], 1)
            + " to "
            + number(then["high"], 1)
            + "."
        )
    return text


def spread_reading(chosen, case):
    """How far apart the councils are, where they stand to the line, and what may have brought them there."""
    said = [apart(chosen, case), by_the_line(chosen, case), compared(chosen, case)]
    return " ".join([sentence for sentence in said if sentence])


def apart(chosen, case):
    start, now = case["by_year"][0], case["by_year"][case["place"]]
    who = group(chosen, case)
    if case["place"] == 0:
        return (
            capital(who)
            + " ran from "
            + number(now["low"], 1)
            + " to "
            + number(now["high"], 1)
            + " per cent in 1999-00, before there was a target."
        )
    change = rounded(now["range"], 1) - rounded(start["range"], 1)
    text = "For " + who + " the range went from " + number(start["range"], 1)
    text += " points in 1999-00 to " + number(now["range"], 1) + " in " + period(case["year"])
    if change > 0:
        return (
            text
            + ". It grew: these were picked for having begun low, which puts them close together at the "
            "start, and they did not all come up equally far."
        )
    first = rounded(case["by_year"][1]["range"], 1)
    fallen = rounded(start["range"], 1) - first
    if case["place"] > 1 and 2 * fallen > -change:
        text += ", most of it at once (" + number(first, 1) + " by 2000-01)"
    return text + "."


def by_the_line(chosen, case):
    """How many are below the line and how many just above it."""
    n = len(case["members"])
    if case["line"] is None:
        first = case["targets"][1]
        under = len([council for council in case["members"] if council["by"][1999] < first])
        return (
            "There was no target in that year to fall below; by the first, of "
            + plain(first)
            + " a year later, "
            + ("all" if under == n else number(under) if under else "none")
            + " of them would have."
        )
    what = (
        "your own line of " + one(case["line"])
        if chosen["line"] == "own"
        else "the target of " + plain(case["line"])
    )
    below, near = case["below"], case["near"]
    if below == n:
        return "All are below " + what + "."
    if below == 0 and near == 0:
        return "None is below " + what + ", and none within a point above it: all are well past it."
    text = "Of the " + number(n) + ", " + ("none" if below == 0 else number(below))
    text += (" is" if below < 2 else " are") + " below " + what
    text += ", and " + (number(near) if near else "none")
    text += (" stand" if near > 1 else " stands") + " within a point above it"
    if chosen["line"] == "target" and 2 * near > n:
        text += ": more than half of them at one number, and the number is the centre’s."
        if case["by_year"][case["place"]]["range"] < case["by_year"][0]["range"]:
            text += " To heads that is money to spend; among councils it is sameness."
        return text
    return text + "."


def compared(chosen, case):
    """What the rule compared with would have left, and what that does and does not explain."""
    then = case["expected"]
    if then is None:
        return ""
    now = case["by_year"][case["place"]]
    left = number(then["range"], 1)
    got = number(now["range"], 1)
    if chosen["rule"] == "points":
        text = "Had all added the same number of points, they would be as far apart as they began"
        return text + ", " + points(then["range"]) + ": " + narrower(then, now)
    if chosen["rule"] == "room":
        text = (
            "A share cannot pass 100, so as the average rises some closing up is to be expected. Had all "
            "cut what they hold back in proportion, the range would be " + left + " points"
        )
        if rounded(now["range"], 1) < rounded(then["range"], 1):
            return (
                text + " and not " + got + ": the ceiling is a part of the story and not the whole."
            )
        if rounded(now["range"], 1) >= rounded(case["by_year"][0]["range"], 1):
            return text + "; it is " + got + ": these drew apart all the same."
        return text + "; it is " + got + ", so here the ceiling would explain all the closing up."
    text = "Had only those below the target moved, and just up to it, "
    if rounded(then["range"], 1) == 0:
        text += "all would stand at " + one(then["mean"])
    else:
        text += "the range would be " + points(then["range"])
        text += " and the average " + number(then["mean"], 1)
    text += ". The average is " + number(now["mean"], 1) + ": "
    gap = rounded(now["mean"], 1) - rounded(then["mean"], 1)
    if gap > 0:
        return text + "councils went further than that."
    return text + ("some have not come so far." if gap < 0 else "it is as if they had.")


def narrower(then, now):
    gap = rounded(now["range"], 1) - rounded(then["range"], 1)
    if gap < 0:
        return (
            "the low came up faster than the high, by "
            + points(-gap)
            + ". Chance moves the lowest and the highest of one year towards the middle in the next, but "
            "moves others outwards: by itself it does not narrow the whole."
        )
    if gap > 0:
        return "they have moved apart by " + points(gap) + "."
    return "and that is how far apart they are."

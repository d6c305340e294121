"""What the workshop says of a target: the promise in a sentence, three verdicts, and its likely fate."""

from ._target_designs import (
    ATTRIBUTED,
    AVERAGE,
    CLOSED,
    LINE,
    MEASURED,
    PEOPLE,
    SERVICES,
    failing,
)
from ._text import listed, number, plain, rounded

FORMS = {LINE: "a share past a line", AVERAGE: "an average", "count": "a number or a rate"}
HANDS = {
    "own": "the department’s own staff decide it",
    SERVICES: "services that it pays for decide it",
    PEOPLE: "people outside government decide it",
}


def promise(case):
    """The target as written, in one sentence."""
    subject, chosen = case["subject"], case["chosen"]
    verb = "raise " if subject["up"] else "cut "
    text = verb + subject["things"] + " by " + plain(chosen["change"]) + " per cent"
    if chosen["baseline"] != "none":
        text += (
            ", from "
            + level(subject, case["move"]["start"])
            + " to "
            + level(subject, case["found"]["level"])
        )
    text += natural(case)
    if chosen["years"] == 0:
        return "You promise, at no date, to " + text + "."
    return "You promise, by " + str(case["due"]) + ", to " + text + "."


def natural(case):
    """How it is counted, where that is not how the real target was."""
    if case["same_form"]:
        return ""
    return ", counted as " + FORMS[case["chosen"]["form"]]


def level(subject, value):
    """A level of the subject with its unit."""
    unit = subject["unit"]
    if rounded(value, subject["decimals"]) == 1:
        unit = subject.get("one", unit)
    return number(value, subject["decimals"]) + unit


def measured_said(case):
    """Whether it can be measured."""
    bad = failing(MEASURED, case["holds"])
    if not bad:
        return "It can be measured: the list has no fault to find there."
    if len(bad) == 1:
        return "It can be measured, with one gap: " + bad[0] + "."
    if len(bad) == 2:
        return "Half of what measuring needs is missing: " + listed(bad) + "."
    return "It can hardly be measured: " + listed(bad) + "."


def attributed_said(case):
    """Whether a result could be put to anyone’s account."""
    bad = failing(ATTRIBUTED, case["holds"])
    if not bad:
        return "If it is met, thanks will be due to those who answer for it, and if not, questions."
    if len(bad) == 3:
        return "Met or missed, it would say little of those who answer for it: " + listed(bad) + "."
    return "Whose result it would be stays open: " + listed(bad) + "."


def gaming_said(case):
    """Whether it can be gamed, and whether anyone has a reason to."""
    bad = failing(CLOSED, case["holds"])
    stakes = case["chosen"]["stakes"]
    if not bad:
        text = "It is hard to game"
        if stakes == "none":
            return text + ", and nothing follows from it, so nobody need try."
        return text + ", and something follows from it: the rarest kind."
    ways = "one way round it" if len(bad) == 1 else number(len(bad)) + " ways round it"
    text = "The list finds " + ways + " (" + listed(bad) + ")"
    if stakes == "none":
        return (
            text
            + "; but nothing follows from it, so there is no reason to go "
            + ("that way" if len(bad) == 1 else "those ways")
            + ", and none but duty to try. The central agreements stood so."
        )
    if len(bad) == 1:
        return text + ", and somebody with a reason to look for it."
    if stakes == "name":
        return text + ", and a name that depends on it. Expect some of them to be found."
    return text + ", and money or jobs that depend on it. Expect some of them to be used."


def fate_said(case):
    """What the real result would have made of this promise."""
    subject, move, found = case["subject"], case["move"], case["found"]
    if not found["possible"]:
        return "Nobody could keep it: it asks for more than everyone."
    if not case["same_form"]:
        return (
            "The tables have "
            + subject["things"]
            + " only as "
            + FORMS[case["real_form"]]
            + ", so what would have become of yours they cannot say."
        )
    if case["how"] == "never":
        return "Without a date it can never be missed, and never be met."
    if not found["verdict_known"]:
        return (
            "The source says only that the fall was "
            + number(move["achieved"])
            + " per cent or more, so whether it would have come to yours is not known."
        )
    moved = number(case["came_to"], 0 if move["achieved"] >= 10 else 1)
    verb = "rose" if subject["up"] else "fell"
    if case["how"] == "whole":
        text = "In fact it " + verb + " by " + moved + " per cent by " + str(move["ended"])
    else:
        text = "At an even pace it would have come to " + moved + " per cent by " + str(case["due"])
    text += ", so yours would have been " + ("met" if found["would_be_met"] else "missed") + ". "
    real = (
        "The real promise, of "
        + number(move["promised"])
        + " per cent by "
        + str(subject["due"])
        + ", was "
        + move["fate"]
    )
    if (move["fate"] == "met") == bool(found["would_be_met"]):
        return text + real + " too."
    if case["how"] == "whole":
        return text + real + ": one result, two verdicts, and only the promise has moved."
    return text + real + ": one course of events, two verdicts."


def alike_said(case):
    """Real targets of the same build, counted, with the caution that belongs to them."""
    like = case["like"]
    build = FORMS[case["chosen"]["form"]] + ", where " + HANDS[case["chosen"]["hands"]]
    if like["all"] == 0:
        return "No target in the table is built like it (" + build + ")."
    if like["all"] == 1:
        only = "met" if like["met"] else "missed" if like["missed"] else "left without a known end"
        return "One target in the table is built like it (" + build + "); it was " + only + "."
    ends = []
    for key, words in (("met", "met"), ("missed", "missed"), ("open", "with no end known")):
        if like[key]:
            ends.append(number(like[key]) + " " + words)
    return (
        "Of "
        + number(case["coded"])
        + " real targets "
        + number(like["all"])
        + " are built like it ("
        + build
        + "): "
        + listed(ends)
        + ". So few, and so chosen, say nothing of why."
    )


def conditions_title(found):
    """The finding of the first figure."""
    parts = [
        number(found["measured"]) + " of 4 for measuring it",
        number(found["attributed"]) + " of 3 for putting it to an account",
        number(4 - found["openings"]) + " of 4 against gaming",
    ]
    return "Conditions that your target holds to: " + listed(parts) + "."


def moves_title(case):
    """The finding of the second figure: how many met targets moved less than this one did."""
    move, found = case["move"], case["found"]
    moved = number(move["achieved"])
    less = found["met_moved_less"]
    if move["fate"] == "missed":
        if less:
            return (
                move["name"]
                + " moved by "
                + moved
                + " per cent and missed; "
                + number(less)
                + " that moved less were met."
            )
        return move["name"] + " moved by " + moved + " per cent and missed."
    more = found["missed_moved_more"]
    if more:
        return (
            move["name"]
            + " moved by "
            + moved
            + " per cent and was met; "
            + number(more)
            + " that moved more "
            + ("was" if more == 1 else "were")
            + " missed."
        )
    return (
        move["name"]
        + " moved by "
        + moved
        + " per cent and was met; none that was missed moved more."
    )


def moves_summary(moves, case):
    """The second figure in words, from the largest change achieved to the smallest."""
    rows = [
        one["name"]
        + " promised "
        + number(rounded(one["promised"]))
        + ", achieved "
        + number(rounded(one["achieved"]))
        + ", "
        + one["fate"]
        for one in moves
    ]
    return (
        "Change in per cent of where it began, in the direction promised. "
        + "; ".join(rows)
        + ". Your promise on "
        + case["move"]["name"]
        + ": "
        + plain(case["chosen"]["change"])
        + "."
    )

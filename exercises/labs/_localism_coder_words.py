"""What the localism map says of the coders: how far they agree, where they part, what could not be read."""

from ._alpha import FEWEST
from ._localism_agreement import grade
from ._localism_cases import AXES
from ._localism_coders import numbered
from ._localism_plane import code
from ._text import listed, number

_SHOWN = 5


def coders_reading(said):
    panel, found, chosen = said["panel"], said["found"], said["chosen"]
    faults = len(said["mine"]["faults"]) + len(said["files"]["faults"])
    lost = ""
    if faults:
        lost = (
            ("One fault was" if faults == 1 else number(faults) + " faults were")
            + " found in what was typed or opened; each is told below its box, and its row is not counted."
        )
    real = [coder for coder in panel if not coder["own"]]
    if not panel or (len(panel) == 1 and not real):
        return lost
    if len(panel) == 1:
        return (
            "There is one coder so far, " + panel[0]["name"] + ": agreement takes two. " + lost
        ).strip()
    made_up = chosen["panel"] != "files"
    who = numbered(panel, chosen["panel"])
    if not made_up and len(panel) <= 4:
        who += ", " + listed([coder["name"] for coder in panel])
    parts = [who[0].upper() + who[1:] + ":"]
    parts.append("alpha is " + "; ".join([_alpha(found, i) for i in range(3)]) + ".")
    parts.append(_verdict(found))
    if found["widest"]:
        parts.append(
            "They part most over "
            + "; ".join(
                [
                    row["case_name"]
                    + " (“"
                    + AXES[place][1]
                    + "”, from "
                    + code(low)
                    + " to "
                    + code(high)
                    + ")"
                    for row, place, low, high in found["widest"]
                ]
            )
            + "."
        )
    parts.append(lost)
    return " ".join([part for part in parts if part])


def _alpha(found, place):
    value, span, units = found["alpha"][place], found["interval"][place], found["units"][place]
    words = "on “" + AXES[place][1] + "” "
    if not units:
        return words + "not to be had, for no case has two codes"
    cases = number(units) + (" case" if units == 1 else " cases")
    if value is None:
        return (
            words + "undefined, for all codes of its " + cases + " are the same and nothing varies"
        )
    words += number(value, 3)
    if span:
        return words + " (" + number(span[0], 3) + " to " + number(span[1], 3) + ", " + cases + ")"
    return words + " (" + cases + ", and no interval)"


def _verdict(found):
    """What the three alphas come to, by Krippendorff's marks."""
    drawn = [i for i in range(3) if found["alpha"][i] is not None]
    if not drawn:
        return "So nothing can be said of agreement yet."
    if min([found["units"][i] for i in drawn]) < FEWEST:
        return (
            "So few cases in common bear no conclusion: "
            + number(FEWEST)
            + " are the fewest for an interval, and far more are wanted."
        )
    ranks = [grade(found["alpha"][i]) for i in drawn]
    below = [i for i in drawn if grade(found["alpha"][i]) == 0]
    unsure = [
        i
        for i in drawn
        if grade(found["alpha"][i]) == 2
        and found["interval"][i]
        and grade(found["interval"][i][0]) < 2
    ]
    if min(ranks) == 2:
        words = (
            "By Krippendorff’s custom that is enough to build on: these coders use the scheme alike"
        )
        if unsure:
            return words + ", though on " + _named(unsure) + " the interval reaches below .800."
        return words + ". It does not follow that they use it rightly."
    if len(below) == len(drawn):
        return (
            "All of it is below .667, and no conclusion should rest on these codes: "
            "the scheme is not yet one that different people can use alike."
        )
    if below and max(ranks) == 2 and len(below) == 1:
        return (
            "They part on one axis, “"
            + AXES[below[0]][1]
            + "”, and not on the rest. Careless coders would part on all; "
            + "so ask what each took the words to mean."
        )
    if below:
        return (
            "Below .667 no conclusion should rest on the codes: so it is with "
            + _named(below)
            + "."
        )
    return (
        "Between .667 and .800 conclusions are tentative at best: so it is with "
        + _named([i for i in drawn if grade(found["alpha"][i]) == 1])
        + "."
    )


def _named(places):
    return listed(["“" + AXES[i][1] + "”" for i in places])


# What is said under the two boxes


def mine_note(mine, cases):
    """How many cases the learner has placed, and the faults."""
    count = len(mine["codes"].get("you", {}))
    words = number(count) + " of " + number(cases) + " cases placed." if count else ""
    return (words + " " + _faults(mine["faults"])).strip()


def coders_note(files):
    """Who coded how many cases, who may have been counted twice, and the faults."""
    who = [name + " (" + number(len(files["codes"][name])) + ")" for name in files["coders"]]
    words = ""
    if who:
        words = (
            number(len(who))
            + (" coder" if len(who) == 1 else " coders")
            + ", with the number of cases coded: "
            + listed(who)
            + "."
        )
    parts = [words, _twins(files), _faults(files["faults"])]
    return " ".join([part for part in parts if part])


def _twins(files):
    """A question, where two coders have the same codes throughout: sheets do not say whose they are."""
    known = {}
    for name in files["coders"]:
        codes = files["codes"][name]
        if len(codes) < FEWEST:
            continue
        told = str([(case, codes[case]) for case in sorted(codes)])
        if told in known:
            return (
                listed([known[told], name])
                + " have the same codes in all of their "
                + number(len(codes))
                + " cases: is it one person’s file twice?"
            )
        known[told] = name
    return ""


def _faults(faults):
    if not faults:
        return ""
    shown = [fault[0].upper() + fault[1:] for fault in faults[:_SHOWN]]
    more = len(faults) - len(shown)
    if more:
        shown.append("And " + number(more) + (" more fault." if more == 1 else " more faults."))
    return " ".join(shown)

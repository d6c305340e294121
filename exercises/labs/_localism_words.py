"""What the localism map says: of the cases counted, of the case looked at, and of the coders."""

from ._alpha import FEWEST
from ._localism_cases import AXES, COLUMNS, SETS, in_set
from ._localism_figures import code, grade
from ._text import listed, number

LABELS = {
    "old_localism": "old localism",
    "centralism": "centralism",
    "first_term_centralism": "the centralism of the first term",
    "forerunner_of_new_localism": "a forerunner of new localism",
    "new_localism": "new localism",
    "community_localism": "community localism",
    "political_devolution": "political devolution",
    "council_freedom": "a freedom of the council itself",
    "mixed": "mixed",
}
BEGUN = {
    "council": "a council",
    "centre": "national government or Parliament",
    "centre_and_councils": "the centre with councils",
    "centre_and_partners": "the centre with partners",
    "centre_and_voters": "the centre, with a vote",
    "minister": "a minister, in words and not yet in policy",
    "think_tank": "a think tank",
    "inquiry": "an inquiry",
    "campaigners": "campaigners",
}
STAGES = {"proposal": "a proposal", "law": "law", "practice": "carried out"}
_SHOWN = 5


def reading(said):
    """The whole reading: the map, then the case, then the coders."""
    parts = [_map(said), _case(said), _coders(said)]
    return " ".join([part for part in parts if part])


# The cases that are counted


def _map(said):
    name = said["chosen"]["cases"]
    if name == "all":
        # Said once, at the start: afterwards it would stand before what the learner has just done.
        touched = any([own is not None for own in said["case"]["codes"]])
        return "" if touched or len(said["panel"]) > 1 else _all(said["rows"])
    here = said["here"]
    words = next(third for first, _, third in SETS if first == name)
    count = len(here)
    managers = len([row for row in here if row[COLUMNS[0]] < 0])
    past = len([row for row in here if row[COLUMNS[1]] > 0])
    council = len([row for row in here if row[COLUMNS[1]] < 0])
    first = (
        "Of "
        + words
        + ", "
        + number(count)
        + " in all, the reader puts "
        + number(managers)
        + " on the managers’ side, "
        + number(past)
        + " past the council and "
        + number(council)
        + " with it. "
    )
    return first + _lesson(name, here, managers, past, council)


def _lesson(name, here, managers, past, council):
    count = len(here)
    if name == "labelled":
        outright = len([row for row in here if row["devolution"] == "yes"])
        return (
            "That is the article’s claim, and on this reading it holds. But "
            + ("none" if not outright else number(outright))
            + " of them moved power down outright: each came with a condition, a target or a partner."
        )
    if name == "law":
        return (
            "That is the puzzle: the law’s plainest freedoms went "
            + ("mostly to councils" if council > past else "past councils")
            + ", the bodies that new localism was said to look past, and "
            + ("none" if not managers else number(managers))
            + " to managers. So few cases prove nothing; they are enough to doubt a rule."
        )
    if name == "outright":
        return (
            "Once power moves without strings the managers are gone"
            if not managers
            else "Even where power moves without strings some of it goes to managers"
        ) + ". Between the council and the wider locality it is nearly even." * (
            abs(past - council) < 3
        )
    if name == "council":
        resists = len([row for row in here if row[COLUMNS[2]] < 0])
        return (
            number(resists)
            + " of "
            + number(count)
            + " resist the centre, but not all by defying the law: some moved counters and staff."
        )
    return (
        "These are here for contrast: their place says whom the decision touched, not who gained power. "
        "A wider locality can mean a wider inspection."
    )


def _all(rows):
    labelled = [row for row in rows if in_set(row, "labelled")]
    managers = len([row for row in labelled if row[COLUMNS[0]] < 0])
    past = len([row for row in labelled if row[COLUMNS[1]] > 0])
    outright = len([row for row in labelled if row["devolution"] == "yes"])
    law = [row for row in rows if in_set(row, "law")]
    council = len([row for row in law if row[COLUMNS[1]] < 0])
    to_managers = len([row for row in law if row[COLUMNS[0]] < 0])
    return (
        "One reader has placed "
        + number(len(rows))
        + " cases. Of the "
        + number(len(labelled))
        + " that this reader calls new localism, "
        + number(managers)
        + " put power on the managers’ side and "
        + number(past)
        + " look past the council; "
        + ("not one" if not outright else number(outright))
        + " moved power down outright. Of the "
        + number(len(law))
        + " acts from 1997 on that did, "
        + number(council)
        + " gave it to councils and "
        + ("none" if not to_managers else number(to_managers))
        + " to managers. Would you have placed them so?"
    )


# The case that is looked at


def _case(said):
    case = said["case"]
    row = case["row"]
    begin = row["case_name"] + " (" + row["when"] + ")"
    if not case["placed"]:
        left = len([own for own in case["codes"] if own is None])
        told = (
            begin
            + " was begun by "
            + BEGUN[row["initiator"]]
            + "; it was "
            + STAGES[row["stage"]]
            + (". Chapter " + str(int(row["chapter"])) + " tells it. ")
        )
        if left == 3 and len(said["panel"]) > 1:
            return ""
        if left == 3:
            return (
                told
                + "Place it on the three axes; the reader’s codes and reasons stay hidden until you have."
            )
        return (
            told
            + "You have placed it on "
            + ("one axis" if left == 2 else "two axes")
            + " of three."
        )
    own = "You have placed " + begin + " at " + _codes(case["codes"])
    if case["kept"]:
        own += ", in the placings that you kept"
    if not case["shown"]:
        return own + ". Commit to it, and then show the reader’s codes."
    return own + ". " + _compared(case) + " " + _reasons(row)


def _codes(codes):
    return listed([code(codes[i]) + " on “" + AXES[i][1] + "”" for i in range(3)])


def _compared(case):
    parts = []
    for place in range(3):
        steps = abs(case["codes"][place] - case["reader"][place])
        if steps:
            parts.append(
                "on “"
                + AXES[place][1]
                + "” by "
                + ("a step" if steps == 1 else number(steps) + " steps")
                + " (the reader says "
                + code(case["reader"][place])
                + ")"
            )
    crossed = [i for i in range(3) if case["codes"][i] * case["reader"][i] < 0]
    if not parts:
        return "The reader put it there too, which makes two readings and not a fact."
    words = "You part from the reader " + listed(parts) + ". "
    if crossed:
        return (
            words
            + "You stand on opposite sides of "
            + (
                "an axis"
                if len(crossed) == 1
                else "two axes"
                if len(crossed) == 2
                else "all three axes"
            )
            + ": one of you asks another question."
        )
    return words + "You are on the same side, and differ over how far it goes."


def _reasons(row):
    words = (
        "The reader calls it "
        + LABELS[row["label"]]
        + ", with "
        + row["coder_confidence"]
        + " confidence: “"
        + row["rationale"]
        + ".” To argue about: "
        + row["question"]
    )
    if row["note"]:
        words += " A caution: " + row["note"] + "."
    if row["grade"] == "C":
        words += " The case itself is unconfirmed."
    return words


# The coders


def _coders(said):
    panel, found, chosen = said["panel"], said["found"], said["chosen"]
    faults = len(said["mine"]["faults"]) + len(said["files"]["faults"])
    lost = ""
    if faults:
        lost = (
            ("One fault was" if faults == 1 else number(faults) + " faults were")
            + " found in what was typed or opened; each is told below its box, and its row is not counted."
        )
    real = [coder for coder in panel if coder["name"] != "you"]
    if not panel or (len(panel) == 1 and not real):
        return lost
    if len(panel) == 1:
        return (
            "There is one coder so far, " + panel[0]["name"] + ": agreement takes two. " + lost
        ).strip()
    made_up = chosen["panel"] != "files"
    who = number(len(panel)) + (" coders, simulated" if made_up else " coders")
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
    """Who coded how many cases, and the faults."""
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
    return (words + " " + _faults(files["faults"])).strip()


def _faults(faults):
    if not faults:
        return ""
    shown = [fault[0].upper() + fault[1:] for fault in faults[:_SHOWN]]
    more = len(faults) - len(shown)
    if more:
        shown.append("And " + number(more) + (" more fault." if more == 1 else " more faults."))
    return " ".join(shown)

"""What the lab Follow the pound says of the pound: title, summary, and a reading that turns with it."""

from ._pound import STEPS, WHOLE, first_year, held, period
from ._text import listed, number, plain, rounded

WHO = {"centre": "the centre", "council": "the council", "school": "the school"}
SAID = {
    "raised": "Raised",
    "set": "Set aside",
    "fixed": "Share that goes on fixed",
    "spent": "Spent",
}
BASE = "(An average of the local schools budget, which is not all the money for schools.)"


def capital(text):
    return text[0].upper() + text[1:]


def one(share):
    """A share to one decimal, without it where it is nought."""
    text = number(share, 1)
    return text[:-2] if text.endswith(".0") else text


def points(size):
    """ "1.0 point", "4.7 points"."""
    text = number(size, 1)
    return text + (" point" if text == "1.0" else " points")


def called(chosen, name):
    """Who hands the pound on, at the start of a sentence."""
    if chosen["who"] == "own":
        return "Your council"
    return "England’s councils" if chosen["who"] == "england" else name


def pound_title(chosen, path):
    """The finding of the first figure as a sentence."""
    regime = chosen["regime"]
    name = called(chosen, path["name"])
    share = path["share"]
    handed = " hands on " if chosen["who"] == "own" else " handed on "
    mean = " on average" if chosen["who"] == "england" else ""
    if regime == "academy":
        return "The academy’s pound never passes through the council."
    if regime == "grant":
        return "In 2006-07 Whitehall raises the whole pound, and ties it to schools."
    if regime == "before":
        got = number(held(path["raised"], "council"))
        if share is None:
            return (
                "In 1987-88 the council raised " + got + " of 100 pounds, and decided on all 100."
            )
        return "A council of 1987-88 that leaves " + one(share) + " of 100 pounds to its schools."
    if regime == "managed":
        if share is None:
            return (
                "Ministers asked for "
                + plain(path["asked"])
                + " of 100 pounds by April 1993. What they got is not in the tables."
            )
        return (
            "Asked for "
            + plain(path["asked"])
            + " of 100 pounds, your council hands on "
            + one(share)
            + "."
        )
    if path["asked"] is None:
        return (
            name + handed + one(share) + " of 100 pounds" + mean + ", and no target had been set."
        )
    return (
        name
        + handed
        + one(share)
        + " of 100 pounds"
        + mean
        + " in "
        + period(first_year(regime))
        + "; the centre had asked for "
        + plain(path["asked"])
        + "."
    )


def pound_summary(chosen, path):
    """The first figure in words."""
    text = "Four bars of 100 pounds each."
    for step in STEPS:
        parts = [
            one(pounds)
            + " "
            + (("by " + WHO[who]) if who in WHO else "by whom is not known")
            # What it is tells grant from business rates, which are in the same hands.
            + " ("
            + what
            + ")"
            for who, pounds, what in path[step]
            if pounds > 0
        ]
        text += " " + SAID[step] + ": " + listed(parts) + "."
    return text


def pound_reading(chosen, path, facts):
    """Where the pound comes from, who decides on it, and who spends it."""
    regime = chosen["regime"]
    if regime == "academy":
        return academy(chosen, facts)
    if regime == "grant":
        return schools_grant(chosen, path, facts)
    if regime == "before":
        return before(chosen, path)
    if regime == "managed":
        return managed(chosen, path)
    source = (
        "In "
        + period(first_year(regime))
        + " the centre raised "
        + number(held(path["raised"], "centre"))
        + " of each 100 pounds, and the council, with its council tax, "
        + number(held(path["raised"], "council"))
        + ". How many pounds there were for schools was the council’s to say. "
    )
    if path["asked"] is None:
        return source + no_target(chosen, path, facts)
    return source + under_target(chosen, path, facts)


def before(chosen, path):
    got = number(held(path["raised"], "council"))
    text = (
        "In 1987-88 councils raised "
        + got
        + " of each 100 pounds that they spent, by rates on homes and on business. "
        "How much of it schools had, and who in them might spend it, was the council’s to decide. "
    )
    if path["share"] is None:
        return (
            text
            + "The Act that handed budgets to schools came in 1988; what a council had left to its "
            "schools before that is not in the tables, so the last bar is all the council’s."
        )
    if path["share"] >= WHOLE:
        return (
            text
            + "You let it leave all to its schools, and keep nothing: its choice, and no law’s."
        )
    if path["share"] <= 0:
        return text + "You let it keep all of it, as it might."
    return (
        text
        + "You let it leave "
        + one(path["share"])
        + " to its schools. That would have been a council’s own choice: what it decides, it can undo."
    )


def managed(chosen, path):
    text = (
        "By 1993-94 the council raised "
        + number(held(path["raised"], "council"))
        + " of each 100 pounds: business rates had gone to the centre in 1990. "
        "Heads and governors now had budgets, under the Act of 1988, and from December 1990 a Conservative "
        "government wanted "
        + plain(path["asked"])
        + " of 100 pounds handed on by April 1993. That was of the potential schools budget, another base "
        "than that of later years. "
    )
    if path["share"] is None:
        return (
            text + "The average reached is not in the tables, so the last bar is grey. "
            "What is known is the order of events: the target for delegation is older than New Labour."
        )
    return (
        text
        + "The share of "
        + one(path["share"])
        + " is yours: the one reached is not in the tables."
    )


def no_target(chosen, path, facts):
    share = path["share"]
    name = called(chosen, path["name"])
    first = plain(facts["first_target"])
    if chosen["who"] == "own":
        if share <= 0:
            return (
                "Your council hands on nothing, under an Act that had given schools budgets of their "
                "own since 1988: the setting is possible here and was not in law."
            )
        return (
            "No target was set for that year. Your council hands on "
            + one(share)
            + ", and the centre asks for none of it: "
            + (
                "money for heads to spend that a council chose to give them."
                if share >= WHOLE / 2
                else "little for heads to spend, and no target stands against it."
            )
        )
    text = "No target was set for that year. " + name + " handed on " + one(share)
    if chosen["who"] == "england":
        return (
            text
            + " on average: already more than the "
            + first
            + " that was to be the first target, a year later. "
            + BASE
        )
    if share == facts["first_target"]:
        return text + ": just what the first target would ask for a year later."
    more = "more" if share > facts["first_target"] else "less"
    return (
        text + ": " + more + " than the first target, of " + first + ", would ask for a year later."
    )


def under_target(chosen, path, facts):
    share, target = path["share"], path["asked"]
    name = called(chosen, path["name"])
    gap = share - target
    asked = "The centre asked that " + plain(target) + " of the 100 go on to the school. "
    handed = " hands on " if chosen["who"] == "own" else " handed on "
    if rounded(gap, 1) < 0:
        text = asked + name + handed + one(share) + ", which is " + points(-gap) + " short. "
        if chosen["who"] == "own":
            return text + "A council that keeps to its own view here does so against the centre’s."
        if path["was"] is not None and path["was"] > share:
            text += "The year before it had handed on " + one(path["was"]) + ": it went back. "
        return text + "Whether it would not or could not, the table does not say."
    if gap >= facts["near"]:
        return (
            asked
            + name
            + handed
            + one(share)
            + ", which is "
            + points(gap)
            + " more than it was asked for. "
            + beyond(chosen, path)
        )
    return (
        asked
        + name
        + handed
        + one(share)
        + (", just that" if rounded(gap, 1) == 0 else ", within a point of it")
        + ". The head spends the money, the council hands it on, and the number is the centre’s."
        + (" " + BASE if chosen["who"] == "england" else "")
    )


def beyond(chosen, path):
    """What can be said of a council that went further than it was asked."""
    if chosen["who"] == "own":
        return "What lies above the target is your council’s own doing."
    was = path["was"]
    if was is not None and was >= path["asked"]:
        return (
            "It had been past that number the year before, at "
            + one(was)
            + ": the target asked it for nothing new."
        )
    return "Whether it would have gone as far unasked, the table does not say."


def schools_grant(chosen, path, facts):
    text = (
        "From April 2006 the pound came as a grant that councils could spend on nothing but schools: "
        + number(facts["grant"])
        + " million pounds of the "
        + number(facts["all_for_schools"])
        + " million for schools in 2006-07. Council tax is no part of it. "
        "To a school that was certainty; to a council, one decision fewer. "
    )
    if path["share"] is None:
        return (
            text
            + "What share councils then handed to heads, and whether any was asked for, was not "
            "found, so half of the picture is grey."
        )
    return (
        text
        + "The share of "
        + one(path["share"])
        + " is yours: none was found for that year. "
        + (
            "What is left over is all that the council decides."
            if path["share"] < WHOLE
            else "With it the council decides nothing at all, and only carries the money."
        )
    )


def academy(chosen, facts):
    text = (
        "The money goes from ministers to the academy, whose sponsor and head spend it. "
        "No council raises it, sets it aside or holds any back. "
        "There were "
        + number(facts["academies"][0])
        + " such schools in June 2007 and "
        + number(facts["academies"][1])
        + " in November. "
    )
    if chosen["who"] == "own":
        return text + "Your share makes no difference: there is nothing to share."
    return (
        text
        + "All 100 reach the school, more than any target asked for. Those in favour say that a school is "
        "nearer to its users than a town hall; those against, that a voter who minds how the money is spent "
        "has no councillor to ask."
    )

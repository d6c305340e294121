"""The desk's sentences: what holds a council that may borrow without asking depends on its plan."""

from ._borrowing_plan import PLANNED, WAYS, least_room, left, own_cash, plan
from ._maths import added
from ._text import listed, number, percent

MONTHS = {"2006": "February 2006", "2007": "February 2007"}


def pounds(millions):
    """Millions as a person writes them."""
    return "£" + number(millions, 1) + " million"


def reading(years, chosen, by_plan):
    """What the setting comes to: the published plan, or where yours is stopped and by whom.

    `by_plan`: what the published plan must itself borrow, in millions of pounds.
    """
    parts = [start(years, chosen, by_plan)] if chosen["extra"] == 0 else [spending(years, chosen)]
    parts.append(lines(years, chosen))
    if chosen["extra"] > 0:
        parts.append(cost(years, chosen))
    return " ".join([part for part in parts if part])


def start(years, chosen, by_plan):
    """The published figures, and how limit and need go together."""
    mine = plan(years)
    pairs = [
        number(y["published"]["authorised_limit"])
        + " for "
        + number(y["published"]["capital_financing_requirement"], 1)
        for y in mine
    ]
    return (
        "These are Hampshire’s figures as it printed them in "
        + MONTHS[chosen["report"]]
        + ". The limit that it might not pass is its need to borrow, rounded up: "
        + listed(pairs)
        + " million pounds."
        + below(years)
        + " Of the "
        + pounds(added([y["published"]["capital_expenditure"] for y in mine]))
        + " in the plan of three years, about "
        + pounds(by_plan)
        + " must be borrowed, if four per cent is set aside each year."
    )


def below(years):
    """A year whose limit, set a year before, lies below its need; nothing where there is none."""
    for year in years:
        limit = year["published"]["authorised_limit"]
        need = year["published"]["capital_financing_requirement"]
        if limit is not None and limit < need:
            return (
                " Only for "
                + year["period"]
                + " is the limit of "
                + number(limit)
                + " below the need, of "
                + number(need, 1)
                + "; that is no breach, since it binds what is owed and not what is needed."
            )
    return ""


def spending(years, chosen):
    """What is spent, and where the money comes from."""
    mine = plan(years)
    spent = PLANNED * chosen["extra"]
    borrowed = spent * chosen["borrowed"] / 100
    text = "You spend " + pounds(spent) + " more in three years"
    if borrowed <= 0:
        return text + " and borrow none of it: grants and the sale of land pay."
    if chosen["borrowed"] >= 100:
        text += ", all of it borrowed"
    else:
        text += ": " + pounds(borrowed) + " borrowed, the rest paid for at once"
    last = mine[-1]
    return (
        text
        + ". With "
        + pounds(borrowed - last["added_need"])
        + " set aside by the end of "
        + last["period"]
        + ", "
        + pounds(last["added_need"])
        + " is still to be paid for."
    )


def lines(years, chosen):
    """Which line is passed, and what that means."""
    room, tight = least_room(years, "limit")
    ordinary, wide = least_room(years, "boundary")
    if room < 0:
        return (
            "In "
            + tight["period"]
            + " the council would owe "
            + pounds(tight["debt"])
            + ", "
            + pounds(-room)
            + " over its authorised limit, which the law forbids. The way out lies in its own hands: spend "
            "less, or have the full council vote a higher limit first. No minister is asked."
        )
    voted = ""
    if not chosen["cash"]:
        voted = "With its own cash spent on other things, every pound of need is a pound owed. "
    if chosen["raised"] > 0:
        voted += (
            "The limit is "
            + pounds(chosen["raised"])
            + " higher because you raised it: that takes a vote of the full council "
            "and no consent from London. "
        )
    if ordinary < 0:
        return (
            voted
            + "In "
            + wide["period"]
            + " what is owed is "
            + pounds(-ordinary)
            + " above the operational boundary, more than the council expected in the ordinary course. "
            "That is a warning and no breach: below the limit " + pounds(room) + " of room is left."
        )
    return (
        voted
        + "It owes less than it needs, because "
        + pounds(own_cash([year["published"] for year in years]))
        + " of its own cash stood in for loans at the last count. "
        "So neither line is reached: below the limit "
        + pounds(room)
        + " of room is left, below the operational boundary "
        + pounds(ordinary)
        + "."
        + (
            " It looks as if the plan came first and the lines were drawn round it."
            if chosen["extra"] == 0 and chosen["raised"] == 0
            else ""
        )
    )


def cost(years, chosen):
    """What the borrowing costs a year and for how long."""
    last = plan(years)[-1]
    if last["cost"] <= 0:
        return (
            "With nothing borrowed there is nothing to repay: neither the ratio nor the tax moves."
        )
    return (
        "The bill for it: in "
        + last["period"]
        + " "
        + pounds(last["cost"])
        + " a year for interest and repayment, which lifts the ratio of financing costs from "
        + number(last["published"]["ratio_of_financing_costs"], 2)
        + " to "
        + percent(last["ratio"] / 100, 2)
        + " and, if council tax pays, the band D bill by £"
        + number(last["added_band_d"], 2)
        + ". "
        + tail(chosen)
    )


def tail(chosen):
    """How long a loan lasts."""
    rest = left(chosen["provision"], 25)
    text = "Set aside " + WAYS[chosen["provision"]]
    if rest <= 0:
        return text + ", a loan is paid for after 25 years."
    text += (
        ", " + number(100 * rest) + " pence of each pound are still to be paid for after 25 years"
    )
    return text + (", and it never quite ends." if chosen["provision"] == "four" else ".")

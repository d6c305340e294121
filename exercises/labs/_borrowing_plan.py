"""The sums of the borrowing desk: a published plan, and what more spending adds to its indicators.

Money in millions of pounds, rates in per cent. Nothing is added where nothing is spent, so that the
published figures stand to their last decimal.
"""

from ._maths import added

# The least that the rule of 2004 to 2008 had a council set aside each year: four per cent of what was
# not yet paid for at the end of the year before (regulation 28 of 2003). The course leaves out its
# adjustments for older debt and for housing.
RULE = 0.04
# Equal parts over so many years, by the name of the choice.
LIVES = {"life_25": 25, "life_50": 50}
# The ways of setting aside, in their order (the page's Python keeps none in a dict) and in words.
ORDER = ["four", "life_25", "life_50"]
WAYS = {
    "four": "at four per cent a year",
    "life_25": "in 25 equal parts",
    "life_50": "in 50 equal parts",
}
# The last three years of a report are its plan; the years before are past or running.
PLANNED = 3


def report(rows, year):
    """The rows of one report in the order of the years. Raises ValueError where it is not whole."""
    made = [row for row in rows if row["report_year"] == int(year)]
    if len(made) != 5 or made[0]["basis"] != "actual" or made[0]["actual_external_debt"] is None:
        raise ValueError("The table prudential_example lacks the report of " + str(year) + ".")
    return made


def own_cash(published):
    """What a council had lent itself at the last count: its need to borrow less what it owed."""
    first = published[0]
    return first["capital_financing_requirement"] - first["actual_external_debt"]


def implied(published, place):
    """The borrowing that a published year must hold: the rise of the need, and what is set aside."""
    before = published[place - 1]["capital_financing_requirement"]
    return published[place]["capital_financing_requirement"] - before + RULE * before


def set_aside(way, need, borrowed):
    """What is set aside in a year, of a need at its beginning that came of the sums borrowed before."""
    if way in LIVES:
        # The plan is shorter than any life: no sum is paid off within it.
        return added(borrowed) / LIVES[way]
    return RULE * need


def left(way, years):
    """The share of a loan not yet set aside after so many yearly provisions."""
    if way in LIVES:
        return max(0.0, 1 - years / LIVES[way])
    return (1 - RULE) ** years


def worked(rows, chosen):
    """The plan with the learner's spending added, year by year.

    A list of dicts in the order of the years of the chosen report, each with the published figures
    (or None) and: `spent`, `borrowed`, `paid`, `set_aside`, `interest`, `cost` and `added_need` of
    the learner's own spending; `need`, `debt`, `limit`, `boundary`, `ratio`, `band_d` with it.
    """
    published = report(rows, chosen["report"])
    cash = own_cash(published) if chosen["cash"] else 0.0
    rate = chosen["interest"] / 100
    made = []
    loans = []
    need = 0.0
    for place in range(len(published)):
        row = published[place]
        planned = place >= len(published) - PLANNED
        spent = chosen["extra"] if planned else 0.0
        borrowed = spent * chosen["borrowed"] / 100
        aside = set_aside(chosen["provision"], need, loans)
        # Loans are taken half-way through the year, on average.
        interest = rate * (need + borrowed / 2)
        cost = aside + interest
        need += borrowed - aside
        loans.append(borrowed)
        made.append(
            {
                "period": row["period"],
                "actual": row["basis"] == "actual",
                "planned": planned,
                "published": row,
                "spent": spent,
                "borrowed": borrowed,
                "paid": spent - borrowed,
                "set_aside": aside,
                "interest": interest,
                "cost": cost,
                "added_need": need,
                "need": row["capital_financing_requirement"] + need,
                "debt": debt(row, cash, need),
                "limit": raised(row["authorised_limit"], chosen["raised"], planned),
                "boundary": row["operational_boundary"],
                "added_ratio": 100 * cost / chosen["income"],
                "ratio": row["ratio_of_financing_costs"] + 100 * cost / chosen["income"],
                "added_band_d": 1000 * cost / chosen["base"],
                "band_d": plus(row["council_tax_impact"], 1000 * cost / chosen["base"]),
            }
        )
    return made


def debt(row, cash, need):
    """What is owed: as counted for a year that is over, else the need less the council's own cash."""
    if row["actual_external_debt"] is not None:
        return row["actual_external_debt"]
    return row["capital_financing_requirement"] + need - cash


def raised(limit, by, planned):
    """The limit as published, raised by the learner in the years of the plan; None where there is none."""
    return plus(limit, by if planned else 0.0)


def plus(published, more):
    """A published figure and what is added; None where it was not published."""
    return None if published is None else published + more


def plan(years):
    """The years in which the learner's spending falls."""
    return [year for year in years if year["planned"]]


def least_room(years, line):
    """The least room below `limit` or `boundary` in the years of the plan, and the year it falls in.

    Below zero where the line is passed.
    """
    best = None
    for year in plan(years):
        room = year[line] - year["debt"]
        if best is None or room < best[0]:
            best = (room, year)
    return best


def numbers(years, chosen):
    """The named values of the desk."""
    mine = plan(years)
    published = [year["published"] for year in years]
    count = len(years)
    last = mine[-1]
    return {
        "extra_spent": added([year["spent"] for year in mine]),
        "extra_borrowed": added([year["borrowed"] for year in mine]),
        "extra_paid": added([year["paid"] for year in mine]),
        "extra_set_aside": added([year["set_aside"] for year in mine]),
        "extra_need": last["added_need"],
        "need": last["need"],
        "debt": last["debt"],
        "room": least_room(years, "limit")[0],
        "room_to_boundary": least_room(years, "boundary")[0],
        "ratio": last["ratio"],
        "added_ratio": last["added_ratio"],
        "band_d": last["band_d"],
        "added_band_d": last["added_band_d"],
        "plan_spent": added([y["capital_expenditure"] for y in published[count - PLANNED :]]),
        "plan_borrowed": added([implied(published, i) for i in range(count - PLANNED, count)]),
        "left_after_25": left(chosen["provision"], 25),
    }

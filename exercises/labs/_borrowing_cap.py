"""The capping test of 2004: two lines, both of which had to be passed, and who was named and capped.

Rises in per cent of the year before. The tax base is taken to stand still, and what a council gives
up of its budget it gives up of its tax.
"""

YEAR = 2004
# A rise on the line is not above it; the room is for arithmetic in binary.
NEAR = 1e-9
# The two whose rebate is known in the year, and the two whose rating tells the story.
SPARED = "telford_and_wrekin"
CAPPED = "nottingham"
GOOD = "herefordshire"
POOR = "torbay"


def lines(criteria, kind):
    """The lines for the budget and for the tax of a kind of council. ValueError where one is missing."""
    found = {}
    for row in criteria:
        if row["year"] == YEAR and row["authorities"] == kind:
            found[row["test"]] = row["above_percent"]
    if len(found) != 2:
        raise ValueError("The table capping_criteria lacks the tests of 2004 for " + kind + ".")
    return found["budget"], found["council_tax"]


def named(rows):
    """The authorities designated in 2004, in the order of the table; ValueError if one is missing."""
    made = [row for row in rows if row["year"] == YEAR and row["first_step"] == "designated"]
    found = [row["authority_id"] for row in made]
    for who in (SPARED, CAPPED, GOOD, POOR):
        if who not in found:
            raise ValueError("The table capping lacks " + who + " in 2004.")
    return made


def one(rows, who):
    """The row of one of the authorities named in 2004."""
    for row in named(rows):
        if row["authority_id"] == who:
            return row
    raise ValueError("The table capping lacks " + who + " in 2004.")


def above(rise, line):
    """Whether a rise passes a line; on the line it does not."""
    return rise - line > NEAR


def tested(tables, chosen):
    """The rule and two stories of what ministers did, on one council.

    `budget_over`, `tax_over`, `both`: whether a line is passed. `cut`: per cent of last year's budget
    that must go before the nearer line is no longer passed; `rebate`: what that is worth to a band D
    home in pounds; both zero unless both lines are passed.
    `outside`: the rise of all other income that fits the two rises.
    """
    budget_line, tax_line = lines(tables["capping_criteria"], chosen["kind"])
    share = chosen["share"] / 100
    budget_over = above(chosen["budget"], budget_line)
    tax_over = above(chosen["tax"], tax_line)
    both = budget_over and tax_over
    cut = 0.0
    if both:
        cut = min(chosen["budget"] - budget_line, share * (chosen["tax"] - tax_line))
    rebate = chosen["bill"] * cut / share / 100
    spared = one(tables["capping"], SPARED)["rebate_gbp"]
    capped = one(tables["capping"], CAPPED)["rebate_gbp"]
    return {
        "budget_line": budget_line,
        "tax_line": tax_line,
        "budget_over": budget_over,
        "tax_over": tax_over,
        "both": both,
        "cut": cut,
        "rebate": rebate,
        "spared": spared,
        "capped": capped,
        "rating_spares": both and chosen["rating"] == "excellent",
        "rebate_spares": both and rebate <= spared + NEAR,
        "rebate_caps": both and rebate >= capped - NEAR,
        "outside": outside(chosen["budget"], chosen["tax"], share),
        "gearing": 1 / share,
    }


def outside(budget, tax, share):
    """The rise of grant and all other income that makes a budget and a tax rise together, per cent.

    budget = share * tax + (1 - share) * outside, all of them rises.
    """
    return (budget - share * tax) / (1 - share)


def numbers(found):
    """The named values of the cap; 1 for yes and 0 for no."""
    return {
        "budget_line": found["budget_line"],
        "tax_line": found["tax_line"],
        "rule_names": int(found["both"]),
        "rating_spares": int(found["rating_spares"]),
        "rebate_spares": int(found["rebate_spares"]),
        "rebate_caps": int(found["rebate_caps"]),
        "cut": found["cut"],
        "rebate": found["rebate"],
        "outside_rise": found["outside"],
        "gearing": found["gearing"],
    }

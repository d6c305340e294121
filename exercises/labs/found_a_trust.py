"""Found a trust: pass the test, compose a lawful board of governors, and borrow within the code.

Every rule is a row of the table `foundation_rules`; where the lab reads a rule in its own way it says so.
"""

from ._chart import CENTRE, HEALTH, LEARNER, OTHER, PUBLIC, label, layout, line, mark
from ._controls import preset, settled
from ._maths import added, linspace
from ._text import listed, number, percent, rounded

TITLE = "Found a trust"

ABOUT = (
    "You lead an NHS trust that wants to become a foundation trust. Are you allowed to ask? Who sits "
    "among your governors, so that the Act is kept? And how much may you borrow, now that you are free to?"
)

SOURCE = (
    "Health and Social Care (Community Health and Standards) Act 2003, Schedule 1, for the governors; "
    "reports of the time for the three stars; the prudential borrowing code as a trust printed its ratios in "
    "2007 and the Healthcare Financial Management Association described it in 2009. Each rule’s own source "
    "is in the table foundation_rules."
)

BADGE = "partly the course’s own"

BADGE_NOTE = (
    "That interest and debt service are covered by earnings before interest, tax and depreciation is the "
    "course’s own reading: the code’s ratios were seen in print, and what counts as cover was not."
)

HOW = """\
**May you ask?** In the years of star ratings only a trust with three stars could apply.
A star lost before the status came put a trust out; a star lost after it did not.

**The governors.** By the Act (Schedule 1, paragraph 9) more than half must be elected by members of the
public and, where there is such a
constituency, by patients and carers. Public and staff must each have a constituency,
so the lab asks for a governor of each. A primary care trust and a local authority appoint one or more;
so does a university where there is a medical or dental school; other partners may.
The governors appoint the chair and the non-executive directors. They do not run the trust:
a board of directors does, and one person chairs both.

**The loan.** It is paid back in equal yearly sums of `L*r / (1 - (1 + r)^-n)`
for a loan `L` at a rate `r` over `n` years: the textbook annuity. That sum is the *debt service*.
Before 2009 the code allows it up to 3 per cent of yearly revenue; from 2009 its first tier allows 2.5.
Both are upper limits that may not be reached. The largest loan follows from turning the formula round:
`limit * revenue * (1 - (1 + r)^-n) / r`.

**The two covers.** The code had five ratios, and all of them had to be met.
Earnings before interest, tax, depreciation and amortisation are taken as the
margin that you set, times revenue. *Interest cover* is earnings over the first year's interest, and must be
above 3; *debt service cover* is earnings over the debt service, and must be above 2.
The 3 and the 2 were seen in print; that earnings are what covers is the course's own reading.

**What it leaves out.** The other two ratios: cover of the dividend on a trust's public capital, above 1, and,
before 2009, debt to capital, for both depend on its land and buildings. The second tier, for large
investments; private finance schemes, which are debt by
another name; working capital; and whether anyone stands for governor, or votes.

**The named values.** Money in millions of pounds. `majority` is the seats that the public and patients
elect less all others. `within_share` says whether debt service keeps below the
code's share of revenue, and `within_code` whether the two covers are kept as well. `share_of_limit` is your
debt service over the most that its share of revenue allows; `used_2008` and `used_2008_other` are what all
foundation trusts together had borrowed on 31 March 2008, over their limit, by two figures of the same
association.
"""

TABLES = ["foundation_rules"]

# Revenue and loan at which the figure's axis ends.
MOST_LOAN = 150

_KINDS = ["public", "patients", "staff", "care_trust", "council", "university", "partners"]
_NAMES = {
    "public": "Public",
    "patients": "Patients and carers",
    "staff": "Staff",
    "care_trust": "Primary care trust",
    "council": "Local authority",
    "university": "University",
    "partners": "Other partners",
}
ELECTED_BY_MEMBERS = ["public", "patients"]


def _governors(name, label_, value, help_):
    return {
        "name": name,
        "label": label_,
        "type": "number",
        "min": 0,
        "max": 40,
        "step": 1,
        "value": value,
        "help": help_,
    }


CONTROLS = [
    {
        "name": "stars",
        "label": "Your trust’s stars",
        "type": "choice",
        "options": [
            {"value": "0", "label": "none"},
            {"value": "1", "label": "one"},
            {"value": "2", "label": "two"},
            {"value": "3", "label": "three"},
        ],
        "value": "3",
        "help": "The published rating in the year in which you apply.",
    },
    _governors("public", "Governors of the public", 12, "Elected by members who live in the area."),
    _governors(
        "patients", "Governors of patients and carers", 4, "Elected; you need not have any."
    ),
    _governors("staff", "Governors of staff", 5, "Elected by staff."),
    _governors("care_trust", "From the primary care trust", 2, "Appointed."),
    _governors("council", "From the local authority", 2, "Appointed."),
    _governors("university", "From a university", 1, "Appointed."),
    _governors("partners", "From other partners", 1, "Appointed; you need not have any."),
    {
        "name": "teaching",
        "label": "There is a medical or dental school",
        "type": "toggle",
        "value": True,
        "help": "Then its university has a governor.",
    },
    {
        "name": "revenue",
        "label": "Yearly revenue (million pounds)",
        "type": "slider",
        "min": 50,
        "max": 600,
        "step": 10,
        "value": 250,
        "help": "What the trust earns in a year, nearly all of it from the health service.",
    },
    {
        "name": "loan",
        "label": "You want to borrow (million pounds)",
        "type": "slider",
        "min": 0,
        "max": MOST_LOAN,
        "step": 1,
        "value": 30,
        "help": "For a new building, say.",
    },
    {
        "name": "rate",
        "label": "Rate of interest (per cent)",
        "type": "slider",
        "min": 2,
        "max": 9,
        "step": 0.25,
        "value": 5,
        "help": "Yearly, fixed for the whole term.",
    },
    {
        "name": "years",
        "label": "Years to pay it back",
        "type": "slider",
        "min": 5,
        "max": 35,
        "step": 1,
        "value": 25,
        "help": "In equal yearly sums.",
    },
    {
        "name": "code",
        "label": "The code as it stood",
        "type": "choice",
        "options": [
            {"value": "before", "label": "before April 2009"},
            {"value": "after", "label": "from April 2009"},
        ],
        "value": "before",
        "help": "The limit on debt service was lowered.",
    },
    {
        "name": "margin",
        "label": "Margin (per cent of revenue)",
        "type": "slider",
        "min": 2,
        "max": 17,
        "step": 0.1,
        "value": 8.1,
        "help": "Earnings before interest, tax and depreciation; in 2007-08 trusts ran from 2.1 to 16.6.",
    },
]

_FIRST = {
    "stars": "3",
    "public": 12,
    "patients": 4,
    "staff": 5,
    "care_trust": 2,
    "council": 2,
    "university": 1,
    "partners": 1,
    "teaching": True,
    "revenue": 250,
    "loan": 30,
    "rate": 5,
    "years": 25,
    "code": "before",
    "margin": 8.1,
}


PRESETS = [
    preset(
        _FIRST,
        "experts",
        "A board of experts",
        "Staff, university and partners know the hospital best. May they be the majority?",
        {"public": 6, "patients": 2, "staff": 8, "partners": 6, "loan": 0},
    ),
    preset(
        _FIRST,
        "limit",
        "Up to the limit",
        "As much as the limit on debt service allowed before 2009, to the million.",
        {"loan": 105},
    ),
    preset(
        _FIRST,
        "real",
        "As trusts did",
        "About a twentieth of what was allowed: what foundation trusts together had borrowed by 2008.",
        {"loan": 6},
    ),
]


def run(tables, **values):
    """One trust. Raises ValueError for a control or a value that does not exist."""
    chosen = settled(CONTROLS, values)
    rules = known(tables["foundation_rules"])
    seats = [chosen[kind] for kind in _KINDS]
    total = added(seats)
    elected = added([chosen[kind] for kind in ELECTED_BY_MEMBERS])
    wrong = faults(chosen, total, elected, rules)
    limit = rules["debt_service_" + chosen["code"] + "_2009"]
    service = yearly(chosen["loan"], chosen["rate"], chosen["years"])
    most = largest(limit / 100 * chosen["revenue"], chosen["rate"], chosen["years"])
    interest = chosen["loan"] * chosen["rate"] / 100
    earned = chosen["margin"] / 100 * chosen["revenue"]
    # Limits that a ratio must stay below, or above.
    within = 100 * service / chosen["revenue"] < limit - 1e-9
    covered = (
        earned > rules["interest_cover"] * interest
        and earned > rules["debt_service_cover"] * service
    )
    found = {
        "eligible": 1 if int(chosen["stars"]) >= rules["three_stars"] else 0,
        "governors": total,
        "elected_share": elected / total if total else 0.0,
        "majority": 2 * elected - total,
        "lawful": 0 if wrong else 1,
        "debt_service": service,
        "debt_service_percent": 100 * service / chosen["revenue"],
        "limit_percent": limit,
        "largest_loan": most,
        "share_of_limit": chosen["loan"] / most,
        "within_share": 1 if within else 0,
        "within_code": 1 if within and covered else 0,
        "interest_cover": earned / interest if interest > 0 else -1.0,
        "debt_service_cover": earned / service if service > 0 else -1.0,
        "used_2008": rules["borrowed_2008"] / rules["limit_2008"],
        "used_2008_other": rules["borrowed_2008_other"] / rules["limit_2008"],
    }
    return {
        "figures": [board(chosen, total, elected, found), borrowing(chosen, found)],
        "reading": reading(chosen, wrong, found, rules),
        "values": found,
    }


# The rules


def known(rows):
    """The numbers that the rules need, from the table; ValueError where one is missing."""
    needed = [
        "three_stars",
        "elected_majority",
        "debt_service_before_2009",
        "debt_service_after_2009",
        "interest_cover",
        "debt_service_cover",
        "limit_2008",
        "borrowed_2008",
    ]
    made = {}
    for row in rows:
        if row["item"] in needed and row["value"] is not None:
            made[row["item"] + ("" if row["preferred"] else "_other")] = row["value"]
    for name in needed + ["borrowed_2008_other"]:
        if name not in made:
            raise ValueError("The table foundation_rules lacks the row " + name + ".")
    return made


def faults(chosen, total, elected, rules):
    """What is wrong with a board of governors, in words; none where the Act is kept."""
    wrong = []
    if total == 0:
        return ["it has nobody on it"]
    if 100 * elected / total <= rules["elected_majority"]:
        wrong.append(
            "members of the public and patients elect "
            + str(elected)
            + " of "
            + str(total)
            + ", where it must be more than half"
        )
    for kind, words in (
        ("public", "nobody is elected by the public"),
        ("staff", "nobody is elected by staff"),
        ("care_trust", "the primary care trust has no seat"),
        ("council", "the local authority has no seat"),
    ):
        if chosen[kind] == 0:
            wrong.append(words)
    if chosen["teaching"] and chosen["university"] == 0:
        wrong.append("there is a medical school, and its university has no seat")
    return wrong


def yearly(loan, rate, years):
    """The equal yearly sum that pays a loan back: L*r / (1 - (1+r)^-n), `rate` in per cent."""
    share = rate / 100
    return loan * share / (1 - (1 + share) ** -years)


def largest(service, rate, years):
    """The loan whose equal yearly sum is `service`: the same formula turned round."""
    share = rate / 100
    return service * (1 - (1 + share) ** -years) / share


# The figures


def board(chosen, total, elected, found):
    """Governors by kind, those elected by members in one colour, the half marked in words."""
    names = [_NAMES[kind] for kind in _KINDS]
    seats = [chosen[kind] for kind in _KINDS]
    colours = [PUBLIC if kind in ELECTED_BY_MEMBERS else OTHER for kind in _KINDS]
    colours[_KINDS.index("staff")] = HEALTH
    said = (
        number(elected) + " of " + number(total) + " governors are elected by public and patients"
    )
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": seats,
                "y": names,
                "name": "Governors",
                "marker": {"color": colours},
                "text": [number(seat) for seat in seats],
                "textposition": "outside",
                "cliponaxis": False,
                "hovertemplate": "%{y}: %{x}<extra>Governors</extra>",
            }
        ],
        "layout": layout(
            300,
            bargap=0.35,
            margin={"l": 150, "r": 50, "t": 16, "b": 48},
            xaxis={"title": {"text": "Governors"}, "rangemode": "tozero", "zeroline": False},
            yaxis={"autorange": "reversed", "showgrid": False},
        ),
        "meta": {
            "title": said + (": a majority." if found["elected_share"] > 0.5 else ": no majority."),
            "summary": "Governors by who sends them. "
            + "; ".join([n + " " + number(s) for n, s in zip(names, seats)])  # noqa: B905
            + ".",
        },
    }


def borrowing(chosen, found):
    """Debt service against the size of the loan, with the limit of the code."""
    loans = linspace(0, MOST_LOAN, 16)
    shares = [100 * yearly(x, chosen["rate"], chosen["years"]) / chosen["revenue"] for x in loans]
    limit = found["limit_percent"]
    hover = "a loan of %{x:.0f} million: %{y:.2f} per cent"
    return {
        "data": [
            line(loans, shares, HEALTH, "Debt service", hover),
            line([0, MOST_LOAN], [limit, limit], CENTRE, "The code’s limit", "%{y:.1f} per cent"),
            mark(chosen["loan"], found["debt_service_percent"], HEALTH, "Your loan", hover),
        ],
        "layout": layout(
            300,
            margin={"l": 62, "r": 90, "t": 16, "b": 48},
            xaxis={
                "title": {"text": "Loan, million pounds"},
                "range": [0, MOST_LOAN],
                "showgrid": False,
                "zeroline": False,
            },
            yaxis={"title": {"text": "Debt service, per cent of revenue"}, "rangemode": "tozero"},
            shapes=[
                {
                    "type": "line",
                    "xref": "x",
                    "yref": "paper",
                    "x0": chosen["loan"],
                    "x1": chosen["loan"],
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": LEARNER, "width": 2, "dash": "dot"},
                    "layer": "below",
                }
            ],
            annotations=[
                label(MOST_LOAN, limit, "The limit"),
                label(MOST_LOAN, shares[-1], "Service", 9 if shares[-1] > limit else -9),
            ],
        ),
        "meta": {
            "title": loan_title(chosen, found),
            "summary": "Debt service as a share of revenue rises in a straight line with the loan, to "
            + number(shares[-1], 1)
            + " per cent at "
            + number(MOST_LOAN)
            + " million. The limit is "
            + number(limit, 1)
            + " per cent; your loan stands at "
            + number(found["debt_service_percent"], 2)
            + ".",
        },
    }


def loan_title(chosen, found):
    """The finding of the second figure as a sentence."""
    most = number(found["largest_loan"], 1) + " million."
    if chosen["loan"] == 0:
        return "You borrow nothing; the limit on debt service allows less than " + most
    said = "A loan of " + number(chosen["loan"]) + " million is "
    return said + (
        ("within" if found["within_share"] else "over")
        + " the limit on debt service, which allows less than "
        + most
    )


# The reading


def reading(chosen, wrong, found, rules):
    """Whether the trust may be, whether its board is lawful, and what it may borrow."""
    said = [asking(chosen, found), governors(wrong, found), owing(chosen, found)]
    said.append(cover(found, rules))
    return " ".join([sentence for sentence in said if sentence])


def asking(chosen, found):
    """The test of eligibility."""
    if found["eligible"]:
        return "With three stars you may apply; once you have the status, a star lost would not undo it."
    stars = {"0": "no stars", "1": "one star", "2": "two stars"}[chosen["stars"]]
    return (
        "With "
        + stars
        + " you may not even apply: the freedom is for those who did well before they had it."
    )


def governors(wrong, found):
    """The board of governors."""
    if wrong:
        return "Your board of governors is not lawful: " + "; ".join(wrong) + "."
    return (
        "Your board of "
        + number(found["governors"])
        + " governors is lawful; public and patients elect "
        + percent(found["elected_share"])
        + " of it. It appoints the chair, and runs nothing."
    )


def owing(chosen, found):
    """The loan against the code, and against what trusts did."""
    if chosen["loan"] == 0:
        return (
            "You borrow nothing, though the limit on debt service would let you borrow nearly "
            + number(found["largest_loan"])
            + " million. All foundation trusts together, in 2008, used "
            + used_then(found)
            + " of their limit."
        )
    text = (
        "Your loan costs "
        + number(found["debt_service"], 1)
        + " million a year, "
        + number(found["debt_service_percent"], 2)
        + " per cent of revenue; the limit is "
        + number(found["limit_percent"], 1)
        + "."
    )
    if not found["within_share"]:
        return text + " It is more than the code allows."
    used = found["share_of_limit"]
    text += " You use " + percent(used) + " of what this limit allows."
    if rounded(100 * used) > 2 * rounded(100 * found["used_2008_other"]):
        return (
            text
            + " All foundation trusts together, in 2008, used "
            + used_then(found)
            + " of theirs."
        )
    if 2 * rounded(100 * used) < rounded(100 * found["used_2008"]):
        return text + " Foundation trusts together used more in 2008: " + used_then(found) + "."
    return (
        text
        + " That is about what foundation trusts did: together, "
        + used_then(found)
        + " in 2008."
    )


def used_then(found):
    """What foundation trusts together used of their limit in 2008, by both figures."""
    low = number(100 * found["used_2008"])
    return low + " to " + number(100 * found["used_2008_other"]) + " per cent"


def cover(found, rules):
    """The code's two covers, by the course's reading of what it is that covers."""
    if found["interest_cover"] < 0:
        return ""
    low = []
    kept = []
    for name, words in (
        ("interest_cover", "the interest"),
        ("debt_service_cover", "the debt service"),
    ):
        if found[name] > rules[name]:
            # Never rounded down to the limit that it passes.
            decimals = 1 if rounded(found[name], 1) > rules[name] else 3
            kept.append(number(found[name], decimals) + " times " + words)
        else:
            # Never rounded up to the limit that it misses.
            times = number(int(100 * found[name]) / 100, 2) + " times " + words
            low.append(times + ", where more than " + number(rules[name]) + " is asked")
    if not low:
        return "Earnings cover it as the code asks: they are " + listed(kept) + "."
    said = "But earnings do not cover it" if found["within_share"] else "Nor do earnings cover it"
    return said + " as the code asks: they are " + "; and ".join(low) + "."

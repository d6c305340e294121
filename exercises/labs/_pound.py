"""The arithmetic of the lab Follow the pound: four decisions on 100 pounds, and the spread of a share.

A decision is a list of parts `(who, pounds, what)` that come to 100 pounds. Shares are percentages of
the local schools budget. `who` is centre, council, school or unknown.
"""

import math

from ._maths import added

WHOLE = 100.0
STEPS = ["raised", "set", "fixed", "spent"]

# When, in the order of time: name, first calendar year, label.
REGIMES = [
    ("before", 1987, "before 1988 (figures of 1987-88)"),
    ("managed", 1993, "local management (1993-94)"),
    ("fair", 1999, "fair funding, no target (1999-00)"),
    ("target_2000", 2000, "a target of 80 (2000-01)"),
    ("target_2001", 2001, "a target of 85 (2001-02)"),
    ("target_2002", 2002, "a target of 87 (2002-03)"),
    ("grant", 2006, "the schools grant (2006-07)"),
    ("academy", 2007, "an academy, paid directly"),
]
PUBLISHED = [1999, 2000, 2001, 2002]
# Councils set their own business rates until 1989-90.
NATIONAL_RATES = 1990
NEAR = 1.0


def period(year):
    """A financial year by its first calendar year: 1999 -> "1999-00"."""
    last = (year + 1) % 100
    return str(year) + "-" + ("0" if last < 10 else "") + str(last)


def first_year(regime):
    """The first calendar year of a regime's figures."""
    for name, year, _ in REGIMES:
        if name == regime:
            return year
    raise ValueError("There is no regime called " + regime + ".")


def the_row(rows, table, **wanted):
    """The one row with these values; ValueError, naming the table, for none or several."""
    found = []
    for row in rows:
        if all([row[key] == wanted[key] for key in wanted]):
            found.append(row)
    if len(found) != 1:
        said = [key + " " + str(wanted[key]) for key in sorted(wanted)]
        raise ValueError(
            "The table " + table + " should have one row with " + ", ".join(said) + "."
        )
    return found[0]


# The pound


def raised(rows, year):
    """Who raised 100 pounds of what councils spent: grant, business rates and the tax on homes.

    From funding_shares: shares net of rebates before 1993-94, amounts (gross) from then on. The three
    are scaled to 100, since reserves and rounding keep them from it.
    """
    basis = "net" if year < 1993 else "gross"
    row = the_row(rows, "funding_shares", year=year, basis=basis, preferred=True)
    unit = "_percent" if basis == "net" else "_gbp_billion"
    amounts = [row[name + unit] for name in ("grant", "business_rates", "local_tax")]
    if None in amounts:
        raise ValueError("The table funding_shares lacks a part of " + row["period"] + ".")
    total = added(amounts)
    grant, rates, tax = [WHOLE * amount / total for amount in amounts]
    homes = "council tax" if row["local_tax"] == "council_tax" else "rates on homes"
    if year < NATIONAL_RATES:
        return [
            ("centre", grant, "grant"),
            ("council", rates, "business rates, set by councils"),
            ("council", tax, homes),
        ]
    return [
        ("centre", grant, "grant"),
        ("centre", rates, "business rates, set by the centre"),
        ("council", tax, homes),
    ]


def published(tables, who, year):
    """The share that a council, or England on average, delegated in a year; None if not found."""
    if year not in PUBLISHED:
        return None
    if who == "england":
        rows = tables["school_delegation_national"]
        return the_row(rows, "school_delegation_national", year=year)["percent"]
    rows = tables["school_delegation"]
    return the_row(rows, "school_delegation", authority_id=who, year=year)["percent"]


def asked(tables, year):
    """The share that the centre asked for in a year; None where it asked for none, or none is known."""
    if year not in PUBLISHED and year != 1993:
        return None
    rows = tables["school_delegation_national"]
    return the_row(rows, "school_delegation_national", year=year)["target_percent"]


def followed(tables, chosen):
    """The four decisions on 100 pounds under the regime chosen, each a list of parts, and the share.

    The share is None where no table has one and the learner has set none.
    """
    regime = chosen["regime"]
    year = first_year(regime)
    own = chosen["who"] == "own"
    if regime == "academy":
        return {
            "raised": [("centre", WHOLE, "paid by ministers")],
            "set": [("centre", WHOLE, "the amount set by the centre")],
            "fixed": [("centre", WHOLE, "nothing stays with the council")],
            "spent": [("school", WHOLE, "the academy and its sponsor")],
            "share": WHOLE,
            "asked": None,
        }
    share = chosen["share"] if own else published(tables, chosen["who"], year)
    target = asked(tables, year)
    if regime == "grant":
        first = [("centre", WHOLE, "dedicated schools grant")]
        second = [("centre", WHOLE, "tied to schools by the grant")]
        third = [("unknown", WHOLE, "no national share was found")]
    else:
        first = raised(tables["funding_shares"], year)
        second = [("council", WHOLE, "the council’s budget for schools")]
        third = fixed(target)
    return {
        "raised": first,
        "set": second,
        "fixed": third,
        "spent": spent(regime, share),
        "share": share,
        "asked": target,
    }


def fixed(target):
    """Who fixes how much goes on to the school: what the centre asks for, and the rest."""
    if target is None:
        return [("council", WHOLE, "the council’s to decide")]
    return [
        ("centre", target, "asked for by the centre"),
        ("council", WHOLE - target, "left to the council"),
    ]


def spent(regime, share):
    """Who spends it: the head teacher and governors, or the council."""
    if share is None and regime == "before":
        return [("council", WHOLE, "the council’s to spend")]
    if share is None:
        return [("unknown", WHOLE, "share handed on: not found")]
    return [
        ("school", float(share), "head teacher and governors"),
        ("council", WHOLE - share, "held back by the council"),
    ]


def held(parts, who):
    """The pounds of one decision that are in these hands."""
    return added([pounds for whose, pounds, _ in parts if whose == who])


def pound_values(path):
    """The named values of the pound: pounds of 100, by decision and by whose it is."""
    share, target = path["share"], path["asked"]
    known = share is not None and target is not None
    return {
        "raised_centre": held(path["raised"], "centre"),
        "raised_council": held(path["raised"], "council"),
        "set_centre": held(path["set"], "centre"),
        "set_council": held(path["set"], "council"),
        "fixed_centre": held(path["fixed"], "centre"),
        "fixed_council": held(path["fixed"], "council"),
        "fixed_unknown": held(path["fixed"], "unknown"),
        "spent_school": held(path["spent"], "school"),
        "spent_council": held(path["spent"], "council"),
        "spent_unknown": held(path["spent"], "unknown"),
        "above_target": max(0.0, share - target) if known else 0.0,
        "below_target": max(0.0, target - share) if known else 0.0,
        "council_says": len([step for step in STEPS if held(path[step], "council") > 0]),
    }


# The spread


def councils(tables):
    """The councils of school_delegation in its order, with kind and the share of each year."""
    kinds = {row["authority_id"]: (row["name"], row["kind"]) for row in tables["authorities"]}
    found, places = [], {}
    for row in tables["school_delegation"]:
        name = row["authority_id"]
        if name not in places:
            if name not in kinds:
                raise ValueError("The table authorities lacks the row " + name + ".")
            places[name] = len(found)
            found.append({"id": name, "name": kinds[name][0], "kind": kinds[name][1], "by": {}})
        found[places[name]]["by"][row["year"]] = row["percent"]
    for council in found:
        for year in PUBLISHED:
            if year not in council["by"]:
                raise ValueError(
                    "The table school_delegation lacks "
                    + council["name"]
                    + " in "
                    + period(year)
                    + "."
                )
    return found


def counting(everyone, count, year, first_target):
    """The councils that count in a year, in the table's order.

    `trimmed` leaves out the lowest and the highest of that year; `under` and `over` go by the share of
    1999-00 against `first_target`, so their members are the same in every year.
    """
    if count == "trimmed":
        places = sorted([(council["by"][year], i) for i, council in enumerate(everyone)])
        left_out = [places[0][1], places[-1][1]]
        return [council for i, council in enumerate(everyone) if i not in left_out]
    if count == "under":
        return [council for council in everyone if council["by"][1999] < first_target]
    if count == "over":
        return [council for council in everyone if council["by"][1999] >= first_target]
    if count in ("metropolitan_district", "unitary"):
        return [council for council in everyone if council["kind"] == count]
    return everyone


def spread(shares):
    """Lowest, highest, range, mean and standard deviation (of all, not of a sample) of some shares."""
    mean = added(shares) / len(shares)
    squares = added([(share - mean) ** 2 for share in shares])
    low, high = min(shares), max(shares)
    return {
        "low": low,
        "high": high,
        "range": high - low,
        "mean": mean,
        "sd": math.sqrt(squares / len(shares)),
    }


def expected(starts, mean, target, rule):
    """The shares of a later year, had every council moved from its start by one rule.

    `points`: all add as many points as brings their mean to `mean`. `room`: all cut what they hold back
    to the same proportion, to the same end. `floor`: those below the target go up to it, and no other
    moves.
    """
    before = added(starts) / len(starts)
    if rule == "points":
        return [share + mean - before for share in starts]
    if rule == "room":
        ratio = (WHOLE - mean) / (WHOLE - before)
        return [WHOLE - (WHOLE - share) * ratio for share in starts]
    return [max(share, target) for share in starts]


def together(first, second):
    """The correlation of two lists (Pearson), nought where either does not vary."""
    count = len(first)
    one, two = added(first) / count, added(second) / count
    both = added([(a - one) * (b - two) for a, b in zip(first, second)])  # noqa: B905
    squares = added([(a - one) ** 2 for a in first]) * added([(b - two) ** 2 for b in second])
    return both / math.sqrt(squares) if squares > 0 else 0.0


def spread_case(tables, chosen):
    """All that the second figure and its words need, for the year and the councils chosen."""
    everyone = councils(tables)
    year = PUBLISHED[int(chosen["year"]) - PUBLISHED[0]]
    targets = [asked(tables, one) for one in PUBLISHED]
    first_target = targets[1]
    who = [counting(everyone, chosen["count"], one, first_target) for one in PUBLISHED]
    by_year = []
    for one, some in zip(PUBLISHED, who):  # noqa: B905
        by_year.append(spread([council["by"][one] for council in some]))
    place = PUBLISHED.index(year)
    members = who[place]
    now = [council["by"][year] for council in members]
    target = targets[place]
    line = chosen["share"] if chosen["line"] == "own" else target
    then = None
    if place > 0:
        starts = [council["by"][1999] for council in who[0]]
        then = spread(expected(starts, by_year[place]["mean"], target, chosen["rule"]))
    return {
        "everyone": everyone,
        "who": who,
        "year": year,
        "place": place,
        "members": members,
        "by_year": by_year,
        "targets": targets,
        "line": line,
        "below": len([share for share in now if line is not None and share < line]),
        "near": len([share for share in now if line is not None and line <= share < line + NEAR]),
        "fell": len(
            [c for c in members if place > 0 and c["by"][year] < c["by"][PUBLISHED[place - 1]]]
        ),
        "order": together([council["by"][1999] for council in members], now),
        "expected": then,
    }


def spread_values(case):
    """The named values of the spread, in points; counts are of councils."""
    start, now = case["by_year"][0], case["by_year"][case["place"]]
    then = case["expected"] if case["expected"] is not None else start
    return {
        "counted": len(case["members"]),
        "lowest": now["low"],
        "highest": now["high"],
        "average": now["mean"],
        "range": now["range"],
        "range_at_start": start["range"],
        "range_change": now["range"] - start["range"],
        "deviation": now["sd"],
        "deviation_at_start": start["sd"],
        "range_expected": then["range"],
        "deviation_expected": then["sd"],
        "below": case["below"],
        "near": case["near"],
        "fell": case["fell"],
        "order": case["order"],
    }

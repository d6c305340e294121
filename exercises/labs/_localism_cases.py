"""The 57 cases by name, the three axes and their steps, and the sets of cases that the map can show.

The codes, labels and reasons are in the table `localism_cases`; a test holds the names to it.
"""

# Column of the table, name in a sentence, the end at -2, the end at 2; and both ends in short, for figures.
AXES = [
    (
        "managerial_political",
        "managerial or political",
        "managers and professionals",
        "elected people or citizens",
        "managers",
        "elected or citizens",
    ),
    (
        "council_locality",
        "council or wider locality",
        "the council",
        "the locality past the council",
        "the council",
        "past the council",
    ),
    (
        "resists_accepts",
        "resists or accepts the centre",
        "resists the centre",
        "accepts the centre, or is it",
        "resists the centre",
        "accepts the centre",
    ),
]
COLUMNS = [axis[0] for axis in AXES]
STEPS = [-2, -1, 0, 1, 2]
UNSET = "unset"

# Value of the control, and what the map then shows, as the control and as a sentence say it.
SETS = [
    ("all", "all of them", "all the cases"),
    (
        "labelled",
        "those the reader calls new localism",
        "the cases that the reader calls new localism",
    ),
    (
        "outright",
        "outright devolution, 1997 on",
        "the cases from 1997 on that are marked as outright devolution",
    ),
    (
        "law",
        "by an act and outright, 1997 on",
        "the acts from 1997 on by which power moved down outright",
    ),
    ("council", "begun by councils", "the cases that councils began"),
    ("none", "no power moved down", "the cases in which no power moved down"),
]


def in_set(row, name):
    """Whether a row of the table is one of the set of that name."""
    if name == "labelled":
        return row["label"] == "new_localism"
    if name == "outright":
        return row["devolution"] == "yes" and row["year"] >= 1997
    if name == "law":
        return in_set(row, "outright") and row["stage"] == "law"
    if name == "council":
        return row["initiator"] == "council"
    if name == "none":
        return row["devolution"] == "no"
    return True


# The case, and its name and date.
CASES = [
    ("l01", "Walsall neighbourhood offices (by 1982)"),
    ("l02", "Islington neighbourhood offices (mid-1980s)"),
    ("l03", "Tower Hamlets standing neighbourhood committees (1986)"),
    ("l04", "Manchester neighbourhood services (1984)"),
    ("l05", "GLC cheap fares (early 1980s)"),
    ("l06", "Sheffield local socialism (early 1980s)"),
    ("l07", "Liverpool delayed rate (1984-1985)"),
    ("l08", "Lambeth no-rate campaign (1985)"),
    ("l09", "Norwich resists right to buy (before 1983)"),
    ("l10", "Right to buy (1980)"),
    ("l11", "Rates Act: rate-capping (1984)"),
    ("l12", "Abolition of the GLC and metropolitan counties (1986)"),
    ("l13", "Compulsory competitive tendering (1980-1988)"),
    ("l14", "Local management of schools (1988)"),
    ("l15", "Grant-maintained schools (1988)"),
    ("l16", "Abolition of ILEA (1988-1990)"),
    ("l17", "Community charge (1990)"),
    ("l18", "Target to delegate 85 per cent of school budgets (1990)"),
    ("l19", "Crime and disorder reduction partnerships (1998)"),
    ("l20", "New Deal for Communities (1998)"),
    ("l21", "Best Value (1999-2000)"),
    ("l22", "Fair Funding delegation targets (1999-2003)"),
    ("l23", "Directed outsourcing of failing LEAs (1999-2003)"),
    ("l24", "Power of well-being (2000)"),
    ("l25", "Mayor of London and the Greater London Authority (2000)"),
    ("l26", "Local mayoral referendums (2001-2010)"),
    ("l27", "Local public service agreements (2001)"),
    ("l28", "Neighbourhood Renewal Fund with LSPs (2001)"),
    ("l29", "Neighbourhood management pathfinders (2001)"),
    ("l30", "Fewer plans for councils (2002-2005)"),
    ("l31", "Earned freedoms for excellent councils (2002-2004)"),
    ("l32", "Innovation Forum (2003)"),
    ("l33", "Blears pamphlet: community ownership (2003)"),
    ("l34", "NHS foundation trusts (2004)"),
    ("l35", "Prudential borrowing (2004)"),
    ("l36", "Council tax capping revived (2004)"),
    ("l37", "North East assembly referendum (2004)"),
    ("l38", "Jenkins: Big Bang Localism (2004)"),
    ("l39", "local:vision papers (2004-2005)"),
    ("l40", "Local Area Agreements (2005-2007)"),
    ("l41", "Neighbourhood policing (2005-2008)"),
    ("l42", "Academies (2002-2010)"),
    ("l43", "Specialist schools (1993-2010)"),
    ("l44", "Trust schools (2006)"),
    ("l45", "Dedicated Schools Grant (2006)"),
    ("l46", "Double devolution speech (2006)"),
    ("l47", "Strong and Prosperous Communities white paper (2006)"),
    ("l48", "Lyons place-shaping (2007)"),
    ("l49", "Quirk review and asset transfer (2007)"),
    ("l50", "Participatory budgeting pilots (2007)"),
    ("l51", "Parish well-being power (2007)"),
    ("l52", "Sustainable Communities Act (2007)"),
    ("l53", "Community contracts (2008)"),
    ("l54", "Communities in Control white paper (2008)"),
    ("l55", "National Indicator Set (2008)"),
    ("l56", "Comprehensive Area Assessment (2009)"),
    ("l57", "Total Place (2009-2010)"),
]


def template():
    """A coder's sheet for all cases, as CSV; the names come last, since they may hold a comma."""
    lines = ["case," + ",".join(COLUMNS) + ",case_name"]
    for case, name in CASES:
        lines.append(case + ",,,," + ('"' + name + '"' if "," in name else name))
    return "\n".join(lines) + "\n"

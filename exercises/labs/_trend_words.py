"""What the lab Trend or policy says: a setting's answer, how firm it is, and where it stands among all.

Apart from the lab for length alone. `case` is the lab's named values, `mine` the answer or None.
"""

from ._text import listed, number, rounded, signed

NAMES = {
    "english": "English",
    "mathematics": "mathematics",
    "science": "science",
    "wales": "Wales",
}


def capital(text):
    """`text` with a capital first letter."""
    return text[0].upper() + text[1:]


def points(size, decimals=1):
    """A size in points, for a sentence."""
    return number(abs(size), decimals) + (
        " point" if rounded(abs(size), decimals) == 1 else " points"
    )


def spell(years):
    """Years as a reader says them: "1998", "1995 to 1997", or with a gap "1996 and 1998"."""
    if len(years) == 1:
        return str(years[0])
    if years[-1] - years[0] == len(years) - 1:
        return str(years[0]) + " to " + str(years[-1])
    return listed([str(year) for year in years])


def rule_in_words(model, years):
    """A rule as the object of "kept to"."""
    if model == "level":
        if len(years) == 1:
            return "its level of " + spell(years)
        return "its average of " + spell(years)
    kind = "straight line" if model == "line" else "flattening line"
    return "the " + kind + " of " + spell(years)


def named(setting):
    """The comparison as the subject of a sentence."""
    if setting["comparison"] == "wales":
        return NAMES[setting["subject"]] + " in Wales"
    return NAMES[setting["comparison"]]


def reading(setting, why, mine, case):
    """What the setting says, how firm it is, and where it stands among all the others."""
    if why:
        said = [no_answer(setting, why)]
    else:
        said = [finding(setting, mine, case), verdict(setting, case), caveat(setting, mine)]
    return " ".join([part for part in said + [among(setting, case)] if part])


def no_answer(setting, why):
    """Why there is none, and what would give one."""
    subject = NAMES[setting["subject"]]
    texts = {
        "backwards": "The years before end before they begin: no answer. Let them begin earlier.",
        "overlap": "The results of 1999 cannot be one of the years before 1999: no answer. "
        "End the years before sooner, or look at a later year.",
        "treated": "No answer: by May 1999 the literacy hour had been in use for most of a school year, "
        "so for English 1999 is no year before it.",
        "itself": capital(subject) + " held against itself is nought by construction: no answer.",
        "wales": "No answer: from 2000 Wales set tests of its own. To compare with Wales, look at 1999.",
        "nothing": "No answer: of the years before, science has no confirmed figure. Let them reach 1998.",
        "single": "One year gives a level, not a line: no answer. Let the years before begin earlier.",
    }
    if why == "single" and len(range(setting["first"], setting["last"] + 1)) > 1:
        return (
            "Of the years before, only one has a confirmed figure for all that is compared, "
            "and one year gives no line: no answer. Let them begin earlier or end later."
        )
    return texts[why]


def finding(setting, mine, case):
    """What was expected and what came."""
    subject = capital(NAMES[setting["subject"]])
    year = str(setting["year"])
    kept = rule_in_words(setting["model"], mine["years"])
    if setting["comparison"] == "none":
        text = (
            "Had "
            + NAMES[setting["subject"]]
            + " kept to "
            + kept
            + ", "
            + number(case["expected"], 1)
            + " per cent would have reached the level in "
            + year
            + "; "
            + number(case["actual"])
            + " did."
        )
    else:
        text = (
            "In "
            + year
            + " "
            + (subject if setting["subject"] == "english" else NAMES[setting["subject"]])
            + " stood "
            + from_rule(case["own"])
            + " "
            + kept
            + ". "
            + capital(named(setting))
            + ", judged in the same way, stood "
            + (
                from_rule(case["other"])
                if rounded(case["other"], 1)
                else "where it was to be expected"
            )
            + "."
        )
    if rounded(case["expected"], 1) > 100:
        text += " That asks for more children than there are: a straight line knows no ceiling."
    return text


def from_rule(size):
    """A distance from a rule, for a sentence."""
    if rounded(size, 1) == 0:
        return "just at"
    return points(size) + (" above" if size > 0 else " below")


def verdict(setting, case):
    """The answer, and whether rounding could have made it."""
    size = case["estimate"]
    slack = "; rounding alone can move that by " + points(case["rounding"]) + " either way."
    if setting["subject"] == "science":
        if abs(rounded(size, 1)) <= rounded(case["rounding"], 1):
            return (
                "Science had no strategy, and this method finds next to nothing there ("
                + signed(size, 1)
                + "), as it should"
                + slack
            )
        return (
            "So this method credits a strategy that did not exist with "
            + signed(size, 1)
            + " points. What it finds elsewhere must be read with that in mind."
        )
    if rounded(size, 1) == 0:
        return "By this reading the strategy made no difference" + slack
    if abs(rounded(size, 1)) <= rounded(case["rounding"], 1):
        return (
            "By this reading the strategy may have "
            + ("added " if size > 0 else "cost ")
            + points(size)
            + ", which is no more than the "
            + number(case["rounding"], 1)
            + " that rounding alone can make."
        )
    if size > 0:
        return "By this reading the strategy added " + points(size) + slack
    return "By this reading the strategy cost " + points(size) + slack


def caveat(setting, mine):
    """What the years or the comparison share with the policy and should not, or the other way round."""
    said = []
    kind = setting["comparison"]
    if setting["subject"] == "science":
        return ""
    if setting["subject"] == "mathematics" and setting["last"] == 1999:
        said.append(
            "It counts 1999 as before, though by the government’s estimate 70 per cent of schools had begun."
        )
    elif setting["subject"] == "mathematics" and setting["year"] == 1999:
        said.append(
            "These tests came before the strategy’s own date; "
            "by the government’s estimate 70 per cent of schools had begun early."
        )
    if kind == "none" and len(mine["years"]) == 1:
        said.append("It lays to the strategy all that changed, whatever changed it.")
    elif kind == "science":
        said.append(
            "Science may have lost time to the hour, or gained by better readers: "
            "the first would flatter the strategy, the second do it less than justice."
        )
    elif kind == "wales":
        said.append(
            "Wales had targets and local strategies too, "
            "so this is about the strategy of the centre, not about doing nothing."
        )
    elif kind != "none":
        said.append(
            capital(NAMES[kind]) + " had a strategy of its own, so what both gained is taken off."
        )
    return " ".join(said)


def among(setting, case):
    """Where the answer stands among all answers for this subject and year."""
    neither = case["answers"] - case["gains"] - case["losses"]
    text = (
        "Of the "
        + number(case["answers"])
        + " answers that can be had for "
        + NAMES[setting["subject"]]
        + " in "
        + str(setting["year"])
        + ", "
        + number(case["gains"])
        + (" is" if case["gains"] == 1 else " are")
        + " a gain of more than a point, "
        + number(case["losses"])
        + " a loss of more than a point"
    )
    if neither:
        text += ", and " + number(neither) + (" is" if neither == 1 else " are") + " neither"
    return (
        text
        + "; they run from "
        + signed(case["lowest"], 1)
        + " to "
        + signed(case["highest"], 1)
        + "."
    )

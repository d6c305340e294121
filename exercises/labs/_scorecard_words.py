"""The scorecard machine's sentences: what kind of thing is said depends on what kind happened."""

from ._ratings import CORPORATE, FIRE, LAST, TOP, scored
from ._scorecard import INLINE, RULES, SEEN, lowest_scores, shares_of
from ._text import listed, number, rounded


def capital(text):
    """`text` as the beginning of a sentence."""
    return text[0].upper() + text[1:]


def verb(rule, one, many):
    """The form that goes with a rule's name."""
    return one if rule == "minimum" else many


def some(names, most=3):
    """A few names and how many more there are."""
    if len(names) <= most + 1:
        return listed(names)
    return listed(list(names[:most]) + [number(len(names) - most) + " more"])


def some_councils(count):
    """A count with its noun: "no council", "1 council", "18 councils"."""
    if count == 0:
        return "no council"
    return "1 council" if count == 1 else number(count) + " councils"


def ordinal(place):
    """1 -> "1st"."""
    ending = "th"
    if place % 100 not in (11, 12, 13):
        ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return number(place) + ending


def direction(step):
    """A step in a word."""
    return "more" if step > 0 else "less"


def the_point(case):
    """The move as the subject of a sentence."""
    return "One point " + direction(case["step"]) + " for " + INLINE[case["place"]]


def placing(case, found):
    """What the rule does with the councils: "puts 22 of the 73 councils here in class 4 ..."."""
    rule = case["chosen"]["rule"]
    parts = []
    for grade in range(TOP, 0, -1):
        count = found["class_" + str(grade)]
        if count:
            size = number(count)
            if not parts:
                size += " of the " + number(found["councils"]) + " councils here"
            parts.append(size + " in class " + str(grade))
    text = verb(rule, "puts ", "put ") + listed(parts)
    if found["no_answer"]:
        text += ", and " if len(parts) > 1 else " and "
        text += verb(rule, "has", "have") + " no answer for " + number(found["no_answer"])
    return text


def noted(case, side):
    """A rule's name with its caution."""
    return case["names"][side] + RULES[case["chosen"]["against" if side else "rule"]]["note"]


def classes_title(case, found):
    """The finding of the first figure as a sentence."""
    if case["same"]:
        return capital(case["names"][0]) + " " + placing(case, found) + "."
    between = " between " + case["names"][0] + " and " + case["names"][1] + "."
    if not found["changed"]:
        return "No council changes class" + between
    change = " changes class" if found["changed"] == 1 else " change class"
    return number(found["changed"]) + " of " + number(found["both_placed"]) + change + between


def point_title(case, found):
    """The finding of the figure on points as a sentence."""
    start = the_point(case)
    if not found["point_scored"]:
        return "No council here has a score for " + INLINE[case["place"]] + "."
    counts = [found["point_changed"], found["other_point_changed"]]
    if case["same"]:
        return start + " moves " + some_councils(counts[0]) + " under " + case["names"][0] + "."
    return (
        start
        + " moves "
        + some_councils(counts[0])
        + " under "
        + case["names"][0]
        + ", "
        + (number(counts[1]) if counts[1] else "none")
        + " under "
        + case["names"][1]
        + "."
    )


def later_title(found):
    """The finding of the figure on the two years as a sentence."""
    part = rounded(100 * found["lead_kept"])
    if part < 100:
        left = number(part) + " per cent"
        return "Of a lead, or a lag, in 2006 on average " + left + " was left in 2007."
    return "Leads and lags of 2006 did not shrink by 2007."


def weights_title(found):
    """The finding of the figure on weights as a sentence."""
    return (
        "What residents see carries "
        + number(100 * found["weights_visible_share"])
        + " per cent of the 2002 weights and "
        + number(100 * found["own_visible_share"])
        + " per cent of yours."
    )


def fit_title(case, found):
    """The finding of the figure on published stars as a sentence."""
    rule = case["chosen"]["rule"]
    return (
        capital(case["names"][0])
        + verb(rule, " gives", " give")
        + " the number published for "
        + number(found["fit_right"])
        + " of the "
        + number(found["fit_cases"])
        + (" to which it applies." if rule == "minimum" else " councils with a known star.")
    )


def differ_said(case, found):
    """Who changes class between the two rules, and whom they leave without one."""
    if case["same"]:
        return (
            capital(noted(case, 0))
            + " "
            + placing(case, found)
            + ". It is compared with itself: choose another rule to see who changes class."
        )
    text = (
        "Between "
        + noted(case, 0)
        + " and "
        + noted(case, 1)
        + ", "
        + (number(found["changed"]) if found["changed"] else "none")
        + " of the "
        + number(found["both_placed"])
        + " councils that both place "
        + ("change" if found["changed"] > 1 else "changes")
        + " class"
    )
    parts = []
    for names, where in ((case["up"], "higher"), (case["down"], "lower")):
        if names:
            stand = (" stands " if len(names) == 1 else " stand ") + where
            by = "" if parts else " by " + case["names"][0]
            parts.append(number(len(names)) + stand + by + " (" + some(names) + ")")
    text += ": " + listed(parts) if parts else ""
    for side, before in ((0, ""), (1, "other_")):
        if found[before + "no_answer"] > 1:
            rule = case["chosen"]["against" if side else "rule"]
            has = verb(rule, " has", " have") + " no answer for "
            text += "; " + case["names"][side] + has + number(found[before + "no_answer"])
    return text + "."


def point_said(case, found):
    """The reading of what one point does."""
    said = []
    place = case["place"]
    if not found["point_scored"]:
        none = "No council here has a score for " + INLINE[place] + " in " + case["chosen"]["year"]
        said.append(none + ", so there is no point to move.")
        said.append(differ_said(case, found))
        return said
    said.append(point_changes(case))
    for side in (0, 1):
        if not (side and case["same"]):
            said.append(reach_said(case, side))
            weights = case["rules"][side]["weights"]
            if weights is not None and not weights[place]:
                said.append(
                    capital(case["names"][side]) + " leave " + INLINE[place] + " out altogether."
                )
    said.append(stuck_said(case, found))
    said.append(back_said(case, found))
    said.append(point_moral(case, found))
    said.append(differ_said(case, found))
    return said


def point_changes(case):
    """Whom the point moves, under each rule."""
    lists = [case["told"][0]["changed"], case["told"][2]["changed"]]
    if not lists[0] and (case["same"] or not lists[1]):
        either = case["names"][0] if case["same"] else "either rule"
        return the_point(case) + " would change no council’s class under " + either + "."
    parts = []
    for side in (0, 1):
        if side and case["same"]:
            continue
        text = "of " + some_councils(len(lists[side])) + " under " + case["names"][side]
        if lists[side]:
            text += " (" + some(lists[side]) + ")"
        parts.append(text)
    return the_point(case) + " would change the class " + listed(parts) + "."


def reach_said(case, side):
    """Whom the point takes where the printed rule is cut off, or out of there."""
    told = case["told"][2 * side]
    parts = []
    if told["out"]:
        parts.append(
            "take "
            + some_councils(len(told["out"]))
            + " to where the printed rule is cut off ("
            + some(told["out"])
            + ")"
        )
    if told["into"]:
        parts.append(
            "give " + some_councils(len(told["into"])) + " an answer (" + some(told["into"]) + ")"
        )
    if not parts:
        return ""
    return "Under " + case["names"][side] + " it would also " + listed(parts) + "."


def stuck_said(case, found):
    """Who could not move at all."""
    parts = []
    if found["point_scored"] < found["councils"]:
        has = " has" if found["point_scored"] == 1 else " have"
        parts.append("only " + number(found["point_scored"]) + has + " this score at all")
    if found["point_stuck"]:
        end = "top" if case["step"] > 0 else "bottom"
        stand = " stands" if found["point_stuck"] == 1 else " stand"
        parts.append(number(found["point_stuck"]) + stand + " at the " + end + " already")
    return capital(listed(parts)) + "." if parts else ""


def back_said(case, found):
    """What one point in the other direction would do."""
    parts = []
    for side in (0, 1):
        if side and case["same"]:
            continue
        told = case["told"][2 * side + 1]
        text = "change " + (number(len(told["changed"])) if told["changed"] else "none")
        if told["out"]:
            text += " and leave " + number(len(told["out"])) + " without an answer"
        parts.append(text + " under " + case["names"][side])
    joint = ", and " if len(parts) > 1 else ""
    return "One point " + direction(-case["step"]) + " would " + joint.join(parts) + "."


def point_moral(case, found):
    """What it means, where one of the rules adds up and the other does not."""
    adds = [rule["weights"] is not None for rule in case["rules"]]
    if case["same"]:
        return ""
    if adds[0] and adds[1]:
        return weighed_said(case)
    floor = found["other_point_changed" if adds[0] else "point_changed"]
    total = found["point_changed" if adds[0] else "other_point_changed"]
    if not floor and not total:
        return ""
    if case["place"] == CORPORATE:
        return (
            "Under the minimum rule, the corporate assessment decides how low the other scores may "
            "be."
        )
    if case["step"] > 0 and floor < total:
        return (
            "Where scores are added, a point helps whoever is near a band; under a minimum rule, "
            "only whom this score alone holds back."
        )
    if case["step"] > 0 and floor > total:
        return (
            "This is a score that by itself holds councils back under a minimum rule, however well "
            "they do elsewhere."
        )
    if case["step"] < 0:
        return (
            "A minimum rule has no credit to set against a fall: what is good elsewhere does not "
            "make up for it. In a sum it can."
        )
    return "As many under one rule as under the other, though not for the same reason."


def weighed_said(case):
    """The weight of the chosen score under two rules that add up."""
    shares = [100 * shares_of(rule["weights"])[case["place"]] for rule in case["rules"]]
    if case["place"] == FIRE:
        return ""
    return (
        capital(INLINE[case["place"]])
        + " carries "
        + number(shares[0])
        + " per cent of "
        + case["names"][0]
        + " and "
        + number(shares[1])
        + " of "
        + case["names"][1]
        + ", in a council that runs everything but fire."
    )


def weights_said(case, found):
    """The reading of whose priorities count."""
    seen = [100 * found["weights_visible_share"], 100 * found["own_visible_share"]]
    even = 100 * len(SEEN) / (LAST - 1)
    text = (
        "What residents see, environment and culture, carries "
        + number(seen[0])
        + " per cent of the 2002 weights, which are unconfirmed, and "
        + number(seen[1])
        + " of yours; with every score alike it would carry "
        + number(even)
        + ". Children and adults’ care carry "
        + number(100 * found["weights_people_share"])
        + " per cent of the one and "
        + number(100 * found["own_people_share"])
        + " of the other."
    )
    if rounded(seen[0]) == rounded(seen[1]):
        kind = "On what residents see, you and the 2002 weights agree."
    elif seen[1] > seen[0]:
        kind = "Yours are nearer to what a resident passes every day."
    else:
        kind = "Yours count what residents see for even less."
    return [text, kind, differ_said(case, found), order_said(case, found)]


def order_said(case, found):
    """How places change, or why there are none."""
    if case["same"]:
        return ""
    if "rise" not in case:
        lowest = lowest_scores(case["group"])
        return (
            "A minimum rule has no weights, and no order within a class: low scores count, "
            "whatever the others are. Leaving the corporate assessment aside, the lowest is most "
            "often "
            + INLINE[lowest[0]]
            + ", alone or with others: for "
            + number(lowest[1])
            + " of the "
            + number(found["councils"])
            + " councils here."
        )
    if not found["rank_rise"] and not found["rank_fall"]:
        return "In the order by average no council changes its place."
    text = (
        "In the order by average "
        + number(found["rank_ten"])
        + " of "
        + number(case["placed"])
        + " councils move ten places or more from "
        + case["names"][1]
        + " to "
        + case["names"][0]
        + ". "
    )
    parts = []
    for gain, what in ((case["rise"], " gains most, from "), (case["fall"], " loses most, from ")):
        if gain[0]:
            parts.append(gain[1] + what + ordinal(gain[2]) + " to " + ordinal(gain[3]))
    return text + ", and ".join(parts) + "."


def ends_said(case, found):
    """What became of the high and of the low."""
    parts = []
    for name, what in (("high", "highest"), ("low", "lowest")):
        parts.append(
            "the "
            + number(found[name + "_councils"])
            + " "
            + what
            + " went from "
            + number(found[name + "_2006"], 2)
            + " to "
            + number(found[name + "_2007"], 2)
        )
    scale = "even weights" if case["rules"][0]["weights"] is None else case["names"][0]
    return (
        "On average, by "
        + scale
        + ", "
        + " and ".join(parts)
        + ", while all "
        + number(found["averaged"])
        + " went from "
        + number(found["all_2006"], 2)
        + " to "
        + number(found["all_2007"], 2)
        + "."
    )


def later_said(case, found):
    """The reading of the same councils a year later."""
    pairs = case["pairs"]
    said = [
        number(found["both_years"])
        + " councils have scores in both years: "
        + pairs[0][0]
        + " to "
        + pairs[-1][0]
        + ", a part of the alphabet. Fire, which 2007 lacks, is left out."
    ]
    by = " by " + noted(case, 0)
    if not found["top_2006"]:
        said.append("None of them is in class 4 in 2006" + by + ".")
    elif not case["left"]:
        said.append(
            "All " + number(found["top_2006"]) + " in class 4 in 2006" + by + " stay there."
        )
    else:
        said.append(
            "Of the "
            + number(found["top_2006"])
            + " in class 4 in 2006"
            + by
            + ", "
            + number(found["top_stayed"])
            + (" is" if found["top_stayed"] == 1 else " are")
            + " there in 2007; "
            + some(case["left"])
            + (" is" if len(case["left"]) == 1 else " are")
            + " not."
        )
    said.append(ends_said(case, found))
    part = rounded(100 * found["lead_kept"])
    if part < 100:
        said.append(
            "Of a lead or a lag in 2006, "
            + number(part)
            + " per cent was left a year later. This is what regression to the mean looks like: "
            "the extremes of one year are partly its accidents. It is also what real change would "
            "look like if the weak caught up; these numbers cannot tell the two apart."
        )
    else:
        said.append("Leads did not shrink, so there is no regression to the mean to be seen.")
    said.append(
        "A score of 4 can only stay or fall, and "
        + number(case["unaltered"])
        + " of the "
        + number(found["both_years"])
        + " had the same corporate assessment in both years."
    )
    return said


def fit_said(case, found):
    """The reading of the published stars."""
    rule = case["chosen"]["rule"]
    start = (
        number(found["fit_published"])
        + " published stars are known of councils with scores here, of both years. "
    )
    start += (
        capital(noted(case, 0))
        + verb(rule, " gives", " give")
        + " the number published for "
        + number(found["fit_right"])
        + " of the "
        + number(found["fit_cases"])
        + (" to which it applies" if rule == "minimum" else "")
    )
    said = [start + ("." if case["missed"] else ", and misses none.")]
    if case["missed"]:
        told = [name + " (" + str(a) + ", here " + str(b) + ")" for name, a, b in case["missed"]]
        said.append("It misses " + some(told, 8) + "." if rule == "minimum" else misses(told))
    if case["unanswered"]:
        text = verb(rule, "It has", "They have") + " no answer for " + listed(case["unanswered"])
        cut_off = ": there the page that prints it is cut off." if rule == "minimum" else "."
        said.append(text + cut_off)
    if rule == "minimum":
        said.append(
            "The rule was not made from these stars, so this is a check, of its levels too, which "
            "are remembered. But the stars were made by that rule, so agreement is what one would "
            "expect, and " + number(found["fit_cases"]) + " are few."
        )
        nameless = []
        for k in range(len(case["group"])):
            if case["classes"][0][k] is None:
                one = case["group"][k]
                missing = "" if scored(one["scores"]) else " (a score is missing)"
                nameless.append(one["name"] + missing)
        if nameless:
            said.append(
                "Of all "
                + number(found["councils"])
                + " councils of "
                + case["chosen"]["year"]
                + " it has no answer for "
                + number(len(nameless))
                + ": "
                + listed(nameless)
                + "."
            )
    elif rule == "own":
        said.append(
            "Weights that are turned until more of them match are fitted to them, and that they "
            "match is then no evidence for the weights."
        )
    else:
        said.append(
            "A class by added scores was never a star, so this tells only how alike two rules are."
        )
    return said


def misses(told):
    """The councils that a sum puts elsewhere."""
    return "They put elsewhere: " + some(told, 8) + "."

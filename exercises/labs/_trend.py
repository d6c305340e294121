"""What a result would have been without a policy: a rule for the years before, carried on, and a comparison.

Kept apart from its lab because these sums are what a test must hold to the published figures. Results
are dicts from a year to a per cent of pupils; a difference is in percentage points.
"""

import math

from ._maths import added
from ._text import rounded

SUBJECTS = ["english", "mathematics", "science"]
MODELS = ["level", "line", "flat"]
FIRSTS = [1995, 1996, 1997, 1998]
LASTS = [1997, 1998, 1999]
YEARS = [1999, 2000, 2002, 2004]
LAST_OF_WALES = 1999
# Half of the last place shown: a figure printed as 65 may be anything from 64.5 to 65.5.
HALF = 0.5
# A difference of no more than this is called neither a gain nor a loss.
POINT = 1.0


def results(tables):
    """The confirmed results at 11: for each subject England, and with `wales_` before it Wales."""
    found = {}
    for name in SUBJECTS:
        found[name] = {}
        found["wales_" + name] = {}
    for row in tables["key_stage_2"]:
        if row["subject"] in SUBJECTS and row["threshold"] == "level_4" and row["pupils"] == "all":
            if row["preferred"] and row["grade"] != "C":
                name = "wales_" if row["nation"] == "wales" else ""
                found[name + row["subject"]][row["year"]] = row["percent"]
    return found


def predicted(years, shares, model, year):
    """The share in `year` by a rule for `years`, in per cent.

    level: their average. line: least squares. flat: least squares on log(p / (100 - p)), a line that
    bends as it nears nought or 100. The last two need two years or more, and raise ValueError.
    """
    if model == "level":
        return added(shares) / len(shares)
    if len(years) < 2:
        raise ValueError("a line needs two years or more")
    if model == "line":
        return _carried_on(years, shares, year)
    odds = [math.log(share / (100 - share)) for share in shares]
    return 100 / (1 + math.exp(-_carried_on(years, odds, year)))


def _carried_on(years, values, year):
    """The least-squares line through `values`, at `year`."""
    middle = added(years) / len(years)
    height = added(values) / len(values)
    across = added([(x - middle) ** 2 for x in years])
    slope = added([(x - middle) * y for x, y in zip(years, values)]) / across  # noqa: B905
    return height + slope * (year - middle)


def compared(found, subject, comparison):
    """The results that a comparison stands for, or None where there is none."""
    if comparison == "none":
        return None
    return found["wales_" + subject] if comparison == "wales" else found[comparison]


def before(found, setting):
    """The years before, as far as all that is compared has a confirmed figure for them."""
    own = found[setting["subject"]]
    other = compared(found, setting["subject"], setting["comparison"])
    return _in_both(own, other, setting["first"], setting["last"])


def _in_both(own, other, first, last):
    """The years from `first` to `last` that a subject and its comparison, if any, have a figure for."""
    return [x for x in range(first, last + 1) if x in own and (other is None or x in other)]


def refusal(found, setting):
    """Why a setting has no answer, as a word; "" where it has one."""
    if setting["first"] > setting["last"]:
        return "backwards"
    if setting["last"] >= setting["year"]:
        return "overlap"
    if setting["subject"] == "english" and setting["last"] == 1999:
        return "treated"
    if setting["comparison"] == setting["subject"]:
        return "itself"
    if setting["comparison"] == "wales" and setting["year"] > LAST_OF_WALES:
        return "wales"
    years = before(found, setting)
    if not years:
        return "nothing"
    if setting["model"] != "level" and len(years) < 2:
        return "single"
    return ""


def answer(found, setting):
    """The points that a setting lays to the policy.

    `own` and `other` are how far the subject and its comparison came out above their own rule;
    `estimate` is the difference, `expected` the result that it leaves without the policy. Raises
    ValueError for a setting that `refusal` turns down.
    """
    why = refusal(found, setting)
    if why:
        raise ValueError("this setting has no answer: " + why)
    own = found[setting["subject"]]
    other = compared(found, setting["subject"], setting["comparison"])
    return _by_years(own, other, before(found, setting), setting["model"], setting["year"])


def _by_years(own, other, years, model, year):
    """As `answer`, from the results themselves and the years before that they share."""
    rule = predicted(years, [own[x] for x in years], model, year)
    ahead = 0.0
    if other is not None:
        ahead = other[year] - predicted(years, [other[x] for x in years], model, year)
    return {
        "years": years,
        "rule": rule,
        "own": own[year] - rule,
        "other": ahead,
        "estimate": own[year] - rule - ahead,
        "expected": rule + ahead,
        "actual": own[year],
    }


def rounding(found, setting):
    """The most by which the rounding of the figures can move an answer, either way, in points.

    Each figure that counts is moved by half a point up and down, and half of what that does to the
    answer is added up: the worst case, exact for the level and the line.
    """
    years = before(found, setting)
    own = found[setting["subject"]]
    other = compared(found, setting["subject"], setting["comparison"])
    total = 0.0
    for side in (0, 1) if other is not None else (0,):
        for year in years + [setting["year"]]:
            ends = []
            for step in (HALF, -HALF):
                moved = dict(own if side == 0 else other)
                moved[year] += step
                both = (moved, other) if side == 0 else (own, moved)
                said = _by_years(both[0], both[1], years, setting["model"], setting["year"])
                ends.append(said["estimate"])
            total += abs(ends[0] - ends[1]) / 2
    return total


def comparisons(subject):
    """What a subject can be held against, nothing first and Wales last."""
    return ["none"] + [name for name in reversed(SUBJECTS) if name != subject] + ["wales"]


def every_answer(found, subject, year):
    """All answers for a subject and a year, each once: settings that come to the same years are one."""
    made = []
    own = found[subject]
    for comparison in comparisons(subject):
        other = compared(found, subject, comparison)
        spans = _spans(found, subject, year, comparison)
        for model in MODELS:
            for years in spans:
                if model == "level" or len(years) > 1:
                    made.append(
                        {
                            "comparison": comparison,
                            "model": model,
                            "years": years,
                            "estimate": _by_years(own, other, years, model, year)["estimate"],
                        }
                    )
    return made


def _spans(found, subject, year, comparison):
    """The years before that settings with one comparison come to, each once, by their last and first."""
    made = []
    for last in LASTS:
        for first in FIRSTS:
            setting = {
                "subject": subject,
                "year": year,
                "comparison": comparison,
                # The rule that asks least: whether years are enough for another is seen by their number.
                "model": "level",
                "first": first,
                "last": last,
            }
            if not refusal(found, setting):
                years = before(found, setting)
                if years not in made:
                    made.append(years)
    return made


def tally(answers):
    """How many answers are a gain of more than a point, how many a loss of more than one."""
    sizes = [rounded(one["estimate"], 6) for one in answers]
    return {
        "gains": len([size for size in sizes if size > POINT]),
        "losses": len([size for size in sizes if size < -POINT]),
        "lowest": min(sizes),
        "highest": max(sizes),
    }

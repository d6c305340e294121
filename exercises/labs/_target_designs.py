"""What the workshop knows of real targets, and the list by which it judges one.

How a real target is counted and whose action decides it are one reader's codes, made from the words
of the target: no source gives them. The subjects on offer take their figures from the tables.
"""

from ._text import rounded

# How a thing is counted.
LINE = "line"
AVERAGE = "average"
COUNT = "count"
# Whose action decides it.
OWN = "own"
SERVICES = "services"
PEOPLE = "people"

# Each row of psa_targets that promises one thing: its form and its hands, as the course reads them.
# The Treasury's ten targets in one row are left out. A list, since the page keeps no dict's order.
CODES = [
    ("english_at_11", LINE, SERVICES),
    ("mathematics_at_11", LINE, SERVICES),
    ("both_at_11_2006", LINE, SERVICES),
    ("at_14_2007", LINE, SERVICES),
    ("gcse_2002", LINE, SERVICES),
    ("gcse_yearly", LINE, SERVICES),
    ("truancy_1998", COUNT, PEOPLE),
    ("truancy_2002", COUNT, PEOPLE),
    ("class_size", LINE, SERVICES),
    ("early_years_2008", LINE, SERVICES),
    ("gcse_english_mathematics", LINE, SERVICES),
    ("higher_education", COUNT, PEOPLE),
    ("adult_skills", COUNT, SERVICES),
    ("rough_sleeping", COUNT, PEOPLE),
    ("decent_homes", LINE, SERVICES),
    ("brownfield", COUNT, PEOPLE),
    ("child_poverty", LINE, PEOPLE),
    ("vehicle_crime", COUNT, PEOPLE),
    ("burglary", COUNT, PEOPLE),
    ("robbery", COUNT, PEOPLE),
    ("crime_2008", COUNT, PEOPLE),
    ("young_offenders", AVERAGE, SERVICES),
    ("asylum_removals", COUNT, OWN),
    ("asylum_tipping_point", COUNT, PEOPLE),
    ("inpatient_wait", LINE, SERVICES),
    ("emergency_four_hours", LINE, SERVICES),
    ("waiting_list", COUNT, SERVICES),
    ("teenage_conceptions", COUNT, PEOPLE),
    ("road_casualties", COUNT, PEOPLE),
]

# Short names for the rows of the second figure and for lists in a sentence.
NAMES = [
    ("english_at_11", "English at 11"),
    ("mathematics_at_11", "Mathematics at 11"),
    ("gcse_2002", "Five GCSEs, 2002"),
    ("gcse_yearly", "Five GCSEs, 2006"),
    ("truancy_1998", "Truancy, 2002"),
    ("truancy_2002", "Truancy, 2004"),
    ("class_size", "Infants in large classes"),
    ("rough_sleeping", "Rough sleepers"),
    ("brownfield", "Homes on used land"),
    ("child_poverty", "Child poverty"),
    ("crime_2008", "Crime, 2008"),
    ("young_offenders", "Arrest to sentence"),
    ("emergency_four_hours", "Four hours"),
    ("waiting_list", "Waiting list"),
    ("teenage_conceptions", "Teenage conceptions"),
    ("road_casualties", "Road casualties"),
]

# What a learner can write a target on: the words of the promise, the unit, its decimals, and the
# ceiling beyond which there is nobody left (None where there is none).
SUBJECTS = [
    {
        "id": "teenage_conceptions",
        "label": "conceptions under 18",
        "things": "conceptions under 18",
        "unit": " per 1,000 girls",
        "decimals": 1,
        "up": False,
        "most": None,
        "due": 2010,
    },
    {
        "id": "english_at_11",
        "label": "English at 11",
        "things": "the share of 11-year-olds at level 4 in English",
        "unit": " per cent",
        "decimals": 0,
        "up": True,
        "most": 100,
        "due": 2002,
    },
    {
        "id": "emergency_four_hours",
        "label": "four hours (emergencies)",
        "things": "the share of emergency patients dealt with in four hours",
        "unit": " per cent",
        "decimals": 0,
        "up": True,
        "most": 100,
        "due": 2005,
    },
    {
        "id": "gcse_2002",
        "label": "five good GCSEs",
        "things": "the share of 16-year-olds with five good GCSEs",
        "unit": " per cent",
        "decimals": 1,
        "up": True,
        "most": 100,
        "due": 2002,
    },
    {
        "id": "waiting_list",
        "label": "hospital waiting list",
        "things": "the number of people on the hospital waiting list",
        "unit": "",
        "decimals": 0,
        "up": False,
        "most": None,
        "due": 2001,
    },
    {
        "id": "young_offenders",
        "label": "arrest to sentence",
        "things": "the days from arrest to sentence for persistent young offenders",
        "unit": " days",
        "one": " day",
        "decimals": 0,
        "up": False,
        "most": None,
        "due": 2002,
    },
    {
        "id": "rough_sleeping",
        "label": "people sleeping rough",
        "things": "the number of people sleeping rough",
        "unit": "",
        "decimals": 0,
        "up": False,
        "most": None,
        "due": 2002,
    },
    {
        "id": "brownfield",
        "label": "homes on used land",
        "things": "the share of new homes on land built on before",
        "unit": " per cent",
        "decimals": 0,
        "up": True,
        "most": 100,
        "due": 2008,
    },
    {
        "id": "road_casualties",
        "label": "road casualties",
        "things": "deaths and serious injuries on roads",
        "unit": "",
        "decimals": 0,
        "up": False,
        "most": None,
        "due": 2010,
        # The line was passed in 2008; by how much the source does not say.
        "at_least": True,
    },
]

# The list by which a target is judged: heading, key, the condition, and what is said where it fails.
MEASURED = "Can it be measured?"
ATTRIBUTED = "Can it be attributed?"
CLOSED = "Is it hard to game?"
CONDITIONS = [
    (MEASURED, "fixed", "The definition is fixed", "what counts can still be changed"),
    (MEASURED, "based", "A baseline came first", "there was no count before the promise"),
    (MEASURED, "dated", "There is a date", "there is no date"),
    (MEASURED, "timely", "Figures come within a year", "the figures come too late to act on"),
    (ATTRIBUTED, "hands", "Those who answer can move it", "people outside government decide it"),
    (ATTRIBUTED, "single", "One department answers", "the answer is shared or passed on"),
    (
        ATTRIBUTED,
        "compared",
        "There is a comparison",
        "nothing shows what would have happened anyway",
    ),
    (CLOSED, "no_line", "No line to crowd at", "effort pays only next to the line"),
    (CLOSED, "watched", "What is left out is watched", "what is not counted may be neglected"),
    (CLOSED, "checked", "Others count, or check", "those who are judged do the counting"),
    (CLOSED, "patient", "Three years or more to run", "a short date rewards a quick fix"),
]
HEADINGS = [MEASURED, ATTRIBUTED, CLOSED]
SHORTEST = 3


def subject_of(name):
    """The subject with that id."""
    for subject in SUBJECTS:
        if subject["id"] == name:
            return subject
    raise ValueError("There is no subject called '" + name + "'.")


def code_of(target_id):
    """Form and hands of a real target, or None for a row that promises several things at once."""
    for name, form, hands in CODES:
        if name == target_id:
            return form, hands
    return None


def judged(chosen):
    """Each condition by its key: True where the target as written holds to it."""
    return {
        "fixed": chosen["definition"] == "fixed",
        "based": chosen["baseline"] == "first",
        "dated": chosen["years"] > 0,
        "timely": chosen["figures"] == "soon",
        "hands": chosen["hands"] != PEOPLE,
        "single": chosen["answers"] == "one",
        "compared": chosen["comparison"],
        "no_line": chosen["form"] != LINE,
        "watched": chosen["companion"],
        "checked": chosen["counter"] != "judged",
        # With no date there is nothing to hurry for.
        "patient": chosen["years"] == 0 or chosen["years"] >= SHORTEST,
    }


def held(heading, holds):
    """How many conditions under a heading hold."""
    return len([1 for place, key, _, _ in CONDITIONS if place == heading and holds[key]])


def failing(heading, holds):
    """What is said of each condition under a heading that fails, in the order of the list."""
    return [bad for place, key, _, bad in CONDITIONS if place == heading and not holds[key]]


def moves(tables):
    """Promised and achieved change of every real target that has both, in per cent of where it began.

    Counted in the direction that was promised, so that a fall where a fall was wanted is above
    nought. Only targets whose fate is known to be met or missed. For emergency departments the
    agreement's own row has no baseline: it is the first result in waiting_targets.
    Raises ValueError where a row is missing.
    """
    made = []
    for row in tables["psa_targets"]:
        if row["fate"] not in ("met", "missed") or row["target_value"] is None:
            continue
        start, began = row["baseline_value"], row["baseline_year"]
        if row["target_id"] == "emergency_four_hours":
            start, began = first_result(tables["waiting_targets"])
        if start is None or row["outcome_value"] is None:
            continue
        if row["unit"] == "per cent cut":
            # The table has the cut itself, from a level that stands for 100.
            start = 100
            promised, achieved = row["target_value"], row["outcome_value"]
        else:
            aim = row["target_value"] - start
            sign = 1 if aim > 0 else -1
            promised = 100 * sign * aim / start
            achieved = 100 * sign * (row["outcome_value"] - start) / start
        made.append(
            {
                "id": row["target_id"],
                "name": name_of(row["target_id"]),
                "fate": row["fate"],
                # What has not moved has not moved backwards: no nought with a sign.
                "promised": promised + 0.0,
                "achieved": achieved + 0.0,
                "start": start,
                "began": began,
                "ended": row["outcome_year"],
            }
        )
    known = [one["id"] for one in made]
    for subject in SUBJECTS:
        if subject["id"] not in known:
            raise ValueError("The tables have no outcome for " + subject["id"] + ".")
    return made


def first_result(rows):
    """The first recorded share within four hours, and the year in which it was counted."""
    first = None
    for row in rows:
        if row["measure"] != "ae_within_four_hours" or row["role"] != "outcome":
            continue
        if first is None or row["date"] < first["date"]:
            first = row
    if first is None:
        raise ValueError("The table waiting_targets lacks the row ae_within_four_hours.")
    return first["value"], int(first["start_date"][:4])


def name_of(target_id):
    """The short name of a real target."""
    for known, name in NAMES:
        if known == target_id:
            return name
    return target_id


def alike(rows, form, hands):
    """Real targets with the same form and hands: how many in all, met, missed, and without an end.

    Those without an end are known only from before the date, were given up, or were not found.
    """
    found = {"all": 0, "met": 0, "missed": 0, "open": 0}
    for row in rows:
        if code_of(row["target_id"]) != (form, hands):
            continue
        found["all"] += 1
        kind = row["fate"] if row["fate"] in ("met", "missed") else "open"
        found[kind] += 1
    return found


def outcome_at(move, years):
    """What the real change had come to after so many years, and how that is known.

    "whole": the date is the outcome's own or later, and the change is taken as it stands;
    "pace": it is earlier, and an even pace is supposed; "never": there is no date.
    """
    span = move["ended"] - move["began"]
    if years <= 0:
        return move["achieved"], "never"
    if years >= span:
        return move["achieved"], "whole"
    return move["achieved"] * years / span, "pace"


def reached(change, promised):
    """Whether a change comes to what was promised, a billionth of a point apart or better."""
    return rounded(change - promised, 9) >= 0

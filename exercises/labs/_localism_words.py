"""What the localism map says: of the cases that are counted, of the case looked at, of the placings kept."""

from ._localism_cases import AXES, COLUMNS, SETS
from ._localism_coder_words import coders_reading
from ._localism_plane import PLACED_FIRST, code, enough
from ._text import listed, number

LABELS = {
    "old_localism": "old localism",
    "centralism": "centralism",
    "first_term_centralism": "the centralism of the first term",
    "forerunner_of_new_localism": "a forerunner of new localism",
    "new_localism": "new localism",
    "community_localism": "community localism",
    "political_devolution": "political devolution",
    "council_freedom": "a freedom of the council itself",
    "mixed": "mixed",
}
BEGUN = {
    "council": "a council",
    "centre": "national government or Parliament",
    "centre_and_councils": "the centre with councils",
    "centre_and_partners": "the centre with partners",
    "centre_and_voters": "the centre, with a vote",
    "minister": "a minister, in words and not yet in policy",
    "think_tank": "a think tank",
    "inquiry": "an inquiry",
    "campaigners": "campaigners",
}
STAGES = {"proposal": "a proposal", "law": "law", "practice": "carried out"}


def reading(said):
    """The whole reading: the map, then the case, then the coders."""
    parts = [_map(said), _case(said), _all_kept(said), coders_reading(said)]
    return "\n".join([part for part in parts if part])


# The cases that are counted


def _map(said):
    name = said["chosen"]["cases"]
    if name == "all":
        # Said once, at the start: afterwards it would stand before what the learner has just done.
        touched = any([own is not None for own in said["case"]["codes"]])
        return "" if touched or len(said["panel"]) > 1 else _all(said)
    here = said["here"]
    words = next(third for first, _, third in SETS if first == name)
    count = len(here)
    managers = len([row for row in here if row[COLUMNS[0]] < 0])
    past = len([row for row in here if row[COLUMNS[1]] > 0])
    council = len([row for row in here if row[COLUMNS[1]] < 0])
    first = (
        "Of "
        + words
        + ", "
        + number(count)
        + " in all, the reader puts "
        + number(managers)
        + " on the managers’ side, "
        + number(past)
        + " past the council and "
        + number(council)
        + " with it. "
    )
    return first + _lesson(name, here, managers, past, council)


def _lesson(name, here, managers, past, council):
    count = len(here)
    if name == "labelled":
        outright = len([row for row in here if row["devolution"] == "yes"])
        return (
            "That is the article’s claim, and on this reading it holds. But "
            + ("none" if not outright else number(outright))
            + " of them moved power down outright; the reader marks "
            + number(len([row for row in here if row["devolution"] == "partly"]))
            + " as devolution in part."
        )
    if name == "law":
        return (
            "That is the puzzle: the law’s plainest freedoms lie "
            + ("mostly with councils" if council > past else "mostly past councils")
            + " and the like of them, the bodies that new localism was said to look past, and "
            + ("none" if not managers else number(managers))
            + (" lies" if managers < 2 else " lie")
            + " with managers. So few cases prove nothing; they are enough to doubt a rule."
        )
    if name == "outright":
        return (
            "Where devolution is outright the managers are gone."
            if not managers
            else "Even where devolution is outright some power goes to managers."
        ) + (
            " Between the council and the wider locality it is nearly even."
            * (abs(past - council) < 3)
            + " Of these "
            + number(len([row for row in here if row["stage"] == "proposal"]))
            + " are proposals, marked by what they ask for."
        )
    if name == "council":
        resists = len([row for row in here if row[COLUMNS[2]] < 0])
        return (
            number(resists)
            + " of "
            + number(count)
            + " resist the centre, but not all by defying the law: some moved counters and staff."
        )
    return (
        "These are here for contrast: their place says whom the decision touched, not who gained power. "
        "A wider locality can mean a wider inspection."
    )


def _all(said):
    """Before a case is touched: no count of what has a name, which would place a case beforehand."""
    begin = "One reader has placed " + number(len(said["rows"])) + " cases. "
    if enough(said["mine"]):
        return (
            begin
            + "The grey circles count them, and tell neither which case is which nor what the reader "
            + "calls it. Now try the claim on one set of cases at a time."
        )
    return (
        begin
        + "They are not on the map yet: place and keep "
        + number(PLACED_FIRST)
        + " or more yourself, and grey circles will count them. Then try the claim on one set of cases "
        + "at a time."
    )


# The case that is looked at


def _case(said):
    case = said["case"]
    row = case["row"]
    begin = row["case_name"] + " (" + row["when"] + ")"
    if not case["placed"]:
        left = len([own for own in case["codes"] if own is None])
        told = (
            begin
            + " was begun by "
            + BEGUN[row["initiator"]]
            + "; it was "
            + STAGES[row["stage"]]
            + (". Chapter " + str(int(row["chapter"])) + " tells it. ")
        )
        if left == 3 and len(said["panel"]) > 1:
            return ""
        if left == 3:
            return (
                told
                + "Place it on the three axes; the reader’s codes and reasons stay hidden until you have."
            )
        return (
            told
            + "You have placed it on "
            + ("one axis" if left == 2 else "two axes")
            + " of three."
        )
    own = "You have placed " + begin + " at " + _codes(case["codes"])
    if case["kept"]:
        own += ", in the placings that you kept"
    if not case["shown"]:
        return own + ". Commit to it, and then show the reader’s codes."
    return own + ". " + _compared(case) + " " + _reasons(row)


def _codes(codes):
    return listed([code(codes[i]) + " on “" + AXES[i][1] + "”" for i in range(3)])


def _compared(case):
    parts = []
    for place in range(3):
        steps = abs(case["codes"][place] - case["reader"][place])
        if steps:
            parts.append(
                "on “"
                + AXES[place][1]
                + "” by "
                + ("a step" if steps == 1 else number(steps) + " steps")
                + " (the reader says "
                + code(case["reader"][place])
                + ")"
            )
    crossed = [i for i in range(3) if case["codes"][i] * case["reader"][i] < 0]
    if not parts:
        return "The reader put it there too, which makes two readings and not a fact."
    words = "You part from the reader " + listed(parts) + ". "
    if crossed:
        return (
            words
            + "You stand on opposite sides of "
            + (
                "an axis"
                if len(crossed) == 1
                else "two axes"
                if len(crossed) == 2
                else "all three axes"
            )
            + ": one of you asks another question."
        )
    return words + "You are on the same side, and differ over how far it goes."


def _all_kept(said):
    """Once shown: how the placings that the learner kept lie to the reader's, all of them together."""
    kept = said["mine"]["codes"].get("you", {})
    apart = []
    count = 0
    same = 0
    for i in range(len(said["rows"])):
        row = said["rows"][i]
        own = kept.get(row["case"])
        if not own or None in own:
            continue
        count += 1
        steps = [abs(own[k] - row[COLUMNS[k]]) for k in range(3)]
        if max(steps) == 0:
            same += 1
        else:
            apart.append((-max(steps), i, steps.index(max(steps)), row))
    if count < 2 or not said["chosen"]["show"]:
        return ""
    words = (
        "Of the "
        + number(count)
        + " cases that you kept with all three codes, you and the reader agree wholly on "
        + number(same)
        + "."
    )
    if not apart:
        return words
    apart.sort(key=lambda entry: entry[:2])
    _, _, place, row = apart[0]
    return (
        words
        + " You part most over "
        + row["case_name"]
        + ": on “"
        + AXES[place][1]
        + "” you say "
        + code(kept[row["case"]][place])
        + " and the reader "
        + code(row[COLUMNS[place]])
        + "."
    )


def _reasons(row):
    words = (
        "The reader calls it "
        + LABELS[row["label"]]
        + ", with "
        + row["coder_confidence"]
        + " confidence: “"
        + row["rationale"]
        + ".” To argue about: "
        + row["question"]
    )
    if row["note"]:
        words += " A caution: " + row["note"] + "."
    if row["grade"] == "C":
        words += " The case itself is unconfirmed."
    return words

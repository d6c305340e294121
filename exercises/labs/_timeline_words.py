"""What the timeline says in words: how many, what came before what, and two events worth a second look."""

from ._text import number
from ._timeline import (
    CONTROL,
    LABOUR,
    LEVELS,
    ORIGIN,
    PAIRS,
    RATINGS,
    STARS,
    THEMES,
    is_after,
    said,
    serial,
    start,
    title,
)

# How a theme stands after "on", and a level after "about".
ON = {
    "ideas": "ideas",
    "elections": "elections",
    "law": "laws and rulings",
    "money": "money",
    "targets": "targets",
    "inspection": "inspection",
    "councils": "how councils are run",
    "schools": "schools",
    "health": "health",
    "neighbourhoods": "neighbourhoods",
    "devolution": "mayors, nations and regions",
}
ABOUT = {
    "centre": "the centre",
    "council": "councils",
    "neighbourhood": "neighbourhoods",
    "health": "the health service",
    "schools": "schools",
}
_ONES = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def counted_word(count):
    """A small number in letters, a larger one in figures."""
    return _ONES[count] if count <= 10 else number(count)


def capital(text):
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def years(first, last):
    """ "in 2005", or "from 1979 to 2010"."""
    if first == last:
        return "in " + str(first)
    return "from " + str(first) + " to " + str(last)


def subject(chosen):
    """What was asked for besides the years: "", " on money", " on money, mostly about councils"."""
    words = ""
    if chosen["theme"] != "all":
        words = " on " + ON[chosen["theme"]]
    if chosen["level"] != "all":
        words += ("," if words else "") + " mostly about " + ABOUT[chosen["level"]]
    return words


def spanned(chosen, first, last):
    """The subject and its years inside a sentence; what comes between two commas has both."""
    words = subject(chosen)
    return words + (", " if "," in words else " ") + years(first, last)


def heading(chosen, events, first, last):
    """The figure's title and its summary."""
    count = len(events)
    noun = " event" if count == 1 else " events"
    head = capital(counted_word(count)) + noun + subject(chosen) + ", " + years(first, last) + "."
    if not events:
        return {"title": head, "summary": head}
    held = [(len([e for e in events if e["theme"] == t]), ON[t]) for t, _ in THEMES]
    told = ", ".join([words + " " + number(n) for n, words in held if n])
    summary = head + " By theme: " + told + ". "
    held = [(len([e for e in events if e["level"] == v]), ABOUT[v]) for v, _ in LEVELS]
    summary += "Mostly about: " + ", ".join([w + " " + number(n) for n, w in held if n]) + ". "
    summary += "The first is " + dated(events[0]) + ", the last " + dated(events[-1]) + "."
    return {"title": head, "summary": summary}


def dated(row):
    """An event with its date, for a sentence."""
    return "“" + title(row) + "” (" + said(row) + ")"


def reading(chosen, events, known, first, last):
    """How many there are, how they stand to the first paper of new localism, and a telling pair."""
    if not events:
        return (
            "The course’s timeline holds nothing"
            + spanned(chosen, first, last)
            + ". That shows what the course dwells on, and not that nothing happened: widen the years, "
            + "or ask for another theme or level."
        )
    told = [counted(chosen, events, first, last), order(events, known, first, last), pair(events)]
    told.append(loose(events))
    return " ".join([sentence for sentence in told if sentence])


def counted(chosen, events, first, last):
    """How many events, and of which theme or in which year there are most."""
    count = len(events)
    if count == 1:
        return "One event" + spanned(chosen, first, last) + ": " + dated(events[0]) + "."
    text = capital(counted_word(count)) + " events" + spanned(chosen, first, last)
    if chosen["theme"] == "all" and count > 10:
        sizes = [(len([e for e in events if e["theme"] == name]), name) for name, _ in THEMES]
        most = max([size for size, _ in sizes])
        names = [name for size, name in sizes if size == most]
        if len(names) == 1:
            text += ", most of all on " + ON[names[0]] + " (" + number(most) + ")"
        return text + "."
    if count <= 10:
        return text + ": from " + dated(events[0]) + " to " + dated(events[-1]) + "."
    return text + ". The first is " + dated(events[0]) + ", the last " + dated(events[-1]) + "."


def order(events, known, first, last):
    """How what is shown stands to the first paper that called for a new localism."""
    origin = known[ORIGIN]
    control = [event for event in events if event["theme"] in CONTROL]
    if last < origin["year"]:
        return before(events, control, known)
    if first > origin["year"]:
        return (
            "All of it comes after work had begun, in "
            + said(origin)
            + ", on the first paper that called for a new localism."
        )
    later = [event for event in control if is_after(event, origin)]
    if len(control) > 2 and later:
        return (
            "Work on the first paper that called for a new localism began in "
            + said(origin)
            + ". "
            + still_to_come(len(control), len(later))
            + " The idea is often told as the lesson drawn from that machinery; its "
            + "first advocates were at work while the machinery was being built."
        )
    if origin in events:
        return (
            "“"
            + title(origin)
            + "”, in "
            + said(origin)
            + ", came before the first star ratings of hospitals ("
            + said(known[STARS])
            + ") and of councils ("
            + said(known[RATINGS])
            + "), to which new localism is often said to be the answer."
        )
    return ""


def still_to_come(count, later):
    """Of so many events on targets and inspection, how many came after the work had begun."""
    if later == count:
        return (
            "The "
            + counted_word(count)
            + " events on targets and inspection in this list were all still to come."
        )
    return (
        "Of the "
        + counted_word(count)
        + " events on targets and inspection in this list, "
        + counted_word(later)
        + (" was" if later == 1 else " were")
        + " still to come."
    )


def before(events, control, known):
    """Where the window closes before anyone called for a new localism."""
    text = (
        "Nobody here calls for a new localism yet: work on the first such paper began in "
        + said(known[ORIGIN])
        + "."
    )
    if [event for event in events if start(event) >= start(known[LABOUR])]:
        return text
    text += " All of it is from before Labour came in"
    if len(control) > 2:
        return (
            text
            + ", "
            + counted_word(len(control))
            + " events on targets and inspection included: the machinery has older parts than "
            + "the government that made it famous."
        )
    return text + "."


def pair(events):
    """Of the course's telling pairs, both shown, the one with the least time between."""
    shown = {}
    for event in events:
        shown[event["event_id"]] = event
    best = None
    for one, other in PAIRS:
        if one in shown and other in shown:
            gap = start(shown[other]) - start(shown[one])
            if best is None or gap < best[0]:
                best = (gap, shown[one], shown[other])
    if best is None:
        return ""
    return (
        "Two to read together: "
        + dated(best[1])
        + " and "
        + dated(best[2])
        + ", "
        + apart(best[1], best[2])
        + " apart."
    )


def apart(one, other):
    """The time between two events, as closely as both are known."""
    if one["date"] and other["date"]:
        gap = serial(other) - serial(one)
        if gap <= 60:
            return counted_word(gap) + (" day" if gap == 1 else " days")
    if one["month"] is not None and other["month"] is not None:
        gap = 12 * (other["year"] - one["year"]) + other["month"] - one["month"]
        if gap < 24:
            return "about " + counted_word(gap) + (" month" if gap == 1 else " months")
    gap = other["year"] - one["year"]
    if gap == 0:
        return "less than a year"
    return "about " + counted_word(gap) + (" year" if gap == 1 else " years")


def loose(events):
    """How many are known to a month or a year alone."""
    months = len([e for e in events if e["date"] is None and e["month"] is not None])
    only = len([e for e in events if e["month"] is None])
    told = []
    if months:
        told.append("to the month for " + counted_word(months))
    if only:
        told.append("to the year for " + counted_word(only))
    if not told:
        return ""
    if months + only == len(events):
        return "None is known to the day."
    return (
        "The date is known only "
        + " and only ".join(told)
        + ": a bar, in place of a point, shows when."
    )

"""The timeline's events: which are shown, when they begin and end, and how a date is said.

A moment is a year with its fraction: 1997.0 is the first of January 1997. An event of which only the
month or the year is known is a stretch, from the first moment at which it may fall to the last.
"""

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

# In the order in which they stand from the top.
THEMES = [
    ("ideas", "Ideas"),
    ("elections", "Elections"),
    ("law", "Laws and rulings"),
    ("money", "Money"),
    ("targets", "Targets"),
    ("inspection", "Inspection"),
    ("councils", "Councils"),
    ("schools", "Schools"),
    ("health", "Health"),
    ("neighbourhoods", "Neighbourhoods"),
    ("devolution", "Mayors and nations"),
]
LEVELS = [
    ("centre", "centre"),
    ("council", "council"),
    ("neighbourhood", "neighbourhood"),
    ("health", "health service"),
    ("schools", "schools"),
]

# What new localism is said to have been an answer to: the machinery of control.
CONTROL = ("targets", "inspection")
ORIGIN = "2000_towards_new_localism"
STARS = "2001_first_star_ratings_hospitals"
RATINGS = "2002_first_ratings_councils"
LABOUR = "1997_labour_wins_general_election"
COALITION = "2010_coalition_formed"
NEEDED = [ORIGIN, STARS, RATINGS, LABOUR, COALITION]

# A word and what followed it: pairs that the course comes back to.
PAIRS = [
    ("2005_paper_lighter_control", "2005_nine_councils_named_capping"),
    ("2002_freedom_capping_promised", "2003_freedom_capping_withdrawn"),
    ("1985_fifteen_councils_refuse_set", "1985_auditor_surcharges_liverpool_councillors"),
    ("1997_blunkett_names_80_cent", "2002_estelle_morris_resigns"),
    ("1996_national_literacy_project_begins", "1998_national_literacy_strategy_starts"),
    ("2003_communities_control_pamphlet", "2008_white_paper_communities_control"),
    ("2009_comprehensive_area_assessment_begins", "2010_area_assessment_stopped"),
    ("1998_first_public_service_agreements", "2010_public_service_agreements_abolished"),
    ("1983_audit_commission_begins_work", "2010_audit_commission_go"),
]

# Short names of events that are labelled where there are too many to name all.
LANDMARKS = {
    "2000_towards_new_localism": "Towards a New Localism",
    "2006_double_devolution": "Double devolution",
    "1979_conservatives_win_general_election": "Thatcher",
    "1997_labour_wins_general_election": "Blair",
    "2010_general_election_no_majority": "No majority",
    "1981_lords_rule_cheap_fares": "Fares case",
    "1988_local_government_act_1988": "Tendering",
    "1999_local_government_act_1999": "Best value",
    "1984_rates_act_centre_may": "Rates Act",
    "1990_poll_tax_starts_england": "Poll tax",
    "2003_freedom_capping_withdrawn": "Promise withdrawn",
    "1991_citizens_charter": "Citizen’s Charter",
    "1998_first_public_service_agreements": "First agreements",
    "1983_audit_commission_begins_work": "Audit Commission",
    "1993_ofsted_inspections_begin": "Ofsted",
    "2002_first_ratings_councils": "Councils rated",
    "1986_greater_london_council_metropolitan": "End of the GLC",
    "2002_whitehall_counts_66_plans": "66 plans",
    "1988_education_reform_act": "Reform Act",
    "1998_national_literacy_strategy_starts": "Literacy hour",
    "2003_foundation_hospitals_17_votes": "Foundation vote",
    "1982_walsall_has_moved_34": "Walsall",
    "1998_bringing_britain_together": "New Deal",
    "2008_white_paper_communities_control": "Communities in Control",
    "2000_ken_livingstone_elected_mayor": "Livingstone",
}


def known(rows):
    """The rows that the reading speaks of, by id. Raises ValueError where one is not there."""
    found = {}
    for row in rows:
        found[row["event_id"]] = row
    for name in NEEDED:
        if name not in found:
            raise ValueError("the table timeline lacks the event " + name + ".")
    return found


def chosen_events(rows, chosen, first, last):
    """The events of the years `first` to `last` with the theme and level that are asked for."""
    return [
        row
        for row in rows
        if first <= row["year"] <= last
        and chosen["theme"] in ("all", row["theme"])
        and chosen["level"] in ("all", row["level"])
    ]


def start(row):
    """The first moment at which an event may fall."""
    year = row["year"]
    if row["month"] is None:
        return float(year)
    day = int(row["date"][8:]) if row["date"] else 1
    return _moment(year, row["month"], day)


def end(row):
    """The last such moment; for an event known to the day, its start."""
    if row["date"]:
        return start(row)
    if row["month"] is None or row["month"] == 12:
        return float(row["year"] + 1)
    return _moment(row["year"], row["month"] + 1, 1)


def is_after(event, other):
    """Whether an event is known to come after the month of another."""
    if event["year"] != other["year"]:
        return event["year"] > other["year"]
    return event["month"] is not None and event["month"] > other["month"]


def serial(row):
    """Days from the first of January 1979 to an event that is known to the day."""
    year, month, day = row["year"], row["month"], int(row["date"][8:])
    passed = 0
    for gone in range(1979, year):
        passed += 366 if _leap(gone) else 365
    return passed + _BEFORE[month - 1] + (1 if month > 2 and _leap(year) else 0) + day - 1


def _leap(year):
    return year % 4 == 0


def _moment(year, month, day):
    leap = _leap(year)
    passed = _BEFORE[month - 1] + (1 if leap and month > 2 else 0) + day - 1
    return year + passed / (366 if leap else 365)


def place(row):
    """The date as it is known, for a date axis and for a table: "2005-03-22", "2002-03" or "2003"."""
    if row["date"]:
        return row["date"]
    if row["month"] is None:
        return str(row["year"])
    return str(row["year"]) + "-" + ("0" if row["month"] < 10 else "") + str(row["month"])


def said(row):
    """The date in words, as closely as it is known: "22 March 2005", "March 2002", "2003"."""
    if row["month"] is None:
        return str(row["year"])
    words = MONTHS[row["month"] - 1] + " " + str(row["year"])
    return str(int(row["date"][8:])) + " " + words if row["date"] else words


def title(row):
    """What happened; marked where the row is unconfirmed."""
    return row["title"] + (" (unconfirmed)" if row["grade"] == "C" else "")


# What was made of a row, by its id: a setting chooses among rows and changes none.
_KEPT = {}


def once(row, name, make):
    """`make(row)`, kept under a name for as long as the row is the very same one."""
    found = _KEPT.get(row["event_id"])
    if found is None or found[0] is not row:
        found = (row, {})
        _KEPT[row["event_id"]] = found
    if name not in found[1]:
        found[1][name] = make(row)
    return found[1][name]


def entries(events):
    """The events in words, in their order, each with the ids of its sources."""
    return [once(row, "entry", _entry) for row in events]


def _entry(row):
    sources = [row["source_id"]]
    if row["second_source_id"]:
        sources.append(row["second_source_id"])
    return {
        "when": said(row),
        "title": title(row),
        "text": row["what"],
        "note": row["note"] or "",
        "sources": sources,
    }

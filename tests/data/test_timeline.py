"""The timeline is one, in order, balanced, and dated as its sources date it."""

import re
from collections import Counter

import pytest

from exercises.tables import describe, rows

EVENTS = rows("timeline")
DATED = {row["event_id"]: row for row in EVENTS}


def test_there_are_enough_events_and_most_are_of_the_period():
    assert len(EVENTS) >= 120
    assert (min(r["year"] for r in EVENTS), max(r["year"] for r in EVENTS)) == (1979, 2025)
    assert sum(1979 <= row["year"] <= 2010 for row in EVENTS) > 0.85 * len(EVENTS)
    assert f"{len(EVENTS)} events" in describe("timeline")["coverage"]


def test_events_are_in_order():
    order = [(row["year"], row["month"] or 0, row["date"] or "") for row in EVENTS]
    assert order == sorted(order)


@pytest.mark.parametrize("row", EVENTS, ids=lambda row: row["event_id"])
def test_precision_year_month_and_date_agree(row):
    assert row["event_id"].startswith(f"{row['year']}_")
    if row["precision"] == "day":
        year, month, _ = row["date"].split("-")
        assert (int(year), int(month)) == (row["year"], row["month"])
    else:
        assert row["date"] is None
        assert (row["month"] is None) == (row["precision"] == "year")


@pytest.mark.parametrize("row", EVENTS, ids=lambda row: row["event_id"])
def test_an_event_can_be_read_at_a_glance(row):
    assert len(row["title"]) <= 60
    assert not row["title"].endswith(".")
    assert 20 <= len(row["what"]) <= 260
    assert row["what"].endswith((".", "?"))
    assert "!" not in row["title"] + row["what"]
    assert row["second_source_id"] != row["source_id"]


def test_themes_levels_and_chapters_are_all_fed():
    themes = Counter(row["theme"] for row in EVENTS)
    assert len(themes) == 11 and min(themes.values()) >= 10
    assert max(themes.values()) < len(EVENTS) / 5
    assert min(Counter(row["level"] for row in EVENTS).values()) >= 15
    chapters = Counter(row["chapter"] for row in EVENTS)
    assert sorted(chapters) == [f"{n:02}" for n in range(15)]
    assert min(chapters.values()) >= 5


def test_no_event_is_told_twice():
    assert len({row["title"] for row in EVENTS}) == len(EVENTS)
    same_day = Counter((row["date"], row["theme"]) for row in EVENTS if row["date"])
    twice = {date for (date, _), count in same_day.items() if count > 1}
    # On that day one inspectorate followed another in health, and area assessment began.
    assert twice == {"2009-04-01"}


def test_every_event_is_confirmed():
    assert {row["grade"] for row in EVENTS} == {"A", "B"}


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1981-12-17", "cheap fares"),
        ("1984-06-26", "Rates Act"),
        ("1986-04-01", "Greater London Council"),
        ("1988-07-29", "Education Reform Act"),
        ("1990-12-11", "85 per cent"),
        ("1999-07-27", "best value"),
        ("2000-07-28", "Local Government Act 2000"),
        ("2002-06-12", "Ed Balls"),
        ("2002-12-12", "First ratings of councils"),
        ("2003-09-15", "capping withdrawn"),
        ("2003-09-18", "Local Government Act 2003"),
        ("2003-11-19", "17 votes"),
        ("2004-04-01", "Prudential"),
        ("2005-03-23", "capping"),
        ("2006-02-21", "Double devolution"),
        ("2008-07-09", "Communities in Control"),
        ("2010-08-13", "Audit Commission"),
        ("2011-11-15", "Localism Act"),
        ("2025-07-10", "Bill"),
    ],
)
def test_days_that_the_chapters_rest_on(date, words):
    assert any(words in row["title"] for row in EVENTS if row["date"] == date)


def test_the_two_communities_in_control_are_both_here():
    found = [row for row in EVENTS if "Communities in Control" in row["title"]]
    assert [(row["year"], row["precision"]) for row in found] == [(2003, "year"), (2008, "day")]
    assert {row["chapter"] for row in found} == {"00"}
    assert "Blears" in found[0]["what"]


def test_lighter_control_one_day_and_capping_the_next():
    (paper,) = [row for row in EVENTS if row["date"] == "2005-03-22"]
    (capping,) = [row for row in EVENTS if row["date"] == "2005-03-23"]
    assert paper["chapter"] == capping["chapter"] == "09"
    assert "Nine" in capping["title"]


@pytest.mark.parametrize(
    ("event", "other"),
    [
        ("2000_nhs_plan", "1 July"),
        ("2003_milburn_leaves_government", "13 June"),
        ("2003_foundation_hospitals_17_votes", "301 to 284"),
        ("2004_twenty_one_local_area", "20"),
        ("2008_one_set_national_indicators", "199"),
        ("2010_area_assessment_stopped", "3 June"),
        ("2017_six_regions_elect_mayors", "5 May"),
    ],
)
def test_a_date_or_figure_in_dispute_has_its_rival_in_the_note(event, other):
    note = next((r["note"] for key, r in DATED.items() if key.startswith(event)), None)
    assert note and other in note


def test_figures_in_the_timeline_are_those_of_the_tables():
    def first(name, **where):
        return next(r for r in rows(name) if all(r[k] == v for k, v in where.items()))

    def told(words):
        return next(row["what"] for row in EVENTS if words in row["title"])

    peak = first("council_tax_band_d", period="2003-04")
    (rise,) = [row for row in EVENTS if row["title"].startswith("Council tax rises by")]
    assert str(peak["change_percent"]) in rise["title"]
    ratings = {
        r["category"]: r["councils"]
        for r in rows("assessment_distribution")
        if r["year"] == 2002 and r["level"] == "category"
    }
    found = [int(n) for n in re.findall(r"\d+", told("First ratings of councils"))]
    assert found == [ratings[k] for k in ("excellent", "good", "fair", "weak", "poor")]
    assert str(first("strategy_facts", fact_id="project_schools")["value"]).removesuffix(
        ".0"
    ) in told("National Literacy Project")
    assert "418" in told("Labour wins the general election")
    before = first("satisfaction", measure="overall", year=2000, base="england_all_authorities")
    assert f"from {before['percent']:.0f}" in told("Assessment of councils bows out")

"""The timeline shows the events asked for and no others, dated as they are known, and says what is so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.extensions.render import lab as markup
from exercises import faces
from exercises.labs import _timeline as events_of
from exercises.labs import _timeline_figure as drawn
from exercises.labs import timeline as lab
from exercises.labs.loading import declaration, load, run_lab, tables_of
from exercises.live.lab_entries import entries as listed
from exercises.live.lab_view import LabView
from exercises.live.labs import Lab

ROWS = tables_of(load("timeline"))["timeline"]
BY_ID = {row["event_id"]: row for row in ROWS}
THEMES = [option["value"] for option in lab.CONTROLS[0]["options"]]
LEVELS = [option["value"] for option in lab.CONTROLS[1]["options"]]
YEARS = st.integers(lab.FIRST, lab.LAST)
SETTING = st.fixed_dictionaries(
    {
        "theme": st.sampled_from(THEMES),
        "level": st.sampled_from(LEVELS),
        "first": YEARS,
        "last": YEARS,
    }
)


def wanted(theme, level, first, last):
    low, high = sorted((first, last))
    return [
        row
        for row in ROWS
        if low <= row["year"] <= high
        and theme in ("all", row["theme"])
        and level in ("all", row["level"])
    ]


def test_the_whole_of_the_period_is_there_and_nothing_later():
    found = run_lab("timeline")
    assert found["values"]["events"] == sum(1979 <= row["year"] <= 2010 for row in ROWS) >= 120
    assert found["values"]["events"] < len(ROWS)


def test_themes_and_levels_are_those_of_the_table():
    assert set(THEMES) - {"all"} == {row["theme"] for row in ROWS}
    assert set(LEVELS) - {"all"} == {row["level"] for row in ROWS} == set(drawn.COLOURS)


def test_every_event_that_is_named_in_the_code_is_in_the_table():
    named = {*events_of.NEEDED, *events_of.LANDMARKS}
    named |= {name for pair in events_of.PAIRS for name in pair}
    assert named <= set(BY_ID)
    for one, other in events_of.PAIRS:
        assert events_of.start(BY_ID[one]) <= events_of.start(BY_ID[other])
    assert all(BY_ID[name]["year"] <= lab.LAST for name in named)


@given(SETTING)
def test_what_is_asked_for_is_drawn_and_listed_once_each_in_order(setting):
    found = run_lab("timeline", **setting)
    rows = wanted(**setting)
    assert [entry["title"] for entry in found["entries"]] == [row["title"] for row in rows]
    assert [entry["sources"][0] for entry in found["entries"]] == [row["source_id"] for row in rows]
    (figure,) = found["figures"]
    places = [x for trace in figure["data"] if trace["mode"] != "text" for x in trace["x"]]
    assert sorted(places) == sorted(events_of.place(row) for row in rows)
    assert found["values"]["events"] == len(rows)
    assert str(len(rows)) in figure["meta"]["title"] or len(rows) <= 10


@given(SETTING)
def test_only_a_day_is_a_point_and_all_else_a_bar(setting):
    (figure,) = run_lab("timeline", **setting)["figures"]
    rows = wanted(**setting)
    days, others, _ = figure["data"]
    assert (days["marker"]["symbol"], others["marker"]["symbol"]) == ("circle", "line-ns-open")
    points = days["x"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", x) for x in points)
    assert len(points) == sum(row["precision"] == "day" for row in rows)
    bars = [s["path"] for s in figure["layout"]["shapes"] if s["type"] == "path"]
    ends = re.findall(r"M([-\d]+),([\d.]+)L([-\d]+),([\d.]+)", "".join(bars))
    assert len(ends) == len(rows) - len(points)
    assert all(begin < end and height == other for begin, height, end, other in ends)


@given(SETTING)
def test_marks_and_names_of_one_line_do_not_overlap_on_a_telephone(setting):
    low, high = sorted((setting["first"], setting["last"]))
    rows = wanted(**setting)
    scale = drawn.ROOM / (high + 1 - low)
    for theme in THEMES[1:]:
        some = [row for row in rows if row["theme"] == theme]
        for line in drawn.lanes(some, low, high, len(rows) <= drawn.NAMED):
            until = -1e9
            for one in line:
                left = (events_of.start(one["event"]) - low) * scale
                right = max(left, (events_of.end(one["event"]) - low) * scale)
                wide = drawn.CHARACTER * max([len(text) for text in one["label"]], default=0)
                if one["side"] == "left":
                    left -= wide
                elif one["side"] == "right":
                    right += wide
                else:
                    right = max(right, left + wide)
                assert left > until
                until = right
                assert left > -40 and right < drawn.ROOM + 40


@given(SETTING)
def test_each_colour_on_view_stands_in_the_key_once(setting):
    (figure,) = run_lab("timeline", **setting)["figures"]
    key = figure["layout"]["annotations"][-1]["text"]
    shown = re.findall(r'color:(#\w+)">', key)
    used = {colour for trace in figure["data"][:2] for colour in trace["marker"]["color"]}
    assert len(shown) == len(set(shown)) and set(shown) == used
    levels = {row["level"] for row in wanted(**setting)}
    assert len(levels) == len(used) and all(drawn.SHOWN[level] in key for level in levels)
    # What the colour tells the eye, the point's own name tells the ear.
    names = [name for trace in figure["data"][:2] for name in trace["ids"]]
    assert sorted(names) == sorted(drawn._named(row) for row in wanted(**setting))


@given(SETTING)
def test_each_event_is_named_at_its_mark_or_by_a_note(setting):
    (figure,) = run_lab("timeline", **setting)["figures"]
    rows = wanted(**setting)
    said = figure["data"][2]["text"]
    texts = said + [note["text"] for note in figure["layout"]["annotations"]]
    texts = [text.replace("<br>", " ").replace(drawn.APART, " ").strip() for text in texts]
    texts = [" ".join(text.split()) for text in texts]
    for row in rows:
        whole = len(rows) <= drawn.NAMED
        title = events_of.title(row) if whole else events_of.LANDMARKS.get(row["event_id"])
        assert title is None or title in texts
    heads = [text for text in said if text.startswith("<b>")]
    assert len(heads) == len({row["theme"] for row in rows})


def test_years_the_wrong_way_round_are_read_from_the_earlier():
    assert run_lab("timeline", first=2005, last=1997) == run_lab("timeline", first=1997, last=2005)


def test_moments_and_days():
    day, month, year = (
        {"year": 2004, "month": 2, "date": "2004-02-29"},
        {"year": 2004, "month": 2, "date": None},
        {"year": 2004, "month": None, "date": None},
    )
    assert events_of.start(day) == events_of.end(day) == 2004 + 59 / 366
    assert (events_of.start(month), events_of.end(month)) == (2004 + 31 / 366, 2004 + 60 / 366)
    assert (events_of.start(year), events_of.end(year)) == (2004, 2005)
    assert [events_of.place(row) for row in (day, month, year)] == ["2004-02-29", "2004-02", "2004"]
    assert [events_of.said(row) for row in (day, month, year)] == [
        "29 February 2004",
        "February 2004",
        "2004",
    ]
    assert drawn._after(month) == "2004-03-01"
    assert drawn._after({"year": 2004, "month": 12}) == "2005-01-01"


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ("2005-03-22", "2005-03-23", 1),
        ("2004-02-28", "2004-03-01", 2),
        ("2003-12-31", "2004-01-01", 1),
    ],
)
def test_days_between(one, other, gap):
    first, last = (
        {"year": int(day[:4]), "month": int(day[5:7]), "date": day} for day in (one, other)
    )
    assert events_of.serial(last) - events_of.serial(first) == gap


def test_the_presets_tell_their_story():
    idea, before, march = (run_lab("timeline", **preset["values"]) for preset in lab.PRESETS)
    assert idea["values"]["named"] == 1
    assert "before the first star ratings of hospitals (25 September 2001)" in idea["reading"]
    assert "from before Labour came in" in before["reading"]
    assert before["values"]["control"] >= 3 and before["values"]["control_later"] == 0
    assert "(22 March 2005) and" in march["reading"] and "one day apart" in march["reading"]


def test_the_first_view_counts_what_was_still_to_come():
    found = run_lab("timeline")
    control = [
        row for row in wanted("all", "all", 1979, 2010) if row["theme"] in ("targets", "inspection")
    ]
    later = [row for row in control if (row["year"], row["month"] or 0) > (2000, 1)]
    assert (found["values"]["control"], found["values"]["control_later"]) == (
        len(control),
        len(later),
    )
    assert (
        f"{len(control)} events on targets and inspection in this list, {len(later)} were"
        in found["reading"]
    )


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"theme": "health", "last": 1990}, "holds nothing on health from 1979 to 1990"),
        ({"theme": "health", "last": 1990}, "not that nothing happened"),
        ({"first": 1987, "last": 1987}, "One event in 1987: “Lords dismiss the Liverpool appeal”"),
        ({"first": 1998, "last": 1999}, "Nobody here calls for a new localism yet"),
        ({"first": 2006}, "comes after work had begun"),
        ({"first": 2000, "last": 2002}, "in this list were all still to come"),
        ({"theme": "money", "first": 2002, "last": 2004}, "about ten months apart"),
        ({"level": "neighbourhood"}, "about five years apart"),
        ({"theme": "neighbourhoods", "first": 1984, "last": 1984}, "“Manchester plans"),
        ({"theme": "schools", "first": 1993, "last": 1995}, "None is known to the day."),
    ],
)
def test_the_reading_turns_with_what_is_shown(chosen, words):
    assert words in run_lab("timeline", **chosen)["reading"]


def test_an_unconfirmed_event_is_marked_wherever_it_stands():
    doubtful = [dict(row) for row in ROWS]
    for row in doubtful:
        if row["event_id"] == "1987_lords_dismiss_liverpool_appeal":
            row["grade"] = "C"
    found = lab.run({"timeline": doubtful}, first=1987, last=1987)
    assert found["entries"][0]["title"].endswith("(unconfirmed)")
    assert "(unconfirmed)" in found["reading"]
    assert "(unconfirmed)" in str(found["figures"][0]["data"]).replace("<br>", " ")


def test_a_missing_event_is_named():
    with pytest.raises(ValueError, match="lacks the event 2000_towards_new_localism"):
        lab.run({"timeline": []})


def test_each_entry_links_to_its_sources_and_a_long_list_is_folded():
    shown = declaration("timeline")
    used = {name for entry in shown["result"]["entries"] for name in entry["sources"]}
    assert used <= set(shown["sources"])
    assert all(address.startswith("http") for _, address in shown["sources"].values())
    whole = listed(shown["result"], shown["sources"])
    assert whole.count("<li>") == shown["result"]["values"]["events"]
    assert f"<details><summary>The {whole.count('<li>')} events in words" in whole
    few = listed(run_lab("timeline", first=2005, last=2005), shown["sources"])
    assert "<details open>" in few and 'href="http' in few
    assert (
        listed(run_lab("timeline", theme="health", last=1990), {})
        == '<div class="nl-entries"></div>'
    )
    assert listed(run_lab("inspection_bill"), {}) == ""


def test_in_jupyter_the_list_follows_the_controls():
    view = LabView(Lab("timeline", {}))
    assert view.entries in view.box.children
    view.controls["first"].value = 2005
    view.controls["last"].value = 2005
    assert view.entries.value.count("<li>") == view.lab.result["values"]["events"] == 12
    assert "22 March 2005" in view.entries.value
    assert view.problem.value == ""
    for preset in lab.PRESETS:
        view._set(preset["values"])
        assert view.entries.value.count("<li>") == view.lab.result["values"]["events"]
    other = LabView(Lab("inspection_bill", {}))
    assert other.entries not in other.box.children


def test_the_list_stands_in_the_page_once():
    """As text for readers without scripts, and not a second time as data."""
    bundle = Lab("timeline", {})._repr_mimebundle_()
    page = markup(bundle[faces.LAB])
    assert page.count("The auditor counts the delay as a loss.") == 1
    assert '"entries"' not in page


def test_a_lab_that_lists_nothing_carries_no_sources():
    assert declaration("inspection_bill")["sources"] == {}


def test_markup_in_an_entry_stays_text():
    entry = {"when": "<b>", "title": "<i>", "text": "&", "note": "<s>", "sources": ["x"]}
    made = listed({"entries": [entry]}, {"x": ["<u>", 'http://a/"b']})
    assert "<b>" not in made and "<i>" not in made and "<s>" not in made and "<u>" not in made
    assert 'href="http://a/&quot;b"' in made

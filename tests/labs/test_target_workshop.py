"""The workshop's figures are those of the tables, and its verdicts follow the list and nothing else."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import _target_designs as designs
from exercises.labs import target_workshop as lab
from exercises.labs.loading import load, run_lab, tables_of

TABLES = tables_of(load("target_workshop"))
ROWS = {row["target_id"]: row for row in TABLES["psa_targets"]}
MOVES = {move["id"]: move for move in designs.moves(TABLES)}
SUBJECTS = [subject["id"] for subject in designs.SUBJECTS]
ENGLISH = lab.PRESETS[1]["values"]


def setting(control):
    if control["type"] == "choice":
        return st.sampled_from([option["value"] for option in control["options"]])
    if control["type"] == "toggle":
        return st.booleans()
    return st.floats(control["min"], control["max"])


SETTING = st.fixed_dictionaries({control["name"]: setting(control) for control in lab.CONTROLS})


def values(**chosen):
    return run_lab("target_workshop", **chosen)["values"]


def reading(**chosen):
    return run_lab("target_workshop", **chosen)["reading"]


def test_every_row_that_promises_one_thing_is_coded_once():
    coded = [name for name, _, _ in designs.CODES]
    assert len(coded) == len(set(coded)) == 29
    assert set(ROWS) - set(coded) == {"treasury_2008"}
    assert {form for _, form, _ in designs.CODES} == {"line", "average", "count"}
    assert {hands for _, _, hands in designs.CODES} == {"own", "services", "people"}


def test_the_changes_are_the_tables_own():
    assert math.isclose(MOVES["teenage_conceptions"]["achieved"], 100 * (46.6 - 35.5) / 46.6)
    assert math.isclose(MOVES["teenage_conceptions"]["promised"], 50)
    assert math.isclose(MOVES["english_at_11"]["promised"], 100 * 17 / 63)
    assert math.isclose(MOVES["english_at_11"]["achieved"], 100 * 12 / 63)
    assert math.isclose(MOVES["emergency_four_hours"]["achieved"], 100 * 21 / 77)
    assert (MOVES["road_casualties"]["promised"], MOVES["road_casualties"]["achieved"]) == (40, 40)
    assert MOVES["truancy_2002"]["achieved"] == 0


def test_every_known_end_with_three_figures_is_drawn_and_no_other():
    whole = {
        name
        for name, row in ROWS.items()
        if row["fate"] in ("met", "missed")
        and None not in (row["baseline_value"], row["target_value"], row["outcome_value"])
    }
    assert set(MOVES) == whole | {"emergency_four_hours"}
    assert len(MOVES) == 16
    assert set(SUBJECTS) <= set(MOVES)
    assert dict(designs.NAMES).keys() == MOVES.keys()


def test_a_met_target_reached_its_line_but_for_the_exceptions_that_are_named():
    short = {
        name
        for name, move in MOVES.items()
        if not designs.reached(move["achieved"], move["promised"])
    }
    missed = {name for name, move in MOVES.items() if move["fate"] == "missed"}
    assert short - missed == {"class_size"}
    assert missed <= short


@pytest.mark.parametrize("subject", designs.SUBJECTS, ids=SUBJECTS)
def test_each_subject_stands_as_its_row_has_it(subject):
    row = ROWS[subject["id"]]
    assert subject["due"] == row["deadline_year"]
    move = MOVES[subject["id"]]
    rises = row["unit"] != "per cent cut" and row["target_value"] > move["start"]
    assert subject["up"] == rises


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_real_promise_meets_its_real_fate(subject):
    """The change to the nearest per cent below what was promised, over the real years."""
    move, row = MOVES[subject], ROWS[subject]
    found = values(
        subject=subject,
        change=math.floor(move["promised"]),
        years=min(12, max(row["deadline_year"], move["ended"]) - move["began"]),
        form=designs.code_of(subject)[0],
    )
    assert found["verdict_known"] == 1
    assert found["would_be_met"] == found["really_met"] == (row["fate"] == "met")


def test_one_fall_meets_a_quarter_less_and_misses_a_half():
    assert values(change=23)["would_be_met"] == 1
    assert values(change=24)["would_be_met"] == 0
    assert values(change=23)["really_met"] == 0
    assert "one result, two verdicts" in reading(change=23)
    assert math.isclose(values(change=50)["level"], 23.3)


@given(SETTING, st.floats(1, 100), st.floats(1, 100))
def test_a_smaller_promise_is_never_harder_to_meet(chosen, first, second):
    low, high = sorted([first, second])
    if values(**chosen | {"change": high})["would_be_met"]:
        found = values(**chosen | {"change": low})
        assert found["would_be_met"] == 1


@given(SETTING)
def test_the_headings_count_what_the_figure_draws(chosen):
    shown = run_lab("target_workshop", **chosen)
    holds, fails = shown["figures"][0]["data"]
    found = shown["values"]
    assert len(holds["y"]) + len(fails["y"]) == 11 == len(designs.CONDITIONS)
    assert len(holds["y"]) == found["measured"] + found["attributed"] + 4 - found["openings"]
    assert 0 <= found["measured"] <= 4 and 0 <= found["attributed"] <= 3
    assert 0 <= found["openings"] <= 4


@given(SETTING)
def test_a_verdict_is_given_only_where_the_tables_can_tell(chosen):
    found = values(**chosen)
    if chosen["form"] != designs.code_of(chosen["subject"])[0] or chosen["years"] == 0:
        assert found["verdict_known"] == 0
    if not found["verdict_known"] or not found["possible"]:
        assert found["would_be_met"] == 0


@given(SETTING)
def test_the_reading_agrees_with_the_values(chosen):
    shown = run_lab("target_workshop", **chosen)
    found, text = shown["values"], shown["reading"]
    told = "yours would have been" in text
    assert told == bool(found["verdict_known"] and found["possible"])
    if told:
        assert f"yours would have been {'met' if found['would_be_met'] else 'missed'}." in text
    assert ("hard to game" in text) == (found["openings"] == 0)


def test_targets_built_alike_are_counted_from_the_table():
    fates = Counter()
    for name, form, hands in designs.CODES:
        kind = ROWS[name]["fate"]
        fates[form, hands, kind if kind in ("met", "missed") else "open"] += 1
    for form in ("line", "average", "count"):
        for hands in ("own", "services", "people"):
            found = values(form=form, hands=hands)
            counts = [fates[form, hands, kind] for kind in ("met", "missed", "open")]
            assert [found[f"alike_{kind}"] for kind in ("met", "missed", "open")] == counts
            assert found["alike"] == sum(counts)


def test_others_that_moved_less_or_more_are_counted_from_the_figure():
    for subject in SUBJECTS:
        mine = MOVES[subject]["achieved"]
        others = [move for name, move in MOVES.items() if name != subject]
        found = values(subject=subject)
        less = [m for m in others if m["fate"] == "met" and m["achieved"] < mine]
        more = [m for m in others if m["fate"] == "missed" and m["achieved"] > mine]
        assert (found["met_moved_less"], found["missed_moved_more"]) == (len(less), len(more))


def test_the_presets_tell_their_story():
    conceptions, english, hours = (
        run_lab("target_workshop", **preset["values"]) for preset in lab.PRESETS
    )
    assert conceptions["values"]["attributed"] == 0
    assert conceptions["values"]["openings"] == 1
    assert "was missed too" in conceptions["reading"]
    assert english["values"]["measured"] == 4
    assert english["values"]["openings"] == 2
    assert "Expect some of them to be found" in english["reading"]
    assert hours["values"]["openings"] == 3
    assert (hours["values"]["would_be_met"], hours["values"]["really_met"]) == (1, 1)
    gcse = values(**ENGLISH | {"subject": "gcse_2002", "change": 10, "years": 5})
    assert gcse["would_be_met"] == 1
    assert gcse["achieved"] < english["values"]["achieved"]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"years": 0}, "Without a date it can never be missed"),
        ({"years": 0}, "You promise, at no date, to cut"),
        ({"years": 6}, "At an even pace it would have come to 12 per cent by 2004"),
        ({"form": "average"}, "counted as an average"),
        ({"form": "average"}, "only as a number or a rate"),
        ({"baseline": "none"}, "to cut conceptions under 18 by 50 per cent."),
        (
            {"definition": "open", "figures": "soon"},
            "with one gap: what counts can still be changed",
        ),
        ({"definition": "open"}, "Half of what measuring needs"),
        ({"definition": "open", "baseline": "none"}, "hardly be measured"),
        ({"figures": "soon"}, "no fault to find"),
        ({"hands": "own", "answers": "one", "comparison": True}, "thanks will be due"),
        ({"hands": "services"}, "Whose result it would be stays open"),
        ({"companion": True}, "nobody need try"),
        ({"companion": True, "stakes": "money"}, "the rarest kind"),
        ({"stakes": "name"}, "a reason to look for it"),
        ({"stakes": "money", "counter": "judged"}, "Expect some of them to be used"),
        ({"form": "average", "hands": "own"}, "No target in the table is built like it"),
        ({"form": "average", "hands": "services"}, "One target in the table is built like it"),
        ({"form": "count", "hands": "own"}, "it was left without a known end"),
        (ENGLISH | {"change": 60}, "more than everyone"),
        ({"subject": "road_casualties", "change": 41}, "40 per cent or more"),
    ],
)
def test_the_reading_turns_with_the_result(chosen, words):
    assert words in reading(**chosen)


def test_a_missing_row_is_named():
    rows = [row for row in TABLES["psa_targets"] if row["target_id"] != "brownfield"]
    with pytest.raises(ValueError, match="no outcome for brownfield"):
        lab.run(TABLES | {"psa_targets": rows})
    with pytest.raises(ValueError, match="lacks the row ae_within_four_hours"):
        lab.run(TABLES | {"waiting_targets": []})
    with pytest.raises(ValueError, match="no subject called"):
        designs.subject_of("bins")


@pytest.mark.parametrize("chosen", [{"form": "average"}, {"years": 0}, {}])
def test_more_than_everyone_is_told_however_it_is_counted(chosen):
    said = run_lab("target_workshop", subject="english_at_11", change=90, **chosen)["reading"]
    assert "Nobody could keep it: it asks for more than everyone." in said


def test_one_day_is_one_day():
    said = run_lab("target_workshop", subject="young_offenders", change=99)["reading"]
    assert "from 142 days to 1 day" in said
    assert "1 days" not in said


def test_a_promise_between_two_steps_is_told_as_it_is_reckoned():
    assert "by 50.4 per cent" in run_lab("target_workshop", change=50.4)["reading"]

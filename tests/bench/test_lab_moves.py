"""The moves by which labs are timed: each must be told from the one before it, on every lab."""

import itertools

import pytest

from exercises.labs import loading
from tests.bench import labs, sheet
from tests.bench.books import BenchError
from tests.bench.lab_moves import Moves, _to_and_fro, _walk

SLIDER = {"type": "slider", "min": 0, "max": 1, "step": 0.25, "value": 0.25}


def test_a_slider_goes_down_to_its_end_and_up_to_the_other():
    assert _walk(SLIDER, 7) == [0, 0.25, 0.5, 0.75, 1, 0.75, 0.5]
    assert _walk(SLIDER | {"value": 0}, 2) == [0.25, 0.5]


def test_a_control_is_taken_to_and_fro():
    assert _to_and_fro(SLIDER, 3) == [[0, 0.25, 0], [0.5, 0.25, 0.5]]
    choice = {"type": "choice", "value": "a", "options": [{"value": v} for v in "ab"]}
    assert _to_and_fro(choice, 3) == [["b", "a", "b"]]


@pytest.mark.parametrize("name", loading.names())
def test_every_move_of_every_lab_changes_its_reading(name):
    moves = Moves(name, 6)
    readings = [" ".join(str(loading.run_lab(name)["reading"]).split())]
    readings += [step.reading for step in moves.steps]
    assert len(readings) == 7
    assert all(a != b for a, b in itertools.pairwise(readings))
    assert loading.load(name).CONTROLS[moves.place]["name"] == moves.name
    moves.agree(0, moves.steps[0].reading.replace(" ", "\n"))
    with pytest.raises(BenchError, match=f"{name} at {moves.name}"):
        moves.agree(0, "Something else.")


def test_what_takes_too_long_is_marked():
    quick = labs.Times(Moves("fade_out", 2), [200, 300], [20.0] * 50, 0, [9.0] * 3, [80.0] * 5)
    assert quick.row() == [
        "`fade_out`", "years", "300", "20", "20", "under 50", "9", "80", "80", "80", "4 times",
    ]  # fmt: skip
    for change in ({"first": [501]}, {"later": [60.0] * 50}, {"block": 51}):
        slow = labs.Times(quick.moves, [300], [20.0] * 50, 0, [9.0] * 3)
        vars(slow).update(change)
        assert slow.row()[0] == "`fade_out` (over)"
        assert slow.row()[-1] == "-"
    longer = labs.Times(Moves("settlement", 2), [300], [240.0] * 50, 0, [9.0] * 3)
    assert longer.within()


def test_the_sheet_has_an_index_of_its_pictures():
    page = sheet._index([("fade_out", "a.png"), ("settlement", "b.png"), ("fade_out", "c.png")])
    assert page.index("Fade-out") < page.index("a.png") < page.index("c.png") < page.index("b.png")

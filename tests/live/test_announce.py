"""A lab in Jupyter tells the page what it is set to, for the questions that follow it."""

import json

import pytest

from exercises import lab
from exercises.labs.loading import names, run_lab
from exercises.live.lab_view import LabView, _Announce


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path))


def announced(view):
    """The widget that the lab holds for it, out of sight among its figures."""
    found = [w for w in view.box.children[2].children[1].children if isinstance(w, _Announce)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("name", names())
def test_a_lab_tells_its_setting_and_its_values(name):
    told = announced(LabView(lab(name)))
    shown = lab(name)
    assert told.lab == name
    typed = {c["name"] for c in shown.declaration["controls"] if c["type"] == "text"}
    controls = {control: value for control, value in shown.values.items() if control not in typed}
    assert told.state == {"controls": controls, "values": run_lab(name)["values"]}
    json.dumps(told.state)


def test_a_browser_knows_where_to_read_each_control():
    told = announced(LabView(lab("targetworld", regime="narrow")))
    assert told.watched["power"] == {"trait": "value", "values": None}
    choice = told.watched["regime"]
    assert choice["trait"] == "index"
    assert choice["values"][told.controls["regime"].index] == "narrow"
    # What is sent are the controls' own addresses, so that a browser can ask each what it shows.
    sent = told.get_state(["controls"])["controls"]
    assert sent["power"] == f"IPY_MODEL_{told.controls['power'].model_id}"


def test_a_moved_control_is_told_with_what_came_of_it():
    view = LabView(lab("targetworld"))
    told = announced(view)
    seen = []
    told.observe(lambda change: seen.append(change["new"]), names="state")
    view.controls["power"].value = 0.25
    assert [s["controls"]["power"] for s in seen] == [0.25]
    assert seen[0]["values"] == run_lab("targetworld", power=0.25)["values"]


def test_a_slider_means_the_step_that_it_shows():
    """A browser's slider reckons in percentages: its 150 of 900 comes with a last digit too many."""
    view = LabView(lab("inspection_bill"))
    told = announced(view)
    view.controls["own_time"].value = 150.00000000000003
    assert view.lab.result == run_lab("inspection_bill", own_time=150)
    assert view.lab.values["own_time"] == 150
    # The browser asks whether this is the setting that it shows, to the last digit.
    assert told.state["controls"]["own_time"] == 150.00000000000003


def test_a_setting_asked_for_is_set_in_one_go():
    view = LabView(lab("targetworld"))
    told = announced(view)
    seen = []
    told.observe(lambda change: seen.append(change["new"]), names="state")
    told._handle_custom_msg({"set": {"power": 0.5, "managers": "budget"}}, [])
    assert len(seen) == 1
    assert seen[0]["values"] == run_lab("targetworld", power=0.5, managers="budget")["values"]


@pytest.mark.parametrize(
    "content", [{"set": {"zeta": 1}}, {"set": "power"}, {}, "set", {"set": None}]
)
def test_what_is_no_setting_is_let_be(content):
    view = LabView(lab("targetworld"))
    before = announced(view).state
    announced(view)._handle_custom_msg(content, [])
    assert announced(view).state == before

"""A slider's value has the decimals of its steps, in the page, in Jupyter and on paper alike."""

import pytest

from exercises.labs import loading
from exercises.live.lab_view import _control
from exercises.live.labs import Lab, decimals, paper, said
from exercises.paths import BOOK
from tests.node import run_module

SCRIPT = (BOOK / "pages" / "lab-numbers.js").read_text(encoding="utf-8")


def slider(low, high, step):
    return {"name": "x", "label": "X", "type": "slider", "min": low, "max": high, "step": step}


KNOWN = [
    (slider(0, 150, 1), 30, "30"),
    (slider(0, 150, 1), 30.0, "30"),
    (slider(50, 600, 10), 250, "250"),
    (slider(1979, 2010, 1), 2003, "2003"),
    (slider(0, 1, 0.05), 0.3, "0.30"),
    (slider(0, 1, 0.05), 0.1 + 0.2, "0.30"),
    (slider(0, 2, 0.1), 0.8, "0.8"),
    (slider(2, 9, 0.25), 5, "5.00"),
    (slider(-1, 1, 0.1), -0.3, "−0.3"),
    (slider(-1, 1, 0.1), -0.0, "0.0"),
    (slider(-1, 1, 0.1), -1e-17, "0.0"),
    (slider(-10, 10, 1), -3, "−3"),
    (slider(0.5, 10.5, 1), 2.5, "2.5"),
    (slider(0, 1, 1.0), 1, "1"),
]


def in_the_page(pairs):
    code = SCRIPT.replace("export function", "function")
    return run_module(code + "print(INPUT.map(([control, v]) => written(control, v)));", pairs)


@pytest.mark.parametrize(("control", "value", "wanted"), KNOWN)
def test_on_paper(control, value, wanted):
    assert said(control, value) == wanted


def test_the_page_writes_what_paper_does():
    pairs = [[control, value] for control, value, _ in KNOWN]
    assert in_the_page(pairs) == [wanted for *_, wanted in KNOWN]


def test_every_slider_of_every_lab_from_its_first_step_to_its_last():
    pairs = []
    for name in loading.names():
        for control in loading.load(name).CONTROLS:
            if control["type"] == "slider":
                count = round((control["max"] - control["min"]) / control["step"])
                steps = {0, 1, count // 2, count}
                pairs += [[control, control["min"] + i * control["step"]] for i in steps]
                pairs.append([control, control["value"]])
    shown = in_the_page(pairs)
    assert shown == [said(control, value) for control, value in pairs]
    for (control, value), text in zip(pairs, shown, strict=True):
        # What is shown is the value itself: nothing that a step can reach is rounded away.
        assert float(text.replace("−", "-")) == pytest.approx(value, abs=1e-9), control["name"]


def test_jupyter_reads_out_as_many():
    for name in loading.names():
        for control in loading.load(name).CONTROLS:
            if control["type"] == "slider":
                made = _control(control, control["value"])
                assert made.readout_format == f".{decimals(control)}f"


def test_the_printed_lab_has_whole_numbers_for_whole_steps():
    lab = Lab("found_a_trust", {})
    shown = lab.declaration | {"result": lab.result, "values": lab.values}
    page = paper(shown)
    assert "<td>250</td>" in page and "<td>8.1</td>" in page and "<td>5.00</td>" in page

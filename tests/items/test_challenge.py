"""What a challenge shows of a lab's values and controls: a zero carries no sign, on either side."""

import pytest

from exercises.items import challenge
from exercises.paths import ITEMS
from tests.node import run_module

SHOWN = [
    (-0.0, "0"),
    (0, "0"),
    (-0.004, "0.00"),
    (-1e-17, "0.00"),
    (0.004, "0.00"),
    (-0.005, "−0.01"),
    (-0.25, "−0.25"),
    (-3, "−3"),
    (2.5, "2.50"),
]


def test_a_value_that_rounds_to_zero_has_no_minus_sign():
    script = """
    const { figure } = await import(INPUT.module);
    print([-0, ...INPUT.values].map(figure));
    """
    module = (ITEMS / "challenge.js").as_uri()
    # JSON keeps no minus zero, so that the module itself is given one.
    shown = run_module(script, {"module": module, "values": [value for value, _ in SHOWN[1:]]})
    assert shown == [text for _, text in SHOWN]


@pytest.mark.parametrize(("value", "text"), [(-0.0, "0"), (-0.5, "-0.5"), (3, "3"), (0.25, "0.25")])
def test_a_setting_on_paper_has_no_minus_zero(value, text):
    assert challenge.said({"options": []}, value) == text

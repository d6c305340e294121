"""What a challenge shows of a lab's values and controls: a zero carries no sign, on either side."""

import pytest

from exercises.items import challenge
from exercises.items.bank import bank
from exercises.labs.loading import run_lab
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


#: A challenge, a setting, and whether it does what the words of the challenge ask for.
SETTINGS = [
    # All five, and not five of thirteen while York is left open.
    ("STAR-2.4", {"carried": 1, "medium": 1, "york": "down", "leicester": "high"}, True),
    ("STAR-2.4", {"york": "down", "leicester": "medium", "more": True}, True),
    ("STAR-2.4", {"york": "open", "leicester": "high", "more": True}, False),
    ("STAR-2.4", {"york": "open", "leicester": "open", "more": True}, False),
    # The barest majority of 21 is one seat, of 30 two.
    ("FT-2.1", {"public": 7, "patients": 4, "staff": 4}, True),
    ("FT-2.1", {"public": 12, "patients": 4, "staff": 8}, True),
    ("FT-2.1", {"public": 12, "patients": 4, "staff": 7}, False),
    # Before and after takes no trend off, even where there is none.
    ("NBH-2.1", {"comparison": "country", "years": 9}, True),
    ("NBH-2.1", {"comparison": "before", "years": 9, "trend": 0, "own": 1}, False),
    # The three lists stay as they were, and so does the power.
    ("GAM-5.3", {"eta": 0.35}, True),
    ("GAM-5.3", {"eta": 0.3}, False),
    ("GAM-5.3", {"regime": "narrower", "managers": "evenly", "agreement": 0.5, "eta": 0}, False),
    ("GAM-5.3", {"regime": "narrow", "managers": "budget", "public": "evenly", "eta": 0.95}, False),
    ("GAM-5.3", {"power": 1, "eta": 0.5}, False),
]


@pytest.mark.parametrize(("name", "changed", "met"), SETTINGS)
def test_a_challenge_takes_what_its_words_ask_for_and_no_more(name, changed, met):
    item = bank().declaration(name)
    values = run_lab(item["lab"], **changed)["values"]
    response = {"lab": item["lab"], "controls": changed, "values": values}
    assert (challenge.mark(item, response)["key"] == "met") is met

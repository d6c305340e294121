"""A lab in Jupyter says what its badge means, and what the setting that was tried is for."""

import html

import ipywidgets as widgets
import pytest

from exercises.labs.loading import load, names
from exercises.live.lab_view import LabView
from exercises.live.labs import lab


def texts(view: LabView) -> str:
    """What stands in the words of a lab and of its row of presets, without its markup's own signs."""
    shown = [*view.box.children, *view.box.children[1].children]
    return html.unescape(" ".join(w.value for w in shown if isinstance(w, widgets.HTML)))


@pytest.mark.parametrize("name", names())
def test_the_badge_is_explained_where_it_can_be_read(name):
    shown = lab(name)
    note = shown.declaration["badge_note"]
    assert bool(note) == bool(shown.declaration["badge"])
    assert note in texts(LabView(shown))
    assert note in html.unescape(shown._repr_mimebundle_()["text/html"])


def test_what_a_preset_is_for_is_said_until_the_lab_is_moved():
    view = LabView(lab("targetworld"))
    first = load("targetworld").PRESETS[0]
    view._preset(first).click()
    assert f"{first['label']}: {first['note']}" in texts(view)
    view.controls["power"].value = 0.3
    assert first["note"] not in texts(view)

"""A lab's figures must be whole when the page first hears of them."""

import ipywidgets
import pytest

from exercises import lab
from exercises.labs.loading import names
from exercises.live.lab_view import LabView


@pytest.fixture
def opened(monkeypatch) -> dict[str, dict]:
    """What each widget told the page when it was opened, by the id of its model."""
    heard: dict[str, dict] = {}
    own = ipywidgets.Widget.open

    def listen(widget: ipywidgets.Widget) -> None:
        state = widget.get_state()
        own(widget)
        heard[widget.model_id] = state

    monkeypatch.setattr(ipywidgets.Widget, "open", listen)
    return heard


@pytest.mark.parametrize("name", names())
def test_a_figure_is_whole_when_it_is_opened(name, opened):
    shown = lab(name)
    view = LabView(shown)
    assert view.figures
    for figure, wanted in zip(view.figures, shown.result["figures"], strict=True):
        told = opened[figure.model_id]
        assert len(told["_widget_data"]) == len(wanted["data"])
        assert told["_widget_layout"]["template"] and told["_widget_layout"]["autosize"]
        assert told["_config"]["displayModeBar"] is False
        assert figure.comm is not None

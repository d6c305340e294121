"""How charts look: one Plotly template, read by Python for Jupyter and by the page's script."""

import json
from functools import lru_cache

import plotly.graph_objects as go
import plotly.io as pio

from exercises.paths import PACKAGE


@lru_cache(1)
def template() -> go.layout.Template:
    """The course's Plotly template; becomes the default when it is first asked for."""
    made = go.layout.Template(json.loads((PACKAGE / "look.json").read_text(encoding="utf-8")))
    pio.templates["localism"] = made
    pio.templates.default = "localism"
    return made

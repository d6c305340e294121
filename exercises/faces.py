"""The faces of what a chapter shows: which MIME type carries which, and when the live one is left out.

A question, a lab and a chart each show themselves as one bundle: a live widget for Jupyter, the
declaration for the book's extension, and plain HTML for paper and for a notebook not yet run.
"""

import os

ITEM = "application/vnd.localism.item+json"
LAB = "application/vnd.localism.lab+json"
TASK = "application/vnd.localism.task+json"
CHART = "application/vnd.localism.chart+json"
CAPTION = "application/vnd.localism.caption+json"
REVIEW = "application/vnd.localism.review+json"
PROGRESS = "application/vnd.localism.progress+json"
WIDGET = "application/vnd.jupyter.widget-view+json"
PLOTLY = "application/vnd.plotly.v1+json"

#: Set while the book is built: no widget is made, and no one's record is read into a page.
STATIC = "LOCALISM_FACES"


def static_only() -> bool:
    """Whether the book is being built, so that nothing live and nobody's answers may be shown."""
    return os.environ.get(STATIC) == "static"

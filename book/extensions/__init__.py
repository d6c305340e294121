"""The Sphinx side of the book: turns what a notebook shows into page markup, and keeps it honest."""

import os

from sphinx.application import Sphinx
from sphinx.config import Config

from book.extensions import (
    builder,
    cards,
    check,
    data_page,
    directive,
    inputs,
    kernels,
    lab_pages,
    lab_settings,
    site,
)
from exercises import faces
from exercises.paths import BOOK


def _configure(_: Sphinx, config: Config) -> None:
    config.html_theme_path = [str(BOOK / "theme")]
    # Without this myst-nb asks two hosts for require.js and html-manager on any page with a widget.
    config.nb_ipywidgets_js = {}
    config.nb_custom_formats = {".ipynb": "book.extensions.inputs.read"}


def setup(app: Sphinx) -> dict[str, object]:
    """Register the course's builder, reader, assets and checks."""
    # The kernels that run the notebooks inherit this: no widgets, and nobody's answers.
    os.environ[faces.STATIC] = "static"
    # Jupyter Book sets it for an extension that this book does without.
    app.add_config_value("comments_config", {}, "")
    app.connect("config-inited", _configure, priority=100)
    app.add_builder(builder.CourseHTMLBuilder, override=True)
    directive.setup(app)
    lab_pages.setup(app)
    lab_settings.setup(app)
    inputs.setup(app)
    kernels.setup(app)
    cards.setup(app)
    data_page.setup(app)
    site.setup(app)
    check.setup(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}

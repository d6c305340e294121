"""Front matter lies in `book/`, but is published at the top: `book/index` becomes `index.html`."""

from os import path

from sphinx.builders.html import StandaloneHTMLBuilder

_FOLDER = "book/"


class CourseHTMLBuilder(StandaloneHTMLBuilder):
    """Sphinx's own HTML builder, with pages of `book/` written one level up."""

    name = "html"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The address of a page, from the top of the site."""
        return super().get_target_uri(docname.removeprefix(_FOLDER), typ)

    def get_outfilename(self, pagename: str) -> str:
        """The file that a page is written to."""
        name = pagename.removeprefix(_FOLDER)
        return path.join(self.outdir, *f"{name}{self.out_suffix}".split("/"))  # noqa: PTH118

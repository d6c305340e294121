"""`{course-item}`: a question on a page of the book that is not a notebook, such as the front page."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extensions.render import item
from exercises.items.bank import BankError, bank
from exercises.paths import BANK, DATA


class CourseItem(SphinxDirective):
    """Shows the question named by its one argument."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The question's markup; an id that is not in the bank is an error of this page."""
        name = self.arguments[0]
        try:
            declared = bank().declaration(name)
        except BankError as error:
            raise self.error(str(error)) from error
        files = [BANK / bank().chapter(name), BANK / "outcomes.yaml", DATA / "datapackage.json"]
        for path in [*files, *(DATA / f"{table}.csv" for table in bank().tables(name))]:
            self.env.note_dependency(str(path))
        return [nodes.raw(text=item(declared), format="html")]


def setup(app: Sphinx) -> None:
    """Make the directive known."""
    app.add_directive("course-item", CourseItem)

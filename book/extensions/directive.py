"""`{course-item}` and `{course-lab}`: a question or a lab on a page of the book that is no notebook."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extensions.render import item, lab
from exercises import faces
from exercises.items.bank import BankError, bank
from exercises.labs.loading import LabError
from exercises.live.labs import Lab
from exercises.paths import BANK, DATA, LABS


class CourseItem(SphinxDirective):
    """Shows the question named by its one argument."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The question's markup; an id that is not in the bank is an error of this page."""
        return item_nodes(self, self.arguments[0])


class CourseLab(SphinxDirective):
    """Shows the lab named by its one argument, at its first setting."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The lab's markup; a name that is no lab's is an error of this page."""
        return lab_nodes(self, self.arguments[0])


def item_nodes(directive: SphinxDirective, name: str) -> list[nodes.Node]:
    """A question's markup for a directive, whose page then depends on what the question is made of."""
    try:
        declared = bank().declaration(name)
    except BankError as error:
        raise directive.error(str(error)) from error
    files = [BANK / bank().chapter(name), BANK / "outcomes.yaml", DATA / "datapackage.json"]
    for path in [*files, *(DATA / f"{table}.csv" for table in bank().tables(name))]:
        directive.env.note_dependency(str(path))
    return [nodes.raw(text=item(declared), format="html")]


def lab_nodes(directive: SphinxDirective, name: str) -> list[nodes.Node]:
    """A lab's markup for a directive, whose page then depends on what the lab is made of."""
    try:
        shown = Lab(name, {})
    except LabError as error:
        raise directive.error(str(error)) from error
    tables = [DATA / f"{table}.csv" for table in shown.declaration["tables"]]
    for path in [*LABS.glob("*.py"), DATA / "datapackage.json", *tables]:
        directive.env.note_dependency(str(path))
    return [nodes.raw(text=lab(shown._repr_mimebundle_()[faces.LAB]), format="html")]


def setup(app: Sphinx) -> None:
    """Make the directives known."""
    app.add_directive("course-item", CourseItem)
    app.add_directive("course-lab", CourseLab)

"""`{course-labs}`: the list of all labs; `{course-lab-page}`: one lab, its challenges and its addresses."""

import html
from urllib.parse import urlencode

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book.extensions.directive import item_nodes, lab_nodes
from exercises import lab_pages
from exercises.items import challenge
from exercises.items.bank import bank
from exercises.lab_pages import LINES, LabPagesError
from exercises.labs import loading
from exercises.live.labs import decimals
from exercises.paths import LABS, NOTEBOOKS


class CourseLabs(SphinxDirective):
    """Shows a list of the labs that there are, in the order of the course, each with its address."""

    def run(self) -> list[nodes.Node]:
        """The list; a lab of which nothing is said is an error of this page."""
        _depend(self)
        try:
            known = lab_pages.lines()
        except LabPagesError as error:
            raise self.error(str(error)) from error
        rows = "".join(_row(name, line) for name, line in known.items())
        return [_raw(f'<ul class="nl-lab-list">{rows}</ul>')]


class CourseLabPage(SphinxDirective):
    """Shows the lab named by its one argument, and what belongs to it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """What it lets its learner find, the lab, how to open it at a setting, and its challenges."""
        _depend(self)
        name = self.arguments[0]
        try:
            finds = lab_pages.lines()[name]["finds"]
        except LabPagesError as error:
            raise self.error(str(error)) from error
        except KeyError:
            raise self.error(f"there is no lab {name}: run python -m exercises.lab_pages") from None
        made: list[nodes.Node] = [nodes.paragraph("", finds, classes=["nl-lab-finds"])]
        made.append(_raw(f"{_places(name)}<h2>The lab</h2>"))
        made += [*lab_nodes(self, name), _raw(_addresses(name))]
        tasks = challenges(name)
        if tasks:
            made.append(_raw(f"<h2>{'Challenges' if len(tasks) > 1 else 'A challenge'}</h2>"))
        for task in tasks:
            made += item_nodes(self, task)
        return made


def challenges(name: str) -> list[str]:
    """The questions of the bank that set a learner to a lab."""
    return [one for one in bank().ids() if bank().lab(one) == name]


def _depend(directive: SphinxDirective) -> None:
    # A lab's chapter is where its notebook is; which there are can change as well.
    for path in [LINES, *LABS.glob("*.py"), *NOTEBOOKS.glob("*.ipynb")]:
        directive.env.note_dependency(str(path))


def _row(name: str, line: lab_pages.Line) -> str:
    count = len(challenges(name))
    tasks = f", {count} challenge{'' if count == 1 else 's'}" if count else ""
    return (
        f'<li><a href="labs/{name}.html">{html.escape(loading.load(name).TITLE)}</a> '
        f"{html.escape(line['finds'])} "
        f'<span class="nl-lab-place">Chapter {line["chapter"]}{tasks}</span></li>'
    )


def _places(name: str) -> str:
    home = challenge.home(name)
    taught = f'<a href="../notebooks/{home}.html">Chapter {home[:2]}</a> · ' if home else ""
    return f'<p class="nl-lab-places">{taught}<a href="../labs.html">All labs</a></p>'


def _addresses(name: str) -> str:
    lab = loading.load(name)
    links = "".join(
        f'<li><a href="{html.escape(address(lab, name, preset["values"]))}">'
        f"{html.escape(preset['label'])}</a>: {html.escape(preset['note'])}</li>"
        for preset in lab.PRESETS
    )
    rows = "".join(
        f'<tr><th scope="row"><code>{name}.{control["name"]}</code></th>'
        f"<td>{html.escape(control['label'])}</td><td>{takes(control)}</td></tr>"
        for control in lab.CONTROLS
        # What a learner types is never in an address.
        if control["type"] != "text"
    )
    return (
        '<details class="nl-lab-addresses"><summary>Open it at a setting</summary>'
        f"<ul>{links}</ul>"
        "<p>After the question mark of this page’s address stand the controls that are to differ from where "
        "the lab begins, joined by <code>&amp;</code>:</p>"
        '<table class="docutils"><thead><tr><th scope="col">In the address</th>'
        '<th scope="col">Control</th><th scope="col">Takes</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


def address(lab: loading.Lab, name: str, values: dict) -> str:
    """The address of a lab's page at a setting, from that page; the twin of lab-address.js."""
    first = loading.defaults(lab)
    moved = {k: _written(v) for k, v in values.items() if v != first[k]}
    query = urlencode({f"{name}.{key}": value for key, value in moved.items()})
    return f"{name}.html{f'?{query}' if query else ''}"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.12g}" if isinstance(value, int | float) else str(value)


def takes(control: dict) -> str:
    """What a control can be set to in an address, as HTML."""
    if control["type"] == "toggle":
        return "<code>yes</code> or <code>no</code>"
    if control["type"] == "choice":
        return ", ".join(
            f"<code>{html.escape(o['value'])}</code> {html.escape(o['label'])}"
            for o in control["options"]
        )
    places = decimals(control)
    low, high = (f"{control[end]:.{places}f}".replace("-", "−") for end in ("min", "max"))
    return f"{low} to {high}"


def _raw(markup: str) -> nodes.raw:
    return nodes.raw(text=markup, format="html")


def setup(app: Sphinx) -> None:
    """Make the directives known."""
    app.add_directive("course-labs", CourseLabs)
    app.add_directive("course-lab-page", CourseLabPage)

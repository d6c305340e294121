"""Page markup for what a notebook shows: questions, labs and charts that stand without scripts."""

import html
import json
from typing import ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from exercises import faces
from exercises.items import paper
from exercises.live.labs import paper as lab_paper
from exercises.live.quizzes import Quiz, opening

_SCRIPTS = "<p>This is worked out from what your browser keeps, and needs JavaScript.</p>"
#: A learner's own work: the page's script fills it in from the browser's record.
_WORK = {
    faces.REVIEW: f'<div data-review="">{_SCRIPTS}</div>',
    faces.PROGRESS: f'<div data-progress="">{_SCRIPTS}</div>',
}


class CourseMime:
    """The course's MIME types as docutils nodes, found by myst-nb through its entry point."""

    mime_priority_overrides: ClassVar = [
        ("*", faces.CHART, 1),
        ("*", faces.CAPTION, 1),
        ("*", faces.ITEM, 1),
        ("*", faces.LAB, 1),
        ("*", faces.TASK, 1),
        ("*", faces.REVIEW, 1),
        ("*", faces.PROGRESS, 1),
        ("*", faces.PLOTLY, 2),
        ("*", faces.WIDGET, 90),
    ]

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Markup for one face of an output; None leaves it to myst-nb."""
        if inline:
            return None
        if data.mime_type == faces.ITEM:
            content = _content(data)
            if "quiz" in content:
                return [_raw(quiz(content["quiz"], content["items"]))]
            return [_raw("".join(item(declared) for declared in content["items"]))]
        if data.mime_type == faces.LAB:
            return [_raw(lab(_content(data)))]
        if data.mime_type == faces.TASK:
            return [_raw(task(_content(data)))]
        if data.mime_type in (faces.REVIEW, faces.PROGRESS):
            return [_raw(_WORK[data.mime_type])]
        if data.mime_type == faces.CHART:
            return [_raw(chart(_content(data)))]
        if data.mime_type == faces.CAPTION:
            # It stands in the chart's own markup already. Nodes, or it would fall to the next face.
            return [nodes.comment()]
        if data.mime_type == faces.PLOTLY:
            # The chart's own face is shown in its place; a figure without one fails the check.
            return [nodes.comment("", "figure")]
        if data.mime_type == faces.WIDGET:
            return [nodes.comment("", "widget")]
        if data.mime_type == "text/html" and 'class="dataframe"' in data.string:
            # A header that heads nothing is read out as one all the same: pandas writes such corners.
            markup = data.string.replace("<th></th>", "<td></td>")
            return [nodes.raw(text=markup, format="html", classes=["output", "text_html"])]
        return None


def _content(data: MimeData) -> dict:
    return data.content if isinstance(data.content, dict) else json.loads(data.content)


def _raw(markup: str) -> nodes.raw:
    return nodes.raw(text=markup, format="html")


def embedded(name: str, declared: object) -> str:
    """JSON inside a page; every `<` is escaped, so that no text in it can end the element."""
    text = json.dumps(declared, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" class="{name}">{text}</script>'


def item(declared: dict) -> str:
    """A question: as text, with its answer folded, until the page's script brings it to life."""
    return (
        f'<section class="nl-item" data-item="{declared["id"]}" data-type="{declared["type"]}" '
        f'data-state="ready">'
        f'<div class="nl-item-head"><span class="nl-outcome">{declared["outcome"]}</span></div>'
        f"{paper.body(declared)}{paper.hint(declared)}"
        f'<details class="nl-solution"><summary>Answer</summary>{paper.solution(declared)}</details>'
        f"{embedded('nl-declaration', declared)}</section>"
    )


def quiz(declared: dict, items: list[dict]) -> str:
    """Several questions asked as one: the page's script draws those of a pool, and keeps the score."""
    asked, rest = items, []
    if declared["n"]:
        asked, rest = items[: declared["n"]], items[declared["n"] :]
    others = "".join(item(one) for one in rest)
    words = f"All other questions to draw from ({len(rest)})"
    fold = f'<details class="nl-rest"><summary>{words}</summary>{others}</details>'
    return (
        f'<section class="nl-quiz" data-quiz="{declared["kind"]}" '
        f'aria-label="{html.escape(declared["head"])}">{opening(Quiz(**declared))}'
        f'<div class="nl-asked">{"".join(item(one) for one in asked)}</div>'
        f"{fold if rest else ''}"
        f'<div class="nl-score nl-needs-js"></div>{embedded("nl-quiz-declaration", declared)}</section>'
    )


def lab(declared: dict) -> str:
    """A lab: its first reading and settings, until the page's script brings it to life."""
    # A list of entries stands in the page as text already, and need not come a second time as data.
    result = {key: part for key, part in declared["result"].items() if key != "entries"}
    return lab_paper(declared, embedded("nl-declaration", declared | {"result": result}))


def chart(declared: dict) -> str:
    """A chart: its words, sources and data; the page's script draws the figure."""
    title, summary = html.escape(declared["title"]), html.escape(declared["summary"])
    return (
        f'<figure class="nl-chart" data-chart="{declared["id"]}" data-state="ready">'
        f'<figcaption class="nl-chart-title">{title}</figcaption>'
        f'<div class="nl-plot" role="img" aria-label="{title}. {summary}"></div>'
        f"{declared['notes']}{embedded('nl-figure', declared['figure'])}</figure>"
    )


def task(declared: dict) -> str:
    """A code task: its prompt, with hint and solution folded."""
    code = highlight(declared["solution"], PythonLexer(), HtmlFormatter(nowrap=True))
    return (
        f'<section class="nl-task" data-task="{declared["id"]}">{declared["prompt"]}'
        f"<details><summary>A hint</summary>{declared['hint']}</details>"
        f"<details><summary>A solution</summary>"
        f'<div class="highlight"><pre tabindex="0">{code}</pre></div></details></section>'
    )

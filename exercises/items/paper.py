"""A question as a person would print it, with the learner's own answer where there is one."""

import html
from datetime import UTC, datetime

from exercises.items.result import Declaration
from exercises.items.types import TYPES

_RUN = "Run this cell to answer, or to answer again."


def body(item: Declaration, response: object = None) -> str:
    """The prompt and the space for an answer, as HTML."""
    return f'<div class="nl-prompt">{item["prompt"]}</div>' + TYPES[item["type"]].paper(
        item, response
    )


def solution(item: Declaration) -> str:
    """The answer and why, as HTML."""
    right = TYPES[item["type"]].key(item)
    return f"<p><strong>Answer:</strong> {right}</p>{item['explain']}{sources(item)}"


def hint(item: Declaration) -> str:
    """The hint of an item, folded, or nothing."""
    if "hint" not in item:
        return ""
    return f'<details class="nl-solution"><summary>Hint</summary>{item["hint"]}</details>'


def sources(item: Declaration) -> str:
    """The sources of an item as a list of links, or nothing."""
    rows = []
    for source in item["sources"]:
        year = f" ({source['year']})" if source["year"] else ""
        words = html.escape(f"{source['author']}{year}, {source['title']}")
        if source["url"].startswith(("http://", "https://")):
            words = f'<a href="{html.escape(source["url"])}" rel="noopener">{words}</a>'
        rows.append(f"<li>{words}</li>")
    return f'<div class="nl-sources">Sources<ul>{"".join(rows)}</ul></div>' if rows else ""


def notebook(item: Declaration, event: dict | None) -> str:
    """The face of a question in a notebook whose cells have not been run: inert, but not forgetful."""
    current = event is not None and event["version"] == item["version"]
    said = ""
    response = None
    if current:
        response = event["response"]
        try:
            kind = TYPES[item["type"]]
            result = kind.mark(item, response)
            words = f"<p>{html.escape(result['words'])}</p>" if result["words"] else ""
            said = (
                f'<div class="nl-feedback">{words}{kind.feedback(item, result)}</div>'
                f'<div class="nl-explain">{item["explain"]}{sources(item)}</div>'
                f'<p class="nl-saved">Saved on {_day(event["at"])}.</p>'
            )
        except ValueError:
            response = None
            said = (
                "<p>The answer kept for this question cannot be shown; it stays in your record.</p>"
            )
    elif event is not None:
        said = "<p>You answered an earlier version of this question; that answer is kept.</p>"
    state = "saved" if response is not None else "ready"
    return (
        f'<section class="nl-item nl-paper" data-item="{item["id"]}" data-type="{item["type"]}" '
        f'data-state="{state}"><p class="nl-outcome">{item["outcome"]}</p>'
        f"{body(item, response)}{said or hint(item)}"
        f'<p class="nl-run"><em>{_RUN}</em></p></section>'
    )


def _day(at: int) -> str:
    day = datetime.fromtimestamp(at / 1000, tz=UTC).astimezone()
    return f"{day.day} {day:%B %Y}"

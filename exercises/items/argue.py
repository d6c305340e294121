"""An argument to write: then a rubric and two model answers, and the learner rates their own."""

import html
import re

from exercises.items.result import Declaration, Result

NAME = "argue"

#: What a learner may say of their own text under each line of the rubric.
RATINGS = ("not yet", "partly", "fully")


def count(text: str) -> int:
    """Words in a text: runs of anything but white space."""
    return len(re.findall(r"[^\s\ufeff]+", text))


def mark(item: Declaration, response: object) -> Result:
    """The learner's own rating as a score: the mean over the rubric, from 0 (not yet) to 1 (fully).

    Args:
        item: a declaration with `rubric`, each `{id, text}`, and `words`, `{min, max}`.
        response: `{text, ratings}`; `ratings` holds 0, 1 or 2 for each line of the rubric.

    Raises:
        ValueError: where the text is too short, or a line is not rated.
    """
    if not isinstance(response, dict) or not isinstance(response.get("text"), str):
        raise ValueError(f"{item['id']} wants a text and its ratings")
    if count(response["text"]) < item["words"]["min"]:
        raise ValueError(f"{item['id']} wants {item['words']['min']} words or more")
    ratings = response.get("ratings")
    names = [line["id"] for line in item["rubric"]]
    if not isinstance(ratings, dict) or sorted(ratings) != sorted(names):
        raise ValueError(f"{item['id']} wants a rating for each line of the rubric")
    for value in ratings.values():
        if isinstance(value, bool) or value not in (0, 1, 2):
            raise ValueError(f"{item['id']}: a rating is 0, 1 or 2, not {value!r}")
    full = sum(value == 2 for value in ratings.values())
    return {
        "score": sum(ratings[name] for name in names) / (2 * len(names)),
        "key": "rated",
        "words": f"By your own reading it does {full} of {len(names)} things fully.",
    }


def feedback(item: Declaration, result: Result) -> str:
    """What to do with one's own rating, as HTML."""
    return item["feedback"]["rated"]


def paper(item: Declaration, response: object = None) -> str:
    """Space to write, or what was written; rubric and answers come with the solution."""
    if isinstance(response, dict) and isinstance(response.get("text"), str):
        text = html.escape(response["text"])
        return (
            f'<p class="nl-written">{text}</p><p><strong class="nl-yours">your answer</strong></p>'
        )
    least, most = item["words"]["min"], item["words"]["max"]
    return (
        f'<div class="nl-write"><p>{least} to {most} words.</p><div class="nl-lines"></div></div>'
    )


def key(item: Declaration) -> str:
    """The rubric and both model answers, as HTML."""
    rubric = "".join(f"<li>{line['text']}</li>" for line in item["rubric"])
    answers = "".join(
        f"<h3>{html.escape(answer['title'])}</h3>{answer['text']}" for answer in item["answers"]
    )
    return f"A good answer does these things:</p><ul>{rubric}</ul>{answers}<p>"

"""A passage in which the learner marks the words that show something; all that can be marked looks alike."""

import html
import re

from exercises.items.result import Declaration, Fill, Result, counted

NAME = "mark"

#: A segment of the passage that says: here a paragraph begins.
PARAGRAPH = "¶"

# Where no space stands between two segments: before a closing sign, and after an opening one.
_CLOSES = re.compile(r"^[.,;:!?)\]”’…]")
_OPENS = re.compile(r"[(\[“‘]$")


def parts(item: Declaration) -> list[dict]:
    """The segments that can be marked, in the order of the passage."""
    return [segment for segment in item["passage"] if "id" in segment]


def mark(item: Declaration, response: object) -> Result:
    """Mark the ids of the segments marked: the right ones less the wrong ones, as a share of the right.

    The `key` holds the ids marked, in the order of the passage and parted by spaces.

    Args:
        item: a declaration with `passage`, a list of `{text}`, `{paragraph}` and
            `{id, text, right, feedback}`; only the last can be marked.
        response: the ids of the segments marked, one or more, in any order.

    Raises:
        ValueError: where nothing is marked, or an id is unknown or there twice.
    """
    if not isinstance(response, list) or not response:
        raise ValueError(f"{item['id']} wants a list of the parts marked, one at least")
    known = [part["id"] for part in parts(item)]
    for name in response:
        if name not in known:
            raise ValueError(f"{item['id']} has no part {name!r}")
        if response.count(name) > 1:
            raise ValueError(f"{item['id']}: part {name!r} is marked twice")
    marked = [part for part in parts(item) if part["id"] in response]
    wanted = sum(part["right"] for part in parts(item))
    right = sum(part["right"] for part in marked)
    wrong = len(marked) - right
    return {
        "score": max(0.0, (right - wrong) / wanted),
        "key": " ".join(part["id"] for part in marked),
        "words": _words(right, wrong, wanted),
    }


def _words(right: int, wrong: int, wanted: int) -> str:
    if not right:
        none = f"None of the {counted(wanted)} is marked; what" if wanted > 1 else "What"
        return f"{none} you marked does not belong."
    if right < wanted:
        found = f"{right} of the {wanted} {'is' if right == 1 else 'are'} marked"
    else:
        found = f"All {counted(wanted)} are marked" if wanted > 1 else "The right part is marked"
    if not wrong:
        return f"{found}, and nothing else." if right == wanted else f"{found}."
    return f"{found}, and {counted(wrong)} that {'does' if wrong == 1 else 'do'} not belong."


def feedback(item: Declaration, result: Result) -> str:
    """What was marked and why it belongs or not, as an HTML list.

    Where all is right, so is what was left alone: then that is in the list as well.
    """
    marked = result["key"].split()
    rows = []
    for part in parts(item):
        if part["id"] in marked:
            sign = "✓ belongs" if part["right"] else "✗ does not belong"
        elif result["score"] >= 1:
            sign = "✓ rightly left alone"
        else:
            continue
        rows.append(
            f"<li><q>{part['text']}</q> <strong>{sign}</strong> <div>{part['feedback']}</div></li>"
        )
    return f'<ul class="nl-each">{"".join(rows)}</ul>'


def paper(item: Declaration, response: object = None) -> str:
    """The passage with a box before each part that can be marked; those that were marked are ticked."""
    marked = response if isinstance(response, list) else []
    text = ""
    for segment in item["passage"]:
        if "paragraph" in segment:
            text += "</p><p>"
        elif "id" in segment:
            box = "☑" if segment["id"] in marked else "☐"
            text += f'<span class="nl-segment">{box}\u202f{segment["text"]}</span>'
        else:
            text += segment["text"]
    label = '<p><strong class="nl-yours">your answer</strong>: what is ticked</p>' if marked else ""
    return (
        '<p class="nl-lead">Tick the parts that belong.</p>'
        f'<div class="nl-passage"><p>{text}</p></div>{label}'
    )


def key(item: Declaration) -> str:
    """The parts that belong, as HTML."""
    return "; ".join(f"<q>{part['text']}</q>" for part in parts(item) if part["right"])


def fault(item: dict) -> str:
    """What no schema can see: ids that are shared, parts that cannot be pressed, nothing to tell apart."""
    own = [segment for segment in item["passage"] if isinstance(segment, dict)]
    names = [segment["id"] for segment in own]
    if len(set(names)) < len(names):
        return "two parts of the passage have the same id"
    rights = [bool(segment.get("right")) for segment in own]
    if not any(rights):
        return "a passage needs one part at least with `right: true`"
    if all(rights):
        return "a passage needs one part at least that is not right: else there is nothing to tell"
    for segment in own:
        if re.search(r"\]\(|<\w+:", segment["text"]):
            return f"part {segment['id']}: a link cannot stand in what is to be pressed"
    return ""


def declare(item: dict, block: Fill, inline: Fill) -> dict:
    """The type's own fields of a declaration: the passage as it runs, spaces between segments included."""
    passage: list[dict] = []
    before = ""
    for segment in item["passage"]:
        if segment == PARAGRAPH:
            passage.append({"paragraph": True})
            before = ""
            continue
        text = inline(segment["text"] if isinstance(segment, dict) else segment)
        bare = html.unescape(re.sub(r"<[^>]+>", "", text))
        space = " " if before and not _CLOSES.match(bare) and not _OPENS.search(before) else ""
        before = bare
        if isinstance(segment, str):
            passage.append({"text": space + text})
            continue
        if space:
            passage.append({"text": space})
        made = {"id": segment["id"], "text": text, "right": bool(segment.get("right"))}
        passage.append(made | {"feedback": block(segment["feedback"])})
    return {"passage": passage}

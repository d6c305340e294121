"""Python and the page accept, refuse and normalise the same events, row by row."""

import json
from pathlib import Path

import pytest

from exercises.record.events import EventError, check, merge, order

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "events.json").read_text(encoding="utf-8")
)


def rows() -> list[dict]:
    found = []
    for row in VECTORS["events"]:
        event = row["event"]
        if "repeat" in row:
            part, times = row["repeat"]
            event = {**event, "response": part * times}
        found.append({**row, "event": event})
    return found


def strict(value: object) -> str:
    """Text in which 1 differs from true, but 1 does not differ from 1.0."""
    return json.dumps(json.loads(json.dumps(value), parse_int=float), sort_keys=True)


def in_python(event: object) -> dict:
    try:
        return {"value": check(event)}
    except EventError as error:
        return {"field": error.field, "rule": error.rule, "message": str(error)}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["name"])
def test_python_agrees_with_the_table(row):
    found = in_python(row["event"])
    if row["ok"]:
        assert strict(found.get("value", found)) == strict(
            {**row["event"], **row.get("expect", {})}
        )
    else:
        assert found.get("field") == row["field"], found
        assert found["message"].startswith(f"{row['field']}: {found['rule']}")


def test_the_page_agrees_with_python(page):
    in_page = page("answer(data.map((e) => caught(() => check(e))))", [r["event"] for r in rows()])
    assert len(in_page) == len(rows()) > 100
    for row, theirs in zip(rows(), in_page, strict=True):
        ours = in_python(row["event"])
        assert theirs.get("field") == ours.get("field"), row["name"]
        assert theirs.get("rule") == ours.get("rule"), row["name"]
        assert strict(theirs.get("value")) == strict(ours.get("value")), row["name"]
        assert theirs.get("error", "EventError") == "EventError", row["name"]


def test_python_keeps_whole_numbers_whole():
    kept = check({**VECTORS["events"][0]["event"], "version": 2.0, "response": [1.0, True, 1.5]})
    assert [type(v) for v in (kept["version"], *kept["response"])] == [int, int, bool, float]


def test_order_and_merge_agree_with_the_table(page):
    theirs = page(
        """answer({
          order: data.order.map((row) => order(row.events).map((e) => e.id)),
          merge: data.merge.map((row) => merge(row.a, row.b).map((e) => [e.id, e.score])),
        })""",
        VECTORS,
    )
    for row, ids in zip(VECTORS["order"], theirs["order"], strict=True):
        assert [e["id"] for e in order(row["events"])] == row["ids"] == ids, row["name"]
    for row, pairs in zip(VECTORS["merge"], theirs["merge"], strict=True):
        wanted = [list(pair) for pair in zip(row["ids"], row["scores"], strict=True)]
        ours = [[e["id"], e["score"]] for e in merge(row["a"], row["b"])]
        assert ours == wanted == pairs, row["name"]


def test_values_that_json_has_not_are_refused():
    base = VECTORS["events"][0]["event"]
    loop: list = []
    loop.append(loop)
    for response in (float("nan"), float("-inf"), {1: "a"}, {"a"}, b"x", object(), loop):
        with pytest.raises(EventError, match=r"^response: must"):
            check({**base, "response": response})
    with pytest.raises(EventError, match=r"^score: must be a number from 0 to 1, but is nan"):
        check({**base, "score": float("nan")})


def test_the_page_refuses_values_that_json_has_not(page):
    refused = page(
        """
        const loop = []; loop.push(loop);
        const odd = [NaN, -Infinity, undefined, () => 1, 1n, Symbol("s"), new Date(), new Map(),
          [, 1], { a: undefined }, { toJSON() { return 1; } }, loop];
        answer(odd.map((response) => caught(() => check(event(1, { response })))));
        """
    )
    assert [one.get("field") for one in refused] == ["response"] * 12

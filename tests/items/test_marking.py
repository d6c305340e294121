"""Marking: Python and the page must agree with the vectors, row by row, and so with each other."""

import json
import re

import pytest

from exercises.items.types import TYPES
from exercises.paths import ITEMS, ROOT
from tests.items.samples import SAMPLES
from tests.node import run_module

VECTORS = {
    name: json.loads((ROOT / "tests" / "vectors" / f"{name}.json").read_text(encoding="utf-8"))
    for name in TYPES
}
ROWS = [(name, row) for name, rows in VECTORS.items() for row in rows]


def item(name: str, row: dict) -> dict:
    """The sample that a row is about; a row may change some of its fields."""
    return {**SAMPLES[name], **row.get("item", {})}


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{n}: {r['why']}" for n, r in ROWS])
def test_python_marks_as_the_vectors_say(name, row):
    if row["result"] is None:
        with pytest.raises(ValueError):
            TYPES[name].mark(item(name, row), row["response"])
        return
    result = TYPES[name].mark(item(name, row), row["response"])
    assert result["key"] == row["result"]["key"]
    assert result["words"] == row["result"]["words"]
    assert result["score"] == pytest.approx(row["result"]["score"], abs=1e-12)


@pytest.mark.parametrize("name", TYPES)
def test_the_page_marks_as_the_vectors_say(name):
    script = """
    const type = await import(INPUT.module);
    const out = INPUT.rows.map((row) => {
      try {
        const result = type.mark(row.item, row.response);
        return { ...result, feedback: type.feedback(row.item, result) };
      } catch { return null; }
    });
    print(out);
    """
    results = run_module(
        script,
        {
            "module": (ITEMS / f"{name}.js").as_uri(),
            "rows": [row | {"item": item(name, row)} for row in VECTORS[name]],
        },
    )
    assert len(results) == len(VECTORS[name])
    for row, result in zip(VECTORS[name], results, strict=True):
        expected = row["result"]
        if expected is None:
            assert result is None, row["why"]
            continue
        assert result is not None, row["why"]
        assert (result["key"], result["words"]) == (expected["key"], expected["words"]), row["why"]
        assert result["score"] == pytest.approx(expected["score"], abs=1e-12), row["why"]
        # What is said of it is the same to the letter as well.
        assert result["feedback"] == TYPES[name].feedback(item(name, row), expected), row["why"]


def test_every_type_has_its_twin():
    for name, module in TYPES.items():
        assert (ITEMS / f"{name}.js").exists()
        for part in ("mark", "feedback", "paper", "key"):
            assert callable(getattr(module, part)), f"{name} lacks {part}"


def test_modules_of_items_import_nothing():
    """Jupyter gets them as text, where a relative import resolves to nowhere; helpers are handed in."""
    for path in ITEMS.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(import\b|export .* from\b)|\bimport\(", text, re.M), path.name
        assert "console.log" not in text

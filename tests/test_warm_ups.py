"""The questions that open a chapter: recalled from earlier ones, and not the same ones each time."""

import re
from collections import Counter

import nbformat

from exercises.items.outline import outline
from exercises.paths import NOTEBOOKS


def warm_ups() -> dict[str, list[str]]:
    """The questions that the warm-up of each chapter names, by the chapter's number."""
    asked = {}
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        opening = "".join(c.source for c in cells if "warmup=True" in c.source)
        asked[path.stem[:2]] = re.findall(r'"([A-Z]+-\d+\.\d+)"', opening)
    return asked


def test_each_recalls_three_questions_that_earlier_chapters_asked():
    known = outline()["items"]
    for number, names in warm_ups().items():
        assert number in ("00", "01") or len(set(names)) == 3, number
        late = [name for name in names if known[name]["chapter"] >= number]
        assert not late, f"chapter {number} recalls {late}, which it or a later chapter asks"


def test_no_question_opens_more_than_two_chapters():
    """Who reads on at one go has nothing due, and meets each warm-up as it is written."""
    often = Counter(name for names in warm_ups().values() for name in names)
    assert {name: count for name, count in often.items() if count > 2} == {}

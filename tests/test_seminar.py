"""The plan for a seminar can be run from the plan and the page alone.

In a plan, italics that begin with a capital letter name something on the page: a heading, a lab, a
control or a preset of it, a button, a fold. A question is put up by its first words and the heading under
which it stands. What students have read beforehand ends before the question, or they are told to leave it
for the room. A lab's setting is written as Jupyter takes it, and the book makes a link of it.
"""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from book.extensions.lab_settings import read
from exercises.items.bank import bank
from exercises.labs import loading
from exercises.paths import NOTEBOOKS, PACKAGE

PLANS = sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
#: Named in every plan, and nothing on the page.
LABEL = "Watch for:"
#: Chapter 14 is a debate: its motion is voted on, and no question of the bank.
MOTION = "This house would give councils their freedom as a right, and not as a prize."


def cells(path: Path) -> list[tuple[str, str]]:
    """The kind and the text of each cell of a chapter, but for its plan."""
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [(c["cell_type"], "".join(c["source"]).replace(plan(path), "")) for c in found]


def plan(path: Path) -> str:
    """The plan of a chapter, from the opening of its fold to the end."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        text = "".join(cell["source"])
        if '<details class="nl-seminar">' in text and cell["cell_type"] == "markdown":
            return text[text.index("<details") : text.index("</details>")]
    raise AssertionError(f"{path.name} has no plan")


def before(path: Path) -> str:
    """What a plan asks for before the hour."""
    return re.search(r"\*\*Before\.\*\*.*?(?=\n\n\*\*)", plan(path), re.S)[0]


def headed(kind: str, text: str) -> list[str]:
    """The headings in a cell; in code a line may begin like one and be a comment."""
    return re.findall(r"^#+ (.+)$", text, re.M) if kind == "markdown" else []


def headings(path: Path) -> list[str]:
    return [heading for cell in cells(path) for heading in headed(*cell)]


def sections(path: Path) -> dict[str, list[str]]:
    """The questions under each heading, in their order; those of a warm-up are not asked for good."""
    found: dict[str, list[str]] = {}
    here = ""
    for kind, text in cells(path):
        for heading in headed(kind, text):
            found[here := heading] = []
        for call in re.findall(r"^ask\((.*)\)$", text, re.M):
            if "=" not in call:
                found[here] += re.findall(r'"([^"]+)"', call)
    return found


def labs(path: Path) -> list[str]:
    return [n for _, text in cells(path) for n in re.findall(r'^lab\("(\w+)"\)$', text, re.M)]


def names(path: Path) -> set[str]:
    """All that the page of a chapter calls by a name."""
    found = set(headings(path))
    for _, text in cells(path):
        found |= set(re.findall(r"<summary>(.+?)</summary>", text))
        found |= set(re.findall(r"\*\*([^*\n]+)\*\*", text))
    for name in labs(path):
        lab = loading.load(name)
        found.add(lab.TITLE)
        found |= {part["label"] for part in [*lab.CONTROLS, *lab.PRESETS]}
    for module in (PACKAGE / "items").glob("*.js"):
        found |= set(re.findall(r'submit: "([^"]+)"', module.read_text(encoding="utf-8")))
    return found


def bare(text: str) -> str:
    """A text without marks of quotation and emphasis, in which plan and bank may differ."""
    return re.sub(r"[“”‘’'\"*]", "", " ".join(text.split()))


def put_up(path: Path) -> list[tuple[str, str]]:
    """The questions that a plan puts up: their first words, and the heading under which they stand."""
    return re.findall(r"[Pp]ut up “([^”]+)”, under \*([^*]+)\*", plan(path))


@pytest.fixture(params=PLANS, ids=lambda path: path.stem[:2])
def chapter(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_there_is_a_plan_for_each_chapter():
    assert len(PLANS) == 15


def test_the_minutes_run_from_0_to_50_without_gap_or_overlap(chapter: Path):
    spans = [(int(a), int(b)) for a, b in re.findall(r"^\*\*(\d+)-(\d+)\b", plan(chapter), re.M)]
    assert spans[0][0] == 0 and spans[-1][1] == 50
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert all(begin < end for begin, end in spans)


def test_what_a_plan_names_is_on_the_page_under_that_name(chapter: Path):
    named = re.findall(r"(?<![*\w])\*(?!\*)([^*]+)\*(?!\*)", plan(chapter))
    named = [one for one in named if one[0].isupper() and one not in (LABEL, MOTION)]
    assert named
    missing = sorted(set(named) - names(chapter))
    assert missing == [], f"not on the page of {chapter.name}"


def test_a_question_is_put_up_by_its_first_words_and_place(chapter: Path):
    asked = put_up(chapter)
    assert asked or MOTION in plan(chapter)
    assert plan(chapter).count("Vote, talk, vote") <= len(asked)
    under = sections(chapter)
    everywhere = [name for some in under.values() for name in some]
    for words, heading in asked:
        first = [
            name
            for name in everywhere
            if bare(bank().declaration(name)["prompt_text"]).startswith(bare(words))
        ]
        assert len(first) == 1, (words, first)
        assert first[0] in under[heading], f"{first[0]} does not stand under {heading}"


def test_nobody_has_answered_it_before_the_room_does(chapter: Path):
    order = headings(chapter)
    ends = re.search(r"read to the end of \*([^*]+)\*", before(chapter))
    left = re.findall(r"for the room: “([^”]+)”", before(chapter))
    # “As far as” leaves open whether the section itself is to be read.
    assert not re.search(r"\bread (?:as far|up to)\b", before(chapter))
    for words, heading in put_up(chapter):
        if words in left or "Vote, talk, vote" not in plan(chapter):
            continue
        assert ends, f"{chapter.name} does not say how far to read"
        assert order.index(ends[1]) < order.index(heading), words
        told = re.search(r"no further(?:, save[^.]*)?\.", before(chapter))
        assert told and f"*{heading}*" not in told[0]
    assert set(left) <= {words for words, _ in put_up(chapter)}


def test_no_plan_sends_to_a_code_that_the_page_does_not_show(chapter: Path):
    # The page shows a question's outcome, FT-3, and not its number.
    assert re.findall(r"\b[A-Z]{2,4}-\d\.\d+", plan(chapter)) == []


def test_a_setting_that_a_plan_writes_out_is_one_of_a_lab_of_the_chapter(chapter: Path):
    for text in re.findall(r"`(lab\([^`]+)`", plan(chapter)):
        name, values = read(text)
        assert name in labs(chapter)
        first = loading.defaults(loading.load(name))
        assert any(first[key] != value for key, value in values.items()), text
        assert loading.run_lab(name, **values)["reading"]


def test_the_settings_show_what_the_plans_say():
    said = {text for path in PLANS for text in re.findall(r"`(lab\([^`]+)`", plan(path))}
    shown = {text: loading.run_lab(read(text)[0], **read(text)[1])["values"] for text in said}
    by = {text.split('"')[1]: [] for text in said}
    for text in said:
        by[text.split('"')[1]].append(shown[text])

    traces = sorted(
        (round(100 * v["last_window"], 1), round(100 * v["within_recorded"], 1))
        for v in by["threshold"]
    )
    assert traces == [(11.6, 77.1), (12.2, 76.8)]
    five = plan(PLANS[5])
    for pair in traces:
        assert all(str(number) in five for number in pair)
    assert [v["right"] for v in by["star_machine"]] == [5]
    (loan,) = by["found_a_trust"]
    assert loan["within_share"] == 1 and loan["debt_service_cover"] < 1
    desk, cap = sorted(by["borrowing_desk"], key=lambda v: -v["extra_spent"])
    assert desk["room"] > 0 and desk["added_band_d"] > 0 and desk["added_ratio"] > 0
    assert cap["rule_names"] == 1 and cap["rating_spares"] == 1 and cap["rebate_caps"] == 1

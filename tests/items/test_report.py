"""`course bank`: each fault that it names is found in a bank that has it, and not in one that has not."""

import pytest

from exercises.cli import main
from exercises.items.bank import Bank, bank
from exercises.items.report import reading_ease, report

OUTCOMES = 'TST-1:\n  chapter: "01"\n  text: Tell this from that.\n'
WORDS = ["taxes", "schools", "streets", "voters", "mayors", "parks", "clinics", "budgets", "wards"]


def choice(
    number, right=0, sizes=(10, 10, 10), level="apply", sources="[hansard_2008_05_07]", stem=""
):
    stem = (
        stem
        or f"Which of these {WORDS[number % 9]} and {WORDS[(number * 4 + 3) % 9]} {number * 7}?"
    )
    options = "".join(
        f"      - {{id: {'abc'[k]}, text: {'x' * size}{k}, feedback: Because"
        f"{', right: true' * (k == right)}}}\n"
        for k, size in enumerate(sizes)
    )
    return (
        f"  - id: TST-1.{number}\n    version: 1\n    type: choice\n    outcome: TST-1\n    level: {level}\n"
        f"    prompt: {stem}\n    explain: So.\n    sources: {sources}\n    options:\n{options}"
    )


def faults(folder, items, outcomes=OUTCOMES):
    (folder / "outcomes.yaml").write_text(outcomes, encoding="utf-8")
    (folder / "01-test.yaml").write_text(
        'chapter: "01"\nitems:\n' + "".join(items), encoding="utf-8"
    )
    return report(Bank(folder)).faults


def good(count=6):
    levels = ["apply", "analyse"]
    return [
        choice(
            n, right=n % 3, level=levels[n % 2], sizes=(10, 12, 10) if n % 3 == 1 else (10, 10, 12)
        )
        for n in range(1, count + 1)
    ]


def test_a_sound_bank_is_clean(tmp_path):
    assert faults(tmp_path, good()) == []


def test_an_outcome_without_items_and_one_with_too_few(tmp_path):
    more = OUTCOMES + 'TST-2:\n  chapter: "01"\n  text: Tell more.\n'
    assert faults(tmp_path, good(2), more) == [
        "outcome TST-1 has 2 of 3 items",
        "outcome TST-2 has no items",
    ]


def test_items_at_one_level(tmp_path):
    items = [choice(n, right=n % 3) for n in (1, 2, 3)]
    assert faults(tmp_path, items) == ["outcome TST-1: all its items are at one level (apply)"]


def test_an_item_without_a_source(tmp_path):
    items = [*good(5), choice(6, level="analyse", sources="[]")]
    assert "TST-1.6: no source is named" in faults(tmp_path, items)


def test_a_link_that_is_not_closed(tmp_path):
    items = [*good(5), choice(6, stem="'Is [this](https://example.org one?'")]
    assert faults(tmp_path, items) == ["TST-1.6: a link is not closed: [this](https://example.org"]


def test_the_longest_option_gives_itself_away_in_either_direction(tmp_path):
    always = [
        choice(
            n,
            right=n % 3,
            level=["apply", "analyse"][n % 2],
            sizes=[20 if k == n % 3 else 9 for k in range(3)],
        )
        for n in range(1, 10)
    ]
    (found,) = faults(tmp_path, always)
    assert found.startswith(
        "the right option is the longest more often than chance allows: TST-1.1"
    )
    never = [
        choice(
            n,
            right=n % 3,
            level=["apply", "analyse"][n % 2],
            sizes=[9 if k == n % 3 else 20 - k for k in range(3)],
        )
        for n in range(1, 13)
    ]
    assert faults(tmp_path, never) == [
        "the right option is the longest less often than chance allows"
    ]


def test_a_favourite_place(tmp_path):
    items = [
        choice(n, right=1, level=["apply", "analyse"][n % 2], sizes=(12, 10, 10))
        for n in range(1, 10)
    ]
    found = faults(tmp_path, items)
    assert "the right option stands in some places too often: A 0, B 9, C 0" in found


def test_two_stems_that_ask_the_same(tmp_path):
    stem = "Which council was named for capping although inspectors rated it excellent{}?"
    items = [*good(4), choice(5, 1, stem=stem.format("")), choice(6, 2, stem=stem.format(" then"))]
    assert any(
        f.startswith("TST-1.5 and TST-1.6 ask nearly the same") for f in faults(tmp_path, items)
    )


def test_a_prompt_that_is_hard_to_read(tmp_path):
    stem = (
        "Notwithstanding considerable intergovernmental heterogeneity, characterise administrative "
        "decentralisation's instrumental rationalisation, distinguishing constitutional subsidiarity "
        "considerations from managerialist accountability configurations."
    )
    (found,) = faults(
        tmp_path, [*good(5), choice(6, level="apply", sizes=(10, 10, 12), right=0, stem=stem)]
    )
    assert found.startswith("TST-1.6: hard to read (Flesch −") or "hard to read (Flesch -" in found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        # Monosyllables in short sentences lie above 100, officialese below 30.
        ("The cat sat on the mat. The dog ran to the gate. It was a hot day and no one was in.", 100, 125),
        ("Four score and seven years ago our fathers brought forth on this continent a new nation, "
         "conceived in liberty, and dedicated to the proposition that all men are created equal.", 30, 60),
        ("Too few words.", None, None),
    ],
)  # fmt: skip
def test_reading_ease_is_flesch(text, low, high):
    score = reading_ease(text)
    assert score is None if low is None else low <= score <= high


def test_the_finished_chapters_are_clean():
    assert report(bank(), ["06"]).faults == []


def test_the_command_says_what_it_found_and_refuses_a_chapter_that_is_not_there(capsys):
    assert main(["bank", "06"]) == 0
    assert "Items by chapter and type" in capsys.readouterr().out
    assert main(["bank", "99"]) == 2
    assert "There is no chapter '99'" in capsys.readouterr().out

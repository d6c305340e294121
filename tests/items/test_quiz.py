"""The score of a quiz: the same in Python and in the page, over answers of every kind."""

import random

from exercises.items.quiz import begins, score
from exercises.paths import BOOK
from tests.node import run_module

ITEMS = [
    {"id": f"TST-{o}.{n}", "version": n, "outcome": f"TST-{o}", "prompt_text": text}
    for o in (1, 2)
    for n, text in enumerate(
        [
            "Which?",
            "A question of exactly sixty letters, no more and no fewer, ok",
            "A question, longer than sixty letters: it must be cut at a word, somewhere",
            "Onewordthatislongerthansixtylettersandhasnospaceatallinitsoitmustbecut",
            "Emoji 😀😀😀😀 and accents éééé count as one letter each, in both languages, 😀 too",
        ],
        1,
    )
]


def event(number, item, version, at, value):
    return {"id": f"{number:08d}", "item": item, "version": version, "at": at, "score": value}


def events(seed):
    rng = random.Random(seed)
    made = [
        event(
            number,
            rng.choice([item["id"] for item in ITEMS] + ["OTH-1.1"]),
            rng.randint(1, 5),
            rng.randint(0, 1000),
            rng.choice([0, 0.4, 1, 1]),
        )
        for number in range(rng.randint(0, 60))
    ]
    return sorted(made, key=lambda e: (e["at"], e["id"]))


def test_both_give_the_same_score():
    cases = [{"events": events(seed), "since": seed % 4 * 200} for seed in range(200)]
    script = """
    const { score } = await import(INPUT.quiz);
    print(INPUT.cases.map(({ events, since }) => score(INPUT.items, events, since)));
    """
    given = {"quiz": (BOOK / "pages" / "quiz.js").as_uri(), "items": ITEMS, "cases": cases}
    page = run_module(script, given)
    ours = [score(ITEMS, case["events"], case["since"]) for case in cases]
    assert page == ours
    assert len({made["words"] for made in ours}) > 10
    assert any(made["again"] for made in ours)


def test_the_first_attempt_counts_and_only_to_the_present_version():
    given = [
        event(1, "TST-1.2", 1, 1, 1),  # an earlier version
        event(2, "TST-1.2", 2, 2, 0.5),
        event(3, "TST-1.2", 2, 3, 1),
        event(4, "TST-1.1", 1, 4, 1),
    ]
    made = score(ITEMS[:3], given)
    assert (made["answered"], made["right"], made["total"]) == (2, 1, 3)
    assert [a["id"] for a in made["again"]] == ["TST-1.2"]
    assert made["words"] == "1 of 2 right at first attempt; 1 still to answer."
    assert score(ITEMS[:3], given, since=3)["words"] == (
        "2 of 2 right at first attempt; 1 still to answer."
    )


def test_words_at_the_beginning_and_the_end():
    assert score(ITEMS[:2], [])["words"] == "None of 2 answered yet."
    done = [event(1, "TST-1.1", 1, 1, 1), event(2, "TST-1.2", 2, 1, 0)]
    assert score(ITEMS[:2], done)["words"] == "1 of 2 right at first attempt."


def test_a_long_question_is_named_by_its_first_words():
    assert begins("Short") == "Short"
    cut = begins(ITEMS[2]["prompt_text"])
    assert cut == "A question, longer than sixty letters: it must be cut at a …"
    assert begins("x" * 80) == "x" * 60 + " …"

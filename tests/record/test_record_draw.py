"""Draws and warm-ups: the same in Python and in the page, fair, and stable for a day."""

import random
from collections import Counter

from exercises.paths import BOOK
from exercises.record.draw import before, draw, lot, warm_up
from exercises.record.review import DAY, Review
from tests.node import run_module

POOL = [f"TST-{o}.{n}" for o in (1, 2, 3) for n in range(1, 11)]
TODAY = 20_500


def review(item, due):
    return Review(item, due - 3, due, 3.0, 1.0)


def case(seed):
    rng = random.Random(seed)
    some = rng.sample(POOL, rng.randint(0, len(POOL)))
    return {
        "reviews": {name: review(name, TODAY + rng.randint(-20, 20)) for name in some},
        "n": rng.randint(1, 12),
        "seed": f"{rng.random():.6f}é",
        "named": rng.sample(POOL, 3),
        "earlier": rng.sample(POOL, 12),
    }


def test_both_draw_the_same():
    cases = [case(seed) for seed in range(200)]
    script = """
    const { draw, warmUp } = await import(INPUT.draw);
    print(INPUT.cases.map(({ reviews, n, seed, named, earlier }) => {
      const known = new Map(Object.entries(reviews));
      return [draw(INPUT.pool, n, known, INPUT.today, seed), warmUp(named, earlier, known, INPUT.today)];
    }));
    """
    plain = [
        {**c, "reviews": {name: r._asdict() for name, r in c["reviews"].items()}} for c in cases
    ]
    given = {"draw": (BOOK / "pages" / "draw.js").as_uri(), "pool": POOL, "today": TODAY}
    page = run_module(script, {**given, "cases": plain})
    ours = [
        [
            draw(POOL, c["n"], c["reviews"], TODAY, c["seed"]),
            warm_up(c["named"], c["earlier"], c["reviews"], TODAY),
        ]
        for c in cases
    ]
    assert page == ours
    assert any(mine[1] != c["named"] for mine, c in zip(ours, cases, strict=True))


def test_new_and_due_come_before_the_rest():
    reviews = {name: review(name, TODAY + 5) for name in POOL[:28]}
    reviews[POOL[0]] = review(POOL[0], TODAY)
    assert set(draw(POOL, 3, reviews, TODAY, "x")) == {POOL[0], *POOL[28:]}
    assert set(draw(POOL, 3, reviews, TODAY, "y")) == {POOL[0], *POOL[28:]}
    assert len(draw(POOL, 99, reviews, TODAY, "x")) == len(POOL)


def test_a_draw_hangs_on_learner_and_day_alone():
    assert draw(POOL, 5, {}, TODAY, "x") == draw(list(reversed(POOL)), 5, {}, TODAY, "x")
    assert draw(POOL, 5, {}, TODAY, "x") != draw(POOL, 5, {}, TODAY + 1, "x")
    assert draw(POOL, 5, {}, TODAY, "x") != draw(POOL, 5, {}, TODAY, "z")


def test_every_question_has_the_same_chance():
    """Drawing 3 of 30 for 6,000 learners gives each about 600; chi-square at one in a thousand."""
    counts = Counter(
        name for learner in range(6000) for name in draw(POOL, 3, {}, TODAY, f"learner-{learner}")
    )
    expected = 6000 * 3 / len(POOL)
    chi = sum((counts[name] - expected) ** 2 / expected for name in POOL)
    assert chi < 58.3  # 29 degrees of freedom


def test_neighbours_do_not_fall_beside_each_other():
    together = sum(
        abs(POOL.index(a) - POOL.index(b)) == 1
        for learner in range(2000)
        for a, b in [draw(POOL, 2, {}, TODAY, f"l{learner}")]
    )
    # Of 435 pairs 29 are neighbours: one in fifteen.
    assert 80 < together < 190


def test_a_lot_is_a_number_of_32_bits():
    assert len({lot(f"text {n}") for n in range(5000)}) > 4990
    assert all(0 <= lot(text) < 2**32 for text in ("", "a", "é", "😀"))


def test_a_warm_up_gives_way_to_what_is_due():
    named = ["TST-1.1", "TST-2.1", "TST-3.1"]
    earlier = [name for name in POOL if not name.startswith("TST-3")]
    reviews = {
        "TST-1.5": review("TST-1.5", TODAY - 1),
        "TST-2.5": review("TST-2.5", TODAY - 9),
        "TST-2.6": review("TST-2.6", TODAY + 1),
        "TST-3.5": review("TST-3.5", TODAY - 30),
    }
    assert warm_up(named, earlier, {}, TODAY) == named
    assert warm_up(named, earlier, reviews, TODAY) == ["TST-2.5", "TST-1.5", "TST-1.1"]
    every = {name: review(name, TODAY) for name in POOL}
    assert len(warm_up(named, earlier, every, TODAY)) == 3
    twice = {"TST-3.1": review("TST-3.1", TODAY), "TST-1.1": review("TST-1.1", TODAY)}
    assert warm_up(named, earlier, twice, TODAY) == ["TST-1.1", "TST-2.1", "TST-3.1"]


def test_what_was_answered_today_is_not_of_earlier_days():
    events = [{"at": TODAY * DAY - 1}, {"at": TODAY * DAY}]
    assert before(events, TODAY) == events[:1]

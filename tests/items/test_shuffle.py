"""Shuffling: the same for one learner each time, another for the next, and the same in both languages."""

from collections import Counter
from itertools import permutations

from exercises.items.order import mixed
from exercises.items.shuffle import shuffled
from exercises.paths import ITEMS
from tests.items.samples import SAMPLES
from tests.node import run_module

SEEDS = [f"{n:08x}" for n in range(0, 2**32, 2**32 // 250)]


def test_python_and_the_page_shuffle_alike():
    cases = [[size, f"{seed} IMP-{size}.{i}"] for i, seed in enumerate(SEEDS) for size in (2, 5, 9)]
    cases += [[26, ""], [7, "naïve – 𝔘"], [0, "none"], [1, "one"]]
    script = """
    const kit = await import(INPUT.kit);
    print(INPUT.cases.map(([size, name]) => kit.shuffled([...Array(size).keys()], name)));
    """
    found = run_module(script, {"kit": (ITEMS / "_kit.js").as_uri(), "cases": cases})
    assert found == [shuffled(range(size), name) for size, name in cases]


def test_a_shuffle_keeps_everything_and_depends_on_its_name_alone():
    things = list("abcdef")
    assert shuffled(things, "x") == shuffled(tuple(things), "x")
    assert sorted(shuffled(things, "x")) == things == list("abcdef")
    assert len({tuple(shuffled(things, seed)) for seed in SEEDS}) > len(SEEDS) / 2


def test_every_order_is_about_as_likely():
    """Pearson's chi-square over the 24 orders of four: 23 degrees of freedom, 49.7 at one in a thousand."""
    draws = [tuple(shuffled("abcd", f"{n:08x} IMP-1.2")) for n in range(12_000)]
    count, expected = Counter(draws), 500
    assert set(count) == set(permutations("abcd"))
    assert sum((n - expected) ** 2 / expected for n in count.values()) < 49.7


def test_an_order_never_begins_right():
    item = SAMPLES["order"]
    starts = [[entry["rank"] for entry in mixed(item, f"{n:x}")] for n in range(500)]
    assert all(ranks != sorted(ranks) for ranks in starts)
    script = """
    const kit = await import(INPUT.kit);
    const order = await import(INPUT.order);
    const { entries, id } = INPUT.item;
    print(INPUT.seeds.map((seed) => order.away(kit.shuffled(entries, `${seed} ${id}`))));
    """
    seeds = [f"{n:x}" for n in range(500)]
    given = {"kit": (ITEMS / "_kit.js").as_uri(), "order": (ITEMS / "order.js").as_uri()}
    found = run_module(script, {**given, "item": item, "seeds": seeds})
    assert found == [mixed(item, seed) for seed in seeds]
    # Among so many some had to be turned: the first of their shuffles was right as it stood.
    assert any(
        shuffled(item["entries"], f"{seed} {item['id']}") != mixed(item, seed) for seed in seeds
    )


def test_nothing_but_names_is_drawn_by_chance():
    """`Math.random` may name elements; what a learner sees comes from their seed."""
    for path in ITEMS.glob("*.js"):
        uses = [
            line for line in path.read_text(encoding="utf-8").splitlines() if "Math.random" in line
        ]
        assert all(line.startswith("const uid") for line in uses), path.name

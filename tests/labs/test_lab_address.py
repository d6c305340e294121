"""A lab's setting in an address: what is written is read again, and what cannot be is told."""

from exercises.labs import loading
from exercises.paths import BOOK
from tests.labs.settings import grid
from tests.node import run_module

SCRIPT = (BOOK / "pages" / "lab-address.js").read_text(encoding="utf-8")


def run(calls, declared):
    """For each call either [search, values] (write) or [search] (read)."""
    code = SCRIPT.replace("export function", "function")
    return run_module(
        code
        + "print(INPUT.calls.map(([lab, search, values]) => values"
        + " ? writeSetting(search, INPUT.labs[lab], values) : readSetting(search, INPUT.labs[lab])));",
        {"labs": declared, "calls": calls},
    )


def labs():
    found = {}
    for name in loading.names():
        lab = loading.load(name)
        found[name] = {"name": name, "controls": lab.CONTROLS, "values": loading.defaults(lab)}
    return found


def typed(name):
    """The texts of a lab: they are in no address."""
    return {c["name"] for c in loading.load(name).CONTROLS if c["type"] == "text"}


def test_every_setting_of_every_lab_comes_back():
    known = labs()
    settings = [(n, v) for n in known for v in grid(loading.load(n))[:80]]
    queries = run([[name, "?teach&x=1", values] for name, values in settings], known)
    assert all(query.startswith("?teach=&x=1") for query in queries)
    back = run([[name, query] for (name, _), query in zip(settings, queries, strict=True)], known)
    for (name, values), found in zip(settings, back, strict=True):
        assert found["problems"] == []
        merged = known[name]["values"] | found["values"]
        assert all(
            abs(merged[k] - v) < 1e-9 if isinstance(v, float) else merged[k] == v
            for k, v in values.items()
            if k not in typed(name)
        ), (name, values, found)


def test_where_nothing_is_changed_nothing_is_written():
    known = labs()
    first = known["targetworld"]["values"]
    moved = first | {"power": 0.1 + 0.2}
    other = "?scorecard_machine.rule=x"
    assert run(
        [
            ["targetworld", "", first],
            ["targetworld", "?targetworld.power=0.3", first],
            ["targetworld", other, moved],
        ],
        known,
    ) == ["", "", other + "&targetworld.power=0.3"]


def test_what_cannot_be_set_is_told_and_the_rest_is_taken():
    found = run(
        [
            ["targetworld", "?targetworld.power=7&targetworld.eta=0.5&targetworld.nothing=1"],
            ["targetworld", "?targetworld.power=&targetworld.managers=nobody&targetworld.eta=-0"],
        ],
        labs(),
    )
    assert found[0]["values"] == {"eta": 0.5}
    assert found[0]["problems"] == [
        "The address sets “Power of the regime” to 7, which it cannot be.",
        "The address sets “nothing”, which this lab does not have.",
    ]
    assert len(found[1]["problems"]) == 2

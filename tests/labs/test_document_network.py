"""The network of documents: its sums against examples worked by hand, its words against the table."""

import itertools
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import _network as graphs
from exercises.labs import _network_figures as drawn
from exercises.labs import document_network as lab
from exercises.labs.loading import declaration, load, run_lab, tables_of
from exercises.live.lab_entries import entries as listed

TABLES = tables_of(load("document_network"))
LINKS = TABLES["document_links"]
STARTS = [option["value"] for option in lab.CONTROLS[0]["options"]]
KINDS = [option["value"] for option in lab.CONTROLS[2]["options"]]
YEARS = st.integers(lab.FIRST, lab.LAST)
SETTING = st.fixed_dictionaries(
    {
        "start": st.sampled_from(STARTS),
        "away": st.sampled_from(["1", "2", "3", "4", "all"]),
        "kind": st.sampled_from(KINDS),
        "first": YEARS,
        "last": YEARS,
        "by": st.sampled_from(["between", "links"]),
    }
)


def made(*pairs):
    """Neighbours from pairs of letters: "ab" is a link."""
    return graphs.neighbours([{"ends": list(pair)} for pair in pairs])


def every_shortest_way(near, start, end):
    """All shortest ways, found by trying longer and longer ones: the long way round to the same answer."""
    ways = [[start]]
    while ways:
        there = [way for way in ways if way[-1] == end]
        if there:
            return there
        ways = [[*way, other] for way in ways for other in near[way[-1]] if other not in way]
    return []


def by_hand(near):
    """Freeman's sum by its definition, pair by pair."""
    total = dict.fromkeys(near, 0.0)
    for start, end in itertools.combinations(sorted(near), 2):
        ways = every_shortest_way(near, start, end)
        for one in set(near) - {start, end}:
            total[one] += sum(one in way for way in ways) / len(ways) if ways else 0
    return total


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        # A line of three: the one in the middle lies between the other two.
        (["ab", "bc"], {"a": 0, "b": 1, "c": 0}),
        # A star of four: three pairs of points, all through the centre.
        (["xa", "xb", "xc"], {"x": 3, "a": 0, "b": 0, "c": 0}),
        # A square: each opposite pair has two ways, so each corner has half a pair.
        (["ab", "bc", "cd", "da"], {"a": 0.5, "b": 0.5, "c": 0.5, "d": 0.5}),
        # Two triangles and a link: two on one side, three on the other, so six pairs through each end of it.
        (
            ["ab", "bc", "ca", "de", "ef", "fd", "cd"],
            {"a": 0, "b": 0, "c": 6, "d": 6, "e": 0, "f": 0},
        ),
        # Two pieces: no way from one to the other, and so nobody between them.
        (["ab", "bc", "xy"], {"a": 0, "b": 1, "c": 0, "x": 0, "y": 0}),
    ],
)
def test_betweenness_is_what_it_comes_to_by_hand(pairs, expected):
    near = made(*pairs)
    assert graphs.betweenness(near, sorted(near)) == pytest.approx(expected)


@given(
    st.sets(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"))).map(
        lambda pairs: [pair for pair in sorted(pairs) if pair[0] != pair[1]]
    )
)
def test_betweenness_is_the_sum_of_its_definition(pairs):
    near = made(*pairs)
    assert graphs.betweenness(near, sorted(near)) == pytest.approx(by_hand(near))


@given(SETTING)
def test_the_sums_add_up_to_the_length_of_the_shortest_ways(setting):
    """A way of n links has n - 1 between its ends: all betweenness together is the sum of that."""
    low, high = sorted((setting["first"], setting["last"]))
    _, links = graphs.graph(TABLES, setting["kind"], low, high)
    near = graphs.neighbours(links)
    lengths = sum(n - 1 for one in near for n in graphs.steps_from(near, one).values() if n > 0) / 2
    assert math.isclose(sum(graphs.betweenness(near, graphs.order()).values()), lengths)


def test_who_stands_in_the_lab_is_who_stands_in_the_tables():
    named = {(r["party_id"], r["party"]) for r in LINKS if r["party_kind"] == "person"}
    assert set(graphs.PEOPLE) == named
    bodies = {(r["party_id"], r["party"]) for r in LINKS if r["party_kind"] == "body"}
    assert {(name, said) for name, said, _ in graphs.BODIES} == bodies
    papers = {r["document_id"]: r for r in TABLES["documents"]}
    assert [name for name, _ in graphs.DOCUMENTS] == sorted(
        papers,
        key=lambda n: (
            papers[n]["year"],
            papers[n]["month"] or 0,
            papers[n]["date"] or "",
            [name for name, _ in graphs.DOCUMENTS].index(n),
        ),
    )
    assert all(label.endswith(str(papers[name]["year"])) for name, label in graphs.DOCUMENTS)
    assert len(graphs.order()) == len(set(graphs.order())), "an id stands for two"
    surnames = [name.split("_")[-1] for name, _ in graphs.PEOPLE]
    assert surnames == sorted(surnames)


def test_every_relation_and_conception_of_the_tables_has_its_place():
    kinds = [relation for _, _, relations in graphs.KINDS for relation in relations]
    assert sorted(kinds) == sorted(set(kinds)) and set(kinds) == {r["relation"] for r in LINKS}
    assert {r["conception"] or "" for r in TABLES["documents"]} == set(drawn.COLOURS)
    assert [name for name, _ in graphs.CONCEPTIONS] == list(drawn.COLOURS)


@given(SETTING)
def test_what_is_shown_is_within_reach_and_listed_with_its_source(setting):
    found = run_lab("document_network", **setting)
    values, network = found["values"], found["figures"][0]
    shown = [name for trace in network["data"][:-1] for name in trace["ids"]]
    sizes = [values["documents"], values["people"], values["bodies"]]
    assert len(shown) == len(set(shown)) == sum(sizes)
    lines = [shape["path"].count("M") for shape in network["layout"]["shapes"]]
    assert len(found["entries"]) == sum(lines) <= values["links"] and len(lines) <= 2
    assert all(entry["sources"] for entry in found["entries"])
    low, high = sorted((setting["first"], setting["last"]))
    years = {int(n.rsplit("(", 1)[1][:4]) for n in shown if n.startswith("“")}
    if values["own_links"] or setting["start"] == "everyone":
        assert all(low <= year <= high for year in years)


@given(SETTING)
def test_names_do_not_overlap_and_find_room_on_a_telephone(setting):
    network = run_lab("document_network", **setting)["figures"][0]
    high = network["layout"]["yaxis"]["range"][0]
    for trace in network["data"][:-1]:
        heights = sorted(trace["y"])
        least = drawn.PAPER if trace["name"] == "Document" else drawn.NAME
        assert all(b - a >= least for a, b in itertools.pairwise(heights)), trace["name"]
        assert heights[0] >= 0 and heights[-1] <= high
        # A letter of 11 pixels is some six wide; the figure of a telephone some 330.
        for text in trace["text"]:
            wide = 6 * max(map(len, text.split("<br>")))
            assert wide <= 330 * (0.26 if trace["name"] != "Document" else 0.48), text
            assert len(text.split("<br>")) <= 2


def test_what_is_kept_from_one_move_to_the_next_does_not_outlive_its_question():
    settings = [
        {},
        {"start": "ed_balls"},
        {"kind": "made"},
        {"first": 2004},
        {"start": "everyone"},
        {},
    ]
    shown = [json.dumps(run_lab("document_network", **setting)) for setting in settings]
    assert shown[0] == shown[-1] and len(set(shown)) == len(shown) - 1
    # Other rows are other answers, at the same setting.
    fewer = TABLES | {"document_links": TABLES["document_links"][:40]}
    assert lab.run(fewer)["values"]["links"] == 40
    assert lab.run(TABLES)["values"]["links"] == len(TABLES["document_links"])


def test_a_step_is_a_link():
    near = made("ab", "bc", "cd")
    assert graphs.steps_from(near, "a") == {"a": 0, "b": 1, "c": 2, "d": 3}
    one = run_lab("document_network", start="ed_balls", away="1")
    assert {x for t in one["figures"][0]["data"][:-1] for x in t["ids"]} == {
        "Ed Balls",
        "“The New Localism” (2002)",
        "“New Localism: Refashioning the Centre-Local Relationship” (2002)",
    }
    assert [entry["title"].split(" “")[0] for entry in one["entries"]] == [
        "Ed Balls gave",
        "Ed Balls wrote the foreword to",
    ]


def test_what_was_reckoned_before_changes_nothing():
    first = run_lab("document_network", start="ed_balls")["values"]
    run_lab("document_network", start="ed_balls", kind="made")
    assert run_lab("document_network", start="ed_balls")["values"] == first
    assert run_lab("document_network", start="nlgn", first=2004)["values"]["between"] != 192


def test_the_first_view_says_that_the_advocate_and_the_series_are_apart():
    found = run_lab("document_network")
    assert found["values"]["vision_ever"] == 0
    assert "no chain of links leads" in found["figures"][0]["meta"]["title"]
    assert "no sign that there was none" in found["reading"]
    # What it says is so in the table: nothing that the network can reach is of Local:Vision.
    near = graphs.neighbours(
        [{"ends": [r["document_id"], r["other_document_id"] or r["party_id"]]} for r in LINKS]
    )
    series = {r["document_id"] for r in TABLES["documents"] if r["series"]}
    assert len(series) == 5 and not series & set(graphs.steps_from(near, "nlgn"))


def test_links_that_were_taken_away_are_not_said_to_be_unseen():
    for setting in ({"kind": "made"}, {"first": 2004}, {"last": 2003}):
        for start in ("nlgn", "everyone", "act_2007"):
            reading = run_lab("document_network", start=start, **setting)["reading"]
            assert "no sign that there was none" not in reading
            assert "Only " in reading


def test_the_presets_tell_their_story():
    said = {p["name"]: run_lab("document_network", **p["values"]) for p in lab.PRESETS}
    assert {"Treasury", "Home Office", "Department of Health"} <= {
        x for t in said["advocate"]["figures"][0]["data"][:-1] for x in t["ids"]
    }
    assert said["advocate"]["values"]["conceptions"] == 4
    assert any("Public Involvement in Health Act" in e["title"] for e in said["series"]["entries"])
    assert said["whole"]["values"]["pieces"] == 6
    assert "Six pieces" in said["whole"]["figures"][0]["meta"]["title"]


def test_few_links_may_lie_between_more_pairs_than_many():
    balls = run_lab("document_network", start="ed_balls")
    stoker = run_lab("document_network", start="gerry_stoker")
    assert balls["values"]["own_links"] < stoker["values"]["own_links"]
    assert balls["values"]["between"] > stoker["values"]["between"]
    assert "more than through some with more links" in balls["reading"]
    critic = run_lab("document_network", start="jonathan_davies")
    assert "an answer is no alliance" in critic["reading"]


def test_the_list_is_called_what_it_is():
    shown = declaration("document_network")
    assert shown["entry"] == "link" and declaration("timeline")["entry"] == "event"
    words = listed(shown["result"], shown["sources"], shown["entry"])
    assert f"The {words.count('<li>')} links in words" in words

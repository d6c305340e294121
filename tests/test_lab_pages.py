"""Every lab has a page of its own in the book, a line in the list of labs, and addresses that hold."""

import re

import pytest
import yaml

from book.extensions.lab_pages import address, challenges, takes
from exercises import lab_pages
from exercises.items import challenge
from exercises.items.bank import bank
from exercises.lab_pages import LabPagesError
from exercises.labs import loading
from exercises.paths import BOOK
from tests.node import run_module


def test_no_page_is_missing_stale_or_left_over():
    assert lab_pages.stale() == [], "run python -m exercises.lab_pages"


def test_the_list_is_in_the_order_of_the_chapters_and_says_something_of_each_lab():
    lines = lab_pages.lines()
    assert set(lines) == set(loading.names())
    chapters = [line["chapter"] for line in lines.values()]
    assert chapters == sorted(chapters)
    for name, line in lines.items():
        assert line["finds"].endswith("."), name
        assert 40 <= len(line["finds"]) <= 130, name


def test_a_lab_of_which_nothing_is_said_is_told(tmp_path, monkeypatch):
    whole = yaml.safe_load(lab_pages.LINES.read_text(encoding="utf-8"))
    less = tmp_path / "labs.yaml"
    less.write_text(yaml.safe_dump({k: v for k, v in whole.items() if k != "fade_out"}))
    monkeypatch.setattr(lab_pages, "LINES", less)
    with pytest.raises(LabPagesError, match="says nothing of fade_out"):
        lab_pages.lines()
    less.write_text(yaml.safe_dump(whole | {"fade_out": {"finds": "It."}}))
    with pytest.raises(LabPagesError, match="fade_out must have"):
        lab_pages.lines()


def test_pages_are_written_and_taken_out(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(lab_pages, "PAGES", tmp_path / "labs")
    monkeypatch.setattr(lab_pages, "BOOK", tmp_path)
    assert lab_pages.main() == 0
    assert {p.stem for p in (tmp_path / "labs").iterdir()} == set(loading.names())
    (tmp_path / "labs" / "gone.md").write_text("# Gone\n", encoding="utf-8")
    (tmp_path / "labs" / "fade_out.md").write_text("# Other\n", encoding="utf-8")
    assert {p.stem for p in lab_pages.stale()} == {"gone", "fade_out"}
    capsys.readouterr()
    assert lab_pages.main() == 0
    out = capsys.readouterr().out
    assert "taken out" in out and "gone.md" in out and "written" in out
    assert lab_pages.stale() == []


def test_they_are_in_the_contents_and_on_the_front_page():
    contents = yaml.safe_load((BOOK / "_toc.yml").read_text(encoding="utf-8"))
    files = [c for part in contents["parts"] for c in part["chapters"]]
    assert {"file": "book/labs", "sections": [{"glob": "book/labs/*"}]} in files
    settings = (BOOK / "_config.yml").read_text(encoding="utf-8")
    assert '"book/labs/*.md"' in settings
    assert "](labs.md)" in (BOOK / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", loading.names())
def test_each_lab_has_a_challenge_that_its_answer_meets_and_its_beginning_does_not(name):
    found = challenges(name)
    assert found, f"no question of the bank sets a learner to the lab {name}"
    for one in found:
        item = bank().declaration(one)
        first = {c["name"]: c["value"] for c in loading.load(name).CONTROLS} | (item["start"] or {})
        for values, wanted in ((first, False), (first | item["answer"], True)):
            response = {"lab": name, "controls": values}
            response["values"] = loading.run_lab(name, **values)["values"]
            assert (challenge.mark(item, response)["key"] == "met") is wanted, one


def test_no_preset_gives_the_answer_to_a_challenge_away():
    for name in loading.names():
        for one in challenges(name):
            item = bank().declaration(one)
            for preset in loading.load(name).PRESETS:
                values = loading.run_lab(name, **preset["values"])["values"]
                response = {"lab": name, "controls": preset["values"], "values": values}
                assert challenge.mark(item, response)["key"] != "met", (one, preset["name"])


def test_the_addresses_of_the_presets_are_those_that_the_page_writes():
    code = (BOOK / "pages" / "lab-address.js").read_text(encoding="utf-8")
    code = code.replace("export function", "function")
    code += "print(INPUT.map(([lab, values]) => [writeSetting('', lab, values), values]));"
    pairs, ours = [], []
    for name in loading.names():
        lab = loading.load(name)
        known = {"name": name, "controls": lab.CONTROLS, "values": loading.defaults(lab)}
        for preset in lab.PRESETS:
            pairs.append([known, preset["values"]])
            ours.append(address(lab, name, preset["values"]))
    for mine, (query, values) in zip(ours, run_module(code, pairs), strict=True):
        page, _, given = mine.partition("?")
        assert page.endswith(".html")
        assert sorted(given.split("&")) == sorted(query.removeprefix("?").split("&")), values


def test_what_a_control_takes_is_said():
    shown = {
        c["name"]: takes(c) for n in ("found_a_trust", "fade_out") for c in loading.load(n).CONTROLS
    }
    assert shown["revenue"] == "50 to 600"
    assert shown["margin"] == "2.0 to 17.0"
    assert shown["own"] == "−1.0 to 1.0"
    assert shown["teaching"] == "<code>yes</code> or <code>no</code>"
    assert shown["public"] == "0 to 40"
    assert re.match(r"<code>before</code> before April 2009, <code>after</code>", shown["code"])

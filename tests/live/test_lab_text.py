"""A lab's text: its row kept by a button, files put after one another, and what is typed never lost."""

import html
import json

import pytest

from exercises import lab
from exercises.labs.loading import run_lab
from exercises.live import lab_rows
from exercises.live.lab_view import LabView
from exercises.live.labs import said
from exercises.paths import BOOK
from tests.node import run_module
from tests.payloads import PAYLOADS

COLUMNS = ["case", "managerial_political", "council_locality", "resists_accepts"]
HEAD = ",".join(COLUMNS)
VALUES = dict(zip(COLUMNS, ["l35", "1", "-2", "0"], strict=True))

#: A text, and what it is once the placing of case l35 has been kept.
KEPT = [
    ("", f"{HEAD}\nl35,1,-2,0\n"),
    ("\n\n", f"{HEAD}\nl35,1,-2,0\n"),
    (f"{HEAD}\n", f"{HEAD}\nl35,1,-2,0\n"),
    (f"{HEAD}\nl01,1,1,1", f"{HEAD}\nl01,1,1,1\nl35,1,-2,0\n"),
    (f"{HEAD}\nl35,2,2,2\nl01,1,1,1\n", f"{HEAD}\nl35,1,-2,0\nl01,1,1,1\n"),
    (f"{HEAD}\r\nL35,2,2,2\r\n", f"{HEAD}\nl35,1,-2,0\n"),
    (f'{HEAD},name\nl35,,,,"A, b"\n', f'{HEAD},name\nl35,1,-2,0,"A, b"\n'),
    (f"{HEAD},name\nl01,1,1,1,x\n", f"{HEAD},name\nl01,1,1,1,x\nl35,1,-2,0,\n"),
    (HEAD.replace(",", ";") + "\n", HEAD.replace(",", ";") + "\nl35;1;-2;0\n"),
    (f"# a remark\n{HEAD}\n", f"# a remark\n{HEAD}\nl35,1,-2,0\n"),
    (f"coder,{HEAD}\nme,l35,2,2,2\n", f"coder,{HEAD}\nme,l35,1,-2,0\n"),
    (f"{HEAD}\nl35\n", f"{HEAD}\nl35,1,-2,0\n"),
    ("what I think\n", f"what I think\n{HEAD}\nl35,1,-2,0\n"),
]
#: A text, files by name and content, and what it is once they have been opened.
JOINED = [
    ("", [["anna.csv", "a\n"], ["ben.csv", "b"]], "# file: anna.csv\na\n# file: ben.csv\nb\n"),
    ("x", [["a.csv", "\ufeffa\r\nb\r"]], "x\n# file: a.csv\na\nb\n"),
    ("# file: a.csv\nx\n", [["a.csv", "y"]], "# file: a.csv\nx\n# file: a (2).csv\ny\n"),
    ("", [["a", "1"], ["a", "2"], ["a", ""]], "# file: a\n1\n# file: a (2)\n2\n# file: a (3)\n"),
]


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path))


@pytest.mark.parametrize(("text", "after"), KEPT)
def test_a_placing_is_kept_in_the_columns_that_are_there(text, after):
    assert lab_rows.kept(text, COLUMNS, VALUES) == after
    # Once more changes nothing.
    assert lab_rows.kept(after, COLUMNS, VALUES) == after


@pytest.mark.parametrize(("text", "files", "after"), JOINED)
def test_files_are_put_after_one_another_each_under_its_name(text, files, after):
    assert lab_rows.joined(text, [tuple(file) for file in files]) == after


def test_the_page_does_the_same():
    source = (BOOK / "pages" / "lab-rows.js").read_text(encoding="utf-8")
    source = "\n".join(line for line in source.splitlines() if not line.startswith("import "))
    done = run_module(
        source.replace("export function", "function")
        + "\nprint([INPUT.kept.map(([text]) => kept(text, INPUT.names, INPUT.values)),"
        + " INPUT.joined.map(([text, files]) =>"
        + " joined(text, files.map(([name, text]) => ({ name, text }))))]);",
        {"kept": KEPT, "joined": JOINED, "names": COLUMNS, "values": VALUES},
    )
    assert done == [[after for _, after in KEPT], [after for _, _, after in JOINED]]


def test_a_text_is_run_kept_and_there_again():
    view = LabView(lab("localism_map"))
    text = f"coder,{HEAD}\nanna,l01,1,1,1\nben,l01,1,9,1\n"
    view.controls["coders"].value = text
    assert view.lab.result["reading"] == run_lab("localism_map", coders=text)["reading"]
    assert "Line 3, column council_locality" in view.texts["coders"].note.value
    again = LabView(lab("localism_map"))
    assert again.controls["coders"].value == text
    assert again.lab.result == view.lab.result
    # Presets and questions set controls, and never what was typed.
    again._set({"case": "l01", "coders": "", "cases": "law"})
    assert again.controls["coders"].value == text
    again.controls["coders"].value = ""
    assert LabView(lab("localism_map")).controls["coders"].value == ""


def test_a_text_given_by_the_cell_stands_and_does_not_take_the_place_of_the_learners():
    LabView(lab("localism_map")).controls["mine"].value = f"{HEAD}\nl01,1,1,1\n"
    given = LabView(lab("localism_map", mine=f"{HEAD}\nl02,1,1,1\n"))
    assert "l02" in given.controls["mine"].value
    given.controls["mine"].value += "l03,1,1,1\n"
    assert "is not kept" in given.texts["mine"].said.value
    assert LabView(lab("localism_map")).controls["mine"].value == f"{HEAD}\nl01,1,1,1\n"


def test_the_button_keeps_a_placing_or_says_what_is_missing():
    view = LabView(lab("localism_map"))
    mine = view.texts["mine"]
    mine.keep.click()
    assert "Place the case on all three axes first" in mine.said.value
    assert mine.box.value == ""
    for name in COLUMNS[1:]:
        view.controls[name].value = VALUES[name]
    mine.keep.click()
    assert mine.box.value == f"{HEAD}\nl35,1,-2,0\n"
    assert "Kept." in mine.said.value
    assert "1 of 57 cases placed" in mine.note.value
    assert "base64," in mine.link.value and 'download="my-placings.csv"' in mine.link.value


def test_several_files_are_opened_at_once():
    view = LabView(lab("localism_map"))
    coders = view.texts["coders"]
    assert coders.upload.multiple
    body = f"{HEAD}\nl01,1,1,1\n".encode()
    coders._opened_files([("anna.csv", body), ("ben.csv", b"\xef\xbb\xbf" + body)])
    assert run_lab("localism_map", coders=coders.box.value)["values"]["coders"] == 2
    assert "Opened anna.csv, ben.csv." in coders.said.value
    before = coders.box.value
    coders._opened_files([("big.csv", b"x" * 90_000)])
    assert coders.box.value == before
    assert "would be too long" in coders.said.value


def test_a_text_that_cannot_be_kept_is_told(tmp_path, monkeypatch):
    (tmp_path / "texts").write_text("in the way")
    view = LabView(lab("localism_map"))
    view.controls["mine"].value = "x"
    assert "could not be kept" in view.texts["mine"].said.value
    assert view.controls["mine"].value == "x"


def test_a_text_too_long_keeps_the_last_figure_and_every_letter():
    view = LabView(lab("localism_map"))
    before = view.reading.value
    view.controls["mine"].value = "x" * 20_001
    assert "a text of 20,000 letters at most" in view.problem.value
    assert view.reading.value == before
    assert LabView(lab("localism_map")).controls["mine"].value == "x" * 20_001


def test_harmful_texts_are_shown_as_text():
    text = f"coder,{HEAD}\n" + "".join(f"{p.replace(',', ' ')},l01,1,1,1\n" for p in PAYLOADS)
    view = LabView(lab("localism_map"))
    view.controls["coders"].value = text
    view.controls["mine"].value = text
    shown = [view.reading.value, view.problem.value]
    for control in view.texts.values():
        shown += [control.note.value, control.said.value, control.link.value]
    for part in shown:
        assert not any(payload in part for payload in PAYLOADS if "<" in payload)
    bundle = lab("localism_map", coders=text)._repr_mimebundle_()
    assert "<script>pwned" not in bundle["text/html"]
    json.dumps(bundle)


def test_on_paper_a_text_is_its_number_of_lines():
    control = {"name": "mine", "type": "text"}
    assert said(control, "") == "nothing yet"
    assert said(control, "a\nb\n") == "2 lines"
    assert (
        html.escape("2 lines") in lab("localism_map", mine="a\nb")._repr_mimebundle_()["text/html"]
    )

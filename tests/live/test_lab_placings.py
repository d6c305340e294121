"""Placings in the record: kept like answers, carried by an export, and read by whoever compares a class."""

import json

import pytest

from exercises import lab
from exercises.labs import _codes
from exercises.labs._localism_cases import CASES, COLUMNS
from exercises.live import lab_placings as placings
from exercises.live.lab_view import LabView
from exercises.paths import BOOK
from exercises.record.exchange_file import file_text, import_record
from exercises.record.mine import all_answers, my_record
from tests.node import run_module

LAB = "localism_map"
ROW = ["case", *COLUMNS]
HEAD = ",".join(ROW)


@pytest.fixture(autouse=True)
def own_record(tmp_path, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path))


def event(number, case, codes, at=None, item=None, version=1):
    """A placing; its id is made of `number`."""
    held = dict(zip(COLUMNS, codes, strict=True)) if isinstance(codes, list) else codes
    return {
        "id": f"{number:08x}-2fa1-4d2e-883f-0016d3cca427",
        "item": item or f"{LAB}.{case}",
        "version": version,
        "at": at or number,
        "response": held,
        "score": 1.0,
        "confidence": None,
        "ms": None,
    }


ANSWER = event(1, "", "b", item="MAP-1.3")
ESSAY = event(2, "", {"text": "What I think, privately"}, item="MAP-3.6")
ANNA = [ANSWER, ESSAY, event(3, "l35", [1, -2, 1]), event(4, "l01", [2, None, -1])]
LATER = [*ANNA, event(5, "l35", [2, -2, 0]), event(6, "l02", [0, 0, 0]), event(7, "l01", None)]
#: An export's text, the events of one's own record, and the sheet or the error that comes of it.
SHEETS = [
    (file_text(ANNA), [], f"{HEAD},mark\nl01,2,,-1,000000042f\nl35,1,-2,1,000000032f\n"),
    ("\ufeff" + file_text(LATER), [], f"{HEAD},mark\nl02,0,0,0,000000062f\nl35,2,-2,0,000000032f\n"),
    (file_text([event(3, "l99", [7, "1", None])]), [], f"{HEAD},mark\nl99,7,?,,000000032f\n"),
    (file_text([event(3, "l01", "high")]), [], f"{HEAD},mark\nl01,?,?,?,000000032f\n"),
    (file_text(ANNA), [ANNA[2]], "it holds placings of your own record"),
    (file_text([ANSWER, ESSAY]), [], "no placings of this lab are in it"),
    (file_text([event(3, "l01", None)]), [], "no placings of this lab are in it"),
    (file_text([event(3, "l01", [1, 1, 1], version=2)]), [], "another version of this lab (2;"),
    ('{"format": "other", "events": []}', [], 'it is no record: it lacks "format"'),
    (file_text(ANNA).replace('"version": 1,', '"version": 2,', 1), [], "by a newer version of the course"),
    (file_text(ANNA).replace('"MAP-1.3"', '""'), [], "event 1 of 4: item: must be an item's name"),
    ("{oh", [], "it is not JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "own", "wanted"), SHEETS)
def test_an_export_gives_its_codes_and_nothing_else(text, own, wanted):
    if wanted.startswith(HEAD):
        assert placings.sheet(text, LAB, 1, ROW, own) == wanted
    else:
        with pytest.raises(ValueError) as error:
            placings.sheet(text, LAB, 1, ROW, own)
        assert wanted in str(error.value)
        assert "privately" not in str(error.value)


LAST = {"l35": event(5, "l35", [2, -2, 0], at=50), "l02": event(6, "l02", None, at=60)}
#: The codes in the text, the cases gone from it, and what has yet to go into the record.
CHANGES = [
    ({}, [], []),
    ({"l35": [2, -2, 0]}, [], []),
    ({"l35": [2, -2, 1], "l01": [0, None, 0]}, [], [["l01", [0, None, 0]], ["l35", [2, -2, 1]]]),
    ({"l02": [1, 1, 1]}, ["l35", "l09"], [["l02", [1, 1, 1]], ["l35", None]]),
]
#: A text, when it was written, the codes in it, and what it is with what the record has.
RESTORED = [
    ("", 0, {}, f"{HEAD}\nl35,2,-2,0\n"),
    (f"{HEAD}\nl35,1,1,1\n", 49, {"l35": [1, 1, 1]}, f"{HEAD}\nl35,2,-2,0\n"),
    (f"{HEAD}\nl35,1,1,1\n", 51, {"l35": [1, 1, 1]}, f"{HEAD}\nl35,1,1,1\n"),
    (f"{HEAD}\nl01,1,,1\n", 99, {"l01": [1, None, 1]}, f"{HEAD}\nl01,1,,1\nl35,2,-2,0\n"),
]


@pytest.mark.parametrize(("own", "gone", "wanted"), CHANGES)
def test_only_what_has_changed_goes_into_the_record(own, gone, wanted):
    assert [list(x) for x in placings.changes(own, gone, LAST, COLUMNS)] == wanted


@pytest.mark.parametrize(("text", "at", "own", "wanted"), RESTORED)
def test_the_later_of_text_and_record_stands(text, at, own, wanted):
    assert placings.restored(text, at, own, LAST, ROW) == wanted


def test_the_page_does_the_same():
    done = run_module(
        f'import * as twin from "{(BOOK / "pages" / "lab-placings.js").as_uri()}";\n'
        "const tried = (make) => { try { return make(); } catch (error) { return error.message; } };\n"
        "const last = new Map(Object.entries(INPUT.last));\n"
        "const taken = ([text, own]) => tried(() => twin.sheet(text, INPUT.lab, 1, INPUT.row, own));\n"
        "print([INPUT.sheets.map(taken),"
        " INPUT.changes.map(([own, gone]) => twin.changes(own, gone, last, INPUT.row.slice(1))),"
        " INPUT.restored.map(([text, at, own]) => twin.restored(text, at, own, last, INPUT.row)),"
        " INPUT.row.map((name) => twin.isExport(name + '.JSON', '')), twin.isExport('a.csv', ' {}'),"
        " twin.isExport('a.csv', INPUT.row.join()), twin.response(['a'], [1]), twin.response(['a'], null)]);",
        {"sheets": SHEETS, "changes": CHANGES, "restored": RESTORED, "last": LAST, "lab": LAB, "row": ROW},
    )  # fmt: skip
    for (*_, wanted), got in zip(SHEETS, done[0], strict=True):
        assert got == wanted if wanted.startswith(HEAD) else wanted in got
    assert done[1] == [wanted for *_, wanted in CHANGES]
    assert done[2] == [wanted for *_, wanted in RESTORED]
    assert done[3:] == [[True] * 4, True, False, {"a": 1}, None]


def read(*sheets):
    text = "".join(f"# file: {name}\n{body}" for name, body in sheets)
    return _codes.read(text, [case for case, _ in CASES], COLUMNS)


def test_one_person_s_two_exports_count_once():
    first, second = (placings.sheet(file_text(e), LAB, 1, ROW, []) for e in (ANNA, LATER))
    found = read(
        ("anna.json", first), ("anna again.json", second), ("ben.csv", f"{HEAD}\nl01,1,1,1\n")
    )
    assert found["coders"] == ["anna", "ben"]
    (fault,) = found["faults"]
    assert fault.startswith(
        "anna again.json, line 3, column mark: this is the record of which anna"
    )
    assert found["codes"]["anna"]["l35"] == [1, -2, 1]


def test_codes_off_the_scale_and_unknown_cases_in_an_export_are_told():
    wrong = [event(3, "l99", [1, 1, 1]), event(4, "l01", [3, 1, 1]), event(5, "l02", [1, 1, 1])]
    found = read(("anna.json", placings.sheet(file_text(wrong), LAB, 1, ROW, [])))
    assert found["codes"] == {"anna": {"l02": [1, 1, 1]}}
    assert found["faults"] == [
        "anna.json, line 2, column managerial_political: “3” is no code; "
        "it must be -2, -1, 0, 1 or 2, or left empty.",
        "anna.json, line 4, column case: “l99” is no case; they run from l01 to l57.",
    ]


def test_a_pasted_export_is_left_alone():
    found = _codes.read(
        f"{HEAD}\nl01,1,1,1\n{file_text(ANNA)}# file: ben.csv\n{HEAD}\nl02,1,1,1\n",
        [case for case, _ in CASES],
        COLUMNS,
    )
    assert found["coders"] == ["coder 1", "ben"]
    (fault,) = found["faults"]
    assert "open the file itself" in fault and "privately" not in fault


# In Jupyter


def place(view, case="l35", codes=("1", "-2", "0")):
    for name, value in zip(ROW, [case, *codes], strict=True):
        view.controls[name].value = value
    view.texts["mine"].keep.click()


def held():
    return [(e["item"], e["response"] and list(e["response"].values())) for e in all_answers()]


def test_a_placing_is_kept_like_an_answer_and_is_there_without_the_text(tmp_path):
    view = LabView(lab(LAB))
    place(view)
    place(view, codes=("1", "-2", "1"))
    place(view, codes=("1", "-2", "1"))
    assert held() == [(f"{LAB}.l35", [1, -2, 0]), (f"{LAB}.l35", [1, -2, 1])]
    (tmp_path / "texts" / f"{LAB}.mine.csv").unlink()
    again = LabView(lab(LAB))
    assert again.controls["mine"].value == f"{HEAD}\nl35,1,-2,1\n"
    assert "1 of 57 cases placed." in again.texts["mine"].note.value
    assert len(held()) == 2
    again.controls["mine"].value = f"{HEAD}\nl35,1,-2,9\n"
    assert len(held()) == 2, "a row with a fault takes nothing back"
    again.controls["mine"].value = ""
    assert held()[-1] == (f"{LAB}.l35", None)
    assert LabView(lab(LAB)).controls["mine"].value == ""


def test_placings_that_were_brought_in_stand_in_the_text(tmp_path):
    place(LabView(lab(LAB)), case="l01")
    file = tmp_path / "anna.json"
    file.write_text(file_text(ANNA), encoding="utf-8")
    import_record(my_record(), file)
    # That one was placed here after the file's owner placed it.
    assert LabView(lab(LAB)).controls["mine"].value == f"{HEAD}\nl01,1,-2,0\nl35,1,-2,1\n"


def test_a_text_that_came_with_the_cell_is_nobody_s_record():
    LabView(lab(LAB, mine=f"{HEAD}\nl01,1,1,1\n"))
    assert held() == []


def test_exports_are_opened_and_a_wrong_file_is_told(tmp_path):
    view = LabView(lab(LAB))
    place(view)
    own = file_text(all_answers())
    ben = [event(9, "l35", [0, -2, 2]), event(10, "l01", [1, 1, 1]), ESSAY]
    files = {
        "anna.json": file_text(ANNA),
        "ben.json": file_text(ben),
        "me.json": own,
        "empty.json": file_text([ANSWER]),
        "photo.json": "\ufffd",
    }
    coders = view.texts["coders"]
    coders._opened_files([(name, text.encode()) for name, text in files.items()])
    assert "privately" not in coders.box.value and "MAP-" not in coders.box.value
    said = coders.said.value
    assert (
        "Opened anna.json, ben.json. me.json was not opened: it holds placings of your own" in said
    )
    assert "empty.json was not opened: no placings of this lab are in it" in said
    assert "photo.json was not opened: it is not JSON" in said
    assert "3 coders, anna, ben and you: alpha is" in view.reading.value
    mine = view.texts["mine"]
    before = mine.box.value
    mine._opened_files([("anna.json", file_text(ANNA).encode())])
    assert mine.box.value == before and "course record import" in mine.said.value


def test_a_record_that_cannot_be_written_is_told_and_the_text_stays(tmp_path, monkeypatch):
    from exercises.record import store
    from exercises.record.errors import RecordError

    def refused(*_, **__):
        raise RecordError("The record could not be written: the disk is full.\nFree some space.")

    view = LabView(lab(LAB))
    monkeypatch.setattr(store.Record, "extend", refused)
    place(view)
    assert "the disk is full. Free some space. Save your placings" in view.texts["mine"].said.value
    assert view.controls["mine"].value == f"{HEAD}\nl35,1,-2,0\n"
    monkeypatch.undo()
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path))
    LabView(lab(LAB))
    assert held() == [(f"{LAB}.l35", [1, -2, 0])]


def test_a_placing_changes_neither_progress_nor_review():
    from exercises.items.outline import outline
    from exercises.record.progress import calibration, standing

    before = standing([], outline(), 20_000), calibration([], outline())
    assert (standing(ANNA[2:], outline(), 20_000), calibration(ANNA[2:], outline())) == before
    json.dumps(ANNA)

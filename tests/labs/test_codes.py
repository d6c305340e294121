"""Coders' files: what is read, what is refused, and that every fault names its line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.labs import _codes
from exercises.labs._localism_cases import CASES, COLUMNS, template

NAMES = [case for case, _ in CASES]
HEAD = "coder,case," + ",".join(COLUMNS)
BARE = "case," + ",".join(COLUMNS)


def read(text, only=None):
    return _codes.read(text, NAMES, COLUMNS, only)


def test_a_file_with_a_column_of_coders():
    found = read(f"{HEAD}\nanna,l01,1,-1,-2\nben,l01,2,,0\nanna,l02,0,0,0\n")
    assert found["faults"] == []
    assert found["coders"] == ["anna", "ben"]
    assert found["codes"]["anna"] == {"l01": [1, -1, -2], "l02": [0, 0, 0]}
    assert found["codes"]["ben"] == {"l01": [2, None, 0]}


def test_several_files_at_once_are_named_by_their_files():
    found = read(f"# file: anna.csv\n{BARE}\nl01,1,1,1\n# file: Ben K.txt\n{BARE}\nl01,2,2,2\n")
    assert found["coders"] == ["anna", "Ben K"]
    assert found["faults"] == []


def test_files_put_in_one_after_the_other_without_names_are_numbered():
    found = read(f"{BARE}\nl01,1,1,1\n{BARE}\nl01,2,2,2\n")
    assert found["coders"] == ["coder 1", "coder 2"]


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write(between, ends):
    text = "\ufeff" + f"{BARE},case_name\nL35,+1,\u22122,0,x\n,,,,\n".replace(",", between)
    found = read(text.replace("\n", ends))
    assert found["faults"] == []
    assert found["codes"] == {"coder 1": {"l35": [1, -2, 0]}}


def test_a_quoted_cell_may_hold_the_separator():
    found = read(f'case_name,{BARE}\n"Offices, in Walsall",l01,1,1,1\n')
    assert found["codes"] == {"coder 1": {"l01": [1, 1, 1]}}


def test_the_blank_sheet_is_read_without_fault_and_says_nothing():
    found = read(template())
    assert found == {"coders": [], "codes": {}, "faults": []}
    assert len(template().splitlines()) == len(CASES) + 1
    filled = template().replace("l35,,,,", "l35,1,-2,1,")
    assert read(filled, "you")["codes"] == {"you": {"l35": [1, -2, 1]}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{HEAD}\nanna,l99,1,1,1", "line 2, column case: “l99” is no case"),
        (f"{HEAD}\n\nanna,l01,1,3,1", "line 3, column council_locality: “3” is no code"),
        (f"{HEAD}\nanna,l01,1,1,1.5", "column resists_accepts: “1.5” is no code"),
        (f"{HEAD}\nanna,l01,1,1", "line 2: it has 4 cells, and the first line names 5 columns"),
        (f"{HEAD}\nanna,l01,1,1,1\nanna,l01,2,2,2", "line 3, column case: anna has coded l01 already"),
        (f"{HEAD}\n<b>,l01,1,1,1", "line 2, column coder: “<b>” holds a sign"),
        (f"{HEAD}\n{'a' * 50},l01,1,1,1", "line 2, column coder: “"),
        ("case,code\nl01,1", "line 1: the first line must name the columns; managerial_political,"),
        (f"# file: ben.csv\n{BARE}\nl01,x,0,0", "ben.csv, line 2, column managerial_political: “x”"),
    ],
)  # fmt: skip
def test_each_fault_names_its_line_and_column(text, words):
    (fault,) = read(text)["faults"]
    assert fault.startswith(words) or words in fault
    assert fault.endswith(".")


def test_a_fault_takes_its_row_and_no_other():
    found = read(f"{HEAD}\nanna,l01,9,1,1\nanna,l02,1,1,1\n")
    assert found["codes"] == {"anna": {"l02": [1, 1, 1]}}
    assert len(found["faults"]) == 1
    # Without its columns a file cannot be read at all, which is said once; the next one can.
    found = read(f"# file: a.csv\nl01,1,1,1\nl02,1,1,1\n# file: b.csv\n{BARE}\nl01,1,1,1\n")
    assert len(found["faults"]) == 1
    assert found["coders"] == ["b"]


@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    for given_text in (text, f"{HEAD}\n{text}", f"# file: {text}\n{BARE}\nl01,1,1,1"):
        found = read(given_text)
        assert set(found["codes"]) == set(found["coders"])
        assert all(fault.endswith(".") for fault in found["faults"])
        for name in found["coders"]:
            assert not set(name) & set("<>&")

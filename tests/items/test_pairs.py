"""The tests of the course: a sound file gives two lists of twins, a bad one is refused with its line."""

import pytest

from exercises.items.bank import Bank, BankError, bank
from exercises.items.outline import outline, returning
from exercises.items.pairs import in_a_test, pairs, test_items
from tests.book import quizzes
from tests.book.quizzes import POST, PRE

# Not a test, though its name begins like one.
test_items.__test__ = False


@pytest.fixture
def folder(tmp_path):
    quizzes.bank(tmp_path)
    return tmp_path


def test_the_courses_own_file_is_sound():
    for pair in pairs():
        assert bank().declaration(pair.pre) and bank().declaration(pair.post)


def test_twins_in_their_order(folder):
    source = Bank(folder)
    assert test_items("pre", source) == PRE
    assert test_items("post", source) == POST
    assert in_a_test(source) == {*PRE, *POST}


def test_a_bank_without_the_file_has_no_tests(folder):
    (folder / "tests.yaml").unlink()
    assert pairs(Bank(folder)) == []
    with pytest.raises(BankError, match=r"no test yet: exercises/bank/tests\.yaml declares none"):
        test_items("pre", Bank(folder))


def test_the_outline_leaves_the_tests_out_of_what_comes_back(folder):
    known = outline(Bank(folder))
    assert known["tests"] == {"pre": PRE, "post": POST}
    assert known["chapters"]["02"] == ["OLD-9.1", "OLD-9.2", "OLD-9.3"]
    assert set(returning(known)) == {
        "TRY-1.1",
        "TRY-1.2",
        "TRY-2.1",
        "OLD-9.1",
        "NEW-9.1",
        "NEW-9.2",
    }


def test_an_argument_does_not_come_back_by_itself():
    known = outline()
    kept = in_a_test()
    kinds = {e["type"]: e["back"] for name, e in known["items"].items() if name not in kept}
    assert kinds["argue"] is False
    assert kinds["choice"] is True


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pairs: [", r"tests\.yaml, line \d: this is not YAML"),
        ("[]", r"line 1: the file holds `pairs:`"),
        ("pairs:\n  - {pre: TRY-1.1}", r"line 2: a pair is written \{pre: ID, post: ID\}"),
        ("pairs:\n  - {pre: TRY-1.1, post: TRY-1.9}", r"line 2: there is no question 'TRY-1\.9'"),
        ("pairs:\n  - {pre: TRY-1.1, post: 'TRY-1.*'}", r"there is no question 'TRY-1\.\*'"),
        ("pairs:\n  - {pre: TRY-1.1, post: 3}", r"there is no question 3"),
        ("pairs:\n  - {pre: TRY-1.1, post: TRY-1.1}", r"cannot be its own twin"),
        ("pairs:\n  - {pre: TRY-1.1, post: TRY-2.1}", r"is of TRY-1 and TRY-2\.1 of TRY-2"),
        (
            "pairs:\n  - {pre: TRY-1.1, post: TRY-1.2}\n  - {pre: TRY-1.3, post: TRY-1.2}",
            r"line 3: TRY-1\.2 stands in another pair already",
        ),
    ],
)
def test_a_bad_file_is_refused_with_its_line(folder, text, says):
    (folder / "tests.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BankError, match=says):
        pairs(Bank(folder))


def test_a_type_that_shows_its_key_is_refused(folder):
    path = folder / "01-sample.yaml"
    text = path.read_text(encoding="utf-8")
    essay = (
        "- {id: TRY-1.5, version: 1, type: argue, outcome: TRY-1, level: evaluate, prompt: Why?,\n"
        "   explain: Because., sources: [], words: {min: 1, max: 9}, feedback: {rated: Good},\n"
        "   rubric: [{id: a, text: A}, {id: b, text: B}, {id: c, text: C}],\n"
        "   answers: [{title: One, text: X}, {title: Two, text: Z}]}\n"
    )
    path.write_text(text + essay, encoding="utf-8")
    (folder / "tests.yaml").write_text(
        "pairs:\n  - {pre: TRY-1.1, post: TRY-1.5}", encoding="utf-8"
    )
    with pytest.raises(BankError, match=r"TRY-1\.5 is of the type argue; a test takes choice"):
        pairs(Bank(folder))

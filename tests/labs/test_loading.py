"""Labs are found, held to their contract and run; what is wrong is said by name."""

import ast
import json
import sys
import types

import pytest

from exercises.labs import loading
from exercises.paths import LABS

# What both Pythons have; that MicroPython's `struct` unpacks as CPython's does is held in `test_alpha`.
ALLOWED = {"math", "json", "struct"}
SLIDER = {
    "name": "x",
    "label": "How much",
    "type": "slider",
    "min": 0,
    "max": 1,
    "step": 0.1,
    "value": 0.5,
    "help": "More or less.",
}
CHOICE = {
    "name": "who",
    "label": "Who",
    "type": "choice",
    "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
    "value": "a",
    "help": "One of two.",
}


TEXT = {
    "name": "mine",
    "label": "Yours",
    "type": "text",
    "value": "",
    "most": 100,
    "save_as": "mine.csv",
    "help": "What you think.",
}


def preset(name: str, x: float = 0.1) -> dict:
    return {"name": name, "label": name, "note": "Why.", "values": {"x": x, "who": "b"}}


KEEP = {"label": "Keep", "unless": "unset", "needs": "Place it first.", "row": ["who"]}
THREE = [preset("one"), preset("two"), preset("three")]


def made(**changes: object) -> types.SimpleNamespace:
    """A lab that keeps the contract, but for the changes; a change to None leaves a part out."""
    parts = {
        "TITLE": "A lab",
        "ABOUT": "What it is.",
        "HOW": "How it works.",
        "SOURCE": "A paper.",
        "BADGE": "",
        "TABLES": [],
        "CONTROLS": [SLIDER, CHOICE],
        "PRESETS": [preset("one"), preset("two"), preset("three")],
        "run": lambda tables, **values: {},
    } | changes
    return types.SimpleNamespace(**{key: part for key, part in parts.items() if part is not None})


def test_every_file_that_is_no_helper_is_a_lab_and_keeps_its_contract():
    assert "targetworld" in loading.names()
    assert not any(name.startswith("_") for name in loading.names())
    assert "loading" not in loading.names()
    for name in loading.names():
        assert callable(loading.load(name).run)


def test_the_contract_as_it_should_be():
    assert loading.breaches(made()) == []
    assert loading.breaches(made(BADGE="reconstruction", BADGE_NOTE="Those numbers.")) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"TITLE": None}, "TITLE is missing"),
        ({"run": None}, "run(tables, **values) is missing"),
        ({"ABOUT": ""}, "ABOUT is empty"),
        ({"HOW": 3}, "HOW must be a text"),
        ({"TABLES": "cpa"}, "TABLES must be a list"),
        ({"TABLES": [3]}, "TABLES: 3 is not a name"),
        ({"BADGE": "reconstruction"}, "BADGE_NOTE must say"),
        ({"CONTROLS": ["x"]}, "CONTROLS[0] must be a dict"),
        ({"CONTROLS": [SLIDER | {"type": "dial"}]}, "type must be one of"),
        ({"CONTROLS": [SLIDER | {"help": ""}]}, "CONTROLS[0]: help is missing"),
        ({"CONTROLS": [SLIDER | {"max": "1"}]}, "CONTROLS[0]: max is missing or no number"),
        ({"CONTROLS": [SLIDER | {"max": 0}]}, "min must lie below max"),
        ({"CONTROLS": [SLIDER | {"step": 0}]}, "step above zero"),
        ({"CONTROLS": [SLIDER | {"value": 2}]}, "it was set above that"),
        ({"CONTROLS": [SLIDER | {"type": "number", "value": 0.5}]}, "a whole number"),
        ({"CONTROLS": [SLIDER | {"type": "toggle", "value": 1}]}, "on or off"),
        ({"CONTROLS": [SLIDER, CHOICE, TEXT | {"most": 0}]}, "most, the letters that it may hold"),
        ({"CONTROLS": [SLIDER, CHOICE, TEXT | {"value": 3}]}, "must be a text; that is none"),
        ({"CONTROLS": [SLIDER, CHOICE, TEXT | {"value": "x" * 101}]}, "100 letters at most"),
        ({"CONTROLS": [SLIDER, CHOICE, TEXT | {"save_as": ""}]}, "save_as, the name of its file"),
        (
            {"CONTROLS": [TEXT | {"template": {"label": "A"}}]},
            "template needs label, save_as, text",
        ),
        ({"CONTROLS": [TEXT | {"keep": KEEP | {"row": []}}]}, "keep needs row"),
        ({"CONTROLS": [TEXT | {"keep": KEEP | {"row": ["y"]}}]}, "keep names 'y', no control"),
        (
            {
                "CONTROLS": [SLIDER, CHOICE, TEXT],
                "PRESETS": [*THREE[:2], THREE[2] | {"values": THREE[2]["values"] | {"mine": ""}}],
            },
            "its values set mine, which is the learner's text",
        ),
        (
            {"CONTROLS": [{k: v for k, v in SLIDER.items() if k != "value"}]},
            "value, where it starts",
        ),
        ({"CONTROLS": [CHOICE | {"value": "c"}]}, "it was set to 'c'"),
        ({"CONTROLS": [SLIDER | {"where": "who"}, CHOICE]}, "x: where must be a dict"),
        ({"CONTROLS": [SLIDER | {"where": {"who": "c"}}, CHOICE]}, "where names 'who' at 'c'"),
        ({"CONTROLS": [SLIDER, CHOICE | {"where": {"x": 1}}]}, "where names 'x' at 1"),
        ({"CONTROLS": [CHOICE | {"options": []}]}, "options must be a list of two or more"),
        ({"CONTROLS": [CHOICE | {"options": ["a", "b"]}]}, "needs a value and a label"),
        ({"CONTROLS": [CHOICE | {"options": CHOICE["options"] * 2}]}, "the same value"),
        ({"CONTROLS": [SLIDER, SLIDER]}, "two controls are called 'x'"),
        ({"PRESETS": [preset("one")]}, "exactly three, not 1"),
        ({"PRESETS": [preset("one"), preset("two"), {}]}, "PRESETS[2] must be a dict"),
        ({"PRESETS": [preset("one"), preset("two"), preset("two")]}, "the same name"),
        ({"PRESETS": [preset("one"), preset("two"), preset("3", x=9)]}, "PRESETS[2]: How much (x)"),
        (
            {"PRESETS": [preset("a"), preset("b"), preset("c") | {"values": {"x": 0}}]},
            "PRESETS[2]: its values leave who as found",
        ),
        ({"PRESETS": [preset("a"), preset("b"), preset("c") | {"note": ""}]}, "note is missing"),
    ],
)
def test_each_breach_is_named(changes: dict, words: str):
    assert any(words in breach for breach in loading.breaches(made(**changes))), loading.breaches(
        made(**changes)
    )


def test_a_control_may_belong_to_one_part():
    assert loading.breaches(made(CONTROLS=[SLIDER | {"where": {"who": "b"}}, CHOICE])) == []


def test_a_text_needs_no_preset():
    assert loading.breaches(made(CONTROLS=[SLIDER, CHOICE, TEXT | {"keep": KEEP}])) == []


def test_a_lab_that_breaks_its_contract_is_refused_whole(monkeypatch: pytest.MonkeyPatch):
    broken = made(TITLE=None, run=None)
    monkeypatch.setattr(loading, "names", lambda: ["broken"])
    monkeypatch.setitem(sys.modules, "exercises.labs.broken", broken)
    with pytest.raises(loading.LabError) as raised:
        loading.load("broken")
    assert "exercises/labs/broken.py" in str(raised.value)
    assert "TITLE is missing" in str(raised.value)
    assert "run(tables, **values) is missing" in str(raised.value)


def test_an_unknown_name_lists_near_ones():
    with pytest.raises(loading.LabError, match="Did you mean targetworld"):
        loading.load("targetwold")
    with pytest.raises(loading.LabError, match=r"There are: .*targetworld"):
        loading.load("zzz")
    for hidden in ("_maths", "loading", "__init__", "../tables", ""):
        with pytest.raises(loading.LabError):
            loading.load(hidden)


def test_a_bad_setting_is_refused_in_a_sentence():
    with pytest.raises(loading.LabError, match="no control called 'powr'; the controls are power"):
        loading.run_lab("targetworld", powr=1)
    with pytest.raises(loading.LabError, match="must be a number from 0 to 1"):
        loading.run_lab("targetworld", power=float("nan"))
    with pytest.raises(loading.LabError, match="must be one of 'public', 'budget' and 'evenly'"):
        loading.run_lab("targetworld", managers="nobody")


def test_years_and_numbers_in_quotation_marks_are_refused_in_words_that_help():
    with pytest.raises(loading.LabError, match="from 1979 to 2010; it was set below that"):
        loading.run_lab("timeline", first=1950)
    with pytest.raises(loading.LabError, match="'2004'; write it with its quotation marks"):
        loading.run_lab("trend_or_policy", year=2000)


def test_a_learner_sees_the_sentence_and_no_traceback(capsys: pytest.CaptureFixture[str]):
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    try:
        shell.run_cell("from exercises.labs.loading import load\nload('targetwold')")
    finally:
        InteractiveShell.clear_instance()
    shown = capsys.readouterr()
    assert "Did you mean targetworld" in shown.out + shown.err
    assert "Traceback" not in shown.out + shown.err


def test_a_declaration_is_plain_data():
    for name in loading.names():
        told = loading.declaration(name)
        assert json.loads(json.dumps(told, allow_nan=False)) == told
        assert told["result"] == loading.run_lab(name)
        assert {"name", "title", "about", "how", "source", "badge", "badge_note"} <= told.keys()
        assert loading.defaults(loading.load(name)) == {
            control["name"]: control["value"] for control in told["controls"]
        }


def test_the_same_setting_gives_the_same_result_and_leaves_the_tables_alone():
    for name in loading.names():
        lab = loading.load(name)
        tables, untouched = loading.tables_of(lab), loading.tables_of(lab)
        assert lab.run(tables) == lab.run(tables)
        assert tables == untouched


def test_labs_are_plain_python_that_formats_nothing_itself():
    """What MicroPython cannot read, and what it reads and gets wrong without a word."""
    for path in LABS.glob("*.py"):
        if path.stem in ("loading", "__init__"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.name}:{getattr(node, 'lineno', '?')}"
            if isinstance(node, ast.Import):
                assert {alias.name for alias in node.names} <= ALLOWED, where
            if isinstance(node, ast.ImportFrom):
                own = node.level == 1 and (node.module or "").startswith("_")
                assert own or node.module in ALLOWED, where
                # The page finds what to fetch by the line's first words.
                assert not own or node.col_offset == 0, where
            if isinstance(node, ast.FormattedValue):
                assert node.format_spec is None, f"{where}: format numbers with _text"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("round", "format"), f"{where}: use _text.rounded"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr != "format", f"{where}: format numbers with _text"
            assert not isinstance(node, ast.NamedExpr | ast.AnnAssign), where

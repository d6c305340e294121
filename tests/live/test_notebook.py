"""What a beginner types by mistake, in a real kernel of the course, and what they are told."""

import re
from collections.abc import Iterator

import pytest
from jupyter_client.manager import KernelManager

import exercises
from exercises import faces
from exercises.live.kernels import CourseKernels

SMART = "known = table(“timeline”)"


class Kernel:
    """Runs cells, and keeps what they show."""

    def __init__(self, client: object) -> None:
        self.client = client

    def run(self, cell: str) -> dict[str, str]:
        """What a cell showed: its HTML, and what stands in the place of a traceback."""
        found = {"html": "", "error": ""}

        def hear(message: dict) -> None:
            content = message["content"]
            if message["msg_type"] == "error":
                found["error"] = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(content["traceback"]))
            elif message["msg_type"] in ("execute_result", "display_data"):
                found["html"] = content["data"].get("text/html", "")

        self.client.execute_interactive(cell, output_hook=hear, timeout=60)
        return found


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> Iterator[object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCALISM_RECORD", str(tmp_path_factory.mktemp("record")))
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        patch.delenv(faces.STATIC, raising=False)
        manager = KernelManager(kernel_spec_manager=CourseKernels())
        manager.start_kernel()
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(60)
            yield client
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(client) -> Kernel:
    """The one kernel, with nothing left of the cells of another test."""
    kernel = Kernel(client)
    kernel.run(f"for _name in {[*exercises.__all__, 'known', 'len']}: globals().pop(_name, None)")
    return kernel


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('ask("NL-3.3")', "data-item"),
        ('lab("targetworld")', "nl-lab"),
        ('check("NL-C1")', "nl-task"),
        ("review()", "data-review"),
        ("progress()", "data-progress"),
    ],
)
def test_the_verbs_are_known_before_any_cell_has_imported_them(kernel, cell, shown):
    found = kernel.run(cell)
    assert found["error"] == "" and shown in found["html"]


def test_a_verb_that_was_given_another_meaning_is_left_alone_and_said(kernel):
    assert kernel.run("table = 3")["error"] == ""
    told = kernel.run('table("timeline")')["error"]
    assert "table is the number 3 in this notebook now" in told
    kernel.run(re.search(r"run: (.+)", told)[1])
    assert "<table" in kernel.run('table("timeline").head()')["html"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("known =", "Nothing stands after the = yet"),
        ("known = ...12", "The three dots only keep a place"),
        (SMART, "Type straight ones in their place"),
        ('known = len(table("timeline")', "A bracket has been opened and not closed"),
        ('known = table("timeline)', "A quotation mark that opens a text"),
        ('table("timeline").query("theme == "money"")', "Use single ones within it"),
        ("furthest = 2002-03", 'Put it into quotes: "2002-03"'),
        ("share = 90.9%", "Write the number alone"),
        ("a = 1\n  known = 12", "take the spaces at its start away"),
        ("known = 12 events", "Python cannot read this line"),
    ],
)
def test_a_line_that_cannot_be_read_is_shown_with_its_next_step(kernel, cell, told):
    found = kernel.run(cell)["error"]
    assert told in found
    assert cell.splitlines()[-1].strip() in found and "Error" in found


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("cases.head()", "Nothing is called cases in this notebook so far"),
        ("cases.head()", "choose Run > Run All Above Selected Cell, and then run this cell again"),
        ("Table(1)", "Did you mean table? Capital letters count."),
        ("table(timeline)", 'stands in quotes: table("timeline")'),
        ("check(NL-C1, 3)", 'stands in quotes: "NL-C1"'),
        ("ask(NL-3.3)", 'stands in quotes: "NL-3.3"'),
        (
            'table("timeline")["Theme"]',
            "There is no column 'Theme' in this frame. Did you mean theme",
        ),
        ('table("timeline")["Theme"]', "It has event_id, date, year, month"),
        ('table("timeline")["Theme"]', "capital letters count"),
        ('table("timeline")[["theme", "yaer"]]', "called yaer. Did you mean year?"),
        ('table("timeline").set_index("evnt_id")', "called evnt_id. Did you mean event_id?"),
        ('table("timeline").thme', "no column called thme. Did you mean theme?"),
        ('table("timeline").query("theme == money")', "into single quotes: 'money'"),
        ('table("timeline").query("themes == 1")', "no column called themes. Did you mean theme?"),
        ('table("timeline").query("theme = \'money\'")', "write == with two signs"),
        ('table("timeline").query("year > 1 and theme = \'x\'")', "write == with two signs"),
        ("known = 4\nknown['fate']", "known is the number 4 now, and no table"),
        ("len = 5\nlen([])", "To have Python's own back, run: del len"),
        ("'3' + 4", "One of the two is text"),
        ("... - 4", "Three dots still stand"),
        ("from exercises import reviews", "The course has ask, chart, check, lab"),
        ("import exercise", "Did you mean exercises?"),
    ],
)
def test_a_mistake_is_met_with_the_learners_own_line_and_no_more(kernel, cell, told):
    found = kernel.run(cell)["error"]
    last = cell.splitlines()[-1]
    assert told in found
    assert f"in line {len(cell.splitlines())} of the cell:  {last}" in found
    assert len(found.splitlines()) <= 5, "the rest of a traceback"


def test_an_error_that_is_not_surely_understood_is_shown_as_python_has_it(kernel):
    assert "----> 1 1/0" in kernel.run("1/0")["error"]


def test_the_courses_own_errors_stay_as_they_are_written(kernel):
    found = kernel.run('table("timelines")')["error"]
    assert found.startswith("TableError: There is no table called 'timelines'. Did you mean")


def test_pythons_own_account_can_be_asked_for(kernel):
    kernel.run("'3' + 4")
    assert "Traceback (most recent call last)" in kernel.run("%tb")["error"]


def test_a_kernel_of_another_name_is_left_as_it_is(monkeypatch, tmp_path):
    (tmp_path / "other").mkdir()
    spec = '{"argv": ["other", "{connection_file}"], "display_name": "Other", "language": "other"}'
    (tmp_path / "other" / "kernel.json").write_text(spec, encoding="utf-8")
    kernels = CourseKernels(kernel_dirs=[str(tmp_path)])
    assert kernels.get_kernel_spec("other").argv == ["other", "{connection_file}"]

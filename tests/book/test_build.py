"""`course book`: what it builds, where it puts it, what it rebuilds, and what it refuses."""

import json
import re
import socket
import subprocess
import sys
import urllib.request
from html.parser import HTMLParser
from pathlib import Path

import pytest

from exercises import publish
from exercises.paths import BOOK, ROOT
from exercises.publish import BookError
from tests.book import project

pytestmark = pytest.mark.slow

CHAPTER = "notebooks/06-improving-on-paper"
START = "notebooks/00-start-here"


class Embedded(HTMLParser):
    """The JSON that a page carries for its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and dict(attrs).get("type") == "application/json"
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course that these tests change, one after the other."""
    folder = project.copy(tmp_path_factory.mktemp("course"))
    # What an author's JupyterLab may have left in a notebook: half a megabyte of widget state.
    state = {"application/vnd.jupyter.widget-state+json": {"state": {"a": {"b": "x" * 500_000}}}}
    live = "import plotly.graph_objects as go\nlive = go.FigureWidget(fig)"
    project.write(folder, "06-improving-on-paper", [*project.CHAPTER, live], {"widgets": state})
    return folder


@pytest.fixture(scope="module")
def out(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that `course book --out` makes of it."""
    folder = tmp_path_factory.mktemp("out") / "deep" / "site"
    done = project.build(course, folder)
    assert done.returncode == 0, done.stdout[-3000:]
    # Whoever waits sees what is being done.
    assert "00-start-here" in done.stdout
    assert "Executed notebook in" in done.stdout
    assert "[IPKernelApp]" not in done.stdout
    assert f"The book is in {folder}: 4 pages." in done.stdout
    return folder


def stamp(out: Path, name: str) -> str:
    """When the notebook of a page was run."""
    return re.search(r"run at (\d+)", project.page(out, name))[1]


def test_the_folder_receives_the_site_and_nothing_else(course: Path, out: Path):
    top = {part.name for part in out.iterdir()}
    assert top == {
        ".nojekyll", "_static", "course", "data", "index.html", "notebooks", "objects.inv",
        "search.html", "searchindex.js",
    }  # fmt: skip
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    kinds = {".html", ".js", ".mjs", ".css", ".csv", ".json", ".py", ".wasm", ".png", ".inv", ""}
    assert {Path(name).suffix for name in files} <= kinds
    assert not [name for name in files if re.search(r"doctree|pickle|buildinfo|cache|ipynb", name)]
    # Its scripts lie apart from `_static`, from which Jupyter Book would put them on every page.
    assert "course/page.js" in files
    assert "course/vendor/micropython.wasm" in files
    # Beside the sources nothing is left but Jupyter Book's own folder.
    assert {path.name for path in course.iterdir()} == {"book", "data", "exercises", "notebooks"}
    assert {path.suffix for path in (course / "notebooks").iterdir()} == {".ipynb"}


def test_the_front_page_is_a_page(out: Path):
    front = project.page(out, "index")
    assert "<h1>New Localism" in front
    assert 'data-item="IMP-1.2"' in front
    assert 'href="notebooks/00-start-here.html"' in front
    assert "http-equiv" in front
    assert "refresh" not in front.lower()
    assert not (out / "book").exists()


def test_no_page_names_what_the_stock_build_brings(out: Path):
    unwanted = re.compile(
        r"myst-nb|mystnb|thebe|require(\.min)?\.js|requirejs|fontawesome|mathjax|html-manager"
        r"|jupyter-widgets|cdn|unpkg|googleapis|sphinx-book-theme",
        re.IGNORECASE,
    )
    for page in out.rglob("*.html"):
        loaded = re.findall(
            r"<(?:script|link)\b[^>]*>|<meta\b[^>]*>", page.read_text(encoding="utf-8")
        )
        assert loaded
        assert not [tag for tag in loaded if unwanted.search(tag)], page
        for tag in loaded:
            for address in re.findall(r'(?:src|href)="([^"]*)"', tag):
                assert not re.match(r"(?:https?:)?//", address), (page, tag)


def test_no_widget_state_reaches_a_page(out: Path):
    page = project.page(out, CHAPTER)
    assert "widget-state" not in page
    assert "application/vnd.jupyter" not in page
    assert len(page) < 100_000


def test_json_in_a_page_cannot_end_its_element(out: Path):
    count = 0
    for path in out.rglob("*.html"):
        for text in Embedded(path.read_text(encoding="utf-8")).found:
            assert "<" not in text
            json.loads(text)
            count += 1
    assert count == 4
    found = [json.loads(text) for text in Embedded(project.page(out, CHAPTER)).found]
    assert any("targetworld" in part.get("name", "") for part in found)
    assert "</script><b>" not in project.page(out, CHAPTER)
    assert "every&lt;/b&gt; year" in project.page(out, CHAPTER)


def test_a_changed_table_rebuilds_its_pages_and_no_other(course: Path, out: Path):
    before = {name: stamp(out, name) for name in (START, CHAPTER)}
    (out / "notebooks" / "05-gone.html").write_text("a page of an earlier build", encoding="utf-8")
    (out / "about.html").write_text("another", encoding="utf-8")
    # A published figure is corrected, and the table sealed anew.
    table = course / "data" / "council_tax_band_d.csv"
    tax = re.search(r"^2003-04,.*?\b(1102)\b", table.read_text(encoding="utf-8"), re.MULTILINE)
    assert ">1102<" in project.page(out, CHAPTER)
    project.replace(table, tax[0], tax[0].replace("1102", "1197"))
    sealing = project.python(course, "-m", "exercises.tables_seal")
    assert sealing.returncode == 0, sealing.stdout
    done = project.build(course, out)
    assert done.returncode == 0, done.stdout[-3000:]
    page = project.page(out, CHAPTER)
    assert ">1197<" in page
    assert ">1102<" not in page
    assert stamp(out, CHAPTER) != before[CHAPTER]
    assert stamp(out, START) == before[START]
    # What the earlier build had and this one has not is gone.
    assert not (out / "notebooks" / "05-gone.html").exists()
    assert not (out / "about.html").exists()


def test_a_changed_question_and_a_changed_lab_rebuild_their_pages(course: Path, out: Path):
    before = {name: stamp(out, name) for name in (START, CHAPTER)}
    bank = course / "exercises" / "bank" / "06-improving-on-paper.yaml"
    project.replace(bank, "**Draw what you expect**", "**Put down what you expect**")
    project.replace(bank, "A colleague writes", "A friend writes")
    lab = course / "exercises" / "labs" / "targetworld.py"
    project.replace(lab, 'TITLE = "Targetworld"', 'TITLE = "Targetworld anew"')
    done = project.build(course, out)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "Put down what you expect" in project.page(out, START)
    # The front page is Markdown: its question is a dependency that Sphinx itself watches.
    assert "A friend writes" in project.page(out, "index")
    assert "Targetworld anew" in project.page(out, CHAPTER)
    assert "Targetworld anew" in (out / "course/labs/targetworld.py").read_text(encoding="utf-8")
    assert all(stamp(out, name) != before[name] for name in (START, CHAPTER))


def test_nothing_is_run_again_where_nothing_changed(course: Path, out: Path):
    before = {name: stamp(out, name) for name in (START, CHAPTER)}
    done = project.build(course, out)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "Executing notebook" not in done.stdout
    assert {name: stamp(out, name) for name in (START, CHAPTER)} == before


def test_a_plain_jupyter_book_build_makes_the_same_pages(course: Path, out: Path, tmp_path: Path):
    command = ["-c", "from jupyter_book.cli.main import main; main()", "build", "."]
    command += ["--config", "book/_config.yml", "--toc", "book/_toc.yml"]
    done = project.python(course, *command, "--path-output", str(tmp_path))
    assert done.returncode == 0, done.stdout[-3000:]
    site = tmp_path / "_build" / "html"
    for name in ("index", "search"):
        assert project.page(site, name) == project.page(out, name)
    for name in (START, CHAPTER):
        ours, theirs = (
            re.sub(r"run at \d+", "", project.page(where, name)) for where in (out, site)
        )
        assert ours == theirs
    assert (site / "course" / "page.js").exists()


# Where the site may go


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be built: a folder that is not fit is refused before any work is done."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a build was begun")

    monkeypatch.setattr(publish.subprocess, "run", never)


def test_a_folder_with_other_things_is_refused(unbuilt: None, tmp_path: Path):
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(BookError, match="holds other things"):
        publish.build(tmp_path)
    assert (tmp_path / "thesis.docx").exists()


def test_a_file_is_refused(unbuilt: None, tmp_path: Path):
    (tmp_path / "site").write_text("", encoding="utf-8")
    with pytest.raises(BookError, match="is a file"):
        publish.build(tmp_path / "site")


@pytest.mark.parametrize("folder", [ROOT, ROOT.parent, BOOK, BOOK / "pages", BOOK / "_build"])
def test_the_checkout_itself_is_refused(unbuilt: None, folder: Path):
    with pytest.raises(BookError, match="holds the course itself"):
        publish.build(folder)


def test_the_command_says_so_plainly(tmp_path: Path):
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "exercises", "book", "--out", str(tmp_path)],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"{tmp_path} holds other things")
    assert "Traceback" not in done.stderr


def test_what_was_put_beside_an_earlier_build_is_not_removed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """Without a real build: only the laying of the site into its folder is tried."""
    work, out = tmp_path / "work", tmp_path / "out"
    for name in ("html/course/outline.json", "html/index.html", "html/.buildinfo"):
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text("new", encoding="utf-8")
    monkeypatch.setattr(publish, "WORK", work)
    monkeypatch.setattr(
        publish.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0)
    )
    publish.build(out)
    assert not (out / ".buildinfo").exists()
    (out / "index.html").write_text("old", encoding="utf-8")
    (out / "old").mkdir()
    (out / "old" / "page.html").write_text("old", encoding="utf-8")
    publish.build(out)
    assert (out / "index.html").read_text(encoding="utf-8") == "new"
    assert not (out / "old").exists()
    for mine in ("notes.txt", ".git/config"):
        path = out / mine
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", encoding="utf-8")
        with pytest.raises(BookError, match=re.escape(f"and also {mine.split('/')[0]}")):
            publish.build(out)
        assert path.read_text(encoding="utf-8") == "mine"
        path.unlink()
        if path.parent != out:
            path.parent.rmdir()


# Reading it here


def test_the_book_is_served_on_this_machine_only(course: Path, out: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "exercises", "book", "--serve", "--port", str(port)]
    with subprocess.Popen(
        command,
        cwd=course,
        env=project.environment(course),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as running:
        try:
            said = ""
            for line in running.stdout:
                said += line
                if "The book is open at" in line:
                    break
            assert f"The book is open at http://127.0.0.1:{port}/" in said, said[-3000:]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                assert "New Localism" in answer.read().decode("utf-8")
            address = f"http://127.0.0.1:{port}/course/page.js"
            with urllib.request.urlopen(address, timeout=10) as answer:
                assert answer.headers["Content-Type"] == "text/javascript"
            # Another address of the machine is not listened on, so the port is free there.
            with socket.socket() as other:
                other.settimeout(5)
                assert other.connect_ex(("127.0.0.2", port)) != 0 or sys.platform != "linux"
        finally:
            running.terminate()
            running.wait(20)


def test_a_port_in_use_is_told_plainly(course: Path, out: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = project.python(course, "-m", "exercises", "book", "--serve", "--port", str(port))
    assert done.returncode == 1
    last = done.stdout.strip().splitlines()[-1]
    assert last == f"Port {port} is in use already. Leave --port out to have a free one found."

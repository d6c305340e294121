"""The `course` command, as it is typed."""

import json
import os
import socket
import subprocess
import sys

import pytest

from exercises.cli import main
from exercises.paths import ROOT
from exercises.record.store import Record


def course(*words, folder, timeout=60):
    env = os.environ | {"LOCALISM_RECORD": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "exercises", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
    )


@pytest.fixture
def taken():
    """A port that something listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_answers_travel_from_one_machine_to_another(tmp_path):
    one, two, file = tmp_path / "one", tmp_path / "two", tmp_path / "answers.json"
    with Record(one) as record:
        record.append(record.new_event("IMP-1.2", 1, "b", 1.0))
    out = course("record", "export", str(file), folder=one)
    assert (out.returncode, out.stderr) == (0, "")
    assert "1 answer" in out.stdout
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == "new-localism-record"
    first = course("record", "import", str(file), folder=two)
    assert "1 answer" in first.stdout and "0 were" in first.stdout
    again = course("record", "import", str(file), folder=two)
    assert "0 answers added, 1 " in again.stdout
    with Record(two) as record:
        assert record.latest("IMP-1.2")["response"] == "b"


@pytest.mark.parametrize("text", ["not json", "{}", '{"format": "new-localism-record"}', "[]"])
def test_a_file_that_is_no_record_is_refused_in_a_sentence(tmp_path, text):
    file = tmp_path / "answers.json"
    file.write_text(text, encoding="utf-8")
    done = course("record", "import", str(file), folder=tmp_path / "record")
    assert done.returncode == 1
    assert "answers.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there(tmp_path):
    done = course("record", "import", str(tmp_path / "none.json"), folder=tmp_path)
    assert done.returncode == 1
    assert "none.json" in done.stderr and "Traceback" not in done.stderr


def test_study_on_a_port_in_use_says_so(tmp_path, taken):
    done = course("study", "--no-browser", "--port", str(taken), folder=tmp_path)
    assert done.returncode == 1
    assert f"Port {taken} is in use" in done.stderr
    assert "--port" in done.stderr


@pytest.mark.parametrize("port", ["0", "70000", "eighty", "-1"])
def test_what_is_no_port_is_refused(port, capsys):
    with pytest.raises(SystemExit):
        main(["study", "--port", port])
    assert "port" in capsys.readouterr().err


def test_book_wants_to_know_where(capsys):
    assert main(["book"]) == 2
    assert "--out DIR" in capsys.readouterr().out


def test_help_names_the_commands(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(word in said for word in ("study", "book", "record"))

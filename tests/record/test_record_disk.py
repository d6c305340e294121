"""A disk that is full, locked or in the way is said in words, and hides nothing already saved."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from exercises.record import EventError, Record, RecordError
from exercises.record import store as store_module

REAL_CONNECT = sqlite3.connect


def plain(error) -> str:
    text = str(error.value)
    assert "sqlite3." not in text
    assert "Traceback" not in text
    assert error.value.__cause__ is None
    return text


def no_room(monkeypatch, pages=1):
    def connect(*values, **named):
        conn = REAL_CONNECT(*values, **named)
        conn.execute(f"PRAGMA max_page_count={pages}")
        return conn

    monkeypatch.setattr(sqlite3, "connect", connect)


def test_a_full_disk_is_said_and_what_is_saved_stays(tmp_path, event, monkeypatch):
    record = Record(tmp_path)
    record.extend([event(n) for n in range(50)])
    no_room(monkeypatch)
    with pytest.raises(RecordError, match="could not be written: the disk is full") as error:
        record.extend([event(n, response="x" * 60_000) for n in range(50, 60)])
    text = plain(error)
    assert str(record.path) in text
    assert "Free some space, then answer again." in text
    assert len(record.events()) == 50
    monkeypatch.undo()
    assert record.append(event(50, response="x" * 60_000)) is True


def test_a_disk_too_full_to_begin(tmp_path, monkeypatch):
    no_room(monkeypatch)
    with pytest.raises(RecordError, match="the disk is full"):
        Record(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file size")
def test_a_write_that_the_system_refuses_loses_nothing(tmp_path, event):
    import resource
    import signal

    record = Record(tmp_path)
    record.extend([event(n) for n in range(50)])
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, before[1]))
    try:
        with pytest.raises(RecordError, match="could not be written") as error:
            record.extend([event(n, response="x" * 9000) for n in range(50, 80)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    plain(error)
    assert len(Record(tmp_path).events()) == 50
    assert record.append(event(50))
    assert record.notices == []


def test_a_file_in_the_place_of_the_folder(tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "below"):
        with pytest.raises(RecordError, match="a file stands where a folder is needed") as error:
            Record(folder)
        assert "LOCALISM_RECORD" in plain(error)
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a file"


def test_a_folder_in_the_place_of_the_file(tmp_path):
    (tmp_path / "record.sqlite").mkdir()
    with pytest.raises(RecordError, match=r"could not be read: its folder .* cannot be written to"):
        Record(tmp_path)


def as_nobody(work) -> str:
    """What `work` returns when run by a user without rights: root may write everywhere."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            said = work()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user"
)
def test_a_folder_that_may_only_be_read(event):
    import tempfile

    with tempfile.TemporaryDirectory() as name:  # one that another user can reach
        folder = Path(name)
        Record(folder).append(event(1))
        folder.chmod(0o755)
        (folder / "record.sqlite").chmod(0o644)

        def read():
            record = Record(folder)
            assert record.events() == [event(1)]
            assert record.latest("IMP-1.2") == event(1)
            return "|".join(record.notices)

        def write():
            Record(folder).append(event(2))
            return "saved"

        def begin():
            Record(folder / "new")
            return "begun"

        assert "can be read but not written: new answers cannot be saved" in as_nobody(read)
        for work in (write, begin):
            said = as_nobody(work)
            assert said.startswith(("RecordError: The record ", "UnwritableError: The record ")), (
                said
            )
            assert str(folder) in said
            assert "LOCALISM_RECORD" in said
        assert Record(folder).events() == [event(1)]


def test_a_record_of_a_newer_course_is_refused_and_left_alone(tmp_path, event):
    path = Record(tmp_path).path
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA journal_mode=DELETE")
    conn.execute("PRAGMA user_version=7")
    conn.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="newer version of the course") as error:
        Record(tmp_path)
    assert "record version 7; this course knows 1" in plain(error)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["record.sqlite"]


def test_a_record_that_becomes_newer_in_use_is_refused_too(tmp_path, event):
    record = Record(tmp_path)
    conn = sqlite3.connect(record.path)
    conn.execute("PRAGMA user_version=2")
    conn.close()
    for use in (record.events, lambda: record.append(event(1))):
        with pytest.raises(RecordError, match="newer version"):
            use()


@pytest.mark.parametrize("error", [RecordError("first line\nsecond line"), EventError("at", "x")])
def test_a_notebook_shows_the_sentence_and_no_stack(error, capsys):
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    shell.user_ns["failing"] = error
    shell.run_cell("raise failing")
    shown = capsys.readouterr()
    assert (shown.out + shown.err).strip() == str(error)


def test_an_unforeseen_error_of_sqlite_is_said_in_words(tmp_path, event, monkeypatch):
    record = Record(tmp_path)

    def fail(conn, events):
        raise sqlite3.InterfaceError("odd")

    monkeypatch.setattr(store_module.sqlite_file, "insert", fail)
    with pytest.raises(RecordError, match="the disk or SQLite reported: odd") as error:
        record.append(event(1))
    plain(error)

"""Several kernels at once: none loses an answer, none sees an error."""

import sqlite3

import pytest

from exercises.record import Record
from exercises.record import store as store_module
from tests.record import trials


def test_eight_kernels_write_at_once(tmp_path):
    saved, notices = trials.together(tmp_path, trials.SECONDS / 10, trials.KERNELS)
    assert len(saved) > trials.KERNELS
    kept = [event["id"] for event in Record(tmp_path).events()]
    assert sorted(kept) == sorted(saved)
    assert notices == ""


def test_four_kernels_with_the_slower_journal(tmp_path):
    slow = "from exercises.record import store\nstore.network_filesystem = lambda folder: 'nfs4'\n"
    saved, notices = trials.together(tmp_path, 3, 4, before=slow)
    kept = [event["id"] for event in Record(tmp_path).events()]
    assert sorted(kept) == sorted(saved)
    assert "network folder" in notices


def test_four_kernels_meet_a_damaged_file(tmp_path, event):
    before = [event(n) for n in range(200)]
    Record(tmp_path).extend(before)
    path = tmp_path / "record.sqlite"
    data = bytearray(path.read_bytes())
    data[:100] = b"\xff" * 100
    path.write_bytes(data)
    saved, notices = trials.together(tmp_path, 2, 4)
    kept = {event["id"] for event in Record(tmp_path).events()}
    assert kept == set(saved) | {e["id"] for e in before}
    assert notices.count("was damaged") == 1, "only one of them repairs it"
    assert len(list(tmp_path.glob("record-damaged-*.sqlite"))) == 1


def test_an_answer_written_while_the_file_is_replaced_is_written_again(
    tmp_path, event, monkeypatch
):
    record = Record(tmp_path)
    other = Record(tmp_path / "other")
    other.append(event(1))
    insert = store_module.sqlite_file.insert
    calls = []

    def insert_then_lose_the_file(conn, events):
        added = insert(conn, events)
        if not calls:
            for end in ("-wal", "-shm"):  # as the repair by another kernel does
                record.path.with_name(record.path.name + end).unlink()
            other.path.replace(record.path)
        calls.append(added)
        return added

    monkeypatch.setattr(store_module.sqlite_file, "insert", insert_then_lose_the_file)
    assert record.append(event(2)) is True
    assert len(calls) == 2
    assert record.events() == [event(1), event(2)]


def test_a_record_deleted_in_use_is_begun_anew(tmp_path, event):
    record = Record(tmp_path / "a")
    record.append(event(1))
    record.path.unlink()
    record.path.parent.rmdir()
    assert record.append(event(2)) is True
    assert record.events() == [event(2)]


def test_a_kernel_that_holds_the_file_too_long_is_named(tmp_path, event, monkeypatch):
    record = Record(tmp_path)
    monkeypatch.setattr(store_module, "PATIENCE", 0.3)
    monkeypatch.setattr(store_module.sqlite_file, "BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(record.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(store_module.RecordError, match="another program has kept it locked"):
        record.append(event(1))
    assert record.events() == [], "reading goes on"
    holder.close()
    assert record.append(event(1))

"""The store on disk: what goes in comes out, in order, once, and quickly."""

import json
import sqlite3
import threading
import time

import pytest

from exercises.record import EventError, Record, new_event
from exercises.record import store as store_module
from exercises.record.sqlite_file import leave_wal


def test_an_event_comes_back_as_it_went_in(tmp_path, event):
    odd = event(1, response={"t": "é\u0000\ud83c \U0001f3db", "n": [1e300, -0.5, None, True]}, ms=7)
    with Record(tmp_path) as record:
        assert record.append(odd) is True
        assert record.append(odd) is False
        assert record.append({**odd, "score": 0}) is False, "an event never changes once written"
    again = Record(tmp_path)
    assert again.events() == [odd]
    assert type(again.events()[0]["ms"]) is int
    assert again.notices == []
    assert again.path == tmp_path / "record.sqlite"


def test_events_are_ordered_and_found_by_item(tmp_path, event):
    record = Record(tmp_path)
    late, early, twin = event(3), event(1, item="PSA-1"), event(2, at=3000)
    assert record.extend([late, early, twin]) == 3
    assert record.events() == [early, twin, late]
    assert record.events("IMP-1.2") == [twin, late]
    assert record.latest("IMP-1.2") == late
    assert record.latest("PSA-1") == early
    assert record.latest("NONE-1") is None
    assert record.events("NONE-1") == []


def test_one_bad_event_saves_none(tmp_path, event):
    record = Record(tmp_path)
    with pytest.raises(EventError, match=r"^score: must be a number from 0 to 1, but is 2"):
        record.extend([event(1), event(2, score=2)])
    assert record.events() == []


def test_every_commit_is_synchronous_and_uses_wal(tmp_path, event, monkeypatch):
    seen = []
    insert = store_module.sqlite_file.insert

    def spy(conn, events):
        seen.append(conn.execute("PRAGMA synchronous").fetchone()[0])
        seen.append(conn.execute("PRAGMA journal_mode").fetchone()[0])
        return insert(conn, events)

    monkeypatch.setattr(store_module.sqlite_file, "insert", spy)
    Record(tmp_path).append(event(1))
    full = 2
    assert seen == [full, "wal"]


def test_a_clock_set_back_does_no_harm(tmp_path, monkeypatch):
    record = Record(tmp_path)
    first = record.new_event("IMP-1.2", 1, "a", 0)
    record.append(first)
    yesterday = time.time_ns() - 86_400 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: yesterday)
    elsewhere = new_event("PSA-1", 1, "b", 1)
    second = record.new_event("IMP-1.2", 1, "b", 1)
    assert record.extend([elsewhere, second]) == 2
    assert record.latest("IMP-1.2") == second, "the answer given last is the latest"
    assert record.events() == [elsewhere, first, second]
    monkeypatch.setattr(time, "time_ns", lambda: -5)
    assert new_event("IMP-1.2", 1, None, 0)["at"] == 0


def test_a_new_event_rounds_the_time_taken_and_says_what_is_wrong():
    made = new_event("IMP-1.2", 2, [1], 1, "guess", 12.6)
    assert made["ms"] == 13
    assert abs(made["at"] - time.time() * 1000) < 5000
    with pytest.raises(EventError, match=r"^confidence: must be sure, think, guess or null"):
        new_event("IMP-1.2", 1, None, 0, "perhaps")


def test_many_threads_share_one_record(tmp_path, event):
    record = Record(tmp_path)
    failures = []

    def work(first):
        try:
            for number in range(first, first + 25):
                assert record.append(event(number))
                assert record.latest("IMP-1.2")
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(100 * k,)) for k in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(record.events()) == 150


def test_a_hundred_thousand_events_open_at_once(tmp_path, event):
    Record(tmp_path).append(event(0))
    with sqlite3.connect(tmp_path / "record.sqlite") as conn:
        conn.executemany(
            "INSERT INTO events VALUES (?,?,1,?,?,0.5,'sure',900)",
            (
                (event(n)["id"], f"IMP-{n % 400}", 1000 * n, json.dumps({"picked": "b" * 60}))
                for n in range(1, 100_000)
            ),
        )
    conn.close()
    best = {"open": 9.0, "latest": 9.0, "append": 9.0}
    for attempt in range(3):
        began = time.perf_counter()
        record = Record(tmp_path)
        best["open"] = min(best["open"], time.perf_counter() - began)
        began = time.perf_counter()
        assert record.latest("IMP-7")["at"] == 99_607_000
        best["latest"] = min(best["latest"], time.perf_counter() - began)
        began = time.perf_counter()
        assert record.append(event(200_000 + attempt))
        best["append"] = min(best["append"], time.perf_counter() - began)
    assert best["open"] < 0.5, best
    assert best["latest"] < 0.1, best
    assert best["append"] < 0.5, best


def test_a_row_that_is_no_event_is_passed_over_and_kept(tmp_path, event):
    record = Record(tmp_path)
    record.extend([event(1), event(2)])
    with sqlite3.connect(record.path) as conn:
        conn.execute("UPDATE events SET response = '{\"picked\":' WHERE at = 1000")
    conn.close()
    assert record.events() == [event(2)]
    assert len(record.notices) == 1
    assert "could not be read; they were left as they are" in record.notices[0]
    with sqlite3.connect(record.path) as conn:
        assert conn.execute("SELECT count(*) FROM events").fetchone() == (2,)
    conn.close()


def test_a_network_folder_gets_the_slower_journal(tmp_path, event, monkeypatch):
    Record(tmp_path).append(event(1))
    monkeypatch.setattr(store_module, "network_filesystem", lambda folder: "nfs4")
    record = Record(tmp_path)
    record.append(event(2))
    conn = sqlite3.connect(record.path)
    assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    conn.close()
    assert record.events() == [event(1), event(2)]
    assert len(record.notices) == 1
    assert "network folder (nfs4)" in record.notices[0]


def test_wal_is_left_without_shared_memory_and_without_loss(tmp_path, event):
    record = Record(tmp_path)
    held = sqlite3.connect(record.path)
    held.execute("SELECT 1 FROM events").fetchall()  # keeps the WAL from being folded in
    record.append(event(1))
    wal = record.path.with_name("record.sqlite-wal")
    waiting = (record.path.read_bytes(), wal.read_bytes())
    held.close()
    moved = tmp_path / "moved" / "record.sqlite"
    moved.parent.mkdir()
    moved.write_bytes(waiting[0])
    moved.with_name("record.sqlite-wal").write_bytes(waiting[1])
    leave_wal(moved)
    conn = sqlite3.connect(moved)
    assert conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    conn.close()
    assert Record(moved).events() == [event(1)]


def test_a_folder_without_shared_memory_is_worked_around(tmp_path, event, monkeypatch):
    real = store_module.sqlite_file.open_file

    def without_shared_memory(path, journal):
        if journal == "wal":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMMAP
            raise error
        return real(path, journal)

    monkeypatch.setattr(store_module.sqlite_file, "open_file", without_shared_memory)
    record = Record(tmp_path)
    assert record.append(event(1))
    assert record.events() == [event(1)]
    assert "does not allow SQLite's faster journal" in record.notices[0]


def test_the_environment_names_the_folder(tmp_path, event, monkeypatch):
    monkeypatch.setenv("LOCALISM_RECORD", str(tmp_path / "é & #1" / "deep"))
    record = Record()
    assert record.path == tmp_path / "é & #1" / "deep" / "record.sqlite"
    assert record.append(event(1))
    monkeypatch.setenv("LOCALISM_RECORD", "")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *a, **k: str(tmp_path / "home"))
    assert Record().path == tmp_path / "home" / "record.sqlite"


def test_a_closed_record_says_so(tmp_path):
    record = Record(tmp_path)
    record.close()
    with pytest.raises(store_module.RecordError, match="has ended"):
        record.events()

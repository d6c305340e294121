"""A damaged file is kept aside, what can be read of it is read, and the learner is told."""

import os
import random
import re
import sqlite3

import pytest

from exercises.record import Record, RecordError
from exercises.record import store as store_module
from exercises.record.salvage import salvage

COUNT = 600


@pytest.fixture
def series(event):
    # Some responses are longer than a page, so that they spill into overflow pages.
    return [event(n, response="é" * (9000 if n % 50 == 0 else n % 300)) for n in range(COUNT)]


@pytest.fixture
def path(tmp_path, series):
    Record(tmp_path).extend(series)
    return tmp_path / "record.sqlite"


def aside(path):
    return sorted(path.parent.glob("record-damaged-*.sqlite"))


def assert_repaired(path, damaged: bytes, series, at_least: int):
    record = Record(path)
    found = record.events()
    assert len(found) >= at_least
    known = {one["id"]: one for one in series}
    assert all(known[one["id"]] == one for one in found), "nothing is invented or bent"
    kept = aside(path)
    assert len(kept) == 1
    assert re.fullmatch(r"record-damaged-\d{8}T\d{6}Z\.sqlite", kept[0].name)
    assert kept[0].read_bytes() == damaged
    assert len(record.notices) == 1
    assert kept[0].name in record.notices[0]
    assert str(record.path) in record.notices[0]
    fresh = {**series[0], "id": "ffffffff-0000-4000-8000-000000000000"}
    assert record.append(fresh) is True
    again = Record(path)
    assert again.notices == [], "damage is told once"
    assert len(again.events()) == len(found) + 1
    return record.notices[0], len(found)


def test_a_truncated_file(path, series):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 + 100])
    _, found = assert_repaired(path, data[: len(data) // 2 + 100], series, COUNT // 10)
    assert found < COUNT


def test_a_file_cut_off_in_its_first_page(path, series):
    path.write_bytes(path.read_bytes()[:50])
    notice, _ = assert_repaired(path, path.read_bytes(), series, 0)
    assert "No answer could be read back" in notice


def test_a_file_of_garbage(path, series):
    garbage = random.Random(1).randbytes(50_000)
    path.write_bytes(garbage)
    assert_repaired(path, garbage, series, 0)


def test_a_text_file(path, series):
    path.write_bytes(b"Dear diary\n" * 900)
    assert_repaired(path, b"Dear diary\n" * 900, series, 0)


def test_a_lost_header_loses_no_answer(path, series):
    data = bytearray(path.read_bytes())
    data[:4096] = bytes(4096)
    path.write_bytes(data)
    notice, found = assert_repaired(path, bytes(data), series, COUNT)
    assert found == COUNT
    assert "600 answers were read back" in notice


def test_damage_in_the_middle_is_met_on_reading(path, series):
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 3 * 4096] = os.urandom(3 * 4096)
    path.write_bytes(data)
    assert_repaired(path, bytes(data), series, COUNT * 8 // 10)


@pytest.mark.parametrize("seed", range(12))
def test_random_damage_never_raises_and_invents_nothing(path, series, seed):
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 5, 40])):
        at = chance.randrange(len(data))
        width = chance.choice([1, 16, 500, 6000])
        data[at : at + width] = chance.randbytes(len(data[at : at + width]))
    path.write_bytes(data)
    record = Record(path)
    record.append(series[0])
    found = {one["id"]: one for one in record.events()}
    # A byte changed inside the text of an answer cannot be told from an answer: the rest must be.
    changed = [one for one in series if one["id"] in found and found[one["id"]] != one]
    assert len(changed) <= 40
    assert len(found) > COUNT // 20
    assert found[series[0]["id"]]["item"] == "IMP-1.2"


@pytest.mark.parametrize(
    ("at", "value"),
    [(18, 9), (19, 9), (16, 3), (21, 1), (47, 8), (59, 3), (60, 0x7F), (60, 0xFF), (62, 0x0F)],
)
def test_a_damaged_header_loses_no_answer(path, series, event, at, value):
    # SQLite calls some of these read-only, unsupported or simply a higher version.
    data = bytearray(path.read_bytes())
    data[at] = value
    path.write_bytes(data)
    record = Record(path)
    assert record.events() == series
    assert record.append(event(COUNT)) is True
    assert record.events() == [*series, event(COUNT)]
    assert len(aside(path)) == len(record.notices) == 1


def test_damaged_text_in_the_schema(path, series):
    data = bytearray(path.read_bytes())
    at = data.index(b"CREATE TABLE")
    data[at : at + 3] = b"\xcb\xff\xfe"
    path.write_bytes(data)
    assert_repaired(path, bytes(data), series, COUNT)


def test_a_record_that_is_another_database_is_kept_aside(tmp_path, event):
    path = tmp_path / "record.sqlite"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE events (something TEXT)")
        conn.execute("INSERT INTO events VALUES ('else')")
    conn.close()
    record = Record(tmp_path)
    assert record.append(event(1))
    assert record.events() == [event(1)]
    with sqlite3.connect(aside(path)[0]) as conn:
        assert conn.execute("SELECT * FROM events").fetchall() == [("else",)]
    conn.close()


def test_answers_that_wait_in_the_journal_are_salvaged(tmp_path, event):
    source = Record(tmp_path / "source")
    source.append(event(1))
    held = sqlite3.connect(source.path)
    held.execute("SELECT 1 FROM events").fetchall()  # keeps the WAL from being folded in
    source.extend([event(2, response="long" * 5000), event(3)])
    wal = source.path.with_name("record.sqlite-wal").read_bytes()
    held.close()
    for name, data in (("lost", b""), ("garbage", b"\x00" * 8192)):
        path = tmp_path / name / "record.sqlite"
        path.parent.mkdir()
        path.write_bytes(data)
        path.with_name("record.sqlite-wal").write_bytes(wal)
        record = Record(path)
        assert event(3) in record.events(), name
        assert event(2, response="long" * 5000) in record.events(), name
    kept = aside(tmp_path / "lost" / "record.sqlite")[0]
    assert kept.with_name(kept.name + "-wal").read_bytes() == wal


def test_two_repairs_in_one_second_keep_two_files(path):
    for _ in range(2):
        path.write_bytes(b"x" * 5000)
        Record(path)
    assert len(aside(path)) == 2


def test_salvage_reads_a_sound_file_whole(path, series):
    assert salvage(path) == {one["id"]: one for one in series}


def test_a_repair_that_cannot_be_written_leaves_the_damaged_file(path, monkeypatch):
    path.write_bytes(b"x" * 5000)

    def no_room(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exercises.record.repair.shutil.copyfile", no_room)
    with pytest.raises(RecordError, match="No space left on device"):
        Record(path)
    assert path.read_bytes() == b"x" * 5000
    assert sorted(p.name for p in path.parent.iterdir()) == ["record-repair.lock", "record.sqlite"]


def test_damage_that_cannot_be_mended_is_said_in_words(tmp_path, monkeypatch):
    def always(path, journal):
        raise store_module.sqlite_file.DamagedError("x")

    monkeypatch.setattr(store_module.sqlite_file, "open_file", always)
    monkeypatch.setattr(store_module, "repair", lambda path, damaged: None)
    with pytest.raises(RecordError, match="damaged and could not be repaired"):
        Record(tmp_path)

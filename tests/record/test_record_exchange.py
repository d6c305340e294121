"""One file carries a record: whole or not at all, any number of times, both ways."""

import json
import re

import pytest

from exercises.record import Record, RecordError, export_record, import_record


@pytest.fixture
def full(tmp_path, event):
    record = Record(tmp_path / "first")
    record.extend([event(3), event(1, response="é £ \U0001f3db \ud83c"), event(2, ms=5)])
    return record


def test_there_and_back(full, tmp_path):
    file = tmp_path / "my record.json"
    assert export_record(full, file) == 3
    second = Record(tmp_path / "second")
    assert import_record(second, file) == (3, 0)
    assert import_record(second, file) == (0, 3)
    assert second.events() == full.events()


def test_the_file_is_what_the_format_says(full, tmp_path):
    file = tmp_path / "r.json"
    export_record(full, file)
    found = json.loads(file.read_text(encoding="utf-8"))
    assert list(found) == ["format", "version", "exported", "events"]
    assert (found["format"], found["version"]) == ("new-localism-record", 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found["exported"])
    assert found["events"] == full.events()
    assert b"\r" not in file.read_bytes()
    assert "é £ \U0001f3db \\ud83c" in file.read_text(encoding="utf-8"), "readable by a person"


def test_an_empty_record_travels_too(tmp_path):
    file = tmp_path / "r.json"
    assert export_record(Record(tmp_path / "a"), file) == 0
    assert import_record(Record(tmp_path / "b"), file) == (0, 0)


def test_two_devices_end_with_the_same_record(full, tmp_path, event):
    other = Record(tmp_path / "second")
    other.extend([event(2, ms=5), event(9)])
    export_record(full, tmp_path / "1.json")
    export_record(other, tmp_path / "2.json")
    assert import_record(full, tmp_path / "2.json") == (1, 1)
    assert import_record(other, tmp_path / "1.json") == (2, 1)
    assert full.events() == other.events()
    assert [e["at"] for e in full.events()] == [1000, 2000, 3000, 9000]


def test_an_id_twice_in_one_file_counts_once(tmp_path, event):
    file = tmp_path / "r.json"
    save(file, [event(1), event(1, score=1)])
    record = Record(tmp_path)
    assert import_record(record, file) == (1, 1)
    assert record.events() == [event(1)]


def test_an_editor_that_adds_a_byte_order_mark(full, tmp_path):
    file = tmp_path / "r.json"
    export_record(full, file)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert import_record(Record(tmp_path / "b"), file) == (3, 0)


def save(file, events, **changes):
    head = {"format": "new-localism-record", "version": 1, "exported": "2026-01-01T00:00:00Z"}
    file.write_text(json.dumps({**head, "events": events, **changes}), encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is not JSON (expecting value, line 1, column 1)"),
        ('{"format": "new-localism-record",\n "events": [', "line 2, column 13"),
        ("[1, NaN]", "NaN is not a JSON number"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", 'it lacks "format": "new-localism-record"'),
        ('{"format": "other", "version": 1, "events": []}', 'it lacks "format"'),
        ('{"format": "new-localism-record", "events": []}', 'its "version" must be 1'),
        ('{"format": "new-localism-record", "version": true, "events": []}', '"version" must'),
        ('{"format": "new-localism-record", "version": 2, "events": []}', "newer version"),
        ('{"format": "new-localism-record", "version": 1}', 'its "events" must be a list'),
        ('{"format": "new-localism-record", "version": 1, "events": {}}', "must be a list"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path, text, why):
    file = tmp_path / "r.json"
    file.write_text(text, encoding="utf-8")
    record = Record(tmp_path)
    with pytest.raises(RecordError) as error:
        import_record(record, file)
    assert str(error.value).startswith(f"Nothing was imported from {file}: ")
    assert why in str(error.value)
    assert record.events() == []


def test_the_faulty_event_is_named_and_none_is_taken(tmp_path, event):
    file = tmp_path / "r.json"
    save(file, [event(1), event(2), event(3, score=80), event(4)])
    record = Record(tmp_path)
    with pytest.raises(
        RecordError, match=r"event 3 of 4: score: must be a number from 0 to 1, but is 80"
    ):
        import_record(record, file)
    assert record.events() == []


def test_a_file_that_is_not_text(tmp_path):
    file = tmp_path / "r.json"
    file.write_bytes(b'{"format": "\xff"}')
    with pytest.raises(RecordError, match=r"it is not UTF-8 text \(byte 13\)"):
        import_record(Record(tmp_path), file)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(RecordError, match=r"none\.json could not be read: No such file"):
        import_record(Record(tmp_path), tmp_path / "none.json")


def test_an_export_that_fails_leaves_the_old_file_whole(full, tmp_path, monkeypatch):
    file = tmp_path / "r.json"
    export_record(full, file)
    before = file.read_bytes()

    def fail(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("exercises.record.exchange_file.os.fsync", fail)
    with pytest.raises(RecordError, match=r"could not be exported to .*: No space left on device"):
        export_record(full, file)
    assert file.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["r.json"]


def test_an_export_into_no_folder(full, tmp_path):
    with pytest.raises(RecordError, match="could not be exported to"):
        export_record(full, tmp_path / "none" / "r.json")


def test_the_page_reads_what_jupyter_wrote_and_back(full, tmp_path, page):
    file = tmp_path / "r.json"
    export_record(full, file)
    back = page(
        """
        const record = createRecord(new FakeStorage());
        const told = record.importText(data);
        record.append(event(7));
        answer({ told, text: record.exportText() });
        """,
        file.read_text(encoding="utf-8"),
    )
    assert back["told"] == {"added": 3, "already": 0}
    file.write_text(back["text"], encoding="utf-8")
    assert import_record(full, file) == (1, 3)
    assert [e["at"] for e in full.events()] == [1000, 2000, 3000, 7000]

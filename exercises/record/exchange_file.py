"""One JSON file carries a record between Jupyter, the book and another computer."""

import contextlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from exercises.record.errors import EventError, RecordError
from exercises.record.events import Event, check, to_json
from exercises.record.store import Record

FORMAT = "new-localism-record"
VERSION = 1


def export_record(record: Record, path: Path) -> int:
    """Write all events to a JSON file, replacing it whole or not at all; how many there are.

    Raises:
        RecordError: the record cannot be read, or the file cannot be written.
    """
    path = Path(path)
    events = record.events()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(file_text(events))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise RecordError(
            f"The record could not be exported to {path}: {error.strerror or error}.\n"
            "Choose a file in a folder that is there and can be written to, on a disk with space."
        ) from None
    return len(events)


def import_record(record: Record, path: Path) -> tuple[int, int]:
    """Merge the events of a JSON file into the record: how many were added, how many were there.

    Doing it again adds nothing. From a malformed file nothing is taken.

    Raises:
        RecordError: the file is not there, or is malformed: which event (counted from 1) and why.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise RecordError(
            f"The file {path} could not be read: {error.strerror or error}.\n"
            "Check its name and folder, then import it again."
        ) from None
    try:
        events = file_events(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _malformed(path, f"it is not UTF-8 text (byte {error.start + 1})") from None
    except ValueError as error:
        raise _malformed(path, str(error)) from None
    added = record.extend(events)
    return added, len(events) - added


def file_text(events: list[Event]) -> str:
    """The text of an exchange file: JSON with one event a line."""
    exported = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    head = {"format": FORMAT, "version": VERSION, "exported": exported}
    lines = ",\n".join(to_json(event) for event in events)
    body = f"[\n{lines}\n]" if events else "[]"
    return f'{json.dumps(head)[:-1]}, "events": {body}}}\n'


def file_events(text: str) -> list[Event]:
    """The checked events of an exchange file's text, in its order.

    Raises:
        ValueError: saying what is wrong and where; nothing of the text is to be used.
    """
    try:
        found = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise ValueError(
            f"it is not JSON ({error.msg.lower()}, line {error.lineno}, column {error.colno})"
        ) from None
    except RecursionError:
        raise ValueError("it is not JSON that can be read (nested too deeply)") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ValueError(f'it is no record: it lacks "format": "{FORMAT}"')
    version = found.get("version")
    if isinstance(version, bool) or not isinstance(version, int | float) or version < 1:
        raise ValueError(f'its "version" must be {VERSION}')
    if version != VERSION:
        raise ValueError(
            f"it was written by a newer version of the course (file version {version:g}; this"
            f" course reads {VERSION})"
        )
    if not isinstance(found.get("events"), list):
        raise ValueError('its "events" must be a list')
    count = len(found["events"])
    events = []
    for number, event in enumerate(found["events"], 1):
        try:
            events.append(check(event))
        except EventError as error:
            raise ValueError(f"event {number} of {count}: {error}") from None
    return events


def _refuse(constant: str) -> None:
    raise ValueError(f"it is not JSON ({constant} is not a JSON number)")


def _malformed(path: Path, why: str) -> RecordError:
    return RecordError(
        f"Nothing was imported from {path}: {why}.\n"
        "Export the record again where it came from, then import that file."
    )

"""Opening the record's file with care: schema, journal and the meaning of SQLite's errors."""

import json
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

from exercises.record.errors import EventError, RecordError
from exercises.record.events import FIELDS, Event, check, to_json

SCHEMA_VERSION = 1
MOST_LIKELY_VERSION = 1000  # a higher one is a damaged header, not a newer course
BUSY_SECONDS = 10.0

_CREATE = (
    "CREATE TABLE events (id TEXT PRIMARY KEY NOT NULL, item TEXT NOT NULL,"
    " version INTEGER NOT NULL, at INTEGER NOT NULL, response TEXT NOT NULL,"
    " score REAL NOT NULL, confidence TEXT, ms INTEGER)",
    "CREATE INDEX events_by_item ON events (item, at, id)",
    "CREATE INDEX events_by_time ON events (at, id)",
)
_COLUMNS = ", ".join(FIELDS)


class DamagedError(Exception):
    """The file is not a sound record, though SQLite itself may not have noticed."""


def open_file(path: Path, journal: str) -> sqlite3.Connection:
    """A connection to a file that holds the schema, made if need be.

    Every commit through it has reached the disk when it returns (synchronous=FULL).

    Args:
        path: the file; its folder must exist.
        journal: "wal" or "delete"; SQLite may stay with "delete" where "wal" cannot be had.

    Raises:
        RecordError: the file comes from a newer course; it is left untouched.
        DamagedError: the file is not a record.
        sqlite3.Error: see `kind`.
    """
    # SQLite would take an empty file for a new one and delete the answers that wait in its WAL.
    # The WAL is looked at first: a file that another kernel is just making is never empty after it.
    if size(path.with_name(path.name + "-wal")) > 0 and size(path) == 0:
        raise DamagedError("the file is empty, though its journal is not")
    conn = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    conn.text_factory = _lenient
    try:
        _prepare(conn, path, journal)
    except BaseException:
        conn.close()
        raise
    return conn


def open_unchanging(path: Path) -> sqlite3.Connection:
    """A connection for reading where nothing can be written, not even the files of a lock.

    Raises:
        RecordError, DamagedError, sqlite3.Error: as `open_file`.
    """
    conn = sqlite3.connect(path.as_uri() + "?mode=ro&immutable=1", uri=True, isolation_level=None)
    conn.text_factory = _lenient
    try:
        if _refuse_newer(conn, path) == 0:
            raise DamagedError("the table of events is not there yet")
    except BaseException:
        conn.close()
        raise
    return conn


def leave_wal(path: Path) -> None:
    """Turn a WAL file into one with a DELETE journal without the shared memory that WAL wants."""
    conn = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        conn.execute("PRAGMA locking_mode=EXCLUSIVE")
        conn.execute("PRAGMA journal_mode=DELETE")
    finally:
        conn.close()


def insert(conn: sqlite3.Connection, events: Iterable[Event]) -> int:
    """Add checked events in one transaction and read them back; how many were new.

    An id already there stays as it is.

    Raises:
        DamagedError: one of them cannot be read back, new or not.
        sqlite3.Error: see `kind`.
    """
    rows = [_to_row(event) for event in events]
    conn.execute("BEGIN IMMEDIATE")
    before = conn.total_changes
    conn.executemany(
        f"INSERT INTO events ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?) ON CONFLICT(id) DO NOTHING", rows
    )
    added = conn.total_changes - before
    conn.execute("COMMIT")
    for row in rows:
        # An index may still hold an id whose row is lost: the answer would count as saved.
        kept = conn.execute(f"SELECT {_COLUMNS} FROM events WHERE id = ?", row[:1]).fetchone()
        if kept is None or (kept != row and from_row(kept) is None):
            raise DamagedError("an answer cannot be read back")
    return added


def select(conn: sqlite3.Connection, tail: str, values: tuple[str, ...] = ()) -> tuple[list, int]:
    """The events of a query in its order, and how many rows could not be read as events."""
    events: list[Event] = []
    unreadable = 0
    for row in conn.execute(f"SELECT {_COLUMNS} FROM events {tail}", values):
        event = from_row(row)
        if event is None:
            unreadable += 1
        else:
            events.append(event)
    return events, unreadable


def from_row(row: Iterable[object]) -> Event | None:
    """The event of a row in the order of FIELDS, or None when it is not one."""
    event = dict(zip(FIELDS, row, strict=True))
    try:
        event["response"] = json.loads(str(event["response"]))
        return check(event)
    except (EventError, ValueError, RecursionError):
        return None


def kind(error: Exception) -> str:
    """What an error means for the learner.

    One of "damaged", "busy", "moved", "no-wal", "full", "readonly", "missing", "disk".
    """
    code = getattr(error, "sqlite_errorcode", None) or 0
    # SQLite's own words may quote damaged text, which Python then cannot decode.
    if isinstance(error, DamagedError | UnicodeDecodeError):
        return "damaged"
    if code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return "damaged"
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return "moved"
    if code in _NO_SHARED_MEMORY:
        return "no-wal"
    return _KINDS.get(code & 0xFF, "disk")


def header_is_sound(path: Path) -> bool:
    """Whether a file begins as a record does (https://www.sqlite.org/fileformat2.html, 1.3).

    Some damage there makes SQLite call a file read-only or unsupported instead of damaged. Only
    for use after an error: closing the file again drops this process's locks on it (POSIX).
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return True  # not to be read, which is another trouble than damage
    if not head:
        return True
    return (
        len(head) == 100
        and head.startswith(b"SQLite format 3\x00")
        and {head[18], head[19]} <= {1, 2}
        and head[21:24] == bytes((64, 32, 32))
        and int.from_bytes(head[44:48], "big") <= 4
        and int.from_bytes(head[56:60], "big") <= 1
    )


def size(path: Path) -> int:
    """Bytes in a file; 0 when there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


_NO_SHARED_MEMORY = {
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMLOCK,
    sqlite3.SQLITE_IOERR_SHMMAP,
}
_KINDS = {
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_PROTOCOL: "busy",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_PERM: "readonly",
    sqlite3.SQLITE_CANTOPEN: "missing",
}


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _to_row(event: Event) -> tuple[str | int | float | None, ...]:
    return (
        event["id"],
        event["item"],
        event["version"],
        event["at"],
        to_json(event["response"]),
        event["score"],
        event["confidence"],
        event["ms"],
    )


def _prepare(conn: sqlite3.Connection, path: Path, journal: str) -> None:
    version = _refuse_newer(conn, path)
    if conn.execute("PRAGMA journal_mode").fetchone()[0] != journal:
        conn.execute(f"PRAGMA journal_mode={journal}").fetchone()
    conn.execute("PRAGMA synchronous=FULL")
    if sys.platform == "darwin":
        conn.execute("PRAGMA fullfsync=ON")  # a plain fsync there stops at the drive's cache
    if version == 0:
        _create(conn)
    columns = [row[1] for row in conn.execute("PRAGMA table_info(events)")]
    if columns != list(FIELDS):
        raise DamagedError("the table of events is not there, or has other columns")


def _refuse_newer(conn: sqlite3.Connection, path: Path) -> int:
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if not 0 <= version <= MOST_LIKELY_VERSION:
        raise DamagedError("the version is out of reason")
    if version > SCHEMA_VERSION:
        raise RecordError(
            f"The record {path} was written by a newer version of the course (record version"
            f" {version}; this course knows {SCHEMA_VERSION}).\nNothing in it was changed. Update"
            " the course, or set LOCALISM_RECORD to another folder to keep a separate record."
        )
    return version


def _create(conn: sqlite3.Connection) -> None:
    conn.execute("BEGIN IMMEDIATE")
    # Another kernel may have made the tables while this one waited for the lock.
    if conn.execute("PRAGMA user_version").fetchone()[0] == 0:
        if conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise DamagedError("the file belongs to something else")
        for statement in _CREATE:
            conn.execute(statement)
        conn.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    conn.execute("COMMIT")

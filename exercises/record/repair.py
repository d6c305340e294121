"""Puts a sound record in the place of a damaged one and keeps the damaged one beside it."""

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from exercises.record.events import Event, order
from exercises.record.salvage import salvage
from exercises.record.sqlite_file import insert, open_file

Identity = tuple[int, int]


def identity(path: Path) -> Identity | None:
    """What tells a file from another one put in its place; None when there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def repair(path: Path, damaged: Identity | None) -> str | None:
    """Replace the damaged file; the sentence to tell the learner, or None if it was done already.

    The damaged file and its journals are copied to `record-damaged-<UTC time>.sqlite` first; the
    `-shm` is not, as it holds nothing that the `-wal` does not. An answer written by another
    kernel meanwhile is either in the copy, or its writer sees a new `identity` and writes it again.

    Args:
        path: the record's file.
        damaged: its `identity` when the damage was met; any other means that it was repaired since.

    Raises:
        OSError, sqlite3.Error: nothing could be written; the damaged file is where it was.
    """
    with _alone(path):
        if identity(path) != damaged:
            return None
        aside = _free_name(path)
        fresh = path.with_name(f"{path.stem}-new-{os.getpid()}.sqlite")
        try:
            with _writers_held(path) as release:
                _copy(path, aside)
                events = salvage(aside)
                _build(fresh, order(events.values()))
                if os.name == "nt":
                    release()  # Windows replaces no file that is open
                _replace(path, fresh)
        except BaseException:
            fresh.unlink(missing_ok=True)
            if identity(path) == damaged:
                for _, copy in _family(path, aside):
                    copy.unlink(missing_ok=True)
            raise
    return (
        f"The record {path} was damaged. {_counted(events)} read back into a new record;"
        f" the damaged file was kept as {aside.name} in the same folder."
    )


def _counted(events: dict[str, Event]) -> str:
    if not events:
        return "No answer could be"
    return "1 answer was" if len(events) == 1 else f"{len(events):,} answers were"


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    # A lock that the system itself lets go of when its holder is killed, on every platform.
    lock = sqlite3.connect(
        path.with_name(f"{path.stem}-repair.lock"), timeout=30.0, isolation_level=None
    )
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


@contextlib.contextmanager
def _writers_held(path: Path) -> Iterator[Callable[[], None]]:
    with contextlib.ExitStack() as held:
        if path.exists():
            # Closing any handle of a file drops this process's locks on it (POSIX), so the one
            # that copies stays open as long as the lock is wanted.
            held.enter_context(path.open("rb"))
            if path.stat().st_size:
                conn = sqlite3.connect(path, timeout=5.0, isolation_level=None)
                held.callback(conn.close)
                with contextlib.suppress(
                    sqlite3.Error, ValueError
                ):  # too damaged to lock: none can write
                    conn.execute("BEGIN IMMEDIATE")
        yield held.close


def _family(path: Path, aside: Path) -> list[tuple[Path, Path]]:
    return [
        (path.with_name(path.name + end), aside.with_name(aside.name + end))
        for end in ("", "-wal", "-journal")
    ]


def _free_name(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    tried = 1
    while True:
        more = "" if tried == 1 else f"-{tried}"
        aside = path.with_name(f"{path.stem}-damaged-{stamp}{more}.sqlite")
        if not aside.exists():
            return aside
        tried += 1


def _copy(path: Path, aside: Path) -> None:
    for old, new in _family(path, aside):
        if old.exists() and (old == path or old.stat().st_size):
            shutil.copyfile(old, new)
            with new.open("rb+") as copy:
                os.fsync(copy.fileno())


def _build(fresh: Path, events: list[Event]) -> None:
    fresh.unlink(missing_ok=True)
    conn = open_file(fresh, "delete")  # one file without a journal, ready to be moved
    try:
        insert(conn, events)
    finally:
        conn.close()


def _replace(path: Path, fresh: Path) -> None:
    for end in ("-wal", "-shm", "-journal"):
        # Left beside the new file, SQLite would play the old journal into it.
        _patiently(partial(path.with_name(path.name + end).unlink, missing_ok=True))
    _patiently(partial(os.replace, fresh, path))


def _patiently(act: Callable[[], object]) -> None:
    for _ in range(30):
        try:
            act()
            return
        except PermissionError:
            time.sleep(0.1)  # Windows: another kernel has it open for a moment
    act()

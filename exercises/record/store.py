"""The learner's record on this machine: an answer that it took is on the disk and stays there."""

import contextlib
import random
import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from exercises.record import sqlite_file
from exercises.record.errors import RecordError, UnwritableError
from exercises.record.events import JSON, Event, check, new_event
from exercises.record.folder import network_filesystem, record_file
from exercises.record.repair import Identity, identity, repair
from exercises.record.trouble import explain

__all__ = ["Record", "RecordError"]

PATIENCE = 60.0  # seconds to wait for other kernels before saying so
MOST_REPLACED = 20  # beyond it the file system gives a file a new number at every look
_Result = TypeVar("_Result")


class Record:
    """An append-only record of events in one SQLite file.

    Each use opens the file and closes it again, so one object serves many threads, several kernels
    share one file, and between uses the file is whole and may be copied.

    Args:
        path: a folder, or a file whose name ends in `.sqlite`. None: the folder named by the
            environment variable LOCALISM_RECORD, else the user's data folder.

    Attributes:
        path: the record's file.
        notices: plain sentences about what had to be worked around; may grow with use.

    Raises:
        RecordError: the folder cannot be made or written, or the file is from a newer course.
            Every method may raise it too: with a message that says where, why and what to do.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = record_file(path)
        self.notices: list[str] = []
        self._closed = False
        self._journal = "wal"
        network = network_filesystem(self.path.parent)
        if network:
            self._journal = "delete"
            self._note(
                f"The record lies on a network folder ({network}), so it uses the slower and safer"
                " journal there. Two computers should not use it at the same moment."
            )
        self._read(self._note_journal)

    def append(self, event: object) -> bool:
        """Save one event; True if it is new, False if its id was there already.

        Returns only when the event has reached the disk.

        Raises:
            EventError: the event breaks the schema.
        """
        return self.extend([event]) == 1

    def extend(self, events: Iterable[object]) -> int:
        """Save events, all or none; how many were new.

        Raises:
            EventError: one of them breaks the schema; none was saved.
        """
        checked = [check(event) for event in events]
        return self._write(lambda conn: sqlite_file.insert(conn, checked)) if checked else 0

    def events(self, item: str | None = None) -> list[Event]:
        """All events, or those of one item, ordered by time and then by id."""
        if item is None:
            # The table itself, not an index: a damaged index could leave answers out in silence.
            return self._select("NOT INDEXED ORDER BY at, id")
        return self._select("WHERE item = ? ORDER BY at, id", item)

    def latest(self, item: str) -> Event | None:
        """The last event of an item, or None."""
        found = self._select("WHERE item = ? ORDER BY at DESC, id DESC LIMIT 1", item)
        return found[0] if found else None

    def new_event(
        self,
        item: str,
        version: int,
        response: JSON,
        score: float,
        confidence: str | None = None,
        ms: float | None = None,
    ) -> Event:
        """As `events.new_event`, but never earlier than the item's last event.

        So the answer given last stays the latest one after the clock was set back. Saves nothing.
        """
        last = self.latest(item)
        after = last["at"] if last else None
        return new_event(item, version, response, score, confidence, ms, after=after)

    def close(self) -> None:
        """End the use of this object. Nothing is pending: what was saved is on the disk."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _select(self, tail: str, *values: str) -> list[Event]:
        found, unreadable = self._read(lambda conn: sqlite_file.select(conn, tail, values))
        if unreadable:
            self._note(
                f"Some entries of {self.path} could not be read; they were left as they are."
            )
        return found

    def _note(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    def _note_journal(self, conn: sqlite3.Connection) -> None:
        mode = conn.execute("PRAGMA journal_mode").fetchone()[0]
        if self._journal == "wal" and mode != "wal":
            self._slow_journal()

    def _slow_journal(self) -> None:
        self._journal = "delete"
        self._note(
            f"The folder {self.path.parent} does not allow SQLite's faster journal,"
            " so the record uses the slower one."
        )

    def _read(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        try:
            return self._use(work, "read")
        except UnwritableError:
            # A full or locked disk must not hide what the learner has done so far.
            with contextlib.suppress(sqlite3.Error, sqlite_file.DamagedError, OSError, ValueError):
                with contextlib.closing(sqlite_file.open_unchanging(self.path)) as conn:
                    result = work(conn)
                self._note(
                    f"The record {self.path} can be read but not written:"
                    " new answers cannot be saved."
                )
                return result
            raise

    def _write(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        return self._use(work, "written")

    def _use(self, work: Callable[[sqlite3.Connection], _Result], verb: str) -> _Result:
        if self._closed:
            raise RecordError(f"This use of the record {self.path} has ended. Open it again.")
        patient_until = time.monotonic() + PATIENCE
        repairs = missing = replaced = 0
        while True:
            before = identity(self.path)
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with contextlib.closing(sqlite_file.open_file(self.path, self._journal)) as conn:
                    if before is None and verb == "written" and replaced < MOST_REPLACED:
                        replaced += 1
                        continue  # just made: its identity must be known before it is used
                    result = work(conn)
                if verb == "read" or identity(self.path) == before or replaced == MOST_REPLACED:
                    return result
                # The file was replaced or removed meanwhile: what went into the old one counts
                # only if it is in the new one as well. Writing twice is harmless (same ids).
                replaced += 1
            except (sqlite3.Error, sqlite_file.DamagedError, UnicodeDecodeError) as error:
                kind = sqlite_file.kind(error)
                if kind in ("readonly", "disk") and not sqlite_file.header_is_sound(self.path):
                    kind = "damaged"
                if kind == "damaged" and repairs < 3:
                    repairs += 1
                    self._repair(before, verb)
                elif kind == "no-wal" and self._journal == "wal":
                    self._slow_journal()
                    with contextlib.suppress(sqlite3.Error):
                        sqlite_file.leave_wal(self.path)
                elif kind == "missing" and before is not None and missing < 5:
                    missing += 1
                    time.sleep(0.02)
                elif kind not in ("busy", "moved") or time.monotonic() > patient_until:
                    raise explain(kind, self.path, verb, error) from None
                else:
                    # Uneven waits, so that two kernels do not meet at the lock again and again.
                    time.sleep(random.uniform(0.005, 0.05))
            except OSError as error:
                raise explain("folder", self.path, verb, error) from None

    def _repair(self, damaged: Identity | None, verb: str) -> None:
        try:
            notice = repair(self.path, damaged)
        except (OSError, sqlite3.Error, sqlite_file.DamagedError) as error:
            raise explain("damaged", self.path, verb, error) from None
        if notice:
            self._note(notice)

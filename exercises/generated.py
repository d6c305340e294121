"""Pages of the book that are made from other files: written only where they are not in step."""

from pathlib import Path


def write_page(to: Path, text: str) -> int:
    """Write a page unless it says this already, and say which; returns 0, as an exit status."""
    if to.exists() and to.read_bytes() == text.encode("utf-8"):
        print(f"{to.name} was in step already.")
        return 0
    to.write_text(text, encoding="utf-8", newline="\n")
    print(f"Written: {to.name}.")
    return 0

"""Where the parts of the checkout lie; the course runs from its checkout, so all are found from here."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
BOOK = ROOT / "book"
BANK = PACKAGE / "bank"
LABS = PACKAGE / "labs"
ITEMS = PACKAGE / "items"

"""Figures in a question come from the course's tables, so that text and data cannot part."""

import re

from exercises import tables

_SLOT = re.compile(r"\{\{\s*(\w+)\s*(\|\s*whole\s*)?\}\}")


class Facts:
    """The named figures of one item: cells of tables, or one figure less another."""

    def __init__(self, declared: dict) -> None:
        self._values: dict[str, float | int | str] = {}
        # A year is written without the comma of a thousand.
        self._years = {n for n, fact in declared.items() if fact.get("column", "").endswith("year")}
        for name, fact in declared.items():
            if "minus" in fact:
                value = self[fact["of"]] - self[fact["minus"]]
                # 12.9 less 8.2 is 4.7 to a reader, whatever binary fractions make of it.
                self._values[name] = round(value, 6)
            else:
                self._values[name] = _cell(fact)

    def __getitem__(self, name: str) -> float | int | str:
        if name not in self._values:
            known = ", ".join(self._values) or "none"
            raise LookupError(
                f"fact {name!r} is not declared before it is used (declared: {known})"
            )
        return self._values[name]

    def fill(self, text: str) -> str:
        """Put the figures into `{{name}}` slots; whole numbers are written without decimals.

        `{{name|whole}}` rounds, for a figure that is known to about one: "about 32" and not "about 32.2".
        """
        return _SLOT.sub(lambda slot: self._text(slot[1], bool(slot[2])), text)

    def _text(self, name: str, whole: bool) -> str:
        value = self[name]
        if name in self._years:
            return str(value)
        return _written(round(value) if whole else value)

    def figure(self, declared: float | dict) -> float:
        """A number as declared, or the fact that it names."""
        value = self[declared["fact"]] if isinstance(declared, dict) else declared
        if isinstance(value, str):
            raise ValueError(f"{value!r} is not a number")
        return int(value) if float(value).is_integer() else float(value)

    def series(self, declared: dict) -> list[dict]:
        """The points of a sketch, `{x, y}`, in the order of the table."""
        picked = _where(declared["table"], declared["where"])
        x, y = declared["x"], declared["y"]
        points = [{"x": _over(row, x), "y": row[y]} for row in picked]
        if len(points) < 3 or any(p["y"] is None for p in points):
            raise ValueError(f"table {declared['table']} gives {len(points)} points; 3 are needed")
        return points

    def source(self, source_id: str) -> dict[str, str]:
        """Author, year, title and address of a source in data/sources.csv."""
        # A figure that is not confirmed, or is the course's own working, has no address.
        return {
            key: "" if value is None else value for key, value in tables.source(source_id).items()
        }


def _over(row: dict, column: str) -> object:
    """What a point stands over: the cell, and for the first day of a financial year its name.

    Ten characters a tick would run into each other on a phone, and no reader calls a year 2005-04-01.
    """
    if column == "start_date" and row.get("span") == "financial_year":
        return f"{str(row['start_date'])[:4]}-{str(row['date'])[2:4]}"
    return row[column]


def _where(name: str, where: dict) -> list[dict]:
    rows = tables.rows(name)
    for column in sorted(set(where) - set(rows[0])):
        raise LookupError(_no_column(name, column, rows[0]))
    picked = [r for r in rows if all(r[k] == v for k, v in where.items())]
    # An unconfirmed row is no fact; a question that is about doubt shows the table itself.
    return [r for r in picked if r.get("grade") != "C"]


def _no_column(table: str, column: str, row: dict) -> str:
    return f"table {table} has no column {column}; it has {', '.join(row)}"


def _nowhere(table: str, where: dict) -> str:
    """Which condition no row of the table meets, and what stands in that column instead."""
    for column, value in where.items():
        found = list(dict.fromkeys(row[column] for row in tables.rows(table)))
        if value not in found:
            some = [str(one) for one in found[:12]] + ["..."] * (len(found) > 12)
            return f": {column} is nowhere {value!r}, but {', '.join(some)}"
    return ": some rows meet each condition, and none that is confirmed meets all"


def _cell(fact: dict) -> float | int | str:
    picked = _where(fact["table"], fact["where"])
    if len(picked) != 1:
        hint = "" if picked else _nowhere(fact["table"], fact["where"])
        raise LookupError(
            f"table {fact['table']} has {len(picked)} rows for {fact['where']}, not one{hint}"
        )
    if fact["column"] not in picked[0]:
        raise LookupError(_no_column(fact["table"], fact["column"], picked[0]))
    value = picked[0][fact["column"]]
    if value is None:
        raise ValueError(f"table {fact['table']} has no {fact['column']} for {fact['where']}")
    return value


def _written(value: float | int | str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,.10g}".replace("-", "−")

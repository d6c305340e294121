"""What a learner reads when a table cannot be used: one error, written for them."""


class TableError(Exception):
    """A table that cannot be used; the message says what is wrong, where, and what to do next.

    `file`, `line` (1 is the header) and `column` name the place; None where one does not apply.
    `found` is what is wrong and where, without a learner's way back.
    """

    def __init__(
        self,
        message: str,
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
        found: str | None = None,
    ) -> None:
        super().__init__(message)
        self.found = message if found is None else found
        self.file = file
        self.line = line
        self.column = column

    def _render_traceback_(self) -> list[str]:
        # IPython prints these lines instead of a traceback, which would bury the message.
        return [f"TableError: {self}"]


class ColumnError(KeyError):
    """A column that a table does not have; unlike a bare `KeyError` it says which ones there are."""

    def __str__(self) -> str:
        return str(self.args[0])


def refusal(
    file: str, what: str, line: int | None = None, column: str | None = None, tail: str = ""
) -> TableError:
    """The error for a file that is refused whole.

    `file` is a path as the learner sees it ("data/satisfaction.csv"), `what` a clause that says
    what is wrong, `tail` further advice. The place and the way back are added here.
    """
    place = [file]
    if line is not None:
        place.append(f"line {line}")
    if column is not None:
        place.append(f"column {column}")
    advice = (
        "Nothing was read. "
        f"To put back the published file, in the course's folder: git checkout {file}\n"
        "If you changed it on purpose, correct it and then run: python -m exercises.tables_seal"
    )
    found = f"{', '.join(place)}: {what}"
    return TableError(f"{found}\n{tail}{advice}", file, line, column, found)

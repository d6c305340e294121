"""What a learner meets when the record fails is a sentence, not a traceback."""


class PlainError(Exception):
    """An error whose message says what is wrong, where, and what to do next."""

    def _render_traceback_(self) -> list[str]:
        # IPython shows these lines in place of the stack: the cause is never in the learner's cell.
        return str(self).splitlines()


class EventError(PlainError, ValueError):
    """An event breaks the schema; `field` names where, `rule` says what was asked for."""

    def __init__(self, field: str, rule: str, found: str | None = None) -> None:
        self.field = field
        self.rule = rule
        but = "" if found is None else f", but is {found}"
        super().__init__(f"{field}: {rule}{but}")


class RecordError(PlainError):
    """The record, or a file of it, could not be read or written."""


class UnwritableError(RecordError):
    """Nothing can be written to the record, though what is in it may still be read."""

"""What went wrong with the record's file, in words that tell a learner what to do."""

from pathlib import Path

from exercises.record.errors import RecordError, UnwritableError

_ELSEWHERE = "set the environment variable LOCALISM_RECORD to a folder that can be written"
_THEN_RESTART = f"or {_ELSEWHERE}; then restart the kernel."
_READABLE = ("full", "readonly", "missing", "disk")


def explain(kind: str, path: Path, verb: str, error: Exception) -> RecordError:
    """The error to raise: where, why and what to do next.

    Args:
        kind: what `sqlite_file.kind` found, or "folder" for an error of the file system.
        path: the record's file.
        verb: what could not be done to it: "read" or "written".
        error: what the system reported.
    """
    why, then = _words(kind, path.parent, _reason(error))
    error_type = UnwritableError if kind in _READABLE else RecordError
    return error_type(f"The record {path} could not be {verb}: {why}.\n{then}")


def _reason(error: Exception) -> str:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "a file stands where a folder is needed"
    return getattr(error, "strerror", None) or str(error)


def _words(kind: str, folder: Path, reason: str) -> tuple[str, str]:
    if kind == "full":
        return "the disk is full", "Free some space, then answer again."
    if kind == "busy":
        return (
            "another program has kept it locked for a minute",
            "Close other notebooks that use it, then answer again.",
        )
    if kind == "readonly":
        return (
            "this file or its folder may not be written to",
            f"Allow writing there, {_THEN_RESTART}",
        )
    if kind == "missing":
        return (
            f"its folder {folder} cannot be written to, or is not a folder",
            f"Allow writing there, {_THEN_RESTART}",
        )
    if kind == "folder":
        return reason, f"Put that right, {_THEN_RESTART}"
    if kind == "damaged":
        return (
            f"it is damaged and could not be repaired ({reason})",
            f"Move it to another folder and keep it, {_THEN_RESTART}",
        )
    return (
        f"the disk or SQLite reported: {reason}",
        f"Check that the disk has space and works, or {_ELSEWHERE}; then answer again.",
    )

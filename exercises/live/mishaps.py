"""What a learner is told when a cell fails: the next step, in a sentence or two.

Whoever has never programmed reads fifty lines of pandas as a wall, and the one word that was mistyped
stands at its foot. Only mistakes that are surely understood are met here; of the rest nothing is said.
"""

import builtins
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from types import FrameType

import pandas as pd

from exercises.tables_error import ColumnError

#: What brings a variable of the chapter back, as JupyterLab's menu has it.
ABOVE = "choose Run > Run All Above Selected Cell, and then run this cell again."
_CURLY = re.compile("[“”„‘’‚«»]")
_LISTED = 15


def words(
    error: BaseException, line: str, names: Mapping[str, object], verbs: Iterable[str]
) -> str:
    """The next step after an error; "" where none is sure.

    Args:
        error: what was raised, with its traceback.
        line: the learner's own line in which it was raised, or that could not be read.
        names: what the notebook's names stand for.
        verbs: the course's own names.
    """
    if isinstance(error, SyntaxError):
        return _unreadable(error, line)
    if isinstance(error, pd.errors.UndefinedVariableError):
        return _no_column(error)
    if isinstance(error, NameError):
        return _no_name(error.name or "", line, names, verbs)
    if isinstance(error, ColumnError):
        # It has said which columns there are.
        return "A column's name is written just as it stands in the table: capital letters count."
    if isinstance(error, KeyError):
        return _no_label(error)
    if isinstance(error, ImportError):
        return _no_import(error, verbs)
    if isinstance(error, AttributeError | TypeError):
        return _another_kind(error, line, names, verbs)
    if isinstance(error, ValueError) and "assign without a target" in str(error):
        return _QUERY
    return ""


_QUERY = (
    "The condition in query(...) cannot be read. To compare, write == with two signs; "
    "put words into single quotes; join two conditions by the word and."
)


def _unreadable(error: SyntaxError, line: str) -> str:
    said = error.msg or ""
    if error.__traceback__ is not None and _frames(error, lambda frame: "expr" in frame.f_locals):
        return _QUERY
    # Each with what gives it away, the surest first.
    cases = (
        (
            _CURLY.search(line),
            "These quotation marks are a word processor's. Type straight ones in their place: "
            "\" or '",
        ),
        (
            isinstance(error, IndentationError),
            "The line does not begin where Python expects it: take the spaces at its start away.",
        ),
        (
            "leading zeros" in said,
            'A period such as 2002-03 is text to Python. Put it into quotes: "2002-03"',
        ),
        (
            re.fullmatch(r"\s*\w+\s*=\s*(#.*)?", line),
            "Nothing stands after the = yet: put your answer there.",
        ),
        (
            re.search(r"\.\.\.", line),
            "The three dots only keep a place. Take them away, and put your answer there.",
        ),
        (
            re.search(r"\d\s*%\s*($|#)|[£€]", line),
            "Write the number alone, without a sign for per cent or for money.",
        ),
        (
            "unterminated string" in said,
            "A quotation mark that opens a text has to be matched by one of the same kind at its end.",
        ),
        (
            re.search(r'query\("[^"\']*"[^"]*"', line),
            "The text ends at its second double quote. Use single ones within it: "
            "query(\"theme == 'money'\")",
        ),
        (
            "never closed" in said or "incomplete" in said or "EOF" in said,
            "A bracket has been opened and not closed: each ( needs its ), and each [ its ].",
        ),
        (
            "unmatched" in said or "does not match" in said,
            "There is a closing bracket too many, or one of the wrong kind.",
        ),
    )
    for found, told in cases:
        if found:
            return told
    if "Did you mean" in said:
        return ""
    return (
        "Python cannot read this line. The ^ stands at the place where it gave up, or just after it: "
        "look for a missing quotation mark, bracket or comma."
    )


def _no_name(name: str, line: str, names: Mapping[str, object], verbs: Iterable[str]) -> str:
    from exercises.paths import DATA
    from exercises.tables_package import load_package

    code = re.search(rf"\b{re.escape(name)}-\w+(\.\d+)?", line)
    if code and name.isupper():
        return f'The name of a question or a task is text, and stands in quotes: "{code[0]}"'
    if name in {resource["name"] for resource in load_package(DATA)["resources"]}:
        return f'The name of a table is text, and stands in quotes: table("{name}")'
    known = [n for n in names if not n.startswith("_")] + list(verbs) + dir(builtins)
    near = _near(name, known)
    maybe = f"Did you mean {near}? Capital letters count. " if near else ""
    return (
        f"{maybe}Nothing is called {name} in this notebook so far. "
        f"If a cell further up makes it, {ABOVE} "
        f'If it is meant as text, put it into quotes: "{name}"'
    )


def _no_column(error: NameError) -> str:
    found = re.search(r"name '(.+?)' is not defined", str(error))
    name = found[1] if found else ""
    frames = _frames(error, lambda frame: isinstance(_self(frame), pd.DataFrame))
    columns = _self(frames[-1]).columns if frames else []
    return (
        f"The table has no column called {name}.{_meant(name, columns)} "
        f"If it is a word to look for, put it into single quotes: '{name}'{_are(columns, 'columns')}"
    )


def _no_label(error: KeyError) -> str:
    # The deepest index that was asked holds the labels among which the learner's was sought.
    frames = _frames(error, lambda frame: isinstance(_self(frame), pd.Index))
    labels: Iterable[object] = _self(frames[-1]) if frames else ()
    if not frames:
        frames = _frames(error, lambda frame: isinstance(_self(frame), pd.DataFrame))
        if not frames:
            return ""
        labels = _self(frames[-1]).columns
    key = error.args[0] if error.args else ""
    quoted = re.findall(r"'([^']*)'", key) if isinstance(key, str) and "[" in key else []
    name = next((q for q in quoted if q not in set(map(str, labels))), str(key))
    return f"There is no column or row called {name}.{_meant(name, labels)}{_are(labels, 'names')}"


def _no_import(error: ImportError, verbs: Iterable[str]) -> str:
    if error.name == "exercises":
        return f"The course has {', '.join(verbs)}: one of these can be imported from it."
    if isinstance(error, ModuleNotFoundError) and _near(error.name or "", ["exercises"]):
        return "Did you mean exercises? That is where the course's own verbs come from."
    return ""


def _another_kind(
    error: BaseException, line: str, names: Mapping[str, object], verbs: Iterable[str]
) -> str:
    """A name that stands for something else than the line takes it for."""
    said = str(error)
    if "not callable" in said:
        for name in re.findall(r"(\w+)\s*\(", line):
            if name not in names or callable(names[name]):
                continue
            kind = f"{name} is {_kind(names[name])} in this notebook now, by a cell that was run."
            if name in verbs:
                return f"{kind} To have the course's own back, run: from exercises import {name}"
            if hasattr(builtins, name):
                return f"{kind} To have Python's own back, run: del {name}"
            return f"{kind} If it once was a function, {ABOVE}"
    if "not subscriptable" in said or "has no attribute" in said:
        for name in re.findall(r"(\w+)\s*[\[.]", line):
            if isinstance(names.get(name), int | float | str):
                return (
                    f"{name} is {_kind(names[name])} now, and no table. "
                    f"If a cell has given it another meaning, {ABOVE}"
                )
        lacking = getattr(error, "obj", None)
        if isinstance(lacking, pd.DataFrame):
            name = str(error.name)
            return f"The table has no column called {name}.{_meant(name, lacking.columns)}"
    if "unsupported operand" in said or "can only concatenate" in said:
        if "str" in said:
            return "One of the two is text. Numbers stand without quotation marks."
        if "ellipsis" in said:
            return "Three dots still stand where a value is wanted: put your answer there."
    return ""


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return f"the number {value}"
    return "text" if isinstance(value, str) else f"a {type(value).__name__}"


def _frames(error: BaseException, fits: Callable[[FrameType], bool]) -> list[FrameType]:
    found, trace = [], error.__traceback__
    while trace is not None:
        if fits(trace.tb_frame):
            found.append(trace.tb_frame)
        trace = trace.tb_next
    return found


def _self(frame: FrameType) -> object:
    return frame.f_locals.get("self")


def _near(name: str, known: Iterable[object]) -> str:
    """The known name that is most like this one, whatever its capitals; "" where none is."""
    by_fold = {str(one).casefold(): str(one) for one in known}
    near = difflib.get_close_matches(name.casefold(), list(by_fold), n=1, cutoff=0.7)
    return by_fold[near[0]] if near else ""


def _meant(name: str, known: Iterable[object]) -> str:
    near = _near(name, known)
    return f" Did you mean {near}? Capital letters count." if near else ""


def _are(known: Iterable[object], what: str) -> str:
    every = [str(one) for one in known]
    if not every:
        return ""
    rest = f", and {len(every) - _LISTED} more" if len(every) > _LISTED else ""
    return f"\nThe {what} there: {', '.join(every[:_LISTED])}{rest}."

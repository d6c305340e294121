"""Where the record lies, because a network folder needs a different journal from a local disk."""

import os
import re
import subprocess
import sys
from pathlib import Path

FILE_NAME = "record.sqlite"

# SQLite's WAL needs memory shared between all users of a file, which no network file system gives.
_NETWORK = re.compile(
    r"nfs\d*|cifs|smb\w*|afs\w*|9p|ncpfs|lustre|gpfs|beegfs\w*|ceph|glusterfs|webdav|davfs\w*"
    r"|fuse\.(?!lxcfs|encfs|gocryptfs|ecryptfs|ntfs|exfat)[\w.-]+"
)


def record_file(path: Path | None = None) -> Path:
    """The record's file, absolute.

    Args:
        path: a folder, or a file whose name ends in `.sqlite`. None means the folder named by the
            environment variable LOCALISM_RECORD, else the user's data folder.
    """
    if path is None:
        named = os.environ.get("LOCALISM_RECORD", "").strip()
        path = Path(named) if named else _data_folder()
    path = Path(path).expanduser().absolute()
    return path if path.suffix == ".sqlite" else path / FILE_NAME


def network_filesystem(folder: Path) -> str | None:
    """The kind of network file system that holds the folder ("nfs4", "cifs"), or None."""
    try:
        if sys.platform == "win32":
            return _windows(folder)
        if sys.platform == "darwin":
            listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5)
            return kind_of(folder.resolve(), mac_mounts(listed.stdout))
        return kind_of(folder.resolve(), linux_mounts(Path("/proc/self/mounts").read_text("utf-8")))
    except (OSError, UnicodeError, subprocess.SubprocessError):
        return None  # not known: SQLite itself still says whether WAL can be had


def linux_mounts(text: str) -> dict[str, str]:
    """Mount point to file system, from the text of /proc/self/mounts."""
    found = {}
    for line in text.splitlines():
        parts = line.split(" ")
        if len(parts) > 2:
            point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), parts[1])
            found[point] = parts[2]
    return found


def mac_mounts(text: str) -> dict[str, str]:
    """Mount point to file system, from the output of `mount` on macOS."""
    return {m[1]: m[2] for m in re.finditer(r" on (.+) \((\w+)[,)]", text)}


def kind_of(folder: Path, mounts: dict[str, str]) -> str | None:
    """The network file system among `mounts` that holds the folder, or None."""
    for place in (folder, *folder.parents):
        kind = mounts.get(str(place))
        if kind is not None:
            return kind if _NETWORK.fullmatch(kind) else None
    return None


def _data_folder() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("new-localism", appauthor=False))


def _windows(folder: Path) -> str | None:
    if folder.drive.startswith("\\\\"):
        return "a network share"
    import ctypes

    remote = 4
    kind = ctypes.windll.kernel32.GetDriveTypeW(folder.drive + "\\")  # type: ignore[attr-defined]
    return "a network drive" if kind == remote else None

"""Finds Chromium, Chrome or Edge on this machine: the tests drive one, and `course doctor` says which."""

import os
import shutil
from pathlib import Path

NONE = "no Chromium, Chrome or Edge was found."
INSTALL = (
    "Install one to run the browser tests: on Debian or Ubuntu `apt-get install chromium`, on macOS "
    "`brew install --cask chromium`, on Windows Edge is there already. LOCALISM_BROWSER names one "
    "that lies elsewhere."
)
ADVICE = f"{NONE} {INSTALL}"

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_NAMES += ("microsoft-edge", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)


def find() -> str | None:
    """The path of a browser that can be driven, or None.

    The environment variable LOCALISM_BROWSER goes before all others; where it names nothing that is
    there, no other is taken in its place.
    """
    named = os.environ.get("LOCALISM_BROWSER")
    if named:
        return named if Path(named).exists() else None
    on_path = (shutil.which(name) for name in _NAMES)
    return next((p for p in (*on_path, *_PLACES) if p and Path(p).exists()), None)

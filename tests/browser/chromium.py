"""Finds Chromium, Chrome or Edge on this machine, and starts it cut off from the outside."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright

ADVICE = (
    "no Chromium, Chrome or Edge was found. Install one to run the browser tests: on Debian or "
    "Ubuntu `apt-get install chromium`, on macOS `brew install --cask chromium`, on Windows Edge is "
    "there already. LOCALISM_BROWSER names one that lies elsewhere."
)

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
    """The path of a browser that can be driven, or None."""
    named = os.environ.get("LOCALISM_BROWSER")
    if named:
        return named if Path(named).exists() else None
    on_path = (shutil.which(name) for name in _NAMES)
    return next((p for p in (*on_path, *_PLACES) if p and Path(p).exists()), None)


def start(playwright: Playwright, path: str) -> Browser:
    """A headless browser that looks nothing up by itself."""
    args = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    args += ["--no-first-run", "--force-color-profile=srgb"]
    if sys.platform == "linux" and os.geteuid() == 0:
        args.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=path, args=args)

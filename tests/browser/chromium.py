"""Starts the browser that is on this machine, cut off from the outside."""

import os
import sys
from collections.abc import Sequence

from playwright.sync_api import Browser, Playwright

from exercises.browsers import ADVICE, find

__all__ = ["ADVICE", "find", "start"]


def start(playwright: Playwright, path: str, more: Sequence[str] = ()) -> Browser:
    """A headless browser that looks nothing up by itself; `more` are arguments of Chromium's own."""
    args = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    args += ["--no-first-run", "--force-color-profile=srgb", *more]
    if sys.platform == "linux" and os.geteuid() == 0:
        args.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=path, args=args)

"""Starts the browser that is on this machine, cut off from the outside."""

import os
import sys

from playwright.sync_api import Browser, Playwright

from exercises.browsers import ADVICE, find

__all__ = ["ADVICE", "find", "start"]

#: Every name but this machine's own is unknown, so that nothing outside can be reached; unlike a
#: filter of Playwright's it costs no time at each request, and leaves the browser its cache.
_CUT_OFF = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

#: What Playwright switches off of itself, since the last list is the only one that counts; and the pages of
#: the address bar's own, which nobody sees here and which took more than half of the time of a new window.
_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,"
    "PreconnectToSearch,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
)


def start(playwright: Playwright, path: str) -> Browser:
    """A headless browser that looks nothing up by itself and reaches this machine alone."""
    args = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    args += ["--no-first-run", "--force-color-profile=srgb", _CUT_OFF]
    args.append(f"--disable-features={_OFF}")
    if sys.platform == "linux" and os.geteuid() == 0:
        args.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=path, args=args)

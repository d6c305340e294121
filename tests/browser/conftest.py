"""What the browser tests share: a browser, the built site, a real JupyterLab."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, sync_playwright

from exercises.paths import ROOT
from exercises.publish import server
from tests.browser import chromium


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


# For this folder only: while it lives no other test of the run may start an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real browser; where there is none the tests are skipped, but in CI they fail."""
    path = chromium.find()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(chromium.ADVICE)
        pytest.skip(chromium.ADVICE)
    with sync_playwright() as playwright:
        running = chromium.start(playwright, path)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book as `course book --out` builds it, once for the whole run.

    Where the tests run in several lanes, the first that needs it builds it and the others wait.
    """
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    out = base / "site" / "book"
    with FileLock(base / "site.lock"):
        if not (out / "index.html").exists():
            _build(out)
    return out


def _build(out: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "exercises", "book", "--out", str(out)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of the built book, served on this machine."""
    with server(site_folder, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


class Watched:
    """A page whose every request to the outside is kept, and its every complaint.

    The browser itself reaches nothing but this machine (`chromium.start`). The page's requests are
    watched and not held up: a page that is held up has no cache, and reads all its scripts anew.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self._asked(request.url))
        page.on("requestfailed", self._failed)
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._said)

    def _asked(self, url: str) -> None:
        if re.match(r"(https?|wss?)://(?!(127\.0\.0\.1|localhost)[:/])", url):
            self.outside.append(url)

    def _failed(self, request: object) -> None:
        # What the page's own policy refuses is asked of nobody; the browser complains of it aloud.
        if request.failure == "csp" and request.url in self.outside:
            self.outside.remove(request.url)

    def _said(self, message: object) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location.get('url', '')}")


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A fresh reader with an empty memory."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def page(watched: Watched) -> Page:
    """The page of a fresh reader."""
    return watched.page

"""A real JupyterLab on a copy of the course, started as a learner starts it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from exercises.paths import ROOT
from exercises.study import free_port

_LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "node_modules", "_build", "__pycache__", ".*_cache", "*.sqlite*"
)


def copy_of_the_course(folder: Path) -> Path:
    """The checkout's own files in a folder where a test may change them."""
    shutil.copytree(ROOT, folder, ignore=_LEFT_OUT, dirs_exist_ok=True)
    return folder


@dataclass
class Lab:
    """A running `course study` and where its parts lie."""

    address: str
    course: Path
    record: Path
    process: subprocess.Popen
    said: list[str] = field(default_factory=list)

    def chapter(self, name: str) -> str:
        """The address of a notebook in this JupyterLab."""
        head, token = self.address.split("/lab/", 1)[0], self.address.split("token=")[1]
        return f"{head}/lab/tree/notebooks/{name}.ipynb?token={token}"

    def stop(self) -> None:
        """End it as Ctrl+C in its window would."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            # The server that it started is a process of its own, and would be left behind.
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
            self.process.wait()


def study(folder: Path, patience: float = 90) -> Lab:
    """Run `course study --no-browser` on a copy of the course, until it prints its address.

    Raises:
        AssertionError: where no address is printed in `patience` seconds; with what it said.
    """
    course = copy_of_the_course(folder / "course")
    record = folder / "record"
    # A home of its own: no settings of whoever runs the tests may help or hinder.
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTERLAB_SETTINGS_DIR": "settings"}
    own |= {"JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython"}
    env = os.environ | {name: str(folder / part) for name, part in own.items()}
    env |= {"PYTHONPATH": str(course), "LOCALISM_RECORD": str(record), "PYTHONUNBUFFERED": "1"}
    env.pop("LOCALISM_FACES", None)
    # Two lanes of one run must not both find the same port free.
    lane = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "exercises",
            "study",
            "--no-browser",
            "--port",
            str(free_port(9100 + 100 * lane)),
        ],
        cwd=course,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    lab = Lab("", course, record, process)
    ready = threading.Event()

    def listen() -> None:
        for line in process.stdout:
            lab.said.append(line)
            found = re.search(r"open at (http://127\.0\.0\.1:\d+/\S+)", line)
            if found:
                lab.address = found[1]
                ready.set()
        ready.set()

    threading.Thread(target=listen, daemon=True).start()
    ready.wait(patience)
    if not lab.address:
        lab.stop()
        raise AssertionError("".join(lab.said))
    return lab


@contextmanager
def visitor(browser: Browser, patience_ms: int) -> Iterator[Page]:
    """A page of a browser that has never been here; leaving one with unsaved outputs is confirmed."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(patience_ms)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


def open_chapter(page: Page, lab: Lab, name: str) -> None:
    """Open a notebook and wait until its kernel idles."""
    page.goto(lab.chapter(name))
    # JupyterLab brings back what was open before, and for a moment that is what is seen.
    here = page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-current .lm-TabBar-tabLabel")
    expect(here).to_have_text(re.compile(name[:12]), timeout=60_000)
    panel = page.locator(".jp-NotebookPanel:visible")
    expect(panel.locator(".jp-Cell").first).to_be_visible(timeout=60_000)
    idle(page)


def idle(page: Page) -> None:
    """Wait until the kernel of the notebook in view has nothing to do."""
    status = page.locator(".jp-NotebookPanel:visible .jp-Notebook-ExecutionIndicator")
    expect(status).to_have_attribute("data-status", "idle", timeout=90_000)
    # That is said before there is a kernel, too; the status bar names it when there is one.
    kernel = page.locator("#jp-main-statusbar").get_by_text("Python 3 (ipykernel) | Idle")
    expect(kernel).to_be_visible(timeout=90_000)


def read_to(page: Page, part: str, patience: int = 60) -> None:
    """Scroll down as a reader does until a part is there: JupyterLab fills in what comes into view."""
    outer = page.locator(".jp-NotebookPanel:visible .jp-WindowedPanel-outer").last
    for _ in range(patience * 4):
        if page.locator(part).count():
            page.locator(part).first.scroll_into_view_if_needed()
            return
        outer.evaluate("(box) => box.scrollBy(0, 500)")
        page.wait_for_timeout(250)
    raise AssertionError(f"{part} did not come into view")


def run_all(page: Page, last: str) -> None:
    """Run > Run All Cells, and wait until the cell that holds `last` has shown it."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Run All Cells$")).click()
    expect(page.locator(last).first).to_be_attached(timeout=120_000)
    idle(page)


def restart_kernel(page: Page) -> None:
    """Kernel > Restart Kernel…, and wait until the new one idles."""
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Restart Kernel…$")).click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    idle(page)

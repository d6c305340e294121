"""`course study`: JupyterLab, opened at the course's first page."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time

from exercises.paths import ROOT

FIRST = "notebooks/00-start-here.ipynb"


def study(port: int | None = None, browser: bool = True) -> int:
    """Run JupyterLab on the course until it is stopped; returns its exit status.

    Args:
        port: the port to serve on; the first free one from 8888 where left out.
        browser: whether to open a browser at the first page.
    """
    wanted = port if port is not None else free_port(8888)
    if port is not None and not is_free(port):
        print(
            f"Port {port} is in use already. Leave --port out to have a free one found, "
            "or stop what is using it.",
            file=sys.stderr,
        )
        return 1
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={ROOT}",
        f"--ServerApp.port={wanted}",
        "--ServerApp.port_retries=0",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--ServerApp.log_level=WARN",
    ]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    # Handed over in the environment, so that no list of processes shows it.
    token = secrets.token_hex(16)
    address = f"http://127.0.0.1:{wanted}/lab/tree/{FIRST}?token={token}"
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"JUPYTER_TOKEN": token})
    threading.Thread(target=_announce, args=(process, wanted, address), daemon=True).start()
    # Whoever ends this process means to end the server too.
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        return process.wait()
    except KeyboardInterrupt:
        # Jupyter got the same Ctrl+C; it is given time to shut its kernels down.
        process.terminate()
        process.wait()
        print("\nThe course is closed. Your answers are kept.")
        return 0


def _announce(process: subprocess.Popen, port: int, address: str) -> None:
    """Print the address as soon as something answers there."""
    while process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            print(f"The course is open at {address}", flush=True)
            print(
                "Leave this window open while you study; Ctrl+C in it ends the session.", flush=True
            )
            return
        time.sleep(0.1)


def is_free(port: int) -> bool:
    """Whether nothing listens on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(start: int) -> int:
    """The first free port from `start` on."""
    return next(port for port in range(start, 65536) if is_free(port))

"""`course book`: builds the site with Jupyter Book, and serves it on this machine."""

import functools
import http.server
import shutil
import subprocess
import sys
from pathlib import Path

from exercises.paths import BOOK, ROOT
from exercises.study import free_port, is_free

#: Where Jupyter Book works; what it leaves beside the site (doctrees, caches) stays there.
WORK = BOOK / "_build"
_OURS = "course/outline.json"


class BookError(Exception):
    """The book was not built or not served; the message says why and what to do."""


def build(out: Path | None = None) -> Path:
    """Build the site, and copy it into `out` if one is named; returns the folder of the site.

    Args:
        out: the folder that receives the site and nothing else; made where it is missing. A folder
            that holds anything but an earlier build is refused.

    Raises:
        BookError: where the folder is not fit, or the build failed.
    """
    if out is not None:
        _fit(out)
    print("Building the book: the notebooks are run first, then the pages are written.", flush=True)
    site = _jupyter_book(BOOK / "_toc.yml", WORK)
    if out is None:
        return site
    _fit(out)
    if out.exists():
        _only_a_book(out, site)
        for part in out.iterdir():
            shutil.rmtree(part) if part.is_dir() and not part.is_symlink() else part.unlink()
    shutil.copytree(site, out, dirs_exist_ok=True, ignore=_not_the_site)
    print(f"The book is in {out}: {sum(1 for _ in out.rglob('*.html'))} pages.")
    print("Read it with: course book --serve (a page opened as a file cannot run its questions).")
    return out


def gallery() -> Path:
    """Build the page with one question of each kind, and no notebook; returns its folder.

    Raises:
        BookError: where the build failed.
    """
    print("Writing the gallery.", flush=True)
    return _jupyter_book(BOOK / "_gallery.yml", WORK / "gallery" / "_build")


def _jupyter_book(contents: Path, work: Path) -> Path:
    """Run Jupyter Book over the pages of a table of contents; returns the folder of the site.

    `work` is the folder `_build` that it works in; it makes that of its own accord.
    """
    jupyter_book = "from jupyter_book.cli.main import main; main()"
    command = [sys.executable, "-c", jupyter_book, "build", str(ROOT)]
    command += ["--config", str(BOOK / "_config.yml"), "--toc", str(contents)]
    command += ["--path-output", str(work.parent), "-W", "-n", "--keep-going"]
    if subprocess.run(command, cwd=ROOT).returncode:
        raise BookError("The book was not built. The lines above name the page and what is wrong.")
    return work / "html"


def _not_the_site(folder: str, names: list[str]) -> set[str]:
    """What Sphinx leaves for its own use."""
    return {n for n in names if n in (".buildinfo", ".buildinfo.bak", ".doctrees", "reports")}


def _only_a_book(out: Path, site: Path) -> None:
    """Refuse to empty a folder in which something lies that no build can have put there."""
    built = {part.name for part in site.iterdir()}
    for part in out.iterdir():
        pages = part.rglob("*") if part.is_dir() else [part]
        gone = part.name.startswith("_") or all(p.is_dir() or p.suffix == ".html" for p in pages)
        if part.name not in built and not gone:
            raise BookError(
                f"{out} holds an earlier build, and also {part.name}, which a new one would remove. "
                "Move it away, or name another folder."
            )


def _fit(out: Path) -> None:
    if out.is_file():
        raise BookError(f"{out} is a file. Name a folder for the site.")
    full = out.resolve()
    if full == ROOT or full in ROOT.parents or full.is_relative_to(BOOK):
        raise BookError(f"{out} holds the course itself. Name another folder for the site.")
    if out.is_dir() and any(out.iterdir()) and not (out / _OURS).exists():
        raise BookError(
            f"{out} holds other things, which a build would replace. Name a new or an empty folder."
        )


class _Quiet(http.server.SimpleHTTPRequestHandler):
    # Windows may have these types wrong in its registry, and a module is refused by a browser then.
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".json": "application/json",
    }

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def end_headers(self) -> None:
        # Whoever builds again wants to see the new pages.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


def server(site: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the site on 127.0.0.1, not yet running."""
    handler = functools.partial(_Quiet, directory=str(site))
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)


def usable(port: int | None) -> None:
    """Refuse a port that is in use, before anyone has waited for a build.

    Raises:
        BookError: where it is.
    """
    if port is not None and not is_free(port):
        raise BookError(
            f"Port {port} is in use already. Leave --port out to have a free one found."
        )


def serve(site: Path, port: int | None = None, what: str = "The book", page: str = "") -> int:
    """Serve the site on 127.0.0.1 until it is stopped; returns an exit status.

    `what` is served, and `page` is the address of its first page from the top of the site.

    Raises:
        BookError: where the port is in use.
    """
    usable(port)
    with server(site, port or free_port(8000)) as running:
        print(f"{what} is open at http://127.0.0.1:{running.server_port}/{page}", flush=True)
        print("Ctrl+C in this window ends it.", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print(f"\n{what} is closed.")
    return 0

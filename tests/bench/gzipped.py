"""Serves a folder on 127.0.0.1 as a web host does, gzipped, and counts what goes over the wire."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

#: Squeezed already; a host sends these as they are.
_SQUEEZED = {".woff", ".woff2", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".gz", ".zip", ".whl"}


@dataclass(frozen=True)
class Sent:
    """One answer: the path asked for, its status, and its size in bytes, head and body."""

    path: str
    status: int
    size: int


class Site(ThreadingHTTPServer):
    """A running server; `sent` grows with each answer.

    Args:
        folder: what is served; files must not change while it runs, each is squeezed only once.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.sent: list[Sent] = []
        self._bodies: dict[str, bytes] = {}

    @property
    def address(self) -> str:
        """The address of the folder, without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def weight(self) -> int:
        """Bytes sent since `sent` was last cleared."""
        return sum(one.size for one in self.sent)

    def squeezed(self, path: str) -> bytes:
        """A file's bytes, gzipped as web hosts do by default (level 6)."""
        if path not in self._bodies:
            self._bodies[path] = gzip.compress(Path(path).read_bytes(), 6, mtime=0)
        return self._bodies[path]


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A folder's site while the block runs."""
    with Site(folder) as site:
        threading.Thread(target=site.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield site
        finally:
            site.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self._size = 0
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self._answer(404, b"There is no such file.", "text/plain", False)
            return
        squeeze = path.suffix not in _SQUEEZED and "gzip" in self.headers.get("Accept-Encoding", "")
        body = self.server.squeezed(str(path)) if squeeze else path.read_bytes()
        self._answer(200, body, _type(path), squeeze)

    def _answer(self, status: int, body: bytes, kind: str, squeezed: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if squeezed:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        head = sum(len(line) for line in self._headers_buffer) + len(b"\r\n")
        # Noted before it goes out: whoever has the answer must find it counted.
        self.server.sent.append(Sent(self.path, status, head + len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def _type(path: Path) -> str:
    """Named here where a system's own registry may be wrong: browsers refuse modules of another type."""
    known = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}
    known |= {".json": "application/json", ".html": "text/html; charset=utf-8"}
    return (
        known.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    )

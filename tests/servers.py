"""A publisher on loopback: a real HTTP server that serves files as publishers do, and misbehaves on demand."""

from __future__ import annotations

import gzip
import hashlib
import io
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self

STATCAN_HEADER = (
    '"REF_DATE","GEO","DGUID","Trade","North American Product Classification System (NAPCS)",'
    '"Principal trading partners","UOM","UOM_ID","SCALAR_FACTOR","SCALAR_ID","VECTOR","COORDINATE",'
    '"VALUE","STATUS","SYMBOL","TERMINATED","DECIMALS"'
)


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]


Answer = Callable[[BaseHTTPRequestHandler], None]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report a server's own mistakes, not the clients that hang up or are killed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@dataclass
class Publisher:
    """A server whose paths each have a list of answers, given in turn; the last one stays."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Self:
        publisher = self
        self.closing = Event()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            closing = self.closing

            def do_GET(self) -> None:
                publisher.asked.append(Asked(self.path, dict(self.headers)))
                queue = publisher.answers.get(self.path.partition("?")[0], [status(404)])
                answer = queue.pop(0) if len(queue) > 1 else queue[0]
                try:
                    answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"] or 0))
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Keep the tests' output quiet."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The server's base address."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def serves(self, path: str, *answers: Answer) -> None:
        """Say what a path answers from now on."""
        self.answers[path] = list(answers)


def statcan_zip(pid: str, *values: int) -> bytes:
    """Return a full-table zip in Statistics Canada's format, one month per value."""
    rows = [
        f'"{2026 + n // 12}-{n % 12 + 1:02}","Quebec","2021A000224","Import",'
        f'"Total of all merchandise","Mexico","Dollars","81","thousands ","3","v1","1.1.1.{n}",'
        f'"{value}","","","","0"'
        for n, value in enumerate(values)
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        # Fixed dates: the same figures are the same bytes.
        for name, lines in (
            (f"{pid}.csv", [STATCAN_HEADER, *rows]),
            (f"{pid}_MetaData.csv", ['"Cube Title","Product Id"', f'"Trade","{pid}"']),
        ):
            entry = zipfile.ZipInfo(name, (2026, 9, 3, 8, 30, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, "\ufeff" + "\r\n".join(lines) + "\r\n")
    return packed.getvalue()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of the given members, names as they are."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return packed.getvalue()


def file(
    body: bytes,
    *,
    modified: str | None = "Thu, 03 Sep 2026 12:30:00 GMT",
    etag: str | None = "",
    content_type: str = "application/zip",
    cut_at: int | None = None,
    ranges: bool = True,
    heeds_if_range: bool = True,
    most_per_range: int | None = None,
) -> Answer:
    """Serve a file as a good web server does: ETag, dates, ranges, conditional requests.

    `etag` is derived from the body unless given, None for none; `cut_at` closes the connection
    after that many bytes; a server that does not heed If-Range sends the rest of any version;
    `most_per_range` bounds what one ranged answer holds.
    """
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"' if etag == "" else etag

    def answer(request: BaseHTTPRequestHandler) -> None:
        headers = {"Content-Type": content_type}
        if tag:
            headers["ETag"] = tag
        if modified:
            headers["Last-Modified"] = modified
        known_tag, since = request.headers["If-None-Match"], request.headers["If-Modified-Since"]
        if (tag and known_tag == tag) or (not known_tag and modified and since == modified):
            send(request, 304, headers, None)
            return
        asked = request.headers["Range"]
        condition = request.headers["If-Range"]
        code, part = 200, body
        if asked and ranges and (condition in (None, tag, modified) or not heeds_if_range):
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                send(request, 416, {"Content-Range": f"bytes */{len(body)}"}, b"")
                return
            code, part = 206, body[start:][:most_per_range]
            headers["Content-Range"] = f"bytes {start}-{start + len(part) - 1}/{len(body)}"
        send(request, code, headers | {"Content-Length": str(len(part))}, part[:cut_at])
        if cut_at is not None:
            request.close_connection = True

    return answer


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """Answer with a status; header names take underscores for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request: send(request, code, named, body)


def page(code: int = 200, title: str = "Page not found") -> Answer:
    """Answer with a web page."""
    body = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head></html>".encode()
    return status(code, body, Content_Type="text/html; charset=utf-8")


def json_body(text: str) -> Answer:
    """Answer 200 with JSON."""
    return status(200, text.encode(), Content_Type="application/json")


def redirect(to: str, code: int = 302) -> Answer:
    """Send the client elsewhere."""
    return status(code, b"moved", Location=to)


def gzipped(body: bytes, content_type: str = "text/csv", cut_at: int | None = None) -> Answer:
    """Serve a file encoded on the way, whether the client asked for it or not."""
    packed = gzip.compress(body, mtime=0)
    encoded = file(packed, content_type=content_type, cut_at=cut_at)

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.extra = {"Content-Encoding": "gzip"}  # type: ignore[attr-defined]
        encoded(request)

    return answer


def announcing(length: int, body: bytes) -> Answer:
    """Announce another length than the one sent, and close."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        send(request, 200, {"Content-Type": "text/csv", "Content-Length": str(length)}, body)
        request.close_connection = True

    return answer


def silent() -> Answer:
    """Accept the request and say nothing for as long as the server lives."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.closing.wait(30)  # type: ignore[attr-defined]
        request.close_connection = True

    return answer


def endless(pause: float = 0.0, chunk: bytes = b"a,b\r\n" * 4096) -> Answer:
    """Send chunks without end, `pause` seconds apart."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        send(request, 200, {"Content-Type": "text/csv", "Transfer-Encoding": "chunked"}, None)
        while not request.closing.is_set():  # type: ignore[attr-defined]
            request.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            time.sleep(pause)

    return answer


def hang_up() -> Answer:
    """Close the connection without a word."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True

    return answer


def send(
    request: BaseHTTPRequestHandler, code: int, headers: dict[str, str], body: bytes | None
) -> None:
    """Write one response; a None body is not announced."""
    request.send_response(code)
    if body is not None:
        headers = {"Content-Length": str(len(body))} | headers
    headers |= vars(request).pop("extra", {})
    for name, value in headers.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body or b"")

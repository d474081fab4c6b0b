"""A real S3-compatible server on loopback (moto), in a process of its own, and buckets in it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from urllib.error import URLError
from urllib.request import Request, urlopen

from pyarrow import fs

from tests.browser.dashboard_server import free_port

KEYS = {
    "AWS_ACCESS_KEY_ID": "capala",
    "AWS_SECRET_ACCESS_KEY": "capala",
    "AWS_EC2_METADATA_DISABLED": "true",
}
_numbers = count()


@dataclass(frozen=True)
class Server:
    """The server; `kill` ends it at once, as a power cut does."""

    port: int
    process: subprocess.Popen[bytes]

    def address(self, path: str) -> str:
        return f"s3://{path}?endpoint_override=127.0.0.1:{self.port}&scheme=http"

    def bucket(self) -> str:
        """The address of a folder in a new bucket."""
        name = f"bucket-{next(_numbers)}"
        store, path = fs.FileSystem.from_uri(self.address(name) + "&allow_bucket_creation=true")
        store.create_dir(path)
        return self.address(f"{name}/cap-ala")

    def admits(self, requests: str) -> None:
        """Ask everyone for known keys after that many requests."""
        url = f"http://127.0.0.1:{self.port}/moto-api/reset-auth"
        said = {"Content-Type": "text/plain"}
        with urlopen(Request(url, requests.encode(), said, method="POST"), timeout=5):
            pass

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def serve() -> Iterator[Server]:
    """Start a server with nothing in it."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(port, process)
    try:
        for _attempt in range(300):
            try:
                with urlopen(f"http://127.0.0.1:{port}/moto-api/", timeout=2):
                    break
            except (URLError, OSError):
                time.sleep(0.1)
        yield server
    finally:
        server.kill()

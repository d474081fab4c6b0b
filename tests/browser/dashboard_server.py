"""Starts `streamlit run app.py` as readers do, on a free port of this machine, and ends it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PROJECT_ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds; a first start also compiles the libraries


@contextmanager
def serve(
    data: Path | None = None,
    log: Path | None = None,
    settings: Mapping[str, str] | None = None,
    port: int = 0,
) -> Iterator[str]:
    """Serve the dashboard on `data` and give its address; its output goes to `log`.

    `settings` are more variables of its environment; `port` is one that `free_port` gave.
    """
    port = port or free_port()
    with running(port, data, log, settings):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(
    port: int,
    data: Path | None = None,
    log: Path | None = None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Serve as `serve` does, and give the process: for tests that kill it."""
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    environment = os.environ | {"STREAMLIT_LOGGER_ENABLE_RICH": "false"}
    environment |= settings or {}
    if data:
        environment["CAP_ALA_DATA"] = str(data)
    with (log or Path(os.devnull)).open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [*command, *options],
            cwd=PROJECT_ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(address, process, log)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path | None) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    said = log.read_text(encoding="utf-8") if log else "(no log was kept)"
    raise RuntimeError(f"The dashboard did not start on {address}; it said:\n{said}")

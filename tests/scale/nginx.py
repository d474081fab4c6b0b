"""Runs the proxy's own configuration, with other copies and another port than in production."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.dashboard_server import PROJECT_ROOT, free_port

DEPLOY = PROJECT_ROOT / "deploy"


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its address, and its log of who answered what."""

    address: str
    log: Path

    def copies_of(self, path: str, least: int = 1) -> list[str]:
        """The copies that answered the requests for a path, in order, once there are `least`."""
        told = re.compile(rf" {re.escape(path)} \d+ \S+ copy=(\S+)")
        found: list[str] = []
        # A line is written once the answer has left.
        for _attempt in range(100):
            found = told.findall(self.log.read_text())
            if len(found) >= least:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{len(found)} answers for {path}, {least} expected")


@contextmanager
def serve(folder: Path, ports: Sequence[int]) -> Iterator[Proxy]:
    """Start nginx before the copies on these ports of this machine."""
    port = free_port()
    settings = (DEPLOY / "upstream.conf").read_text().splitlines()[1].split(maxsplit=2)[2]
    shutil.copy(DEPLOY / "nginx.conf", folder)
    (folder / "upstream.conf").write_text(
        "\n".join(f"server 127.0.0.1:{one} {settings}" for one in ports)
    )
    (folder / "listen.conf").write_text(f"listen 127.0.0.1:{port};\n")
    log = folder / "log.txt"
    # As root, nginx would give its workers an account that cannot enter a test's folder.
    account = " user root;" if os.geteuid() == 0 else ""
    with log.open("w") as output:
        process = subprocess.Popen(
            ["nginx", "-p", f"{folder}/", "-c", f"{folder}/nginx.conf",
             "-g", f"daemon off;{account}"],
            stdout=output,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            for _attempt in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, log.read_text()
                time.sleep(0.05)
            yield Proxy(f"http://127.0.0.1:{port}", log)
        finally:
            process.terminate()
            process.wait()

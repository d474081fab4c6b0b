"""What the benchmarks of pages stand on: data from the snapshot, a served dashboard, the floor."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser import chromium

ROOT = Path(__file__).resolve().parents[1]
_PATIENCE = 60

_FLOOR = """
import pandas as pd
import streamlit as st

rows = pd.read_csv("gdp.csv")
country = st.segmented_control("Country", sorted(rows.country.unique()), default="A")
shown = rows[rows.country == country]
st.markdown(f"{country}: {shown.gdp.iloc[-1]:,.0f}")
st.line_chart(shown, x="year", y="gdp")
st.html("<h1>GDP</h1>")
"""


def snapshot(folder: Path) -> Path:
    """Build the shipped snapshot into a data folder under `folder` and return it."""
    data = folder / "data"
    shutil.copytree(ROOT / "data/raw/snapshot", data / "raw/snapshot")
    subprocess.run(
        [sys.executable, "-m", "etl", "build"],
        cwd=ROOT,
        env=os.environ | {"CAP_ALA_DATA": str(data)},
        capture_output=True,
        check=True,
    )
    return data


@contextmanager
def served(data: Path, script: str = "app.py", folder: Path = ROOT) -> Iterator[tuple[str, int]]:
    """Serve a script, the dashboard unless another is named: its address and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false"]
    environment = os.environ | {"CAP_ALA_DATA": str(data)}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(address)
            yield address, process.pid
        finally:
            process.terminate()


def _wait(address: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == HTTPStatus.OK:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"{address} did not start")


def browser_path() -> str:
    """The path of this machine's Chromium; SystemExit without one."""
    path = chromium.executable()
    if path is None:
        raise SystemExit("no Chromium on this machine (Debian: apt-get install chromium)")
    return path


@contextmanager
def floor_page() -> Iterator[Path]:
    """Write the floor: a page and its file."""
    lines = [f"{c},{y},{ord(c) * (y - 1900)}" for c in "ABCDEF" for y in range(1960, 2025)]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.py").write_text(_FLOOR, encoding="utf-8")
        written = "\n".join(["country,year,gdp", *lines])
        Path(folder, "gdp.csv").write_text(written, encoding="utf-8")
        yield Path(folder)

"""Writes what the data commands do, one JSON line per step, beside the lines for people."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl import console
from etl.paths import data_folder

Facts = dict[str, Any]


def path() -> Path:
    """Return this month's log: a folder named by CAP_ALA_LOG, else `log/` in the data folder."""
    folder = Path(os.environ.get("CAP_ALA_LOG") or data_folder().root / "log")
    return folder / f"etl-{datetime.now(UTC):%Y-%m}.jsonl"


def write(step: str, **facts: Any) -> None:
    """Add one line: moment (UTC), process, step, then the facts.

    A log that cannot be written must not stop what it tells of: it is said once more, on the
    terminal, and the command goes on.
    """
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = json.dumps(
        {"at": now, "pid": os.getpid(), "step": step} | facts, ensure_ascii=False, default=str
    )
    try:
        log = path()
        log.parent.mkdir(parents=True, exist_ok=True)
        # One write in append mode: lines of two commands never mix.
        with log.open("a", encoding="utf-8") as stream:
            stream.write(f"{line}\n")
    except OSError as error:
        console.fail(f"Journal non écrit ({error.strerror or error}) : {line}")


@contextmanager
def step(name: str, **facts: Any) -> Iterator[Facts]:
    """Time a step and write its line at its end: `outcome` is done, or failed with the reason.

    What the block adds to the facts it is given is written with them.
    """
    began = time.monotonic()
    told: Facts = dict(facts)
    try:
        yield told
    finally:
        if (error := sys.exception()) is not None:
            told |= {"outcome": "failed", "reason": f"{type(error).__name__}: {error}"}
        told.setdefault("outcome", "done")
        write(name, **told, seconds=round(time.monotonic() - began, 3))

"""Remembers how the last fetch of each source ended, beside its vintages; it decides nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = ".attempt.json"
FAILED = "failed"


@dataclass(frozen=True)
class Attempt:
    """The last fetch of a source: when (ISO 8601, UTC), how it ended (an outcome of `etl.fetch`, or
    `failed`), and the sentence that says why it failed."""

    at: str
    outcome: str
    reason: str = ""


def write(raw: Path, source: str, attempt: Attempt) -> None:
    """Keep an attempt in one step; OSError when the disk refuses."""
    folder = raw / source
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{FILE}.new"
    fresh.write_text(json.dumps(asdict(attempt), ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.replace(folder / FILE)


def read(raw: Path, source: str) -> Attempt | None:
    """Return the last attempt, or None when there was none or its note is unreadable."""
    try:
        content = json.loads((raw / source / FILE).read_text(encoding="utf-8"))
        return Attempt(str(content["at"]), str(content["outcome"]), str(content["reason"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None

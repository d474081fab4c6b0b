"""Puts vintages in a data folder without a network: files in the publishers' formats, receipts true."""

from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

from etl import receipts
from etl.paths import PROJECT_ROOT, DataFolder
from etl.source import discover
from tests import publishers


def shipped(folder: Path) -> DataFolder:
    """Return a data folder of its own with the shipped snapshot."""
    data = DataFolder(folder)
    shutil.copytree(PROJECT_ROOT / "data/raw/snapshot", data.snapshot)
    return data


def copied(data: DataFolder, folder: Path) -> DataFolder:
    """Return a copy of a data folder, raw files and builds, to change at will."""
    shutil.copytree(data.root, folder, symlinks=True)
    return DataFolder(folder)


def put(data: DataFolder, code: str, day: str, files: dict[str, bytes] | None = None) -> Path:
    """Put one vintage of a source: the fixtures' files unless others are given."""
    if files is None:
        listed = publishers.published(code, discover()[code].source)
        names = {path.rpartition("/")[2]: body for path, body in listed}
        is_api = code.startswith("worldbank")
        files = {f"{name}.json" if is_api else name: body for name, body in names.items()}
    folder = data.raw / code / day
    folder.mkdir(parents=True)
    held = []
    for name, body in files.items():
        (folder / name).write_bytes(body)
        digest = hashlib.sha256(body).hexdigest()
        held.append(
            receipts.FileReceipt(
                name, "", "", f"{day[:10]}T13:00:00+00:00", digest, len(body), None, None, None
            )
        )
    receipts.write(folder, receipts.Receipt(code, date.fromisoformat(day[:10]), tuple(held)))
    return folder

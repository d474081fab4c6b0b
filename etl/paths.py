"""Where the data live: one folder, named by CAP_ALA_DATA or `data/` beside the code."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class DataFolder:
    """The data folder and its rooms; nothing is created by looking."""

    root: Path

    @property
    def raw(self) -> Path:
        """Publishers' bytes: `<source>/<vintage>/` with a receipt each."""
        return self.root / "raw"

    @property
    def snapshot(self) -> Path:
        """Figures in our own schema: a copy of those shipped with the project, kept here."""
        return self.raw / "snapshot"

    @property
    def shipped(self) -> Path:
        """Where such figures are read: the folder's own copy, else what came with the project."""
        return self.snapshot if self.snapshot.is_dir() else PROJECT_ROOT / "data/raw/snapshot"

    @property
    def parquet(self) -> Path:
        """Built tables, through the `current` link."""
        return self.root / "parquet"


def data_folder() -> DataFolder:
    """Return the data folder that this process works on."""
    return DataFolder(Path(os.environ.get("CAP_ALA_DATA", PROJECT_ROOT / "data")).resolve())

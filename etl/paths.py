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
        """Figures in our own schema that are shipped with the project."""
        return self.raw / "snapshot"

    @property
    def parquet(self) -> Path:
        """Built tables, through the `current` link."""
        return self.root / "parquet"


def data_folder() -> DataFolder:
    """Return the data folder that this process works on."""
    return DataFolder(Path(os.environ.get("CAP_ALA_DATA", PROJECT_ROOT / "data")).resolve())

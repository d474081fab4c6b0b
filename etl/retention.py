"""Removes the oldest vintages beyond those that are kept; never the one that is served."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from etl import receipts
from etl.source import SourceError

KEPT, LEAST = 12, 2
SETTING = "CAP_ALA_VINTAGES_KEPT"
_REMOVED = ".removed-"


def kept(setting: str = SETTING, default: int = KEPT) -> int | None:
    """Return how many vintages of a source (or what `setting` counts) are kept, None for all (0).

    SourceError when the setting is no number, or is one: revisions compare two vintages, and a
    reader may still be fetching the build before.
    """
    text = os.environ.get(setting) or str(default)
    if not text.isdecimal() or int(text) == 1:
        raise SourceError(f"{setting} vaut « {text} » ; donnez {LEAST} ou plus, ou 0 pour tout.")
    return int(text) or None


def prune(raw: Path, sources: Iterable[str], served: Mapping[str, str], most: int) -> list[Path]:
    """Remove the vintages of each source older than its `most` newest; return what went.

    `served` names the folder that the build in place was made of. A folder first leaves its name,
    so that a kill leaves it whole or out of sight.
    """
    gone = []
    for code in sources:
        for leftover in (raw / code).glob(f"{_REMOVED}*"):
            shutil.rmtree(leftover)
        for folder in receipts.folders(raw, code)[:-most]:
            if folder.name != served.get(code):
                hidden = folder.with_name(f"{_REMOVED}{folder.name}")
                folder.rename(hidden)
                shutil.rmtree(hidden)
                gone.append(folder)
    return gone

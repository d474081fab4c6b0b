"""Sends a build to object storage, where dashboards on other machines fetch it; it builds nothing.

Layout below the address: `builds/<id>/` as on this machine, then the small object `current`, written
last and in one request, which names the build and the SHA-256 of its manifest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

import pyarrow as pa
from pyarrow import fs

from etl import publication, retention
from etl.publication import MANIFEST, Build

SETTING, KEPT_SETTING = "CAP_ALA_STORE", "CAP_ALA_STORE_KEPT"
POINTER = "current"


class StoreError(Exception):
    """The store could not be written; what was current there still is."""


def is_set() -> bool:
    """Whether builds are sent to a store."""
    return bool(os.environ.get(SETTING))


def push(build: Build, say: Callable[[str], None], *, again: bool = False) -> bool:
    """Send a build, point to it, remove the oldest ones; False when the store has it already.

    `again` sends every file anew, even so: it mends what was damaged there. StoreError says in one
    sentence what the store refused; readers then keep the build they had.
    """
    most = retention.kept(KEPT_SETTING, publication.BUILDS_KEPT)
    root = "…"
    try:
        store, root = fs.FileSystem.from_uri(os.environ[SETTING])
        root = root.rstrip("/")
        told = {
            "build_id": build.build_id,
            "manifest_sha256": publication.file_sha256(build.folder / MANIFEST),
        }
        if not again and told.items() <= _pointer(store, root).items():
            return False
        say(f"Envoi de la construction {build.build_id} vers {root} ...")
        target = f"{root}/builds/{build.build_id}"
        fs.copy_files(str(build.folder), target, fs.LocalFileSystem(), store)
        # The moment makes a build sent again a new thing to look at, for readers who refused it.
        told["published_at"] = datetime.now(UTC).isoformat(timespec="milliseconds")
        with store.open_output_stream(f"{root}/{POINTER}") as stream:
            stream.write(json.dumps(told).encode())
        if most is not None:
            _prune(store, f"{root}/builds", build.build_id, most)
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(
            f"Le dépôt {root} ({SETTING}) n'a pas pris la construction {build.build_id} : {error}"
        ) from error
    return True


def _pointer(store: Any, root: str) -> dict[str, Any]:
    """What the store points to now; nothing when that is missing or unreadable."""
    try:
        with store.open_input_stream(f"{root}/{POINTER}") as stream:
            told = json.loads(stream.read())
    except (FileNotFoundError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _prune(store: Any, builds: str, current: str, most: int) -> None:
    """Remove all but the `most` builds sent last; a half of one, left by a kill, ages like the rest."""
    sent: dict[str, datetime] = {}
    for found in store.get_file_info(fs.FileSelector(builds, recursive=True)):
        if found.type == fs.FileType.File:
            name = PurePosixPath(found.path).relative_to(builds).parts[0]
            sent[name] = max(found.mtime, sent.get(name, found.mtime))
    others = sorted(set(sent) - {current}, key=lambda name: sent[name], reverse=True)
    for old in others[most - 1 :]:
        store.delete_dir(f"{builds}/{old}")

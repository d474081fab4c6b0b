"""Chooses which published build answers: the newest, unless a view holds on to its own."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import store
from dashboard.unavailable import Unavailable

PROJECT_ROOT = Path(__file__).resolve().parent.parent
PUBLISH_COMMAND = "python -m etl publish"
_PIN = "_build_folder"
_held: ContextVar[Build | None] = ContextVar("held_build", default=None)


@dataclass(frozen=True)
class Build:
    """A published build as its manifest describes it; `changed` tells it from what stood in its
    place before it was mended (the manifest's time, ns)."""

    build_id: str
    folder: Path
    manifest: dict[str, Any] = field(hash=False, compare=False)
    changed: int = 0

    @property
    def built_at(self) -> str:
        """When it was built, ISO 8601 UTC."""
        return str(self.manifest["built_at"])

    def codes(self, table: str, column: str) -> list[str]:
        """The codes that a coded column of a table uses in this build, sorted."""
        return list(self.manifest["tables"][table]["codes"].get(column, ()))

    def files(self, table: str) -> list[Path]:
        """The files of a table, in order: one, or one for each part of a partitioned table."""
        parts = self.manifest["tables"].get(table, {}).get("parts") or ()
        names = [f"{table}/{part}" for part in sorted(parts)] or [table]
        return [self.folder / f"{name}.parquet" for name in names]

    def is_in_parts(self, table: str) -> bool:
        """Whether a table has a file for each year, named by it; one that is not loaded has none."""
        return "parts" in self.manifest["tables"].get(table, {})

    def is_intact(self, table: str) -> bool:
        """Whether a table's files are those that were published, by the SHA-256 of its manifest."""
        facts = self.manifest["tables"][table]
        each = [part for _name, part in sorted((facts.get("parts") or {}).items())] or [facts]
        try:
            found = [_sha256(path, path.stat().st_mtime_ns) for path in self.files(table)]
        except OSError:
            return False
        return all(one == said.get("sha256", one) for one, said in zip(found, each, strict=True))

    def rows(self, table: str) -> int:
        """The number of rows of a table; 0 when it is not loaded or unknown."""
        return int(self.manifest["tables"].get(table, {}).get("rows", 0))


@lru_cache(maxsize=256)
def _sha256(path: Path, _changed: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def parquet_folder() -> Path:
    """Return the folder of the built tables: this machine's own, or those brought from a store."""
    data = Path(os.environ.get("CAP_ALA_DATA", PROJECT_ROOT / "data")).resolve()
    return data / (store.FOLDER if store.is_set() else "parquet")


def pin(chosen: Build) -> None:
    """Put every later question of this view to one build."""
    if st.runtime.exists():
        st.session_state[_PIN] = str(chosen.folder)
    _held.set(chosen)


@contextmanager
def one_view() -> Iterator[None]:
    """Hold the build that `pin` is given in the body to its end: it is looked for once, not at each
    question. That of the view before is let go."""
    if st.runtime.exists():
        st.session_state.pop(_PIN, None)
    token = _held.set(None)
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def hold(held: Build) -> Iterator[None]:
    """Put every question of the body to one build: for work in a thread that knows no session."""
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)


def newest() -> Build:
    """Return the newest build, whatever a view is pinned to; Unavailable before the first,
    or when it cannot be read."""
    return _read((parquet_folder() / "current").resolve())


def current() -> Build:
    """Return the build that is held, else the one this view is pinned to, else the newest one;
    Unavailable before the first."""
    held = _held.get()
    if held is not None:
        return held
    pinned = st.session_state.get(_PIN) if st.runtime.exists() else None
    folder = Path(pinned) if pinned else (parquet_folder() / "current").resolve()
    return _read(folder)


def _read(folder: Path) -> Build:
    try:
        changed = (folder / "build.json").stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError):
        raise _no_build() from None
    return _read_manifest(folder, changed)


def _no_build() -> Unavailable:
    if not store.is_set():
        return Unavailable("no_build")
    reason = store.trouble() or "store_empty"
    # A store that cannot be read is mended by its settings, not by a command.
    is_publishers = reason in {"store_empty", "store_damaged"}
    return Unavailable(reason, command=PUBLISH_COMMAND if is_publishers else "")


@lru_cache(maxsize=4)
def _read_manifest(folder: Path, changed: int) -> Build:
    told = None
    with suppress(ValueError):
        told = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    if isinstance(told, dict) and {"build_id", "built_at", "tables"} <= told.keys():
        return Build(str(told["build_id"]), folder, told, changed)
    if store.is_set():
        raise Unavailable("store_damaged", command=PUBLISH_COMMAND)
    raise Unavailable("unreadable")


def forget() -> None:
    """Forget what was read of builds; for tests and after a repair."""
    _read_manifest.cache_clear()

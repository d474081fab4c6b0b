"""Publishes a build as one whole: readers see the previous tables or the new ones, never a mix."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.contract import literal

MANIFEST = "build.json"
BUILDS_KEPT = 3
_CHUNK = 1 << 20
_FIRST_TOLD = {"built_at", "live_rows_before"}


class BusyError(Exception):
    """Another build is running; this one did not start and changed nothing."""


@dataclass(frozen=True)
class Build:
    """A published build: its id, its folder and its manifest as written in build.json."""

    build_id: str
    folder: Path
    manifest: dict[str, Any]


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the only right to write in a folder; BusyError when somebody else has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                f"Une autre commande travaille déjà dans {folder} ; "
                "attendez qu'elle finisse, puis relancez."
            ) from error
        yield


def file_sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file, read in chunks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def listing_sha256(hashes: dict[str, str]) -> str:
    """Return one SHA-256 for files that have a name and a SHA-256 each."""
    listing = "\n".join(f"{name} {hashes[name]}" for name in sorted(hashes))
    return hashlib.sha256(listing.encode()).hexdigest()


def build_id(hashes: dict[str, str]) -> str:
    """Return the id of a build: equal tables give an equal id."""
    return listing_sha256(hashes)[:12]


def files(folder: Path, table: str, facts: dict[str, Any]) -> dict[Path, str]:
    """Return a table's files in a build's folder, in order, with the SHA-256 that each must have.

    `facts` is what the manifest says of the table: a partitioned one has a file for each part.
    """
    if parts := facts.get("parts"):
        return {folder / table / f"{part}.parquet": parts[part]["sha256"] for part in sorted(parts)}
    return {folder / f"{table}.parquet": facts["sha256"]}


def open_table(con: duckdb.DuckDBPyConnection, table: str, paths: Iterable[Path]) -> None:
    """Create a view of the table over its files."""
    listed = ", ".join(literal(str(path)) for path in paths)
    con.execute(f"create view {table} as from read_parquet([{listed}])")


def current(parquet: Path) -> Build | None:
    """Return the build that readers see now, or None before the first one and when it cannot be
    read: it is then built anew."""
    link = parquet / "current"
    if not link.is_symlink():
        return None
    folder = link.resolve()
    told = _told(folder)
    return Build(str(told["build_id"]), folder, told) if told else None


def damaged(parquet: Path) -> Path | None:
    """Return the manifest in place that cannot be read, or None."""
    link = parquet / "current"
    return link / MANIFEST if link.is_symlink() and current(parquet) is None else None


def _told(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a folder, or None when there is none that can be read."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    is_whole = isinstance(told, dict) and {"build_id", "built_at", "tables"} <= told.keys()
    return told if is_whole else None


def publish(parquet: Path, staged: Path, manifest: dict[str, Any]) -> Build:
    """Make the staged folder of Parquet files the current build, in one atomic step."""
    builds = parquet / "builds"
    builds.mkdir(exist_ok=True)
    final = builds / str(manifest["build_id"])
    held = _held(final, manifest)
    if held is not None:
        # The tables are those in place, and so are their day and the build before them; what they
        # were made of may be told otherwise (another code that gives the same bytes).
        manifest = manifest | {key: held[key] for key in _FIRST_TOLD & held.keys()}
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (staged / MANIFEST).write_text(text, encoding="utf-8")
    for written in staged.rglob("*"):
        if written.is_file():
            with written.open("rb") as stream:
                os.fsync(stream.fileno())
    if held is not None:
        if (final / MANIFEST).read_text(encoding="utf-8") != text:
            (staged / MANIFEST).replace(final / MANIFEST)
        shutil.rmtree(staged)
    else:
        if final.exists():
            final.rename(builds / f".damaged-{final.name}-{os.getpid()}")
        staged.rename(final)
    _point(parquet / "current", Path("builds") / final.name)
    for table, facts in manifest["tables"].items():
        names = (table, f"{table}.parquet") if facts.get("parts") else (f"{table}.parquet", table)
        _point(parquet / names[0], Path("current") / names[0])
        (parquet / names[1]).unlink(missing_ok=True)
    _prune(builds, keep=final)
    return Build(str(manifest["build_id"]), final, manifest)


def _held(folder: Path, manifest: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a folder says of itself, when it holds all these tables, to the byte."""
    told = _told(folder)
    if told is None or not all(
        path.is_file() and file_sha256(path) == sha256
        for table, facts in manifest["tables"].items()
        for path, sha256 in files(folder, table, facts).items()
    ):
        return None
    return told


def _point(link: Path, target: Path) -> None:
    """Make `link` point to `target` without a moment in which it does not exist."""
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)


def _prune(builds: Path, keep: Path) -> None:
    """Remove the oldest builds; those kept are for readers who have not come to the newest yet."""
    others = sorted(
        (path for path in builds.iterdir() if path != keep),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    for old in others[BUILDS_KEPT - 1 :]:
        shutil.rmtree(old)

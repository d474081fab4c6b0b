"""Brings the newest build from object storage to this machine, whole or not at all; it answers nothing.

The store's object `current` names a build and the SHA-256 of its manifest, and the manifest that of
every file: what arrives is checked, then becomes this machine's build in one rename.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import re
import shutil
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

SETTING = "CAP_ALA_STORE"
# In the data folder: what was brought, laid out as the ETL lays out its own builds.
FOLDER = "store"
MANIFEST = "build.json"
KEPT = 2
SECONDS = 5.0  # between two looks at `current`, whatever readers do
AT_ONCE = 4
_CHUNK = 1 << 20
_BUILD_ID, _NAME = re.compile(r"[0-9a-f]{12}"), re.compile(r"\w+", re.ASCII)
# What the store's errors say, in the words of pyarrow's S3 client.
_FORBIDDEN = re.compile(r"ACCESS_DENIED|INVALID_ACCESS_KEY|SIGNATURE|TOKEN|HTTP status 40[13]")
_SAID = logging.getLogger(__name__)


class NotBrought(Exception):
    """The store's build did not come; `reason` is one of those that `Unavailable` has words for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Look:
    """How the last look at the store ended: no reason when all went well."""

    at: datetime
    reason: str = ""


@dataclass
class _Memory:
    """What this process remembers of the store: one look, the pointer whose build it has, and the
    one it found faulty."""

    look: Look | None = None
    taken: bytes = b""
    refused: bytes = b""


_memory = _Memory()


def is_set() -> bool:
    """Whether the builds come from a store, and not from this machine's own `python -m etl build`."""
    return bool(os.environ.get(SETTING))


def last_look() -> Look | None:
    """How the last look ended; None without a store, or before the first look."""
    return _memory.look if is_set() else None


def trouble() -> str:
    """Why the newest build could not be brought last time; empty when it could, or without a store."""
    look = last_look()
    return look.reason if look else ""


def follow(folder: Path) -> None:
    """Look once, then again and again from a thread of its own: no reader ever waits for it."""
    look(folder)
    threading.Thread(target=_watch, args=(folder,), name="store", daemon=True).start()


def _watch(folder: Path) -> None:
    while True:
        time.sleep(SECONDS)
        look(folder)


def look(folder: Path) -> None:
    """Bring the store's build to `folder` unless it is there; what goes wrong is remembered, and
    what is in the folder stays."""
    reason, detail = "", ""
    try:
        _bring(folder)
    except NotBrought as error:
        reason = error.reason
    except OSError as error:
        detail = str(error)
        reason = "store_disk" if error.errno and error.filename else "store_unreachable"
        if _FORBIDDEN.search(detail):
            reason = "store_forbidden"
    if reason != trouble():
        _SAID.warning("store: %s %s", reason or "back to normal", detail)
    _memory.look = Look(datetime.now(UTC), reason)


@lru_cache(maxsize=1)
def _opened(address: str) -> tuple[Any, str]:
    """The store's filesystem, and the path in it."""
    from pyarrow import ArrowInvalid, fs

    try:
        filesystem, root = fs.FileSystem.from_uri(address)
    except ArrowInvalid as error:
        raise NotBrought("store_address") from error
    return filesystem, root.rstrip("/")


def _bring(folder: Path) -> None:
    store, root = _opened(os.environ[SETTING])
    pointer = _pointer(store, root)
    if pointer == _memory.refused:
        raise NotBrought("store_damaged")
    try:
        told = json.loads(pointer)
        build_id, sha256 = _fit(_BUILD_ID, told["build_id"]), str(told["manifest_sha256"])
        # At the first look, and when it was published again: the copy here may be damaged.
        if pointer != _memory.taken:
            _place(store, f"{root}/builds/{build_id}", folder, build_id, sha256)
        _memory.taken = pointer
    except (
        NotBrought,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        FileNotFoundError,
    ) as error:
        # Brought again only when it has been published again: it may be large.
        _memory.refused = pointer
        raise NotBrought("store_damaged") from error


def _pointer(store: Any, root: str) -> bytes:
    from pyarrow import fs

    try:
        with store.open_input_stream(f"{root}/current") as stream:
            return bytes(stream.read())
    except FileNotFoundError as error:
        bucket = root.partition("/")[0] or root
        is_there = store.get_file_info(bucket).type != fs.FileType.NotFound
        raise NotBrought("store_empty" if is_there else "store_no_bucket") from error


def _place(store: Any, source: str, folder: Path, build_id: str, sha256: str) -> None:
    """Bring a build beside those of `folder`, then make it the current one and drop the oldest."""
    builds = folder / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several servers may share the folder: one brings
        for leftover in builds.glob(".coming-*"):
            shutil.rmtree(leftover)
        if not _is_whole(builds / build_id, sha256):
            coming = Path(tempfile.mkdtemp(prefix=".coming-", dir=builds))
            try:
                _copy_build(store, source, coming, sha256)
                coming.chmod(0o755)
                shutil.rmtree(builds / build_id, ignore_errors=True)
                coming.rename(builds / build_id)
            finally:
                shutil.rmtree(coming, ignore_errors=True)
        fresh = folder / ".current.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("builds") / build_id)
        fresh.replace(folder / "current")
        others = [path for path in builds.iterdir() if path.name != build_id]
        for old in sorted(others, key=lambda path: path.stat().st_mtime)[: 1 - KEPT or None]:
            shutil.rmtree(old)


def _is_whole(folder: Path, sha256: str) -> bool:
    """Whether a build is here to the byte, as its manifest and the pointer's `sha256` say."""
    try:
        if _digest(folder / MANIFEST) != sha256:
            return False
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = _files(manifest["tables"])
        return all(_digest(folder / name) == wanted for name, wanted in files.items())
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_build(store: Any, source: str, target: Path, sha256: str) -> None:
    _copy(store, f"{source}/{MANIFEST}", target / MANIFEST, sha256)
    manifest = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
    files = _files(manifest["tables"])
    for name in files:
        (target / name).parent.mkdir(exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="store") as pool:
        copies = [
            pool.submit(_copy, store, f"{source}/{name}", target / name, wanted)
            for name, wanted in files.items()
        ]
        for copy in copies:
            copy.result()


def _files(tables: dict[str, Any]) -> dict[str, str]:
    """The files of a build with the SHA-256 each must have; a name that is a path is refused."""
    files = {}
    for table, facts in tables.items():
        name = _fit(_NAME, table)
        if parts := facts.get("parts"):
            for part in parts:
                files[f"{name}/{_fit(_NAME, part)}.parquet"] = str(parts[part]["sha256"])
        else:
            files[f"{name}.parquet"] = str(facts["sha256"])
    return files


def _fit(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise NotBrought("store_damaged")
    return text


def _copy(store: Any, source: str, target: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    with store.open_input_stream(source) as stream, target.open("wb") as file:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if digest.hexdigest() != sha256:
        raise NotBrought("store_damaged")


def forget() -> None:
    """Forget what was seen of the store; for tests."""
    _memory.look, _memory.taken, _memory.refused = None, b"", b""
    _opened.cache_clear()

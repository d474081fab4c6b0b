"""Makes fetched files a vintage: a folder that appears whole, under a date, or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl import receipts
from etl.fetch.errors import FetchError
from etl.receipts import FileReceipt, Receipt

PARTIAL = ".partial"


@dataclass(frozen=True)
class Held:
    """A file that is here: its receipt and its bytes, in a vintage or under `.partial/`."""

    receipt: FileReceipt
    path: Path


@dataclass(frozen=True)
class Vintage:
    """A whole vintage on disk."""

    folder: Path
    receipt: Receipt

    def is_made_of(self, files: Sequence[Held]) -> bool:
        """Whether it holds the same bytes under the same names, and nothing else."""
        here = {entry.file: entry.sha256 for entry in self.receipt.files}
        return here == {held.receipt.file: held.receipt.sha256 for held in files}


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the only right to fetch into a source's folder; a kill gives it back."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise FetchError(
            f"{folder.name} : un autre téléchargement de cette source est en cours ; "
            "attendez qu'il finisse, puis relancez."
        ) from error
    finally:
        os.close(handle)


def publish(
    source: str, folder: Path, files: Sequence[Held], today: date, released: date | None = None
) -> Vintage:
    """Make the files a vintage, in one atomic rename of a folder whose receipt came last.

    `released` dates files whose server gives no date.

    A second set of bytes of one date goes to `<date>.2`: nothing that was published is replaced.
    """
    vintage = released or max(held.receipt.released for held in files)
    # A publisher's clock ahead of ours must not date figures in the future, and what is served
    # now must sort after what was served before, whatever any clock says.
    vintage = min(vintage, today)
    names = [path.name for path in receipts.folders(folder.parent, source)]
    if names:
        vintage = max(vintage, date.fromisoformat(names[-1][:10]))
    staged = folder / PARTIAL / ".vintage"
    if staged.exists():
        shutil.rmtree(staged)
    staged.mkdir(parents=True)
    for held in files:
        _place(held.path, staged / held.receipt.file)
    receipt = Receipt(source, vintage, tuple(held.receipt for held in files))
    receipts.write(staged, receipt)
    _sync(staged)
    target, number = folder / vintage.isoformat(), 1
    while target.exists():
        number += 1
        target = folder / f"{vintage.isoformat()}.{number}"
    staged.replace(target)
    _sync(folder)
    return Vintage(target, receipt)


def _place(held: Path, target: Path) -> None:
    """Give the same bytes a second name; a file system without hard links gets a copy."""
    try:
        os.link(held, target)
    except OSError:
        shutil.copyfile(held, target)


def _sync(folder: Path) -> None:
    """Wait until a folder's list of names is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

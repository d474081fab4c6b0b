"""Receipts of fetched files: written beside the bytes, read back, and held against them."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from etl.publication import file_sha256
from etl.source import Raw, SourceError

RECEIPT = "receipt.json"
# A publisher may correct a table on the day of its release: the second set of bytes of one date
# goes to `<date>.2` beside the first, so that no published byte is ever overwritten.
_VINTAGE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.([1-9]\d*))?")


class ReceiptError(SourceError):
    """A vintage on disk is not what its receipt says: one sentence with what, where, what to do."""


@dataclass(frozen=True)
class FileReceipt:
    """Where one file came from; `retrieved_at` is ISO 8601 in UTC, `size` in bytes, and `etag`
    and `last_modified` are the server's own words, kept to ask again conditionally."""

    file: str
    url: str
    final_url: str
    retrieved_at: str
    sha256: str
    size: int
    etag: str | None
    last_modified: str | None
    content_type: str | None

    @property
    def released(self) -> date:
        """The day (UTC) that the file was published, else retrieved."""
        try:
            return parsedate_to_datetime(self.last_modified or "").astimezone(UTC).date()
        except (ValueError, TypeError, OverflowError):
            return datetime.fromisoformat(self.retrieved_at).date()


@dataclass(frozen=True)
class Receipt:
    """One vintage of one source: its date and the receipt of each of its files."""

    source: str
    vintage: date
    files: tuple[FileReceipt, ...]

    @property
    def retrieved_at(self) -> str:
        """When the most recent of the files was retrieved (ISO 8601, UTC)."""
        return max(entry.retrieved_at for entry in self.files)


def write(folder: Path, receipt: Receipt) -> None:
    """Write the receipt of a vintage folder, durably and in one step; OSError when the disk
    refuses."""
    content = asdict(receipt) | {"vintage": receipt.vintage.isoformat()}
    fresh = folder / f".{RECEIPT}.new"
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(folder / RECEIPT)


def read(folder: Path) -> Receipt:
    """Read a vintage's receipt without looking at its files; ReceiptError when it is missing or
    unreadable."""
    try:
        content = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))
        files = tuple(_file_receipt(entry) for entry in content["files"])
        receipt = Receipt(str(content["source"]), date.fromisoformat(content["vintage"]), files)
    except FileNotFoundError as error:
        raise _unfit(folder, f"{RECEIPT} manque") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unfit(folder, f"{RECEIPT} est illisible ({error})") from error
    if not files:
        raise _unfit(folder, f"{RECEIPT} ne nomme aucun fichier")
    return receipt


def verify(folder: Path) -> Receipt:
    """Read a vintage's receipt and hold every file against its size and SHA-256; ReceiptError
    names the first file that is missing or differs."""
    receipt = read(folder)
    for entry in receipt.files:
        path = folder / entry.file
        if not path.is_file():
            raise _unfit(folder, f"le fichier {entry.file} manque")
        size = path.stat().st_size
        if size != entry.size:
            raise _unfit(
                folder,
                f"le fichier {entry.file} fait {size} octets, son reçu en annonce {entry.size}",
            )
        try:
            digest = file_sha256(path)
        except OSError as error:
            raise _unfit(folder, f"le fichier {entry.file} est illisible ({error})") from error
        if digest != entry.sha256:
            raise _unfit(folder, f"le fichier {entry.file} n'a plus l'empreinte de son reçu")
    return receipt


def folders(raw_dir: Path, source_code: str) -> tuple[Path, ...]:
    """Return the vintage folders of a source, oldest first; other entries are not looked at."""
    found: list[tuple[str, int, Path]] = []
    home = raw_dir / source_code
    for path in home.iterdir() if home.is_dir() else ():
        named = _VINTAGE.fullmatch(path.name)
        if named and path.is_dir():
            found.append((named[1], int(named[2] or 1), path))
    return tuple(path for _, _, path in sorted(found))


def newest(raw_dir: Path, source_code: str) -> Raw | None:
    """Return the newest vintage of a source after `verify`, or None when nothing was fetched yet.

    ReceiptError when that vintage is damaged: an older one is never served in its stead unsaid.
    """
    held = folders(raw_dir, source_code)
    if not held:
        return None
    receipt = verify(held[-1])
    return Raw(source_code, receipt.vintage, held[-1])


def _file_receipt(entry: dict[str, Any]) -> FileReceipt:
    receipt = FileReceipt(**entry)
    if Path(receipt.file).name != receipt.file:
        raise ValueError(f"nom de fichier refusé : {receipt.file!r}")
    datetime.fromisoformat(receipt.retrieved_at)
    return receipt


def _unfit(folder: Path, what: str) -> ReceiptError:
    source = folder.parent.name
    return ReceiptError(
        f"{source} : {what} dans {folder} ; relancez `python -m etl fetch {source}`, "
        "qui retélécharge ce qui est abîmé."
    )

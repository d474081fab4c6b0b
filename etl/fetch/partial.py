"""Downloads under way: bytes so far and what the server said of them, so that a cut or a kill
costs only what had not arrived."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from etl.receipts import FileReceipt


@dataclass(frozen=True)
class Facts:
    """What the server said of the file when its first byte was sent; `total` is in bytes, None
    when unknown, and `can_resume` is false for an encoded body, whose ranges are not the file's."""

    url: str
    final_url: str
    etag: str | None
    last_modified: str | None
    content_type: str | None
    total: int | None
    can_resume: bool

    @property
    def validator(self) -> str | None:
        """What goes in If-Range: a strong ETag, else the date, else None (no safe resume)."""
        if not self.can_resume:
            return None
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.last_modified


@dataclass(frozen=True)
class Resumable:
    """Bytes that are here and can be gone on from: how many, their facts, and for If-Range what
    tells them from another version.
    """

    size: int
    facts: Facts
    validator: str


@dataclass(frozen=True)
class Partial:
    """The room of one file under `.partial/`: `<file>.part` while it arrives, `<file>` once whole
    and checked."""

    folder: Path
    file: str

    @property
    def part(self) -> Path:
        """The bytes so far."""
        return self.folder / f"{self.file}.part"

    @property
    def whole(self) -> Path:
        """The complete, checked file."""
        return self.folder / self.file

    @property
    def _facts(self) -> Path:
        return self.folder / f"{self.file}.part.json"

    @property
    def _receipt(self) -> Path:
        return self.folder / f"{self.file}.receipt.json"

    def begin(self, facts: Facts) -> None:
        """Forget any earlier bytes and note what the server says of the ones to come."""
        self.discard()
        self.folder.mkdir(exist_ok=True)
        self._facts.write_text(json.dumps(asdict(facts)), encoding="utf-8")

    def resumable(self, url: str) -> Resumable | None:
        """Return the bytes that are here when `url` can be resumed safely."""
        try:
            facts = Facts(**json.loads(self._facts.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        size = self.part.stat().st_size if self.part.is_file() else 0
        if not size or facts.url != url or facts.validator is None:
            return None
        return Resumable(size, facts, facts.validator)

    def discard(self) -> None:
        """Forget the bytes so far; the facts go first, so that stray bytes are never resumed."""
        self._facts.unlink(missing_ok=True)
        self.part.unlink(missing_ok=True)

    def finish(self, receipt: FileReceipt) -> None:
        """Keep the checked bytes as the whole file until its vintage is published."""
        with self.part.open("rb") as stream:
            os.fsync(stream.fileno())
        self._receipt.write_text(json.dumps(asdict(receipt)), encoding="utf-8")
        self.part.replace(self.whole)
        self._facts.unlink(missing_ok=True)

    def finished(self) -> FileReceipt | None:
        """Return the receipt of the whole file left by an interrupted fetch, if there is one."""
        try:
            receipt = FileReceipt(**json.loads(self._receipt.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return receipt if self.whole.is_file() else None

"""Fetches a source's files into a new vintage under `data/raw`, whole or not at all."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from etl import receipts
from etl.fetch.connection import Connection
from etl.fetch.content import check
from etl.fetch.errors import (
    INTACT,
    ContentError,
    FetchError,
    FileError,
    NotReleasedError,
    NotThereError,
)
from etl.fetch.partial import Facts, Partial
from etl.fetch.settings import FetchSettings
from etl.fetch.transfer import Progress, Transfer
from etl.fetch.vintage import PARTIAL, Held, Vintage, alone_in, publish
from etl.publication import file_sha256
from etl.receipts import FileReceipt, Receipt, ReceiptError
from etl.source import Source

__all__ = ["FetchError", "FetchResult", "FetchSettings", "Outcome", "Progress", "fetch"]


class Outcome(Enum):
    """How a fetch that did not fail ended."""

    FETCHED = "fetched"
    NOT_CHANGED = "not_changed"
    NOT_RELEASED = "not_released"


@dataclass(frozen=True)
class FetchResult:
    """What a fetch left: its outcome, the folder and receipt of the newest whole vintage (None
    when there is none yet), and the bytes that came over the network.
    """

    source: str
    outcome: Outcome
    folder: Path | None
    receipt: Receipt | None
    received: int


@dataclass(frozen=True)
class _Wanted:
    """A file to ask for; `may_be_missing` marks the year that the publisher may not have begun."""

    file: str
    url: str
    may_be_missing: bool


def fetch(
    source: Source, raw_dir: Path, settings: FetchSettings, progress: Progress
) -> FetchResult:
    """Download every file of a source's card into `raw_dir/<source>/<vintage>/`.

    The vintage is the latest Last-Modified of the files, else the retrieval date (UTC); the same
    bytes as the newest vintage write nothing. A folder appears under its name only when complete,
    receipt included. FetchError is one sentence with what happened and what to do; whatever was in
    place before stays.
    """
    now = datetime.now(UTC)
    wanted = _plan(source, settings, now.year)
    folder = raw_dir / source.code
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone_in(folder), Connection(settings) as connection:
            newest = _newest(raw_dir, source.code, progress)
            transfer = Transfer(connection, settings, progress)
            outcome = Outcome.NOT_CHANGED
            try:
                files = _bring_all(source.code, wanted, folder, newest, transfer)
            except NotReleasedError:
                outcome = Outcome.NOT_RELEASED
            else:
                if newest is None or not newest.is_made_of(files):
                    newest = publish(source.code, folder, files, now.date())
                    outcome = Outcome.FETCHED
                if (folder / PARTIAL).exists():
                    shutil.rmtree(folder / PARTIAL)
    except OSError as error:
        raise FetchError(
            f"{source.code} : impossible d'écrire dans {error.filename or folder} "
            f"({error.strerror or error}) ; libérez de l'espace ou corrigez les droits du dossier, "
            f"puis relancez ; {INTACT}"
        ) from error
    return FetchResult(
        source.code,
        outcome,
        newest.folder if newest else None,
        newest.receipt if newest else None,
        transfer.received,
    )


def _plan(source: Source, settings: FetchSettings, year: int) -> list[_Wanted]:
    """Return the files to ask for, in the card's order, yearly ones up to `year`."""
    wanted = []
    for download in source.downloads:
        plain = download.for_years(year)
        for one in plain:
            if Path(one.file).name != one.file or one.file.startswith("."):
                raise FetchError(
                    f"{source.code} : le nom de fichier « {one.file} » n'est pas simple ; "
                    "corrigez la fiche de la source."
                )
            try:
                url = settings.address(one.url)
            except FetchError as error:
                raise FetchError(f"{source.code} : {error}") from error
            may_be_missing = download.first_year is not None and one is plain[-1]
            wanted.append(_Wanted(one.file, url, may_be_missing))
    return wanted


def _newest(raw_dir: Path, source: str, progress: Progress) -> Vintage | None:
    """Return the newest vintage when it is whole; a damaged one is fetched again in full."""
    try:
        raw = receipts.newest(raw_dir, source)
        return Vintage(raw.folder, receipts.read(raw.folder)) if raw else None
    except ReceiptError as error:
        progress.note(f"Téléchargement complet, sans égard à l'édition en place ({error})")
        return None


def _bring_all(
    source: str, wanted: list[_Wanted], folder: Path, newest: Vintage | None, transfer: Transfer
) -> list[Held]:
    """Bring every wanted file, without those of a year that has not begun; FetchError."""
    files = []
    for want in wanted:
        partial = Partial(folder / PARTIAL, want.file)
        known = _known(want, partial, newest)
        try:
            files.append(_bring(want, partial, known, transfer))
        except FileError as error:
            sentence = error.sentence(source, want.file)
            if not (isinstance(error, NotThereError) and want.may_be_missing and known is None):
                raise FetchError(sentence) from error
            transfer.progress.note(f"Pas encore publié, laissé de côté ({sentence})")
    if not files:
        raise FetchError(
            f"{source} : l'éditeur n'a aucun des fichiers demandés ; "
            f"vérifiez la fiche de la source ; {INTACT}"
        )
    return files


def _bring(want: _Wanted, partial: Partial, known: Held | None, transfer: Transfer) -> Held:
    """Bring one file and check that it is data, or find that the known one is still current."""
    facts = transfer.get(want.url, partial, known.receipt if known else None)
    if facts is None and known is not None:
        return known
    if facts is None:
        raise FileError("n'a pas été envoyé (réponse 304)", "relancez plus tard")
    try:
        check(partial.part, facts.content_type, transfer.settings, want.file)
    except ContentError:
        partial.discard()
        raise
    return _finished(partial, facts)


def _known(want: _Wanted, partial: Partial, newest: Vintage | None) -> Held | None:
    """Return the whole file that is here for this address, whose receipt makes the request
    conditional: left by an interrupted fetch, else in the newest vintage.
    """
    left = partial.finished()
    if left and left.url == want.url and file_sha256(partial.whole) == left.sha256:
        return Held(left, partial.whole)
    if newest is not None:
        for entry in newest.receipt.files:
            if entry.file == want.file and entry.url == want.url:
                return Held(entry, newest.folder / entry.file)
    return None


def _finished(partial: Partial, facts: Facts) -> Held:
    """Write down where the checked bytes came from and keep them until publication."""
    receipt = FileReceipt(
        file=partial.file,
        url=facts.url,
        final_url=facts.final_url,
        retrieved_at=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=file_sha256(partial.part),
        size=partial.part.stat().st_size,
        etag=facts.etag,
        last_modified=facts.last_modified,
        content_type=facts.content_type,
    )
    partial.finish(receipt)
    return Held(receipt, partial.whole)

"""Fetches a source's files into a new vintage under `data/raw`, whole or not at all."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path

from etl import receipts
from etl.fetch.bring import Wanted, bring_all, plan
from etl.fetch.connection import Connection
from etl.fetch.errors import INTACT, FetchError, NotReleasedError
from etl.fetch.listing import WDS, Catalogues, released
from etl.fetch.settings import FetchSettings
from etl.fetch.transfer import Progress, Transfer
from etl.fetch.vintage import PARTIAL, Held, Vintage, alone_in, publish
from etl.receipts import Receipt, ReceiptError
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


def fetch(
    source: Source, raw_dir: Path, settings: FetchSettings, progress: Progress
) -> FetchResult:
    """Download every file of a source's card into `raw_dir/<source>/<vintage>/`.

    The vintage is the latest Last-Modified of the files, else the release day that the publisher's
    metadata tell, else the retrieval date (UTC); the same bytes as the newest vintage write
    nothing. A folder appears under its name only when complete,
    receipt included. FetchError is one sentence with what happened and what to do; whatever was in
    place before stays.
    """
    now = datetime.now(UTC)
    wanted = plan(source, settings, now.year)
    folder = raw_dir / source.code
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone_in(folder), Connection(settings) as connection:
            newest = _newest(raw_dir, source.code, progress)
            transfer = Transfer(connection, settings, progress)
            outcome = Outcome.NOT_CHANGED
            try:
                catalogues = Catalogues(transfer, folder / PARTIAL)
                files = bring_all(source.code, wanted, newest, transfer, catalogues)
            except NotReleasedError:
                outcome = Outcome.NOT_RELEASED
            else:
                if newest is None or not newest.is_made_of(files):
                    day = _released(wanted, files, connection, settings)
                    newest = publish(source.code, folder, files, now.date(), day)
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


def _newest(raw_dir: Path, source: str, progress: Progress) -> Vintage | None:
    """Return the newest vintage when it is whole; a damaged one is fetched again in full."""
    try:
        raw = receipts.newest(raw_dir, source)
        return Vintage(raw.folder, receipts.read(raw.folder)) if raw else None
    except ReceiptError as error:
        progress.note(f"Téléchargement complet, sans égard à l'édition en place ({error})")
        return None


def _released(
    wanted: list[Wanted], files: list[Held], connection: Connection, settings: FetchSettings
) -> date | None:
    """Return the release day of a Statistics Canada table whose server does not date its files."""
    pids = [want.listing.key for want in wanted if want.listing and want.listing.catalogue == "wds"]
    if not pids or any(held.receipt.last_modified for held in files):
        return None
    return released(connection, settings.address(WDS), pids[0], settings.largest_json)

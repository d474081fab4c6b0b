"""Brings the files of a card, each from its usual address or from where the catalogue says it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from etl.fetch.content import check
from etl.fetch.errors import INTACT, ContentError, FetchError, FileError, NotThereError
from etl.fetch.listing import Catalogues
from etl.fetch.partial import Facts, Partial
from etl.fetch.settings import FetchSettings
from etl.fetch.transfer import Transfer
from etl.fetch.vintage import Held, Vintage
from etl.publication import file_sha256
from etl.receipts import FileReceipt
from etl.source import Listing, Source


@dataclass(frozen=True)
class Wanted:
    """A file to ask for; `may_be_missing` marks the year that the publisher may not have begun.

    Without a `url`, the publisher's `listing` tells both it and the file's name.
    """

    file: str
    url: str
    may_be_missing: bool = False
    listing: Listing | None = None

    @property
    def called(self) -> str:
        """The name for sentences, also of a file that is not found yet."""
        return self.file or (self.listing.pattern if self.listing else "")


def plan(source: Source, settings: FetchSettings, year: int) -> list[Wanted]:
    """Return the files to ask for, in the card's order, yearly ones up to `year`."""
    wanted = []
    for download in source.downloads:
        plain = download.for_years(year)
        for one in plain:
            if one.listing is None or one.file or one.url:
                _refuse_odd_name(source.code, one.file)
            try:
                url = settings.address(one.url)
            except FetchError as error:
                raise FetchError(f"{source.code} : {error}") from error
            may_be_missing = download.first_year is not None and one is plain[-1]
            wanted.append(Wanted(one.file, url, may_be_missing, download.listing))
    return wanted


def _refuse_odd_name(source: str, file: str) -> None:
    """Refuse a file name that is more than a name, or hidden."""
    if Path(file).name != file or not file or file.startswith("."):
        raise FetchError(
            f"{source} : le nom de fichier « {file} » n'est pas simple ; "
            "corrigez la fiche de la source."
        )


def bring_all(
    source: str,
    wanted: list[Wanted],
    newest: Vintage | None,
    transfer: Transfer,
    catalogues: Catalogues,
) -> list[Held]:
    """Bring every wanted file, without those of a year that has not begun; FetchError."""
    files = []
    for want in wanted:
        try:
            files.append(_bring_found(source, want, newest, transfer, catalogues))
        except FileError as error:
            sentence = error.sentence(source, want.called)
            is_known = newest is not None and any(
                entry.file == want.file for entry in newest.receipt.files
            )
            if not (isinstance(error, NotThereError) and want.may_be_missing and not is_known):
                raise FetchError(sentence) from error
            transfer.progress.note(f"Pas encore publié, laissé de côté ({sentence})")
    if not files:
        raise FetchError(
            f"{source} : l'éditeur n'a aucun des fichiers demandés ; "
            f"vérifiez la fiche de la source ; {INTACT}"
        )
    return files


def _bring_found(
    source: str,
    want: Wanted,
    newest: Vintage | None,
    transfer: Transfer,
    catalogues: Catalogues,
) -> Held:
    """Bring a file from its usual address, else from the one that the catalogue tells."""
    if want.url:
        try:
            return _bring(want, catalogues.room, newest, transfer)
        except NotThereError as gone:
            if want.listing is None:
                raise
            place = catalogues.place_or_none(want.listing)
            if place is None or place.url == want.url:
                raise
            transfer.progress.note(f"{want.file} : a déménagé ({gone.what}), lu à {place.url}")
            return _bring(replace(want, url=place.url), catalogues.room, newest, transfer)
    if want.listing is None:
        raise FileError("n'a ni adresse ni catalogue", "corrigez la fiche de la source")
    place = catalogues.place(want.listing)
    _refuse_odd_name(source, place.file)
    found = replace(want, file=place.file, url=place.url)
    return _bring(found, catalogues.room, newest, transfer)


def _bring(want: Wanted, room: Path, newest: Vintage | None, transfer: Transfer) -> Held:
    """Bring one file and check that it is data, or find that the known one is still current."""
    partial = Partial(room, want.file)
    known = _known(want, partial, newest)
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


def _known(want: Wanted, partial: Partial, newest: Vintage | None) -> Held | None:
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

"""Asks publishers' catalogues where a file is, and when a table was released; it downloads no data."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from etl.fetch.connection import Connection, is_safe_redirect, read
from etl.fetch.content import check
from etl.fetch.errors import FileError, TryAgainError
from etl.fetch.partial import Partial
from etl.fetch.transfer import Transfer
from etl.source import Listing

CKAN = "{opencanada}/data/api/action/package_show?id="
WDS = "{statcan}/t1/wds/rest/"


@dataclass(frozen=True)
class Place:
    """The name and the address that a catalogue gives a file."""

    file: str
    url: str


class Catalogues:
    """The catalogues of one fetch; each dataset is asked for once. Answers wait in `room`."""

    def __init__(self, transfer: Transfer, room: Path) -> None:
        self._transfer = transfer
        self.room = room
        self._answers: dict[str, Any] = {}

    def place(self, listing: Listing) -> Place:
        """Return where the file is now.

        FileError when the catalogue cannot be had or does not name it; NotReleasedError while the
        table is locked.
        """
        if listing.catalogue == "wds":
            asked = f"{WDS}getFullTableDownloadCSV/{listing.key}/en"
            found = [self._answer(asked, f"wds-{listing.key}.json").get("object")]
        else:
            package = self._answer(f"{CKAN}{listing.key}", f"ckan-{listing.key}.json")
            asked = f"{CKAN}{listing.key}"
            found = _resources(package)
        places = sorted(
            (_name(url), url)
            for url in found
            if isinstance(url, str) and re.fullmatch(listing.pattern or ".+", _name(url))
        )
        address = self._transfer.settings.address(asked)
        if not places:
            raise FileError(
                f"n'est pas dans le catalogue de l'éditeur ({address})",
                "cherchez-le sur la page de la source et corrigez sa fiche",
            )
        file, url = places[-1]
        url = self._transfer.settings.mirrored(url)
        if not is_safe_redirect(address, url):
            raise FileError(f"est annoncé par {address} à {url}, refusé", "vérifiez l'adresse")
        return Place(file, url)

    def place_or_none(self, listing: Listing) -> Place | None:
        """Return where the file is now, or None (said to the reader) when the catalogue is no help."""
        try:
            return self.place(listing)
        except FileError as error:
            self._transfer.progress.note(f"Catalogue de l'éditeur sans secours : {error.what}")
            return None

    def _answer(self, template: str, name: str) -> dict[str, Any]:
        """Return a catalogue's JSON, fetched with the same patience as a file."""
        url = self._transfer.settings.address(template)
        if url not in self._answers:
            partial = Partial(self.room, name)
            facts = self._transfer.get(url, partial, None)
            try:
                check(
                    partial.part,
                    facts.content_type if facts else None,
                    self._transfer.settings,
                    name,
                )
                self._answers[url] = json.loads(partial.part.read_bytes())
            finally:
                partial.discard()
        answer = self._answers[url]
        return answer if isinstance(answer, dict) else {}


def released(connection: Connection, base: str, pid: str, most: int) -> date | None:
    """Return the day that WDS says a table was released, or None when it does not say.

    The date is a help, not data: whatever goes wrong here refuses nothing.
    """
    body = b""
    try:
        with connection.open(f"{base}getCubeMetadata", {}, [{"productId": int(pid)}]) as response:
            if response.status_code != HTTPStatus.OK:
                return None
            while len(body) <= most and (chunk := read(response)):
                body += chunk
        (answer,) = json.loads(body)
        return datetime.fromisoformat(answer["object"]["releaseTime"]).date()
    except (FileError, TryAgainError, ValueError, KeyError, TypeError):
        return None


def _resources(package: dict[str, Any]) -> list[Any]:
    result = package.get("result")
    listed = result.get("resources") if isinstance(result, dict) else None
    return [one.get("url") for one in listed or () if isinstance(one, dict)]


def _name(url: str) -> str:
    """Return the file name that an address ends in."""
    return PurePosixPath(unquote(urlsplit(url).path)).name

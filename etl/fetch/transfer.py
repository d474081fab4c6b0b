"""Brings one file to its partial room: attempts and waits, resume, conditional requests, sizes."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Protocol

import requests
from urllib3.exceptions import ConnectTimeoutError, InvalidHeader, MaxRetryError, ProtocolError
from urllib3.util import Retry

from etl.fetch.connection import Connection, read
from etl.fetch.errors import FileError, NotReleasedError, NotThereError, TryAgainError
from etl.fetch.partial import Facts, Partial
from etl.fetch.settings import FetchSettings
from etl.receipts import FileReceipt

_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_ENDLESS = 1 << 31


class Progress(Protocol):
    """Who is told how a download goes; sizes in bytes."""

    def begin(self, file: str, total: int | None, done: int) -> None:
        """A file's bytes start to arrive; `done` are already here, `total` may be unknown. Called
        again when the file is resumed or restarted.
        """

    def advance(self, count: int) -> None:
        """`count` more bytes arrived."""

    def note(self, sentence: str) -> None:
        """Something worth a line happened: a wait, a resume, a file that is not there yet."""


class Transfer:
    """The downloads of one source, one after the other; `received` counts the bytes that came."""

    def __init__(self, connection: Connection, settings: FetchSettings, progress: Progress) -> None:
        self._connection = connection
        self.settings = settings
        self.progress = progress
        self.received = 0

    def get(self, url: str, partial: Partial, known: FileReceipt | None) -> Facts | None:
        """Bring `url` to `partial.part` and return what the server said of it, or None when it is
        still the `known` file (304).

        FileError; NotThereError on 404 and 410; NotReleasedError on 409; OSError when the disk
        refuses.
        """
        # urllib3's policy counts and spaces the attempts; the waits are taken here, so that cut
        # bodies share the same budget and no wait outlives the wall-clock limit.
        policy = Retry(
            total=self.settings.retries,
            connect=self.settings.connect_retries,
            status_forcelist=_TRY_AGAIN,
            backoff_factor=self.settings.backoff,
            retry_after_max=_ENDLESS,
        )
        while True:
            try:
                return self._attempt(url, partial, known)
            except TryAgainError as failure:
                policy = _counted(policy, failure, url)
                self._wait(partial.file, policy, failure)

    def _wait(self, file: str, policy: Retry, failure: TryAgainError) -> None:
        pause, asked = policy.get_backoff_time(), None
        if failure.response is not None:
            try:
                asked = policy.get_retry_after(failure.response.raw)
            except InvalidHeader:
                self.progress.note(f"{file} : en-tête Retry-After illisible, ignoré.")
        if asked is not None:
            pause = asked
            if asked > self.settings.longest_wait:
                raise FileError(
                    f"n'est pas servi pour l'instant ({failure.what}, l'éditeur demande "
                    f"d'attendre {asked:.0f} s)",
                    "relancez plus tard",
                )
        self._connection.left(pause)
        self.progress.note(f"{file} : {failure.what} ; nouvel essai dans {pause:.0f} s.")
        time.sleep(pause)

    def _attempt(self, url: str, partial: Partial, known: FileReceipt | None) -> Facts | None:
        held = partial.resumable(url)
        if held is not None:
            headers = {"Range": f"bytes={held.size}-", "If-Range": held.validator}
        else:
            headers = _conditions(known)
        with self._connection.open(url, headers) as response:
            status = response.status_code
            if status == HTTPStatus.OK:
                facts = _facts(url, response)
                if facts.total is not None and facts.total > self.settings.largest_file:
                    raise self._too_large(str(facts.total))
                partial.begin(facts)
                return self._receive(response, partial, facts, 0)
            if held is not None and status == HTTPStatus.PARTIAL_CONTENT:
                _check_range(response, partial, held.size, held.facts)
                return self._receive(response, partial, held.facts, held.size)
            if held is None and known is not None and status == HTTPStatus.NOT_MODIFIED:
                return None
            if held is not None and status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                partial.discard()
                raise TryAgainError(f"reprise refusée, réponse {status}")
            raise _refused(url, response)

    def _receive(
        self, response: requests.Response, partial: Partial, facts: Facts, done: int
    ) -> Facts:
        """Stream the body to disk, a chunk in memory at a time, within the limits."""
        self.progress.begin(partial.file, facts.total, done)
        limit = self.settings.largest_file
        with partial.part.open("ab") as stream:
            while done <= limit and (chunk := read(response)):
                done += len(chunk)
                stream.write(chunk)
                self.received += len(chunk)
                self.progress.advance(len(chunk))
                self._connection.left()
        if done > limit:
            partial.discard()
            raise self._too_large(f"plus de {limit}")
        if facts.total is not None and done != facts.total:
            if done > facts.total:
                partial.discard()
            raise TryAgainError(f"{done} octets reçus sur {facts.total} annoncés")
        return facts

    def _too_large(self, size: str) -> FileError:
        return FileError(
            f"fait {size} octets, la limite est {self.settings.largest_file}",
            "vérifiez la source ou relevez CAP_ALA_FETCH_LARGEST_FILE",
        )


def _counted(policy: Retry, failure: TryAgainError, url: str) -> Retry:
    """Return the policy with one attempt less; FileError when there are no more."""
    error = ProtocolError if failure.connected else ConnectTimeoutError
    try:
        if failure.response is not None:
            return policy.increment("GET", url, response=failure.response.raw)
        return policy.increment("GET", url, error=error(failure.what))
    except MaxRetryError as spent:
        raise FileError(
            f"n'a pas pu être téléchargé de {url} ({failure.what}, "
            f"essais : {len(policy.history) + 1})",
            "vérifiez la connexion et relancez plus tard",
        ) from spent


def _conditions(known: FileReceipt | None) -> dict[str, str]:
    """Return the headers that ask for the file only if it is no longer the known one."""
    conditions = {
        "If-None-Match": known.etag if known else None,
        "If-Modified-Since": known.last_modified if known else None,
    }
    return {name: value for name, value in conditions.items() if value}


def _check_range(response: requests.Response, partial: Partial, size: int, facts: Facts) -> None:
    """Start afresh unless a 206 continues the very bytes that are here: some servers and caches
    ignore If-Range and send the rest of another version.
    """
    headers = response.headers
    start, _, total = headers.get("Content-Range", "").partition("/")
    is_same = (
        start.startswith(f"bytes {size}-")
        and (total == "*" or facts.total is None or total == str(facts.total))
        and headers.get("ETag", facts.etag) == facts.etag
        and headers.get("Last-Modified", facts.last_modified) == facts.last_modified
        and headers.get("Content-Encoding", "identity").lower() == "identity"
    )
    if not is_same:
        partial.discard()
        raise TryAgainError("le fichier a changé pendant le téléchargement")


def _facts(url: str, response: requests.Response) -> Facts:
    headers = response.headers
    is_plain = headers.get("Content-Encoding", "identity").lower() == "identity"
    announced = headers.get("Content-Length", "")
    return Facts(
        url=url,
        final_url=response.url,
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        content_type=headers.get("Content-Type"),
        total=int(announced) if is_plain and announced.isdecimal() else None,
        can_resume=is_plain,
    )


def _refused(url: str, response: requests.Response) -> Exception:
    """Return the error that says what an answer without data means."""
    status = response.status_code
    if status in _TRY_AGAIN:
        return TryAgainError(f"réponse {status}", response=response)
    if status == HTTPStatus.CONFLICT:
        return NotReleasedError()
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return NotThereError(
            f"n'existe pas (ou plus) à {url} (réponse {status})",
            "cherchez la nouvelle adresse sur la page de la source et corrigez sa fiche",
        )
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        remedy = "votre mandataire (proxy) demande une identification : HTTPS_PROXY"
    else:
        remedy = "vérifiez l'adresse et les droits d'accès"
    return FileError(f"est refusé par {url} (réponse {status})", remedy)

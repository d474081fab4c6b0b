"""Opens one address: session, time-outs, redirections; the only module that opens a socket."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, ProtocolError

from etl.fetch.errors import FileError, TryAgainError
from etl.fetch.settings import FetchSettings

_CHUNK = 1 << 18


class Connection:
    """One session for all files of a source, under one wall-clock limit."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._deadline = time.monotonic() + settings.total_seconds
        self._session = requests.Session()
        self._session.headers["User-Agent"] = settings.user_agent
        # A body encoded on the way cannot be resumed by its ranges: ask for plain bytes.
        self._session.headers["Accept-Encoding"] = "identity"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.close()

    def left(self, pause: float = 0.0) -> float:
        """Return the seconds left after a pause; FileError when there are none."""
        left = self._deadline - time.monotonic() - pause
        if left <= 0:
            raise FileError(
                f"n'est pas arrivé dans les {self._settings.total_seconds:g} s permises "
                "(CAP_ALA_FETCH_TOTAL_SECONDS)",
                "relancez, le téléchargement reprendra où il en est",
            )
        return left

    def open(
        self, url: str, headers: Mapping[str, str], question: object = None
    ) -> requests.Response:
        """Ask for `url` and return the first answer that is no redirection, its body unread.

        A `question` is posted as JSON. The redirections are followed here because requests would
        read their bodies whole. TryAgainError or FileError.
        """
        for _ in range(self._settings.redirects + 1):
            response = self._ask(url, headers, question)
            target = self._session.get_redirect_target(response)
            if target is None:
                return response
            response.close()
            onward = urljoin(url, target)
            if not is_safe_redirect(url, onward):
                raise FileError(f"est renvoyé de {url} vers {onward}, refusé", "vérifiez l'adresse")
            url = onward
        raise FileError(f"est renvoyé sans fin, jusqu'à {url}", "vérifiez l'adresse")

    def _ask(self, url: str, headers: Mapping[str, str], question: object) -> requests.Response:
        left = self.left()
        patience = (
            min(self._settings.connect_timeout, left),
            min(self._settings.read_timeout, left),
        )
        try:
            return self._session.request(
                "GET" if question is None else "POST",
                url,
                headers=headers,
                json=question,
                stream=True,
                timeout=patience,
                allow_redirects=False,
            )
        except requests.exceptions.SSLError as error:
            raise FileError(
                f"n'a pas été demandé à {url} : la connexion chiffrée a échoué, ou le certificat "
                "n'est pas reconnu",
                "si votre réseau a sa propre autorité, nommez-la dans REQUESTS_CA_BUNDLE",
            ) from error
        except requests.exceptions.ProxyError as error:
            raise TryAgainError("mandataire (proxy) injoignable", connected=False) from error
        except requests.exceptions.ReadTimeout as error:
            raise TryAgainError("délai de lecture dépassé") from error
        except requests.exceptions.ConnectionError as error:
            cut = bool(error.args) and isinstance(error.args[0], ProtocolError)
            what = "connexion coupée" if cut else "serveur injoignable"
            raise TryAgainError(what, connected=cut) from error
        except requests.exceptions.RequestException as error:
            raise FileError(
                f"n'a pas pu être demandé à {url} ({error})", "vérifiez l'adresse"
            ) from error


def read(response: requests.Response) -> bytes:
    """Return the decoded bytes that have arrived, b'' at the end; TryAgainError when cut.

    Unlike `iter_content` it does not wait for a full chunk: a server that drips cannot outlive the
    wall-clock limit.
    """
    try:
        data: bytes = response.raw.read1(_CHUNK, decode_content=True)
    except (HTTPError, OSError) as error:
        raise TryAgainError(f"connexion coupée ({type(error).__name__})") from error
    return data


def is_safe_redirect(origin: str, target: str) -> bool:
    """Whether a redirection stays on the web and does not leave an encrypted connection."""
    scheme = urlsplit(target).scheme
    return scheme == "https" or (scheme == "http" and urlsplit(origin).scheme == "http")

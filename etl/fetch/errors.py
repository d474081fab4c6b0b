"""The ways a download can end badly: one for callers, the others between the rooms of this
package, where a file's error does not yet know the name of its source.
"""

from __future__ import annotations

import requests

INTACT = "les données déjà en place n'ont pas été touchées."


class FetchError(Exception):
    """A download did not succeed: one sentence with the source, the file, what to do."""


class FileError(Exception):
    """One file cannot be had: `what` goes on after «le fichier … », `remedy` is what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def sentence(self, source: str, file: str) -> str:
        """Return the whole sentence for a reader."""
        return f"{source} : le fichier {file} {self.what} ; {self.remedy} ; {INTACT}"


class ContentError(FileError):
    """The bytes that arrived are not the data that the file's name promises."""

    def __init__(self, what: str) -> None:
        super().__init__(
            what, "relancez plus tard, et si cela persiste vérifiez l'adresse dans la fiche"
        )


class NotThereError(FileError):
    """The publisher does not have the file: 404 or 410."""


class PageError(ContentError, NotThereError):
    """A web page came: some publishers answer so, with status 200, for what they do not have."""


class NotReleasedError(Exception):
    """The publisher answers 409: the table is locked or not released yet; not a failure."""


class TryAgainError(Exception):
    """One attempt failed in a way that may pass; `response` when the server gave one, and
    `connected` is false when no server was reached.
    """

    def __init__(
        self, what: str, *, response: requests.Response | None = None, connected: bool = True
    ) -> None:
        super().__init__(what)
        self.what = what
        self.response = response
        self.connected = connected

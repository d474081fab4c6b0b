"""What may be tuned in a download, with the official addresses and prudent limits by default."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from etl.fetch.errors import FetchError

OFFICIAL_URLS: Mapping[str, str] = MappingProxyType(
    {
        "statcan": "https://www150.statcan.gc.ca",
        "ircc": "https://www.ircc.canada.ca",
        "worldbank": "https://api.worldbank.org",
        "opencanada": "https://open.canada.ca",
    }
)
_GIB = 1 << 30
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class FetchSettings:
    """Addresses, patience and limits of a download; times in seconds, sizes in bytes.

    `total_seconds` bounds one source's whole fetch; `longest_wait` is how long a publisher may ask
    us to wait (Retry-After) before we give up; `largest_ratio` is unpacked over packed size.
    """

    base_urls: Mapping[str, str] = field(default_factory=lambda: OFFICIAL_URLS)
    user_agent: str = "Cap-ALA/1.0"
    connect_timeout: float = 10.0
    read_timeout: float = 60.0
    total_seconds: float = 3600.0
    retries: int = 6
    connect_retries: int = 2
    backoff: float = 1.0
    longest_wait: float = 300.0
    redirects: int = 5
    largest_file: int = 2 * _GIB
    largest_json: int = _GIB // 16
    largest_unpacked: int = 8 * _GIB
    largest_ratio: float = 200.0
    most_members: int = 1000

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read `CAP_ALA_<BASE>_URL` and `CAP_ALA_FETCH_<SETTING>` over the defaults; FetchError
        when a value is not a number or not a web address."""
        bases = {
            name: environment.get(f"CAP_ALA_{name.upper()}_URL") or official
            for name, official in OFFICIAL_URLS.items()
        }
        for name, base in bases.items():
            if not re.match(r"https?://[^/]", base):
                raise FetchError(
                    f"CAP_ALA_{name.upper()}_URL vaut « {base} » ; "
                    "donnez une adresse qui commence par https:// ou http://."
                )
        tuned: dict[str, str | int | float] = {}
        for setting in dataclasses.fields(cls):
            variable = f"CAP_ALA_FETCH_{setting.name.upper()}"
            if setting.name != "base_urls" and environment.get(variable):
                tuned[setting.name] = _converted(variable, environment[variable], setting.default)
        return cls(base_urls=MappingProxyType(bases), **tuned)  # type: ignore[arg-type]

    def address(self, url: str) -> str:
        """Return a card's url with its `{base}` placeholders filled; FetchError on an unknown
        one."""

        def base(placeholder: re.Match[str]) -> str:
            try:
                return self.base_urls[placeholder[1]].rstrip("/")
            except KeyError as error:
                raise FetchError(
                    f"l'adresse {url} nomme une base inconnue « {placeholder[1]} » ; "
                    f"corrigez la fiche de la source (bases : {', '.join(self.base_urls)})."
                ) from error

        return _PLACEHOLDER.sub(base, url)

    def mirrored(self, url: str) -> str:
        """Return an address that a publisher gives, at our base when its own is replaced by one."""
        for name, official in OFFICIAL_URLS.items():
            if url.startswith(f"{official}/"):
                return self.base_urls.get(name, official).rstrip("/") + url.removeprefix(official)
        return url


def _converted(variable: str, text: str, default: object) -> str | int | float:
    """Return an environment variable's text in the type of the setting's default."""
    if isinstance(default, str):
        return text
    try:
        value = int(text) if isinstance(default, int) else float(text)
    except ValueError as error:
        raise FetchError(f"{variable} vaut « {text} » ; donnez un nombre.") from error
    # `not >=` also refuses NaN; only the numbers of retries and the pause may be nil.
    if not value >= 0 or (value == 0 and not variable.endswith(("RETRIES", "BACKOFF"))):
        raise FetchError(f"{variable} vaut « {text} » ; donnez un nombre positif.")
    return value

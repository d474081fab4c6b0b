"""What every data source says of itself, and how the sources are found; it reads no data."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa

import etl.sources


class SourceError(Exception):
    """A publisher's file cannot be used: one sentence with what, where and what to do."""


@dataclass(frozen=True)
class Text:
    """The same words in the two languages of the interface."""

    fr: str
    en: str


class Licence(Enum):
    """The closed list of licences; a source under another one is not loaded."""

    STATCAN_OPEN = (
        Text("Licence ouverte de Statistique Canada", "Statistics Canada Open Licence"),
        Text(
            "https://www.statcan.gc.ca/fr/reference/licence",
            "https://www.statcan.gc.ca/en/reference/licence",
        ),
    )
    OGL_CANADA = (
        Text(
            "Licence du gouvernement ouvert – Canada",
            "Open Government Licence – Canada",
        ),
        Text(
            "https://ouvert.canada.ca/fr/licence-du-gouvernement-ouvert-canada",
            "https://open.canada.ca/en/open-government-licence-canada",
        ),
    )
    CC_BY_4 = (
        Text(
            "Creative Commons Attribution 4.0 International",
            "Creative Commons Attribution 4.0 International",
        ),
        Text(
            "https://creativecommons.org/licenses/by/4.0/deed.fr",
            "https://creativecommons.org/licenses/by/4.0/deed.en",
        ),
    )
    CITED_FACT = (
        Text("Faits cités, avec leur source", "Cited facts, with their source"),
        Text("", ""),
    )

    @property
    def title(self) -> Text:
        """The licence's name in both languages."""
        return self.value[0]

    @property
    def url(self) -> Text:
        """The licence's page in both languages; empty for cited facts."""
        return self.value[1]


@dataclass(frozen=True)
class Listing:
    """Where a publisher's own catalogue tells the address of a file.

    `catalogue` is `ckan` (open.canada.ca, `key` a dataset's id) or `wds` (Statistics Canada, `key`
    a table's number). Of a dataset's files the one is meant whose whole name `pattern` (a regular
    expression) matches; of several, the last in order: `tfwp2024…` after `tfwp2023…`.
    """

    catalogue: Literal["ckan", "wds"]
    key: str
    pattern: str = ""


@dataclass(frozen=True)
class Download:
    """One file to fetch.

    `url` may hold a base placeholder (`{statcan}`, `{worldbank}`…). With `first_year`, file and
    url hold `{year}` and stand for one file per year from that year to the current one. The
    `listing` is asked when nothing is at `url` any more, or at once when there is no `url`: the
    file then has the name that the publisher gives it.
    """

    file: str
    url: str
    first_year: int | None = None
    listing: Listing | None = None

    def for_years(self, last_year: int) -> tuple[Download, ...]:
        """Return one plain download per year up to `last_year`, or itself when not yearly."""
        if self.first_year is None:
            return (self,)
        return tuple(
            Download(self.file.replace("{year}", str(year)), self.url.replace("{year}", str(year)))
            for year in range(self.first_year, last_year + 1)
        )


@dataclass(frozen=True)
class Source:
    """A data source's card; `precedence` (lower first) says whose series is shown when two
    sources publish the same one, `absent_is_zero` that the publisher lists only non-nil flows."""

    code: str
    publisher: Text
    title: Text
    number: str
    landing_page: Text
    downloads: tuple[Download, ...]
    licence: Licence
    rhythm: Literal["monthly", "quarterly", "annual"]
    lag_days: int
    tables: tuple[str, ...]
    precedence: int = 100
    absent_is_zero: bool = False


@dataclass(frozen=True)
class Raw:
    """What a parser is given: one vintage of one source, and a folder for scratch files that is
    removed after the build."""

    source: str
    vintage: date
    folder: Path
    scratch: Path = field(default=Path())

    def file(self, name: str) -> Path:
        """Return the path of one raw file; SourceError when the vintage does not hold it."""
        path = self.folder / name
        if not path.is_file():
            raise SourceError(
                f"{self.source}: le fichier {name} manque dans {self.folder}; "
                f"relancez `python -m etl fetch {self.source}`."
            )
        return path


@dataclass(frozen=True)
class Part:
    """One part of a table that is too large to be built at once: the raw files it is made of."""

    table: str
    name: str
    files: tuple[str, ...]


Parse = Callable[[Raw, duckdb.DuckDBPyConnection], dict[str, str]]
Parts = Callable[[Raw], tuple[Part, ...]]
ParsePart = Callable[[Raw, Part], pa.Table]


@dataclass(frozen=True)
class Partition:
    """How a source fills a partitioned table: the parts of a vintage, and the rows of one.

    Those have the table's columns, texts as `arrow_numbers.coded` gives them, in the order of its key.
    """

    parts: Parts
    parse: ParsePart


@dataclass(frozen=True)
class Entry:
    """A source found on disk: its card and its parser, of parts too if it fills a partition."""

    source: Source
    parse: Parse
    partition: Partition | None = None


def discover() -> dict[str, Entry]:
    """Return every source of `etl/sources`, by code; there is no list to keep."""
    entries: dict[str, Entry] = {}
    for module in sorted(pkgutil.iter_modules(etl.sources.__path__), key=lambda found: found.name):
        found = importlib.import_module(f"etl.sources.{module.name}")
        source: Source = found.SOURCE
        if source.code != module.name:
            raise SourceError(
                f"etl/sources/{module.name}.py: la fiche porte le code « {source.code} »; "
                "le fichier et le code doivent avoir le même nom."
            )
        in_parts = Partition(found.parts, found.parse_part) if hasattr(found, "parts") else None
        entries[source.code] = Entry(source, found.parse, in_parts)
    return entries

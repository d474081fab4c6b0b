"""Chooses what each source serves: its newest sound vintage, else its rows in place; it loads none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl import publication, receipts
from etl.contract import literal
from etl.publication import Build
from etl.source import Entry, Raw, SourceError

IN_PLACE = "current"


@dataclass(frozen=True)
class Refusal:
    """An edition that a build could not use: a vintage's folder name, or `current` for the rows of
    the build in place; `reason` is the sentence that says why."""

    source: str
    edition: str
    reason: str


class RefusedError(Exception):
    """One source's edition cannot be used; the build starts again without it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


@dataclass(frozen=True)
class Editions:
    """What the sources serve in one build: vintages by source, rows kept from the build in place
    (their card by source), and what was refused on the way."""

    live: Mapping[str, Raw]
    kept: Mapping[str, dict[str, Any]]
    current: Build | None
    refused: tuple[Refusal, ...]

    @property
    def sources(self) -> set[str]:
        """The sources that need no snapshot."""
        return {*self.live, *self.kept}

    def edition(self, source: str) -> str:
        """Return the name under which a source's edition is refused."""
        return self.live[source].folder.name if source in self.live else IN_PLACE


def choose(
    raw: Path, parquet: Path, entries: Mapping[str, Entry], refused: Iterable[Refusal]
) -> Editions:
    """Return the newest edition of every source that was neither refused nor found damaged.

    A source whose folder was removed has nothing to keep: its snapshot is used.
    """
    told = list(refused)
    live: dict[str, Raw] = {}
    wanting: list[str] = []
    for code in entries:
        folders = receipts.folders(raw, code)
        for folder in reversed(folders):
            if any((r.source, r.edition) == (code, folder.name) for r in told):
                continue
            try:
                receipt = receipts.verify(folder)
            except SourceError as error:
                told.append(Refusal(code, folder.name, str(error)))
            else:
                live[code] = Raw(code, receipt.vintage, folder)
                break
        if folders and code not in live:
            wanting.append(code)
    current = publication.current(parquet)
    cards = _cards(current) if current and wanting else {}
    kept = {
        code: cards[code]
        for code in wanting
        if cards.get(code, {}).get("origin") == "live"
        and not any((r.source, r.edition) == (code, IN_PLACE) for r in told)
    }
    return Editions(live, kept, current, tuple(told))


def rows_in_place(con: duckdb.DuckDBPyConnection, current: Build, code: str, table: str) -> str:
    """Create a view of one source's rows in the build in place and return its name.

    SourceError when the file is not the one that was published.
    """
    path = current.folder / f"{table}.parquet"
    facts = current.manifest["tables"].get(table, {})
    if not path.is_file() or publication.file_sha256(path) != facts.get("sha256"):
        raise SourceError(f"{code} : {path} n'est plus la table qui a été publiée.")
    name = f"kept_{table}_{code}"
    quoted = literal(str(path))
    con.execute(f"create temp view {name} as from read_parquet({quoted}) where source = '{code}'")
    return name


def _cards(current: Build) -> dict[str, dict[str, Any]]:
    """Return the card of every source in the build in place; none when it is unreadable."""
    path = str(current.folder / "source.parquet")
    try:
        with duckdb.connect() as con:
            rows = con.sql("from read_parquet(?)", params=[path]).to_arrow_table().to_pylist()
    except (duckdb.IOException, duckdb.InvalidInputException):
        return {}
    return {row["source"]: row for row in rows}

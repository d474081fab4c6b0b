"""Opens the zip of a Statistics Canada full table and scans its data member; it knows no code."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl import statcan_header
from etl.inflate import DamagedArchiveError, as_path, blocks, members
from etl.source import Raw, SourceError
from etl.statcan_header import Header

_HEAD = 4 << 20  # bytes: the first month of every section, flow and partner, and more
_BUFFER = 8_000_000  # bytes a parsing task takes; DuckDB's own 32 MB costs memory and no time


@dataclass(frozen=True)
class FullTable:
    """A zip as published, whose header is known to be right; `head` holds its first lines."""

    raw: Raw
    archive: Path
    member: str
    header: Header
    head: tuple[str, ...]

    def column(self, name: str) -> str:
        """Return the SQL name of one of our columns, as `scan` calls it."""
        return f"c{self.header.position[name]}"

    def published_name(self, name: str) -> str:
        """Return the publisher's name of one of our columns."""
        return self.header.columns[self.header.position[name]]

    def labels_of_head(self, name: str) -> set[str]:
        """Return the different texts of one of our columns in the first lines."""
        lines = csv.reader(io.StringIO("".join(self.head)), delimiter=self.header.delimiter)
        at = self.header.position[name]
        return {row[at] for row in lines if len(row) == len(self.header.columns)}

    def scan(self, con: duckdb.DuckDBPyConnection, before: str, after: str = "") -> list[Any]:
        """Run `before <the member's rows> after` in one pass and return what it returns.

        Every column is text, called c0, c1…; an empty one is null. SourceError when the archive
        is damaged, a line is not readable or a text is no number where `before` casts it.
        """
        names = ", ".join(f"'c{at}': 'varchar'" for at in range(len(self.header.columns)))
        try:
            with as_path(blocks(self.archive, self.member)) as path:
                return con.execute(
                    f"{before} read_csv('{path}', columns = {{{names}}}, auto_detect = false, "
                    f"header = true, delim = '{self.header.delimiter}', quote = '\"', "
                    f"escape = '\"', buffer_size = {_BUFFER}) {after}"
                ).fetchall()
        except DamagedArchiveError as error:
            raise _damaged(self.raw, self.archive, error) from error
        except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
            raise SourceError(
                f"{self.raw.source} : {self.archive.name} a une ligne illisible "
                f"({str(error).splitlines()[0]}) ; vérifiez le format publié avant de recharger."
            ) from error


def open_table(pid: str, partner: tuple[str, ...], raw: Raw) -> FullTable:
    """Open `<pid>-eng.zip`, or `-fra.zip` when only that one is there, and check its header."""
    english, french = f"{pid}-eng.zip", f"{pid}-fra.zip"
    use_french = not (raw.folder / english).is_file() and (raw.folder / french).is_file()
    archive = raw.file(french if use_french else english)
    member = f"{pid}.csv"
    try:
        if member not in (found := members(archive)):
            raise SourceError(
                f"{raw.source} : {archive} ne contient pas {member} (mais {', '.join(found)}) ; "
                f"relancez `python -m etl fetch {raw.source}`."
            )
        lines = _first_lines(archive, member)
    except DamagedArchiveError as error:
        raise _damaged(raw, archive, error) from error
    header = statcan_header.read(raw, archive.name, lines[0], partner)
    return FullTable(raw, archive, member, header, tuple(lines[1:]))


def _first_lines(archive: Path, member: str) -> list[str]:
    """Return the member's first lines, without the BOM and without a line cut in two."""
    head, stream = b"", blocks(archive, member)
    while len(head) < _HEAD and (block := next(stream, None)) is not None:
        head += block
    # A byte that is no UTF-8 is for the scan to refuse, with its line number.
    lines = head.decode("utf-8-sig", errors="replace").split("\n")
    return [f"{line}\n" for line in (lines[:-1] if len(lines) > 1 else lines)]


def _damaged(raw: Raw, archive: Path, error: DamagedArchiveError) -> SourceError:
    return SourceError(
        f"{raw.source} : {archive} n'est pas un zip entier ({error}) ; "
        f"relancez `python -m etl fetch {raw.source}`."
    )

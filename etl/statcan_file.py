"""Opens the zip of a Statistics Canada full table and reads its columns; it knows no code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from etl import blocks, statcan_header
from etl.inflate import DamagedArchiveError, lines, members
from etl.source import Raw, SourceError
from etl.statcan_header import Header

# Read a third faster than as a decimal, and as exact: see statcan_numbers for the proof.
VALUE = pa.float64()
_DECIMAL_COMMA = re.compile(rb'"-?\d+,\d+"')
_LABELS = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class FullTable:
    """A zip as published, whose header is known to be right."""

    raw: Raw
    archive: Path
    member: str
    header: Header

    def published_name(self, name: str) -> str:
        """Return the publisher's name of one of our columns."""
        return self.header.columns[self.header.position[name]]

    def read(self) -> Iterator[pa.Table]:
        """Yield the rows in order, with our columns: labels as dictionaries, the value as VALUE.

        Inflating and parsing go on side by side. SourceError when the archive is damaged, a line
        cannot be read or a value is no number; rows already given are then worth nothing.
        """
        try:
            yield from blocks.in_order(self._parse, self._rows())
        except DamagedArchiveError as error:
            raise _damaged(self.raw, self.archive, error) from error
        except pa.ArrowInvalid as error:
            raise SourceError(
                f"{self.raw.source} : {self.archive.name} a une ligne illisible "
                f"({str(error).splitlines()[0]}) ; vérifiez le format publié avant de recharger."
            ) from error

    def _rows(self) -> Iterator[memoryview]:
        read = lines(self.archive, self.member)
        first = next(read, memoryview(b""))
        yield first[bytes(first).find(b"\n") + 1 or len(first) :]
        yield from read

    def _parse(self, block: memoryview) -> pa.Table:
        from pyarrow import csv

        names = [f"c{at}" for at in range(len(self.header.columns))]
        ours = {name: names[at] for name, at in self.header.position.items()}
        types = dict.fromkeys(ours.values(), _LABELS) | {ours["value"]: VALUE}
        comma = self.header.language == "fr" and _DECIMAL_COMMA.search(block)
        if not block:
            return pa.table({name: pa.array([], types[given]) for name, given in ours.items()})
        table = csv.read_csv(
            pa.BufferReader(block),
            csv.ReadOptions(use_threads=False, block_size=len(block), column_names=names),
            csv.ParseOptions(delimiter=self.header.delimiter),
            csv.ConvertOptions(
                column_types=types,
                include_columns=list(ours.values()),
                null_values=[""],
                decimal_point="," if comma else ".",
                check_utf8=False,  # of each row; each different label is checked below
            ),
        ).rename_columns(list(ours))
        table.validate(full=True)
        return table


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
        first = bytes(next(lines(archive, member), b"")).partition(b"\n")[0]
    except DamagedArchiveError as error:
        raise _damaged(raw, archive, error) from error
    line = first.decode("utf-8-sig", errors="replace")
    return FullTable(raw, archive, member, statcan_header.read(raw, archive.name, line, partner))


def _damaged(raw: Raw, archive: Path, error: DamagedArchiveError) -> SourceError:
    return SourceError(
        f"{raw.source} : {archive} n'est pas un zip entier ({error}) ; "
        f"relancez `python -m etl fetch {raw.source}`."
    )

"""The figures shipped with the project: reads them for a build, and writes them from built tables."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import duckdb
import yaml

from etl.contract import Contract, literal
from etl.paths import DataFolder
from etl.publication import file_sha256
from etl.source import SourceError, Text

PROVENANCE = "provenance.yml"
_RESTORE = "rétablissez le fichier livré avec le projet (`git checkout data/raw/snapshot`)."
VintageKind = Literal["release", "estimate", "capture"]
"""What a vintage date is: the publisher's release, our estimate of it, or the day of capture."""


@dataclass(frozen=True)
class Provenance:
    """How one source's share of one snapshot table was obtained."""

    table: str
    source: str
    vintage: date
    vintage_kind: VintageKind
    captured_on: date
    rows: int
    obtained: Text


def provenance(folder: Path) -> list[Provenance]:
    """Read the snapshot's provenance file; a snapshot without tables is an empty list."""
    listed = entries(folder)
    if not listed and any(folder.glob("*.csv")):
        raise SourceError(
            f"{folder / PROVENANCE} ne dit pas d'où viennent les tables livrées ; {_RESTORE}"
        )
    try:
        return [
            Provenance(
                table=entry["table"],
                source=entry["source"],
                vintage=entry["vintage"],
                vintage_kind=entry.get("vintage_kind", "release"),
                captured_on=entry["captured_on"],
                rows=int(entry["rows"]),
                obtained=Text(fr=entry["obtained"]["fr"], en=entry["obtained"]["en"]),
            )
            for entry in listed
        ]
    except (KeyError, TypeError) as error:
        raise SourceError(
            f"{folder / PROVENANCE} : une fiche de provenance est incomplète ({error}) ; "
            "rétablissez le fichier livré avec le projet."
        ) from error


def relation(con: duckdb.DuckDBPyConnection, folder: Path, contract: Contract) -> str | None:
    """Create a view of one snapshot table and return its name; None when none is shipped."""
    path = folder / f"{contract.table}.csv"
    if not path.is_file():
        return None
    name = f"snapshot_{contract.table}"
    types = ", ".join(f"{column.name}: '{column.type}'" for column in contract.columns)
    with path.open(encoding="utf-8") as lines:
        header = lines.readline().strip()
    if header != ",".join(contract.names):
        raise SourceError(
            f"{path} : l'en-tête n'est pas celui de la table {contract.table} ; {_RESTORE}"
        )
    source = literal(str(path))
    con.execute(
        f"create or replace temp view {name} as select * from "
        f"read_csv({source}, header = true, delim = ',', quote = '\"', escape = '\"', "
        f"columns = {{{types}}}, auto_detect = false)"
    )
    return name


def checked_rows(path: Path, found: int, expected: int, table: str, source: str) -> None:
    """Refuse a snapshot that lost or gained rows since its provenance was written."""
    if found != expected:
        raise SourceError(
            f"{path} : {found} lignes de {source} pour {table}, la provenance en annonce "
            f"{expected} ; rétablissez le fichier livré avec le projet."
        )


def write(con: duckdb.DuckDBPyConnection, contract: Contract, folder: Path) -> None:
    """Write one table (by its name in `con`) as a snapshot CSV (RFC 4180, LF), sorted by key."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{contract.table}.csv"
    fresh = target.with_suffix(".csv.new")
    quoted = literal(str(fresh))
    con.execute(
        f"copy (select {', '.join(contract.names)} from {contract.table} "
        f"order by {', '.join(contract.key)}) to {quoted} (format csv, header true)"
    )
    fresh.replace(target)


def write_provenance(described: list[dict[str, Any]], folder: Path) -> None:
    """Write the provenance file, by table and source; equal values are written in full."""
    ordered = sorted(described, key=lambda entry: (entry["table"], entry["source"]))
    text = yaml.dump(ordered, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)
    (folder / PROVENANCE).write_text(text, encoding="utf-8")


def start(data: DataFolder) -> None:
    """Give a data folder that has none a copy of the shipped snapshot, whole or not at all."""
    if data.snapshot.is_dir():
        return
    data.raw.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".snapshot-", dir=data.raw) as made:
        shutil.copytree(data.shipped, Path(made, data.snapshot.name)).rename(data.snapshot)


def part_sha256(path: Path, source: str) -> str:
    """Return the SHA-256 of one source's lines of a snapshot file, in file order, header left out.

    The two last columns of every table are source and vintage, neither of which is ever quoted.
    """
    digest = hashlib.sha256()
    with path.open("rb") as lines:
        for line in lines:
            if line.rsplit(b",", 2)[1] == source.encode():
                digest.update(line)
    return digest.hexdigest()


def fingerprint(folder: Path, table: str) -> str:
    """Return the SHA-256 of one snapshot file."""
    return file_sha256(folder / f"{table}.csv")


class _Plain(yaml.SafeDumper):
    """Writes equal values in full each time: the file is read by people too."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the base class names it
        """Say yes for every value."""
        return True


def entries(folder: Path) -> list[dict[str, Any]]:
    """Read the provenance file as it is written; no folder, or an empty one, has no entry."""
    path = folder / PROVENANCE
    listed: object = []
    if path.is_file():
        try:
            listed = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise SourceError(f"{path} est illisible ; {_RESTORE}") from error
    if not isinstance(listed, list):
        raise SourceError(f"{path} n'est pas une liste de fiches ; {_RESTORE}")
    return listed

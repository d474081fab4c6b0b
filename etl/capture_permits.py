"""Turns the captured files on people, as published, into the shipped snapshot, by the real parsers."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from etl import codes, contract, shipped, snapshot
from etl.capture_cards import CAPTURED_ON
from etl.capture_permit_cards import PARSED, Parsed
from etl.contract import Contract
from etl.source import Entry, Raw, SourceError, discover


def write(captures: Path, folder: Path) -> dict[str, int]:
    """Write the tables on people and their entries of provenance.yml into `folder`; return rows.

    Every row is first held to its table's contract and code lists; the entries of other tables
    stay. SourceError or ContractError leaves `folder` as it was.
    """
    entries, contracts = discover(), contract.all_contracts()
    tables = {name: contracts[name] for parsed in PARSED for name in parsed.shipped}
    rows: dict[tuple[str, str], int] = {}
    with duckdb.connect() as con, tempfile.TemporaryDirectory() as scratch:
        _declare(con, tables, entries)
        for parsed in PARSED:
            raw = _raw(captures, parsed, Path(scratch))
            relations = entries[parsed.source].parse(raw, con)
            for name, where in parsed.shipped.items():
                part = f"shipped_{name}_{parsed.source}"
                con.execute(
                    f"create temp view {part} as select * from {relations[name]} where {where}"
                )
                rows[name, parsed.source] = contract.load(con, tables[name], part, parsed.source)
        for table in tables.values():
            contract.settle(con, table)
        for table in tables.values():
            snapshot.write(con, table, folder)
    fresh = [
        _provenance(parsed, name, entries[parsed.source], rows[name, parsed.source], folder)
        for parsed in PARSED
        for name in parsed.shipped
    ]
    others = [entry for entry in snapshot.entries(folder) if entry["table"] not in tables]
    snapshot.write_provenance([*fresh, *others], folder)
    return {
        name: sum(count for (table, _), count in rows.items() if table == name) for name in tables
    }


def _raw(captures: Path, parsed: Parsed, scratch: Path) -> Raw:
    """Give the captured files as a vintage that holds nothing else."""
    folder = scratch / parsed.source
    folder.mkdir()
    for name in parsed.files:
        path = captures / name
        if not path.is_file():
            raise SourceError(
                f"{parsed.source} : le fichier {path} manque ; donnez à --captures le dossier "
                "qui contient les fichiers captés."
            )
        shutil.copyfile(path, folder / path.name)
    return Raw(parsed.source, parsed.vintage, folder, scratch)


def _declare(
    con: duckdb.DuckDBPyConnection, tables: dict[str, Contract], entries: dict[str, Entry]
) -> None:
    """Make known the lists that the tables are held to, and those that say what is shipped."""
    contract.declare_codes(con, "source", entries)
    used = {column.codes for table in tables.values() for column in table.columns}
    for name in sorted(used - {"", "source"}):
        rows = codes.read(name)
        first = next(iter(rows[0]))
        contract.declare_codes(con, name, [row[first] for row in rows])
    for table in tables.values():
        contract.create(con, table)
    shipped.declare(con)


def _provenance(
    parsed: Parsed, table: str, entry: Entry, rows: int, folder: Path
) -> dict[str, Any]:
    card = entry.source
    return {
        "table": table,
        "source": parsed.source,
        "publisher": card.publisher.en,
        "number": card.number,
        "licence": card.licence.name,
        "vintage": parsed.vintage,
        "vintage_kind": parsed.vintage_kind,
        "vintage_is": parsed.vintage_is,
        "captured_on": CAPTURED_ON,
        "obtained": {"fr": parsed.obtained.fr, "en": parsed.obtained.en},
        "files": list(parsed.files),
        "rows": rows,
        "sha256": snapshot.part_sha256(folder / f"{table}.csv", parsed.source),
        "notes": f"Rows shipped: {parsed.filter_is}. The other rows are the publisher's: "
        f"{card.landing_page.en}",
    }

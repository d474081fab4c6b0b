"""Turns the captured tidy files into the shipped snapshot; it changes form and unit, no figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from etl import codes, contract, snapshot
from etl.capture_cards import CAPTURED_ON, CAPTURES, COUNTRY, TRADE, Capture
from etl.source import Source, SourceError, discover


def write(captures: Path, folder: Path) -> dict[str, int]:
    """Write the snapshot tables and provenance.yml into `folder`; return rows by table.

    Every row is first held to its table's contract and code lists: ContractError, or SourceError
    when a captured file is missing, leaves `folder` as it was.
    """
    cards = {code: entry.source for code, entry in discover().items()}
    contracts = contract.all_contracts()
    tables = {name: contracts[name] for name in (TRADE, COUNTRY)}
    written = dict.fromkeys(tables, 0)
    entries = []
    with duckdb.connect() as con:
        _declare_codes(con, tables, cards)
        for table in tables.values():
            contract.create(con, table)
        rows = {capture: _load(con, captures, capture, tables) for capture in CAPTURES}
        for table in tables.values():
            contract.settle(con, table)
        for table in tables.values():
            snapshot.write(con, table, folder)
    for capture, count in rows.items():
        written[capture.table] += count
        entries.append(_provenance(capture, cards[capture.source], count, folder))
    others = [entry for entry in snapshot.entries(folder) if entry["table"] not in tables]
    snapshot.write_provenance([*entries, *others], folder)
    return written


def _declare_codes(
    con: duckdb.DuckDBPyConnection, tables: dict[str, contract.Contract], cards: dict[str, Source]
) -> None:
    """Make known the lists that the tables' columns are held to, and CIMT's country codes."""
    contract.declare_codes(con, "source", cards)
    used = {column.codes for table in tables.values() for column in table.columns}
    for name in sorted(used - {"", "source"}):
        rows = codes.read(name)
        first = next(iter(rows[0]))
        contract.declare_codes(con, name, [row[first] for row in rows])
    con.execute(
        "create temp table capture_country as select name as code, partner "
        "from read_csv($names, header = true, all_varchar = true) "
        "where publisher = 'cimt' and lang = 'code'",
        {"names": str(codes.path("partner_name"))},
    )
    con.execute(
        "create temp table capture_aggregate as select code "
        "from read_csv($names, header = true, all_varchar = true)",
        {"names": str(codes.path("worldbank_aggregate"))},
    )


def _load(
    con: duckdb.DuckDBPyConnection,
    captures: Path,
    capture: Capture,
    tables: dict[str, contract.Contract],
) -> int:
    for position, name in enumerate(capture.files):
        path = captures / name
        if not path.is_file():
            raise SourceError(
                f"{capture.source} : le fichier {path} manque ; donnez à --captures le dossier "
                "qui contient les fichiers captés."
            )
        con.execute(
            f"create or replace temp table capture_{position} as "
            "select * from read_csv($path, header = true, all_varchar = true)",
            {"path": str(path)},
        )
    relation = f"captured_{capture.source}"
    con.execute(
        f"create temp table {relation} as select *, $source as source, $vintage::date as vintage "
        f"from ({capture.sql})",
        {"source": capture.source, "vintage": capture.vintage},
    )
    return contract.load(con, tables[capture.table], relation, capture.source)


def _provenance(capture: Capture, card: Source, rows: int, folder: Path) -> dict[str, Any]:
    return {
        "table": capture.table,
        "source": capture.source,
        "publisher": card.publisher.en,
        "number": card.number,
        "licence": card.licence.name,
        "vintage": capture.vintage,
        "vintage_kind": capture.vintage_kind,
        "vintage_is": capture.vintage_is,
        "captured_on": CAPTURED_ON,
        "obtained": {"fr": capture.obtained.fr, "en": capture.obtained.en},
        "files": list(capture.files),
        "rows": rows,
        "sha256": snapshot.part_sha256(folder / f"{capture.table}.csv", capture.source),
        "notes": capture.notes,
    }

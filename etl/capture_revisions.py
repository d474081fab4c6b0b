"""Turns pairs of captured editions into the shipped `revision` rows; it changes no figure."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import duckdb

from etl import codes, contract, revisions, shipped, snapshot
from etl.capture_cards import CAPTURED_ON
from etl.capture_revision_cards import COMPARED, REVISED_AFTER, Compared
from etl.source import Entry, Raw, SourceError, discover


def write(captures: Path, folder: Path) -> dict[str, int]:
    """Write `revision.csv` and its entries of provenance.yml into `folder`; return rows by table.

    Every row is first held to its contract: ContractError, or SourceError when a captured file is
    missing, leaves `folder` as it was.
    """
    entries = discover()
    table = contract.all_contracts()[revisions.TABLE]
    rows: dict[str, int] = {}
    with duckdb.connect() as con, tempfile.TemporaryDirectory() as scratch:
        contract.declare_codes(con, "source", entries)
        for name in ("geography", "partner"):
            listed = codes.read(name)
            contract.declare_codes(con, name, [row[next(iter(row))] for row in listed])
        contract.create(con, table)
        shipped.declare(con)
        for name, lang in (("country", "code"), ("english", "en")):
            con.execute(
                f"create temp table capture_{name} as select name, name as code, partner "
                "from read_csv($names, header = true, all_varchar = true) "
                "where publisher = 'cimt' and lang = $lang",
                {"names": str(codes.path("partner_name")), "lang": lang},
            )
        for compared in COMPARED:
            _read(con, captures, compared, entries, Path(scratch))
            since = {"since": REVISED_AFTER} if "$since" in compared.sql else {}
            con.execute(
                "create or replace temp table compared as select *, "
                f"'{compared.source}' as source, date '{compared.vintage}' as vintage "
                f"from ({compared.sql})",
                since,
            )
            rows[compared.source] = contract.load(con, table, "compared", compared.source)
        contract.settle(con, table)
        snapshot.write(con, table, folder)
    fresh = [_provenance(one, entries[one.source], rows[one.source], folder) for one in COMPARED]
    others = [entry for entry in snapshot.entries(folder) if entry["table"] != revisions.TABLE]
    snapshot.write_provenance([*fresh, *others], folder)
    return {revisions.TABLE: sum(rows.values())}


def _read(
    con: duckdb.DuckDBPyConnection,
    captures: Path,
    compared: Compared,
    entries: dict[str, Entry],
    scratch: Path,
) -> None:
    """Give the two editions the names that the card's SQL reads them by."""
    for position, name in enumerate(compared.files):
        path = captures / name
        if not path.is_file():
            raise SourceError(
                f"{compared.source} : le fichier {path} manque ; donnez à --captures le dossier "
                "qui contient les fichiers captés."
            )
        if compared.parsed:
            code = compared.parsed[position]
            vintage = (compared.before, compared.vintage)[position]
            found = entries[code].parse(Raw(code, vintage, path.parent, scratch), con)
            con.execute(
                f"create or replace temp table parsed_{position} as "
                f"from {found['study_permit_monthly']}"
            )
        else:
            con.execute(
                f"create or replace temp table capture_{position} as "
                "from read_csv($path, header = true, all_varchar = true)",
                {"path": str(path)},
            )


def _provenance(compared: Compared, entry: Entry, rows: int, folder: Path) -> dict[str, Any]:
    card = entry.source
    return {
        "table": revisions.TABLE,
        "source": compared.source,
        "publisher": card.publisher.en,
        "number": card.number,
        "licence": card.licence.name,
        "vintage": compared.vintage,
        "vintage_kind": compared.vintage_kind,
        "vintage_is": compared.vintage_is,
        "captured_on": CAPTURED_ON,
        "obtained": {"fr": compared.obtained.fr, "en": compared.obtained.en},
        "files": list(compared.files),
        "rows": rows,
        "sha256": snapshot.part_sha256(folder / f"{revisions.TABLE}.csv", compared.source),
        "notes": compared.notes,
    }

"""Loads the state of the measures from the file that staff keeps; a faulty file leaves the last good rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from etl import codes, contract, publication
from etl.contract import Contract
from etl.editions import Editions, Refusal, rows_in_place
from etl.paths import DataFolder
from etl.publication import Build, file_sha256
from etl.source import SourceError
from etl.status_file import FILE, Line, read

SOURCE, TABLE = "measure_status", "measure_progress"


def load(
    con: duckdb.DuckDBPyConnection,
    contracts: Mapping[str, Contract],
    data: DataFolder,
    served: Editions,
    today: date,
) -> tuple[int, Editions]:
    """Fill the table from the snapshot folder; return its rows and what the source now serves.

    A file that cannot be used is a refusal, never a stop: the rows of the build in place stay, or
    none when there is no build yet.
    """
    table, path = contracts[TABLE], data.shipped / FILE
    measures = [row["measure"] for row in codes.read("strategy_measure")]
    states = [row["state"] for row in codes.read("measure_state")]
    try:
        lines = read(path, measures, states, today)
    except SourceError as error:
        current = publication.current(data.parquet)
        rows = _keep(con, table, current) if current else 0
        refused = (*served.refused, Refusal(SOURCE, FILE, str(error)))
        served = replace(served, refused=refused)
    else:
        rows = contract.load(con, table, _relation(con, table, lines), str(path)) if lines else 0
    if not rows:
        return 0, served
    return rows, replace(served, kept={**served.kept, SOURCE: _card(con, path)})


def _relation(con: duckdb.DuckDBPyConnection, table: Contract, lines: tuple[Line, ...]) -> str:
    """Create a view of the lines as rows of the table and return its name."""
    vintage = max(line.day for line in lines).isoformat()
    rows = [
        {
            "measure": line.measure,
            "state": line.state,
            "state_date": line.day.isoformat(),
            "date_precision": line.precision,
            "note_fr": line.note_fr,
            "note_en": line.note_en,
            "reference_fr": line.reference_fr,
            "reference_en": line.reference_en,
            "source": SOURCE,
            "vintage": vintage,
        }
        for line in lines
    ]
    structure = json.dumps([{column.name: column.type for column in table.columns}])
    con.execute(
        "create temp table status_line as select unnest(from_json(?::json, ?), recursive := true)",
        [json.dumps(rows, ensure_ascii=False), structure],
    )
    return "status_line"


def _keep(con: duckdb.DuckDBPyConnection, table: Contract, current: Build) -> int:
    """Load the rows of the build in place; none when it has no such table or it is damaged."""
    try:
        relation = rows_in_place(con, current, SOURCE, TABLE)
    except SourceError:
        return 0
    return contract.load(con, table, relation, f"{SOURCE}, construction en place")


def _card(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, Any]:
    """Say where the loaded rows come from: the file, as of its latest line."""
    ((vintage,),) = con.execute(f"select max(vintage) from {TABLE}").fetchall()
    return {
        "origin": "snapshot",
        "vintage": vintage,
        "vintage_kind": "capture",
        "retrieved_at": vintage.isoformat(),
        "sha256": file_sha256(path),
        "obtained_fr": "Fichier tenu par le personnel, livré avec le projet.",
        "obtained_en": "File kept by the staff, shipped with the project.",
    }

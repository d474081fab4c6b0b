"""Writes the shipped snapshot again from built tables, small enough to ship, or leaves it as it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from etl import shipped, snapshot
from etl.contract import Contract, literal
from etl.publication import Build
from etl.source import SourceError


def write(build: Build, contracts: Mapping[str, Contract], folder: Path) -> dict[str, int]:
    """Write a build's figures and their provenance as the new snapshot; return rows by table.

    A source that the build itself took from the snapshot keeps its rows, and its entry word for
    word; of one that was fetched, the rows of `etl.shipped` are written, with an entry from its
    receipt's facts. SourceError, and the snapshot stays, when a table is unreadable or the whole
    is larger than what is shipped.
    """
    with tempfile.TemporaryDirectory(prefix=".snapshot-", dir=folder.parent) as made:
        fresh = Path(made)
        try:
            written = _write(build, contracts, folder, fresh)
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise SourceError(
                f"Une table de {build.folder} est illisible ({error}) ; "
                "lancez `python -m etl build`."
            ) from error
        _refuse_large(fresh)
        for path in fresh.iterdir():
            shutil.move(path, folder / path.name)
    return written


def _write(
    build: Build, contracts: Mapping[str, Contract], folder: Path, fresh: Path
) -> dict[str, int]:
    held = {(entry["table"], entry["source"]): entry for entry in snapshot.entries(folder)}
    described: list[dict[str, Any]] = []
    written: dict[str, int] = {}
    with duckdb.connect() as con:
        shipped.declare(con)
        path = str(build.folder / "source.parquet")
        found = con.sql("from read_parquet(?)", params=[path]).to_arrow_table().to_pylist()
        cards = {card["source"]: card for card in found}
        live = {code for code, card in cards.items() if card["origin"] == "live"}
        for table in contracts.values():
            if "vintage" not in table.names or table.table == "source" or not table.is_shipped:
                continue
            parts = _load(con, build, table, live)
            if not parts:
                continue
            snapshot.write(con, table, fresh)
            written[table.table] = sum(parts.values())
            for source, rows in parts.items():
                kept = None if source in live else held.get((table.table, source))
                described.append(kept or _entry(table.table, cards[source], rows, fresh))
    snapshot.write_provenance(described, fresh)
    return written


def _load(
    con: duckdb.DuckDBPyConnection, build: Build, table: Contract, live: set[str]
) -> dict[str, int]:
    """Create the view of a table's shipped rows and return their number by source."""
    quoted = literal(str(build.folder / f"{table.table}.parquet"))
    filters = [
        f"(source <> '{source}' or ({shipped.rows(table, source)}))" for source in sorted(live)
    ]
    con.execute(
        f"create view {table.table} as select * from read_parquet({quoted}) "
        f"where {' and '.join(filters) or 'true'}"
    )
    return dict(
        con.execute(
            f"select source, count(*) from {table.table} group by all order by all"
        ).fetchall()
    )


def _refuse_large(fresh: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in fresh.iterdir()}
    if sum(sizes.values()) >= shipped.MOST_BYTES:
        largest = sorted(sizes.items(), key=lambda item: -item[1])[:3]
        shown = ", ".join(f"{name} {size} octets" for name, size in largest)
        raise SourceError(
            f"L'instantané ferait {sum(sizes.values())} octets, la limite est "
            f"{shipped.MOST_BYTES} ({shown}) ; resserrez etl/shipped.py, ou partez d'une "
            "construction avec moins de sources téléchargées."
        )


def _entry(table: str, card: dict[str, Any], rows: int, folder: Path) -> dict[str, Any]:
    return {
        "table": table,
        "source": card["source"],
        "publisher": card["publisher_en"],
        "number": card["number"],
        "licence": card["licence"],
        "vintage": card["vintage"],
        "vintage_kind": "release",
        "vintage_is": "date of the edition as its receipt records it",
        "captured_on": date.fromisoformat(card["retrieved_at"][:10]),
        "obtained": {"fr": card["obtained_fr"], "en": card["obtained_en"]},
        "rows": rows,
        "sha256": snapshot.part_sha256(folder / f"{table}.csv", card["source"]),
    }

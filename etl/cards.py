"""Fills the tables that describe the data themselves: sources, tables and columns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import duckdb

from etl import attempts, contract, receipts, revisions, snapshot
from etl.checks import Result
from etl.contract import Contract
from etl.editions import Editions
from etl.paths import DataFolder
from etl.source import Entry

if TYPE_CHECKING:
    from etl.build import Loaded

Row = dict[str, Any]
_OBTAINED = (
    *("origin", "vintage", "vintage_kind", "retrieved_at", "sha256"),
    *("obtained_fr", "obtained_en"),
)


def fill_sources(
    con: duckdb.DuckDBPyConnection,
    contracts: dict[str, Contract],
    entries: dict[str, Entry],
    served: Editions,
    loaded: list[Loaded],
    data: DataFolder,
) -> None:
    """Create and fill `source` for this build."""
    shipped = snapshot.provenance(data.shipped)
    rows = [
        _source(entry, served, loaded, shipped, data)
        | {"last_period": _last_period(con, contracts, code, entry.source.tables)}
        for code, entry in entries.items()
    ]
    _insert(con, contracts["source"], rows)


def fill_checks(
    con: duckdb.DuckDBPyConnection, contracts: dict[str, Contract], results: list[Result]
) -> None:
    """Create and fill `check_result` with what the checks of this build found."""
    rows = [
        {
            "check_name": result.check.name,
            "table_name": result.finding.table,
            "about": result.finding.about,
            "sentence_fr": result.check.sentence.fr,
            "sentence_en": result.check.sentence.en,
            "severity": result.check.severity,
            "is_passed": result.passed,
            "n_offending": result.finding.offending,
            "examples": "\n".join(result.finding.examples),
            "checked_on": result.checked_on.isoformat(),
        }
        for result in results
    ]
    _insert(con, contracts["check_result"], rows)


def fill_catalogue(con: duckdb.DuckDBPyConnection, contracts: dict[str, Contract]) -> None:
    """Create and fill `column_dictionary` and `table_catalogue`, once all else is filled."""
    columns = [row for table in contracts.values() for row in _columns(table)]
    _insert(con, contracts["column_dictionary"], columns)
    contract.create(con, contracts["table_catalogue"])
    extents = _extents(con, contracts.values())
    extents["table_catalogue"] = (len(contracts), "", "")  # it is empty when it counts
    rows = [_table(table, *extents[name]) for name, table in contracts.items()]
    _load(con, contracts["table_catalogue"], rows)


def _last_period(
    con: duckdb.DuckDBPyConnection,
    contracts: dict[str, Contract],
    code: str,
    tables: tuple[str, ...],
) -> str | None:
    """Return the first day of a source's last period in any of its tables (ISO), None without."""
    found = []
    for name in tables:
        period = contracts[name].period
        if period:
            day = f"make_date({period}, 1, 1)" if period == "ref_year" else period
            row = con.execute(
                f"select max({day})::varchar from {name} where source = '{code}'"
            ).fetchone()
            found += [str(row[0])] if row and row[0] else []
    return max(found, default=None)


def _insert(con: duckdb.DuckDBPyConnection, table: Contract, rows: list[Row]) -> None:
    contract.create(con, table)
    _load(con, table, rows)


def _load(con: duckdb.DuckDBPyConnection, table: Contract, rows: list[Row]) -> None:
    """Load rows of our own making through the same contract as everybody's."""
    structure = json.dumps([{column.name: column.type for column in table.columns}])
    con.execute(
        f"create temp table card_{table.table} as "
        "select unnest(from_json(?::json, ?), recursive := true)",
        [json.dumps(rows, ensure_ascii=False), structure],
    )
    contract.load(con, table, f"card_{table.table}", table.table)
    contract.settle(con, table)


def _source(
    entry: Entry,
    served: Editions,
    loaded: list[Loaded],
    shipped: list[snapshot.Provenance],
    data: DataFolder,
) -> Row:
    card = entry.source
    row: Row = {
        "source": card.code,
        "publisher_fr": card.publisher.fr,
        "publisher_en": card.publisher.en,
        "title_fr": card.title.fr,
        "title_en": card.title.en,
        "number": card.number,
        "landing_page_fr": card.landing_page.fr,
        "landing_page_en": card.landing_page.en,
        "licence": card.licence.name,
        "licence_title_fr": card.licence.title.fr,
        "licence_title_en": card.licence.title.en,
        "licence_url_fr": card.licence.url.fr,
        "licence_url_en": card.licence.url.en,
        "rhythm": card.rhythm,
        "lag_days": card.lag_days,
        "precedence": card.precedence,
        "absent_is_zero": card.absent_is_zero,
        "tables": " ".join(card.tables),
        "rows": sum(part.rows for part in loaded if part.source == card.code),
    }
    return row | _obtained(card.code, served, shipped, data) | _refused(card.code, served, data)


def _refused(code: str, served: Editions, data: DataFolder) -> Row:
    """Say how the last fetch of a source ended, and which of its editions could not be used."""
    attempt = attempts.read(data.raw, code)
    refusals = [refusal for refusal in served.refused if refusal.source == code]
    return {
        "attempted_at": attempt.at if attempt else "",
        "attempt": attempt.outcome if attempt else "",
        "attempt_reason": attempt.reason if attempt else "",
        "refused": " ".join(refusal.edition for refusal in refusals),
        "refused_reason": refusals[0].reason if refusals else "",
    }


def _obtained(
    code: str, served: Editions, shipped: list[snapshot.Provenance], data: DataFolder
) -> Row:
    """Say where a source's rows of this build come from."""
    if kept := served.kept.get(code):
        return {name: kept[name] for name in _OBTAINED} | {"vintage": kept["vintage"].isoformat()}
    if raw := served.live.get(code):
        receipt = receipts.read(raw.folder)
        return {
            "origin": "live",
            "vintage": raw.vintage.isoformat(),
            "vintage_kind": "release",
            "retrieved_at": receipt.retrieved_at,
            "sha256": " ".join(entry.sha256 for entry in receipt.files),
            "obtained_fr": "Téléchargée chez l’éditeur.",
            "obtained_en": "Downloaded from the publisher.",
        }
    for entry in shipped:
        if entry.source == code and entry.table != revisions.TABLE:
            return {
                "origin": "snapshot",
                "vintage": entry.vintage.isoformat(),
                "vintage_kind": entry.vintage_kind,
                "retrieved_at": entry.captured_on.isoformat(),
                "sha256": snapshot.fingerprint(data.shipped, entry.table),
                "obtained_fr": entry.obtained.fr,
                "obtained_en": entry.obtained.en,
            }
    return {
        "origin": "not_loaded",
        "vintage": None,
        "vintage_kind": "",
        "retrieved_at": "",
        "sha256": "",
        "obtained_fr": f"Non chargée : `python -m etl refresh {code}`.",
        "obtained_en": f"Not loaded: `python -m etl refresh {code}`.",
    }


def _columns(table: Contract) -> list[Row]:
    return [
        {
            "table_name": table.table,
            "column_name": column.name,
            "position": position,
            "type": column.type,
            "unit": column.unit,
            "codes": column.codes,
            "is_nullable": column.nullable,
            "title_fr": column.title.fr,
            "title_en": column.title.en,
            "meaning_fr": column.meaning.fr,
            "meaning_en": column.meaning.en,
        }
        for position, column in enumerate(table.columns, start=1)
    ]


def _extents(
    con: duckdb.DuckDBPyConnection, tables: Iterable[Contract]
) -> dict[str, tuple[int, str, str]]:
    """Return each table's number of rows, first and last period, empty where it has none."""
    counted = " union all ".join(
        f"select '{table.table}', count(*), coalesce(min({table.period or 'null'})::varchar, ''), "
        f"coalesce(max({table.period or 'null'})::varchar, '') from {table.table}"
        for table in tables
    )
    return {
        name: (rows, first, last) for name, rows, first, last in con.execute(counted).fetchall()
    }


def _table(table: Contract, rows: int, first: str, last: str) -> Row:
    return {
        "table_name": table.table,
        "title_fr": table.title.fr,
        "title_en": table.title.en,
        "description_fr": table.description.fr,
        "description_en": table.description.en,
        "key_columns": " ".join(table.key),
        "period_column": table.period,
        "rows": rows,
        "first_period": first,
        "last_period": last,
    }

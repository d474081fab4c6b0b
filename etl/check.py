"""Checks a published build against its manifest and contracts; it reads, and repairs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Literal

import duckdb

from etl import contract, publication, reconciliation
from etl.contract import Contract
from etl.source import Text

EXAMPLES_SHOWN = 10
ROUNDING_CAD = 10_000


@dataclass(frozen=True)
class Check:
    """One question put to the built data and its answer; `offending` lists examples."""

    name: str
    table: str
    sentence: Text
    severity: Literal["stop", "warn"]
    passed: bool
    offending: tuple[str, ...] = field(default=())


def check(build: publication.Build) -> list[Check]:
    """Run every check on a build; an unreadable table fails its own checks, not the others'."""
    results: list[Check] = []
    for table in contract.all_contracts().values():
        facts = build.manifest["tables"].get(table.table, {"sha256": ""})
        files = publication.files(build.folder, table.table, facts)
        intact = _intact(table, files)
        results.append(intact)
        if intact.passed:
            with duckdb.connect() as con:
                publication.open_table(con, table.table, files)
                results += _contract_checks(con, table)
    sound = {found.table for found in results if found.name == "intact" and found.passed}
    if sound >= set(reconciliation.TABLES):
        with duckdb.connect() as con:
            for name in reconciliation.TABLES:
                facts = build.manifest["tables"][name]
                publication.open_table(con, name, publication.files(build.folder, name, facts))
            results += [_reconciled(found) for found in reconciliation.compare(con)]
    return results


def _reconciled(found: reconciliation.Comparison) -> Check:
    gaps = found.gaps
    return Check(
        f"reconciled_with_{found.source}",
        "trade_product_monthly",
        Text(
            f"Les sommes par partenaire égalent {found.source} à {found.tolerance_cad} $ près : "
            f"{found.compared} comparées, {len(gaps)} écarts.",
            f"The sums by partner equal {found.source} within ${found.tolerance_cad}: "
            f"{found.compared} compared, {len(gaps)} gaps.",
        ),
        "warn",
        not gaps,
        tuple(" / ".join(str(value) for value in astuple(gap)) for gap in gaps[:EXAMPLES_SHOWN]),
    )


def _intact(table: Contract, files: Mapping[Path, str]) -> Check:
    missing = [f"{path} manque" for path in files if not path.is_file()]
    problem = missing or [
        f"{path} ne correspond plus à son empreinte"
        for path, sha256 in files.items()
        if publication.file_sha256(path) != sha256
    ]
    return Check(
        "intact",
        table.table,
        Text(
            "Le fichier est celui qui a été publié, à l’octet près.",
            "The file is the one that was published, to the byte.",
        ),
        "stop",
        not problem,
        tuple(problem),
    )


def _contract_checks(con: duckdb.DuckDBPyConnection, table: Contract) -> Iterator[Check]:
    described = con.execute(f"describe {table.table}").fetchall()
    columns = tuple(str(row[0]) for row in described)
    yield Check(
        "columns",
        table.table,
        Text("Les colonnes sont celles du contrat.", "The columns are the contract's."),
        "stop",
        columns == table.names,
        () if columns == table.names else (", ".join(columns),),
    )
    key = ", ".join(table.key)
    yield _no_rows(
        con,
        "unique_key",
        table,
        Text(
            "Chaque clé ne désigne qu’une observation.",
            "Each key names one observation only.",
        ),
        "stop",
        f"select {key} from {table.table} group by all having count(*) > 1",
    )
    for rule in table.checks:
        yield _no_rows(
            con,
            "rule",
            table,
            Text(f"Toutes les lignes respectent : {rule}.", f"All rows respect: {rule}."),
            "stop",
            f"select {key} from {table.table} where not ({rule})",
        )
    if table.table.startswith("trade_partner"):
        yield from _trade_checks(con, table)


def _trade_checks(con: duckdb.DuckDBPyConnection, table: Contract) -> Iterator[Check]:
    yield _no_rows(
        con,
        "not_negative",
        table,
        Text("Aucune valeur n’est négative.", "No value is negative."),
        "warn",
        f"select geo, partner, flow, {table.period}, value_cad "
        f"from {table.table} where value_cad < 0",
    )
    yield _no_rows(
        con,
        "total_equals_parts",
        table,
        Text(
            "Le total égale la somme des partenaires, à l’arrondi de l’éditeur près.",
            "The total equals the sum of the partners, within the publisher's rounding.",
        ),
        "warn",
        f"select geo, section, flow, {table.period}, source, "
        "sum(value_cad) filter (where partner = 'WLD') as total, "
        "sum(value_cad) filter (where partner <> 'WLD') as parts "
        f"from {table.table} group by all "
        "having count(*) filter (where partner = 'WLD') = 1 and count(*) > 1 "
        "and count(*) = count(value_cad) "
        f"and abs(total - parts) > {ROUNDING_CAD}",
    )


def _no_rows(
    con: duckdb.DuckDBPyConnection,
    name: str,
    table: Contract,
    sentence: Text,
    severity: Literal["stop", "warn"],
    offenders: str,
) -> Check:
    """Pass when a statement that looks for offending rows finds none; else show some."""
    found = con.execute(f"{offenders} limit {EXAMPLES_SHOWN}").fetchall()
    shown = tuple(" / ".join(str(value) for value in row) for row in found)
    return Check(name, table.table, sentence, severity, not found, shown)

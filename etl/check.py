"""Puts the checks to a published build; it reads, and repairs nothing."""

from __future__ import annotations

from datetime import date

import duckdb

from etl import checks, contract, publication
from etl.checks import Check, Finding, Ground, Result
from etl.source import Text, discover

INTACT = Check(
    "intact",
    Text(
        "Le fichier est celui qui a été publié, à l’octet près.",
        "The file is the one that was published, to the byte.",
    ),
    "stop",
)


def check(build: publication.Build, today: date) -> list[Result]:
    """Run every check on a build. When a file is not the one that was published, the checks of
    what the tables hold are not run: their answers would be about something else."""
    contracts = contract.all_contracts()
    intact = [Result(INTACT, _intact(build, name), today) for name in contracts]
    if not all(result.passed for result in intact):
        return intact
    with duckdb.connect() as con:
        for name in contracts:
            facts = build.manifest["tables"][name]
            publication.open_table(con, name, publication.files(build.folder, name, facts))
        before = checks.by_part(build.manifest.get("live_rows_before", {}))
        return intact + checks.run(Ground(con, contracts, discover(), today, before))


def _intact(build: publication.Build, table: str) -> Finding:
    facts = build.manifest["tables"].get(table)
    if facts is None:
        return Finding(table, 1, (f"{table} manque",))
    wrong = tuple(
        f"{path} ne correspond plus à son empreinte" if path.is_file() else f"{path} manque"
        for path, sha256 in publication.files(build.folder, table, facts).items()
        if not path.is_file() or publication.file_sha256(path) != sha256
    )
    return Finding(table, len(wrong), wrong)

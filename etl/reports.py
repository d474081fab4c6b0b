"""The data commands that only look: what is known, what is built, what the checks say."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import duckdb

from etl import check, console, publication
from etl.exits import FAILED, NOT_BUILT, OK
from etl.paths import DataFolder, data_folder
from etl.publication import Build
from etl.source import SourceError, discover

SOURCE_FACTS = (
    *("source", "origin", "vintage", "retrieved_at", "rows"),
    *("attempt", "refused"),
)


def sources(_parsed: argparse.Namespace) -> int:
    """List the sources, their tables and titles."""
    rows = [
        [code, entry.source.number, entry.source.title.fr, " ".join(entry.source.tables)]
        for code, entry in discover().items()
    ]
    console.table("Sources", ["code", "numéro", "titre", "tables"], rows)
    return OK


def checks(parsed: argparse.Namespace) -> int:
    """Put the checks to the published build and print what they found."""
    made = published(data_folder())
    if made is None:
        return NOT_BUILT
    results = check.check(made, datetime.now(UTC).date())
    if parsed.json:
        listed = [asdict(r) | {"passed": r.passed} for r in results]
        _print_json({"build_id": made.build_id, "checks": listed})
    else:
        for result in results:
            failed = {"stop": "ÉCHEC", "warn": "à voir"}[result.check.severity]
            about = f" ({result.finding.about})" if result.finding.about else ""
            console.out.print(
                f"{'réussi' if result.passed else failed}\t{result.check.name}\t"
                f"{result.finding.table}\t{result.check.sentence.fr}{about}",
                markup=False,
            )
            for offender in result.finding.examples:
                console.out.print(f"\t\t{offender}", markup=False)
    return FAILED if any(result.stops for result in results) else OK


def status(parsed: argparse.Namespace) -> int:
    """Print what is built, from which editions, and what was refused."""
    made = published(data_folder())
    if made is None:
        return NOT_BUILT
    tables, sources = (_read(made, name) for name in ("table_catalogue", "source"))
    if parsed.json:
        facts = {"build_id": made.build_id, "built_at": made.manifest["built_at"]}
        _print_json(facts | {"tables": tables, "sources": sources})
        return OK
    console.say(f"Construction {made.build_id} du {made.manifest['built_at']}")
    console.table(
        "Tables",
        ["table", "lignes", "première période", "dernière période"],
        [
            [str(t[k]) for k in ("table_name", "rows", "first_period", "last_period")]
            for t in tables
        ],
    )
    console.table(
        "Sources",
        ["source", "origine", "diffusion", "obtenue le", "lignes", "tentative", "refusée"],
        [[str(s[k] or "") for k in SOURCE_FACTS] for s in sources],
    )
    for card in sources:
        for reason in filter(None, (card["attempt_reason"], card["refused_reason"])):
            console.fail(f"Ce qui était servi le reste. {reason}")
    return OK


def published(data: DataFolder) -> Build | None:
    """Return the build in place, or say that there is none."""
    made = publication.current(data.parquet)
    if made is None:
        damaged = publication.damaged(data.parquet)
        told = (
            f"{damaged} est illisible" if damaged else f"Rien n'est construit dans {data.parquet}"
        )
        console.fail(f"{told} ; lancez `python -m etl build`.")
    return made


def _read(made: Build, table: str) -> list[dict[str, Any]]:
    path = made.folder / f"{table}.parquet"
    try:
        with duckdb.connect() as con:
            rows: list[dict[str, Any]] = (
                con.sql("from read_parquet(?)", params=[str(path)]).to_arrow_table().to_pylist()
            )
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        raise SourceError(
            f"{path} est illisible ; lancez `python -m etl build` pour refaire les tables."
        ) from error
    return rows


def _print_json(content: object) -> None:
    console.out.print_json(json.dumps(content, ensure_ascii=False, default=str))

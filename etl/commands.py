"""The data commands: what each takes, does, prints and returns to the shell."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from etl import (
    attempts,
    capture_permits,
    capture_revisions,
    captures,
    check,
    console,
    contract,
    publication,
    snapshot_renewal,
)
from etl.attempts import Attempt
from etl.build import build
from etl.contract import ContractError
from etl.fetch import FetchError, FetchSettings, Outcome, fetch
from etl.paths import DataFolder, data_folder
from etl.publication import Build, BusyError
from etl.source import Entry, SourceError, discover

OK, FAILED, USAGE, BUSY, NETWORK, NOT_BUILT = 0, 1, 2, 3, 4, 5
EXIT_CODES = (
    "codes de sortie : 0 réussi ; 1 données refusées ou vérification échouée ; 2 mauvais "
    "arguments ; 3 une autre commande travaille ; 4 téléchargement échoué ; 5 rien n'est construit"
)
OUTCOMES = {
    Outcome.FETCHED: "nouvelle édition",
    Outcome.NOT_CHANGED: "inchangée",
    Outcome.NOT_RELEASED: "pas encore diffusée aujourd'hui",
}

SOURCE_FACTS = (
    *("source", "origin", "vintage", "retrieved_at", "rows"),
    *("attempt", "refused"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error ends in one sentence."""
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return command(parsed)
    except BusyError as error:
        console.fail(str(error))
        return BUSY
    except FetchError as error:
        console.fail(str(error))
        return NETWORK
    except (SourceError, ContractError) as error:
        console.fail(f"{error} Les tables précédentes restent en place.")
        return FAILED
    except OSError as error:
        console.fail(
            f"{error.filename or 'Le disque'} : {error.strerror or error} ; corrigez les droits ou "
            "libérez de l'espace, puis relancez. Les tables précédentes restent en place."
        )
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl", description="Les données de Cap ALA.", epilog=EXIT_CODES
    )
    commands = parser.add_subparsers(required=True, metavar="commande")

    def add(
        name: str, run: Callable[[argparse.Namespace], int], help_: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_, description=help_, epilog=EXIT_CODES)
        added.set_defaults(run=run)
        return added

    names = "codes de sources ou noms de tables ; toutes les sources si rien n'est nommé"
    add("list", _list, "Énumère les sources, leurs tables et ce qui en est chargé.")
    fetching = add("fetch", _fetch, "Télécharge les fichiers des éditeurs ; ne construit rien.")
    fetching.add_argument("names", nargs="*", metavar="nom", help=names)
    add("build", _build, "Construit les tables Parquet à partir de ce qui est là.")
    refreshing = add("refresh", _refresh, "Télécharge, puis construit.")
    refreshing.add_argument("names", nargs="*", metavar="nom", help=names)
    checking = add("check", _check, "Vérifie la construction publiée.")
    status = add("status", _status, "Dit ce qui est construit, de quelles éditions.")
    for reporting in (checking, status):
        reporting.add_argument("--json", action="store_true", help="réponse en JSON")
    writing = add(
        "snapshot", _snapshot, "Récrit l'instantané livré à partir des tables construites."
    )
    writing.add_argument(
        "--captures",
        type=Path,
        metavar="DOSSIER",
        help="repartir des fichiers captés de ce dossier",
    )
    return parser


def _list(_parsed: argparse.Namespace) -> int:
    rows = [
        [code, entry.source.number, entry.source.title.fr, " ".join(entry.source.tables)]
        for code, entry in discover().items()
    ]
    console.table("Sources", ["code", "numéro", "titre", "tables"], rows)
    return OK


def _fetch(parsed: argparse.Namespace) -> int:
    failures = 0
    settings = FetchSettings.from_environment()
    with console.downloads() as progress:
        for entry in _chosen(parsed.names):
            if not entry.source.downloads:
                console.say(f"{entry.source.code} : rien à télécharger, livrée avec le projet")
                continue
            now = datetime.now(UTC).isoformat(timespec="seconds")
            try:
                result = fetch(entry.source, data_folder().raw, settings, progress)
            except FetchError as error:
                console.fail(str(error))
                failures += 1
                attempt = Attempt(now, attempts.FAILED, str(error))
            else:
                console.say(f"{entry.source.code} : {OUTCOMES[result.outcome]}")
                attempt = Attempt(now, result.outcome.value)
            _remember(entry.source.code, attempt)
    return NETWORK if failures else OK


def _remember(source: str, attempt: Attempt) -> None:
    """Keep how a fetch ended; a disk that refuses a note must not stop the other sources."""
    try:
        attempts.write(data_folder().raw, source, attempt)
    except OSError as error:
        console.fail(f"{source} : la tentative n'a pas pu être notée ({error.strerror}).")


def _build(_parsed: argparse.Namespace) -> int:
    made = build(data_folder(), console.say)
    console.say(f"Construction {made.build_id} publiée dans {made.folder}.")
    for refusal in made.manifest["refused"]:
        console.fail(f"Édition refusée, la dernière bonne est servie. {refusal['reason']}")
    return FAILED if made.manifest["refused"] else OK


def _refresh(parsed: argparse.Namespace) -> int:
    fetched = _fetch(parsed)
    built = _build(parsed)
    return built or fetched


def _check(parsed: argparse.Namespace) -> int:
    made = _published(data_folder())
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


def _status(parsed: argparse.Namespace) -> int:
    made = _published(data_folder())
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
            console.fail(f"Dernières bonnes données servies. {reason}")
    return OK


def _snapshot(parsed: argparse.Namespace) -> int:
    data = data_folder()
    if parsed.captures:
        written = captures.write(parsed.captures, data.snapshot)
        written |= capture_permits.write(parsed.captures, data.snapshot)
        written |= capture_revisions.write(parsed.captures, data.snapshot)
    else:
        made = _published(data)
        if made is None:
            return NOT_BUILT
        written = snapshot_renewal.write(made, contract.all_contracts(), data.snapshot)
    for table, rows in written.items():
        console.say(f"{table}.csv : {rows} lignes")
    return OK


def _chosen(names: list[str]) -> list[Entry]:
    """Return the sources that a list of source codes and table names stands for."""
    entries = discover()
    if not names:
        return list(entries.values())
    chosen: dict[str, Entry] = {}
    for name in names:
        matches = {
            code: entry
            for code, entry in entries.items()
            if name == code or name in entry.source.tables
        }
        if not matches:
            known = ", ".join(entries)
            raise SourceError(f"« {name} » n'est ni une source ni une table ; sources : {known}.")
        chosen |= matches
    return list(chosen.values())


def _published(data: DataFolder) -> Build | None:
    made = publication.current(data.parquet)
    if made is None:
        console.fail(f"Rien n'est construit dans {data.parquet} ; lancez `python -m etl build`.")
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

"""The data commands: what each takes, does, prints and returns to the shell."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import (
    attempts,
    capture_permits,
    capture_revisions,
    captures,
    console,
    contract,
    journal,
    publication,
    reports,
    retention,
    snapshot,
    snapshot_renewal,
    store,
)
from etl.attempts import Attempt
from etl.build import build
from etl.contract import ContractError
from etl.exits import BUSY, EXIT_CODES, FAILED, INTERRUPTED, NETWORK, NOT_BUILT, OK, USAGE
from etl.fetch import FetchError, FetchSettings, Outcome, fetch
from etl.paths import data_folder
from etl.publication import BusyError
from etl.source import Entry, SourceError, discover
from etl.store import StoreError

# These leave something behind: their steps are logged.
WRITING = {"fetch", "build", "refresh", "publish", "snapshot"}
OUTCOMES = {
    Outcome.FETCHED: "nouvelle édition",
    Outcome.NOT_CHANGED: "inchangée",
    Outcome.NOT_RELEASED: "pas encore diffusée aujourd'hui",
}


class UsageError(Exception):
    """The command was given a name that it does not know: one sentence with those it does."""


# What ends a command with a sentence of its own, and the code that it returns.
_CODES: dict[type[Exception], int] = {
    UsageError: USAGE,
    BusyError: BUSY,
    FetchError: NETWORK,
    StoreError: NETWORK,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error ends in one sentence."""
    parsed = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = parsed.run
    try:
        if parsed.name not in WRITING:
            return command(parsed)
        with journal.step(f"command {parsed.name}") as facts:
            facts["exit_code"] = command(parsed)
        return int(facts["exit_code"])
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "interrupted" not in str(error):  # DuckDB's word
            raise
        console.fail("Interrompu. Les tables précédentes restent en place.")
        return INTERRUPTED
    except tuple(_CODES) as error:
        console.fail(str(error))
        return next(code for kind, code in _CODES.items() if isinstance(error, kind))
    except (SourceError, ContractError) as error:
        console.fail(f"{error} Les tables précédentes restent en place.")
        return FAILED
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        where = getattr(error, "filename", None) or "Le disque"
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        console.fail(
            f"{where} : {why} ; corrigez les droits ou libérez de l'espace, puis relancez. "
            "Les tables précédentes restent en place."
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
        added.set_defaults(run=run, name=name)
        return added

    names = "codes de sources ou noms de tables ; toutes les sources si rien n'est nommé"
    add("list", reports.sources, "Énumère les sources, leurs tables et ce qui en est chargé.")
    fetching = add("fetch", _fetch, "Télécharge les fichiers des éditeurs ; ne construit rien.")
    fetching.add_argument("names", nargs="*", metavar="nom", help=names)
    add("build", _build, "Construit les tables Parquet à partir de ce qui est là.")
    refreshing = add("refresh", _refresh, "Télécharge, puis construit.")
    refreshing.add_argument("names", nargs="*", metavar="nom", help=names)
    add("publish", _publish, "Envoie la construction en place au dépôt partagé (CAP_ALA_STORE).")
    checking = add("check", reports.checks, "Vérifie la construction publiée.")
    status = add("status", reports.status, "Dit ce qui est construit, de quelles éditions.")
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


def _fetch(parsed: argparse.Namespace) -> int:
    failures = 0
    settings = FetchSettings.from_environment()
    with publication.exclusive(data_folder().raw), console.downloads() as progress:
        for entry in _chosen(parsed.names):
            if not entry.source.downloads:
                console.say(f"{entry.source.code} : rien à télécharger, livrée avec le projet")
                continue
            now = datetime.now(UTC).isoformat(timespec="seconds")
            try:
                with journal.step("fetch", source=entry.source.code) as facts:
                    result = fetch(entry.source, data_folder().raw, settings, progress)
                    facts |= {"outcome": result.outcome.value, "bytes": result.received}
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
    data, most = data_folder(), retention.kept()
    with journal.step("build") as facts:
        made = build(data, _tell)
        facts |= {"build_id": made.build_id, "refused": len(made.manifest["refused"])}
    console.say(f"Construction {made.build_id} publiée dans {made.folder}.")
    for refusal in made.manifest["refused"]:
        journal.write("refused", **refusal)
        console.fail(f"Édition refusée ; ce qui était servi le reste. {refusal['reason']}")
    if most is not None:
        for gone in retention.prune(data.raw, discover(), made.manifest["editions"], most):
            _tell(
                f"{gone.parent.name} : édition {gone.name} retirée ({retention.SETTING} = {most})"
            )
    if store.is_set():
        _send(made, again=False)
    return FAILED if made.manifest["refused"] else OK


def _publish(_parsed: argparse.Namespace) -> int:
    if not store.is_set():
        console.fail(f"{store.SETTING} nomme le dépôt partagé : s3://seau/dossier ; réglez-la.")
        return USAGE
    made = reports.published(data_folder())
    if made is None:
        return NOT_BUILT
    _send(made, again=True)
    return OK


def _send(made: publication.Build, *, again: bool) -> None:
    """Send a build to the shared store, while no other command can remove it here."""
    with publication.exclusive(data_folder().parquet), journal.step("publish") as facts:
        is_sent = store.push(made, _tell, again=again)
        facts |= {"build_id": made.build_id, "sent": is_sent}
    done = "envoyée au dépôt partagé" if is_sent else "déjà dans le dépôt partagé"
    console.say(f"Construction {made.build_id} {done}.")


def _tell(line: str) -> None:
    """Say one step to people and to the log."""
    console.say(line)
    journal.write("build step", line=line)


def _refresh(parsed: argparse.Namespace) -> int:
    fetched = _fetch(parsed)
    built = _build(parsed)
    return built or fetched


def _snapshot(parsed: argparse.Namespace) -> int:
    data = data_folder()
    snapshot.start(data)
    if parsed.captures:
        written = captures.write(parsed.captures, data.snapshot)
        written |= capture_permits.write(parsed.captures, data.snapshot)
        written |= capture_revisions.write(parsed.captures, data.snapshot)
    else:
        made = reports.published(data)
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
            raise UsageError(f"« {name} » n'est ni une source ni une table ; sources : {known}.")
        chosen |= matches
    return list(chosen.values())

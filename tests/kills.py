"""Kills refreshes at random moments and looks at what readers would see after each."""

from __future__ import annotations

import hashlib
import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import duckdb

from etl import publication
from etl.paths import PROJECT_ROOT, DataFolder
from tests import publishers
from tests.servers import Publisher, file

NAMES = ("trade_partner_annual", "ircc_study_monthly", "worldbank_gdp_population")
ANNUAL = "statcan_12100173"
PATH = "/n1/tbl/csv/12100173-eng.zip"
SETTINGS = {"CAP_ALA_VINTAGES_KEPT": "3"}


@dataclass
class Tally:
    """How many refreshes were killed, by the last step that they had logged; and how many ended."""

    killed: Counter[str] = field(default_factory=Counter)
    ended: int = 0


def edition(publisher: Publisher, number: int) -> None:
    """Publish an edition in which every value is `number`, a day after the one before."""
    body = publishers.revalued(
        publishers.statcan(ANNUAL),
        "12100173.csv",
        "VALUE",
        lambda row: row["VALUE"] and str(number),
    )
    day = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number)
    dated = format_datetime(day, usegmt=True)
    publisher.serves(PATH, file(body, modified=dated))


def consistent(data: DataFolder) -> int | None:
    """Hold the build that readers see to its manifest and to itself; return its edition.

    AssertionError when a table is missing, altered or of another edition than its source's card.
    """
    made = publication.current(data.parquet)
    if made is None:
        return None
    hashes = {}
    for table, facts in made.manifest["tables"].items():
        path = data.parquet / f"{table}.parquet"
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert digest == facts["sha256"], f"{table} is not of build {made.build_id}"
        hashes[table] = digest
    assert publication.build_id(hashes) == made.build_id
    with duckdb.connect() as con:
        values, rows, vintage = con.execute(
            "select list(distinct value_cad) filter (where value_cad is not null), count(*), "
            "max(vintage)::varchar from read_parquet(?) where source = ?",
            [str(made.folder / "trade_partner_annual.parquet"), ANNUAL],
        ).fetchone()
        card = con.execute(
            "select rows, vintage::varchar from read_parquet(?) where source = ?",
            [str(made.folder / "source.parquet"), ANNUAL],
        ).fetchone()
    assert card == (rows, vintage)
    assert len(values or [0]) == 1, f"editions mixed: {values}"
    return int(values[0]) // 1000 if values else None


def last_step(data: DataFolder) -> str:
    """Return the last line of the log, which tells where a kill struck."""
    lines = [line for log in (data.root / "log").glob("*.jsonl") for line in log.open()]
    if not lines:
        return "start"
    told = json.loads(lines[-1])
    return " ".join(filter(None, (told["step"], str(told.get("line", told.get("source", ""))))))


def run(data: DataFolder, kills: int, seed: int = 1) -> Tally:
    """Kill `kills` refreshes, each of a new edition, and check after each; then let one end."""
    chance, tally, seen = random.Random(seed), Tally(), 0
    with Publisher() as publisher:
        publishers.serve(publisher)
        edition(publisher, 1)
        began = time.monotonic()
        done = publishers.run(data.root, publisher, "refresh", *NAMES, **SETTINGS)
        whole = time.monotonic() - began
        assert done.returncode == 0, done.stderr
        seen, number = consistent(data), 1
        while sum(tally.killed.values()) < kills:
            number += 1
            edition(publisher, number)
            child = subprocess.Popen(
                [sys.executable, "-m", "etl", "refresh", *NAMES],
                cwd=PROJECT_ROOT,
                env=publishers.environment(data.root, publisher) | SETTINGS,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            began = time.monotonic()
            try:
                child.wait(chance.uniform(0.05, 1.0) * whole)
                tally.ended += 1
                # The machine is less busy than it was: aim within what a refresh takes now.
                whole = min(whole, time.monotonic() - began)
            except subprocess.TimeoutExpired:
                whole *= 1.02
                child.send_signal(signal.SIGKILL)
                child.wait()
                tally.killed[last_step(data)] += 1
            now = consistent(data)
            assert now is not None, "the tables went away"
            assert seen <= now <= number, "an older edition came back"
            seen = now
        done = publishers.run(data.root, publisher, "refresh", *NAMES, **SETTINGS)
        assert done.returncode == 0, done.stderr
        assert consistent(data) == number
    assert not list(data.parquet.glob(".build-*")), "a workshop was left"
    assert len(list((data.raw / ANNUAL).glob("2*"))) <= int(SETTINGS["CAP_ALA_VINTAGES_KEPT"])
    return tally


def main(kills: int, folder: Path) -> None:
    """Run and print the tally: `python -m tests.kills 200 /tmp/somewhere`."""
    from tests import vintages

    began = time.monotonic()
    tally = run(vintages.shipped(folder), kills, seed=kills)
    sys.stdout.write(
        f"{sum(tally.killed.values())} kills, {tally.ended} ended before theirs, "
        f"{len(tally.killed)} different steps, {time.monotonic() - began:.0f} s\n"
    )
    for step, count in tally.killed.most_common():
        sys.stdout.write(f"{count:4}  {step}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

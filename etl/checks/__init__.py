"""The questions put to every build: one file each, found on disk; they read, and repair nothing."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import duckdb

from etl import contract
from etl.contract import Contract, ContractError
from etl.source import Entry, Text

EXAMPLES_SHOWN = 10


@dataclass(frozen=True)
class Check:
    """One question: its name, what it holds in both languages, and what a failure does: `stop`
    refuses the edition at fault or else the whole build, `warn` is shown."""

    name: str
    sentence: Text
    severity: Literal["stop", "warn"]


@dataclass(frozen=True)
class Finding:
    """The answer for one table: how many rows offend, some of them in words, and the sources that
    they come from when they come from some; `about` tells one finding of a table from another."""

    table: str
    offending: int = 0
    examples: tuple[str, ...] = ()
    about: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What a check may look at: the build's tables by name in `con`, the contracts and cards, the
    day, and how many rows each source had in each table of the build before, with its edition.
    `settled`: the tables whose keys `contract.settle` has just held to come once."""

    con: duckdb.DuckDBPyConnection
    contracts: Mapping[str, Contract]
    entries: Mapping[str, Entry]
    today: date
    before: Mapping[tuple[str, str], int] = field(default_factory=dict)
    settled: Collection[str] = ()
    _codes: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def codes(self, table: Contract) -> dict[str, list[str]]:
        """Return the codes in each coded column of a table, sorted; they are looked for once."""
        if table.table not in self._codes:
            self._codes[table.table] = contract.codes_present(self.con, table)
        return self._codes[table.table]

    def look(self, table: str, offenders: str, about: str = "", source: str = "") -> Finding:
        """Run a select that gives the rows that offend; none is a finding without offence.

        The examples are the first rows in order: the same in every build of the same input.
        With `source`, that column of the select names the sources at fault.
        """
        found = self.con.execute(
            f"select *, count(*) over () from ({offenders}) order by all limit {EXAMPLES_SHOWN}"
        )
        names = [column[0] for column in found.description or ()]
        rows = found.fetchall()
        examples = tuple(" / ".join(str(value) for value in row[:-1]) for row in rows)
        at = names.index(source) if source else None
        sources = tuple(sorted({str(row[at]) for row in rows})) if at is not None else ()
        return Finding(table, int(rows[0][-1]) if rows else 0, examples, about, sources)


Find = Callable[[Ground], Iterator[Finding]]


@dataclass(frozen=True)
class Result:
    """What one check found in one table, on one day."""

    check: Check
    finding: Finding
    checked_on: date

    @property
    def passed(self) -> bool:
        """Whether no row offends."""
        return not self.finding.offending

    @property
    def sentence(self) -> str:
        """A failure in one sentence: check, table, rows in cause."""
        return (
            f"Le contrôle {self.check.name} échoue pour {self.finding.table} "
            f"({self.finding.offending} en cause : {' ; '.join(self.finding.examples)}). "
            f"Attendu : {self.check.sentence.fr}"
        )

    @property
    def stops(self) -> bool:
        """Whether it failed and must not be published; a check named in CAP_ALA_CHECKS_WAIVED
        (separated by commas) only warns."""
        waived = os.environ.get("CAP_ALA_CHECKS_WAIVED", "").replace(" ", "").split(",")
        return not self.passed and self.check.severity == "stop" and self.check.name not in waived


class ChecksFailed(ContractError):
    """A build must not be published: one sentence with the checks that failed."""


def discover() -> tuple[tuple[Check, Find], ...]:
    """Return every check of `etl/checks`, by name; there is no list to keep."""
    found = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        check: Check = loaded.CHECK
        if check.name != module.name:
            raise ValueError(f"etl/checks/{module.name}.py: CHECK is called {check.name}")
        found.append((check, loaded.find))
    return tuple(found)


def by_part(rows: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Read a manifest's rows of downloads (`table source`) by table and source."""
    return {(part.split()[0], part.split()[1]): count for part, count in rows.items()}


def run(ground: Ground) -> list[Result]:
    """Put every check to a build."""
    return [
        Result(check, finding, ground.today)
        for check, find in discover()
        for finding in find(ground)
    ]


def with_values(ground: Ground) -> Iterator[tuple[Contract, str]]:
    """Give every table of figures with the column of its figure."""
    for table in ground.contracts.values():
        if table.observed:
            yield table, table.observed.value

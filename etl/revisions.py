"""Compares consecutive editions of a source and keeps what changed; it judges no revision."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl import contract, receipts, snapshot
from etl.contract import Contract, ContractError
from etl.editions import Editions
from etl.paths import DataFolder
from etl.source import Entry, Raw, SourceError

TABLE = "revision"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Ground:
    """What revisions are worked out on: the build's database, its contracts and its folders."""

    con: duckdb.DuckDBPyConnection
    contracts: Mapping[str, Contract]
    entries: Mapping[str, Entry]
    data: DataFolder
    scratch: Path
    say: Say


def fill(ground: Ground, served: Editions) -> None:
    """Load into `revision` what every edition on disk changed, oldest first.

    A pair of editions is compared once: its rows stay in `data/parquet/revisions`, also when the
    retention has removed the files. An edition that cannot be read any more is passed over, and
    said; it never stops a build.
    """
    for code in sorted(served.sources):
        home = ground.data.parquet / "revisions" / code
        home.mkdir(parents=True, exist_ok=True)
        _compare_missing(ground, served, code, home)
        for ledger in sorted(home.glob("*.parquet")):
            _load(ground, ledger, code)


def _compare_missing(ground: Ground, served: Editions, code: str, home: Path) -> None:
    """Write the ledgers of the pairs of editions that have none yet."""
    before: tuple[str, Path | None] | None = None
    shipped = [
        e for e in snapshot.provenance(ground.data.shipped) if e.source == code and e.table != TABLE
    ]
    if shipped:
        before = (f"snapshot-{max(e.vintage for e in shipped)}", None)
    refused = {r.edition for r in served.refused if r.source == code}
    for folder in receipts.folders(ground.data.raw, code):
        if folder.name in refused:
            continue
        # An edition is compared once, with the one before it at the time: files that are not
        # needed again are not even read.
        if before and not any(home.glob(f"*--{folder.name}.parquet")):
            try:
                earlier = _sound(code, before[1]) if before[1] else None
                later = _sound(code, folder)
                ledger = home / f"{before[0]}--{folder.name}.parquet"
                _compare(ground, code, earlier, later, ledger)
            except (SourceError, ContractError) as error:
                ground.say(f"{code} : édition {folder.name} passée dans les révisions ({error})")
                continue
        before = (folder.name, folder)


def _sound(code: str, folder: Path) -> Raw:
    """Return a vintage whose files are those of its receipt; SourceError."""
    return Raw(code, receipts.verify(folder).vintage, folder)


def _compare(ground: Ground, code: str, before: Raw | None, after: Raw, ledger: Path) -> None:
    """Write one pair's ledger, in one step."""
    con = ground.con
    con.execute(f"create or replace temp table pair as from {TABLE} limit 0")
    earlier = _sides(ground, code, before, "earlier")
    later = _sides(ground, code, after, "later")
    for table in earlier.keys() & later.keys():
        con.execute(f"insert into pair by name {_difference(ground.contracts[table], code)}")
    columns = ", ".join(f"{c.name}::{c.type} as {c.name}" for c in ground.contracts[TABLE].columns)
    fresh = ledger.with_name(f".{ledger.name}.new")
    quoted = contract.literal(str(fresh))
    con.execute(
        f"copy (select {columns} from pair order by {', '.join(ground.contracts[TABLE].key)}) "
        f"to {quoted} (format parquet, compression zstd)"
    )
    fresh.replace(ledger)
    for copy in (*earlier.values(), *later.values()):
        con.execute(f"drop table {copy}")


def _sides(ground: Ground, code: str, raw: Raw | None, side: str) -> dict[str, str]:
    """Copy the rows that revisions look at, of one edition (None: the snapshot), by table.

    What the parser held besides goes with its session.
    """
    sides = {}
    with (
        tempfile.TemporaryDirectory(dir=ground.scratch) as workbench,
        ground.con.cursor() as own,
    ):
        if raw is None:
            tables = ground.entries[code].source.tables
            shipped = (
                (name, snapshot.relation(own, ground.data.shipped, ground.contracts[name]))
                for name in tables
            )
            found = {name: relation for name, relation in shipped if relation}
        else:
            found = ground.entries[code].parse(replace(raw, scratch=Path(workbench)), own)
        for name, relation in found.items():
            if ground.contracts[name].observed:
                sides[name] = f"{side}_{name}"
                own.execute(
                    f"create or replace table {sides[name]} as select * from {relation} "
                    f"where source = '{code}' and {scope(ground.contracts[name])}"
                )
    return sides


def scope(table: Contract) -> str:
    """Return the condition on the rows whose revisions are kept."""
    held = set(table.names)
    wide = "geo in ('CA', 'CA-QC')" + (" or partner = 'WLD'" if "partner" in held else "")
    return f"({wide})" + (" and section = 'TOTAL'" if "section" in held else "")


def _difference(table: Contract, code: str) -> str:
    """Return the statement that gives one table's changes, as rows of `revision`.

    A series is new, revised or withdrawn only where both editions know it: what one of them leaves
    out whole (an extract, another perimeter) is no revision.
    """
    observed = table.observed
    if observed is None:
        raise ValueError(table.table)
    known = {"geo", "partner", observed.measure, table.period, "source"}
    details = [name for name in table.key if name not in known]
    series = ["geo", *(["partner"] if "partner" in table.names else []), observed.measure, *details]
    detail = " || ' ' || ".join(f"{name}::varchar" for name in details) or "''"
    month = table.period
    period = f"make_date({month}, 1, 1)" if month == "ref_year" else month
    partner = "partner::varchar" if "partner" in table.names else "'WLD'"
    names = ", ".join(series)
    return f"""
        with earlier as (
            select *, (select max(vintage) from earlier_{table.table}) as edition
            from earlier_{table.table}
        ),
        later as (
            select *, (select max(vintage) from later_{table.table}) as edition
            from later_{table.table}
        ),
        shared as (
            select {names},
                max(earlier.{month}) as last_before,
                min(later.{month}) as first_after,
                any_value(earlier.edition) as before_edition,
                any_value(later.edition) as after_edition
            from (select {names}, max({month}) as {month}, any_value(edition) as edition
                  from earlier group by all) as earlier
            inner join (select {names}, min({month}) as {month}, any_value(edition) as edition
                        from later group by all) as later using ({names})
            group by all
        ),
        horizon as (select max({month}) as last_before from earlier),
        changed as (
            select {names}, {month},
                earlier.{observed.value} as value_before,
                earlier.status::varchar as status_before,
                later.{observed.value} as value_after,
                later.status::varchar as status,
                earlier.status is null as is_added,
                later.status is null as is_gone
            from earlier
            full join later using ({names}, {month})
            where
                earlier.{observed.value} is distinct from later.{observed.value}
                or earlier.status is null or later.status is null
        )
        select
            '{table.table}' as table_name,
            geo::varchar as geo,
            {partner} as partner,
            {observed.measure}::varchar as measure,
            {detail} as detail,
            {period} as ref_period,
            before_edition as vintage_before,
            value_before::bigint as value_before,
            status_before,
            value_after::bigint as value_after,
            status,
            value_after::bigint - value_before::bigint as change,
            case when is_gone then 'withdrawn' when is_added then 'new' else 'revised' end as kind,
            '{observed.unit}' as unit,
            '{code}' as source,
            after_edition as vintage
        from changed
        inner join shared using ({names})
        cross join horizon
        where
            before_edition <= after_edition
            and case
                when is_added then {month} > horizon.last_before
                when is_gone then {month} >= shared.first_after
                else true
            end
    """


def _load(ground: Ground, ledger: Path, code: str) -> None:
    """Load one ledger; one that cannot be read is removed, to be worked out again next time."""
    quoted = contract.literal(str(ledger))
    try:
        ground.con.execute(
            f"create or replace temp view pair_ledger as select * from read_parquet({quoted}) "
            f"as pair where not exists (from {TABLE} as held where {_same_key(ground)})"
        )
        contract.load(ground.con, ground.contracts[TABLE], "pair_ledger", str(ledger))
    except (
        duckdb.IOException,
        duckdb.InvalidInputException,
        duckdb.BinderException,
        ContractError,
    ):
        ground.say(f"{code} : {ledger} est illisible, retiré ; il sera refait")
        ledger.unlink()


def _same_key(ground: Ground) -> str:
    """Two pairs may hold the same change, when one edition was fetched under two dates."""
    key = ground.contracts[TABLE].key
    return " and ".join(f"held.{name}::varchar = pair.{name}::varchar" for name in key)

"""A small made-up warehouse: awkward figures written by hand, published as a build would be."""

from __future__ import annotations

import calendar
import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import yaml

from dashboard.builds import Build
from dashboard.warehouse import Warehouse
from etl import totals
from etl.contract import read

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = ROOT / "tests/fixtures/warehouse"
MONTHS = [name.lower() for name in calendar.month_abbr[1:]]
NO_VALUE = {"..": "not_available", "x": "suppressed"}
MARKS = {"p": "preliminary", "e": "use_with_caution", "0s": "rounded_to_zero"}
VINTAGE = date(2023, 3, 8)


def observation(cell: str) -> tuple[int | None, str]:
    """Return dollars and status of a cell in thousands: `12`, `12p`, `0s`, `x`, `..`."""
    if cell in NO_VALUE:
        return None, NO_VALUE[cell]
    if cell in MARKS:
        return 0, MARKS[cell]
    if cell[-1] in MARKS:
        return 1000 * int(cell[:-1]), MARKS[cell[-1]]
    return 1000 * int(cell), "normal"


def monthly() -> list[dict[str, Any]]:
    """Return the monthly rows; an empty cell is an absent row."""
    with (WRITTEN / "trade_partner_monthly.csv").open(encoding="utf-8") as file:
        wide = list(csv.DictReader(file))
    rows = []
    for line in wide:
        for number, name in enumerate(MONTHS, start=1):
            if line[name]:
                value, status = observation(line[name])
                rows.append(
                    {key: line[key] for key in ("geo", "partner", "section", "flow")}
                    | {"ref_month": date(int(line["ref_year"]), number, 1)}
                    | {"value_cad": value, "status": status}
                    | {"source": line["source"], "vintage": VINTAGE}
                )
    return rows


def publish(folder: Path) -> Warehouse:
    """Write every table as Parquet with its contract's columns and open the result."""
    con = duckdb.connect()
    tables = {}
    for contract in sorted((ROOT / "etl/schemas").glob("*.yml")):
        table = contract.stem
        facts = yaml.safe_load(contract.read_text(encoding="utf-8"))
        types = {name: column["type"] for name, column in facts["columns"].items()}
        ddl = ", ".join(f"{name} {type_}" for name, type_ in types.items())
        con.execute(f"create table {table} ({ddl})")
        if table == "trade_partner_monthly":
            marks = ", ".join("?" * len(types))
            con.executemany(
                f"insert into {table} values ({marks})",
                [[row[name] for name in types] for row in monthly()],
            )
        elif "totals_of" in facts:
            detail = con.sql(f"from {facts['totals_of']}").to_arrow_table()
            con.register("summed", totals.summed(con, read(contract), detail))
            con.execute(f"insert into {table} from summed")
        else:
            # An empty text is a text, an empty number is a missing one.
            texts = ", ".join(name for name, type_ in types.items() if type_ == "varchar")
            written = WRITTEN / f"{table}.csv"
            con.execute(f"copy {table} from '{written}' (header, force_not_null ({texts}))")
        tables[table] = {"rows": con.execute(f"select count(*) from {table}").fetchall()[0][0]}
        if facts.get("partition"):
            (folder / table).mkdir()
            year = f"year({facts['period']})"
            parts = con.execute(f"select distinct {year} from {table} order by 1").fetchall()
            tables[table]["parts"] = {str(part): {} for (part,) in parts}
            for (part,) in parts:
                rows = f"from {table} where {year} = {part}"
                con.execute(f"copy ({rows}) to '{folder / table / str(part)}.parquet'")
        else:
            con.execute(f"copy {table} to '{folder / table}.parquet'")
    return Warehouse(Build("made-up", folder, {"tables": tables}))

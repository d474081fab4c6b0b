"""What a check tells of the rows that offend: all are counted, and the same few are shown."""

from __future__ import annotations

import dataclasses
from datetime import date

import duckdb
import pytest

from etl import checks, contract
from etl.checks import EXAMPLES_SHOWN, rules

TODAY = date(2026, 9, 4)


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        opened.execute("set threads = 4")
        yield opened


def test_the_examples_are_the_first_rows_whatever_threads_find_them(con):
    con.execute("create table flows as select i from range(500_000) as numbers(i) order by hash(i)")
    ground = checks.Ground(con, {}, {}, TODAY)
    told = {ground.look("flows", "select i, count(*) from flows group by i") for _ in range(3)}
    (finding,) = told
    assert finding.offending == 500_000
    assert finding.examples == tuple(f"{i} / 1" for i in range(EXAMPLES_SHOWN))


def test_each_rule_has_its_finding_and_only_a_broken_one_offends(con):
    flow = contract.all_contracts()["flow"]
    table = dataclasses.replace(flow, checks=("code <> 'import'", "code <> ''"), key=("code",))
    con.execute("create table flow as select unnest(['import', 're_export']) as code")
    kept, broken = sorted(
        rules.find(checks.Ground(con, {"flow": table}, {}, TODAY)), key=lambda one: one.offending
    )
    assert (kept.about, kept.offending, kept.examples) == ("code <> ''", 0, ())
    assert (broken.about, broken.offending, broken.examples) == ("code <> 'import'", 1, ("import",))

"""Every query file gives, on the made-up warehouse, the answer that is written down for it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboard import queries
from etl import contract
from tests.queries import made

EXPECTED = Path(__file__).parent / "expected"
EVERY = sorted(queries.catalogue())
# An extract answers with the rows of its table as they stand; the others have a golden answer.
GOLDEN = [name for name in EVERY if not name.startswith("extract/")]
INDICATORS = [name for name in GOLDEN if not name.startswith("catalogue/")]
CHECKS = {"unique", "not_null", "between", "sums_to"}


def written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return value.isoformat() if isinstance(value, date) else str(value)


def as_csv(columns: list[str], rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([written(row[name]) for name in columns] for row in rows)
    return text.getvalue()


@pytest.mark.parametrize("name", GOLDEN)
def test_the_answer_is_the_golden_one(name, made_up, request):
    query = queries.find(name)
    answer = made_up.run(query, query.sample)
    golden = EXPECTED / f"{name}.csv"
    given = as_csv(answer.column_names, answer.to_pylist())
    if request.config.getoption("--regold", default=False):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(given, encoding="utf-8")
    assert golden.is_file(), f"{golden} is missing: write it by hand or with --regold, then read it"
    assert given == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EVERY)
def test_the_sample_gives_every_parameter_and_no_other(name):
    query = queries.find(name)
    assert set(query.sample) == query.parameters


@pytest.mark.parametrize("name", EVERY)
def test_the_query_runs_and_its_grain_identifies_a_row(name, made_up):
    query = queries.find(name)
    rows = made_up.run(query, query.sample).to_pylist()
    keys = [tuple(row[column] for column in query.grain) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", EVERY)
def test_the_count_is_of_the_rows_of_the_answer(name, made_up):
    query = queries.find(name)
    assert made_up.count(query, query.sample) == made_up.run(query, query.sample).num_rows


@pytest.mark.parametrize("name", [name for name in EVERY if name.startswith("extract/")])
def test_what_is_counted_is_not_sorted(name, made_up):
    # To sort 48 million rows before they are counted took 13 s and 5 GiB.
    query = queries.find(name)
    planned = f"explain (format json) select count(*) from ({query.unsorted})"
    plan = str(made_up._con.cursor().execute(planned, query.sample | {"max_rows": None}).fetchall())
    # A table that is held knows how many rows it has: one value is read.
    assert "UNGROUPED_AGGREGATE" in plan or "COLUMN_DATA_SCAN" in plan
    assert "ORDER_BY" not in plan
    assert "TOP_N" not in plan


@pytest.mark.parametrize("name", INDICATORS)
def test_the_sample_shows_something(name, ask):
    assert ask(name)


@pytest.mark.parametrize("name", EVERY)
def test_the_header_holds_known_checks(name):
    checks = queries.find(name).facts.get("checks") or []
    assert {key for check in checks for key in check} <= CHECKS


@pytest.mark.parametrize("name", INDICATORS)
def test_the_checks_of_the_header_hold(name, ask):
    rows = ask(name)
    for check in queries.find(name).facts["checks"]:
        ((kind, wanted),) = check.items()
        HOLDS[kind](rows, wanted)


@pytest.mark.parametrize("name", INDICATORS)
def test_every_column_is_explained(name, made_up):
    query = queries.find(name)
    explained = queries.columns()
    assert set(made_up.run(query, query.sample).column_names) <= set(explained)


@pytest.mark.parametrize("column", sorted(queries.columns()))
def test_an_explanation_is_bilingual(column):
    facts = queries.columns()[column]
    assert all(facts[key][language] for key in ("title", "meaning") for language in ("fr", "en"))
    counts, money = {"persons", "positions"}, {"CAD", "USD"}
    assert facts["unit"] in {"", "ratio", "points", "index", "degrees"} | counts | money


def test_no_explanation_is_left_over(made_up):
    asked = (queries.find(name) for name in INDICATORS)
    shown = {column for q in asked for column in made_up.run(q, q.sample).column_names}
    assert set(queries.columns()) - shown == set()


def test_every_parameter_of_an_indicator_is_explained_in_both_languages():
    """Those of an extract are the columns of its table, explained by their contract."""
    taken = {
        name
        for query in queries.catalogue().values()
        if not query.name.startswith("extract/")
        for name in query.parameters
    }
    assert set(queries.parameters()) == taken
    assert all(meaning[lang] for meaning in queries.parameters().values() for lang in ("fr", "en"))


@pytest.mark.parametrize("name", INDICATORS)
def test_a_definition_speaks_to_readers_and_not_of_code(name):
    """No column, no parameter, no code between quotation marks: a note prints these words."""
    query = queries.find(name)
    codes = {*queries.columns(), *query.parameters, "WLD", "OTH", "CA-ZZ"}
    for text in (
        query.fact(key, lang) for key in ("title", "description") for lang in ("fr", "en")
    ):
        assert not re.search(r"\w_\w", text.replace("measure_status.csv", ""))
        quoted = re.findall(r"[«\"]\s*([\w-]+)\s*[»\"]", text)
        assert not {word for word in quoted if word in codes}
        assert "\u2019" not in text, "plain apostrophes: the interface sets them"


@pytest.mark.parametrize("file", ["columns.yml", "parameters.yml"])
def test_a_yaml_key_is_written_once(file):
    text = (queries.FOLDER / file).read_text(encoding="utf-8")
    keys = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert len(keys) == len(set(keys)) == len(yaml.safe_load(text))


def test_the_made_up_tables_are_those_of_the_contracts():
    contracts = contract.all_contracts()
    written = {name for name, table in contracts.items() if not table.totals_of}
    assert {path.stem for path in made.WRITTEN.glob("*.csv")} == written


def _unique(rows, columns):
    keys = [tuple(row[column] for column in columns) for row in rows]
    assert len(keys) == len(set(keys))


def _not_null(rows, columns):
    assert [row for row in rows for column in columns if row[column] is None] == []


def _between(rows, bounds):
    for column, (low, high) in bounds.items():
        assert all(low <= row[column] <= high for row in rows if row[column] is not None), column


def _sums_to(rows, wanted):
    for column in wanted["columns"]:
        parts = [row[column] for row in rows if row[wanted["label"]] != wanted["total"]]
        (total,) = [row[column] for row in rows if row[wanted["label"]] == wanted["total"]]
        assert None not in parts
        assert sum(parts) == pytest.approx(total, rel=1e-12)


HOLDS = {"unique": _unique, "not_null": _not_null, "between": _between, "sums_to": _sums_to}

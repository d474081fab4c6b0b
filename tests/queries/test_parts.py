"""Tables with a file for each year: a question opens those of its years, and loses no row by it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from dashboard import queries

DETAIL = "trade_product_monthly"
# Names a country, so that the rows of countries are read and not their sums.
ASKED = {"since": date(2021, 1, 1), "until": date(2021, 12, 1), "partners": ["MEX"]}
QUESTIONS = [
    name
    for name, query in queries.catalogue().items()
    if DETAIL in query.tables and not name.startswith("extract/")
]


@pytest.fixture
def scan(made_up):
    """What DuckDB plans to read of the countries' rows, for one question."""

    def planned(name, changed):
        query = queries.find(name)
        sample = query.sample | {k: v for k, v in changed.items() if k in query.sample}
        explained = f"explain (format json) {query.sql}"
        plan = json.loads(made_up._con.cursor().execute(explained, sample).fetchall()[0][1])
        (found,) = [one for one in _scans(plan) if "Scanning Files" in one]
        return found

    return planned


def _scans(plan):
    for node in plan:
        if "READ_PARQUET" in node["name"]:
            yield node["extra_info"]
        yield from _scans(node["children"])


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_opens_the_files_of_its_years_alone(scan, name):
    assert scan(name, ASKED)["Scanning Files"] == "1/3"


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_left_to_read_is_not_taken_for_one_row(scan, name):
    """DuckDB 2.0 does once the first part is left out, unless footers are read by name: joins then
    go the wrong way round."""
    reads_two_years = "BETWEEN" in scan(name, ASKED)["File Filters"]
    year = 2023 if reads_two_years else 2022
    last = ASKED | {"since": date(year, 1, 1), "until": date(year, 12, 1)}
    assert int(scan(name, last)["Estimated Cardinality"]) > 1


@pytest.mark.parametrize("name", [*QUESTIONS, f"extract/{DETAIL}"])
@pytest.mark.parametrize(
    "until", ["2021-12-31", "2022-01-01", "2022-02-28", "2022-07-15", "2022-12-01", "2023-02-28"]
)
@pytest.mark.parametrize("partners", [[], ["MEX", "USA"]])
def test_the_years_of_a_question_hold_all_its_months(made_up, name, until, partners):
    query = queries.find(name)
    until = date.fromisoformat(until)
    asked = {"since": date(until.year - 1, until.month, 1), "until": until, "partners": partners}
    sample = query.sample | {k: v for k, v in asked.items() if k in query.sample}
    everywhere, n_filters = re.subn(r"\n +and [^\n]*part_year[^\n]*", "", query.sql)
    assert n_filters
    answers = [
        made_up._con.cursor().execute(sql, sample).fetchall() for sql in (query.sql, everywhere)
    ]
    assert answers[0] == answers[1]


def test_a_view_held_a_year_at_a_time_has_all_its_rows_in_order(made_up):
    by_year = [view for view in queries.views() if view.by]
    assert by_year
    for view in by_year:
        cursor = made_up._con.cursor()
        held = cursor.execute(f"from {view.path.stem}").fetchall()
        assert (
            held == cursor.execute(f"from ({view.sql}) order by {', '.join(view.grain)}").fetchall()
        )
        assert held

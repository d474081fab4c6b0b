"""CIMT by product from its address to its table: the card's own downloads, served on loopback."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from benchmarks import generate_cimt
from etl import publication
from etl.build import build
from etl.cimt_archive import DOMESTIC_EXPORTS, IMPORTS
from etl.fetch import FetchError, Outcome
from etl.paths import DataFolder
from etl.sources import cimt_product
from tests import servers

THIS_YEAR = datetime.now(UTC).year
LAST_YEAR = THIS_YEAR - 1
FOLDER = "/n1/pub/71-607-x/2021004/zip"
# The card as it is, but for its first year: two years instead of seventeen.
CARD = replace(
    cimt_product.SOURCE,
    downloads=(IMPORTS.download(LAST_YEAR), DOMESTIC_EXPORTS.download(LAST_YEAR)),
)


@pytest.fixture(scope="module")
def bodies(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("zips")
    made = [
        generate_cimt.write(family, year, folder, 200, months=months)
        for family in generate_cimt.MEMBERS
        for year, months in ((LAST_YEAR, 12), (THIS_YEAR, 2))
    ]
    return {path.name: path.read_bytes() for path in made}


def serve(publisher, bodies: dict[str, bytes], modified: str = "Wed, 04 Feb 2026 13:30:00 GMT"):
    for name, body in bodies.items():
        publisher.serves(f"{FOLDER}/{name}", servers.file(body, modified=modified))


def years(raw: Path) -> list[tuple]:
    made = build(DataFolder(raw.parent))
    with duckdb.connect() as con:
        facts = made.manifest["tables"]["trade_product_monthly"]
        files = publication.files(made.folder, "trade_product_monthly", facts)
        publication.open_table(con, "rows", files)
        return con.execute(
            "select year(ref_month), count(distinct ref_month), max(vintage) from rows "
            "group by all order by all"
        ).fetchall()


def test_the_card_asks_for_every_year_since_its_first_at_the_documented_address():
    first, *_ = cimt_product.SOURCE.downloads[0].for_years(2012)
    assert first.url == f"{{statcan}}{FOLDER}/CIMT-CICM_Imp_2010.zip"
    asked = [one.file for d in cimt_product.SOURCE.downloads for one in d.for_years(2012)]
    assert len(asked) == 6
    assert asked[-1] == "CIMT-CICM_Dom_Exp_2012.zip"


def test_what_is_served_becomes_the_table(publisher, run, bodies):
    serve(publisher, bodies)
    result = run(CARD)
    assert result.outcome is Outcome.FETCHED
    assert {asked.path for asked in publisher.asked} == {f"{FOLDER}/{name}" for name in bodies}
    assert years(placed(result.folder)) == [
        (LAST_YEAR, 12, date(2026, 2, 4)),
        (THIS_YEAR, 2, date(2026, 2, 4)),
    ]


def test_a_year_that_has_not_begun_is_left_aside(publisher, run, bodies):
    serve(publisher, {n: b for n, b in bodies.items() if str(LAST_YEAR) in n})
    for name in bodies:
        if str(THIS_YEAR) in name:
            publisher.serves(f"{FOLDER}/{name}", servers.status(404))
    result = run(CARD)
    assert [row[0] for row in years(placed(result.folder))] == [LAST_YEAR]


def test_a_page_in_the_place_of_a_year_is_refused(publisher, run, bodies):
    serve(publisher, bodies)
    publisher.serves(f"{FOLDER}/CIMT-CICM_Imp_{LAST_YEAR}.zip", servers.page(200))
    with pytest.raises(FetchError, match="est une page web"):
        run(CARD)


def placed(vintage: Path) -> Path:
    """Move a fetched source under `raw/`, where a build looks for it; return that folder."""
    raw = vintage.parent.parent / "data/raw"
    raw.mkdir(parents=True)
    vintage.parent.rename(raw / "cimt_product")
    return raw

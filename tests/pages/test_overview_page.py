"""The first page: the last twelve months in tiles, the map, and how fresh the data are."""

import csv

import pytest

from dashboard import overview, warehouse
from dashboard.i18n import use
from etl.paths import PROJECT_ROOT

PAGE = "pages/overview.py"
SNAPSHOT = PROJECT_ROOT / "data/raw/snapshot/trade_partner_monthly.csv"


def shipped(partner: str, flow: str, since: str, until: str) -> int:
    """Add up Québec's months as they are shipped, without any query."""
    with SNAPSHOT.open(encoding="utf-8") as lines:
        return sum(
            int(row["value_cad"])
            for row in csv.DictReader(lines)
            if (row["geo"], row["partner"], row["flow"]) == ("CA-QC", partner, flow)
            and row["source"] == "statcan_12100175"
            and since <= row["ref_month"] <= until
        )


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "params", [{}, {"geo": "CA"}, {"flow": "import"}, {"geo": "CA", "flow": "import"}], ids=str
)
def test_every_choice_opens(app_test, lang, params):
    at = app_test(PAGE, lang, **params)
    assert not at.exception
    assert len(at.subheader) == 4


def test_the_tiles_are_the_last_twelve_months(data_dir):
    with use("fr"):
        result = overview.pulse()
        tiles = {tile.name: tile for tile in overview.tiles(result)}
    mexico = next(
        row
        for row in result.rows
        if (row["partner"], row["direction"], row["frequency"]) == ("MEX", "export", "rolling")
    )
    assert overview.last_month(result).isoformat() == "2026-07-01"
    assert mexico["value_cad"] == shipped("MEX", "domestic_export", "2025-08-01", "2026-07-01")
    tile = tiles["Exportations · Mexique"]
    assert tile.value.replace("\u202f", " ").replace("\xa0", " ") == "2 152,5 M$"
    assert "5e partenaire" in tile.note.replace("\xa0", " ")
    assert len(tile.curve) == 104


def test_a_country_that_is_not_loaded_is_said_not_zero(data_dir):
    with use("fr"):
        block = overview.region_map("CA-QC", "export", overview.last_month(overview.pulse()))
    statuses = {row["partner"]: (row["status"], row["value_cad"]) for row in block.result.rows}
    assert statuses["COL"] == ("not_loaded", None)
    assert statuses["MEX"][0] == "normal"
    assert len(statuses) == 33
    assert "30 pays ne sont pas chargés" in block.sentence.replace("\u202f", " ").replace(
        "\xa0", " "
    )


def test_without_trade_the_page_names_the_command(app_test, tmp_path, monkeypatch):
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
    warehouse.forget()
    at = app_test(PAGE)
    assert not at.exception
    assert "python -m etl build" in " ".join(str(info.value) for info in at.info)

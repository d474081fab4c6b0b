"""The first page: the last twelve months in tiles, the map, and how fresh the data are."""

import csv

import pytest

from dashboard import openings, overview, overview_mobility
from dashboard.i18n import use
from etl.paths import PROJECT_ROOT
from tests.pages.reading import plain, titles

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
    assert len(titles(at)) + len(at.subheader) == 5


def test_the_tiles_on_people_are_the_publishers_counts(data_dir):
    with use("fr"):
        tiles = {plain(tile.name): tile for tile in overview_mobility.tiles()}
    students = tiles["Étudiants de tous les pays · Québec"]
    assert (plain(students.value), plain(students.note)) == ("72 500", "permis d'études, 2024")
    assert plain(tiles["Travailleurs du PTET · Québec"].value) == "72 280"
    positions = tiles["Postes approuvés, région · Québec"]
    # Guatemala 16 997, Mexico 14 725, Colombia 1 064 in 2023: the countries ranked, a floor.
    assert plain(positions.value) == "au moins 32 786"
    assert "des postes, et non des personnes" in plain(positions.note)
    assert positions.change == ""
    # The curve of the region starts after 2021, whose sum is hidden.
    assert len(tiles["Étudiants de la région · Canada"].curve) == 3


def test_people_that_are_not_loaded_say_their_command(data_dir, monkeypatch):
    monkeypatch.setattr(overview_mobility, "ask", lambda *_args, **_params: Nothing())
    with use("fr"):
        tiles = overview_mobility.tiles()
    assert {plain(tile.value) for tile in tiles} == {"non chargé"}
    assert all(tile.note.startswith("python -m etl refresh ") for tile in tiles)


class Nothing:
    """The answer to a question on a table that holds no row."""

    rows: tuple[dict[str, str], ...] = ()
    sources = ()


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
    openings.forget()
    at = app_test(PAGE)
    assert not at.exception
    assert "python -m etl build" in " ".join(str(info.value) for info in at.info)

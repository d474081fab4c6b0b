"""The country sheet: official figures, gaps said with their command, awkward countries, both languages."""

import csv
from dataclasses import replace

import pytest

from dashboard import (
    amounts,
    catalogue,
    country,
    country_choices,
    country_people,
    country_trade,
    narrative_country,
    tiles,
)
from dashboard.i18n import use
from etl.paths import PROJECT_ROOT
from tests.pages.reading import plain, text

PAGE = "pages/country.py"
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
    "params",
    [
        {},
        {"geo": "CA"},
        {"partner": "COL"},  # no Québec series
        {"partner": "HTI", "geo": "CA"},
        {"partner": "FRA"},  # outside the region
        {"partner": "GLP"},  # a territory
        {"partner": "PRK"},  # no GDP
        {"partner": "SUN"},  # a country that is no more
        {"partner": "VAT", "geo": "CA"},
    ],
    ids=str,
)
def test_every_country_opens(app_test, lang, params):
    at = app_test(PAGE, lang, **params)
    assert not at.exception
    assert [one.anchor for one in at.header if one.anchor] == [
        "echanges",
        "produits",
        "mobilite",
        "economie",
        "liens",
        "strategie",
    ]


def test_the_publishers_figures_of_mexico(app_test):
    said = text(app_test(PAGE, partner="MEX"))
    exports = shipped("MEX", "domestic_export", "2025-08-01", "2026-07-01")
    assert exports == 2_152_539_000
    assert "exportations : 2 152,5 M$ (+25,2 % sur un an)" in said
    assert shipped("MEX", "domestic_export", "2025-01-01", "2025-12-31") == 1_633_217_000
    assert "les exportations passent de 1 794,9 M$ à 1 633,2 M$" in said
    assert "En 2024 — Mexique : 8 340 personnes" in said
    assert "ACEUM, depuis le 1er juillet 2020" in said
    assert "PTPGP, depuis le 30 décembre 2018" in said
    assert "Délégation générale du Québec à Mexico (1980)" in said


def test_the_same_figures_in_english(app_test):
    said = text(app_test(PAGE, "en", partner="MEX"))
    assert "exports: $2,152.5M (+25.2% year over year)" in said
    assert "CUSMA, since July 1, 2020" in said
    assert "GDP: US$1,788.9B (2023)" in said


def test_a_country_whose_trade_with_quebec_is_not_loaded_shows_canada_as_canada(app_test):
    said = text(app_test(PAGE, partner="COL"))
    assert "Québec × Colombie : non chargé — `python -m etl refresh trade_partner_annual`" in said
    assert "Ce ne sont pas les échanges du Québec" in said
    assert "Exportations · Canada" in said
    assert "Exportations · Québec" not in said
    # Canada asked for is no gap.
    assert "non chargé —" not in text(app_test(PAGE, partner="COL", geo="CA"))


def test_products_that_are_not_loaded_say_their_command(app_test):
    assert "python -m etl refresh trade_product_monthly" in text(app_test(PAGE))


def test_a_country_without_any_trade_says_so(app_test):
    said = text(app_test(PAGE, partner="SUN"))
    assert "Québec × Union soviétique (jusqu'en 1993) : non chargé" in said
    assert "Le commerce du Canada est montré" not in said


def test_an_unknown_country_is_dropped_and_said(app_test):
    at = app_test(PAGE, partner="<b>ZZZ</b>")
    assert not at.exception
    assert "Paramètre d'adresse ignoré" in text(at)
    assert "<b>ZZZ" not in text(at)


def test_silence_about_a_country_outside_the_region_is_no_absence_of_agreement(app_test):
    said = text(app_test(PAGE, partner="FRA"))
    assert "La liste ne vaut que pour la région" in said
    assert "pas de représentation" not in said


def test_a_region_s_country_without_agreement_or_office_says_so(app_test):
    said = text(app_test(PAGE, partner="HTI"))
    assert "Aucun accord de la liste n'est en vigueur" in said
    assert "Le Québec n'y a pas de représentation." in said


def test_a_country_below_the_last_rank_is_bounded_and_not_nil(data_dir):
    with use("fr"):
        sheet = country_choices.sheet("HTI", "CA-QC")
        named = {one.name: one for one in country.tiles(sheet)}
        assert (
            plain(named["Postes approuvés au Québec"].value) == "sous le dernier rang, 798 au plus"
        )


def test_the_strategy_s_claims_come_with_their_verdict(app_test):
    said = text(app_test(PAGE, partner="MEX"))
    assert "4e partenaire commercial du Québec" in said
    assert "Quelles mesures le nomment ?" in said


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_year_alone_tells_no_change(data_dir, lang):
    with use(lang):
        rows = country_trade.exchanged(country_choices.sheet("COL", "CA")).result.rows
        one = [rows[0] | {"exports_growth": None, "imports_growth": None}]
        said = plain(narrative_country.trade(one))
    assert {"fr": "Une seule année", "en": "Only one calendar year"}[lang] in said
    assert "%" not in said


def test_zero_trade_is_a_zero(app_test):
    """Canada sold nothing to Nauru over the last twelve months: a zero, which has no change."""
    said = text(app_test(PAGE, partner="NRU", geo="CA"))
    assert "exportations : 0 M$ ;" in said
    assert "n.d." not in said


def test_a_missing_flow_says_why(data_dir):
    with use("fr"):
        rows = country_trade.exchanged(country_choices.sheet("MEX", "CA")).result.rows
        hidden = [row | {"exports_cad": None, "exports_status": "suppressed"} for row in rows]
        assert "exportations : confidentiel" in plain(narrative_country.trade(hidden))


def test_trade_and_mobility_never_share_a_scale(data_dir):
    with use("fr"):
        block = country_people.timeline(country_choices.sheet("MEX", "CA-QC"))
        figure = block.figure()
    series = {row["series"] for row in block.result.rows}
    assert series == {"exports", "imports", "students", "positions"}
    # Three bands one above the other on one time axis: no trace crosses into another's.
    spans = {}
    for trace in figure.data:
        known = [value for value in trace["y"] if value is not None]
        low, high = spans.get(trace["name"], (min(known), max(known)))
        spans[trace["name"]] = (min(low, *known), max(high, *known))
    assert spans["Exportations"][0] > spans["Étudiants"][1]
    assert spans["Étudiants"][0] > spans["Postes approuvés"][1]


def test_a_long_name_stays_in_its_tile_and_its_sentence(data_dir, monkeypatch):
    long = "Pays au nom de deux cents signes " * 6
    assert len(long) >= 190
    known = catalogue.labels

    def labels(code_list):
        found = known(code_list)
        return {**found, "COL": long} if code_list == "partner" else found

    monkeypatch.setattr(catalogue, "labels", labels)
    with use("fr"):
        sheet = country_choices.sheet("COL", "CA-QC")
        assert long in country.gap(sheet)
        for section in country.sections(sheet)[2:]:
            for make in section.makers:
                block = make()
                if block.figure:
                    # The margin for names is bounded: what is drawn keeps most of a telephone's width.
                    assert block.figure().layout.margin.r < 240


def test_the_blocks_are_made_again_without_the_page(data_dir):
    """A note or an address answers from the same makers."""
    with use("en"):
        sheet = country_choices.sheet("GTM", "CA-QC")
        made = [
            make()
            for part in country.sections(sheet)
            if part.key != "produits"
            for make in part.makers
        ]
    assert len({block.key for block in made}) == len(made)
    assert all(block.sentence for block in made)


def test_a_unit_without_words_is_an_error():
    with pytest.raises(KeyError):
        amounts.of_row({"amount": 1, "unit": "furlong", "status": "normal"})


def test_a_tile_of_what_is_missing_names_the_command(data_dir):
    with use("fr"):
        sheet = replace(country_choices.sheet("COL", "CA-QC"), shown="CA-QC")
        first = country.tiles(sheet)[0]
    assert isinstance(first, tiles.Tile)
    assert (plain(first.value), first.note) == (
        "non chargé",
        "python -m etl refresh trade_partner_monthly",
    )

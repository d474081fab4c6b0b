"""Sentences about products: what hangs on one product is said, a zero is a zero, a break names its years."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from dashboard import product_sentences as sentences
from dashboard.i18n import use
from dashboard.product_names import coded, level_coded, name, namer

AIRCRAFT = {"hs": "8802", "label_fr": "Aéronefs", "label_en": "Aircraft"}
RANKED = AIRCRAFT | {"value_cad": 5_000_000, "previous_value_cad": 4_000_000, "growth": 0.25}


def plain(said: str) -> str:
    return said.replace("\u202f", " ").replace("\xa0", " ").replace("’", "'")


def grown(total, without):
    return SimpleNamespace(rows=[AIRCRAFT | {"total_growth": total, "growth_without": without}])


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (grown(0.12, -0.03), "varie de +12,0 % ; sans le plus grand produit, Aéronefs (8802) : −3,0 %"),
        (grown(0.12, None), "tout tient à un seul produit, Aéronefs (8802)"),
        (grown(None, None), "Aucun échange un an plus tôt"),
        (SimpleNamespace(rows=[]), "n'est pas connue"),
    ],
)  # fmt: skip
def test_growth_is_said_with_and_without_the_largest_product(result, words):
    assert words in plain(sentences.growth(result))


def test_growth_in_english():
    with use("en"):
        said = plain(sentences.growth(grown(0.12, -0.03)))
    assert (
        said
        == "Over a year, the whole changes by +12.0%; without the largest product, Aircraft (8802): −3.0%."
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "Premier : Aéronefs (8802), 5,0 M$ (+25,0 % sur un an)."),
        ({"growth": 4999.0, "previous_value_cad": 1000}, "(contre 1,0 k$ un an plus tôt)."),
        ({"growth": None, "previous_value_cad": None}, "Premier : Aéronefs (8802), 5,0 M$."),
    ],
)
def test_the_first_product_is_named_with_its_change(changed, words):
    assert words in plain(sentences.ranking(SimpleNamespace(rows=[RANKED | changed])))


def test_no_row_is_a_zero_and_no_missing_figure():
    assert "C'est un zéro" in plain(sentences.ranking(SimpleNamespace(rows=[])))


def test_a_break_names_its_product_and_its_years():
    rows = [
        AIRCRAFT | {"period_end": date(year, 12, 1), "is_revised": year in (2012, 2017, 2022)}
        for year in range(2010, 2024)
    ]
    assert "Aéronefs (2012, 2017, 2022)" in plain(sentences.broken(rows))
    assert sentences.broken([row | {"is_revised": False} for row in rows]) == ""


def test_a_product_that_no_country_trades_is_a_zero():
    row = {"partner": "MEX", "value_cad": 0, "share": 0.0, "rank_world": 1}
    said = plain(sentences.partners([row], []))
    assert "C'est un zéro" in said


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Coton,non cardé ni peigné", "Coton, non cardé ni peigné (5201)"),
        ("Avions de plus de 15,000 kg", "Avions de plus de 15,000 kg (5201)"),
        ("Deux  espaces", "Deux espaces (5201)"),
        (None, "5201"),
    ],
)
def test_a_label_is_spaced_and_has_its_code(label, shown):
    row = {"hs": "5201", "label_fr": label, "label_en": None}
    assert coded(row) == shown
    assert namer([row])("5201") == shown
    with use("en"):
        assert (coded(row), name(row)) == ("5201", "5201")


def test_a_long_label_is_cut_at_a_word_in_a_sentence_and_whole_elsewhere():
    long = "Machines et appareils mécaniques ayant une fonction propre, non dénommés ailleurs"
    row = {"hs": "8479", "label_fr": long, "label_en": None}
    assert coded(row).endswith("… (8479)")
    assert name(row) == long


def test_the_levels_of_the_harmonized_system_bear_its_initials_in_each_language():
    assert [level_coded(level) for level in ("section", "heading")] == ["Section", "Position (SH4)"]
    with use("en"):
        assert level_coded("subheading") == "Subheading (HS6)"

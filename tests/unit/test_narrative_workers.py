"""Sentences on temporary workers say what the rows carry, whatever is hidden, unranked, nil or absent."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import narrative_permits as permits
from dashboard import narrative_workers as words
from dashboard.i18n import use

LEFT_OPEN = re.compile(r"\{\w*\}|None|nan|inf\b")
COUNTRIES = ("GTM", "MEX", "HND", "COL")
EACH_LANGUAGE = pytest.mark.parametrize("lang", ["fr", "en"])
rates = st.none() | st.floats(-1, 50)
shares = st.none() | st.floats(0, 1)
counts = st.integers(0, 10**6)


@pytest.fixture(autouse=True)
def _names(data_dir):
    """Names of countries, streams and regions come from the built tables."""


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("’", "'")


def whole(sentence: str) -> bool:
    return sentence.endswith(".") and not LEFT_OPEN.search(sentence)


@st.composite
def counted(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A count as a row carries it: known, suppressed between bounds, unranked, or not available."""
    kind = draw(st.sampled_from(["known", "suppressed", "sum", "not_available", "below_rank"]))
    low, high = {
        "suppressed": (0, 5),
        "sum": (draw(st.integers(1, 999)), 1_000),
        "below_rank": (0, draw(st.none() | counts)),
    }.get(kind, (None, None))
    is_known = kind == "known"
    return {
        name: draw(counts) if is_known else None,
        f"{name}_low": low,
        f"{name}_high": high,
        "status": {"known": "normal", "sum": "suppressed"}.get(kind, kind),
        "growth": draw(rates) if is_known else None,
        "share": draw(shares) if is_known else None,
    }


@EACH_LANGUAGE
@given(cells=st.lists(counted("positions"), min_size=4, max_size=4))
def test_positions_by_country_are_whole(lang, cells):
    rows = [
        {"partner": code, "ref_year": 2023, "last_rank": 10, "rank": None} | cell
        for code, cell in zip(COUNTRIES, cells, strict=True)
    ]
    with use(lang):
        said = words.by_country(rows, COUNTRIES)
    assert whole(said)
    below = any(cell["status"] == "below_rank" for cell in cells)
    assert (("n'est pas à zéro" in plain(said)) or ("not at zero" in said)) == below


@EACH_LANGUAGE
@given(cells=st.lists(counted("positions"), max_size=5), is_ala=st.booleans())
def test_ranking_streams_and_regions_are_whole(lang, cells, is_ala):
    for row in cells:
        # Only the table by country has ranks that one can be below.
        row["status"] = "not_available" if row["status"] == "below_rank" else row["status"]
    places = list(enumerate(cells, 1))
    ranked = [
        row | {"partner": "MEX", "rank": rank, "is_ala": is_ala, "last_rank": 10}
        for rank, row in places
    ]
    streams = [row | {"stream": "low_wage", "ref_year": 2020 + n} for n, row in places]
    regions = [
        row | {"region": "2435", "rank": None if n == 1 else n, "is_several": n == 1}
        for n, row in places
    ]
    occupations = [row | {"occupation": "8431"} for _n, row in places]
    with use(lang):
        assert whole(words.ranking(ranked, 2023))
        assert whole(words.streams(streams))
        assert whole(words.stream(streams))
        assert whole(words.regions(regions, 2023))
        assert whole(words.occupations(occupations, 2023))


@EACH_LANGUAGE
@given(cells=st.lists(counted("persons"), max_size=3), n=st.integers(1, 33))
def test_permits_are_whole(lang, cells, n):
    day = date(2024, 6, 1)
    placed = list(zip(COUNTRIES, cells, strict=False))
    months = [{"partner": code, "period": day} | cell for code, cell in placed]
    stocks = [
        {"programme": code, "ref_year": 2024} | cell
        for code, cell in zip(("tfwp", "imp", "tfwp_sawp"), cells, strict=False)
    ]
    places = [
        {"geo": code, "ref_year": 2024} | cell
        for code, cell in zip(("CA-QC", "CA-ZZ", "CA"), cells, strict=False)
    ]
    residents = [{"resident_type": "all", "period": day} | cell for cell in cells]
    workers = [{"partner": code, "ref_year": 2021} | cell for code, cell in placed]
    with use(lang):
        assert whole(permits.months(months, COUNTRIES))
        assert whole(permits.region([row | {"n_partners": n} for row in months]))
        assert whole(permits.stocks(stocks, ("tfwp", "imp")))
        assert whole(permits.parts(stocks, 2024))
        assert whole(permits.provinces(places, "CA-QC"))
        assert whole(permits.residents(residents))
        assert whole(words.counted(workers, COUNTRIES))


@EACH_LANGUAGE
@given(
    values=st.lists(st.none() | counts, min_size=1, max_size=12),
    high=st.none() | st.integers(0, 11),
    low=st.none() | st.integers(0, 11),
)
def test_seasons_are_whole(lang, values, high, low):
    hidden = sum(value is None for value in values)
    rows = [
        {
            "ref_year": 2023,
            "month_of_year": place + 1,
            "persons": value,
            "n_months": len(values),
            "n_hidden": hidden,
            "is_whole": len(values) == 12,
            "is_high": place == high and value is not None,
            "is_low": place == low and value is not None and not hidden,
        }
        for place, value in enumerate(values)
    ]
    with use(lang):
        assert whole(permits.season(rows))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"persons": 3_150, "growth": -0.044}, "3 150 personnes (−4,4 % sur un an)"),
        ({"persons": 3_150, "growth": 0.215}, "3 150 personnes (+21,5 % sur un an)"),
        ({"persons": 15, "growth": 0.5}, "15 personnes"),
        ({"persons": 1, "growth": None}, "1 personne"),
        ({"persons": 0, "growth": None}, "0 personne"),
        ({"persons": None, "persons_low": 0, "persons_high": 5}, "supprimé (0 à 5)"),
        (
            {"persons": None, "persons_low": 9_562, "persons_high": 9_688},
            "9 562 à 9 688 personnes",
        ),
        ({"persons": None, "status": "not_available"}, "non disponible"),
    ],
)
def test_a_count_of_persons_in_words(row, sentence):
    with use("fr"):
        assert plain(words.counted_persons({"status": "suppressed", "growth": None} | row)) == (
            sentence
        )


@pytest.mark.parametrize(
    ("n", "french", "english"),
    [(0, "0 poste", "0 positions"), (1, "1 poste", "1 position"), (2, "2 postes", "2 positions")],
)
def test_positions_in_words(n, french, english):
    with use("fr"):
        assert plain(words.positions(n)) == french
    with use("en"):
        assert plain(words.positions(n)) == english


def test_an_unranked_country_has_no_number_and_no_rate():
    row = {
        "partner": "HND",
        "ref_year": 2023,
        "rank": None,
        "last_rank": 10,
        "positions": None,
        "positions_low": 0,
        "positions_high": 798,
        "status": "below_rank",
        "growth": None,
    }
    with use("fr"):
        said = plain(words.by_country([row], ("HND",)))
    assert said.startswith("En 2023 — Honduras : sous le 10e rang, 798 postes au plus.")
    assert "%" not in said


@pytest.mark.parametrize(
    ("precision", "start"),
    [
        ("under", "Pour 2020, la stratégie énonce près de 13 000 personnes."),
        ("over", "Pour 2020, la stratégie énonce plus de 13 000 personnes."),
        ("exact", "Pour 2020, la stratégie énonce 13 000 personnes."),
    ],
)
def test_a_statement_keeps_its_precision(precision, start):
    row = {"figure_kind": "statement", "ref_year": 2020, "persons": 13_000, "precision": precision}
    with use("fr"):
        assert plain(words.agriculture([row])) == start


def test_nothing_published_is_said():
    with use("fr"):
        assert {
            words.by_country([], COUNTRIES),
            words.ranking([], 2023),
            words.stream([]),
            words.agriculture([]),
            permits.months([], COUNTRIES),
            permits.season([]),
            permits.stocks([], ("tfwp",)),
        } == {words.nothing()}

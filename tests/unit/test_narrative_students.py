"""Sentences on students carry what the rows hold: sign, number, hidden counts, years in progress."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import narrative_students as words
from dashboard import student_claim
from dashboard.i18n import use

LEFT_OPEN = re.compile(r"\{\w+\}|None|nan|inf\b")
counts = st.integers(0, 10**6).map(lambda n: 5 * n)
growths = st.none() | st.floats(-1, 50)


@pytest.fixture(autouse=True)
def _names(data_dir):
    """Names of countries come from the built tables."""


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("’", "'")


def row(**facts):
    usual = {
        "partner": "MEX",
        "study_level": "all",
        "ref_year": 2024,
        "months_covered": 12,
        "is_whole": True,
        "persons": 8340,
        "persons_low": 8338,
        "persons_high": 8342,
        "status": "normal",
        "growth": -0.266,
        "share": 0.016,
        "n_partners": 33,
        "n_hidden": 0,
        "rank_region": 1,
        "share_high": 0.15,
        "canada_persons": 515390,
    }
    return usual | facts


HIDDEN = {
    "persons": None,
    "status": "suppressed",
    "persons_low": 0,
    "persons_high": 5,
    "growth": None,
    "share": None,
    "n_hidden": 1,
    "rank_region": None,
}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "En 2024 — Mexique : 8 340 personnes (−26,6 % sur un an)."),
        ({"growth": None}, "En 2024 — Mexique : 8 340 personnes."),
        ({"growth": 0.25}, "En 2024 — Mexique : 8 340 personnes (+25,0 % sur un an)."),
        ({"persons": 0, "growth": -1.0}, "En 2024 — Mexique : 0 personne."),
        (HIDDEN, "En 2024 — Mexique : supprimé (0 à 5)."),
        (
            HIDDEN | {"status": "not_available", "persons_low": None, "persons_high": None},
            "En 2024 — Mexique : non disponible.",
        ),
    ],
)
def test_the_last_whole_year_is_stated(facts, sentence):
    partial = row(ref_year=2025, months_covered=7, is_whole=False)
    assert plain(words.years([row(**facts), partial], ("MEX",))) == sentence


def test_a_year_in_progress_alone_is_no_year():
    partial = row(ref_year=2025, months_covered=7, is_whole=False)
    assert "Rien n'est publié" in plain(words.years([partial], ("MEX",)))
    assert "ne couvre que 7 mois" in plain(words.partial([partial]))
    assert words.partial([row()]) == ""


def test_the_region_says_which_years_stand_between_two_bounds():
    hidden = row(partner="ALA", ref_year=2021, **HIDDEN) | {
        "persons_low": 37831,
        "persons_high": 37964,
    }
    said = plain(words.region([hidden, row(partner="ALA", n_partners=1)]))
    assert "pour 1 pays publié de la région" in said
    assert "2021 (37 831 à 37 964)" in said
    with use("en"):
        assert "37,831 to 37,964" in words.region([hidden])
        assert "33 published countries" in words.region([hidden])


@pytest.mark.parametrize(
    ("hidden", "french", "english"),
    [
        (1, "1 pays est supprimé", "1 country is suppressed"),
        (2, "2 pays sont supprimés", "2 countries are suppressed"),
    ],
)
def test_hidden_countries_agree_with_their_number(hidden, french, english):
    rows = [row(), *(row(**HIDDEN) for _ in range(hidden))]
    assert french in plain(words.ranking(rows, 2024))
    with use("en"):
        assert english in words.ranking(rows, 2024)


def month(at, persons, hidden=0):
    return {
        "profile": "mean",
        "month_of_year": at,
        "persons": persons,
        "persons_high": 5.0 if persons is None else persons + 2,
        "n_hidden": hidden,
        "n_months": 3,
        "status": "normal",
    }


def test_the_high_month_is_named_only_when_it_stands_alone():
    said = plain(words.season([month(1, 10.0), month(8, 20.0)], "MEX"))
    assert "le mois fort est août, 20 personnes en moyenne" in said
    tied = plain(words.season([month(1, 20.0), month(8, 20.0, hidden=1)], "MEX"))
    assert "aucun mois ne dépasse à coup sûr les autres" in tied
    assert "1 mois supprimé ne compte pas" in tied
    # A mean that leaves hidden months out may be too high to be the highest, or to be beaten.
    unsure = words.season([month(1, 30.0, hidden=2), month(8, 20.0)], "MEX")
    assert "à coup sûr" in plain(unsure)
    low = words.season([month(1, 4.0), month(8, None, hidden=3)], "MEX")
    assert "à coup sûr" in plain(low)
    assert "Aucune année entière" in plain(words.season([month(3, None, 3)], "MEX"))


def claim(**facts):
    usual = {
        "year_from": 2009,
        "year_to": 2018,
        "claimed_growth": 0.4,
        "precision": "over",
        "document_fr": "Stratégie",
        "passage_fr": "Passage",
        "first_persons": 15075,
        "persons": 39400,
        "growth": 1.6136,
        "growth_low": 1.598,
        "growth_high": 1.63,
        "status": "normal",
    }
    return usual | facts


@pytest.mark.parametrize(
    ("precision", "phrase"),
    [("over", "de plus de 40 %"), ("under", "de près de 40 %"), ("exact", "croissance de 40 %")],
)
def test_the_statement_keeps_its_precision(precision, phrase):
    said = plain(student_claim.statement(claim(precision=precision)))
    assert phrase in said
    assert said.endswith("(Stratégie, Passage).")


def test_a_hidden_count_leaves_the_claim_without_rate():
    gone = claim(growth=None, growth_low=None, growth_high=None, status="suppressed")
    assert "n'a pas de croissance" in plain(student_claim.count(gone))
    assert "+161 %, entre +160 % et +163 %" in plain(student_claim.count(claim()))


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(persons=counts | st.none(), growth=growths, share=st.none() | st.floats(0, 1))
def test_a_sentence_is_whole_whatever_the_rows_carry(lang, persons, growth, share):
    facts = {"persons": persons, "growth": growth, "share": share}
    if persons is None:
        facts |= HIDDEN
    shown = row(**facts)
    rows = [shown, row(ref_year=2025, is_whole=False, months_covered=1)]
    with use(lang):
        said = [
            words.years(rows, ("MEX",)),
            words.region([shown]),
            words.ranking([shown], 2024),
            words.levels(rows),
            words.share([row(persons=persons or 0, share=share, share_high=share)]),
            words.partial(rows),
            student_claim.count(claim(growth=growth)),
        ]
        signs = words.years([shown], ("MEX",))
    for sentence in said:
        assert sentence.endswith(".")
        assert not LEFT_OPEN.search(sentence), sentence
    if persons is None:
        assert "%" not in signs
    elif growth is not None and persons >= 100 and abs(growth) > 0.01:
        assert ("+" in signs) == (growth > 0)
        assert ("−" in signs) == (growth < 0)

"""Sentences say what the rows carry, in every case of sign, number and absence, and nothing more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import narrative
from dashboard.i18n import use

LEFT_OPEN = re.compile(r"\{\w+\}|None|nan|inf\b")
STATUSES = ("not_available", "suppressed", "too_unreliable")
ratios = st.none() | st.floats(-1, 50)
amounts = st.none() | st.integers(-(10**11), 10**11)


@dataclass(frozen=True)
class Answer:
    """As much of a result as a sentence is made from."""

    rows: list[dict[str, Any]]


@pytest.fixture(autouse=True)
def _names(data_dir):
    """Names of countries come from the built tables."""


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("’", "'")


def row(partner: str, **facts: Any) -> dict[str, Any]:
    usual = {
        "period": date(2025, 12, 1),
        "value_cad": 1_633_217_000,
        "status": "normal",
        "growth": -0.011,
        "share": 0.0139,
        "index_100": 98.7,
    }
    return {"partner": partner} | usual | facts


@pytest.mark.parametrize(
    ("measure", "facts", "sentence"),
    [
        ("value", {}, "12 mois à décembre 2025 — Mexique : 1 633,2 M$ (−1,1 % sur un an)."),
        ("value", {"growth": None}, "12 mois à décembre 2025 — Mexique : 1 633,2 M$."),
        (
            "value",
            {"value_cad": None, "status": "suppressed", "growth": None},
            "12 mois à décembre 2025 — Mexique : confidentiel.",
        ),
        (
            "value",
            {"value_cad": 0, "growth": -1.0},
            "12 mois à décembre 2025 — Mexique : 0 M$ (−100,0 % sur un an).",
        ),
        ("growth", {}, "12 mois à décembre 2025 — Mexique : −1,1 %."),
        ("share", {}, "12 mois à décembre 2025 — Mexique : 1,4 %."),
        ("index", {}, "12 mois à décembre 2025 — Mexique : 98,7."),
    ],
)
def test_the_last_period_is_stated(measure, facts, sentence):
    with use("fr"):
        said = narrative.latest(Answer([row("MEX", **facts)]), ("MEX",), measure, "rolling")
    assert plain(said) == sentence


def test_only_the_last_period_is_stated_and_in_the_readers_order():
    rows = [row("BRA"), row("MEX"), row("PER", period=date(2024, 12, 1))]
    with use("en"):
        said = narrative.latest(Answer(rows), ("MEX", "BRA", "PER"), "share", "rolling")
    assert said.index("Mexico") < said.index("Brazil")
    assert "Peru" not in said


def test_only_the_last_period_s_balances_are_stated():
    rows = [
        row("MEX", balance_cad=2_000_000, period=date(2026, 7, 1)),
        row("BRA", balance_cad=1_000_000, period=date(2025, 3, 1)),
    ]
    said = plain(narrative.balance(Answer(rows), ("BRA", "MEX"), "month"))
    assert said == "Juillet 2026 — Mexique : excédent de 2,0 M$."


def test_nothing_published_is_said():
    with use("fr"):
        assert "Aucune période complète" in narrative.latest(Answer([]), ("MEX",), "value", "year")


@pytest.mark.parametrize(
    ("balance", "words"),
    [(5_000_000, "excédent de 5,0 M$"), (-5_000_000, "déficit de 5,0 M$"), (0, "équilibre")],
)
def test_a_balance_has_a_sign_in_words(balance, words):
    with use("fr"):
        said = narrative.balance(Answer([row("MEX", balance_cad=balance)]), ("MEX",), "year")
    assert words in plain(said)


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(value=amounts, growth=ratios, share=ratios, index=ratios, balance=amounts)
def test_a_sentence_is_whole_whatever_the_rows_carry(lang, value, growth, share, index, balance):
    facts = {
        "value_cad": value,
        "status": "normal" if value is not None else "not_available",
        "growth": growth,
        "share": share,
        "index_100": index,
        "balance_cad": balance,
    }
    answer = Answer([row("MEX", **facts)])
    with use(lang):
        said = [
            narrative.latest(answer, ("MEX",), m, "month")
            for m in ("value", "growth", "share", "index")
        ]
        said.append(narrative.balance(answer, ("MEX",), "quarter"))
    for sentence in said:
        assert sentence.endswith(".")
        assert not LEFT_OPEN.search(sentence), sentence


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(
    total=ratios,
    change=amounts,
    parts=st.lists(ratios, max_size=5),
)
def test_contributions_name_at_most_three_partners(lang, total, change, parts):
    names = ("MEX", "BRA", "PER", "USA", "CHN")
    rows = [
        {"part": "partner", "partner": n, "contribution": p, "change_cad": 1}
        for n, p in zip(names, parts, strict=False)
    ]
    rows.append({"part": "total", "partner": "WLD", "contribution": total, "change_cad": change})
    with use(lang):
        said = narrative.contribution(Answer(rows))
    assert said.endswith(".")
    assert not LEFT_OPEN.search(said), said


@pytest.mark.parametrize(
    ("share", "warned"), [(0.24, False), (0.25, True), (0.9, True), (None, False)]
)
def test_a_flow_that_hangs_on_one_month_is_warned_of(share, warned):
    fragile = {"partner": "PER", "largest_share": share, "largest_month": date(2025, 3, 1)}
    with use("fr"):
        said = narrative.small_flow(Answer([fragile]))
    assert bool(said) is warned

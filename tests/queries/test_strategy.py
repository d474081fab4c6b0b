"""The strategy's claims: each rule on made-up rows, and on the snapshot the figures of known pairs."""

from __future__ import annotations

import pytest

from dashboard import indicators
from etl import codes

# The made-up warehouse and one claim for each rule (tests/fixtures/warehouse/claim.csv).
RULES = [
    ("K01", "confirmed", "as_stated"),
    ("K02", "confirmed_rounding", "rounding"),
    ("K03", "definition_differs", "counted_otherwise"),
    ("K04", "revised_since", "later_edition"),
    ("K05", "not_confirmed", "unexplained"),
    ("K06", "not_computable", "no_open_series"),
    ("K07", "not_computable", "starts_later"),
    ("K08", "not_loaded", "no_source"),
    ("K09", "not_loaded", "not_loaded"),
    ("K10", "definition_differs", "other_quantity"),
    ("K11", "target", "aim"),
]


@pytest.mark.parametrize(("claim", "outcome", "reason"), RULES)
def test_each_rule_gives_its_verdict(ask, claim, outcome, reason):
    rows = {row["claim"]: row for row in ask("strategy/claims")}
    assert (rows[claim]["outcome"], rows[claim]["reason"]) == (outcome, reason)


def test_every_verdict_has_its_rule_tried():
    assert {outcome for _, outcome, _ in RULES} == {row["verdict"] for row in codes.read("verdict")}


@pytest.mark.parametrize(
    ("claim", "year", "value", "outcome"),
    [
        # «More than 170 million», to the next printed digit, 180: 126 + 51.
        ("K12", 2020, 177e6, "confirmed"),
        # «Nearly 2,100», from the digit before, 2,000, included.
        ("K16", 2020, 2000, "confirmed"),
        # «More than 2,600»: 2,500 is not, and agriculture is counted otherwise.
        ("K18", 2021, 2500, "definition_differs"),
        # A year that is not stated: the one before answers, and is named.
        ("K17", 2020, 126e6, "confirmed"),
        # A positive balance that is not.
        ("K15", 2022, 294_000 - 900_000, "definition_differs"),
        # The region's exports, two countries in both years: 240,000 to 298,400 in two years.
        ("K21", 2022, (298_400 / 240_000) ** 0.5 - 1, "confirmed"),
        # The region is ranked where every country is published.
        ("K22", 2022, 1, "confirmed"),
        # From 125 to 126 million.
        ("K24", 2020, 126e6, "confirmed"),
        # Two partners and Canada.
        ("K14", 2021, 3, "confirmed"),
    ],
)
def test_the_words_of_a_claim_bound_its_value(ask, claim, year, value, outcome):
    row = next(row for row in ask("strategy/claims") if row["claim"] == claim)
    assert (row["computed_year"], row["computed_value"]) == (year, pytest.approx(value))
    assert row["outcome"] == outcome


def test_a_change_without_both_ends_is_not_loaded(ask):
    row = next(row for row in ask("strategy/claims") if row["claim"] == "K23")
    assert (row["computed_value"], row["outcome"]) == (None, "not_loaded")


def test_a_country_keeps_the_claims_that_name_it(ask):
    claims = {row["claim"] for row in ask("strategy/claims", partners=["COL"])}
    assert claims == {"K12", "K23"}
    assert ask("strategy/claims", partners=["CUB"]) == []


def snapshot(name: str, **params):
    return indicators.ask(name, **params).rows


@pytest.mark.parametrize(
    ("claim", "value", "outcome"),
    [
        # DATA.md, «Known pairs»: Mexico 2020 3.06 and rank 8 (STRATEGY.md: 5.35, rank 4).
        ("C01", 8, "definition_differs"),
        ("C02", 3.06e9, "definition_differs"),
        ("C04", 3.14e9, "definition_differs"),
        # IRCC's stock for all of Canada: +161 %, another quantity.
        ("C14", 1.61, "definition_differs"),
        ("C08b", 0.082, "confirmed_rounding"),
        ("C16b", 6, "confirmed"),
        ("C17b", 11, "confirmed"),
        ("C17d", 3, "confirmed"),
        ("T7", 0.726, "confirmed"),
    ],
)
def test_the_snapshot_gives_the_known_pairs(data_dir, claim, value, outcome):
    rows = {row["claim"]: row for row in snapshot("strategy/claims", partners=())}
    assert rows[claim]["computed_value"] == pytest.approx(value, rel=0.005)
    assert rows[claim]["outcome"] == outcome


def test_every_claim_of_the_strategy_is_in_the_ledger(data_dir):
    rows = snapshot("strategy/claims", partners=())
    numbers = {row["claim_number"] for row in rows}
    assert {f"C{n:02}" for n in range(1, 22)} <= numbers
    assert {f"T{n}" for n in range(1, 9)} == {row["target_id"] for row in rows} - {""}


def test_what_the_snapshot_lacks_is_not_loaded_and_names_its_source(data_dir):
    rows = {row["claim"]: row for row in snapshot("strategy/claims", partners=())}
    for claim in ("C06", "C07a", "C07b", "C21"):
        assert rows[claim]["outcome"] == "not_loaded"
        assert rows[claim]["computed_value"] is None
        assert rows[claim]["loads"] == "statcan_12100173"
    for claim in ("C09", "C10", "C11"):
        assert rows[claim]["reason"] == "no_source"
    assert rows["C05"]["outcome"] == "not_computable"


@pytest.mark.parametrize(
    ("figure", "computed", "reasons"),
    [
        ("goods_trade.ca-qc.mex.2020.strategie", 3.06e9, "re_allocation"),
        ("goods_trade.ca-qc.bra.2020.strategie", 3.14e9, "re_allocation vintage"),
        ("goods_exports.ca-qc.fra.2020.mei", 1_389.2e6, "perimeter"),
        ("goods_imports.ca-qc.fra.2020.mei", 3_335.1e6, "re_allocation vintage"),
        ("goods_exports.ca-qc.world.2020.isq", 84.5e9, "perimeter vintage"),
        ("goods_imports.ca-qc.world.2020.isq", 76.5e9, "re_allocation"),
    ],
)
def test_the_published_figures_stand_beside_the_known_pairs(data_dir, figure, computed, reasons):
    rows = {
        row["figure"]: row for row in snapshot("strategy/published", partners=(), indicators=())
    }
    assert len(rows) == 179
    assert rows[figure]["computed_value"] == pytest.approx(computed, rel=0.002)
    assert rows[figure]["reasons"] == reasons


def test_the_measures_are_those_of_the_ten_orientations(data_dir):
    rows = snapshot("strategy/measures", partners=())
    headings = {(row["orientation"], row["heading"]) for row in rows}
    # STRATEGY.md, «Structure to track».
    wanted = dict(zip((f"O{n}" for n in range(1, 11)), (6, 3, 3, 5, 1, 1, 3, 2, 3, 3), strict=True))
    assert {o: sum(one == o for one, _ in headings) for o in wanted} == wanted
    whole = next(row for row in snapshot("strategy/progress") if row["scope"] == "all")
    assert whole["n_measures"] == len(rows)
    assert whole["n_documented"] + whole["n_to_document"] == len(rows)
    colombia = {row["measure_id"] for row in snapshot("strategy/measures", partners=("COL",))}
    assert "O1-4-2" in colombia
    opened = next(row for row in rows if row["measure_id"] == "O1-4-2")
    assert (opened["measure_state"], str(opened["state_date"])) == ("done", "2023-05-01")


LISTS = {
    "claim": "partners",
    "strategy_measure": "partners",
    "representation": "covers",
    "milestone": "partners",
}


@pytest.mark.parametrize(("name", "column"), LISTS.items())
def test_lists_of_countries_hold_known_codes(name, column):
    known = {row["partner"] for row in codes.read("partner")}
    assert {code for row in codes.read(name) for code in row[column].split()} <= known


def test_measures_name_known_series_and_offices_stand_in_the_partner_list():
    series = {row["evidence"] for row in codes.read("evidence")}
    named = {c for row in codes.read("strategy_measure") for c in row["evidences"].split()}
    assert named <= series
    partners = {row["partner"]: row["representation_fr"] for row in codes.read("partner")}
    for row in codes.read("representation"):
        if row["kind"] in ("general_delegation", "office"):
            assert f"{row['name_fr']} ({row['opened_year']})" == partners[row["partner"]]

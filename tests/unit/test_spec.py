"""Figures are plain data that Plotly itself accepts, property by property."""

import json
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard import chart_milestones, chart_points, chart_target, charts, map_network, maps
from dashboard.figure import blank
from dashboard.spec import Figure

PARTNERS = (("MEX", 3, "normal"), ("BRA", None, "suppressed"), ("GRD", 0, "normal"))
ROWS = [
    {"partner": code, "period": date(year, 1, 1), "value_cad": value, "status": status}
    | {"share": 0.3, "previous": 2, "exports_cad": 3, "imports_cad": 2, "balance_cad": 1}
    | {"contribution": -0.1, "latitude": 10.0, "longitude": -60.0, "ratio": 0.4}
    for code, value, status in PARTNERS
    for year in (2023, 2024)
]
POINTS = [
    {"period": date(2024, 1, 1), "value": 0.4, "trust": trust, "is_derived": False}
    | {"publisher": "P", "ref_year": 2024, "trust_name": "T"}
    for trust in ("official_page", "computed")
]
BARS = charts.Bars(previous="previous", previous_label="2024", order=("MEX",))
KINDS = {
    "lines": lambda: charts.lines(ROWS),
    "index": lambda: charts.lines(ROWS, unit="index", frequency="quarter"),
    "sparkline": lambda: charts.sparkline(ROWS[:2]),
    "bars_ranked": lambda: charts.bars_ranked(ROWS, BARS),
    "bars_parts": lambda: charts.bars_parts(ROWS, BARS, {"share": "A", "contribution": "B"}),
    "bars_diverging": lambda: charts.bars_diverging(ROWS),
    "dot_share": lambda: charts.dot_share(ROWS, BARS),
    "columns_balance": lambda: charts.columns_balance(ROWS[:2]),
    "columns_share": lambda: charts.columns_share(ROWS),
    "columns_periods": lambda: charts.columns_periods(
        [
            {**ROWS[0], "frequency": "year", "period_end": date(2023, 12, 1)},
            {**ROWS[1], "frequency": "rolling", "period_end": date(2024, 5, 1)},
        ],
        name=lambda row: str(row["period_end"]),
    ),
    "panels": lambda: charts.panels(
        ROWS,
        [charts.Panel("A", "cad", ["MEX", "BRA"]), charts.Panel("B", "count", ["GRD", "XXX"])],
        series=charts.Series(),
    ),
    "season": lambda: charts.season(
        [{"month": month, "partner": "MEX", "value_cad": month} for month in range(1, 13)],
        charts.Series(x="month"),
    ),
    "tree": lambda: charts.tree(
        [{"hs": f"01{n:02}", "parent": "01", "value_cad": n, "share": n / 10} for n in range(1, 5)],
        charts.Tree(group=lambda code: code[:2], most=3),
    ),
    "toward": lambda: chart_target.toward([chart_target.Line(ROWS[:2], "ratio", "Ratio")], 0.5),
    "points": lambda: chart_points.points(POINTS, 0.5),
    "timeline": lambda: chart_milestones.timeline(
        [row | {"value_cad": None} for row in ROWS[:1]] + ROWS[1:2],
        [(date(2023, 5, 1), "1"), (date(2023, 6, 1), "2")],
        charts.Series(),
    ),
    "network": lambda: map_network.network(
        [
            {"representation": "mexico", "latitude": 19.4, "longitude": -99.1, "closed_year": None},
            {"representation": "haiti", "latitude": 18.5, "longitude": -72.3, "closed_year": 1986},
        ],
        [
            {"representation": "mexico", "partner": "MEX", "cover_role": "seat"},
            {"representation": "mexico", "partner": "GTM", "cover_role": "cover"},
        ],
        {"mexico": "Mexico 1980", "haiti": "Port-au-Prince 1976-1986"},
        {"mexico": "Mexico", "closed": "fermée"},
    ),
    "region": lambda: maps.region(ROWS[::2], maps.Places(named=("MEX",))),
}


def bare(value):
    """A specification without what is empty: Plotly leaves it out, we may say it."""
    if isinstance(value, dict):
        found = {name: bare(one) for name, one in value.items()}
        return {name: one for name, one in found.items() if one not in ({}, [], None)}
    return [bare(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", KINDS)
def test_plotly_accepts_every_kind_of_chart_and_would_send_the_same(kind):
    figure = KINDS[kind]()
    checked = go.Figure(figure.to_dict())
    checked.layout.template = None
    ours, plotlys = json.loads(figure.to_json()), json.loads(checked.to_json())
    assert bare(ours) == bare(plotlys)


def test_every_door_of_the_charts_is_tried_here():
    drawn = {name for name in charts.__all__ if name[0].islower()} - {"alt", "config"}
    assert drawn <= set(KINDS)


def test_a_property_that_plotly_does_not_know_fails_the_check():
    figure = blank(100)
    figure.layout.hovermod = "closest"
    with pytest.raises(ValueError, match="hovermod"):
        go.Figure(figure.to_dict())


def test_what_is_not_set_reads_as_none_and_changes_leave_the_rest():
    figure = Figure({"legend": {"x": 0}})
    figure.update_layout(legend={"y": 1})
    assert figure.layout.legend == {"x": 0, "y": 1}
    assert figure.layout.legend.title is None
    figure.layout.legend.x = 2
    assert figure.to_dict()["layout"]["legend"]["x"] == 2

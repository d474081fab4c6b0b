"""Figures: what they draw, leave open and say, in both languages."""

import itertools
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import chart_points, charts, end_labels, formats, maps, theme
from dashboard.i18n import NARROW_NBSP as N
from dashboard.i18n import NBSP as W
from dashboard.i18n import use
from dashboard.scale import scale

ROOT = Path(__file__).parents[2]


def year(partner, at, value, status="normal"):
    return {"partner": partner, "period": date(at, 1, 1), "value_cad": value, "status": status}


ROWS = [
    year("MEX", 2023, 1_500_000_000),
    year("MEX", 2024, None, "suppressed"),
    year("MEX", 2025, 1_633_200_000),
    year("BRA", 2023, 500_000_000),
    year("BRA", 2025, 464_700_000),
    year("COL", 2025, None, "not_loaded"),
]


def traces(figure, name, mode):
    """The traces of a chart by the name of their series and what they are drawn with."""
    return [trace for trace in figure.data if (trace.name, trace.mode) == (name, mode)]


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def test_a_missing_value_is_a_gap_and_a_cross_that_says_why():
    figure = charts.lines(ROWS, frequency="year")
    (line,), (marks, crosses) = traces(figure, "MEX", "lines"), traces(figure, "MEX", "markers")
    assert list(marks.y) == [1_500_000_000, None, 1_633_200_000]
    assert list(line.y) == [1_500_000_000, None, 1_633_200_000]
    assert line.connectgaps is False
    assert list(crosses.y) == [0.0]
    assert "confidentiel" in crosses.customdata[0]


def test_an_absent_row_is_a_gap_without_cross():
    figure = charts.lines([row for row in ROWS if row["partner"] != "COL"], frequency="year")
    (line,), (marks,) = traces(figure, "BRA", "lines"), traces(figure, "BRA", "markers")
    assert list(line.y) == [500_000_000, None, 464_700_000]
    assert marks.marker.symbol == "square"


def test_lines_are_named_at_their_end_and_a_series_without_value_says_so():
    names = {"MEX": "Mexique", "BRA": "Brésil", "COL": "Colombie"}
    written = texts(charts.lines(ROWS, charts.Series(label=names.__getitem__), frequency="year"))
    assert {"Mexique", "Brésil"} <= set(written)
    assert any("Colombie" in text and "non" in text and "chargé" in text for text in written)


def test_hover_texts_are_set_by_us_in_the_readers_language():
    assert charts.lines(ROWS).data[0].customdata[2].endswith(f"<b>1{N}633,2{W}M$</b>")
    with use("en"):
        assert charts.lines(ROWS).data[0].customdata[2].endswith("<b>$1,633.2M</b>")
    drawn = charts.lines(ROWS).data
    assert all(trace.hoverinfo == "skip" or "%{y" not in trace.hovertemplate for trace in drawn)


def test_a_partner_keeps_its_look_whatever_else_is_drawn():
    order = ["MEX", "BRA", "COL"]
    alone = charts.lines(ROWS[3:5], charts.Series(order=order))
    together = charts.lines(ROWS, charts.Series(order=order))
    (line,), (same,) = traces(alone, "BRA", "lines"), traces(together, "BRA", "lines")
    assert line.line == same.line
    bars = charts.bars_ranked(ROWS[3:4], charts.Bars(order=order))
    assert bars.data[0].marker.color[0] == line.line.color


@pytest.mark.parametrize("draw", [charts.lines, charts.columns_share, charts.bars_ranked])
def test_nothing_to_draw_is_an_empty_figure(draw):
    assert len(draw([]).data) <= 1


def test_no_figure_has_suffixes_of_plotly_nor_its_own_number_formats():
    balance = [
        {"period": date(2025, 1, 1), "exports_cad": 10**9, "imports_cad": 3 * 10**9}
        | {"balance_cad": -2 * 10**9}
    ]
    shares = [year("MEX", 2025, 1) | {"share": 0.3, "prev": 0.2, "contribution": -0.1}]
    figures = [
        charts.lines(ROWS),
        charts.columns_balance(balance),
        charts.columns_share(shares),
        charts.bars_ranked(shares),
        charts.bars_diverging(shares),
        charts.dot_share(shares, charts.Bars(y="share", previous="prev", previous_label="2024")),
        charts.sparkline(ROWS[:3]),
    ]
    for figure in figures:
        drawn = figure.to_json()
        assert "tickformat" not in drawn
        assert "hoverformat" not in drawn
        assert figure.layout.separators == f",{N}"


def test_imports_go_down_and_are_said_as_amounts():
    row = {"period": date(2025, 1, 1), "exports_cad": 1.6e9, "imports_cad": 3.2e9}
    figure = charts.columns_balance([row | {"balance_cad": -1.6e9}])
    assert figure.data[1].y[0] == -3.2e9
    assert f"3{N}200,0{W}M$" in figure.data[1].customdata[0]
    assert f"−1{N}600,0{W}M$" in figure.data[2].customdata[0]
    assert not any(text.startswith("−") for text in figure.layout.yaxis.ticktext)


def test_rankings_write_every_value_and_the_word_for_what_is_missing():
    written = texts(charts.bars_ranked([*ROWS[:2], year("HTI", 2025, 0)]))
    assert f"1{N}500,0{W}M$" in written
    assert "confidentiel" in written
    assert f"0{W}M$" in written


@given(st.lists(st.integers(-(10**12), 10**12) | st.none()))
def test_an_axis_holds_its_values_and_zero_with_few_ticks(values):
    axis = scale(values, "cad")
    known = [value for value in values if value is not None]
    # A bound may stand a hair inside the extreme value: less than a pixel could show.
    hair = 1e-8 * (axis.high - axis.low)
    assert axis.low <= min([*known, 0]) + hair
    assert axis.high >= max([*known, 0]) - hair
    assert 2 <= len(axis.ticks) <= 8
    assert len({axis.tick(value) for value in axis.ticks}) == len(axis.ticks)


@given(st.lists(st.tuples(st.floats(0, 300), st.sampled_from([18.0, 34.0])), max_size=8))
def test_names_never_touch_and_stay_in_place_when_they_can(labels):
    wanted, heights = [w for w, _ in labels], [h for _, h in labels]
    centres = end_labels.spread(wanted, heights, -12, 312)
    boxes = sorted((c - h / 2, c + h / 2) for c, h in zip(centres, heights, strict=True))
    assert all(b[0] >= a[1] - 1e-6 for a, b in itertools.pairwise(boxes))
    assert all(low >= -12 - 1e-6 and high <= 312 + 1e-6 for low, high in boxes)


def place(partner, value, status="normal"):
    return {"partner": partner, "value_cad": value, "status": status} | {
        "latitude": 10.0,
        "longitude": -60.0,
    }


def test_the_map_tells_value_zero_and_missing_apart():
    figure = maps.region(
        [place("MEX", 2 * 10**9), place("HTI", 0), place("COL", None, "not_loaded")]
    )
    legend = [trace.name for trace in figure.data if trace.name]
    assert legend == [f"1{N}000{W}M$ et plus", "zéro", "non chargé"]
    fills = [trace.colorscale[0][1] for trace in figure.data if trace.type == "choropleth"]
    assert len(set(fills)) == 4  # three states and the lands around


def test_small_islands_are_circles_and_their_position_may_be_unknown():
    unknown = place("GRD", 5) | {"latitude": None}
    figure = maps.region([place("BRB", 4_000_000), unknown])
    circles = [t for t in figure.data if t.type == "scattergeo" and t.marker.symbol == "circle"]
    assert [list(t.lon) for t in circles] == [[-60.0], []]


def test_outlines_are_those_of_the_file_that_is_served():
    served = json.loads((ROOT / "static/topojson/world_50m.json").read_text("utf-8"))
    assert {land["id"] for land in served["objects"]["countries"]["geometries"]} == maps.OUTLINES
    assert maps.region([]).layout.geo.resolution == 50


def test_settings_keep_plotly_inside_and_speak_the_language():
    french = charts.config("x")
    assert french["topojsonURL"] == "/app/static/topojson/"
    assert french["locales"]["fr"]["format"]["months"][0] == "janvier"
    with use("en"):
        assert charts.config("x")["locale"] == "en"


def test_dark_figures_are_drawn_on_the_dark_ground():
    with theme.use("dark"):
        assert charts.lines(ROWS).layout.paper_bgcolor == theme.DARK.background


def published(at, value, trust="press"):
    row = {"ref_year": at, "period": date(at, 1, 1), "value": value, "publisher": "P"}
    return row | {"trust": trust, "trust_name": trust, "is_derived": False}


def test_no_value_of_neighbouring_points_is_written_over_another():
    """The ratios published of 2000 to 2021, as a telephone shows them: one stood over the other."""
    rows = [published(2000, 0.631), published(2010, 0.448), published(2011, 0.45, "official_page")]
    rows += [published(2014, 0.463), published(2015, 0.475), published(2021, 0.443)]
    firm, other = chart_points.points(rows, 0.5).data
    assert [*firm.text, *other.text] == [formats.percent(row["value"]) for row in rows[2:3]] + [
        formats.percent(row["value"]) for row in rows if row is not rows[2]
    ]
    assert dict(
        zip((*firm.text, *other.text), (*firm.textposition, *other.textposition), strict=True)
    ) == {
        formats.percent(value): side
        for value, side in {
            0.631: "top center",
            0.448: "middle left",
            0.45: "bottom center",
            0.463: "bottom center",
            0.475: "middle right",
            0.443: "bottom center",
        }.items()
    }


def test_a_value_without_room_is_left_to_the_table():
    rows = [published(at, 0.45) for at in (2000, *range(2009, 2015), 2021)]
    (drawn,) = chart_points.points(rows, 0.5).data
    assert 0 < sum(not text for text in drawn.text) < len(rows)
    assert len(drawn.x) == len(rows)

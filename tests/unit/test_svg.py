"""A chart on paper says what it says on the page: every figure, name and sign, and a map is refused."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from dashboard import charts, maps, svg, svg_plot, svg_text, theme, typeface
from dashboard.figure import blank
from dashboard.svg_text import Words
from tests.unit.test_spec import KINDS, ROWS

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = [
    kind for kind, make in KINDS.items() if {t["type"] for t in make().data} <= {"bar", "scatter"}
]


def drawn(figure, width=760):
    return ET.fromstring(svg.draw(figure, width).text)


def texts(root):
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", DRAWN)
def test_every_kind_of_chart_is_drawn_with_all_its_words(kind):
    figure = KINDS[kind]()
    said = " ".join(texts(drawn(figure)))
    plain = re.compile("<[^>]+>|[│◇○■▨]")
    for note in figure.layout.annotations:
        for line in note.text.split("<br>"):
            for words in plain.sub("\n", line).split("\n"):
                assert words.strip("\u2002\u2003 ") in said
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        for tick in axis.ticktext or ():
            assert tick.split("<br>")[0] in said


@pytest.mark.parametrize("kind", DRAWN)
def test_nothing_stands_outside_the_picture(kind):
    root = drawn(KINDS[kind]())
    _x, _y, width, height = map(float, root.get("viewBox").split())
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x")) <= width
        assert 0 <= float(text.get("y")) <= height
    for bar in root.iterfind(f"{SVG}rect"):
        assert float(bar.get("x")) + float(bar.get("width")) <= width + 0.2


def test_a_map_and_an_unknown_kind_are_refused():
    assert not svg.can_draw(maps.region(ROWS[::2]))
    pie = blank(100)
    pie.add_traces([{"type": "pie", "values": [1, 2]}])
    assert not svg.can_draw(pie)
    two_axes = blank(100)
    two_axes.add_scatter(x=[0], y=[1], yaxis="y2", mode="markers")
    assert not svg.can_draw(two_axes)
    with pytest.raises(ValueError, match="can_draw"):
        svg.draw(pie, 700)


def test_bars_are_as_long_as_their_values():
    rows = [{"partner": code, "value_cad": value} for code, value in (("A", 4e6), ("B", 1e6))]
    first, second = list(drawn(charts.bars_ranked(rows)).iter(f"{SVG}rect"))
    assert float(first.get("width")) / float(second.get("width")) == pytest.approx(4, rel=0.01)


def test_a_gap_breaks_the_line_and_a_missing_value_has_its_cross():
    rows = [
        {"partner": "A", "period": date(2020 + at, 1, 1), "value_cad": value, "status": status}
        for at, (value, status) in enumerate(
            [(1e6, "normal"), (None, "suppressed"), (2e6, "normal"), (3e6, "normal")]
        )
    ]
    paths = [path.get("d") for path in drawn(charts.lines(rows)).iter(f"{SVG}path")]
    assert paths[0].count("M") == 2  # the line starts again after the gap
    assert len(paths) == 2  # the line, the cross


def test_a_sign_of_the_key_is_drawn_and_its_words_keep_their_face():
    said = svg_text.draw(Words("◇ supprimé", 12, "#000"), 0, 0)
    assert "<polygon" in said
    assert "◇" not in said
    assert "supprimé" in said


def test_what_a_name_holds_is_written_and_never_read_as_markup():
    rows = [{"partner": "A", "value_cad": 1e6}]
    figure = charts.bars_ranked(rows, charts.Bars(label=lambda _code: "<script>a & b</script>"))
    assert "<script>a & b</script>" in texts(drawn(figure))


def test_texts_of_points_that_would_touch_are_moved_apart():
    figure = blank(200, left=0, right=0)
    figure.layout.yaxis.range = [0, 1]
    figure.add_scatter(
        x=[0, 1], y=[0.5, 0.5], mode="markers+text", text=["44,8 %", "45,0 %"],
        textposition="bottom center", marker={"size": 6, "color": "#000"},
        textfont={"size": 12, "color": "#000"},
    )  # fmt: skip
    figure.layout.xaxis.range = [-10, 10]
    first, second = list(drawn(figure, 200).iter(f"{SVG}text"))
    assert abs(float(first.get("y")) - float(second.get("y"))) >= 12


def test_dates_stand_where_their_days_are():
    rows = [
        {"partner": "A", "period": date(year, 1, 1), "value_cad": 1.0}
        for year in (2020, 2021, 2024)
    ]
    placed = svg_plot.plot(charts.lines(rows), 700, "x")
    at = [placed.x.at(row["period"]) for row in rows]
    assert (at[2] - at[1]) / (at[1] - at[0]) == pytest.approx(1095 / 366)


def test_widths_are_those_of_the_font():
    # 600 and 1000 units: the advance of «0» and the size of an em in IBM Plex Sans.
    assert typeface.width("00", 10) == pytest.approx(12)
    assert typeface.width("0", 10, is_bold=True) == pytest.approx(6)
    assert typeface.width("\u202f", 10) > 0
    assert typeface.width("MM", 10) == 2 * typeface.width("M", 10)


@pytest.mark.parametrize("symbol", theme.SYMBOLS)
def test_every_marker_of_the_palette_is_drawn(symbol):
    figure = blank(100)
    figure.layout.yaxis.range = [0, 1]
    figure.add_scatter(
        x=[0], y=[0.5], mode="markers", marker={"symbol": symbol, "color": "#123456"}
    )
    marks = [e for e in drawn(figure, 100).iter() if e.get("fill") == "#123456"]
    assert len(marks) == 1

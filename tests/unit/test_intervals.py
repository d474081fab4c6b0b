"""Zero, not available and suppressed: three words, three signs, and files that keep them apart."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard import charts, exports, formats, intervals, theme
from dashboard.i18n import use
from dashboard.presentation import Column, present

COUNTS = charts.Series(y="value", label=str)
DAYS = [date(2020 + place, 1, 1) for place in range(5)]


def row(place, value, status="normal", low=None, high=None, partner="HTI"):
    held = {"partner": partner, "period": DAYS[place], "value": value, "status": status}
    return held | {"value_low": low, "value_high": high}


STATES = [
    row(0, 1200, low=1198, high=1202),
    row(1, None, "suppressed", 0, 5),
    row(2, 0, low=0, high=0),
    row(3, None, "not_available"),
    row(4, 520, low=518, high=522),
]


def test_each_state_has_its_words_in_both_languages():
    said = [intervals.of_row(each) for each in STATES]
    assert said[:4] == [formats.integer(1200), "supprimé (0 à 5)", "0", "non disponible"]
    with use("en"):
        said = [intervals.of_row(each) for each in STATES]
        assert said[:4] == ["1,200", "suppressed (0 to 5)", "0", "not available"]
    assert intervals.count(None, "not_loaded") == "non chargé"


def test_a_sum_over_a_hidden_count_reads_with_its_two_bounds():
    low, high = formats.integer(40180), formats.integer(40330)
    assert intervals.count(None, "suppressed", (40180, 40330)) == f"{low} à {high}"


def test_another_reason_than_suppression_keeps_its_own_word():
    assert intervals.count(None, "not_applicable", (0, 12)) == "sans objet (0 à 12)"


def test_a_hidden_count_without_bounds_keeps_the_publishers_word():
    assert intervals.count(None, "suppressed") == "confidentiel"


def test_the_line_joins_no_hidden_count_and_marks_the_zero():
    line, marks, hidden, gap = charts.lines(STATES, COUNTS, unit="count", frequency="year").data
    assert list(line.y) == [1200, None, 0, None, 520]
    assert line.connectgaps is False
    assert (DAYS[2], 0) in zip(marks.x, marks.y, strict=True)
    assert (list(hidden.x), list(hidden.y), list(hidden.error_y.array)) == (
        [DAYS[1]],
        [2.5],
        [2.5],
    )
    assert "supprimé (0 à 5)" in hidden.customdata[0]
    assert (list(gap.x), list(gap.y)) == ([DAYS[3]], [0])
    assert "non disponible" in gap.customdata[0]
    assert len({hidden.marker.symbol, gap.marker.symbol, marks.marker.symbol}) == 3
    assert not {hidden.marker.symbol, gap.marker.symbol} & set(theme.SYMBOLS)


def test_the_chart_explains_the_signs_that_it_draws_and_no_other():
    def key(rows):
        notes = charts.lines(rows, COUNTS, unit="count", frequency="year").layout.annotations
        return " ".join(note.text for note in notes if note.text[0] in "◇×")

    assert "◇" in key(STATES)
    assert "×" in key(STATES)
    assert "×" not in key(STATES[:3])
    assert key([STATES[0], STATES[2]]) == ""


def test_the_months_of_a_year_have_their_names_and_no_year():
    rows = [row(place, 10 * place) | {"month": place + 1} for place in range(5)]
    figure = charts.season(rows, charts.Series(x="month", y="value"))
    assert list(figure.layout.xaxis.ticktext)[:2] == ["janv.", "avr."]
    assert list(figure.data[0].y) == [0, 10, 20, 30, 40]
    assert "2000" not in str(figure.layout.xaxis.ticktext)


def test_a_line_that_ends_hidden_is_named_there():
    rows = [STATES[0], row(1, None, "suppressed", 0, 5)]
    (note,) = [
        note
        for note in charts.lines(rows, COUNTS, unit="count").layout.annotations
        if note.text == "HTI"
    ]
    assert note.y == 2.5


def test_the_axis_holds_the_bounds_of_what_is_hidden():
    rows = [row(0, 10), row(1, None, "suppressed", 4000, 4200)]
    assert charts.lines(rows, COUNTS, unit="count").layout.yaxis.range[1] >= 4200


def test_a_hidden_count_is_a_hollow_bar_between_its_bounds():
    bars = charts.Bars(y="value")
    rows = [STATES[0], row(1, None, "suppressed", 100, 105, partner="GRD"), STATES[3]]
    figure = charts.bars_ranked(rows, bars, unit="count")
    full, hollow = figure.data
    assert list(full.x) == [1200, None, None]
    assert (list(hollow.base), list(hollow.x)) == ([None, 100, None], [None, 5, None])
    assert hollow.marker.color == theme.current().background
    written = [note.text for note in figure.layout.annotations]
    assert {"100 à 105", "non disponible"} <= set(written)
    assert len(charts.bars_ranked(STATES[:1], bars, unit="count").data) == 1


@given(st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=len(DAYS)))
def test_no_hidden_count_is_ever_drawn_as_a_value(values):
    rows = [
        row(place, value, "normal" if value is not None else "suppressed", 0, 5)
        for place, value in enumerate(values)
    ]
    line, marks, *_signs = charts.lines(rows, COUNTS, unit="count", frequency="year").data
    drawn, marked = (dict(zip(trace.x, trace.y, strict=True)) for trace in (line, marks))
    assert all(drawn[each["period"]] == each["value"] for each in rows)
    assert marked.items() <= drawn.items()


def table():
    from dashboard import tables
    from tests.unit.test_intervals import presentation

    tables.display(presentation(), "year")


def presentation():
    columns = [
        Column("value", {"fr": "Valeur", "en": "Value"}, unit="persons"),
        Column("status", {"fr": "État", "en": "Status"}),
        Column("growth", {"fr": "Croissance", "en": "Growth"}, unit="ratio"),
    ]
    names = ("value", "status", "value_low", "value_high")
    rate = {"growth": 1.6, "growth_low": 1.5, "growth_high": 1.7}
    held = [{name: each[name] for name in names} | rate for each in STATES]
    return present(pa.Table.from_pylist(held), columns, "fr")


def test_a_table_says_each_state_in_its_cell(data_dir):
    shown = AppTest.from_function(table, default_timeout=30).run().dataframe[0]
    cells = shown.value["value"].tolist()
    assert [cell.strip() for cell in cells] == [intervals.of_row(each) for each in STATES]
    # A rate may have bounds too: it is no count, and stays a rate.
    assert set(shown.value["growth"]) == {1.6}
    # The texts sort as the figures: 0, 520, 1 200, then what is hidden or missing.
    assert [cell.strip()[:1] for cell in sorted(cells)] == ["0", "5", "1", "n", "s"]


def test_files_keep_an_empty_value_its_status_and_its_bounds():
    lines = exports.csv([presentation()], exports.MACHINE).decode().splitlines()
    assert lines[1:] == [
        "1200,normal,1198,1202,1.6,1.5,1.7",
        ",suppressed,0,5,1.6,1.5,1.7",
        "0,normal,0,0,1.6,1.5,1.7",
        ",not_available,,,1.6,1.5,1.7",
        "520,normal,518,522,1.6,1.5,1.7",
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_published_zero_is_never_written_as_hidden(lang):
    with use(lang):
        assert intervals.count(0, "normal") == intervals.count(0, "rounded_to_zero") == "0"

"""IRCC: what its cells and headers say, whatever they look like; property-based where it pays."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import counts, ircc, ircc_header
from etl.ircc_header import HeaderError, Period

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
naturals = st.integers(min_value=0, max_value=10**9)
marks = st.sampled_from([",", " ", "\u00a0", "\u202f"])
margins = st.sampled_from(["", " ", "  ", "\u00a0"])


@given(naturals, marks, margins)
def test_a_number_is_read_with_any_one_thousands_separator(value, mark, margin):
    assert counts.number(f"{margin}{value:,}{margin}".replace(",", mark)) == value


@given(naturals)
def test_a_number_is_read_from_every_type_a_cell_may_have(value):
    assert {counts.number(value), counts.number(float(value)), counts.number(str(value))} == {value}
    assert counts.number(f"{value}.0") == value


@given(st.text(max_size=12))
def test_a_text_is_a_number_or_is_refused_and_never_guessed(text):
    try:
        value = counts.number(text)
    except ValueError:
        return
    assert value >= 0
    digits = text.strip().removesuffix(".0")
    assert int("".join(letter for letter in digits if letter in "0123456789")) == value
    assert not set(digits) - set("0123456789, \u00a0\u202f")


@pytest.mark.parametrize(
    "cell",
    ["", "--", "-5", -5, "1,23", "1,2345", "12,34,567", "1 234,567", "1.000", "1.5", 1.5, None,
     True, "n/a", "٣", "1e3", "+5", "1,,234", float("nan"), float("inf")],
)  # fmt: skip
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(ValueError, match="n'est pas un nombre entier"):
        counts.number(cell)


@given(naturals)
def test_a_rounded_count_lies_in_its_interval(value):
    count = counts.rounded(value * 5, 5)
    assert (count.value, count.status) == (value * 5, "normal")
    assert count.low <= count.value <= count.high
    assert count.high - count.low == (4 if value else 0)


@given(naturals.filter(lambda value: value % 5))
def test_a_count_that_is_not_rounded_is_refused(value):
    with pytest.raises(ValueError, match="multiple de 5"):
        ircc.count(value)


def test_zero_hidden_and_rounded_are_three_states():
    assert ircc.count("0") == counts.Count(0, "normal", 0, 0)
    assert ircc.count(" -- ") == counts.Count(None, "suppressed", 0, 5)
    assert ircc.count("1,205") == counts.Count(1205, "normal", 1203, 1207)


@pytest.mark.parametrize(
    ("label", "month"),
    [("Sep", 9), ("Sept.", 9), ("september", 9), ("May", 5), ("June", 6), ("Jul", 7),
     ("Q1 Total", None), ("Q3", None), ("Marc", 3), ("Mali", None), ("", None), ("Jan-Mar", None)],
)  # fmt: skip
def test_month_labels(label, month):
    assert ircc.month(label) == month


@st.composite
def calendars(draw):
    """Whole years and a last one that stops at any month, as the publisher lays them out."""
    first, whole = draw(st.integers(2000, 2090)), draw(st.integers(0, 2))
    blocks = [(first + at, 12) for at in range(whole)]
    return [*blocks, (first + whole, draw(st.integers(1, 12)))]


def laid_out(blocks, labels, year_form):
    """Give the three header rows and the period of each column."""
    rows = [["Country of Citizenship"] + [None] * (labels - 1), [None] * labels, [None] * labels]
    expected = {}

    def column(cells, period):
        expected[len(rows[0])] = period
        for row, cell in zip(rows, cells, strict=True):
            row.append(cell)

    for year, last in blocks:
        for month in range(1, last + 1):
            quarter = (month + 2) // 3
            top = year_form(year) if month == 1 else None
            head = f"Q{quarter}" if month % 3 == 1 else None
            column((top, head, MONTHS[month - 1]), Period("month", year, month))
            if month % 3 == 0 or month == last:
                column((None, None, f"Q{quarter} Total"), Period("quarter", year, quarter))
        column((None, f"{year} Total", None), Period("year", year))
    return rows, expected


@given(
    calendars(),
    st.integers(1, 4),
    st.sampled_from([str, int, float, lambda year: f"{year}.0", lambda year: f" {year} "]),
    st.lists(st.sampled_from([[], ["Canada – permits, 2015 - 2025"], [""], [None, None]]), max_size=4),
)  # fmt: skip
def test_a_header_is_read_wherever_it_stands(blocks, labels, year_form, before):
    rows, expected = laid_out(blocks, labels, year_form)
    data = [["Brazil"] + [None] * (labels - 1) + ["2,015"] * len(expected), ["Source: IRCC"]]
    header = ircc_header.read([*before, *rows, *data])
    assert header.periods == expected
    assert (header.labels, header.title) == (labels, "Country of Citizenship")
    assert header.last_row == len(before) + 2


@given(st.integers(1995, 2070), st.integers(1, 30), st.integers(1, 3), st.integers(0, 3))
def test_a_header_of_years_alone_is_read_wherever_it_stands(first, n_years, labels, before):
    years = range(first, first + n_years)
    row = ["Country of Citizenship"] + [None] * (labels - 1) + [f"{year}.0" for year in years]
    data = ["Brazil"] + [None] * (labels - 1) + ["15"] * n_years
    header = ircc_header.read([["title 2015 - 2023"]] * before + [row, data])
    assert header.periods == {labels + at: Period("year", year) for at, year in enumerate(years)}
    assert header.last_row == before


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=6), st.integers()), max_size=8)))
def test_any_other_sheet_has_no_header_or_is_refused_by_name(rows):
    try:
        header = ircc_header.read(rows)
    except HeaderError:
        return
    assert header is None or header.periods is not None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows[2].__setitem__(2, "Jan"), "revient"),
        (lambda rows: rows[1].__setitem__(-1, "2031 Total"), "dans le bloc de"),
        (lambda rows: rows[2].__setitem__(1, "Apr"), "sous le trimestre 1"),
        (lambda rows: rows[0].__setitem__(1, None), "dans le bloc de 0"),
    ],
)
def test_a_header_that_contradicts_itself_is_refused(change, said):
    rows, _ = laid_out([(2020, 12), (2021, 3)], 1, str)
    change(rows)
    with pytest.raises(HeaderError, match=said):
        ircc_header.read(rows)


def test_openpyxl_reads_what_the_reader_expects(tmp_path):
    workbook = openpyxl.Workbook()
    rows, expected = laid_out([(2024, 2)], 1, float)
    for row in rows:
        workbook.active.append(row)
    workbook.save(tmp_path / "years.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "years.xlsx", read_only=True).active
    assert ircc_header.read(list(sheet.iter_rows(values_only=True))).periods == expected

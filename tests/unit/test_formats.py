"""Figures as text in both languages."""

import math
from datetime import date
from decimal import Decimal

import pytest

from dashboard import formats
from dashboard.i18n import NARROW_NBSP as N
from dashboard.i18n import NBSP as W
from dashboard.i18n import Language, use


def both(call: object) -> tuple[str, str]:
    """What a call gives in French and in English."""
    assert callable(call)
    texts = []
    languages: tuple[Language, Language] = ("fr", "en")
    for lang in languages:
        with use(lang):
            texts.append(str(call()))
    return texts[0], texts[1]


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (1_633_200_000, f"1{N}633,2{W}M$", "$1,633.2M"),
        (117_641_000_000, f"117,6{W}G$", "$117.6B"),
        (9_999_999_999, f"10{N}000,0{W}M$", "$10,000.0M"),
        (12_340, f"12,3{W}k$", "$12.3K"),
        (345, f"345{W}$", "$345"),
        (0, f"0{W}M$", "$0M"),
        (-2_350_000, f"−2,4{W}M$", "−$2.4M"),
        (None, "n.d.", "n/a"),
        (math.nan, "n.d.", "n/a"),
    ],
)
def test_money(value: float | None, french: str, english: str) -> None:
    assert both(lambda: formats.money(value)) == (french, english)


def test_money_in_a_given_unit() -> None:
    assert both(lambda: formats.money(117_641_000_000, "M")) == (f"117{N}641,0{W}M$", "$117,641.0M")
    assert both(lambda: formats.money(30_000, "M")) == (f"0,0{W}M$", "$0.0M")
    assert both(lambda: formats.money(30_000, "M", digits=2)) == (f"0,03{W}M$", "$0.03M")


def test_money_signed_and_long() -> None:
    assert both(lambda: formats.money(1_500_000, signed=True)) == (f"+1,5{W}M$", "+$1.5M")
    assert both(lambda: formats.money(1_500_000, long=True)) == (
        f"1,5{W}million de dollars",
        f"$1.5{W}million",
    )
    assert both(lambda: formats.money(-2e9, long=True)) == (
        f"−2{N}000,0{W}millions de dollars",
        f"−$2,000.0{W}million",
    )


def test_a_value_that_rounds_to_zero_has_no_sign() -> None:
    assert both(lambda: formats.money(-30_000, "M", signed=True)) == (f"0,0{W}M$", "$0.0M")
    assert both(lambda: formats.percent(-0.0001, signed=True)) == (f"0,0{W}%", "0.0%")


def test_money_unit_is_that_of_the_largest() -> None:
    assert formats.money_unit([1, None, -25_000_000_000]) == "G"
    assert formats.money_unit([5_000_000, 12]) == "M"
    assert formats.money_unit([]) == "M"
    assert both(lambda: formats.unit_label("G")) == ("G$", "$B")
    assert both(lambda: formats.unit_words("M")) == ("millions de dollars", "millions of dollars")


def test_rounding_is_half_up_and_exact() -> None:
    assert both(lambda: formats.number(Decimal("2.5"))) == ("3", "3")
    assert both(lambda: formats.number(1234567.25, 1)) == (f"1{N}234{N}567,3", "1,234,567.3")


def test_percent_points_and_words() -> None:
    assert both(lambda: formats.percent(0.1234)) == (f"12,3{W}%", "12.3%")
    assert both(lambda: formats.percent(0.1234, 0, signed=True)) == (f"+12{W}%", "+12%")
    assert both(lambda: formats.percent(math.inf)) == ("n.d.", "n/a")
    assert both(lambda: formats.points(0.013)) == (f"+1,3{W}point", f"+1.3{W}points")
    assert both(lambda: formats.points(-0.02)) == (f"−2,0{W}points", f"−2.0{W}points")
    assert both(lambda: formats.points(0.01)) == (f"+1,0{W}point", f"+1.0{W}point")
    assert both(lambda: formats.growth_word(0.032)) == (f"en hausse de 3,2{W}%", "up 3.2%")
    assert both(lambda: formats.growth_word(-0.5)) == (f"en baisse de 50,0{W}%", "down 50.0%")
    assert both(lambda: formats.growth_word(0.0001)) == ("stable", "unchanged")


def test_dates() -> None:
    when = date(2026, 9, 3)
    assert both(lambda: formats.month(when)) == (f"septembre{W}2026", f"September{W}2026")
    assert both(lambda: formats.month_short(date(2026, 7, 1))) == (f"juill.{W}2026", f"Jul{W}2026")
    assert both(lambda: formats.day(when)) == (f"3{W}septembre{W}2026", f"September{W}3,{W}2026")
    assert both(lambda: formats.day(date(2026, 9, 1)))[0] == f"1er{W}septembre{W}2026"
    assert both(lambda: formats.quarter(date(2026, 4, 1))) == (f"T2{W}2026", f"Q2{W}2026")
    assert both(lambda: formats.year(2025)) == ("2025", "2025")
    assert formats.month_names("wide")[0] == "janvier"


def test_periods() -> None:
    start = date(2026, 7, 1)
    assert both(lambda: formats.period(start, "year")) == ("2026", "2026")
    assert both(lambda: formats.period(2025, "year")) == ("2025", "2025")
    assert both(lambda: formats.period(start, "quarter")) == (f"T3{W}2026", f"Q3{W}2026")
    assert both(lambda: formats.period(start, "month")) == (f"juillet{W}2026", f"July{W}2026")
    assert both(lambda: formats.period(start, "rolling")) == (
        f"12{W}mois à juillet{W}2026",
        f"12{W}months to July{W}2026",
    )


def test_ranks() -> None:
    assert [both(lambda n=n: formats.rank(n)) for n in (1, 2, 3, 11, 22)] == [
        ("1er", "1st"),
        ("2e", "2nd"),
        ("3e", "3rd"),
        ("11e", "11th"),
        ("22e", "22nd"),
    ]


def test_words_for_what_is_missing() -> None:
    assert both(lambda: formats.money(None, status="suppressed")) == (
        "confidentiel",
        "confidential",
    )
    assert both(lambda: formats.missing("not_loaded")) == ("non chargé", "not loaded")
    with pytest.raises(ValueError, match="unheard"):
        formats.missing("unheard")

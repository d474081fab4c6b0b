"""Turns the labels of Statistics Canada's trade tables into our codes; it reads no data file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from etl import codes

Language = Literal["en", "fr"]

# The same total has another label in each table (12-10-0175 first, 12-10-0173 second).
_TOTALS = (
    "Total of all merchandise",
    "All sections",
    "Total de toutes les marchandises",
    "Toutes les sections",
)
_SCALES = {"0": "1", "3": "1000", "6": "1000000"}
_DGUID_YEARS = ("2011", "2016", "2021", "2026")
_FIRST_YEAR = 1960
_SECTION_CODE = re.compile(r"\[(C\d+)\]$")
_DGUID = re.compile(r"\d{4}(A\d{4}\d+)")


@dataclass(frozen=True)
class LabelColumn:
    """One column of labels: how each becomes a code, and what to do about an unknown one.

    `field` names the publisher's column, `name` ours. `listed` are the spellings known in advance;
    `decode` gives the code of any spelling, or None. An empty code marks a known aggregate that is
    left out of the published table. `codes` names the closed list that the codes are of.
    """

    name: str
    field: str
    listed: dict[str, str]
    decode: Callable[[str], str | None]
    mend: str
    type: str = "varchar"
    codes: str = ""

    def known(self, seen: Iterable[str]) -> dict[str, str]:
        """Return label → code for the listed spellings and for those seen that have a code."""
        found = {label: code for label in seen if (code := self.decode(label)) is not None}
        return self.listed | found


def folded(label: str) -> str:
    """Return what two spellings of one label share: no case, one kind of space and apostrophe."""
    text = unicodedata.normalize("NFC", label).replace("’", "'")
    return " ".join(text.split()).casefold()


def label_columns(
    period: str, last_year: int, language: Language, flows: dict[str, str]
) -> tuple[LabelColumn, ...]:
    """Return the columns of labels of a table by `period` (ref_month or ref_year)."""
    verify = "vérifiez le format publié avant de recharger"
    return (
        _geography(),
        _by_name(
            "partner", _partners(language), "ajoutez-les à etl/codes/partner_name.csv", "partner"
        ),
        _section(),
        _by_name("flow", flows, verify, "flow"),
        _period(period, last_year, verify),
        _exact(
            "status",
            {row["symbol"]: row["status"] for row in codes.read("statcan_symbol")},
            "ajoutez-les à etl/codes/statcan_symbol.csv",
            "varchar",
            "status_code",
        ),
        _exact("scale", _SCALES, verify, "bigint", ""),
    )


def _partners(language: Language) -> dict[str, str]:
    return {
        row["name"]: row["partner"]
        for row in codes.read("partner_name")
        if row["publisher"] == "statcan" and row["lang"] == language
    }


def _by_name(name: str, listed: dict[str, str], mend: str, of: str) -> LabelColumn:
    by_folded = {folded(label): code for label, code in listed.items()}
    return LabelColumn(
        name, name, listed, lambda label: by_folded.get(folded(label)), mend, codes=of
    )


def _exact(name: str, listed: dict[str, str], mend: str, type_: str, of: str) -> LabelColumn:
    return LabelColumn(name, name, listed, lambda label: listed.get(label.strip()), mend, type_, of)


def _geography() -> LabelColumn:
    by_suffix = {row["dguid_suffix"]: row["geo"] for row in codes.read("geography")}
    listed = {year + suffix: geo for suffix, geo in by_suffix.items() for year in _DGUID_YEARS}

    def decode(label: str) -> str | None:
        dguid = _DGUID.fullmatch(label.strip())
        return by_suffix.get(dguid[1]) if dguid else None

    return LabelColumn(
        "geo", "dguid", listed, decode, "ajoutez-les à etl/codes/geography.csv", codes="geography"
    )


def _section() -> LabelColumn:
    sections = {row["section"] for row in codes.read("section")}
    totals = {folded(label) for label in _TOTALS}

    def decode(label: str) -> str | None:
        if folded(label) in totals:
            return "TOTAL"
        code = _SECTION_CODE.search(label.strip())
        return code[1] if code and code[1] in sections else None

    listed = dict.fromkeys(_TOTALS, "TOTAL")
    return LabelColumn(
        "section", "section", listed, decode, "ajoutez-les à etl/codes/section.csv", codes="section"
    )


def _period(period: str, last_year: int, mend: str) -> LabelColumn:
    years = [str(year) for year in range(_FIRST_YEAR, last_year + 1)]
    if period == "ref_year":
        listed, type_ = {year: year for year in years}, "smallint"
    else:
        months = [f"{year}-{month:02d}" for year in years for month in range(1, 13)]
        listed, type_ = {month: f"{month}-01" for month in months}, "date"
    return LabelColumn(
        period, "period", listed, lambda label: listed.get(label.strip()), mend, type_
    )

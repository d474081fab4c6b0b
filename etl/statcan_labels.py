"""Turns the labels of Statistics Canada's trade tables into our codes; it reads no data file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from etl import arrow_numbers, codes

Language = Literal["en", "fr"]
Numbers = npt.NDArray[np.int16]

# The same total has another label in each table (12-10-0175 first, 12-10-0173 second).
_TOTALS = (
    "Total of all merchandise",
    "All sections",
    "Total de toutes les marchandises",
    "Toutes les sections",
)
_SECTION_CODE = re.compile(r"\[(C\d+)\]$")
_DGUID = re.compile(r"\d{4}(A\d{4}\d+)")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")


@dataclass
class Coder:
    """Gives the labels of one column the numbers of their codes, and remembers the unknown ones.

    `decode` returns a label's code, or None. `codes` lists the codes in the order of their numbers
    and grows as labels are met; `mend` says what to do about an unknown label. An empty code marks
    a known group of countries, which is left out of the published table.
    """

    decode: Callable[[str], Any]
    mend: str
    codes: list[Any] = field(default_factory=list)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def encode(self, labels: pa.DictionaryArray, published_name: str) -> Numbers:
        """Return the number of each label's code; `published_name` is for the unknown ones."""
        of_label = [self._number(label, published_name) for label in labels.dictionary.to_pylist()]
        numbers: Numbers = np.asarray(of_label, np.int16).take(
            arrow_numbers.numbers(labels.indices)
        )
        return numbers

    def _number(self, label: str, published_name: str) -> int:
        if label not in self._numbers:
            code = self.decode(label)
            if code is None:
                self.unknown.setdefault(published_name, []).append(label)
            elif code not in self.codes:
                self.codes.append(code)
            self._numbers[label] = -1 if code is None else self.codes.index(code)
        return self._numbers[label]


def folded(label: str) -> str:
    """Return what two spellings of one label share: no case, one kind of space and apostrophe."""
    text = unicodedata.normalize("NFC", label).replace("’", "'")
    return " ".join(text.split()).casefold()


def coders(period: str, language: Language, flows: dict[str, str]) -> dict[str, Coder]:
    """Return the coder of each column of labels, of a table by `period` (ref_month, ref_year)."""
    verify = "vérifiez le format publié avant de recharger"
    symbols = {row["symbol"]: row["status"] for row in codes.read("statcan_symbol")}
    statuses = [row["status"] for row in codes.read("status_code")]
    return {
        "geo": Coder(_geography(), "complétez etl/codes/geography.csv"),
        "partner": Coder(_by_name(_partners(language)), "complétez etl/codes/partner_name.csv"),
        "section": Coder(_section(), "complétez etl/codes/section.csv"),
        "flow": Coder(_by_name(flows), verify),
        "status": Coder(
            lambda label: symbols.get(label.strip()),
            "complétez etl/codes/statcan_symbol.csv",
            statuses,
        ),
        "scale": Coder({"0": 0, "3": 3, "6": 6}.get, verify),
        period: Coder(_month if period == "ref_month" else _year, verify),
    }


def _partners(language: Language) -> dict[str, str]:
    return {
        row["name"]: row["partner"]
        for row in codes.read("partner_name")
        if row["publisher"] == "statcan" and row["lang"] == language
    }


def _by_name(listed: dict[str, str]) -> Callable[[str], str | None]:
    by_folded = {folded(label): code for label, code in listed.items()}
    return lambda label: by_folded.get(folded(label))


def _geography() -> Callable[[str], str | None]:
    by_suffix = {row["dguid_suffix"]: row["geo"] for row in codes.read("geography")}

    def decode(label: str) -> str | None:
        dguid = _DGUID.fullmatch(label.strip())
        return by_suffix.get(dguid[1]) if dguid else None

    return decode


def _section() -> Callable[[str], str | None]:
    sections = {row["section"] for row in codes.read("section")}
    totals: Iterable[str] = {folded(label) for label in _TOTALS}

    def decode(label: str) -> str | None:
        if folded(label) in totals:
            return "TOTAL"
        code = _SECTION_CODE.search(label.strip())
        return code[1] if code and code[1] in sections else None

    return decode


def _month(label: str) -> date | None:
    month = _MONTH.fullmatch(label.strip())
    return date(int(month[1]), int(month[2]), 1) if month else None


def _year(label: str) -> int | None:
    return int(label) if _YEAR.fullmatch(label.strip()) else None

"""Turns blocks of lines of a six-digit CIMT member into numbers of codes, or says what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv

from etl import arrow_numbers, cimt_lookup, codes
from etl.cimt_archive import RE_EXPORTS

Numbers = npt.NDArray[np.int16]
Dollars = npt.NDArray[np.int64]
Quantities = npt.NDArray[np.float64]

# The places that rows are summed for; what has no province is `NOWHERE`.
ELSEWHERE, QUEBEC, NOWHERE = 0, 1, 2
MONTHS = 12
# Newfoundland and Labrador kept its former code for a while.
_FORMER_PROVINCES = ("NF",)
_TEXTS = ("hs6", "country", "province", "unit")
_TYPES = dict.fromkeys(_TEXTS, pa.dictionary(pa.int32(), pa.string()))
# As a number, a month is read seven times faster than as a text.
_TYPES |= {"year_month": pa.int32(), "value": pa.int64(), "quantity": pa.float64()}
# Codes of two letters are read as they stand, in half the time of texts; a blank is no value.
_PAIRS = ("country", "province")
_PAIRED = _TYPES | dict.fromkeys(_PAIRS, pa.binary(2))

_CHECK_FORMAT = "vérifiez le format publié avant de recharger"
# What is said of a code that no list knows, and what to do.
_MONTH = "mois {0!r} ; on attend un mois de l'année du fichier"
_UNKNOWN = {
    "hs6": (
        "code SH {} sans libellé dans les listes ODPF_3 et ODPF_4 des zips les plus récents",
        _CHECK_FORMAT,
    ),
    "country": (
        "pays inconnu {}",
        "ajoutez-le à etl/codes/partner_name.csv (cimt, code) après vérification",
    ),
    "province": (
        "province inconnue {}",
        "ajoutez-la à etl/codes/geography.csv après vérification",
    ),
    "unit": ("unité inconnue {}, absente de la liste ODPF_9 du zip le plus récent", _CHECK_FORMAT),
}
# What Arrow says of a line that it cannot read → what we say.
_ROW = re.compile(r"Row #(\d+)")
_REASONS = (
    (re.compile(r"Expected (\d+) columns, got (\d+)"), "{1} champs au lieu de {0}"),
    (re.compile(r"to int32: invalid value '(.*)'"), _MONTH),
    (re.compile(r"to int64: invalid value '(.*)'"), "valeur {0!r} ; on attend des dollars entiers"),
    (re.compile(r"to double: invalid value '(.*)'"), "quantité {0!r} ; on attend un nombre"),
    (re.compile(r"invalid UTF8"), "un texte n'est pas en UTF-8"),
)


@dataclass(frozen=True)
class Lists:
    """The codes that a year's rows may bear; a code's number is its place in its sorted list."""

    year: int
    products: tuple[str, ...]
    units: tuple[str, ...]
    partners: tuple[str, ...]

    @cached_property
    def numbers(self) -> dict[str, dict[str, int]]:
        """The number of each code that the publisher uses, by column."""
        countries = {
            row["name"]: self.partners.index(row["partner"])
            for row in codes.read("partner_name")
            if (row["publisher"], row["lang"]) == ("cimt", "code")
        }
        provinces = [row["geo"].removeprefix("CA-") for row in codes.read("geography")]
        units = {code: at for at, code in enumerate(self.units)}
        return {
            "hs6": {code: at for at, code in enumerate(self.products)},
            "country": countries | {" ": countries[""]},
            "province": dict.fromkeys([*provinces, *_FORMER_PROVINCES], ELSEWHERE)
            | {"QC": QUEBEC, RE_EXPORTS: NOWHERE},
            "unit": units | {cimt_lookup.NO_UNIT: units[""]},
        }

    @cached_property
    def pairs(self) -> dict[str, Numbers]:
        """The number of each code of two letters, by column and by the code's bytes as a number."""
        tables = {}
        for column in _PAIRS:
            tables[column] = np.full(1 << 16, -1, np.int16)
            for code, number in self.numbers[column].items():
                if len(code) == 2:  # noqa: PLR2004
                    tables[column][np.frombuffer(code.encode(), np.uint16)] = number
        return tables


@dataclass(frozen=True)
class Rows:
    """The rows of one block: numbers of codes by column, month (1 to 12), dollars, quantities (NaN
    when blank)."""

    codes: dict[str, Numbers]
    month: npt.NDArray[np.int8]
    value: Dollars
    quantity: Quantities


class RefusedRowError(Exception):
    """A row cannot be used: its place in the block (from 0), what is wrong and what to do."""

    def __init__(self, at: int, told: str, mend: str) -> None:
        super().__init__(told)
        self.at, self.told, self.mend = at, told, mend


@dataclass(frozen=True)
class Reader:
    """Reads the blocks of one member, whose columns are known to be as published."""

    columns: list[str]
    lists: Lists

    def read(self, block: memoryview) -> Rows:
        """Return the rows of a block of whole lines.

        RefusedRowError tells the first row that cannot be read, has no value or has a code that no
        list knows.
        """
        try:
            table = self._table(block, _PAIRED)
        except pa.ArrowInvalid:  # a country of one letter, say, or a line that cannot be read
            try:
                table = self._table(block, _TYPES)
            except pa.ArrowInvalid as error:
                raise _unreadable(str(error)) from error
        value = table["value"].chunk(0)
        if value.null_count:
            blank = arrow_numbers.missing(value)
            raise RefusedRowError(int(blank.argmax()), "valeur vide", _CHECK_FORMAT)
        return Rows(
            {name: self._encode(name, table[name].chunk(0)) for name in _TEXTS},
            self._months(table["year_month"].chunk(0)),
            arrow_numbers.numbers(value),
            arrow_numbers.numbers(table["quantity"].chunk(0), where_missing=np.nan),
        )

    def _table(self, block: memoryview, types: dict[str, pa.DataType]) -> pa.Table:
        return csv.read_csv(
            pa.BufferReader(block),
            csv.ReadOptions(use_threads=False, block_size=len(block), column_names=self.columns),
            csv.ParseOptions(),
            csv.ConvertOptions(column_types=types, include_columns=list(types), null_values=[""]),
        ).combine_chunks()

    def _months(self, written: pa.Int32Array) -> npt.NDArray[np.int8]:
        months = arrow_numbers.numbers(written) - 100 * self.lists.year
        is_wrong = (months < 1) | (months > MONTHS)
        if is_wrong.any():
            at = int(is_wrong.argmax())
            told = str(written[at].as_py() or "")
            raise RefusedRowError(at, _MONTH.format(told), _CHECK_FORMAT)
        return months.astype(np.int8)

    def _encode(self, column: str, texts: pa.Array) -> Numbers:
        known = self.lists.numbers[column]
        encoded: Numbers
        if isinstance(texts, pa.DictionaryArray):
            labels = texts.dictionary.to_pylist()
            numbers = np.array([known.get(label, -1) for label in labels], np.int16)
            encoded = numbers[arrow_numbers.numbers(texts.indices)]
        else:
            _, written = texts.buffers()
            encoded = self.lists.pairs[column][np.frombuffer(written, np.uint16, len(texts))]
            if texts.null_count:
                encoded[arrow_numbers.missing(texts)] = known.get("", -1)
        if len(encoded) and encoded.min() < 0:
            at = int((encoded < 0).argmax())
            told, mend = _UNKNOWN[column]
            shown = texts[at].as_py() or ""
            label = shown.decode(errors="replace") if isinstance(shown, bytes) else shown
            raise RefusedRowError(at, told.format(repr(label)), mend)
        return encoded


def _unreadable(words: str) -> RefusedRowError:
    row = _ROW.search(words)
    told = next(
        (said.format(*why.groups()) for reason, said in _REASONS if (why := reason.search(words))),
        f"ligne illisible ({words.splitlines()[0]})",
    )
    return RefusedRowError(int(row[1]) - 1 if row else 0, told, _CHECK_FORMAT)

"""What all IRCC files share: addresses, names of countries and provinces, hidden and rounded counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from etl import codes, counts
from etl.counts import Count
from etl.source import Download, Listing, Raw, SourceError, Text
from etl.statcan_labels import folded

PUBLISHER = Text(
    "Immigration, Réfugiés et Citoyenneté Canada",
    "Immigration, Refugees and Citizenship Canada",
)
STUDY_DATASET = "90115b00-f9b8-49e8-afa3-b4cff8facaee"
WORK_DATASET = "360024f2-17e9-4558-bfc1-3616485d65b9"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_FORMS = {
    form: at for at, name in enumerate(_MONTHS, 1) for form in (name, name[:3], name[:4])
}

# Notes of the workbooks: «values between 0 and 5 are shown as “--”», «all other values are rounded
# to the closest multiple of 5».
HIDDEN = "--"
HIDDEN_LOW, HIDDEN_HIGH = 0, 5
ROUNDED_TO = 5
NOT_STATED_GEO = "CA-ZZ"

_TOTAL = re.compile(r"\s*total$", re.IGNORECASE)
_CANADA = {"total", "total - all canada"}
_LISTED = 10


def landing_page(dataset: str) -> Text:
    """Return the page of a dataset of the open government portal in both languages."""
    return Text(
        f"https://ouvert.canada.ca/data/fr/dataset/{dataset}",
        f"https://open.canada.ca/data/en/dataset/{dataset}",
    )


def download(file: str, dataset: str) -> Download:
    """Return where IRCC publishes one of its open data files, and the dataset that lists it."""
    return Download(
        file,
        f"{{ircc}}/opendata-donneesouvertes/data/{file}",
        listing=Listing("ckan", dataset, re.escape(file)),
    )


def count(cell: object) -> Count:
    """Read one published count: rounded to 5, `--` for 0 to 5, and a nil one said to be nil.

    ValueError says what is wrong with anything else.
    """
    if isinstance(cell, str) and cell.strip() == HIDDEN:
        return counts.hidden(HIDDEN_LOW, HIDDEN_HIGH)
    return counts.rounded(counts.number(cell), ROUNDED_TO)


def month(label: str) -> int | None:
    """Return the month that an English label names (`Sep`, `Sept.`, `September`), else None."""
    return _MONTH_FORMS.get(label.strip().rstrip(".").casefold())


@cache
def countries() -> Mapping[str, str]:
    """Return our partner code by IRCC's folded English name, and by ours: a country that IRCC
    comes to call as we do is no unknown one."""
    named = {folded(row["name_en"]): row["partner"] for row in codes.read("partner")}
    return named | {
        folded(row["name"]): row["partner"]
        for row in codes.read("partner_name")
        if row["publisher"] == "ircc" and row["lang"] == "en"
    }


@cache
def provinces() -> Mapping[str, str]:
    """Return our geography code by the folded English name of a province or territory."""
    named = {
        folded(row["statcan_en"]): row["geo"]
        for row in codes.read("geography")
        if row["statcan_en"]
    }
    return named | {"province/territory not stated": NOT_STATED_GEO}


def country(label: str) -> str | None:
    """Return the partner code of a country of citizenship, or None when it is not known."""
    return countries().get(folded(label))


def province(label: str) -> str | None:
    """Return the geography code of a province, else None.

    The workbooks write `Quebec Total`, and slip spaces around the stroke of the not stated.
    """
    name = re.sub(r"\s*/\s*", "/", folded(label))
    return "CA" if name in _CANADA else provinces().get(_TOTAL.sub("", name))


def decoded(
    raw: Raw, where: str, what: str, labels: Iterable[str], decode: Callable[[str], str | None]
) -> dict[str, str]:
    """Return the code of every label; SourceError lists those that have none.

    `where` is the file (and sheet) they are read from, `what` the name and list of the codes.
    """
    found = {label: decode(label) for label in dict.fromkeys(labels)}
    unknown = [label for label, code in found.items() if code is None]
    if unknown:
        shown = ", ".join(f"« {label} »" for label in unknown[:_LISTED])
        raise SourceError(
            f"{raw.source} : {where} porte {len(unknown)} libellé(s) inconnu(s) ({shown}"
            f"{' …' if len(unknown) > _LISTED else ''}) ; ajoutez-les à {what} après vérification."
        )
    return {label: code for label, code in found.items() if code is not None}


COUNTRY_LIST = "etl/codes/partner_name.csv (ircc, en)"
PROVINCE_LIST = "etl/codes/geography.csv"

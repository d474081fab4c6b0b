"""World Bank indicators API: gross domestic product and population of every country, by year."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import duckdb

from etl import codes
from etl.source import Download, Licence, Raw, Source, SourceError, Text

GDP, POPULATION = "NY.GDP.MKTP.CD", "SP.POP.TOTL"
ROWS_PER_PAGE = 20_000

Series = dict[tuple[str, int], float | None]


def _download(indicator: str) -> Download:
    return Download(
        f"{indicator}.json",
        f"{{worldbank}}/v2/country/all/indicator/{indicator}?format=json&per_page={ROWS_PER_PAGE}",
    )


SOURCE = Source(
    code="worldbank_gdp_population",
    publisher=Text("Banque mondiale", "World Bank"),
    title=Text(
        "Produit intérieur brut ($ US courants) et population totale",
        "Gross domestic product (current US$) and total population",
    ),
    number=f"{GDP}, {POPULATION}",
    landing_page=Text(
        "https://donnees.banquemondiale.org/indicateur/NY.GDP.MKTP.CD",
        "https://data.worldbank.org/indicator/NY.GDP.MKTP.CD",
    ),
    downloads=(_download(GDP), _download(POPULATION)),
    licence=Licence.CC_BY_4,
    rhythm="annual",
    lag_days=182,
    tables=("country_year",),
    precedence=10,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return GDP (current US dollars) and population (persons) by country and year, with WLD.

    The publisher's regions and income groups (`etl/codes/worldbank_aggregate.csv`) are left out;
    any other unknown code, and any answer that is not one whole page, is a SourceError.
    """
    gdp, population = _series(raw, GDP), _series(raw, POPULATION)
    keys = sorted({*gdp, *population})
    rows = [_row(raw, key, gdp.get(key), population.get(key)) for key in keys]
    con.execute(
        "create or replace temp table worldbank_country_year as "
        "select unnest(from_json($rows::json, $structure), recursive := true)",
        {"rows": json.dumps(rows), "structure": json.dumps([_STRUCTURE])},
    )
    return {"country_year": "worldbank_country_year"}


_STRUCTURE = {
    "partner": "varchar",
    "ref_year": "smallint",
    "gdp_usd": "double",
    "gdp_status": "varchar",
    "population": "bigint",
    "population_status": "varchar",
    "source": "varchar",
    "vintage": "date",
}


def _row(
    raw: Raw, key: tuple[str, int], gdp: float | None, population: float | None
) -> dict[str, Any]:
    if population is not None and not float(population).is_integer():
        raise SourceError(
            f"{raw.source} : {POPULATION}.json donne une population fractionnaire ({population}) "
            f"pour {key[0]} en {key[1]} ; vérifiez l'indicateur chez l'éditeur."
        )
    return {
        "partner": key[0],
        "ref_year": key[1],
        "gdp_usd": gdp,
        "gdp_status": _status(gdp),
        "population": None if population is None else int(population),
        "population_status": _status(population),
        "source": raw.source,
        "vintage": raw.vintage.isoformat(),
    }


def _status(value: float | None) -> str:
    return "not_available" if value is None else "normal"


def _series(raw: Raw, indicator: str) -> Series:
    """Read one indicator's answer: value, or None when the publisher has none, by country, year."""
    where = f"{raw.source} : {indicator}.json"
    countries = {
        row["name"]: row["partner"]
        for row in codes.read("partner_name")
        if row["publisher"] == "worldbank" and row["lang"] == "code"
    }
    groups = codes.read("worldbank_aggregate")
    aggregates = {row["code"] for row in groups} | {row["iso2"] for row in groups}
    series: Series = {}
    unknown = set()
    for row in _rows(raw, indicator):
        try:
            # Some groups carry no ISO 3 code: their own two-character id names them.
            code = row["countryiso3code"] or row["country"]["id"]
            year, value = date(int(row["date"]), 1, 1).year, row["value"]
        except (KeyError, TypeError, ValueError) as error:
            raise SourceError(
                f"{where} a une ligne d'une autre forme que celle de l'API ({error!r}) ; "
                "vérifiez le format publié avant de recharger."
            ) from error
        if code in aggregates:
            continue
        if code not in countries:
            unknown.add(str(code))
            continue
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise SourceError(
                f"{where} donne {value!r} pour {code} en {year}, un nombre est attendu ; "
                "vérifiez le format publié avant de recharger."
            )
        if series.setdefault((countries[code], year), value) != value:
            raise SourceError(
                f"{where} donne deux valeurs pour {code} en {year} ; "
                f"relancez `python -m etl fetch {raw.source}`."
            )
    if unknown:
        raise SourceError(
            f"{where} : pays inconnu(s) {', '.join(sorted(unknown))} ; ajoutez-les à "
            "etl/codes/partner_name.csv (worldbank, code) ou à etl/codes/worldbank_aggregate.csv "
            "après vérification."
        )
    return series


def _rows(raw: Raw, indicator: str) -> list[dict[str, Any]]:
    """Return the rows of a whole answer; SourceError for an error message or a partial page."""
    where = f"{raw.source} : {indicator}.json"
    try:
        body = json.loads(raw.file(f"{indicator}.json").read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{where} n'est pas du JSON (page HTML ou téléchargement coupé) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        ) from error
    head = body[0] if isinstance(body, list) and body and isinstance(body[0], dict) else {}
    if "message" in head:
        raise SourceError(
            f"{where} : la Banque mondiale répond par un message d'erreur ({head['message']}) ; "
            f"vérifiez l'indicateur {indicator}, puis relancez `python -m etl fetch {raw.source}`."
        )
    rows = body[-1] if isinstance(body, list) else None
    if not isinstance(rows, list) or not rows or head.get("total") != len(rows):
        raise SourceError(
            f"{where} ne contient pas toutes les lignes annoncées ({head.get('total')}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        )
    return rows

"""Statistics Canada 36-10-0222-01: GDP by expenditure, provinces and territories, annual."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import duckdb

from etl import codes, statcan, statcan_text
from etl.contract import literal
from etl.source import Licence, Raw, Source, SourceError, Text
from etl.statcan_labels import folded
from etl.statcan_text import StagedTable

PID, TABLE = "36100222", "gdp_expenditure_annual"
_PAGE = "https://www150.statcan.gc.ca/t1/tbl1/{}/tv.action?pid=3610022201"
_DIMENSIONS = {"prices": ("Prices", "Prix"), "estimates": ("Estimates", "Estimations")}

SOURCE = Source(
    code="statcan_36100222",
    publisher=statcan.PUBLISHER,
    title=Text(
        "Produit intérieur brut, en termes de dépenses, provinces et territoires, annuel",
        "Gross domestic product, expenditure-based, provincial and territorial, annual",
    ),
    number="36-10-0222-01",
    landing_page=Text(_PAGE.format("fr"), _PAGE.format("en")),
    downloads=(statcan.full_table(PID),),
    licence=Licence.STATCAN_OPEN,
    rhythm="annual",
    lag_days=315,
    tables=(TABLE,),
)

# Published beside the provinces, and no geographies of ours: an empty code leaves them out.
_LEFT_OUT = (
    "Outside Canada",
    "Extérieur du Canada",
    "Northwest Territories including Nunavut",
    "Territoires du Nord-Ouest incluant le Nunavut",
)
_SCALES = {"0": "1", "3": "1000", "6": "1000000"}
# What links the words of a line and changes with the edition: «vers d'autres pays», «aux autres
# pays»… The other words name the line.
_LINKS = frozenset(
    {
        *("of", "to", "from", "in", "which", "less"),
        *("de", "du", "des", "d", "l", "la", "le", "les", "vers", "en", "à", "au", "aux"),
        *("dont", "moins", "provenance", "provenant", "destination"),
    }
)
_BASES = {
    "current": ("current", "courants"),
    "chained": ("chained", "enchaîné", "enchaînés"),
    "constant": ("constant", "constants"),
}
_YEAR = re.compile(r"\d{4}")
_WORD = re.compile(r"\w+")
_LISTED = 10

Decode = Callable[[str], str | None]


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the relation of gdp_expenditure_annual, values in dollars.

    SourceError when the archive is damaged, a column, a geography, a line or a unit is unknown,
    two chained bases stand side by side, or a value contradicts its symbol.
    """
    staged = statcan_text.stage(PID, _DIMENSIONS, raw, con)
    symbols = {row["symbol"]: row["status"] for row in codes.read("statcan_symbol")}
    decoders: dict[str, tuple[Decode, str]] = {
        "geography": (_geography(), "ajoutez-les à etl/codes/geography.csv"),
        "estimates": (_estimate(), "ajoutez-les à etl/codes/estimate.csv après vérification"),
        "prices": (_basis, "vérifiez le format publié avant de recharger"),
        "unit": (_unit, "vérifiez le format publié avant de recharger"),
        "scale": (_SCALES.get, "vérifiez le format publié avant de recharger"),
        "period": (_period, "vérifiez le format publié avant de recharger"),
        "status": (symbols.get, "ajoutez-les à etl/codes/statcan_symbol.csv"),
        "symbol": (symbols.get, "ajoutez-les à etl/codes/statcan_symbol.csv"),
    }
    known = {column: _known(staged, con, column, *how) for column, how in decoders.items()}
    _refuse_two_bases(staged, known["prices"])
    view = _decode(staged, con, known)
    _refuse_contradictions(staged, con, view)
    _refuse_repeats(staged, con, view)
    return {TABLE: view}


def _known(
    staged: StagedTable, con: duckdb.DuckDBPyConnection, column: str, decode: Decode, mend: str
) -> dict[str, str]:
    """Return the code of every label of a column, or list the labels that have none."""
    labels = [
        str(label)
        for (label,) in con.execute(
            f"select distinct {column} from {staged.relation} order by 1"
        ).fetchall()
    ]
    found = {label: decode(label) for label in labels}
    if unknown := [label for label, code in found.items() if code is None]:
        shown = ", ".join(f"« {label} »" for label in unknown[:_LISTED])
        raise SourceError(
            f"{staged.raw.source} : {staged.archive} porte {len(unknown)} libellé(s) inconnu(s) "
            f"({staged.published[column]} : {shown}{' …' if len(unknown) > _LISTED else ''}) ; "
            f"{mend}."
        )
    return {label: code for label, code in found.items() if code is not None}


def _geography() -> Decode:
    listed = {
        folded(row[column]): row["geo"]
        for row in codes.read("geography")
        for column in ("statcan_fr", "statcan_en")
    }
    listed |= {folded(label): "" for label in _LEFT_OUT}
    return lambda label: listed.get(folded(label))


def _estimate() -> Decode:
    listed = {
        _words(label): row["estimate"]
        for row in codes.read("estimate")
        for column in ("statcan_fr", "statcan_en")
        for label in row[column].split("|")
    }
    return lambda label: listed.get(_words(label))


def _words(label: str) -> tuple[str, ...]:
    """Return the words that name a line, without those that only link them."""
    return tuple(word for word in _WORD.findall(folded(label)) if word not in _LINKS)


def _basis(label: str) -> str | None:
    """Return the price basis and, after a space, the base year that all but current prices have."""
    words = set(_WORD.findall(folded(label)))
    bases = [basis for basis, names in _BASES.items() if words.intersection(names)]
    year = _YEAR.search(label)
    if len(bases) != 1 or (year is None) != (bases == ["current"]):
        return None
    return f"{bases[0]} {year[0]}" if year else bases[0]


def _unit(label: str) -> str | None:
    return "CAD" if "dollars" in _WORD.findall(folded(label)) else None


def _period(label: str) -> str | None:
    return label if _YEAR.fullmatch(label) else None


def _refuse_two_bases(staged: StagedTable, prices: dict[str, str]) -> None:
    """Stop when one basis comes with two base years: their dollars would be mixed."""
    by_basis: dict[str, list[str]] = {}
    for label, code in prices.items():
        by_basis.setdefault(code.split()[0], []).append(label)
    for labels in by_basis.values():
        if len(labels) > 1:
            raise SourceError(
                f"{staged.raw.source} : {staged.archive} mêle des bases de prix "
                f"({', '.join(f'« {label} »' for label in labels)}) ; ne gardez qu'une année de "
                "base avant de recharger."
            )


def _decode(
    staged: StagedTable, con: duckdb.DuckDBPyConnection, known: dict[str, dict[str, str]]
) -> str:
    """Create the temp table of codes and dollars; return its name."""
    relation = f"{staged.raw.source}_rows"
    number = "replace(value, ',', '.')" if staged.language == "fr" else "value"
    maps = {
        column: f"map({_list(found)}, {_list(found.values())})" for column, found in known.items()
    }
    try:
        con.execute(
            f"create or replace temp table {relation} as select "
            f"{maps['geography']}[geography] as geo, "
            f"{maps['estimates']}[estimates] as estimate, "
            f"split_part({maps['prices']}[prices], ' ', 1) as price_basis, "
            f"nullif(split_part({maps['prices']}[prices], ' ', 2), '')::smallint as base_year, "
            "period::smallint as ref_year, "
            f"(nullif({number}, '')::decimal(18, 4) * {maps['scale']}[scale]::bigint)::bigint "
            "as value_cad, "
            # The symbol (p, r) qualifies a value; an empty value without a status is missing.
            f"case when status <> '' then {maps['status']}[status] "
            f"when value = '' then 'not_available' else {maps['symbol']}[symbol] end as status, "
            f"'{staged.raw.source}' as source, date '{staged.raw.vintage.isoformat()}' as vintage "
            f"from {staged.relation} where geo <> ''"
        )
    except duckdb.ConversionException as error:
        raise SourceError(
            f"{staged.raw.source} : {staged.archive} a une valeur qui n'est pas un nombre "
            f"({str(error).splitlines()[0]}) ; vérifiez le format publié avant de recharger."
        ) from error
    return relation


def _refuse_contradictions(
    staged: StagedTable, con: duckdb.DuckDBPyConnection, relation: str
) -> None:
    """Stop when a value stands beside a symbol that says there is none, or the other way round."""
    without = [row["status"] for row in codes.read("status_code") if row["has_value"] != "true"]
    found = con.execute(
        f"select geo, estimate, price_basis, ref_year, value_cad, status from {relation} "
        f"where (value_cad is null) <> (status in ({_items(without)})) limit 1"
    ).fetchall()
    if found:
        raise _unfit(staged, "une valeur et un symbole qui se contredisent", found[0])


def _refuse_repeats(staged: StagedTable, con: duckdb.DuckDBPyConnection, relation: str) -> None:
    """Stop when a line comes twice for one geography, price basis and year."""
    found = con.execute(
        f"select geo, estimate, price_basis, ref_year from {relation} group by all "
        "having count(*) > 1 order by all limit 1"
    ).fetchall()
    if found:
        raise _unfit(staged, "deux lignes pour la même observation", found[0])


def _unfit(staged: StagedTable, what: str, example: tuple[Any, ...]) -> SourceError:
    return SourceError(
        f"{staged.raw.source} : {staged.archive} a {what} "
        f"({', '.join(str(part) for part in example)}) ; "
        "vérifiez le fichier publié avant de recharger."
    )


def _items(texts: Iterable[str]) -> str:
    """Quote texts for a list of constants, which takes no parameters."""
    return ", ".join(literal(text) for text in texts)


def _list(texts: Iterable[str]) -> str:
    return f"[{_items(texts)}]"

"""ESDC, positions on labour market impact assessments: five tables of the yearly statistics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import duckdb

from etl import codes, counts, esdc, ircc
from etl.esdc import Position
from etl.source import Download, Licence, Listing, Raw, Source, Text
from etl.statcan_labels import folded

DATASET = "76defa14-473e-41e2-abfa-60021c4d934b"
TABLE = "lmia_position_annual"
# Which tables of the publication are read; the same totals come back in several of them.
COUNTRIES, STREAMS, REGIONS, SAWP_REGIONS, SAWP_OCCUPATIONS = 10, 13, 3, 26, 27
_SEVERAL_REGIONS = "99"
_CODE = re.compile(r"([0-9]{4})\s*-")

# Which language of each table is read: countries are known by their French names. The addresses
# hold identifiers that change with each edition, so the portal's catalogue is asked for them.
_READ = {COUNTRIES: "f", STREAMS: "e", REGIONS: "e", SAWP_REGIONS: "e", SAWP_OCCUPATIONS: "e"}
_FILE = r"tfwp[0-9]{{4}}_annual_table_{number}_{language}\.csv"

SOURCE = Source(
    code="esdc_lmia",
    publisher=esdc.PUBLISHER,
    title=Text(
        "Programme des travailleurs étrangers temporaires : postes visés par une étude d'impact "
        "sur le marché du travail, statistiques annuelles",
        "Temporary Foreign Worker Program: positions on labour market impact assessments, annual "
        "statistics",
    ),
    number="tab. 3, 10, 13, 26, 27",
    landing_page=ircc.landing_page(DATASET),
    downloads=tuple(
        Download("", "", listing=Listing("ckan", DATASET, _FILE.format(number=n, language=lang)))
        for n, lang in _READ.items()
    ),
    licence=Licence.OGL_CANADA,
    rhythm="annual",
    lag_days=105,
    tables=(TABLE,),
    precedence=10,
)


def parse(raw: Raw, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the positions of the five tables, each row with the number of its table.

    A country that the table by country does not name is below its last rank (10, 20 for Canada):
    it has no row, and that is no zero. The table's header says citizenship; its notes say the
    country of residence that employers declare, which is what `origin_concept` says.
    """
    rows: list[counts.Row] = []
    for number, positions, column in (
        (COUNTRIES, esdc.ranks, "partner"),
        (STREAMS, esdc.blocks, "stream"),
        (REGIONS, esdc.blocks, "region"),
        (SAWP_REGIONS, esdc.pairs, "region"),
        (SAWP_OCCUPATIONS, esdc.pairs, "occupation"),
    ):
        table = esdc.read(raw, number)
        found = list(positions(table))
        coded = _DECODERS[column](raw, table.file, found)
        rows += [
            _row(raw, number, position, {column: code})
            for position, code in zip(found, coded, strict=True)
        ]
    return {TABLE: counts.relation(con, raw.source, TABLE, rows)}


def _row(raw: Raw, number: int, position: Position, coded: dict[str, str]) -> counts.Row:
    is_sawp = number in (SAWP_REGIONS, SAWP_OCCUPATIONS)
    everything = {"partner": "WLD", "stream": "all", "region": "all", "occupation": "all"}
    return (
        {
            "measure": position.measure,
            "geo": position.geo,
            "origin_concept": "residence" if number == COUNTRIES else "none",
            "programme": "tfwp_sawp" if is_sawp else "tfwp",
            "table_number": number,
            "rank": position.rank or None,
            "ref_year": position.year,
        }
        | everything
        | coded
        | counts.cells(counts.exact(position.value))
        | {"source": raw.source, "vintage": raw.vintage.isoformat()}
    )


def _partners(raw: Raw, file: str, positions: Iterable[Position]) -> list[str]:
    named = {
        folded(row["name"]): row["partner"]
        for row in codes.read("partner_name")
        if row["publisher"] == "esdc"
    }
    listed = "etl/codes/partner_name.csv (esdc, fr)"
    return _decoded(
        raw,
        file,
        listed,
        positions,
        lambda p: named.get("" if p.label == esdc.BLANK else folded(p.label)),
    )


def _streams(raw: Raw, file: str, positions: Iterable[Position]) -> list[str]:
    named = {folded(row["name_en"]): row["stream"] for row in codes.read("lmia_stream")}
    named |= {folded(row["name_fr"]): row["stream"] for row in codes.read("lmia_stream")}
    listed = "etl/codes/lmia_stream.csv"
    return _decoded(raw, file, listed, positions, lambda p: named.get(folded(p.label)))


def _regions(raw: Raw, file: str, positions: Iterable[Position]) -> list[str]:
    known = {row["region"]: row["geo"] for row in codes.read("economic_region")}
    several = {geo: code for code, geo in known.items() if code.endswith(_SEVERAL_REGIONS)}

    def decode(position: Position) -> str | None:
        if folded(position.label) in {"other", "autre"}:
            return several.get(position.geo)
        code = _CODE.match(position.label)
        return code[1] if code and known.get(code[1]) == position.geo else None

    return _decoded(raw, file, "etl/codes/economic_region.csv", positions, decode)


def _occupations(raw: Raw, file: str, positions: Iterable[Position]) -> list[str]:
    known = {row["occupation"] for row in codes.read("occupation")}

    def decode(position: Position) -> str | None:
        code = _CODE.match(position.label)
        return code[1] if code and code[1] in known else None

    return _decoded(raw, file, "etl/codes/occupation.csv", positions, decode)


def _decoded(
    raw: Raw,
    file: str,
    listed: str,
    positions: Iterable[Position],
    decode: Callable[[Position], str | None],
) -> list[str]:
    """Return the code of every position, `all` for a total; SourceError lists unknown labels."""
    found = {position: decode(position) if position.label else "all" for position in positions}
    unknown = {position.label for position, code in found.items() if code is None}
    ircc.decoded(raw, file, listed, sorted(unknown), lambda _label: None)
    return [code for code in found.values() if code is not None]


_DECODERS: dict[str, Callable[[Raw, str, Iterable[Position]], list[str]]] = {
    "partner": _partners,
    "stream": _streams,
    "region": _regions,
    "occupation": _occupations,
}

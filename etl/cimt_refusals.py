"""Says no to CIMT rows that are not as published; it repairs nothing."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.source import Raw, SourceError


def bad_rows(raw: Raw, con: duckdb.DuckDBPyConnection, archive: Path) -> None:
    """Refuse an archive of another year, an HS code that lost its zero, a value or a country."""
    year = archive.stem[-4:]
    where = f"{raw.source} : {archive.name}"
    if not con.execute("select 1 from cimt_row limit 1").fetchall():
        raise SourceError(
            f"{where} ne contient aucune ligne ; relancez `python -m etl fetch {raw.source}`."
        )
    bad = con.execute(
        """
        select line, year_month, hs2, country, value
        from (select row_number() over () + 1 as line, * from cimt_row)
        where
            not coalesce(regexp_full_match(year_month, $year || '(0[1-9]|1[0-2])'), false)
            or not coalesce(regexp_full_match(hs2, '[0-9]{2}'), false)
            or try_cast(value as bigint) is null
        order by line
        limit 1
        """,
        {"year": year},
    ).fetchall()
    if bad:
        line, month, chapter, country, value = bad[0]
        raise SourceError(
            f"{where}, ligne {line} : mois {month!r}, chapitre SH {chapter!r}, pays {country!r}, "
            f"valeur {value!r} ; on attend un mois de {year}, un chapitre de deux chiffres et des "
            "dollars entiers, vérifiez le format publié avant de recharger."
        )
    unknown = con.execute(
        "select distinct country from cimt_row where country not in "
        "(select code from cimt_country) order by country"
    ).fetchall()
    if unknown:
        raise SourceError(
            f"{where} : pays inconnu(s) {', '.join(row[0] for row in unknown)} ; ajoutez-les à "
            "etl/codes/partner_name.csv (cimt, code) après vérification."
        )


def uneven_months(raw: Raw, con: duckdb.DuckDBPyConnection, tables: dict[str, str]) -> None:
    """Refuse a gap, or flows that do not stop at the same month: totals would mislead."""
    covered = {}
    for product, table in tables.items():
        first, last, found = con.execute(
            f"select min(ref_month), max(ref_month), count(distinct ref_month) from {table}"
        ).fetchall()[0]
        covered[product] = (first, last)
        if found != (last.year - first.year) * 12 + last.month - first.month + 1:
            raise SourceError(
                f"{raw.source} : des mois manquent dans CIMT-CICM_{product} entre "
                f"{first:%Y-%m} et {last:%Y-%m} ; relancez `python -m etl fetch {raw.source}`."
            )
    if len(set(covered.values())) > 1:
        shown = ", ".join(f"{name} {a:%Y-%m} à {b:%Y-%m}" for name, (a, b) in covered.items())
        raise SourceError(
            f"{raw.source} : les flux ne couvrent pas les mêmes mois ({shown}) ; "
            f"relancez `python -m etl fetch {raw.source}`."
        )

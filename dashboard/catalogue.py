"""What the warehouse says of itself: sources, tables, columns and the names of codes; no figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dashboard import builds, queries
from dashboard.builds import Build
from dashboard.cards import ColumnCard, Coverage, SourceCard, TableCard, in_language
from dashboard.i18n import LANGUAGES, Language, language, typeset
from dashboard.indicators import Result, ask
from dashboard.presentation import Column, Presentation, present
from dashboard.queries import Query

# The query that lists each code list of the contracts.
LISTS = {
    "agreement": "catalogue/agreements",
    "counterpart": "catalogue/counterparts",
    "economic_region": "catalogue/economic_regions",
    "estimate": "catalogue/estimates",
    "evidence": "catalogue/evidences",
    "flow": "catalogue/flows",
    "geography": "catalogue/geographies",
    "indicator": "catalogue/indicators",
    "industry": "catalogue/industries",
    "lmia_stream": "catalogue/lmia_streams",
    "measure": "catalogue/measures",
    "measure_state": "catalogue/measure_states",
    "occupation": "catalogue/occupations",
    "origin_concept": "catalogue/origin_concepts",
    "partner": "catalogue/partners",
    "permit_programme": "catalogue/permit_programmes",
    "price_basis": "catalogue/price_bases",
    "revised_measure": "catalogue/revised_measures",
    "resident_type": "catalogue/resident_types",
    "section": "catalogue/sections",
    "source": "catalogue/sources",
    "status_code": "catalogue/statuses",
    "strategy_orientation": "catalogue/strategy_orientations",
    "study_level": "catalogue/study_levels",
    "table": "catalogue/tables",
    "trust": "catalogue/degrees_of_trust",
    "verdict": "catalogue/verdicts",
}

Labels = Mapping[Language, Mapping[str, str]]
# The region's own code is that of the Åland Islands in ISO 3166: a query says in which column it
# stands for the region (`region` in its header).
REGION: Labels = {
    "fr": {"ALA": "Amérique latine et Antilles"},
    "en": {"ALA": "Latin America and the Antilles"},
}


def coverage() -> tuple[Coverage, ...]:
    """The extent of every source in every table of figures that holds any of it."""
    return tuple(
        Coverage(
            source=row["source"],
            table=row["table_name"],
            rows=row["n_rows"],
            first=row["first_period"],
            last=row["last_period"],
        )
        for row in ask("catalogue/coverage").rows
    )


def sources() -> tuple[SourceCard, ...]:
    """Every source the project knows, loaded or not, by precedence."""
    return tuple(SourceCard(row["source"], row) for row in ask("catalogue/sources").rows)


def tables() -> tuple[TableCard, ...]:
    """Every published table, those with figures first, in the reader's language."""
    cards = [
        TableCard(
            name=row["table_name"],
            title=in_language(row["title_fr"], row["title_en"]),
            description=in_language(row["description_fr"], row["description_en"]),
            key=tuple(row["key_columns"].split()),
            period=row["period_column"],
            rows=row["rows"],
            first_period=row["first_period"],
            last_period=row["last_period"],
        )
        for row in ask("catalogue/tables").rows
    ]
    return tuple(sorted(cards, key=lambda card: (not card.period, not card.rows, card.title)))


def region() -> tuple[str, ...]:
    """The codes of the region's countries."""
    return tuple(row["partner"] for row in ask("catalogue/partners").rows if row["is_ala"])


def columns(table: str) -> tuple[ColumnCard, ...]:
    """The columns of a published table in order, in the reader's language."""
    return tuple(
        ColumnCard(
            name=row["column_name"],
            type=row["type"],
            unit=row["unit"],
            codes=row["codes"],
            title=in_language(row["title_fr"], row["title_en"]),
            meaning=in_language(row["meaning_fr"], row["meaning_en"]),
        )
        for row in ask("catalogue/columns").rows
        if row["table_name"] == table
    )


def label(code: str, code_list: str) -> str:
    """The name of a code in the reader's language; the code itself when the list has it not."""
    return labels(code_list).get(code, code)


def labels(code_list: str) -> Mapping[str, str]:
    """The names of all codes of a list in the reader's language, in the list's own order."""
    return _labels(builds.current(), code_list)[language()]


def of_column(name: str) -> Callable[[str], str]:
    """What names the codes of an answer's column in the reader's language (queries/columns.yml)."""
    names: Mapping[str, str] = queries.columns()[name]["names"][language()]
    return lambda code: typeset(names.get(code, code), language())


def describe(result: Result) -> tuple[Column, ...]:
    """What is known of each column of an answer."""
    return meanings(result.indicator, tuple(result.table.column_names))


def meanings(query: Query, names: tuple[str, ...]) -> tuple[Column, ...]:
    """What is known of the columns `names` of a query's answers.

    Extracts and lists have the columns of their table; another query's own words
    (`queries/columns.yml`) come first, then those of the tables it reads.
    """
    described = _described(
        builds.current(),
        names,
        tuple(sorted(query.tables)),
        is_whole=query.name.startswith(("extract/", "catalogue/")),
    )
    regional = query.facts.get("region")
    return tuple(_with_region(one) if one.name == regional else one for one in described)


def presented(result: Result, names: Iterable[str] = ()) -> Presentation:
    """An answer as it is displayed and downloaded; `names` chooses and orders its columns."""
    chosen = list(names) or result.table.column_names
    return present(result.table.select(chosen), describe(result), language())


@lru_cache(maxsize=32)
def _labels(_build: Build, code_list: str) -> Labels:
    rows = ask(LISTS[code_list]).rows
    # The first column of every code list is its code.
    return {
        lang: {
            next(iter(row.values())): row.get(f"name_{lang}") or row[f"title_{lang}"]
            for row in rows
        }
        for lang in LANGUAGES
    }


@lru_cache(maxsize=256)
def _described(
    build: Build, names: tuple[str, ...], read: tuple[str, ...], *, is_whole: bool
) -> tuple[Column, ...]:
    rows = [row for row in ask("catalogue/columns").rows if row["column_name"] in names]
    # The tables that were read come last and win over other tables' columns of the same name.
    rows.sort(key=lambda row: row["table_name"] in read)
    known = {row["column_name"]: _of_table(build, row) for row in rows}
    if not is_whole:
        of_queries = queries.columns()
        known |= {
            name: _of_query(build, name, of_queries[name]) for name in names if name in of_queries
        }
    return tuple(known.get(name, Column(name, {})) for name in names)


def _of_table(build: Build, row: Mapping[str, Any]) -> Column:
    return Column(
        row["column_name"],
        {lang: row[f"title_{lang}"] for lang in LANGUAGES},
        {lang: row[f"meaning_{lang}"] for lang in LANGUAGES},
        row["unit"],
        _names(build, row["codes"]),
    )


def _of_query(build: Build, name: str, facts: Mapping[str, Any]) -> Column:
    return Column(
        name,
        facts["title"],
        facts.get("meaning", {}),
        facts.get("unit", ""),
        facts.get("names") or _names(build, facts.get("codes", "")),
    )


def _with_region(column: Column) -> Column:
    return replace(
        column,
        labels={lang: {**names, **REGION[lang]} for lang, names in column.labels.items()},
    )


def _names(build: Build, code_list: str) -> Labels:
    return _labels(build, code_list) if code_list in LISTS else {}

"""The blocks on what the strategy of 2022 says of a country: its claims with their verdict, its measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard import amounts, catalogue, facts, formats
from dashboard.blocks import Block
from dashboard.country_choices import Sheet
from dashboard.facts import Cell, Group
from dashboard.figure import Row
from dashboard.i18n import _, language, ngettext, pick
from dashboard.indicators import Result, ask
from dashboard.narrative import listed


def claims(sheet: Sheet) -> Block:
    """What the strategy states of the country in numbers, and what the data of this project give."""
    result = ask("strategy/claims", partners=[sheet.partner])
    return Block(
        key="claims",
        title=_("Que dit la stratégie de ce pays ?"),
        perimeter=_("Énoncés chiffrés de la stratégie de 2022 qui nomment le pays"),
        sentence=_claims_words(result.rows),
        result=result,
        columns=(
            "claim",
            pick("statement_fr", "statement_en"),
            "year_to",
            "stated_value",
            "unit",
            "computed_year",
            "computed_value",
            "now_year",
            "now_value",
            "outcome",
            "reason",
            pick("note_fr", "note_en"),
        ),
        table=_claims_table,
    )


def _claims_words(rows: Sequence[Row]) -> str:
    if not rows:
        return _("Aucun énoncé chiffré de la stratégie ne nomme ce pays.")
    name = catalogue.labels("verdict")
    counted = Counter(row["outcome"] for row in rows)
    counts = [
        _("{nom} : {n}").format(nom=name[code], n=formats.integer(n))
        for code, n in counted.most_common()
    ]
    return ngettext("{n} énoncé — {faits}.", "{n} énoncés — {faits}.", len(rows)).format(
        n=len(rows), faits=listed(counts)
    )


def _claims_table(result: Result) -> None:
    headings = (_("Énoncé"), _("Valeur calculée"), _("Verdict"))
    lines = [
        (
            row[pick("statement_fr", "statement_en")],
            _dated(row, "computed"),
            " — ".join(
                [
                    catalogue.label(row["outcome"], "verdict"),
                    catalogue.of_column("reason")(row["reason"]),
                ]
            ),
        )
        for row in result.rows
    ]
    _table(headings, lines)


def _dated(row: Row, name: str) -> str:
    value = row[f"{name}_value"]
    if value is None:
        return formats.missing("not_available", long=True)
    return _("{valeur} ({année})").format(
        valeur=amounts.of_unit(value, row["unit"]), année=formats.year(row[f"{name}_year"])
    )


def measures(sheet: Sheet) -> Block:
    """Which measures of the strategy name the country, and the state that the ministry's staff gives."""
    result = ask("strategy/measures", partners=[sheet.partner])
    return Block(
        key="measures",
        title=_("Quelles mesures le nomment ?"),
        perimeter=_(
            "Mesures de la stratégie de 2022, en libellé abrégé ; état donné par le ministère"
        ),
        sentence=_measures_words(result.rows),
        result=result,
        columns=(
            "measure_id",
            pick("statement_fr", "statement_en"),
            "orientation",
            pick("orientation_fr", "orientation_en"),
            "measure_state",
            "state_date",
            f"reference_{language()}",
        ),
        table=_measures_table,
    )


def _measures_words(rows: Sequence[Row]) -> str:
    if not rows:
        return _("Aucune mesure de la stratégie ne nomme ce pays.")
    name = catalogue.of_column("measure_state")
    counted = Counter(row["measure_state"] for row in rows)
    counts = [
        _("{nom} : {n}").format(nom=name(code), n=formats.integer(n))
        for code, n in counted.most_common()
    ]
    return ngettext("{n} mesure — {faits}.", "{n} mesures — {faits}.", len(rows)).format(
        n=len(rows), faits=listed(counts)
    )


def _measures_table(result: Result) -> None:
    headings = (_("Mesure"), _("Orientation"), _("État"))
    lines = [
        (
            row[pick("statement_fr", "statement_en")],
            row[pick("orientation_fr", "orientation_en")],
            catalogue.of_column("measure_state")(row["measure_state"]),
        )
        for row in result.rows
    ]
    _table(headings, lines)


def _table(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    rows = [[Cell(text) for text in line] for line in lines]
    if rows:
        st.html(facts.table(headings, [Group("", rows)]))

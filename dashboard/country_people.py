"""The blocks on a country's people: students, workers, positions, and trade on the same years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from dashboard import amounts, catalogue, charts, formats, students, workers_permits
from dashboard import workers_positions as positions_blocks
from dashboard.blocks import Block
from dashboard.charts import Panel, Series
from dashboard.country_choices import Sheet
from dashboard.figure import Row
from dashboard.i18n import _
from dashboard.indicators import ask, require
from dashboard.narrative import listed
from dashboard.selection import CANADA, geography_words
from dashboard.student_choices import YEARLY, Choices
from dashboard.unavailable import Unavailable

FLOWS = ("exports", "imports")
EVER = {"since": 0, "until": 9999}
PROGRAMMES = ("tfwp", "imp")


def timeline(sheet: Sheet) -> Block:
    """Trade, students, workers and positions of the same country on one time axis."""
    result = ask("country/timeline", geo=sheet.shown, partner=sheet.partner)
    rows = result.rows
    name = catalogue.of_column("series")

    def figure() -> go.Figure:
        wanted = [
            Panel(
                _("Échanges · {lieu}").format(lieu=geography_words(sheet.shown or CANADA)),
                "cad",
                FLOWS,
            ),
            Panel(_("Étudiants · Canada"), "count", ("students",)),
            Panel(_("Travailleurs agricoles · Québec"), "count", ("agri_workers",)),
            Panel(_("Postes approuvés · Québec"), "count", ("positions",)),
        ]
        return charts.panels(rows, wanted, series=Series(y="amount", by="series", label=name))

    return Block(
        key="timeline",
        title=_("Commerce et mobilité, sur les mêmes années"),
        perimeter=" · ".join(
            [
                _("Années civiles entières"),
                _("dollars, personnes et postes ont chacun leur échelle"),
            ]
        ),
        sentence=_timeline_words(rows),
        result=result,
        figure=figure if rows else None,
        columns=(
            "series",
            "geo",
            "ref_year",
            "unit",
            "amount",
            "amount_low",
            "amount_high",
            "status",
        ),
        warning=_("Deux courbes qui bougent ensemble ne disent pas que l'une cause l'autre."),
    )


def _timeline_words(rows: Sequence[Row]) -> str:
    """State the last year of each series."""
    last = {row["series"]: row for row in rows}
    if not last:
        return _("Aucune période complète n'est publiée pour ce choix.")
    name = catalogue.of_column("series")
    facts = [
        _("{série} en {année} : {valeur}").format(
            série=name(code).lower(),
            année=formats.year(row["ref_year"]),
            valeur=amounts.of_row(row),
        )
        for code, row in last.items()
    ]
    return _("Dernière année connue — {faits}.").format(faits=listed(facts))


def abroad(sheet: Sheet) -> Block:
    """How many students the country sends to Canada."""
    require(YEARLY)
    choices = Choices(
        "holders_year", (sheet.partner,), whole_until=9999, months=(0, 9999), season="", **EVER
    )
    block = students.countries(choices)
    return replace(
        known(block, YEARLY),
        key="students",
        title=_("Combien d'étudiants au Canada ?"),
    )


def positions(sheet: Sheet) -> Block:
    """How many positions Québec's employers had approved for the country's residents."""
    block = positions_blocks.by_country((sheet.partner,))
    return replace(block, title=_("Combien de postes approuvés au Québec ?"))


def permits(sheet: Sheet, programme: str) -> Block:
    """How many work permits take effect each month, by citizenship, for Canada."""
    require(workers_permits.MONTHLY)
    block = workers_permits.months((sheet.partner,), programme)
    return replace(
        known(block, workers_permits.MONTHLY),
        key=f"permits-{programme}",
        title=_("Combien de permis de travail, mois après mois ?"),
    )


def known(block: Block, table: str) -> Block:
    """The block, or Unavailable with the command of its table when it holds no row."""
    if not block.result.rows:
        raise Unavailable("not_loaded_for", table, f"python -m etl refresh {table}")
    return block

"""The blocks on workers in agriculture: the strategy's figures, persons counted, positions approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import charts, tables
from dashboard import narrative_workers as words
from dashboard.blocks import Block
from dashboard.charts import Bars, Series
from dashboard.i18n import _, language
from dashboard.indicators import ask, require
from dashboard.narrative import partner
from dashboard.selection import QUEBEC
from dashboard.workers_positions import AGRICULTURE, POSITIONS, perimeter, stream_name

COUNTED = "agri_worker_annual"
STATED: Final = "agricultural_temporary_workers"


def agriculture() -> Block:
    """The strategy's figures beside every other of the same years, each with its own definition."""
    stated = ask("openness/targets", geo=QUEBEC, indicators=[STATED], kinds=["baseline"]).rows
    years = sorted({row["year_to"] for row in stated})
    result = ask("workers/agriculture", geo=QUEBEC, years=years)

    def figure() -> go.Figure:
        names = {row["figure"]: _figure_name(row) for row in result.rows}
        rows = [
            row | {"number": row["positions"] if row["persons"] is None else row["persons"]}
            for row in result.rows
        ]
        drawn = Bars(by="figure", y="number", label=lambda code: names[code])
        return charts.bars_ranked(rows, drawn, unit="count")

    return Block(
        key="agriculture",
        title=_("Combien de travailleurs agricoles ?"),
        perimeter=" · ".join([_("Québec"), _("Personnes et postes, chacun selon sa définition")]),
        sentence=words.agriculture(result.rows),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "figure_kind",
            "precision",
            "persons",
            "positions",
            f"definition_{language()}",
            f"publisher_{language()}",
            "title",
            "url",
            "trust",
            "is_derived",
            "source",
        ),
        warning=_(
            "Chaque barre a sa définition : énoncé, personnes comptées, chiffre cité ou postes "
            "approuvés. Elles ne s'additionnent pas et ne font pas une série."
        ),
    )


def _figure_name(row: Mapping[str, Any]) -> str:
    """Year, kind, precision and unit of a figure on its bar: «2020 · stratégie, près de (personnes)»."""
    kinds = {
        "statement": _("stratégie"),
        "count": _("Statistique Canada"),
        "published": _("cité ailleurs"),
        "positions": _("agriculture primaire"),
    }
    shades = {
        "under": _("{qui}, près de"),
        "over": _("{qui}, plus de"),
        "about": _("{qui}, environ"),
        "derived": _("{qui}, calculé"),
    }
    shade = "derived" if row["is_derived"] else row["precision"]
    said = shades.get(shade, "{qui}").format(qui=kinds[row["figure_kind"]])
    unit = "positions" if row["persons"] is None else "persons"
    name = f"{row['ref_year']} · {said} ({tables.unit_words(unit)})"
    return f"<b>{name}</b>" if row["figure_kind"] == "statement" else name


def primary_agriculture() -> Block:
    """How positions approved in primary agriculture have evolved."""
    require(POSITIONS)
    result = ask("workers/positions_by_stream", geo=QUEBEC, streams=[AGRICULTURE])

    def figure() -> go.Figure:
        drawn = Series(y="positions", by="stream", label=stream_name)
        return charts.lines(result.rows, drawn, unit="count", frequency="year", height=320)

    return Block(
        key="primary-agriculture",
        title=_("Comment évolue l'agriculture primaire ?"),
        perimeter=perimeter(stream_name(AGRICULTURE)),
        sentence=words.stream(result.rows),
        result=result,
        figure=figure,
        columns=("ref_year", "positions", "status", "growth", "share"),
    )


def counted(partners: tuple[str, ...]) -> Block:
    """How many workers Statistics Canada counts, by citizenship."""
    require(COUNTED)
    result = ask("workers/agri_workers", geo=QUEBEC, partners=["WLD", *partners])

    def figure() -> go.Figure:
        drawn = Series(y="persons", label=partner, order=[*partners, "WLD"])
        return charts.lines(result.rows, drawn, unit="count", frequency="year")

    return Block(
        key="counted",
        title=_("Combien de personnes, selon Statistique Canada ?"),
        perimeter=" · ".join(
            [_("Québec"), _("Personnes employées dans l'année, agriculture et agroalimentaire")]
        ),
        sentence=words.counted(result.rows, ["WLD", *partners]),
        result=result,
        figure=figure,
        columns=("partner", "ref_year", "persons", "status", "share", "growth"),
    )

"""The blocks on what an edition changed since the one before; they compare no edition themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard import catalogue, charts, formats, narrative
from dashboard.blocks import Block
from dashboard.charts import Bars, Series
from dashboard.formats import Frequency
from dashboard.i18n import _, ngettext
from dashboard.indicators import Result, ask, require
from dashboard.unavailable import Unavailable

SHOWN, LISTED = 8, 200
MEASURES = "revised_measure"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Revised:
    """A series of which the project knows several editions."""

    table: str
    source: str
    geo: str
    partner: str
    measure: str
    detail: str

    @property
    def key(self) -> str:
        """Its name in the address: codes, which never change with the language."""
        detail = self.detail.replace(" ", "-")
        return f"{self.source}.{self.geo}.{self.partner}.{self.measure}.{detail}"

    @property
    def words(self) -> str:
        """Its name in the reader's language."""
        return _named({"geo": self.geo, "partner": self.partner, "measure": self.measure})


def frequency(table: str) -> Frequency:
    """The frequency of a table's periods, as its name tells."""
    if table.endswith("_annual"):
        return "year"
    return "quarter" if table.endswith("_quarterly") else "month"


def tables() -> tuple[str, ...]:
    """The tables of which an edition was compared with the one before, the latest first."""
    require("revision")
    return tuple(dict.fromkeys(row["table_name"] for row in ask("revisions/editions").rows))


def series(table: str) -> tuple[Revised, ...]:
    """The series of a table that editions revised, the most revised first."""
    require("revision")
    return tuple(
        Revised(table, *(row[name] for name in ("source", "geo", "partner", "measure", "detail")))
        for row in ask("revisions/series").rows
        if row["table_name"] == table and row["n_revised"]
    )


def editions() -> Block:
    """How much the last edition of each source changed, and which periods it brought."""
    require("revision")
    result = ask("revisions/editions")
    return Block(
        key="revision-editions",
        title=_("Ce qui a changé depuis la dernière diffusion"),
        perimeter=_("Dernière édition connue de chaque source, comparée à la précédente"),
        sentence=_editions_sentence(result),
        result=result,
        columns=(
            "table_name",
            "vintage_before",
            "vintage",
            "n_revised",
            "largest_relative",
            "n_new",
            "first_new",
            "last_new",
            "n_withdrawn",
            "source",
        ),
    )


def _editions_sentence(result: Result) -> str:
    said = []
    numbers = {card.code: card.number for card in catalogue.sources()}
    for row in result.rows:
        revised = ngettext("{n} valeur révisée", "{n} valeurs révisées", row["n_revised"])
        fresh = ngettext("{n} valeur nouvelle", "{n} valeurs nouvelles", row["n_new"])
        said.append(
            _("{source}, édition du {jour} : {révisées}, {nouvelles}").format(
                source=numbers[row["source"]],
                jour=formats.day(row["vintage"]),
                révisées=revised.format(n=formats.integer(row["n_revised"])),
                nouvelles=fresh.format(n=formats.integer(row["n_new"])),
            )
        )
    return ". ".join([*said, ""]).strip()


def largest(table: str) -> Block:
    """Which values the last edition changed most."""
    require("revision")
    result = ask("revisions/largest", table_name=table, frequency=frequency(table), max_rows=LISTED)
    if not len(result):
        raise Unavailable("not_loaded", "revision", "python -m etl refresh")

    def figure() -> go.Figure:
        rows = [
            row | {"line": f"{_named(row)}, {_period(row, table)}"} for row in result.rows[:SHOWN]
        ]
        return charts.bars_diverging(
            rows,
            Bars(by="line", y="change_value"),
            unit="cad" if _is_money(table) else "count",
        )

    return Block(
        key="revision-largest",
        title=_("Les plus fortes révisions"),
        perimeter=_("{table} · différence entre les deux dernières éditions").format(
            table=catalogue.label(table, "table")
        ),
        sentence=_largest_sentence(result.rows[0], table),
        result=result,
        figure=figure,
        columns=(
            "geo",
            "partner",
            "measure",
            "period",
            "before_value",
            "after_value",
            "change_value",
            "relative_change",
            "vintage_before",
            "vintage",
            "status",
        ),
    )


def _largest_sentence(row: Row, table: str) -> str:
    before = _amount(row["before_value"], table, None)
    after = _amount(row["after_value"], table, row["status"])
    said = _("{série}, {période} : {avant} publié le {jour}, {après} publié le {ensuite}").format(
        série=_named(row),
        période=_period(row, table),
        avant=before,
        jour=formats.day(row["vintage_before"]),
        après=after,
        ensuite=formats.day(row["vintage"]),
    )
    if row["relative_change"] is None:
        return f"{said}."
    change = formats.percent(row["relative_change"], 2, signed=True)
    return _("{fait} ({variation}).").format(fait=said, variation=change)


def as_published(one: Revised) -> Block:
    """What each edition published for one series, period by period."""
    result = ask(
        "revisions/as_published",
        table_name=one.table,
        frequency=frequency(one.table),
        source=one.source,
        geo=one.geo,
        partner=one.partner,
        measure=one.measure,
        detail=one.detail,
    )
    days = sorted({row["edition"] for row in result.rows})

    def figure() -> go.Figure:
        rows = [row | {"published": row["edition"].isoformat()} for row in result.rows]
        names = {day.isoformat(): formats.day(day) for day in days}
        drawn = Series(y="amount", by="published", label=lambda day: names[day], order=tuple(names))
        unit: charts.Measure = "cad" if _is_money(one.table) else "count"
        return charts.lines(rows, drawn, unit=unit, frequency=frequency(one.table))

    return Block(
        key="revision-as-published",
        title=_("Comme publié le…"),
        perimeter=_("{série} · périodes qu'une édition a changées").format(série=one.words),
        sentence=_as_published_sentence(result.rows, days, one.table),
        result=result,
        figure=figure,
        columns=("period", "edition", "amount", "status"),
    )


def _as_published_sentence(rows: Sequence[Row], days: Sequence[date], table: str) -> str:
    """The editions, and the period of which the last one says the most otherwise than the first."""
    said = _("Éditions comparées : {jours}.").format(
        jours=narrative.listed(formats.day(day) for day in days)
    )
    known: dict[date, list[Row]] = {}
    for row in sorted(rows, key=lambda each: each["edition"]):
        if row["amount"] is not None:
            known.setdefault(row["period"], []).append(row)
    if not known:
        return said
    first, last = max(
        ((found[0], found[-1]) for found in known.values()),
        key=lambda ends: abs(ends[1]["amount"] - ends[0]["amount"]),
    )
    before, after = (_amount(row["amount"], table, None) for row in (first, last))
    if before == after:
        return said
    changed = _("L'écart le plus grand : {période}, de {avant} à {après}.").format(
        période=_period(first, table), avant=before, après=after
    )
    return f"{said} {changed}"


def _named(row: Row) -> str:
    """A series in words: what, where, with whom."""
    what = catalogue.label(row["measure"], MEASURES)
    return " · ".join(
        [what, catalogue.label(row["geo"], "geography"), narrative.partner(row["partner"])]
    )


def _period(row: Row, table: str) -> str:
    return formats.period(row["period"], frequency(table))


def _is_money(table: str) -> bool:
    return table.startswith(("trade_", "gdp_"))


def _amount(value: int | None, table: str, status: str | None) -> str:
    show = formats.money if _is_money(table) else formats.integer
    return show(value, status=status or None)

"""The blocks on the plans since 2006: what was announced, what the report said, what trade did after."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard import catalogue, chart_milestones, facts, formats
from dashboard.blocks import Block
from dashboard.cards import in_language
from dashboard.chart_lines import Series
from dashboard.facts import Cell, Group
from dashboard.i18n import _, language
from dashboard.indicators import Result, ask
from dashboard.narrative_strategy import Row, dated

# What the policy of 2006 and its plan set, as against what happened at a date.
SET_IN_2006 = ("objective", "place", "network_change")
EVENTS = ("policy", "plan", "strategy", "report", "agreement", "announcement", "representation")
COLUMNS = (
    "milestone",
    "milestone_date",
    "date_precision",
    "milestone_kind",
    "title",
    "report",
    "partners",
    "first_trade_year",
    "first_trade_cad",
    "now_year",
    "now_trade_cad",
    "passage",
)


def timeline(partner: str) -> Block:
    """What was announced when, and what trade with a country did after."""
    result = ask("strategy/trade_since", partners=(partner,))
    happened = _happened(partner).rows
    country = catalogue.label(partner, "partner")
    drawn = [
        {"period": row["period"], "flow": flow, "value_cad": row[column], "status": row["status"]}
        for row in result.rows
        for flow, column in (("export", "export_cad"), ("import", "import_cad"))
    ]
    is_loaded = any(row["value_cad"] is not None for row in drawn)

    def figure() -> go.Figure:
        marks = [(row["milestone_date"], str(n)) for n, row in enumerate(happened, start=1)]
        words = {"export": _("Exportations"), "import": _("Importations")}
        series = Series(by="flow", label=lambda flow: words[flow], order=("export", "import"))
        return chart_milestones.timeline(drawn, marks, series)

    return Block(
        key="timeline",
        title=_("Qu'a-t-on annoncé, et qu'ont fait les échanges ensuite ?"),
        perimeter=_(
            "{pays} · marchandises du Québec, base douanière · les numéros renvoient à la liste"
        ).format(pays=country),
        sentence=_since_sentence(result, country),
        result=result,
        figure=figure if is_loaded else None,
        columns=("partner", "ref_year", "export_cad", "import_cad", "value_cad", "status"),
        warning=""
        if is_loaded
        else _(
            "Les échanges avec ce pays ne sont chargés pour aucune année ; pour les avoir : "
            "python -m etl refresh statcan_12100173"
        ),
    )


def events(partner: str) -> Block:
    """The milestones of the timeline, by their numbers."""
    result = _happened(partner)

    def reading() -> str:
        headings = (_("Jalon"), _("Date"), _("Échanges depuis, pays nommés"), _("Où le lire"))
        rows = [_event(n, row) for n, row in enumerate(result.rows, start=1)]
        return facts.table(headings, [Group("", rows)])

    return Block(
        key="events",
        title=_("Quels sont ces jalons ?"),
        perimeter=_("Jalons qui nomment {pays}, et ceux qui valent pour tous les pays").format(
            pays=catalogue.label(partner, "partner")
        ),
        sentence="",
        result=result,
        reading=reading,
        columns=_columns(),
    )


def plans() -> Block:
    """What the policy of 2006 and its plan set, and what the second yearly report says of each."""
    result = ask("strategy/milestones", partners=(), kinds=SET_IN_2006)

    def reading() -> str:
        headings = (
            _("Ce que la politique ou le plan prévoit"),
            _("Ce qu'en dit le rapport 2007-2008"),
            _("Échanges avec les pays nommés"),
        )
        titles = {
            "objective": _("Objectifs de la politique de 2006"),
            "place": _("Lieux d'action prioritaires"),
            "network_change": _("Réseau, plan d'action 2006-2009"),
        }
        groups = [
            Group(title, [_plan(row) for row in result.rows if row["milestone_kind"] == kind])
            for kind, title in titles.items()
        ]
        return facts.table(headings, groups)

    silent = sum(not row["report_fr"] for row in result.rows)
    return Block(
        key="plans",
        title=_("Que prévoyaient les plans de 2006, et qu'en a-t-on dit ?"),
        perimeter=_("Politique internationale de 2006 · plan d'action 2006-2009 · rapport de 2009"),
        sentence=_(
            "{n} objectifs, lieux et changements du réseau ; le rapport d'étape 2007-2008 ne dit rien "
            "de {muets} d'entre eux. Les échanges d'avant {année} ne sont pas chargés."
        ).format(
            n=formats.integer(len(result)),
            muets=formats.integer(silent),
            année=_first_year(result) or "—",
        ),
        result=result,
        reading=reading,
        columns=_columns(),
    )


def choices() -> Sequence[str]:
    """The countries that a milestone names and of which a line can be drawn or asked for."""
    rows = ask("strategy/milestones", partners=(), kinds=()).rows
    return sorted({code for row in rows for code in row["partners"].split()})


def _happened(partner: str) -> Result:
    """What happened at a date and concerns a country, or all of them (no country named)."""
    return ask("strategy/milestones", partners=(partner, ""), kinds=EVENTS)


def _columns() -> tuple[str, ...]:
    return tuple(
        f"{name}_{language()}" if name in ("title", "report", "passage") else name
        for name in COLUMNS
    )


def _first_year(result: Result) -> int | None:
    years = [row["first_trade_year"] for row in result.rows if row["first_trade_year"]]
    return min(years, default=None)


def _since_sentence(result: Result, country: str) -> str:
    known = [row for row in result.rows if row["value_cad"] is not None]
    if not known:
        return ""
    first, last = known[0], known[-1]
    missing = [row["ref_year"] for row in result.rows if row["ref_year"] < first["ref_year"]]
    said = _("{pays} : {début} d'échanges en {an_début}, {fin} en {an_fin}.").format(
        pays=country,
        début=formats.money(first["value_cad"]),
        an_début=first["ref_year"],
        fin=formats.money(last["value_cad"]),
        an_fin=last["ref_year"],
    )
    if not missing:
        return said
    return f"{said} " + _("De {de} à {à}, les échanges ne sont pas chargés.").format(
        de=missing[0], à=missing[-1]
    )


def _event(number: int, row: Row) -> list[Cell]:
    return [
        Cell(
            f"{number} · {in_language(row['title_fr'], row['title_en'])}",
            catalogue.of_column("milestone_kind")(row["milestone_kind"]),
        ),
        Cell(dated(row["milestone_date"], row["date_precision"])),
        _traded(row),
        Cell(in_language(row["passage_fr"], row["passage_en"])),
    ]


def _plan(row: Row) -> list[Cell]:
    report = in_language(row["report_fr"], row["report_en"])
    return [
        Cell(
            in_language(row["title_fr"], row["title_en"]),
            in_language(row["passage_fr"], row["passage_en"]),
        ),
        Cell(report or _("rien"), is_absent=not report),
        _traded(row),
    ]


def _traded(row: Row) -> Cell:
    """Trade with the countries that a milestone names, from its year or the first loaded to the last."""
    named = ", ".join(catalogue.label(code, "partner") for code in row["partners"].split())
    if row["first_trade_cad"] is None:
        return Cell(_absent(row), named, is_absent=True)
    return Cell(_path(row), named)


def _path(row: Row) -> str:
    return _("{début} en {an_début}, {fin} en {an_fin}").format(
        début=formats.money(row["first_trade_cad"]),
        an_début=row["first_trade_year"],
        fin=formats.money(row["now_trade_cad"]),
        an_fin=row["now_year"],
    )


def _absent(row: Row) -> str:
    return formats.missing("not_loaded") if row["partners"] else _("aucun pays nommé")

"""The blocks of the strategy's page: ledger of claims, target and baselines, published figures."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard import catalogue, charts, facts, formats
from dashboard import narrative_strategy as words
from dashboard.blocks import Block
from dashboard.cards import in_language
from dashboard.chart_lines import Series
from dashboard.facts import Cell, Group
from dashboard.i18n import _, language
from dashboard.indicators import ask
from dashboard.narrative_strategy import Row
from dashboard.scale import Measure


def claims(partners: Sequence[str]) -> Block:
    """What the strategy states with a number, what the data give, and the verdict of the rule."""
    result = ask("strategy/claims", partners=tuple(partners))

    def reading() -> str:
        headings = (
            _("Énoncé"),
            _("La stratégie"),
            _("Même année, calculé"),
            _("Dernière année"),
            _("Verdict et raison"),
        )
        return facts.table(headings, [Group("", [_claim(row) for row in result.rows])])

    return Block(
        key="claims",
        title=_("Les données disent-elles ce que la stratégie énonce ?"),
        perimeter=_("Stratégie de février 2022 · chaque verdict est calculé par une règle écrite"),
        sentence=words.tally(result.rows),
        result=result,
        reading=reading,
        columns=(
            "claim",
            f"statement_{language()}",
            f"passage_{language()}",
            "comparison",
            "stated_value",
            "unit",
            "year_from",
            "year_to",
            "computed_value",
            "computed_year",
            "difference",
            "now_value",
            "now_year",
            "outcome",
            "reason",
            f"note_{language()}",
            "evidence",
            "loads",
        ),
    )


def _claim(row: Row) -> list[Cell]:
    computed, now = words.computed(row), words.now(row)
    series = catalogue.label(row["evidence"], "evidence")
    return [
        Cell(
            f"{row['claim']} · {in_language(row['statement_fr'], row['statement_en'])}",
            in_language(row["passage_fr"], row["passage_en"]),
        ),
        Cell(words.stated(row), words.when(row)),
        Cell(computed or "—", series if computed else "", is_absent=not computed),
        Cell(now or "—", is_absent=not now),
        Cell(catalogue.label(row["outcome"], "verdict"), words.reason(row)),
    ]


def targets() -> Block:
    """The one target and the baselines, each with the series that follows it."""
    result = ask("strategy/targets")

    def reading() -> str:
        headings = (
            _("Ce que le document énonce"),
            _("Série qui le suit"),
            _("À cette date"),
            _("Dernière valeur"),
            _("Depuis"),
        )
        groups = [
            Group(title, [_target(row) for row in result.rows if row["kind"] == kind])
            for kind, title in (("target", _("Cible")), ("baseline", _("Points de départ")))
        ]
        return facts.table(headings, groups)

    followed = [row for row in result.rows if row["now_value"] is not None]
    return Block(
        key="targets",
        title=_("Où en sont la cible et les points de départ ?"),
        perimeter=_(
            "Une seule cible chiffrée ; les autres lignes disent où l'on était, et ne sont pas des buts"
        ),
        sentence=_("{n} lignes sur {total} ont une série chargée qui les suit.").format(
            n=formats.integer(len(followed)), total=formats.integer(len(result))
        ),
        result=result,
        reading=reading,
        columns=(
            "target_id",
            "kind",
            f"statement_{language()}",
            "stated_value",
            "unit",
            "year_from",
            "year_to",
            "computed_value",
            "computed_year",
            "now_value",
            "now_year",
            "change_since",
            "definition",
            "outcome",
            "reason",
            f"document_{language()}",
            f"passage_{language()}",
        ),
    )


def _target(row: Row) -> list[Cell]:
    computed, now = words.computed(row), words.now(row)
    since = "—" if row["change_since"] is None else _change(row)
    is_closed = row["reason"] == "no_open_series"
    absent = _("sans série ouverte") if is_closed else _("non chargé")
    return [
        Cell(
            f"{row['target_id']} · {in_language(row['statement_fr'], row['statement_en'])}",
            words.when(row),
        ),
        Cell(
            catalogue.label(row["evidence"], "evidence"),
            catalogue.of_column("definition")(row["definition"]) if now else "",
        ),
        Cell(computed or "—", is_absent=not computed),
        Cell(now or absent, is_absent=not now),
        Cell(since, is_absent=since == "—"),
    ]


def _change(row: Row) -> str:
    if row["unit"] == "ratio":
        return formats.points(row["change_since"])
    return formats.integer(row["change_since"], signed=True)


def target_path(target: str) -> Block:
    """The path, year by year, of the series that follows a target or baseline."""
    result = ask("strategy/target_path", target=target)
    rows = result.rows
    stated = {
        row["claim"]: row for row in ask("strategy/targets").rows if row["target_id"] == target
    }
    unit: Measure = "share" if rows and rows[0]["unit"] == "ratio" else "count"

    def figure() -> go.Figure:
        drawn = Series(
            y="computed_value",
            by="claim",
            label=lambda claim: catalogue.label(stated[claim]["evidence"], "evidence"),
        )
        return charts.lines(rows, drawn, unit=unit, frequency="year")

    claim = next(iter(stated.values()))
    return Block(
        key="path",
        title=_("Qu'a fait la série depuis ?"),
        perimeter=" · ".join(
            [
                catalogue.label(claim["evidence"], "evidence"),
                _("définition : {définition}").format(
                    définition=catalogue.of_column("definition")(claim["definition"])
                ),
            ]
        ),
        sentence=_path_sentence(claim) if rows else "",
        result=result,
        figure=figure if rows else None,
        columns=("ref_year", "computed_value", "unit", "is_since"),
        warning=""
        if rows
        else _("Aucune valeur de cette série n'est chargée : {raison}").format(
            raison=_("python -m etl refresh {source}").format(source=claim["loads"])
            if claim["loads"]
            else catalogue.of_column("reason")(claim["reason"])
        ),
    )


def _path_sentence(claim: Row) -> str:
    return _("L'énoncé : {énoncé} ({an}). La dernière valeur de la série : {valeur}.").format(
        énoncé=words.stated(claim), an=words.when(claim), valeur=words.now(claim)
    )

"""The block on figures published elsewhere: the computed value beside each, and why they differ."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import catalogue, facts, formats
from dashboard import narrative_strategy as words
from dashboard.blocks import Block
from dashboard.cards import in_language
from dashboard.facts import Cell, Group
from dashboard.i18n import _, language
from dashboard.indicators import ask
from dashboard.narrative_strategy import Row


def published(partners: Sequence[str]) -> Block:
    """Why is it not the number I know?"""
    result = ask("strategy/published", partners=tuple(partners), indicators=())
    compared = [row for row in result.rows if not row["obstacle"]]

    def reading() -> str:
        headings = (
            _("Chiffre publié"),
            _("Publié"),
            _("Calculé"),
            _("Écart"),
            _("Ce qui peut l'expliquer"),
        )
        return facts.table(headings, [Group("", [_line(row) for row in compared])])

    obstacles = [row["obstacle"] for row in result.rows]
    return Block(
        key="reconciliation",
        title=_("Pourquoi ce n'est pas le chiffre que je connais ?"),
        perimeter=_(
            "Chiffres publiés par des ministères, l'ISQ, Statistique Canada ou la presse, un par un · "
            "les raisons sont données par règle, et sont des possibilités"
        ),
        sentence=_(
            "{n} chiffres sur {total} ont une valeur calculée à leur côté. Pour les autres : série "
            "ou année non chargée ({chargés}), aucune série comparable ({sans}), année ou prix non "
            "comparables ({autres})."
        ).format(
            n=formats.integer(len(compared)),
            total=formats.integer(len(result)),
            chargés=formats.integer(obstacles.count("not_loaded")),
            sans=formats.integer(obstacles.count("no_series")),
            autres=formats.integer(
                obstacles.count("undated") + obstacles.count("other_price_basis")
            ),
        ),
        result=result,
        reading=reading if compared else None,
        columns=(
            "indicator",
            "counterpart",
            "partner",
            "ref_year",
            "value",
            "unit",
            "computed_value",
            "difference",
            "relative_difference",
            "reasons",
            "obstacle",
            f"publisher_{language()}",
            "title",
            "url",
            "trust",
            f"definition_{language()}",
            f"note_{language()}",
        ),
    )


def reason_words(code: str) -> str:
    """One possible reason in words."""
    return {
        "rounding": _("dans l'arrondi"),
        "re_allocation": _("importations réattribuées par l'ISQ"),
        "perimeter": _("périmètre (réexportations, monnaie ou définition)"),
        "vintage": _("révision"),
    }[code]


def _line(row: Row) -> list[Cell]:
    where = (
        catalogue.label(row["partner"], "partner")
        if row["partner"]
        else catalogue.label("WLD", "partner")
        if row["counterpart"] == "world"
        else catalogue.label(row["counterpart"], "counterpart")
    )
    return [
        Cell(
            _("{indicateur} · {pays}, {année}").format(
                indicateur=catalogue.label(row["indicator"], "indicator"),
                pays=where,
                année=row["ref_year"],
            ),
            ", ".join(filter(None, (row[f"publisher_{language()}"], row["title"]))),
            href=row["url"] or "",
        ),
        Cell(words.amount(row["value"], row["unit"])),
        Cell(words.amount(row["computed_value"], row["unit"])),
        Cell(formats.percent(row["relative_difference"], 1, signed=True)),
        Cell(
            ", ".join(reason_words(code) for code in row["reasons"].split()),
            in_language(row["note_fr"] or "", row["note_en"] or ""),
        ),
    ]

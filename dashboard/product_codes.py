"""The blocks on a product's codes and quantities: what changed at each revision, in which unit it is counted."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import formats
from dashboard.blocks import Block
from dashboard.i18n import _, language, ngettext
from dashboard.indicators import ask
from dashboard.narrative import listed
from dashboard.product_choices import Choices
from dashboard.product_names import Row, label_column
from dashboard.products import perimeter


def concordance(choices: Choices) -> Block:
    """Which six-digit codes the product has had since the data begin, and which replaced which."""
    covered = ask("product/coverage", geo=choices.geo, direction=choices.direction).rows
    since = covered[0]["period_end"]
    result = ask("product/concordance", product=choices.product, since=since, until=choices.until)
    codes = {row["hs"] for row in result.rows}
    revised = {row["hs"] for row in result.rows if row["is_revised"]}
    sentence = (
        ngettext(
            "{n} code sur {tous} est né, a disparu ou a changé de sens depuis {mois}.",
            "{n} codes sur {tous} sont nés, ont disparu ou ont changé de sens depuis {mois}.",
            len(revised),
        ).format(
            n=formats.integer(len(revised)),
            tous=formats.integer(len(codes)),
            mois=formats.month(since),
        )
        if revised
        else _(
            "Aucun code n'a changé depuis {mois} : la série se compare d'un bout à l'autre."
        ).format(mois=formats.month(since))
    )
    return Block(
        key="concordance",
        title=_("Les codes ont-ils changé ?"),
        perimeter=_("Codes à six chiffres du produit ; aucune concordance officielle ne les relie"),
        sentence=sentence,
        result=result,
        columns=("hs", label_column(), "valid_from", "valid_to", "is_revised", "related"),
    )


def quantity(choices: Choices) -> Block:
    """How much of the product, in each unit in which it is counted."""
    covered = ask("product/coverage", geo=choices.geo, direction=choices.direction).rows
    result = ask(
        "product/quantity",
        geo=choices.geo,
        direction=choices.direction,
        product=choices.product,
        partners=choices.partners,
        since=covered[0]["period_end"],
        until=choices.until,
    )
    return Block(
        key="quantity",
        title=_("En quelle quantité ?"),
        perimeter=perimeter(choices, _("Par année entière, dans l'unité de l'éditeur")),
        sentence=_quantities(result.rows),
        result=result,
        columns=(
            "ref_year",
            f"unit_{language()}",
            "quantity",
            "value_cad",
            "unit_value_cad",
        ),
    )


def _quantities(rows: Sequence[Row]) -> str:
    """State the last year's quantity, or that the unit has changed and quantities do not follow."""
    units: dict[str, list[int]] = {}
    for row in rows:
        units.setdefault(row[f"unit_{language()}"] or row["quantity_unit"], []).append(
            row["period"].year
        )
    if not units:
        return _(
            "Ce produit n'est pas mesuré, ou ne s'échange pas dans les années entières chargées."
        )
    if len(units) > 1:
        return _(
            "L'unité a changé ({unités}) : les quantités ne s'additionnent ni ne se comparent d'une "
            "unité à l'autre. La valeur, elle, se suit."
        ).format(
            unités=listed(
                _("{unité} : de {début} à {fin}").format(
                    unité=unit, début=min(years), fin=max(years)
                )
                for unit, years in units.items()
            )
        )
    last = rows[-1]
    (unit,) = units
    if last["quantity"] is None:
        return _("{année} : la quantité n'est pas publiée pour toutes les lignes.").format(
            année=last["period"].year
        )
    return _("{année} : {quantité} ({unité}), pour {valeur}.").format(
        année=last["period"].year,
        quantité=formats.integer(last["quantity"]),
        unité=unit,
        valeur=formats.money(last["value_cad"]),
    )

"""Sentences of fact about products, made from results: size, change, what hangs on one product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard import formats
from dashboard.i18n import _, ngettext
from dashboard.indicators import Result
from dashboard.narrative import listed, partner
from dashboard.product_choices import Choices
from dashboard.product_names import Row, coded, name
from dashboard.selection import Frequency

NAMED = 3
BROKEN_AT_MOST = 6
# Beyond elevenfold, a percentage says less than the value it starts from.
MANIFOLD = 10


def nothing() -> str:
    """State that there is no trade: a zero that the source says by its silence."""
    return _(
        "Aucun échange sur ces douze mois : la source, complète, n'a pas de ligne. C'est un zéro, et "
        "non une donnée qui manque."
    )


def parts(rows: Sequence[Row], choices: Choices) -> str:
    """State the whole's value and its largest parts, with their shares."""
    held = [row for row in rows if row["value_cad"]]
    if not held:
        return nothing()
    total = sum(row["value_cad"] for row in held)
    return _("{période} : {valeur}, dont — {faits}.").format(
        période=_capital(formats.period(choices.until, "rolling")),
        valeur=formats.money(total),
        faits=listed(_shared(row) for row in held[:NAMED]),
    )


def _shared(row: Row) -> str:
    return _("{produit} : {part}").format(produit=coded(row), part=formats.percent(row["share"]))


def ranking(result: Result) -> str:
    """State the first product, its value and change, and how much the first ten weigh together."""
    rows = result.rows
    if not rows:
        return nothing()
    first = rows[0]
    lead = _("Premier : {produit}, {valeur}").format(
        produit=coded(first), valeur=formats.money(first["value_cad"])
    )
    if first["growth"] is not None and first["growth"] > MANIFOLD:
        lead = _("{phrase} (contre {valeur} un an plus tôt)").format(
            phrase=lead, valeur=formats.money(first["previous_value_cad"])
        )
    elif first["growth"] is not None:
        lead = _("{phrase} ({variation} sur un an)").format(
            phrase=lead, variation=formats.percent(first["growth"], signed=True)
        )
    top = rows[:10]
    if len(rows) <= len(top):
        return f"{lead}."
    return _("{phrase}. Sur {tous} produits, les {n} premiers font {part} du total.").format(
        phrase=lead,
        n=len(top),
        part=formats.percent(top[-1]["cumulative_share"]),
        tous=formats.integer(len(rows)),
    )


def growth(result: Result) -> str:
    """State the change over a year with, then without the largest product."""
    rows = result.rows
    if not rows:
        return _(
            "La variation sur un an n'est pas connue : les douze mois d'avant ne sont pas tous chargés, "
            "ou il n'y a aucun échange."
        )
    largest = rows[0]
    if largest["total_growth"] is None:
        return _("Aucun échange un an plus tôt : il n'y a pas de variation à donner.")
    whole = _("Sur un an, l'ensemble varie de {taux}").format(
        taux=formats.percent(largest["total_growth"], signed=True)
    )
    if largest["growth_without"] is None:
        return _("{phrase} ; tout tient à un seul produit, {produit}.").format(
            phrase=whole, produit=coded(largest)
        )
    return _("{phrase} ; sans le plus grand produit, {produit} : {sans}.").format(
        phrase=whole,
        produit=coded(largest),
        sans=formats.percent(largest["growth_without"], signed=True),
    )


def latest(rows: Sequence[Row], products: Sequence[str], frequency: Frequency) -> str:
    """State the last period of each product's series."""
    if not rows:
        return _("Aucune période complète n'est publiée pour ce choix.")
    period = max(row["period"] for row in rows)
    last = {row["hs"]: row for row in rows if row["period"] == period}
    return _("{période} — {faits}.").format(
        période=_capital(formats.period(period, frequency)),
        faits=listed(
            _("{produit} : {valeur}").format(
                produit=coded(last[code]), valeur=formats.money(last[code]["value_cad"])
            )
            for code in products
            if code in last
        ),
    )


def broken(rows: Iterable[Row]) -> str:
    """Warn of the years in which codes of a product changed; empty when none did."""
    broken_in: dict[str, tuple[str, set[int]]] = {}
    for row in rows:
        if row["is_revised"]:
            broken_in.setdefault(row["hs"], (name(row), set()))[1].add(row["period_end"].year)
    if not broken_in:
        return ""
    return _(
        "Révision du Système harmonisé : des codes à six chiffres ont changé de sens, sont nés ou "
        "ont disparu — {produits}. De part et d'autre, la série ne se compare que si les codes se "
        "remplacent à l'intérieur du produit."
    ).format(
        produits=listed(
            _("{produit} ({années})").format(
                produit=label,
                années=", ".join(str(year) for year in sorted(found)[:BROKEN_AT_MOST]),
            )
            for label, found in broken_in.values()
        )
    )


def partners(rows: Sequence[Row], chosen: Sequence[str]) -> str:
    """State the first countries of a product, and which of those chosen do not trade it."""
    held = [row for row in rows if row["value_cad"]]
    if not held and not chosen:
        return nothing()
    wanted = [row for row in held if row["partner"] in chosen] if chosen else held[:NAMED]
    said = [
        _("{pays} : {valeur}, {part} du produit ({rang} rang mondial)").format(
            pays=partner(row["partner"]),
            valeur=formats.money(row["value_cad"]),
            part=formats.percent(row["share"]),
            rang=formats.rank(row["rank_world"]),
        )
        for row in wanted
    ]
    sentences = [f"{listed(said)}."] if said else []
    absent = [code for code in chosen if code not in {row["partner"] for row in wanted}]
    if absent:
        sentences.append(
            ngettext(
                "{pays} : aucun échange de ce produit sur ces douze mois (un zéro, et non une donnée qui "
                "manque).",
                "{pays} : aucun échange de ce produit sur ces douze mois (des zéros, et non des données "
                "qui manquent).",
                len(absent),
            ).format(pays=", ".join(map(partner, absent)))
        )
    return " ".join(sentences)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Sentences of fact made from results: direction, size, period; never more than the data carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard import catalogue, formats
from dashboard.i18n import _, joined, ngettext
from dashboard.indicators import Result
from dashboard.selection import Frequency, Measure

Row = Mapping[str, Any]
NAMED_AT_MOST = 6
# Twelve equal months weigh a twelfth each: three times that in one of them is a small flow.
FRAGILE_SHARE = 0.25


def partner(code: str) -> str:
    """The name of a partner in the reader's language."""
    return catalogue.label(code, "partner")


def latest(result: Result, order: Sequence[str], measure: Measure, frequency: Frequency) -> str:
    """State each partner's last period of a series: value, and change over a year if known."""
    last = _last_rows(result.rows, order)
    if not last:
        return _("Aucune période complète n'est publiée pour ce choix.")
    period = max(row["period"] for row in last)
    statements = [_statement(row, measure) for row in last if row["period"] == period]
    return _("{période} — {faits}.").format(
        période=capital(formats.period(period, frequency)), faits=listed(statements)
    )


def _statement(row: Row, measure: Measure) -> str:
    name, status = partner(row["partner"]), row["status"]
    if measure == "value":
        shown = formats.money(row["value_cad"], status=status)
        if row["growth"] is None:
            return _("{pays} : {valeur}").format(pays=name, valeur=shown)
        change = formats.percent(row["growth"], signed=True)
        return _("{pays} : {valeur} ({variation} sur un an)").format(
            pays=name, valeur=shown, variation=change
        )
    figure = {
        "growth": formats.percent(row["growth"], signed=True, status=_why(row, "growth")),
        "share": formats.percent(row["share"], status=_why(row, "share")),
        "index": formats.number(row["index_100"], 1, status=_why(row, "index_100")),
    }[measure]
    return _("{pays} : {valeur}").format(pays=name, valeur=figure)


def _why(row: Row, column: str) -> str | None:
    """The status that explains a missing derived figure, when the value's own does."""
    return row["status"] if row[column] is None and row["value_cad"] is None else None


def ranking(result: Result, wanted: Sequence[str]) -> str:
    """State the rank, value and share of some partners; of the others, that they have none."""
    rows = {row["partner"]: row for row in result.rows}
    ranked = [rows[code] for code in wanted if code in rows and rows[code]["rank_world"]]
    statements = [
        _("{pays} : {rang} partenaire ({valeur}, {part} du total)").format(
            pays=partner(row["partner"]),
            rang=formats.rank(row["rank_world"]),
            valeur=formats.money(row["value_cad"]),
            part=formats.percent(row["share"]),
        )
        for row in ranked
    ]
    if not statements:
        return _("Aucun des partenaires choisis n'est classé pour cette période.")
    left = [partner(code) for code in wanted if rows.get(code) not in ranked]
    rest = _(" Sans rang, faute de chiffre sur douze mois : {pays}.").format(pays=listed(left))
    return f"{listed(statements)}.{rest if left else ''}"


def balance(result: Result, order: Sequence[str], frequency: Frequency) -> str:
    """State each partner's balance in the last period that one is known: surplus or deficit."""
    statements = []
    known = (row for row in result.rows if row["balance_cad"] is not None)
    last = _last_rows(known, order)
    if not last:
        return _("Le solde demande les deux sens d'échange ; il n'est connu pour aucun choix.")
    newest = max(row["period"] for row in last)
    for row in (row for row in last if row["period"] == newest):
        amount = formats.money(abs(row["balance_cad"]))
        form = (
            _("{pays} : équilibre")
            if row["balance_cad"] == 0
            else _("{pays} : excédent de {montant}")
            if row["balance_cad"] > 0
            else _("{pays} : déficit de {montant}")
        )
        statements.append(form.format(pays=partner(row["partner"]), montant=amount))
    period = formats.period(newest, frequency)
    return _("{période} — {faits}.").format(période=capital(period), faits=listed(statements))


def growth(result: Result, order: Sequence[str]) -> str:
    """State each partner's mean annual growth between two years, or why there is none."""
    statements = [
        _("{pays} : {taux} par an").format(
            pays=partner(row["partner"]), taux=formats.percent(row["cagr"], signed=True)
        )
        for row in sorted(result.rows, key=lambda row: order.index(row["partner"]))
        if row["cagr"] is not None
    ]
    if not statements:
        return _("Le taux annuel moyen n'est connu pour aucun des partenaires choisis.")
    first, last = result.rows[0]["first_year"], result.rows[0]["last_year"]
    return _("De {début} à {fin}, taux composé — {faits}.").format(
        début=first, fin=last, faits=listed(statements)
    )


def contribution(result: Result) -> str:
    """State the total's growth and the partners that moved it most."""
    total = next((row for row in result.rows if row["part"] == "total"), None)
    if total is None or total["contribution"] is None:
        return _("La variation du total n'est pas connue entre ces deux périodes.")
    moved = sorted(
        (r for r in result.rows if r["part"] == "partner" and r["contribution"]),
        key=lambda row: abs(row["contribution"]),
        reverse=True,
    )[:3]
    head = _("Le total varie de {taux} ({montant}).").format(
        taux=formats.percent(total["contribution"], signed=True),
        montant=formats.money(total["change_cad"], signed=True),
    )
    if not moved:
        return head
    parts = [
        _("{pays} : {points}").format(
            pays=partner(row["partner"]), points=formats.points(row["contribution"])
        )
        for row in moved
    ]
    return head + " " + _("Les plus fortes contributions — {faits}.").format(faits=listed(parts))


def region_share(result: Result, frequency: Frequency) -> str:
    """State the region's share of the total in the last period, and how many countries it counts."""
    known = [row for row in result.rows if row["share"] is not None]
    if not known:
        return _("La part de la région n'est connue pour aucune période.")
    row = max(known, key=lambda each: each["period"])
    return ngettext(
        "{période} — {part} du total ({valeur}), pour {n} pays publié sur {région}.",
        "{période} — {part} du total ({valeur}), pour {n} pays publiés sur {région}.",
        row["n_partners"],
    ).format(
        période=capital(formats.period(row["period"], frequency)),
        part=formats.percent(row["share"]),
        valeur=formats.money(row["value_cad"]),
        n=row["n_partners"],
        région=row["n_region"],
    )


def region_map(result: Result) -> str:
    """State the first partners of the region, and how many of its countries are not loaded."""
    known = sorted(
        (row for row in result.rows if row["value_cad"]), key=lambda row: -row["value_cad"]
    )
    absent = sum(row["status"] == "not_loaded" for row in result.rows)
    parts = [
        _("{pays} : {valeur}").format(
            pays=partner(row["partner"]), valeur=formats.money(row["value_cad"])
        )
        for row in known[:3]
    ]
    head = listed(parts) + "." if parts else _("Aucune valeur n'est publiée.")
    if not absent:
        return head
    return (
        head
        + " "
        + ngettext(
            "{n} pays n'est pas chargé : il est compris dans « Autres pays ».",
            "{n} pays ne sont pas chargés : ils sont compris dans « Autres pays ».",
            absent,
        ).format(n=absent)
    )


def diversification(result: Result, frequency: Frequency) -> str:
    """State the share outside the United States and the bounds of the Herfindahl index."""
    known = [row for row in result.rows if row["share_outside_usa"] is not None]
    if not known:
        return _("La diversification n'est connue pour aucune période.")
    row = max(known, key=lambda each: each["period"])
    period = capital(formats.period(row["period"], frequency))
    outside = _("{période} — {part} hors des États-Unis").format(
        période=period, part=formats.percent(row["share_outside_usa"])
    )
    if row["hhi_low"] is None:
        return outside + "."
    return outside + _(" ; indice de Herfindahl entre {bas} et {haut}.").format(
        bas=formats.number(row["hhi_low"], 3), haut=formats.number(row["hhi_high"], 3)
    )


def small_flow(result: Result) -> str:
    """Warn of the partners whose twelve months hang on one month; empty when there is none."""
    fragile = [
        _("{pays} ({part} en {mois})").format(
            pays=partner(row["partner"]),
            part=formats.percent(row["largest_share"], 0),
            mois=formats.month(row["largest_month"]),
        )
        for row in result.rows
        if row["largest_share"] is not None and row["largest_share"] >= FRAGILE_SHARE
    ]
    if not fragile:
        return ""
    return _(
        "Petit flux : un seul mois fait une grande part des douze derniers — {faits}. "
        "Une variation y tient à quelques livraisons."
    ).format(faits=listed(fragile))


def listed(items: Iterable[str]) -> str:
    """Join the first statements with semicolons: they hold commas themselves."""
    return joined(list(items)[:NAMED_AT_MOST])


def _last_rows(rows: Iterable[Row], order: Sequence[str]) -> list[Row]:
    """Each partner's row of its last period, in the order of the selection."""
    last: dict[str, Row] = {}
    for row in rows:
        held = last.get(row["partner"])
        if held is None or row["period"] > held["period"]:
            last[row["partner"]] = row
    return [last[code] for code in order if code in last]


def capital(text: str) -> str:
    """Begin a sentence with `text`."""
    return text[:1].upper() + text[1:]

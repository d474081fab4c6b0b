"""The tiles of the target's page: the last ratio, its distance, its mean and its best year."""

from __future__ import annotations

from dashboard import catalogue, formats, openness, openness_published
from dashboard.i18n import _
from dashboard.indicators import Result, ask
from dashboard.selection import QUEBEC
from dashboard.tiles import Tile


def tiles(target: float, points: str) -> list[Tile]:
    """Four figures from the series; without it the last published ratio, and what is not known."""
    row = openness.summary(target)
    if row["ratio"] is None:
        return _from_publications(target, points)
    curve = [r["ratio"] for r in ask("openness/ratio", geo=QUEBEC).rows if r["ratio"]]
    change = row["ratio_change"]
    return [
        Tile(
            _("Ratio en {année}").format(année=row["ref_year"]),
            formats.percent(row["ratio"]),
            change=""
            if change is None
            else _("{points} sur un an").format(points=formats.points(change)),
            growth=change,
            curve=curve,
        ),
        Tile(
            _("Écart à la cible"),
            formats.points(row["target_gap"]),
            note=_("cible : {cible}").format(cible=formats.percent(target, 0)),
        ),
        Tile(
            _("Moyenne de dix ans"),
            formats.percent(row["mean_ratio"]),
            note=_("{n} années connues").format(n=row["n_years"]),
        ),
        Tile(
            _("Meilleure année"),
            formats.percent(row["best_ratio"]),
            note=str(row["best_year"]),
        ),
    ]


def results(target: float, points: str) -> list[Result]:
    """The answer that the tiles are made from."""
    series = ask("openness/summary", geo=QUEBEC, target=target)
    return [series if openness.is_loaded() else openness_published.ratios(points)]


def _from_publications(target: float, points: str) -> list[Tile]:
    found = openness_published.ratios(points)
    dated = [row for row in found.rows if row["ref_year"] is not None]
    if not dated:
        return [Tile(_("Ratio"), formats.missing("not_loaded"))]
    last = max(dated, key=lambda row: row["ref_year"])
    return [
        Tile(
            _("Dernier ratio connu"),
            formats.percent(last["value"]),
            note=_("{année} · {confiance}").format(
                année=last["ref_year"], confiance=catalogue.label(last["trust"], "trust").lower()
            ),
        ),
        Tile(
            _("Écart à la cible"),
            formats.points(last["value"] - target),
            note=_("cible : {cible}").format(cible=formats.percent(target, 0)),
        ),
        Tile(_("Moyenne de dix ans"), formats.missing("not_loaded")),
        Tile(_("Meilleure année"), formats.missing("not_loaded")),
    ]

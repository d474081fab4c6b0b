"""The first page's tiles on people: students of the region and of Québec, positions and holders."""

from __future__ import annotations

from typing import Any, Final

from dashboard import citation, formats, intervals
from dashboard.i18n import _, ngettext
from dashboard.indicators import Result, ask
from dashboard.selection import CANADA, QUEBEC, REGION
from dashboard.tiles import Tile

STUDENTS, POSITIONS, HOLDERS = (
    "study_permit_annual",
    "lmia_position_annual",
    "work_permit_stock_annual",
)
# Which count each tile on workers is: measure, origin, programme, stream of `workers/pulse`.
APPROVED: Final = ("positions_positive", REGION, "tfwp", "all")
VALID: Final = ("stock_dec31", "WLD", "tfwp", "all")
EVER: Final = {"since": 0, "until": 9999}


def tiles() -> list[Tile]:
    """Four counts of the last whole year known, each with its own definition; never added."""
    return [
        _students(CANADA, REGION, _("Étudiants de la région · Canada")),
        _students(QUEBEC, "WLD", _("Étudiants de tous les pays · Québec")),
        _workers(APPROVED, POSITIONS, _("Postes approuvés, région · Québec")),
        _workers(VALID, HOLDERS, _("Travailleurs du PTET · Québec")),
    ]


def sources() -> str:
    """Where the tiles' figures come from, one source after the other."""
    return citation.short(*results())


def results() -> list[Result]:
    """The answers that the tiles are made from, those that are loaded."""
    shown = [_permits(CANADA, REGION), _permits(QUEBEC, "WLD"), _work()]
    return [result for result in shown if result.sources]


def _permits(geo: str, partner: str) -> Result:
    return ask("students/series", measure="holders_year", geo=geo, partners=[partner], **EVER)


def _work() -> Result:
    return ask("workers/pulse", geo=QUEBEC)


def _students(geo: str, partner: str, name: str) -> Tile:
    whole = [row for row in _permits(geo, partner).rows if row["is_whole"]]
    if not whole:
        return _absent(name, STUDENTS)
    row = max(whole, key=lambda each: each["ref_year"])
    values = [each["persons"] for each in whole]
    return Tile(
        name=name,
        value=intervals.of_row(row, "persons"),
        change=_change(row),
        growth=row["growth"],
        note=_("permis d'études, {année}").format(année=row["ref_year"]),
        # A curve through a hidden year would join what is not known: it starts after the last one.
        curve=values[
            1 + max((at for at, value in enumerate(values) if value is None), default=-1) :
        ],
    )


def _workers(count: tuple[str, str, str, str], table: str, name: str) -> Tile:
    keys = ("measure", "partner", "programme", "stream")
    row = next((row for row in _work().rows if tuple(row[key] for key in keys) == count), None)
    if row is None:
        return _absent(name, table)
    value = intervals.count(row["amount"], row["status"])
    note = {
        "positions_positive": ngettext(
            "{n} pays classé, {année} ; des postes, et non des personnes",
            "{n} pays classés, {année} ; des postes, et non des personnes",
            row["n_partners"],
        ),
        "stock_dec31": _("permis valides, 31 décembre {année}"),
    }[count[0]]
    return Tile(
        name=name,
        value=_("au moins {valeur}").format(valeur=value) if row["is_floor"] else value,
        change=_change(row),
        growth=row["growth"],
        note=note.format(n=row["n_partners"], année=row["ref_year"]),
    )


def _change(row: dict[str, Any]) -> str:
    if row["growth"] is None:
        return ""
    return _("{variation} sur un an").format(variation=formats.percent(row["growth"], signed=True))


def _absent(name: str, table: str) -> Tile:
    """A count that is not loaded, with the table whose command loads it."""
    return Tile(name, formats.missing("not_loaded"), note=f"python -m etl refresh {table}")

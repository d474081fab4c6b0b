"""The blocks on Québec's representations: where and since when, and the countries each may cover."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import plotly.graph_objects as go

from dashboard import catalogue, facts, formats, intervals, map_network
from dashboard.blocks import Block
from dashboard.cards import in_language
from dashboard.facts import Cell, Group
from dashboard.i18n import _, language
from dashboard.indicators import Result, ask
from dashboard.narrative_strategy import Row

STATUSES = ("general_delegation", "office")


def representations() -> Block:
    """Where Québec is present in the region, since when, and what it may cover."""
    result, covered = ask("strategy/network"), ask("strategy/cover")
    rows = result.rows
    placed = [row for row in rows if row["representation_kind"] != "headquarters"]

    def figure() -> go.Figure:
        return map_network.network(placed, covered.rows, _map_names(placed), _key_words(placed))

    def reading() -> str:
        headings = (
            _("Représentation"),
            _("Depuis"),
            _("Couverture ponctuelle prévue"),
            _("Passage"),
        )
        return facts.table(headings, [Group("", [_office(row) for row in rows])])

    standing = [row for row in rows if row["representation_kind"] in STATUSES]
    return Block(
        key="representations",
        title=_("Où le Québec est-il présent dans la région ?"),
        perimeter=_(
            "Représentations du Québec, ouvertes ou fermées ; en clair, les pays qu'une "
            "représentation peut couvrir ponctuellement"
        ),
        sentence=_("{n} représentations sont ouvertes : {liste}.").format(
            n=formats.integer(len(standing)),
            liste=", ".join(f"{_city(row)} ({row['opened_year']})" for row in standing),
        ),
        result=result,
        figure=figure,
        reading=reading,
        columns=(
            f"name_{language()}",
            "representation_kind",
            f"city_{language()}",
            "partner",
            "opened_year",
            "closed_year",
            "covers",
            f"cover_{language()}",
            f"passage_{language()}",
        ),
    )


def cover() -> Block:
    """What Québec trades with, and welcomes from, the countries that each representation covers."""
    result = ask("strategy/cover")
    cities = {row["representation"]: _city(row) for row in ask("strategy/network").rows}

    def reading() -> str:
        headings = (
            _("Pays"),
            _("Exportations du Québec"),
            _("Importations du Québec"),
            _("Permis d'études, tout le Canada"),
            _("Postes approuvés au Québec"),
        )
        grouped = groupby(result.rows, lambda row: row["representation"])
        return facts.table(
            headings,
            [Group(cities[code], [_country(row) for row in rows]) for code, rows in grouped],
        )

    return Block(
        key="cover",
        title=_("Que pèsent les pays que chaque représentation couvre ?"),
        perimeter=_cover_years(result),
        sentence=_cover_sentence(result),
        result=result,
        reading=reading,
        columns=(
            "representation",
            "partner",
            "cover_role",
            "trade_year",
            "export_cad",
            "import_cad",
            "status",
            "students_year",
            "students",
            "students_low",
            "students_high",
            "students_status",
            "positions_year",
            "positions",
            "positions_status",
        ),
        warning=_(
            "Un pays « non chargé » est compris dans « autres pays » : ce n'est pas un zéro. Pour "
            "l'avoir : python -m etl refresh statcan_12100173"
        )
        if any(row["status"] == "not_loaded" for row in result.rows)
        else "",
    )


def _cover_years(result: Result) -> str:
    first: Row = result.rows[0] if len(result) else {}
    years = (
        (_("marchandises {année}"), first.get("trade_year")),
        (_("permis d'études {année}"), first.get("students_year")),
        (_("postes approuvés {année}"), first.get("positions_year")),
    )
    return " · ".join(words.format(année=year) for words, year in years if year)


def _cover_sentence(result: Result) -> str:
    known = [row for row in result.rows if row["status"] == "normal"]
    return _(
        "{n} pays sont le siège d'une représentation ou de sa couverture ponctuelle ; les échanges "
        "de {connus} d'entre eux sont chargés."
    ).format(n=formats.integer(len(result)), connus=formats.integer(len(known)))


def _country(row: Row) -> list[Cell]:
    is_traded = row["status"] == "normal"
    return [
        Cell(
            catalogue.label(row["partner"], "partner"),
            catalogue.of_column("cover_role")(row["cover_role"]),
        ),
        Cell(formats.money(row["export_cad"], status=row["status"]), is_absent=not is_traded),
        Cell(formats.money(row["import_cad"], status=row["status"]), is_absent=not is_traded),
        Cell(
            intervals.of_row(row, "students", "students_status"), is_absent=row["students"] is None
        ),
        Cell(
            formats.integer(row["positions"], status=row["positions_status"]),
            is_absent=row["positions"] is None,
        ),
    ]


def _office(row: Row) -> list[Cell]:
    years = f"{row['opened_year']}-{row['closed_year']}" if row["closed_year"] else ""
    kind = catalogue.of_column("representation_kind")(row["representation_kind"])
    return [
        Cell(in_language(row["name_fr"], row["name_en"]), kind),
        Cell(years or str(row["opened_year"])),
        Cell(
            in_language(row["cover_fr"], row["cover_en"]) or "—",
            ", ".join(catalogue.label(code, "partner") for code in row["covers"].split()),
            is_absent=not row["covers"],
        ),
        Cell(in_language(row["passage_fr"], row["passage_en"])),
    ]


def _city(row: Row) -> str:
    return in_language(row["city_fr"], row["city_en"])


def _map_names(rows: Sequence[Row]) -> dict[str, str]:
    return {
        row["representation"]: f"{_city(row)} {row['opened_year']}"
        + (f"-{row['closed_year']}" if row["closed_year"] else "")
        for row in rows
    }


def _key_words(rows: Sequence[Row]) -> dict[str, str]:
    words = {
        row["representation"]: _("{ville} et sa couverture").format(ville=_city(row))
        if row["covers"]
        else _city(row)
        for row in rows
        if row["closed_year"] is None
    }
    return {**words, "closed": _("fermée")}

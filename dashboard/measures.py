"""The blocks on the strategy's measures: progress by orientation, the list with states; no verdict of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import plotly.graph_objects as go

from dashboard import catalogue, charts, facts, formats
from dashboard.blocks import Block
from dashboard.cards import in_language
from dashboard.charts import Bars
from dashboard.facts import Cell, Group
from dashboard.i18n import _, joined, language, ngettext
from dashboard.indicators import Result, ask
from dashboard.narrative_strategy import Row, dated

STATES = ("n_done", "n_under_way", "n_not_started", "n_abandoned", "n_to_document")


def refusal() -> str:
    """What is wrong with the staff's status file, by line; empty when it was read."""
    for card in catalogue.sources():
        if card.code == "measure_status" and card.facts["refused_reason"]:
            return _(
                "Le fichier des états n'a pas été repris ; les derniers états bons sont montrés. "
                "{raison}"
            ).format(raison=card.facts["refused_reason"])
    return ""


def progress() -> Block:
    """How many measures are in which state, by orientation."""
    result = ask("strategy/progress")
    rows = [row for row in result.rows if row["scope"] == "orientation"]
    titles = {row["orientation"]: in_language(row["title_fr"], row["title_en"]) for row in rows}

    def figure() -> go.Figure:
        names = {
            "n_done": _("réalisées"),
            "n_under_way": _("en cours"),
            "n_not_started": _("non commencées"),
            "n_abandoned": _("abandonnées"),
            "n_to_document": _("à documenter"),
        }
        parts = {code: name for code, name in names.items() if any(row[code] for row in rows)}
        drawn = Bars(by="orientation", y="n_measures", label=lambda code: _name(code, titles))
        return charts.bars_parts(rows, drawn, parts, unit="count", unknown="n_to_document")

    return Block(
        key="progress",
        title=_("Où en sont les mesures ?"),
        perimeter=_(
            "Nombre de mesures par orientation · états donnés par le personnel du ministère"
        ),
        sentence=summary(result),
        result=result,
        figure=figure,
        columns=("scope", "axis", "orientation", f"title_{language()}", "n_measures", *STATES),
    )


def summary(result: Result) -> str:
    """How many measures there are, and of how many the state is known."""
    whole = next(row for row in result.rows if row["scope"] == "all")
    return ngettext(
        "{total} mesures : {n} a un état documenté, {reste} sont à documenter.",
        "{total} mesures : {n} ont un état documenté, {reste} sont à documenter.",
        whole["n_documented"],
    ).format(
        total=formats.integer(whole["n_measures"]),
        n=formats.integer(whole["n_documented"]),
        reste=formats.integer(whole["n_to_document"]),
    )


def listed(partners: Sequence[str]) -> Block:
    """Every measure, in short wording, with its state and the series that inform it."""
    result = ask("strategy/measures", partners=tuple(partners))
    headings = (_("Mesure"), _("État"), _("Ce qui l'informe"))
    return Block(
        key="measures",
        title=_("Quelles mesures, et dans quel état ?"),
        perimeter=_("Stratégie de février 2022, libellés abrégés"),
        sentence=ngettext(
            "{n} mesure concerne ce choix.", "{n} mesures concernent ce choix.", len(result)
        ).format(n=formats.integer(len(result)))
        if partners
        else "",
        result=result,
        reading=lambda: facts.table(headings, groups(result.rows, pages=_pages())),
        columns=(
            "measure_id",
            "axis",
            f"axis_{language()}",
            "orientation",
            f"orientation_{language()}",
            f"heading_{language()}",
            f"statement_{language()}",
            "partners",
            "evidences",
            "measure_state",
            "state_date",
            "date_precision",
            f"note_{language()}",
            f"reference_{language()}",
        ),
    )


def groups(rows: Sequence[Row], *, pages: Mapping[str, str] | None = None) -> list[Group]:
    """The measures under their axis and orientation, as lines to be read.

    With `pages` (series → address), each series is a link to the page that shows it.
    """
    found = []
    for (axis, orientation), members in groupby(rows, lambda r: (r["axis"], r["orientation"])):
        inside = list(members)
        found.append(
            Group(
                _("Axe {axe} · {orientation} {titre}").format(
                    axe=axis,
                    orientation=orientation,
                    titre=in_language(inside[0]["orientation_fr"], inside[0]["orientation_en"]),
                ),
                [_line(row, pages or {}) for row in inside],
            )
        )
    return found


def state(row: Row) -> str:
    """The state of a measure in words, with its date."""
    said = catalogue.of_column("measure_state")(row["measure_state"])
    if row["state_date"] is None:
        return said
    return _("{état} ({date})").format(
        état=said, date=dated(row["state_date"], row["date_precision"])
    )


def scope(row: Row) -> str:
    """What a line of the progress is about: the whole strategy, an axis or an orientation."""
    if row["scope"] == "all":
        return _("Toute la stratégie")
    title = in_language(row["title_fr"], row["title_en"])
    if row["scope"] == "axis":
        return _("Axe {axe} · {titre}").format(axe=row["axis"], titre=title)
    return f"{row['orientation']} · {title}"


def told(row: Row) -> str:
    """The staff's note on a measure and where it is known from."""
    note = in_language(row["note_fr"] or "", row["note_en"] or "")
    known = in_language(row["reference_fr"] or "", row["reference_en"] or "")
    source = _("Source : {liste}").format(liste=known) if known else ""
    return " ".join(filter(None, (note, source)))


def informed(row: Row) -> str:
    """The names of the series that inform a measure; a word when none does."""
    names = [catalogue.label(code, "evidence") for code in row["evidences"].split()]
    return joined(names) or _("aucune série")


def _pages() -> dict[str, str]:
    """The address of the page that shows each series, in the reader's language."""
    lang = "?lang=en" if language() == "en" else ""
    return {
        row["evidence"]: f"{row['page']}{lang}"
        for row in ask("catalogue/evidences").rows
        if row["page"]
    }


def _line(row: Row, pages: Mapping[str, str]) -> list[Cell]:
    series = row["evidences"].split()
    links = [(catalogue.label(code, "evidence"), pages.get(code, "")) for code in series]
    return [
        Cell(
            f"{row['measure_id']} · {in_language(row['statement_fr'], row['statement_en'])}",
            in_language(row["heading_fr"], row["heading_en"]),
        ),
        Cell(state(row), told(row), is_absent=row["state_date"] is None),
        Cell(
            "" if pages and series else informed(row),
            links=links if pages else (),
            is_absent=not series,
        ),
    ]


def _name(code: str, titles: dict[str, str]) -> str:
    return f"{code} · {titles[code]}"

"""The blocks on students by year: region, countries compared, ranking, Québec's levels and share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import plotly.graph_objects as go

from dashboard import catalogue, charts, formats, narrative_students, narrative_workers
from dashboard.blocks import Block
from dashboard.charts import Bars, Series
from dashboard.i18n import _
from dashboard.indicators import Result, ask
from dashboard.intervals import Row
from dashboard.selection import CANADA, QUEBEC, REGION
from dashboard.student_choices import Choices, measure_words

TOTAL = "all"
RANKED_SHOWN = 15
COUNTED = ("persons", "status", "persons_low", "persons_high")


def perimeter(geo: str, measure: str, *parts: str) -> str:
    """Say in one line what the counts of a block cover."""
    return " · ".join(
        [
            catalogue.label(geo, "geography"),
            measure_words(measure, long=True),
            *parts,
            _("personnes, arrondies à 5"),
        ]
    )


def region(choices: Choices) -> Block:
    """How many students come from the region, all its countries together."""
    result = _series(choices, (REGION,))
    rows = result.rows

    def figure() -> go.Figure:
        return lines(rows, "partner", narrative_workers.region_name, (REGION,))

    return Block(
        key="region",
        title=_("Combien d'étudiants viennent de la région ?"),
        perimeter=perimeter(CANADA, choices.measure, _("pays de citoyenneté")),
        sentence=narrative_students.region(rows),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "months_covered",
            *COUNTED,
            "growth",
            "share",
            "n_partners",
            "n_hidden",
        ),
        warning=narrative_students.partial(rows),
    )


def countries(choices: Choices) -> Block:
    """How the chosen countries compare."""
    result = _series(choices, choices.partners)
    rows = result.rows

    def figure() -> go.Figure:
        return lines(rows, "partner", narrative_workers.region_name, choices.partners)

    return Block(
        key="countries",
        title=_("Comment se comparent les pays ?"),
        perimeter=perimeter(CANADA, choices.measure, _("pays de citoyenneté")),
        sentence=narrative_students.years(rows, choices.partners),
        result=result,
        figure=figure,
        columns=("partner", "ref_year", "months_covered", *COUNTED, "growth", "share"),
        warning=narrative_students.partial(rows),
    )


def ranking(choices: Choices) -> Block:
    """Which countries of the region send most students, and how that has changed over a year."""
    year = choices.whole_until
    result = ask("students/ranking", measure=choices.measure, geo=CANADA, year=year)

    def figure() -> go.Figure:
        return charts.bars_ranked(
            result.rows[:RANKED_SHOWN],
            Bars(
                y="persons",
                previous="previous_persons",
                previous_label=formats.year(year - 1),
                label=narrative_workers.region_name,
                order=choices.partners,
            ),
            unit="count",
        )

    return Block(
        key="ranking",
        title=_("Quels pays de la région envoient le plus d'étudiants ?"),
        perimeter=perimeter(CANADA, choices.measure, formats.year(year)),
        sentence=narrative_students.ranking(result.rows, year),
        result=result,
        figure=figure,
        columns=(
            "rank_region",
            "partner",
            *COUNTED,
            "share",
            "previous_persons",
            "previous_persons_low",
            "previous_persons_high",
            "previous_status",
            "growth",
        ),
    )


def levels(choices: Choices) -> Block:
    """At which levels students bound for Québec study, all countries together."""
    result = ask(
        "students/levels",
        measure=choices.measure,
        geo=QUEBEC,
        since=choices.since,
        until=choices.until,
    )
    rows = result.rows

    def named(code: str) -> str:
        return catalogue.label(code, "study_level")

    def figure() -> go.Figure:
        return lines(rows, "study_level", named, (TOTAL, "post_secondary", "secondary_or_less"))

    return Block(
        key="levels",
        title=_("À quels niveaux étudie-t-on au Québec ?"),
        perimeter=perimeter(QUEBEC, choices.measure, _("tous les pays, province de destination")),
        sentence=narrative_students.levels(rows),
        result=result,
        figure=figure,
        columns=("study_level", "ref_year", "months_covered", *COUNTED, "share", "growth"),
        warning=narrative_students.partial(rows),
    )


def quebec_share(choices: Choices) -> Block:
    """What share of all permits is bound for Québec; never by country."""
    result = ask(
        "students/quebec_share",
        measure=choices.measure,
        since=choices.since,
        until=choices.until,
    )
    rows = result.rows

    def figure() -> go.Figure:
        drawn = Series(y="share", by="source", label=lambda _code: _("Québec"))
        return charts.lines(whole(rows), drawn, unit="share", frequency="year")

    return Block(
        key="share",
        title=_("Quelle part des permis va au Québec ?"),
        perimeter=perimeter(QUEBEC, choices.measure, _("tous les pays réunis")),
        sentence=narrative_students.share(rows),
        result=result,
        figure=figure,
        columns=(
            "ref_year",
            "months_covered",
            *COUNTED,
            "canada_persons",
            "unstated_persons",
            "share",
            "share_high",
        ),
        warning=_(
            "Cette part vaut pour l'ensemble des pays : appliquée aux étudiants d'un pays, elle "
            "donnerait un nombre que personne n'a compté."
        ),
    )


def lines(
    rows: Sequence[Row], by: str, label: Callable[[str], str], order: Sequence[str]
) -> go.Figure:
    """One line per code over whole years: a year in progress would look like a fall."""
    drawn = Series(y="persons", by=by, label=label, order=order)
    return charts.lines(whole(rows), drawn, unit="count", frequency="year")


def whole(rows: Sequence[Row]) -> list[Row]:
    """The rows of whole years."""
    return [row for row in rows if row["is_whole"]]


def _series(choices: Choices, partners: Sequence[str]) -> Result:
    return ask(
        "students/series",
        measure=choices.measure,
        geo=CANADA,
        partners=tuple(partners),
        since=choices.since,
        until=choices.until,
    )

"""The blocks on students by month: countries in Canada, seasons, and countries in Québec once loaded."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go

from dashboard import charts, narrative_students, narrative_workers, students
from dashboard.blocks import Block
from dashboard.charts import Series
from dashboard.i18n import _
from dashboard.indicators import ask
from dashboard.selection import CANADA, QUEBEC
from dashboard.student_choices import MONTHLY, Choices

CROSSED = "ircc_study_institution"
LAST_YEARS = 2
MEAN = "mean"


def loads_crossed() -> str:
    """The command that loads the one file that crosses province and citizenship."""
    return f"python -m etl refresh {CROSSED}"


def countries(choices: Choices) -> Block:
    """How many permits take effect each month, country by country."""
    return _months(
        choices.partners,
        CANADA,
        choices.months,
        "months",
        _("Et mois par mois ?"),
        students.perimeter(CANADA, MONTHLY),
    )


def in_quebec(choices: Choices) -> Block:
    """The same for post-secondary institutions of Québec."""
    return _months(
        choices.partners,
        QUEBEC,
        (choices.since, choices.until),
        "quebec-countries",
        _("D'où viennent les étudiants du postsecondaire québécois ?"),
        students.perimeter(QUEBEC, MONTHLY, _("postsecondaire, province de l'établissement")),
    )


def _months(
    partners: tuple[str, ...],
    geo: str,
    years: tuple[int, int],
    key: str,
    title: str,
    perimeter: str,
) -> Block:
    since, until = years
    result = ask(
        "students/monthly",
        geo=geo,
        partners=partners,
        since=date(since, 1, 1),
        until=date(until, 12, 1),
    )

    def figure() -> go.Figure:
        drawn = Series(y="persons", label=narrative_workers.region_name, order=partners)
        return charts.lines(result.rows, drawn, unit="count")

    return Block(
        key=key,
        title=title,
        perimeter=perimeter,
        sentence=narrative_students.months(result.rows, partners),
        result=result,
        figure=figure,
        columns=("partner", "period", *students.COUNTED, "growth"),
        warning=_(
            "Une personne compte dans chaque mois où un permis prend effet : les mois ne "
            "s'additionnent pas en année."
        ),
    )


def season(partner: str) -> Block:
    """In which months permits take effect: the mean of the whole years, and the last ones."""
    result = ask("students/season", geo=CANADA, partner=partner, last_years=LAST_YEARS)
    profiles = list(dict.fromkeys(row["profile"] for row in result.rows))

    def figure() -> go.Figure:
        drawn = Series(
            x="month_of_year",
            y="persons",
            by="profile",
            label=lambda code: _("Moyenne") if code == MEAN else code,
            order=profiles,
        )
        return charts.season(result.rows, drawn)

    return Block(
        key="season",
        title=_("Quels sont les mois forts ?"),
        perimeter=students.perimeter(CANADA, MONTHLY, narrative_workers.region_name(partner)),
        sentence=narrative_students.season(result.rows, partner),
        result=result,
        figure=figure,
        columns=("profile", "month_of_year", *students.COUNTED, "n_months", "n_hidden"),
    )

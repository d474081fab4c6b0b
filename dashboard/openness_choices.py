"""The choices of the target's page: target, year, growth of GDP, years compared, points shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from dashboard import filters, formats, frame, openness, overview, trade
from dashboard.cards import in_document, in_language
from dashboard.i18n import _
from dashboard.indicators import require
from dashboard.selection import QUEBEC, Selection

DEFAULT_YEAR, LAST_YEAR = 2030, 2050
# The exact mean of the last ten years, when the series gives it; else the reader's own assumption.
MEAN, ASSUMED_GROWTH = "mean", "3.5"
GROWTHS = [f"{half / 2:.1f}" for half in range(-4, 21)]
KEYS = ("target", "year", "growth", "from", "to", "points")


@dataclass(frozen=True)
class Choices:
    """One view of the page; ratios as fractions, `between` the two years of the decomposition,
    `points` which published points are shown."""

    target: float
    year: int
    gdp_growth: float
    between: tuple[int, int]
    points: str
    trade: Selection


def choose() -> Choices:
    """Show the widgets and return the choices; Unavailable when no target is loaded."""
    require("target")
    targets = {row["target_id"]: row for row in openness.targets()}
    with st.container(key="choices"):
        chosen = next(iter(targets))
        if len(targets) > 1:
            chosen = filters.one_of(
                _("Cible"),
                list(targets),
                key="target",
                labels={
                    code: in_language(row["statement_fr"], row["statement_en"])
                    for code, row in targets.items()
                },
                help=_("L'énoncé auquel les chiffres de la page sont comparés."),
            )
        row = targets[chosen]
        st.markdown(
            _("Énoncé : {énoncé} — {document}.").format(
                énoncé=in_language(row["statement_fr"], row["statement_en"]),
                document=in_document(row),
            )
        )
        left, middle, right = st.columns(3, vertical_alignment="bottom")
        with left:
            year = _year(row["year_to"])
        with middle:
            growth = _growth(float(row["value"]))
        with right:
            points = filters.one_of(
                _("Points publiés"),
                ["all", "firm"],
                key="points",
                labels={"firm": _("Officiels"), "all": _("Tous")},
                segmented=True,
                help=_("Officiels : lus dans une page ou un document d'un organisme public."),
            )
        between = _between()
    until = trade.last_month(QUEBEC, "export", datetime.now(UTC).date())
    return Choices(
        target=float(row["value"]),
        year=year,
        gdp_growth=growth,
        between=between,
        points=points,
        trade=overview.since_the_start(QUEBEC, "export", until),
    )


def say_what_is_missing() -> None:
    """Name what the page shows once the series is loaded, and the command that loads it."""
    said = _(
        "La série du Québec (Statistique Canada, 36-10-0222-01) n'est pas chargée. Avec elle "
        "viennent le ratio de chaque année, le rythme et le verdict, les causes de la variation et "
        "les autres provinces. D'ici là, la page s'appuie sur des chiffres publiés, chacun avec sa "
        "source. Pour la charger : `python -m etl refresh gdp_expenditure_annual`"
    )
    frame.not_loaded(said)


def _year(fixed: int | None) -> int:
    now = datetime.now(UTC).year
    options = [str(year) for year in range(now + 1, LAST_YEAR + 1)]
    usual = str(fixed) if fixed is not None and fixed > now else str(max(DEFAULT_YEAR, now + 1))
    return int(
        filters.one_of(
            _("Année visée"),
            options,
            key="year",
            default=usual,
            help=_(
                "Le document qui énonce la cible ne fixe pas d'année : c'est un choix de lecture."
            ),
        )
    )


def _growth(target: float) -> float:
    mean = openness.summary(target)["mean_gdp_growth"]
    rates = {code: float(code) / 100 for code in GROWTHS}
    names = {code: formats.percent(rate) for code, rate in rates.items()}
    if mean is not None:
        rates[MEAN] = mean
        names[MEAN] = _("{taux} (moyenne de dix ans)").format(taux=formats.percent(mean))
    code = filters.along(
        _("Croissance annuelle du PIB"),
        sorted(rates, key=rates.__getitem__),
        key="growth",
        default=ASSUMED_GROWTH if mean is None else MEAN,
        labels=names,
        help=_(
            "Une hypothèse du lecteur. Par défaut, la moyenne des dix dernières années quand la "
            "série est chargée."
        ),
    )
    return rates[code]


def _between() -> tuple[int, int]:
    known = openness.years()
    if len(known) < 2:  # noqa: PLR2004 - two ends of an interval
        return (0, 0)
    options = [str(year) for year in known]
    left, right, _rest = st.columns(3)
    with left:
        start = filters.one_of(
            _("Comparer de"),
            options[:-1],
            key="from",
            default=options[max(0, len(options) - 11)],
            help=_("L'année de départ de la variation expliquée plus bas."),
        )
    with right:
        later = [year for year in options if int(year) > int(start)]
        end = filters.one_of(
            _("à"),
            later,
            key="to",
            default=later[-1],
            help=_("L'année d'arrivée de la variation expliquée plus bas."),
        )
    return int(start), int(end)

"""What a reader must know of the data before the figures: a store that fails, failed refreshes, late
sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from dashboard import builds, dates, formats, store
from dashboard.i18n import _, ngettext
from dashboard.indicators import Result, ask
from dashboard.unavailable import Unavailable

Row = Mapping[str, Any]
NAMED = 3


def today() -> date:
    """The day on which the calendar is read; the publishers' days are ours to a few hours."""
    return datetime.now(UTC).date()


def calendar() -> Result:
    """The release calendar of the loaded sources, today."""
    return ask("quality/calendar", today=today())


def sentences() -> list[str]:
    """What stands above every page: nothing when all is fresh and the last refresh succeeded."""
    try:
        rows = calendar().rows
    except Unavailable:
        return []
    return [text for text in (of_store(), _failures(rows), _late(rows)) if text]


def of_store() -> str:
    """What is said when the store of the builds fails; empty when it does not, or there is none."""
    reason = store.trouble()
    if not reason:
        return ""
    return _("{phrase} Les dernières bonnes données, construites le {jour}, sont montrées.").format(
        phrase=Unavailable(reason),
        jour=formats.day(dates.of(builds.current().built_at)),
    )


def is_failing(row: Row) -> bool:
    """Whether the last refresh brought nothing usable of a source, so that older data are served."""
    return bool(row["refused"]) or row["attempt"] == "failed"


def _failures(rows: list[dict[str, Any]]) -> str:
    failing = [row for row in rows if is_failing(row)]
    if not failing:
        return ""
    listed = ", ".join(
        _("{source} (édition du {jour})").format(
            source=row["number"], jour=formats.day(row["vintage"])
        )
        for row in failing[:NAMED]
    )
    return _(
        "La dernière actualisation a échoué pour {liste}{suite} : les dernières bonnes données "
        "sont montrées."
    ).format(liste=listed, suite=_others(len(failing)))


def _late(rows: list[dict[str, Any]]) -> str:
    late = sorted(
        (row for row in rows if row["state"] == "late"), key=lambda row: row["expected_on"]
    )
    if not late:
        return ""
    latest = late[-1]
    return ngettext(
        "{n} source est en retard : {source}, attendue le {jour} (édition montrée : {édition}).",
        "{n} sources sont en retard ; la dernière à l'être est {source}, attendue le {jour} "
        "(édition montrée : {édition}).",
        len(late),
    ).format(
        n=formats.integer(len(late)),
        source=latest["number"],
        jour=formats.day(latest["expected_on"]),
        édition=formats.day(latest["vintage"]),
    )


def _others(count: int) -> str:
    more = count - NAMED
    if more <= 0:
        return ""
    return ngettext(" et {n} autre", " et {n} autres", more).format(n=more)

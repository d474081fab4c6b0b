"""The blocks on the data themselves: calendar of releases, checks of the build, what was refused."""

from __future__ import annotations

import streamlit as st

from dashboard import catalogue, formats, frame, notices
from dashboard.blocks import Block
from dashboard.i18n import _, language, ngettext
from dashboard.indicators import Result, ask, require


def calendar() -> Block:
    """When the next period of each source is expected, and which are late."""
    result = notices.calendar()
    return Block(
        key="calendar",
        title=_("Quand les prochains chiffres sont-ils attendus ?"),
        perimeter=_(
            "Situation au {jour}, d'après la fréquence et le délai de diffusion de chaque source"
        ).format(jour=formats.day(notices.today())),
        sentence=_calendar_sentence(result),
        result=result,
        columns=(
            "source",
            "number",
            "state",
            "expected_on",
            "days_late",
            "covered_until",
            "vintage",
            "vintage_kind",
            "rhythm",
            "origin",
            "attempt",
        ),
    )


def _calendar_sentence(result: Result) -> str:
    counts = dict.fromkeys(("fresh", "due", "late"), 0)
    for row in result.rows:
        counts[row["state"]] += 1
    parts = (
        ngettext("{n} source à jour", "{n} sources à jour", counts["fresh"]),
        ngettext("{n} attendue", "{n} attendues", counts["due"]),
        ngettext("{n} en retard", "{n} en retard", counts["late"]),
    )
    said = [part.format(n=n) for part, n in zip(parts, counts.values(), strict=True)]
    return ", ".join(said) + "."


def checks() -> Block:
    """What the checks of this build found."""
    require("check_result")
    result = ask("quality/checks")
    return Block(
        key="checks",
        title=_("Les contrôles passent-ils ?"),
        perimeter=_("Contrôles de cette construction, faits le {jour}").format(
            jour=formats.day(max(row["checked_on"] for row in result.rows))
        ),
        sentence=_checks_sentence(result),
        result=result,
        columns=(
            "check_name",
            "is_passed",
            "n_offending",
            "n_failed",
            "n_tables",
            "severity",
            f"sentence_{language()}",
        ),
    )


def _checks_sentence(result: Result) -> str:
    failed = [row for row in result.rows if not row["is_passed"]]
    passed = len(result) - len(failed)
    held = ngettext("{n} contrôle réussi", "{n} contrôles réussis", passed).format(n=passed)
    if not failed:
        return _("{réussis}, aucun à examiner.").format(réussis=held)
    return _("{réussis}, {n} à examiner : {liste}.").format(
        réussis=held,
        n=len(failed),
        liste=", ".join(catalogue.of_column("check_name")(row["check_name"]) for row in failed),
    )


def offenders() -> None:
    """List the rows in cause of every check that failed, folded."""
    require("check_result")
    for row in ask("quality/checks").rows:
        if not row["is_passed"]:
            count = ngettext("{n} ligne concernée", "{n} lignes concernées", row["n_offending"])
            name = catalogue.of_column("check_name")(row["check_name"])
            words = count.format(n=formats.integer(row["n_offending"]))
            with st.expander(_("{contrôle} : {lignes}").format(contrôle=name, lignes=words)):
                frame.say(row[f"sentence_{language()}"])
                st.code(row["examples"], language=None)


def refusals() -> None:
    """Say what the last refresh could not bring or use, in the loader's own words."""
    cards = catalogue.sources()
    failing = [card for card in cards if notices.is_failing(card.facts)]
    if not failing:
        frame.say(_("Rien n'a été refusé : chaque édition présente est celle qui est montrée."))
    for card in failing:
        served = formats.day(card.vintage) if card.vintage else formats.missing("not_loaded")
        frame.say(
            _("{source} : l'édition du {jour} reste montrée.").format(
                source=card.text("title"), jour=served
            )
        )
        reasons = [card.facts["refused_reason"], card.facts["attempt_reason"]]
        # The loader writes for those who keep the data, in French.
        st.code("\n".join(filter(None, reasons)), language=None, wrap_lines=True)

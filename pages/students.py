"""Étudiants: who comes to study, from where, since when; hidden counts between their bounds."""

from dashboard import (
    blocks,
    definitions_students,
    filters,
    frame,
    source_cards,
    student_choices,
    student_claim,
    student_months,
    students,
)
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

frame.heading(
    _("Étudiants"),
    _(
        "Les titulaires de permis d'études venus d'Amérique latine et des Antilles, selon IRCC. Le pays "
        "est celui de la citoyenneté ; par pays, seul le Canada entier est publié, et le Québec l'est "
        "tous pays réunis."
    ),
)

part = filters.chapter(
    {
        "canada": _("Au Canada, par pays"),
        "months": _("Mois par mois"),
        "quebec": _("Au Québec"),
        "words": _("Les mots de cette page"),
    }
)
try:
    choices = student_choices.choose(part)
except Unavailable as problem:
    frame.unavailable(problem)
else:
    filters.only(*student_choices.KEYS)
    if not choices.partners and part in {"canada", "months"}:
        frame.hint(_("Choisissez au moins un pays pour le comparer."))
    if part == "canada":
        blocks.show(lambda: students.region(choices))
        blocks.show(student_claim.block)
        if choices.partners:
            blocks.show(lambda: students.countries(choices))
        blocks.show(lambda: students.ranking(choices))
    elif part == "months" and choices.partners:
        blocks.show(lambda: student_months.countries(choices))
        blocks.show(lambda: student_months.season(choices.season))
    elif part == "quebec":
        blocks.show(lambda: students.quebec_share(choices))
        blocks.show(lambda: students.levels(choices))
        if not student_choices.is_crossed():
            frame.not_loaded(
                _("Québec × pays de citoyenneté : non chargé — `{commande}`").format(
                    commande=student_months.loads_crossed()
                )
            )
        elif choices.partners:
            blocks.show(lambda: student_months.in_quebec(choices))
    elif part == "words":
        source_cards.definitions(definitions_students.students())

"""The months of work permits on the workers' page: what is loaded is drawn, what is not is said."""

from __future__ import annotations

from dashboard import blocks, indicators, workers_choices, workers_permits, workers_stocks
from dashboard.i18n import _
from dashboard.workers_choices import Choices


def show(choices: Choices) -> None:
    """Show permits by month and quarter for the programme and countries chosen."""
    partners, programme = choices.partners, choices.programme
    if not workers_choices.has_months(programme):
        workers_choices.say_not_loaded(
            _("Permis par mois, {programme}").format(
                programme=workers_stocks.programme_name(programme)
            ),
            workers_permits.MONTHLY,
        )
    else:
        if partners:
            blocks.show(lambda: workers_permits.months(partners, programme))
            country = workers_choices.season(choices)
            blocks.show(lambda: workers_permits.season(country, programme))
        blocks.show(lambda: workers_permits.region(programme))
    if indicators.is_loaded(workers_permits.RESIDENTS):
        blocks.show(workers_permits.residents)
    else:
        workers_choices.say_not_loaded(
            _("Résidents non permanents, par trimestre"), workers_permits.RESIDENTS
        )

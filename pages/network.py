"""Réseau et jalons: Québec's representations, what they cover, and the plans since 2006 beside trade."""

from dashboard import blocks, catalogue, filters, frame, milestones, network
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

frame.heading(
    _("Réseau et jalons"),
    _(
        "Où le Québec est présent dans la région et depuis quand, et ce que les politiques et plans ont "
        "annoncé depuis 2006, à côté des échanges avec les pays nommés."
    ),
)

part = filters.chapter({"network": _("Le réseau"), "milestones": _("Les jalons depuis 2006")})
if part == "network":
    filters.only("view", "partner")
    blocks.show(network.representations)
    blocks.show(network.cover)
else:
    try:
        names = catalogue.labels("partner")
        partner = filters.one_of(
            _("Pays de la frise"),
            filters.by_name(milestones.choices(), names),
            key="partner",
            default="BRA",
            labels=names,
            help=_("Les pays qu'un jalon au moins nomme."),
        )
    except Unavailable as problem:
        frame.unavailable(problem)
    else:
        filters.only("view", "partner")
        blocks.show(lambda: milestones.timeline(partner))
        blocks.show(lambda: milestones.events(partner))
        blocks.show(milestones.plans)

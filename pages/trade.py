"""Commerce par partenaire: the adviser's page; who, what, how much, since when, compared with whom."""

from dashboard import blocks, filters, frame, trade, trade_filters, trade_gaps, trade_structure
from dashboard.i18n import _
from dashboard.unavailable import Unavailable

frame.heading(
    _("Commerce par partenaire"),
    _(
        "Choisissez des pays, un sens et une période. Chaque bloc donne la phrase, le graphique, "
        "le tableau, les fichiers et le chemin jusqu'à la source ; l'adresse de la page garde la vue."
    ),
    _("Les échanges de marchandises avec les partenaires choisis, et la place de la région."),
)

part = trade_filters.chapter()
try:
    selection, section = trade_filters.choose(part)
except Unavailable as problem:
    frame.unavailable(problem)
else:
    filters.only(*trade_filters.KEYS)
    geo, direction, until = selection.geo, selection.direction, selection.until
    if not selection.partners and part in {"series", "growth"}:
        frame.hint(_("Choisissez au moins un partenaire pour voir ses échanges."))
    if part == "series" and selection.partners:
        blocks.show(lambda: trade.series(selection, section))
        trade_gaps.show(selection, section)
        blocks.show(lambda: trade.balance(selection, section))
    elif part == "ranking":
        blocks.show(
            lambda: trade.ranking(
                geo, direction, section, until, selection.among, selection.partners
            )
        )
    elif part == "growth":
        if selection.partners:
            blocks.show(
                lambda: trade_structure.growth(selection, section, *trade.whole_years(selection))
            )
        blocks.show(lambda: trade_structure.contribution(geo, direction, section, until))
    elif part == "structure":
        blocks.show(lambda: trade_structure.region_share(selection, section))
        blocks.show(lambda: trade_structure.diversification(selection, section))

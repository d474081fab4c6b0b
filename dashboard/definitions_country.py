"""The words of the country sheet and of the comparison: place, share, agreements, dollars; no figures."""

from __future__ import annotations

from dashboard.definitions import Definition
from dashboard.i18n import _


def country() -> tuple[Definition, ...]:
    """What is said of a country, and what the silence of a source means."""
    return (
        Definition(
            "rank",
            _("Rang de partenaire"),
            _(
                "La place du pays parmi les partenaires que nomme la source, sur douze mois ou sur une "
                "année. Le tableau mensuel du Québec n'en nomme que vingt-sept : le rang vaut parmi eux. "
                "Un pays hors de l'Amérique latine et des Antilles n'a pas de rang dans la région."
            ),
        ),
        Definition(
            "share-of-canada",
            _("Part du Québec dans les échanges du Canada"),
            _(
                "Les échanges du Québec avec le pays, rapportés à ceux du Canada avec lui sur les mêmes "
                "mois. Les exportations du Canada comprennent les réexportations : la part est un "
                "plancher."
            ),
        ),
        Definition(
            "not-loaded",
            _("Non chargé"),
            _(
                "La construction des données ne contient rien sur ce point : ni zéro, ni estimation. La "
                "commande affichée le charge chez son éditeur. Un pays que le tableau mensuel du Québec "
                "ne nomme pas n'est connu que par le tableau annuel."
            ),
        ),
        Definition(
            "in-force",
            _("Accord en vigueur"),
            _(
                "Le jour depuis lequel l'accord vaut entre le Canada et le pays. Le PTPGP vaut pour "
                "chaque pays depuis sa propre ratification. La liste compte les accords avec la région, "
                "l'ACEUM et le PTPGP, et aucun autre."
            ),
        ),
        Definition(
            "us-dollars",
            _("Dollars américains courants"),
            _(
                "Le PIB de la Banque mondiale, aux prix et au taux de change de l'année. Sa variation "
                "mêle la croissance, les prix et le change : elle n'est pas montrée."
            ),
        ),
        Definition(
            "one-axis",
            _("Un seul axe du temps"),
            _(
                "Dollars, personnes et postes sont dessinés l'un sous l'autre sur les mêmes années, "
                "chacun avec son échelle. Deux courbes qui bougent ensemble ne disent pas que l'une "
                "cause l'autre."
            ),
        ),
    )

"""Check: the provinces of one source add up to Canada in another edition of the same trade."""

from __future__ import annotations

from collections.abc import Iterator

from etl.checks import Check, Finding, Ground
from etl.source import Text

CHECK = Check(
    "provinces_and_canada",
    Text(
        "La somme des provinces égale le Canada à 0,1 % près ; au-delà, les deux sources ne sont "
        "pas de la même édition.",
        "The provinces add up to Canada within 0.1%; beyond, the two sources are not of the same "
        "edition.",
    ),
    "warn",
)
TOLERANCE = 0.001


def find(ground: Ground) -> Iterator[Finding]:
    """Compare imports, and exports with re-exports, month by month: CIMT's provinces and partners."""
    yield ground.look(
        "trade_partner_monthly",
        f"""
        with provinces as (
            select
                ref_month,
                if(flow = 'import', 'import', 'total_export') as flow,
                sum(value_cad) as provinces_cad
            from trade_partner_monthly
            where source = 'cimt_province' and partner = 'WLD'
            group by all
        )
        select ref_month, canada.flow::varchar as flow, provinces_cad, value_cad as canada_cad,
            canada.vintage as canada_edition
        from trade_partner_monthly as canada
        inner join provinces using (ref_month)
        where
            canada.source = 'cimt_partner' and canada.partner = 'WLD'
            and canada.flow::varchar = provinces.flow
            and abs(provinces_cad - value_cad) > {TOLERANCE} * value_cad
        order by ref_month desc
        """,
    )

"""Holds the sums of trade by product against Statistics Canada's tables by partner; it mends none.

All three are on a customs basis, unadjusted, so they differ by rounding only, or by release: a
table of one release says nothing against another of the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

TABLES = ("trade_product_monthly", "trade_partner_monthly", "trade_partner_annual")
# Half of the last digit that each table publishes: thousands, and thousands to one decimal.
_MONTHLY, _ANNUAL = ("statcan_12100175", 500), ("statcan_12100173", 50)


@dataclass(frozen=True)
class Gap:
    """One cell that differs by more than rounding; dollars, releases as ISO dates."""

    geo: str
    partner: str
    flow: str
    period: str
    product_cad: int
    partner_cad: int
    product_vintage: str
    partner_vintage: str


@dataclass(frozen=True)
class Comparison:
    """The cells of one table by partner that could be compared, and those that differ."""

    source: str
    compared: int
    gaps: tuple[Gap, ...]


def compare(con: duckdb.DuckDBPyConnection) -> list[Comparison]:
    """Compare both tables by partner with the product table; `con` has all three by their names.

    A cell is a geography, partner, flow and month or whole year that both have. All countries
    are the sum of every row, the other countries that of partners which the table does not list,
    and a partner without a row is nil. The largest gaps come first.
    """
    con.execute(
        """
        create or replace temp table product_month as
        select
            geo, partner, flow, ref_month,
            sum(value_cad)::bigint as value_cad,
            max(vintage) as vintage
        from trade_product_monthly
        group by geo, partner, flow, ref_month
        """
    )
    con.execute(
        """
        create or replace temp view product_year as
        select geo, partner, flow, year(ref_month) as ref_year, value_cad, vintage
        from product_month
        where year(ref_month) in (
            select year(ref_month) from product_month
            group by all having count(distinct ref_month) = 12
        )
        """
    )
    return [
        _compared(con, "product_month", "trade_partner_monthly", "ref_month", *_MONTHLY),
        _compared(con, "product_year", "trade_partner_annual", "ref_year", *_ANNUAL),
    ]


def _compared(
    con: duckdb.DuckDBPyConnection,
    products: str,
    partners: str,
    period: str,
    source: str,
    tolerance: int,
) -> Comparison:
    con.execute(
        f"""
        create or replace temp table compared as
        with covered as (
            select geo, flow, {period}, sum(value_cad)::bigint as value_cad, max(vintage) as vintage
            from {products}
            group by all
        ),
        published as (
            select geo, partner, flow, {period}, value_cad, vintage
            from {partners}
            where source = $source and section = 'TOTAL'
        ),
        summed as (
            select product.geo, product.flow, product.{period},
                if(published.partner is null, 'OTH', product.partner) as partner,
                sum(product.value_cad)::bigint as value_cad
            from {products} as product
            left join published using (geo, partner, flow, {period})
            group by all
        )
        select
            published.geo, published.partner, published.flow, {period}::varchar as period,
            if(published.partner = 'WLD', covered.value_cad, coalesce(summed.value_cad, 0))
                as product_cad,
            published.value_cad as partner_cad,
            covered.vintage as product_vintage,
            published.vintage as partner_vintage,
            abs(product_cad - partner_cad) as gap
        from published
        inner join covered using (geo, flow, {period})
        left join summed using (geo, partner, flow, {period})
        where published.value_cad is not null
        """,
        {"source": source},
    )
    counted = con.execute("select count(*) from compared").fetchall()
    gaps = con.execute(
        "select geo, partner, flow, period, product_cad, partner_cad, product_vintage::varchar, "
        "partner_vintage::varchar from compared where gap > $tolerance order by gap desc, geo, partner, flow, period",
        {"tolerance": tolerance},
    ).fetchall()
    return Comparison(source, int(counted[0][0]), tuple(Gap(*row) for row in gaps))

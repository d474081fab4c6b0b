"""Every kind of chart of the dashboard, from rows already queried; the map is in dashboard.maps."""

from dashboard.chart_bars import Bars, bars_diverging, bars_parts, bars_ranked, dot_share
from dashboard.chart_lines import Series, lines, sparkline
from dashboard.chart_panels import Panel, panels
from dashboard.chart_season import season
from dashboard.chart_stacks import columns_balance, columns_periods, columns_share
from dashboard.chart_tree import Tree, tree
from dashboard.figure import alt, config
from dashboard.scale import Measure

__all__ = [
    "Bars",
    "Measure",
    "Panel",
    "Series",
    "Tree",
    "alt",
    "bars_diverging",
    "bars_parts",
    "bars_ranked",
    "columns_balance",
    "columns_periods",
    "columns_share",
    "config",
    "dot_share",
    "lines",
    "panels",
    "season",
    "sparkline",
    "tree",
]

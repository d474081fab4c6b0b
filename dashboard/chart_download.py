"""Buttons that save a chart of the page as PNG or SVG; the picture is made in the browser.

`chart_download.js` is in the page for it.
"""

from dataclasses import dataclass
from html import escape
from typing import Final

import streamlit as st

from dashboard import theme
from dashboard.i18n import pick

_FONT: Final = "/app/static/fonts/ibm-plex-sans.woff2"
_FAMILY: Final = theme.SANS.split(",", maxsplit=1)[0].strip("'")


@dataclass(frozen=True)
class Words:
    """What is written around a saved chart: its title, what it covers, its finding, its source."""

    title: str
    scope: str
    sentence: str
    source: str


def buttons(chart_key: str, filename: str, words: Words) -> None:
    """Offer the chart that `st.plotly_chart(key=chart_key)` drew; `filename` without its extension.

    The saved picture is the chart as displayed, at its width and in its theme, with its font and
    its words in it.
    """
    labels = {
        "png": pick("Image PNG", "PNG image"),
        "svg": pick("Image vectorielle SVG", "SVG vector image"),
    }
    drawn = "".join(
        f'<button type="button" class="chart-download" data-format="{kind}" '
        f'data-chart="{escape(chart_key)}" data-name="{escape(filename)}" '
        f'data-title="{escape(words.title)}" data-scope="{escape(words.scope)}" '
        f'data-sentence="{escape(words.sentence)}" data-source="{escape(words.source)}" '
        f'data-font="{_FONT}" data-family="{_FAMILY}">{label}</button>'
        for kind, label in labels.items()
    )
    st.html(f'<div class="chart-downloads">{drawn}</div>')

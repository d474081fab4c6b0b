"""One result, many faces: the sentence, chart, table, files and provenance of a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import plotly.graph_objects as go
import streamlit as st

from dashboard import (
    chart_download,
    charts,
    citation,
    clipboard,
    downloads,
    frame,
    prose,
    tables,
    view,
)
from dashboard.api import addresses
from dashboard.i18n import _
from dashboard.indicators import Result
from dashboard.table_words import Words
from dashboard.unavailable import Unavailable


@dataclass(frozen=True)
class Block:
    """What a block shows; every face is made from `result`, so they cannot disagree.

    `columns` are those of the table and the files, in order (all when empty); `figure` and
    `reading` (HTML of `facts`) are made from the result when the face is looked at; `perimeter`
    says unit and scope under the title. `table` draws an answer that reads otherwise than row by
    row (countries side by side), and `on_paper` writes it for a note.
    """

    key: str
    title: str
    perimeter: str
    sentence: str
    result: Result
    figure: Callable[[], go.Figure] | None = None
    reading: Callable[[], str] | None = None
    columns: Sequence[str] = ()
    warning: str = ""
    table: Callable[[Result], None] | None = None
    on_paper: Callable[[Result], Words] | None = None


def show(make: Callable[[], Block]) -> None:
    """Show a block, or say in its place which table is missing and what mends it."""
    try:
        block = make()
    except Unavailable as problem:
        frame.unavailable(problem)
        return
    view.block(block)
    with st.container(key=f"block-{block.key}"):
        prose.opening(block.title, block.perimeter, block.sentence, block.warning)
        _faces(block)
        st.html(_closing(block))


def _closing(block: Block) -> str:
    source = f'<p class="scope">{escape(citation.brief(block.result))}</p>'
    return source + clipboard.button(_note(block))


def _alternative(block: Block) -> str:
    """What a chart says to those who do not see it: its question, and the finding it shows."""
    asked = block.title if block.title.endswith(("?", "…")) else f"{block.title}."
    return f"{asked} {block.sentence}"


def _note(block: Block) -> str:
    lines = [
        block.title,
        block.sentence,
        block.warning,
        block.perimeter,
        citation.short(block.result),
        downloads.permalink(),
    ]
    return "\n".join(line for line in lines if line)


@st.fragment
def _faces(block: Block) -> None:
    """Draw the face that is looked at; the others cost nothing until they are."""
    faces: dict[str, tuple[str, Callable[[], object]]] = {}
    if block.figure:
        faces["chart"] = _("Graphique"), partial(_chart, block, block.figure)
    if block.reading:
        faces["reading"] = _("Lecture"), partial(_read, block.reading)
    rows = partial(tables.show, columns=block.columns)
    files = partial(downloads.buttons, block.result, block.columns, key=block.key)
    faces |= {
        "table": (_("Tableau"), partial(block.table or rows, block.result)),
        "files": (_("Télécharger"), files),
        "origin": (_("D'où vient ce chiffre ?"), partial(_origin, block)),
        "definition": (_("Définition"), partial(citation.definition, block.result)),
    }
    key = f"{block.key}-faces"
    first, *_others = faces
    if st.session_state.get(key) not in faces:
        st.session_state[key] = first
    # Not tabs: those send six elements, and on a telephone hide the last ones behind a swipe.
    shown = st.segmented_control(
        _("Ce que le bloc montre"),
        list(faces),
        format_func=lambda face: faces[face][0],
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    faces[shown or first][1]()


def _origin(block: Block) -> None:
    citation.walk(block.result)
    addresses.show(block.result, block.columns)


def _read(reading: Callable[[], str]) -> None:
    st.html(reading())


def _chart(block: Block, make: Callable[[], go.Figure]) -> None:
    figure = make()
    key = f"{block.key}-chart"
    st.plotly_chart(
        figure, theme=None, key=key, config=charts.config(block.key), alt=_alternative(block)
    )
    chart_download.buttons(
        key,
        block.key,
        chart_download.Words(
            block.title,
            block.perimeter,
            block.sentence,
            f"{citation.short(block.result)} {downloads.permalink()}",
        ),
    )

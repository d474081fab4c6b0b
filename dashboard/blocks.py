"""One result, many faces: the sentence, chart, table, files and provenance of a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from dashboard import chart_download, charts, citation, clipboard, downloads, frame, tables, view
from dashboard.i18n import _
from dashboard.indicators import Result
from dashboard.table_words import Words
from dashboard.warehouse import Unavailable


@dataclass(frozen=True)
class Block:
    """What a block shows; every face is made from `result`, so they cannot disagree.

    `columns` are those of the table and the files, in order (all when empty); `figure` is drawn
    from the result when the face is looked at; `perimeter` says unit and scope under the title.
    `table` draws an answer that reads otherwise than row by row (countries side by side), and
    `on_paper` writes it for a note.
    """

    key: str
    title: str
    perimeter: str
    sentence: str
    result: Result
    figure: Callable[[], go.Figure] | None = None
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
        st.subheader(block.title, anchor=False)
        frame.remark(block.perimeter)
        if block.sentence:
            frame.say(block.sentence)
        if block.warning:
            frame.caution(block.warning)
        _faces(block)
        frame.remark(citation.short(block.result))
        clipboard.button(_note(block))


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
    names = [_("Tableau"), _("Télécharger"), _("D'où vient ce chiffre ?"), _("Définition")]
    if block.figure:
        names.insert(0, _("Graphique"))
    faces = st.tabs(names, on_change="rerun", key=f"{block.key}-faces")
    if block.figure:
        with faces[0]:
            if faces[0].open:
                _chart(block, block.figure())
    table, files, origin, definition = faces[-4:]
    with table:
        if table.open:
            if block.table:
                block.table(block.result)
            else:
                tables.show(block.result, block.columns)
    with files:
        if files.open:
            downloads.buttons(block.result, block.columns, key=block.key)
    with origin:
        if origin.open:
            citation.walk(block.result)
    with definition:
        if definition.open:
            citation.definition(block.result)


def _chart(block: Block, figure: go.Figure) -> None:
    key = f"{block.key}-chart"
    st.plotly_chart(
        figure, theme=None, key=key, config=charts.config(block.key), alt=block.sentence
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

"""The download buttons of a block and of the data page; the files themselves are `package`'s."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import formats, package, workbook
from dashboard.address import VISIT
from dashboard.api import addresses
from dashboard.i18n import _
from dashboard.indicators import Result
from dashboard.package import Package

# Above this, a reader filters the table first.
MOST_ROWS = 5_000_000
# Above this, a CSV is not made in memory: its button leads to its address, which sends it as it is made.
ROWS_IN_MEMORY = 100_000


def permalink() -> str:
    """The address of this very view: every widget's code is in it, so it gives the view back."""
    keys = sorted(set(st.query_params) - {VISIT})
    pairs = [(key, one) for key in keys for one in st.query_params.get_all(key)]
    address = (st.context.url or "").split("?")[0]
    return f"{address}?{urlencode(pairs)}" if pairs else address


def buttons(result: Result, columns: Sequence[str] = (), *, key: str) -> None:
    """Offer an answer as files: exactly the rows and columns displayed."""
    _offer(package.answered(result, columns, permalink()), len(result), key)


def extract(preview: Result, params: Mapping[str, Any], rows: int, *, key: str) -> None:
    """Offer all `rows` of an extract of which `preview` shows the first; asked for at the click.
    Too many for a file, they are to be filtered, or the whole table is taken at its address."""
    query = preview.indicator
    if rows > MOST_ROWS:
        _too_many(query.name.removeprefix("extract/"), key)
        return
    _offer(
        package.whole_extract(query, params, permalink()),
        rows,
        key,
        {
            "csv": addresses.table(query, params, "excel"),
            "csv-machine": addresses.table(query, params),
        },
    )


def _offer(
    files: Package, rows: int, key: str, streamed: Mapping[str, str] = MappingProxyType({})
) -> None:
    with st.container(horizontal=True, key=f"{key}-files"):
        for file in files.files():
            is_sheet = file.kind == "xlsx"
            if rows > ROWS_IN_MEMORY and file.kind in streamed:
                st.link_button(file.label, streamed[file.kind], key=f"{key}-{file.kind}")
                continue
            is_too_long = is_sheet and rows > workbook.MAX_ROWS
            st.download_button(
                file.label,
                data=file.make,
                file_name=file.name,
                mime=file.mime,
                key=f"{key}-{file.kind}",
                on_click="ignore",
                disabled=is_too_long,
                help=_("Trop de lignes pour une feuille Excel.") if is_too_long else None,
            )
    st.caption(
        _(
            "Les fichiers contiennent exactement les lignes affichées, codes et libellés. Une cellule "
            "vide est une donnée manquante et la colonne d'état dit pourquoi ; un zéro est un zéro."
        )
    )


def _too_many(table: str, key: str) -> None:
    told = _(
        "Un fichier contient au plus {n} lignes : filtrez la table, ou prenez-la entière, sans les "
        "filtres ni les libellés."
    )
    st.info(told.format(n=formats.integer(MOST_ROWS)), icon=":material/info:")
    st.link_button(
        _("Parquet, table entière"), addresses.of(f"tables/{table}.parquet"), key=f"{key}-whole"
    )

"""Figures, targets and baselines that others published, cited one by one; nothing is fetched."""

from __future__ import annotations

import duckdb

from etl.source import Licence, Raw, Source, SourceError, Text

SOURCE = Source(
    code="published_figures",
    publisher=Text(
        "Éditeurs divers, nommés à chaque ligne", "Various publishers, named on each row"
    ),
    title=Text("Chiffres et cibles publiés ailleurs", "Figures and targets published elsewhere"),
    number="-",
    landing_page=Text("", ""),
    downloads=(),
    licence=Licence.CITED_FACT,
    rhythm="annual",
    lag_days=365,
    tables=("published_figure", "target"),
    precedence=900,
)


def parse(raw: Raw, _con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Refuse: these rows are kept by hand in the snapshot, no publisher has a file of them."""
    raise SourceError(
        f"{raw.source} : ces chiffres sont tenus à la main dans data/raw/snapshot ; "
        f"retirez le dossier {raw.folder}."
    )

"""Answers a filtered table as CSV, sent as it is made: the large files of the data page, by address."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, islice

from starlette.responses import Response

from dashboard import builds, formats, openings, queries
from dashboard.api import parameters
from dashboard.api.asked import Asked
from dashboard.api.problems import Problem
from dashboard.api.published import unknown_table
from dashboard.api.series import Question, require_figures
from dashboard.api.turnstile import HeldStream
from dashboard.exports import FRENCH, MACHINE, Dialect
from dashboard.i18n import _, use
from dashboard.package import whole_extract
from dashboard.queries import UnknownQuery

DIALECT = "dialect"
DIALECTS: Mapping[str, Dialect] = {"rfc4180": MACHINE, "excel": FRENCH}
MOST_ROWS = 5_000_000
MEDIA_TYPE = "text/csv; charset=utf-8; header=present"


def answer(asked: Asked, table: str) -> Response:
    """Answer `tables/<table>.csv`: the rows that the filters leave, all of them; Problem says why not.

    What can go wrong does so before the first byte: the first slice is worked out by then.
    """
    build = openings.ready()
    dialect = asked.one(DIALECT) or "rfc4180"
    if dialect not in DIALECTS:
        raise Problem(
            "invalid-value",
            _("« {nom} » vaut {liste}.").format(nom=DIALECT, liste=", ".join(DIALECTS)),
        )
    with builds.hold(build):
        try:
            query = queries.find(f"extract/{table}")
        except UnknownQuery as error:
            raise unknown_table(build, table) from error
        params = parameters.read(query, asked.others((DIALECT, "lang")))
        headers = asked.cached(Question(query, params, (), asked.lang).etag(build, dialect))
        if asked.has(headers["ETag"]):
            return Response(None, 304, headers)
        rows = openings.warehouse(build).count(query, params)
        if rows > MOST_ROWS:
            raise _too_many(table)
        if not rows:
            require_figures(query)
        with use(asked.lang):
            package = whole_extract(query, params, asked.url)
    pieces = package.csv(DIALECTS[dialect])
    variant = f"excel-{asked.lang}" if dialect == "excel" else ""
    name = package.file_name("csv", variant)
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return HeldStream(chain(list(islice(pieces, 2)), pieces), 200, headers, MEDIA_TYPE)


def _too_many(table: str) -> Problem:
    return Problem(
        "too-large",
        _("Plus de {n} lignes : filtrez, ou prenez la table en Parquet, à {adresse}.").format(
            n=formats.integer(MOST_ROWS), adresse=f"/api/v1/tables/{table}.parquet"
        ),
    )

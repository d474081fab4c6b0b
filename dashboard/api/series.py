"""Answers one named question as CSV, JSON or metadata: the files of the pages, by address."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import duckdb
import orjson
from starlette.responses import Response

from dashboard import builds, formats, openings, queries
from dashboard.api import parameters
from dashboard.api.asked import Asked
from dashboard.api.problems import Problem
from dashboard.bounds import Bounds, TooMuch
from dashboard.builds import Build
from dashboard.catalogue import sources
from dashboard.citation import citations
from dashboard.i18n import Language, _, use
from dashboard.indicators import Result, ask_within
from dashboard.package import Package, answered
from dashboard.queries import Query, UnknownQuery
from dashboard.unavailable import Unavailable

BOUNDS = Bounds(rows=parameters.MOST_ROWS, seconds=10)
MOST_BYTES = 64_000_000
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "csv-metadata.json": "application/csvm+json",
}
# What a statement says when a value is of the right type and still makes no sense to it.
VALUES_REFUSED = (duckdb.DataError, duckdb.BinderException, duckdb.InvalidInputException)


@dataclass(frozen=True)
class Question:
    """One question as it was asked: everything that decides the bytes of its answer."""

    query: Query
    params: dict[str, Any]
    columns: tuple[str, ...]
    lang: Language

    def etag(self, build: Build, suffix: str) -> str:
        """The tag of the answer on a build: it changes with the data and with the statement."""
        parts = (build.build_id, self.query.text, self.params, self.columns, self.lang, suffix)
        return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def answer(asked: Asked, suffix: str) -> Response:
    """Answer `series.<suffix>`; Problem says why not."""
    query = _named(asked)
    build = openings.ready()
    question = _question(asked, query, build)
    etag = question.etag(build, suffix)
    described = urlencode(asked.pairs, safe=",/")
    headers = asked.cached(etag) | {
        "Link": f'<series.csv-metadata.json?{described}>; rel="describedby"; '
        'type="application/csvm+json", <openapi.json>; rel="service-desc"'
    }
    if asked.has(etag):
        return Response(None, 304, headers)
    with builds.hold(build):
        result = _result(question)
        with use(question.lang):
            csv_url = f"series.csv?{described}"
            package = answered(result, question.columns, asked.url, csv_url=csv_url)
            content = _json(package) if suffix == "json" else _file(package, suffix)
    if len(content) > MOST_BYTES:
        raise _too_large(question)
    headers["Content-Disposition"] = f'inline; filename="{package.file_name(suffix)}"'
    return Response(content, 200, headers, MEDIA_TYPES[suffix])


def _named(asked: Asked) -> Query:
    name = asked.one("indicator")
    if not name:
        raise Problem(
            "missing-parameter",
            _("Nommez l'indicateur : indicator=sujet/nom. La liste est à {adresse}.").format(
                adresse="/api/v1/indicators"
            ),
        )
    try:
        return queries.find(name)
    except UnknownQuery as error:
        shown = parameters.UNFIT.sub("·", name)[:60]
        raise Problem(
            "unknown-indicator",
            _("Aucun indicateur ne s'appelle « {nom} ». La liste est à {adresse}.").format(
                nom=shown, adresse="/api/v1/indicators"
            ),
        ) from error


def _question(asked: Asked, query: Query, build: Build) -> Question:
    with builds.hold(build):
        params = parameters.read(query, asked.others(parameters.RESERVED))
    return Question(query, params, asked.many("columns"), asked.lang)


def _result(question: Question) -> Result:
    try:
        result = ask_within(BOUNDS, question.query.name, question.params)
    except TooMuch as much:
        if much.limit == "rows":
            raise _too_large(question) from much
        raise Problem(
            "too-slow",
            _("La réponse demande plus de {n} secondes ; demandez une période plus courte.").format(
                n=formats.integer(BOUNDS.seconds)
            ),
        ) from much
    except VALUES_REFUSED as error:
        raise Problem(
            "invalid-value",
            _("{requete} ne peut pas répondre à ces valeurs.").format(requete=question.query.name),
            {"parameters": parameters.described(question.query)},
        ) from error
    if not len(result):
        require_figures(question.query)
    _check_columns(question, result.table.column_names)
    return result


def require_figures(query: Query) -> None:
    """Say of an empty answer that it is no answer, when the tables that it is about hold nothing."""
    build = builds.current()
    filled = {table for card in sources() for table in card.tables}
    figures = sorted(query.tables & filled)
    if figures and not any(build.rows(table) for table in figures):
        raise Unavailable("not_loaded", figures[0], f"python -m etl refresh {figures[0]}")


def _check_columns(question: Question, there: Sequence[str]) -> None:
    wrong = [name for name in question.columns if name not in there]
    if wrong or len(set(question.columns)) < len(question.columns):
        raise Problem(
            "invalid-value",
            _("« columns » prend des colonnes de la réponse, une fois chacune : {liste}.").format(
                liste=", ".join(there)
            ),
        )


def _too_large(question: Question) -> Problem:
    return Problem(
        "too-large",
        _(
            "La réponse dépasse {n} lignes ou {mo} Mo ; resserrez les paramètres, ou prenez la "
            "table entière : {adresse}."
        ).format(
            n=formats.integer(BOUNDS.rows),
            mo=formats.integer(MOST_BYTES // 1_000_000),
            adresse="/api/v1/tables/<table>.parquet",
        ),
        {"tables": sorted(question.query.tables)},
    )


def _file(package: Package, suffix: str) -> bytes:
    kind = {"csv": "csv-machine", "csv-metadata.json": "metadata"}[suffix]
    return next(file for file in package.files() if file.kind == kind).make()


def _json(package: Package) -> bytes:
    shown = package.presentation()
    content = {
        "indicator": package.query.name,
        "title": package.query.fact("title", package.lang),
        "description": package.query.fact("description", package.lang),
        "unit": package.query.unit,
        "grain": package.query.grain,
        "build": package.build.build_id,
        "parameters": package.params,
        "sources": [str(one) for one in citations(package.cards)],
        "columns": [
            {
                "name": column.name,
                "title": column.heading(package.lang),
                "unit": column.unit,
                "meaning": column.meaning.get(package.lang, ""),
            }
            for column in shown.columns
        ],
        "count": shown.table.num_rows,
        "rows": shown.table.to_pylist(),
    }
    return orjson.dumps(content)

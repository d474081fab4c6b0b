"""The OpenAPI 3.1 document of the addresses for machines, written from the queries themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import orjson
from starlette.responses import Response

from dashboard import builds, openings, queries
from dashboard.api import extract, parameters, problems, series
from dashboard.api.asked import Asked
from dashboard.api.parameters import Parameter
from dashboard.api.published import PARQUET
from dashboard.builds import Build
from dashboard.i18n import Language, _, use
from dashboard.queries import Query
from dashboard.unavailable import Unavailable

Json = dict[str, Any]
TYPES: dict[str, Json] = {
    "text": {
        "type": "string",
        "minLength": 1,
        "maxLength": parameters.LONGEST_VALUE,
        "pattern": r"^[^\x00-\x1f\x7f\ufffd]+$",
    },
    "number": {"type": "number", "minimum": -1e11, "maximum": 1e11},
    "date": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}
EVERYWHERE = (401, 500, 503)


def answer(asked: Asked) -> Response:
    """Answer `openapi.json` in the language that is asked for."""
    build = openings.ready()
    headers = asked.cached(f'"{build.build_id}-openapi-{asked.lang}"')
    if asked.has(headers["ETag"]):
        return Response(None, 304, headers)
    return Response(_written(build, asked.lang), 200, headers, "application/json")


@lru_cache(maxsize=4)
def _written(build: Build, lang: Language) -> bytes:
    with builds.hold(build), use(lang):
        return orjson.dumps(document(lang))


def document(lang: Language) -> Json:
    """The document on the build that is held."""
    listed = list(queries.catalogue().values())
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Cap ALA",
            "version": "1",
            "description": _(
                "Les chiffres du tableau de bord, par adresse : mêmes requêtes, mêmes fichiers que "
                "les pages. Une réponse est entière ou refusée, jamais coupée."
            ),
        },
        "servers": [{"url": "."}],
        "paths": {
            f"/series.{suffix}": _get(
                _("Une réponse, en {format}").format(format=suffix),
                [_question(listed)],
                {200: {media.partition(";")[0]: {}}, 304: {}},
                (400, 404, 422),
            )
            for suffix, media in series.MEDIA_TYPES.items()
        }
        | {
            "/indicators": _get(_("Tous les indicateurs"), [], {200: {"application/json": {}}}),
            "/tables": _get(_("Toutes les tables"), [], {200: {"application/json": {}}}),
            "/tables/{table}.parquet": _get(
                _("Une table entière"), [_place("table")], {200: {PARQUET: {}}}, (404,)
            ),
            "/tables/{table}.csv": _get(
                _("Une table en CSV ; filtres de `extract/<table>`, un par paramètre"),
                [_place("table"), _dialect()],
                {200: {extract.MEDIA_TYPE.partition(";")[0]: {}}, 304: {}},
                (404,),
            ),
            "/tables/{table}/{part}.parquet": _get(
                _("Une partie d'une table"),
                [_place("table"), _place("part")],
                {200: {PARQUET: {}}},
                (404,),
            ),
            "/openapi.json": _get(_("Ce document"), [], {200: {"application/json": {}}}),
        },
        "components": {
            "schemas": {_key(query): _schema(query, lang) for query in listed}
            | {"problem": _problem()}
        },
    }


def _get(summary: str, asked: list[Json], good: dict[int, Json], bad: tuple[int, ...] = ()) -> Json:
    kinds = {problems.STATUSES[kind]: problems.title(kind) for kind in problems.STATUSES}
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}}
    answers: Json = {
        str(code): {"description": "", "content": media} for code, media in good.items()
    }
    answers |= {
        str(code): {"description": kinds[code], "content": content}
        for code in sorted({*bad, 400, 422, *EVERYWHERE})
    }
    return {"get": {"summary": summary, "parameters": [*asked, _language()], "responses": answers}}


def _question(listed: list[Query]) -> Json:
    # One parameter whose properties are the pairs of the query string: OpenAPI's `form`, exploded.
    return {
        "name": "question",
        "in": "query",
        "required": True,
        "style": "form",
        "explode": True,
        "schema": {
            "type": "object",
            "oneOf": [{"$ref": f"#/components/schemas/{_key(query)}"} for query in listed],
        },
    }


def _language() -> Json:
    words = _("Langue des libellés et des messages")
    schema = {"type": "string", "enum": ["fr", "en"], "default": "fr"}
    return {"name": "lang", "in": "query", "description": words, "schema": schema}


def _dialect() -> Json:
    words = _("rfc4180 pour les programmes, excel pour Excel en français")
    schema = {"type": "string", "enum": list(extract.DIALECTS), "default": "rfc4180"}
    return {"name": extract.DIALECT, "in": "query", "description": words, "schema": schema}


def _place(name: str) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _key(query: Query) -> str:
    return query.name.replace("/", ".")


def _schema(query: Query, lang: Language) -> Json:
    taken = parameters.of(query)
    return {
        "type": "object",
        "title": query.fact("title", lang),
        "description": query.fact("description", lang),
        "properties": {
            "indicator": {"const": query.name},
            **{one.address: _typed(query, one) | _meaning(one, lang) for one in taken},
            "columns": {
                "description": _("Colonnes de la réponse, dans l'ordre ; toutes sans ce paramètre"),
                **_list(_columns(query)),
                "uniqueItems": True,
            },
        },
        "required": ["indicator", *(one.address for one in taken if one.required)],
        "additionalProperties": False,
    }


def _typed(query: Query, one: Parameter) -> Json:
    known = parameters.codes(query, one)
    if known:
        schema: Json = {"type": "string", "enum": sorted(known)}
    elif one.kind == "integer":
        schema = {"type": "integer", "minimum": 0, "maximum": one.largest}
    else:
        schema = TYPES[one.kind]
    sample = {"examples": [one.sample]} if one.sample not in (None, []) else {}
    if not one.many:
        return schema | sample
    # An empty list leaves no trace in an address: what is required has one value at least.
    return _list(schema) | ({"minItems": 1} if one.required else {}) | sample


def _meaning(one: Parameter, lang: Language) -> Json:
    known = queries.parameters().get(one.name)
    return {"description": known[lang]} if known else {}


def _columns(query: Query) -> Json:
    try:
        names = openings.warehouse(builds.current()).shape(query).names
    except Unavailable:
        return {"type": "string"}
    return {"type": "string", "enum": names}


def _list(schema: Json) -> Json:
    return {"type": "array", "items": schema, "maxItems": parameters.MOST_VALUES}


def _problem() -> Json:
    return {
        "type": "object",
        "description": "RFC 9457",
        "properties": {
            "type": {"type": "string", "enum": [f"{problems.TYPE}{k}" for k in problems.STATUSES]},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "instance": {"type": "string"},
        },
        "required": ["type", "title", "status", "detail"],
    }

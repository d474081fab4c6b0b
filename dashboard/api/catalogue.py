"""Describes every question that can be asked by address: what it means, takes and answers."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import orjson
from starlette.responses import Response

from dashboard import builds, openings, queries
from dashboard.api import parameters
from dashboard.api.asked import Asked
from dashboard.builds import Build
from dashboard.catalogue import meanings
from dashboard.i18n import LANGUAGES, use
from dashboard.queries import Query
from dashboard.unavailable import Unavailable


def listing(asked: Asked) -> Response:
    """Answer `indicators`: names, titles, units, parameters with samples, columns with meanings."""
    build = openings.ready()
    headers = asked.cached(f'"{build.build_id}-indicators"')
    if asked.has(headers["ETag"]):
        return Response(None, 304, headers)
    return Response(_written(build), 200, headers, "application/json")


@lru_cache(maxsize=2)
def _written(build: Build) -> bytes:
    with builds.hold(build), use("fr"):
        listed = [_described(build, query) for query in queries.catalogue().values()]
    return orjson.dumps({"build": build.build_id, "indicators": listed})


def _described(build: Build, query: Query) -> dict[str, Any]:
    return {
        "indicator": query.name,
        "title": query.facts["title"],
        "description": query.facts["description"],
        "unit": query.unit,
        "grain": query.grain,
        "tables": sorted(query.tables),
        "parameters": parameters.described(query),
        "sample": f"series.csv?{parameters.query_string(query, query.sample)}",
        "columns": _columns(build, query),
    }


def _columns(build: Build, query: Query) -> list[dict[str, Any]]:
    """The columns of an answer; none when a table it reads cannot be read."""
    try:
        shape = openings.warehouse(build).shape(query)
    except Unavailable:
        return []
    return [
        {
            "name": column.name,
            "type": str(kind),
            "title": {lang: column.heading(lang) for lang in LANGUAGES},
            "unit": column.unit,
            "meaning": dict(column.meaning),
        }
        for column, kind in zip(meanings(query, tuple(shape.names)), shape.types, strict=True)
    ]

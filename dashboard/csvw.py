"""Writes the JSON that goes with a machine CSV, in the terms of CSV on the Web (W3C)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from dashboard.cards import SourceCard
from dashboard.i18n import LANGUAGES
from dashboard.presentation import Column, Presentation
from dashboard.queries import Query

CONTEXT = "http://www.w3.org/ns/csvw"
# SPDX is not among the prefixes that CSVW knows, and its context admits no new one.
SPDX = "http://spdx.org/rdf/terms#"


@dataclass(frozen=True)
class About:
    """What the companion says of the CSV named `file`: the SHA-256 of its bytes, its rows."""

    file: str
    sha256: str
    rows: int
    query: Query
    params: Mapping[str, Any]
    build_id: str
    permalink: str
    cards: tuple[SourceCard, ...]


def companion(presentation: Presentation, about: About) -> bytes:
    """The metadata file: columns, filters, query, rows, checksum, sources, licences, permalink.

    Of `presentation` only the columns are read: any part of the answer will do.
    """
    query = about.query
    content = {
        "@context": [CONTEXT, {"@language": presentation.lang}],
        "@type": "Table",
        "url": about.file,
        "dc:identifier": about.permalink,
        "dc:title": _both(query.facts["title"]),
        "dc:description": _both(query.facts["description"]),
        "dc:license": [
            {"@id": url}
            for url in sorted({_one(c, "licence_url", "fr") for c in about.cards} - {""})
        ],
        "dc:source": [_source(card) for card in about.cards],
        "dc:extent": about.rows,
        f"{SPDX}checksum": {
            f"{SPDX}algorithm": {"@id": f"{SPDX}checksumAlgorithm_sha256"},
            f"{SPDX}checksumValue": about.sha256,
        },
        "prov:wasGeneratedBy": {
            "dc:identifier": f"queries/{query.name}.sql",
            "dc:description": query.sql,
            "dc:hasVersion": about.build_id,
            "prov:used": [
                {"dc:title": f"${name}", "schema:value": _plain(value)}
                for name, value in sorted(about.params.items())
            ],
        },
        "dialect": {
            "delimiter": ",",
            "encoding": "utf-8",
            "lineTerminators": ["\r\n"],
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "tableSchema": _schema(presentation, query.grain),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _schema(presentation: Presentation, grain: tuple[str, ...]) -> dict[str, Any]:
    table = presentation.table
    fields = [
        _column(column, kind, presentation.lang)
        for column, kind in zip(presentation.columns, table.schema.types, strict=True)
    ]
    schema: dict[str, Any] = {"columns": fields}
    if set(grain) <= set(table.column_names):
        schema["primaryKey"] = list(grain)
    return schema


def _column(column: Column, kind: pa.DataType, lang: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": {one: column.heading(one) for one in LANGUAGES},
        "datatype": _datatype(kind),
        "null": [""],
    }
    if column.name.endswith(f"_name_{lang}"):
        described["lang"] = lang
    if column.meaning:
        described["dc:description"] = _both(column.meaning)
    if column.unit:
        described["schema:unitText"] = column.unit
    return described


def _datatype(kind: pa.DataType) -> str | dict[str, str]:
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "number"
    if pa.types.is_date(kind):
        return {"base": "date", "format": "yyyy-MM-dd"}
    return "dateTime" if pa.types.is_timestamp(kind) else "string"


def _source(card: SourceCard) -> dict[str, Any]:
    return {
        "@id": _one(card, "landing_page", "fr"),
        "dc:identifier": card.number,
        "dc:title": _both({lang: _one(card, "title", lang) for lang in LANGUAGES}),
        "dc:publisher": _both({lang: _one(card, "publisher", lang) for lang in LANGUAGES}),
        "dc:license": {"@id": _one(card, "licence_url", "fr")},
        "dc:issued": card.vintage.isoformat() if card.vintage else "",
        "dc:dateSubmitted": str(card.facts["retrieved_at"]),
        "dc:provenance": _both({lang: _one(card, "obtained", lang) for lang in LANGUAGES}),
        "dc:type": str(card.facts["origin"]),
    }


def _one(card: SourceCard, name: str, lang: str) -> str:
    return str(card.facts[f"{name}_{lang}"])


def _both(texts: Mapping[Any, str]) -> list[dict[str, str]]:
    return [{"@value": texts[lang], "@language": lang} for lang in LANGUAGES]


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value

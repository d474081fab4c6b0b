"""What a query takes from the query string: names, types and bounds are read from its statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal
from urllib.parse import urlencode

from dashboard import builds, catalogue, formats, queries
from dashboard.api.problems import Problem
from dashboard.builds import Build
from dashboard.i18n import _, language
from dashboard.indicators import ask, is_loaded
from dashboard.queries import Query
from dashboard.selection import FREQUENCIES

Kind = Literal["text", "integer", "number", "date"]

# Words of the address that are not the query's; a parameter of the same name takes a final `_`.
RESERVED = ("indicator", "lang", "columns")
MOST_VALUES = 300
LONGEST_VALUE = 200
MOST_ROWS = 100_000
LARGEST_INTEGER = 9_999  # years and small counts
KINDS: Mapping[str, Kind] = {
    "varchar": "text",
    "smallint": "integer",
    "int": "integer",
    "double": "number",
    "date": "date",
}
# Closed lists of words that no table holds (queries/README.md).
PRODUCT_LEVELS = ("section", "chapter", "heading", "subheading")
WORDS: Mapping[str, Sequence[str]] = {
    "direction": ("export", "import", "total", "balance"),
    "frequency": FREQUENCIES,
    "level": (*PRODUCT_LEVELS, "all"),
    "levels": PRODUCT_LEVELS,
}
# A text that no code, label or search has: control characters and what cannot be encoded.
UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffd]")


@dataclass(frozen=True)
class Parameter:
    """One parameter of a query; `name` is the query's, `address` what it is called in an address."""

    name: str
    kind: Kind
    many: bool
    required: bool
    sample: Any

    @property
    def address(self) -> str:
        """Its name in the query string."""
        return f"{self.name}_" if self.name in RESERVED else self.name

    @property
    def column(self) -> str:
        """The column that it is most likely about: `partners` is about `partner`."""
        return self.name.removesuffix("s") if self.many else self.name

    @property
    def largest(self) -> int:
        """The greatest whole number that it takes."""
        return MOST_ROWS if self.name == "max_rows" else LARGEST_INTEGER

    def without(self) -> Any:
        """What the query is given when the address leaves it out."""
        return [] if self.many else None


@cache
def of(query: Query) -> tuple[Parameter, ...]:
    """The parameters of a query by name.

    One is optional where the statement itself says what happens without it: an empty list that
    filters nothing, a bound that may be null, a limit.
    """
    return tuple(_parameter(query, name) for name in sorted(query.parameters))


def _parameter(query: Query, name: str) -> Parameter:
    cast = re.search(rf"\${name}\b::(\w+)(\[\])?", query.sql)
    sample = query.sample.get(name)
    one = sample[0] if isinstance(sample, list) and sample else sample
    bound = rf"\${name}\b(::\w+(\[\])?)?"
    optional = rf"len\({bound}\) = 0|{bound} is null|limit \${name}\b"
    return Parameter(
        name,
        KINDS[cast[1]] if cast else _kind(one),
        isinstance(sample, list) or bool(cast and cast[2]),
        re.search(optional, query.sql) is None,
        sample,
    )


def _kind(value: Any) -> Kind:
    if isinstance(value, date):
        return "date"
    if isinstance(value, float):
        return "number"
    return "integer" if isinstance(value, int) else "text"


def read(query: Query, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the values of a query's parameters; Problem says what is wrong and what it takes."""
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        given.setdefault(name, []).append(text)
    taken = {one.address: one for one in of(query)}
    for name in given:
        if name not in taken:
            raise _problem(
                query,
                "unknown-parameter",
                _("« {nom} » n'est pas un paramètre de {requete}."),
                name,
            )
    values: dict[str, Any] = {}
    for name, one in taken.items():
        if name in given:
            values[one.name] = _value(query, one, given[name])
        elif one.required:
            raise _problem(
                query, "missing-parameter", _("{requete} demande le paramètre « {nom} »."), name
            )
        else:
            values[one.name] = one.without()
    return values


def query_string(query: Query, params: Mapping[str, Any], columns: Sequence[str] = ()) -> str:
    """The query string that asks for this answer in the reader's language; `read` is its inverse."""
    pairs = [("indicator", query.name)]
    for one in of(query):
        value = params[one.name]
        if one.required or value not in (None, [], ()):
            pairs.append((one.address, ",".join(map(str, value)) if one.many else str(value)))
    if columns:
        pairs.append(("columns", ",".join(columns)))
    if language() == "en":
        pairs.append(("lang", "en"))
    return urlencode(pairs, safe=",/")


def described(query: Query) -> list[dict[str, Any]]:
    """What a query takes, for programs."""
    meanings = queries.parameters()
    return [
        {
            "name": one.address,
            "type": one.kind,
            "list": one.many,
            "required": one.required,
            **({"values": list(WORDS[one.name])} if one.name in WORDS else {}),
            **({"meaning": meanings[one.name]} if one.name in meanings else {}),
            "sample": one.sample,
        }
        for one in of(query)
    ]


def _problem(query: Query, kind: str, sentence: str, name: str, **said: str) -> Problem:
    shown = UNFIT.sub("·", name)[:40]
    return Problem(
        kind,
        sentence.format(requete=query.name, nom=shown, **said),
        {"indicator": query.name, "parameters": described(query)},
    )


def _value(query: Query, one: Parameter, texts: list[str]) -> Any:
    if not one.many:
        if len(texts) > 1:
            raise _problem(
                query,
                "repeated-parameter",
                _("{requete} ne prend « {nom} » qu'une fois."),
                one.address,
            )
        if not texts[0] and not one.required:
            return None
        parts = texts
    else:
        parts = [part for text in texts for part in text.split(",") if part]
    if len(parts) > MOST_VALUES:
        raise _refused(
            query, one, _("{n} valeurs au plus").format(n=formats.integer(MOST_VALUES)), parts[-1]
        )
    values = [_one(query, one, part) for part in parts]
    _check_codes(query, one, values)
    return values if one.many else values[0]


def _one(query: Query, one: Parameter, text: str) -> Any:
    # A query whose sample leaves a text empty takes it for «all».
    least = 0 if one.sample == "" else 1
    if UNFIT.search(text) or not least <= len(text) <= LONGEST_VALUE:
        expected = _("un texte de {moins} à {n} caractères imprimables").format(
            moins=least, n=formats.integer(LONGEST_VALUE)
        )
        raise _refused(query, one, expected, text)
    if one.kind == "integer":
        if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) > one.largest:
            expected = _("un entier de 0 à {n}").format(n=formats.integer(one.largest))
            raise _refused(query, one, expected, text)
        return int(text)
    if one.kind == "number":
        if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,20})?(e-?[0-9]{1,2})?", text):
            raise _refused(query, one, _("un nombre, avec un point décimal"), text)
        return float(text)
    if one.kind == "date":
        # `fromisoformat` also reads week dates, and more.
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                pass
        raise _refused(query, one, _("une date AAAA-MM-JJ"), text)
    return text


def _refused(query: Query, one: Parameter, expected: str, text: str) -> Problem:
    return _problem(
        query,
        "invalid-value",
        _("« {nom} » ne peut pas valoir « {valeur} » : {attendu}."),
        one.address,
        valeur=UNFIT.sub("·", text)[:40],
        attendu=expected,
    )


def _check_codes(query: Query, one: Parameter, values: Iterable[Any]) -> None:
    """Refuse a code that is in no list of its column: an empty answer would pass for a nil one."""
    known = codes(query, one)
    for value in values:
        if (known and value not in known) or _is_no_product(one, value):
            raise _refused(query, one, _("ce code n'est dans aucune liste"), str(value))


def _is_no_product(one: Parameter, value: Any) -> bool:
    """Whether a value should be a product's code and is none of those loaded."""
    if one.name.removesuffix("s") != "product" or value == "" or not is_loaded("product"):
        return False
    return not any(row["hs"] == value for row in ask("product/family", product=value).rows)


def codes(query: Query, one: Parameter) -> frozenset[str]:
    """The codes that a parameter may hold; empty when no list holds them all."""
    if one.name in WORDS:
        return frozenset(WORDS[one.name])
    return _codes(builds.current(), query.tables, one.column) if one.kind == "text" else frozenset()


@lru_cache(maxsize=512)
def _codes(build: Build, tables: frozenset[str], column: str) -> frozenset[str]:
    lists = {codes for table, name, codes in _coded(build) if name == column and table in tables}
    if not lists <= set(catalogue.LISTS):
        return frozenset()
    return frozenset(code for each in lists for code in catalogue.labels(each))


@lru_cache(maxsize=2)
def _coded(_build: Build) -> tuple[tuple[str, str, str], ...]:
    """Table, column and code list of every column of the published tables."""
    rows = ask("catalogue/columns").rows
    return tuple((row["table_name"], row["column_name"], row["codes"]) for row in rows)

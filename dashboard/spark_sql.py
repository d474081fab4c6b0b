"""Translates a statement of `queries/` into Spark's SQL with SQLGlot; only what SQLGlot lacks is here."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import sqlglot
from sqlglot import exp, transforms
from sqlglot.dialects.spark import Spark
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

# Table or view -> column -> DuckDB's type.
Shapes = Mapping[str, Mapping[str, str]]
Tree = Any  # SQLGlot's expressions are typed too loosely for --strict

_ACCENTED = [
    letter
    for letter in map(chr, range(0xC0, 0x250))
    if unicodedata.normalize("NFD", letter)[0] != letter
]
_PLAIN = [unicodedata.normalize("NFD", letter)[0] for letter in _ACCENTED]


class _Written(Spark):
    """SQLGlot's Spark, save that it writes `qualify`, which Spark 4.3 knows."""

    class Generator(Spark.Generator):
        TRANSFORMS: ClassVar[dict[Any, Any]] = {
            **Spark.Generator.TRANSFORMS,
            exp.Select: transforms.preprocess([transforms.unnest_to_explode]),
        }


def translate(sql: str, shapes: Shapes) -> str:
    """Return Spark's form of a DuckDB statement; `$name` becomes `:name`, bound as before.

    UnsupportedError: the statement holds something that Spark has no word for.
    """
    tree = sqlglot.parse_one(sql, read="duckdb")
    for written in tree.find_all(exp.Coalesce):
        written.meta["written"] = True
    tree = qualify(tree, schema=dict(shapes), dialect="duckdb", quote_identifiers=False)
    tree = annotate_types(tree, schema=dict(shapes), dialect="duckdb")
    for kind, rule in _RULES:
        # The innermost first: a rule may wrap what another node of its kind holds.
        for node in reversed(list(tree.find_all(kind))):
            rule(node)
    text: str = tree.sql(dialect=_Written, unsupported_level=sqlglot.ErrorLevel.RAISE)
    return text


def _call(name: str, *arguments: Tree) -> Tree:
    return exp.Anonymous(this=name, expressions=list(arguments))


def _joined_column(node: Tree) -> None:
    """`using` is expanded to coalesce(left, right), which no filter passes: the left one suffices,
    save in a right or full join."""
    if node.meta.get("written"):
        return
    joins = node.find_ancestor(exp.Select).args.get("joins") or []
    if not any(join.side in {"RIGHT", "FULL"} for join in joins):
        node.replace(node.this)


def _by_name(node: Tree) -> None:
    """Spark's SQL has no `union by name`: columns are put in one order, absent ones are null."""
    if not node.args.get("by_name") or isinstance(node.parent, exp.Union):
        return
    unions = [node, *(one for one in node.find_all(exp.Union) if one.args.get("by_name"))]
    sides = [side for one in unions for side in (one.left, one.right)]
    parts = [side for side in sides if isinstance(side, exp.Select)]
    parts.sort(key=list(node.find_all(exp.Select, bfs=False)).index)
    names = list(dict.fromkeys(name for part in parts for name in part.named_selects))
    for part in parts:
        columns = dict(zip(part.named_selects, part.selects, strict=True))
        absent = {name: exp.alias_(exp.null(), name) for name in names}
        part.set("expressions", [(absent | columns)[name] for name in names])
    for one in unions:
        one.set("by_name", False)


def _named_window(node: Tree) -> None:
    """A window built on a named one is unknown to Spark: names are replaced by what they stand for."""
    if node.arg_key == "windows":
        return
    while name := node.args.get("alias"):
        windows = node.find_ancestor(exp.Select).args["windows"]
        (named,) = [one for one in windows if one.name == name.name]
        node.set("alias", named.args.get("alias"))
        for key in ("partition_by", "order", "spec"):
            if not node.args.get(key) and named.args.get(key):
                value = named.args[key]
                copied = [one.copy() for one in value] if key == "partition_by" else value.copy()
                node.set(key, copied)


def _no_named_windows(node: Tree) -> None:
    node.set("windows", None)


def _filtered(node: Tree, condition: Tree) -> None:
    """Give an aggregate a condition, beside the one that it may have."""
    if isinstance(node.parent, exp.Filter):
        held = node.parent.expression
        held.set("this", exp.and_(held.this, condition))
    else:
        node.replace(exp.Filter(this=node.copy(), expression=exp.Where(this=condition)))


def _arg_max(node: Tree) -> None:
    """DuckDB's arg_max passes over rows whose argument is null, Spark's gives that null."""
    _filtered(node, exp.Not(this=exp.Is(this=node.this.copy(), expression=exp.null())))


def _window_filter(node: Tree) -> None:
    """Spark has no filter in a window: what the filter leaves out becomes null instead."""
    if not isinstance(node.this, exp.Filter):
        return
    aggregate, condition = node.this.this, node.this.expression.this
    for key in ("this", "expression"):
        value = aggregate.args.get(key)
        if isinstance(value, exp.Expression):
            kept = exp.Literal.number(1) if isinstance(value, exp.Star) else value.copy()
            chosen = exp.If(this=condition.copy(), true=kept, false=exp.null())
            aggregate.set(key, chosen)
    node.set("this", aggregate)


def _any_value(node: Tree) -> None:
    """SQLGlot writes `ignore nulls` before the filter, where Spark's grammar refuses it."""
    if isinstance(node.this, exp.AnyValue):
        node.replace(_call("ANY_VALUE", node.this.this, exp.true()))


def _keys(order: Tree) -> list[Tree]:
    """Return an order as what to compare: nulls told apart, descending numbers negated."""
    keys: list[Tree] = []
    for one in order.expressions:
        absent = exp.Is(this=one.this.copy(), expression=exp.null())
        keys.append(exp.Not(this=absent) if one.args.get("nulls_first") else absent)
        keys.append(exp.Neg(this=one.this) if one.args.get("desc") else one.this)
    return keys


def _first(node: Tree) -> None:
    """Spark's `first` takes no order: it is the value of the row with the least key."""
    if isinstance(node.this, exp.Order):
        keys = _keys(node.this)
        node.replace(_call("MIN_BY", node.this.this, _call("STRUCT", *keys)))


def _joined_texts(node: Tree) -> None:
    """Spark's listagg cannot be distinct twice in a select, nor sort by what it does not join: rows
    of keys and text are gathered, sorted and joined. Of no text at all, null."""
    order = node.this if isinstance(node.this, exp.Order) else None
    value = order.this if order else node.this
    is_distinct = isinstance(value, exp.Distinct)
    text = value.expressions[0] if is_distinct else value
    row = _call("STRUCT", *(_keys(order) if order else ()), exp.alias_(text.copy(), "joined"))
    condition: Tree = exp.Not(this=exp.Is(this=text.copy(), expression=exp.null()))
    whole = node
    if isinstance(node.parent, exp.Filter):
        whole = node.parent
        condition = exp.and_(condition, whole.expression.this)

    def kept(aggregate: Tree) -> Tree:
        return exp.Filter(this=aggregate, expression=exp.Where(this=condition.copy()))

    gathered = kept(_call("COLLECT_SET" if is_distinct else "COLLECT_LIST", row))
    texts = exp.Dot(this=_call("SORT_ARRAY", gathered), expression=exp.to_identifier("joined"))
    none = exp.EQ(this=kept(exp.Count(this=exp.Star())), expression=exp.Literal.number(0))
    joined = _call("ARRAY_JOIN", texts, node.args["separator"])
    whole.replace(exp.If(this=none, true=exp.null(), false=joined))


def _any_order(node: Tree) -> None:
    """Spark adds in the order it likes: the last digits of a sum of doubles may differ."""
    if isinstance(node.this, exp.Order):
        node.set("this", node.this.this)


def _row_equality(node: Tree) -> None:
    """Rows are compared column by column: Spark wants the same types in both, and joins faster so."""
    if isinstance(node.this, exp.Tuple) and isinstance(node.expression, exp.Tuple):
        pairs = zip(node.this.expressions, node.expression.expressions, strict=True)
        node.replace(exp.and_(*(exp.EQ(this=left, expression=right) for left, right in pairs)))


def _list_length(node: Tree) -> None:
    """`len` counts letters or elements: Spark has a word for each."""
    # SQLGlot gives the result of string_split no type.
    is_list = node.this.is_type(exp.DataType.Type.ARRAY, exp.DataType.Type.LIST)
    if is_list or isinstance(node.this, exp.Split):
        node.replace(exp.ArraySize(this=node.this))


def _list_overlap(node: Tree) -> None:
    """SQLGlot writes the operator `&&`, which Spark has not."""
    node.replace(_call("ARRAYS_OVERLAP", node.this, node.expression))


def _cast_of_unnested(node: Tree) -> None:
    """Spark lets no expression hold `unnest`: the list is cast instead of its elements."""
    if isinstance(node.this, exp.Explode):
        listed = exp.DataType(this=exp.DataType.Type.ARRAY, expressions=[node.to], nested=True)
        node.replace(exp.Explode(this=exp.cast(node.this.this, listed)))


def _side_by_side(node: Tree) -> None:
    """Lists unnested side by side: Spark does one per select, hence a list of rows."""
    lists = [one for one in node.selects if isinstance(one.unalias(), exp.Explode)]
    if len(lists) > 1:
        rows = _call("INLINE", _call("ARRAYS_ZIP", *(one.unalias().this for one in lists)))
        names = [exp.to_identifier(one.alias) for one in lists]
        others = [one for one in node.selects if one not in lists]
        node.set("expressions", [*others, exp.Aliases(this=rows, expressions=names)])


def _function(node: Tree) -> None:
    """Functions that SQLGlot does not know, and lets through as they stand."""
    build = _FUNCTIONS.get(node.name.lower())
    if build:
        node.replace(build(*node.expressions))


def _whole(value: Tree) -> Tree:
    return exp.cast(value, "int")


def _days(node: Tree) -> None:
    """SQLGlot lets DuckDB's name through, which Spark has not."""
    node.replace(_call("MAKE_DT_INTERVAL", _whole(node.this)))


_POSITION = sqlglot.parse_one("transform(l, (x, i) -> i + 1)", read="spark").expression

_FUNCTIONS: dict[str, Callable[..., Tree]] = {
    "arg_max_null": lambda value, key: exp.ArgMax(this=value, expression=key),
    "generate_subscripts": lambda listed, _one: exp.Explode(
        this=exp.Transform(this=listed, expression=_POSITION.copy())
    ),
    "isfinite": lambda value: exp.LT(
        this=exp.Abs(this=value), expression=exp.cast(exp.Literal.string("Infinity"), "double")
    ),
    # Spark answers 0 for what is not in the list.
    "list_position": lambda listed, value: exp.Nullif(
        this=_call("ARRAY_POSITION", listed, value), expression=exp.Literal.number(0)
    ),
    "strip_accents": lambda text: _call(
        "TRANSLATE",
        text,
        exp.Literal.string("".join(_ACCENTED)),
        exp.Literal.string("".join(_PLAIN)),
    ),
    "to_months": lambda n: _call("MAKE_YM_INTERVAL", exp.Literal.number(0), _whole(n)),
    "to_years": lambda n: _call("MAKE_YM_INTERVAL", _whole(n)),
}

# In this order: a window's filter may come from arg_max.
_RULES: list[tuple[Any, Callable[[Tree], None]]] = [
    (exp.Coalesce, _joined_column),
    (exp.Union, _by_name),
    (exp.Window, _named_window),
    (exp.Select, _no_named_windows),
    ((exp.ArgMax, exp.ArgMin), _arg_max),
    (exp.Anonymous, _function),
    (exp.Window, _window_filter),
    (exp.IgnoreNulls, _any_value),
    (exp.First, _first),
    (exp.GroupConcat, _joined_texts),
    (exp.ToDays, _days),
    ((exp.Sum, exp.Avg), _any_order),
    (exp.EQ, _row_equality),
    (exp.Length, _list_length),
    (exp.ArrayOverlaps, _list_overlap),
    (exp.Cast, _cast_of_unnested),
    (exp.Select, _side_by_side),
]

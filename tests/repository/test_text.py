"""What the text of the repository may not hold: swallowed errors, SQL in Python, foreign hosts."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests import checkout

# The modules that write SQL of their own: they open the published tables, and no more.
OPEN_TABLES = {Path("dashboard/warehouse.py"), Path("dashboard/spark.py")}
SQL = re.compile(
    r"\bselect\b[^.!?]*\bfrom\b|\b(create|drop|insert into|copy|alter|update)\b.*\b(table|view|set|to|values)\b"
    r"|\bgroup by\b|\border by\b|\bfrom read_parquet\b",
    re.IGNORECASE | re.DOTALL,
)
# In pieces, so that this file is not its own offender.
CONTENT_NETWORKS = [
    "cdn." + "plot.ly", "cdn." + "jsdelivr", "un" + "pkg.com", "cdnjs." + "cloudflare", "fonts." + "googleapis",
    "fonts." + "gstatic", "basemaps." + "cartocdn", "api." + "mapbox",
]  # fmt: skip
REGISTRIES = [
    "pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org",
    "--" + "index-url", "--" + "extra-index-url", "file:///" + "opt",
]  # fmt: skip
BINARY = {".png", ".woff2", ".zip", ".xlsx", ".parquet", ".ico", ".gz"}


def docstrings(tree: ast.AST) -> set[ast.AST]:
    """The string nodes that stand alone: docstrings may speak of SQL."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def literal(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return " ".join(literal(part) or "…" for part in node.values)
    return ""


@checkout.each(checkout.under("app.py", "dashboard", "pages"))
def test_sql_stands_in_queries(path: Path) -> None:
    if path in OPEN_TABLES:
        return
    tree = checkout.tree(path)
    spoken = docstrings(tree)
    found = [
        f"{path}:{node.lineno} {literal(node)[:60]!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr)
        and node not in spoken
        and SQL.search(literal(node))
    ]
    assert not found, "SQL belongs in queries/<topic>/<name>.sql"


@checkout.each(checkout.under("app.py", "dashboard", "etl", "pages", "tests", "benchmarks"))
def test_no_error_is_swallowed(path: Path) -> None:
    broad = {"Exception", "BaseException"}
    found = [
        f"{path}:{node.lineno}"
        for node in ast.walk(checkout.tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or any(getattr(n, "id", "") in broad for n in ast.walk(node.type)))
    ]
    assert not found, "catch the errors you can answer, by name"


@pytest.mark.parametrize(
    "hosts", [CONTENT_NETWORKS, REGISTRIES], ids=["content-networks", "registries"]
)
def test_no_foreign_host_is_named(hosts: list[str]) -> None:
    found = [
        f"{path}: {host}"
        for path in checkout.files()
        if path.suffix not in BINARY
        for host in hosts
        if host in (checkout.PROJECT_ROOT / path).read_text(encoding="utf-8", errors="replace")
    ]
    assert not found


@checkout.each(checkout.under("dashboard", "etl", "pages", "app.py"))
def test_every_module_opens_with_its_job(path: Path) -> None:
    if checkout.text(path).strip():
        assert ast.get_docstring(checkout.tree(path)), f"{path} has no docstring"

"""Who may import whom: pages ask, the dashboard answers from tables, and one place opens sockets."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from tests import checkout

NETWORK = {
    "aiohttp", "ftplib", "http.client", "http.server", "httpx", "requests", "smtplib", "socket",
    "socketserver", "ssl", "urllib.request", "urllib3", "websockets", "xmlrpc",
}  # fmt: skip


def within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def offenders(path: Path, forbidden: set[str]) -> list[str]:
    return [
        f"{path}:{line} imports {name}"
        for name, line in checkout.imports(path).items()
        if within(name, forbidden)
    ]


@checkout.each(checkout.under("pages", "app.py"))
def test_a_page_imports_only_the_dashboard_streamlit_and_the_standard_library(path: Path) -> None:
    allowed = {"dashboard", "streamlit"} | (set(sys.stdlib_module_names) - {"socket", "sqlite3"})
    foreign = [name for name in checkout.imports(path) if not within(name, allowed)]
    assert not foreign, f"{path} imports {foreign}"
    assert not offenders(path, NETWORK)


@checkout.each(checkout.under("dashboard"))
def test_the_dashboard_knows_neither_the_network_nor_the_etl(path: Path) -> None:
    assert not offenders(path, NETWORK | {"etl", "pages", "tests", "benchmarks"})


@checkout.each(checkout.under("etl"))
def test_the_etl_knows_neither_the_dashboard_nor_streamlit(path: Path) -> None:
    assert not offenders(path, {"dashboard", "streamlit", "plotly", "pages", "tests", "benchmarks"})


@checkout.each(checkout.under("etl"))
def test_only_fetch_opens_sockets(path: Path) -> None:
    if path.parts[1].removesuffix(".py") != "fetch":
        assert not offenders(path, NETWORK)


@checkout.each(checkout.under("dashboard", "etl", "pages", "app.py"))
def test_only_the_two_stores_know_of_object_storage(path: Path) -> None:
    if path not in {Path("dashboard/store.py"), Path("etl/store.py")}:
        assert not offenders(path, {"pyarrow.fs", "fsspec", "s3fs", "boto3"})


@checkout.each(checkout.under("dashboard", "pages", "app.py"))
def test_no_one_uses_plotly_express(path: Path) -> None:
    """It takes three times as long as graph_objects to build the same figure."""
    assert not offenders(path, {"plotly.express"})


@checkout.each(checkout.under("dashboard", "etl", "pages", "app.py"))
def test_no_one_uses_duckdbs_shared_connection(path: Path) -> None:
    """`duckdb.sql` and its like answer from one connection for all threads: wrong results."""
    shared = {"sql", "execute", "query", "from_parquet", "read_parquet", "read_csv", "cursor"}
    used = [
        f"{path}:{node.lineno} duckdb.{node.func.attr}()"
        for node in ast.walk(checkout.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "duckdb"
        and node.func.attr in shared
    ]
    assert not used

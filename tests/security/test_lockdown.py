"""The dashboard's DuckDB reads one build and nothing else, whatever statement reached it; none does."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import duckdb
import pytest

from dashboard import builds, openings, queries
from tests import checkout

ESCAPES = [
    "from read_csv('/etc/passwd')",
    "from read_text('/etc/passwd')",
    "from read_blob('/etc/passwd')",
    "from read_json('/etc/passwd')",
    "from read_parquet('/etc/passwd')",
    "from sniff_csv('/etc/passwd')",
    "from '/etc/passwd'",
    "from read_text('{build}/../../../raw/snapshot/provenance.yml')",
    "from read_text('{build}/../{id}/../../../../etc/passwd')",
    "from read_text('file:///etc/passwd')",
    "from read_parquet('https://example.org/x.parquet')",
    "from read_parquet('s3://bucket/x.parquet')",
    "from glob('/*')",
    "from glob('{build}/../*')",
    "copy (select 1) to '/tmp/escape.csv'",
    "copy (select 1) to '{build}/../escape.parquet'",
    "copy partner to program 'cat'",
    "export database '/tmp/escape'",
    "import database '/tmp/escape'",
    "attach '/tmp/escape.db'",
    "attach ':memory:' as other (type sqlite)",
    "install httpfs",
    "load httpfs",
    "load '/tmp/escape.duckdb_extension'",
    "create secret (type s3)",
    "set enable_external_access = true",
    "set allowed_directories = ['/']",
    "set allowed_paths = ['/etc/passwd']",
    "set lock_configuration = false",
    "reset lock_configuration",
    "set memory_limit = '1TB'",
    "set temp_directory = '/tmp/escape'",
    "set extension_directory = '/tmp'",
    "pragma enable_external_access",
    "pragma temp_directory = '/tmp/escape'",
]  # fmt: skip


@pytest.fixture
def run(data_dir):
    """Put a statement of the test's own to the dashboard's connection, as no reader can."""
    source = builds.newest()
    opened = openings.warehouse(source)

    def execute(statement: str):
        said = statement.format(build=source.folder, id=source.build_id)
        return opened._con.cursor().execute(said).fetchall()

    return execute


def test_every_escape_is_refused(run) -> None:
    assert run("select count(*) from partner")[0][0] > 200
    allowed = []
    for statement in ESCAPES:
        try:
            run(statement)
        except duckdb.Error:
            continue
        allowed.append(statement)
    assert allowed == []
    assert not Path("/tmp/escape.csv").exists()


def test_a_link_in_the_build_leads_nowhere(data_dir, tmp_path, monkeypatch) -> None:
    shutil.copytree(data_dir, tmp_path / "data", symlinks=True)
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path / "data"))
    source = builds.newest()
    (source.folder / "link.parquet").symlink_to("/etc/passwd")
    opened = openings.warehouse(source)
    with pytest.raises(duckdb.PermissionException):
        opened._con.cursor().execute(f"from read_text('{source.folder}/link.parquet')").fetchall()


def test_the_build_stays_readable(run) -> None:
    assert run("select size from read_text('{build}/build.json')")


def test_no_text_of_a_reader_becomes_a_statement() -> None:
    """Only the warehouses speak to an engine; they put files of `queries/` and names of the manifest.

    In `spark_sql`, `sql` writes a tree out; it asks nothing.
    """
    spoken = re.compile(r"\.(execute|executemany|sql)$")
    speakers = {
        str(path)
        for path in checkout.under("dashboard", "pages", "app.py")
        for node in ast.walk(checkout.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and spoken.search(f".{node.func.attr}")
    }
    names = {"warehouse", "queries", "spark", "spark_sql"}
    assert speakers <= {f"dashboard/{name}.py" for name in names}


@pytest.mark.parametrize(
    "text",
    [
        "MEX'; drop table partner; --",
        "' or 1=1 --",
        "$geo",
        "?",
        "read_csv('/etc/passwd')",
        "\\",
        "%",
    ],
)
def test_a_value_stays_a_value(data_dir, text) -> None:
    """What looks like SQL is compared with the codes, and is none of them."""
    query = queries.find("trade/series")
    opened = openings.warehouse(builds.newest())
    assert opened.run(query, query.sample | {"partners": [text]}).num_rows == 0
    assert opened.run(query, query.sample | {"geo": text}).num_rows == 0
    assert opened.run(queries.find("catalogue/partners"), {}).num_rows > 200

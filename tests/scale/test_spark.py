"""Every query gives on Spark what it gives on DuckDB; a real Spark Connect server on loopback answers."""

from __future__ import annotations

import math
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.util import find_spec
from typing import Any

import pytest

from dashboard import builds, openings, queries
from dashboard.unavailable import Unavailable
from dashboard.warehouse import Bounds, TooMuch, Warehouse
from tests.queries import made

pytestmark = pytest.mark.scale
EVERY = sorted(queries.catalogue())
OPTIONS = {
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.catalogImplementation": "in-memory",
    # A handful of rows: one task each, nothing compiled, nothing planned twice.
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Spark Connect server of its own process, as in production, on two local threads."""
    folder = tmp_path_factory.mktemp("spark")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = OPTIONS | {
        "spark.connect.grpc.binding.port": str(port),
        "spark.local.dir": str(folder / "local"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    (package,) = find_spec("pyspark").submodule_search_locations
    command = [
        f"{package}/bin/spark-submit",
        "--master=local[2]",
        "--driver-memory=2g",
        "--driver-java-options=-XX:TieredStopAtLevel=1 -XX:+UseParallelGC",
        *(f"--conf={name}={value}" for name, value in options.items()),
        "--class=org.apache.spark.sql.connect.service.SparkConnectServer",
        "spark-internal",
    ]
    log = folder / "server.log"
    with log.open("wb") as file:
        environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"}
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=file, stderr=file)
        try:
            deadline = time.monotonic() + 120
            while b"server started at" not in log.read_bytes():
                if server.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"Spark did not start:\n{log.read_text()[-3000:]}", pytrace=False)
                time.sleep(0.2)
            yield f"sc://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return made.publish(tmp_path_factory.mktemp("made_up"))


@pytest.fixture(scope="session")
def spark(address: str, made_up: Warehouse) -> Warehouse:
    from dashboard.spark import SparkWarehouse

    return SparkWarehouse(made_up.build, address)


@pytest.fixture(scope="session")
def answers(spark: Warehouse) -> Iterator[dict[str, Future[Any]]]:
    """Every query asked of Spark, two at a time: one session serves several readers."""
    with ThreadPoolExecutor(2) as pool:
        asked = {name: queries.find(name) for name in EVERY}
        yield {name: pool.submit(spark.run, one, one.sample) for name, one in asked.items()}
        pool.shutdown(cancel_futures=True)


def is_same(one: Any, other: Any) -> bool:
    """Equal, a null like a null only; doubles to one in a billion, as Spark adds in its own order."""
    if isinstance(one, float) and isinstance(other, float):
        both_nan = math.isnan(one) and math.isnan(other)
        return both_nan or math.isclose(one, other, rel_tol=1e-9)
    return type(one) is type(other) and one == other


@pytest.mark.parametrize("name", EVERY)
def test_spark_gives_what_duckdb_gives(name, made_up, answers):
    query = queries.find(name)
    here, there = made_up.run(query, query.sample), answers[name].result()
    assert there.schema.equals(here.schema)
    assert there.num_rows == here.num_rows
    for mine, other in zip(here.to_pylist(), there.to_pylist(), strict=True):
        assert [key for key in mine if not is_same(mine[key], other[key])] == [], (mine, other)


def test_a_reader_s_words_are_bound_and_never_read_as_sql(spark, made_up):
    query = queries.find("product/search")
    for text in ("'; drop table product; --", "\\' or 1 = 1 --", ":level", "${spark.app.name}"):
        params = query.sample | {"text": text}
        assert spark.run(query, params).to_pylist() == made_up.run(query, params).to_pylist()


def test_counts_and_shapes_are_those_of_duckdb(spark, made_up):
    query = queries.find("trade/series")
    assert spark.count(query, query.sample) == made_up.count(query, query.sample) > 0
    assert spark.shape(query).equals(made_up.shape(query))


def test_an_answer_past_its_bounds_is_stopped(spark):
    query = queries.find("trade/series")
    n_rows = spark.count(query, query.sample)
    assert spark.run_within(query, query.sample, Bounds(n_rows, 600)).num_rows == n_rows
    with pytest.raises(TooMuch, match="rows"):
        spark.run_within(query, query.sample, Bounds(n_rows - 1, 600))
    with pytest.raises(TooMuch, match="seconds"):
        spark.run_within(query, query.sample, Bounds(n_rows, 0.001))


def test_an_answer_that_begins_past_its_bounds_is_stopped_too(spark, monkeypatch):
    query, ask = queries.find("trade/series"), spark._asked

    def late(*asked):
        time.sleep(0.2)
        return ask(*asked)

    monkeypatch.setattr(spark, "_asked", late)
    with pytest.raises(TooMuch, match="seconds"):
        spark.run_within(query, query.sample, Bounds(100_000, 0.05))


def test_a_session_that_the_server_forgot_is_opened_again(address, made_up, monkeypatch):
    from dashboard.spark import SparkWarehouse

    # Tables are enough, and open in a third of the time.
    monkeypatch.setattr(queries, "views", tuple)
    opened, query = SparkWarehouse(made_up.build, address), queries.find("catalogue/partners")
    opened.session.client.release_session()
    assert opened.run(query, query.sample).equals(made_up.run(query, query.sample))


def test_a_missing_and_a_damaged_table_are_named(address, tmp_path, monkeypatch):
    build = made.publish(tmp_path).build
    (tmp_path / "partner.parquet").unlink()
    (tmp_path / "geography.parquet").write_bytes(b"PAR1 and nothing more")
    monkeypatch.setattr(queries, "views", tuple)
    monkeypatch.setenv(openings.SPARK, address)
    opened = openings.warehouse(build)
    for name, reason in (("catalogue/partners", "missing"), ("catalogue/geographies", "damaged")):
        with pytest.raises(Unavailable) as raised:
            opened.run(queries.find(name), {})
        assert raised.value.reason == reason
    assert opened.run(queries.find("catalogue/sections"), {}).num_rows > 0
    openings.forget()


def test_spark_without_its_packages_says_what_to_install(made_up, monkeypatch):
    monkeypatch.setenv(openings.SPARK, "sc://127.0.0.1:9")
    monkeypatch.delitem(sys.modules, "dashboard.spark", raising=False)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(Unavailable, match="pyspark") as raised:
        openings.warehouse(made_up.build)
    assert "pyspark" in raised.value.command


def test_a_server_that_does_not_answer_is_said_in_a_sentence(made_up, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        closed = probe.getsockname()[1]
    monkeypatch.setenv(openings.SPARK, f"sc://127.0.0.1:{closed}")
    with pytest.raises(Unavailable, match="CAP_ALA_SPARK ne répond pas"):
        openings.warehouse(made_up.build)


def test_without_the_setting_nothing_of_spark_is_imported(tmp_path):
    program = f"""if True:
        import sys
        from pathlib import Path
        from dashboard import openings, queries
        from tests.queries import made
        build = made.publish(Path({str(tmp_path)!r})).build
        query = queries.find("catalogue/partners")
        assert openings.warehouse(build).run(query, {{}}).num_rows
        sys.exit(bool({{"pyspark", "sqlglot"}} & set(sys.modules)))
    """
    environment = {key: value for key, value in os.environ.items() if key != openings.SPARK}
    root = builds.PROJECT_ROOT
    done = subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, check=False)
    assert done.returncode == 0

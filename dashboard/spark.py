"""Puts the same queries to Apache Spark, over Spark Connect: for data beyond what one machine reads."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import pyarrow as pa
from pyspark.errors import AnalysisException, PySparkException
from pyspark.errors.exceptions.connect import SparkConnectGrpcException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.connect.client.retries import DefaultPolicy
from pyspark.sql.functions import expr

from dashboard import queries, warehouse
from dashboard.bounds import Bounds, TooMuch
from dashboard.builds import Build
from dashboard.spark_sql import translate
from dashboard.unavailable import Unavailable

_SETTINGS = {
    # A date stays the day it is, wherever the server stands.
    "spark.sql.session.timeZone": "UTC",
    # Casts fail and sums overflow loudly, as in DuckDB.
    "spark.sql.ansi.enabled": "true",
    # Planning a nest of views is most of what a question costs, and this part grows fastest.
    "spark.sql.constraintPropagation.enabled": "false",
    # It breaks its own plan where one checkpointed view is united with itself (Spark 4.3).
    "spark.sql.optimizer.excludedRules": (
        "org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases"
    ),
}


# A part of a table is a year, and its file's name; a table of which nothing is loaded has one file.
_YEAR_OF_FILE = "try_cast(substring_index(_metadata.file_name, '.', 1) as int)"

# Some four seconds; by default a reader would wait ten minutes for a server that is gone.
_PATIENCE = DefaultPolicy(max_retries=4)
_STOP_AGAIN = 0.25  # seconds


def _session(address: str) -> SparkSession:
    """Return a new session of the server; Unavailable when it does not answer."""
    session = SparkSession.builder.remote(address).create()
    session.client.set_retry_policies([_PATIENCE])
    try:
        for name, value in _SETTINGS.items():
            session.conf.set(name, value)
    except PySparkException as error:
        raise Unavailable("silent_spark", command="start-connect-server.sh") from error
    return session


class SparkWarehouse(warehouse.Warehouse):
    """One build, read by Spark; safe to share between threads.

    The DuckDB that it also holds has the same tables and views without a row: it gives the names
    and types of every answer, to which Spark's is cast (sums of integers, years and counts have
    other widths there). Spark must see the build's folder under the same path.
    """

    def __init__(self, source: Build, address: str) -> None:
        self._address = address
        self._renewal = threading.Lock()
        self._shapes: dict[str, dict[str, str]] = {}
        self._translated = cache(lambda sql: translate(sql, self._shapes))
        # PySpark gives a checkpoint to the first session that its thread opened: a thread each.
        with ThreadPoolExecutor(1) as alone:
            alone.submit(self._open, source).result()

    def _open(self, source: Build) -> None:
        self.session = _session(self._address)
        super().__init__(source)

    def _open_table(self, table: str) -> None:
        files = [path.as_uri() for path in self.build.files(table)]
        try:
            rows = self.session.read.parquet(*files)
            if self.build.is_in_parts(table):
                rows = rows.withColumn("part_year", expr(_YEAR_OF_FILE))
            columns = dict(rows.dtypes)
        except AnalysisException as error:
            is_missing = error.getCondition() == "PATH_NOT_FOUND"
            self._broken[table] = "missing" if is_missing else "damaged"
            return
        except PySparkException:
            self._broken[table] = "damaged"
            return
        rows.createOrReplaceTempView(table)
        listed = ", ".join(f'"{name}" {type_}' for name, type_ in columns.items())
        self._con.execute(f"create table {table} ({listed})")
        self._shape_of(table)

    def _open_view(self, view: queries.Query) -> None:
        super()._open_view(view)
        if any(table in self._broken for table in view.tables):
            return
        rows = self.session.sql(self._translated(view.sql))
        if view.is_materialized:
            # Kept by the executors, and its plan forgotten: planning is what a nest of views costs.
            rows = rows.localCheckpoint()
        rows.createOrReplaceTempView(view.path.stem)
        self._shape_of(view.path.stem)

    def _hold(self, view: queries.Query) -> None:
        # Spark keeps the rows; here are names and types, texts as texts.
        self._con.execute(f"create view {view.path.stem} as {view.sql}")

    def _shape_of(self, relation: str) -> None:
        described = self._con.execute(f"describe {relation}").fetchall()
        self._shapes[relation] = {str(row[0]): str(row[1]) for row in described}

    def run(self, query: queries.Query, params: dict[str, Any]) -> pa.Table:
        """Answer a query, with the columns and types of DuckDB's answer."""
        return self._answer(query, self._asked(query, params))

    def run_within(self, query: queries.Query, params: dict[str, Any], bounds: Bounds) -> pa.Table:
        """Answer as `run` does, but stop and raise TooMuch as soon as a bound is passed."""
        spark, tag = self.session, uuid.uuid4().hex
        late, ended = threading.Event(), threading.Event()

        def watch() -> None:
            wait = bounds.seconds
            while not ended.wait(wait):
                late.set()
                # It stops what runs, not what is about to: asked again until the answer has ended.
                spark.interruptTag(tag)
                wait = _STOP_AGAIN

        spark.addTag(tag)
        threading.Thread(target=watch, daemon=True).start()
        try:
            answer = self._answer(query, self._asked(query, params).limit(bounds.rows + 1))
        except PySparkException as error:
            if late.is_set():
                raise TooMuch("seconds") from error
            raise
        finally:
            ended.set()
            spark.removeTag(tag)
        if late.is_set():
            raise TooMuch("seconds")
        if answer.num_rows > bounds.rows:
            raise TooMuch("rows")
        return answer

    def count(self, query: queries.Query, params: dict[str, Any]) -> int:
        """Return how many rows a query would answer, without fetching them."""
        n_rows: int = self._asked(query, params).count()
        return n_rows

    def _asked(self, query: queries.Query, params: dict[str, Any]) -> DataFrame:
        self._require(query)
        text, spark = self._translated(query.sql), self.session
        try:
            return spark.sql(text, args=params)
        except SparkConnectGrpcException as error:
            # A server forgets a session that rests for an hour, and all of them when it restarts.
            if "INVALID_HANDLE" not in str(error):
                raise
        with self._renewal:
            if self.session is spark:
                self.session = SparkWarehouse(self.build, self._address).session
        return self.session.sql(text, args=params)

    def _answer(self, query: queries.Query, rows: DataFrame) -> pa.Table:
        shape = self.shape(query)
        return rows.toArrow().select(shape.names).cast(shape)

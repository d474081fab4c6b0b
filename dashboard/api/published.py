"""The published tables as they stand: the list, the files of one build, a partitioned table in one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
from starlette.responses import FileResponse, Response

from dashboard import builds, exports, queries
from dashboard.api import parameters
from dashboard.api.asked import Asked
from dashboard.api.problems import Problem
from dashboard.api.series import require_figures
from dashboard.api.turnstile import HeldStream
from dashboard.builds import Build
from dashboard.i18n import LANGUAGES, _
from dashboard.indicators import ask
from dashboard.unavailable import Unavailable

PARQUET = "application/vnd.apache.parquet"


def listing(asked: Asked) -> Response:
    """Answer `tables`: each table's titles, rows, periods, fingerprint and the addresses of its files."""
    build = builds.newest()
    headers = asked.cached(f'"{build.build_id}-tables"')
    if asked.has(headers["ETag"]):
        return Response(None, 304, headers)
    with builds.hold(build):
        rows = ask("catalogue/tables").rows
    content = {"build": build.build_id, "tables": [_described(build, row) for row in rows]}
    return Response(orjson.dumps(content), 200, headers, "application/json")


def whole(asked: Asked, table: str) -> Response:
    """Answer `tables/<table>.parquet`; a partitioned table comes as one file, written on the way."""
    build = builds.newest()
    files = _files(build, table)
    if not _parts(build, table):
        return _file(asked, build, table, files[0])
    headers = asked.cached(f'"{_sha256(build, table)}-whole"') | _named(build, table)
    if asked.has(headers["ETag"]):
        return Response(None, 304, headers)
    return HeldStream(_merged(files), 200, headers, PARQUET)


def part(asked: Asked, table: str, name: str) -> Response:
    """Answer `tables/<table>/<part>.parquet`, one file of a partitioned table."""
    build = builds.newest()
    files = {path.stem: path for path in _files(build, table)}
    if name not in _parts(build, table):
        raise Problem(
            "unknown-table",
            _("La table {table} n'a pas de partie de ce nom.").format(table=table),
            {"parts": _parts(build, table)},
        )
    return _file(asked, build, f"{table}/{name}", files[name])


def _file(asked: Asked, build: Build, name: str, path: Path) -> Response:
    # Equal builds have equal files, so the tag is that of the build and not of the folder's clock.
    headers = asked.cached(f'"{build.build_id}-{name.replace("/", "-")}"') | _named(build, name)
    if asked.has(headers["ETag"]):
        return Response(None, 304, headers)
    return FileResponse(path, 200, headers, PARQUET)


def _files(build: Build, table: str) -> list[Path]:
    """The files of a table that this build really has; Problem and Unavailable say why not."""
    known = build.manifest["tables"]
    if table not in known:
        raise unknown_table(build, table)
    files = build.files(table)
    if not all(path.is_file() for path in files):
        raise Unavailable("missing", table)
    if not build.is_intact(table):
        raise Unavailable("damaged", table)
    if not build.rows(table):
        with builds.hold(build):
            require_figures(queries.find(f"extract/{table}"))
    return files


def unknown_table(build: Build, table: str) -> Problem:
    """The problem of a table that is none of the build's."""
    return Problem(
        "unknown-table",
        _("Aucune table ne s'appelle « {nom} ».").format(nom=parameters.UNFIT.sub("·", table)[:60]),
        {"tables": sorted(build.manifest["tables"])},
    )


def _parts(build: Build, table: str) -> list[str]:
    return sorted(build.manifest["tables"][table].get("parts", ()))


def _sha256(build: Build, table: str) -> str:
    return str(build.manifest["tables"][table].get("sha256", build.build_id))


def _named(build: Build, name: str) -> dict[str, str]:
    file = exports.file_name(name, None, build.build_id, "parquet")
    return {"Content-Disposition": f'attachment; filename="{file}"'}


def _described(build: Build, row: dict[str, Any]) -> dict[str, Any]:
    table = str(row["table_name"])
    parts = _parts(build, table)
    return {
        "table": table,
        "title": {lang: row[f"title_{lang}"] for lang in LANGUAGES},
        "description": {lang: row[f"description_{lang}"] for lang in LANGUAGES},
        "key": row["key_columns"].split(),
        "rows": row["rows"],
        "first_period": row["first_period"],
        "last_period": row["last_period"],
        "sha256": _sha256(build, table),
        "href": f"tables/{table}.parquet",
        "csv": f"tables/{table}.csv",
        "parts": [f"tables/{table}/{name}.parquet" for name in parts],
    }


def _merged(files: list[Path]) -> Iterator[bytes]:
    """Write the parts one after the other as one Parquet file, a row group in memory at a time."""
    sink = _Sink()
    with pq.ParquetFile(files[0]) as first:
        schema = first.schema_arrow
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for path in files:
            with pq.ParquetFile(path) as opened:
                for batches in map(partial(_group, opened), range(opened.num_row_groups)):
                    writer.write_table(batches)
                    yield sink.taken()
    yield sink.taken()


def _group(opened: pq.ParquetFile, number: int) -> pa.Table:
    return opened.read_row_group(number)


class _Sink:
    """A file that is only written: its bytes are taken away as they come."""

    closed = False

    def __init__(self) -> None:
        self._held = bytearray()
        self._told = 0

    def write(self, data: bytes) -> int:
        self._held += data
        self._told += len(data)
        return len(data)

    def tell(self) -> int:
        return self._told

    def flush(self) -> None:
        """Nothing waits elsewhere."""

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def taken(self) -> bytes:
        """The bytes written since last time."""
        data = bytes(self._held)
        self._held.clear()
        return data

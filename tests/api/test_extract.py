"""A whole table leaves as CSV while it is made, byte for byte the file of the data page."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml

from dashboard import builds, exports, formats, openings, package, queries, slices, warehouse
from dashboard.api import extract
from dashboard.i18n import use
from dashboard.queries import Query
from tests import asgi, checkout

TRADE = "trade_partner_monthly"


@pytest.fixture
def cut_small(monkeypatch) -> None:
    """The shipped tables are small: cut them all the same."""
    monkeypatch.setattr(slices, "LEAST_ROWS", 0)


def unfiltered(query: Query, **chosen: Any) -> dict[str, Any]:
    given = {name: [] if isinstance(query.sample[name], list) else None for name in query.sample}
    return given | chosen


def in_one_go(table: str, dialect: exports.Dialect, **chosen: Any) -> bytes:
    """The file as the page makes a small one: the whole answer, then its text."""
    query = queries.find(f"extract/{table}")
    with builds.hold(builds.newest()):
        whole = package.whole_extract(query, unfiltered(query, **chosen), "").presentation()
    return exports.csv([whole], dialect)


@pytest.mark.parametrize("dialect", extract.DIALECTS)
def test_the_stream_is_the_file(get, cut_small, dialect) -> None:
    answer = get(f"tables/{TRADE}.csv?dialect={dialect}&flow=import,re_export")
    assert answer.status == 200
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "content-length" not in answer.headers, "its length is not known beforehand"
    chosen = {"flow": ["import", "re_export"]}
    assert answer.body == in_one_go(TRADE, extract.DIALECTS[dialect], **chosen)
    assert get(f"tables/{TRADE}.csv?flow=x").status == 422
    tag = answer.headers["etag"]
    again = f"tables/{TRADE}.csv?dialect={dialect}&flow=import,re_export"
    assert get(again, if_none_match=tag).status == 304


def test_slices_end_to_end_are_the_answer(cut_small, data_dir) -> None:
    build = builds.newest()
    opened = openings.warehouse(build)
    cut = {}
    for name, query in queries.catalogue().items():
        if not name.startswith("extract/"):
            continue
        params = unfiltered(query)
        asked = list(slices.of(query, params, build))
        if len(asked) > 1:
            (table,) = query.tables
            (cut[table],) = {key for key in asked[0] if asked[0][key] != asked[1][key]}
            rows = [row for one in asked for row in opened.run(query, one).to_pylist()]
            assert rows == opened.run(query, params).to_pylist(), name
    assert cut[TRADE] == "geo"
    for table, column in cut.items():
        schema = yaml.safe_load(checkout.text(checkout.Path(f"etl/schemas/{table}.yml")))
        assert not schema["columns"][column].get("nullable"), f"rows of {table} fall between"


def test_it_starts_before_it_is_made(data_dir, cut_small, monkeypatch) -> None:
    """Rows are asked for as the client takes them, never all at once."""
    asked: list[dict] = []
    run = warehouse.Warehouse.run
    monkeypatch.setattr(
        warehouse.Warehouse,
        "run",
        lambda self, query, params: (
            query.name == f"extract/{TRADE}" and asked.append(params),
            run(self, query, params),
        )[1],
    )
    started = []

    async def client() -> None:
        first = asyncio.Event()

        async def send(message) -> None:
            if message.get("body"):
                started.append(len(asked))
                first.set()

        async def receive() -> dict:
            await asyncio.Event().wait()
            return {}

        scope = asgi_scope(f"/api/v1/tables/{TRADE}.csv")
        await asgi.application()(scope, receive, send)

    asyncio.run(client())
    slices_asked = len(asked)
    assert slices_asked > 1
    assert started[0] == 1
    assert started[-1] == slices_asked


def asgi_scope(path: str) -> dict:
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "headers": [(b"host", b"cap-ala.test")], "client": ("127.0.0.1", 1),
        "server": ("cap-ala.test", 80),
    }  # fmt: skip


def test_what_is_wrong_is_said_before_the_first_byte(get, monkeypatch) -> None:
    assert get("tables/nope.csv").json["tables"]
    assert get(f"tables/{TRADE}.csv?dialect=tsv").status == 422
    assert get(f"tables/{TRADE}.csv?nope=1").status == 400
    monkeypatch.setattr(extract, "MOST_ROWS", 10)
    refused = get(f"tables/{TRADE}.csv")
    assert refused.status == 422
    assert f"{TRADE}.parquet" in refused.json["detail"]


def test_the_companion_of_a_table_in_slices_describes_its_csv(data_dir, cut_small) -> None:
    query = queries.find(f"extract/{TRADE}")
    with builds.hold(builds.newest()), use("fr"):
        files = package.whole_extract(query, unfiltered(query), "").files()
        made = {
            file.kind: file.make() for file in files if file.kind in {"csv-machine", "metadata"}
        }
    said = json.loads(made["metadata"])
    assert made["csv-machine"] == in_one_go(TRADE, exports.MACHINE)
    assert said["dc:extent"] == made["csv-machine"].count(b"\r\n") - 1
    assert hashlib.sha256(made["csv-machine"]).hexdigest() in json.dumps(said)
    assert said["dc:source"]


def test_the_files_of_revisions_name_the_sources_of_their_rows(data_dir) -> None:
    query = queries.find("extract/revision")
    with builds.hold(builds.newest()), use("fr"):
        files = package.whole_extract(query, unfiltered(query), "").files()
    (made,) = [file.make() for file in files if file.kind == "metadata"]
    (parquet,) = [file.make() for file in files if file.kind == "parquet"]
    said = json.loads(made)
    table = pq.read_table(io.BytesIO(parquet))
    assert len(said["dc:source"]) == len(set(table["source"].to_pylist())) > 1
    assert said["dc:license"]


def test_the_parquet_of_a_table_in_slices_is_its_answer_and_says_what_it_is(
    data_dir, cut_small
) -> None:
    query = queries.find(f"extract/{TRADE}")
    with builds.hold(builds.newest()), use("fr"):
        offered = package.whole_extract(query, unfiltered(query), "")
        (made,) = [file.make() for file in offered.files() if file.kind == "parquet"]
        whole = offered.presentation().table
    file = pq.ParquetFile(io.BytesIO(made))
    assert file.num_row_groups > 1, "each part leaves memory as it is written"
    assert file.read().equals(whole)
    said = {key.decode(): value.decode() for key, value in file.metadata.metadata.items()}
    assert said["Lignes"] == formats.integer(whole.num_rows)
    assert "12-10-0175-01" in said["Pour citer"]

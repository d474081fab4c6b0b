"""The tables are served as the build holds them, and nothing else of the disk is."""

from __future__ import annotations

import io
import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard import builds, queries
from dashboard.api import published


@pytest.fixture
def partitioned(data_dir, tmp_path, monkeypatch):
    """A build one of whose tables comes in three parts, as `trade_product_monthly` once loaded."""
    source = builds.newest()
    folder = tmp_path / "parquet/builds/parts"
    shutil.copytree(source.folder, folder)
    (folder / "partner.parquet").unlink()
    (folder / "partner").mkdir()
    whole = pq.read_table(source.folder / "partner.parquet")
    parts = {f"200{n}": whole.slice(n * 100, 100) for n in range(3)}
    for name, rows in parts.items():
        pq.write_table(rows, folder / f"partner/{name}.parquet")
    manifest = json.loads((folder / "build.json").read_text())
    manifest["tables"]["partner"]["parts"] = {name: {} for name in parts}
    (folder / "build.json").write_text(json.dumps(manifest))
    (tmp_path / "parquet/current").symlink_to(folder)
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
    return whole


def test_a_table_is_the_file_of_the_build(get):
    answer = get("tables/partner.parquet")
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    assert answer.body == (builds.newest().folder / "partner.parquet").read_bytes()
    assert get("tables/partner.parquet", if_none_match=answer.headers["etag"]).status == 304


def test_a_part_of_a_file_can_be_asked_for(get):
    """What DuckDB and pandas do over HTTP: the footer first, then the columns they need."""
    whole = get("tables/partner.parquet").body
    part = get("tables/partner.parquet", range="bytes=-8")
    assert (part.status, part.body) == (206, whole[-8:])


def test_every_published_table_is_listed_and_served(get):
    listed = get("tables").json
    assert {one["table"] for one in listed["tables"]} == set(builds.newest().manifest["tables"])
    for one in listed["tables"]:
        if one["rows"]:
            table = pq.read_table(io.BytesIO(get(one["href"]).body))
            assert table.num_rows == one["rows"]


def test_a_table_that_is_not_loaded_says_so_in_every_format(get):
    """No row at all would pass for nil trade."""
    for address in ("tables/trade_partner_annual.parquet", "tables/trade_partner_annual.csv"):
        refused = get(address)
        assert refused.status == 404
        assert refused.json["type"].endswith("not-loaded")
        assert "python -m etl refresh trade_partner_annual" in refused.body.decode()


def test_a_partitioned_table_comes_whole_or_by_its_parts(partitioned, get):
    merged = get("tables/partner.parquet")
    assert merged.status == 200
    assert pq.read_table(io.BytesIO(merged.body)).equals(partitioned)
    assert get("tables/partner.parquet", if_none_match=merged.headers["etag"]).status == 304
    (one,) = [one for one in get("tables").json["tables"] if one["table"] == "partner"]
    parts = [pq.read_table(io.BytesIO(get(href).body)) for href in one["parts"]]
    assert pa.concat_tables(parts).equals(partitioned)
    assert get("tables/partner/1999.parquet").status == 404


def test_a_stream_left_in_the_middle_gives_its_place_back(partitioned, get, monkeypatch):
    def broken(_files):
        yield b"PAR1"
        raise OSError("the disk went away")

    monkeypatch.setattr(published, "_merged", broken)
    for _time in range(5):
        with pytest.raises(OSError, match="went away"):
            get("tables/partner.parquet")


@pytest.mark.parametrize(
    "target",
    [
        "tables/../build.json",
        "tables/..%2F..%2Fbuild.parquet",
        "tables/%2Fetc%2Fpasswd.parquet",
        "tables/partner/../../build.json",
        "tables/partner/..%2Fpartner.parquet",
        "tables/trade_product_monthly/%2e%2e.parquet",
        "tables/nope.parquet",
        "tables/partner.tsv",
        "tables/.parquet",
        "tables/part%00ner.parquet",
        "tables/part%0Aner.parquet",
        "tables%0A/partner.parquet",
    ],
)
def test_no_other_file_is_served(get, target):
    answer = get(target)
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_damaged_file_is_not_sent(data_dir, partitioned, get):
    file = builds.newest().folder / "geography.parquet"
    content = file.read_bytes()
    file.write_bytes(content[:-8] + b"PAR1PAR1")
    refused = get("tables/geography.parquet")
    assert refused.status == 503
    assert "endommagé" in refused.json["detail"]
    file.write_bytes(content)
    assert get("tables/geography.parquet").body == content


def test_a_file_that_is_missing_is_said_so(data_dir, partitioned, get):
    (builds.newest().folder / "flow.parquet").unlink()
    answer = get("tables/flow.parquet")
    assert answer.status == 503
    assert answer.json["table"] == "flow"


def test_the_catalogue_describes_every_query(get):
    listed = {one["indicator"]: one for one in get("indicators").json["indicators"]}
    assert set(listed) == set(queries.catalogue())
    for name, one in listed.items():
        assert {p["name"].removesuffix("_") for p in one["parameters"]} == (
            queries.find(name).parameters
        )
        assert one["columns"], f"{name} shows no column"
        assert all(column["title"]["fr"] for column in one["columns"]), name
    assert all(get(one["sample"]).status in {200, 404} for one in list(listed.values())[::9])

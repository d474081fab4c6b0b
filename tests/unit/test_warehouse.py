"""The warehouse answers many threads, reads one build only, and names what is broken."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard import builds, indicators, openings, queries, server, warehouse
from dashboard.api import health
from dashboard.i18n import use
from dashboard.unavailable import BUILD_COMMAND, Unavailable
from etl.build import build
from etl.paths import DataFolder


@pytest.fixture
def data(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A copy of the built data that a test may damage."""
    folder = DataFolder(tmp_path / "data")
    shutil.copytree(data_dir, folder.root, symlinks=True)
    monkeypatch.setenv("CAP_ALA_DATA", str(folder.root))
    indicators.forget()
    openings.forget()
    return folder


def test_many_threads_get_the_answers_of_one(data):
    query = queries.find("extract/geography")
    opened = openings.warehouse(builds.current())
    params = unfiltered(query)
    alone = opened.run(query, params)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: opened.run(query, params), range(480)))
    assert all(answer.equals(alone) for answer in answers)


def test_no_build_is_said_with_the_command_that_makes_one(tmp_path, monkeypatch):
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
    with pytest.raises(Unavailable) as problem:
        builds.current()
    assert problem.value.command == "python -m etl build"


def test_without_a_list_of_codes_what_is_held_by_it_answers_all_the_same(data):
    query = queries.find("trade/series")
    before = openings.warehouse(builds.current()).run(query, query.sample)
    (builds.current().folder / "section.parquet").unlink()
    openings.forget()
    assert openings.warehouse(builds.current()).run(query, query.sample).equals(before)


def test_a_table_of_few_rows_is_held_and_answers_without_its_file(data):
    opened, query = openings.warehouse(builds.current()), queries.find("extract/partner")
    assert 0 < builds.current().rows("partner") <= 10_000
    (builds.current().folder / "partner.parquet").unlink()
    assert opened.run(query, unfiltered(query)).num_rows == builds.current().rows("partner")


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_broken_table_is_named_and_the_others_answer(data, damage):
    folder = builds.current().folder
    target = folder / "country_year.parquet"
    if damage == "missing":
        target.unlink()
    else:
        target.write_bytes(target.read_bytes()[:200])
    openings.forget()
    indicators.forget()
    with pytest.raises(Unavailable) as problem:
        extract("country_year")
    assert problem.value.table == "country_year"
    assert problem.value.reason == damage
    for language in ("fr", "en"):
        with use(language):
            assert "country_year" in str(problem.value)
    assert len(extract("partner")) > 200


@pytest.mark.parametrize(
    "table", ["trade_partner_monthly", "status_code", "section", "partner", "country_year"]
)
def test_a_table_damaged_within_is_named_and_the_others_answer(data, table):
    """The footer is whole: the file opens, and only its rows cannot be read, each time by another
    error of DuckDB's; some of them are read on opening."""
    path = builds.current().folder / f"{table}.parquet"
    content = path.read_bytes()
    footer = int.from_bytes(content[-8:-4], "little") + 8
    rows = bytes(byte ^ 0x5A for byte in content[4:-footer])
    path.unlink()
    path.write_bytes(content[:4] + rows + content[-footer:])
    openings.forget()
    opened = openings.warehouse(builds.current())
    named = set()
    for query in queries.catalogue().values():
        try:
            opened.run(query, query.sample)
        except Unavailable as problem:
            named.add((problem.reason, problem.table, table in query.tables))
    assert named == {("damaged", table, True)}
    extract = queries.find(f"extract/{table}")
    with pytest.raises(Unavailable):
        opened.run(extract, unfiltered(extract))
    assert opened.run(
        queries.find("extract/agreement"), unfiltered(queries.find("extract/agreement"))
    )


@pytest.mark.parametrize("content", [b"PAR1", b""])
def test_the_command_that_mends_a_table_is_seen_without_a_restart(data, content):
    extract = queries.find("extract/country_year")
    path = builds.current().folder / "country_year.parquet"
    before = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    openings.forget()
    with pytest.raises(Unavailable):
        openings.warehouse(builds.current()).run(extract, unfiltered(extract))
    build(data)
    assert (builds.current().folder / "country_year.parquet").read_bytes() == before
    assert openings.warehouse(builds.current()).run(extract, unfiltered(extract)).num_rows


@pytest.mark.parametrize("content", ["", "{", "[]", '{"build_id": "x"}'])
def test_a_description_that_cannot_be_read_is_said_and_built_anew(data, content):
    before = builds.current()
    (before.folder / "build.json").write_text(content, encoding="utf-8")
    with pytest.raises(Unavailable) as caught:
        builds.current()
    assert (caught.value.reason, caught.value.command) == ("unreadable", BUILD_COMMAND)
    assert "build.json" in str(caught.value)
    assert build(data).build_id == before.build_id
    assert builds.current().manifest["tables"] == before.manifest["tables"]


def test_a_build_older_than_a_view_names_the_table_it_lacks_and_the_rest_answers(data):
    manifest = builds.current().folder / "build.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    del content["tables"]["hs_technology"]
    manifest.write_text(json.dumps(content), encoding="utf-8")
    openings.forget()
    indicators.forget()
    query, opened = queries.find("product/technology"), openings.warehouse(builds.current())
    with pytest.raises(Unavailable) as problem:
        opened.run(query, query.sample)
    assert (problem.value.reason, problem.value.table) == ("missing", "hs_technology")
    assert problem.value.command == "python -m etl build"
    assert len(extract("geography"))


def extract(table: str) -> indicators.Result:
    query = queries.find(f"extract/{table}")
    return indicators.ask(query.name, **unfiltered(query))


def unfiltered(query: queries.Query) -> dict[str, object]:
    """The parameters of an extract that let every row through."""
    return {n: None if n in {"since", "until", "max_rows"} else [] for n in query.parameters}


def test_a_new_build_is_picked_up_without_a_restart(data):
    before = builds.current()
    shutil.rmtree(data.snapshot)
    data.snapshot.mkdir()
    build(data)
    assert builds.current().build_id != before.build_id
    assert builds.current().rows("trade_partner_monthly") == 0
    assert before.rows("trade_partner_monthly") > 0


@pytest.fixture
def republished(data, monkeypatch):
    """A build that is open, a newer one just published, and what lets the newer one open."""
    before, may_open = openings.ready(), threading.Event()

    class Large(warehouse.Warehouse):
        def __init__(self, source):
            assert may_open.wait(30)
            super().__init__(source)

    monkeypatch.setattr(openings, "Warehouse", Large)
    shutil.rmtree(data.snapshot)
    data.snapshot.mkdir()
    build(data)
    yield before, may_open
    may_open.set()


def test_readers_go_on_with_the_build_before_while_a_large_one_opens(republished, monkeypatch):
    monkeypatch.setattr(openings, "_PATIENCE", 0.05)
    before, may_open = republished
    assert openings.ready() == before != builds.newest()
    assert json.loads(health.answer(None).body)["build"] == before.build_id
    may_open.set()
    openings.warehouse(builds.newest())
    assert openings.ready() == builds.newest() != before
    assert json.loads(health.answer(None).body)["build"] == builds.newest().build_id


def test_a_reader_waits_once_for_a_build_that_opens(republished, monkeypatch):
    before, may_open = republished
    threading.Timer(0.2, may_open.set).start()
    assert openings.ready() == builds.newest() != before


def test_who_comes_when_it_has_long_been_published_waits_for_it(republished, monkeypatch):
    monkeypatch.setattr(openings, "_PATIENCE", 0.0)
    before, may_open = republished
    hour_ago = time.time() - 3600
    os.utime(builds.newest().folder / "build.json", (hour_ago, hour_ago))
    threading.Timer(0.2, may_open.set).start()
    assert openings.ready() == builds.newest() != before


def test_a_build_that_was_mended_is_waited_for(republished, monkeypatch):
    monkeypatch.setattr(openings, "_PATIENCE", 0.0)
    _before, may_open = republished
    may_open.set()
    openings.warehouse(builds.newest())
    may_open.clear()
    os.utime(builds.newest().folder / "build.json")
    threading.Timer(0.2, may_open.set).start()
    assert openings.ready() == builds.newest()


def test_a_question_with_the_wrong_parameters_is_the_programmers_error(data):
    with pytest.raises(TypeError, match="extract/geography"):
        indicators.ask("extract/geography", nonsense=1)
    with pytest.raises(queries.UnknownQuery):
        indicators.ask("no/such/query")


def test_a_table_without_rows_names_the_command_that_loads_it(data):
    with pytest.raises(Unavailable) as problem:
        indicators.require("trade_partner_annual")
    assert problem.value.command == "python -m etl refresh trade_partner_annual"


def test_a_build_older_than_a_column_is_said_then_built_again(data):
    """As when a newer dashboard is started on the data of the one before."""
    file = builds.current().folder / "published_figure.parquet"
    pq.write_table(pq.read_table(file).drop_columns("publisher_en"), file)
    openings.forget()
    with pytest.raises(Unavailable) as problem:
        openings.warehouse(builds.current())
    assert (problem.value.reason, problem.value.command) == ("older", "python -m etl build")
    server.ensure_data()
    openings.forget()
    assert len(extract("published_figure")) > 0

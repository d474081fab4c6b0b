"""A build is whole or is not: the tables that readers see survive every bad input."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from benchmarks import generate_cimt
from etl import publication, snapshot
from etl.build import build
from etl.commands import main
from etl.contract import ContractError
from etl.paths import PROJECT_ROOT, DataFolder
from etl.publication import BusyError
from etl.source import SourceError, discover
from tests import vintages


@pytest.fixture
def data(tmp_path) -> DataFolder:
    """A data folder of its own with the shipped snapshot."""
    folder = DataFolder(tmp_path / "data")
    shutil.copytree(PROJECT_ROOT / "data" / "raw" / "snapshot", folder.snapshot)
    return folder


def trade_rows(data: DataFolder) -> int:
    path = data.parquet / "trade_partner_monthly.parquet"
    with duckdb.connect() as con:
        return con.execute("select count(*) from read_parquet(?)", [str(path)]).fetchone()[0]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def test_the_snapshot_builds_every_table(built):
    assert trade_rows(built) > 20_000
    for table in publication.current(built.parquet).manifest["tables"]:
        assert (built.parquet / f"{table}.parquet").resolve().is_file()


def test_a_table_with_nothing_loaded_is_published_empty(built):
    made = publication.current(built.parquet)
    assert made.manifest["tables"]["trade_partner_annual"]["rows"] == 0


def test_the_same_input_gives_the_same_bytes_and_the_same_id(built, data):
    first, second = publication.current(built.parquet), build(data)
    assert first.build_id == second.build_id
    assert bytes_of(first.folder) == bytes_of(second.folder)


def test_building_again_changes_nothing(built):
    first = publication.current(built.parquet)
    before = (first.folder / "trade_partner_monthly.parquet").stat().st_ino
    again = build(built)
    assert again.folder == first.folder
    assert (again.folder / "trade_partner_monthly.parquet").stat().st_ino == before


def test_a_build_without_any_data_publishes_empty_tables(tmp_path):
    data = DataFolder(tmp_path / "nothing")
    data.snapshot.mkdir(parents=True)
    assert build(data).manifest["tables"]["trade_partner_monthly"]["rows"] == 0


def test_a_new_data_folder_holds_what_came_with_the_project(tmp_path):
    """As that of a server, named by CAP_ALA_DATA."""
    build(data := DataFolder(tmp_path / "new"))
    assert trade_rows(data) > 20_000
    assert command(data, "snapshot").returncode == 0
    assert (data.snapshot / snapshot.PROVENANCE).is_file(), "its own, not the project's"


@pytest.mark.parametrize("written", [None, "", "a: [b", "a: b", "\xff"])
def test_tables_whose_provenance_is_lost_are_refused(built, written):
    path = built.snapshot / snapshot.PROVENANCE
    path.unlink()
    if written is not None:
        path.write_text(written, encoding="latin-1")
    with pytest.raises(SourceError, match=rf"{path} .* ; rétablissez le fichier livré"):
        build(built)
    assert trade_rows(built) > 20_000


def test_an_interrupted_command_says_so_and_leaves_the_tables(built):
    # Whoever runs the tests may have Ctrl-C ignored.
    listening = (
        "import signal, sys; from etl.commands import main; "
        "signal.signal(signal.SIGINT, signal.default_int_handler); sys.exit(main(['build']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", listening],
        cwd=PROJECT_ROOT,
        env=os.environ | {"CAP_ALA_DATA": str(built.root)},
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        running.stderr.readline()
        running.send_signal(signal.SIGINT)
        told = running.stderr.read().splitlines()
    assert running.returncode == 130
    assert told[-1] == "Interrompu. Les tables précédentes restent en place."
    assert not [line for line in told if "Traceback" in line]
    assert trade_rows(built) > 20_000


@pytest.mark.parametrize(
    ("old", "new", "error", "words"),
    [
        ("CA-QC,MEX,", "CA-QC,ZZZ,", ContractError, "ZZZ"),
        ("geo,partner,", "geo,country,", SourceError, "en-tête"),
        ("normal,statcan_12100175", "normall,statcan_12100175", ContractError, "normall"),
    ],
)
def test_a_bad_snapshot_is_refused_and_the_previous_tables_stay(built, old, new, error, words):
    made = publication.current(built.parquet)
    path = built.snapshot / "trade_partner_monthly.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(error, match=words):
        build(built)
    assert publication.current(built.parquet).build_id == made.build_id
    assert trade_rows(built) > 20_000
    assert not list(built.parquet.glob(".build-*")), "the workshop is cleared"


def test_a_snapshot_that_lost_rows_is_refused(built):
    path = built.snapshot / "trade_partner_monthly.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-5]), encoding="utf-8")
    with pytest.raises(SourceError, match="provenance"):
        build(built)
    assert trade_rows(built) == len(lines) - 1


def test_a_second_build_at_the_same_time_is_refused(data):
    data.parquet.mkdir(parents=True)
    with publication.exclusive(data.parquet), pytest.raises(BusyError, match="Une autre"):
        build(data)


def test_readers_never_see_a_half_written_build(built, tmp_path):
    stop = False
    seen: set[int] = set()

    def read() -> None:
        while not stop:
            seen.add(trade_rows(built))
            time.sleep(0.005)

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        held = built.snapshot.rename(tmp_path / "held")
        built.snapshot.mkdir()
        build(built)
        held.rename(built.snapshot)
        build(built)
        stop = True
        for reader in readers:
            reader.result()
    assert seen == {0, trade_rows(built)}


def test_a_damaged_published_table_is_mended_by_a_build(built):
    made = publication.current(built.parquet)
    (made.folder / "partner.parquet").write_bytes(b"PAR1 no more")
    build(built)
    with duckdb.connect() as con:
        path = str(built.parquet / "partner.parquet")
        assert con.execute("select count(*) from read_parquet(?)", [path]).fetchone()[0] > 200


def test_old_builds_do_not_pile_up(built, monkeypatch):
    monkeypatch.setattr(publication, "BUILDS_KEPT", 2)
    data = built
    for number in range(publication.BUILDS_KEPT):
        lines = (data.snapshot / "country_year.csv").read_text(encoding="utf-8").splitlines()
        shortened = "\n".join(lines[: len(lines) - 1]) + "\n"
        (data.snapshot / "country_year.csv").write_text(shortened, encoding="utf-8")
        written = (data.snapshot / snapshot.PROVENANCE).read_text(encoding="utf-8")
        rows = f"rows: {len(lines) - 1}"
        assert rows in written, number
        (data.snapshot / snapshot.PROVENANCE).write_text(
            written.replace(rows, f"rows: {len(lines) - 2}"), encoding="utf-8"
        )
        build(data)
    kept = list((data.parquet / "builds").iterdir())
    assert len(kept) == publication.BUILDS_KEPT


def test_a_build_of_every_source_does_without_pandas(tmp_path):
    """Importing it takes a third of a second and forty megabytes."""
    data = DataFolder(tmp_path)
    listed = [code for code in discover() if code != "cimt_product"]
    downloaded = [code for code in listed if discover()[code].source.downloads]
    for code in downloaded:
        vintages.put(data, code, "2026-09-03")
    for family in generate_cimt.MEMBERS:
        generate_cimt.write(family, 2025, tmp_path / "zips", rows=200)
    zips = {path.name: path.read_bytes() for path in (tmp_path / "zips").glob("*.zip")}
    vintages.put(data, "cimt_product", "2026-09-03", zips)
    program = f"""if True:
        import sys
        from pathlib import Path
        from etl.build import build
        from etl.paths import DataFolder
        made = build(DataFolder(Path({str(tmp_path)!r}))).manifest
        assert not made["refused"], made["refused"]
        assert set(made["editions"]) == {{*{downloaded!r}, "cimt_product"}}, made["editions"]
        sys.exit("pandas" in sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT_ROOT, check=False)
    assert done.returncode == 0


def command(data: DataFolder, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=PROJECT_ROOT,
        env={"CAP_ALA_DATA": str(data.root), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "name", ["list", "fetch", "build", "refresh", "check", "status", "snapshot"]
)
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert "codes de sortie" in capsys.readouterr().out


def test_a_damaged_manifest_is_not_told_as_nothing_built(data):
    assert "Rien n'est construit" in command(data, "status").stderr
    (build(data).folder / "build.json").write_text("{", encoding="utf-8")
    told = command(data, "status")
    assert told.returncode == 5
    assert "build.json est illisible" in told.stderr
    assert "python -m etl build" in told.stderr
    assert command(data, "build").returncode == 0
    assert command(data, "status").returncode == 0


def test_the_commands_end_with_codes_that_scripts_can_use(data):
    assert command(data, "status").returncode == 5
    assert command(data, "check").returncode == 5
    assert command(data, "build").returncode == 0
    assert command(data, "status").returncode == 0
    assert command(data, "check").returncode == 0
    assert command(data, "nothing").returncode == 2
    unknown = command(data, "fetch", "no_such_source")
    assert unknown.returncode == 2
    assert "no_such_source" in unknown.stderr
    with publication.exclusive(data.parquet):
        assert command(data, "build").returncode == 3
    (publication.current(data.parquet).folder / "partner.parquet").write_bytes(b"nothing")
    damaged = command(data, "check")
    assert damaged.returncode == 1
    assert "Traceback" not in damaged.stderr


def test_the_snapshot_is_written_again_from_built_tables_unchanged(built):
    data = built
    before = {path.name: path.read_bytes() for path in data.snapshot.iterdir()}
    assert command(data, "snapshot").returncode == 0
    after = {path.name: path.read_bytes() for path in data.snapshot.iterdir()}
    assert after == before

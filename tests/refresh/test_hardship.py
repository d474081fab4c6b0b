"""Disks, locks, clocks and half-deleted folders: a clear sentence, a code, the last good data intact."""

from __future__ import annotations

import io
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import date

import pytest

from etl import check, checks, publication, receipts, retention
from etl.build import build
from etl.checks import ChecksFailed, not_negative
from etl.paths import PROJECT_ROOT
from etl.source import SourceError
from tests import publishers, vintages
from tests.servers import Publisher, silent

ANNUAL = "statcan_12100173"
ZIP = "12100173-eng.zip"


@pytest.fixture
def data(tmp_path):
    return vintages.shipped(tmp_path / "data")


def command(data, *arguments, limit=None, **settings):
    """Run a data command, its files limited to `limit` bytes: a disk that is full."""

    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=PROJECT_ROOT,
        env=os.environ | {"CAP_ALA_DATA": str(data.root), "COLUMNS": "300"} | settings,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small if limit else None,
    )


def one_sentence(done):
    """Expect a refusal in words: no traceback, and a code that is not nil."""
    assert done.returncode
    assert "Traceback" not in done.stderr
    return done.stderr.replace("\n", " ")


def test_a_full_disk_leaves_the_build_in_place(built):
    data, before = built, publication.current(built.parquet)
    vintages.put(data, ANNUAL, "2026-10-01")
    sentence = one_sentence(command(data, "build", limit=20_000))
    assert "Les tables précédentes restent en place" in sentence
    assert publication.current(data.parquet).build_id == before.build_id
    assert not list(data.parquet.glob(".build-*/staged/*.json"))
    assert command(data, "build").returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_so(built):
    data = built
    data.parquet.chmod(0o500)
    try:
        assert "corrigez les droits" in one_sentence(command(data, "build"))
    finally:
        data.parquet.chmod(0o700)


def test_a_file_where_the_folder_should_be_is_said_so(data):
    """What root meets in the place of a read-only folder: nothing can be made there."""
    data.parquet.write_text("not a folder")
    assert str(data.parquet) in one_sentence(command(data, "build"))


def test_two_refreshes_at_once(data):
    """The second one goes at once, says why, and leaves no trace of a failure."""
    with Publisher() as publisher:
        publishers.serve(publisher, sources=("worldbank_gdp_population",))
        publisher.serves("/v2/country/all/indicator/SP.POP.TOTL", silent())
        first = subprocess.Popen(
            [sys.executable, "-m", "etl", "refresh", "worldbank_gdp_population"],
            cwd=PROJECT_ROOT,
            env=publishers.environment(data.root, publisher) | {"CAP_ALA_FETCH_READ_TIMEOUT": "60"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while len(publisher.asked) < 2:
                time.sleep(0.05)
            second = publishers.run(data.root, publisher, "refresh", "worldbank_gdp_population")
        finally:
            first.kill()
            first.wait()
    assert second.returncode == 3
    assert "Une autre commande travaille déjà" in second.stderr
    assert not (data.raw / "worldbank_gdp_population" / ".attempt.json").exists()


def test_a_clock_that_goes_backwards_hides_no_build(built):
    data, first = built, publication.current(built.parquet)
    ahead = time.time() + 10 * 365 * 86_400
    for path in (data.parquet / "builds").iterdir():
        os.utime(path, (ahead, ahead))
    vintages.put(data, ANNUAL, "2026-10-01")
    made = build(data)
    assert made.build_id != first.build_id
    assert publication.current(data.parquet).build_id == made.build_id
    results = check.check(made, date(1999, 1, 1))
    assert all(result.passed for result in results if result.check.severity == "stop")


def test_a_half_deleted_raw_folder_is_named_and_the_rows_stay(data):
    folder = vintages.put(data, ANNUAL, "2026-10-01")
    build(data)
    (folder / ZIP).unlink()
    done = command(data, "build")
    assert "le fichier 12100173-eng.zip manque" in one_sentence(done)
    made = publication.current(data.parquet)
    assert made.manifest["tables"]["trade_partner_annual"]["rows"] == 10
    shutil.rmtree(folder)
    folder.mkdir()
    assert command(data, "build").returncode == 1
    assert (
        publication.current(data.parquet).manifest["tables"]["trade_partner_annual"]["rows"] == 10
    )


def test_a_corrupt_table_is_told_by_check_and_mended_by_build(built):
    data, made = built, publication.current(built.parquet)
    (made.folder / "flow.parquet").write_bytes(b"PAR1" + bytes(40) + b"PAR1")
    done = command(data, "check")
    assert done.returncode == 1
    assert "flow.parquet ne correspond plus à son empreinte" in done.stdout.replace("\n", " ")
    assert command(data, "build").returncode == 0
    assert command(data, "check").returncode == 0


def test_a_file_that_lost_half_its_rows_is_refused_unless_waived(data, monkeypatch):
    whole = publishers.statcan(ANNUAL)
    vintages.put(data, ANNUAL, "2026-05-01", {ZIP: whole})
    build(data)
    body = publishers.archive(
        {"12100173.csv": b"\n".join(_member(whole).splitlines()[:4]) + b"\r\n"}
    )
    vintages.put(data, ANNUAL, "2026-09-03", {ZIP: body})
    made = build(data)
    assert made.manifest["editions"][ANNUAL] == "2026-05-01"
    assert "row_loss" in made.manifest["refused"][0]["reason"]
    monkeypatch.setenv("CAP_ALA_CHECKS_WAIVED", "row_loss")
    assert build(data).manifest["editions"][ANNUAL] == "2026-09-03"


def test_a_check_that_stops_keeps_the_build_in_place(built, monkeypatch):
    data, made = built, publication.current(built.parquet)
    stopping = checks.Check("not_negative", not_negative.CHECK.sentence, "stop")
    monkeypatch.setattr(not_negative, "CHECK", stopping)
    path = data.snapshot / "trade_partner_monthly.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    header = lines[0].strip().split(",")
    cells = lines[1].split(",")
    cells[header.index("value_cad")] = "-5"
    path.write_text("".join([lines[0], ",".join(cells), *lines[2:]]), encoding="utf-8")
    with pytest.raises(ChecksFailed, match="not_negative échoue pour trade_partner_monthly"):
        build(data)
    assert publication.current(data.parquet).build_id == made.build_id


def test_old_vintages_are_removed_but_not_the_one_that_serves(data, monkeypatch):
    for day in ("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"):
        vintages.put(data, ANNUAL, day)
    gone = retention.prune(data.raw, [ANNUAL], {ANNUAL: "2026-01-01"}, 2)
    assert [folder.name for folder in gone] == ["2026-02-01"]
    held = receipts.folders(data.raw, ANNUAL)
    assert [f.name for f in held] == ["2026-01-01", "2026-03-01", "2026-04-01"]
    (data.raw / ANNUAL / "2026-01-01").rename(data.raw / ANNUAL / ".removed-2026-01-01")
    assert retention.prune(data.raw, [ANNUAL], {}, 2) == []
    assert not list((data.raw / ANNUAL).glob(".removed*"))
    for text in ("1", "many", "-1"):
        monkeypatch.setenv(retention.SETTING, text)
        with pytest.raises(SourceError, match=retention.SETTING):
            retention.kept()
    monkeypatch.setenv(retention.SETTING, "0")
    assert retention.kept() is None


def test_every_step_is_a_line_of_json(data):
    done = command(data, "build", CAP_ALA_LOG=str(data.root / "elsewhere"))
    assert done.returncode == 0
    (log,) = (data.root / "elsewhere").glob("etl-*.jsonl")
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert {"build step", "build", "command build"} <= {line["step"] for line in lines}
    (end,) = [line for line in lines if line["step"] == "command build"]
    assert (end["outcome"], end["exit_code"]) == ("done", 0)
    assert end["seconds"] > 0
    assert all(set(line) >= {"at", "pid", "step"} for line in lines)


def test_a_log_that_cannot_be_written_stops_nothing(data):
    (data.root / "log").write_text("not a folder")
    done = command(data, "build")
    assert done.returncode == 0
    assert "Journal non écrit" in done.stderr


def _member(archive: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.read("12100173.csv")

"""Disks, other processes, kills and settings."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from etl import receipts
from etl.fetch import FetchError, FetchSettings, Outcome
from etl.source import Download
from tests.fetch.kit import (
    BIG_ZIP,
    GOOD,
    PATH,
    card,
    refused,
)
from tests.servers import file

# Disks and other processes


def test_a_full_disk_is_said_so_and_leaves_the_last_vintage(publisher, run):
    publisher.serves(PATH, file(GOOD), file(BIG_ZIP))
    run()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limits[1]))
    try:
        assert "impossible d'écrire" in refused(run)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert receipts.newest(run.raw, "statcan_12100175").vintage == date(2026, 9, 3)
    assert run().outcome is Outcome.FETCHED


def test_a_file_where_the_folder_should_be_is_said_so(publisher, run):
    run.home.write_text("not a folder")
    assert "impossible d'écrire" in refused(run)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_so(publisher, run):
    publisher.serves(PATH, file(GOOD))
    run.raw.chmod(0o500)
    try:
        assert "impossible d'écrire" in refused(run)
    finally:
        run.raw.chmod(0o700)


def test_two_fetches_of_one_source_do_not_mix(publisher, run):
    run.home.mkdir()
    handle = os.open(run.home, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(FetchError, match="un autre téléchargement"):
            run()
    finally:
        os.close(handle)
    assert publisher.asked == []


@pytest.mark.parametrize("damage", ["receipt", "bytes", "missing", "nonsense", "day"])
def test_a_damaged_vintage_is_named_and_fetched_again(publisher, run, damage):
    publisher.serves(PATH, file(GOOD))
    folder = run().folder
    data = folder / "12100175-eng.zip"
    if damage == "receipt":
        (folder / "receipt.json").unlink()
    elif damage == "nonsense":
        (folder / "receipt.json").write_text('{"files": [{"file": "../x"}]}')
    elif damage == "day":
        receipt = folder / "receipt.json"
        receipt.write_text(
            receipt.read_text().replace('"retrieved_at": "20', '"retrieved_at": "le 20')
        )
    elif damage == "missing":
        data.unlink()
    else:
        data.write_bytes(GOOD[:-1] + b"?")
    with pytest.raises(
        receipts.ReceiptError, match="python -m etl fetch statcan_12100175"
    ) as caught:
        receipts.newest(run.raw, "statcan_12100175")
    assert str(folder) in str(caught.value)
    result = run()
    assert (result.outcome, result.folder.name) == (Outcome.FETCHED, "2026-09-03.2")
    assert receipts.newest(run.raw, "statcan_12100175").folder == result.folder


def test_stray_files_of_a_killed_fetch_do_no_harm(publisher, run):
    partial = run.home / ".partial"
    (partial / ".vintage").mkdir(parents=True)
    (partial / ".vintage" / "old.csv").write_text("x")
    (partial / "12100175-eng.zip.part").write_bytes(b"stray")
    (partial / "12100175-eng.zip.part.json").write_text("{half")
    (partial / "12100175-eng.zip.receipt.json").write_text("{half")
    publisher.serves(PATH, file(GOOD))
    result = run()
    assert {p.name for p in result.folder.iterdir()} == {"12100175-eng.zip", "receipt.json"}
    assert (result.folder / "12100175-eng.zip").read_bytes() == GOOD


KILLED = """
import sys
from pathlib import Path
from tests.fetch.kit import Notes, card
from etl.fetch import FetchSettings, fetch
print("ready", flush=True)
fetch(card(), Path(sys.argv[1]), FetchSettings(base_urls={"statcan": sys.argv[2]}), Notes())
"""


@pytest.mark.parametrize("after", [0.0, 0.004, 0.008, 0.016])
def test_a_kill_leaves_a_whole_vintage_or_none(publisher, run, after):
    publisher.serves(PATH, file(BIG_ZIP))
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, run.raw, publisher.url],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
    )
    assert child.stdout.readline() == b"ready\n"
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    receipts.newest(run.raw, "statcan_12100175")
    assert run().outcome in (Outcome.FETCHED, Outcome.NOT_CHANGED)
    assert receipts.newest(run.raw, "statcan_12100175").folder == run.home / "2026-09-03"


# Settings


def test_addresses_are_official_unless_the_environment_says_otherwise():
    official = FetchSettings.from_environment({})
    assert official == FetchSettings()
    assert official.address("{statcan}/n1") == "https://www150.statcan.gc.ca/n1"
    mirror = FetchSettings.from_environment(
        {
            "CAP_ALA_STATCAN_URL": "http://127.0.0.1:8080/",
            "CAP_ALA_FETCH_RETRIES": "0",
            "CAP_ALA_FETCH_READ_TIMEOUT": "2.5",
            "CAP_ALA_FETCH_USER_AGENT": "ministry",
        }
    )
    assert mirror.address("{statcan}/n1") == "http://127.0.0.1:8080/n1"
    assert mirror.address("{worldbank}/v2") == "https://api.worldbank.org/v2"
    assert (mirror.retries, mirror.read_timeout, mirror.user_agent) == (0, 2.5, "ministry")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CAP_ALA_STATCAN_URL", "file:///etc"),
        ("CAP_ALA_FETCH_RETRIES", "many"),
        ("CAP_ALA_FETCH_RETRIES", "-1"),
        ("CAP_ALA_FETCH_LARGEST_FILE", "0"),
        ("CAP_ALA_FETCH_READ_TIMEOUT", "nan"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(variable, value):
    with pytest.raises(FetchError, match=variable):
        FetchSettings.from_environment({variable: value})


@pytest.mark.parametrize(
    ("download", "words"),
    [
        (Download("a.csv", "{nowhere}/a.csv"), "base inconnue"),
        (Download("../a.csv", "{ircc}/a.csv"), "n'est pas simple"),
    ],
)
def test_a_card_that_makes_no_sense_is_named(run, download, words):
    with pytest.raises(FetchError, match=words):
        run(card(download))

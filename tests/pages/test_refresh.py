"""From the publisher to the page: `refresh` downloads, builds, and what was not loaded is shown."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dashboard import indicators, warehouse
from etl.paths import PROJECT_ROOT
from tests.servers import Publisher, file, status

ADDRESS = "/n1/tbl/csv/12100173-eng.zip"
OFFICIAL = PROJECT_ROOT / "tests/fixtures/statcan_12100173/eng"
PAGE = "pages/trade.py"


def archive() -> bytes:
    """The fixture's files in a zip, as the publisher serves them."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(OFFICIAL.glob("*.csv")):
            opened.write(path, path.name)
    return body.getvalue()


@pytest.fixture
def refresh(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run `python -m etl refresh trade_partner_annual` against a publisher on loopback."""
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "snapshot").symlink_to(data_dir / "raw/snapshot")

    def run(answer) -> subprocess.CompletedProcess[str]:
        with Publisher() as publisher:
            publisher.serves(ADDRESS, answer)
            settings = {
                "CAP_ALA_DATA": str(tmp_path),
                "CAP_ALA_STATCAN_URL": publisher.url,
                "CAP_ALA_FETCH_RETRIES": "1",
                "CAP_ALA_FETCH_BACKOFF": "0",
                "NO_PROXY": "127.0.0.1,localhost",
            }
            done = subprocess.run(
                [sys.executable, "-m", "etl", "refresh", "trade_partner_annual"],
                cwd=PROJECT_ROOT,
                env=os.environ | settings,
                capture_output=True,
                text=True,
                check=False,
            )
        monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
        warehouse.forget()
        indicators.forget()
        return done

    return run


def text(at) -> str:
    said = " ".join(str(e.value) for kind in ("markdown", "info") for e in at.get(kind))
    return said.replace("\u202f", " ").replace("\xa0", " ").replace("\\$", "$")


def test_what_was_not_loaded_is_shown_once_refreshed(refresh, app_test):
    done = refresh(file(archive()))
    assert done.returncode == 0, done.stderr
    at = app_test(PAGE, partner=["COL"])
    assert not at.exception
    assert "non chargé" not in text(at)
    assert "2024 — Colombie : 81,2 M$" in text(at)


def test_a_refresh_that_fails_leaves_the_figures_and_says_why(refresh, app_test):
    done = refresh(status(503))
    assert done.returncode == 4
    assert "statcan_12100173" in done.stderr
    assert "Traceback" not in done.stderr
    at = app_test(PAGE)
    assert not at.exception
    assert "Mexique" in text(at)
    assert "Québec × Colombie : non chargé" in text(at)

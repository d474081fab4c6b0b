"""What the tests of the pages share: all parts of a page, a refresh on loopback, a made-up build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import filters, indicators, openings
from etl.paths import PROJECT_ROOT
from tests.queries import made
from tests.servers import Publisher

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def every_part(app_test: Callable[..., AppTest]) -> Iterator[Callable[..., list[AppTest]]]:
    """Run a page as `app_test` does, once for each of its parts (`filters.chapter`)."""
    offered: list[str] = []
    chapter = filters.chapter

    def noted(names: dict[str, str]) -> str:
        offered[:] = names
        return chapter(names)

    def run(page: str, lang: str = "fr", **params: str | list[str]) -> list[AppTest]:
        first = app_test(page, lang, **params)
        return [first, *(app_test(page, lang, view=part, **params) for part in offered[1:])]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filters, "chapter", noted)
        yield run


@pytest.fixture
def refresh(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Run `python -m etl refresh <name>` on a copy of the snapshot, and show what it leaves.

    `refresh("statcan_12100173", "STATCAN", address, answer)`: the publisher whose base address is
    `CAP_ALA_STATCAN_URL` gives `answer` (see `tests.servers`) at `address`.
    """
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "snapshot").symlink_to(data_dir / "raw/snapshot")

    def run(name: str, base: str, address: str, answer) -> Done:
        with Publisher() as publisher:
            publisher.serves(address, answer)
            settings = {
                "CAP_ALA_DATA": str(tmp_path),
                f"CAP_ALA_{base}_URL": publisher.url,
                "CAP_ALA_FETCH_RETRIES": "1",
                "CAP_ALA_FETCH_BACKOFF": "0",
                "NO_PROXY": "127.0.0.1,localhost",
            }
            done = subprocess.run(
                [sys.executable, "-m", "etl", "refresh", name],
                cwd=PROJECT_ROOT,
                env=os.environ | settings,
                capture_output=True,
                text=True,
                check=False,
            )
        monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
        openings.forget()
        indicators.forget()
        return done

    return run


@pytest.fixture(scope="session")
def made_up_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose build holds the made-up warehouse of the queries' tests, every table of it."""
    folder = tmp_path_factory.mktemp("made_up_data")
    published = folder / "parquet/builds/made-up"
    published.mkdir(parents=True)
    opened = made.publish(published).build
    tables = opened.manifest["tables"]
    for name, facts in tables.items():
        held = pq.read_table(opened.files(name))
        coded = {"partner", "geo"} & set(held.column_names)
        facts["codes"] = {column: sorted(set(held[column].to_pylist())) for column in coded}
    manifest = {"build_id": "made-up", "built_at": "2023-03-09T12:00:00Z", "tables": tables}
    (published / "build.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "parquet/current").symlink_to(published)
    return folder


@pytest.fixture
def made_up_app(
    made_up_data: Path, app_test: Callable[..., AppTest]
) -> Iterator[Callable[..., AppTest]]:
    """Run a page, as `app_test` does, on the made-up warehouse; so does `every_part` beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAP_ALA_DATA", str(made_up_data))
        yield app_test

"""What every test may ask for: the project, data built from the shipped snapshot, a page under AppTest."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from etl.paths import DataFolder
from tests import vintages

PROJECT_ROOT = Path(__file__).resolve().parent.parent

# A busy machine is slow, not wrong: no test is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What imports and collection leave stays to the end of the run: it is nobody's garbage.

    Left alone, every full collection of garbage walks through it again: 7 % of a page's test.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_unconfigure() -> None:
    gc.unfreeze()


@pytest.fixture(scope="session", autouse=True)
def _packages_are_scanned_once() -> Iterator[None]:
    """AppTest looks for components in every installed package at each run: half of a page's time.

    What is installed does not change while the tests run.
    """
    once = cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(scope="session")
def project_root() -> Path:
    return PROJECT_ROOT


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder built from the snapshot alone: a developer's own downloads change no test.

    CAP_ALA_DATA names it from then on, for this process and for those it starts.
    """
    folder = once(tmp_path_factory, "data", _built)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAP_ALA_DATA", str(folder))
        yield folder


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the workers of a run share: the first that needs it makes it, nobody changes it."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = base / name, base / f"{name}.made"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            made.touch()
    return folder


def _built(folder: Path) -> None:
    shutil.copytree(PROJECT_ROOT / "data/raw/snapshot", folder / "raw/snapshot")
    built = subprocess.run(
        [sys.executable, "-m", "etl", "build"],
        cwd=PROJECT_ROOT,
        env=os.environ | {"NO_COLOR": "1", "CAP_ALA_DATA": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if built.returncode:
        pytest.fail(f"`python -m etl build` failed:\n{built.stdout}{built.stderr}", pytrace=False)


@pytest.fixture
def built(data_dir: Path, tmp_path: Path) -> DataFolder:
    """A data folder of the test's own, the shipped snapshot built in it: a copy, sooner made."""
    return vintages.copied(DataFolder(data_dir), tmp_path / "built")


@pytest.fixture(autouse=True)
def _forget_after_changes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Streamlit's caches and the opened warehouse outlive a test that changes what they hold.

    The others read the session's data as many readers of one server do: opening takes most of a
    second of the processor. A test that may change anything asks for one of these fixtures.
    """
    yield
    if not {"monkeypatch", "tmp_path"} & set(request.fixturenames):
        return
    st.cache_data.clear()
    st.cache_resource.clear()
    for module in ("dashboard.openings", "dashboard.indicators"):
        forget = getattr(sys.modules.get(module), "forget", None)
        if forget is not None:
            forget()


@pytest.fixture
def app_test(data_dir: Path) -> Callable[..., AppTest]:
    """Run a page as a reader opens it: `app_test("pages/trade.py", lang="en", geo="CA-QC")`.

    The path starts at the project's root; the keywords are the query string (a list repeats its
    key). The page has run once when it is returned, with 30 s for each run.
    """

    def run(path: str, lang: str = "fr", **params: str | list[str]) -> AppTest:
        at = AppTest.from_file(PROJECT_ROOT / path, default_timeout=30)
        if lang != "fr":
            at.query_params["lang"] = lang
        for name, value in params.items():
            at.query_params[name] = value
        return at.run()

    return run

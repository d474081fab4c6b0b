"""A file that outgrows its bounds holds two jobs, and a name like `utils` holds none."""

from __future__ import annotations

from pathlib import Path

from tests import checkout

MODULE_LINES = 300  # the house aims at 200
TEST_LINES = 500  # cases are read one at a time
PAGE_LINES = 100  # the house aims at 80
QUERY_LINES = 80
SNAPSHOT_BYTES = 3_000_000
NAMELESS = {"utils", "util", "helpers", "helper", "common", "core", "misc"}


def lines(path: Path) -> int:
    return len(checkout.text(path).splitlines())


@checkout.each(checkout.under("app.py", "dashboard", "etl", "tests", "benchmarks"))
def test_module(path: Path) -> None:
    bound = TEST_LINES if path.name.startswith("test_") else MODULE_LINES
    assert lines(path) <= bound, f"{path} has {lines(path)} lines: split it by job"


@checkout.each(checkout.under("pages"))
def test_page(path: Path) -> None:
    assert lines(path) <= PAGE_LINES, (
        f"{path} has {lines(path)} lines: move what is not layout to dashboard/"
    )


@checkout.each(checkout.under("queries", suffix=".sql"))
def test_query(path: Path) -> None:
    assert lines(path) <= QUERY_LINES, (
        f"{path} has {lines(path)} lines: make a view of a part of it"
    )


def test_no_nameless_module() -> None:
    named = [path for path in checkout.files() if {*path.with_suffix("").parts} & NAMELESS]
    assert not named, "name these after their job"


def test_the_snapshot_stays_small() -> None:
    folder = Path("data/raw/snapshot")
    size = sum(
        (checkout.PROJECT_ROOT / p).stat().st_size for p in checkout.files() if folder in p.parents
    )
    assert 0 < size < SNAPSHOT_BYTES

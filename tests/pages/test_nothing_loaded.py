"""On a build whose tables of figures are all empty, every part of every page says so and none fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import indicators, openings
from etl.build import build
from etl.paths import PROJECT_ROOT, DataFolder
from tests.pages.reading import text

PAGES = sorted(path.name for path in (PROJECT_ROOT / "pages").glob("*.py"))


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose own snapshot ships nothing."""
    data = DataFolder(tmp_path_factory.mktemp("nothing"))
    data.snapshot.mkdir(parents=True)
    build(data)
    return data.root


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_figures_says_what_loads_them(nothing, every_part, monkeypatch, page):
    monkeypatch.setenv("CAP_ALA_DATA", str(nothing))
    indicators.forget()
    for at in every_part(f"pages/{page}"):
        assert not at.exception, at.exception[0].message
        assert text(at).strip()
    indicators.forget()
    openings.forget()

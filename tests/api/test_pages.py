"""Every block of every page can be fetched again by the address that it shows: the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard import blocks, catalogue, exports
from dashboard.api import addresses
from dashboard.blocks import Block
from dashboard.i18n import language
from tests import navigation
from tests.asgi import application, ask

PAGES = [entry.file for entry in navigation.entries()]


@pytest.fixture
def shown() -> Iterator[list[tuple[Block, bytes, str]]]:
    """What the pages of the test showed: each block, its CSV for programs, the address it gives.

    It only looks: what the server keeps stays good for the next test, hence no `monkeypatch`.
    """
    kept: list[tuple[Block, bytes, str]] = []
    note = blocks._note

    def keep(block: Block) -> str:
        presented = catalogue.presented(block.result, block.columns)
        address = addresses.series(block.result, block.columns)
        kept.append((block, exports.csv([presented], exports.MACHINE), address))
        return note(block)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_note", keep)
        yield kept


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_block_is_fetched_again_by_its_address(app_test, shown, page, lang):
    assert not app_test(page, lang).exception
    app = application()
    for block, csv, address in shown:
        again = ask(app, address[address.index("/api/") :])
        assert again.status == 200, f"{block.key}: {again.body.decode()}"
        assert again.body == csv, f"{block.key}: {address}"


def test_the_pages_of_figures_have_blocks(app_test, shown):
    """The test above would pass on pages that show none."""
    app_test("pages/trade.py")
    assert len(shown) >= 3
    assert language() == "fr"


def test_the_origin_of_a_figure_shows_its_address(app_test):
    at = app_test("pages/data.py", table="partner")
    codes = [element.value for element in at.code]
    assert any("/api/v1/series.csv?indicator=extract/partner" in code for code in codes)


def test_no_page_lives_where_the_interface_is():
    """Our routes come before the pages: a page there could never be read."""
    taken = {entry.address.strip("/").split("/")[0] for entry in navigation.entries()}
    assert not taken & {"api", "healthz", "auth", "oauth2callback", "app", "media", "component"}

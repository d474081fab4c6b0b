"""What a page has shown in this run, in its order, so that a note can say the same; it draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.indicators import Result

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from dashboard.blocks import Block
    from dashboard.tiles import Tile


@dataclass
class View:
    """A page as it is on screen: its address, heading, notices, tiles with their results, blocks.

    `missing` says what could not be shown, each with its command; `place` is kept under the
    heading for what the page offers once it is whole.
    """

    page: str
    place: DeltaGenerator | None = None
    title: str = ""
    lead: str = ""
    told: tuple[str, ...] = ()
    tiles: list[Tile] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


_current: ContextVar[View | None] = ContextVar("view", default=None)


@contextmanager
def of(page: str) -> Iterator[View]:
    """Keep what the body shows; `page` is its name in the address, empty for the first page."""
    shown = View(page)
    token = _current.set(shown)
    try:
        yield shown
    finally:
        _current.reset(token)


def head(title: str, lead: str, told: Sequence[str], place: DeltaGenerator) -> None:
    """Note the heading of the page, and the place under it."""
    shown = _current.get()
    if shown:
        shown.title, shown.lead, shown.told, shown.place = title, lead, tuple(told), place


def about(subject: str) -> None:
    """Note what the page is about when a widget chooses it (a country): its note bears that name."""
    shown = _current.get()
    if shown:
        shown.title = subject


def figures(tiles: Sequence[Tile], results: Sequence[Result]) -> None:
    """Note tiles and the answers they are made from."""
    shown = _current.get()
    if shown:
        shown.tiles += tiles
        shown.results += results


def block(one: Block) -> None:
    """Note a block."""
    shown = _current.get()
    if shown:
        shown.blocks.append(one)


def missing(text: str) -> None:
    """Note what could not be shown, in the words of the page."""
    shown = _current.get()
    if shown:
        shown.missing.append(text)

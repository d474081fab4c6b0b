"""Colours, type and spacing as tokens, light and dark, and their hand-over to the page; draws nothing itself."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Kind = Literal["light", "dark"]

STYLES: Final = Path(__file__).parent / "styles.css"
SANS: Final = "'IBM Plex Sans', sans-serif"
SERIF: Final = "'Source Serif Four', serif"
# What tells series apart beside colour, in the order of `Tokens.series`; the open × is kept for missing values.
DASHES: Final = (
    "solid",
    "6px,3px",
    "2px,3px",
    "10px,3px,2px,3px",
    "14px,4px",
    "5px,2px,1px,2px,1px,2px",
)
SYMBOLS: Final = ("circle", "square", "diamond", "triangle-up", "triangle-down", "hexagon2")


@dataclass(frozen=True)
class Tokens:
    """One theme's colours, each named for its use; `series` go with `DASHES` and `SYMBOLS`."""

    background: str
    surface: str  # wells, sidebar, hover boxes
    rule: str  # hairlines and gridlines: decoration, never the only sign
    axis: str  # zero lines and outlines of controls: 3:1 on the background
    ink: str
    ink_soft: str  # captions and ticks: 4.5:1
    accent: str
    gain: str
    loss: str
    warning: str
    missing: str  # fill of what is not available or not loaded
    quiet: str  # bars that are not the subject
    series: tuple[str, ...]
    sequential: tuple[str, ...]  # classes of a map, least to most


LIGHT: Final = Tokens(
    background="#FFFFFF",
    surface="#F1F5F8",
    rule="#DCE4EA",
    axis="#76889A",
    ink="#14263A",
    ink_soft="#4A5B6B",
    accent="#0B4F8A",
    gain="#1A6FC4",
    loss="#B25A00",
    warning="#A3195B",
    missing="#E3E6E8",
    quiet="#7D97B0",
    series=("#1A6FC4", "#B25A00", "#1C8074", "#8A1A5E", "#4D3F00", "#262262"),
    sequential=("#CFE3F3", "#9CC5E6", "#5B9BD0", "#2370B0", "#0A4276"),
)
DARK: Final = Tokens(
    background="#0E1A26",
    surface="#162635",
    rule="#25384A",
    axis="#7389A0",
    ink="#E6EDF3",
    ink_soft="#A9B8C6",
    accent="#6FB4EC",
    gain="#5AA2F5",
    loss="#F0913F",
    warning="#F58FBB",
    missing="#2B3138",
    quiet="#5F7B97",
    series=("#5AA2F5", "#F0913F", "#7FD6C2", "#C9749A", "#EBD95A", "#D6DAFB"),
    sequential=("#1F4163", "#2A6396", "#3F8ACB", "#78B6EC", "#CBE5FA"),
)

_forced: ContextVar[Kind | None] = ContextVar("forced_theme", default=None)


def tokens(kind: Kind) -> Tokens:
    """The tokens of one theme."""
    return DARK if kind == "dark" else LIGHT


def kind() -> Kind:
    """The reader's theme: that of `use`, else of the browser, else light (first run, no session)."""
    forced = _forced.get()
    if forced is not None:
        return forced
    if get_script_run_ctx(suppress_warning=True) is None:
        return "light"
    return "dark" if st.context.theme.type == "dark" else "light"


def current() -> Tokens:
    """The tokens of the reader's theme."""
    return tokens(kind())


@contextmanager
def use(wanted: Kind) -> Iterator[None]:
    """Hold a theme for the body: for tests, and for work outside a session."""
    token = _forced.set(wanted)
    try:
        yield
    finally:
        _forced.reset(token)


@dataclass(frozen=True)
class Look:
    """How one series is drawn, the same in every chart of a page."""

    colour: str
    dash: str
    symbol: str


def looks(order: Sequence[str]) -> dict[str, Look]:
    """One look per series code, by place in `order`; from the seventh on, colours return with another dash."""
    palette = current().series
    size = len(palette)
    return {
        code: Look(
            palette[place % size], DASHES[(place + place // size) % size], SYMBOLS[place % size]
        )
        for place, code in enumerate(dict.fromkeys(order))
    }


@lru_cache(maxsize=1)
def styles() -> str:
    """The style sheet of every page; its colours are the variables that `apply` sets."""
    return " ".join(STYLES.read_text(encoding="utf-8").split())


def apply() -> None:
    """Give the page the tokens of the reader's theme as CSS variables; once per run.

    A device that turns dark in the evening turns the page without a new run: the browser then
    chooses between both themes, where it knows how; else the theme of the run holds.
    """
    st.html(_colours(kind()))


@lru_cache(maxsize=2)
def _colours(first: Kind) -> str:
    held = _variables(vars(tokens(first)))
    both = {
        name: f"light-dark({value},{vars(DARK)[name]})"
        for name, value in vars(LIGHT).items()
        if isinstance(value, str)
    }
    return (
        f"<style>:root{{{held}--sans:{SANS};--serif:{SERIF};}}"
        f"@supports (color:light-dark(red,red)){{:root{{{_variables(both)}}}}}</style>"
    )


def _variables(values: Mapping[str, object]) -> str:
    return "".join(
        f"--{name.replace('_', '-')}:{value};"
        for name, value in values.items()
        if isinstance(value, str)
    )

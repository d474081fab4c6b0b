"""Measured contrast and distinctness of the colours, and their agreement with Streamlit's settings."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from dashboard import theme

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text("utf-8"))
KINDS: tuple[theme.Kind, ...] = ("light", "dark")

# What each token is for, and so what is asked of it.
GROUNDS = {"background", "surface"}
TEXTS = {"ink", "ink_soft", "accent", "warning"}
MARKS = {"axis", "gain", "loss", "quiet"}
MEASURED_APART = {"series", "sequential"}
# Never the only sign: hairlines; the fill of a country without figure, which its outline shows.
DECORATION = {"rule", "missing"}

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
}
# Ottosson's Oklab, from linear RGB.
CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def distance(one: str, other: str, vision: np.ndarray) -> float:
    seen = [OKLAB @ np.cbrt(CONES @ np.clip(vision @ linear(c), 0, 1)) for c in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1])) * 100


def test_every_token_is_measured_or_decoration() -> None:
    roles = (GROUNDS, TEXTS, MARKS, MEASURED_APART, DECORATION)
    assert set().union(*roles) == set(vars(theme.LIGHT))


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_readable(kind: theme.Kind) -> None:
    shades = theme.tokens(kind)
    for ground in (shades.background, shades.surface):
        for text in (getattr(shades, name) for name in TEXTS):
            assert contrast(text, ground) >= 4.5, (text, ground)
    for name in shades.series:  # the names of lines are written in their colours
        assert contrast(name, shades.background) >= 4.5, name


@pytest.mark.parametrize("kind", KINDS)
def test_marks_are_seen(kind: theme.Kind) -> None:
    shades = theme.tokens(kind)
    marks = [getattr(shades, name) for name in MARKS]
    assert [mark for mark in marks if contrast(mark, shades.background) < 3] == []
    assert contrast(shades.sequential[-1], shades.background) >= 7


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("vision", list(VISION))
def test_series_differ_for_every_eye(kind: theme.Kind, vision: str) -> None:
    pairs = itertools.combinations(theme.tokens(kind).series, 2)
    near = [pair for pair in pairs if distance(*pair, VISION[vision]) < 7]
    assert near == []


@pytest.mark.parametrize("kind", KINDS)
def test_classes_of_the_map_run_one_way_in_steps_that_show(kind: theme.Kind) -> None:
    shades = theme.tokens(kind)
    steps = [contrast(shades.background, colour) for colour in shades.sequential]
    assert steps == sorted(steps)
    assert all(b / a > 1.3 for a, b in itertools.pairwise(steps))


def test_every_series_has_its_own_dash_and_marker() -> None:
    looks = theme.looks([f"P{n}" for n in range(12)])
    assert len({(look.colour, look.dash) for look in looks.values()}) == 12
    first = list(looks.values())[:6]
    assert len({look.symbol for look in first}) == len({look.dash for look in first}) == 6


@pytest.mark.parametrize("kind", KINDS)
def test_streamlit_is_set_to_the_same_colours(kind: theme.Kind) -> None:
    shades, settings = theme.tokens(kind), CONFIG["theme"][kind]
    assert settings["backgroundColor"] == shades.background
    assert settings["secondaryBackgroundColor"] == shades.surface
    assert settings["textColor"] == shades.ink
    assert settings["primaryColor"] == shades.accent
    assert tuple(settings["chartCategoricalColors"]) == shades.series


def test_fonts_are_served_by_ourselves() -> None:
    root = Path(__file__).parents[2]
    for face in CONFIG["theme"]["fontFaces"]:
        assert (root / face["url"].removeprefix("app/")).is_file(), face
        # Streamlit writes the family unquoted, and CSS refuses a word that begins with a figure.
        assert not any(word[0].isdigit() for word in face["family"].split()), face


def test_every_variable_of_the_style_sheet_is_a_token() -> None:
    import re

    used = set(re.findall(r"var\(--([a-z-]+)\)", theme.STYLES.read_text("utf-8")))
    known = {name.replace("_", "-") for name in vars(theme.LIGHT)} | {"sans", "serif"}
    assert used <= known

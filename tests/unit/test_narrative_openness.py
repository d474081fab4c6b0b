"""Sentences on the target are whole and say no more than their rows, whatever sign or gap there is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import narrative_openness as words
from dashboard.i18n import use

PARTS = ("international", "interprovincial")
LEFT_OPEN = re.compile(r"\{\w+\}|None|nan|inf\b")
ratios = st.floats(0.05, 1.5)
maybe = st.none() | st.floats(-0.5, 0.5)
obstacles = st.none() | st.sampled_from(
    ["not_loaded", "zero_gdp", "suppressed", "target_reached", "year_past", "something_new"]
)


def whole(sentence: str) -> bool:
    return sentence.endswith(".") and not LEFT_OPEN.search(sentence)


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(ratio=st.none() | ratios, change=maybe, gap=st.floats(-1, 1), obstacle=obstacles)
def test_the_position(lang, ratio, change, gap, obstacle):
    row = {"ratio": ratio, "ratio_change": change, "target_gap": gap, "ref_year": 2024}
    with use(lang):
        assert whole(words.position(row | {"obstacle": obstacle}))


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(
    start=ratios,
    pace=st.floats(0.0001, 0.5),
    growth=st.floats(-0.5, 0.5),
    levels=st.none() | st.floats(0, 1e13),
    obstacle=obstacles,
    gdp=st.floats(-0.02, 0.1),
)
def test_the_path(lang, start, pace, growth, levels, obstacle, gdp):
    row = {
        "required_pace": pace, "export_growth": growth, "obstacle": obstacle, "start_year": 2021,
        "start_ratio": start, "target_year": 2030, "exports_required_cad": levels,
    }  # fmt: skip
    with use(lang):
        assert whole(words.path([row, row], gdp))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_path_from_a_publication_says_so(lang, data_dir):
    with use(lang):
        assert whole(words.start({"start_origin": "published", "trust": "press"}))
        assert words.start({"start_origin": "series", "trust": None}) == ""


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(total=st.floats(1, 1e13), parts=st.sets(st.sampled_from(PARTS)))
def test_the_levels_name_both_parts_or_none(lang, total, parts):
    row = {"ref_year": 2021, "exports_cad": total}
    row |= {"publisher_fr": "Éditeur", "publisher_en": "Publisher"}
    row |= {f"{part}_cad": total / 2 if part in parts else None for part in PARTS}
    with use(lang):
        said = words.levels([row])
    assert whole(said)
    assert ("dont" in said or "of which" in said) == (len(parts) == 2)


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(
    paces=st.lists(maybe, min_size=4, max_size=4),
    verdict=st.sampled_from(["reached", "on_track", "late", "never", None]),
    arrival=st.none() | st.integers(2025, 2125),
)
def test_the_pace_and_the_verdict(lang, paces, verdict, arrival):
    rows = [
        {
            "n_years": n,
            "pace": pace,
            "verdict": verdict,
            "arrival_year": arrival,
            "obstacle": None if pace is not None else "missing_year",
        }
        for n, pace in zip((1, 3, 5, 10), paces, strict=True)
    ]
    with use(lang):
        said = words.pace(rows)
        assert whole(said) if any(pace is not None for pace in paces) else said == ""
        assert words.verdict(rows).strip()
        assert not LEFT_OPEN.search(words.verdict(rows))


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        (-0.057, "Il manque 5,7 points pour atteindre la cible."),
        (-0.01, "Il manque 1,0 point pour atteindre la cible."),
        (0.0, "La cible est tout juste atteinte."),
        (0.021, "La cible est dépassée de 2,1 points."),
    ],
)
def test_the_gap_in_words(gap, sentence):
    with use("fr"):
        assert words.gap(gap).replace("\xa0", " ").replace("\u202f", " ") == sentence

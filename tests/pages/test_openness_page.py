"""Leadership's page: published points alone without the series, everything with it, never a crash."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from etl import publication, receipts
from etl.build import build
from etl.paths import DataFolder
from tests.pages.reading import text, titles

PAGE = "pages/openness.py"
COMMAND = "python -m etl refresh gdp_expenditure_annual"
HEADER = [
    *("REF_DATE", "GEO", "DGUID", "Prices", "Estimates", "UOM", "UOM_ID", "SCALAR_FACTOR"),
    *("SCALAR_ID", "VECTOR", "COORDINATE", "VALUE", "STATUS", "SYMBOL", "TERMINATED", "DECIMALS"),
]
GDP = "Gross domestic product at market prices"
# Made-up millions of one year; each line then grows by its own rate.
LINES = {
    GDP: (300_000, 1.03),
    "Exports of goods to other countries": (70_000, 1.02),
    "Exports of services to other countries": (15_000, 1.05),
    "Exports of goods to other provinces": (28_000, 1.03),
    "Exports of services to other provinces": (20_000, 1.06),
}
PLACES = {"Quebec": ("2021A000224", 1.0), "Ontario": ("2021A000235", 1.8)}


def published(years: range, **odd: str) -> str:
    """The table in the publisher's layout; `odd` replaces Québec's value of `<line>_<year>`."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    for place, (dguid, size) in PLACES.items():
        for year in years:
            for line, (first, growth) in LINES.items():
                value = str(round(size * first * growth ** (year - years[0])))
                if place == "Quebec":
                    value = odd.get(f"{'gdp' if line == GDP else 'exports'}_{year}", value)
                status = "x" if not value else ""
                row = [year, place, dguid, "Current prices", line, "Dollars", "81", "millions", "6"]
                writer.writerow([*row, "v1", "1.1.1", value, status, "", "", "0"])
    return "\ufeff" + sheet.getvalue()


@pytest.fixture(scope="module")
def loaded(data_dir: Path, tmp_path_factory: pytest.TempPathFactory):
    """Build a made-up file in the official layout beside the shipped snapshot, once for each."""

    @cache
    def load(years: range = range(2007, 2025), **odd: str) -> Path:
        data = DataFolder(tmp_path_factory.mktemp("openness"))
        data.raw.mkdir()
        (data.raw / "snapshot").symlink_to(data_dir / "raw/snapshot")
        folder = data.raw / "statcan_36100222" / "2025-11-06"
        folder.mkdir(parents=True)
        archive = folder / "36100222-eng.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
            opened.writestr("36100222.csv", published(years, **odd))
            opened.writestr("36100222_MetaData.csv", "made up")
        file = receipts.FileReceipt(
            archive.name, "", "", "2025-11-07T13:00:00+00:00",
            publication.file_sha256(archive), archive.stat().st_size, None, None, None,
        )  # fmt: skip
        receipts.write(folder, receipts.Receipt("statcan_36100222", date(2025, 11, 6), (file,)))
        build(data)
        return data.root

    return load


@pytest.fixture
def live(loaded):
    """Show the made-up series that the arguments describe."""
    with pytest.MonkeyPatch.context() as patch:
        yield lambda *years, **odd: patch.setenv("CAP_ALA_DATA", str(loaded(*years, **odd)))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("params", [{}, {"points": "firm"}, {"year": "2050"}], ids=str)
def test_without_the_series_the_page_says_so(app_test, lang, params):
    at = app_test(PAGE, lang, **params)
    assert not at.exception
    assert COMMAND in text(at)


def test_without_the_series_published_points_stand_with_their_trust(app_test):
    said = text(app_test(PAGE))
    assert "Dernier ratio connu : 44,3 % en 2021" in said
    assert "calculé" in said
    assert "ce n'est pas une série" in said
    assert "19,7 % du PIB (121,7 G$)" in said
    assert "Ce n'est pas l'indicateur de la cible" in said


def test_without_the_series_the_three_questions_have_their_answer(app_test):
    at = app_test(PAGE)
    said = text(at)
    asked = titles(at)
    assert asked[:3] == [
        "Où en sommes-nous\u202f?",
        "Que faudrait-il\u202f?",
        "Sommes-nous sur la bonne voie\u202f?",
    ]
    assert "De 44,3 % en 2021 à la cible en 2030, il faut" in said
    assert "Le départ est un chiffre publié (calculé)" in said
    assert "Verdict : impossible à rendre. La série des comptes économiques n'est pas" in said


def test_the_path_starts_from_the_points_that_are_shown(app_test):
    assert "De 47,5 % en 2015 à la cible" in text(app_test(PAGE, points="firm"))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "223,3 G$ d'exportations (Ministère de l'Économie"),
        ("en", "$223.3B of exports (Ministère de l'Économie"),
    ],
)
def test_published_levels_and_the_misprint_are_told(app_test, lang, words):
    said = text(app_test(PAGE, lang))
    assert words in said
    assert ("233,3" if lang == "fr" else "233.3") in said


def test_only_official_points_leave_the_computed_ones_out(app_test):
    assert "44,3 %" not in text(app_test(PAGE, points="firm"))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "params",
    [{}, {"year": "2045"}, {"growth": "-2.0"}, {"growth": "10.0"}, {"from": "2010", "to": "2011"}],
    ids=str,
)
def test_with_the_series_every_question_is_answered(app_test, live, lang, params):
    live()
    at = app_test(PAGE, lang, **params)
    assert not at.exception
    assert COMMAND not in text(at)
    assert len(titles(at)) == 10


def test_the_ratio_is_all_four_lines_over_gdp(app_test, live):
    live()
    grown = {line: first * growth**17 for line, (first, growth) in LINES.items()}
    ratio = (sum(grown.values()) - grown[GDP]) / grown[GDP]
    shown = f"{100 * ratio:.1f}".replace(".", ",")
    assert f"En 2024, les exportations font {shown} % du PIB" in text(app_test(PAGE))


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"gdp_2024": ""}, "En 2023"),
        ({"gdp_2024": "0"}, "En 2023"),
        ({"exports_2024": ""}, "En 2023"),
    ],
)
def test_a_year_without_one_of_its_lines_has_no_ratio(app_test, live, odd, words):
    live(**odd)
    at = app_test(PAGE)
    assert not at.exception
    assert words in text(at)


def test_a_target_below_the_ratio_is_reached(app_test, live):
    live(**{f"exports_{year}": "100000" for year in range(2020, 2025)})
    at = app_test(PAGE)
    assert not at.exception
    assert "Verdict : la cible est atteinte." in text(at)
    assert "La cible est dépassée" in text(at)


def test_two_years_are_not_enough_for_a_pace_of_five(app_test, live):
    live(range(2023, 2025))
    at = app_test(PAGE)
    assert not at.exception
    assert "Verdict : impossible à rendre." in text(at)


def test_a_year_that_is_past_is_no_choice(app_test, live):
    live()
    at = app_test(PAGE, year="2020")
    assert not at.exception
    assert "Paramètre d'adresse ignoré" in text(at)

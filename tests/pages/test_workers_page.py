"""The page on temporary workers: published figures, unranked and unloaded in words, live files shown."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from dashboard import catalogue, indicators
from etl import publication, receipts
from etl.build import build
from etl.paths import DataFolder
from tests.pages.reading import TITLE, text, titles

PAGE = "pages/workers.py"
FIXTURES = Path(__file__).parent.parent / "fixtures"
VINTAGE = date(2024, 12, 16)
# Tables that only a download fills.
COMMANDS = {
    "python -m etl refresh agri_worker_annual",
    "python -m etl refresh non_permanent_resident_quarterly",
}


@pytest.fixture(scope="module")
def loaded(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the made-up files of the live sources, in the official layouts, beside the snapshot."""
    data = DataFolder(tmp_path_factory.mktemp("workers"))
    data.raw.mkdir()
    (data.raw / "snapshot").symlink_to(data_dir / "raw/snapshot")
    for source in ("statcan_32100221", "statcan_17100121", "ircc_imp_citizenship"):
        folder = data.raw / source / VINTAGE.isoformat()
        folder.mkdir(parents=True)
        file = _official(source, folder)
        receipt = receipts.FileReceipt(
            file.name, "", "", "2024-12-17T13:00:00+00:00",
            publication.file_sha256(file), file.stat().st_size, None, None, None,
        )  # fmt: skip
        receipts.write(folder, receipts.Receipt(source, VINTAGE, (receipt,)))
    build(data)
    return data.root


@pytest.fixture
def live(loaded):
    """Show what the live sources bring."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAP_ALA_DATA", str(loaded))
        yield


def _official(source: str, folder: Path) -> Path:
    """The source's file as its publisher serves it: StatCan's are zipped."""
    if source.startswith("ircc"):
        (held,) = (FIXTURES / source).glob("*.csv")
        return Path(shutil.copy(held, folder))
    pid = source.removeprefix("statcan_")
    packed = folder / f"{pid}-eng.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for member in (FIXTURES / source / "eng").glob("*.csv"):
            opened.write(member, member.name)
    return packed


@pytest.mark.parametrize(
    ("lang", "params"),
    [
        ("en", {}),
        ("fr", {}),
        ("fr", {"programme": "imp"}),
        ("fr", {"year": "2016", "stock": "2009"}),
        ("fr", {"year": "2020", "stock": "2014", "programme": "imp"}),
        ("fr", {"partner": "", "year": "2019"}),
        ("fr", {"partner": ["HTI"], "season": "HTI"}),
        ("fr", {"partner": ["KNA", "DMA", "SUR", "URY", "CUB", "PRY"], "season": "SUR"}),
        ("fr", {"partner": ["FRA", "TUN", "PHL"]}),
    ],
    ids=str,
)
def test_every_choice_opens(every_part, lang, params):
    parts = every_part(PAGE, lang, **params)
    assert len(parts) == 4
    assert len(titles(*parts)) >= 10
    for at in parts:
        assert not at.exception
    assert "Paramètre d'adresse ignoré" not in text(*parts)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            [
                "Guatemala : 16 997 postes",
                "Mexique : 14 725 postes",
                "Colombie : 1 064 postes",
                "Honduras : sous le 10e rang, 798 postes au plus",
                "En 2023 : 25 668 postes",
                "(PTET) : 72 280 personnes",
                "près de 13 000 personnes",
                "plus de 18 500 personnes",
            ],
        ),
        (
            "en",
            [
                "Guatemala: 16,997 positions",
                "Mexico: 14,725 positions",
                "Colombia: 1,064 positions",
                "Honduras: below 10th place, 798 positions at most",
                "In 2023: 25,668 positions",
                "(TFWP): 72,280 persons",
                "nearly 13,000 persons",
                "more than 18,500 persons",
            ],
        ),
    ],
)
def test_the_publishers_figures(every_part, lang, words):
    said = text(*every_part(PAGE, lang))
    for figure in words:
        assert figure in said


def test_every_block_on_positions_says_that_they_are_not_people(every_part):
    drawn = [str(element.value) for at in every_part(PAGE) for element in at.get("markdown")]
    openings = [one for one in drawn if TITLE.match(one)]
    assert sum("non travailleurs arrivés" in opening for opening in openings) == 7


def test_below_the_last_rank_is_said_not_to_be_zero(every_part):
    assert "un pays n'est pas à zéro" in text(*every_part(PAGE))
    assert "un pays n'est pas à zéro" not in text(*every_part(PAGE, partner=["GTM", "MEX"]))


def test_what_is_not_loaded_names_its_command(every_part):
    said = text(*every_part(PAGE))
    for command in COMMANDS:
        assert f"non chargé — `{command}`" in said
    assert "work_permit_monthly" not in said
    assert "non chargé — `python -m etl refresh work_permit_monthly`" in text(
        *every_part(PAGE, programme="imp")
    )


def test_the_region_s_month_reads_between_its_bounds(every_part):
    assert "En juin 2024 — 9 562 à 9 688 personnes, pour 33 pays" in text(*every_part(PAGE))


def test_the_region_is_not_the_islands_that_share_its_code(app_test):
    at = app_test(PAGE)
    result = indicators.ask(
        "workers/permits_by_month",
        geo="CA",
        programme="tfwp",
        partners=["ALA"],
        since=date.min,
        until=date.max,
    )
    assert not at.exception
    names = catalogue.presented(result, ["partner"]).table.column("partner_name_fr")
    assert set(names.to_pylist()) == {"Amérique latine et Antilles"}


def test_a_year_in_progress_is_said_not_to_compare(every_part):
    said = text(*every_part(PAGE))
    assert "En 2023, le mois fort est juin (3 295 personnes)" in said
    assert "2024, incomplète (6 mois), ne se compare pas aux années entières." in said


def test_a_suppressed_stock_reads_with_its_interval(every_part):
    # Seasonal workers of 31 December 2011: the workbook shows two dashes.
    hidden = [
        row["ref_year"]
        for row in indicators.ask("workers/stock", geo="CA-QC", programmes=["tfwp_sawp"]).rows
        if row["status"] == "suppressed"
    ]
    assert hidden
    said = text(*every_part(PAGE, stock=str(hidden[-1])))
    assert "(PTAS) : supprimé (0 à 5)" in said


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_live_files_take_the_place_of_their_commands(every_part, live, lang):
    parts = every_part(PAGE, lang, programme="imp", partner=["MEX", "GTM", "CHL", "PER"])
    assert not any(at.exception for at in parts)
    said = text(*parts)
    for command in {*COMMANDS, "python -m etl refresh work_permit_monthly"}:
        assert command not in said
    assert {"fr": "Mexique : 6 500 personnes", "en": "Mexico: 6,500 persons"}[lang] in said
    assert {"fr": "Guatemala : non disponible", "en": "Guatemala: not available"}[lang] in said
    assert {"fr": "Pérou : supprimé (0 à 5)", "en": "Peru: suppressed (0 to 5)"}[lang] in said


def test_statcan_s_count_stands_beside_the_strategy_s_statement(every_part, live):
    said = text(*every_part(PAGE))
    assert "plus de 18 500 personnes ; Statistique Canada compte 18 000 personnes" in said


@pytest.mark.parametrize(
    "params", [{"programme": "<b>"}, {"partner": "ZZZ"}, {"year": "1066"}, {"stock": "x"}]
)
def test_a_parameter_that_is_no_choice_is_dropped_and_said(app_test, params):
    at = app_test(PAGE, **params)
    assert not at.exception
    assert "Paramètre d'adresse ignoré" in text(at)


def test_a_season_of_a_country_not_chosen_is_dropped_and_said(app_test):
    at = app_test(PAGE, season="HTI", view="permits")
    assert not at.exception
    assert "Paramètre d'adresse ignoré" in text(at)

"""IRCC's files: every source on specimens in the publisher's form, and every way to go wrong."""

import importlib
import shutil
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl import contract
from etl.source import Raw, SourceError

FIXTURES = Path(__file__).parent.parent / "fixtures"
VINTAGE = date(2025, 6, 2)
CODES = sorted(path.name for path in FIXTURES.glob("ircc_*"))
MONTHLY, ANNUAL = "study_permit_monthly", "study_permit_annual"
CITIZENSHIP, LEVEL = "ircc_study_citizenship", "ircc_study_level"
TEXT = "ircc_study_monthly"
JANUARY, SEPTEMBER = date(2025, 1, 1), date(2023, 9, 1)


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture
def raw(tmp_path):
    def of(code) -> Raw:
        folder = tmp_path / code
        shutil.copytree(FIXTURES / code, folder, ignore=lambda *_: ["README.md"])
        return Raw(code, VINTAGE, folder, tmp_path)

    return of


def module(raw):
    return importlib.import_module(f"etl.sources.{raw.source}")


def parse(raw, con, table=None):
    relations = module(raw).parse(raw, con)
    relation = relations[table] if table else next(iter(relations.values()))
    return con.table(relation).to_arrow_table().to_pylist()


def cells(rows, *columns, **wanted):
    """Give the chosen columns of the rows that have these values, in order."""
    found = [row for row in rows if wanted.items() <= row.items()]
    return sorted((tuple(row[name] for name in columns) for row in found), key=str)


def refusal(raw, con) -> str:
    with pytest.raises(SourceError) as refused:
        parse(raw, con)
    sentence = str(refused.value)
    assert sentence.startswith(raw.source)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def edit(raw, change):
    """Change the only workbook of a vintage through `change(workbook)`."""
    path = next(raw.folder.glob("*.xlsx"))
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)


@pytest.mark.parametrize("code", CODES)
def test_relations_are_those_of_the_card_with_the_contracts_columns(raw, con, code):
    vintage = raw(code)
    relations = module(vintage).parse(vintage, con)
    assert tuple(relations) == module(vintage).SOURCE.tables
    for table, relation in relations.items():
        wanted = contract.read(contract.SCHEMAS / f"{table}.yml")
        assert tuple(con.table(relation).columns) == wanted.names
        key = ", ".join(wanted.key)
        assert not con.execute(
            f"select {key} from {relation} group by all having count(*) > 1"
        ).fetchall()


def test_months_and_years_are_the_publishers_and_quarters_are_neither(raw, con):
    vintage = raw(CITIZENSHIP)
    months, years = parse(vintage, con, MONTHLY), parse(vintage, con, ANNUAL)
    assert len(months) == 6 * 7
    assert len(years) == 6 * 2
    assert cells(months, "ref_month", "value", partner="BRA") == [
        (date(2024, 10, 1), 40), (date(2024, 11, 1), 0), (date(2024, 12, 1), None),
        (date(2025, 1, 1), 100), (date(2025, 2, 1), 80), (date(2025, 3, 1), 1205),
        (date(2025, 4, 1), 5),
    ]  # fmt: skip
    assert cells(years, "ref_year", "months_covered", "value", partner="BRA") == [
        (2024, 12, 45),
        (2025, 4, 1385),
    ]
    assert {row["partner"] for row in years} == {"BRA", "KOR", "KNA", "XXA", "XXX", "WLD"}


def test_zero_hidden_and_rounded_in_one_row(raw, con):
    states = cells(
        parse(raw(CITIZENSHIP), con, MONTHLY), "value", "status", "value_low", "value_high",
        partner="BRA", ref_month=date(2024, 12, 1),
    )  # fmt: skip
    assert states == [(None, "suppressed", 0, 5)]
    rows = parse(Raw(CITIZENSHIP, VINTAGE, FIXTURES / CITIZENSHIP), con, MONTHLY)
    assert cells(rows, "value_low", "value_high", partner="BRA", value=0) == [(0, 0)]
    assert cells(rows, "value_low", "value_high", partner="BRA", value=1205) == [(1203, 1207)]


def test_the_footer_dates_the_rows_before_the_receipt(raw, con):
    vintage = raw(CITIZENSHIP)
    assert {row["vintage"] for row in parse(vintage, con)} == {date(2025, 4, 30)}
    edit(vintage, lambda book: book.active.delete_rows(15))
    assert {row["vintage"] for row in parse(vintage, con)} == {VINTAGE}


def _moved(book):
    book.active.insert_rows(1, 4)


def _without_title(book):
    book.active.delete_rows(1, 2)


def _float_years(book):
    for row in book.active.iter_rows(min_row=3, max_row=3):
        for cell in row:
            if str(cell.value).isdigit():
                cell.value = float(cell.value)


def _numbers(book):
    for row in book.active.iter_rows(min_row=6):
        for cell in row:
            text = str(cell.value).replace(",", "")
            if text.isdigit():
                cell.value = int(text)


def _spaces(book):
    for row in book.active.iter_rows(min_row=6):
        for cell in row:
            if str(cell.value)[:1].isdigit():
                cell.value = f" {cell.value} ".replace(",", "\u00a0")


def _extra_sheet(book):
    book.create_sheet("Notes", 0).append(["Country of Citizenship: see the glossary", 2024])
    book.create_sheet("Empty")


@pytest.mark.parametrize(
    "change", [_moved, _without_title, _float_years, _numbers, _spaces, _extra_sheet]
)
@pytest.mark.parametrize("code", [CITIZENSHIP, LEVEL])
def test_other_editions_of_the_workbook_say_the_same(raw, con, code, change):
    vintage = raw(code)
    expected = parse(vintage, con, MONTHLY), parse(vintage, con, ANNUAL)
    edit(vintage, change)
    assert (parse(vintage, con, MONTHLY), parse(vintage, con, ANNUAL)) == expected


def test_details_belong_to_the_total_below_them(raw, con):
    vintage = raw(LEVEL)
    years = parse(vintage, con, ANNUAL)
    assert cells(years, "geo", "study_level", "value", ref_year=2024) == [
        ("CA", "all", 215),
        ("CA", "post_secondary", 170),
        ("CA", "secondary_or_less", 45),
        ("CA-QC", "all", 210),
        ("CA-QC", "not_stated", None),
        ("CA-QC", "other", 10),
        ("CA-QC", "post_secondary", 165),
        ("CA-QC", "secondary_or_less", 45),
        ("CA-YT", "all", None),
        ("CA-YT", "secondary_or_less", None),
        ("CA-ZZ", "all", 5),
    ]
    assert {(row["partner"], row["origin_concept"]) for row in years} == {("WLD", "none")}


def test_stocks(raw, con):
    by_country = parse(raw("ircc_study_citizenship_stock"), con)
    assert cells(by_country, "ref_year", "value", partner="BRA") == [
        (2021, 500),
        (2022, None),
        (2023, 1040),
    ]
    assert {row["partner"] for row in by_country} == {"BRA", "XNV", "PCZ", "OTH", "WLD"}
    assert {row["months_covered"] for row in by_country} == {12}
    by_level = parse(raw("ircc_study_level_stock"), con)
    assert cells(by_level, "study_level", "value", geo="CA-QC", ref_year=2023) == [
        ("all", 1275),
        ("not_stated", None),
        ("post_secondary", 1255),
        ("secondary_or_less", 20),
    ]


def test_work_stock_holds_both_programmes_and_their_parts(raw, con):
    rows = parse(raw("ircc_work_stock"), con)
    assert cells(rows, "programme", "value", geo="CA-QC", ref_year=2024) == [
        ("imp", 31_925),
        ("imp_agreements", 400),
        ("imp_agreements_international", 400),
        ("imp_colombia", 400),
        ("imp_other", 31_525),
        ("imp_vulnerable", None),
        ("imp_vulnerable_detail", None),
        ("tfwp", 7_665),
        ("tfwp_agriculture", 2_020),
        ("tfwp_agriculture_stream", 1_770),
        ("tfwp_caregivers_live_in", 5),
        ("tfwp_caregivers_live_in_program", 5),
        ("tfwp_other_lmia", 5_640),
        ("tfwp_sawp", 250),
    ]
    assert {row["vintage"] for row in rows} == {date(2024, 12, 31)}


def test_text_files(raw, con):
    rows = parse(raw(TEXT), con)
    assert cells(rows, "partner", "value", "status", ref_month=SEPTEMBER) == [
        ("BRA", None, "suppressed"),
        ("CMR", 1060, "normal"),
        ("HTI", 0, "normal"),
    ]
    assert {row["vintage"] for row in rows} == {VINTAGE}
    assert {row["programme"] for row in parse(raw("ircc_imp_citizenship"), con)} == {"imp"}
    tfwp = parse(raw("ircc_tfwp_citizenship"), con)
    assert cells(tfwp, "value", partner="MEX") == [(4520,), (6135,)]


def test_a_nil_month_has_no_row_and_the_card_says_what_it_means(raw, con):
    rows = parse(raw(TEXT), con)
    assert not cells(rows, "value", partner="HTI", ref_month=date(2024, 1, 1))
    text, book = (importlib.import_module(f"etl.sources.{code}") for code in (TEXT, CITIZENSHIP))
    assert (text.SOURCE.absent_is_zero, book.SOURCE.absent_is_zero) == (True, False)


def test_province_by_citizenship_by_type_of_institution(raw, con):
    rows = parse(raw("ircc_study_institution"), con)
    assert cells(rows, "geo", "institution_type", "value", partner="MEX") == [
        ("CA-ON", "College", 1040),
        ("CA-QC", "College", 85),
        ("CA-QC", "University", 210),
    ]
    assert cells(rows, "geo", partner="BRA") == [("CA-ZZ",)]
    assert {row["study_level"] for row in rows} == {"post_secondary"}


def commas(text: str) -> str:
    lines = [[f'"{cell}"' for cell in line.split("\t")] for line in text.splitlines()]
    return "".join(",".join(line) + "\r\n" for line in lines)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: commas(text).encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\r\n", "\r\r\n").encode(),
        lambda text: text.replace("\r\n", "\n").rstrip().encode(),
        lambda text: text.replace("1,060", "1\u202f060").encode(),
        lambda text: text.replace("\tSep\t", "\tSept.\t").encode(),
        lambda text: text.replace("FR_ANNEÉ", "FR_ANNÉE").encode(),
        lambda text: (
            text.replace("\t2023\t", "\t2023.0\t").replace("2023\tQ", "2023.0\tQ").encode()
        ),
        lambda text: (text + text.splitlines()[1].replace("Sep", "Q3 Total") + "\r\n").encode(),
    ],
    ids=["commas", "BOM", "cp1252", "CR CR LF", "LF", "space", "Sept.", "ANNÉE", "2023.0", "total"],
)
def test_other_ways_to_write_the_text_file_say_the_same(raw, con, change):
    vintage = raw(TEXT)
    expected = parse(vintage, con)
    path = next(vintage.folder.glob("*.csv"))
    path.write_bytes(change(path.read_bytes().decode()))
    assert parse(vintage, con) == expected


@pytest.mark.parametrize(
    ("code", "old", "new", "said"),
    [
        (TEXT, "Brazil", "Freedonia", "1 libellé(s) inconnu(s) (« Freedonia »)"),
        (TEXT, "TOTAL", "COUNT", "en trop : COUNT"),
        (TEXT, "EN_MONTH", "MONTH", "manque : EN_MONTH"),
        (TEXT, "\tSep\t", "\tSpt\t", "ligne 2 : « 2023 Spt » n'est pas un mois"),
        (TEXT, "Q3\tSep", "Q4\tSep", "« Sep » n'est pas dans le trimestre « Q4 »"),
        (TEXT, "1,060", "1,061", "1061 n'est pas un multiple de 5"),
        (TEXT, "1,060", "1,06", "'1,06' n'est pas un nombre entier"),
        (TEXT, "\t1,060", "", "8 cellule(s) au lieu de 9"),
        ("ircc_study_institution", "EN_DLI_PROVINCE_TERRITORY", "EN_LEVEL", "en trop : EN_LEVEL"),
        ("ircc_study_institution", "EN_INSTITUTION_TYPE", "EN_INSTITUTION", "manque"),
        (
            "ircc_study_institution",
            "\tQuebec",
            "\tKebek",
            "« Kebek ») ; ajoutez-les à etl/codes/geo",
        ),
        ("ircc_tfwp_citizenship", "EN_COUNTRY", "EN_OCCUPATION\tEN_COUNTRY", "en trop : EN_OCC"),
    ],
)
def test_a_text_file_that_is_not_as_published_is_refused(raw, con, code, old, new, said):
    vintage = raw(code)
    path = next(vintage.folder.glob("*.csv"))
    path.write_bytes(path.read_bytes().decode().replace(old, new).encode())
    assert said in refusal(vintage, con)


def test_a_text_file_without_rows_is_refused(raw, con):
    vintage = raw(TEXT)
    path = next(vintage.folder.glob("*.csv"))
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert "l'en-tête n'est suivi d'aucune ligne" in refusal(vintage, con)
    path.write_bytes(b"")
    assert "le fichier est vide" in refusal(vintage, con)


def put(cell, value):
    return lambda book: book.active.__setitem__(cell, value)


@pytest.mark.parametrize(
    ("code", "change", "said"),
    [
        (CITIZENSHIP, put("A6", "Freedonia"), "inconnu(s) (« Freedonia »)"),
        (
            CITIZENSHIP,
            put("I6", "1,203"),
            "feuille « TR - SP CITZ », cellule I6 ne se lit pas (1203",
        ),
        (CITIZENSHIP, put("I6", "n/a"), "cellule I6 ne se lit pas ('n/a' n'est pas un nombre"),
        (CITIZENSHIP, put("I6", None), "cellule I6 est vide : la feuille est tronquée"),
        (CITIZENSHIP, put("A6", None), "cellule A6 est vide devant des chiffres"),
        (
            CITIZENSHIP,
            lambda b: b.active.delete_rows(9, 9),
            "cellule A8 n'est suivie d'aucun total",
        ),
        (CITIZENSHIP, lambda b: b.active.delete_rows(6, 20), "cellule A6 est vide : la feuille"),
        (CITIZENSHIP, put("G5", "Mar"), "cellule I5 contredit l'en-tête (la période"),
        (
            CITIZENSHIP,
            put("F4", "2023 Total"),
            "cellule F5 contredit l'en-tête (une colonne de 2023",
        ),
        (CITIZENSHIP, put("A7", "Brazil"), "cellule A7 contredit la ligne 6"),
        (CITIZENSHIP, put("A3", "Pays"), "0 feuille(s) dont l'en-tête commence par"),
        (CITIZENSHIP, lambda b: b.copy_worksheet(b.active), "2 feuille(s)"),
        (LEVEL, put("B7", "Post-doctorate"), "« Post-doctorate »"),
        (LEVEL, put("A10", "Kebek Total"), "« Kebek Total ») ; ajoutez-les à etl/codes/geography"),
        (LEVEL, lambda b: b.active.delete_rows(14, 7), "n'est suivie d'aucun total"),
        (LEVEL, put("H18", "90"), "contredit la ligne"),
        ("ircc_study_level_stock", put("D3", "2022"), "0 feuille(s)"),
    ],
)
def test_a_workbook_that_is_not_as_published_is_refused(raw, con, code, change, said):
    vintage = raw(code)
    edit(vintage, change)
    sentence = refusal(vintage, con)
    assert said in sentence
    assert ".xlsx" in sentence


def test_a_programme_that_moved_or_is_new_is_refused(raw, con):
    vintage = raw("ircc_work_stock")
    path = next(vintage.folder.glob("*TFW*"))
    book = openpyxl.load_workbook(path)
    book.active["C4"] = "Agricultural Stream for All"
    book.save(path)
    assert "« Agricultural Stream for All ») ; ajoutez-les à etl/codes/permit_programme" in refusal(
        vintage, con
    )


@pytest.mark.parametrize("kept", [0, 100, 3000])
def test_a_cut_workbook_is_refused(raw, con, kept):
    vintage = raw(CITIZENSHIP)
    path = next(vintage.folder.glob("*.xlsx"))
    path.write_bytes(path.read_bytes()[:kept])
    assert "n'est pas un classeur xlsx entier" in refusal(vintage, con)


def test_a_sheet_cut_inside_its_workbook_is_refused_with_its_last_cell(raw, con):
    vintage = raw(CITIZENSHIP)
    path = next(vintage.folder.glob("*.xlsx"))
    with zipfile.ZipFile(path) as book:
        members = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    members[sheet] = members[sheet][: len(members[sheet]) // 2]
    with zipfile.ZipFile(path, "w") as book:
        for name, content in members.items():
            book.writestr(name, content)
    sentence = refusal(vintage, con)
    assert "feuille « TR - SP CITZ », est coupé ou abîmé après la cellule A" in sentence


def test_a_page_in_the_place_of_a_workbook_is_refused(raw, con):
    vintage = raw(CITIZENSHIP)
    next(vintage.folder.glob("*.xlsx")).write_text("<!doctype html><title>404</title>")
    assert "n'est pas un classeur xlsx entier" in refusal(vintage, con)


def test_downloads_are_at_ircc():
    for code in CODES:
        for download in importlib.import_module(f"etl.sources.{code}").SOURCE.downloads:
            assert download.url == f"{{ircc}}/opendata-donneesouvertes/data/{download.file}"


def test_a_sheet_that_nobody_can_read_beside_the_right_one_changes_nothing(raw, con):
    vintage = raw(CITIZENSHIP)
    expected = parse(vintage, con)

    def pivot(book):
        sheet = book.create_sheet("Pivot", 0)
        sheet.append(["Country", 2024, None])
        sheet.append([None, "Jan", "Jan"])

    edit(vintage, pivot)
    assert parse(vintage, con) == expected

"""CIMT: both parsers on made-up members in the publisher's format, and on every way to fail."""

import csv
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.source import Raw, SourceError
from etl.sources import cimt_partner, cimt_province

FIXTURES = Path(__file__).parent.parent / "fixtures"
VINTAGE = date(2026, 4, 2)
JANUARY = "CIMT-CICM_Imp_2026"
JANUARY_MEMBER = "ODPFN022_202602N.csv"


def zip_member(folder: Path, name: str, member: str, content: bytes) -> None:
    """Pack one HS-chapter member as the publisher does: in a folder, beside files nobody reads."""
    with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{name}/{member}", content)
        packed.writestr(f"{name}/ODPFN015_202602N.csv", "HS6 detail\r\n")
        packed.writestr(f"{name}/ODPF_6_CtyDesc.TXT", "MX Mexico Mexique".encode("latin-1"))


@pytest.fixture
def raw(tmp_path):
    """Give one vintage per source, made of the fixtures' members zipped by year."""

    def of(source: str) -> Raw:
        folder, scratch = tmp_path / source / "2026-04-02", tmp_path / "scratch"
        folder.mkdir(parents=True)
        scratch.mkdir(exist_ok=True)
        for home in ("cimt_partner", "cimt_province"):
            for member in sorted((FIXTURES / home).glob("CIMT-CICM_*/*.csv")):
                zip_member(folder, member.parent.name, member.name, member.read_bytes())
        return Raw(source, VINTAGE, folder, scratch)

    return of


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        yield opened


def rows(con, relations):
    assert list(relations) == ["trade_partner_monthly"]
    return con.execute(
        f"select geo, partner, flow, strftime(ref_month, '%Y-%m'), value_cad "
        f"from {relations['trade_partner_monthly']} order by all"
    ).fetchall()


def alter(raw: Raw, change) -> None:
    """Rewrite the member of imports of 2026 through `change(bytes) -> bytes`."""
    member = FIXTURES / "cimt_partner" / JANUARY / JANUARY_MEMBER
    zip_member(raw.folder, JANUARY, JANUARY_MEMBER, change(member.read_bytes()))


def test_partner_sums_chapters_provinces_and_states(raw, con):
    found = rows(con, cimt_partner.parse(raw("cimt_partner"), con))
    assert ("CA", "MEX", "import", "2025-12", 801_740) in found
    assert ("CA", "USA", "import", "2025-12", 12_250_000) in found
    assert ("CA", "MEX", "total_export", "2025-12", 52_008) in found
    assert ("CA", "COL", "total_export", "2026-02", 39_500) in found


def test_partner_keeps_namibia_kosovo_high_seas_and_unspecified_countries(raw, con):
    found = rows(con, cimt_partner.parse(raw("cimt_partner"), con))
    assert ("CA", "NAM", "import", "2026-02", 11) in found
    assert ("CA", "XKX", "import", "2026-02", 3) in found
    assert ("CA", "XZZ", "import", "2026-01", 15) in found
    assert ("CA", "XPC", "import", "2026-01", 7) in found
    assert ("CA", "XXX", "import", "2026-02", 420) in found


def test_partner_world_is_the_sum_of_every_row_of_the_files(raw, con):
    found = rows(con, cimt_partner.parse(raw("cimt_partner"), con))
    published = 0
    for member in FIXTURES.glob("cimt_partner/CIMT-CICM_Imp_*/*.csv"):
        with member.open(encoding="utf-8", newline="") as handle:
            published += sum(int(row["Value/Valeur"]) for row in csv.DictReader(handle))
    imports = [row for row in found if row[2] == "import"]
    assert sum(row[4] for row in imports if row[1] == "WLD") == published
    assert sum(row[4] for row in imports if row[1] != "WLD") == published


def test_partner_leaves_a_flow_that_is_not_listed_absent(raw, con):
    found = rows(con, cimt_partner.parse(raw("cimt_partner"), con))
    assert not [row for row in found if row[1] == "CUB" and row[2] == "import"]
    assert cimt_partner.SOURCE.absent_is_zero


def test_province_gives_each_its_own_and_re_exports_to_canada(raw, con):
    found = rows(con, cimt_province.parse(raw("cimt_province"), con))
    assert ("CA-QC", "WLD", "domestic_export", "2025-12", 3_015_000) in found
    assert ("CA-QC", "WLD", "import", "2025-12", 6_116_731) in found
    assert ("CA", "WLD", "re_export", "2026-01", 640_000) in found
    assert ("CA-NT", "WLD", "import", "2026-02", 2) in found
    assert {row[1] for row in found} == {"WLD"}


def test_rows_carry_source_vintage_and_the_contract_columns(raw, con):
    for module, code in ((cimt_partner, "cimt_partner"), (cimt_province, "cimt_province")):
        relation = module.parse(raw(code), con)["trade_partner_monthly"]
        stamped = con.execute(
            f"select distinct section, status, source, vintage from {relation}"
        ).fetchall()
        assert stamped == [("TOTAL", "normal", code, VINTAGE)]
        assert con.table(relation).columns == [
            "geo",
            "partner",
            "section",
            "flow",
            "ref_month",
            "value_cad",
            "status",
            "source",
            "vintage",
        ]


def test_byte_order_mark_line_feeds_and_unquoted_fields_change_nothing(raw, con):
    source = raw("cimt_partner")
    plain = rows(con, cimt_partner.parse(source, con))
    alter(
        source,
        lambda content: b"\xef\xbb\xbf" + content.replace(b"\r\n", b"\n").replace(b'"', b""),
    )
    assert rows(con, cimt_partner.parse(source, con)) == plain


def test_columns_are_read_by_name_whatever_their_order(raw, con):
    source = raw("cimt_partner")
    plain = rows(con, cimt_partner.parse(source, con))

    def turned(content: bytes) -> bytes:
        lines = [line.split(",") for line in content.decode().splitlines()]
        return "".join(",".join(reversed(line)) + "\r\n" for line in lines).encode()

    alter(source, turned)
    assert rows(con, cimt_partner.parse(source, con)) == plain


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.replace(b'"MX"', b'"QQ"'), "pays inconnu(s) QQ"),
        (lambda c: c.replace(b"Country/Pays", b"Partner/Partenaire"), "Country/Pays"),
        (lambda c: c.replace(b",Province", b""), "manquantes (Province)"),
        (lambda c: c.replace(b"Valeur\r\n", b"Valeur,Mode\r\n"), "inattendues (Mode)"),
        (lambda c: c.replace(b'"01"', b'"1"'), "ligne 2 : mois '202601', chapitre SH '1'"),
        (lambda c: c.replace(b'"202601"', b'"202501"'), "un mois de 2026"),
        (lambda c: c.replace(b",1300\r\n", b",\r\n"), "valeur None"),
        (lambda c: c.replace(b",1300\r\n", b",1 300\r\n"), "valeur '1 300'"),
        (lambda c: c.replace(b",1300\r\n", b"\r\n"), "ligne illisible"),
        (lambda c: c.split(b"\r\n")[0] + b"\r\n", "aucune ligne"),
        (lambda c: b"", "manquantes"),
        (lambda c: c.decode().encode("latin-1"), "n'est pas en UTF-8"),
        (lambda c: c.replace(b"\r\n", b"\r"), "n'est pas une ligne de CSV"),
        (lambda c: c.replace(b'"202601"', b'"202602"'), "des mois manquent"),
        (lambda c: c[: c.index(b'"202602"')], "ne couvrent pas les mêmes mois"),
    ],
)
def test_a_member_that_is_not_as_published_ends_in_one_sentence(raw, con, change, said):
    source = raw("cimt_partner")
    alter(source, change)
    with pytest.raises(SourceError) as refused:
        cimt_partner.parse(source, con)
    assert said in str(refused.value)
    assert str(refused.value).startswith("cimt_partner : ")
    assert "\n" not in str(refused.value)


def test_html_page_and_truncated_zip_are_not_data(raw, con):
    source = raw("cimt_partner")
    target = source.folder / f"{JANUARY}.zip"
    whole = target.read_bytes()
    for content in (b"<!DOCTYPE html><html>404</html>", whole[: len(whole) // 2], b""):
        target.write_bytes(content)
        with pytest.raises(SourceError, match="n'est pas un zip entier"):
            cimt_partner.parse(source, con)


def test_a_zip_damaged_inside_is_refused(raw, con):
    source = raw("cimt_partner")
    target = source.folder / f"{JANUARY}.zip"
    content = bytearray(target.read_bytes())
    content[120:140] = bytes(20)
    target.write_bytes(content)
    with pytest.raises(SourceError, match="n'est pas un zip entier"):
        cimt_partner.parse(source, con)


def test_a_zip_without_its_chapter_member_is_refused(raw, con):
    source = raw("cimt_partner")
    zip_member(source.folder, JANUARY, "ODPFN099_202602N.csv", b"")
    with pytest.raises(SourceError, match="contient 0 fichier"):
        cimt_partner.parse(source, con)


def test_a_missing_family_names_the_file(raw, con):
    source = raw("cimt_partner")
    for year in (2025, 2026):
        (source.folder / f"CIMT-CICM_Tot_Exp_{year}.zip").unlink()
    with pytest.raises(SourceError, match=r"CIMT-CICM_Tot_Exp_2019\.zip"):
        cimt_partner.parse(source, con)


def test_an_unknown_province_is_listed(raw, con):
    source = raw("cimt_province")
    alter(source, lambda content: content.replace(b'"NL"', b'"NF"'))
    with pytest.raises(SourceError, match=r"province\(s\) inconnue\(s\) 'NF' \(import\)"):
        cimt_province.parse(source, con)


def test_nothing_is_left_in_the_scratch_folder(raw, con):
    source = raw("cimt_partner")
    cimt_partner.parse(source, con)
    assert list(source.scratch.iterdir()) == []


def test_downloads_are_yearly_templates():
    for card in (cimt_partner.SOURCE, cimt_province.SOURCE):
        for download in card.downloads:
            files = [one.file for one in download.for_years(2021)]
            assert [file[-8:-4] for file in files] == ["2019", "2020", "2021"]
            assert all(
                one.url == f"{{statcan}}/n1/pub/71-607-x/2021004/zip/{one.file}"
                for one in download.for_years(2021)
            )

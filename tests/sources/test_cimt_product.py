"""CIMT by product: a year of made-up members in the publisher's format, and every way to fail."""

import csv
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import cimt_rows, inflate
from etl.source import Part, Raw, SourceError
from etl.sources import cimt_product

FIXTURES = Path(__file__).parent.parent / "fixtures/cimt_product"
VINTAGE = date(2026, 4, 2)
IMPORTS, EXPORTS = "CIMT-CICM_Imp_2025", "CIMT-CICM_Dom_Exp_2025"
NEWEST = "CIMT-CICM_Imp_2026"


def pack(folder: Path, name: str, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{name}/Notes.docx", b"PK")
        for member, content in members.items():
            packed.writestr(f"{name}/{member}", content)


def members(name: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((FIXTURES / name).iterdir())}


@pytest.fixture
def raw(tmp_path) -> Raw:
    folder = tmp_path / "cimt_product/2026-04-02"
    folder.mkdir(parents=True)
    for path in sorted(FIXTURES.iterdir()):
        pack(folder, path.name, members(path.name))
    return Raw("cimt_product", VINTAGE, folder, tmp_path)


@pytest.fixture
def con():
    with duckdb.connect() as opened:
        yield opened


def year(raw: Raw, con, number: str = "2025") -> list[tuple]:
    part = next(part for part in cimt_product.parts(raw) if part.name == number)
    con.register("part", cimt_product.parse_part(raw, part))
    return con.execute(
        "select geo, flow, partner, hs6, strftime(ref_month, '%Y-%m'), unit, value_cad, quantity "
        "from part"
    ).fetchall()


def alter(raw: Raw, name: str, start: str, change: Callable[[bytes], bytes]) -> None:
    """Rewrite, through `change`, the members of a zip whose names begin with `start`."""
    changed = {
        member: change(content) if member.startswith(start) else content
        for member, content in members(name).items()
    }
    pack(raw.folder, name, changed)


def published(name: str, keep: Callable[[dict[str, str]], bool]) -> int:
    """Sum the dollars of a member's rows another way."""
    (path,) = (FIXTURES / name).glob("ODPFN*.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        return sum(int(row["Value/Valeur"]) for row in csv.DictReader(handle) if keep(row))


def test_one_part_a_year_made_of_both_flows(raw):
    assert cimt_product.parts(raw) == tuple(
        Part(
            "trade_product_monthly",
            name,
            (f"CIMT-CICM_Imp_{name}.zip", f"CIMT-CICM_Dom_Exp_{name}.zip"),
        )
        for name in ("2025", "2026")
    )


def test_every_published_dollar_is_in_the_sums(raw, con):
    found = year(raw, con)
    totals = {
        side: sum(row[6] for row in found if row[:2] == side) for side in {r[:2] for r in found}
    }
    assert totals == {
        ("CA", "import"): published(IMPORTS, lambda _row: True),
        ("CA-QC", "import"): published(IMPORTS, lambda row: row["Province"] == "QC"),
        ("CA", "domestic_export"): published(EXPORTS, lambda row: row["Province"] != "ZZ"),
        ("CA", "re_export"): published(EXPORTS, lambda row: row["Province"] == "ZZ"),
        ("CA-QC", "domestic_export"): published(EXPORTS, lambda row: row["Province"] == "QC"),
    }


def test_provinces_and_states_are_summed(raw, con):
    found = year(raw, con)
    assert ("CA", "import", "USA", "870323", "2025-12", "NMB", 330_000, 12.0) in found
    assert ("CA-QC", "import", "USA", "870323", "2025-12", "NMB", 300_000, 11.0) in found
    assert ("CA", "import", "MEX", "080440", "2025-12", "KGM", 82_000, 41_000.0) in found
    assert ("CA-QC", "domestic_export", "COL", "880240", "2025-12", "NMB", 4_300_000, 1.0) in found


def test_special_chapters_high_seas_and_unspecified_countries_are_kept(raw, con):
    found = year(raw, con)
    assert ("CA-QC", "import", "USA", "990100", "2025-12", "", 40, None) in found
    assert ("CA", "import", "XZZ", "850490", "2025-12", "NMB", 15, 1.0) in found
    # left blank, and ZX, are one partner; a blank quantity leaves no sum
    assert ("CA", "import", "XXX", "850490", "2025-12", "NMB", 500, None) in found


def test_a_country_left_blank_may_be_written_as_a_space(raw, con):
    plain = year(raw, con)
    alter(raw, IMPORTS, "ODPFN015", lambda c: c.replace(b'"850490","",', b'"850490"," ",'))
    assert year(raw, con) == plain


def test_a_published_zero_is_a_row_and_an_absent_flow_is_none(raw, con):
    found = year(raw, con)
    assert ("CA-QC", "import", "COL", "080440", "2025-12", "KGM", 0, 0.0) in found
    assert not [row for row in found if row[2] == "COL" and row[4] != "2025-12"]


def test_rows_come_once_in_the_order_of_the_key(raw, con):
    keys = [row[:6] for row in year(raw, con)]
    assert keys == sorted(set(keys))


def test_small_blocks_and_early_sums_change_nothing(raw, con, monkeypatch):
    plain = year(raw, con)
    monkeypatch.setattr(inflate, "_BLOCK", 128)
    monkeypatch.setattr(cimt_rows, "_WAITING", 3)
    assert year(raw, con) == plain


def test_byte_order_mark_and_columns_in_another_order_change_nothing(raw, con):
    plain = year(raw, con)

    def turned(content: bytes) -> bytes:
        lines = [",".join(reversed(line.split(","))) for line in content.decode().splitlines()]
        return b"\xef\xbb\xbf" + "\n".join(lines).encode()

    alter(raw, IMPORTS, "ODPFN", turned)
    assert year(raw, con) == plain


def tree(raw: Raw, con) -> dict[tuple[str, str], tuple]:
    relation = cimt_product.parse(raw, con)["product"]
    rows = con.execute(
        "select hs, valid_from::varchar, hs_level, parent, label_fr, unit, valid_to::varchar "
        f"from {relation}"
    ).fetchall()
    return {row[:2]: row[2:] for row in rows}


def test_products_are_a_tree_with_both_labels(raw, con):
    found = tree(raw, con)
    old = "1988-01-01"
    assert found["080440", old] == ("subheading", "0804", "Avocats, frais ou secs", "KGM", None)
    assert found["0804", old][:2] == ("heading", "08")
    assert found["08", old] == ("chapter", "II", "Fruits comestibles", "", None)
    assert found["II", old][:2] == ("section", "")
    assert found["880240", old][2] == "Avions d’un poids à vide de plus de 15 000 kg"
    parents = {parent for _, parent, *_ in found.values()} - {""}
    assert parents <= {hs for hs, _ in found}


def test_a_code_whose_meaning_changed_has_a_row_for_each(raw, con):
    found = tree(raw, con)
    assert found["850490", "1988-01-01"][2:] == (
        "Parties de transformateurs et de convertisseurs", "", "2016-12-01",
    )  # fmt: skip
    assert found["850490", "2017-01-01"][3:] == ("NMB", None)
    assert found["0101", "1988-01-01"][4] == "2011-12-01", "a heading ends with its last code"


def test_a_unit_bears_its_most_recent_name(raw, con):
    relation = cimt_product.parse(raw, con)["quantity_unit"]
    found = con.execute(f"select unit, name_fr, name_en from {relation} order by all").fetchall()
    assert ("NMB", "Nombre", "Number") in found
    assert len(found) == 3


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.replace(b'"CO"', b'"QQ"'), "ligne 15 : pays inconnu 'QQ'"),
        (lambda c: c.replace(b'"BC"', b'"XY"'), "ligne 22 : province inconnue 'XY'"),
        (lambda c: c.replace(b'"CO"', b'"COL"'), "ligne 15 : pays inconnu 'COL'"),
        (lambda c: c.replace(b'"CO"', b'"C\xc9"'), "ligne 15 : pays inconnu 'C"),
        (lambda c: c.replace(b'"BC"', b'"B"'), "ligne 22 : province inconnue 'B'"),
        (lambda c: c.replace(b'"BC"', b'""'), "ligne 22 : province inconnue ''"),
        (lambda c: c.replace(b'2,"NMB"', b'2,"BOX"'), "ligne 18 : unité inconnue 'BOX'"),
        (lambda c: c.replace(b'"202503"', b'"202403"'), "ligne 4 : mois '202403'"),
        (lambda c: c.replace(b'"202503"', b'"2025-03"'), "ligne 4 : mois '2025-03'"),
        (lambda c: c.replace(b'"202503"', b'""'), "ligne 4 : mois ''"),
        (lambda c: c.replace(b'"870323","MX"', b'"870324","MX"'), "code SH '870324' sans libellé"),
        (lambda c: c.replace(b'"080440"', b'"80440"'), "ligne 2 : code SH '80440'"),
        (lambda c: c.replace(b",910000,", b",910 000,"), "ligne 16 : valeur '910 000'"),
        (lambda c: c.replace(b",910000,", b",,"), "ligne 16 : valeur vide"),
        (lambda c: c.replace(b",31,", b",3x1,"), "ligne 16 : quantité '3x1'"),
        (lambda c: c.replace(b',910000,31,"NMB"', b""), "ligne 16 : 5 champs au lieu de 8"),
        (lambda c: c.replace(b'"BC"', b'"\xc9"'), "ligne 22 : un texte n'est pas en UTF-8"),
        (lambda c: c.decode().encode("latin-1"), "l'en-tête de ODPFN015 n'est pas en UTF-8"),
        (lambda c: c.replace(b"Country/Pays", b"Partner"), "manquantes (Country/Pays)"),
        (lambda c: c.replace(b"Valeur,", b"Valeur,Mode,"), "inattendues (Mode)"),
        (lambda c: c.replace(b",Province", b""), "manquantes (Province)"),
        (lambda c: c.split(b"\n")[0] + b"\n", "aucune ligne"),
        (lambda c: b"", "manquantes"),
        (lambda c: c.replace(b'"202505"', b'"202506"'), "des mois de 2025 manquent (Imp 1 2 3 4 6"),
        (lambda c: c[: c.index(b'"202512"')], "des mois de 2025 manquent (Imp 1 2"),
    ],
)
def test_a_member_that_is_not_as_published_ends_in_one_sentence(raw, con, change, said):
    alter(raw, IMPORTS, "ODPFN", change)
    refused(raw, con, said, IMPORTS if "mois de" not in said else "2025")


@pytest.mark.parametrize(
    ("start", "change", "said"),
    [
        ("ODPF_3", lambda c: c.decode("cp1252").encode(), "n'est pas en Latin-1"),
        ("ODPF_3", lambda c: c.replace(b"KGM", b"\x81GM"), "n'est pas en Latin-1"),
        ("ODPF_3", lambda c: c.replace(b"198801", b"1988-1"), "ligne 1 : code '080440', validité"),
        ("ODPF_3", lambda c: c.replace(b"Avocats, frais ou secs", b" " * 22), "ligne 1"),
        ("ODPF_3", lambda c: b"", "est vide"),
        ("ODPF_9", lambda c: c.replace(b"KGM", b"KGS"), "unité inconnue 'KGM'"),
    ],
)
def test_a_list_that_is_not_as_published_ends_in_one_sentence(raw, con, start, change, said):
    alter(raw, NEWEST, start, change)
    refused(raw, con, said, "CIMT-CICM_Imp")


def refused(raw: Raw, con, said: str, named: str) -> None:
    with pytest.raises(SourceError) as caught:
        year(raw, con)
    sentence = str(caught.value)
    assert said in sentence
    assert named in sentence
    assert sentence.startswith("cimt_product : ")
    assert "\n" not in sentence


def test_flows_that_stop_at_different_months_are_refused(raw, con):
    alter(raw, EXPORTS, "ODPFN", lambda content: content[: content.index(b'"202512"')])
    refused(raw, con, "Dom_Exp 1 2 3 4 5 6 7 8 9 10 11)", "2025")


def test_a_missing_list_or_half_of_a_pair_names_the_file(raw, con):
    kept = {n: c for n, c in members(NEWEST).items() if not n.startswith("ODPF_9")}
    pack(raw.folder, NEWEST, kept)
    with pytest.raises(SourceError, match=r"0 fichier\(s\) ODPF_9_\*\.TXT"):
        cimt_product.parse(raw, con)
    (raw.folder / f"{EXPORTS}.zip").unlink()
    with pytest.raises(SourceError, match=rf"{EXPORTS}\.zip manque"):
        cimt_product.parts(raw)


@pytest.mark.parametrize("cut", [0.5, 0.0])
def test_a_page_or_a_cut_zip_is_not_data(raw, con, cut):
    target = raw.folder / f"{IMPORTS}.zip"
    whole = target.read_bytes()
    target.write_bytes(whole[: int(len(whole) * cut)] or b"<!DOCTYPE html><html>404</html>")
    refused(raw, con, "n'est pas un zip entier", IMPORTS)


def test_a_zip_damaged_inside_is_refused(raw, con):
    target = raw.folder / f"{IMPORTS}.zip"
    content = bytearray(target.read_bytes())
    at = content.index(b"ODPFN015") + 60
    content[at : at + 20] = bytes(20)
    target.write_bytes(content)
    refused(raw, con, "n'est pas un zip entier", IMPORTS)

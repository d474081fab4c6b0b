"""The status file of the measures: what staff may write, and what each mistake is told."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.build import build
from etl.paths import PROJECT_ROOT, DataFolder
from etl.source import Raw, SourceError
from etl.sources import measure_status
from etl.status_file import FILE, read

MEASURES, STATES = ("O1-4-1", "O1-4-2", "O4-1-1"), ("done", "under_way")
TODAY = date(2026, 11, 22)
HEADER = "measure,status,date,note,source\n"
GOOD = "O1-4-2,done,2023-05,Ouvert,Communiqué\n"


def told(tmp_path: Path, text: str | bytes):
    path = tmp_path / FILE
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, MEASURES, STATES, TODAY)


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2023", date(2023, 1, 1), "year"),
        ("2023-05", date(2023, 5, 1), "month"),
        ("2023-05-12", date(2023, 5, 12), "day"),
        ("2026-11-22", date(2026, 11, 22), "day"),
    ],
)
def test_a_date_may_be_a_year_a_month_or_a_day(tmp_path, written, day, precision):
    (line,) = told(tmp_path, f"{HEADER}O1-4-2,done,{written},Ouvert,Communiqué\n")
    assert (line.day, line.precision) == (day, precision)


def test_what_french_excel_writes_is_read(tmp_path):
    text = "\ufeffmeasure;status;date;note;source\r\nO1-4-2;done;2023;Un, deux;Page\r\n;;;;\r\n"
    (line,) = told(tmp_path, text)
    assert (line.note_fr, line.note_en) == ("Un, deux", "Un, deux")
    assert (line.reference_fr, line.reference_en) == ("Page", "Page")


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: (HEADER + text).encode("utf-8", "surrogatepass")),
        st.lists(st.sampled_from([*'O1-4,2;"\n\r\x00 é', "done", "2023-05", GOOD, HEADER])).map(
            lambda parts: "".join(parts).encode()
        ),
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_whatever_is_in_the_file_is_read_or_told_in_words(tmp_path, content):
    refused, lines = "", ()
    try:
        lines = told(tmp_path, content)
    except SourceError as refusal:
        refused = str(refusal)
    assert not refused or (FILE in refused and "ligne" in refused)
    assert {line.measure for line in lines} <= set(MEASURES)


def test_no_file_is_no_line(tmp_path):
    assert read(tmp_path / FILE, MEASURES, STATES, TODAY) == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("O9-9-9,done,2023,,Page", "mesure inconnue « O9-9-9 »"),
        ("O1-4-1,finie,2023,,Page", "état inconnu « finie » ; les états sont done, under_way"),
        ("O1-4-1,done,2026-11-23,,Page", "la date 2026-11-23 est à venir"),
        ("O1-4-1,done,mai 2023,,Page", "date illisible « mai 2023 »"),
        ("O1-4-1,done,2023-02-30,,Page", "date illisible « 2023-02-30 »"),
        ("O1-4-1,done,,,Page", "date illisible «  »"),
        ("O1-4-1,done,2023,Note,", "la source manque"),
        ("O1-4-2,done,2023,,Page", "la mesure O1-4-2 est déjà à la ligne 2"),
        ("O1-4-1,done,2023,Un, deux,Page", "6 cellules pour 5 colonnes"),
    ],
)
def test_a_mistake_is_told_by_its_line(tmp_path, line, reason):
    with pytest.raises(SourceError, match="ligne 3") as error:
        told(tmp_path, f"{HEADER}{GOOD}{line}\n")
    assert reason in str(error.value)


def test_every_faulty_line_is_listed(tmp_path):
    with pytest.raises(SourceError) as error:
        told(tmp_path, f"{HEADER}X,done,2023,,Page\n{GOOD}O1-4-1,non,2023,,Page\n")
    assert "ligne 2 : mesure inconnue" in str(error.value)
    assert "ligne 4 : état inconnu" in str(error.value)


def test_another_encoding_is_told_by_its_line(tmp_path):
    with pytest.raises(SourceError, match="ligne 2 : un caractère n'est pas en UTF-8"):
        told(tmp_path, f"{HEADER}{GOOD}".encode("cp1252"))


@pytest.mark.parametrize("header", ["", "mesure,état\n", "measure,status,date,note\n"])
def test_another_header_is_refused(tmp_path, header):
    with pytest.raises(SourceError, match="ligne 1 : l'en-tête doit être measure,status"):
        told(tmp_path, header + GOOD)


def test_a_folder_of_editions_is_refused(tmp_path):
    with pytest.raises(SourceError, match=FILE):
        measure_status.parse(Raw("measure_status", TODAY, tmp_path), None)


@pytest.fixture
def shipped(tmp_path) -> DataFolder:
    shutil.copytree(PROJECT_ROOT / "data/raw/snapshot", tmp_path / "raw/snapshot")
    return DataFolder(tmp_path)


def states(folder: Path) -> dict[str, str]:
    with duckdb.connect() as con:
        path = str(folder / "measure_progress.parquet")
        return dict(con.execute("select measure, state from read_parquet(?)", [path]).fetchall())


def test_a_faulty_file_leaves_the_last_good_states_and_the_rest_is_built(shipped):
    status = shipped.snapshot / FILE
    first = build(shipped)
    assert states(first.folder) == {"O1-4-2": "done"}
    assert first.manifest["refused"] == []
    status.write_text(f"{HEADER}O1-4-1,under_way,2026,,Page\nO1-4-9,done,2026,,Page\n", "utf-8")
    second = build(shipped)
    assert states(second.folder) == {"O1-4-2": "done"}
    (refusal,) = second.manifest["refused"]
    assert refusal["source"] == "measure_status"
    assert "ligne 3 : mesure inconnue « O1-4-9 »" in refusal["reason"]
    assert second.manifest["tables"]["claim"] == first.manifest["tables"]["claim"]
    status.write_text(f"{HEADER}O1-4-1,under_way,2026,,Page\n", "utf-8")
    assert states(build(shipped).folder) == {"O1-4-1": "under_way"}


def test_a_faulty_first_file_leaves_no_state(shipped):
    (shipped.snapshot / FILE).write_text("n'importe quoi", "utf-8")
    made = build(shipped)
    assert states(made.folder) == {}
    assert len(made.manifest["refused"]) == 1

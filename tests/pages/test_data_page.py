"""The analyst's page: every table opens, filters are codes in the address, files equal the view."""

import csv
import io
import json
from urllib.parse import urlsplit

import pyarrow.parquet as pq
import pytest

from dashboard import builds, downloads, formats, queries
from tests import asgi

PAGE = "pages/data.py"
TABLES = sorted(name.removeprefix("extract/") for name in queries.catalogue() if "extract/" in name)


def chosen(at, key: str):
    return next(w for w in (*at.selectbox, *at.multiselect) if w.key == key)


def said(at) -> str:
    return " ".join(str(e.value) for kind in ("warning", "info") for e in at.get(kind))


def rows(at) -> int:
    first = at.subheader[0].value
    return int("".join(sign for sign in first if sign.isdigit()))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("table", TABLES)
def test_every_table_opens(app_test, table: str, lang: str) -> None:
    at = app_test(PAGE, lang, table=table)
    assert not at.exception
    assert not at.warning
    assert chosen(at, "table").value == table
    if builds.current().rows(table):
        assert rows(at) == builds.current().rows(table)
        assert len(at.dataframe) == 1
    else:
        assert f"python -m etl refresh {table}" in said(at)


def test_filters_of_the_address_reach_the_figures(app_test) -> None:
    everything = app_test(PAGE)
    some = app_test(
        PAGE, geo="CA-QC", partner=["MEX", "BRA"], flow="import", since="2025-01", until="2025-12"
    )
    assert not some.exception
    assert not some.warning
    assert rows(some) == 24 < rows(everything)
    shown = some.dataframe[0].value
    assert set(shown["partner"]) == {"BRA", "MEX"}
    assert {str(day)[:4] for day in shown["ref_month"]} == {"2025"}


def test_a_choice_is_written_into_the_address_as_a_code(app_test) -> None:
    at = app_test(PAGE)
    chosen(at, "partner").select("BRA").run()
    assert at.query_params["partner"] == "BRA"
    assert "partner=BRA" in " ".join(code.value for code in at.code)


def test_the_usual_choice_leaves_no_trace_in_the_address(app_test) -> None:
    at = app_test(PAGE, partner="BRA")
    chosen(at, "partner").unselect("BRA").run()
    assert "partner" not in at.query_params


@pytest.mark.parametrize("bad", ["zzz", "../../etc/passwd", "' or 1=1 --", "<script>x</script>"])
def test_an_unknown_code_is_ignored_and_said(app_test, bad: str) -> None:
    at = app_test(PAGE, partner=[bad, "BRA"], table=bad)
    assert not at.exception
    assert chosen(at, "partner").value == ["BRA"]
    assert len(at.warning) == 2
    assert "<" not in said(at)
    assert "'" not in said(at).replace("\u2019", "")


def test_a_parameter_that_is_no_filter_is_ignored_and_said(app_test) -> None:
    at = app_test(PAGE, nothing="1")
    assert "nothing" in said(at)
    assert "nothing" not in at.query_params


def test_another_table_drops_the_filters_it_does_not_have_without_a_word(app_test) -> None:
    at = app_test(PAGE, flow="import")
    chosen(at, "table").set_value("country_year").run()
    assert not at.exception
    assert not at.warning
    assert dict(at.query_params) == {"table": "country_year"}


def test_a_period_that_ends_before_it_starts_is_mended_and_said(app_test) -> None:
    at = app_test(PAGE, since="2026-01", until="2019-01")
    assert not at.exception
    assert "2019-01" in said(at)
    assert chosen(at, "until").value >= chosen(at, "since").value == "2026-01"


def test_no_row_is_said_in_words(app_test) -> None:
    at = app_test(PAGE, geo="CA-QC", source="cimt_partner")
    assert not at.exception
    assert rows(at) == 0
    assert at.info
    assert not at.get("download_button")


def test_the_files_hold_what_the_filters_show(app_test, monkeypatch) -> None:
    offered = {}
    monkeypatch.setattr(
        downloads, "_offer", lambda package, rows, key, links: offered.update(package=package)
    )
    at = app_test(PAGE, geo="CA-QC", partner="BRA", flow="import", since="2025-01")
    assert not at.exception
    package = offered["package"]
    files = {file.kind: file for file in package.files()}
    machine = files["csv-machine"].make()
    lines = list(csv.reader(io.StringIO(machine.decode(), newline="")))
    shown = at.dataframe[0].value
    assert lines[0] == list(shown.columns)
    assert len(lines) - 1 == rows(at) == len(shown)
    french = list(
        csv.reader(io.StringIO(files["csv"].make().decode("utf-8-sig"), newline=""), delimiter=";")
    )
    assert french[1:] == lines[1:]
    table = pq.read_table(io.BytesIO(files["parquet"].make()))
    assert table.column_names == lines[0]
    assert table.num_rows == len(shown)
    about = json.loads(files["metadata"].make())
    assert about["url"] == files["csv-machine"].name
    assert about["dc:extent"] == len(shown)
    assert "partner=BRA" in about["dc:identifier"]
    assert [source["dc:identifier"] for source in about["dc:source"]] == ["12-10-0175-01"]
    assert files["xlsx"].make().startswith(b"PK")
    for file in files.values():
        assert package.build.build_id in file.name


def test_a_large_csv_is_sent_by_its_address(app_test, monkeypatch) -> None:
    """The link gives what the button of a small table gives, in both dialects."""
    offered = []
    monkeypatch.setattr(
        downloads.st,
        "download_button",
        lambda label, data, **more: offered.append((more["key"], data)),
    )
    chosen_rows = {"geo": "CA-QC", "partner": "BRA", "flow": "import", "since": "2025-01"}
    app_test(PAGE, **chosen_rows)
    made = {key.removeprefix("extract-"): make() for key, make in offered}
    offered.clear()
    monkeypatch.setattr(downloads, "ROWS_IN_MEMORY", 0)
    at = app_test(PAGE, **chosen_rows)
    assert not at.exception
    assert {key.removeprefix("extract-") for key, _ in offered} == {"xlsx", "parquet", "metadata"}
    links = [urlsplit(link.proto.url) for link in at.get("link_button")]
    sent = [asgi.ask(asgi.application(), f"{link.path}?{link.query}").body for link in links]
    assert sent == [made["csv"], made["csv-machine"]]


def test_too_many_rows_for_a_file_lead_to_the_whole_table(app_test, monkeypatch) -> None:
    monkeypatch.setattr(downloads, "MOST_ROWS", 10)
    at = app_test(PAGE, geo="CA-QC")
    assert not at.exception
    assert not at.get("download_button")
    assert formats.integer(10) in at.info[0].value
    (link,) = at.get("link_button")
    sent = asgi.ask(asgi.application(), urlsplit(link.proto.url).path).body
    table = pq.read_table(io.BytesIO(sent))
    assert table.num_rows == builds.current().rows("trade_partner_monthly")


def test_a_missing_build_is_named_with_its_command(app_test, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
    at = app_test(PAGE)
    assert not at.exception
    assert "python -m etl build" in said(at)


def test_an_empty_cell_says_why(app_test) -> None:
    at = app_test(PAGE, table="country_year", partner="MEX", gdp_status="not_available")
    assert at.dataframe[0].value["gdp_usd"].isna().all()
    assert at.dataframe[0].proto.placeholder == formats.missing("not_available")

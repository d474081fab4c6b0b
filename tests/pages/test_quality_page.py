"""The page on the data themselves, and the notice that every page opens with when it must."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest

from dashboard import notices, openings, quality, revisions
from dashboard.i18n import use
from etl import attempts
from etl.attempts import Attempt
from etl.build import build
from etl.paths import PROJECT_ROOT
from tests import vintages
from tests.pages.reading import titles

PAGE = "pages/quality.py"
SHIPPED = PROJECT_ROOT / "data/raw/snapshot/revision.csv"


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def said(at) -> str:
    """What a reader is told: the words, without the marks around a table's number."""
    words = " ".join(str(e.value) for kind in ("markdown", "html") for e in at.get(kind))
    return plain(re.sub(r'<span class="whole">([^<]*)</span>', r"\1", words))


@pytest.fixture
def on(monkeypatch):
    def set_day(day: str) -> None:
        monkeypatch.setattr(notices, "today", lambda: date.fromisoformat(day))

    return set_day


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("table", ["trade_partner_monthly", "study_permit_monthly"])
def test_the_page_opens(app_test, lang, table):
    at = app_test(PAGE, lang, table=table)
    assert not at.exception
    assert len(titles(at)) + len(at.subheader) == 5
    assert len(at.expander) == 3


def test_a_series_is_kept_in_the_address(app_test):
    key = "cimt_partner.CA.MEX.import.TOTAL"
    at = app_test(PAGE, table="trade_partner_monthly", series=key)
    assert at.selectbox(key="series").value == key
    assert "Importations · Canada · Mexique" in said(at)


def test_the_largest_revision_is_the_largest_shipped(data_dir):
    with SHIPPED.open(encoding="utf-8") as lines:
        rows = [
            row
            for row in csv.DictReader(lines)
            if row["table_name"] == "trade_partner_monthly" and row["kind"] == "revised"
        ]
    largest = max(rows, key=lambda row: abs(int(row["change"])))
    with use("fr"):
        block = revisions.largest("trade_partner_monthly")
    assert block.result.rows[0]["change_value"] == int(largest["change"]) == -799_163_745
    assert "mars 2026 : 49,3 G$ publié le 4 juin 2026, 48,5 G$ publié le 5 juillet 2026" in plain(
        block.sentence
    )


def test_a_series_is_given_as_each_edition_published_it(data_dir):
    one = revisions.Revised(
        *("trade_partner_monthly", "statcan_12100175", "CA-QC", "WLD", "import", "TOTAL")
    )
    rows = {
        (row["period"].isoformat(), row["edition"].isoformat()): row["amount"]
        for row in revisions.as_published(one).result.rows
    }
    assert rows["2026-05-01", "2026-07-05"] == 10_394_157_548
    assert rows["2026-05-01", "2026-09-03"] == 10_951_581_000
    assert ("2026-07-01", "2026-07-05") not in rows


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-10-04", "fresh"), ("2026-10-05", "due"), ("2026-10-15", "due"), ("2026-10-16", "late")],
)
def test_the_calendar_depends_on_the_day_it_is_given(data_dir, on, day, state):
    on(day)
    rows = {row["source"]: row for row in notices.calendar().rows}
    assert rows["statcan_12100175"]["expected_on"] == date(2026, 10, 5)
    assert rows["statcan_12100175"]["state"] == state
    assert "published_figures" not in rows


def test_every_page_says_that_data_are_late(app_test, on):
    on("2026-10-16")
    assert "la dernière à l’être est 12-10-0175-01, attendue le 5 octobre 2026" in said(
        app_test("pages/trade.py")
    )
    assert "the most recent is 12-10-0175-01" in said(app_test("pages/overview.py", "en"))


def test_nothing_is_said_when_nothing_is_late(data_dir, on):
    on("2020-01-01")
    with use("fr"):
        assert notices.sentences() == []


def test_a_refresh_that_failed_is_said_with_the_edition_that_is_shown(
    app_test, on, tmp_path, monkeypatch
):
    data = vintages.shipped(tmp_path / "own")
    failed = Attempt("2026-10-05T12:45:00+00:00", "failed", "Le serveur est injoignable.")
    attempts.write(data.raw, "statcan_12100175", failed)
    build(data)
    monkeypatch.setenv("CAP_ALA_DATA", str(data.root))
    openings.forget()
    on("2026-10-05")
    expected = "a échoué pour 12-10-0175-01 (édition du 3 septembre 2026)"
    assert expected in said(app_test("pages/overview.py"))
    at = app_test(PAGE)
    assert "Le serveur est injoignable." in " ".join(str(code.value) for code in at.code)


def test_the_checks_that_failed_are_named_in_the_sentence(data_dir):
    with use("fr"):
        sentence = quality.checks().sentence
    assert plain(sentence).endswith(
        "3 à examiner : Sources rapprochées, Fraîcheur, Provinces et Canada."
    )


def test_without_data_the_page_names_the_command(app_test, tmp_path, monkeypatch):
    monkeypatch.setenv("CAP_ALA_DATA", str(tmp_path))
    openings.forget()
    at = app_test(PAGE)
    assert not at.exception
    assert "python -m etl build" in " ".join(str(info.value) for info in at.info)

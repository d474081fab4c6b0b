"""From the publisher to the page: `refresh` downloads, builds, and what was not loaded is shown."""

from __future__ import annotations

import io
import zipfile

from etl.paths import PROJECT_ROOT
from tests.pages.reading import text
from tests.servers import file, status

FIXTURES = PROJECT_ROOT / "tests/fixtures"
TABLE = ("trade_partner_annual", "STATCAN", "/n1/tbl/csv/12100173-eng.zip")
TRADE, STUDENTS = "pages/trade.py", "pages/students.py"
CROSSED = "ODP-TR-Study-DLI_PT_Inst_type_COC.csv"


def archive() -> bytes:
    """The fixture's files in a zip, as the publisher serves them."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted((FIXTURES / "statcan_12100173/eng").glob("*.csv")):
            opened.write(path, path.name)
    return body.getvalue()


def test_what_was_not_loaded_is_shown_once_refreshed(refresh, app_test):
    done = refresh(*TABLE, file(archive()))
    assert done.returncode == 0, done.stderr
    at = app_test(TRADE, partner=["COL"])
    assert not at.exception
    assert "non chargé" not in text(at)
    assert "2024 — Colombie : 81,2 M$" in text(at)


def test_a_refresh_that_fails_leaves_the_figures_and_says_why(refresh, app_test):
    done = refresh(*TABLE, status(503))
    assert done.returncode == 4
    assert "statcan_12100173" in done.stderr
    assert "Traceback" not in done.stderr
    at = app_test(TRADE)
    assert not at.exception
    assert "Mexique" in text(at)
    assert "Québec × Colombie : non chargé" in text(at)


def test_students_in_quebec_by_country_are_shown_once_refreshed(refresh, app_test):
    """Made-up figures in the official layout: 210 and 85 Mexicans; Haitians hidden, 0 to 5."""
    body = (FIXTURES / "ircc_study_institution" / CROSSED).read_bytes()
    address = f"/opendata-donneesouvertes/data/{CROSSED}"
    done = refresh("ircc_study_institution", "IRCC", address, file(body))
    assert done.returncode == 0, done.stderr
    at = app_test(STUDENTS, partner=["MEX", "HTI"], view="quebec")
    assert not at.exception
    assert "non chargé" not in text(at)
    assert "En septembre 2023 — Mexique : 295 personnes ; Haïti : supprimé (0 à 5)." in text(at)
    # Canada's own months still come from the workbook.
    months = app_test(STUDENTS, partner=["MEX", "HTI"], view="months")
    assert "En juillet 2025 — Mexique : 395 personnes" in text(months)

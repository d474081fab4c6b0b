"""What the fetch tests share: cards, bodies, and the sentence that a refusal ends in."""

from __future__ import annotations

import random

import pytest

from etl import receipts
from etl.fetch import FetchError
from etl.source import Download, Licence, Source, Text
from tests import servers

PATH = "/n1/tbl/csv/12100175-eng.zip"
GOOD = servers.statcan_zip("12100175", 1633200, 464700)
LATER = servers.statcan_zip("12100175", 1633200, 464700, 73100)
CSV = b"EN_YEAR\tTOTAL\r\n2025\t--\r\n"
BIG = random.Random(2).randbytes(600_000)
BIG_ZIP = servers.zipped({"12100175.csv": BIG})


def card(*downloads):
    return Source(
        code="statcan_12100175",
        publisher=Text("Statistique Canada", "Statistics Canada"),
        title=Text("Commerce", "Trade"),
        number="12-10-0175-01",
        landing_page=Text("", ""),
        downloads=downloads or (Download("12100175-eng.zip", f"{{statcan}}{PATH}"),),
        licence=Licence.STATCAN_OPEN,
        rhythm="monthly",
        lag_days=35,
        tables=("trade_partner_monthly",),
    )


CSV_CARD = card(Download("study.csv", "{ircc}/study.csv"))
JSON_CARD = card(Download("gdp.json", "{worldbank}/gdp?format=json"))


class Notes(list):
    """A progress that remembers."""

    def begin(self, file, total, done):
        self.append(f"begin {file} {total} {done}")

    def advance(self, count):
        pass

    def note(self, sentence):
        self.append(sentence)


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def refused(run, source=None, **settings):
    """Fetch, expect one clear sentence that leaves the published vintages alone, return it."""
    before = {p: tree(p) for p in receipts.folders(run.raw, "statcan_12100175")}
    with pytest.raises(FetchError) as caught:
        run(source, **settings)
    sentence = str(caught.value)
    assert sentence.startswith("statcan_12100175 : ")
    assert sentence.endswith("n'ont pas été touchées.")
    assert "\n" not in sentence
    assert {p: tree(p) for p in receipts.folders(run.raw, "statcan_12100175")} == before
    return sentence

"""Every publisher of the project on one loopback server: its official paths, files in its formats."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from etl.paths import PROJECT_ROOT
from etl.source import Source, discover
from tests.servers import Answer, Publisher, file, json_body

FIXTURES = PROJECT_ROOT / "tests/fixtures"
BASES = ("STATCAN", "IRCC", "WORLDBANK", "OPENCANADA")
ESDC_AT = "/data/dataset/76defa14/resource/"
CATALOGUE = "/data/api/action/package_show"
WDS = "/t1/wds/rest/getFullTableDownloadCSV/"
MODIFIED = "Thu, 01 Oct 2026 12:30:00 GMT"


def archive(members: dict[str, bytes]) -> bytes:
    """Return a zip with fixed dates: the same figures are the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (2026, 9, 3, 8, 30, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(entry, content)
    return packed.getvalue()


@cache
def statcan(code: str) -> bytes:
    """Return a full table of the fixtures as the publisher packs it."""
    members = sorted((FIXTURES / code / "eng").glob("*.csv"))
    return archive({path.name: path.read_bytes() for path in members})


@cache
def cimt_year(product: str, year: int) -> bytes:
    """Return one yearly zip: the rows of the fixture's month, given to every month of the year.

    The current year holds its first two months.
    """
    # Trade by product reads the same zips; its own rows are served in its own tests.
    (member,) = (
        path
        for path in FIXTURES.glob(f"cimt_*/CIMT-CICM_{product}_2025/*.csv")
        if path.parents[1].name != "cimt_product"
    )
    header, *rows = member.read_text(encoding="utf-8-sig").splitlines()
    last = 2 if year == datetime.now(UTC).year else 12
    months = [f"{year}{month:02}" for month in range(1, last + 1)]
    lines = [header, *(row.replace("202512", month) for month in months for row in rows)]
    name = member.name.replace("202512", f"{year}{last:02}")
    return archive({f"CIMT-CICM_{product}_{year}/{name}": "\r\n".join(lines).encode() + b"\r\n"})


def dataset(publisher: Publisher, addresses: list[str]) -> Answer:
    """Answer as the portal's catalogue does; addresses are paths of the same server."""
    resources = [
        {"id": str(n), "name": "File", "format": "CSV", "url": publisher.url + address}
        for n, address in enumerate(addresses)
    ]
    return json_body(json.dumps({"success": True, "result": {"resources": resources}}))


def serve(publisher: Publisher, modified: str = MODIFIED, sources: tuple[str, ...] = ()) -> None:
    """Serve every file of every source's card (or of some) where its publisher does."""
    entries = discover()
    for code in sources or entries:
        for path, body in published(code, entries[code].source):
            kind = "application/json" if code.startswith("worldbank") else "text/csv"
            kind = "application/zip" if path.endswith((".zip", ".xlsx")) else kind
            publisher.serves(path, file(body, modified=modified, content_type=kind))
    tables = sorted((FIXTURES / "esdc_lmia").glob("*.csv"))
    publisher.serves(CATALOGUE, dataset(publisher, [f"{ESDC_AT}{t.name}" for t in tables]))


def published(code: str, card: Source) -> list[tuple[str, bytes]]:
    """Return the paths and the bytes of one source."""
    if code.startswith("statcan"):
        return [(f"/n1/tbl/csv/{code[8:]}-eng.zip", statcan(code))]
    if code.startswith("cimt"):
        path = "/n1/pub/71-607-x/2021004/zip/CIMT-CICM_{}_{}.zip"
        return [
            (path.format(name, year), cimt_year(name, year))
            for download in card.downloads
            for name in [download.file.split("CICM_")[1][:-11]]
            for year in range(download.first_year or 0, datetime.now(UTC).year + 1)
        ]
    folder = {
        "ircc": "/opendata-donneesouvertes/data/",
        "esdc": ESDC_AT,
        "worl": "/v2/country/all/indicator/",
    }
    return [
        (
            folder[code[:4]] + path.name.removesuffix(".json"),
            path.read_bytes(),
        )
        for path in sorted((FIXTURES / code).iterdir())
        if path.suffix in {".csv", ".xlsx", ".json"}
    ]


def run(
    data: Path, publisher: Publisher, *arguments: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a data command whose publishers are all on the loopback server."""
    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=PROJECT_ROOT,
        env=environment(data, publisher) | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def environment(data: Path, publisher: Publisher) -> dict[str, str]:
    """Return the environment of such a command: short patience, no proxy."""
    settings = {f"CAP_ALA_{base}_URL": publisher.url for base in BASES} | {
        "CAP_ALA_DATA": str(data),
        "CAP_ALA_FETCH_RETRIES": "1",
        "CAP_ALA_FETCH_BACKOFF": "0",
        "CAP_ALA_FETCH_READ_TIMEOUT": "5",
        "NO_PROXY": "127.0.0.1,localhost",
        "COLUMNS": "200",
    }
    return dict(os.environ) | settings


def revalued(body: bytes, member: str, column: str, change) -> bytes:
    """Return a zipped table with `change(row)` as the text of one column: a revised edition."""
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    text = members[member].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row in rows:
        row[column] = change(row)
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    members[member] = b"\xef\xbb\xbf" + made.getvalue().encode()
    return archive(members)

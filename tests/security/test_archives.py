"""An archive that lies about its size is stopped where the lie begins, also after its download."""

from __future__ import annotations

import random
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl import inflate
from etl.fetch.settings import FetchSettings
from etl.inflate import DamagedArchiveError

ANNOUNCED = b"REF_DATE,VALUE\r\n2026-01,1\r\n"


@pytest.fixture
def liar(tmp_path: Path) -> Path:
    """A member that announces one short line and a right checksum of it, and holds 200 MB."""
    path = tmp_path / "liar.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", ANNOUNCED + b"x,y\r\n" * 40_000_000)
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("a.csv")
    facts = zlib.crc32(ANNOUNCED).to_bytes(4, "little")
    for start in (14, raw.index(b"PK\x01\x02") + 16):
        assert raw[start : start + 4] == info.CRC.to_bytes(4, "little")
        raw[start : start + 4] = facts
        raw[start + 8 : start + 12] = len(ANNOUNCED).to_bytes(4, "little")
    path.write_bytes(raw)
    return path


def test_reading_stops_at_the_announced_size(liar: Path) -> None:
    """zipfile itself is content with such an archive: it reads what is announced and no more."""
    with zipfile.ZipFile(liar) as archive:
        assert archive.testzip() is None
    blocks = inflate.lines(liar, "a.csv")
    with pytest.raises(DamagedArchiveError, match="announced"):
        next(blocks)


def test_every_limit_of_a_download_is_a_setting() -> None:
    changed = {
        "CAP_ALA_FETCH_LARGEST_FILE": "1",
        "CAP_ALA_FETCH_LARGEST_JSON": "2",
        "CAP_ALA_FETCH_LARGEST_UNPACKED": "3",
        "CAP_ALA_FETCH_LARGEST_RATIO": "4",
        "CAP_ALA_FETCH_MOST_MEMBERS": "5",
        "CAP_ALA_FETCH_TOTAL_SECONDS": "6",
        "CAP_ALA_FETCH_REDIRECTS": "7",
    }
    read = FetchSettings.from_environment(changed)
    limits = (
        read.largest_file, read.largest_json, read.largest_unpacked, read.largest_ratio,
        read.most_members, read.total_seconds, read.redirects,
    )  # fmt: skip
    assert limits == (1, 2, 3, 4, 5, 6, 7)


@contextmanager
def taking_at_most(size: int) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < size


def test_a_lie_is_not_unpacked_whole_before_it_ends(liar: Path) -> None:
    with taking_at_most(16 << 20), pytest.raises(DamagedArchiveError, match="announced"):
        list(inflate.lines(liar, "a.csv"))


def test_what_is_packed_tightest_is_unpacked_a_block_at_a_time(tmp_path: Path) -> None:
    """Half of it hardly shrinks and half of it a thousand times: an average tells nothing."""
    archive, size = tmp_path / "uneven.zip", 32 << 20
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        noise = random.Random(1).randbytes(size)
        packed.writestr("a.csv", noise + b"0,0,0,0\n" * (size // 8))
    del noise
    with taking_at_most(16 << 20):
        read = sum(len(block) for block in inflate.lines(archive, "a.csv"))
    assert read == 2 * size

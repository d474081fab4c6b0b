"""Streams one member of a zip to whatever reads paths; the inflated bytes never touch the disk."""

from __future__ import annotations

import contextlib
import fcntl
import os
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from zlib import MAX_WBITS

# ISA-L inflates three to four times faster than zlib, which would otherwise be half of the work.
from isal import isal_zlib

_LOCAL_HEADER = 30  # bytes before the name, whose length and the extra field's are its last fields
_READ = 1 << 16
_PIPE = 1 << 20


class DamagedArchiveError(Exception):
    """The file is not a whole zip, or the member in it is not as its directory says."""


def members(archive: Path) -> list[str]:
    """Return the names of the archive's members; DamagedArchiveError when it is no zip."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return opened.namelist()
    except zipfile.BadZipFile as error:
        raise DamagedArchiveError(str(error)) from error


def blocks(archive: Path, member: str) -> Iterator[bytes]:
    """Yield the member's inflated bytes, and check its size and CRC at the end.

    DamagedArchiveError when the archive is cut, corrupt or compressed by an unknown method.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            info = opened.getinfo(member)
    except zipfile.BadZipFile as error:
        raise DamagedArchiveError(str(error)) from error
    size = crc = 0
    try:
        for block in _expanded(archive, info):
            size += len(block)
            crc = isal_zlib.crc32(block, crc)
            yield block
    except isal_zlib.error as error:  # type: ignore[misc]  # stubs call the class an instance
        raise DamagedArchiveError(str(error)) from error
    if (size, crc) != (info.file_size, info.CRC):
        raise DamagedArchiveError(f"{member}: {size} bytes, not the {info.file_size} announced")


def _expanded(archive: Path, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DamagedArchiveError(f"{info.filename}: compression {info.compress_type}")
    deflated = info.compress_type == zipfile.ZIP_DEFLATED
    inflater = isal_zlib.decompressobj(wbits=-MAX_WBITS)
    with archive.open("rb") as stream:
        stream.seek(info.header_offset)
        header = stream.read(_LOCAL_HEADER)
        name, extra = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
        stream.seek(name + extra, os.SEEK_CUR)
        left = info.compress_size
        while left > 0 and (packed := stream.read(min(left, _READ))):
            left -= len(packed)
            yield inflater.decompress(packed) if deflated else packed


@contextmanager
def as_path(source: Iterator[bytes]) -> Iterator[str]:
    """Give a path from which `source` can be read once, from start to end, while it is produced.

    An error of `source` comes out of the block, before any error of the reader that saw it end.
    """
    reading, writing = os.pipe()
    with contextlib.suppress(OSError, AttributeError):  # Linux only, and only a little faster
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE)
    with ThreadPoolExecutor(1, thread_name_prefix="inflate") as pool:
        feeding = pool.submit(_feed, source, writing)
        read_to_the_end = False
        try:
            yield f"/dev/fd/{reading}"
            read_to_the_end = True
        finally:
            os.close(reading)  # a reader that gave up leaves the feeder a broken pipe, not a wait
            failure = feeding.exception()
            if failure and (read_to_the_end or not isinstance(failure, BrokenPipeError)):
                raise failure


def _feed(source: Iterator[bytes], writing: int) -> None:
    with open(writing, "wb") as sink:
        sink.writelines(source)

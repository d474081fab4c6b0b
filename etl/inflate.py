"""Inflates one member of a zip in blocks of whole lines; nothing is written to the disk."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from zlib import MAX_WBITS

# ISA-L inflates about three times faster than zlib, which would otherwise be a third of the work.
from isal import isal_zlib

_LOCAL_HEADER = 30  # bytes before the name, whose length and the extra field's are its last fields
_READ = 1 << 19  # compressed bytes
_BLOCK = 7 << 18  # bytes of a block at most: more is slower and takes memory, less is slower
_KEPT = 1 << 22  # bytes; more than a block ever takes


class DamagedArchiveError(Exception):
    """The file is not a whole zip, or the member in it is not as its directory says."""


def members(archive: Path) -> list[str]:
    """Return the names of the archive's members; DamagedArchiveError when it is no zip."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return opened.namelist()
    except zipfile.BadZipFile as error:
        raise DamagedArchiveError(str(error)) from error


def lines(archive: Path, member: str) -> Iterator[memoryview]:
    """Yield the member's bytes in blocks of whole lines, of a megabyte or two.

    DamagedArchiveError when the archive is cut, corrupt or compressed by an unknown method; it may
    come after blocks were given, since the CRC is known at the end only.
    """
    # Once a block of this size was freed, glibc reuses memory for blocks up to it; before, each is
    # mapped anew and cleared by the system, which takes longer than inflating.
    bytes(_KEPT)
    rest = b""
    for chunk in _chunks(archive, member):
        block = rest + chunk
        cut = block.rfind(b"\n") + 1
        if cut:
            yield memoryview(block)[:cut]
        rest = block[cut:]
    if rest:
        yield memoryview(rest)


def _chunks(archive: Path, member: str) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(archive) as opened:
            info = opened.getinfo(member)
    except zipfile.BadZipFile as error:
        raise DamagedArchiveError(str(error)) from error
    size = crc = 0
    try:
        for chunk in _expanded(archive, info):
            size += len(chunk)
            if size > info.file_size:
                # The announced size was weighed before anything was unpacked; a lie ends here.
                raise DamagedArchiveError(f"{member}: more than the {info.file_size} announced")
            crc = isal_zlib.crc32(chunk, crc)
            yield chunk
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
            if not deflated:
                yield packed
                continue
            while packed:
                yield inflater.decompress(packed, _BLOCK)
                packed = inflater.unconsumed_tail
        yield inflater.flush()

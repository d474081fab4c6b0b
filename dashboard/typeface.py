"""How wide a text is in our typeface, read from the font file itself; kerning is left out."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent.parent / "static" / "fonts"
_WINDOWS, _UNICODE, _SEGMENTS = 3, 1, 4  # the character map that every such font has


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """The width of `text` in pixels when set `size` pixels high; what the font lacks is as its blank."""
    advances = _advances("ibm-plex-sans-bold.ttf" if is_bold else "ibm-plex-sans-regular.ttf")
    return sum(advances.get(ord(letter), advances[0]) for letter in text) * size


@lru_cache(maxsize=2)
def _advances(file: str) -> dict[int, float]:
    """Advance of each character by its code, in parts of the size; 0 is the sign for «no such»."""
    content = (FOLDER / file).read_bytes()
    (count,) = struct.unpack_from(">H", content, 4)
    tables = {
        tag: start
        for tag, _sum, start, _length in struct.iter_unpack(">4sLLL", content[12 : 12 + 16 * count])
    }
    (per_em,) = struct.unpack_from(">H", content, tables[b"head"] + 18)
    (held,) = struct.unpack_from(">H", content, tables[b"hhea"] + 34)
    wide = [advance for advance, _side in struct.iter_unpack(
        ">Hh", content[tables[b"hmtx"] : tables[b"hmtx"] + 4 * held]
    )]  # fmt: skip
    found = {0: 0} | _glyphs(content, tables[b"cmap"])
    # Glyphs past the last one listed are as wide as it.
    return {code: wide[min(glyph, held - 1)] / per_em for code, glyph in found.items()}


def _glyphs(content: bytes, cmap: int) -> dict[int, int]:
    """The glyph of each character, from the map by segments (format 4)."""
    (count,) = struct.unpack_from(">H", content, cmap + 2)
    at = next(
        cmap + offset
        for platform, encoding, offset in struct.iter_unpack(
            ">HHL", content[cmap + 4 : cmap + 4 + 8 * count]
        )
        if (platform, encoding) == (_WINDOWS, _UNICODE)
    )
    kind, _length, _language, doubled = struct.unpack_from(">4H", content, at)
    if kind != _SEGMENTS:
        raise ValueError(f"typeface: un tableau de caractères de format {kind}, 4 attendu.")
    size = doubled // 2
    ends, starts, shifts, ranges = (
        struct.unpack_from(f">{size}{sign}", content, at + 14 + place * doubled + (2 if place else 0))
        for place, sign in enumerate(("H", "H", "h", "H"))
    )  # fmt: skip
    glyphs: dict[int, int] = {}
    for place in range(size):
        for code in range(starts[place], min(ends[place], 0xFFFE) + 1):
            glyph = code
            if ranges[place]:
                where = at + 16 + 3 * doubled + 2 * place + ranges[place]
                (glyph,) = struct.unpack_from(">H", content, where + 2 * (code - starts[place]))
            if glyph or not ranges[place]:
                glyphs[code] = (glyph + shifts[place]) % 0x10000
    return glyphs
